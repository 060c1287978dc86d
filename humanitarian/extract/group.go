package extract

import "strings"

// A voice says on which side of the verb the one who suffers stands.
type voice uint8

const (
	active  voice = iota // has a subject and may have an object
	passive              // "were killed"
	bare                 // "killed" without auxiliary: either, the neighbours tell
	ing                  // "killing"
)

// A group is a verb with its auxiliaries: "are estimated to have been uprooted".
type group struct {
	verb         verb
	lex          *lexeme // of the verb itself; other readings of it
	voice        voice
	be           bool // there is a form of be
	have         bool
	hypothetical bool
	planned      bool
	negated      bool
	ordered      bool // told to, not seen doing it
	past         bool // has a finite past or perfect form
	main         int  // token of the verb
}

// groupAt reads a verb group at token i.
func (p *parse) groupAt(i int) (*group, int, bool) {
	if !p.opensGroup(i) {
		return nil, 0, false
	}
	r := groupReader{p: p, g: group{main: -1}, first: i, last: i - 1}
	for j := i; j < len(p.tokens); j++ {
		more, verb := r.word(j)
		if verb {
			return &r.g, j, true
		}
		if !more {
			break
		}
	}
	if r.last < i || !r.g.be && !r.g.have {
		return nil, 0, false
	}
	return &r.g, r.last, true
}

// ability is the value of a modal that with a past means that it happened: "able to".
const ability = 1

// A groupReader walks over the words of one verb group. last is the last token
// that surely belongs to it.
type groupReader struct {
	p           *parse
	g           group
	first, last int
	to          bool // an infinitive
}

// word reads token j: more is false when it does not belong to the group, verb is
// true when it is the verb that ends it.
func (r *groupReader) word(j int) (more, verb bool) {
	p, g, t := r.p, &r.g, &r.p.tokens[j]
	begun := r.last >= r.first
	if t.kind != wordToken || t.lex == nil {
		return t.kind == wordToken && begun && endsIn(p.text[t.start:t.end], p.lex.ends.adverb), false
	}
	l, next := t.lex, p.groupGoesOn(j+1)
	switch {
	case l.class&isModal != 0 && (len(l.verbs) == 0 && len(l.states) == 0 || next):
		g.hypothetical = g.hypothetical || !l.planned && !(l.value == ability && g.past) // "were able to leave"
		g.planned = g.planned || l.planned
	case l.class&isBe != 0:
		g.be = true
		g.past = g.past || l.class&isPast != 0
	case l.class&isHave != 0:
		g.have = true
	case l.class&isNot != 0 && (next || g.be || g.have || g.hypothetical || g.planned):
		g.negated = true
	case l.class&isTo != 0 && begun && next:
		r.to, g.be, g.have = true, false, false // "is known to have killed" is no passive
	case l.class&isTransparent != 0 && next && (g.be || g.have || r.to || p.transparentBare(j)):
		g.ordered = g.ordered || l.class&isOrder != 0
	case len(l.verbs) > 0 && p.verbHere(j, begun):
		p.finish(g, j, r.to)
		return false, true
	case len(l.states) > 0 && l.class&isInclude == 0 && (g.be || g.have || begun):
		g.verb, g.lex, g.voice, g.main = verbOfState(l), l, active, j
		return false, true
	case l.class&isAdverb != 0 && begun && next:
		return true, false
	default:
		return false, false
	}
	r.last = j
	return true, false
}

func verbOfState(l *lexeme) verb { return verb{effect: l.states[0], frame: onSubject, form: finite} }

// opensGroup reports whether a verb group can begin at token i.
func (p *parse) opensGroup(i int) bool {
	t := &p.tokens[i]
	if t.kind != wordToken || t.lex == nil {
		return false
	}
	l := t.lex
	switch {
	case l.class&(isBe|isHave) != 0:
		return true
	case l.class&isModal != 0:
		return p.groupGoesOn(i+1) || len(l.verbs) > 0 && p.verbHere(i, false)
	case l.class&isNot != 0:
		return p.groupGoesOn(i+1) && len(l.states) == 0 && l.noun == nil && !l.is(isPreposition)
	case l.class&isTo != 0:
		return p.groupGoesOn(i+1) && !p.nounHere(i+1)
	case l.class&isTransparent != 0 && p.groupGoesOn(i+1) && p.transparentBare(i):
		return true
	}
	return len(l.verbs) > 0 && p.verbHere(i, false)
}

