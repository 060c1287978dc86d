package extract

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// toll reads a number behind a toll: "the death toll rose from 38 to 41", "the
// number of displaced stands at 2.1m", "displacement has exceeded 70,000".
func (p *parse) toll(k int, done []figure) link {
	ph := p.nodes[k].phrase
	if ph.other && tollBefore(done, ph.effect) { // "after two more bodies were found"
		return link{why: whyIncrease}
	}
	if k+1 < len(p.nodes) && (p.nodes[k+1].kind == stateNode || p.nodes[k+1].group != nil && p.nodes[k+1].group.voice == bare && p.nodes[k+1].group.verb.effect != noEffect) {
		return link{} // "Casualties: 4 killed, 6 wounded"
	}
	if l := p.tollRight(k); l.how != byNothing {
		return l
	}
	if l := p.label(k); l.how != byNothing {
		return l
	}
	if l := p.numbering(k); l.how != byNothing {
		return l
	}
	if ph.noun != nil && ph.noun.kind == thing || k == 0 {
		return link{}
	}
	t, at := p.tollLeft(k)
	if t < 0 {
		return link{}
	}
	if p.earlier(k) {
		return link{why: whyHistory}
	}
	e := noEffect
	n := &p.nodes[t]
	switch {
	case n.kind == tollNode:
		e = p.lexeme(n).toll
	case n.phrase != nil:
		if e = n.phrase.effect; e == noEffect {
			e = p.numberOf(t)
		}
	}
	if e == sameness {
		e = noEffect
		for i := len(done) - 1; i >= max(0, len(done)-nearby); i-- {
			if done[i].why == "" {
				e = done[i].link.effect
				break
			}
		}
	}
	if e == noEffect {
		return link{}
	}
	var g *group
	if at >= 0 {
		g = p.nodes[at].group
	}
	p.exceeded(k)
	return link{effect: e, node: t, group: g, how: byToll}
}

// label: "Killed: 12", "Displaced so far: 7,000 people", the words before the
// colon being all there is in the cell.
func (p *parse) label(k int) link {
	if k > 2 && p.nodes[k-2].phrase.isCounted() && p.onlyJoins(k-2, k) {
		return p.label(k - 2) // "Arrivals: 4,812 people / 901 households"
	}
	if k < 2 || p.nodes[k-1].kind != stopNode || !p.tokens[p.nodes[k-1].first].isMark(":") {
		return link{}
	}
	found := link{}
	for i := k - 2; i >= 0 && p.nodes[i].kind != stopNode; i-- {
		if k-i > 7 {
			return link{}
		}
		n := &p.nodes[i]
		e := noEffect
		switch n.kind {
		case verbNode:
			if n.group.voice != bare || n.group.be {
				return link{}
			}
			e = n.group.verb.effect
		case stateNode:
			e = p.lexeme(n).states[0]
		case tollNode:
			e = p.lexeme(n).toll
		case phraseNode:
			e = n.phrase.effect
			if n.phrase.counts() {
				return link{}
			}
		}
		if e != noEffect && e < cause && found.how == byNothing {
			found = link{effect: e, node: i, how: byToll}
		}
	}
	return found
}

func tollBefore(done []figure, e effect) bool {
	for i := max(0, len(done)-nearby); i < len(done); i++ {
		if done[i].link.how == byToll && done[i].why == "" && done[i].link.effect == e {
			return true
		}
	}
	return false
}

// exceeds is the value of words such as "passed" in the vocabulary.
const exceeds = 1

// exceeded makes phrase k a bound where a word such as "passed" stands before it.
func (p *parse) exceeded(k int) {
	b := p.nodes[k].first - 1
	for b > 0 && p.tokens[b].is(isAdverb|isTollAt) && p.tokens[b].lex.value != exceeds { // "dépasse désormais"
		b--
	}
	if p.tokens[b].is(isTollAt) && p.tokens[b].lex.value == exceeds {
		p.nodes[k].phrase.number.moreThan()
	}
}

// moreThan makes an exact number the bound that "has passed 44,000" says it is.
func (n *number) moreThan() {
	if n == nil || n.q.Form() != humanitarian.Exact {
		return
	}
	if q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.MoreThan, Low: n.q.Parts().Best}); err == nil {
		n.q = q
	}
}

// tollLeft walks left from a number over "to", "at", "rose" to the toll. at is
// the verb on the way, or -1; toll is -1 when there is none.
func (p *parse) tollLeft(k int) (toll, at int) {
	w := tollWalker{p: p, k: k, at: -1}
	for i := k - 1; i >= 0 && i > k-24; i-- {
		if t, stop := w.step(i); stop {
			return t, w.at
		}
	}
	return -1, -1
}

