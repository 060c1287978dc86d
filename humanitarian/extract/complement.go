package extract

// complement reads what follows the object of force, leave, put: "left N
// homeless", "forced N to flee", "took N hostage".
func (p *parse) complement(k int, g *group) link {
	under := false // a preposition was passed
	for i := k + 1; i < len(p.nodes) && i < k+10; i++ {
		n := &p.nodes[i]
		l := p.lexeme(n)
		found := func(e effect) link { return link{effect: e, node: i, group: g, how: byComplement} }
		switch n.kind {
		case stateNode:
			return found(p.stateEffect(l.states[0], i))
		case verbNode:
			if !l.is(isPreposition) { // "with" is both
				return p.complementVerb(i, g)
			}
			under = true
		case prepNode:
			if p.homeFollows(i) { // "forced 800 families from their homes"
				return found(fled)
			}
			under = true
		case phraseNode, otherNode, andNode:
			if n.first == n.last && len(l.stateList()) > 0 {
				return found(p.stateEffect(l.states[0], i))
			}
			if n.kind == otherNode && p.tokens[n.first].is(isToward) && p.movedSomewhere(k) && !p.maySend(k) {
				return found(fled) // "sending thousands of residents south"
			}
			if ph := n.phrase; under && ph != nil && ph.noun != nil && ph.noun.kind == event && ph.noun.effect == injure {
				return found(injure) // "left 17 others with wounds"
			}
			if n.kind == phraseNode && n.phrase.number != nil && p.nodes[i-1].kind != prepNode && p.nodes[i-1].kind != andNode {
				return link{}
			}
		default:
			return link{}
		}
	}
	return link{}
}

// maySend: "the militia sent 600 men north": people who are not said to be civilians
// may have been sent as troops.
func (p *parse) maySend(k int) bool {
	s, ok := p.nodes[k].phrase.subject.(people)
	return !isHouseholds(p.nodes[k].phrase.subject) && (!ok || !s.civilian)
}

// complementVerb reads the verb at node i as what force, leave or put, g, bring
// about: "forced N to flee".
func (p *parse) complementVerb(i int, g *group) link {
	v := p.nodes[i].group
	for _, x := range v.lexVerbs() {
		e := x.effect
		switch {
		case e == noEffect, e == cause && !v.be, e == stay && !p.stayCounts(i):
			continue
		case e == stay:
			e = sheltered
		case x.frame == onObject && v.voice != bare && v.voice != passive && p.hasObject(i) && e != displaced && e != evacuated:
			continue
		}
		merged := *v
		merged.hypothetical, merged.planned, merged.negated = g.hypothetical || v.hypothetical, g.planned || v.planned, g.negated || v.negated
		merged.past = g.past || v.past
		merged.ordered = g.lex.is(isOrder)
		return link{effect: p.toAbroad(i, e), node: i, group: &merged, how: byComplement}
	}
	return link{}
}

// homeFollows: a preposition, then a home: "from their homes", "out of their villages".
func (p *parse) homeFollows(i int) bool {
	t := &p.tokens[p.nodes[i].first]
	if !t.is(isFrom) {
		return false
	}
	for j := i + 1; j < len(p.nodes) && j <= i+2; j++ {
		if ph := p.nodes[j].phrase; ph != nil && ph.definite && ph.noun != nil && (ph.noun.kind == dwelling || ph.noun.kind == thing) {
			return true
		}
	}
	return false
}

func (p *parse) stateEffect(e effect, i int) effect {
	switch e {
	case hostage:
		return abducted
	case withhim:
		return kill
	}
	return e
}
