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
	line  *shape.Line
	at    drawing.Point // the left end of its baseline
	ink   uint32
	width int
}

// figure makes a strip of a chart or map that is laid out, x from the start edge. tag is the Figure that it belongs to.
func (l *layouter) figure(laid *chart.Laid, x int, tag *element) *strip {
	p := &painting{}
	s := &strip{h: laid.Height, items: []item{{kind: paintingItem, x: x, w: laid.Width, h: laid.Height, painting: p, tag: tag}}}
	n := 0
	for _, op := range laid.Marks.Ops {
		if op.Kind == drawing.TextOp {
			n++
		}
	}
	texts := make([]item, 0, n)
	s.items = slices.Grow(s.items, n)
	p.marks.Ops = make([]drawing.Op, 0, len(laid.Marks.Ops)-n)
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
			p.halos = append(p.halos, halo{line, drawing.Point{X: left, Y: op.At.Y}, op.Style.Halo.RGB(), op.Style.Size * 3 / 10})
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

// halo draws the letters of a label thicker than they are. Their points count from the label's place: they are short
// numbers then, and the same for the next label that begins alike. They are on a grid of a tenth of a point, which is as
// coarse as may be beneath the letters themselves.
func (c *canvas) halo(h halo, at drawing.Point) {
	if len(h.line.Runs) == 0 || !c.ready() {
		return
	}
	c.setFill(h.ink)
	c.setStroke(h.ink)
	c.setLine(h.width)
	c.applyPaint(fillStroke)
	c.op("q 1 0 0 1")
	c.num(at.X, c.up(at.Y))
	c.op("cm")
	for _, r := range h.line.Runs {
		for _, g := range r.Glyphs {
			for _, ring := range c.faces.Rings(r.Face, g.ID, r.Size) {
				c.letter(ring, shape.Point{X: r.X + g.X, Y: r.Rise + g.Y})
			}
		}
	}
	c.op(string(fillStroke), "Q")
	c.flush()
}

// letter appends a ring of a letter at a place.
func (c *canvas) letter(ring []shape.Point, at shape.Point) {
	const grid = 100
	for i, q := range ring {
		c.num(roundDiv(at.X+q.X, grid)*grid, roundDiv(at.Y+q.Y, grid)*grid)
		if i == 0 {
			c.op("m")
		} else {
			c.op("l")
		}
	}
	c.op("h")
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
	if !look.Fill.IsZero() && look.Hatch.IsZero() && p.pen(look.Stroke) {
		p.setFill(look.Fill.RGB())
		draw(fillStroke)
		return
	}
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
func (m *measurer) line(text string, s drawing.TextStyle) *shape.Line {
	text = strings.ReplaceAll(text, "\u2028", " ") + " "
	span := shape.Span{Text: text, Style: shape.Style{Face: face(s.Face), Size: s.Size, Ink: s.Ink.RGB()}}
	lines := m.l.label(span).Lines(maxLine)
	if len(lines) == 0 {
		return &shape.Line{}
	}
	return &lines[0]
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
