package tally

import (
	"slices"
	"testing"

	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func TestRoll(t *testing.T) {
	reg := register(
		fig("a", "idps", ">=178000", asOf("2024-12-05"), series("ocha-idps"), defined("since 27 November")),
		fig("b", "idps", ">880000", asOf("2024-12-15"), published("2024-12-16"), series("ocha-idps"), defined("since 27 November")),
		fig("old", "in_collective_sites", "5", asOf("2024-10-01"), published("2024-10-02")),
	)
	next, stale := Roll(reg, h.MustParseDate("2024-12-16"), 30)
	if len(next.Figures) != 4 || !slices.Equal(stale, []string{"old"}) {
		t.Fatalf("%d rows, stale %v", len(next.Figures), stale)
	}
	row := next.Figures[3]
	if row.Series != "ocha-idps" || row.Definition == "" || row.Quantity != (h.Quantity{}) || !row.AsOf.IsZero() || !row.Source.Date.IsZero() {
		t.Errorf("the next value is to be read anew: %+v", row)
	}
	if r, _ := Total(next, Query{Indicator: "idps", AsOf: h.MustParseDate("2024-12-16")}); r.Sum.String() != ">880000" {
		t.Errorf("an empty row turned a figure into no data: %v", r.Sum)
	}
}
