package chart

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// A Break is a place in time before and after which figures are not comparable.
type Break struct {
	Before int    // the index of the first period after the break; at least 1
	Label  string // why, such as "new definition"
}

// maxBreaks is where a chart has more breaks than figures that can be compared.
const maxBreaks = 12

func checkBreaks(breaks []Break, periods int) error {
	if len(breaks) > maxBreaks {
		return fmt.Errorf("chart: %d breaks, at most %d: %w", len(breaks), maxBreaks, ErrTooMany)
	}
	for _, b := range breaks {
		if b.Before < 1 || b.Before >= periods {
			return fmt.Errorf("chart: break %q before period %d of %d: %w", b.Label, b.Before, periods, ErrBreak)
		}
		if b.Label == "" {
			return fmt.Errorf("chart: break before period %d: %w", b.Before, ErrNoLabel)
		}
	}
	return nil
}

func broken(breaks []Break, before int) bool {
	for _, b := range breaks {
		if b.Before == before {
			return true
		}
	}
	return false
}

const (
	plotHeight   = 84 * pt // of charts over time, unless they say otherwise
	minPlot      = 20 * pt
	breakLabelAt = 88 * pt // the widest a break's label may be
)

// plotHeightOf returns the height of a plot that is asked for.
func plotHeightOf(asked int) int {
	if asked == 0 {
		return plotHeight
	}
	return max(asked, minPlot)
}

// plot is the area between the axes of a chart over time.
type plot struct {
	box   draw.Rect
	scale scale
}

// y returns the ordinate of n.
func (pl plot) y(n int64) int { return pl.box.Y + pl.box.H - pl.scale.of(n) }

func (pl plot) bottom() int { return pl.box.Y + pl.box.H }
func (pl plot) right() int  { return pl.box.X + pl.box.W }

// A breakMark is the label of a break in its place. Rows count from the plot upwards.
type breakMark struct {
	x, row int
	lines  []string
	box    draw.Rect
}

// under reports whether the line at x would pass through the label.
func (m *breakMark) under(x int) bool { return m.box.X+1*pt < x && x < m.box.X+m.box.W }

// fits reports whether the label can go into a row: apart from the others there, with its line clear of those below, and
// itself clear of the lines of those above.
func (m *breakMark) fits(row int, others []breakMark) bool {
	for _, o := range others {
		switch {
		case o.row == row && m.box.X < o.box.X+o.box.W && o.box.X < m.box.X+m.box.W,
			o.row < row && o.under(m.x), o.row > row && m.under(o.x):
			return false
		}
	}
	return true
}

// breakRows places the labels of breaks above a plot, in as many rows as keep them apart, and returns their height. xs
// are the abscissas of the breaks; all labels stay between left and right. One label stands over its line; several begin
// at theirs, so that those to the left can rise over those to the right.
func (p *pen) breakRows(breaks []Break, xs []int, left, right int) (marks []breakMark, height int) {
	s := p.st.Note()
	for i, b := range breaks {
		m := breakMark{x: xs[i], lines: p.wrap(b.Label, s, min(breakLabelAt, right-left-2*pt), 3)}
		m.box.W, m.box.H = p.widest(s, m.lines...)+2*pt, blockHeight(s, len(m.lines))
		m.box.X = m.x - 1*pt
		if len(breaks) == 1 {
			m.box.X = m.x - m.box.W/2
		}
		m.box.X = max(left, min(m.box.X, right-m.box.W))
		marks = append(marks, m)
	}
	slices.SortStableFunc(marks, func(a, b breakMark) int { return cmp.Compare(b.x, a.x) })
	heights := make([]int, len(marks)+1)
	for i := range marks {
		m := &marks[i]
		for m.row < i && !m.fits(m.row, marks[:i]) {
			m.row++ // row i is free of labels in any case
		}
		heights[m.row] = max(heights[m.row], m.box.H)
	}
	for _, h := range heights {
		height += h
	}
	for i := range marks {
		y := height
		for _, h := range heights[:marks[i].row+1] {
			y -= h
		}
		marks[i].box.Y = y
	}
	if height > 0 {
		height += 2 * pt
	}
	return marks, height
}

// drawBreaks draws the break lines from top down to the foot of the plot, then the labels over them, on white.
func (p *pen) drawBreaks(marks []breakMark, top int, pl plot) {
	for _, m := range marks {
		p.line(dashed(greyNote), draw.Point{X: m.x, Y: top + m.box.Y + m.box.H}, draw.Point{X: m.x, Y: pl.bottom()})
	}
	for _, m := range marks {
		box := m.box.Add(draw.Point{Y: top})
		p.rect(box, draw.Paint{Fill: draw.RGB(0xFFFFFF)})
		if len(marks) > 1 {
			p.lines(draw.Point{X: box.X + 1*pt, Y: box.Y + box.H/2}, draw.Left, p.st.Note(), m.lines)
			continue
		}
		p.lines(draw.Point{X: box.X + box.W/2, Y: box.Y + box.H/2}, draw.Middle, p.st.Note(), m.lines)
	}
}

