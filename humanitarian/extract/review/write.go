package review

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// mark and version begin the hidden sheet that holds what was proposed.
const (
	mark    = "sitrep review"
	version = "1"
)

// A proposal is what the hidden sheet holds of an item.
type proposal struct {
	Figure map[string]any `json:"figure"` // of humanitarian.Figure, without what is empty
	Hints  Hints          `json:"hints"`
}

// Write writes a review as a workbook: the candidates, one a row, to be decided;
// the refusals; and how to go about it. What is edited in an item stands in its
// cells, what was proposed travels along on a hidden sheet. The same review gives
// the same bytes. Nothing is written before all is rendered.
//
// It fails when an indicator or another value cannot stand in a cell, when ctx is
// cancelled and when w fails.
func Write(ctx context.Context, w io.Writer, rv *Review, opts *Options) error {
	var o Options
	if opts != nil {
		o = *opts
	}
	wb, err := newWording(o).workbook(rv)
	if err == nil {
		err = sheet.Write(ctx, w, wb)
	}
	if err != nil {
		return fmt.Errorf("review: %w", err)
	}
	return nil
}

// workbook builds the sheets.
func (w *wording) workbook(rv *Review) (*sheet.Workbook, error) {
	hidden, err := w.proposals(rv)
	if err != nil {
		return nil, err
	}
	title := w.Say("review.title")
	wb := &sheet.Workbook{
		Properties: sheet.Properties{Title: title, Language: w.Tag()},
		Sheets:     []sheet.Sheet{w.candidates(rv), w.refused(rv), w.readMe(rv), w.choices(), hidden},
	}
	for i := range wb.Sheets {
		wb.Sheets[i].RightToLeft = w.RightToLeft() && !wb.Sheets[i].Hidden
	}
	return wb, nil
}

// candidates is the sheet on which people decide.
func (w *wording) candidates(rv *Review) sheet.Sheet {
	s := sheet.Sheet{Name: w.Say("review.sheet_candidates"), FrozenRows: 1, FrozenColumns: frozen, FilterRow: 1, TitleRows: 1,
		Landscape: true, FitToWidth: true, Protected: true}
	var head []sheet.Cell
	last := len(rv.Items) + 1
	for i, c := range columns() {
		head = append(head, sheet.Cell{Kind: sheet.Text, Text: w.head(c.name), Style: sheet.Header})
		s.Columns = append(s.Columns, sheet.Column{Width: c.width})
		if c.take != nil && len(rv.Items) > 0 {
			s.Validations = append(s.Validations, w.validation(c, i+1, last))
		}
	}
	s.Rows = append(s.Rows, head)
	for _, it := range rv.Items {
		var row []sheet.Cell
		for _, c := range columns() {
			cell := c.show(w, it)
			if len(rv.Items) > mostLinks {
				cell.Link = ""
			}
			row = append(row, cell)
		}
		s.Rows = append(s.Rows, row)
	}
	if len(rv.Items) > 0 {
		s.Conditions = w.conditions(last)
	}
	return s
}

// mostLinks is fewer links than a sheet can hold.
const mostLinks = 50_000

// validation is what the cells of a column take.
func (w *wording) validation(c column, n, last int) sheet.Validation {
	v := sheet.Validation{Column: n, FirstRow: 2, LastRow: last, PromptTitle: w.head(c.name), Prompt: w.Say("review.prompt_" + c.name),
		Test: sheet.Custom, Formula: "TRUE"}
	switch {
	case c.list:
		v.Test, v.Formula, v.Source = sheet.OneOf, "", w.source(c.name)
		v.Strict, v.ErrorTitle, v.Error = true, w.head(c.name), w.Say("review.choose")
	case c.name == "as_of":
		v.Test, v.Formula, v.Min = sheet.DateTest, "", "1990-01-01"
		v.ErrorTitle, v.Error = w.head(c.name), w.Say("review.prompt_as_of")
	}
	return v
}

// conditions mark what still lacks something: an undecided row, a rejection
// without a reason, an acceptance without a figure, evidence to look at first.
func (w *wording) conditions(last int) []sheet.Condition {
	cell := func(name string) string { return "$" + sheet.ColumnName(index(name)) + "2" }
	at := func(name string) sheet.Range {
		return sheet.Range{Row: 2, Column: index(name), LastRow: last, LastColumn: index(name)}
	}
	is := func(d Decision) string {
		return fmt.Sprintf("%s=%q", cell("decision"), w.label("decision", d.String()))
	}
	return []sheet.Condition{
		{Range: at("reason"), Formula: fmt.Sprintf(`AND(%s,%s="")`, is(Reject), cell("reason")), Style: sheet.Warn},
		{Range: at("reviewer"), Formula: fmt.Sprintf(`AND(%s<>"",%s="")`, cell("decision"), cell("reviewer")), Style: sheet.Warn},
		{Range: at("figure"), Formula: fmt.Sprintf(`AND(%s,%s="")`, is(Accept), cell("figure")), Style: sheet.Bad},
		{Range: at("source"), Formula: fmt.Sprintf(`AND(%s,%s="")`, is(Accept), cell("source")), Style: sheet.Bad},
		{Range: at("period"), Formula: fmt.Sprintf(`AND(%s,%s="",%s="")`, is(Accept), cell("period"), cell("as_of")), Style: sheet.Warn},
		{Range: at("tier"), Formula: cell("tier") + `="C"`, Style: sheet.Warn},
	}
}

