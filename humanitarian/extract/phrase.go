package extract

import (
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A phrase is a noun phrase: a number, what it counts and what is said of it
// inside the phrase.
type phrase struct {
	number    *number
	article   int   // token of an article or noun that counts by itself, or -1
	implied   int64 // what it counts: 1, or 2 for a dual
	noun      *noun
	head      int // token of the head noun, or -1
	subject   subject
	effect    effect // inside the phrase: "displaced", "destroyed", or the noun's own
	attribute bool   // the effect stands before the noun rather than in it
	none      bool   // "no casualties"
	other     bool   // others, another, more: counts what was counted before
	partOf    bool   // "of them", "of whom": a part of what was counted before
	definite  bool
	role      bool // one person named by a role: "the driver"
	plural    bool
	civilian  bool // an adjective says so
	unknown   bool // the head is a word the vocabulary does not have
}

// counts reports whether the phrase has a number that can be a figure.
func (ph *phrase) counts() bool { return ph.number != nil && ph.number.why == "" || ph.article >= 0 }

func (ph *phrase) isCounted() bool { return ph != nil && ph.counts() }

// ownEffect reports whether the noun itself says what happened: "bodies", "IDPs".
func (ph *phrase) ownEffect() bool { return ph.noun != nil && ph.noun.effect != noEffect }

// isRange reports whether the number is a range, so that "between" belongs to it.
func (ph *phrase) isRange() bool {
	return ph.number != nil && ph.number.q.Form() == humanitarian.Range
}

// bareNumber reports whether the phrase is a number without a noun.
func (ph *phrase) bareNumber() bool { return ph.noun == nil && !ph.unknown && ph.number != nil }

// phraseAt reads a noun phrase at token i.
func (p *parse) phraseAt(i int) (*phrase, int, bool) {
	if !p.opensPhrase(i) {
		return nil, 0, false
	}
	r := phraseReader{p: p, ph: &phrase{article: -1, head: -1, implied: 1}, at: i, last: i - 1, first: i, article: -1}
	r.opening()
	if n := r.ph.number; n == nil || n.why == "" || n.why == whyOrdinal || n.why == whyCompound {
		r.partitive()
		r.core()
	} else if n.why == whyShare || n.why == whyNone { // "40 per cent of homes" is one phrase that counts nothing
		at := r.at
		if r.partitive(); r.at != at {
			r.core()
		}
	}
	if r.ph.noun == nil && r.ph.number == nil && !r.ph.unknown && r.ph.effect == noEffect && !r.ph.partOf {
		if !r.ph.other || r.last < i {
			return nil, 0, false
		}
	}
	if r.last < i {
		return nil, 0, false
	}
	if r.ph.noun == nil && r.ph.number == nil && !r.ph.partOf {
		r.ph.article = -1 // "an additional number"
	}
	r.tail()
	r.resolve()
	return r.ph, r.last, true
}

// opensPhrase reports whether a noun phrase can begin at token i.
func (p *parse) opensPhrase(i int) bool {
	t := &p.tokens[i]
	if t.kind == numberToken {
		return true
	}
	l := t.lex
	return l != nil && (l.noun != nil || l.class&(isDeterminer|isArticle|isModifier|isOther|isNo|isAdverb) != 0 || len(l.verbs) > 0 || len(l.states) > 0)
}

// A phraseReader walks over the tokens of one phrase. last is the last token
// that surely belongs to it, at the one looked at.
type phraseReader struct {
	p        *parse
	ph       *phrase
	at, last int
	compound bool // the number is glued to a noun: "19-person family"
	first    int
	article  int  // of "a 45-bed hospital", or -1
	armed    bool // a word of the phrase names fighters
	doubtful bool // a word of the phrase names a group that may be armed
	target   *noun
}

func (r *phraseReader) token() *token {
	if r.at >= len(r.p.tokens) {
		return nil
	}
	return &r.p.tokens[r.at]
}

func (r *phraseReader) is(c class) bool { t := r.token(); return t != nil && t.is(c) }

func (r *phraseReader) take() { r.last = r.at; r.at++ }

// opening reads determiners, "no", an article and the number.
func (r *phraseReader) opening() {
	for n := 0; n < 4; n++ {
		t := r.token()
		switch {
		case t == nil:
			return
		case t.kind == numberToken:
			if r.ph.number != nil {
				return
			}
			r.ph.number = t.number
			r.take()
			if nx := r.token(); nx != nil && nx.isMark(",") && r.p.lex.rules.upTo != "" && strings.Contains(r.p.text[t.start:t.end], r.p.lex.rules.upTo) && r.p.nounFollows(r.at+1) {
				r.at++ // "at least 40, and perhaps up to 55, villagers"
			}
			if nx := r.token(); nx != nil && nx.kind == wordToken && nx.hyphen && nx.start == t.end+1 {
				r.compound = true
			}
			return
		case t.is(isNo) && (t.lex.noun == nil) && r.ph.number == nil:
			r.ph.none = true
			r.take()
		case t.is(isArticle) && t.is(isPartOf): // "one of them a nurse"
			r.ph.article, r.ph.partOf = r.at, true
			if r.take(); r.is(isArticle) {
				r.at++
			}
			return
		case t.is(isArticle) && !r.numberSoon():
			r.ph.article = r.at
			r.at++
			return
		case t.is(isArticle): // "a further 14", "a 45-bed hospital"
			r.article = r.at
			for r.at++; r.is(isModifier | isOther); r.at++ {
				r.ph.other = r.ph.other || r.is(isOther)
			}
		case t.is(isDeterminer) && len(t.lex.verbs) == 0 && !t.is(isRelative):
			r.ph.definite = r.ph.definite || !t.is(isOther)
			r.ph.other = r.ph.other || t.is(isOther)
			r.at++
		default:
			return
		}
	}
}

// numberSoon: "a further 14", "another 35".
func (r *phraseReader) numberSoon() bool {
	for j := r.at + 1; j < len(r.p.tokens) && j <= r.at+3; j++ {
		t := &r.p.tokens[j]
		if t.kind == numberToken {
			return true
		}
		if !t.is(isModifier | isOther) {
			return false
		}
	}
	return false
}

// nounAhead: adjectives that the vocabulary does not have, then people or fighters:
// "hundreds of battle-hardened fighters".
func (p *parse) nounAhead(j int) bool {
	for k := j; k < len(p.tokens) && k < j+4 && p.tokens[k].kind == wordToken; k++ {
		l := p.tokens[k].lex
		if l != nil && l.noun != nil {
			return k > j && l.noun.kind <= household && p.nounHere(k)
		}
		if !l.isUnknown() && l.class&(isModifier|isOther) == 0 {
			return false
		}
	}
	return false
}

// overOwner passes over "the town's" before the number of "seven of the town's
// nine bakeries".
func (p *parse) overOwner(j int) int {
	for i := j; i+1 < len(p.tokens) && i < j+3 && p.tokens[i].kind == wordToken; i++ {
		if p.isPossessive(&p.tokens[i]) && p.tokens[i+1].kind == numberToken {
			return i + 1
		}
	}
	return j
}

// partitive reads "of them", "of the 4,000", "of our" after a number.
func (r *phraseReader) partitive() {
	if r.ph.number == nil && !r.ph.none {
		return
	}
	if r.is(isPartOf) {
		r.ph.partOf = true
		r.take()
		return
	}
	out := r.is(isAmong) && r.at+1 < len(r.p.tokens) && (r.p.tokens[r.at+1].kind == numberToken || r.p.tokens[r.at+1].is(isDeterminer)) // "two out of the three"
	if !r.is(isOf) && !out {
		return
	}
	j := r.at + 1
	for j < len(r.p.tokens) && r.p.tokens[j].is(isDeterminer|isArticle) {
		j++
	}
	j = r.p.overOwner(j)
	counted := false
	if j < len(r.p.tokens) && r.p.tokens[j].kind == numberToken { // N of the M
		if r.ph.none || r.ph.number.q.Form() == humanitarian.None {
			r.p.tokens[j].number.why = whyNegated
			r.at, r.last = j+1, j
			return
		}
		if r.ph.number.why != "" { // half of the M: M is the figure
			return
		}
		r.p.tokens[j].number.why = whyShare
		counted = true
		j++
	}
	if counted && !r.p.nounFollows(j) { // "500 of the 4,000 had left"
		r.at, r.last = j, j-1
		return
	}
	if r.p.nounFollows(j) || j < len(r.p.tokens) && r.p.attributiveNoun(j) || r.p.nounAhead(j) {
		r.at = j
	}
}
