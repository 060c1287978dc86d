package geo

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// An entry of the legend: a sign and its words.
type entry struct {
	w, h  int // of the sign
	draw  func(at draw.Point)
	words string
}

const (
	legendGap = 4_000
	entryGap  = 9_000
	swatchW   = 12_000
	swatchH   = 7_000
)

// legend writes what signs mean under the map, in rows that start where reading starts.
func (s *sheet) legend(mp Map) {
	s.Height += legendGap
	if sh := mp.Shade; sh != nil {
		s.title(sh.Title)
		s.row(append(s.classEntries(sh), s.stateEntries(sh.Areas, true)...))
	}
	if c := mp.Circles; c != nil {
		s.title(c.Title)
		entries := s.circleEntries(c)
		if !mp.Figures { // otherwise the labels say it
			entries = append(entries, s.formEntries(c.Areas)...)
		}
		s.row(append(entries, s.stateEntries(c.Areas, false)...))
	}
	if l := mp.Located; l != nil {
		s.row(s.locatedEntries(l))
	}
	if mp.Scale != nil {
		s.row([]entry{s.scaleEntry(mp.Scale)})
	}
}

func (s *sheet) title(words string) {
	if words == "" {
		return
	}
	st := s.st.Note()
	st.Face = draw.Bold
	lines, whole := draw.Wrap(s.m, words, st, s.Width, 2)
	if !whole {
		s.Omitted = append(s.Omitted, words)
	}
	for _, l := range lines {
		s.text(draw.Point{Y: s.Height + st.Size}, st, l)
		s.Height += st.Leading()
	}
}

// text writes from the side where reading starts.
func (s *sheet) text(at draw.Point, st draw.TextStyle, words string) {
	if s.st.RTL {
		s.Marks.Text(draw.Point{X: s.Width - at.X, Y: at.Y}, draw.Right, st, words)
		return
	}
	s.Marks.Text(at, draw.Left, st, words)
}

// row draws entries, as many beside one another as fit.
func (s *sheet) row(entries []entry) {
	st := s.st.Note()
	for len(entries) > 0 {
		x, n, height := 0, 0, st.Leading()
		words := make([]string, len(entries))
		for i, e := range entries {
			fit, whole := draw.Shorten(s.m, e.words, st, s.Width-e.w-legendGap)
			w := e.w + 3000 + s.m.Width(fit, st)
			if n > 0 && x+w > s.Width {
				break
			}
			if !whole {
				s.Omitted = append(s.Omitted, e.words)
			}
			words[i], height = fit, max(height, e.h+1000)
			x, n = x+w+entryGap, n+1
		}
		x = 0
		for i, e := range entries[:n] {
			left := x
			if s.st.RTL {
				left = s.Width - x - e.w
			}
			e.draw(draw.Point{X: left, Y: s.Height + (height-e.h)/2})
			s.text(draw.Point{X: x + e.w + 3000, Y: s.Height + (height+st.CapHeight())/2}, st, words[i])
			x += e.w + 3000 + s.m.Width(words[i], st) + entryGap
		}
		s.Height += height + 1000
		entries = entries[n:]
	}
}

func (s *sheet) swatch(p draw.Paint, words string) entry {
	return entry{swatchW, swatchH, func(at draw.Point) {
		s.Marks.Rect(draw.Rect{X: at.X, Y: at.Y, W: swatchW, H: swatchH}, p)
	}, words}
}

func (s *sheet) classEntries(sh *Shade) []entry {
	var out []entry
	inks := ramp(s.st.AccentInk(), len(sh.Classes))
	straddling := false
	for i, c := range sh.Classes {
		out = append(out, s.swatch(draw.Paint{Fill: inks[i], Stroke: draw.Stroke{Ink: draw.RGB(inkInner), Width: 400}}, c.Label))
	}
	for _, a := range sh.Areas {
		straddling = straddling || sh.straddles(a.Value)
	}
	if straddling && sh.Straddle != "" {
		p := draw.Paint{Fill: inks[len(inks)/2]}
		p.Hatch = straddleHatch(p.Fill)
		out = append(out, s.swatch(p, sh.Straddle))
	}
	return out
}

