package draw

import (
	"fmt"
	"strconv"
	"strings"
)

// Kind says which call an [Op] recalls.
type Kind uint8

// The kinds of marks, one for each method of [Canvas].
const (
	RectOp Kind = iota
	PathOp
	PolylineOp
	CircleOp
	TextOp
	ClipOp
	UnclipOp
)

// Op is one recorded call. Only the fields of its kind are set.
type Op struct {
	Kind   Kind
	Box    Rect      // RectOp, ClipOp
	Rings  [][]Point // PathOp; PolylineOp has one
	At     Point     // CircleOp: the centre; TextOp
	Radius int       // CircleOp
	Anchor Anchor    // TextOp
	Style  TextStyle // TextOp
	Text   string    // TextOp
	Paint  Paint     // RectOp, PathOp, CircleOp; PolylineOp uses its stroke alone
}

// A List is a canvas that keeps its marks. The zero value is empty and ready. Reading and playing a finished list is safe
// for concurrent use.
type List struct {
	Ops []Op
}

var _ Canvas = (*List)(nil)

// Rect implements [Canvas].
func (l *List) Rect(r Rect, p Paint) { l.Ops = append(l.Ops, Op{Kind: RectOp, Box: r, Paint: p}) }

// Path implements [Canvas].
func (l *List) Path(rings [][]Point, p Paint) {
	n := 0
	for _, r := range rings {
		n += len(r)
	}
	all, kept := make([]Point, 0, n), make([][]Point, len(rings))
	for i, r := range rings {
		from := len(all)
		all = append(all, r...)
		kept[i] = all[from:len(all):len(all)]
	}
	l.Ops = append(l.Ops, Op{Kind: PathOp, Rings: kept, Paint: p})
}

// Polyline implements [Canvas].
func (l *List) Polyline(points []Point, s Stroke) {
	l.Ops = append(l.Ops, Op{Kind: PolylineOp, Rings: [][]Point{append([]Point(nil), points...)}, Paint: Paint{Stroke: s}})
}

// Circle implements [Canvas].
func (l *List) Circle(centre Point, radius int, p Paint) {
	l.Ops = append(l.Ops, Op{Kind: CircleOp, At: centre, Radius: radius, Paint: p})
}

// Text implements [Canvas].
func (l *List) Text(at Point, a Anchor, s TextStyle, text string) {
	l.Ops = append(l.Ops, Op{Kind: TextOp, At: at, Anchor: a, Style: s, Text: text})
}

// Clip implements [Canvas].
func (l *List) Clip(r Rect) { l.Ops = append(l.Ops, Op{Kind: ClipOp, Box: r}) }

// Unclip implements [Canvas].
func (l *List) Unclip() { l.Ops = append(l.Ops, Op{Kind: UnclipOp}) }

// Play draws the list on c with its origin at at.
func (l *List) Play(c Canvas, at Point) {
	var move mover
	for i := range l.Ops {
		switch op := &l.Ops[i]; op.Kind {
		case RectOp:
			c.Rect(op.Box.Add(at), op.Paint)
		case PathOp:
			c.Path(move.rings(op.Rings, at), op.Paint)
		case PolylineOp:
			c.Polyline(move.rings(op.Rings, at)[0], op.Paint.Stroke)
		case CircleOp:
			c.Circle(op.At.Add(at), op.Radius, op.Paint)
		case TextOp:
			c.Text(op.At.Add(at), op.Anchor, op.Style, op.Text)
		case ClipOp:
			c.Clip(op.Box.Add(at))
		case UnclipOp:
			c.Unclip()
		}
	}
}

// mover moves rings into memory that it uses again for the next ones.
type mover struct {
	points []Point
	moved  [][]Point
}

func (m *mover) rings(rings [][]Point, by Point) [][]Point {
	if by == (Point{}) {
		return rings
	}
	m.points, m.moved = m.points[:0], m.moved[:0]
	for _, r := range rings {
		for _, p := range r {
			m.points = append(m.points, p.Add(by))
		}
	}
	from := 0
	for _, r := range rings {
		m.moved = append(m.moved, m.points[from:from+len(r)])
		from += len(r)
	}
	return m.moved
}

// String returns the marks as text, one a line, for golden files. Lengths are thousandths of a point.
func (l *List) String() string {
	var b strings.Builder
	for _, op := range l.Ops {
		b.WriteString(op.String())
		b.WriteByte('\n')
	}
	return b.String()
}

// String returns the mark as one line of text, such as
//
//	rect 0,0 40000x9000 fill=0077B8
//	text 43000,7000 left regular 8000 262626 "1,250"
func (o Op) String() string {
	switch o.Kind {
	case RectOp:
		return "rect " + o.Box.text() + o.Paint.text()
	case PathOp:
		return "path" + ringText(o.Rings) + o.Paint.text()
	case PolylineOp:
		return "line" + ringText(o.Rings) + o.Paint.text()
	case CircleOp:
		return fmt.Sprintf("circle %d,%d r=%d%s", o.At.X, o.At.Y, o.Radius, o.Paint.text())
	case TextOp:
		return fmt.Sprintf("text %d,%d %s %s %q", o.At.X, o.At.Y, o.Anchor, o.Style.text(), o.Text)
	case ClipOp:
		return "clip " + o.Box.text()
	default:
		return "unclip"
	}
}

func (r Rect) text() string { return fmt.Sprintf("%d,%d %dx%d", r.X, r.Y, r.W, r.H) }

func (s TextStyle) text() string {
	t := fmt.Sprintf("%s %d %06X", s.Face, s.Size, s.Ink.RGB())
	if !s.Halo.IsZero() {
		t += fmt.Sprintf(" halo=%06X", s.Halo.RGB())
	}
	if s.RTL {
		t += " rtl"
	}
	return t
}

// text returns what of p draws something, each part after a space.
func (p Paint) text() string {
	var t string
	if !p.Fill.IsZero() {
		t += fmt.Sprintf(" fill=%06X", p.Fill.RGB())
	}
	if h := p.Hatch; !h.IsZero() {
		way := "/"
		if h.Falling {
			way = `\`
		}
		t += fmt.Sprintf(" hatch=%06X%s%d/%d", h.Ink.RGB(), way, h.Width, h.Pitch)
	}
	if s := p.Stroke; !s.IsZero() {
		t += fmt.Sprintf(" stroke=%06X/%d", s.Ink.RGB(), s.Width)
		if s.On > 0 {
			t += fmt.Sprintf("/%d-%d", s.On, s.Off)
		}
	}
	return t
}

// ringText writes the points of each ring, rings parted by a bar.
func ringText(rings [][]Point) string {
	var b []byte
	for i, r := range rings {
		if i > 0 {
			b = append(b, " |"...)
		}
		for _, p := range r {
			b = strconv.AppendInt(append(b, ' '), int64(p.X), 10)
			b = strconv.AppendInt(append(b, ','), int64(p.Y), 10)
		}
	}
	return string(b)
}
