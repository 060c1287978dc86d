package extract

import "slices"

// rightward looks from phrase node k for the verb whose subject it is, over
// places, brackets, relative clauses and "including ..." groups. hanging: the
// phrase stands under a preposition and so can only own a participle or a
// relative clause right behind it.
func (p *parse) rightward(k int, hanging bool) link {
	var found link
	w := walker{p: p, k: k, hanging: hanging}
	for w.i = k + 1; w.i < len(p.nodes) && w.i < k+reachNodes; w.i++ {
		l, stop := w.step()
		if l.why != "" {
			return l
		}
		if l.how != byNothing && (found.how == byNothing || p.outweighs(l, found)) {
			found = l
			w.found = true
		}
		if stop {
			break
		}
	}
	return found
}

// outweighs: people who fled X "were killed" or "returned": the main verb wins
// over the relative clause.
func (p *parse) outweighs(l, old link) bool {
	if old.how != byRelative {
		return false
	}
	if old.effect == affected {
		return true
	}
	switch l.effect {
	case kill, injure, harm, missing, detained, abducted, returned, trapped:
		return true
	}
	return false
}

// A walker is the state of one walk to the right.
type walker struct {
	p       *parse
	k, i    int
	hanging bool
	found   bool // a participle or relative clause already says what happened
	include bool // inside "including ..."
	rel     bool // after who, which, that
	whose   bool // after whose: the next subject is another
	depth   int  // brackets
	near    int  // nodes passed that are not adverbs
	prep    bool // the node before was a preposition
	listed  bool // a comma or and came before
	passed  bool // another number of the list was passed
}

// step looks at one node; stop ends the walk.
func (w *walker) step() (l link, stop bool) {
	p, n := w.p, &w.p.nodes[w.i]
	if w.depth > 0 && n.kind != openNode && n.kind != closeNode {
		return link{}, false
	}
	prep, listed := w.prep, w.listed
	w.prep, w.listed = false, false
	w.near++
	switch n.kind {
	case openNode:
		w.depth++
	case closeNode:
		w.depth--
		if w.depth < 0 {
			return link{}, true
		}
	case includeNode:
		w.include = true
	case commaNode, andNode, dashNode:
		if n.kind == commaNode && !p.nodes[w.k].phrase.counts() && !w.include && !w.rel && !p.listAhead(w.i) {
			return link{}, true // a report without a number must stand beside its verb
		}
		w.listed = true
		if n.kind == commaNode && w.i+1 < len(p.nodes) && p.nodes[w.i+1].phrase != nil && p.nodes[w.i+1].phrase.partOf {
			return link{}, !w.overPart() // "44 passengers, nine of whom were pilgrims, burned to death"
		}
		if n.kind == dashNode && !w.include {
			w.include = true
		}
		if w.hanging && n.kind != commaNode && !w.include {
			return link{}, true
		}
	case prepNode:
		w.prep = true
	case relNode:
		w.rel = true
		w.whose = p.lexeme(n).is(isWhose)
	case subordNode, ifNode, stopNode:
		return link{}, true
	case phraseNode:
		return link{}, w.phraseStops(n, prep, listed)
	case stateNode:
		if w.near <= 2 || listed || w.passed && p.nodes[w.i-1].kind == phraseNode {
			return link{effect: p.stateEffect(p.lexeme(n).states[0], w.i), node: w.i, how: bySubject}, true
		}
	case verbNode:
		return w.verb(n, listed)
	case otherNode:
		if t := &p.tokens[n.first]; t.kind == markToken && t.mark != '/' && t.mark != '.' && t.mark != '$' && t.mark != '%' {
			return link{}, t.mark == 'x'
		}
		if p.tokens[n.first].is(isAdverb) {
			w.near--
		}
		w.prep = p.unknownVerb(w.i)
	}
	return link{}, false
}

// listAhead: commas and phrases up to "and", a last phrase and its verb: "homes,
// wells and a grain store were destroyed".
func (p *parse) listAhead(i int) bool {
	for ; i+2 < len(p.nodes) && p.nodes[i+1].phrase != nil && !isPeople(p.nodes[i+1].phrase); i += 2 {
		switch p.nodes[i].kind {
		case andNode:
			return p.nodes[i+2].kind == verbNode
		case commaNode:
		default:
			return false
		}
	}
	return false
}

// overPart passes over a clause about a part, which a comma ends. Where none does,
// the verb ahead is the part's.
func (w *walker) overPart() bool {
	for j := w.i + 2; j < len(w.p.nodes) && j < w.i+reachNodes; j++ {
		switch w.p.nodes[j].kind {
		case commaNode:
			w.i = j
			return true
		case stopNode, subordNode, ifNode:
			return false
		}
	}
	return false
}

