package register

import (
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// exampleSheet shows filled rows. Its first cell says that it is never read,
// which the reader looks for.
func (t *template) exampleSheet() sheet.Sheet {
	s := sheet.Sheet{Name: t.say("sheet_example"), Protected: true, Landscape: true, FitToWidth: true, RightToLeft: t.lang.RightToLeft(), FrozenRows: 1}
	s.Rows = append(s.Rows, []sheet.Cell{{Kind: sheet.Text, Text: t.say("example_mark"), Style: sheet.Warn, Span: 5}}, nil)
	ex := *t
	ex.reg = exampleRegister(t.places)
	ex.keys = nil
	ex.gatherSources()
	ex.columns = t.columns[:t.visible]
	s.Rows = append(s.Rows, t.headRow(ex.columns))
	for i := range ex.reg.Figures {
		s.Rows = append(s.Rows, plain(ex.figureRow(i)))
	}
	s.Rows = append(s.Rows, nil, []sheet.Cell{{Kind: sheet.Text, Text: t.say("sheet_sources"), Style: sheet.Figure}}, t.headRow(sourceHeads()))
	seen := map[string]bool{}
	for i, f := range ex.reg.Figures {
		if !seen[ex.keys[i]] {
			seen[ex.keys[i]] = true
			s.Rows = append(s.Rows, plain(ex.sourceRow(ex.keys[i], f)))
		}
	}
	for _, name := range ex.columns {
		s.Columns = append(s.Columns, sheet.Column{Width: max(18, widthOf(name))})
	}
	return s
}

func (t *template) headRow(names []string) []sheet.Cell {
	var row []sheet.Cell
	for _, name := range names {
		row = append(row, sheet.Cell{Kind: sheet.Text, Text: t.head(name), Style: sheet.Header})
	}
	return row
}

// plain takes the look of cells to fill in from a row that only shows.
func plain(row []sheet.Cell) []sheet.Cell {
	for j := range row {
		row[j].Style, row[j].Unlocked = sheet.Wrap, false
	}
	return row
}

// exampleRegister is made up: no crisis had these figures.
func exampleRegister(places *placeLists) *humanitarian.Register {
	place := func(n int) humanitarian.Place {
		if n < len(places.rows[0]) {
			code, _, _ := cutLabel(places.rows[0][n][1])
			return humanitarian.Place{Codes: []string{code}}
		}
		return humanitarian.Place{Codes: []string{[]string{"SY02", "SY07"}[n]}}
	}
	week := humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-28"), End: humanitarian.MustParseDate("2024-12-05")}
	rows := []struct {
		id, quantity, indicator string
		status                  humanitarian.Status
		place                   humanitarian.Place
		stock                   bool
	}{
		{"E-01", "60000..80000", "idps", 0, place(0), true},
		{"E-02", "<~12500", "in_collective_sites", 0, place(0), true},
		{"E-03", ">=69", "killed", humanitarian.Civilian, place(0), false},
		{"E-04", "75", "injured", humanitarian.StatusUnknown, place(1), false},
		{"E-05", "hundreds", "homes_damaged", 0, place(1), false},
		{"E-06", "some", "missing", humanitarian.Civilian, place(1), false},
		{"E-07", "none", "attacks_on_health", 0, place(0), false},
		{"E-08", "~25000", "new_displacement", 0, humanitarian.Place{}, false},
	}
	reg := &humanitarian.Register{}
	for i, r := range rows {
		f := humanitarian.Figure{ID: r.id, Indicator: r.indicator, Quantity: humanitarian.MustParseQuantity(r.quantity), Status: r.status, Place: r.place}
		if r.stock {
			f.AsOf = week.End
		} else {
			f.Period = week
		}
		f.Source = humanitarian.Source{Name: "OCHA", Kind: humanitarian.UN, Date: humanitarian.MustParseDate("2024-12-06"), URL: "https://example.org/flash-4"}
		if i >= 4 {
			f.Source = humanitarian.Source{Name: "IOM", Kind: humanitarian.UN, Date: humanitarian.MustParseDate("2024-12-07")}
		}
		reg.Figures = append(reg.Figures, f)
	}
	return reg
}

// readMe explains the workbook.
func (t *template) readMe() sheet.Sheet {
	s := sheet.Sheet{Name: t.say("sheet_read_me"), Protected: true, FitToWidth: true, RightToLeft: t.lang.RightToLeft(),
		Columns: []sheet.Column{{Width: 30}, {Width: 30}, {Width: 14}, {Width: 14}, {Width: 14}}}
	line := func(style sheet.Style, text string) {
		text = directed(t.lang, text)
		s.Rows = append(s.Rows, []sheet.Cell{{Kind: sheet.Text, Text: text, Style: style, Span: 5}})
	}
	line(sheet.Title, t.say("title"))
	line(sheet.Wrap, t.say("purpose"))
	s.Rows = append(s.Rows, nil)
	line(sheet.Header, t.say("steps"))
	line(sheet.Wrap, "1. "+t.say("step_sources", t.say("sheet_sources")))
	line(sheet.Wrap, "2. "+t.say("step_figures", t.say("sheet_figures")))
	line(sheet.Wrap, "3. "+t.say("step_columns"))
	check := "4. "
	if len(t.opts.Sheets) > 0 {
		line(sheet.Wrap, "4. "+t.say("step_brief", t.say("sheet_brief")))
		check = "5. "
	}
	line(sheet.Wrap, check+t.say("step_check"))
	s.Rows = append(s.Rows, nil)
	s.Rows = append(s.Rows, []sheet.Cell{headCell(t.say("writing_head")), headCell(t.say("meaning_head")), headCell(t.head("low")), headCell(t.head("best")), headCell(t.head("high"))})
	for _, q := range []string{"1250", ">=69", ">1250", "<=45000", "<5", "60000..80000", "69..75..82", "~25000", "<~486000", "hundreds", "some", "none", "not_reported"} {
		s.Rows = append(s.Rows, t.writingRow(humanitarian.MustParseQuantity(q)))
	}
	line(sheet.Wrap, t.say("silence"))
	s.Rows = append(s.Rows, nil)
	line(sheet.Header, t.say("colours"))
	line(sheet.Bad, t.say("mark_source"))
	line(sheet.Bad, t.say("mark_bounds"))
	if t.places.levels > 1 {
		line(sheet.Bad, t.say("mark_place"))
	}
	line(sheet.Warn, t.say("mark_asof"))
	line(sheet.Warn, t.say("mark_status"))
	s.Rows = append(s.Rows, nil)
	if len(t.opts.Sheets) > 0 {
		line(sheet.Note, t.say("sheet_brief")+": "+t.say("about_brief"))
	}
	if t.opts.Example {
		line(sheet.Note, t.say("sheet_example")+": "+t.say("about_example"))
	}
	line(sheet.Note, t.say("sheet_lists")+": "+t.say("about_lists"))
	line(sheet.Note, t.say("locked"))
	return s
}

func headCell(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s, Style: sheet.Header} }

// writingRow shows how a quantity is written and what is read from it.
func (t *template) writingRow(q humanitarian.Quantity) []sheet.Cell {
	p := q.Parts()
	meaning := t.lang.Word("quantifier", p.Form.String())
	row := []sheet.Cell{
		{Kind: sheet.Text, Text: figureText(t.lang, t.numbers, humanitarian.Figure{Quantity: q}), Style: sheet.Wrap},
		{Kind: sheet.Text, Text: meaning, Style: sheet.Wrap},
	}
	for _, n := range []*int64{p.Low, p.Best, p.High} {
		if n == nil {
			row = append(row, sheet.Cell{})
			continue
		}
		row = append(row, sheet.Cell{Kind: sheet.Number, Int: *n})
	}
	return row
}