// explained is a sign that the legend already has.
type explained struct {
	state  chart.State
	filled bool
	words  string
}

// stateEntries explains the areas without a number, in their own words.
func (s *sheet) stateEntries(areas []Area, shaded bool) []entry {
	var out []entry
	for _, a := range areas {
		st := a.Value.State
		filled := st == chart.NoData || shaded && st == chart.Withheld
		said := explained{st, filled, a.Value.Label}
		if _, on := s.ground.index[a.ID]; !on || st == chart.Number || slices.Contains(s.explained, said) {
			continue
		}
		s.explained = append(s.explained, said)
		if filled {
			p := s.missing(st)
			p.Stroke = draw.Stroke{Ink: draw.RGB(inkInner), Width: 400}
			out = append(out, s.swatch(p, a.Value.Label))
			continue
		}
		out = append(out, entry{2 * signRadius, 2 * signRadius, func(at draw.Point) {
			s.sign(at.Add(draw.Point{X: signRadius, Y: signRadius}), st)
		}, a.Value.Label})
	}
	return out
}

// circleEntries shows round values at the size they have on the map.
func (s *sheet) circleEntries(c *Circles) []entry {
	var out []entry
	top, full := c.top(), c.fullRadius(s.ground)
	for _, n := range roundValues(top) {
		r := circleRadius(n, top, full)
		if r < 500 {
			continue
		}
		out = append(out, entry{2 * r, 2 * r, func(at draw.Point) {
			s.Marks.Circle(at.Add(draw.Point{X: r, Y: r}), r, draw.Paint{Fill: s.discInk()})
		}, c.Tick(n)})
	}
	return out
}

// formEntries explains the circles that are not of one plain number, in the words of the style.
func (s *sheet) formEntries(areas []Area) []entry {
	const r = 3_500
	var out []entry
	say := func(d disc, is func(chart.Value) bool, words string) {
		for _, a := range areas {
			if _, on := s.ground.index[a.ID]; on && words != "" && is(a.Value) {
				size := 2 * d.radius()
				out = append(out, entry{size, size, func(at draw.Point) {
					s.number(at.Add(draw.Point{X: size / 2, Y: size / 2}), d)
				}, words})
				return
			}
		}
	}
	signs := s.st.Signs
	say(disc{solid: r, far: r, margin: openRings}, chart.Value.Open, signs.Open)
	say(disc{solid: r * 6 / 10, far: r}, chart.Value.Between, signs.Between)
	say(disc{far: r}, chart.Value.AtMost, signs.AtMost)
	say(disc{far: r, value: chart.Value{Best: chart.At(1)}}, chart.Value.About, signs.About)
	return out
}

// scaleEntry is a bar of a round number of kilometres, at most a quarter of the map long.
func (s *sheet) scaleEntry(words func(int64) string) entry {
	km := int64(1)
	for _, k := range [...]int64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000} {
		if s.ground.projected.perKilometres(k) <= s.Width/4 {
			km = k
		}
	}
	length := min(s.ground.projected.perKilometres(km), s.Width/2)
	return entry{length, 3000, func(at draw.Point) {
		line := draw.Stroke{Ink: draw.RGB(0x4D4D4D), Width: 700}
		s.Marks.Polyline([]draw.Point{{X: at.X, Y: at.Y}, {X: at.X, Y: at.Y + 3000}, {X: at.X + length, Y: at.Y + 3000},
			{X: at.X + length, Y: at.Y}}, line)
	}, words(km)}
}

// disclaimer writes the words on boundaries and names, which no map goes without.
func (s *sheet) disclaimer(words string) {
	st := s.st.Note()
	st.Size = 6_500
	if !s.st.RTL { // Arabic has no italics
		st.Face = draw.Italic
	}
	lines, whole := draw.Wrap(s.m, words, st, s.Width, 0)
	if !whole {
		s.Omitted = append(s.Omitted, words)
	}
	s.Height += 1000
	for _, l := range lines {
		s.text(draw.Point{Y: s.Height + st.Size}, st, l)
		s.Height += st.Leading()
	}
	s.Alt.Notes = append(s.Alt.Notes, words)
}
