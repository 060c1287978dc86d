package xlsx

import (
	"fmt"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// A chart covers the first chartColumns columns of its sheet, which together
// are as wide as a page.
const (
	chartColumns     = 10
	chartColumnWidth = 8 // characters
)

// chartSheet puts the charts one under the other, each with its figures in
// words below, and leaves their parts in the book. Without a chart there is no sheet.
func (b *book) chartSheet() (*page, error) {
	charts := b.charts()
	if len(charts) == 0 {
		return nil, nil
	}
	p := newPage(b.names.charts)
	p.sheet.Landscape = false
	p.widths = slices.Repeat([]int{chartColumnWidth}, chartColumns)
	for i, key := range []string{"charts", "charts_bars", "charts_claims"} {
		c := text(sheet.Wrap, b.more(key))
		if c.Span = chartColumns; i == 0 {
			c.Style = sheet.Title
		}
		p.sheet.Rows = append(p.sheet.Rows, []sheet.Cell{c})
	}
	var at []anchor
	drawing := sheet.Part{Name: "xl/drawings/drawing1.xml", Type: "application/vnd.openxmlformats-officedocument.drawing+xml"}
	for i, c := range charts {
		p.blank()
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
	return p, nil
}

// chartLabels leaves the rows that a chart covers empty, and writes its bars below
// as rows: source mark, label, figure as said; marks that all bars share follow in
// a row of their own. It returns the cells with the
// labels; the chart takes them from there, for not every program shows labels
// that stand in a chart alone.
func (b *book) chartLabels(p *page, c chart) (cells string) {
	for range c.rows() {
		p.blank()
	}
	first := len(p.sheet.Rows) + 1
	for _, r := range c.bars {
		label, said := text(sheet.Plain, r.label), text(sheet.Figure, r.said)
		label.Span, said.Span = 6, 3
		row := make([]sheet.Cell, 8)
		row[0], row[1], row[7] = b.mark(r.marks, sheet.Plain), label, said
		p.sheet.Rows = append(p.sheet.Rows, row)
	}
	for some := range slices.Chunk(c.marks, chartColumns) {
		var row []sheet.Cell
		for _, n := range some {
			row = append(row, b.mark([]int{n}, sheet.Plain))
		}
		p.sheet.Rows = append(p.sheet.Rows, row)
	}
	return fmt.Sprintf("%s$B$%d:$B$%d", sheetPrefix(p.sheet.Name), first, first+len(c.bars)-1)
}
