package chart

import "github.com/humanitarian-sitrep/sitrep/report/internal/draw"

// A heading is the way in which a bar grows.
type heading uint8

const (
	rightward heading = iota
	leftward
	upward
)

// A track is where one bar lies: its corner at zero, where it heads and how thick it is. A bar across the page has its
// thickness below zero, an upward one to the right of it.
type track struct {
	zero  draw.Point
	heads heading
	thick int
}

// at returns the place that lies a along the track and b across it.
func (t track) at(a, b int) draw.Point {
	switch t.heads {
	case leftward:
		return draw.Point{X: t.zero.X - a, Y: t.zero.Y + b}
	case upward:
		return draw.Point{X: t.zero.X + b, Y: t.zero.Y - a}
	default:
		return draw.Point{X: t.zero.X + a, Y: t.zero.Y + b}
	}
}

// span returns the rectangle from a0 to a1 along the track, as thick as it is.
func (t track) span(a0, a1 int) draw.Rect {
	p, q := t.at(a0, 0), t.at(a1, t.thick)
	return draw.Rect{X: min(p.X, q.X), Y: min(p.Y, q.Y), W: max(p.X-q.X, q.X-p.X), H: max(p.Y-q.Y, q.Y-p.Y)}
}

const (
	stub     = 16 * pt // length of the marks that stand for no number
	fadeLen  = 9 * pt  // room of the slices after an open end
	labelGap = 3 * pt  // between a mark and its label
)

// fade lists the slices after an open end: where each begins and ends.
func fade() [3][2]int { return [3][2]int{{1200, 3600}, {5000, 6500}, {8000, 8800}} }

// extent returns how far from zero the mark of v reaches on the scale.
func extent(v Value, sc scale) int {
	switch {
	case v.State == NoData, v.State == Withheld:
		return stub
	case v.State == Unquantified:
		return 8 * pt
	case v.Open():
		return sc.of(v.Far()) + fadeLen
	}
	return sc.of(v.Far())
}

// beyond returns what extent adds to the length of the number.
func beyond(v Value) int { return extent(v, scale{}) }

// mark draws v along the track.
func (p *pen) mark(t track, v Value, sc scale, to tone) {
	switch v.State {
	case NoData:
		p.rect(t.span(0, stub), draw.Paint{Hatch: NoDataHatch()})
	case Withheld:
		p.rect(t.span(0, stub), draw.Paint{Stroke: draw.Stroke{Ink: draw.RGB(greyLine), Width: 750}})
	case Unquantified:
		p.diamond(t.at(4*pt, t.thick/2))
	default:
		p.number(t, v, sc, to)
	}
}

// diamond draws the mark of something reported without a number.
func (p *pen) diamond(c draw.Point) {
	const r = 3 * pt
	p.path([]draw.Point{{X: c.X, Y: c.Y - r}, {X: c.X + r, Y: c.Y}, {X: c.X, Y: c.Y + r}, {X: c.X - r, Y: c.Y}},
		draw.Paint{Fill: draw.RGB(0xFFFFFF), Stroke: draw.Stroke{Ink: draw.RGB(greyNote), Width: 1000}})
}

func (p *pen) number(t track, v Value, sc scale, to tone) {
	solid, far := sc.of(v.solid()), sc.of(v.Far())
	if solid > 0 {
		p.rect(t.span(0, solid), to.solid)
	}
	if v.Open() {
		for _, s := range fade() {
			p.rect(t.span(solid+s[0], solid+s[1]), to.solid)
		}
		return
	}
	if far > solid {
		p.may(t, solid, far, v.About(), to)
	}
	if best := sc.of(v.Best.N); v.Best.OK && v.Low.N < v.Best.N && v.Best.N < v.High.N {
		p.line(draw.Stroke{Ink: draw.RGB(greyText), Width: 1200}, t.at(best, 0), t.at(best, t.thick))
	}
}

// may draws the light part of a bar, from what is vouched for to what may be.
func (p *pen) may(t track, from, to int, about bool, look tone) {
	p.rect(t.span(from, to), look.light)
	edge := draw.Stroke{Ink: look.edge, Width: 600}
	if about {
		edge.On, edge.Off = 1600, 1200
	}
	p.line(edge, t.at(from, 0), t.at(to, 0), t.at(to, t.thick), t.at(from, t.thick))
}