// periodNames writes the names of periods under their places on the axis, as many as fit: all on one line, all on two,
// or every second, third and so on; where places are not even, the first, the last and what has room between. It returns
// the height they take.
func (p *pen) periodNames(xs []int, names []string, y, left, right int) int {
	if len(names) == 0 {
		return 0
	}
	s := p.st.Note()
	one := make([][]string, len(names))
	two := make([][]string, len(names))
	slot := right - left
	for i := 1; i < len(xs); i++ {
		slot = min(slot, xs[i]-xs[i-1])
	}
	whole := true
	for i, n := range names {
		fit, ok := draw.Shorten(p.m, n, s, right-left)
		one[i] = []string{fit}
		var all bool
		two[i], all = draw.Wrap(p.m, n, s, slot-2*pt, 2)
		whole = whole && all && ok
	}
	boxes := p.nameBoxes(xs, one, left, right)
	if apart(boxes) {
		return p.writeNames(xs, one, y, boxes)
	}
	if boxes := p.nameBoxes(xs, two, left, right); whole && apart(boxes) {
		return p.writeNames(xs, two, y, boxes)
	}
	return p.writeNames(xs, one, y, thinned(xs, boxes))
}

// nameBox is the room of the name of period i.
type nameBox struct {
	i int
	draw.Rect
}

// nameBoxes returns the room of every name, kept between left and right.
func (p *pen) nameBoxes(xs []int, lines [][]string, left, right int) []nameBox {
	var out []nameBox
	for i := range xs {
		w := p.widest(p.st.Note(), lines[i]...)
		x := max(left, min(xs[i]-w/2, right-w))
		out = append(out, nameBox{i, draw.Rect{X: x, W: w, H: blockHeight(p.st.Note(), len(lines[i]))}})
	}
	return out
}

// thinned leaves out names until the others are apart.
func thinned(xs []int, boxes []nameBox) []nameBox {
	if even(xs) {
		for step := 2; ; step++ {
			var out []nameBox
			for i := 0; i < len(boxes); i += step {
				out = append(out, boxes[i])
			}
			if apart(out) {
				return out
			}
		}
	}
	out, last := boxes[:1:1], boxes[len(boxes)-1]
	for _, b := range boxes[1:] {
		if apart([]nameBox{out[len(out)-1], b}) && (b == last || apart([]nameBox{b, last})) {
			out = append(out, b)
		}
	}
	return out
}

// even reports whether places have the same distance, but for rounding.
func even(xs []int) bool {
	for i := 2; i < len(xs); i++ {
		if d := (xs[i] - xs[i-1]) - (xs[1] - xs[0]); d < -2 || d > 2 {
			return false
		}
	}
	return true
}

// apart reports whether boxes from left to right leave a little space between one another.
func apart(boxes []nameBox) bool {
	for i := 1; i < len(boxes); i++ {
		if boxes[i].X < boxes[i-1].X+boxes[i-1].W+3*pt {
			return false
		}
	}
	return true
}

func (p *pen) writeNames(xs []int, lines [][]string, y int, boxes []nameBox) int {
	height := 0
	for _, b := range boxes {
		x := xs[b.i]
		p.line(baseline(), draw.Point{X: x, Y: y}, draw.Point{X: x, Y: y + 2*pt})
		p.lines(draw.Point{X: b.X + b.W/2, Y: y + 3*pt + b.H/2}, draw.Middle, p.st.Note(), lines[b.i])
		height = max(height, b.H)
	}
	return 3*pt + height
}

// headroom is what an open end takes above the plot, where any value has one.
func headroom(bars []Bar) int {
	for _, b := range bars {
		if b.Value.Open() {
			return fadeLen
		}
	}
	return 0
}

// valueAxis draws light lines at round numbers, zero included, and their words left of the plot.
func (p *pen) valueAxis(pl plot, step int64, tick func(int64) string) {
	s, last := p.st.Note(), ""
	for n := int64(0); n <= pl.scale.top; n += step {
		y := pl.y(n)
		if n > 0 {
			p.line(hairline(), draw.Point{X: pl.box.X, Y: y}, draw.Point{X: pl.right(), Y: y})
		}
		if words := tick(n); words != last { // words that round may repeat
			p.lines(draw.Point{X: pl.box.X - labelGap, Y: y}, draw.Right, s, []string{words})
			last = words
		}
	}
}

// axisWidth returns the room that the words of an axis take, their distance from the plot included. It may be a
// third of the chart.
func (p *pen) axisWidth(step, top int64, tick func(int64) string) (int, error) {
	w := 0
	for n := int64(0); n <= top; n += step {
		w = max(w, p.m.Width(tick(n), p.st.Note()))
	}
	if w += labelGap; w > p.Width/3 {
		return 0, fmt.Errorf("chart: the axis takes %d of %d points: %w", w/pt, p.Width/pt, ErrNarrow)
	}
	return w, nil
}

// ticksFor returns a round axis for a plot of the given height: a line for at most every 16 points.
func ticksFor(peak int64, height int) (step, top int64) {
	return niceTicks(peak, max(1, min(5, height/(16*pt))))
}
