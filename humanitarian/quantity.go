package humanitarian

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Form says how a source worded a number. The zero value is [NotReported].
type Form uint8

// The forms a quantity can take, in the order the register lists them.
const (
	NotReported Form = iota // the source is silent: no data, never 0
	Exact                   // n
	AtLeast                 // n or more
	MoreThan                // strictly more than n
	AtMost                  // up to n
	LessThan                // strictly fewer than n
	Range                   // between low and high
	Estimate                // a best value between low and high
	About                   // around n, bounds unknown
	Nearly                  // a little under n
	Magnitude               // a word such as hundreds
	Some                    // reported, number not known
	None                    // the source said there were none
	Withheld                // known to the desk, not shown
)

var formWords = [...]string{
	"not_reported", "exact", "at_least", "more_than", "at_most", "less_than", "range",
	"estimate", "about", "nearly", "magnitude", "some", "none", "withheld",
}

// String returns the register's word for f, such as at_least.
func (f Form) String() string { return enumString("Form", formWords[:], uint8(f)) }

// ParseForm returns the form that the register's quantifier column names.
func ParseForm(s string) (Form, error) {
	v, err := parseEnum("quantifier", formWords[:], s)
	return Form(v), err
}

// Word is an order of magnitude a source used instead of a number. The zero
// value is no word.
type Word uint8

// The magnitude words of the register, smallest first.
const (
	NoWord Word = iota
	Few
	Several
	Many
	Tens
	Dozens
	Scores
	Hundreds
	Thousands
	TensOfThousands
	HundredsOfThousands
	Millions
)

var magnitudeWords = [...]string{
	"", "few", "several", "many", "tens", "dozens", "scores", "hundreds", "thousands",
	"tens_of_thousands", "hundreds_of_thousands", "millions",
}

// String returns the register's spelling of w, such as tens_of_thousands.
func (w Word) String() string { return enumString("Word", magnitudeWords[:], uint8(w)) }

// ParseWord returns the magnitude word spelled s.
func ParseWord(s string) (Word, error) {
	v, err := parseEnum("word", magnitudeWords[:], s)
	return Word(v), err
}

// A Quantity is what one source said of a number: its bounds where it gave
// any, and the form in which it said it. It is a small comparable value; two
// quantities are == when they say the same thing.
//
// The zero value is not reported: no data, which is neither zero nor "none".
//
// The forms and what they fill:
//
//	form               low  high  best  says
//	exact n            n    n     n     1,250
//	at least n         n    -     -     at least 1,250
//	more than n        n    -     -     more than 1,250 (strict)
//	up to n            0    n     -     up to 1,250
//	fewer than n       0    n     -     fewer than 1,250
//	between a and b    a    b     -     60,000 to 80,000
//	estimate a-m-b     a    b     m     75 (69 to 82)
//	about n            -    -     n     about 1,250
//	nearly n           -    n     n     nearly 1,250
//	magnitude word     -    -     -     hundreds
//	some               -    -     -     reported, number not known
//	none               0    0     0     none reported
//	not reported       -    -     -     no data
//	withheld           -    -     -     withheld, or <5
type Quantity struct {
	form            Form
	word            Word
	low, best, high int64
}

// Errors that constructors and [ParseQuantity] wrap.
var (
	ErrNegative = errors.New("a count cannot be negative")
	ErrOrder    = errors.New("the low bound is above the high bound, or the best value lies outside both")
	ErrForm     = errors.New("the parts do not fit the quantifier")
)

// Parts are the columns a quantity is stored in. Nil means the column is
// empty. [QuantityFrom] checks them.
type Parts struct {
	Form            Form
	Low, Best, High *int64
	Word            Word
}

func at(n int64) *int64 { return &n }

