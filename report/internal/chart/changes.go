package chart

import "github.com/humanitarian-sitrep/sitrep/report/internal/draw"

// Changes is a row of changes under a time axis, one for each period.
type Changes struct {
	Title string // such as "change since the month before"
	Cells []Change
}

// Change is one cell of [Changes]. Without a delta there is no arrow: leave the direction Level.
type Change struct {
	Label     string // such as "+8%", "not comparable" or nothing
	Direction Direction
}

// Direction is the way a change goes.
type Direction int8

// The directions. The zero value is Level, which draws no arrow.
const (
	Down  Direction = -1
	Level Direction = 0
	Up    Direction = 1
)

const arrow = 6 * pt // room of an arrow and its distance from the label

// changeRow draws the row from y downwards and returns its height. Cells that do not fit side by side take two rows in
// turn; where that is not enough none is drawn, since every second change would mislead, and all are noted as left off.
func (p *pen) changeRow(c *Changes, xs []int, y int, pl plot) int {
	from := y
	title := p.wrap(c.Title, p.st.Note(), p.Width-pl.box.X, 1)
	y += 3 * pt
	p.line(hairline(), draw.Point{X: pl.box.X, Y: y}, draw.Point{X: pl.right(), Y: y})
	if len(title) > 0 {
		h := blockHeight(p.st.Note(), 1)
		p.lines(draw.Point{X: pl.box.X, Y: y + h/2}, draw.Left, p.st.Note(), title)
		y += h
	}
	style := p.st.Label()
	style.Size = noteSize
	for _, f := range [...]draw.Face{draw.Regular, draw.Condensed} {
		style.Face = f
		for rows := 1; rows <= 2; rows++ {
			if boxes, ok := p.changeBoxes(c, xs, rows, style, pl); ok {
				p.writeChanges(c, boxes, y, style)
				return y + rows*style.Leading() + 1*pt - from
			}
		}
	}
	for _, cell := range c.Cells {
		if cell.Label != "" {
			p.omit(cell.Label)
		}
	}
	return y - from
}

func cellWidth(p *pen, c Change, s draw.TextStyle) int {
	w := p.m.Width(c.Label, s)
	if c.Direction != Level {
		w += arrow
	}
	return w
}

// changeBoxes places the cells under their periods, in turn on as many rows, and reports whether they are apart.
func (p *pen) changeBoxes(c *Changes, xs []int, rows int, s draw.TextStyle, pl plot) ([]draw.Rect, bool) {
	boxes, ends := make([]draw.Rect, len(c.Cells)), make([]int, rows)
	n := 0
	for i, cell := range c.Cells {
		if cell.Label == "" {
			continue
		}
		w, row := cellWidth(p, cell, s), n%rows
		n++
		x := max(pl.box.X, min(xs[i]-w/2, p.Width-w))
		if x < ends[row] || x+w > p.Width {
			return nil, false
		}
		boxes[i] = draw.Rect{X: x, Y: row * s.Leading(), W: w, H: s.Leading()}
		ends[row] = x + w + 3*pt
	}
	return boxes, true
}

func (p *pen) writeChanges(c *Changes, boxes []draw.Rect, y int, s draw.TextStyle) {
	for i, cell := range c.Cells {
		if cell.Label == "" {
			continue
		}
		b := boxes[i].Add(draw.Point{Y: y})
		at := draw.Point{X: b.X, Y: b.Y + b.H/2}
		if cell.Direction != Level {
			p.arrow(draw.Point{X: b.X + arrow/2 - 750, Y: at.Y}, cell.Direction)
			at.X += arrow
		}
		p.lines(at, draw.Left, s, []string{cell.Label})
	}
}

// arrow draws a small triangle around c. The fonts have none.
func (p *pen) arrow(c draw.Point, d Direction) {
	const r = 2 * pt
	tip := -int(d) * r
	p.path([]draw.Point{{X: c.X, Y: c.Y + tip}, {X: c.X + r, Y: c.Y - tip}, {X: c.X - r, Y: c.Y - tip}},
		draw.Paint{Fill: draw.RGB(greyNote)})
}
