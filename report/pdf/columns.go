package pdf

import (
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// A column is where the cells of a table's column stand, from the start edge.
type column struct {
	x, w   int
	figure bool

	weight int
	least  int // the widest word
	most   int // the widest cell on one line
}

// tableCells are the cells of a table as paragraphs: the widths of its columns depend on all of them.
type tableCells struct {
	header []tableCell
	rows   [][]tableCell
}

type tableCell struct {
	para   *shape.Para
	wide   int // on one line
	indent int
}

// columns shares the width of the page among n columns and returns the cells that it measured.
func (l *layouter) columns(t *document.Table, n int) ([]column, tableCells) {
	cols, cells := make([]column, n), tableCells{rows: make([][]tableCell, len(t.Rows))}
	for i := range cols {
		cols[i].weight = 1
		if i < len(t.Columns) {
			c := t.Columns[i]
			cols[i].weight, cols[i].figure = min(max(c.Weight, 1), 1000), c.Figure
			p := l.para(l.theme.header.span(c.Label))
			cells.header = append(cells.header, cols[i].hold(p, 0))
		}
	}
	_, marks := t.Footnotes()
	for k, r := range t.Rows {
		st := l.rowStyle(r)
		cells.rows[k] = make([]tableCell, len(r.Cells))
		for i, v := range r.Cells {
			in := 0
			if i == 0 {
				in = min(max(r.Indent, 0), 8) * partIndent
			}
			spans := l.cellSpans(st, v)
			if i == 0 {
				spans = append(spans, l.footMarks(st, marks[k])...)
			}
			p := l.para(spans...)
			cells.rows[k][i] = cols[i].hold(p, in)
		}
	}
	gap := func(i int) int { // after column i; a figure at the end of its column must not meet the next one's words
		if i+1 < n && cols[i].figure && !cols[i+1].figure {
			return min(2*columnGap, l.bodyWidth/(4*n))
		}
		return min(columnGap, l.bodyWidth/(4*n))
	}
	room := l.bodyWidth
	for i := range n - 1 {
		room -= gap(i)
	}
	share(cols, room)
	balance(cols, cells)
	x := 0
	for i := range cols {
		cols[i].x = x
		x += cols[i].w + gap(i)
	}
	return cols, cells
}

// hold makes a column want the room of a cell.
func (c *column) hold(p *shape.Para, indent int) tableCell {
	out := tableCell{p, p.Width(), indent}
	c.most = max(c.most, out.wide+indent)
	c.least = max(c.least, p.MinWidth()+indent)
	return out
}

// share sets the widths of columns to fill room, by weight: but none gets more than its widest cell while another
// wants it, and none less than its widest word while there is room for all of those.
func share(cols []column, room int) {
	widths(cols, room, func(c column) int { return 0 }, func(c column) int { return c.least })
	least := make([]int, len(cols))
	for i, c := range cols {
		least[i] = min(c.w, c.least)
		cols[i].least = least[i]
	}
	widths(cols, room, func(c column) int { return c.least }, func(c column) int { return max(c.most, c.least) })
	left := room
	for _, c := range cols {
		left -= c.w
	}
	if left > 0 {
		spread(cols, left)
	}
}

// widths gives each column its weight's share between its bounds, so that the sum comes as near to room as they allow.
func widths(cols []column, room int, low, high func(column) int) {
	at := func(level int) int {
		sum := 0
		for i, c := range cols {
			cols[i].w = min(max(c.weight*level, low(c)), high(c))
			sum += cols[i].w
		}
		return sum
	}
	below, above := 0, room+1 // in thousandths of a point for each unit of weight
	for above-below > 1 {
		if mid := (below + above) / 2; at(mid) <= room {
			below = mid
		} else {
			above = mid
		}
	}
	at(below)
}

// spread gives what no cell needs to the columns of words, so that figures stay near each other.
func spread(cols []column, left int) {
	total := 0
	for _, c := range cols {
		if !c.figure {
			total += c.weight
		}
	}
	given := 0
	for i, c := range cols {
		part := 0
		switch {
		case total == 0:
			part = left / len(cols)
		case !c.figure:
			part = left * c.weight / total
		}
		cols[i].w += part
		given += part
	}
	cols[0].w += left - given
}
