package geo

import (
	"container/heap"
	"math"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// polePrecision is how much farther from the border a place may be than the one found, in thousandths of a point.
const polePrecision = 1000

// poleWork bounds the distances that one search computes, so that a border of very many points takes no minutes.
const poleWork = 20_000_000

// pole returns the place inside rings (even-odd) that is farthest from their borders, and how far. It halves squares,
// the most promising first, as Mapbox's polylabel does.
func pole(rings [][]draw.Point) (draw.Point, int) {
	box := bounds(rings)
	size := max(1, min(box.W, box.H))
	var q cells
	points := 0
	for _, r := range rings {
		points += len(r)
	}
	best := newCell(rings, box.X+box.W/2, box.Y+box.H/2, 0)
	if c, ok := centroid(rings[0]); ok {
		if m := newCell(rings, c.X, c.Y, 0); m.inside > best.inside {
			best = m
		}
	}
	size = max(size, (box.W+box.H)/512) // a needle is searched coarsely
	for x := box.X; x < box.X+box.W; x += size {
		for y := box.Y; y < box.Y+box.H; y += size {
			q = append(q, newCell(rings, x+size/2, y+size/2, size/2))
		}
	}
	heap.Init(&q)
	for budget := poleWork / max(points, 1); len(q) > 0 && budget > 0; budget -= 4 {
		c := heap.Pop(&q).(cell)
		if c.inside > best.inside {
			best = c
		}
		if c.reach-best.inside <= polePrecision {
			break
		}
		for _, d := range [4][2]int{{-1, -1}, {1, -1}, {-1, 1}, {1, 1}} {
			h := c.half / 2
			heap.Push(&q, newCell(rings, c.x+d[0]*h, c.y+d[1]*h, h))
		}
	}
	return draw.Point{X: best.x, Y: best.y}, int(math.Floor(best.inside))
}

// A cell is a square: its middle, half its side, how far inside the middle is, and how far inside any of its places can be.
type cell struct {
	x, y, half    int
	inside, reach float64
}

func newCell(rings [][]draw.Point, x, y, half int) cell {
	d := distance(rings, x, y)
	return cell{x, y, half, d, d + float64(float64(half+1)*math.Sqrt2)}
}

// cells is a heap, most promising first.
type cells []cell

func (q cells) Len() int      { return len(q) }
func (q cells) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *cells) Push(x any)   { *q = append(*q, x.(cell)) }
func (q *cells) Pop() any {
	s := *q
	c := s[len(s)-1]
	*q = s[:len(s)-1]
	return c
}

func (q cells) Less(i, j int) bool {
	if q[i].reach != q[j].reach {
		return q[i].reach > q[j].reach
	}
	if q[i].x != q[j].x {
		return q[i].x < q[j].x
	}
	return q[i].y < q[j].y
}

// distance returns how far the place is from the nearest border: positive inside, negative outside.
func distance(rings [][]draw.Point, x, y int) float64 {
	least := math.Inf(1)
	for _, r := range rings {
		for i, b := range r {
			least = min(least, toSegment(x, y, r[(i+len(r)-1)%len(r)], b))
		}
	}
	if !inside(rings, draw.Point{X: x, Y: y}) {
		return -math.Sqrt(least)
	}
	return math.Sqrt(least)
}

// toSegment returns the square of the distance from a place to a segment. The conversions keep machines from fusing
// operations, which would round differently.
func toSegment(x, y int, a, b draw.Point) float64 {
	px, py := float64(x-a.X), float64(y-a.Y)
	dx, dy := float64(b.X-a.X), float64(b.Y-a.Y)
	if l := float64(dx*dx) + float64(dy*dy); l > 0 {
		t := max(0, min(1, (float64(px*dx)+float64(py*dy))/l))
		px, py = px-float64(t*dx), py-float64(t*dy)
	}
	return float64(px*px) + float64(py*py)
}

// inside reports whether p is inside rings, even-odd.
func inside(rings [][]draw.Point, p draw.Point) bool {
	in := false
	for _, r := range rings {
		for i, b := range r {
			a := r[(i+len(r)-1)%len(r)]
			if (a.Y > p.Y) == (b.Y > p.Y) {
				continue
			}
			// Whether p is left of the edge where it has p's ordinate, without division.
			left := (p.X-a.X)*(b.Y-a.Y) < (b.X-a.X)*(p.Y-a.Y)
			if left == (b.Y > a.Y) {
				in = !in
			}
		}
	}
	return in
}

// centroid returns the centre of mass of a ring, unless its area is nothing.
func centroid(r []draw.Point) (draw.Point, bool) {
	area, cx, cy := 0, 0.0, 0.0
	o := r[0]
	for i, b := range r {
		a := r[(i+len(r)-1)%len(r)]
		cross := (a.X-o.X)*(b.Y-o.Y) - (b.X-o.X)*(a.Y-o.Y)
		area += cross
		cx += float64(float64(cross) * float64(a.X+b.X-2*o.X)) // not fused, as in toSegment
		cy += float64(float64(cross) * float64(a.Y+b.Y-2*o.Y))
	}
	if area == 0 {
		return draw.Point{}, false
	}
	return draw.Point{X: o.X + int(math.Round(cx/float64(3*area))), Y: o.Y + int(math.Round(cy/float64(3*area)))}, true
}

// bounds returns the box around rings.
func bounds(rings [][]draw.Point) draw.Rect {
	first := true
	var x0, y0, x1, y1 int
	for _, r := range rings {
		for _, p := range r {
			if first {
				x0, y0, x1, y1, first = p.X, p.Y, p.X, p.Y, false
			}
			x0, x1, y0, y1 = min(x0, p.X), max(x1, p.X), min(y0, p.Y), max(y1, p.Y)
		}
	}
	return draw.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}
