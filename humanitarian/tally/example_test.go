package tally_test

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// A toll rose by 786 in a week. 702 of those are earlier deaths that a review
// added, which the register says in a row of its own.
func ExampleDiff() {
	toll := func(id, day, n string) humanitarian.Figure {
		d := humanitarian.MustParseDate(day)
		return humanitarian.Figure{ID: id, Indicator: "killed", Nature: humanitarian.Cumulative, Series: "toll", Quantity: humanitarian.MustParseQuantity(n),
			Period: humanitarian.Period{Start: humanitarian.MustParseDate("2023-10-07"), End: d}, Source: humanitarian.Source{Name: "MoH", Date: d}}
	}
	first, second := toll("w1", "2025-11-01", "67000"), toll("w2", "2025-11-08", "67786")
	added := toll("w2-late", "2025-11-08", "702")
	added.Nature, added.Series, added.PartOf, added.Basis = humanitarian.Flow, "", "w2", humanitarian.Recorded
	added.Period.Start, added.Reason = humanitarian.MustParseDate("2025-11-02"), "earlier deaths accepted on review"

	reg := func(figures ...humanitarian.Figure) *humanitarian.Register {
		return &humanitarian.Register{Indicators: humanitarian.CoreIndicators(), Figures: figures}
	}
	m := tally.Diff(reg(first), reg(first, second, added), nil).Movements[0]
	fmt.Printf("%+d recorded, of which %v added late: %s\n", m.Change.Recorded, m.Late, m.Added[0].Reason)
	// Output:
	// +786 recorded, of which 702 added late: earlier deaths accepted on review
}
