package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	drawing "github.com/humanitarian-sitrep/sitrep/report/internal/draw"
	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// A painting is the marks of a chart or map but for its texts, which are items of their own: they are measured with the
// page, stand in its dump, and are copied in the order of the page.
type painting struct {
	marks drawing.List
	halos []halo
}

// A halo lifts a label off what it lies on. It is drawn as a shape, since a text drawn twice would be copied twice.
type halo struct {
	rings [][]point // of the letters, from the left end of their baseline
	at    drawing.Point
	ink   uint32
	width int
}

// figure makes a strip of a chart or map that is laid out, x from the start edge. tag is the Figure that it belongs to.
func (l *layouter) figure(laid *chart.Laid, x int, tag *element) *strip {
	p := &painting{}
	s := &strip{h: laid.Height, items: []item{{kind: paintingItem, x: x, w: laid.Width, h: laid.Height, painting: p, tag: tag}}}
	var texts []item
	for _, op := range laid.Marks.Ops {
		if op.Kind != drawing.TextOp {
			p.marks.Ops = append(p.marks.Ops, op)
			continue
		}
		line := l.measure.line(op.Text, op.Style)
		if len(line.Runs) == 0 {
			continue
		}
		left := op.At.X - line.Width*int(op.Anchor)/2
		if !op.Style.Halo.IsZero() {
			p.halos = append(p.halos, halo{l.letters(line), drawing.Point{X: left, Y: op.At.Y}, op.Style.Halo.RGB(), op.Style.Size * 3 / 10})
		}
		it := item{kind: textItem, x: left, y: op.At.Y, w: line.Width, h: op.Style.Leading(), line: line, ink: op.Style.Ink.RGB(), role: roleFigure, tag: tag}
		texts = append(texts, it)
	}
	inReadingOrder(texts)
	for _, it := range texts {
		if l.dir == shape.RTL { // charts are mirrored already, and maps never: undo what the page will do
			it.x = laid.Width - it.x - it.w
		}
		it.x += x
		s.items = append(s.items, it)
	}
	return s
}

// inReadingOrder sorts texts by line from top to bottom, and from left to right within a line. Who copies the page without
// its tags takes a step back to the left beside a text for none at all, and fuses two figures.
func inReadingOrder(texts []item) {
	slices.SortStableFunc(texts, func(a, b item) int { return cmp.Compare(a.y, b.y) })
	for from := 0; from < len(texts); {
		to := from + 1
		for to < len(texts) && texts[to].y < texts[from].y+5*pt {
			to++
		}
		slices.SortStableFunc(texts[from:to], func(a, b item) int { return cmp.Compare(a.x, b.x) })
		from = to
	}
}

// letters returns the contours of a line as rings, as coarse as a halo may be that is wider than any stroke of a letter: a
// map has dozens of labels, and with each point of theirs would be larger than all else on its page.
func (l *layouter) letters(line shape.Line) [][]point {
	var rings [][]point
	for _, glyph := range l.sh.Outline(line) {
		var last point
		room := make([]point, 0, len(glyph)) // of all rings of the glyph
		for i, s := range glyph {
			to := point{s.To.X / coarse * coarse, -s.To.Y / coarse * coarse}
			ends := i+1 == len(glyph) || glyph[i+1].Kind == shape.Move
			switch {
			case s.Kind == shape.Move:
				room = append(room[len(room):], to)
				rings = append(rings, room)
			case ends || max(to.x-last.x, last.x-to.x)+max(to.y-last.y, last.y-to.y) >= 10*coarse:
				room = append(room, to)
				rings[len(rings)-1] = room
			default:
				continue
			}
			last = to
		}
	}
	return rings
}

// coarse is the grid of halos: a tenth of a point.
const coarse = 100

// draw draws the painting with its top left corner at x, y.
func (p *painting) draw(c *canvas, it item) {
	if it.tag.Box == nil {
		it.tag.Box = &pdffile.Area{Page: c.page, X: it.x, Y: it.y, W: it.w, H: it.h}
	}
	c.enter(it.tag)
	c.clip(it.x-2*pt, it.y-2*pt, it.w+4*pt, it.h+4*pt) // also saves the state
	c.roundJoins()
	at := drawing.Point{X: it.x, Y: it.y}
	p.marks.Play(painter{c}, at)
	for _, h := range p.halos {
		c.halo(h, at.Add(h.at))
	}
	c.unclip()
}

// roundJoins draws corners of lines round until the clip ends, without the spikes of a jagged border.
func (c *canvas) roundJoins() {
	if !c.ready() {
		return
	}
	c.op("1 j")
	c.flush()
}

