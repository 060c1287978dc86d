package chart

import "math/bits"

// mulDiv returns a*b/c rounded to the nearest, without overflow on the way. All are non-negative, c is positive, and the
// result must fit.
func mulDiv(a, b, c int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	lo, carry := bits.Add64(lo, uint64(c)/2, 0)
	q, _ := bits.Div64(hi+carry, lo, uint64(c))
	return int64(q)
}

// scale maps numbers from zero to top onto lengths from zero to length.
type scale struct {
	top    int64
	length int
}

func (s scale) of(n int64) int {
	if s.top <= 0 {
		return 0
	}
	return int(mulDiv(n, int64(s.length), s.top))
}

// A gauge finds the largest scale on which all labels fit behind their marks.
type gauge struct {
	scale
}

// add makes room for a mark of the number n where it may be room long.
func (g *gauge) add(n int64, room int) {
	if n <= 0 {
		return
	}
	room = max(room, 0)
	// The mark of n is length*n/top long; keep the tighter of room/n and length/top, compared without division.
	lhi, llo := bits.Mul64(uint64(room), uint64(max(g.top, 1)))
	rhi, rlo := bits.Mul64(uint64(g.length), uint64(n))
	if g.top == 0 || lhi < rhi || lhi == rhi && llo < rlo {
		g.top, g.length = n, room
	}
}

// niceTicks returns the step of an axis, 1, 2 or 5 times a power of ten, and its top, the first multiple of the step that
// is not below peak, so that there are at most most steps. An axis of nothing goes to 1.
func niceTicks(peak int64, most int) (step, top int64) {
	peak, most = max(peak, 1), max(most, 1)
	for power := int64(1); ; power *= 10 {
		for _, k := range [...]int64{1, 2, 5} {
			step = k * power
			if (peak-1)/step+1 <= int64(most) {
				return step, ((peak-1)/step + 1) * step
			}
		}
	}
}
