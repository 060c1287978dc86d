package xlsx

import (
	"cmp"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A placed table is a table that stands on a sheet, and where. First comes what
// pages print, in their order: words, figures as said, marks. Right of that, for
// readers of numbers, stand low, best and high of each figure, and the dates.
// They begin in one column for all tables of a sheet, so that what is left of it
// is what a printer is given.
type placed struct {
	*document.Table
	sheet  string
	header int      // row of the header, from 1
	wide   []beside // by column of the table
	at     []int    // column of the sheet, from 1, by column of the table
	more   []int    // column of the sheet of the low or the first date
	width  int      // columns of the sheet

	picture *picture // what is drawn of it: that of a chart or a map
}

// A picture is what a chart or a map of the document has beyond its data.
type picture struct {
	kind   document.ChartKind
	series int                 // columns of figures that are drawn
	rows   []document.ChartRow // of a chart
	foot   string              // who says so, and when
	marks  []int               // which belong to all its rows
}

// What stands beside a column as said, in columns of its own: the numbers of its
// figures, or the dates of its days and windows.
type beside uint8

const (
	nothingBeside beside = iota
	numbersBeside
	datesBeside
)

// A span is what the tables of a sheet have in common: the most columns that
// one has on pages, and the most columns of figures. A table with fewer of these
// leaves the others empty, so that places, dates and sources stand below one
// another and no column is wider than it needs to be.
type span struct{ printed, figures int }

func spanOf(tables []*document.Table) (s span) {
	for _, t := range tables {
		s.figures = max(s.figures, figuresIn(t))
	}
	for _, t := range tables {
		s.printed = max(s.printed, columnsOf(t)+s.skip(t))
	}
	return s
}

// skip returns how many columns t leaves empty behind its figures.
func (s span) skip(t *document.Table) int {
	if f := figuresIn(t); f > 0 {
		return max(0, s.figures-f)
	}
	return 0
}

func figuresIn(t *document.Table) (n int) {
	for _, k := range t.Columns {
		if k.Figure {
			n++
		}
	}
	return n
}

func lastFigure(t *document.Table) int {
	last := -1
	for i, k := range t.Columns {
		if k.Figure {
			last = i
		}
	}
	return last
}

// lay lays the columns of t out on a sheet.
func lay(t *document.Table, sheetName string, s span) *placed {
	n := columnsOf(t) // what has no head is shown all the same
	p := &placed{Table: t, sheet: sheetName, wide: make([]beside, n), at: make([]int, n), more: make([]int, n)}
	last, skip := lastFigure(t), s.skip(t)
	for i := range n {
		p.at[i], p.wide[i] = i+1, p.besideColumn(i)
		if i > last {
			p.at[i] += skip
		}
		p.width = p.at[i]
	}
	right := max(p.width, s.printed)
	next := func(columns int) int {
		right += columns
		p.width = right
		return right - columns + 1
	}
	shared := 0 // the numbers of columns that have the figure of a row in one of them
	for i, w := range p.wide {
		switch {
		case w != numbersBeside:
		case !p.isShared(i):
			p.more[i] = next(3)
		case shared == 0:
			shared = next(3)
			fallthrough
		default:
			p.more[i] = shared
		}
	}
	for i, w := range p.wide {
		if w == datesBeside {
			p.more[i] = next(2)
		}
	}
	return p
}

// columnsOf returns how many columns of a table pages print.
func columnsOf(t *document.Table) int {
	n := len(t.Columns)
	for _, r := range t.Rows {
		n = max(n, len(r.Cells))
	}
	return n
}

func (p *placed) besideColumn(i int) beside {
	w := nothingBeside
	for _, r := range p.Rows {
		switch {
		case i >= len(r.Cells):
		case i < len(p.Columns) && p.Columns[i].Figure && isFigure(r.Cells[i]):
			return numbersBeside
		case r.Cells[i].Class == document.PeriodValue || r.Cells[i].Class == document.AsOfValue:
			w = datesBeside
		}
	}
	return w
}

// isShared reports whether column i has the figure of some rows, and its
// neighbours that of the others: one column of numbers serves them all.
func (p *placed) isShared(i int) bool {
	return p.wide[i] == numbersBeside && i < len(p.Columns) && p.Columns[i].Known != ""
}

// row returns the row of the sheet of row i of the table.
func (p *placed) row(i int) int { return p.header + 1 + i }

// heads returns the header. With several columns of figures each number says
// which it belongs to.
func (p *placed) heads(b *book) []string {
	labels := make([]string, p.width)
	figures, shared := 0, 0
	for i, w := range p.wide {
		switch {
		case w != numbersBeside:
		case p.isShared(i):
			shared = 1
		default:
			figures++
		}
	}
	for i, c := range p.Columns {
		labels[p.at[i]-1] = c.Label
		switch p.wide[i] {
		case datesBeside:
			copy(labels[p.more[i]-1:], b.heads("from", "to"))
		case numbersBeside:
			for k, name := range b.heads("low", "best", "high") {
				if figures+shared > 1 && !p.isShared(i) {
					name = c.Label + b.l.Say("list.comma") + name
				}
				labels[p.more[i]-1+k] = name
			}
		}
	}
	return labels
}

// table writes title, note, header and rows; the note comes first so that the
// rows end the table and can be filtered. It returns the row of the header, or 0
// where there are no rows.
func (b *book) table(p *page, t *document.Table) int {
	if pt := b.place(p, t); len(t.Rows) > 0 {
		return pt.header
	}
	return 0
}

// place writes a table and notes where it stands.
func (b *book) place(p *page, t *document.Table) *placed {
	t = t.Footed()
	p.line(sheet.Figure, t.Title)
	if t.Note != "" {
		p.prose(sheet.Note, b.l.Say("brief.note", t.Note))
	}
	pt := lay(t, p.sheet.Name, p.span)
	pt.header = p.head(pt.heads(b)...)
	pt.alignHeads(p.sheet.Rows[pt.header-1])
	parts := pt.parts()
	for i, r := range t.Rows {
		p.add(b.row(pt, i, r, parts)...)
	}
	if len(t.Rows) == 0 {
		p.line(sheet.Note, b.say("no_rows"))
		return pt
	}
	p.sheet.Conditions = append(p.sheet.Conditions, b.conditions(pt)...)
	b.tables = append(b.tables, pt)
	return pt
}

// chart writes the data of a chart, for a reader of cells and for the chart
// that is drawn from them.
func (b *book) chart(p *page, c *document.Chart) int {
	t := c.Table(b.l)
	b.headed(t)
	for _, r := range t.Rows { // a label, which a date is here, stands to the left
		r.Cells[0] = document.Value{Class: document.TextValue, Text: r.Cells[0].Format(b.l)}
	}
	pt := b.place(p, t)
	pt.picture = &picture{kind: cmp.Or(c.Kind, document.Bars), rows: c.Rows, foot: footOf(b, c.Foot(b.l)), marks: c.Marks}
	for _, r := range c.Rows {
		pt.picture.series = max(pt.picture.series, len(r.Values))
	}
	return pt.header
}

// areas writes the figures of a map. A workbook draws no boundaries; what the
// map would disclaim stands beneath all the same, for it names areas too.
func (b *book) areas(p *page, m *document.Map) {
	t := m.Table(b.l)
	b.headed(t)
	pt := b.place(p, t)
	if m.Kind != document.Located { // which has words alone
		pt.picture = &picture{kind: document.Bars, series: len(t.Columns) - 1, foot: footOf(b, m.Foot(b.l)), marks: m.Marks}
	}
	if m.Disclaimer != "" {
		p.prose(sheet.Note, m.Disclaimer)
	}
}

// footOf words the foot of a picture without its source marks, which are links
// below the chart.
func footOf(b *book, spans []document.Span) string {
	spans = slices.DeleteFunc(spans, func(s document.Span) bool { return s.Value != nil && s.Value.Class == document.MarksValue })
	return strings.TrimSpace(document.Paragraph{Spans: spans}.Format(b.l))
}

// headed gives heads to the columns of a picture, which prints none.
func (b *book) headed(t *document.Table) {
	for i := range t.Columns {
		k := &t.Columns[i]
		switch {
		case k.Label != "":
		case k.Figure:
			k.Label = b.l.Say("column.figure")
		case i == 0:
			k.Label = b.l.Say("column.what")
		default:
			k.Label = b.l.Say("column.why_apart") // a break
		}
	}
}

// alignHeads puts the heads of figures and numbers where these stand.
func (p *placed) alignHeads(row []sheet.Cell) {
	for i, k := range p.Columns {
		row[p.at[i]-1].Right = k.Figure
		for j := range map[beside]int{numbersBeside: 3, datesBeside: 2}[p.wide[i]] {
			row[p.more[i]-1+j].Right = true
		}
	}
}

func (b *book) row(pt *placed, i int, r document.Row, parts parts) []sheet.Cell {
	style := sheet.Wrap
	switch {
	case r.Muted:
		style = sheet.Note
	case r.Total:
		style = sheet.Total
	}
	cells := make([]sheet.Cell, pt.width)
	for j := range cells {
		cells[j].Style = style
	}
	indented := r.Indent <= 0
	for j, v := range r.Cells {
		said := &cells[pt.at[j]-1]
		*said = b.said(v, style)
		said.Right = j < len(pt.Columns) && pt.Columns[j].Figure
		if !indented && said.Kind == sheet.Text {
			said.Text = strings.Repeat("    ", min(r.Indent, 8)) + said.Text
			indented = true
		}
		switch pt.wide[j] {
		case numbersBeside:
			if pt.isShared(j) && v.Class == "" {
				continue // a neighbour has the figure of this row
			}
			three := numbers(v, style)
			if v.Class == document.TotalValue {
				parts.total(v, said, three, cell(pt.row(i), pt.more[j]+1))
			}
			copy(cells[pt.more[j]-1:], three)
		case datesBeside:
			copy(cells[pt.more[j]-1:], b.dates(v, style))
		}
	}
	return cells
}
