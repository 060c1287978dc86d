package xlsx

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A placed table is a table that stands on a sheet, and where. Words come first,
// as the table has them; then each column of figures with its numbers, and the
// dates: numbers and dates stand to the right in their cells, and would run into
// words to the right of them.
type placed struct {
	*document.Table
	sheet  string
	header int      // row of the header, from 1
	wide   []beside // by column of the table
	at     []int    // column of the sheet, from 1, by column of the table
	more   []int    // column of the sheet of the low or the first date
	width  int      // columns of the sheet

	picture bool   // the data of a chart or a map
	sorted  bool   // of a picture, whose bars the largest leads
	foot    string // of a picture: who says so, and when
	marks   []int  // of a picture, which belong to all its rows
}

// What stands beside a column as said, in columns of its own: the numbers of its
// figures, or the dates of its days and windows.
type beside uint8

const (
	nothingBeside beside = iota
	numbersBeside
	datesBeside
)

// lay lays the columns of t out on a sheet.
func lay(t *document.Table, sheetName string) *placed {
	n := len(t.Columns)
	for _, r := range t.Rows {
		n = max(n, len(r.Cells)) // what has no head is shown all the same
	}
	p := &placed{Table: t, sheet: sheetName, wide: make([]beside, n), at: make([]int, n), more: make([]int, n)}
	for i := range n {
		p.wide[i] = p.besideColumn(i)
	}
	next := func(columns int) int {
		p.width += columns
		return p.width - columns + 1
	}
	for i, w := range p.wide {
		if w != numbersBeside {
			p.at[i] = next(1)
		}
	}
	for i, w := range p.wide {
		if w == numbersBeside {
			p.at[i] = next(4)
			p.more[i] = p.at[i] + 1
		}
	}
	for i, w := range p.wide {
		if w == datesBeside {
			p.more[i] = next(2)
		}
	}
	return p
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

// row returns the row of the sheet of row i of the table.
func (p *placed) row(i int) int { return p.header + 1 + i }

// heads returns the header. With several columns of figures each number says
// which it belongs to.
func (p *placed) heads(b *book) []string {
	labels := make([]string, p.width)
	figures := 0
	for _, w := range p.wide {
		if w == numbersBeside {
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
				if figures > 1 {
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
	p.line(sheet.Figure, t.Title)
	if t.Note != "" {
		p.prose(sheet.Note, b.l.Say("brief.note", t.Note))
	}
	pt := lay(t, p.sheet.Name)
	pt.header = p.head(pt.heads(b)...)
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
	pt.picture, pt.sorted, pt.marks = true, c.Kind == document.Bars || c.Kind == "", c.Marks
	pt.foot = footOf(b, c.Foot(b.l))
	return pt.header
}

// areas writes the figures of a map. A workbook draws no boundaries; what the
// map would disclaim stands beneath all the same, for it names areas too.
func (b *book) areas(p *page, m *document.Map) {
	t := m.Table(b.l)
	b.headed(t)
	pt := b.place(p, t)
	pt.picture, pt.sorted, pt.marks = true, true, m.Marks
	pt.foot = footOf(b, m.Foot(b.l))
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
		if !indented && said.Kind == sheet.Text {
			said.Text = strings.Repeat("    ", min(r.Indent, 8)) + said.Text
			indented = true
		}
		switch pt.wide[j] {
		case numbersBeside:
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
