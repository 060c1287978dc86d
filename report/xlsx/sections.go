package xlsx

import (
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

func (b *book) section(s section) *page {
	p := newPage(s.sheet)
	p.span = spanOf(b.tablesOf(s.blocks))
	p.line(sheet.Title, s.title)
	tables, last := b.blocks(p, s.blocks)
	// One filter a sheet, and sorting must not drag prose along.
	if tables == 1 && last > 0 {
		p.filter(last)
	}
	// A header far down would leave no room for rows on a small screen.
	switch {
	case tables == 1 && last > 0 && last <= 4:
		p.freeze(last)
	default:
		p.freeze(1)
	}
	return p
}

// tablesOf lists the tables that stand for some blocks on a sheet.
func (b *book) tablesOf(blocks []document.Block) (out []*document.Table) {
	for _, block := range blocks {
		switch t := block.(type) {
		case *document.Table:
			out = append(out, t)
		case *document.Chart:
			out = append(out, t.Table(b.l))
		case *document.Map:
			out = append(out, t.Table(b.l))
		}
	}
	return out
}

// blocks writes blocks one under the other. It returns how many tables there
// are and, when the last block is a table, the row of its header.
func (b *book) blocks(p *page, blocks []document.Block) (tables, header int) {
	for i, block := range blocks {
		header = 0
		switch t := block.(type) {
		case *document.Heading:
			p.blank()
			p.line(sheet.Figure, t.Text)
		case *document.Paragraph:
			b.paragraph(p, "", *t)
		case *document.Bullets:
			for _, item := range t.Items {
				b.paragraph(p, "• ", item)
			}
		case *document.Table:
			if i > 0 {
				p.blank()
			}
			tables++
			header = b.table(p, t)
		case *document.Chart:
			p.blank()
			tables++
			header = b.chart(p, t)
		case *document.Map:
			p.blank()
			tables++
			b.areas(p, t)
		}
	}
	return tables, header
}

func (b *book) paragraph(p *page, prefix string, q document.Paragraph) {
	style := sheet.Wrap
	if q.Note {
		style = sheet.Note
	}
	p.prose(style, prefix+q.Format(b.l), b.marksOf(q)...)
}
