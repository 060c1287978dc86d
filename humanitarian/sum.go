package humanitarian

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strings"
)

const maxInt64 = math.MaxInt64

// ErrOverflow is returned when a sum or product leaves the range of int64.
var ErrOverflow = errors.New("humanitarian: the number is too large to add")

// A Sum is what may be said of several quantities together. It never claims
// more than its parts: lows add where they are known; a high or a best exists
// only if every part has one; parts without a number add nothing and are
// counted. Adding is associative and the order does not matter.
//
// The zero value is the sum of nothing, which is unknown, not zero.
//
// What two forms make together, by the example values exact 5, at least 10,
// more than 10, up to 20, fewer than 20, 30 to 40, 50 (45 to 60), about 100,
// nearly 200 and a part without a number (hundreds, some, withheld):
//
//	           exact   at_least  more_than  at_most   less_than  range     estimate      about      nearly     no number
//	exact      10      >=15      >15        5..25     5..25      35..45    50..55..65    est 105    est 205    >=5 (+1)
//	at_least           >=20      >20        >=10      >=10       >=40      >=55          est 110+   est 210+   >=10 (+1)
//	more_than                    >20        >10       >10        >40       >55           est 110+   est 210+   >10 (+1)
//	at_most                                 0..40     0..40      30..60    45..80        est 100+   est 200+   unknown (+1)
//	less_than                                         0..40      30..60    45..80        est 100+   est 200+   unknown (+1)
//	range                                                        60..80    75..100       est 130+   est 230+   >=30 (+1)
//	estimate                                                               90..100..120  est 150    est 250    >=45 (+1)
//	about                                                                                est 200    est 300    est 100+ (+1)
//	nearly                                                                                          est 400    est 200+ (+1)
//	no number                                                                                                  unknown (+2)
//
// "est 105" prints as an estimated 105, "est 110+" as an estimated 110 or
// more, "(+1)" as and 1 report without a number. None counts as exact 0; not
// reported is no part at all.
type Sum struct {
	parts      int
	unnumbered int
	low        int64 // of the parts that have one
	point      int64 // best where a part has one, else its low
	high       int64
	openHigh   bool // some part has no high
	openBest   bool // some part has no best
	strict     bool
	approx     bool
}

// SumOf returns the sum that holds q alone.
func SumOf(q Quantity) Sum {
	switch q.form {
	case NotReported:
		return Sum{}
	case Magnitude, Some, Withheld:
		return Sum{parts: 1, unnumbered: 1, openHigh: true, openBest: true}
	}
	s := Sum{parts: 1, strict: q.form == MoreThan, approx: q.form == About || q.form == Nearly}
	var ok bool
	s.low, _ = q.Low()
	s.high, ok = q.High()
	s.openHigh = !ok
	s.point, ok = q.Best()
	if s.openBest = !ok; !ok {
		s.point = s.low
	}
	return s
}

// Plus returns the sum of s and t, or [ErrOverflow].
func (s Sum) Plus(t Sum) (Sum, error) {
	u := Sum{
		parts:      s.parts + t.parts,
		unnumbered: s.unnumbered + t.unnumbered,
		openHigh:   s.openHigh || t.openHigh,
		openBest:   s.openBest || t.openBest,
		strict:     s.strict || t.strict,
		approx:     s.approx || t.approx,
	}
	var over [3]bool
	u.low, over[0] = add64(s.low, t.low)
	u.point, over[1] = add64(s.point, t.point)
	if !u.openHigh {
		u.high, over[2] = add64(s.high, t.high)
	}
	if over[0] || over[1] || over[2] {
		return Sum{}, ErrOverflow
	}
	return u, nil
}

// Add adds quantities. It returns [ErrOverflow] when the result is too large.
func Add(qs ...Quantity) (Sum, error) {
	var s Sum
	for _, q := range qs {
		var err error
		if s, err = s.Plus(SumOf(q)); err != nil {
			return Sum{}, err
		}
	}
	return s, nil
}

