package numeral

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// A phrase is a whole expression: its bounds, and one amount or the two ends
// of a range. Its places are tokens.
type phrase struct {
	from, to       int // to is from when there is no phrase
	numFrom, numTo int // the numeral, or both of a range
	bounded        int // tokens of the bounds before the numeral
	form           humanitarian.Form
	inner          humanitarian.Form // a second bound: at least about
	a, b           amount
	isRange        bool
	reaches        bool       // at least 40 and up to 55
	vague          bool       // one end of a range is about: between about 60 and 80
	estimate       *[2]amount // the range in brackets of 75 (69 to 82)
	conflict       string     // why the parts do not make one quantity
}

// phrase reads the expression at token i.
func (s *scanner) phrase(i int) phrase {
	p := phrase{from: i, to: i}
	at := i
	if m, k := s.bound(at); k > 0 {
		p.form = m.form
		at += k
		if m, k := s.bound(at); k > 0 {
			p.inner = m.form
			at += k
		}
	}
	p.bounded = at - i
	if s.has(at, roleThe) && p.bounded > 0 {
		return s.ofThe(p, at+1)
	}
	if p.bounded > 0 && s.isDay(at) { // until 5 December
		return phrase{from: i, to: i}
	}
	if s.opened(&p, at) || s.joined(&p, at) {
		return p
	}
	p = phrase{from: i, to: i}
	if at > i { // quelques is a bound before a number, and a vague word alone
		s.joined(&p, i)
	}
	return p
}

// ofThe reads a share behind an article: alrededor del 30 %, casi el 12 por
// ciento. "Hasta el 5" is no count.
func (s *scanner) ofThe(p phrase, at int) phrase {
	if s.joined(&p, at) && p.a.kind == shareAmount || p.isRange && p.b.kind == shareAmount {
		return p
	}
	return phrase{from: p.from, to: p.from}
}

// bound reads a bound. A ">" that ends a tag of HTML is none.
func (s *scanner) bound(i int) (*meaning, int) {
	if t := s.at(i); t.kind == markToken && t.gap < gapFixed && t.end-t.start < len("&gt;") {
		if b := s.at(i - 1); b.kind != endToken && (b.kind != markToken || b.mark != '(' && b.mark != '[' && b.mark != ':') {
			return nil, 0
		}
	}
	return s.match(i, roleBound)
}

func (a *amount) countable() bool { return a.kind == numberAmount || a.kind == shareAmount }

// opened reads between A and B, from A to B.
func (s *scanner) opened(p *phrase, i int) bool {
	if _, k := s.match(i, roleBetween); k > 0 {
		// "Between one hundred and fifty and two hundred": the first number
		// may hold an "and" only if another one follows it.
		for _, conj := range []bool{true, false} {
			first, a := s.end(p, i+k, conj, true)
			and := s.joiner(first + a.n)
			if a.kind == noAmount || and == 0 {
				continue
			}
			if second, b := s.end(p, first+a.n+and, true, false); b.kind != noAmount {
				p.pair(first, a, second, b)
				return true
			}
		}
		return false
	}
	_, k := s.match(i, roleFrom)
	if k == 0 || s.changed(i+k) > 0 {
		return false
	}
	first, a := s.end(p, i+k, true, true)
	_, to := s.match(first+a.n, roleTo)
	if !a.countable() || to == 0 {
		return false
	}
	second, b := s.end(p, first+a.n+to, true, false)
	if !b.countable() {
		return false
	}
	p.pair(first, a, second, b)
	if !less(a.number.decimal, b.number.decimal) && b.number.scale == 1 && a.kind == b.kind && a.kind == numberAmount {
		*p = phrase{from: p.from, to: p.from, form: p.form, inner: p.inner, bounded: p.bounded}
		return false // from 88 to 71 tells of a change
	}
	return true
}

// joiner returns the tokens of what joins the two numbers behind "between": the
// word for and, and, as many write, the word for to or a dash.
func (s *scanner) joiner(i int) int {
	for _, r := range []role{roleAnd, roleTo} {
		if _, k := s.match(i, r); k > 0 {
			return k
		}
	}
	if t := s.at(i); t.kind == markToken && isDash(t.mark) {
		return 1
	}
	return 0
}

