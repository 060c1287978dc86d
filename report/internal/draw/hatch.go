package draw

import "slices"

// maxHatchLines bounds the lines of one hatch: a page is narrower than this many of the closest pitch used.
const maxHatchLines = 20_000

// HatchLines returns the lines that hatch the inside (even-odd) of rings, for backends without patterns. Two neighbouring
// shapes with the same pitch get lines that continue one another.
func HatchLines(rings [][]Point, h Hatch) [][2]Point {
	if h.IsZero() {
		return nil
	}
	lo, hi := diagonalExtent(rings, h.Falling)
	first, last := ceilDiv(lo, h.Pitch), ceilDiv(hi, h.Pitch)
	if last-first > maxHatchLines {
		return nil
	}
	crossings := make([][]int, max(last-first, 0))
	for _, ring := range rings {
		for i, b := range ring {
			cross(crossings, first, h, ring[(i+len(ring)-1)%len(ring)], b)
		}
	}
	var out [][2]Point
	for i, c := range crossings {
		at := (first + i) * h.Pitch
		slices.Sort(c)
		for k := 0; k+1 < len(c); k += 2 {
			if c[k] < c[k+1] {
				out = append(out, [2]Point{onDiagonal(at, c[k], h.Falling), onDiagonal(at, c[k+1], h.Falling)})
			}
		}
	}
	return out
}

// diagonal returns which diagonal p lies on: x+y for rising lines, x-y for falling ones.
func diagonal(p Point, falling bool) int {
	if falling {
		return p.X - p.Y
	}
	return p.X + p.Y
}

func onDiagonal(at, x int, falling bool) Point {
	if falling {
		return Point{x, x - at}
	}
	return Point{x, at - x}
}

func diagonalExtent(rings [][]Point, falling bool) (lo, hi int) {
	empty := true
	for _, ring := range rings {
		for _, p := range ring {
			d := diagonal(p, falling)
			if empty {
				lo, hi, empty = d, d, false
			}
			lo, hi = min(lo, d), max(hi, d)
		}
	}
	return lo, hi
}

// cross notes the abscissa at which each hatch line crosses the edge. An edge owns its lower end and not its upper one, so
// that a corner counts once.
func cross(crossings [][]int, first int, h Hatch, a, b Point) {
	da, db := diagonal(a, h.Falling), diagonal(b, h.Falling)
	if da > db {
		a, b, da, db = b, a, db, da
	}
	for i := ceilDiv(da, h.Pitch); i*h.Pitch < db; i++ {
		crossings[i-first] = append(crossings[i-first], a.X+(b.X-a.X)*(i*h.Pitch-da)/(db-da))
	}
}

// ceilDiv divides, rounding up; d is positive.
func ceilDiv(n, d int) int {
	q := n / d
	if n%d > 0 {
		q++
	}
	return q
}
