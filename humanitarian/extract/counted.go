package extract

// resolve decides the subject of the phrase.
func (r *phraseReader) resolve() {
	ph := r.ph
	if ph.head >= 0 {
		ph.plural = r.p.isPluralToken(ph.head)
	}
	if ph.noun != nil && ph.noun.effect != noEffect && (ph.effect == noEffect || ph.noun.kind == event) {
		ph.effect, ph.attribute = ph.noun.effect, false
	}
	if t := r.token(); t != nil && t.is(isRate) && ph.number != nil && ph.number.why == "" {
		ph.number.why = whyRate // "30 people a day"
	}
	ph.subject = r.subjectOf()
	if r.followedByKin() && r.armed {
		ph.subject = mixed{}
	}
}

func (r *phraseReader) subjectOf() subject {
	ph := r.ph
	switch {
	case ph.unknown:
		return r.unknownSubject()
	case ph.noun == nil:
		return nil
	case r.adjectiveHead():
		return things{why: whyUnknownNoun}
	}
	if ph.noun.same {
		return nil
	}
	switch ph.noun.kind {
	case fighter:
		return fighters{}
	case person:
		if r.armed {
			return fighters{}
		}
		if r.doubtful {
			return doubtful{}
		}
		return people{civilian: ph.noun.civilian || ph.civilian}
	case household:
		if r.armed {
			return mixed{}
		}
		return households{}
	case dwelling:
		return dwellings{}
	case facility:
		return facilities{ph.noun.facility}
	case infrastructure:
		return works{}
	case event:
		if ph.noun.effect == attack {
			if r.target == nil {
				return things{why: whyNoTarget}
			}
			if r.target.kind == infrastructure {
				return works{}
			}
			return facilities{r.target.facility}
		}
		if r.armed {
			return fighters{}
		}
		return people{civilian: ph.civilian}
	}
	return things{}
}

// adjectiveHead: "three of whose civilian status": more than one, but the noun
// is a singular that can be an adjective, so the true noun is unknown.
func (r *phraseReader) adjectiveHead() bool {
	n, ok := bestOf(r.ph)
	return ok && n > 1 && r.ph.noun.kind == person && r.p.tokens[r.ph.head].is(isModifier) && !r.p.isPluralToken(r.ph.head)
}

// unknownSubject: a capitalised plural is a people ("Rohingya", "Iraqis"), a word
// in -ers or -men is people, the rest is not for us to guess.
func (r *phraseReader) unknownSubject() subject {
	t := &r.p.tokens[r.ph.head]
	w := r.p.text[t.start:t.end]
	if endsIn(w, r.p.lex.ends.person) {
		return people{}
	}
	if t.capital && !r.p.capital && t.lex == nil {
		return people{}
	}
	if t.lex == nil && r.p.isPluralToken(r.ph.head) {
		return unknowns{}
	}
	return things{why: whyUnknownNoun}
}

// followedByKin: "and their families", "with their wives and children".
func (r *phraseReader) followedByKin() bool {
	j := r.last + 1
	if j+2 >= len(r.p.tokens) || !r.p.tokens[j].is(isAnd|isPreposition) || !r.p.tokens[j+1].is(isDeterminer) {
		return false
	}
	for k := j + 2; k < len(r.p.tokens) && k <= j+4 && (r.p.tokens[k].number == nil || r.p.tokens[j+1].is(isPossessive)); k++ { // not "the driver and all five passengers"
		if l := r.p.tokens[k].lex; l != nil && l.noun != nil && (l.noun.kind == household || l.noun.kind == person) {
			r.last, r.at = k, k+1
			return true
		}
	}
	return false
}
