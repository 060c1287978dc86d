package extract

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// tail reads what follows the head and decides what it is: "members of the
// militia", "a family of six", "fighters and their families", "in its ranks".
func (r *phraseReader) tail() {
	ph := r.ph
	if r.compound {
		r.compoundNumber()
	}
	if ph.noun == nil {
		return
	}
	if ph.noun.kind == household && ph.article >= 0 && ph.number == nil && r.familyOf() {
		return
	}
	if ph.noun.member {
		r.membership()
	}
	r.armed = r.armed || ph.noun.kind == person && !ph.noun.civilian && !ph.noun.doubtful && r.itsMembers()
	if ph.noun.kind == event && ph.noun.effect == attack && (ph.number != nil || ph.head >= 0 && r.p.isPluralToken(ph.head)) {
		r.attacked()
	}
	r.orMore()
	r.theOne()
	r.byForm()
}

// itsMembers: "the group lost 17 of its members", "the commander and six of his men".
func (r *phraseReader) itsMembers() bool {
	i := r.ph.head - 1
	if i < 2 || !r.p.tokens[i].is(isPossessive) || !r.p.tokens[i-1].is(isOf) {
		return false
	}
	for j := i - 1; j >= max(0, i-nearby); j-- {
		if l := r.p.tokens[j].lex; l.is(isArmed) || l != nil && l.noun != nil && l.noun.kind == fighter {
			return true
		}
	}
	return false
}

// restOfName passes over the rest of a name such as National Police Forces.
func (r *phraseReader) restOfName() {
	for t := r.token(); t != nil && t.kind == wordToken && t.capital && !r.p.capital && (t.lex.isUnknown() || t.lex.noun != nil); t = r.token() {
		r.take()
	}
}

// orMore: "25 civilians or more".
func (r *phraseReader) orMore() {
	if n := r.ph.number; n != nil && r.is(isOrMore) && n.atLeast() {
		r.take()
	}
}

// atLeast makes an exact number the least there were.
func (n *number) atLeast() bool {
	if n.q.Form() != humanitarian.Exact {
		return false
	}
	q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.AtLeast, Low: n.q.Parts().Best})
	if err == nil {
		n.q = q
	}
	return err == nil
}

// boundBehind reads a bound at the end of the clause: "12 people were killed at
// least".
func (p *parse) boundBehind(f *figure) {
	next := max(p.nodes[f.node].last, p.nodes[f.link.node].last) + 1
	if f.why != "" || f.phrase.number == nil || next >= len(p.tokens) || !p.tokens[next].is(isOrMore) {
		return
	}
	if next+1 == len(p.tokens) || p.tokens[next+1].kind == markToken || p.tokens[next+1].is(isAnd|isPreposition) {
		f.phrase.number.atLeast()
	}
}

// theOne: "the main bridge was destroyed" counts one, as "a bridge" does.
func (r *phraseReader) theOne() {
	ph := r.ph
	if t := &r.p.tokens[r.first]; t.is(isDeterminer) && t.lex.value == both && (r.first == 0 || !r.p.tokens[r.first-1].isMark(",")) && ph.number == nil && ph.article < 0 && ph.noun.kind <= facility && r.p.isPluralToken(ph.head) {
		ph.article, ph.implied = r.first, both // "both hospitals"
		return
	}
	if ph.noun.kind == person || ph.noun.kind == fighter { // "killing the driver"; only as an object, see articleCounts
		ph.role = ph.definite && !ph.noun.same && ph.number == nil && ph.article < 0 && !ph.none && !r.p.isPluralToken(ph.head)
	}
	if r.first > 0 && r.p.isPossessive(&r.p.tokens[r.first-1]) {
		ph.definite = true // "the town's maternity hospital"
	}
	if (ph.noun.kind == facility || ph.role) && ph.definite && !ph.other && ph.number == nil && ph.article < 0 && !ph.none && !r.p.isPluralToken(ph.head) {
		ph.article = r.first
	}
}

