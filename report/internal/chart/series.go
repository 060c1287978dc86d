package chart

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// series draws line i: bands beneath, then the line, then its markers.
func (c Lines) series(p *pen, pl plot, xs []int, i int) {
	s, look := c.Series[i], p.st.tone(i)
	for from := 0; from < len(xs); {
		to := from
		for to < len(xs) && s.Values[to].State == Number && (to == from || !broken(c.Breaks, to)) {
			to++
		}
		p.band(pl, xs[from:to], s.Values[from:to], look)
		from = max(to, from+1)
	}
	for k := 1; k < len(xs); k++ {
		a, aok := s.Values[k-1].Main()
		b, bok := s.Values[k].Main()
		if !aok || !bok || broken(c.Breaks, k) {
			continue
		}
		line := draw.Stroke{Ink: look.edge, Width: 1500}
		if s.Values[k-1].About() || s.Values[k].About() {
			line.On, line.Off = 3*pt, 2*pt
		}
		p.line(line, draw.Point{X: xs[k-1], Y: pl.y(a)}, draw.Point{X: xs[k], Y: pl.y(b)})
	}
	for k, v := range s.Values {
		p.point(pl, xs[k], v, i, look)
	}
}

// band fills what lies between the bounds of neighbouring values, if any has two.
func (p *pen) band(pl plot, xs []int, values []Value, look tone) {
	wide := false
	var top, bottom []draw.Point
	for k, v := range values {
		lo, hi := bandOf(v)
		wide = wide || lo < hi
		top = append(top, draw.Point{X: xs[k], Y: pl.y(hi)})
		bottom = append(bottom, draw.Point{X: xs[k], Y: pl.y(lo)})
	}
	if !wide {
		return
	}
	slices.Reverse(bottom)
	if len(values) > 1 {
		p.path(append(top, bottom...), look.light)
	}
}

// bandOf returns the bounds between which a value is drawn; of one with a single bound, that bound twice.
func bandOf(v Value) (lo, hi int64) {
	if !v.Low.OK {
		return v.Far(), v.Far()
	}
	return v.Low.N, v.Far()
}

// point draws the marker of one value: a bar between its bounds, the sign of an open end, and the series' own shape.
func (p *pen) point(pl plot, x int, v Value, series int, look tone) {
	if v.State != Number {
		return
	}
	line := draw.Stroke{Ink: look.edge, Width: 900}
	if v.Open() {
		y := pl.y(v.Low.N)
		for _, s := range fade() {
			p.line(line, draw.Point{X: x, Y: y - s[0]}, draw.Point{X: x, Y: y - s[1]})
		}
	}
	if lo, hi := bandOf(v); lo < hi {
		const half = 2 * pt
		p.line(line, draw.Point{X: x, Y: pl.y(lo)}, draw.Point{X: x, Y: pl.y(hi)})
		p.line(line, draw.Point{X: x - half, Y: pl.y(lo)}, draw.Point{X: x + half, Y: pl.y(lo)})
		p.line(line, draw.Point{X: x - half, Y: pl.y(hi)}, draw.Point{X: x + half, Y: pl.y(hi)})
	}
	if n, ok := v.Main(); ok {
		at := draw.Point{X: x, Y: pl.y(n)}
		if v.About() { // a point alone has no stretch that could be dashed
			p.Marks.Circle(at, 3_400, draw.Paint{Stroke: draw.Stroke{Ink: look.edge, Width: 600, On: 1400, Off: 1000}})
		}
		p.marker(at, series, look)
	}
}

// lineSign draws the sign of a number as lines do.
func (p *pen) lineSign(t track, v Value) {
	look := p.st.tone(0)
	pl := plot{draw.Rect{X: t.zero.X, Y: t.zero.Y, W: 12 * pt, H: t.thick}, scale{12, t.thick}}
	switch {
	case v.About():
		p.line(draw.Stroke{Ink: look.edge, Width: 1500, On: 3 * pt, Off: 2 * pt}, t.at(0, t.thick/2), t.at(12*pt, t.thick/2))
		pl.box.H = t.thick / 2
		p.point(pl, t.zero.X+6*pt, Value{State: Number, Best: At(0)}, 0, look)
	case v.Open():
		pl.box.Y += 1 * pt
		p.point(pl, t.zero.X+6*pt, Value{State: Number, Low: At(0)}, 0, look)
	default:
		p.point(pl, t.zero.X+6*pt, Value{State: Number, Low: At(0), High: At(12)}, 0, look) // a bar between bounds
	}
}

