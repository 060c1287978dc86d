package xlsx

import (
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// claim is one row of a table of claims.
type claim struct {
	id, what, figure, where, when, who string
	mark                               int
	muted                              bool
}

func figure(id, q string) document.Value {
	v := withUnit(quantity(q), humanitarian.Person)
	v.Figures = []string{id}
	return v
}

func asOf(s string) document.Value {
	return document.Value{Class: document.AsOfValue, Date: humanitarian.MustParseDate(s)}
}

// claims makes a table with the columns that a brief gives to claims, in the
// language.
func claims(l *locale.Language, name, title string, rows ...claim) *document.Table {
	t := &document.Table{Name: name, Title: title}
	for _, c := range []string{"what", "figure", "where", "when", "who_known", "source"} {
		t.Columns = append(t.Columns, document.Column{Label: l.Say("column." + c), Weight: 1, Figure: c == "figure"})
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, document.Row{Muted: r.muted, Cells: []document.Value{words(r.what), figure(r.id, r.figure), words(r.where), asOf(r.when), words(r.who), marks(r.mark)}})
	}
	return t
}

// totalRow adds a total of the named figures to a table of claims.
func totalRow(t testing.TB, table *document.Table, ids ...string) {
	t.Helper()
	var qs []humanitarian.Quantity
	for _, id := range ids {
		for _, r := range table.Rows {
			if v := r.Cells[1]; v.Quantity != nil && v.Figures[0] == id {
				qs = append(qs, *v.Quantity)
			}
		}
	}
	s, err := humanitarian.Add(qs...)
	if err != nil {
		t.Fatal(err)
	}
	v := document.Value{Class: document.TotalValue, Sum: &s, Unit: humanitarian.Person, Figures: ids}
	table.Rows = append(table.Rows, document.Row{Total: true, Cells: []document.Value{words("Total"), v, {}, {}, words("2 origins"), {}}})
}

func change(l *locale.Language, title string, earlier, now document.Value, kind tally.ChangeKind, by int64) *document.Table {
	t := &document.Table{Name: "changes", Title: title}
	for _, c := range []string{"what", "where", "earlier", "now", "change", "who_known", "source"} {
		t.Columns = append(t.Columns, document.Column{Label: l.Say("column." + c), Weight: 1, Figure: c == "earlier" || c == "now"})
	}
	ch := &tally.Change{Kind: kind}
	if kind == tally.Delta {
		ch.Recorded, ch.Actual = by, tally.Interval{Low: &by, High: &by}
	}
	t.Rows = []document.Row{{Cells: []document.Value{words("Collective sites open"), words("Aleppo"), earlier, now,
		{Class: document.ChangeValue, Change: ch, Nature: humanitarian.Stock}, words("OCHA"), marks(1)}}}
	return t
}

// rich is a brief with everything that a workbook draws, adds and marks: a
// lawful total, rivals, a change, a chart and a map of the document, a stale
// stock.
func rich(t testing.TB, l *locale.Language) *document.Document {
	d := sample(t)
	d.Language, d.NextIssue, d.Producer, d.Series = l.Tag(), humanitarian.MustParseDate("2024-12-12"), "Information management", "Weekly"
	incidents := claims(l, "civilian_incidents", "Single incidents",
		claim{id: "I-1", what: "People killed", figure: "4", where: "Aleppo", when: "2024-12-01", who: "OCHA", mark: 1},
		claim{id: "I-2", what: "People killed", figure: ">=3", where: "Idleb", when: "2024-12-02", who: "A monitor", mark: 2},
		claim{id: "I-3", what: "People killed", figure: "5..6..9", where: "Hama", when: "2024-12-02", who: "A monitor", mark: 2})
	totalRow(t, incidents, "I-1", "I-2", "I-3")
	closed := claims(l, "civilian_incidents", "More incidents",
		claim{id: "J-1", what: "People injured", figure: "10", where: "Aleppo", when: "2024-12-01", who: "OCHA", mark: 1},
		claim{id: "J-2", what: "People injured", figure: "none", where: "Idleb", when: "2024-12-02", who: "A monitor", mark: 2},
		claim{id: "J-3", what: "People injured", figure: "21", where: "Hama", when: "2024-12-02", who: "A monitor", mark: 2})
	totalRow(t, closed, "J-1", "J-2", "J-3")
	rivals := claims(l, "displaced", "People displaced, as each source states it",
		claim{id: "D-1", what: "Displaced", figure: "800000..1000000", where: "whole country", when: "2024-12-04", who: "A monitor", mark: 2},
		claim{id: "D-2", what: "Displaced", figure: ">880000", where: "whole country", when: "2024-12-04", who: "OCHA", mark: 1},
		claim{id: "D-3", what: "Displaced", figure: "~280000", where: "whole country", when: "2024-12-04", who: "A third", mark: 2},
		claim{id: "D-4", what: "Displaced", figure: "some", where: "whole country", when: "2024-12-04", who: "A fourth", mark: 2},
		claim{id: "D-5", what: "Displaced", figure: "77", where: "whole country", when: "2024-12-04", who: "not counted", mark: 2, muted: true},
		claim{id: "D-6", what: "Displaced", figure: "500", where: "Tartous", when: "2024-09-30", who: "OCHA", mark: 1})
	chart := &document.Chart{Name: "idps_over_time", Title: "Displaced, Hama (persons)", Kind: document.Columns, Source: "OCHA", AsOf: asOf("2024-12-05"), Marks: []int{1},
		Rows: []document.ChartRow{{Label: on("2024-11-30"), Values: []document.Value{figure("T-1", "120")}},
			{Label: on("2024-12-02"), Values: []document.Value{figure("T-2", ">=150")}, Break: "another place"},
			{Label: on("2024-12-05"), Values: []document.Value{figure("T-3", "140")}}}}
	areas := &document.Map{Name: "displaced", Title: "Displaced by area (persons)", Measure: "people displaced", Disclaimer: "No opinion on borders.", Marks: []int{2},
		Areas: []document.Area{{PCode: "SY02", Name: "Aleppo", Value: figure("M-1", "100")}, {PCode: "SY05", Name: "Hama", Value: figure("M-2", "300")}}}
	d.Blocks = append(d.Blocks,
		&document.Heading{Level: 1, Text: l.Say("brief.highlights")},
		&document.Bullets{Items: []document.Paragraph{{Spans: []document.Span{{Text: "A highlight. "}, {Value: new(marks(1))}}}}},
		&document.Heading{Level: 1, Text: "What changed"}, change(l, "Series", figure("S-1", "220"), figure("S-2", "240"), tally.Delta, 20),
		&document.Heading{Level: 1, Text: "Displacement"}, chart, areas, rivals,
		&document.Heading{Level: 1, Text: "Incidents"}, incidents, closed,
		&document.Heading{Level: 1, Text: "Data notes"}, &document.Paragraph{Note: true, Spans: []document.Span{{Text: "Figures are printed as published."}}},
		&document.Table{Name: "discrepancies", Title: "Rival claims", Columns: []document.Column{{Label: "Measure"}, {Label: "Figure", Figure: true}},
			Rows: []document.Row{{Cells: []document.Value{words("Displaced"), figure("D-1", "800000..1000000")}}, {Cells: []document.Value{words("Displaced"), figure("D-2", ">880000")}}}})
	return d
}
