package xlsx

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// Widths in characters. Text wider than maxWidth wraps; prose may be wider where
// no table shares its column.
const (
	minWidth   = 8
	maxWidth   = 30
	proseWidth = 72
	lineWidth  = 112 // of prose over the columns of a table
	minFirst   = 24  // of the first column of a table

	sentenceWidth = 48 // of a column of sentences
)

// A page is a sheet in the making. Its columns grow with what is put in them.
type page struct {
	sheet   sheet.Sheet
	widths  []int
	prosaic int   // width of the longest prose in the first column
	longest int   // width of the longest line that does not wrap
	heads   []int // header rows so far, from 1
	starts  []int // rows above the blocks so far that a sheet may begin with
	span    span  // what its tables have in common; nothing printed stands for all columns
	prosy   []int // rows of prose, from 0
}

func newPage(name string) *page {
	return &page{sheet: sheet.Sheet{Name: name, FitToWidth: true, Landscape: true}}
}

// add appends a row and widens the columns to hold it.
func (p *page) add(cells ...sheet.Cell) {
	for i, c := range cells {
		for len(p.widths) <= i {
			p.widths = append(p.widths, 0)
		}
		p.widths[i] = max(p.widths[i], cellWidth(c))
	}
	p.sheet.Rows = append(p.sheet.Rows, cells)
}

// line appends a text that widens nothing. On a sheet with a table it covers
// several columns, for where letters run against the direction of the sheet, a
// text cannot run on over empty cells.
func (p *page) line(style sheet.Style, s string) {
	if style != sheet.Title {
		p.longest = max(p.longest, textWidth(s))
	}
	p.prosy = append(p.prosy, len(p.sheet.Rows))
	p.sheet.Rows = append(p.sheet.Rows, []sheet.Cell{text(style, s)})
}

// prose appends a wrapped text, and its source marks behind it. On a sheet with
// a table it covers several columns: a column of a table is too narrow to read.
func (p *page) prose(style sheet.Style, s string, marks ...sheet.Cell) {
	if len(p.widths) == 0 {
		p.widths = []int{0}
	}
	p.prosaic = max(p.prosaic, textWidth(s))
	p.prosy = append(p.prosy, len(p.sheet.Rows))
	p.sheet.Rows = append(p.sheet.Rows, append([]sheet.Cell{text(style, s)}, marks...))
}

func (p *page) blank() { p.sheet.Rows = append(p.sheet.Rows, nil) }

// head appends a header row and returns its number.
func (p *page) head(labels ...string) int {
	cells := make([]sheet.Cell, len(labels))
	for i, s := range labels {
		cells[i] = text(sheet.Header, s)
	}
	p.add(cells...)
	p.heads = append(p.heads, len(p.sheet.Rows))
	return len(p.sheet.Rows)
}

// tags appends a row of hashtags below the header and returns its number. It is
// the lowest row of the header: buttons that filter or sort stand on it, and
// leave it where it is.
func (p *page) tags(tags []string) int {
	cells := make([]sheet.Cell, len(tags))
	for i, s := range tags {
		cells[i] = text(sheet.Tag, s)
	}
	p.sheet.Rows = append(p.sheet.Rows, cells) // a tag widens no column
	return len(p.sheet.Rows)
}

// freeze keeps the rows up to n on the screen and on every printed page.
func (p *page) freeze(n int) { p.sheet.FrozenRows, p.sheet.TitleRows = n, n }

// repeat keeps the first row on the screen, and the head of the last table on
// the printed pages that go on with it.
func (p *page) repeat() {
	p.freeze(1)
	if n := len(p.heads); n > 0 {
		p.sheet.TitleFrom = p.heads[n-1]
	}
}

// holdsHeads reports whether no table but the last may run on to a second page,
// where it would stand below the head of another.
func (p *page) holdsHeads() bool {
	return len(p.starts) == 0 || p.onePage(p.starts[len(p.starts)-1])
}

// fitsPage reports whether all of the sheet prints on one page.
func (p *page) fitsPage() bool { return p.onePage(len(p.sheet.Rows)) }

// onePage reports whether the first n rows print on one page. Their heights are
// estimates, so that it wants a little room to spare.
func (p *page) onePage(n int) bool {
	trial := *p
	trial.sheet.Rows = slices.Clone(p.sheet.Rows)
	s := trial.finish()
	rows, room := s.PrintHeights()
	height := 0
	for _, h := range rows[:n] {
		height += h
	}
	return height <= room*9/10
}

