package numeral

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

type amountKind uint8

const (
	noAmount     amountKind = iota
	numberAmount            // 1.2 million
	shareAmount             // a third, 27%, one in three
	wordAmount              // dozens
	hugeAmount              // tens of millions: the register has no word for it
	fixedAmount             // none, an unknown number
)

// An amount is what stands between bounds: a number, a share or a vague word.
type amount struct {
	kind     amountKind
	n        int // tokens
	numFrom  int // the numeral alone, as tokens counted from the amount's first
	numTo    int
	number   number
	num, den int64 // of a share
	percent  int64 // 100 of a share written with a percent sign, 1000 with ‰
	approx   bool  // a dozen, une cinquantaine
	word     humanitarian.Word
	quantity humanitarian.Quantity
	unsure   string // why it can be read in two ways
}

// amount reads the amount at token i.
func (s *scanner) amount(i int, conj bool) amount {
	t := s.at(i)
	if t.kind != digitsToken && !s.l.words.starts[t.id].meets(amountRoles) {
		return amount{}
	}
	if t.kind == digitsToken {
		return s.counted(i, conj)
	}
	a := s.vague(i)
	if a.kind == noAmount {
		a = s.partOf(i)
	}
	if a.kind == noAmount {
		a = s.fractionWord(i)
	}
	if a.kind == noAmount {
		a = s.percentFirst(i)
	}
	if a.kind == noAmount {
		a = s.counted(i, conj)
	}
	return a
}

// vague reads dozens, an unknown number, no one.
func (s *scanner) vague(i int) amount {
	if _, k := s.match(i, roleTooLarge); k > 0 {
		return amount{kind: hugeAmount, n: k, numTo: k}
	}
	if m, k := s.match(i, roleWord); k > 0 {
		if s.largerFollows(i + k) { // several hundred million
			return amount{kind: hugeAmount, n: k, numTo: k}
		}
		return amount{kind: wordAmount, n: k, numTo: k, word: m.word}
	}
	if m, k := s.match(i, roleQuantity); k > 0 {
		return amount{kind: fixedAmount, n: k, numTo: k, quantity: m.quantity}
	}
	return amount{}
}

// partOf reads half a million, un demi-million, media docena.
func (s *scanner) partOf(i int) amount {
	at := i
	if _, a := s.match(i, roleArticle); a > 0 {
		at += a
	}
	m, k := s.match(at, rolePart)
	if k == 0 {
		if m, k = s.match(i, rolePart); k == 0 {
			return amount{}
		}
		at = i
	}
	next := s.glue(at + k)
	if c, more := s.match(next, roleAbout); more > 0 && m.n*c.n%1000 == 0 {
		num := number{decimal: decimal{mant: m.n * c.n / 1000}, scale: 1}
		return amount{kind: numberAmount, n: next - i + more, numTo: next - i + more, number: num, approx: true}
	}
	if !s.scaleFollows(next) {
		return amount{}
	}
	p := part{number: number{decimal: decimal{mant: m.n, frac: 3}, scale: 1}, n: next - i}
	s.scales(i, &p)
	p.scale, p.lead = 1, p.decimal // a range does not share the scale of half a million
	return amount{kind: numberAmount, n: p.n, numTo: p.n, number: p.number}
}

// counted reads a number and what may make a share or an approximation of it.
func (s *scanner) counted(i int, conj bool) amount {
	num, n := s.compose(i, conj)
	if n == 0 {
		if _, k := s.match(i, roleArticle); k > 0 { // a dozen
			if c, more := s.match(i+k, roleAbout); more > 0 {
				return s.collective(i, number{decimal: decimal{mant: 1}, scale: 1}, c, k+more)
			}
		}
		return amount{}
	}
	next := s.glue(i + n)
	if c, more := s.match(next, roleAbout); more > 0 && num.scale == 1 && num.why == "" && !isYear(num) {
		num.count, _ = num.whole()
		num.group = c.n
		return s.collective(i, num, c, next-i+more)
	}
	if more := s.torn(i+n, &num, conj); more > 0 {
		num.why = whyTorn
		n += more
	}
	if num.why == "" && s.scaleFollows(i+n) && !isYear(num) {
		num.why = whyLeft
	}
	if m, more := s.match(i+n, roleWord); more > 0 && m.word >= humanitarian.Tens && num.mant < 100 && num.why == "" { // 5 millions
		num.why = whyLeft
		n += more
	}
	a := amount{kind: numberAmount, n: n, numTo: n, number: num, approx: num.round}
	if m, more := s.match(i+n, rolePercent); more > 0 {
		p := percent(num, m.n)
		p.n, p.numTo = n+more, n
		return p
	}
	if whole, ok := num.whole(); ok && num.why == "" && !num.two {
		if r := s.shareOf(i, n, num, whole); r.kind != noAmount {
			return r
		}
	}
	return a
}

// collective reads the dozens of two dozen, in the n tokens from i.
func (s *scanner) collective(i int, num number, c *meaning, n int) amount {
	num.apply(func(d decimal) (decimal, bool) { return d.times(c.n) })
	num.article, num.bare, num.doubt, num.lead = false, false, false, num.decimal
	if s.largerFollows(i + n) {
		num.why = whyLeft
		if _, k := s.match(i+n+1, roleWord); k > 0 && s.has(i+n, roleFunction) { // two dozens of thousands
			n += 1 + k
		}
	}
	return amount{kind: numberAmount, n: n, numTo: n, number: num, approx: true}
}

// largerFollows reports whether a scale follows a vague amount, with a word
// such as "of" between: dozens of thousands; or a half.
func (s *scanner) largerFollows(i int) bool {
	if _, half := s.match(i, rolePlus); half > 0 || s.scaleFollows(i) {
		return true
	}
	if s.has(i, roleFunction) {
		i++
		_, k := s.match(i, roleWord)
		return k > 0 || s.scaleFollows(i)
	}
	return false
}
