package numeral

import "unicode"

// This file puts number words together: units into tens, tens into hundreds,
// hundreds under scales. What may follow what, and whether a word for "and"
// stands between, is the style of the language.

// below100 reads ninety-seven, quatre-vingt-dix-sept, خمسة وعشرون.
func (s *scanner) below100(i int) (v int64, n int) {
	if m, k := s.match(i, roleTensTeen); k > 0 {
		next := s.glue(i + k)
		for _, r := range []role{roleTail, roleTeen, roleUnit} {
			if t, more := s.match(next, r); more > 0 && t.n > 0 {
				return m.n + t.n, next - i + more
			}
		}
		return m.n, k
	}
	if m, k := s.match(i, roleTens); k > 0 {
		if t, more := s.match(s.glue(i+k), roleTail); more > 0 {
			return m.n + t.n, s.glue(i+k) - i + more
		}
		if s.l.style.tensPlain {
			if t, more := s.match(s.glue(i+k), roleUnit); more > 0 && t.n > 0 {
				return m.n + t.n, s.glue(i+k) - i + more
			}
		}
		return m.n, k
	}
	if m, k := s.match(i, roleTeen); k > 0 {
		return m.n, k
	}
	m, k := s.match(i, roleUnit)
	if k == 0 {
		return 0, 0
	}
	if m.n > 0 && s.l.style.tensReversed {
		if _, and := s.match(i+k, roleAnd); and > 0 {
			if t, more := s.match(i+k+and, roleTens); more > 0 {
				return m.n + t.n, k + and + more
			}
		}
	}
	return m.n, k
}

// below1000 reads two hundred and five, doscientos cinco, مئتان وخمسة. Without
// conj no "and" is read inside.
func (s *scanner) below1000(i int, conj bool) (v int64, n int) {
	if m, k := s.match(i, roleHundreds); k > 0 {
		v, n = m.n, k
	} else if m, k := s.match(i, roleArticle); k > 0 {
		if h, more := s.match(i+k, roleHundred); more > 0 {
			v, n = m.n*h.n, k+more
		}
	}
	if n == 0 {
		if v, n = s.below100(i); n == 0 || v == 0 {
			return v, n
		}
		h, more := s.match(s.glue(i+n), roleHundred)
		if more == 0 || v > 9 && (v%10 == 0 || v >= s.l.style.wideHundred) {
			return v, n
		}
		v, n = v*h.n, s.glue(i+n)-i+more
	}
	if t, more := s.hundredTail(i+n, conj); more > 0 {
		return v + t, n + more
	}
	return v, n
}

// hundredTail reads what may follow a hundred. "One hundred and two hundred"
// are two numbers.
func (s *scanner) hundredTail(i int, conj bool) (int64, int) {
	if m, k := s.match(i, roleTail); k > 0 && conj && s.l.style.tensReversed { // مئة واحد عشر
		return m.n, k
	}
	next := i
	if s.l.style.hundredPlain {
		next = s.glue(i)
	}
	if conj && s.l.style.hundredAnd {
		if _, and := s.match(s.glue(i), roleAnd); and > 0 {
			next = s.glue(s.glue(i) + and)
		}
	}
	if next == i && !s.l.style.hundredPlain {
		return 0, 0
	}
	v, n := s.below100(next)
	if n == 0 || v == 0 {
		return 0, 0
	}
	if _, hundred := s.match(s.glue(next+n), roleHundred); hundred > 0 && v < 10 {
		return 0, 0
	}
	return v, next - i + n
}

// A part is a piece of a number with its scale: 486 thousand.
type part struct {
	number
	first int64 // the value before its scale
	n     int
}

const maxParts = 6

// compose reads the number at token i, in digits or words or both: 3 millions
// 200 mille, مليون ومئتا ألف. n is 0 when there is none.
func (s *scanner) compose(i int, conj bool) (num number, n int) {
	p := s.part(i, conj, true)
	if p.n > 0 && p.scale > 1 {
		return s.compound(i, conj, p)
	}
	if p.n > 0 {
		p.room = p.below()
	}
	return p.number, p.n
}