// end reads one end of a range at token i, and the token where its amount
// begins. A bound of its own may stand before it if it does not open the range
// on that side: from about 60 to as many as 80.
func (s *scanner) end(p *phrase, i int, conj, low bool) (int, amount) {
	if _, k := s.match(i, rolePerhaps); k > 0 {
		i += k
	}
	m, k := s.bound(i)
	at := i + k
	if s.has(at, roleThe) { // entre el 20 y el 30 %
		at++
	}
	a := s.amount(at, conj)
	if k > 0 && a.kind != noAmount {
		closed := m.form == humanitarian.About || m.form == humanitarian.Nearly
		p.vague = p.vague || closed
		if !closed && (low && m.form != humanitarian.AtLeast || !low && m.form != humanitarian.AtMost) {
			p.conflict = "a range with an open end"
		}
	}
	return at, a
}

func (p *phrase) pair(first int, a amount, second int, b amount) {
	p.a, p.b, p.isRange = a, b, true
	p.numFrom, p.numTo = first+a.numFrom, second+b.numTo
	p.to = second + b.n
}

// joined reads one amount, or two that a dash or a word such as "to" joins.
func (s *scanner) joined(p *phrase, i int) bool {
	a := s.amount(i, true)
	if a.kind == noAmount {
		return false
	}
	p.a, p.to = a, i+a.n
	p.numFrom, p.numTo = i+a.numFrom, i+a.numTo
	if a.countable() {
		if !s.second(p, i, a) {
			s.estimated(p)
		}
		s.after(p)
	}
	return true
}

type connector uint8

const (
	apart connector = iota
	dash
	to
	or
	reach
)

// second reads the other end of a range whose first end is a, at token i.
func (s *scanner) second(p *phrase, i int, a amount) bool {
	try := *p
	how, next := s.connector(&try, i+a.n)
	if how == apart {
		return false
	}
	at, b := s.end(&try, next, true, false)
	if !b.countable() || b.number.why != "" && b.number.why != whyTorn && b.number.why != whyLeft || how != dash && descends(a, b) {
		return false
	}
	if how == to && try.form == humanitarian.NotReported {
		switch s.changed(i) {
		case 2: // rose from 71 to 88, by seven to 45
			return false
		case 1:
			try.conflict = "a range, or a change from one number to another"
		}
	}
	if _, pair := s.pair(i); pair > 0 && how == dash {
		try.conflict = "a range or a year"
	}
	try.pair(i, a, at, b)
	*p = try
	return true
}

// connector says what joins the number that ends at token i to the next, and
// where that may begin.
func (s *scanner) connector(p *phrase, i int) (connector, int) {
	t, next := s.at(i), s.at(i+1)
	if t.kind == markToken && isDash(t.mark) {
		tight := t.gap <= gapIsolate && next.gap <= gapIsolate
		spaced := t.gap >= gapFixed && t.gap < gapLine && next.gap >= gapFixed && next.gap < gapLine
		if tight || spaced && t.mark != '\u2014' { // a spaced em dash parts two thoughts
			return dash, i + 1
		}
		return apart, 0
	}
	if _, k := s.match(i, roleTo); k > 0 {
		return to, i + k
	}
	if _, k := s.match(i, roleOr); k > 0 {
		return or, i + k
	}
	if p.form == humanitarian.AtLeast || p.form == humanitarian.MoreThan { // at least 40, and perhaps up to 55
		if t.mark == ',' || t.mark == '،' {
			i++
		}
		if _, k := s.match(i, roleAnd); k > 0 {
			i += k
		}
		at := i
		if _, k := s.match(at, rolePerhaps); k > 0 {
			at += k
		}
		if m, k := s.match(at, roleBound); k > 0 && m.form == humanitarian.AtMost {
			p.reaches = true
			return reach, i
		}
	}
	return apart, 0
}

// changed reports whether the number at token i is the first of a change: 2
// when a word of change and "from" or "by" say so, 1 when only such a word
// stands further off, 0 otherwise.
func (s *scanner) changed(i int) int {
	led := s.has(i-1, roleFrom) || s.has(i-1, roleBy)
	_, up := s.match(i-2, roleChange) // up from 71
	switch {
	case led && (s.change > 0 && s.change <= nearChange || up == 2):
		return 2
	case s.change > 0:
		return 1
	}
	return 0
}

