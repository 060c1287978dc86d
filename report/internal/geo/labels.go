package geo

import (
	"cmp"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// A label is the name of an area, and perhaps its figure, on its way to a place.
type label struct {
	area   int
	lines  []labelLine
	w, h   int
	disc   int // radius of the area's own circle, or 0
	rank   int64
	inside bool // placed within its area, so that it needs no halo
	box    draw.Rect
}

type labelLine struct {
	text  string
	style draw.TextStyle
}

const (
	labelPad = 800 // around the text, within its box
	maxAside = 60  // labels that may look for a place far off, the largest figures first; more leaders would be a thicket

	shortLead = 48_000 // a leader up to here is easier to follow than a label across a border
	longLead  = 96_000
)

// labels places the labels one after another, where none overlaps another, a leader or a foreign circle: within the area,
// else clear of all borders, beside its circle or aside with a leader, else over a border with a halo. What finds no place
// is noted as omitted.
func (s *sheet) labels(mp Map) {
	all := s.collect(mp)
	var later []label
	for _, l := range all {
		if s.placeInside(&l) {
			s.write(l)
		} else {
			later = append(later, l)
		}
	}
	slices.SortStableFunc(later, func(a, b label) int { return cmp.Compare(b.rank, a.rank) })
	for i, l := range later {
		few := i < maxAside
		if few && (s.placeNear(&l, true) || s.placeAside(&l, shortLead, aside{})) || s.placeNear(&l, false) ||
			few && s.placeAside(&l, longLead, aside{}, aside{onLand: true}, aside{onLand: true, overCircles: true}) {
			s.write(l)
			continue
		}
		text := ""
		for i, line := range l.lines {
			if i > 0 {
				text += ": "
			}
			text += line.text
		}
		s.Omitted = append(s.Omitted, text)
	}
}

// collect makes the labels: of circles, and of shaded areas that have no circle.
func (s *sheet) collect(mp Map) []label {
	var out []label
	taken := map[int]bool{}
	add := func(areas []Area, figures bool) {
		for _, a := range areas {
			i, ok := s.ground.index[a.ID]
			if !ok || taken[i] || a.Name == "" {
				continue
			}
			taken[i] = true
			out = append(out, s.label(i, a, figures))
		}
	}
	if mp.Circles != nil {
		add(mp.Circles.Areas, mp.Figures)
	}
	if mp.Shade != nil {
		add(mp.Shade.Areas, mp.Figures && mp.Circles == nil)
	}
	if mp.Located != nil {
		add(mp.Located.areas(), false)
	}
	return out
}

func (s *sheet) label(i int, a Area, figure bool) label {
	l := label{area: i}
	name := s.st.Strong()
	name.Size = 7000
	l.lines = append(l.lines, labelLine{a.Name, name})
	if figure {
		l.lines = append(l.lines, labelLine{a.Value.Label, s.st.Note()})
	}
	for _, line := range l.lines {
		l.w = max(l.w, s.m.Width(line.text, line.style))
		l.h += line.style.Size * 12 / 10
	}
	l.w, l.h = l.w+2*labelPad, l.h+2*labelPad
	l.rank, _ = a.Value.Sorting()
	for _, d := range s.discs {
		if d.area == i && d.value.State != chart.NoData {
			l.disc = d.radius()
		}
	}
	return l
}

// around returns the box of the label around c.
func (l *label) around(c draw.Point) draw.Rect {
	return draw.Rect{X: c.X - l.w/2, Y: c.Y - l.h/2, W: l.w, H: l.h}
}

// free reports whether a box is in the map and clear of labels, leaders and circles.
func (s *sheet) free(box draw.Rect) bool {
	if !(draw.Rect{W: s.ground.Width, H: s.ground.Height}).Holds(box) {
		return false
	}
	for _, p := range s.placed {
		if box.Overlaps(p) {
			return false
		}
	}
	for _, l := range s.leads {
		if crosses(box, l[0], l[1]) {
			return false
		}
	}
	for _, d := range s.discs {
		if d.value.State != chart.NoData && touches(box, s.ground.areas[d.area].pole, d.radius()) {
			return false
		}
	}
	return true
}

// placeInside looks for a place for the whole label within its own area, near the pole.
func (s *sheet) placeInside(l *label) bool {
	a := &s.ground.areas[l.area]
	for _, d := range nearby(l, a.radius) {
		box := l.around(a.pole.Add(d))
		if a.box.Holds(box) && s.free(box) && holds(a.rings, box) {
			l.box, l.inside = box, true
			return true
		}
	}
	return false
}

// nearby lists where a label may go relative to the pole, best first: on it if no circle is there, else around the circle,
// then farther off.
func nearby(l *label, reach int) []draw.Point {
	var out []draw.Point
	if l.disc == 0 {
		out = append(out, draw.Point{})
	}
	dx, dy := l.disc+l.w/2+500, l.disc+l.h/2+500
	if l.disc == 0 {
		dx, dy = l.w/4, l.h/2
	}
	for k := 1; k <= 3; k++ {
		x, y := dx+(k-1)*reach/3, dy+(k-1)*reach/3
		out = append(out, draw.Point{Y: y}, draw.Point{Y: -y}, draw.Point{X: x}, draw.Point{X: -x},
			draw.Point{X: x / 2, Y: y}, draw.Point{X: -x / 2, Y: y}, draw.Point{X: x / 2, Y: -y}, draw.Point{X: -x / 2, Y: -y})
	}
	return out
}

// placeNear takes a place that reaches over the border if it is still plain whose label it is: beside the area's own
// circle, or around the pole of an area at least as high as a line of it. With clear, it takes only what no border
// passes through, and no place in a neighbour.
func (s *sheet) placeNear(l *label, clear bool) bool {
	a := &s.ground.areas[l.area]
	if l.disc == 0 && 2*a.radius < l.lines[0].style.Size*3/2 {
		return false
	}
	for _, d := range nearby(l, 0) {
		box := l.around(a.pole.Add(d))
		if l.disc == 0 && !box.Holds(draw.Rect{X: a.pole.X, Y: a.pole.Y}) {
			continue
		}
		if s.free(box) && !s.foreignPole(box, l.area) && !(clear && s.abroad(box, l.area)) {
			l.box = box
			return true
		}
	}
	return false
}

// abroad reports whether a border passes through a box, or whether it lies in another area.
func (s *sheet) abroad(box draw.Rect, own int) bool {
	for i, a := range s.ground.areas {
		if a.box.Overlaps(box) && (bordered(a.rings, box) || i != own && inside(a.rings, draw.Point{X: box.X, Y: box.Y})) {
			return true
		}
	}
	return false
}

// foreignPole reports whether the box covers the middle of another area, whose label it would seem to be.
func (s *sheet) foreignPole(box draw.Rect, own int) bool {
	for i, a := range s.ground.areas {
		if i != own && box.Holds(draw.Rect{X: a.pole.X, Y: a.pole.Y}) {
			return true
		}
	}
	return false
}

// directions are unit vectors in thousandths, those to the sides first: labels are wider than high.
func directions() [16]draw.Point {
	return [16]draw.Point{{X: 1000}, {X: -1000}, {X: 924, Y: 383}, {X: -924, Y: 383}, {X: 924, Y: -383}, {X: -924, Y: -383},
		{X: 707, Y: 707}, {X: -707, Y: 707}, {X: 707, Y: -707}, {X: -707, Y: -707}, {Y: 1000}, {Y: -1000},
		{X: 383, Y: 924}, {X: -383, Y: 924}, {X: 383, Y: -924}, {X: -383, Y: -924}}
}

// placeAside looks for a free place ever farther off, up to far, in each of the ways, and leads there from the pole.
func (s *sheet) placeAside(l *label, far int, ways ...aside) bool {
	for _, c := range ways {
		for dist := 8_000; dist <= far; dist += 8_000 {
			for _, d := range directions() {
				if s.tryAside(l, draw.Point{X: d.X * (dist + l.disc) / 1000, Y: d.Y * (dist + l.disc) / 1000}, c) {
					return true
				}
			}
		}
	}
	return false
}

// aside says what a label with a leader may lie on.
type aside struct{ onLand, overCircles bool }

func (s *sheet) tryAside(l *label, off draw.Point, may aside) bool {
	pole := s.ground.areas[l.area].pole
	end := pole.Add(off)
	box := draw.Rect{X: end.X, Y: end.Y - l.h/2, W: l.w, H: l.h}
	switch {
	case abs(off.X)*2 < abs(off.Y): // steep: the label stands over or under the end
		box.X = end.X - l.w/2
		box.Y = end.Y
		if off.Y < 0 {
			box.Y -= l.h
		}
	case off.X < 0:
		box.X -= l.w
	}
	from := pole
	if l.disc > 0 {
		length := max(1, root(int64(off.X)*int64(off.X)+int64(off.Y)*int64(off.Y)))
		from = pole.Add(draw.Point{X: off.X * l.disc / length, Y: off.Y * l.disc / length})
	}
	if !s.free(box) || !may.onLand && s.onLand(box) || s.foreignPole(box, l.area) || !s.leadFree(l.area, from, end, may) {
		return false
	}
	l.box = box
	s.leads = append(s.leads, [2]draw.Point{from, end})
	line := draw.Stroke{Ink: draw.RGB(0x4D4D4D), Width: 500}
	s.Marks.Polyline([]draw.Point{from, end}, line)
	if l.disc == 0 {
		s.Marks.Circle(from, 900, draw.Paint{Fill: line.Ink})
	}
	return true
}

// leadFree reports whether a leader is clear of labels, and of foreign circles unless it may pass over them.
func (s *sheet) leadFree(own int, from, end draw.Point, may aside) bool {
	for _, p := range s.placed {
		if crosses(p, from, end) {
			return false
		}
	}
	for _, d := range s.discs {
		c, r := s.ground.areas[d.area].pole, float64(d.radius()+1500)
		if !may.overCircles && d.area != own && d.value.State != chart.NoData && toSegment(c.X, c.Y, from, end) < r*r {
			return false
		}
	}
	return true
}

// onLand reports whether any corner or the middle of a box lies in an area.
func (s *sheet) onLand(box draw.Rect) bool {
	probes := append(box.Ring(), draw.Point{X: box.X + box.W/2, Y: box.Y + box.H/2})
	for _, a := range s.ground.areas {
		for _, p := range probes {
			if a.box.Overlaps(box) && inside(a.rings, p) {
				return true
			}
		}
	}
	return false
}

// write draws a placed label: with a halo unless it lies on one colour, and on white over a hatch, whose lines a halo
// does not keep from the letters.
func (s *sheet) write(l label) {
	s.placed = append(s.placed, l.box)
	if pole := s.ground.areas[l.area].pole; s.hatched[l.area] && (l.inside || l.box.Holds(draw.Rect{X: pole.X, Y: pole.Y})) {
		s.Marks.Rect(l.box, draw.Paint{Fill: draw.RGB(0xFFFFFF)})
	}
	ink, plain := s.shades[l.area]
	y := l.box.Y + labelPad
	for _, line := range l.lines {
		st := line.style
		if l.inside && plain {
			st.Ink = onInk(ink)
		} else { // over borders, on a hatch, or on land without a figure
			st.Halo, st.Ink = draw.RGB(0xFFFFFF), s.st.Label().Ink
		}
		at := draw.Point{X: l.box.X + l.box.W/2, Y: y + st.Size*95/100}
		s.Marks.Text(at, draw.Middle, st, line.text)
		y += st.Size * 12 / 10
	}
}
