package chart

import (
	"cmp"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// pointLabels writes the figure of each point of a line that stands alone, over the point or under it, where there is
// room: the largest first, since a reader looks for the peak. The last has its label at the end of the line. It returns
// which points have none.
func (c Lines) pointLabels(p *pen, pl plot, xs []int, breaks []breakMark) (bare []int) {
	if len(c.Series) != 1 {
		return nil
	}
	values := c.Series[0].Values
	var order []int
	last := -1
	for k, v := range values {
		if _, ok := v.Sorting(); ok {
			order, last = append(order, k), k
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[b].Far(), values[a].Far()) })
	st := p.st.Note()
	taken := c.pointRooms(pl, xs)
	for _, m := range breaks {
		taken = append(taken, m.box, draw.Rect{X: m.x - 1*pt, Y: m.box.Y, W: 2 * pt, H: pl.bottom() - m.box.Y})
	}
	for _, k := range order {
		if k == last {
			continue
		}
		w, placed := p.m.Width(values[k].Label, st), false
		for _, at := range pointPlaces(pl, xs[k], w, values[k], st) {
			box := draw.Rect{X: max(pl.box.X, min(at.X, pl.right()-w)), Y: at.Y, W: w, H: blockHeight(st, 1)}
			if w > pl.box.W || box.Y < 0 || box.Y+box.H > pl.bottom()-1*pt || slices.ContainsFunc(taken, box.Overlaps) || c.underLine(pl, xs, box) {
				continue
			}
			taken = append(taken, box)
			p.rect(draw.Rect{X: box.X - 1500, Y: box.Y, W: box.W + 3000, H: box.H}, draw.Paint{Fill: draw.RGB(0xFFFFFF)}) // no line of the axis goes through the figure
			p.lines(draw.Point{X: box.X + w/2, Y: box.Y + box.H/2}, draw.Middle, st, []string{values[k].Label})
			placed = true
			break
		}
		if !placed {
			bare = append(bare, k)
		}
	}
	return bare
}

// mostBare is how many points without a figure beside them have it under the chart. A line of more is read off the axis.
const mostBare = 3

// under adds the figures of bare points to the key.
func (c Lines) under(k *key, bare []int) {
	if len(bare) > mostBare {
		return
	}
	slices.Sort(bare)
	for _, i := range bare {
		k.entries = append(k.entries, keyEntry{point: true, words: c.said(0, i)})
	}
}

// said is the figure of a series with its period.
func (c Lines) said(series, i int) string {
	return c.Series[series].Values[i].Label + " (" + c.Periods[i].Name + ")"
}

// pointPlaces lists where the top left corner of the label of a point may be: over it, under it, to a side of these.
func pointPlaces(pl plot, x, w int, v Value, st draw.TextStyle) [6]draw.Point {
	n, _ := v.Sorting()
	lo, hi := bandOf(v)
	over, under := pl.y(max(n, hi))-3*pt-blockHeight(st, 1), pl.y(min(n, lo))+4*pt
	if v.Open() {
		over -= fadeLen
	}
	left, right := x-w-3*pt, x+3*pt
	return [6]draw.Point{{X: x - w/2, Y: over}, {X: x - w/2, Y: under}, {X: right, Y: over}, {X: right, Y: under},
		{X: left, Y: over}, {X: left, Y: under}}
}

// pointRooms returns the room that the marks of all points take.
func (c Lines) pointRooms(pl plot, xs []int) []draw.Rect {
	var out []draw.Rect
	for k, v := range c.Series[0].Values {
		n, ok := v.Sorting()
		if !ok {
			continue
		}
		const r = 2_500
		lo, hi := bandOf(v)
		top, foot := pl.y(max(n, hi))-r, pl.y(min(n, lo))+r
		if v.Open() {
			top -= fadeLen
		}
		out = append(out, draw.Rect{X: xs[k] - r, Y: top, W: 2 * r, H: foot - top})
	}
	return out
}

// underLine reports whether the line passes through a box.
func (c Lines) underLine(pl plot, xs []int, box draw.Rect) bool {
	values := c.Series[0].Values
	for k := 1; k < len(xs); k++ {
		a, aok := values[k-1].Main()
		b, bok := values[k].Main()
		from, to := max(box.X, xs[k-1]), min(box.X+box.W, xs[k])
		if !aok || !bok || broken(c.Breaks, k) || from >= to {
			continue
		}
		at := func(x int) int {
			return pl.y(a) + (x-xs[k-1])*(pl.y(b)-pl.y(a))/(xs[k]-xs[k-1])
		}
		if y, z := at(from), at(to); min(y, z) < box.Y+box.H+1*pt && box.Y-1*pt < max(y, z) {
			return true
		}
	}
	return false
}
