package narrative

import (
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestABacklogIsNoNews wants a rise that was partly added late to support no
// sentence that hides it.
func TestABacklogIsNoNews(t *testing.T) {
	days := func(s string) humanitarian.Period { p, _ := humanitarian.ParsePeriod(s); return p }
	row := func(id, n string, nature humanitarian.Nature, period, series string) humanitarian.Figure {
		return humanitarian.Figure{ID: id, Revision: 1, Indicator: "killed", Status: humanitarian.Civilian, Nature: nature, Quantity: humanitarian.MustParseQuantity(n), Series: series,
			Period: days(period), Source: humanitarian.Source{Name: "MoH", Date: humanitarian.MustParseDate("2024-12-12")}}
	}
	late := row("r", "702", humanitarian.Flow, "2024-12-10..2024-12-10", "")
	late.PartOf, late.Partition, late.Basis, late.Reason = "b", humanitarian.Overlapping, humanitarian.Recorded, "accepted on review"
	figures := []humanitarian.Figure{row("a", "41000", humanitarian.Cumulative, "2024-11-01..2024-12-04", "toll"), row("b", "41786", humanitarian.Cumulative, "2024-11-01..2024-12-11", "toll"), late}
	for _, c := range []struct {
		text    string
		figures []humanitarian.Figure
		want    string
	}{
		{"The number of civilians killed rose by 786.", figures, NotComparable},
		{"The number of civilians killed rose by 786, of whom 702 were added late.", figures, ""},
		{"The number of civilians killed rose by 786.", figures[:2], ""},
	} {
		checker, err := NewChecker("en", Facts{Figures: c.figures}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, issue := range checker.Check(c.text) {
			got = issue.Code
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}
