package review

import (
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// A column is one column of the sheet of candidates.
type column struct {
	name  string
	width float64
	show  func(*wording, Item) sheet.Cell
	// take puts what was typed into the item of the row. Nil: the column is
	// locked.
	take func(*row, string)
	// list: the choices of the wording's list of the same name.
	list bool
	// decides: part of the decision, and no edit of the figure.
	decides bool
}

// columns lists the columns in order. The first ones stay on the screen.
func columns() []column {
	return []column{
		{name: "id", width: 11, show: func(_ *wording, it Item) sheet.Cell { return plain(it.Proposed.ID) }},
		{name: "tier", width: 8, show: func(_ *wording, it Item) sheet.Cell { return plain(it.Tier) }},
		{name: "decision", width: 12, list: true, decides: true, show: showDecision, take: (*row).decision},
		{name: "sentence", width: 60, show: func(_ *wording, it Item) sheet.Cell { return plain(it.Sentence) }},
		{name: "words", width: 22, show: func(_ *wording, it Item) sheet.Cell { return plain(it.Words) }},
		{name: "indicator", width: 22, list: true, show: showListed("indicator", func(f humanitarian.Figure) string { return f.Indicator }), take: (*row).indicator},
		{name: "figure", width: 16, show: showFigure, take: (*row).figure},
		{name: "unit", width: 12, list: true, show: showListed("unit", func(f humanitarian.Figure) string { return string(f.Unit) }), take: (*row).unit},
		{name: "status", width: 16, list: true, show: showListed("status", statusWord), take: (*row).status},
		{name: "details", width: 24, show: func(w *wording, it Item) sheet.Cell { return plain(w.details(it)) }},
		{name: "place", width: 16, show: showPlace, take: (*row).place},
		{name: "period", width: 23, show: showPeriod, take: (*row).period},
		{name: "as_of", width: 12, show: showAsOf, take: (*row).asOf},
		{name: "source", width: 20, show: func(_ *wording, it Item) sheet.Cell { return input(it.Figure.Source.Name) }, take: (*row).source},
		{name: "reason", width: 28, decides: true, show: func(_ *wording, it Item) sheet.Cell { return input(it.Reason) }, take: (*row).reason},
		{name: "reviewer", width: 14, decides: true, show: func(_ *wording, it Item) sheet.Cell { return input(it.Reviewer) }, take: (*row).reviewer},
		{name: "published", width: 24, show: showPublished},
		{name: "address", width: 18, show: showAddress},
		{name: "why", width: 40, show: func(w *wording, it Item) sheet.Cell {
			return sheet.Cell{Kind: sheet.Text, Text: w.why(it), Style: sheet.Note}
		}},
	}
}

// frozen is how many columns stay when the sheet scrolls: up to the decision.
const frozen = 3

// index is the place of a column, counted from 1.
func index(name string) int {
	for i, c := range columns() {
		if c.name == name {
			return i + 1
		}
	}
	return 0
}

func plain(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s, Style: sheet.Wrap} }

// input is a cell to type in. An empty one has no kind, so that a date typed
// there becomes one.
func input(s string) sheet.Cell {
	c := sheet.Cell{Kind: sheet.Text, Text: s, Style: sheet.Input, Unlocked: true}
	if s == "" {
		c.Kind = sheet.Empty
	}
	return c
}

// said is the text of a cell as reading gives it.
func said(c sheet.Cell) string {
	if c.Kind == sheet.Number {
		return strconv.FormatInt(c.Int, 10)
	}
	return c.Text
}

func showDecision(w *wording, it Item) sheet.Cell {
	if it.Decision == Open {
		return input("")
	}
	return input(w.label("decision", it.Decision.String()))
}

func showListed(list string, word func(humanitarian.Figure) string) func(*wording, Item) sheet.Cell {
	return func(w *wording, it Item) sheet.Cell { return input(w.label(list, word(it.Figure))) }
}

func statusWord(f humanitarian.Figure) string {
	if f.Status == humanitarian.StatusNotStated {
		return ""
	}
	return f.Status.String()
}

// showFigure shows the number as a sheet's own number where it is one.
func showFigure(w *wording, it Item) sheet.Cell {
	q := it.Figure.Quantity
	if n, ok := q.Best(); ok && q.Form() == humanitarian.Exact {
		c := input("")
		c.Kind, c.Int = sheet.Number, n
		return c
	}
	return input(w.Quantity(q, ""))
}

// showPlace shows the P-codes, or the name where it stands for no one place. A
// place that was guessed, or may be several, is marked.
func showPlace(_ *wording, it Item) sheet.Cell {
	p := it.Figure.Place
	c := input(oneLine(p.Name, longestName))
	if len(p.Codes) > 0 {
		c = input(strings.Join(p.Codes, ";"))
	}
	if it.Hints.Inferred || len(it.Hints.May) > 0 && len(p.Codes) == 0 {
		c.Style = sheet.Warn
	}
	return c
}

func showPeriod(_ *wording, it Item) sheet.Cell { return input(it.Figure.Period.String()) }

func showAsOf(_ *wording, it Item) sheet.Cell {
	d := it.Figure.AsOf
	c := input(d.String())
	if d.Day() > 0 {
		c.Kind = sheet.Date
	}
	return c
}

// showPublished says where the text stood.
func showPublished(w *wording, it Item) sheet.Cell {
	f := it.Figure
	var out []string
	for _, s := range []string{f.Source.Title, f.Publisher} {
		if s != "" {
			out = append(out, w.Data(oneLine(s, longestName)))
		}
	}
	if !f.Source.Date.IsZero() {
		out = append(out, w.Date(f.Source.Date))
	}
	return plain(strings.Join(out, "\n"))
}

func showAddress(_ *wording, it Item) sheet.Cell {
	url := it.Figure.Source.URL
	c := plain(cut(url, longestSentence))
	if isAddress(url) {
		c.Link, c.Style = url, sheet.Link
	}
	return c
}

// isAddress reports whether s can be a link of a sheet.
func isAddress(s string) bool {
	scheme, rest, ok := strings.Cut(s, "://")
	return ok && (scheme == "http" || scheme == "https") && rest != "" && len(s) <= 2000
}
