package pdf

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

const (
	columnGap  = 8 * pt
	cellPad    = 2_600 // above and below a row
	partIndent = 8 * pt
	hairline   = 250
	headLine   = 750
)

// table lays out a table: its title, the header, which each page repeats, its rows, its note.
func (l *layouter) table(t *document.Table) {
	before := 12 * pt
	if n := len(l.strips); n > 0 && l.strips[n-1].keep {
		before = 7 * pt // a heading has made room already
	}
	l.open("Table")
	title := l.prose(l.theme.caption, before, roleCaption, l.theme.caption.span(t.Title))
	for _, s := range title {
		s.keep = true
	}
	first := len(l.strips)
	if n := columnCount(t); n > 0 {
		cols, cells := l.columns(t, n)
		var header *strip
		if slices.ContainsFunc(t.Columns, func(c document.Column) bool { return c.Label != "" }) {
			header = l.headerStrip(cells.header, cols)
		}
		for i, r := range t.Rows {
			l.row(r, cells.rows[i], cols, header)
		}
		keepRows(l.strips[first:], header != nil)
	}
	l.shut()
	if t.Note != "" {
		note := l.prose(l.theme.note, 3*pt, roleP, l.theme.note.span(t.Note))
		if len(note) > 0 && len(l.strips) > len(note)+first {
			l.strips[len(l.strips)-len(note)-1].keep = true
		}
	}
}

// keepRows leaves neither one row alone under a header nor one alone on the last page.
func keepRows(rows []*strip, header bool) {
	n := len(rows)
	if header && n > 0 {
		rows[0].keep = n > 1
		if n > 2 {
			rows[1].keep = true
		}
	} else if n > 1 {
		rows[0].keep = true
	}
	if n > 2 {
		rows[n-2].keep = true
	}
}

// columnCount counts the columns that have a label or a cell; a row may have more cells than the table has labels.
func columnCount(t *document.Table) int {
	n := len(t.Columns)
	for _, r := range t.Rows {
		n = max(n, len(r.Cells))
	}
	return n
}

// headerStrip adds the header of a table. It returns nil if the header is too high to be repeated on each page.
func (l *layouter) headerStrip(labels []*shape.Para, cols []column) *strip {
	cells, tags := make([]cell, len(cols)), l.headTags(len(cols))
	for i, c := range cols {
		cells[i] = cell{x: c.x, w: c.w, end: c.figure, role: roleHeader, tag: tags[i]}
		if i < len(labels) {
			cells[i].lines = l.broken(labels[i], l.theme.header, c.w)
		}
	}
	alignLast(cells) // labels stand on the rule
	parts := cut(cells, l.pageRoom-2*cellPad)
	for i, part := range parts {
		s := l.rowStrip(part)
		s.items = append(s.items, item{kind: fillItem, y: s.h - headLine, w: l.bodyWidth, h: headLine, ink: l.theme.accent})
		if i == 0 {
			s.before = 3 * pt
		}
		l.strips = append(l.strips, s)
		if len(parts) == 1 && s.h < l.pageRoom/4 {
			return s
		}
	}
	return nil
}

// rowStrip sets cells side by side. They are drawn from left to right even where they are read the other way: a reader
// that knows no tags takes a step back to the left for no step at all, and fuses the figures of two cells.
func (l *layouter) rowStrip(cells []cell) *strip {
	s := &strip{}
	if l.dir == shape.RTL {
		cells = slices.Clone(cells)
		slices.Reverse(cells)
	}
	for _, c := range cells {
		s.items = append(s.items, c.items(cellPad)...)
		s.h = max(s.h, height(c.lines)+2*cellPad)
	}
	return s
}

// row adds a row: parts indented, totals bold under a rule, rows that are not counted in a lighter grey.
func (l *layouter) row(r document.Row, content []*shape.Para, cols []column, header *strip) {
	st := l.rowStyle(r)
	cells := make([]cell, len(cols))
	tags := l.rowTags(len(cols), len(r.Cells) > 0 && r.Cells[0].Format(l.lang) != "")
	for i, c := range cols {
		x, w := c.x, c.w
		if i == 0 {
			in := min(min(max(r.Indent, 0), 8)*partIndent, w/2)
			x, w = x+in, w-in
		}
		cells[i] = cell{x: x, w: w, end: c.figure, role: roleCell, tag: tags[i]}
		if i < len(content) {
			cells[i].lines = l.broken(content[i], st, w)
		}
	}
	alignFirst(cells)
	room := l.pageRoom - 2*cellPad
	if header != nil {
		room -= header.h
	}
	for i, part := range cut(cells, room) {
		s := l.rowStrip(part)
		s.header = header
		rule := item{kind: fillItem, y: s.h - hairline, w: l.bodyWidth, h: hairline, ink: inkRule}
		s.items = append(s.items, rule)
		if r.Total && i == 0 {
			s.items = append(s.items, item{kind: fillItem, w: l.bodyWidth, h: 500, ink: inkBody})
		}
		l.strips = append(l.strips, s)
	}
}

func (l *layouter) rowStyle(r document.Row) style {
	st := l.theme.cell
	if r.Total {
		st = st.with(shape.Bold)
	}
	if r.Muted {
		st = st.in(inkMuted)
	}
	return st
}

func (l *layouter) cellSpans(st style, v document.Value) []shape.Span {
	if len(v.Marks) > 0 && v.Class == document.MarksValue {
		return l.marks(st.with(shape.Regular), v.Marks)
	}
	text := v.Format(l.lang)
	if v.Class == document.TextValue || v.Class == "" {
		return []shape.Span{st.span(text)}
	}
	return []shape.Span{st.span(text).Isolated()}
}