// A tollWalker is the state of one walk from a number to its toll.
type tollWalker struct {
	p    *parse
	k    int
	at   int  // the verb on the way, or -1
	tied bool // a word that ties a number to a toll was passed
}

// step looks at node i; stop ends the walk with the toll or -1.
func (w *tollWalker) step(i int) (toll int, stop bool) {
	p, n := w.p, &w.p.nodes[i]
	switch n.kind {
	case tollNode:
		return w.toll(i), true
	case verbNode:
		return -1, !w.verb(i)
	case phraseNode:
		if w.speaks(i) || w.tied && p.numberOf(i) != noEffect {
			return i, true
		}
		if w.tied && n.phrase.bareNumber() && i+1 < len(p.nodes) && p.nodes[i+1].kind == prepNode && p.parenthesis(i, w.k) {
			return -1, false // "The toll, put at 14 on Friday, now stands at 19"
		}
		return -1, n.phrase.counts() && !p.earlier(i)
	case stateNode:
		return -1, !w.tied || i == 0 || p.nodes[i-1].phrase == nil || p.numberOf(i-1) == noEffect
	case prepNode, otherNode, andNode, relNode, commaNode:
		w.tied = w.tied || w.k-i <= 3 && p.tokens[n.first].is(isTollAt|isTollRise|isTo)
		return -1, false
	case stopNode:
		w.tied = w.tied || i == w.k-1 && p.tokens[n.first].isMark(":")
		return -1, !w.tied || i != w.k-1
	}
	return -1, true
}

// toll decides at the toll word i.
func (w *tollWalker) toll(i int) int {
	p := w.p
	if w.tied || i != w.k-1 || i == 0 {
		if w.tied {
			return i
		}
		return -1
	}
	if g := p.nodes[i-1].group; p.lex.rules.verbFirst && g != nil && g.lex.is(isTollAt) {
		return i // verb, toll, number
	}
	l := p.lexeme(&p.nodes[i])
	if ph := p.nodes[i-1].phrase; ph != nil && !ph.counts() && ph.effect != noEffect && l.toll == sameness && l.is(isTollAt) {
		return i - 1 // "Evacuees number 3,900"
	}
	return -1
}

// verb passes over the verb at node i, or reports that it is not the toll's.
func (w *tollWalker) verb(i int) bool {
	g := w.p.nodes[i].group
	if g.main < 0 || g.lex.is(isTollRise|isTollAt) {
		w.tied = true
		if w.at < 0 {
			w.at = i
		}
		return true
	}
	if !w.tied || !g.describes() || g.verb.effect == noEffect {
		return false
	}
	return i >= w.k-6 || i > 0 && w.p.nodes[i-1].phrase != nil && w.p.numberOf(i-1) != noEffect
}

// speaks reports whether the noun phrase at i serves as the toll: "displacement
// has exceeded", "IDPs total", "put new arrivals at".
func (w *tollWalker) speaks(i int) bool {
	p, ph := w.p, w.p.nodes[i].phrase
	if !w.tied || ph.counts() || ph.effect == noEffect || ph.effect == attack && p.nodes[w.k].phrase.number != nil && !p.nodes[w.k].phrase.bareNumber() {
		return false
	}
	if ph.noun != nil && ph.noun.kind == event && w.at >= 0 && p.headOfClause(i) || w.at >= 0 && p.totals(w.at) {
		return true
	}
	if i > 0 && p.nodes[i-1].group != nil && p.nodes[i-1].group.lex.is(isTollAt) {
		w.at = i - 1
		return true
	}
	return false
}

// numberOf: "the number of people uprooted by the fighting": what happened to the
// people of phrase i, whose number is given elsewhere.
func (p *parse) numberOf(i int) effect {
	ph := p.nodes[i].phrase
	if i < 2 || ph.counts() || !p.tokens[p.nodes[i-1].last].is(isOf) {
		return noEffect
	}
	if l := p.tokens[p.nodes[i-2].last].lex; l == nil || l.toll != sameness {
		return noEffect
	}
	if ph.effect != noEffect {
		return ph.effect
	}
	for j := i + 1; j < len(p.nodes) && j <= i+2; j++ {
		switch n := &p.nodes[j]; n.kind {
		case relNode:
		case verbNode:
			if n.group.verb.effect < cause && (n.group.describes() || j > i+1) {
				return n.group.verb.effect
			}
			return noEffect
		case stateNode:
			return p.lexeme(n).states[0]
		default:
			return noEffect
		}
	}
	return noEffect
}