// QuantityFrom builds a quantity from the register's columns. It returns
// [ErrNegative], [ErrOrder] or [ErrForm] when they do not make one.
func QuantityFrom(p Parts) (Quantity, error) {
	for _, n := range []*int64{p.Low, p.Best, p.High} {
		if n != nil && *n < 0 {
			return Quantity{}, fmt.Errorf("humanitarian: %s %d: %w", p.Form, *n, ErrNegative)
		}
	}
	var low, best, high bool = p.Low != nil, p.Best != nil, p.High != nil
	fits := func(wantLow, wantBest, wantHigh bool) bool {
		return low == wantLow && best == wantBest && high == wantHigh && (p.Form == Magnitude) == (p.Word != NoWord)
	}
	one := func(n *int64, ok bool) (Quantity, error) {
		if !ok {
			return Quantity{}, fmt.Errorf("humanitarian: %s: %w", p.Form, ErrForm)
		}
		q := Quantity{form: p.Form, word: p.Word}
		if n != nil {
			q.low, q.best, q.high = *n, *n, *n
		}
		return q, nil
	}
	switch p.Form {
	case Exact:
		n := p.Best
		same := func(o *int64) bool { return o == nil || n != nil && *o == *n }
		return one(n, best && same(p.Low) && same(p.High) && p.Word == NoWord)
	case AtLeast, MoreThan:
		return one(p.Low, fits(true, false, false))
	case AtMost, LessThan:
		if p.Form == LessThan && high && *p.High == 0 {
			return Quantity{}, fmt.Errorf("humanitarian: fewer than 0: %w", ErrNegative)
		}
		return one(p.High, fits(false, false, true))
	case About, Nearly:
		return one(p.Best, fits(false, true, false))
	case Range:
		if !fits(true, false, true) {
			return one(nil, false)
		}
		if *p.Low > *p.High {
			return Quantity{}, fmt.Errorf("humanitarian: range %d to %d: %w", *p.Low, *p.High, ErrOrder)
		}
		return Quantity{form: Range, low: *p.Low, best: *p.Low, high: *p.High}, nil
	case Estimate:
		if !fits(true, true, true) {
			return one(nil, false)
		}
		if *p.Low > *p.Best || *p.Best > *p.High {
			return Quantity{}, fmt.Errorf("humanitarian: estimate %d, %d, %d: %w", *p.Low, *p.Best, *p.High, ErrOrder)
		}
		return Quantity{form: Estimate, low: *p.Low, best: *p.Best, high: *p.High}, nil
	case Withheld:
		return one(p.High, fits(false, false, high))
	case Magnitude, Some, None, NotReported:
		return one(nil, fits(false, false, false))
	}
	return Quantity{}, fmt.Errorf("humanitarian: %s: %w", p.Form, ErrForm)
}

// Parts returns the columns of q, ready for the register.
func (q Quantity) Parts() Parts {
	p := Parts{Form: q.form, Word: q.word}
	switch q.form {
	case Exact, About, Nearly:
		p.Best = at(q.best)
	case AtLeast, MoreThan:
		p.Low = at(q.low)
	case AtMost, LessThan:
		p.High = at(q.high)
	case Range:
		p.Low, p.High = at(q.low), at(q.high)
	case Estimate:
		p.Low, p.Best, p.High = at(q.low), at(q.best), at(q.high)
	case Withheld:
		if q.high > 0 {
			p.High = at(q.high)
		}
	}
	return p
}

// Form returns how the source worded q.
func (q Quantity) Form() Form { return q.form }

// Word returns the magnitude word of q, or NoWord.
func (q Quantity) Word() Word { return q.word }

// Low returns the lower bound of q and whether the source gave one.
func (q Quantity) Low() (int64, bool) {
	switch q.form {
	case Exact, AtLeast, MoreThan, Range, Estimate:
		return q.low, true
	case AtMost, LessThan, None:
		return 0, true
	}
	return 0, false
}

// High returns the upper bound of q and whether the source gave one.
func (q Quantity) High() (int64, bool) {
	switch q.form {
	case Exact, AtMost, LessThan, Range, Estimate, Nearly, None:
		return q.high, true
	}
	return 0, false
}

// Best returns the value the source held most likely and whether it gave one.
func (q Quantity) Best() (int64, bool) {
	switch q.form {
	case Exact, Estimate, About, Nearly, None:
		return q.best, true
	}
	return 0, false
}

// HasNumber reports whether a source gave q any number at all. A word, some,
// not reported and withheld have none.
func (q Quantity) HasNumber() bool {
	switch q.form {
	case NotReported, Magnitude, Some, Withheld:
		return false
	}
	return true
}

