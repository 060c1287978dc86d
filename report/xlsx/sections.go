package xlsx

import (
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// keyFigures makes the first sheet: masthead, lines, tiles as rows, and what
// stands before the first section.
func (b *book) keyFigures(blocks []document.Block) *page {
	p := newPage(b.names.keyFigures)
	p.line(sheet.Title, b.d.Masthead(b.l))
	for _, s := range b.d.Boiler(b.l) {
		p.line(sheet.Plain, s)
	}
	p.blank()
	var rest []document.Block
	header := p.head(b.say("key_figure"), b.say("as_said"), b.say("low"), b.say("best"), b.say("high"), b.say("date_and_source"), b.say("sources"))
	for _, block := range blocks {
		t, ok := block.(*document.KeyFigures)
		if !ok {
			rest = append(rest, block)
			continue
		}
		for _, tile := range t.Tiles {
			row := []sheet.Cell{text(sheet.Wrap, tile.Label), b.said(tile.Value, sheet.Figure)}
			row = append(row, numbers(tile.Value, sheet.Wrap)...)
			row = append(row, text(sheet.Wrap, strings.Join(tile.Lines, "\n")), b.mark(tile.Marks, sheet.Wrap))
			p.add(row...)
		}
	}
	if len(p.sheet.Rows) == header {
		p.line(sheet.Note, b.say("no_key_figures"))
	}
	p.freeze(header)
	if hasContent(rest) {
		p.blank()
		b.blocks(p, rest)
	}
	return p
}

func (b *book) section(s section) *page {
	p := newPage(s.sheet)
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

// table writes title, note, header and rows; the note comes first so that the
// rows end the table and can be filtered. It returns the row of the header.
func (b *book) table(p *page, t *document.Table) int {
	p.line(sheet.Figure, t.Title)
	if t.Note != "" {
		p.line(sheet.Note, b.l.Say("brief.note", t.Note))
		p.prosaic = max(p.prosaic, min(textWidth(t.Note), noteWidth))
	}
	wide := b.beside(t)
	figures := 0
	for _, w := range wide {
		if w == numbersBeside {
			figures++
		}
	}
	var labels []string
	for i, c := range t.Columns {
		labels = append(labels, c.Label)
		switch {
		case wide[i] == datesBeside:
			labels = append(labels, b.say("from"), b.say("to"))
		case wide[i] == numbersBeside && figures == 1:
			labels = append(labels, b.say("low"), b.say("best"), b.say("high"))
		case wide[i] == numbersBeside:
			for _, k := range []string{"low", "best", "high"} {
				labels = append(labels, c.Label+b.l.Say("list.comma")+b.say(k))
			}
		}
	}
	header := p.head(labels...)
	for _, r := range t.Rows {
		p.add(b.row(r, wide)...)
	}
	if len(t.Rows) == 0 {
		p.line(sheet.Note, b.say("no_rows"))
		return 0
	}
	return header
}

// What stands beside a column as said, in columns of its own: the numbers of its
// figures, or the dates of its days and windows.
type beside uint8

const (
	nothingBeside beside = iota
	numbersBeside
	datesBeside
)

func (b *book) beside(t *document.Table) []beside {
	wide := make([]beside, len(t.Columns))
	for i, c := range t.Columns {
		for _, r := range t.Rows {
			switch {
			case i >= len(r.Cells):
			case c.Figure && isFigure(r.Cells[i]):
				wide[i] = numbersBeside
			case r.Cells[i].Class == document.PeriodValue || r.Cells[i].Class == document.AsOfValue:
				wide[i] = datesBeside
			}
		}
	}
	return wide
}

func (b *book) row(r document.Row, wide []beside) []sheet.Cell {
	style := sheet.Wrap
	switch {
	case r.Muted:
		style = sheet.Note
	case r.Total:
		style = sheet.Total
	}
	var cells []sheet.Cell
	indented := r.Indent <= 0
	for i, v := range r.Cells {
		c := b.said(v, style)
		if !indented && c.Kind == sheet.Text {
			c.Text = strings.Repeat("    ", min(r.Indent, 8)) + c.Text
			indented = true
		}
		cells = append(cells, c)
		switch {
		case i < len(wide) && wide[i] == numbersBeside:
			cells = append(cells, numbers(v, style)...)
		case i < len(wide) && wide[i] == datesBeside:
			cells = append(cells, b.dates(v, style)...)
		}
	}
	return cells
}
