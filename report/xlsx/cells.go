package xlsx

import (
	"net/url"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// said returns the cell of v as said: a number where the number says it all,
// else the words.
func (b *book) said(v document.Value, style sheet.Style) sheet.Cell {
	if n, ok := exact(v); ok {
		c := number(n, v.Unit, style)
		if sheetHolds(n) && !v.Unit.IsCurrency() {
			return c
		}
		return text(style, v.Format(b.l))
	}
	if isUnknown(v) {
		s := v.Format(b.l)
		if s == "" {
			s = b.l.Quantity(humanitarian.Quantity{}, v.Unit)
		}
		return text(sheet.Unknown, s)
	}
	if len(v.Marks) > 0 && v.Quantity == nil && v.Sum == nil {
		return b.mark(v.Marks, style)
	}
	if v.Quantity == nil && v.Sum == nil && v.Class == document.DateValue && !v.Date.IsZero() {
		return b.date(v.Date, style)
	}
	return text(style, v.Format(b.l))
}

// sheetHolds reports whether a cell keeps all digits of n: Excel has 15.
func sheetHolds(n int64) bool { return n <= 999_999_999_999_999 && n >= -999_999_999_999_999 }

// isUnknown reports whether v is a figure that gives no number: one of the four
// unknown states, or a class of figure with nothing in it.
func isUnknown(v document.Value) bool {
	switch {
	case v.Quantity != nil:
		switch v.Quantity.Form() {
		case humanitarian.NotReported, humanitarian.Some, humanitarian.None, humanitarian.Withheld:
			return true
		}
		return false
	case v.Sum != nil:
		return !v.Sum.Known()
	}
	switch v.Class {
	case document.FigureValue, document.TotalValue, document.DerivedValue:
		return v.Text == ""
	}
	return false
}

// isFigure reports whether v has, or should have, number columns.
func isFigure(v document.Value) bool { return v.Quantity != nil || v.Sum != nil || isUnknown(v) }

// numbers returns the cells low, best and high of v.
func numbers(v document.Value, style sheet.Style) []sheet.Cell {
	cells := make([]sheet.Cell, 3)
	bs := boundsOf(v)
	for i, n := range []*int64{bs.low, bs.best, bs.high} {
		cells[i].Style = style
		if n != nil {
			cells[i] = number(*n, v.Unit, style)
		}
	}
	return cells
}

func number(n int64, u humanitarian.Unit, style sheet.Style) sheet.Cell {
	if u == humanitarian.Permille {
		if n%10 == 0 {
			return sheet.Cell{Kind: sheet.Percent, Int: n / 10, Style: style}
		}
		return sheet.Cell{Kind: sheet.Percent, Int: n, Places: 1, Style: style}
	}
	return sheet.Cell{Kind: sheet.Number, Int: n, Style: style}
}

// dates returns the cells from and to of a window; the day of a stock is where
// its window ends.
func (b *book) dates(v document.Value, style sheet.Style) []sheet.Cell {
	from, to := v.Period.Start, v.Period.End
	if v.Class == document.AsOfValue {
		to = v.Date
	}
	cells := []sheet.Cell{b.date(from, style), b.date(to, style)}
	for i := range cells {
		if cells[i].Kind == sheet.Text {
			cells[i].Style = sheet.Unknown // a month beside dates stands to the right as they do, and is less than they are
		}
	}
	return cells
}

// date returns a real date, or the words of one that is less than a day.
func (b *book) date(d humanitarian.Date, style sheet.Style) sheet.Cell {
	if d.Day() == 0 {
		return text(style, b.l.Date(d))
	}
	return sheet.Cell{Kind: sheet.Date, Text: d.String()[:len("2024-12-05")], Style: style}
}

// mark returns the source marks in one cell, which leads to the first of them.
func (b *book) mark(marks []int, style sheet.Style) sheet.Cell {
	if len(marks) == 0 {
		return sheet.Cell{Style: style}
	}
	c := text(style, document.Marks(marks))
	for _, m := range marks {
		if row, ok := b.marks[m]; ok {
			c.Link, c.Style = sheet.LinkTo(b.names.sources, row, 1), sheet.Link
			break
		}
	}
	return c
}

// marksOf returns one cell for each source mark in p, in order, none twice.
func (b *book) marksOf(p document.Paragraph) []sheet.Cell {
	var cells []sheet.Cell
	seen := map[int]bool{}
	for _, s := range p.Spans {
		if s.Value == nil {
			continue
		}
		for _, m := range s.Value.Marks {
			if !seen[m] {
				seen[m] = true
				cells = append(cells, b.mark([]int{m}, sheet.Wrap))
			}
		}
	}
	return cells
}

// linked returns s as a link to an address that a browser could follow, else as
// text: a bad address must not stop a brief.
func linked(s, address string) sheet.Cell {
	c := text(sheet.Wrap, s)
	u, err := url.Parse(address)
	if err != nil || s == "" || u.Host == "" || len(address) > 2000 || strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' }) {
		return c
	}
	if scheme := strings.ToLower(u.Scheme); scheme == "http" || scheme == "https" {
		c.Link, c.Style = address, sheet.Link
	}
	return c
}
