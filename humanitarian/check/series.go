package check

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
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

// unlike reports values of a series that tell of different things.
func (c *checker) unlike() {
	first := map[string]*humanitarian.Figure{}
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		if f.Series == "" || f.ID == "" || c.index[f.ID] != i || f.IsRelay() || !f.IsObserved() {
			continue
		}
		if first[f.Series] == nil {
			first[f.Series] = f
			continue
		}
		if what := tally.Unlike(c.reg, *first[f.Series], *f); what != "" {
			c.warn(f, "series_unlike", f.Series, what)
		}
	}
}

// oneEvent reports incidents that may be one: same measure, day and place, other
// event ids, and two sources or the same number. They add up unless somebody
// looks.
func (c *checker) oneEvent() {
	first := map[string]*humanitarian.Figure{}
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		if f.Event == "" || f.ID == "" || c.index[f.ID] != i || f.Level != humanitarian.Incident || f.IsRelay() || f.PartOf != "" {
			continue
		}
		k := f.Indicator + "|" + f.Status.String() + "|" + f.Place.Key() + "|" + f.Period.String()
		if g := first[k]; g == nil {
			first[k] = f
		} else if g.Event != f.Event && (g.Source.Name != f.Source.Name || g.Quantity == f.Quantity) {
			c.warn(f, "maybe_one_event", g.ID, f.ID)
		}
	}
}

// circles reports quotes and supersedes that lead back to where they began.
func (c *checker) circles() {
	for _, kind := range []humanitarian.LinkKind{humanitarian.Quotes, humanitarian.Supersedes} {
		for i := range c.reg.Figures {
			f := &c.reg.Figures[i]
			if f.ID == "" || c.index[f.ID] != i {
				continue
			}
			seen := map[string]bool{}
			for id, ok := f.LinkTo(kind); ok && !seen[id]; {
				if id == f.ID {
					c.row(f, "link_loop", string(kind))
					break
				}
				seen[id] = true
				j, known := c.index[id]
				if !known {
					break
				}
				id, ok = c.reg.Figures[j].LinkTo(kind)
			}
		}
	}
}
