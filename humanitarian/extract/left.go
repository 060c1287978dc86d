package extract

// leftward walks left over the other members of a list to the verb whose object
// the phrase is, or to the noun that governs it with "of". byPredicate in the
// result says that the phrase hangs on a preposition.
func (p *parse) leftward(k int) link {
	w := leftWalker{p: p, k: k, edge: k, loose: !p.nodes[k].phrase.counts()}
	for i := k - 1; i >= 0 && i > k-reachNodes; i-- {
		if l, stop := w.step(i); stop {
			return l
		}
	}
	return link{}
}

// A leftWalker is the state of one walk to the left.
type leftWalker struct {
	p       *parse
	k       int
	edge    int  // the leftmost member of the list so far
	list    bool // a comma or "and" was passed
	and     bool // an "and" was passed
	crossed bool // another member of the list was passed
	company bool // "together with" was passed
	gap     bool // a name or unknown noun stands before the phrase: "in Homs 20 people"
	loose   bool // a report without a number, which may stand after "including"
}

// step looks at node i; stop ends the walk.
func (w *leftWalker) step(i int) (l link, stop bool) {
	p, n := w.p, &w.p.nodes[i]
	switch n.kind {
	case andNode, commaNode:
		w.list = true
		w.and = w.and || n.kind == andNode
		w.company = w.company || n.kind == andNode && i == w.k-1 && p.lexeme(n).is(isPreposition)
	case includeNode:
		if w.loose {
			w.list = true
			break
		}
		if states := p.lexeme(n).states; len(states) > 0 { // "Among the dead, 12 rebels and 11 children."
			return link{effect: states[0], node: i, how: byPart}, true
		}
		return link{}, true
	case reflexNode:
		w.crossed = true
	case quoteNode:
	case otherNode:
		t := &p.tokens[n.first]
		if i == w.k-1 && p.unknownVerb(i) {
			return link{how: byPredicate, inside: i > 0 && p.nodes[i-1].phrase != nil}, true // "the bridge linking two banks"
		}
		w.gap = w.gap || t.kind == wordToken && t.lex == nil
		w.crossed = w.crossed || w.and && t.kind == wordToken && !t.is(isAdverb) // a name, or a noun we do not know
		return link{}, t.kind == markToken
	case phraseNode:
		return w.phrase(i)
	case verbNode:
		if w.describes(i) {
			break
		}
		return w.verb(i), true
	case prepNode:
		return w.preposition(i)
	default:
		return link{}, true
	}
	return link{}, false
}

// describes: "13 civilians living nearby and 21 soldiers": a participle that only
// says more about the member of the list before it.
func (w *leftWalker) describes(i int) bool {
	g := w.p.nodes[i].group
	return w.and && g.voice == ing && !g.be && (g.verb.effect == stay || g.verb.effect == sheltered) && i > 0 && w.p.nodes[i-1].phrase.isCounted()
}

// unknownVerb reports whether node i is a word that the vocabulary does not have and
// that looks like a participle.
func (p *parse) unknownVerb(i int) bool {
	t := &p.tokens[p.nodes[i].first]
	return p.nodes[i].kind == otherNode && t.lex == nil && t.kind == wordToken && !t.capital && endsIn(p.text[t.start:t.end], p.lex.ends.verb)
}

// phrase passes over another member of the list.
func (w *leftWalker) phrase(i int) (link, bool) {
	p, ph := w.p, w.p.nodes[i].phrase
	verbFirst := p.lex.rules.verbFirst
	if i == w.edge-1 && p.annexed(i, w.k) {
		return link{effect: ph.effect, node: i, how: byNominal, group: p.verbOf(i)}, true
	}
	if !w.list && !verbFirst || ph.number != nil && ph.number.why != "" {
		return link{}, true
	}
	if !ph.counts() && !ph.plural && !isPeople(ph) && !verbFirst && !w.loose {
		return link{}, true
	}
	w.list, w.crossed, w.edge = verbFirst, true, i
	return link{}, false
}

func (w *leftWalker) verb(i int) link {
	if g := w.p.nodes[i].group; w.company && g.voice == passive && g.verb.effect != noEffect && w.p.fitsPhrase(w.k, g.verb.effect) {
		return link{effect: g.verb.effect, node: i, group: g, how: bySubject} // "was killed together with five others"
	}
	if w.list && !w.crossed { // "91 homes damaged and six homes ..."
		return link{}
	}
	l := w.p.objectOf(i, w.k)
	if w.crossed && l.how == byObject && !w.p.fitsPhrase(w.k, l.effect) {
		return link{}
	}
	l.list = w.crossed
	return l
}

func (w *leftWalker) preposition(i int) (link, bool) {
	p := w.p
	switch {
	case i == w.k-1 && p.tokens[p.nodes[i].first].is(isBetween) && p.nodes[w.k].phrase.isRange():
		return link{}, false // "killing between 2 to 4 fighters"
	case p.lex.rules.verbFirst && i < w.k-1:
		return link{}, false // "fled from the city 3,000 people"
	case w.list && !w.crossed:
		return link{}, true
	}
	l := p.underPreposition(i, w.k, w.crossed || w.gap)
	if l.how == byNothing && l.why == "" && w.and && i < w.k-1 {
		w.crossed = true // "killed the head of the cell and three of his men"
		return link{}, false
	}
	return l, true
}

