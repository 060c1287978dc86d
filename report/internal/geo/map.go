package geo

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// A Map shows figures on a ground: shaded areas for rates, circles for counts, or both.
type Map struct {
	Ground     *Ground
	Shade      *Shade
	Circles    *Circles
	Located    *Located              // alone: it stands for areas without figures
	Figures    bool                  // labels carry the figure under the name: that of the circles if there are any
	Scale      func(km int64) string // words the length of the scale bar; nil for none
	Disclaimer string                // on boundaries and names, in the language of the page; required
}

// Area is the figure of one shape.
type Area struct {
	ID    string // the identifier of the shape
	Name  string // as the label says it; empty for no label
	Value chart.Value
}

// Shade colours areas by classes, the darker the more. It is for rates: a large area of few people would otherwise look
// worse than a small one of many.
type Shade struct {
	Areas    []Area
	Title    string  // what the colours mean, with the unit, over the legend
	Classes  []Class // rising; at most seven, better five
	Straddle string  // words for an area whose bounds lie in different classes; it is shaded by its main value and dotted with lines
}

// Class is a step of a [Shade].
type Class struct {
	To    int64  // the largest value in the class
	Label string // such as "21 to 40"
}

// Circles draws circles whose area is in proportion to the value. It is for counts.
type Circles struct {
	Areas []Area
	Title string             // what the circles mean, with the unit, over the legend
	Tick  func(int64) string // words a round number of the legend
	Full  int                // radius of the largest; zero is a fourteenth of the box's shorter side
}

// A sheet is a map while it is laid out.
type sheet struct {
	*chart.Laid
	ground  *Ground
	m       draw.Measurer
	st      chart.Style
	discs   []disc
	shades  map[int]draw.Ink // of the areas in one plain colour, for the ink of their labels
	hatched map[int]bool
	placed  []draw.Rect     // labels
	leads   [][2]draw.Point // leaders

	explained []explained // in the legend
}

// Layout places every mark of the map; it is as wide as its ground. Figures of shapes that the ground lacks are in the
// alternative, and among what was omitted.
func (mp Map) Layout(m draw.Measurer, st chart.Style) (*chart.Laid, error) {
	if mp.Ground == nil {
		return nil, fmt.Errorf("geo: %w", ErrGround)
	}
	if mp.Disclaimer == "" {
		return nil, fmt.Errorf("geo: %w", ErrDisclaimer)
	}
	if err := mp.check(); err != nil {
		return nil, err
	}
	g := mp.Ground
	s := &sheet{Laid: &chart.Laid{Width: g.Width, Height: g.Height}, ground: g, m: m, st: st, shades: map[int]draw.Ink{}, hatched: map[int]bool{}}
	box := draw.Rect{W: g.Width, H: g.Height}
	s.Marks.Clip(box)
	s.land()
	if mp.Shade != nil {
		s.shade(mp.Shade)
		s.alternative(mp.Shade.Areas)
	}
	if mp.Located != nil {
		s.locate(mp.Located)
	}
	s.borders(mp.Shade != nil || mp.Located != nil)
	for _, d := range s.discs {
		s.sign(s.ground.areas[d.area].pole, d.value.State)
	}
	if mp.Circles != nil {
		s.circles(mp.Circles)
		s.alternative(mp.Circles.Areas)
	}
	s.Marks.Unclip()
	s.labels(mp)
	s.legend(mp)
	s.disclaimer(mp.Disclaimer)
	return s.Laid, nil
}

func (mp Map) check() error {
	if mp.Shade != nil {
		if err := checkAreas(mp.Shade.Areas); err != nil {
			return err
		}
		if err := mp.Shade.check(); err != nil {
			return err
		}
	}
	if mp.Circles != nil {
		if mp.Circles.Tick == nil {
			return fmt.Errorf("geo: circles: %w", chart.ErrTick)
		}
		return checkAreas(mp.Circles.Areas)
	}
	return nil
}

func checkAreas(areas []Area) error {
	for _, a := range areas {
		if err := a.Value.Check(); err != nil {
			return fmt.Errorf("geo: %q: %w", cmp.Or(a.Name, a.ID), err)
		}
	}
	return nil
}

func (sh *Shade) check() error {
	last, top := int64(-1), int64(0)
	if len(sh.Classes) > maxClasses {
		return fmt.Errorf("geo: %d classes, at most %d: %w", len(sh.Classes), maxClasses, ErrClasses)
	}
	for _, c := range sh.Classes {
		if c.To <= last {
			return fmt.Errorf("geo: class %q: %w", c.Label, ErrClasses)
		}
		last = c.To
	}
	for _, a := range sh.Areas {
		top = max(top, a.Value.Far())
		if a.Value.State == chart.Number && top > last {
			return fmt.Errorf("geo: %q is above every class: %w", cmp.Or(a.Name, a.ID), ErrClasses)
		}
	}
	return nil
}