// phraseStops decides whether the walk may pass over another phrase: places
// after a preposition, members of the same list, parts.
func (w *walker) phraseStops(n *node, prep, listed bool) bool {
	if w.found && n.phrase.counts() && !prep {
		return true
	}
	if prep || w.include || listed || w.whose {
		w.passed = w.passed || listed && !w.include && n.phrase.counts()
		return false
	}
	return n.phrase.counts() || w.hanging
}

// verb decides about a verb group to the right of the phrase.
func (w *walker) verb(n *node, listed bool) (link, bool) {
	p, g := w.p, n.group
	if g.lex.is(isPreposition) && n.first == n.last { // "aid workers with MSF"
		w.prep = true
		return link{}, false
	}
	how := bySubject
	if w.rel {
		how = byRelative
	}
	if w.whose { // "families whose homes were washed away are staying"
		w.whose, w.rel = false, false
		return link{}, false
	}
	if w.hanging && !w.rel && w.near > 3 && !w.passivePart(g) {
		return link{}, true
	}
	if !w.rel && g.main >= 0 && (g.voice == active || g.voice == passive) && p.ofShare(w.k) {
		return link{why: whyShare}, true
	}
	if e := p.amongHarmed(w.i, g); e != noEffect {
		return link{effect: e, node: w.i, group: g, how: byPart}, true
	}
	e, why := p.subjectEffect(w.k, w.i, g)
	if e == disable && w.hanging && !w.rel && w.near <= 3 && !p.fitsPhrase(w.k, e) && p.tokens[p.nodes[w.k-1].last].is(isTo) {
		return link{effect: outage, node: w.i, group: g, how: byPredicate}, true // "water supply to 85,000 residents was cut"
	}
	if why != "" {
		if w.rel || w.include {
			w.rel = false
			return link{}, false
		}
		return link{why: why}, true
	}
	if e == noEffect {
		if w.rel || w.include || g.voice == ing || g.voice == bare && g.verb.effect == noEffect && !p.hasObject(w.i) {
			w.prep = g.voice == ing || w.rel // what it governs is passed over
			w.rel = false
			return link{}, false
		}
		return link{}, !p.sharedSubject(w.i)
	}
	if before := p.nodes[w.i-1].phrase; w.i > w.k+1 && before != nil && before.bareNumber() && g.voice == bare && g.verb.frame != onSubject {
		return link{}, false // "hundreds of marines, many wounded, were moved"
	}
	if w.passed && (p.nodes[w.k].phrase.ownEffect() || !p.fitsPhrase(w.k, e)) { // "46 deaths, 25 missing, 628,000 relocated"
		return link{}, true
	}
	l := link{effect: e, node: w.i, group: g, how: how}
	if w.rel || g.voice == bare && !w.include && g.verb.frame != onSubject {
		l.how = byRelative
		stop := !w.rel && w.hanging
		w.rel = false
		return l, stop
	}
	return l, true
}

// sharedSubject: "were caught in the crossfire and killed": a second verb shares
// the subject of the one at node i.
func (p *parse) sharedSubject(i int) bool {
	for j := i + 1; j+1 < len(p.nodes) && j < i+9; j++ {
		switch n := &p.nodes[j]; n.kind {
		case andNode:
			if g := p.nodes[j+1].group; g != nil && g.verb.effect != noEffect {
				return true
			}
		case phraseNode:
			if n.phrase.counts() {
				return false
			}
		case verbNode, stopNode, subordNode, relNode, ifNode:
			return false
		}
	}
	return false
}

func (w *walker) passivePart(g *group) bool {
	return (g.voice == bare || g.voice == ing) && w.near <= 6
}