// describes reports whether g can stand right behind a noun without a verb of its
// own: "people killed", "people fleeing", "people in need of aid".
func (g *group) describes() bool {
	return g.voice == bare || g.voice == ing || !g.be && !g.have && g.verb.frame == onSubject && g.verb.effect >= affected && g.verb.effect < destroy
}

// parenthesis: commas stand around node i before node k.
func (p *parse) parenthesis(i, k int) bool {
	before, after := false, false
	for j := i - 1; j >= max(0, i-4); j-- {
		before = before || p.nodes[j].kind == commaNode
	}
	for j := i + 1; j < k; j++ {
		after = after || p.nodes[j].kind == commaNode
	}
	return before && after
}

// numbering: "The wounded, numbering 55, were flown out".
func (p *parse) numbering(k int) link {
	if k < 2 || !p.tokens[p.nodes[k-1].last].is(isNumbering) || !p.nodes[k].phrase.bareNumber() {
		return link{}
	}
	i := k - 2
	if i > 0 && p.nodes[i].kind == commaNode {
		i--
	}
	if e := p.namedBy(i); e != noEffect {
		return link{effect: e, node: i, how: byToll}
	}
	return link{}
}

// headOfClause: the event noun opens its clause: "Displacement has exceeded".
func (p *parse) headOfClause(i int) bool {
	return i == 0 || p.nodes[i-1].kind == stopNode || p.nodes[i-1].kind == commaNode || p.nodes[i-1].kind == andNode
}

// totals: the verb is one that gives a total: "IDPs total 122,387".
func (p *parse) totals(at int) bool {
	g := p.nodes[at].group
	return g.main >= 0 && g.lex.is(isTollAt)
}

// tollRight: "brings to about 23,000 the total number of displacements".
func (p *parse) tollRight(k int) link {
	next := k + 1
	for next < len(p.nodes) && p.nodes[next].kind == otherNode && p.tokens[p.nodes[next].first].is(isDeterminer) {
		next++
	}
	if next >= len(p.nodes) || k < 2 {
		return link{}
	}
	n := &p.nodes[next]
	if n.kind != tollNode && (n.phrase == nil || n.phrase.counts() || n.phrase.noun == nil || n.phrase.noun.kind != event) {
		return link{}
	}
	b := &p.nodes[k-1]
	if b.kind != prepNode && b.kind != verbNode && b.kind != otherNode || !p.risesNear(k) {
		return link{}
	}
	e := noEffect
	if n.kind == tollNode {
		e = p.lexeme(n).toll
		for i := next + 1; e == sameness && i < len(p.nodes) && i < next+7; i++ {
			if ph := p.nodes[i].phrase; ph != nil && ph.effect != noEffect {
				e = ph.effect
			}
		}
	} else {
		e = n.phrase.effect
	}
	if e == noEffect || e == sameness {
		return link{}
	}
	return link{effect: e, node: next, how: byToll}
}

func (p *parse) risesNear(k int) bool {
	for i := k - 1; i >= 0 && i >= k-3; i-- {
		if g := p.nodes[i].group; g != nil && g.main >= 0 && g.lex.is(isTollRise) {
			return true
		}
	}
	return false
}

// earlier reports whether phrase k is the old value: "from 38 to 41", "up from 71".
func (p *parse) earlier(k int) bool {
	if k == 0 {
		return false
	}
	b := &p.nodes[k-1]
	t := &p.tokens[b.last]
	if t.is(isHistory | isFrom) {
		return b.kind == prepNode || b.kind == otherNode || t.is(isHistory)
	}
	// "by seven to 45": the rise, not the toll
	return t.is(isBy) && k+1 < len(p.nodes) && p.nodes[k+1].kind == prepNode
}

// tollSubject is what a toll counts: civilians only when it says so.
func (p *parse) tollSubject(l link, done []figure) subject {
	n := &p.nodes[l.node]
	if n.kind == tollNode {
		if p.lexeme(n).toll == sameness {
			if f := lastUnderstood(done, nil); f != nil {
				return f.subject
			}
		}
		switch l.effect {
		case kill, injure, harm, missing:
			return people{civilian: p.lexeme(n).civil}
		}
		return people{civilian: true}
	}
	if n.phrase == nil && l.node > 0 && p.nodes[l.node-1].phrase != nil { // "Houses destroyed: 310"
		n = &p.nodes[l.node-1]
	}
	if n.phrase != nil && n.phrase.subject != nil {
		return n.phrase.subject
	}
	return people{}
}
