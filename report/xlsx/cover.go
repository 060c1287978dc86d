package xlsx

import (
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// coverColumns is how many columns of the key figures are printed.
const coverColumns = 4

// cover makes the first sheet: what brief this is, the tiles as rows, and what
// stands before the first section. Where a page does not hold that, the last has
// sheets of its own.
func (b *book) cover(blocks []document.Block) []*page {
	var rest []document.Block
	for _, block := range blocks {
		if _, ok := block.(*document.KeyFigures); !ok {
			rest = append(rest, block)
		}
	}
	p := b.firstSheet(blocks, rest)
	if !hasContent(rest) || p.fitsPage() {
		return []*page{p}
	}
	b.tables = nil
	p = b.firstSheet(blocks, nil)
	s := section{title: b.names.keyFigures, blocks: rest}
	if h, ok := rest[0].(*document.Heading); ok {
		s.title, s.blocks = h.Text, rest[1:]
	}
	s.sheet = b.name(s.title)
	return append([]*page{p}, b.sections(s)...)
}

// firstSheet writes the tiles among blocks, and rest below them.
func (b *book) firstSheet(blocks, rest []document.Block) *page {
	p := newPage(b.names.keyFigures)
	p.line(sheet.Title, b.d.Masthead(b.l))
	b.identity(p)
	p.blank()
	p.span = spanOf(b.tablesOf(rest))
	p.span.printed = max(coverColumns, p.span.printed)
	labels := b.heads("key_figure", "as_said", "date_and_source", "sources")
	labels = append(append(labels, make([]string, p.span.printed-coverColumns)...), b.heads("low", "best", "high")...)
	header := p.head(labels...)
	for i := range p.sheet.Rows[header-1] {
		p.sheet.Rows[header-1][i].Right = i == 1 || i >= p.span.printed
	}
	for _, block := range blocks {
		t, ok := block.(*document.KeyFigures)
		if !ok {
			continue
		}
		for _, tile := range t.Tiles {
			row := make([]sheet.Cell, p.span.printed)
			copy(row, []sheet.Cell{text(sheet.Wrap, tile.Label), b.said(tile.Value, sheet.Figure),
				text(sheet.Wrap, strings.Join(tile.Lines, "\n")), b.mark(tile.Marks, sheet.Wrap)})
			row[1].Right = true
			p.add(append(row, numbers(tile.Value, sheet.Wrap)...)...)
			p.widths[2] = max(p.widths[2], min(textWidth(row[2].Text), sentenceWidth))
		}
	}
	if len(p.sheet.Rows) == header {
		p.line(sheet.Note, b.say("no_key_figures"))
	} else {
		p.prose(sheet.Note, b.say("means_low_best_high"))
	}
	p.repeat()
	if hasContent(rest) {
		p.blank()
		b.blocks(p, rest)
	}
	return p
}

// identity writes what brief this is, one row for each thing that it says.
func (b *book) identity(p *page) {
	d := b.d
	number := ""
	if d.Number > 0 {
		number = strconv.Itoa(d.Number)
	}
	for _, line := range [][2]string{
		{b.say("as_of"), b.l.Date(d.AsOf)}, {b.more("period"), b.l.Period(d.Period)}, {b.more("series"), d.Series}, {b.say("number"), number},
		{b.say("organisation"), d.Organisation}, {b.more("producer"), d.Producer}, {b.say("edition"), b.edition()}, {b.more("next_issue"), b.l.Date(d.NextIssue)},
		{b.l.Say("signoff.title"), d.SignOff.Format(b.l)},
	} {
		if line[1] != "" {
			value := text(sheet.Plain, line[1])
			value.Span = coverColumns - 1
			p.sheet.Rows = append(p.sheet.Rows, []sheet.Cell{text(sheet.Note, line[0]), value})
		}
	}
}
