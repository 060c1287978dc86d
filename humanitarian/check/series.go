package check

import (
	"fmt"
	"slices"
	"strconv"

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
		k := fmt.Sprintf("%q", []string{f.Series, f.Source.Name, f.Status.String(), f.Sex.String(), f.Age, f.Group, strconv.FormatBool(f.PartOf != "")})
		if bySeries[k] == nil {
			order = append(order, k)
		}
		bySeries[k] = append(bySeries[k], f)
	}
	for _, k := range order {
		values, name := bySeries[k], bySeries[k][0].Series
		slices.SortStableFunc(values, func(a, b *humanitarian.Figure) int { return a.Reference().Compare(b.Reference()) })
		back := c.takenBack(name, values)
		for i, f := range values[1:] {
			before, now := humanitarian.SumOf(values[i].Quantity), humanitarian.SumOf(f.Quantity)
			if now.Point() < before.Point() && !back[f] && !values[i].Source.Date.After(f.Source.Date) {
				c.warn(f, "cumulative_fell", name, values[i].Quantity.String(), f.Quantity.String())
			}
		}
	}
}

// takenBack reports the values of a cumulative series, in order, of which a
// later publication says more for a window that ends earlier. Of the values
// before one it looks only at those that none published later exceeds.
func (c *checker) takenBack(name string, values []*humanitarian.Figure) map[*humanitarian.Figure]bool {
	point := func(f *humanitarian.Figure) int64 { return humanitarian.SumOf(f.Quantity).Point() }
	back := map[*humanitarian.Figure]bool{}
	var peaks []*humanitarian.Figure
	for _, f := range values {
		for _, g := range peaks {
			if !back[f] && g.Source.Date.After(f.Source.Date) && isTakenBack(c.reg, *g, *f) {
				back[f] = true
				c.twoRows(g, f, "cumulative_taken_back", name, g.Quantity.String(), g.Reference().String(), g.Source.Date.String(),
					f.Quantity.String(), f.Reference().String(), f.Source.Date.String())
			}
		}
		peaks = slices.DeleteFunc(peaks, func(g *humanitarian.Figure) bool {
			return !g.Source.Date.After(f.Source.Date) && point(g) <= point(f)
		})
		peaks = append(peaks, f)
	}
	return back
}

// isTakenBack reports whether nothing follows from g to f because g says more.
func isTakenBack(reg *humanitarian.Register, g, f humanitarian.Figure) bool {
	pair := *reg
	pair.Figures = []humanitarian.Figure{g, f}
	ch := tally.Compare(&pair, g, f)
	return ch.Kind == tally.NotEstablished && len(ch.Reasons) > 0 && ch.Reasons[0].Key == "change.taken_back"
}

// twoRows reports a warning of f that names another row too.
func (c *checker) twoRows(f, g *humanitarian.Figure, code string, args ...string) {
	c.warn(f, code, args...)
	found := &c.findings[len(c.findings)-1]
	if g.Position != (humanitarian.Position{}) {
		found.Positions = append(found.Positions, g.Position)
	}
	found.Figures = append(found.Figures, g.ID)
}

// ties reports two values of a series that speak of one time and were published
// on one day, and differ: neither replaces the other.
func (c *checker) ties() {
	first := map[string]*humanitarian.Figure{}
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		if f.Series == "" || f.ID == "" || c.index[f.ID] != i || f.IsRelay() || f.Role == humanitarian.Withdrawn {
			continue
		}
		k := fmt.Sprintf("%q", []string{f.Series, f.Source.Name, f.Source.Date.String(), f.PartOf, c.claim(f)})
		if g := first[k]; g == nil {
			first[k] = f
		} else if g.Quantity != f.Quantity && len(tally.Replaced(c.reg, []humanitarian.Figure{*g, *f})) == 0 {
			c.twoRows(f, g, "series_tie", f.Series, g.Quantity.String(), f.Quantity.String())
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
