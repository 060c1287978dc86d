package geo

import (
	"fmt"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// Options say how boundaries are prepared.
type Options struct {
	Width, Height int     // the largest box, in thousandths of a point; the map may turn out lower
	Margin        int     // room around the areas, where labels of small ones may go; zero is a 25th of the width
	Context       []Shape // neighbours, which may reach beyond the box
	Detail        int     // what is smaller is smoothed away; zero is 230, a twelfth of a millimetre
	MaxPoints     int     // of all shapes and lines together; zero is a million
}

const (
	minBox           = 40_000
	maxBox           = 20_000_000
	defaultDetail    = 230
	defaultMaxPoints = 1_000_000
	markRadius       = 1200 // of what stands for an area too small to be seen
	smallIsland      = 600  // rings of less are drawn only if they are the largest of their area
)

// Ground is a set of boundaries ready to be drawn in one size. It is immutable, and safe for concurrent use.
type Ground struct {
	Width, Height int

	areas     []area
	index     map[string]int
	borders   []border
	context   [][][]draw.Point
	lines     []groundLine
	projected projection
}

// area is one shape on the page.
type area struct {
	id     string
	rings  [][]draw.Point
	box    draw.Rect // around the rings
	pole   draw.Point
	radius int // of the largest circle around the pole
}

type groundLine struct {
	points   []draw.Point
	disputed bool
}

// IDs returns the identifiers of the shapes that can be drawn, in the order given.
func (g *Ground) IDs() []string {
	out := make([]string, len(g.areas))
	for i, a := range g.areas {
		out[i] = a.id
	}
	return out
}

// Prepare makes boundaries ready for a box. What cannot be drawn is left out and reported, in the order of the input; it
// fails if nothing is left, if there are too many points, or if the box is no box.
func Prepare(shapes []Shape, lines []Line, o *Options) (*Ground, []Problem, error) {
	if o == nil {
		o = &Options{}
	}
	if o.Width < minBox || o.Height < minBox || o.Width > maxBox || o.Height > maxBox {
		return nil, nil, fmt.Errorf("geo: box of %d by %d thousandths of a point: %w", o.Width, o.Height, ErrBox)
	}
	limit, margin, detail := o.MaxPoints, o.Margin, o.Detail
	if limit <= 0 {
		limit = defaultMaxPoints
	}
	if margin <= 0 {
		margin = o.Width / 25
	}
	if detail <= 0 {
		detail = defaultDetail
	}
	if n := countPoints(shapes, o.Context, lines); n > limit {
		return nil, nil, fmt.Errorf("geo: %d points, at most %d: %w", n, limit, ErrTooManyPoints)
	}
	var r reader
	ids, areas := r.shapes(shapes)
	if len(areas) == 0 {
		return nil, r.problems, fmt.Errorf("geo: %w", ErrNoShapes)
	}
	g := &Ground{Width: o.Width, index: map[string]int{}}
	g.projected, g.Height = fit(areas, o.Width, o.Height, min(margin, o.Width/3, o.Height/3))
	_, context := r.shapes(o.Context)
	r.problems = append(r.problems, g.set(ids, areas, context, min(detail, 10_000))...)
	for i, l := range lines {
		g.addLine(l, i, &r)
	}
	return g, r.problems, nil
}

func countPoints(shapes, context []Shape, lines []Line) int {
	n := 0
	for _, s := range slices.Concat(shapes, context) {
		for _, r := range s.Rings {
			n += len(r)
		}
	}
	for _, l := range lines {
		n += len(l.Points)
	}
	return n
}

// A reader turns input into clean rings and notes what it had to leave out.
type reader struct {
	problems []Problem
}

func (r *reader) shapes(shapes []Shape) (ids []string, areas [][][]microPoint) {
	index := map[string]int{}
	for _, s := range shapes {
		var rings [][]microPoint
		for i, ring := range s.Rings {
			clean, fault, ok := cleanRing(ring)
			if !ok {
				r.problems = append(r.problems, Problem{s.ID, i, fault})
				continue
			}
			rings = append(rings, clean)
		}
		at, again := index[s.ID]
		switch {
		case len(rings) == 0:
			r.problems = append(r.problems, Problem{s.ID, -1, NoRings})
		case again:
			r.problems = append(r.problems, Problem{s.ID, -1, Repeated})
			areas[at] = append(areas[at], rings...)
		default:
			index[s.ID] = len(areas)
			ids, areas = append(ids, s.ID), append(areas, rings)
		}
	}
	return ids, areas
}

// set projects and simplifies everything together, so that what areas and their neighbours share stays shared.
func (g *Ground) set(ids []string, areas, context [][][]microPoint, detail int) []Problem {
	t := topology{vertices: vertices{}, known: map[[3]draw.Point]int{}, detail: detail}
	own, others := g.project(areas, t.vertices), g.project(context, t.vertices)
	var problems []Problem
	for i, rings := range own {
		kept, enlarged := t.visible(rings)
		if enlarged {
			problems = append(problems, Problem{ids[i], -1, Enlarged})
		}
		a := area{id: ids[i], rings: kept, box: bounds(kept)}
		a.pole, a.radius = pole(kept)
		g.index[a.id] = len(g.areas)
		g.areas = append(g.areas, a)
	}
	g.borders = t.borders
	box := draw.Rect{W: g.Width, H: g.Height}
	for _, rings := range others {
		var kept [][]draw.Point
		for _, r := range rings {
			if len(r) < 3 || !bounds([][]draw.Point{r}).Overlaps(box) {
				continue
			}
			if out := t.ring(r, nil); len(out) >= 3 {
				kept = append(kept, out)
			}
		}
		if len(kept) > 0 {
			g.context = append(g.context, kept)
		}
	}
	return problems
}

// project projects the rings of areas and notes their vertices.
func (g *Ground) project(areas [][][]microPoint, vs vertices) [][][]draw.Point {
	out := make([][][]draw.Point, len(areas))
	for i, rings := range areas {
		for _, r := range rings {
			p := g.projected.projectRing(r)
			out[i] = append(out[i], p)
			if len(p) >= 3 {
				vs.add(p)
			}
		}
	}
	return out
}

// A topology is what simplification must know of all areas.
type topology struct {
	vertices vertices
	borders  []border
	known    map[[3]draw.Point]int // borders by their first, second and last point
	detail   int
}

// visible returns the rings of one area, simplified, that can be seen. If none can, a mark stands for them.
func (t *topology) visible(rings [][]draw.Point) (kept [][]draw.Point, enlarged bool) {
	largest, size := rings[0], -1
	for _, r := range rings {
		if s := extentOf(r); s > size {
			largest, size = r, s
		}
	}
	for _, r := range rings {
		if len(r) < 3 || extentOf(r) < smallIsland && size >= smallIsland {
			continue
		}
		if out := t.ring(r, t.note); hasArea(out) {
			kept = append(kept, out)
		}
	}
	if len(kept) > 0 {
		return kept, false
	}
	c := bounds([][]draw.Point{largest})
	x, y := c.X+c.W/2, c.Y+c.H/2
	return [][]draw.Point{{{X: x, Y: y - markRadius}, {X: x + markRadius, Y: y}, {X: x, Y: y + markRadius},
		{X: x - markRadius, Y: y}}}, true
}

// ring simplifies a ring border by border, and hands each to note unless that is nil. What an area shares with a neighbour
// of the context alone is an outer border.
func (t *topology) ring(r []draw.Point, note func([]draw.Point)) []draw.Point {
	var out []draw.Point
	for _, arc := range t.vertices.arcs(r) {
		arc, turned := straighten(arc)
		s := simplify(arc, t.detail)
		if note != nil {
			note(s)
		}
		if turned {
			s = slices.Clone(s)
			slices.Reverse(s)
		}
		out = append(out, s[:len(s)-1]...)
	}
	return out
}

// note keeps a border, or notes that it is shared.
func (t *topology) note(points []draw.Point) {
	key := [3]draw.Point{points[0], points[1], points[len(points)-1]}
	if i, ok := t.known[key]; ok {
		t.borders[i].shared = true
		return
	}
	t.known[key] = len(t.borders)
	t.borders = append(t.borders, border{points: points})
}

// hasArea reports whether a ring encloses something.
func hasArea(r []draw.Point) bool {
	sum := 0
	for i := 2; i < len(r); i++ {
		sum += (r[i-1].X-r[0].X)*(r[i].Y-r[0].Y) - (r[i].X-r[0].X)*(r[i-1].Y-r[0].Y)
	}
	return sum != 0
}

func extentOf(r []draw.Point) int {
	b := bounds([][]draw.Point{r})
	return max(b.W, b.H)
}

func (g *Ground) addLine(l Line, at int, r *reader) {
	var out []draw.Point
	for _, p := range l.Points {
		q, ok := micro(p)
		if !ok {
			r.problems = append(r.problems, Problem{"", at, BadCoordinate})
			return
		}
		if d := g.projected.place(q); len(out) == 0 || out[len(out)-1] != d {
			out = append(out, d)
		}
	}
	if len(out) < 2 {
		r.problems = append(r.problems, Problem{"", at, TooFewPoints})
		return
	}
	g.lines = append(g.lines, groundLine{simplify(out, defaultDetail), l.Disputed})
}