// compound reads what follows the first part of a number, below its scale.
func (s *scanner) compound(i int, conj bool, first part) (num number, n int) {
	var parts [maxParts]part
	parts[0], n = first, first.n
	count := 1
	for count < maxParts {
		at := s.between(i+n, conj)
		if at < 0 || s.has(at, roleArticle) && s.fractionAt(at) {
			break
		}
		p := s.part(at, conj, false)
		joined := at > i+n && s.glue(i+n) != at
		if p.n == 0 || !s.fits(&p, &parts[count-1], joined) {
			break
		}
		for count > 0 && parts[count-1].scale < p.scale { // dos mil quinientos millones
			low := parts[count-1]
			p.absorb(low)
			count--
		}
		n = at - i + p.n
		parts[count] = p
		count++
	}
	num = parts[0].number
	for _, p := range parts[1:count] {
		num.merge(p.number)
	}
	num.room = parts[count-1].number.below()
	return num, n
}

// fractionAt keeps the article of "deux mille, un tiers" for its fraction.
func (s *scanner) fractionAt(i int) bool {
	for _, r := range []role{roleShare, roleShareWeak, rolePart} {
		if _, k := s.match(i, r); k > 0 {
			return true
		}
	}
	_, k := s.match(i+1, roleAbout)
	return k > 0
}

// between returns where the next part of a number may begin after token i, or
// -1.
func (s *scanner) between(i int, conj bool) int {
	if _, k := s.match(i, roleTail); k > 0 && conj && s.l.style.tensReversed { // ألف واحد عشر
		return i
	}
	if s.l.style.scaleAnd && conj {
		if _, and := s.match(i, roleAnd); and > 0 {
			return i + and
		}
	}
	if s.l.style.scalePlain {
		return s.glue(i)
	}
	return -1
}

// fits reports whether p can follow the part before it in one number.
func (s *scanner) fits(p *part, before *part, and bool) bool {
	if before.scale == 1 || before.frac > 0 || before.two && before.digits || p.frac > 0 || p.two || p.why != "" || before.why != "" {
		return false
	}
	if p.digits && p.scale == 1 {
		if and && (!s.l.style.digitsAnd || !before.digits) || !and && !s.l.style.digitsPlain { // "ألف و300" are two ways of writing, so perhaps two numbers
			return false
		}
	}
	if and && !s.l.style.andAny && (p.scale > 1 || p.mant >= 100) {
		return false
	}
	if p.scale > before.scale { // only the last step before a larger scale
		return s.l.style.ascending && before.mant < p.scale && p.first < before.scale
	}
	return p.scale < before.scale && p.mant < before.scale
}

// absorb puts a smaller part under the scale of p: two thousand, five hundred
// millions.
func (p *part) absorb(low part) {
	v, ok := mul(low.mant, p.scale)
	if !ok {
		p.why = whyLarge
		return
	}
	if p.mant, ok = add(p.mant, v); !ok {
		p.why = whyLarge
	}
}

// merge adds a smaller part.
func (n *number) merge(p number) {
	v, _ := p.whole() // fits saw to it
	n.apply(func(d decimal) (decimal, bool) {
		sum, ok := add(d.mant, v)
		return decimal{mant: sum}, ok && p.why == ""
	})
	if n.group > 1 {
		n.group *= n.scale
	} else if first, ok := n.lead.whole(); ok {
		n.count, n.group = first, n.scale
	}
	n.bare, n.article, n.round, n.doubt, n.scale, n.lead = false, false, false, false, 1, n.decimal
}

// part reads a number below its scales, and them.
func (s *scanner) part(i int, conj, first bool) part {
	num, n := s.numeral(i)
	if n == 0 {
		num, n = s.spelled(i, conj, first)
	}
	if n == 0 {
		return part{}
	}
	if h, k := s.match(i+n, roleHundred); k > 0 && num.bare && s.l.style.digitHundred && num.mant < 100 { // 3 hundred
		num.count, num.group = num.mant, h.n
		num.mant, num.bare, n = num.mant*h.n, false, n+k
		num.lead = num.decimal
	}
	p := part{number: num, first: num.mant, n: n}
	if p.why != "" {
		return p
	}
	if first && p.scale == 1 {
		if m, k := s.match(s.glue(i+n), rolePlus); k > 0 && s.scaleFollows(s.glue(i+n)+k) {
			p.apply(func(d decimal) (decimal, bool) { return d.plus(m.n) })
			p.n = s.glue(i+n) - i + k
		}
	}
	s.scales(i, &p)
	return p
}

// scaleFollows reports whether token i is a word that multiplies.
func (s *scanner) scaleFollows(i int) bool {
	i = s.glue(i)
	_, scale := s.match(i, roleScale)
	_, hundred := s.match(i, roleHundred)
	return scale+hundred > 0
}

