package numeral

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// read reads what begins at the current token into s.found, and returns how
// many tokens it took; 0 when no number begins there. The order matters: what
// only looks like a count is told apart first.
func (s *scanner) read() int {
	if _, n := s.match(0, roleNever); n > 0 {
		if _, bound := s.bound(0); bound <= n { // as many people, but not as many as 90
			return n
		}
	}
	if n := s.date(0); n > 0 {
		return n
	}
	if n := s.month(0); n > 1 { // the second of its words is an ordinal: كانون الأول
		return n
	}
	if n := s.clock(); n > 0 {
		return n
	}
	if n := s.label(); n > 0 {
		return n
	}
	if s.at(0).kind == digitsToken {
		if n := s.figures(); n > 0 {
			return n
		}
	}
	if n := s.ordinal(); n > 0 {
		return n
	}
	if n := s.every(); n > 0 {
		return n
	}
	if n := s.spokenYear(); n > 0 {
		return n
	}
	return s.expression()
}

// every refuses the rest of a share whose first number is in a noun: شخصان من
// كل خمسة, two persons of every five.
func (s *scanner) every() int {
	_, k := s.match(0, roleEvery)
	if k == 0 {
		return 0
	}
	_, n := s.denominator(k)
	if n == 0 {
		return 0
	}
	s.emit(Share, 0, k+n, k, k+n, humanitarian.Quantity{})
	s.doubt("a share whose first number is not written as one")
	return k + n
}

// figures reads what only digits can be.
func (s *scanner) figures() int {
	if n := s.list(); n > 0 {
		return n
	}
	if n := s.slashed(); n > 0 {
		return n
	}
	if n := s.row(); n > 0 {
		return n
	}
	return s.signed()
}

// emit adds a reading of the tokens from to, with the numeral inside.
func (s *scanner) emit(k Kind, from, to, numFrom, numTo int, q humanitarian.Quantity) int {
	s.found = append(s.found, Reading{
		Start: s.at(from).start, End: s.at(to - 1).end,
		NumberStart: s.at(numFrom).start, NumberEnd: s.at(numTo - 1).end,
		Kind: k, Quantity: q,
	})
	return to
}

// expression reads a count or a share, and tells a year from a count.
func (s *scanner) expression() int {
	p := s.phrase(0)
	if p.to == 0 {
		return 0
	}
	s.boundBefore(&p)
	r, keep := s.context(&p, s.settle(&p))
	if keep {
		s.found = append(s.found, r)
	}
	return p.to
}

// context judges a reading by what stands around it. It returns false for a
// word that is no number here.
func (s *scanner) context(p *phrase, r Reading) (Reading, bool) {
	n := &p.a.number
	if _, k := s.match(p.to, roleTime); k > 0 && p.isRange { // between 5 and 7 p.m.
		return r.as(Time, humanitarian.Quantity{}), true
	}
	switch {
	case r.Kind == Unsure || p.a.kind != numberAmount:
		return r, true
	case isYear(*n) && (!p.isRange || isYear(p.b.number)):
		return s.year(p, r), true
	case n.spelledYear() && !p.isRange && p.bounded == 0:
		return s.wordYear(p, r), true
	case p.isRange && s.isTelephone(p):
		return r.unsure("a range or a telephone number", r.Quantity), true
	case p.isRange || p.bounded > 0 || p.estimate != nil:
		return r, true
	case n.bare && !s.noun(p.to) && s.namedBefore(p.from):
		return r.unsure(whyNamed, r.Quantity), true
	case n.article: // un, una: a number only with a bound
		return r, p.form != humanitarian.NotReported
	case n.doubt && !s.noun(p.to): // killing one and wounding three
		return r.unsure("a number, or a word that means something else", r.Quantity), !s.has(p.to, roleDoubtfulNot)
	}
	return r, true
}

// namedBefore reports whether a word that numbers are named by stands a few
// words before token i: resolution of the Security Council 2254.
func (s *scanner) namedBefore(i int) bool {
	for back := i - 1; back >= i-4 && s.at(back).kind == wordToken; back-- {
		if s.has(back, roleLabel) {
			return true
		}
	}
	return false
}

// isTelephone reports whether a range is written like 555-1234.
func (s *scanner) isTelephone(p *phrase) bool {
	a, b, hyphen := p.a.number, p.b.number, p.numFrom+1
	return a.bare && b.bare && a.width == 3 && b.width == 4 && s.glue(hyphen) > hyphen
}

// list reads numbers written without spaces: 1,2,3.
func (s *scanner) list() int {
	r := s.runAt(0)
	if !r.isList() {
		return 0
	}
	for i := range r.n {
		one := run{n: 1}
		one.groups[0] = r.groups[i]
		s.emit(Cardinal, 2*i, 2*i+1, 2*i, 2*i+1, humanitarian.Quantity{})
		if num := s.value(&one); num.why == "" {
			s.found[len(s.found)-1].Quantity = exactly(num.mant)
		} else {
			s.doubt(num.why)
		}
	}
	return r.length
}

// row refuses three or more numbers in a row that are not one with spaces: the
// cells of a table, or a telephone number.
func (s *scanner) row() int {
	n := 1
	for s.at(n).kind == digitsToken && s.at(n).gap < gapLine && n < maxGroups {
		n++
	}
	if n < 3 || s.runAt(0).length >= n {
		return 0
	}
	s.emit(Label, 0, n, 0, n, humanitarian.Quantity{})
	s.doubt(whyRun)
	return n
}

// slashed refuses 1/3, 24/7 and 3:1.
func (s *scanner) slashed() int {
	mark, second := s.at(1), s.at(2)
	if mark.kind != markToken || mark.mark != '/' && mark.mark != ':' || mark.gap > gapMark || second.kind != digitsToken || second.gap > gapMark {
		return 0
	}
	s.emit(Label, 0, 3, 0, 3, humanitarian.Quantity{})
	s.doubt("a fraction, a ratio, a date or two numbers")
	return 3
}

// signed refuses numbers with a sign: a count has none, and +12 is a change. It
// refuses .5 too.
func (s *scanner) signed() int {
	sign := s.at(-1)
	if s.at(0).gap > gapIsolate || sign.kind != markToken || sign.mark == '\u2014' || sign.mark != '+' && sign.mark != '.' && !isDash(sign.mark) {
		return 0
	}
	if before := s.at(-2); sign.gap < gapIsolate && (before.kind == wordToken || before.kind == digitsToken) {
		return 0
	}
	p := s.phrase(0)
	if p.to == 0 {
		return 0
	}
	r := s.settle(&p)
	why := "a negative number, or a dash before a number"
	switch sign.mark {
	case '+':
		why = "a change, not a count"
	case '.':
		why = "decimals without a number before them"
	}
	s.found = append(s.found, r.unsure(why, quantities(r)...))
	return p.to
}
