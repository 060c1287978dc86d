package extract

// A link ties a phrase to the words that say what happened to it.
type link struct {
	effect effect
	node   int // the verb, noun or state; the phrase itself for an attribute
	group  *group
	how    how
	list   bool   // reached over other members of a list
	inside bool   // the phrase stands inside a participle clause about another
	why    string // set when the phrase is refused outright
}

// how says by which road a link was found; it names the rule in the trace.
type how uint8

const (
	byNothing how = iota
	byObject
	bySubject
	byRelative
	byNominal
	byComplement
	byPredicate
	byAttribute
	byToll
	byPart
	bySame
)

var howNames = [...]string{"none", "object of the verb", "subject of the verb", "relative clause", "noun with of", "complement", "predicate", "word before the noun", "toll", "part of the figure before", "same as the figure before"}

// String returns the rule in plain words.
func (h how) String() string { return howNames[h] }

var howCodes = [...]string{"none", "object", "subject", "relative", "noun", "complement", "predicate", "word", "toll", "part", "same"}

// code returns the end of the rule's key in the catalogues.
func (h how) code() string { return howCodes[h] }

const reachNodes = 48 // how far a phrase looks for its verb

// attach finds what happened to phrase node k: an object finds its verb on the
// left, a subject on the right; a word inside the phrase is the weakest.
func (p *parse) attach(k int) link {
	ph := p.nodes[k].phrase
	if ph.noun != nil && ph.noun.kind == event { // "46 deaths": the noun says it all
		if ph.effect == harm {
			if l := p.rightward(k, false); l.how == bySubject && l.effect == kill {
				return l // "two of the 30 casualties later died"
			}
		}
		return link{effect: ph.effect, node: k, how: byAttribute, group: p.verbOf(k)}
	}
	left := p.leftward(k)
	if l := p.nextVerb(k, left); l.how != byNothing {
		return l
	}
	if left.list && p.startsClause(k) {
		left = link{}
	}
	if left.why != "" || left.how == byPart || left.how == bySubject || left.how == byObject || left.how == byComplement || left.how == byNominal {
		return left
	}
	right := link{}
	if !left.inside { // "the bridge linking two banks was destroyed": the banks were not
		right = p.rightward(k, left.how == byPredicate && !p.totalOf(k))
	}
	if right.why != "" || right.how != byNothing {
		return right
	}
	if ph.effect != noEffect {
		return link{effect: ph.effect, node: k, how: byAttribute}
	}
	if l := p.ofParts(k); l.how != byNothing {
		return l
	}
	return p.inCamps(k)
}

// totalOf: "a total of 74 schools": the preposition before phrase k says nothing.
func (p *parse) totalOf(k int) bool {
	if k < 2 || !p.tokens[p.nodes[k-1].last].is(isOf) {
		return false
	}
	l := p.tokens[p.nodes[k-2].last].lex
	return l != nil && l.toll == sameness
}

// ofParts: "windows were shattered in 160 apartments", "blew the doors off three
// shops": the buildings are damaged, not more.
func (p *parse) ofParts(k int) link {
	switch p.nodes[k].phrase.subject.(type) {
	case dwellings, facilities:
	default:
		return link{}
	}
	part, verb := -1, -1
	for i := k - 1; i >= max(0, k-5); i-- {
		switch n := &p.nodes[i]; {
		case n.group != nil && verb < 0 && (n.group.verb.effect == damage || n.group.verb.effect == destroy):
			verb = i
		case n.phrase != nil && part < 0 && n.phrase.noun != nil && n.phrase.noun.part:
			part = i
		case n.kind != prepNode && n.kind != otherNode:
			return link{}
		}
		if part >= 0 && verb >= 0 {
			return link{effect: damage, node: verb, group: p.nodes[verb].group, how: byPredicate}
		}
	}
	return link{}
}

// inCamps: "195,000 people in 21 camps" live there, whatever else is said.
func (p *parse) inCamps(k int) link {
	ph := p.nodes[k].phrase
	if ph.noun == nil && !ph.unknown || isFighters(ph) || !isPeople(ph) || k+2 >= len(p.nodes) || p.nodes[k+1].kind != prepNode || !p.tokens[p.nodes[k+1].first].is(isWithin) {
		return link{}
	}
	in := p.nodes[k+2].phrase
	if in == nil || in.noun == nil || in.noun.facility != "camp" || !in.plural || in.definite {
		return link{}
	}
	return link{effect: sheltered, node: k + 2, how: byPredicate}
}

// nextVerb prefers the verb right behind a phrase in two cases: the phrase is
// the second of a list ("killed 3 soldiers and two civilians were hurt"), or was
// received by somebody ("the hospital received 6 dead").
func (p *parse) nextVerb(k int, left link) link {
	list := left.how == byObject && left.list
	if !list && left.why != whyHelped || k+1 >= len(p.nodes) {
		return link{}
	}
	switch n := &p.nodes[k+1]; n.kind {
	case stateNode:
		return link{effect: p.stateEffect(p.lexeme(n).states[0], k+1), node: k + 1, how: bySubject}
	case verbNode:
		if n.group.voice == ing || n.group.voice == bare && p.hasObject(k+1) || n.group.voice == active && !list {
			return link{}
		}
		if e, why := p.subjectEffect(k, k+1, n.group); why == "" && e != noEffect && p.fitsPhrase(k, e) {
			return link{effect: e, node: k + 1, group: n.group, how: bySubject}
		}
	}
	return link{}
}

// startsClause reports whether a finite verb right behind phrase k makes it the
// subject of a clause of its own: "killed two and 300 people marched".
func (p *parse) startsClause(k int) bool {
	if k+1 >= len(p.nodes) {
		return false
	}
	g := p.nodes[k+1].group
	return g != nil && (g.voice == active || g.voice == passive) && !g.lex.is(isPreposition)
}

// verbOf returns the verb group next to phrase node k, for its mood: "12,000
// arrivals are forecast", "could cause 300 deaths".
func (p *parse) verbOf(k int) *group {
	for _, i := range [...]int{k + 1, k - 1} {
		if i >= 0 && i < len(p.nodes) && p.nodes[i].group != nil {
			g := *p.nodes[i].group
			g.past = g.past && !g.lex.is(isFearSoft)
			return &g
		}
	}
	for i := k - 1; i >= 0 && i > k-6; i-- { // "could lead to the displacement of"
		switch n := &p.nodes[i]; n.kind {
		case verbNode:
			if n.group.hypothetical || n.group.planned || n.group.negated {
				return n.group
			}
			return nil
		case prepNode, otherNode, phraseNode:
		default:
			return nil
		}
	}
	return nil
}