// subjectEffect returns what the verb at node i says of its subject, phrase k.
func (p *parse) subjectEffect(k, i int, g *group) (effect, string) {
	ph := p.nodes[k].phrase
	if g.lex.is(isRelease) && g.voice == passive {
		return noEffect, whyReleased
	}
	if e := p.lostHome(i, g); e != noEffect {
		return e, ""
	}
	for _, v := range g.lexVerbs() {
		if v.effect == noEffect || v.effect == see || v.effect == attack && isPeople(ph) && g.voice != active { // "were hit and died"
			continue
		}
		e := p.joined(i, v.effect)
		switch {
		case v.effect == stay:
			if p.stayCounts(i) {
				return sheltered, ""
			}
			if ph.effect != noEffect {
				return ph.effect, ""
			}
		case v.effect == cause || v.effect == host || v.effect == claim || v.effect == reach:
			if v.effect == reach && g.voice == passive && ph.effect == noEffect {
				return noEffect, whyHelped
			}
		case v.effect == cross && v.weak: // "entered Uganda", but not "entered the building"
			switch {
			case g.voice != passive && p.countryBehind(i):
				return cross, ""
			case g.voice != passive && i+1 < len(p.nodes) && p.nodes[i+1].phrase != nil && p.nodes[i+1].phrase.noun != nil && p.nodes[i+1].phrase.noun.facility == "camp":
				return arrived, "" // "reached the evacuation points"
			case g.voice != passive && p.fleeing(i):
				return arrived, "" // "reached Dollow, fleeing the drought"
			}
		case v.weak && v.effect == evacuated && g.voice == passive && g.lex.canTake() && p.byFighters(i): // "were taken from the clinic by gunmen"
			return abducted, ""
		case v.frame == onSubject, v.frame == onEither && !(g.voice != passive && g.voice != bare && p.humanObject(i)):
			if v.weak && !p.leftPlace(k, i, g) || len(g.lexVerbs()) > 1 && !p.fitsPhrase(k, e) {
				continue
			}
			return p.toAbroad(i, e), ""
		case g.voice == bare && isFighters(ph) && ph.article >= 0: // "an armed group seized ..."
		case g.voice == passive, g.voice == bare && !p.hasObject(i):
			if v.armed && !isFighters(ph) || v.weak && !p.leftPlace(k, i, g) || len(g.lexVerbs()) > 1 && !p.fitsPhrase(k, e) {
				continue
			}
			return p.toAbroad(i, e), ""
		case p.hasObject(i) && v.effect < attack && isPeople(ph):
			return noEffect, whyAgent
		}
	}
	if len(g.lex.stateList()) > 0 && g.main >= 0 {
		return p.stateEffect(g.lex.states[0], i), ""
	}
	return p.predicate(k, i, g)
}

func (l *lexeme) stateList() []effect {
	if l == nil {
		return nil
	}
	return l.states
}

// humanObject reports whether the verb at node i has an object that counts
// people: "evacuated 130,000 villagers".
func (p *parse) humanObject(i int) bool {
	for j := i + 1; j < len(p.nodes) && j <= i+2; j++ {
		if ph := p.nodes[j].phrase; ph != nil {
			return !ph.unknown && (ph.counts() && ph.noun == nil || isPeople(ph) && ph.subject != nil)
		}
		if p.nodes[j].kind != otherNode {
			return false
		}
	}
	return false
}

// leftPlace decides whether "left", "moved", "gone" mean displacement here.
func (p *parse) leftPlace(k, i int, g *group) bool {
	ph := p.nodes[k].phrase
	switch ph.subject.(type) {
	case people, households, nil:
	default:
		return false
	}
	if g.voice == passive {
		by := i+1 < len(p.nodes) && p.tokens[p.nodes[i+1].first].is(isBy) // "were taken by gunmen"
		return p.prepositionAfter(i) && !by                               // "had been moved to relief camps"
	}
	if i+1 < len(p.nodes) && p.nodes[i+1].phrase != nil && p.nodes[i+1].phrase.number != nil && (g.voice == active || isPeople(p.nodes[i+1].phrase)) {
		return false // "the clash left 17 dead", "leaving 29 people dead"
	}
	if p.tokens[g.main].is(isGo) { // "have gone", "walking to"
		return g.have || p.prepositionAfter(i) && g.verb.form&gerund != 0
	}
	return !slices.ContainsFunc(g.lexVerbs(), func(v verb) bool { return v.weak && v.frame == onObject }) || p.prepositionAfter(i) // "moved to hotels"
}

func (p *parse) prepositionAfter(i int) bool {
	for j := i + 1; j < len(p.nodes) && j <= i+2; j++ {
		switch p.nodes[j].kind {
		case prepNode:
			return true
		case otherNode:
		default:
			return false
		}
	}
	return i+1 < len(p.nodes) && p.nodes[i+1].kind == otherNode && p.tokens[p.nodes[i+1].first].kind == wordToken
}

// ofShare: "half of the town's 24,000 inhabitants": what the main verb says, it says
// of the share before phrase k.
func (p *parse) ofShare(k int) bool {
	i := k - 1
	if i > 1 && p.nodes[i].phrase != nil && p.isPossessive(&p.tokens[p.nodes[i].last]) {
		i--
	}
	if i < 1 || !p.tokens[p.nodes[i].last].is(isOf) {
		return false
	}
	ph := p.nodes[i-1].phrase
	return ph != nil && ph.number != nil && ph.number.why == whyShare
}