// spelled reads number words: a whole below a thousand, or a scale that stands
// alone.
func (s *scanner) spelled(i int, conj, first bool) (num number, n int) {
	if num, n = s.loneScale(i, first); n > 0 {
		return num, n
	}
	v, n := s.below1000(i, conj)
	if m, k := s.match(i, roleTail); k > n && !first && s.l.style.tensReversed {
		v, n = m.n, k
	}
	num = number{decimal: decimal{mant: v}, lead: decimal{mant: v}, scale: 1}
	if n == 0 {
		if m, k := s.match(i, roleArticle); k > 0 && first && s.scaleFollows(i+k) { // a million
			num.decimal, num.round = decimal{mant: m.n}, true
			num.lead = num.decimal
			return num, k
		}
		return num, 0
	}
	if v >= 200 {
		num.count, num.group = v/100, 100
	}
	if s.has(i, roleArticle) {
		num.article, num.round = n == 1, n == 2 && v == 100
	}
	num.doubt = n == 1 && s.has(i, roleDoubtful)
	return num, n
}

// loneScale reads a thousand that needs no number before it: mille, ألف, and
// two of them, ألفان. ألفا is two thousand or, with a tanwin, one.
func (s *scanner) loneScale(i int, first bool) (num number, n int) {
	if m, k := s.match(i, roleTwoWays); k > 0 && first {
		return number{decimal: decimal{mant: m.n}, alt: decimal{mant: m.d}, two: !s.at(i).accusative, scale: m.n, lead: decimal{mant: 1}}, k
	}
	if m, k := s.match(i, roleDual); k > 0 {
		return number{decimal: decimal{mant: 2 * m.n}, scale: m.n, lead: decimal{mant: 2}}, k
	}
	if m, k := s.match(i, roleAlone); k > 0 {
		return number{decimal: decimal{mant: m.n}, scale: m.n, lead: decimal{mant: 1}}, k
	}
	return number{}, 0
}

// scales takes the scale words after a part, each larger than the one before:
// cien mil millones.
func (s *scanner) scales(i int, p *part) {
	last := p.scale
	if p.mant == 0 {
		return
	}
	for {
		at := s.glue(i + p.n)
		m, k := s.match(at, roleScale)
		if k == 0 && p.scale == 1 && p.digits {
			m, k = s.suffix(i, at, p)
		}
		if k == 0 || m.n <= last || p.scale > 1 && m.n < p.scale {
			break
		}
		if _, vague := s.match(at, roleWord); vague > 0 && isYear(p.number) { // in 2024 millions fled
			break
		}
		p.number.times(m.n)
		p.doubt = false
		if s.has(at, roleDoubtful) {
			p.why = whyLong
		}
		last = m.n
		p.n = at - i + k
	}
	if p.scale == 1 {
		return
	}
	s.andHalf(i, p)
}

// andHalf reads the half of 3 millones y medio and مليونين ونصف المليون.
func (s *scanner) andHalf(i int, p *part) {
	m, k := s.match(i+p.n, rolePlus)
	if k == 0 || p.frac > 0 || p.two {
		return
	}
	if again, more := s.match(i+p.n+k, roleScale); more > 0 {
		if again.n != p.scale {
			return
		}
		k += more
	}
	v, ok := mul(p.scale, m.n)
	if !ok {
		p.why = whyLarge
		return
	}
	if p.mant, ok = add(p.mant, v/1000); !ok {
		p.why = whyLarge
	}
	p.n += k
	p.scale, p.lead, p.round = 1, p.decimal, false
}

// suffix reads a scale glued to the digits that begin at token start, 12k, 5bn,
// or set apart from them by a space where a language does so, 2,5 M.
func (s *scanner) suffix(start, i int, p *part) (*meaning, int) {
	t := s.at(i)
	if t.gap > gapMark {
		m, k := s.match(i, roleSpacedSuffix)
		if !t.upper || t.gap == gapLine {
			k = 0
		}
		return m, k
	}
	m, k := s.match(i, roleSuffix)
	if k == 0 || s.at(i+k).kind == digitsToken && s.at(i+k).gap <= gapMark {
		return nil, 0
	}
	metre := t.end-t.start == 1 && s.text[t.start] == 'm'
	if metre && !s.cell && !s.has(i+1, roleCounted) && !unicode.Is(unicode.Sc, s.at(start-1).mark) {
		p.maybe = "millions or metres"
	}
	return m, k
}