// filter puts filter buttons on header row n, whose rows must be the last of
// the sheet.
func (p *page) filter(n int) {
	if n < len(p.sheet.Rows) {
		p.sheet.FilterRow = n
	}
}

func (p *page) finish() sheet.Sheet {
	if p.prosaic > 0 && len(p.heads) == 0 { // prose made the first column
		p.widths[0] = max(p.widths[0], min(p.prosaic, proseWidth))
	}
	if len(p.heads) > 0 && len(p.prosy) > 0 && len(p.widths) > 0 {
		p.widths[0] = max(p.widths[0], minFirst)
		least := max(min(p.prosaic, proseWidth), min(p.longest*11/10, lineWidth)) // titles are bold and do not wrap
		p.widths[0] += max(0, least-p.printedWidth())
	}
	p.sheet.Columns = make([]sheet.Column, len(p.widths))
	for i, w := range p.widths {
		p.sheet.Columns[i].Width = float64(max(w, minWidth) + 2)
	}
	p.spread()
	if p.span.printed > 0 && p.span.printed < len(p.widths) {
		p.sheet.PrintColumns = p.span.printed
	}
	return p.sheet
}

// printed is how many columns pages print.
func (p *page) printed() int {
	if p.span.printed > 0 {
		return min(len(p.widths), p.span.printed)
	}
	return len(p.widths)
}

// printedWidth is how wide these are.
func (p *page) printedWidth() (width int) {
	for _, w := range p.widths[:p.printed()] {
		width += max(w, minWidth) + 2
	}
	return width
}

// spread lets prose on a sheet with a table cover as many columns as a line is
// long, and moves its marks behind them.
func (p *page) spread() {
	if len(p.heads) == 0 || len(p.widths) == 0 {
		return
	}
	span, width, most := 0, 0, p.printed()
	for span < most && (span == 0 || width+max(p.widths[span], minWidth)+2 <= lineWidth) {
		width += max(p.widths[span], minWidth) + 2
		span++
	}
	for _, i := range p.prosy {
		row := p.sheet.Rows[i]
		marks, over := row[1:], span
		if style := row[0].Style; style != sheet.Wrap && style != sheet.Note { // a line that does not wrap
			over = most
		}
		row[0].Span = over
		spread := append(make([]sheet.Cell, 0, over+len(marks)), row[0])
		for range over - 1 {
			spread = append(spread, sheet.Cell{Style: row[0].Style})
		}
		p.sheet.Rows[i] = append(spread, marks...)
	}
}

func text(style sheet.Style, s string) sheet.Cell {
	if s == "" {
		return sheet.Cell{Style: style}
	}
	return sheet.Cell{Kind: sheet.Text, Text: clip(s), Style: style}
}

// clip cuts what no cell holds, and marks the cut: Excel would cut it in
// silence. Bytes bound characters from above, so a text is cut only when long.
func clip(s string) string {
	const limit, notice = 32_000, " […]"
	n := 0
	for i, r := range s {
		n++
		if r > 0xffff {
			n++
		}
		if n > limit {
			return s[:i] + notice
		}
	}
	return s
}

func cellWidth(c sheet.Cell) int {
	switch c.Kind {
	case sheet.Empty:
		return 0
	case sheet.Text:
		if c.Style == sheet.Header {
			return headerWidth(c.Text)
		}
		switch c.Style {
		case sheet.Figure, sheet.Total, sheet.Unknown:
			// These do not wrap, and half a figure is a wrong one.
			return min(textWidth(c.Text), 200)
		}
		return min(textWidth(c.Text), maxWidth)
	case sheet.Date:
		return len("2024-12-05")
	}
	digits := 1
	for n := c.Int; n >= 10; n /= 10 {
		digits++
	}
	return digits + (digits-1)/3 + 1
}

// headerWidth leaves room for the longest word, for headers wrap, and for the
// filter button.
func headerWidth(s string) int {
	longest := min(textWidth(s), 14)
	for _, w := range strings.Fields(s) {
		longest = max(longest, min(utf8.RuneCountInString(w), maxWidth))
	}
	return longest + 2
}

func textWidth(s string) int {
	longest := 0
	for line := range strings.SplitSeq(s, "\n") {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	return longest
}