// marker draws the shape of a series: a disc, a square, a ring or a diamond.
func (p *pen) marker(at draw.Point, series int, look tone) {
	const r = 1900
	solid := draw.Paint{Fill: look.edge}
	switch series % maxTones {
	case 0:
		p.Marks.Circle(at, r, solid)
	case 1:
		p.rect(draw.Rect{X: at.X - r, Y: at.Y - r, W: 2 * r, H: 2 * r}, solid)
	case 2:
		p.Marks.Circle(at, r, draw.Paint{Fill: draw.RGB(0xFFFFFF), Stroke: draw.Stroke{Ink: look.edge, Width: 1000}})
	default:
		const d = 2600
		p.path([]draw.Point{{X: at.X, Y: at.Y - d}, {X: at.X + d, Y: at.Y}, {X: at.X, Y: at.Y + d}, {X: at.X - d, Y: at.Y}}, solid)
	}
}

// endLabel is the name and the last figure of a series, right of its end.
type endLabel struct {
	series int
	last   int   // the index of the last value that has a number, or -1
	at     int64 // that number
	name   []string
	figure []string
	y      int // of its top
	h      int
}

// ends prepares the labels at the ends of the lines and returns the width they take.
func (c Lines) ends(p *pen) ([]endLabel, int) {
	out, width := make([]endLabel, len(c.Series)), 0
	room := p.Width * 36 / 100
	for i, s := range c.Series {
		e := endLabel{series: i, last: -1}
		for k, v := range s.Values {
			if n, ok := v.Sorting(); ok {
				e.last, e.at = k, n
			}
		}
		words := s.Values[max(e.last, 0)].Label
		if e.last >= 0 && e.last < len(s.Values)-1 {
			words = c.said(i, e.last) // it must not be taken for the figure of the last period
		}
		e.name = p.wrap(s.Name, p.st.Strong(), room, 2)
		e.figure = p.figureLines(words, p.st.Label(), room)
		e.h = blockHeight(p.st.Label(), len(e.name)+len(e.figure)) + 2*pt // and a little air
		width = max(width, p.widest(p.st.Strong(), e.name...), p.widest(p.st.Label(), e.figure...))
		out[i] = e
	}
	return out, width + endLead
}

// endLead is the distance of end labels from the plot, wide enough for a leader.
const endLead = 9 * pt

// endLabels draws the labels at the ends, pushed apart where they would overlap, with leaders where a label is not at its
// end. It returns how far down they reach.
func (p *pen) endLabels(ends []endLabel, pl plot, xs []int) int {
	for i := range ends {
		ends[i].y = pl.y(ends[i].at) - ends[i].h/2
	}
	slices.SortStableFunc(ends, func(a, b endLabel) int { return a.y + a.h/2 - b.y - b.h/2 })
	spread(ends, pl.bottom()+6*pt)
	foot := 0
	for _, e := range ends {
		look := p.st.tone(e.series)
		mid := e.y + e.h/2
		if e.last >= 0 {
			end := draw.Point{X: xs[e.last], Y: pl.y(e.at)}
			p.line(draw.Stroke{Ink: look.edge, Width: 500, On: 800, Off: 1200}, end.Add(draw.Point{X: 3 * pt}),
				draw.Point{X: pl.right() + 2*pt, Y: end.Y}, draw.Point{X: pl.right() + endLead - 2*pt, Y: mid})
		}
		x := pl.right() + endLead
		y := e.y + 1*pt + blockHeight(p.st.Strong(), 1)/2
		for _, l := range e.name {
			p.lines(draw.Point{X: x, Y: y}, draw.Left, p.st.Strong(), []string{l})
			y += p.st.Strong().Leading()
		}
		for _, l := range e.figure {
			p.lines(draw.Point{X: x, Y: y}, draw.Left, p.st.Label(), []string{l})
			y += p.st.Label().Leading()
		}
		foot = max(foot, e.y+e.h)
	}
	return foot
}

// spread pushes labels, sorted from top to bottom, apart: up from bottom where there is room above, otherwise down.
func spread(ends []endLabel, bottom int) {
	limit := bottom
	for i := len(ends) - 1; i >= 0; i-- {
		ends[i].y = min(ends[i].y, limit-ends[i].h)
		limit = ends[i].y
	}
	top := 0
	for i := range ends {
		ends[i].y = max(ends[i].y, top)
		top = ends[i].y + ends[i].h
	}
}
