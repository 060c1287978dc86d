package extract

// nearby bounds how far apart a part and its total, or a cue and its figure, may
// stand, so that time stays linear in the length of a text.
const nearby = 64

// parentOf returns the figure that phrase node k is a part of, or -1: after
// "including", in brackets behind a total, "of them", in a list that adds up to
// the total before it.
func (p *parse) parentOf(k int, done []figure) int {
	parent := -1
	for i := len(done) - 1; i >= max(0, len(done)-nearby); i-- {
		if done[i].why == "" && !done[i].part {
			parent = i
			break
		}
	}
	if i := p.refusedTotal(k, done); i > parent {
		return i
	}
	if parent < 0 {
		return -1
	}
	ph := p.nodes[k].phrase
	total := done[parent]
	if ph.partOf || ph.bareNumber() && p.apposed(k) || p.ofTotal(k, total) || !p.ownClause(k, total) && (p.inGroup(k, total.node) || p.addsUp(k, total)) {
		return parent
	}
	return -1
}

// refusedTotal returns the number before phrase k whose parts "including" names, if
// only what it counts was refused: "40 vehicles were hit, including two ambulances".
// It is -1 where there is none.
func (p *parse) refusedTotal(k int, done []figure) int {
	for i := len(done) - 1; i >= max(0, len(done)-nearby); i-- {
		switch done[i].why {
		case whyThing, whyWrongNoun, whyUnknownNoun:
			if done[i].link.effect != noEffect && p.nodes[k].phrase.subject != nil && !p.nodes[k].phrase.partOf && p.namedIn(k, done[i].node) {
				return i
			}
		}
		if !done[i].part {
			break
		}
	}
	return -1
}

// namedIn: "including" stands between the total and phrase k, and no verb.
func (p *parse) namedIn(k, total int) bool {
	for i := k - 1; i > max(total, k-nearby); i-- {
		switch p.nodes[i].kind {
		case includeNode:
			return true
		case phraseNode, andNode, commaNode, otherNode:
		default:
			return false
		}
	}
	return false
}

// ownClause: "were killed, including six women, and nine others were injured": the
// total has its verb already, and a finite one follows.
func (p *parse) ownClause(k int, total figure) bool {
	if k+1 >= len(p.nodes) || total.link.node >= k || total.link.node == total.node || p.nodes[k-1].kind == openNode || p.nodes[k-1].kind == includeNode {
		return false
	}
	g := p.nodes[k+1].group
	return g != nil && g.main >= 0 && g.verb.effect != noEffect && (g.voice == passive || g.voice == active) && !p.insideBracket(k, total.node)
}

// The values of determiners in the vocabulary: "each" and "both".
const (
	each = 1
	both = 2
)

// apposed: "16 wounded, seven critically", "14 dead, seven from each side": a part
// without a cue of its own.
func (p *parse) apposed(k int) bool {
	if k == 0 || k+1 >= len(p.nodes) || p.nodes[k-1].kind != commaNode {
		return false
	}
	t := &p.tokens[p.nodes[k+1].first]
	if p.nodes[k+1].kind == prepNode {
		next := p.nodes[k+1].last + 1
		return next < len(p.tokens) && p.tokens[next].is(isDeterminer) && !p.tokens[next].is(isArticle) && p.nodes[k+1].first == p.nodes[k+1].last && p.tokens[next].lex.value >= each
	}
	return t.kind == wordToken && (t.is(isAdverb) || endsIn(p.text[t.start:t.end], p.lex.ends.adverb))
}

