package brief

import (
	"cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// chooseFigures applies rules 2 and 14: what is known by the as-of date, the
// newest value of each series, and parts with their whole. A count whose window
// ended before the period is no figure of the period, but it does not turn into
// nothing either: where its source has said nothing newer, it stands as an
// earlier count.
func (c *composer) chooseFigures() {
	known := c.everKnown()
	c.replaced = tally.Replaced(c.reg, known)
	last := map[subject]humanitarian.Date{}
	for _, f := range known {
		if of := c.subjectOf(f); f.Reference().After(last[of]) {
			last[of] = f.Reference()
		}
	}
	for _, f := range c.reg.Figures {
		_, ok := tally.Known(c.reg, f, c.issue.AsOf, c.issue.Period)
		if c.leftOut(f.ID) && f.Source.Date.IsZero() && !f.Reference().After(c.issue.AsOf) {
			ok = true // nobody can say when it was published; it is printed, not counted
		}
		if ok && f.Role != humanitarian.Withdrawn && (!c.gone(f) || c.outlives(f, last)) {
			c.current[f.ID] = true
		}
	}
	for _, f := range known {
		if f.Role == humanitarian.Disputed && f.PartOf != "" {
			c.doubted[f.PartOf] = true
		}
	}
	c.addParts(c.current, known)
	c.chooseEarlier(known)
}

// gone reports whether f, or a whole it is part of, was replaced.
func (c *composer) gone(f humanitarian.Figure) bool {
	for range 8 { // deeper nesting than any source prints; a loop ends here
		if c.replaced[f.ID] != "" {
			return true
		}
		whole, ok := c.figure(f.PartOf)
		if f.PartOf == "" || !ok {
			return false
		}
		f = whole
	}
	return false
}

// outlives reports whether f, which a replaced whole has among its parts, is
// still the last word of its source on whom it counts: a breakdown does not
// become unknown because a newer total came without one. A flow is an item of
// its total and goes with it.
func (c *composer) outlives(f humanitarian.Figure, last map[subject]humanitarian.Date) bool {
	n := c.reg.Nature(f)
	return c.replaced[f.ID] == "" && !c.leftOut(f.ID) && !f.IsRelay() && (n == humanitarian.Stock || n == humanitarian.Cumulative) &&
		!last[c.subjectOf(f)].After(f.Reference())
}

// A subject is what a source speaks of: a newer figure of the same one makes an
// older one a matter of the past.
type subject struct {
	indicator, source, place, cell string
	unit                           humanitarian.Unit
	incident                       bool
}

func (c *composer) subjectOf(f humanitarian.Figure) subject {
	cell := f.Status.String() + "|" + f.Sex.String() + "|" + f.Age + "|" + f.Group + "|" + f.FacilityType + "|" + f.Sector
	for _, code := range f.Origin {
		cell += "|" + code
	}
	return subject{f.Indicator, f.Source.Name, f.Place.Key(), cell, c.reg.Unit(f), f.Level == humanitarian.Incident}
}

// addParts adds to shown the parts of what it has: those of the same days, and those that count from the same day on,
// whose window may end before that of their whole.
func (c *composer) addParts(shown map[string]bool, known []humanitarian.Figure) {
	for range 8 { // parts of parts
		for _, f := range known {
			if f.PartOf == "" || !shown[f.PartOf] || f.IsRelay() || c.replaced[f.ID] != "" {
				continue
			}
			whole, _ := c.figure(f.PartOf)
			if c.reg.Nature(f) == humanitarian.Cumulative || f.Period == whole.Period && f.AsOf == whole.AsOf {
				shown[f.ID] = true
			}
		}
	}
}

// chooseEarlier chooses the newest count of each subject whose window ended before
// the period and that none of the period speaks of: of harm to people each, of
// other things those that run on from a first day.
func (c *composer) chooseEarlier(known []humanitarian.Figure) {
	newest, shown := map[subject]humanitarian.Figure{}, map[subject]bool{}
	for _, f := range known {
		if f.Level == humanitarian.Incident || f.IsRelay() || !counts(f) || !c.ownClaim(f) || c.gone(f) {
			continue
		}
		of := c.subjectOf(f)
		if c.current[f.ID] {
			shown[of] = true
			continue
		}
		why, _ := tally.Known(c.reg, f, c.issue.AsOf, c.issue.Period)
		ind, _ := c.reg.Indicator(f.Indicator)
		if why != "outside_period" || !ind.Harm && c.reg.Nature(f) != humanitarian.Cumulative {
			continue
		}
		if g, seen := newest[of]; !seen || c.compareNewest(f, g) > 0 {
			newest[of] = f
		}
	}
	for of, f := range newest {
		if !shown[of] {
			c.past[f.ID] = true
		}
	}
	c.addParts(c.past, known)
}

// compareNewest orders by the day until which figures speak, then by their
// publication; one that says nothing is newer than none. Of two that overlap, the
// one whose source goes on with it in a series says more than a passing mention.
func (c *composer) compareNewest(f, g humanitarian.Figure) int {
	series := func(f humanitarian.Figure) int { return min(len(f.Series), 1) }
	return cmp.Or(says(f)-says(g), f.Reference().Compare(g.Reference()), f.Source.Date.Compare(g.Source.Date), cmp.Compare(series(f), series(g)))
}

func says(f humanitarian.Figure) int {
	if f.Quantity.Form() == humanitarian.NotReported {
		return 0
	}
	return 1
}

// shows reports whether the brief has a figure as one of its period, or as an
// earlier count.
func (c *composer) shows(id string) bool { return c.current[id] || c.past[id] }

// stands reports whether f may be told, on a tile or in a sentence, as the
// newest that its source said: it is of the period, or runs on from a first day
// and nobody counted on. A flow of earlier days is no news of this period.
func (c *composer) stands(f humanitarian.Figure) bool {
	return c.current[f.ID] || c.past[f.ID] && c.reg.Nature(f) == humanitarian.Cumulative
}

// isBefore reports whether f speaks of days before the period covered alone.
func (c *composer) isBefore(f humanitarian.Figure) bool {
	until := f.AsOf
	if n := c.reg.Nature(f); n != humanitarian.Stock && !f.Period.End.IsZero() {
		until = f.Period.End
	}
	return !until.IsZero() && !c.issue.Period.Start.IsZero() && until.Last().Compare(c.issue.Period.Start.First()) < 0
}

// whyNot says why the brief cannot tell f: the name of a wording of the section
// citation.
func (c *composer) whyNot(f humanitarian.Figure) string {
	why, known := tally.Known(c.reg, f, c.issue.AsOf, humanitarian.Period{})
	switch {
	case c.leftOut(f.ID):
		return "left_out"
	case !known && why == "unpublished_date":
		return "undated"
	case !known:
		return "later"
	case f.Role == humanitarian.Withdrawn:
		return "withdrawn"
	case c.replaced[f.ID] != "":
		return "replaced"
	case c.gone(f):
		return "whole_replaced"
	case f.Role == humanitarian.Pending, f.Role == humanitarian.Disputed:
		return f.Role.String()
	case !f.IsObserved():
		return "not_observed"
	case f.IsRelay():
		return "relay"
	}
	return "ended"
}