// class returns the class of n.
func (sh *Shade) class(n int64) int {
	i, _ := slices.BinarySearchFunc(sh.Classes, n, func(c Class, n int64) int { return cmp.Compare(c.To, n) })
	return i
}

// straddles reports whether the bounds of v lie in different classes, or whether it is open below the last one.
func (sh *Shade) straddles(v chart.Value) bool {
	if v.State != chart.Number {
		return false
	}
	low, high := v.Low.N, v.Far()
	if !v.Low.OK {
		low = high
	}
	if v.Open() {
		return sh.class(low) < len(sh.Classes)-1
	}
	return sh.class(low) != sh.class(high)
}

const (
	inkContext = 0xE6E6E6
	inkLand    = 0xF7F7F7
	inkOuter   = 0x8A8C8E // OCHA's grey of international boundaries
	inkInner   = 0xB5B7BA
)

func (s *sheet) land() {
	for _, rings := range s.ground.context {
		s.Marks.Path(rings, draw.Paint{Fill: draw.RGB(inkContext), Stroke: draw.Stroke{Ink: draw.RGB(0xFFFFFF), Width: 500}})
	}
	for _, a := range s.ground.areas {
		s.Marks.Path(a.rings, draw.Paint{Fill: draw.RGB(inkLand)})
	}
}

// shade fills the areas that have a figure.
func (s *sheet) shade(sh *Shade) {
	inks := ramp(s.st.AccentInk(), len(sh.Classes))
	for _, a := range sh.Areas {
		i, ok := s.ground.index[a.ID]
		if !ok {
			continue
		}
		p := s.missing(a.Value.State)
		if n, ok := a.Value.Sorting(); ok {
			p = draw.Paint{Fill: inks[sh.class(n)]}
			if sh.straddles(a.Value) {
				p.Hatch = straddleHatch(p.Fill)
			} else {
				s.shades[i] = p.Fill
			}
		}
		s.hatched[i] = !p.Hatch.IsZero()
		s.Marks.Path(s.ground.areas[i].rings, p)
		if a.Value.State == chart.Unquantified {
			s.discs = append(s.discs, disc{area: i, value: a.Value, far: signRadius})
		}
	}
}

// straddleHatch is seen on light and dark.
func straddleHatch(on draw.Ink) draw.Hatch {
	return draw.Hatch{Ink: onInk(on), Pitch: 5_000, Width: 400, Falling: true}
}

// missing returns the paint of an area without a number.
func (s *sheet) missing(st chart.State) draw.Paint {
	switch st {
	case chart.NoData:
		return draw.Paint{Fill: draw.RGB(0xFFFFFF), Hatch: chart.NoDataHatch()}
	case chart.Withheld:
		return draw.Paint{Fill: draw.RGB(0xFFFFFF), Hatch: draw.Hatch{Ink: draw.RGB(0x999999), Pitch: 1_800, Width: 500, Falling: true}}
	}
	return draw.Paint{Fill: draw.RGB(0xFFFFFF)}
}

// borders draws each border once: what two areas share thinner than the outside, then the lines of their own.
func (s *sheet) borders(shaded bool) {
	inner := draw.Stroke{Ink: draw.RGB(inkInner), Width: 600}
	if shaded {
		inner.Ink = draw.RGB(0xFFFFFF)
	}
	outer := draw.Stroke{Ink: draw.RGB(inkOuter), Width: 900}
	for _, b := range s.ground.borders {
		if b.shared {
			s.Marks.Polyline(b.points, inner)
		}
	}
	for _, b := range s.ground.borders {
		if !b.shared {
			s.Marks.Polyline(b.points, outer)
		}
	}
	for _, l := range s.ground.lines {
		line := outer
		if l.disputed {
			// White beneath makes the gaps of the dashes visible on the border they may lie on.
			s.Marks.Polyline(l.points, draw.Stroke{Ink: draw.RGB(0xFFFFFF), Width: 1500})
			line = draw.Stroke{Ink: draw.RGB(0x5A5B5D), Width: 1000, On: 2500, Off: 2000}
		}
		s.Marks.Polyline(l.points, line)
	}
}

// alternative says the figures in words, and lists those that the map cannot show.
func (s *sheet) alternative(areas []Area) {
	for _, a := range areas {
		name := cmp.Or(a.Name, a.ID)
		s.Alt.Rows = append(s.Alt.Rows, []string{name, a.Value.Label})
		if _, ok := s.ground.index[a.ID]; !ok {
			s.Omitted = append(s.Omitted, name+": "+a.Value.Label)
		}
	}
}

// onInk returns black or white, whichever is read better on an ink.
func onInk(on draw.Ink) draw.Ink {
	if on.Luma() < 140 {
		return draw.RGB(0xFFFFFF)
	}
	return draw.RGB(0x262626)
}
