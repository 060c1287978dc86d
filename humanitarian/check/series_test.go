package check

import (
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func TestCumulativeFell(t *testing.T) {
	value := func(id, asOf, q string) humanitarian.Figure {
		d := humanitarian.MustParseDate(asOf)
		return humanitarian.Figure{ID: id, Indicator: "killed", Status: humanitarian.Civilian, Nature: humanitarian.Cumulative, Series: "s",
			Quantity: humanitarian.MustParseQuantity(q), Period: humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-26"), End: d},
			Source: humanitarian.Source{Name: "OCHA", Date: d}}
	}
	for _, c := range []struct {
		name, why string
		values    []humanitarian.Figure
		want      int
	}{
		{"rises", "69, then 75", []humanitarian.Figure{value("a", "2024-12-05", ">=69"), value("b", "2024-12-08", ">=75")}, 0},
		{"falls", "75, then 69, in any order of rows", []humanitarian.Figure{value("b", "2024-12-08", ">=69"), value("a", "2024-12-05", ">=75")}, 1},
		{"no number", "hundreds fell from nothing", []humanitarian.Figure{value("a", "2024-12-05", ">=69"), value("b", "2024-12-08", "dozens")}, 0},
	} {
		n := 0
		for _, f := range Rows(&humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(), Figures: c.values}, nil) {
			if f.Code == "cumulative_fell" {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s: %d findings, want %d: %s", c.name, n, c.want, c.why)
		}
	}
}
