package check

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// series reports a cumulative series whose later value is lower: a revision or
// a change of definition, never negative events. Relays are no values.
func (c *checker) series() {
	bySeries := map[string][]*humanitarian.Figure{}
	var order []string
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		if f.Series == "" || c.index[f.ID] != i || c.nature(f) != humanitarian.Cumulative || f.IsRelay() || !f.IsObserved() || !f.Quantity.HasNumber() {
			continue
		}
		if bySeries[f.Series] == nil {
			order = append(order, f.Series)
		}
		bySeries[f.Series] = append(bySeries[f.Series], f)
	}
	for _, name := range order {
		values := bySeries[name]
		slices.SortStableFunc(values, func(a, b *humanitarian.Figure) int { return a.Reference().Compare(b.Reference()) })
		for i, f := range values[1:] {
			before, now := humanitarian.SumOf(values[i].Quantity), humanitarian.SumOf(f.Quantity)
			if now.Point() < before.Point() {
				c.warn(f, "cumulative_fell", name, values[i].Quantity.String(), f.Quantity.String())
			}
		}
	}
}
