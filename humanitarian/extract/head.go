package extract

// attributiveNoun: a participle and then a noun.
func (p *parse) attributiveNoun(j int) bool {
	t := &p.tokens[j]
	if t.lex == nil {
		return false
	}
	_, ok := t.lex.verb(participle)
	return (ok || len(t.lex.states) > 0) && p.nounFollows(j+1)
}

// core reads adjectives and the head noun; the last of several nouns in a row
// is the head.
func (r *phraseReader) core() {
	unknown := 0
	for r.at < len(r.p.tokens) {
		t := r.token()
		if t.kind == numberToken && t.number.why == whyLabel && r.opened() { // "twelve M23 fighters"
			r.at++
			continue
		}
		if t.kind != wordToken {
			return
		}
		if t.lex.isUnknown() {
			if r.eventBeforeUnknown(t) {
				continue
			}
			if !r.unknownWord(t, &unknown) {
				return
			}
			continue
		}
		l := t.lex
		switch {
		case l.source != "" && l.noun == nil && len(l.verbs) == 0 && l.class&isRelative == 0 && r.ph.number != nil && r.ph.noun == nil && !r.p.nounFollows(r.at+1): // "30 NGOs"
			r.ph.unknown, r.ph.head = true, r.at
			r.take()
			return
		case r.compound && r.ph.noun == nil && l.class&isAge != 0: // "a four-month-old baby"
			r.at++
		case r.takenCaptive(l):
			return
		case l.noun != nil && r.p.nounFits(r) && (r.ph.noun == nil || r.nounAfterNoun()):
			r.addNoun(l)
			r.take()
		case r.ph.noun != nil:
			return
		case r.isAttribute(l):
			r.ph.effect, r.ph.attribute = attributeEffect(l), true
			r.at++
		case l.class&isOther != 0 && l.class&isDeterminer == 0 && !r.p.attributiveAhead(r.at):
			r.ph.other = true
			r.take()
		case l.class&isModifier != 0 && (r.opened() || r.p.nounFollows(r.at+1)):
			r.armed = r.armed || l.class&isArmed != 0
			r.ph.civilian = r.ph.civilian || l.noun != nil && l.noun.civilian
			r.ph.other = r.ph.other || l.class&isOther != 0
			r.at++
		case l.class&isAnd != 0 && r.ph.noun == nil && r.at > r.last+1 && r.p.attributiveAnd(r.at):
			r.at++
		case l.class&isAdverb != 0 && r.opened() && r.p.attributiveNoun(min(r.at+1, len(r.p.tokens)-1)):
			r.at++
		case l.class&isDeterminer != 0 && r.ph.number != nil && r.ph.noun == nil && r.p.nounFollows(r.at+1) && r.last < r.at-1:
			r.at++
		default:
			return
		}
	}
}

// eventBeforeUnknown: "11 resettlement schemes", "300 cattle keepers": behind an
// event noun or a thing a plural we do not know is what is counted.
func (r *phraseReader) eventBeforeUnknown(t *token) bool {
	of := r.ph.noun != nil && (r.ph.noun.kind == event || r.ph.noun.kind == thing && endsIn(r.p.text[t.start:t.end], r.p.lex.ends.person)) // "cattle keepers"
	if !of || r.ph.number == nil || r.last != r.at-1 || t.capital || r.p.isPluralToken(r.ph.head) && r.ph.noun.kind == event || !r.p.isPluralToken(r.at) {
		return false
	}
	r.ph.noun, r.ph.unknown, r.ph.head, r.ph.effect = nil, true, r.at, noEffect
	r.take()
	return true
}

// attributiveAnd: "new and repeated displacements".
func (p *parse) attributiveAnd(i int) bool {
	return i+1 < len(p.tokens) && p.tokens[i-1].is(isModifier) && p.tokens[i+1].is(isModifier) && p.nounFollows(i+2)
}

func (r *phraseReader) opened() bool {
	return r.ph.number != nil || r.ph.article >= 0 || r.ph.definite || r.ph.other || r.ph.none
}

