package numeral

import "unicode/utf8"

// A number is what a numeral says, before bounds and percent signs.
type number struct {
	decimal
	alt   decimal // the other reading, when two is set
	two   bool    // the writing has two readings
	soft  bool    // grouped by one mark of the language; with a scale it is two
	loose bool    // a decimal mark of another language, sure only before a scale or a percent sign
	why   string  // why it is no number at all
	maybe string  // why it may be something else

	scale   int64   // of "1.2 million" the million; 1 without a scale word
	lead    decimal // of "1.2 million" the 1.2
	digits  bool    // begins with digits
	bare    bool    // digits without grouping or scale: 2024
	width   int     // how many digits a bare number has
	article bool    // only an article that can mean one: un, una
	round   bool    // an article and a scale: a million
	count   int64   // of "three hundred" and "three dozen" the 3, which a range may share
	group   int64   // and what it is multiplied by; 0 without such a word
	room    int64   // what a further part would have to be below: 1000 of two thousand
	doubt   bool    // a word that also means something else: one, neuf
}

const (
	whyZero    = "a number does not begin with 0"
	whyFine    = "it has too many decimals"
	whyLarge   = "it is larger than the register can hold"
	whyRun     = "several numbers in a row, or one number with spaces"
	whyMarks   = "the marks between the digits fit no way of writing numbers"
	whyLeft    = "a word for a number is left over"
	whyScripts = "it mixes Arabic and Latin digits"
	whyLong    = "a million millions, or a thousand million as in English"
	whyTorn    = "one number written in two parts, or two numbers"
)

// apply does f to both readings.
func (n *number) apply(f func(decimal) (decimal, bool)) {
	var ok bool
	if n.decimal, ok = f(n.decimal); !ok {
		n.why = whyLarge
	}
	if n.two {
		if n.alt, ok = f(n.alt); !ok {
			n.why = whyLarge
		}
	}
}

// times takes a scale word.
func (n *number) times(scale int64) {
	if n.soft {
		n.two, n.soft = true, false
	}
	if n.scale == 1 {
		n.lead = n.decimal
	}
	n.loose, n.bare, n.article = false, false, false
	n.scale *= scale
	n.apply(func(d decimal) (decimal, bool) { return d.times(scale) })
}

// maxDecimals keeps the denominators of shares small.
const maxDecimals = 9

// maxGroups bounds how much of a long run of digits and marks is one number.
const maxGroups = 16

// A run is digits with marks or spaces between them: 1,250.5 is the groups 1,
// 250 and 5 with a comma and a point.
type run struct {
	groups [maxGroups]token
	marks  [maxGroups]rune // marks[i] stands before groups[i]
	n      int
	length int // in tokens
}

// runAt takes the run that begins at token i, which must be digits.
func (s *scanner) runAt(i int) run {
	r := run{n: 1, length: 1}
	r.groups[0] = *s.at(i)
	for r.n < maxGroups {
		next := s.at(i + r.length)
		mark, skip := rune(0), 0
		switch {
		case next.kind == digitsToken && next.gap < gapLine && next.gap != gapIsolate && next.gap != gapParted:
			if next.digits == 3 && r.groups[0].digits <= 3 && (r.n == 1 || r.marks[1] == ' ') && s.first(r.groups[0]) != '0' {
				mark = ' '
			}
		case next.kind == markToken && next.gap <= gapMark && isGrouping(next.mark):
			if d := s.at(i + r.length + 1); d.kind == digitsToken {
				// "61, 000": three digits that begin with 0 are no number of their own.
				torn := next.mark == ',' && d.gap == gapSpace && d.digits == 3 && s.first(*d) == '0' && r.groups[0].digits <= 3
				if d.gap <= gapMark || torn {
					mark, skip = next.mark, 1
				}
			}
		}
		if mark == 0 {
			return r
		}
		if mark == '\u2019' {
			mark = '\''
		}
		r.groups[r.n], r.marks[r.n] = *s.at(i + r.length + skip), mark
		r.n++
		r.length += 1 + skip
	}
	return r
}

func isGrouping(r rune) bool {
	switch r {
	case ',', '.', '\'', '\u2019', '٬', '٫', '،', '·':
		return true
	}
	return false
}

// first returns the first digit of t as a Latin one.
func (s *scanner) first(t token) rune {
	r, _ := utf8.DecodeRuneInString(s.text[t.start:])
	d, _ := digitOf(r)
	return rune('0' + d)
}

