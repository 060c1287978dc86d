package xlsx

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

func (b *book) sources() *page {
	p := newPage(b.names.sources)
	header := p.head(b.heads("number", "name", "title", "publisher", "date", "url", "figures")...)
	for _, s := range b.d.Sources {
		// LibreOffice wraps no link: on paper the end of an address would be missing.
		p.add(sheet.Cell{Kind: sheet.Year, Int: int64(s.Number), Style: sheet.Wrap}, linked(s.Name, s.URL), text(sheet.Wrap, s.Title),
			text(sheet.Wrap, s.Publisher), b.date(s.Date, sheet.Wrap), text(sheet.Wrap, s.URL), text(sheet.Wrap, strings.Join(s.Figures, "; ")))
		p.widths[1] = max(p.widths[1], min(textWidth(s.Name), sentenceWidth))
		p.widths[5] = max(p.widths[5], min(textWidth(s.URL), sentenceWidth))
	}
	b.list(p, header, len(b.d.Sources), b.say("no_sources"))
	return p
}

// heads words the heads of columns.
func (b *book) heads(keys ...string) []string {
	for i, k := range keys {
		keys[i] = b.say(k)
	}
	return keys
}

func (b *book) findings() *page {
	p := newPage(b.names.findings)
	header := p.head(b.heads("severity", "code", "message", "hint", "figures")...)
	for _, f := range b.d.Findings {
		row := make([]sheet.Cell, 0, 5)
		for _, s := range []string{b.l.Word("severity", f.Severity), f.Code, f.Message, f.Hint, strings.Join(f.Figures, "; ")} {
			row = append(row, text(sheet.Wrap, s))
		}
		p.add(row...)
		for j := 2; j < 4; j++ { // message and hint are sentences
			p.widths[j] = max(p.widths[j], min(textWidth(row[j].Text), sentenceWidth))
		}
	}
	if len(b.d.Findings) > 0 {
		b.severities(p, header)
	}
	b.list(p, header, len(b.d.Findings), b.say("no_findings"))
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

// dataWidth is how wide the printed columns of the data may be, in characters.
const dataWidth = 20

// foremost are the columns of the register that a reader looks for. They come
// first on the sheet of data, and are what is printed of it: fifty columns on
// one page could not be read, and on several not be held together.
func foremost() []string {
	return []string{"id", "indicator", "quantifier", "low", "best", "high", "word", "unit", "status", "place", "period_start", "period_end", "as_of", "source"}
}

// dataOrder returns the columns of the data in the order in which the sheet has
// them, the foremost first, and how many these are.
func (b *book) dataOrder() (order []int, first int) {
	for _, name := range foremost() {
		if i := slices.Index(b.d.Data.Columns, name); i >= 0 {
			order = append(order, i)
		}
	}
	first = len(order)
	for i := range b.d.Data.Columns {
		if !slices.Contains(order[:first], i) {
			order = append(order, i)
		}
	}
	return order, first
}

func (b *book) data() ([]*page, error) {
	p := newPage(b.names.data)
	order, first := b.dataOrder()
	p.span.printed = first
	in := func(cells []string) []string {
		out := make([]string, len(order))
		for k, j := range order {
			if j < len(cells) {
				out[k] = cells[j]
			}
		}
		return out
	}
	columns := in(b.d.Data.Columns)
	header := p.head(columns...)
	if len(b.d.Data.Tags) > 0 {
		header = p.tags(in(b.d.Data.Tags))
	}
	for i, r := range b.d.Data.Rows {
		if i%rowBatch == 0 {
			if err := b.ctx.Err(); err != nil {
				return nil, err
			}
		}
		row := make([]sheet.Cell, max(len(columns), len(r)))
		for j, s := range append(in(r), r[min(len(order), len(r)):]...) { // what has no head comes last
			column := ""
			if j < len(columns) {
				column = columns[j]
			}
			if row[j] = dataCell(column, s); j >= first {
				row[j].Style = sheet.Plain // a long text that nobody prints would make the row high
			}
		}
		p.add(row...)
	}
	for i := range p.widths[:min(first, len(p.widths))] {
		p.widths[i] = min(p.widths[i], dataWidth)
	}
	if len(b.d.Data.Rows) > 0 {
		b.faults(p, columns, header)
	}
	b.list(p, header, len(b.d.Data.Rows), b.say("no_data"))
	if len(columns) == 0 { // there is no header to stay or to filter
		p.freeze(0)
		p.sheet.FilterRow = 0
	} else {
		p.sheet.FrozenColumns = 1
	}
	return []*page{p}, nil
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
func (b *book) readMe() *page {
	p := newPage(b.names.readMe)
	p.sheet.Landscape = false
	p.line(sheet.Title, b.say("how_to_read"))
	pair := func(a, c string) { p.add(text(sheet.Wrap, a), text(sheet.Wrap, c)) }
	about := func(name, what string) {
		to := text(sheet.Link, name)
		to.Link = sheet.LinkTo(name, 1, 1)
		p.add(to, text(sheet.Wrap, what))
	}
	table := func(a, c string) { p.blank(); p.head(b.say(a), b.say(c)) }

	table("sheet", "what_it_holds")
	about(b.names.keyFigures, b.say("about_key_figures"))
	for _, s := range b.made {
		about(s.sheet, b.say("about_section", s.title))
	}
	if len(b.parts) > 0 {
		about(b.names.charts, b.more("about_charts"))
	}
	about(b.names.sources, b.say("about_sources"))
	about(b.names.findings, b.say("about_findings"))
	about(b.names.data, b.say("about_data"))

	table("words", "what_they_mean")
	for _, q := range []string{"none", "some", "not_reported", "withheld"} {
		pair(b.l.Quantity(humanitarian.MustParseQuantity(q), ""), b.say("means_"+q))
	}
	pair(b.say("low_best_high"), b.say("means_low_best_high"))

	table("rule", "how_it_is_kept")
	pair(b.say("totals"), b.say("about_totals"))
	pair(b.more("formulas"), b.more("about_formulas"))
	pair(b.more("marks"), b.more("about_marks"))
	pair(b.say("data_dictionary"), b.say("about_dictionary"))
	if len(b.d.Data.Columns) > 0 && !slices.Contains(b.d.Data.Columns, "quantifier") {
		pair("", b.say("no_quantifier"))
	}

	table("about", "this_brief")
	pair(b.say("edition"), b.edition())
	pair(b.say("schema_version"), cmp.Or(b.d.Schema, document.SchemaVersion))
	pair(b.say("as_of"), b.l.Date(b.d.AsOf))
	if b.d.Organisation != "" {
		pair(b.say("organisation"), b.d.Organisation)
	}
	p.widths[1] = proseWidth
	p.freeze(1)
	return p
}

// edition words the edition, and whether this is a draft of it.
func (b *book) edition() string {
	edition := b.say("not_stated")
	if b.d.Edition != "" {
		edition = b.l.Word("edition", b.d.Edition)
	}
	if b.d.Draft {
		edition = b.say("edition_draft", edition)
	}
	return edition
}
