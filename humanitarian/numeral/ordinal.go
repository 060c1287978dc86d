package numeral

// ordinal reads third, 30th, 2e.
func (s *scanner) ordinal() int {
	if s.at(0).kind == digitsToken {
		num, n := s.numeral(0)
		_, k := s.match(n, roleOrdinalSuffix)
		v, ok := num.whole()
		if k == 0 || !ok || s.at(n).gap > gapMark {
			return 0
		}
		return s.emit(Ordinal, 0, n+k, 0, n, exactly(v))
	}
	v, n := s.ordinalWords(0)
	if n == 0 || s.has(0, roleTimeUnit) && !s.noun(n) && (s.has(-1, roleArticle) || s.numberAt(-1)) { // for a second
		return n
	}
	return s.emit(Ordinal, 0, n, 0, n, exactly(v))
}

// ordinalWords reads third, twenty-first, quatre-vingt-dixième, vigésimo
// primero, الثالث والعشرون.
func (s *scanner) ordinalWords(i int) (int64, int) {
	if m, k := s.match(i, roleOrdinal); k > 0 {
		if more, n := s.ordinalTail(i+k, m.n); n > 0 {
			return m.n + more, k + n
		}
		return m.n, k
	}
	if s.l.style.joinedFirst == "" || !s.l.words.starts[s.at(i).id].meets(numberRoles) && !(s.has(i, roleArticle) && s.scaleFollows(i+1)) {
		return 0, 0
	}
	num, n := s.compose(i, true)
	if n == 0 || num.digits || num.two || num.why != "" {
		return 0, 0
	}
	at, joined := s.ordinalJoint(i + n)
	o, k := s.match(at, roleOrdinal)
	first := k == 1 && s.at(at).id == s.l.words.words[fold(s.l.style.joinedFirst)]
	switch {
	case k == 0 || o.n == 1 && !first: // les vingt premiers jours
		return 0, 0
	case o.n < num.room && (joined || num.room < 100 || !s.l.style.hundredAnd), o.n < 20 && s.l.style.tensTeen && num.room == 10 && num.mant%20 == 0 && num.mant%100 >= 60:
		return num.mant + o.n, at - i + k
	case o.n >= 100 && num.mant > 1 && num.mant < o.n && (o.n == 100 || o.n == 1000): // two hundredth
		return num.mant * o.n, at - i + k
	}
	return 0, 0
}

// ordinalTail reads what makes an ordinal larger: the units of vigésimo
// primero, and the tens of ثالث وعشرون.
func (s *scanner) ordinalTail(i int, v int64) (int64, int) {
	if s.l.style.tensReversed && v < 10 {
		if _, and := s.match(i, roleAnd); and > 0 {
			if m, k := s.match(i+and, roleTens); k > 0 {
				return m.n, and + k
			}
		}
	}
	if s.l.style.joinedFirst == "" && v >= 20 && v%10 == 0 {
		if m, k := s.match(s.glue(i), roleOrdinal); k > 0 && m.n < 10 {
			return m.n, s.glue(i) - i + k
		}
	}
	return 0, 0
}

// ordinalJoint skips the hyphen and the "and" between a number and its ordinal.
func (s *scanner) ordinalJoint(i int) (next int, joined bool) {
	next = s.glue(i)
	if _, and := s.match(next, roleAnd); and > 0 {
		next = s.glue(next + and)
	}
	return next, next > i
}