// transparentBare reports whether the transparent word at j is one without an
// auxiliary: "reported dead", "reportedly killed", "forced to flee".
func (p *parse) transparentBare(j int) bool {
	if j+1 >= len(p.tokens) {
		return false
	}
	n := &p.tokens[j+1]
	if n.lex == nil {
		return false
	}
	if len(n.lex.states) > 0 {
		return true
	}
	if n.is(isTo) {
		return p.groupGoesOn(j + 2)
	}
	v, ok := n.lex.verb(participle)
	return ok && v.effect != noEffect && v.effect < cause && v.frame != onSubject
}

// groupGoesOn reports whether token j can continue a verb group.
func (p *parse) groupGoesOn(j int) bool {
	const longest = 8 // words of one verb group
	for end := j + longest; j < len(p.tokens) && j < end; j++ {
		t := &p.tokens[j]
		if t.kind != wordToken {
			return false
		}
		if t.lex == nil {
			if !endsIn(p.text[t.start:t.end], p.lex.ends.adverb) {
				return false
			}
			continue
		}
		l := t.lex
		switch {
		case l.class&(isBe|isHave|isModal) != 0, len(l.verbs) > 0, len(l.states) > 0:
			return !(l.noun != nil && j+1 < len(p.tokens) && p.tokens[j+1].is(isOf))
		case l.class&(isTransparent|isNot) != 0, l.class&isTo != 0:
			continue
		case l.class&isAdverb != 0:
			continue
		}
		return false
	}
	return false
}

// verbHere decides whether the word at j, which can be a verb, is one. inGroup:
// an auxiliary stands before it.
func (p *parse) verbHere(j int, inGroup bool) bool {
	l := p.tokens[j].lex
	if p.isDefinite(j) {
		return false
	}
	if inGroup {
		return true
	}
	if b := max(j-1, 0); b < j && p.tokens[b].is(isPreposition|isArticle) && !p.tokens[b].is(isTo|isPartOf) {
		if v, ok := l.verb(participle | gerund); !ok || v.form == finite { // "in work sheds"
			return false
		}
	}
	if l.noun == nil && !p.attributive(j) {
		return true
	}
	if l.noun == nil {
		return false
	}
	return !p.nounHere(j)
}

// isDefinite reports whether the word at j carries an article as a prefix.
func (p *parse) isDefinite(j int) bool {
	w := p.text[p.tokens[j].start:p.tokens[j].end]
	for _, d := range p.lex.rules.definite {
		if strings.HasPrefix(w, d) && !strings.Contains(w, " ") {
			return true
		}
	}
	return false
}

// nounHere decides for a word that can be noun or verb.
func (p *parse) nounHere(j int) bool {
	t := &p.tokens[j]
	if t.lex == nil || t.lex.noun == nil {
		return false
	}
	if len(t.lex.verbs) == 0 {
		return true
	}
	if j > 0 {
		b := &p.tokens[j-1]
		if b.kind == numberToken || b.is(isArticle|isDeterminer|isOf|isModifier|isNo|isPreposition|isBy) && !b.is(isTo) {
			return true
		}
		if b.is(isPronoun | isRelative) {
			return false
		}
		if b.lex != nil && b.lex.noun != nil && b.lex.plural && p.phraseOpens(j+1) {
			return false // "133 schools shelter displaced people"
		}
	}
	if j+1 >= len(p.tokens) {
		return true
	}
	n := &p.tokens[j+1]
	if n.is(isAnd) && j+2 < len(p.tokens) && p.tokens[j+2].lex != nil { // "killing and wounding two"
		_, first := t.lex.verb(gerund)
		_, second := p.tokens[j+2].lex.verb(gerund)
		if first && second {
			return false
		}
	}
	if n.is(isBetween) && j+2 < len(p.tokens) && p.tokens[j+2].kind == numberToken {
		return false
	}
	if n.kind == numberToken || n.is(isArticle|isDeterminer|isReflexive) {
		// "floods displaced", "a shell hit 3 homes": a subject stands before it.
		return j == 0
	}
	if n.lex != nil && n.lex.noun != nil && len(n.lex.verbs) == 0 && j > 0 && p.tokens[j-1].kind == wordToken {
		return false
	}
	return true
}

