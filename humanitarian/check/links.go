package check

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// links checks that what a figure points to exists, and that the link may do
// what it says. A share of nothing cannot be said; the other links only lose
// their other end, which may be last week's.
func (c *checker) links(f *humanitarian.Figure) {
	for _, l := range f.Links {
		i, ok := c.index[l.ID]
		switch {
		case !ok && l.Kind == humanitarian.ShareOf:
			c.row(f, "link_unknown", l.ID)
		case !ok:
			c.warn(f, "link_unknown", l.ID)
		case l.ID == f.ID: // a circle
		case l.Kind == humanitarian.Supersedes:
			c.supersedes(f, &c.reg.Figures[i])
		case l.Kind == humanitarian.Quotes:
			c.relay(f, &c.reg.Figures[i])
		}
	}
}

// supersedes reports a link that replaces nothing, and why: totals refuse the
// two, and both are shown.
func (c *checker) supersedes(f, g *humanitarian.Figure) {
	if c.isSuperseded(f, g) {
		return
	}
	open := func(r humanitarian.Role) bool {
		return r == humanitarian.Pending || r == humanitarian.Disputed || r == humanitarian.Withdrawn
	}
	switch {
	case f.IsRelay():
		c.warn(f, "supersedes_unlike", g.ID, "relay")
	case f.IsObserved() != g.IsObserved() || !f.IsObserved() && f.Modality != g.Modality:
		c.warn(f, "supersedes_unlike", g.ID, "modality")
	case open(f.Role) && f.Role != g.Role:
		c.warn(f, "supersedes_unlike", g.ID, "role")
	case g.Source.Date.After(f.Source.Date):
		c.warn(f, "supersedes_newer", g.ID, g.Source.Date.String())
	default:
		if what := tally.Unlike(c.reg, *f, *g); what != "" {
			c.warn(f, "supersedes_unlike", g.ID, what)
		} else {
			c.warn(f, "supersedes_unlike", g.ID, "place")
		}
	}
}

// isSuperseded reports whether tally lets the link of f replace g. Without their
// series, only the link can.
func (c *checker) isSuperseded(f, g *humanitarian.Figure) bool {
	by, old := *f, *g
	by.Series, old.Series = "", ""
	by.Links, old.Links = []humanitarian.Link{{Kind: humanitarian.Supersedes, ID: g.ID}}, nil
	if f.IsRelay() {
		return false
	}
	return tally.Replaced(c.reg, []humanitarian.Figure{old, by})[g.ID] == f.ID
}

// relay reports a figure that carries another and says another number than it,
// or the number of something else. The origin's wording wins (rule 4), so the
// relay counts in nothing.
func (c *checker) relay(f, origin *humanitarian.Figure) {
	if what := c.carriedOtherwise(f, origin); what != "" {
		c.row(f, "relay_unlike", origin.ID, what)
		return
	}
	if saysTheSame(f.Quantity, origin.Quantity) {
		return
	}
	if origin.Source.Date.After(f.Source.Date) {
		c.row(f, "relay_before_origin", origin.ID, origin.Source.Date.String())
		return
	}
	c.row(f, "relay_differs", f.Quantity.String(), origin.ID, origin.Quantity.String())
}

// carriedOtherwise says in what a relay differs from the figure it carries. A
// copy may leave out the place, and says less of who the people are than of how
// many.
func (c *checker) carriedOtherwise(f, origin *humanitarian.Figure) string {
	switch {
	case f.Indicator != origin.Indicator || c.unit(f) != c.unit(origin):
		return "measure"
	case f.Status != origin.Status && f.Status != 0:
		return "status"
	case f.Sex != origin.Sex || f.Age != origin.Age || f.Group != origin.Group:
		return "group"
	case f.Place.Key() != origin.Place.Key() && len(f.Place.Codes) > 0 && len(origin.Place.Codes) > 0 && !c.holds(f.Place, origin.Place):
		return "place"
	}
	return ""
}

// holds reports whether every area of q lies in one of p: a copy may be vaguer.
func (c *checker) holds(p, q humanitarian.Place) bool {
	return !slices.ContainsFunc(q.Codes, func(y string) bool {
		return !slices.ContainsFunc(p.Codes, func(x string) bool { return x == c.reg.Country || c.reg.LiesIn(y, x) })
	})
}

// saysTheSame reports whether a relay repeats its origin: the number that the
// origin puts first, and none that it does not have. Words repeat words; a relay
// without a number says less, which is no other number.
func saysTheSame(relay, origin humanitarian.Quantity) bool {
	if !relay.HasNumber() {
		return relay.Form() != humanitarian.Magnitude || origin.Form() != humanitarian.Magnitude || relay.Word() == origin.Word()
	}
	if !origin.HasNumber() || humanitarian.SumOf(relay).Point() != humanitarian.SumOf(origin).Point() {
		return false
	}
	said := numbers(origin)
	return !slices.ContainsFunc(numbers(relay), func(n int64) bool { return !slices.Contains(said, n) })
}

// numbers lists what a reader sees in q.
func numbers(q humanitarian.Quantity) (out []int64) {
	if q.Form() == humanitarian.None {
		return []int64{0}
	}
	p := q.Parts()
	for _, n := range []*int64{p.Low, p.Best, p.High} {
		if n != nil {
			out = append(out, *n)
		}
	}
	return out
}

// circles reports quotes and supersedes that lead back to where they began.
func (c *checker) circles() {
	for _, kind := range []humanitarian.LinkKind{humanitarian.Quotes, humanitarian.Supersedes} {
		for i := range c.reg.Figures {
			if f := &c.reg.Figures[i]; f.ID != "" && c.index[f.ID] == i && c.leadsBack(f, kind) {
				c.row(f, "link_loop", string(kind))
			}
		}
	}
}

// leadsBack reports whether the links of a kind lead from f back to it.
func (c *checker) leadsBack(f *humanitarian.Figure, kind humanitarian.LinkKind) bool {
	seen := map[string]bool{}
	next := []*humanitarian.Figure{f}
	for len(next) > 0 {
		g := next[len(next)-1]
		next = next[:len(next)-1]
		for _, l := range g.Links {
			if l.Kind != kind || seen[l.ID] {
				continue
			}
			if l.ID == f.ID {
				return true
			}
			seen[l.ID] = true
			if j, ok := c.index[l.ID]; ok {
				next = append(next, &c.reg.Figures[j])
			}
		}
	}
	return false
}
