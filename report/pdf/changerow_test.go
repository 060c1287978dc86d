package pdf

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
)

// TestChangeRow wants an arrow only for a delta, short words for what is none,
// and no row at all where nothing moved by a number.
func TestChangeRow(t *testing.T) {
	moved := func(kind tally.ChangeKind, low, high int64) document.Value {
		return document.Value{Class: document.ChangeValue, Nature: humanitarian.Stock, Change: &tally.Change{Kind: kind, Actual: tally.Interval{Low: &low, High: &high}}}
	}
	open := document.Value{Class: document.ChangeValue, Nature: humanitarian.Stock, Change: &tally.Change{}}
	row := func(day, value string, change document.Value, cut string) document.ChartRow {
		return document.ChartRow{Label: document.Value{Class: document.DateValue, Date: humanitarian.MustParseDate(day)}, Values: []document.Value{quantity(value)}, Change: change, Break: cut}
	}
	c := &document.Chart{Kind: document.Lines, Title: "Displaced", Rows: []document.ChartRow{
		row("2024-12-01", "100", document.Value{}, ""), row("2024-12-05", "150", moved(tally.Delta, 50, 50), ""), row("2024-12-09", "300", document.Value{}, "another place"),
		row("2024-12-13", "250", moved(tally.Delta, -50, -50), ""), row("2024-12-17", "240..260", moved(tally.Delta, -10, 10), ""), row("2024-12-21", ">=200", open, "")}}
	l := &layouter{lang: locale.English()}
	want := []chart.Change{{}, {Label: "+50", Direction: chart.Up}, {Label: "not comparable"}, {Label: "-50", Direction: chart.Down}, {Label: "between -10 and +10"}, {Label: "not established"}}
	if d := cmp.Diff(want, l.changesOf(c).Cells); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	laid := layWith(t, &document.Document{Language: "en", Blocks: []document.Block{c}}, &Theme{})
	for _, f := range laid.findings { // an arrow across a break would make a table of the chart
		t.Errorf("laid out with a finding: %s %v", f.Code, f.Args)
	}
	c.Rows = c.Rows[4:]
	c.Rows[0].Change = document.Value{}
	if got := l.changesOf(c); got != nil {
		t.Errorf("nothing moved, and the row says %v", got)
	}
}
