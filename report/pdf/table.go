package pdf

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

const (
	columnGap  = 9 * pt // more than letters are high: pdftotext takes less for a blank between two words
	cellPad    = 2_600  // above and below a row
	partIndent = 8 * pt
	hairline   = 250
	headLine   = 750
)

// table lays out a table: its title, the header, which each page repeats, its rows, its note.
func (l *layouter) table(t *document.Table) {
	before := 12 * pt
	if n := len(l.strips); n > 0 && l.strips[n-1].keep {
		before = 7 * pt // a heading, or what introduces the table, has made room already
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
	rows := len(l.strips)
	l.footnotes(t)
	if t.Note != "" {
		l.prose(l.theme.note, 3*pt, roleP, l.theme.note.span(t.Note))
	}
	if first < rows && rows < len(l.strips) {
		l.strips[rows-1].keep = true // what stands below a table is not alone on a page
	}
}

// footnotes lays out the notes of rows below their table, where the marks lead.
func (l *layouter) footnotes(t *document.Table) {
	st := l.theme.note
	notes, _ := t.Footnotes()
	for i, n := range notes {
		strips := l.flow(cell{w: l.bodyWidth, lines: l.lines(st, l.bodyWidth, st.with(shape.Bold).span(n.Mark).Isolated(), st.span(" "+n.Text)),
			role: roleP, tag: l.leaf("Note")}, 3*pt)
		strips[0].items = append([]item{{kind: placeItem, name: l.notePlace(n.Mark)}}, strips[0].items...)
		if i == 0 {
			strips[0].before = 4 * pt
		}
	}
	if len(notes) > 0 {
		l.tables++
	}
}

// notePlace names the note of the table that is laid out.
func (l *layouter) notePlace(mark string) string { return fmt.Sprintf("note-%d-%s", l.tables, mark) }

// footMarks are the marks of a row behind its first text, never beside a figure, each a link to its note.
func (l *layouter) footMarks(st style, marks []string) []shape.Span {
	var out []shape.Span
	for _, m := range marks {
		s := st.in(l.theme.accent).span(m).Isolated()
		s.Link = "#" + l.notePlace(m)
		out = append(out, st.span(" "), s)
	}
	return out
}

// keepRows leaves neither one row alone under a header nor one alone on the last page. A table of three rows under a
// header may part after two: as a whole it would leave more of a page blank than it is worth.
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
	if n > 4 || n > 2 && !header {
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
func (l *layouter) headerStrip(labels []tableCell, cols []column) *strip {
	cells, tags := make([]cell, len(cols)), l.headTags(len(cols))
	for i, c := range cols {
		cells[i] = cell{x: c.x, w: c.w, end: c.figure, role: roleHeader, tag: tags[i]}
		if i < len(labels) {
			cells[i].lines = l.broken(labels[i].para, l.theme.header, c.w)
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
	s, n := &strip{}, 2 // rules
	for _, c := range cells {
		n += len(c.lines)
	}
	s.items = make([]item, 0, n)
	if l.dir == shape.RTL {
		cells = slices.Clone(cells)
		slices.Reverse(cells)
	}
	for _, c := range cells {
		s.items = c.add(s.items, cellPad)
		s.h = max(s.h, height(c.lines)+2*cellPad)
	}
	return s
}

// row adds a row: parts indented, totals bold under a rule, rows that are not counted in a lighter grey.
func (l *layouter) row(r document.Row, content []tableCell, cols []column, header *strip) {
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
			cells[i].lines = l.broken(content[i].para, st, w)
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
	out := phrases(st, v.Format(l.lang))
	if v.Class != document.TextValue && v.Class != "" { // the whole value is one isolate
		out[0].Text = "\u2068" + out[0].Text
		out[len(out)-1].Text += "\u2069"
	}
	return out
}

// wholePhrase is the longest part of a cell, in characters, that stands on one line, such as "since 27 November 2024".
const wholePhrase = 24

// phrases cuts a text that says several dates or numbers after its commas, so that a line holds each: in a narrow column
// "as of / 12 December 2024, / since / 27 November 2024" would take twice the room.
func phrases(st style, text string) []shape.Span {
	if !strings.ContainsAny(text, ",،") || !strings.ContainsFunc(text, unicode.IsDigit) {
		return []shape.Span{st.span(text)}
	}
	var out []shape.Span
	from := 0
	for i, r := range text {
		if last, _ := utf8.DecodeLastRuneInString(text[:i]); r == ' ' && (last == ',' || last == '،') {
			out = append(out, st.span(text[from:i]), st.span(" "))
			from = i + 1
		}
	}
	out = append(out, st.span(text[from:]))
	if len(out) == 1 {
		return out
	}
	for i := range out {
		out[i].Whole = strings.ContainsFunc(out[i].Text, unicode.IsDigit) && utf8.RuneCountInString(out[i].Text) <= wholePhrase
	}
	return out
}