// Times returns q multiplied by a household size given in hundredths (540 is
// 5.4 persons). Bounds stay true: lows are floored, highs ceiled, best rounded
// half up, and an exact count becomes about, since a size is an average.
func (q Quantity) Times(hundredths int64) (Quantity, error) {
	if hundredths <= 0 {
		return Quantity{}, fmt.Errorf("humanitarian: household size %d: %w", hundredths, ErrNegative)
	}
	scale := func(n int64, add int64) (int64, error) {
		m, ok := mul64(n, hundredths)
		if !ok || m > maxInt64-add {
			return 0, ErrOverflow
		}
		return (m + add) / 100, nil
	}
	var err [3]error
	out := q
	out.low, err[0] = scale(q.low, 0)
	out.best, err[1] = scale(q.best, 50)
	out.high, err[2] = scale(q.high, 99)
	if out.form == Exact {
		out.form = About
		out.low, out.high = out.best, out.best
	}
	switch out.form {
	case About, Nearly:
		out.low, out.high = out.best, out.best
	case AtLeast, MoreThan:
		out.best, out.high = out.low, out.low
	case AtMost, LessThan:
		out.low, out.best = out.high, out.high
	case Range:
		out.best = out.low
	}
	return out, errors.Join(err[:]...)
}

// String returns the canonical, language-free text of q, which
// [ParseQuantity] reads back: 1250, >=1250, >1250, <=1250, <1250,
// 60000..80000, 69..75..82, ~1250, <~1250, hundreds, some, none,
// not_reported, withheld, withheld<5. Wording in a language is locale's.
func (q Quantity) String() string {
	n := func(i int64) string { return strconv.FormatInt(i, 10) }
	switch q.form {
	case Exact:
		return n(q.best)
	case AtLeast:
		return ">=" + n(q.low)
	case MoreThan:
		return ">" + n(q.low)
	case AtMost:
		return "<=" + n(q.high)
	case LessThan:
		return "<" + n(q.high)
	case Range:
		return n(q.low) + ".." + n(q.high)
	case Estimate:
		return n(q.low) + ".." + n(q.best) + ".." + n(q.high)
	case About:
		return "~" + n(q.best)
	case Nearly:
		return "<~" + n(q.best)
	case Magnitude:
		return q.word.String()
	case Withheld:
		if q.high > 0 {
			return "withheld<" + n(q.high)
		}
	}
	return q.form.String()
}

// ParseQuantity reads the canonical text that [Quantity.String] writes. It
// accepts nothing else: numbers as people write them are numeral's.
func ParseQuantity(s string) (Quantity, error) {
	fail := func() (Quantity, error) {
		return Quantity{}, fmt.Errorf("humanitarian: %q is not a quantity; write 1250, >=1250, 60000..80000, ~1250, hundreds, some or none", s)
	}
	switch s {
	case "some":
		return Quantity{form: Some}, nil
	case "none":
		return Quantity{form: None}, nil
	case "not_reported":
		return Quantity{}, nil
	case "withheld":
		return Quantity{form: Withheld}, nil
	}
	if w, err := ParseWord(s); err == nil && w != NoWord {
		return Quantity{form: Magnitude, word: w}, nil
	}
	for _, p := range []struct {
		prefix string
		form   Form
	}{{">=", AtLeast}, {">", MoreThan}, {"<=", AtMost}, {"<~", Nearly}, {"<", LessThan}, {"~", About}, {"withheld<", Withheld}} {
		if rest, ok := strings.CutPrefix(s, p.prefix); ok {
			n, ok := parseCanonical(rest)
			if !ok || n == 0 && (p.form == Withheld || p.form == LessThan) {
				return fail()
			}
			return Quantity{form: p.form, low: n, best: n, high: n}, nil
		}
	}
	var ns []int64
	for part := range strings.SplitSeq(s, "..") {
		n, ok := parseCanonical(part)
		if !ok || len(ns) == 3 {
			return fail()
		}
		ns = append(ns, n)
	}
	switch len(ns) {
	case 1:
		return QuantityFrom(Parts{Form: Exact, Best: &ns[0]})
	case 2:
		return QuantityFrom(Parts{Form: Range, Low: &ns[0], High: &ns[1]})
	}
	return QuantityFrom(Parts{Form: Estimate, Low: &ns[0], Best: &ns[1], High: &ns[2]})
}

// parseCanonical reads digits without sign, grouping or leading zeros.
func parseCanonical(s string) (int64, bool) {
	if s == "" || s[0] < '0' || s[0] > '9' || len(s) > 1 && s[0] == '0' {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// MustParseQuantity is [ParseQuantity] for tests and constants; it panics.
func MustParseQuantity(s string) Quantity {
	q, err := ParseQuantity(s)
	if err != nil {
		panic("humanitarian.MustParseQuantity: " + err.Error())
	}
	return q
}

// MarshalText writes the canonical text of q.
func (q Quantity) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads the canonical text of a quantity.
func (q *Quantity) UnmarshalText(b []byte) (err error) {
	*q, err = ParseQuantity(string(b))
	return err
}
