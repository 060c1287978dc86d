package xlsx

import (
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

func (b *book) sources() *page {
	p := newPage(sourcesSheet)
	header := p.head("Number", "Name", "Title", "Publisher", "Date", "URL", "Figures")
	for _, s := range b.d.Sources {
		p.add(sheet.Cell{Kind: sheet.Year, Int: int64(s.Number), Style: sheet.Wrap}, text(sheet.Wrap, s.Name), text(sheet.Wrap, s.Title),
			text(sheet.Wrap, s.Publisher), b.date(s.Date, sheet.Wrap), link(s.URL), text(sheet.Wrap, strings.Join(s.Figures, "; ")))
	}
	b.list(p, header, len(b.d.Sources), "This brief has no sources.")
	return p
}

func (b *book) findings() *page {
	p := newPage(findingsSheet)
	header := p.head("Severity", "Code", "Message", "Hint", "Figures")
	for _, f := range b.d.Findings {
		row := make([]sheet.Cell, 0, 5)
		for _, s := range []string{f.Severity, f.Code, f.Message, f.Hint, strings.Join(f.Figures, "; ")} {
			row = append(row, text(sheet.Wrap, s))
		}
		p.add(row...)
	}
	b.list(p, header, len(b.d.Findings), "No findings.")
	return p
}

// list finishes a sheet that is one table.
func (b *book) list(p *page, header, rows int, none string) {
	p.freeze(header)
	if rows == 0 {
		p.line(sheet.Note, none)
		return
	}
	p.filter(header)
}

// rowBatch is how many rows of data pass between two looks at the context.
const rowBatch = 512

func (b *book) data() (*page, error) {
	p := newPage(dataSheet)
	header := p.head(b.d.Data.Columns...)
	for i, r := range b.d.Data.Rows {
		if i%rowBatch == 0 {
			if err := b.ctx.Err(); err != nil {
				return nil, err
			}
		}
		row := make([]sheet.Cell, len(r))
		for j, s := range r {
			column := ""
			if j < len(b.d.Data.Columns) {
				column = b.d.Data.Columns[j]
			}
			row[j] = dataCell(column, s)
		}
		p.add(row...)
	}
	b.list(p, header, len(b.d.Data.Rows), "This edition holds no figures.")
	if len(b.d.Data.Columns) == 0 { // there is no header to stay or to filter
		p.freeze(0)
		p.sheet.FilterRow = 0
	} else {
		p.sheet.FrozenColumns = 1
	}
	// Forty columns on one page would be too small to read.
	total := 0
	for _, w := range p.widths {
		total += w
	}
	p.sheet.FitToWidth = total <= 280
	return p, nil
}

// dataCell returns a cell of the register's column. What cannot be read as the
// column wants stays text, as it stands.
func dataCell(column, s string) sheet.Cell {
	switch column {
	case "low", "best", "high":
		if n, ok := whole(s); ok {
			return sheet.Cell{Kind: sheet.Number, Int: n, Style: sheet.Wrap}
		}
	case "revision":
		if n, ok := whole(s); ok {
			return sheet.Cell{Kind: sheet.Year, Int: n, Style: sheet.Wrap}
		}
	case "household_size":
		before, after, found := strings.Cut(s, ".")
		if n, ok := whole(before); ok && !found {
			return sheet.Cell{Kind: sheet.Number, Int: n, Style: sheet.Wrap}
		}
		n, err := strconv.ParseInt(before+after, 10, 64)
		if _, ok := whole(before); ok && err == nil && len(after) > 0 && len(after) <= 9 && n >= 0 && sheetHolds(n) && isDigits(after) {
			return sheet.Cell{Kind: sheet.Decimal, Int: n, Places: uint8(len(after)), Style: sheet.Wrap}
		}
	case "period_start", "period_end", "as_of", "source_date":
		// A date with a time of day stays text: a real date would lose the time.
		if d, err := humanitarian.ParseDate(s); err == nil && d.Day() > 0 && len(s) == len("2024-12-05") {
			return sheet.Cell{Kind: sheet.Date, Text: s, Style: sheet.Wrap}
		}
	}
	return text(sheet.Wrap, s)
}

// whole reads digits that read back as they stand: 0012 is not a number here.
func whole(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && sheetHolds(n) && strconv.FormatInt(n, 10) == s
}

func isDigits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// readMe says what the sheets hold and how unknown is told from zero.
func (b *book) readMe(sections []section) *page {
	p := newPage(readMeSheet)
	p.sheet.Landscape = false
	p.line(sheet.Title, "How to read this workbook")
	pair := func(a, c string) { p.add(text(sheet.Wrap, a), text(sheet.Wrap, c)) }
	table := func(a, c string) { p.blank(); p.head(a, c) }

	table("Sheet", "What it holds")
	pair(keyFiguresSheet, "The key figures, in the order the desk gave them.")
	for _, s := range sections {
		pair(s.sheet, "The section "+s.title+": its tables and its text.")
	}
	pair(sourcesSheet, "Who said it, and who printed it. A mark such as [3] is the number of its line; click a mark to go there. Where a cell has several marks, the link leads to the first.")
	pair(findingsSheet, "What in the data deserves a human. Rows with a finding at error level are printed as published and not counted.")
	pair(dataSheet, "The figures of this edition, one row for one claim by one source.")

	table("Words", "What they mean")
	words := func(q string, meaning string) { pair(b.l.Quantity(humanitarian.MustParseQuantity(q), ""), meaning) }
	words("none", "The source said that there were none. It adds nothing to a total; its number cells stay empty, so that nobody takes it for a count of ours.")
	words("some", "The source said that there were some, and gave no number.")
	words("not_reported", "The sources are silent. This is not zero.")
	words("withheld", "The number is known to the desk and not shown in this edition; a small number may show as <5.")
	pair("low, best, high", "The numbers of a figure, each where its source gave it. An empty cell is a number the source did not give. It is never zero.")

	table("Rule", "How it is kept")
	pair("Totals", "Figures are added only where they were declared to be parts of a whole or separate incidents. Do not add up a column: its rows may count the same people twice, repeat a whole by its parts, or be printed and not counted.")
	pair("Data dictionary", "The columns of Data are those of the register, in its order; this edition may hold fewer. low, best, high, household_size and revision are numbers. Full dates are dates; a month or a year alone is text. The quantifier says how to read the numbers.")
	if len(b.d.Data.Columns) > 0 && !slices.Contains(b.d.Data.Columns, "quantifier") {
		pair("", "This edition has no column quantifier.")
	}

	table("About", "This brief")
	edition := b.d.Edition
	if edition == "" {
		edition = "not stated"
	}
	if b.d.Draft {
		edition += "; draft, not for distribution"
	}
	pair("Edition", edition)
	schema := b.d.Schema
	if schema == "" {
		schema = document.SchemaVersion
	}
	pair("Schema version", schema)
	pair("As of", b.l.Date(b.d.AsOf))
	if b.d.Organisation != "" {
		pair("Organisation", b.d.Organisation)
	}
	p.widths[1] = proseWidth
	p.freeze(1)
	return p
}
