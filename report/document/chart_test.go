package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// TestMoved wants a way only where there is a number, and never out of bounds
// that say none.
func TestMoved(t *testing.T) {
	at := func(n int64) *int64 { return &n }
	for _, c := range []struct {
		name   string
		nature humanitarian.Nature
		change *tally.Change
		way    int
		ok     bool
	}{
		{"none", humanitarian.Stock, nil, 0, false},
		{"break", humanitarian.Stock, &tally.Change{Kind: tally.Break, Actual: tally.Interval{Low: at(5), High: at(5)}}, 0, false},
		{"not established", humanitarian.Cumulative, &tally.Change{Recorded: 5}, 0, false},
		{"up", humanitarian.Stock, &tally.Change{Kind: tally.Delta, Actual: tally.Interval{Low: at(5), High: at(9)}}, 1, true},
		{"down", humanitarian.Stock, &tally.Change{Kind: tally.Delta, Actual: tally.Interval{Low: at(-9), High: at(-5)}}, -1, true},
		{"either way", humanitarian.Stock, &tally.Change{Kind: tally.Delta, Actual: tally.Interval{Low: at(-9), High: at(5)}}, 0, true},
		{"open", humanitarian.Stock, &tally.Change{Kind: tally.Delta, Actual: tally.Interval{Low: at(5)}}, 0, false},
		{"recorded", humanitarian.Cumulative, &tally.Change{Kind: tally.Delta, Recorded: 5}, 1, true},
		{"revised", humanitarian.Cumulative, &tally.Change{Kind: tally.Delta, Recorded: -5}, -1, true},
		{"same", humanitarian.Cumulative, &tally.Change{Kind: tally.Delta}, 0, true},
	} {
		way, ok := Value{Class: ChangeValue, Nature: c.nature, Change: c.change}.Moved()
		if way != c.way || ok != c.ok {
			t.Errorf("%s: moved %d, %t; want %d, %t", c.name, way, ok, c.way, c.ok)
		}
	}
}

// TestChartTable wants total, change and break each in a column of its own, and
// no column for what no row has.
func TestChartTable(t *testing.T) {
	l := locale.English()
	q := humanitarian.MustParseQuantity("7")
	seven := Value{Class: FigureValue, Quantity: &q}
	moved := Value{Class: ChangeValue, Nature: humanitarian.Cumulative, Change: &tally.Change{Kind: tally.Delta, Recorded: 3}}
	rows := func(total, change Value, cut string) []ChartRow {
		return []ChartRow{{Label: Value{Class: TextValue, Text: "May"}, Values: []Value{seven}}, {Label: Value{Class: TextValue, Text: "June"}, Values: []Value{seven}, Total: total, Change: change, Break: cut}}
	}
	for _, c := range []struct {
		rows []ChartRow
		want []string
	}{
		{rows(Value{}, Value{}, ""), []string{"June", "7"}},
		{rows(Value{}, moved, ""), []string{"June", "7", "+3 recorded"}},
		{rows(seven, moved, ""), []string{"June", "7", "7", "+3 recorded"}},
		{rows(seven, moved, "another place"), []string{"June", "7", "7", "+3 recorded", "another place"}},
		{rows(Value{}, Value{}, "another place"), []string{"June", "7", "another place"}},
	} {
		var got []string
		for _, v := range (&Chart{Rows: c.rows}).Table(l).Rows[1].Cells {
			got = append(got, v.Format(l))
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	}
}

// TestBoilerSaysTheState wants who stands for a brief among its first lines.
func TestBoilerSaysTheState(t *testing.T) {
	for state, want := range map[SignOffState]string{NoSignOff: "", InDraft: "This issue is a draft.", InReview: "This issue is in review.",
		Approved: "Approved by S. Haddad on 6 December 2024.", Signed: "Signed by S. Haddad on 6 December 2024.",
		Changed: "Approved or signed by S. Haddad on 6 December 2024 and changed since: the signature does not cover this issue."} {
		d := &Document{SignOff: &SignOff{State: state, Name: "S. Haddad", Date: humanitarian.MustParseDate("2024-12-06")}}
		var lines []string
		if want != "" {
			lines = []string{want}
		}
		if diff := cmp.Diff(lines, d.Boiler(locale.English())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", state, diff)
		}
	}
	if got := (*SignOff)(nil).Format(locale.English()); got != "" {
		t.Errorf("a brief that nobody signed says %q", got)
	}
}

// TestPyramidTable keeps a figure of neither sex out of the columns of both.
func TestPyramidTable(t *testing.T) {
	l := locale.English()
	value := func(s string) Value {
		q := humanitarian.MustParseQuantity(s)
		return Value{Class: FigureValue, Quantity: &q}
	}
	c := &Chart{Kind: Pyramid, Series: []string{"Women", "Men"}, Rows: []ChartRow{
		{Label: Value{Class: TextValue, Text: "adults"}, Values: []Value{value("12"), value("13")}},
		{Label: Value{Class: TextValue, Text: "sex not known"}, Values: []Value{value("14")}}}}
	var got [][]string
	for _, r := range c.Table(l).Rows {
		var cells []string
		for _, v := range r.Cells {
			cells = append(cells, v.Format(l))
		}
		got = append(got, cells)
	}
	if diff := cmp.Diff([][]string{{"adults", "12", "13", ""}, {"sex not known", "", "", "14"}}, got); diff != "" {
		t.Error(diff)
	}
}
