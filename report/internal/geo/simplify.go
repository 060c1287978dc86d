package geo

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// A border is a piece of ring between two junctions, simplified. Two areas that share it have it point by point.
type border struct {
	points []draw.Point
	shared bool
}

// A vertex remembers the neighbours of a point in the first ring that passed it. Where another ring has others, borders
// meet or part: a junction, which simplification keeps.
type vertex struct {
	a, b     draw.Point
	junction bool
}

type vertices map[draw.Point]vertex

func (vs vertices) add(ring []draw.Point) {
	for i, p := range ring {
		a, b := ring[(i+len(ring)-1)%len(ring)], ring[(i+1)%len(ring)]
		if less(b, a) {
			a, b = b, a
		}
		v, seen := vs[p]
		switch {
		case !seen:
			vs[p] = vertex{a: a, b: b}
		case v.a != a || v.b != b:
			v.junction = true
			vs[p] = v
		}
	}
}

func less(a, b draw.Point) bool { return a.X < b.X || a.X == b.X && a.Y < b.Y }

// arcs cuts a ring at its junctions. Without any, the ring is one arc that begins and ends at its westernmost point.
func (vs vertices) arcs(ring []draw.Point) [][]draw.Point {
	first, least := -1, 0
	for i, p := range ring {
		if first < 0 && vs[p].junction {
			first = i
		}
		if less(p, ring[least]) {
			least = i
		}
	}
	if first < 0 {
		first = least
	}
	turned := append(append(slices.Clone(ring[first:]), ring[:first]...), ring[first])
	var out [][]draw.Point
	from := 0
	for i := 1; i < len(turned); i++ {
		if i == len(turned)-1 || vs[turned[i]].junction {
			out = append(out, turned[from:i+1])
			from = i
		}
	}
	return out
}

// straighten puts an arc into the direction that does not depend on the ring it came from, and says if it was turned.
func straighten(arc []draw.Point) ([]draw.Point, bool) {
	i, j := 0, len(arc)-1
	for i < j && arc[i] == arc[j] {
		i, j = i+1, j-1
	}
	if i >= j || less(arc[i], arc[j]) {
		return arc, false
	}
	arc = slices.Clone(arc)
	slices.Reverse(arc)
	return arc, true
}

// simplify drops the points of an arc that stand out least (Visvalingam and Whyatt 1993): those whose triangle with their
// neighbours is smaller than detail squared. The ends stay, and of a closed arc two points more.
func simplify(arc []draw.Point, detail int) []draw.Point {
	n, keep := len(arc), 2
	if arc[0] == arc[n-1] {
		keep = 4
	}
	prev, next, size := make([]int, n), make([]int, n), make([]int, n)
	var h triangles
	limit := 2 * detail * detail // areas are kept doubled
	weigh := func(i, least int) {
		size[i] = max(least, doubleArea(arc[prev[i]], arc[i], arc[next[i]]))
		if size[i] < limit {
			h.push(triangle{size[i], i})
		}
	}
	for i := range arc {
		prev[i], next[i] = i-1, i+1
	}
	for i := 1; i < n-1; i++ {
		weigh(i, 0)
	}
	left := n
	for len(h) > 0 && left > keep {
		t := h.pop()
		if size[t.at] != t.size {
			continue // weighed anew since, or gone
		}
		a, b := prev[t.at], next[t.at]
		next[a], prev[b], size[t.at] = b, a, -1
		left--
		// Weights never fall below what was dropped, so that nothing is dropped out of turn.
		if a > 0 {
			weigh(a, t.size)
		}
		if b < n-1 {
			weigh(b, t.size)
		}
	}
	out := make([]draw.Point, 0, left)
	for i := 0; i < n; i = next[i] {
		out = append(out, arc[i])
	}
	return out
}

func doubleArea(a, b, c draw.Point) int {
	d := (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
	return max(d, -d)
}

// triangle is the weight of a point. Equal weights go by place, so that the order is always the same.
type triangle struct{ size, at int }

func (t triangle) before(u triangle) bool { return t.size < u.size || t.size == u.size && t.at < u.at }

// triangles is a heap, smallest first.
type triangles []triangle

func (h *triangles) push(t triangle) {
	*h = append(*h, t)
	s := *h
	for i := len(s) - 1; i > 0; {
		up := (i - 1) / 2
		if !s[i].before(s[up]) {
			break
		}
		s[i], s[up] = s[up], s[i]
		i = up
	}
}

func (h *triangles) pop() triangle {
	s := *h
	top, last := s[0], len(s)-1
	s[0] = s[last]
	s = s[:last]
	for i := 0; ; {
		least := i
		for _, down := range [...]int{2*i + 1, 2*i + 2} {
			if down < len(s) && s[down].before(s[least]) {
				least = down
			}
		}
		if least == i {
			break
		}
		s[i], s[least] = s[least], s[i]
		i = least
	}
	*h = s
	return top
}