// annexed: "مقتل 9 جنود": where the verb opens the clause, an event noun governs
// the noun right behind it without "of".
func (p *parse) annexed(i, k int) bool {
	n := p.nodes[i].phrase
	return p.lex.rules.verbFirst && n.noun != nil && n.noun.kind == event && n.number == nil && !n.definite && p.fitsPhrase(k, n.effect)
}

// objectOf decides whether the verb at node i has phrase k as its object.
func (p *parse) objectOf(i, k int) link {
	g := p.nodes[i].group
	if g.lex.is(isRelease) {
		return link{why: whyReleased}
	}
	if e := p.included(i); e != noEffect {
		return link{effect: e, node: i - 1, how: byPart}
	}
	if g.voice == ing && g.verb.effect == noEffect && len(g.lexVerbs()) < 2 {
		return link{how: byPredicate} // "a rally demanding the release of"
	}
	if g.verb.frame == plain && len(g.lexVerbs()) < 2 || g.voice == passive {
		return link{}
	}
	for _, v := range g.lexVerbs() {
		if v.effect == inundate && p.peopleBefore(i) {
			continue // "400 people entered the stadium"
		}
		if v.frame == plain || v.effect == see || v.frame == onSubject && !p.lex.rules.verbFirst {
			continue
		}
		switch v.effect {
		case cause:
			if l := p.complement(k, g); l.how != byNothing {
				return l
			}
			continue
		case claim:
			if n := p.nodes[k].phrase.noun; n != nil && n.lives || p.theirLives(k) {
				return link{effect: kill, node: i, group: g, how: byObject}
			}
			continue
		case host:
			if e := p.nodes[k].phrase.effect; e != noEffect {
				return link{effect: e, node: i, group: g, how: byObject}
			}
			continue
		case reach:
			if p.nodes[k].phrase.effect == noEffect {
				return link{why: whyHelped}
			}
			continue
		}
		if v.armed && !isFighters(p.nodes[k].phrase) && !p.ranksBehind(k) && !p.ownLoss(i, k) || v.weak && !p.movedSomewhere(k) {
			continue
		}
		if len(g.lexVerbs()) > 1 && !p.fitsPhrase(k, v.effect) {
			continue
		}
		return link{effect: p.toAbroad(k, p.joined(i, v.effect)), node: i, group: g, how: byObject}
	}
	return link{}
}

// peopleBefore reports whether people are the subject of the verb at node i.
func (p *parse) peopleBefore(i int) bool {
	if i == 0 || p.nodes[i-1].phrase == nil {
		return false
	}
	s := p.nodes[i-1].phrase.subject
	_, civil := s.(people)
	return civil || armed(s) || isHouseholds(s)
}

// theirLives: "cost nine residents their lives".
func (p *parse) theirLives(k int) bool {
	if k+1 >= len(p.nodes) || !isPeople(p.nodes[k].phrase) {
		return false
	}
	ph := p.nodes[k+1].phrase
	return ph != nil && !ph.counts() && ph.definite && ph.noun != nil && ph.noun.lives
}

// ownLoss: "the joint force lost 13 men": those lost are of the fighters who are
// the subject of the verb at node i.
func (p *parse) ownLoss(i, k int) bool {
	if i == 0 || p.nodes[i-1].phrase == nil || !isFighters(p.nodes[i-1].phrase) || p.nodes[i].group.voice == passive {
		return false
	}
	ph := p.nodes[k].phrase
	s, ok := ph.subject.(people)
	return ok && !s.civilian && !ph.ownEffect() || ph.bareNumber()
}

// included: "the dead included 14 soldiers": the verb at node i names parts of
// those its subject says are dead, hurt or missing.
func (p *parse) included(i int) effect {
	if i == 0 || !p.nodes[i].group.lex.is(isInclude) || p.nodes[i].group.voice == passive {
		return noEffect
	}
	return p.namedBy(i - 1)
}

// namedBy returns the effect of a word that names people by what happened to
// them: "the dead", "the wounded", "the displaced".
func (p *parse) namedBy(i int) effect {
	n := &p.nodes[i]
	e := noEffect
	switch {
	case n.kind == stateNode:
		e = p.lexeme(n).states[0]
	case n.group != nil && n.group.voice == bare && i > 0 && p.tokens[p.nodes[i-1].last].is(isDeterminer):
		e = n.group.verb.effect
	case n.phrase != nil && !n.phrase.counts() && n.phrase.plural && isPeople(n.phrase):
		e = n.phrase.effect
	}
	if e >= cause {
		return noEffect
	}
	return e
}