// numeral reads the digits at token i. n is 0 when there are none.
func (s *scanner) numeral(i int) (num number, n int) {
	if s.at(i).kind != digitsToken {
		return number{}, 0
	}
	r := s.runAt(i)
	num = s.value(&r)
	num.digits, num.scale = true, 1
	num.lead = num.decimal
	if r.n == 1 {
		num.bare, num.width = true, r.groups[0].digits
	}
	n = r.length
	if next := s.at(i + n); next.kind == digitsToken && next.gap < gapLine && num.why == "" && (r.n > 1 && r.marks[1] == ' ' || next.gap < gapFixed) {
		num.why = whyRun
	}
	for next := s.at(i + n); next.kind == digitsToken && next.gap < gapIsolate && n < 2*maxGroups; next = s.at(i + n) {
		n++ // what nobody sees parts no number into two
	}
	return num, n
}

// value decides which numbers a run can be.
func (s *scanner) value(r *run) number {
	script := uint8(0)
	for _, g := range r.groups[:r.n] {
		script |= g.script
	}
	if script&western != 0 && script != western {
		return number{why: whyScripts}
	}
	if r.groups[0].digits > 1 && s.first(r.groups[0]) == '0' {
		return number{why: whyZero}
	}
	if r.n == 1 {
		return s.join(r, 0)
	}
	uniform := true
	for _, m := range r.marks[2:r.n] {
		uniform = uniform && m == r.marks[1]
	}
	last, mark := r.n-1, r.marks[r.n-1]
	switch {
	case !uniform: // 1,250.5; of 1,250.000 nobody knows which mark is wrong
		same := true
		for _, m := range r.marks[2:last] {
			same = same && m == r.marks[1]
		}
		if same && s.first(r.groups[0]) != '0' && r.grouped(last) && r.marks[1] != mark && isDecimal(mark) && r.groups[last].digits != 3 {
			return s.join(r, r.groups[last].digits)
		}
		return number{why: whyMarks}
	case r.grouped(r.n):
		return s.threes(r, mark)
	case s.l.style.indian && mark == ',' && r.indian():
		return s.join(r, 0)
	case r.n == 2 && isDecimal(mark):
		num := s.join(r, r.groups[1].digits)
		num.loose = mark != s.l.style.decimal && mark != '٫' && s.first(r.groups[0]) != '0'
		return num
	}
	return number{why: whyMarks}
}

// threes reads groups of three: 1,250 and 1.250.000 and 1 250.
func (s *scanner) threes(r *run, mark rune) number {
	zero := s.first(r.groups[0]) == '0'
	switch {
	case zero && r.n == 2 && isDecimal(mark): // 0.125
		return s.join(r, 3)
	case zero:
		return number{why: whyMarks}
	case mark == '٫' && r.n == 2:
		return s.join(r, 3)
	case mark == '٫':
		return number{why: whyMarks}
	case r.n > 2 || !isDecimal(mark):
		return s.join(r, 0)
	}
	num := s.join(r, 0)
	num.alt = s.join(r, 3).decimal
	if mark == s.l.style.group {
		num.soft = true
	} else {
		num.two = true
	}
	return num
}

// isDecimal reports whether r parts decimals in any of the languages.
func isDecimal(r rune) bool { return r == ',' || r == '.' || r == '٫' }

// grouped reports whether the first n groups are one to three digits and then
// threes.
func (r *run) grouped(n int) bool {
	if r.groups[0].digits > 3 {
		return false
	}
	for _, g := range r.groups[1:n] {
		if g.digits != 3 {
			return false
		}
	}
	return n > 1
}

// indian reports whether r is grouped as lakhs and crores are: 1,00,000.
func (r *run) indian() bool {
	if r.n < 3 || r.groups[0].digits > 2 || r.groups[r.n-1].digits != 3 {
		return false
	}
	for _, g := range r.groups[1 : r.n-1] {
		if g.digits != 2 {
			return false
		}
	}
	return true
}

// join reads all digits of a run as one number with frac decimals.
func (s *scanner) join(r *run, frac int) number {
	if frac > maxDecimals {
		return number{why: whyFine}
	}
	d := decimal{frac: frac}
	for _, g := range r.groups[:r.n] {
		for _, c := range s.text[g.start:g.end] {
			digit, _ := digitOf(c)
			m, ok := mul(d.mant, 10)
			if d.mant, _ = add(m, int64(digit)); !ok || d.mant < 0 {
				return number{why: whyLarge}
			}
		}
	}
	return number{decimal: d}
}

// isList reports whether the run is a list written without spaces: 1,2,3.
func (r *run) isList() bool {
	if r.n < 3 || r.marks[1] != ',' && r.marks[1] != '،' {
		return false
	}
	for i := 1; i < r.n; i++ {
		if r.marks[i] != r.marks[1] || r.groups[i].digits == 3 {
			return false
		}
	}
	return true
}
