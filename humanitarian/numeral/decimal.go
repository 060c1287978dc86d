package numeral

import (
	"math"
	"math/bits"
	"strconv"
)

// A decimal is mant / 10^frac, never negative.
type decimal struct {
	mant int64
	frac int
}

// whole returns the value of d, and false when it is not a whole number.
func (d decimal) whole() (int64, bool) {
	for ; d.frac > 0; d.frac-- {
		if d.mant%10 != 0 {
			return 0, false
		}
		d.mant /= 10
	}
	return d.mant, true
}

// times multiplies d by a scale, and reports whether the product can be held.
func (d decimal) times(scale int64) (decimal, bool) {
	for d.frac > 0 && scale%10 == 0 {
		d.frac--
		scale /= 10
	}
	var ok bool
	d.mant, ok = mul(d.mant, scale)
	return d, ok
}

// plus adds thousandths: 2 and a half is 2.500.
func (d decimal) plus(thousandths int64) (decimal, bool) {
	for d.frac < 3 {
		var ok bool
		if d.mant, ok = mul(d.mant, 10); !ok {
			return d, false
		}
		d.frac++
	}
	for range d.frac - 3 {
		thousandths *= 10
	}
	sum, ok := add(d.mant, thousandths)
	return decimal{sum, d.frac}, ok
}

// String writes d with a point.
func (d decimal) String() string {
	s := strconv.FormatInt(d.mant, 10)
	if d.frac == 0 {
		return s
	}
	for len(s) <= d.frac {
		s = "0" + s
	}
	return s[:len(s)-d.frac] + "." + s[len(s)-d.frac:]
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

func mul(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	return int64(lo), hi == 0 && lo <= math.MaxInt64
}

func add(a, b int64) (int64, bool) { return a + b, a <= math.MaxInt64-b }