// nounAfterNoun reports whether another noun follows at once: "militia members".
func (r *phraseReader) nounAfterNoun() bool {
	t := r.token()
	if r.ph.noun.kind == person && r.p.isPluralToken(r.ph.head) && !r.p.isPluralToken(r.at) && t.lex.noun.kind <= household {
		return false // "took 30 villagers hostage"
	}
	if r.p.lex.rules.nounFirst && (r.ph.noun.kind > fighter || t.lex.noun.kind > fighter || r.ph.noun.effect != noEffect) {
		return false // the second of two nouns is a phrase of its own
	}
	return t.lex.noun != nil && r.p.nounHere(r.at)
}

func (p *parse) nounFits(r *phraseReader) bool {
	if r.ph.noun != nil {
		// A second noun in a row joins only when it is not a verb's subject.
		return p.nounHere(r.at) && r.last == r.at-1 && !p.tokens[r.at].is(isPreposition|isInclude)
	}
	return p.nounHere(r.at) || r.opened()
}

// takenCaptive: in "take 20 hostage" the word is what becomes of them.
func (r *phraseReader) takenCaptive(l *lexeme) bool {
	if l.noun == nil || !l.noun.captive || len(l.states) == 0 || r.ph.number == nil || r.ph.noun != nil {
		return false
	}
	n, ok := bestOf(r.ph)
	return !ok || n > 1
}

func (r *phraseReader) addNoun(l *lexeme) {
	n, old := l.noun, r.ph.noun
	r.armed = r.armed || n.kind == fighter
	if old != nil {
		t := &r.p.tokens[r.ph.head]
		r.doubtful = r.doubtful || t.is(isArmed) && r.p.isPossessive(t) // "the group's men"
		r.ph.civilian = r.ph.civilian || old.civilian && n.kind == event
		if old.effect != noEffect && r.ph.effect == noEffect {
			r.ph.effect = old.effect
		}
	}
	r.ph.noun, r.ph.head = n, r.at
}

// isAttribute reports whether the participle or state at hand stands before a
// noun of this phrase.
func (r *phraseReader) isAttribute(l *lexeme) bool {
	if attributeEffect(l) == noEffect {
		return false
	}
	if r.ph.number == nil && r.ph.article < 0 && !r.ph.definite && !r.ph.other && !r.ph.none && r.at != r.last+1 {
		return false
	}
	return r.p.nounFollows(r.at + 1)
}

func attributeEffect(l *lexeme) effect {
	if len(l.states) > 0 && l.states[0] < cause {
		return l.states[0]
	}
	if v, ok := l.verb(participle | gerund); ok && v.effect < cause {
		return v.effect
	}
	return noEffect
}

func (p *parse) attributiveAhead(i int) bool { return p.nounFollows(i + 1) }

// unknownWord passes over a word the vocabulary does not have: a name or an
// adjective before the noun, or an unknown noun.
func (r *phraseReader) unknownWord(t *token, n *int) bool {
	if !r.opened() || r.ph.noun != nil || *n >= 4 {
		return false
	}
	if endsIn(r.p.text[t.start:t.end], r.p.lex.ends.adverb) || r.p.nounFollows(r.at+1) || r.unknownThenNoun() {
		*n++
		r.at++
		return true
	}
	if r.ph.number != nil && *n == 0 && !t.capital && !r.p.isPluralToken(r.at) && r.unknownPlural(r.at+1) {
		*n++
		r.at++
		return true
	}
	if r.ph.number != nil && *n <= 1 && !r.compound && r.last >= r.at-1-*n && !endsIn(r.p.text[t.start:t.end], r.p.lex.ends.verb) {
		r.ph.unknown, r.ph.head = true, r.at
		r.take()
	}
	return false
}

// unknownPlural: token i is the plural of a noun the vocabulary does not have, as in
// "18 artisanal diggers".
func (r *phraseReader) unknownPlural(i int) bool {
	if i >= len(r.p.tokens) {
		return false
	}
	t := &r.p.tokens[i]
	return t.kind == wordToken && t.lex == nil && !t.capital && r.p.isPluralToken(i)
}

// unknownThenNoun: up to three unknown words, then a noun.
func (r *phraseReader) unknownThenNoun() bool {
	for j := r.at + 1; j < len(r.p.tokens) && j <= r.at+3; j++ {
		t := &r.p.tokens[j]
		if t.kind != wordToken {
			return false
		}
		if !t.lex.isUnknown() {
			return t.lex.noun != nil && r.p.nounHere(j) || t.lex.class&isModifier != 0 && r.p.nounFollows(j+1)
		}
	}
	return false
}