// refused is the sheet of numbers that are no figures.
func (w *wording) refused(rv *Review) sheet.Sheet {
	s := sheet.Sheet{Name: w.Say("review.sheet_refused"), FrozenRows: 1, FilterRow: 1, TitleRows: 1, Landscape: true, FitToWidth: true, Protected: true}
	var head []sheet.Cell
	for i, name := range refusedColumns() {
		head = append(head, sheet.Cell{Kind: sheet.Text, Text: w.head(name), Style: sheet.Header})
		s.Columns = append(s.Columns, sheet.Column{Width: [...]float64{14, 22, 70, 50}[i]})
	}
	s.Rows = append(s.Rows, head)
	for _, r := range rv.Refused {
		s.Rows = append(s.Rows, []sheet.Cell{plain(r.Text), plain(r.Words), plain(r.Sentence), plain(w.because(r))})
	}
	return s
}

func refusedColumns() []string { return []string{"text", "words", "sentence", "refused_because"} }

// readMe says how to go about it, and counts what is there.
func (w *wording) readMe(rv *Review) sheet.Sheet {
	s := sheet.Sheet{Name: w.Say("review.sheet_read_me"), Columns: []sheet.Column{{Width: 84}}, FitToWidth: true, Protected: true}
	line := func(style sheet.Style, text string) {
		s.Rows = append(s.Rows, []sheet.Cell{{Kind: sheet.Text, Text: text, Style: style}})
	}
	line(sheet.Title, w.Say("review.title"))
	line(sheet.Wrap, w.counted("counts", len(rv.Items)))
	line(sheet.Wrap, w.counted("counts_refused", len(rv.Refused)))
	for _, key := range []string{"about", "how_decide", "how_edit", "how_figure", "how_fighters", "how_place", "how_tier", "how_after"} {
		line(sheet.Wrap, w.Say("review."+key))
	}
	return s
}

func (w *wording) counted(key string, n int) string {
	return w.Plural("review."+key, int64(n), strconv.Itoa(n))
}

// choices is the hidden sheet of the drop-down lists.
func (w *wording) choices() sheet.Sheet {
	s := sheet.Sheet{Name: listSheet, Hidden: true}
	for j, name := range listNames() {
		for i, c := range w.lists[name] {
			for len(s.Rows) <= i {
				s.Rows = append(s.Rows, make([]sheet.Cell, len(listNames())))
			}
			s.Rows[i][j] = sheet.Cell{Kind: sheet.Text, Text: c.label}
		}
	}
	return s
}

const listSheet = "Lists"

func listNames() []string { return []string{"decision", "indicator", "unit", "status"} }

// source is the range of the list of a column.
func (w *wording) source(name string) string {
	for j, n := range listNames() {
		if n == name {
			col := sheet.ColumnName(j + 1)
			return fmt.Sprintf("%s!$%s$1:$%s$%d", listSheet, col, col, len(w.lists[name]))
		}
	}
	return ""
}

// proposals is the hidden sheet of what was proposed, without a language.
func (w *wording) proposals(rv *Review) (sheet.Sheet, error) {
	text := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s} }
	s := sheet.Sheet{Name: "Proposed", Hidden: true, Protected: true, Rows: [][]sheet.Cell{{text(mark), text(version), text(w.Tag())}}}
	for _, it := range rv.Items {
		b, err := pack(it)
		if err != nil {
			return s, fmt.Errorf("%s: %w", it.Proposed.ID, err)
		}
		s.Rows = append(s.Rows, []sheet.Cell{text(it.Proposed.ID), text(string(b))})
	}
	return s, nil
}

// pack makes JSON of what was proposed, without empty values.
func pack(it Item) ([]byte, error) {
	b, err := json.Marshal(it.Proposed)
	if err != nil {
		return nil, err
	}
	p := proposal{Hints: it.Hints}
	if err := json.Unmarshal(b, &p.Figure); err != nil {
		return nil, err
	}
	prune(p.Figure)
	return json.Marshal(p)
}

// prune drops what is empty, which reading gives back as such.
func prune(m map[string]any) {
	for k, v := range m {
		if inner, ok := v.(map[string]any); ok {
			prune(inner)
			if len(inner) == 0 {
				delete(m, k)
			}
			continue
		}
		if v == nil || v == "" || v == float64(0) || v == false {
			delete(m, k)
		}
	}
}

func unpack(s string) (humanitarian.Figure, Hints, error) {
	var p struct {
		Figure humanitarian.Figure `json:"figure"`
		Hints  Hints               `json:"hints"`
	}
	err := json.Unmarshal([]byte(s), &p)
	return p.Figure, p.Hints, err
}
