package xlsx

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// sections makes the sheets of a section: one, unless its tables take several
// pages, each of which must have the head of its table. Print repeats one head a
// sheet, so that a table is followed by another only where it ends on the page
// on which it began.
func (b *book) sections(s section) (out []*page) {
	for rest := s.blocks; len(rest) > 0; {
		if len(out) > 0 {
			s.sheet = b.name(s.title)
		}
		placed := len(b.tables)
		try := func(n int) *page {
			b.tables = b.tables[:placed]
			s.blocks = rest[:n]
			return b.section(s)
		}
		p, n := asMany(try, append(startsOf(rest), len(rest)), len(out) == 0)
		out, rest = append(out, p), rest[n:]
		b.made = append(b.made, s)
	}
	return out
}

// asMany makes a sheet of as many blocks as may stand on one, up to one of the
// ends, and returns how many: those up to the first end in any case. All of them
// are tried before, if that is likely.
func asMany(try func(int) *page, ends []int, likely bool) (p *page, n int) {
	if n = ends[len(ends)-1]; likely || len(ends) == 1 {
		if p = try(n); len(ends) == 1 || p.holdsHeads() {
			return p, n
		}
	}
	n = ends[0]
	for _, next := range ends[1:] {
		if !try(next).holdsHeads() {
			break
		}
		n = next
	}
	return try(n), n
}

// startsOf lists the blocks but the first that a sheet may begin with: tables,
// charts and maps, with the headings above them, that do not come first.
func startsOf(blocks []document.Block) (out []int) {
	tables := 0
	for i := range blocks {
		if !isTable(blocks[i]) {
			continue
		}
		if tables++; tables == 1 {
			continue
		}
		for i > 0 && isHeading(blocks[i-1]) {
			i--
		}
		out = append(out, i)
	}
	return out
}

func isTable(b document.Block) bool {
	switch b.(type) {
	case *document.Table, *document.Chart, *document.Map:
		return true
	}
	return false
}

func isHeading(b document.Block) bool {
	_, ok := b.(*document.Heading)
	return ok
}

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
	if tables == 1 && last > 0 && last <= 4 {
		p.freeze(last)
	} else {
		p.repeat()
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
	starts := startsOf(blocks)
	for i, block := range blocks {
		if header = 0; slices.Contains(starts, i) {
			p.starts = append(p.starts, len(p.sheet.Rows))
		}
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
