package chart

import (
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// A Chart can be laid out: [Bars], [Columns], [Stacked], [Lines], [Pyramid] and [Multiples].
type Chart interface {
	// Layout places every mark of the chart in the given width. It fails on data that cannot be shown truthfully, such as
	// negative counts, and on widths of a few letters.
	Layout(width int, m draw.Measurer, st Style) (*Laid, error)
}

// Laid is a chart with every mark in its place. It is safe for concurrent use as long as nobody changes it.
type Laid struct {
	Width, Height int
	Alt           Alternative
	Omitted       []string  // texts shortened or left off for want of room, in full
	Marks         draw.List // within the rectangle from the origin to Width, Height
}

// Draw draws the chart with its top left corner at at.
func (l *Laid) Draw(c draw.Canvas, at draw.Point) { l.Marks.Play(c, at) }

// Alternative is what the chart shows, in the caller's own words, for those who do not see it.
type Alternative struct {
	Head  []string   // names of the columns after the first; may be empty
	Rows  [][]string // name, then values
	Notes []string   // breaks and the like
}

// String returns a line for each row and note: "name: value; value".
func (a Alternative) String() string {
	var lines []string
	for _, r := range a.Rows {
		lines = append(lines, r[0]+": "+strings.Join(a.cells(r), "; "))
	}
	return strings.Join(append(lines, a.Notes...), "\n")
}

// cells returns the values of a row, each after the name of its column. Empty ones are left out.
func (a Alternative) cells(row []string) []string {
	var out []string
	for i, c := range row[1:] {
		switch {
		case c == "":
			continue
		case i < len(a.Head) && a.Head[i] != "":
			c = a.Head[i] + " " + c
		}
		out = append(out, c)
	}
	return out
}

// Limits of what a chart takes.
const (
	minWidth = 60 * pt
	maxWidth = 20_000 * pt
	maxMarks = 1000
)

// A pen draws on a chart that may have to be mirrored.
type pen struct {
	*Laid
	m      draw.Measurer
	st     Style
	mirror bool
}

func newPen(width, marks int, m draw.Measurer, st Style) (*pen, error) {
	if width < minWidth || width > maxWidth {
		return nil, fmt.Errorf("chart: width of %d thousandths of a point: %w", width, ErrNarrow)
	}
	if marks > maxMarks {
		return nil, fmt.Errorf("chart: %d values, at most %d: %w", marks, maxMarks, ErrTooMany)
	}
	return &pen{Laid: &Laid{Width: width}, m: m, st: st}, nil
}

func (p *pen) rect(r draw.Rect, paint draw.Paint) {
	if p.mirror {
		r.X = p.Width - r.X - r.W
	}
	p.Marks.Rect(r, paint)
}

func (p *pen) path(ring []draw.Point, paint draw.Paint) {
	p.Marks.Path([][]draw.Point{p.turn(ring)}, paint)
}

func (p *pen) line(s draw.Stroke, points ...draw.Point) { p.Marks.Polyline(p.turn(points), s) }

func (p *pen) turn(points []draw.Point) []draw.Point {
	if !p.mirror {
		return points
	}
	out := make([]draw.Point, len(points))
	for i, q := range points {
		out[i] = draw.Point{X: p.Width - q.X, Y: q.Y}
	}
	return out
}

func (p *pen) text(at draw.Point, a draw.Anchor, s draw.TextStyle, text string) {
	if p.mirror {
		at.X, a = p.Width-at.X, a.Flip()
	}
	p.Marks.Text(at, a, s, text)
}

// lines draws lines of text, the middle of the block at at.Y.
func (p *pen) lines(at draw.Point, a draw.Anchor, s draw.TextStyle, lines []string) {
	at.Y += (s.CapHeight() - (len(lines)-1)*s.Leading()) / 2
	for _, l := range lines {
		p.text(at, a, s, l)
		at.Y += s.Leading()
	}
}

// wrap breaks a name into at most n lines and remembers it if it was shortened.
func (p *pen) wrap(text string, s draw.TextStyle, width, n int) []string {
	lines, whole := draw.Wrap(p.m, text, s, width, n)
	if !whole {
		p.omit(text)
	}
	return lines
}

func (p *pen) omit(text string) { p.Omitted = append(p.Omitted, text) }

// widest returns the width of the widest of lines.
func (p *pen) widest(s draw.TextStyle, lines ...string) int {
	w := 0
	for _, l := range lines {
		w = max(w, p.m.Width(l, s))
	}
	return w
}

// blockHeight is the height of n lines, from the top of the first to the bottom of the last.
func blockHeight(s draw.TextStyle, n int) int {
	if n == 0 {
		return 0
	}
	return (n-1)*s.Leading() + s.Size*120/100
}
