package numeral

// Four plain digits from 1900 to 2099 can be a year or a count. The rule:
//
//   - after a word for time (in, since, the name of a month) they are a year,
//     but a round hundred before a noun is unsure: in 2000 homes;
//   - after a weak word (of, by, the) they are a year, and before a noun unsure;
//   - with a bound before them they are a count: at least 2000;
//   - alone before a noun they are a count: 2015 people; before a noun with a
//     capital, or a verb such as "were", they are unsure;
//   - with nothing after them they are a year.

const whyYear = "a year or a count"

func isYear(n number) bool {
	return n.bare && n.width == 4 && n.frac == 0 && n.why == "" && 1900 <= n.mant && n.mant <= 2099
}

// year applies the rule to a reading of the phrase p, which is a count so far.
func (s *scanner) year(p *phrase, r Reading) Reading {
	strong, weak := s.yearCue(p)
	noun, v := s.noun(p.to), p.a.number.mant
	switch {
	case p.bounded > 0 && (noun || !weak):
		return r
	case noun && strong && v%100 != 0:
		return s.asYear(p, r)
	case noun && (strong || weak || s.at(p.to).upper && !s.at(p.to).caps):
		return r.unsure(whyYear, r.Quantity)
	case noun:
		return r
	case !strong && s.has(p.to, roleVerb):
		return r.unsure(whyYear, r.Quantity)
	}
	return s.asYear(p, r)
}

// asYear leaves the bound out: until 2024.
func (s *scanner) asYear(p *phrase, r Reading) Reading {
	if p.bounded > 0 {
		r.Start, r.Quantity = r.NumberStart, exactly(p.a.number.mant)
	}
	return r.as(Year, r.Quantity)
}

// yearCue looks for a word that announces a year, which may also be a bound:
// until 2024.
func (s *scanner) yearCue(p *phrase) (strong, weak bool) {
	before := p.from - 1
	if t := s.at(before); t.kind == markToken && isHyphen(t.mark) && t.gap <= gapMark {
		before-- // mid-2024
	}
	_, month := s.match(before, roleMonth)
	if _, two := s.match(before-1, roleMonth); two == 2 { // كانون الأول
		month = two
	}
	_, bound := s.match(p.from, roleYearWeak)
	return s.has(before, roleYear) || month > 0, s.has(before, roleYearWeak) || p.bounded > 0 && bound > 0
}

// spelledYear reports whether n is written in words and can be a year.
func (n *number) spelledYear() bool {
	return !n.digits && n.frac == 0 && n.why == "" && 1900 <= n.mant && n.mant <= 2099
}

// wordYear tells "in two thousand and twenty-four" from a count. A word that is
// nothing but the name of a year makes it one whatever follows; after "in", a
// noun behind leaves a doubt, and a round thousand before a noun is a count.
func (s *scanner) wordYear(p *phrase, r Reading) Reading {
	strong, _ := s.yearCue(p)
	named := strong && !s.has(p.from-1, roleFunction)
	noun, round := s.noun(p.to), p.a.number.mant%100 == 0
	switch {
	case !strong || round && noun && !named:
		return r
	case round || noun && !named:
		return r.unsure(whyYear)
	}
	return s.asYear(p, r)
}

// pair returns the value and the tokens of twenty twenty-four and nineteen
// ninety-five at token i, 0 when there is none.
func (s *scanner) pair(i int) (v int64, n int) {
	if !s.l.style.yearPairs {
		return 0, 0
	}
	century, k := s.match(i, roleTens)
	if k == 0 {
		century, k = s.match(i, roleTeen)
	}
	if k != 1 || century.n != 19 && century.n != 20 {
		return 0, 0
	}
	at := s.glue(i + k)
	years, more := s.below100(at)
	if more == 0 || years < 10 || s.scaleFollows(at+more) {
		return 0, 0
	}
	return century.n*100 + years, at - i + more
}

// spokenYear reads a year as it is said. Without a word for time before it, or
// with a noun behind it, it may be two numbers.
func (s *scanner) spokenYear() int {
	v, n := s.pair(0)
	if n == 0 {
		return 0
	}
	s.emit(Year, 0, n, 0, n, exactly(v))
	if strong, _ := s.yearCue(&phrase{}); !strong || s.noun(n) {
		s.doubt(whyYear)
	}
	return n
}
