package numeral

// This file refuses numbers that were written in two parts where the language
// does not join them: "two thousand, five hundred people" and "3 thousand 500"
// may be one number or two, and each part alone would be sure and wrong.

// below returns what a further part of n has to be below: 1000 of two thousand,
// 100 of three hundred, 10 of forty; 1 when none can follow.
func (n *number) below() int64 {
	switch {
	case n.why != "" || n.two || n.lead.frac > 0 || n.frac > 0:
		return 1
	case n.scale > 1:
		return n.scale
	case n.mant == 0 || n.digits && n.group == 0:
		return 1
	case n.mant%100 == 0:
		return 100
	case n.mant%10 == 0 && n.mant%100 >= 20:
		return 10
	}
	return 1
}

// torn returns how many tokens from token i on may belong to the number num,
// which ends there. A comma goes on only after a thousand, as in writing, and
// not before what is a part of those just counted.
func (s *scanner) torn(i int, num *number, conj bool) int {
	if num.room <= 1 || num.why != "" || num.two {
		return 0
	}
	at, comma, and := i, false, 0
	if t := s.at(at); t.kind == markToken && (t.mark == ',' || t.mark == '،') && t.gap <= gapMark {
		at, comma = at+1, true
	}
	if _, and = s.match(at, roleAnd); and > 0 {
		at += and
	}
	switch {
	case s.at(at).gap == gapLine, and > 0 && (!conj || num.room < 100), comma && num.room < 1000:
		return 0
	}
	p := s.part(at, conj, false)
	v, ok := p.whole()
	switch {
	case p.n == 0 || !ok || p.two || v == 0 || v >= num.room, s.countsElse(at, at+p.n):
		return 0
	case p.digits && p.scale == 1 && (isYear(p.number) || s.isDay(at) || !comma && and == 0 && num.room < 1000): // two hundred 50-kg bags
		return 0
	case comma && (p.article || p.doubt), (comma || and > 0) && s.of(at+p.n) > 0:
		return 0
	}
	return at - i + p.n
}

// countsElse reports whether the number in the tokens from to is the beginning
// of something else than a count: two thirds, 20%, two dozen, 12-year-olds.
func (s *scanner) countsElse(from, to int) bool {
	for _, r := range []role{rolePercent, roleFraction, roleRatio, roleRatioWeak, roleAbout} {
		if _, k := s.match(s.glue(to), r); k > 0 {
			return true
		}
	}
	return s.glue(to) > to || s.at(from).kind == digitsToken && s.clockAt(from) > 0
}