// inGroup walks left over a list to "including" or an opening bracket or dash
// behind the total.
func (p *parse) inGroup(k, total int) bool {
	for i := k - 1; i > max(total, k-nearby); i-- {
		n := &p.nodes[i]
		switch n.kind {
		case includeNode:
			return true
		case openNode:
			return true
		case phraseNode:
			if n.phrase.partOf && k-i <= 3 { // "35 of them children and 16 women"
				return true
			}
		case dashNode:
			return i == total+1 || p.nodes[i-1].kind != andNode && p.dashGroup(total, i)
		case closeNode, stopNode, subordNode, ifNode, tollNode:
			return false
		case verbNode:
			if g := n.group; g.main >= 0 && g.lex.is(isInclude) {
				return true
			}
			if n.group.main < 0 && n.group.be {
				continue // "44 were civilians and 27 were fighters"
			}
			if n.group.main >= 0 && n.group.lex.is(isAttributeCue) {
				return false // "(one elder put it at up to 900)"
			}
			if !p.insideBracket(i, total) {
				return false
			}
		}
	}
	return false
}

// dashGroup: only the rest of a noun phrase stands between the total and the dash.
func (p *parse) dashGroup(total, dash int) bool {
	for i := total + 1; i < dash; i++ {
		switch p.nodes[i].kind {
		case verbNode, commaNode, stopNode:
			return false
		}
	}
	return true
}

// insideBracket reports whether node i stands in a bracket opened after total.
func (p *parse) insideBracket(i, total int) bool {
	for j := i; j > max(total, i-nearby); j-- {
		switch p.nodes[j].kind {
		case openNode:
			return true
		case closeNode:
			return false
		}
	}
	return false
}

// ofTotal: "Of the 256,000 displaced, about 192,000 remained": the total stands
// under "of" or "among" at the head of the clause.
func (p *parse) ofTotal(k int, total figure) bool {
	i := total.node - 1
	if i < 0 || p.nodes[i].kind != prepNode || i > 0 && p.nodes[i-1].kind != stopNode && p.nodes[i-1].kind != commaNode {
		return false
	}
	t := &p.tokens[p.nodes[i].first]
	if !t.is(isOf | isPartOf | isAmong) {
		return false
	}
	if k-total.node > nearby {
		return false
	}
	for j := total.node + 1; j < k; j++ {
		if p.nodes[j].kind == stopNode {
			return false
		}
	}
	return true
}

// addsUp: "six members of the family, four children and two women": a list right
// behind a total that sums to it.
func (p *parse) addsUp(k int, total figure) bool {
	want, ok := bestOf(total.phrase)
	if !ok || want < 2 || k-total.node > nearby || !isPeople(total.phrase) || total.subject == nil || !isPeople(p.nodes[k].phrase) {
		return false
	}
	next := &p.nodes[total.node+1]
	listed := p.tokens[next.first].isMark(":") // "98 casualties: 31 killed and 67 wounded"
	for i := total.node + 1; i < k; i++ {
		switch n := &p.nodes[i]; n.kind {
		case commaNode, andNode, prepNode, otherNode, dashNode, phraseNode:
		case verbNode:
			if !listed || n.group.voice != bare {
				return false
			}
		case stopNode:
			if i != total.node+1 || !p.tokens[n.first].isMark(":") {
				return false
			}
		default:
			return false
		}
	}
	var sum int64
	seen := false
	for i := total.node + 1; i < len(p.nodes) && i < k+nearby; i++ {
		n := &p.nodes[i]
		if n.kind == verbNode && !(listed && n.group.voice == bare) || n.kind == stopNode && i > total.node+1 || n.kind == relNode || n.kind == subordNode {
			break
		}
		if n.kind == phraseNode && n.phrase.counts() {
			v, ok := bestOf(n.phrase)
			if !ok {
				return false
			}
			sum += v
			seen = seen || i == k
		}
	}
	return seen && sum == want
}

func bestOf(ph *phrase) (int64, bool) {
	if ph.number == nil {
		return ph.implied, ph.article >= 0
	}
	if v, ok := ph.number.q.Best(); ok {
		return v, true
	}
	return ph.number.q.Low()
}