// movedSomewhere: "moved 780 residents to higher ground".
func (p *parse) movedSomewhere(k int) bool {
	switch p.nodes[k].phrase.subject.(type) {
	case people, households, nil:
		next := k + 1
		if !p.nodes[k].phrase.bareNumber() {
			next = p.overBracket(next)
		}
		return next < len(p.nodes) && (p.nodes[next].kind == prepNode || p.nodes[next].kind == otherNode && p.tokens[p.nodes[next].first].is(isToward))
	}
	return false
}

// overBracket returns the node behind a bracket that opens at node i, or i.
func (p *parse) overBracket(i int) int {
	if i >= len(p.nodes) || p.nodes[i].kind != openNode {
		return i
	}
	for j := i + 1; j < len(p.nodes) && j < i+nearby; j++ {
		if p.nodes[j].kind == closeNode {
			return j + 1
		}
	}
	return i
}

// fitsPhrase reports whether e can happen to what phrase k counts; it chooses
// between the meanings of a verb: buried people, buried houses.
func (p *parse) fitsPhrase(k int, e effect) bool {
	s := p.nodes[k].phrase.subject
	return s == nil || fits(s, e)
}

func (g *group) lexVerbs() []verb {
	if g.lex == nil {
		return nil
	}
	return g.lex.verbs
}

func isFighters(ph *phrase) bool { _, ok := ph.subject.(fighters); return ok }

// joined folds "damaged or destroyed", "killed or injured" into one effect.
func (p *parse) joined(i int, e effect) effect {
	for _, j := range [...]int{i - 2, i + 2} {
		if j < 0 || j >= len(p.nodes) || p.nodes[j].group == nil || p.nodes[(i+j)/2].kind != andNode {
			continue
		}
		if i < j && p.hasObject(i) {
			continue
		}
		o := p.nodes[j].group.verb.effect
		switch {
		case e == attack && (o == destroy || o == damage): // "looted or burned"
			return o
		case e == destroy && o == damage, e == damage && o == destroy:
			return ruin
		case e == injure && o == kill && i < j && p.nodes[j].group.verb.frame == onSubject: // "were hit and died"
			return kill
		case e == kill && o == injure, e == injure && o == kill:
			return harm
		}
	}
	return e
}

// underPreposition handles a phrase after the preposition at node i.
func (p *parse) underPreposition(i, k int, list bool) link {
	t := &p.tokens[p.nodes[i].first]
	if t.is(isBy) {
		if j := i - 1; j >= 0 && p.nodes[j].group != nil && p.nodes[j].group.verb.effect != noEffect && p.harmsPeople(k) {
			return link{why: whyAgent}
		}
	}
	if g := p.nodes[max(i-1, 0)].group; g != nil && t.is(isTo) && g.verb.effect == disable && g.voice == passive && p.fitsPhrase(k, outage) && !p.nodes[k].phrase.bareNumber() {
		return link{effect: outage, node: i - 1, how: byNominal, group: g} // "Electricity was cut to 90,000 households"
	}
	if e := p.reportedOf(i); e != noEffect && t.is(isTo|isAmong|isPreposition) && p.fitsPhrase(k, e) {
		return link{effect: e, node: i - 2, how: byNominal, group: p.nodes[i-1].group}
	}
	if i > 0 && p.nodes[i-1].kind == phraseNode {
		n := p.nodes[i-1].phrase
		if n.noun != nil && n.noun.kind == event && t.is(isOf|isTo|isGoverning) && n.noun.effect != attack {
			if n.noun.loss && (!isPeople(p.nodes[k].phrase) || p.nodes[k].phrase.bareNumber() && !p.ranksBehind(k)) {
				return link{}
			}
			return link{effect: n.noun.effect, node: i - 1, how: byNominal, group: p.verbOf(i - 1)}
		}
		if n.noun != nil && n.noun.kind == person && n.noun.effect == kill && t.is(isOf) { // "the bodies of 13 men"
			return link{effect: kill, node: i - 1, how: byNominal}
		}
		if n.noun != nil && n.noun.kind == event && n.noun.effect == attack && t.is(isPreposition) {
			return link{effect: attack, node: i - 1, how: byNominal}
		}
	}
	if list {
		return link{}
	}
	return link{how: byPredicate}
}

// reportedOf: "Damage was reported to 34 houses": the event whose verb, which says
// nothing itself, stands before the preposition at node i.
func (p *parse) reportedOf(i int) effect {
	if i < 2 || p.nodes[i-1].group == nil || p.nodes[i-1].group.verb.effect != noEffect || p.nodes[i-1].group.voice == active || p.nodes[i-2].phrase == nil || !p.tokens[p.nodes[i].first].is(isTo) {
		return noEffect
	}
	ph := p.nodes[i-2].phrase
	if ph.counts() || ph.noun == nil || ph.noun.kind != event || ph.noun.effect == attack {
		return noEffect
	}
	return ph.noun.effect
}

func isPeople(ph *phrase) bool {
	switch ph.subject.(type) {
	case people, fighters, nil:
		return true
	}
	return false
}

func (p *parse) harmsPeople(k int) bool {
	ph := p.nodes[k].phrase
	return isFighters(ph) || ph.bareNumber() || isPeople(ph)
}