// descends keeps "2 to 1" and "88 or 71" apart: words join numbers only to a
// range that rises. A dash joins them anyway, and settle refuses it.
func descends(a, b amount) bool {
	if a.kind != b.kind {
		return false
	}
	if a.kind == shareAmount {
		x, _ := mul(a.num, b.den)
		y, _ := mul(b.num, a.den)
		return x > y
	}
	if b.number.scale > 1 && a.number.scale == 1 {
		return false
	}
	return less(b.number.decimal, a.number.decimal)
}

// after reads a bound that follows: or more, +.
func (s *scanner) after(p *phrase) {
	at := s.glue(p.to)
	m, k := s.match(at, roleAfter)
	if k == 0 {
		s.afterNoun(p)
		return
	}
	next := s.at(at + k)
	if t := s.at(at); t.kind == markToken && (t.gap > gapMark || next.gap <= gapMark && (next.kind == wordToken || next.kind == digitsToken)) {
		return // 5 + 3, C++
	}
	if s.numberAt(at+k) || s.has(at+k, roleArticle) {
		return // 12 people, at least five of them
	}
	p.to = at + k
	up := func(f humanitarian.Form) bool { return f == humanitarian.AtLeast || f == humanitarian.MoreThan }
	switch {
	case p.form == humanitarian.NotReported:
		p.form = m.form
	case p.form != m.form && !(up(p.form) && up(m.form)):
		p.inner = m.form
	}
}

// afterNoun reads a bound behind the counted noun: 12 مدنيا على الأقل.
func (s *scanner) afterNoun(p *phrase) {
	if p.form != humanitarian.NotReported || p.isRange {
		return
	}
	for i := p.to; i <= p.to+2; i++ {
		if m, k := s.match(i, roleAfterNoun); k > 0 && i > p.to {
			// "Most at risk" and "12 people or more than half" are other things.
			_, more := s.match(i+1, roleBound)
			if !s.numberAt(i+k) && !s.has(i+k, roleArticle) && more < k && (m.form != humanitarian.AtMost || !s.noun(i+k)) {
				p.form, p.to = m.form, i+k
			}
			return
		}
		if t := s.at(i); t.kind != wordToken || s.has(i, roleFunction) || t.gap == gapLine || s.numberAt(i) {
			return
		}
	}
}

// boundBefore looks for a bound before the noun that a small number follows, as
// in Arabic: ما لا يقل عن شخص واحد. The phrase does not reach back to it.
func (s *scanner) boundBefore(p *phrase) {
	n := &p.a.number
	if !s.l.style.nounFirst || p.form != humanitarian.NotReported || p.isRange || p.a.kind != numberAmount || n.digits || n.mant < 1 || n.mant > 2 {
		return
	}
	for noun := p.from - 1; noun >= p.from-2 && s.noun(noun) && !s.numberAt(noun); noun-- {
		for at := noun - 4; at < noun; at++ {
			if m, k := s.match(at, roleBound); k > 0 && at+k == noun {
				p.form = m.form
				return
			}
		}
	}
}

// numberAt reports whether a number can begin at token i.
func (s *scanner) numberAt(i int) bool {
	t := s.at(i)
	return t.kind == digitsToken || s.l.words.starts[t.id].meets(numberRoles)
}

// estimated reads the range in brackets of 75 (69 to 82).
func (s *scanner) estimated(p *phrase) {
	open := s.at(p.to)
	if open.kind != markToken || open.mark != '(' && open.mark != '[' {
		return
	}
	i := p.to + 1
	for _, r := range []role{roleBetween, roleFrom} {
		if _, k := s.match(i, r); k > 0 {
			i += k
			break
		}
	}
	a := s.amount(i, false)
	i += a.n
	word := s.joiner(i)
	b := s.amount(i+word, true)
	i += word + b.n
	if end := s.at(i); word > 0 && b.kind == p.a.kind && (a.kind == p.a.kind || a.kind == numberAmount) && (end.mark == ')' || end.mark == ']') {
		p.estimate = &[2]amount{a, b}
		p.to = i + 1
	}
}