// phraseOpens reports whether token j can open an object.
func (p *parse) phraseOpens(j int) bool {
	if j >= len(p.tokens) {
		return false
	}
	t := &p.tokens[j]
	return t.kind == numberToken || t.is(isArticle|isDeterminer) || t.lex != nil && t.lex.noun != nil && len(t.lex.verbs) == 0
}

// attributive reports whether the participle at j belongs to a noun after it
// and a number, article or adjective before it: "20 wounded civilians".
func (p *parse) attributive(j int) bool {
	v, ok := p.tokens[j].lex.verb(participle | gerund)
	if !ok || j == 0 || j+1 >= len(p.tokens) {
		return false
	}
	b := &p.tokens[j-1]
	if b.is(isAdverb) && j > 1 { // "85 fully destroyed homes", but "they also hit camps"
		b = &p.tokens[j-2]
	}
	opens := b.kind == numberToken || b.is(isArticle|isDeterminer|isModifier|isOther|isOf|isNo|isPreposition)
	if v.form&gerund != 0 && b.kind != numberToken && !b.is(isModifier) {
		return false
	}
	return opens && p.nounFollows(j+1)
}

// nounFollows reports whether adjectives and then a noun follow at once.
func (p *parse) nounFollows(j int) bool {
	for k := j; k < len(p.tokens) && k < j+4; k++ {
		t := &p.tokens[k]
		if t.kind != wordToken {
			return false
		}
		if t.lex.isUnknown() {
			if !t.capital && !p.capital {
				return false
			}
			continue
		}
		if t.lex.noun != nil {
			return true
		}
		if t.lex.class&(isModifier|isOther) == 0 {
			return false
		}
	}
	return false
}

// finish fills g from the verb at token j.
func (p *parse) finish(g *group, j int, to bool) {
	l := p.tokens[j].lex
	g.lex, g.main = l, j
	v := l.verbs[0]
	g.verb = v
	switch {
	case g.be && v.form&participle != 0:
		g.voice = passive
	case v.form&gerund != 0:
		g.voice = ing
		if g.be {
			g.voice = active
		}
	case g.have || g.hypothetical || g.planned || to || g.be:
		g.voice = active
	case v.form&participle != 0:
		g.voice = bare
		g.past = g.past || v.form&finite != 0
	default:
		g.voice = active
	}
	g.past = g.past || g.have
}

// joinVerbs lets the second of two joined verbs share the auxiliaries of the
// first: "were killed and wounded", "killed and wounded 20 people".
func (p *parse) joinVerbs() {
	for i := 0; i+2 < len(p.nodes); i++ {
		a, b := p.nodes[i].group, p.nodes[i+2].group
		if a == nil || b == nil || p.nodes[i+1].kind != andNode {
			continue
		}
		if a.voice == passive && b.voice == bare && !p.hasObject(i+2) {
			b.voice, b.be, b.past = passive, true, a.past
			b.hypothetical, b.planned, b.negated = a.hypothetical, a.planned, a.negated
		}
	}
}

// hasObject reports whether a noun phrase stands right after verb node v.
func (p *parse) hasObject(v int) bool {
	for i := v + 1; i < len(p.nodes); i++ {
		switch n := &p.nodes[i]; n.kind {
		case phraseNode:
			return true
		case reflexNode:
			return true
		case quoteNode:
			continue
		case otherNode:
			if p.tokens[n.first].kind == wordToken && !p.tokens[n.first].is(isAdverb) && !p.tokens[n.first].capital {
				return false
			}
		default:
			return false
		}
	}
	return false
}