func (c *canvas) halo(h halo, at drawing.Point) {
	rings := make([][]point, len(h.rings))
	for i, r := range h.rings {
		rings[i] = make([]point, len(r))
		for k, q := range r {
			rings[i][k] = point{q.x + at.X, q.y + at.Y}
		}
	}
	c.setFill(h.ink)
	c.setStroke(h.ink)
	c.setLine(h.width)
	c.polygon(rings, fillStroke)
}

// A painter draws marks on a page. Texts it leaves to the items of the page.
type painter struct{ *canvas }

var _ drawing.Canvas = painter{}

func (p painter) Rect(r drawing.Rect, look drawing.Paint) {
	p.shape([][]drawing.Point{r.Ring()}, look, func(how paint) { p.rect(r.X, r.Y, r.W, r.H, how) })
}

func (p painter) Path(rings [][]drawing.Point, look drawing.Paint) {
	p.shape(rings, look, func(how paint) {
		shapes := make([][]point, len(rings))
		for i, r := range rings {
			shapes[i] = points(r)
		}
		p.polygon(shapes, how)
	})
}

func (p painter) Circle(centre drawing.Point, radius int, look drawing.Paint) {
	p.shape([][]drawing.Point{ringOf(centre, radius)}, look, func(how paint) { p.circle(centre.X, centre.Y, radius, how) })
}

// shape fills, hatches and strokes a shape.
func (p painter) shape(rings [][]drawing.Point, look drawing.Paint, draw func(how paint)) {
	if !look.Fill.IsZero() {
		p.setFill(look.Fill.RGB())
		draw(fill)
	}
	if !look.Hatch.IsZero() {
		p.setStroke(look.Hatch.Ink.RGB())
		p.setLine(look.Hatch.Width)
		for _, l := range drawing.HatchLines(rings, look.Hatch) {
			p.line(l[0].X, l[0].Y, l[1].X, l[1].Y)
		}
	}
	if p.pen(look.Stroke) {
		draw(stroke)
	}
}

// pen sets how lines are drawn and reports whether they are.
func (p painter) pen(s drawing.Stroke) bool {
	if s.IsZero() {
		return false
	}
	p.setStroke(s.Ink.RGB())
	if s.On > 0 {
		p.setLine(s.Width, s.On, s.Off)
	} else {
		p.setLine(s.Width)
	}
	return true
}

func (p painter) Polyline(line []drawing.Point, s drawing.Stroke) {
	if p.pen(s) {
		p.polyline(points(line))
	}
}

func (p painter) Text(drawing.Point, drawing.Anchor, drawing.TextStyle, string) {}
func (p painter) Clip(r drawing.Rect)                                           { p.clip(r.X, r.Y, r.W, r.H); p.roundJoins() }
func (p painter) Unclip()                                                       { p.unclip() }

func points(list []drawing.Point) []point {
	out := make([]point, len(list))
	for i, q := range list {
		out[i] = point{q.X, q.Y}
	}
	return out
}

// ringOf returns a polygon like a circle, for its hatch.
func ringOf(centre drawing.Point, radius int) []drawing.Point {
	out := make([]drawing.Point, 24)
	for i := range out {
		sin, cos := math.Sincos(float64(i) * math.Pi / 12)
		out[i] = centre.Add(drawing.Point{X: int(math.Round(cos * float64(radius))), Y: int(math.Round(sin * float64(radius)))})
	}
	return out
}

// A measurer sets single lines for charts and maps, and remembers how wide they are.
type measurer struct {
	l      *layouter
	widths map[measured]int
}

type measured struct {
	text string
	face drawing.Face
	size int
}

// Width implements [drawing.Measurer].
func (m *measurer) Width(text string, s drawing.TextStyle) int {
	key := measured{text, s.Face, s.Size}
	w, ok := m.widths[key]
	if !ok {
		w = m.line(text, s).Width
		m.widths[key] = w
	}
	return w
}

// line sets a text, whatever its length, on one line. It ends in a space that takes no room, so that two labels that are
// copied one after the other stay apart.
func (m *measurer) line(text string, s drawing.TextStyle) shape.Line {
	text = strings.ReplaceAll(text, "\u2028", " ") + " "
	span := shape.Span{Text: text, Style: shape.Style{Face: face(s.Face), Size: s.Size, Ink: s.Ink.RGB()}}
	lines := m.l.label(span).Lines(maxLine)
	if len(lines) == 0 {
		return shape.Line{}
	}
	return lines[0]
}

// maxLine is wider than any page.
const maxLine = 1 << 30

func face(f drawing.Face) shape.Face {
	switch f {
	case drawing.Bold:
		return shape.Bold
	case drawing.Italic:
		return shape.Italic
	case drawing.Condensed:
		return shape.Condensed
	case drawing.CondensedBold:
		return shape.CondensedBold
	}
	return shape.Regular
}
