package numeral

import "strings"

// share is a share of n tokens.
func share(n int, num, den int64) amount {
	return amount{kind: shareAmount, n: n, numTo: n, num: num, den: den}
}

// fractionWord reads half, a third, la moitié, ثلث.
func (s *scanner) fractionWord(i int) amount {
	if m, k := s.match(i, roleShare); k > 0 {
		return share(k, m.n, m.d)
	}
	if s.at(i).arabic {
		return s.markedShare(i)
	}
	if m, k := s.match(i, roleShareWeak); k > 0 && !s.noun(i+k) && s.glue(i+k) == i+k { // not a third attack, a third-country national
		return share(k, m.n, m.d)
	}
	return amount{}
}

// markedShare reads خُمس, a fifth, which differs from خَمس, five, by a damma. Where
// it is not written, a noun with the article leaves a doubt: five would have a
// noun without it.
func (s *scanner) markedShare(i int) amount {
	m, k := s.match(i, roleShareWeak)
	if k == 0 {
		return amount{}
	}
	a := share(k, m.n, m.d)
	number := s.numberAt(i)
	switch {
	case s.at(i).damma:
		return a
	case s.definite(i+k) && (number || s.has(i+k, roleCounted)):
		a.unsure = "a share, or a number or noun spelled like it"
		return a
	}
	return amount{}
}

// definite reports whether the word at token i carries the Arabic article.
func (s *scanner) definite(i int) bool {
	t := s.at(i)
	return t.arabic && t.gap < gapLine && strings.HasPrefix(s.text[t.start:], "ال")
}

// percentFirst reads ٪27.
func (s *scanner) percentFirst(i int) amount {
	m, k := s.match(i, rolePercent)
	if k != 1 || !s.l.style.percentBefore {
		return amount{}
	}
	num, n := s.numeral(i + 1)
	if n == 0 || s.at(i+1).gap > gapIsolate {
		return amount{}
	}
	a := percent(num, m.n)
	a.n, a.numFrom, a.numTo = n+1, 1, n+1
	return a
}

// percent makes a share of a number: of a hundred, or of a thousand.
func percent(num number, of int64) amount {
	a := amount{kind: shareAmount, number: num, percent: of}
	num.loose, num.soft = false, false
	if num.two && num.alt.frac > 0 { // 12.345% has decimals, no thousands
		num.decimal, num.two = num.alt, false
	}
	a.num, a.den = num.mant, of
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
// of its first number. Of two joined by a weak word, in or of, only small ones
// make a share: "killed 12 in 14 attacks" does not, and "killed one in three
// attacks" may. A unit of time behind them says that they do not either.
func (s *scanner) ratio(i, n int, whole int64) amount {
	_, k := s.match(i+n, roleRatio)
	weak := k == 0
	if weak {
		if _, k = s.match(i+n, roleRatioWeak); k == 0 {
			if k = s.of(i + n); k > 1 { // two of the four
				k = 0
			}
		}
	}
	if k == 0 {
		return amount{}
	}
	den, more := s.denominator(i + n + k)
	if more == 0 || whole > den {
		return amount{}
	}
	a := share(n+k+more, whole, den)
	if !weak {
		return a
	}
	if _, unit := s.match(i+a.n, roleTimeUnit); unit > 0 || whole == 0 || den > 10 && den != 100 && whole > 1 || den > 100 || whole == den {
		return amount{}
	}
	if !s.sureShare(i, &a, s.of(i+n) > 0) {
		a.unsure = "a share, or a count in a count"
	}
	return a
}

// sureShare decides what the numbers of "one in three" are by the words around
// them. People, households and the like behind them speak for a share, a verb
// or noun before them against it.
func (s *scanner) sureShare(i int, a *amount, of bool) bool {
	before, end := s.at(i-1), i+a.n
	counted := s.has(end, roleCounted)
	led := before.kind == wordToken && !s.has(i-1, roleFunction) && !s.has(i-1, roleBound)
	switch {
	case of:
		return s.cell || counted && !led
	case led:
		return a.num == 1 && (counted || !s.noun(end))
	case before.kind == wordToken && s.noun(end):
		return counted || a.num == 1
	}
	return true
}

// of returns how many tokens a word for "of" takes at token i.
func (s *scanner) of(i int) int {
	if s.at(i).kind != wordToken {
		return 0
	}
	_, k := s.match(i, roleDateOf)
	return k
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