// Parts returns how many quantities s adds, those without a number included.
func (s Sum) Parts() int { return s.parts }

// Unnumbered returns how many parts came without a number.
func (s Sum) Unnumbered() int { return s.unnumbered }

// Known reports whether any part had a number.
func (s Sum) Known() bool { return s.parts > s.unnumbered }

// Low returns the floor of s; it counts only the parts that gave one.
func (s Sum) Low() int64 { return s.low }

// High returns the ceiling of s, if every part has one.
func (s Sum) High() (int64, bool) { return s.high, s.Known() && !s.openHigh }

// Best returns the most likely value of s, if every part has one.
func (s Sum) Best() (int64, bool) { return s.point, s.Known() && !s.openBest }

// Point returns the number to print: best where a part has one, else its low.
func (s Sum) Point() int64 { return s.point }

// IsStrict reports whether the floor is "more than" rather than "at least".
func (s Sum) IsStrict() bool { return s.strict }

// IsApproximate reports whether any part was about or nearly.
func (s Sum) IsApproximate() bool { return s.approx }

// IsOpen reports whether the true value may lie above the printed point
// without a known limit.
func (s Sum) IsOpen() bool { return s.openBest && s.openHigh }

// String returns the canonical text used in the table above.
func (s Sum) String() string {
	var b strings.Builder
	best, hasBest := s.Best()
	high, hasHigh := s.High()
	switch {
	case !s.Known():
		b.WriteString("unknown")
	case s.approx && hasBest:
		fmt.Fprintf(&b, "est %d", best)
	case s.approx:
		fmt.Fprintf(&b, "est %d+", s.point)
	case hasBest && hasHigh && s.low == best && best == high:
		fmt.Fprintf(&b, "%d", best)
	case hasBest && hasHigh:
		fmt.Fprintf(&b, "%d..%d..%d", s.low, best, high)
	case hasHigh:
		fmt.Fprintf(&b, "%d..%d", s.low, high)
	case s.low == 0 && !s.strict:
		b.WriteString("unknown")
	case s.strict:
		fmt.Fprintf(&b, ">%d", s.low)
	default:
		fmt.Fprintf(&b, ">=%d", s.low)
	}
	if s.unnumbered > 0 {
		fmt.Fprintf(&b, " (+%d)", s.unnumbered)
	}
	return b.String()
}

func add64(a, b int64) (sum int64, overflow bool) {
	return a + b, b > 0 && a > maxInt64-b
}

func mul64(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	return int64(lo), hi == 0 && lo <= maxInt64
}

// sumFields is the JSON of a sum; bounds it does not have are absent.
type sumFields struct {
	Parts       int    `json:"parts"`
	Unnumbered  int    `json:"without_number,omitempty"`
	Low         int64  `json:"low"`
	Point       int64  `json:"point"`
	Best        *int64 `json:"best,omitempty"`
	High        *int64 `json:"high,omitempty"`
	Strict      bool   `json:"strict,omitempty"`
	Approximate bool   `json:"approximate,omitempty"`
}

// MarshalJSON writes the bounds s has, and how many parts it adds.
func (s Sum) MarshalJSON() ([]byte, error) {
	f := sumFields{Parts: s.parts, Unnumbered: s.unnumbered, Low: s.low, Point: s.point, Strict: s.strict, Approximate: s.approx}
	if !s.openBest {
		f.Best = &s.point
	}
	if !s.openHigh {
		f.High = &s.high
	}
	return json.Marshal(f)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Sum) UnmarshalJSON(b []byte) error {
	var f sumFields
	if err := json.Unmarshal(b, &f); err != nil {
		return fmt.Errorf("humanitarian: sum: %w", err)
	}
	*s = Sum{parts: f.Parts, unnumbered: f.Unnumbered, low: f.Low, point: f.Point, openBest: f.Best == nil, openHigh: f.High == nil,
		strict: f.Strict, approx: f.Approximate}
	if f.High != nil {
		s.high = *f.High
	}
	return nil
}