// partLink gives a part its own effect if the words right behind it say one,
// else that of its total.
func (p *parse) partLink(f *figure, total figure) {
	if i := f.node + 1; i < len(p.nodes) && p.nodes[i].group != nil && p.nodes[i].group.voice != passive &&
		(p.nodes[i].group.lex.is(isAttributeCue) || f.phrase.partOf && p.nodes[i].group.main >= 0 && p.nodes[i].group.voice == active && p.nodes[i].group.verb.effect == noEffect) {
		f.why = whyNoEffect
		return
	}
	own := p.ownVerb(f.node)
	if own.how == byNothing && f.phrase.partOf && f.node > 0 && p.nodes[f.node-1].group != nil {
		own = p.objectOf(f.node-1, f.node) // "captured 14 soldiers and executed five of them"
	}
	if own.how == byNothing && f.phrase.effect != noEffect && f.phrase.effect != refugee {
		own = link{effect: f.phrase.effect, node: f.node, how: byAttribute}
	}
	if own.how != byNothing {
		f.link = own
	} else {
		f.link = link{effect: total.link.effect, node: f.node, group: total.link.group, how: byPart}
	}
	if f.subject == nil {
		f.subject = total.subject
		if isHouseholds(total.subject) && !f.phrase.partOf {
			f.subject = people{}
		}
		if ph := p.copula(f.node); ph != nil { // "two were children"
			f.subject = ph.subject
		}
		return
	}
	if f.phrase.partOf && !armed(f.subject) && !fits(f.subject, f.link.effect) { // "14.9 million of them health care"
		f.subject = total.subject
		return
	}
	if _, isThing := f.subject.(things); isThing {
		f.part = false
		return
	}
	// The same people in another unit are no part: "210 households (1,190 persons)".
	if isHouseholds(f.subject) != isHouseholds(total.subject) && sameKind(f.subject, total.subject) && f.link.how == byPart && p.besides(f.node, total.node) {
		f.part, f.equal = false, f.parent
		f.parent = -1
	}
}

func sameKind(a, b subject) bool {
	human := func(s subject) bool {
		switch s.(type) {
		case people, households:
			return true
		}
		return false
	}
	return human(a) && human(b)
}

// besides: an opening bracket, not "including", stands between the two.
func (p *parse) besides(k, total int) bool {
	for i := total + 1; i < k; i++ {
		if p.nodes[i].kind == includeNode {
			return false
		}
	}
	return true
}

// ownVerb looks only at the words right behind a part: "151 of whom had taken
// refuge", "(41 killed, 7 injured)".
func (p *parse) ownVerb(k int) link {
	for i := k + 1; i < len(p.nodes) && i <= k+2; i++ {
		n := &p.nodes[i]
		switch n.kind {
		case otherNode, relNode:
			continue
		case stateNode:
			return link{effect: p.stateEffect(p.lexeme(n).states[0], i), node: i, how: bySubject}
		case verbNode:
			if n.group.be && n.group.main < 0 {
				return link{}
			}
			bracket := p.insideBracket(k, -1) || k > 0 && p.nodes[k-1].kind == includeNode && p.lexeme(&p.nodes[k-1]).is(isPartOf)
			if !p.nodes[k].phrase.partOf && !bracket && n.group.voice != bare {
				return link{} // the verb of the total: "including two women, were killed"
			}
			e, why := p.subjectEffect(k, i, n.group)
			if why == "" && e != noEffect {
				return link{effect: e, node: i, group: n.group, how: bySubject}
			}
		}
		return link{}
	}
	return link{}
}

// copula returns the noun phrase behind "were": "two were children".
func (p *parse) copula(k int) *phrase {
	if k+2 >= len(p.nodes) {
		return nil
	}
	g := p.nodes[k+1].group
	if g == nil || !g.be || g.main >= 0 {
		return nil
	}
	ph := p.nodes[k+2].phrase
	if ph == nil || ph.subject == nil || ph.number != nil {
		return nil
	}
	return ph
}
