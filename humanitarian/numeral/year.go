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

func isYear(n number) bool {
	return n.bare && n.width == 4 && n.frac == 0 && n.why == "" && 1900 <= n.mant && n.mant <= 2099
}

// year applies the rule to a reading of the phrase p, which is a count so far.
func (s *scanner) year(p *phrase, r Reading) Reading {
	strong, weak := s.yearCue(p)
	noun, v := s.noun(p.to), p.a.number.mant
	const why = "a year or a count"
	switch {
	case p.bounded > 0 && (noun || !weak):
		return r
	case noun && strong && v%100 != 0:
		return s.asYear(p, r)
	case noun && (strong || weak || s.at(p.to).upper && !s.at(p.to).caps):
		return r.unsure(why, r.Quantity)
	case noun:
		return r
	case !strong && s.has(p.to, roleVerb):
		return r.unsure(why, r.Quantity)
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
	_, bound := s.match(p.from, roleYearWeak)
	return s.has(before, roleYear) || month > 0, s.has(before, roleYearWeak) || p.bounded > 0 && bound > 0
}
