package xlsx

import (
	"fmt"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A chart covers the first chartColumns columns of its sheet, which together
// are as wide as a page.
const (
	chartColumns     = 8
	chartColumnWidth = minWidth
	chartPageRows    = 48
)

// chartSheet puts the charts one under the other, each with its figures in
// words below, and leaves their parts in the book. Without a chart there is no sheet.
func (b *book) chartSheet() ([]*page, error) {
	charts := b.charts()
	if len(charts) == 0 {
		return nil, nil
	}
	p := newPage(b.names.charts)
	p.sheet.Landscape, p.sheet.FitToWidth = false, false
	p.widths = slices.Repeat([]int{chartColumnWidth}, chartColumns)
	p.line(sheet.Title, b.more("charts"))
	keys := []string{"charts_bars", "charts_claims"}
	if slices.ContainsFunc(charts, func(c chart) bool { return c.kind == document.Lines }) {
		keys = append(keys, "charts_lines")
	}
	for _, key := range keys {
		c := text(sheet.Wrap, b.more(key))
		c.Span = chartColumns
		p.sheet.Rows = append(p.sheet.Rows, []sheet.Cell{c})
	}
	var at []anchor
	room := chartPageRows - 2*len(p.sheet.Rows) // the words above take two lines each
	drawing := sheet.Part{Name: "xl/drawings/drawing1.xml", Type: "application/vnd.openxmlformats-officedocument.drawing+xml"}
	for i, c := range charts {
		p.blank()
		if n := c.rows() + b.rowsBelow(c); room < n {
			if i > 0 { // a chart is not cut by the end of a page
				p.sheet.PageBreaks = append(p.sheet.PageBreaks, len(p.sheet.Rows)+1)
			}
			room = chartPageRows
		}
		room -= c.rows() + b.rowsBelow(c) + 1
		at = append(at, anchor{len(p.sheet.Rows) + 1, c.rows()})
		labels := b.chartLabels(p, c)
		name := fmt.Sprintf("xl/charts/chart%d.xml", i+1)
		b.parts = append(b.parts, sheet.Part{Name: name, Type: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", Data: chartXML(c, labels, b.l.RightToLeft())})
		drawing.Relations = append(drawing.Relations, sheet.Relation{ID: fmt.Sprintf("rId%d", i+1), Type: officeRels + "/chart", Target: name})
	}
	drawing.Data = drawingXML(charts, at)
	b.parts = append(b.parts, drawing)
	p.sheet.Drawing = drawing.Name
	p.freeze(1)
	return []*page{p}, nil
}

// rowsBelow is how many rows of a page the figures of a chart take below it.
func (b *book) rowsBelow(c chart) (n int) {
	for _, r := range c.all() {
		n++
		if r.apart != "" || textWidth(r.label) > 50 {
			n++ // a second line
		}
	}
	if len(c.series) > 1 {
		n += len(c.series)
	}
	return n + (len(c.marks)+chartColumns-1)/chartColumns
}

// chartLabels leaves the rows that a chart covers empty, and writes its bars below
// as rows: source mark, label, figure as said, and why it does not compare with
// the one before. Marks that all bars share follow in a row of their own. It
// returns the cells that the chart takes words from, for not every program shows
// what stands in a chart alone.
func (b *book) chartLabels(p *page, c chart) chartCells {
	at := func(row int) string { return fmt.Sprintf("%s$B$%d", sheetPrefix(p.sheet.Name), row) }
	cells := chartCells{blank: at(len(p.sheet.Rows) + 1), said: map[string]string{}}
	for range c.rows() {
		p.blank()
	}
	for i, s := range c.series {
		if len(c.series) > 1 {
			name := text(sheet.Figure, b.directed(s.name))
			name.Span = chartColumns - 1
			p.sheet.Rows = append(p.sheet.Rows, []sheet.Cell{{}, name})
			ref := at(len(p.sheet.Rows))
			cells.names = append(cells.names, ref)
			cells.said[ref] = name.Text
		}
		if i == 0 {
			first := len(p.sheet.Rows) + 1
			cells.labels = fmt.Sprintf("%s:$B$%d", at(first), first+len(s.bars)-1)
		}
		for _, r := range s.bars {
			p.sheet.Rows = append(p.sheet.Rows, b.chartRow(r))
		}
	}
	for some := range slices.Chunk(c.marks, chartColumns) {
		var row []sheet.Cell
		for _, n := range some {
			row = append(row, b.mark([]int{n}, sheet.Plain))
		}
		p.sheet.Rows = append(p.sheet.Rows, row)
	}
	return cells
}

func (b *book) chartRow(r bar) []sheet.Cell {
	label, said, why := text(sheet.Wrap, r.label), text(sheet.Figure, r.said), text(sheet.Note, r.apart)
	label.Span, said.Span = 4, 3
	row := make([]sheet.Cell, chartColumns)
	if r.apart == "" {
		row[5] = said
	} else {
		label.Span, said.Span, why.Span = 3, 2, 2
		row[4], row[6] = said, why
	}
	row[0], row[1] = b.mark(r.marks, sheet.Wrap), label
	return row
}
