package geo

import (
	"cmp"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// A disc is one figure of [Circles] in its place.
type disc struct {
	area   int // index on the ground
	value  chart.Value
	solid  int // radius of what is vouched for
	far    int // radius of what may be
	margin int // room of the rings around an open one
}

const (
	openRings  = 3000
	signRadius = 3000 // of the signs of values without a number
)

func (d disc) radius() int { return d.far + d.margin }

// circles places and draws the discs, large ones first, so that small ones lie on top.
func (s *sheet) circles(c *Circles) {
	full := c.fullRadius(s.ground)
	top := c.top()
	var own []disc
	for _, a := range c.Areas {
		i, ok := s.ground.index[a.ID]
		if !ok {
			continue
		}
		v := a.Value
		d := disc{area: i, value: v, solid: circleRadius(v.Low.N, top, full), far: circleRadius(v.Far(), top, full)}
		switch {
		case v.State == chart.NoData:
			s.hatched[i] = true
			s.Marks.Path(s.ground.areas[i].rings, s.missing(v.State))
		case v.State != chart.Number:
			d.far = signRadius
		case v.Open():
			d.margin = openRings
		}
		own = append(own, d)
	}
	slices.SortStableFunc(own, func(a, b disc) int { return cmp.Compare(b.radius(), a.radius()) })
	s.discs = append(s.discs, own...)
	for _, d := range own {
		s.disc(d)
	}
}

func (c *Circles) fullRadius(g *Ground) int {
	if c.Full > 0 {
		return min(c.Full, min(g.Width, g.Height)/2)
	}
	return min(g.Width, g.Height) / 14
}

func (c *Circles) top() int64 {
	top := int64(0)
	for _, a := range c.Areas {
		top = max(top, a.Value.Far())
	}
	return top
}

// discInk is the fill of a circle: light enough for a dark figure on it.
func (s *sheet) discInk() draw.Ink { return s.st.AccentInk().Mix(draw.RGB(0xFFFFFF), 15) }

// disc draws one figure.
func (s *sheet) disc(d disc) {
	at := s.ground.areas[d.area].pole
	switch d.value.State {
	case chart.NoData:
	case chart.Number:
		s.number(at, d)
	default:
		s.sign(at, d.value.State)
	}
}

// number draws a circle: solid as far as the figure is vouched for, light as far as it may be, with rings where it is open.
func (s *sheet) number(at draw.Point, d disc) {
	white, accent := draw.RGB(0xFFFFFF), s.st.AccentInk()
	if d.far > d.solid {
		edge := draw.Stroke{Ink: accent, Width: 700}
		if d.value.About() {
			edge.On, edge.Off = 1600, 1200
		}
		s.Marks.Circle(at, d.far, draw.Paint{Fill: accent.Mix(white, 75), Stroke: edge})
	}
	if d.solid > 0 {
		s.Marks.Circle(at, d.solid, draw.Paint{Fill: s.discInk(), Stroke: draw.Stroke{Ink: white, Width: 600}})
	}
	if d.margin > 0 {
		for k, w := range [...]int{700, 400} {
			s.Marks.Circle(at, d.far+1300*(k+1), draw.Paint{Stroke: draw.Stroke{Ink: accent, Width: w, On: 2000, Off: 1200}})
		}
	}
}

// sign draws what stands for a figure without a number: the same signs as in charts.
func (s *sheet) sign(at draw.Point, st chart.State) {
	p := draw.Paint{Fill: draw.RGB(0xFFFFFF), Stroke: draw.Stroke{Ink: draw.RGB(0x4D4D4D), Width: 1000}}
	const r = signRadius
	if st == chart.Withheld {
		s.Marks.Rect(draw.Rect{X: at.X - r, Y: at.Y - r*7/10, W: 2 * r, H: r * 14 / 10}, p)
		return
	}
	s.Marks.Path([][]draw.Point{{{X: at.X, Y: at.Y - r}, {X: at.X + r, Y: at.Y}, {X: at.X, Y: at.Y + r}, {X: at.X - r, Y: at.Y}}}, p)
}
