package geo

import (
	"math/bits"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// The functions below cut values into at most n classes and return the upper bound of each class, itself included,
// rising; the last is the largest value or above. There are never empty classes between, except in [Pretty]. Which of them was used
// belongs on the page: the same figures look different in each.

const (
	maxClasses = 7
	maxNumber  = 1_000_000_000_000_000_000 // as in package chart; what is outside is no count, and left out
)

// Quantiles puts about as many values into each class.
func Quantiles(values []int64, n int) []int64 {
	v := sorted(values)
	n = classCount(n, v)
	var out []int64
	for i := 1; i <= n; i++ {
		out = append(out, v[(i*len(v)+n-1)/n-1])
	}
	return slices.Compact(out)
}

// Pretty returns round bounds at equal steps of 1, 2 or 5 times a power of ten, from zero.
func Pretty(values []int64, n int) []int64 {
	v := sorted(values)
	if len(v) == 0 || n <= 0 {
		return nil
	}
	n = min(n, maxClasses)
	top := max(v[len(v)-1], 1)
	for power := int64(1); ; power *= 10 {
		for _, k := range [...]int64{1, 2, 5} {
			step := k * power
			if count := (top-1)/step + 1; count <= int64(n) {
				var out []int64
				for i := int64(1); i <= count; i++ {
					out = append(out, i*step)
				}
				return out
			}
		}
	}
}

// maxNatural bounds the work of [Natural], which grows with its square.
const maxNatural = 2000

// Natural returns the breaks that keep each class as close to its mean as possible (Jenks; the exact optimum of Fisher
// 1958). Of more than 2,000 different values it returns [Quantiles].
func Natural(values []int64, n int) []int64 {
	v := sorted(values)
	n = classCount(n, v)
	if n == 0 || len(v) > maxNatural {
		return Quantiles(values, n)
	}
	sum, square := prefixSums(v)
	cost := func(i, j int) float64 { // spread of v[i:j] around its mean
		s := sum[j] - sum[i]
		return max(0, square[j]-square[i]-float64(s*s)/float64(j-i))
	}
	// least[j] is the smallest spread of the first j values in the classes so far, cut[k][j] where the last one begins.
	least, cut := make([]float64, len(v)+1), make([][]int, n)
	for j := 1; j <= len(v); j++ {
		least[j] = cost(0, j)
	}
	cut[0] = make([]int, len(v)+1)
	for k := 1; k < n; k++ {
		now, at := make([]float64, len(v)+1), make([]int, len(v)+1)
		for j := 1; j <= len(v); j++ {
			now[j], at[j] = least[j], j
			for i := k; i < j; i++ {
				if c := least[i] + cost(i, j); c < now[j] {
					now[j], at[j] = c, i
				}
			}
		}
		least, cut[k] = now, at
	}
	var out []int64
	for k, j := n-1, len(v); j > 0; k-- {
		out = append(out, v[j-1])
		if k == 0 {
			break
		}
		j = cut[k][j]
	}
	slices.Reverse(out)
	return slices.Compact(out)
}

// prefixSums returns the sums and the sums of squares of the first values, scaled so that the largest is 1.
func prefixSums(v []int64) (sum, square []float64) {
	sum, square = make([]float64, len(v)+1), make([]float64, len(v)+1)
	top := float64(max(v[len(v)-1], 1))
	for i, n := range v {
		x := float64(n) / top
		sum[i+1] = sum[i] + x
		square[i+1] = square[i] + float64(x*x)
	}
	return sum, square
}

// sorted returns the values that layouts accept in rising order.
func sorted(values []int64) []int64 {
	var out []int64
	for _, n := range values {
		if n >= 0 && n <= maxNumber {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

func classCount(n int, v []int64) int {
	return max(0, min(n, maxClasses, len(slices.Compact(slices.Clone(v)))))
}

// ramp returns n inks from light to dark in the hue of the accent, evenly apart in greyscale.
func ramp(accent draw.Ink, n int) []draw.Ink {
	out := make([]draw.Ink, n)
	const lightest, darkest = 232, 38
	for i := range out {
		want := darkest
		if n > 1 {
			want = lightest - (lightest-darkest)*i/(n-1)
		}
		out[i] = toned(accent, want)
	}
	return out
}

// toned returns the accent lightened or darkened to a luma.
func toned(accent draw.Ink, luma int) draw.Ink {
	to := draw.RGB(0xFFFFFF)
	if accent.Luma() > luma {
		to = draw.RGB(0)
	}
	best := accent
	for percent := 0; percent <= 100; percent++ {
		m := accent.Mix(to, percent)
		if abs(m.Luma()-luma) < abs(best.Luma()-luma) {
			best = m
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// circleRadius returns the radius of the circle of n, if that of top is full: areas are in proportion.
func circleRadius(n, top int64, full int) int {
	if n <= 0 || top <= 0 {
		return 0
	}
	return root(mulDiv(int64(full)*int64(full), n, top))
}

// root returns the square root of n, rounded down.
func root(n int64) int {
	if n <= 0 {
		return 0
	}
	r := int64(1) << ((bits.Len64(uint64(n)) + 1) / 2)
	for {
		next := (r + n/r) / 2
		if next >= r {
			return int(r)
		}
		r = next
	}
}

// roundValues returns up to three round values for a legend of circles, largest first: one not above top, and about a
// quarter and a twentieth of it.
func roundValues(top int64) []int64 {
	var out []int64
	for _, part := range [...]int64{1, 4, 20} {
		if n := roundDown(top / part); n > 0 && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// roundDown returns the largest 1, 2 or 5 times a power of ten that is not above n, or 0.
func roundDown(n int64) int64 {
	best := int64(0)
	for power := int64(1); power <= n; power *= 10 {
		for _, k := range [...]int64{1, 2, 5} {
			if k*power <= n {
				best = k * power
			}
		}
		if power > n/10 {
			break
		}
	}
	return best
}
