package numeral

// share is a share of n tokens.
func share(n int, num, den int64) amount {
	return amount{kind: shareAmount, n: n, numTo: n, num: num, den: den}
}

// fractionWord reads half, a third, la moitié, ثلث.
func (s *scanner) fractionWord(i int) amount {
	if m, k := s.match(i, roleShare); k > 0 {
		return share(k, m.n, m.d)
	}
	if m, k := s.match(i, roleShareWeak); k > 0 && !s.noun(i+k) && s.glue(i+k) == i+k { // not a third attack, a third-country national
		return share(k, m.n, m.d)
	}
	return amount{}
}

// percentFirst reads ٪27.
func (s *scanner) percentFirst(i int) amount {
	if _, k := s.match(i, rolePercent); k != 1 || !s.l.style.percentBefore {
		return amount{}
	}
	num, n := s.numeral(i + 1)
	if n == 0 || s.at(i+1).gap > gapIsolate {
		return amount{}
	}
	a := percent(num)
	a.n, a.numFrom, a.numTo = n+1, 1, n+1
	return a
}

// percent makes a share of a number.
func percent(num number) amount {
	a := amount{kind: shareAmount, number: num, percent: true}
	num.loose, num.soft = false, false
	if num.two && num.alt.frac > 0 { // 12.345% has decimals, no thousands
		num.decimal, num.two = num.alt, false
	}
	a.num, a.den = num.mant, 100
	for range num.frac {
		a.den *= 10
	}
	a.number = num
	return a
}

// shareOf reads a share whose first number is num, the n tokens from i: two
// thirds, one in three, un enfant sur trois.
func (s *scanner) shareOf(i, n int, num number, whole int64) amount {
	next := s.glue(i + n)
	if m, more := s.match(next, roleFraction); more > 0 && num.scale == 1 && whole < m.n {
		a := share(next-i+more, whole, m.n)
		if s.noun(i + a.n) {
			a.unsure = "a share, or a count of things with the same name"
		}
		return a
	}
	if a := s.ratio(i, n, whole); a.kind != noAmount {
		return a
	}
	return s.ratioNoun(i, n, whole)
}

// ratio reads one in three, dos de cada tres, un sur trois, after the n tokens
// of its first number. "Killed 12 in 14 attacks" is no share.
func (s *scanner) ratio(i, n int, whole int64) amount {
	_, k := s.match(i+n, roleRatio)
	weak := k == 0
	if weak {
		if _, k = s.match(i+n, roleRatioWeak); k == 0 {
			return amount{}
		}
	}
	den, more := s.denominator(i + n + k)
	if more == 0 || whole > den {
		return amount{}
	}
	a := share(n+k+more, whole, den)
	if !weak || whole == 1 {
		return a
	}
	if whole == 0 || whole > 9 || den != 10 && den != 100 {
		return amount{}
	}
	if before := s.at(i - 1); before.kind == wordToken && s.noun(i+a.n) { // treated nine in ten camps
		a.unsure = "a share, or a count in a count"
	}
	return a
}

// ratioNoun reads un enfant sur trois. "Deux attaques sur trois villages" is no
// share, so it is unsure before another noun.
func (s *scanner) ratioNoun(i, n int, whole int64) amount {
	if !s.noun(i + n) {
		return amount{}
	}
	_, k := s.match(i+n+1, roleRatio)
	if k == 0 {
		return amount{}
	}
	den, more := s.denominator(i + n + 1 + k)
	if more == 0 || den > 1000 || whole >= den || whole == 0 {
		return amount{}
	}
	end := n + 1 + k + more
	a := share(end, whole, den)
	if k == 1 && s.noun(i+end) {
		a.unsure = "a share, or a count on a count"
	}
	return a
}

// denominator reads the second number of a ratio.
func (s *scanner) denominator(i int) (int64, int) {
	num, n := s.compose(i, false)
	v, ok := num.whole()
	if n == 0 || !ok || v < 2 || num.two || num.why != "" || num.scale > 1 || isYear(num) || s.isDay(i) {
		return 0, 0
	}
	return v, n
}