// byForm counts a noun whose form gives the number: a dual, or, where the
// language has no article, a singular that is not definite.
func (r *phraseReader) byForm() {
	ph := r.ph
	if ph.noun.dual && ph.article >= 0 && ph.article != ph.head { // "an elderly couple"
		ph.implied = 2
	}
	if ph.number != nil || ph.article >= 0 || ph.none {
		return
	}
	ph.definite = ph.definite || r.p.isDefinite(ph.head)
	switch {
	case r.p.lex.rules.bareCounts && r.one(): // "مدني واحد"
		ph.number = r.token().number
		r.take()
	case ph.noun.dual:
		ph.article, ph.implied = ph.head, 2
	case r.p.lex.rules.bareCounts && !ph.definite && !ph.noun.same && !r.p.isPluralToken(ph.head) && ph.noun.kind != event && ph.noun.kind != thing && ph.noun.kind != infrastructure:
		ph.article = ph.head
	}
}

// one reports whether the number one follows.
func (r *phraseReader) one() bool {
	t := r.token()
	if t == nil || t.number == nil || t.number.why != "" {
		return false
	}
	v, ok := t.number.q.Best()
	return ok && v == 1
}

// often is the value of a word of section [rate] that also stands behind a verb:
// "every day".
const often = 1

// rateBehind refuses "six children die every day".
func (p *parse) rateBehind(f *figure) {
	next := p.nodes[f.link.node].last + 1
	if f.why == "" && f.link.how == bySubject && next < len(p.tokens) && p.tokens[next].is(isRate) && p.tokens[next].lex.value == often {
		f.why = whyRate
	}
}

func (p *parse) isPluralToken(i int) bool {
	t := &p.tokens[i]
	if t.lex != nil && t.lex.noun != nil {
		return t.lex.plural
	}
	return t.is(isPluralWord) || endsIn(p.text[t.start:t.end], p.lex.ends.plural)
}

// attacked reads what "23 attacks" were on.
func (r *phraseReader) attacked() {
	if !r.is(isPreposition) {
		return
	}
	for j := r.at + 1; j < len(r.p.tokens) && j <= r.at+4; j++ {
		t := &r.p.tokens[j]
		if t.kind != wordToken || t.lex == nil {
			return
		}
		if n := t.lex.noun; n != nil && (n.kind == facility || n.kind == infrastructure) {
			r.target = n
			r.last, r.at = j, j+1
			return
		}
	}
}

// compoundNumber: in "a 19-person family" the number counts persons; in "a
// 45-bed hospital" it counts nothing of ours.
func (r *phraseReader) compoundNumber() {
	r.ph.number.why, r.ph.number = whyCompound, nil
	if r.ph.noun != nil {
		r.ph.article = r.article
	}
}

// familyOf reads "a family of six".
func (r *phraseReader) familyOf() bool {
	if !r.is(isOf) || r.at+1 >= len(r.p.tokens) {
		return false
	}
	t := &r.p.tokens[r.at+1]
	if t.kind != numberToken || t.number.why != "" {
		return false
	}
	r.ph.number, r.ph.article = t.number, -1
	r.ph.noun = &noun{kind: person}
	r.at++
	r.take()
	if r.token() != nil && r.token().lex != nil && r.token().lex.noun != nil && r.token().lex.noun.kind == person {
		r.take()
	}
	return true
}

// membership looks for what the members belong to.
func (r *phraseReader) membership() {
	if r.at >= len(r.p.tokens) || !r.p.tokens[r.at].is(isOf|isPreposition) {
		return
	}
	for j := r.at + 1; j < len(r.p.tokens) && j <= r.at+7; j++ {
		t := &r.p.tokens[j]
		if t.kind == numberToken && t.number.why == whyOrdinal {
			continue // "a member of the 4th Division"
		}
		if t.kind == numberToken || t.isMark(",;:()-") {
			return
		}
		if t.lex == nil {
			continue
		}
		r.armed = r.armed || t.is(isArmed) && t.lex.noun == nil
		r.doubtful = r.doubtful || t.is(isArmed) && t.lex.noun != nil
		if n := t.lex.noun; n != nil {
			if n.kind == fighter {
				r.armed = true
			}
			r.last, r.at = j, j+1
			if n.kind == household || n.kind == fighter || n.kind == person {
				r.restOfName()
				return
			}
		}
		if len(t.lex.verbs) > 0 && t.lex.noun == nil || t.is(isBe|isHave|isAnd) {
			return
		}
	}
}
