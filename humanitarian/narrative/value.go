package narrative

import (
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// A grade says how well a figure's value supports a number.
type grade uint8

const (
	noValue    grade = iota
	quantified       // the value is right, the bound is not
	rounded          // right if it might be rounded, which it may not
	supported
)

// A written number is what a text says, ready to be compared.
type written struct {
	q     humanitarian.Quantity
	parts humanitarian.Parts
	// rough: digits and a word, as in 1.2 million, which is rounded by its
	// nature.
	rough bool
}

func newWritten(q humanitarian.Quantity, text string) written {
	digits := strings.ContainsFunc(text, unicode.IsDigit)
	letters := strings.ContainsFunc(text, unicode.IsLetter)
	return written{q, q.Parts(), digits && letters}
}

// point is the number of w, or its lower one.
func (w written) point() int64 {
	for _, n := range []*int64{w.parts.Best, w.parts.Low, w.parts.High} {
		if n != nil {
			return *n
		}
	}
	return 0
}

// precision is the unit of the last digit that n was rounded to: 10,000 for
// 180,000. Two digits at least are taken to be meant, so that about 100,000 is
// not 50,000.
func precision(n int64) int64 {
	unit := int64(1)
	for n >= 100 && n%10 == 0 {
		unit *= 10
		n /= 10
	}
	return unit
}

// reach returns the numbers that a figure may hold to support w.
func (w written) reach() (low, high int64) {
	n := w.point()
	unit := precision(n)
	switch w.q.Form() {
	case humanitarian.Exact:
		if w.rough {
			return n - unit/2, n + unit/2
		}
	case humanitarian.AtLeast, humanitarian.MoreThan:
		return n, n + unit - 1
	case humanitarian.AtMost, humanitarian.LessThan, humanitarian.Nearly:
		return n - unit + 1, n
	case humanitarian.About:
		return n - unit/2, n + unit/2
	}
	return n, n
}

// magnitudes returns the numbers that a word stands for.
func magnitudes(word humanitarian.Word) (low, high int64) {
	switch word {
	case humanitarian.Tens:
		return 20, 99
	case humanitarian.Dozens:
		return 24, 99
	case humanitarian.Scores:
		return 40, 99
	case humanitarian.Hundreds:
		return 200, 999
	case humanitarian.Thousands:
		return 2_000, 9_999
	case humanitarian.TensOfThousands:
		return 20_000, 99_999
	case humanitarian.HundredsOfThousands:
		return 200_000, 999_999
	case humanitarian.Millions:
		return 2_000_000, 1 << 62
	}
	return 0, -1
}

// likeWords lists the words that mean what a word means; some languages have
// one for tens, dozens and scores.
func likeWords(word humanitarian.Word) []humanitarian.Word {
	switch word {
	case humanitarian.Tens, humanitarian.Dozens, humanitarian.Scores:
		return []humanitarian.Word{humanitarian.Tens, humanitarian.Dozens, humanitarian.Scores}
	}
	return []humanitarian.Word{word}
}

// grade compares w with what a source said. Exact says that the figure counts
// what is never rounded.
func (w written) grade(f humanitarian.Quantity, exact bool) grade {
	if w.q == f {
		return supported
	}
	best, hasBest := f.Best()
	unit := precision(w.point())
	switch w.q.Form() {
	case humanitarian.Exact:
		if w.rough && f.Form() == humanitarian.Exact {
			return w.near(best, unit/2, exact)
		}
	case humanitarian.AtLeast, humanitarian.MoreThan:
		return w.floor(f, exact)
	case humanitarian.AtMost, humanitarian.LessThan:
		return w.ceiling(f, exact)
	case humanitarian.About:
		if hasBest && f.Form() != humanitarian.Nearly {
			return w.near(best, unit/2, exact)
		}
		if hasBest && best == w.point() {
			return supported
		}
	case humanitarian.Nearly:
		if hasBest && best < w.point() && f.Form() != humanitarian.About {
			return w.near(best, unit-1, exact)
		}
	case humanitarian.Range:
		low, hasLow := f.Low()
		high, hasHigh := f.High()
		if hasLow && hasHigh && low == *w.parts.Low && high == *w.parts.High {
			return supported
		}
	}
	return w.held(f)
}

// near grades a best value that w may be rounded from.
func (w written) near(v, tolerance int64, exact bool) grade {
	n := w.point()
	switch {
	case v-n > tolerance || n-v > tolerance:
		return noValue
	case v != n && exact:
		return rounded
	}
	return supported
}

// held grades a figure that holds the number in another way than w says.
func (w written) held(f humanitarian.Quantity) grade {
	p := f.Parts()
	low, high := w.reach()
	for _, v := range []*int64{p.Low, p.Best, p.High} {
		if v != nil && low <= *v && *v <= high {
			return quantified
		}
	}
	return noValue
}

// floor grades a lower bound.
func (w written) floor(f humanitarian.Quantity, exact bool) grade {
	low, ok := f.Low()
	if !ok || f.Form() == humanitarian.AtMost || f.Form() == humanitarian.LessThan {
		return w.held(f)
	}
	return w.bound(low-w.point(), w.q.Form() == humanitarian.MoreThan && f.Form() != humanitarian.MoreThan, f, exact)
}

// ceiling grades an upper bound.
func (w written) ceiling(f humanitarian.Quantity, exact bool) grade {
	high, ok := f.High()
	if !ok || f.Form() == humanitarian.None {
		return w.held(f)
	}
	return w.bound(w.point()-high, w.q.Form() == humanitarian.LessThan && f.Form() != humanitarian.LessThan, f, exact)
}

// bound grades a bound that leaves a margin to the figure's; a strict one claims
// more than a figure that holds its very number.
func (w written) bound(margin int64, strict bool, f humanitarian.Quantity, exact bool) grade {
	switch {
	case margin == 0 && strict:
		return quantified
	case margin == 0:
		return supported
	case margin > 0 && margin < precision(w.point()) && exact:
		return rounded
	case margin > 0 && margin < precision(w.point()):
		return supported
	}
	return w.held(f)
}

// ratioOf is a share as it was written, and how far a figure may be from it.
type ratioOf struct{ num, den, tolerance float64 }

// newRatio reads a share. A percentage is as exact as its last digit; a
// fraction in words is a rounding of up to two and a half percentage points.
func newRatio(r numeral.Reading) (ratioOf, bool) {
	if r.Denominator == 0 {
		return ratioOf{}, false
	}
	out := ratioOf{num: float64(r.Numerator), den: float64(r.Denominator), tolerance: 0.025}
	if r.Denominator >= 100 {
		out.tolerance = 0.5 / float64(r.Denominator)
	}
	return out, true
}

// fits reports whether a of b is the share.
func (x ratioOf) fits(a, b int64) bool {
	if b == 0 {
		return false
	}
	d := float64(a)/float64(b) - x.num/x.den
	return d <= x.tolerance+1e-9 && -d <= x.tolerance+1e-9
}
