package brief

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// rivals names the sources of rival claims, earlier counts among them.
func (c *composer) rivals(f humanitarian.Figure) (names []string) {
	for _, g := range c.claimants(func(g humanitarian.Figure) bool { return c.areRivals(f, g) }) {
		if !slices.Contains(names, g.Source.Name) {
			names = append(names, g.Source.Name)
		}
	}
	return names
}

// claimants returns the claims of sources that the brief has a row for and that
// keep says yes to.
func (c *composer) claimants(keep func(humanitarian.Figure) bool) []humanitarian.Figure {
	return c.standing(func(f humanitarian.Figure) bool {
		ind, _ := c.reg.Indicator(f.Indicator)
		return (c.current[f.ID] || ind.Theme == humanitarian.CivilianHarm) && c.ownClaim(f) && counts(f) && keep(f)
	})
}

// areRivals reports whether f and g answer one question in two ways. Stocks do
// if both were counted in the period covered, on whatever day of it, and of one
// place: a reader who compares them is told the days. A stock of days before
// the period is left to its table. Where the definition is the measure, one that
// names it is no rival of one that leaves it open. What is said of a part of an
// area does not deny what is said of more, nor what was documented on some days
// what happened on them.
func (c *composer) areRivals(f, g humanitarian.Figure) bool {
	ind, _ := c.reg.Indicator(f.Indicator)
	if f.FacilityType != g.FacilityType || f.Basis != g.Basis || isDefined(ind) && (f.Definition == "") != (g.Definition == "") {
		return false
	}
	if (f.Place.Precision == humanitarian.Part) != (g.Place.Precision == humanitarian.Part) {
		return false
	}
	if c.reg.Nature(f) != humanitarian.Stock || c.reg.Nature(g) != humanitarian.Stock {
		return tally.Rivals(c.reg, f, g)
	}
	if c.isBefore(f) || c.isBefore(g) {
		return false
	}
	if !isDefined(ind) && f.Place.Key() == g.Place.Key() && c.issue.Period != (humanitarian.Period{}) {
		g.AsOf = f.AsOf
	}
	return tally.Rivals(c.reg, f, g)
}

// isDefined reports whether figures of an indicator are told by their
// definition: facilities, services, access and reach mean little without it,
// while people displaced or killed are told by place, window and status.
func isDefined(ind humanitarian.Indicator) bool {
	return !ind.Harm && ind.Theme != humanitarian.Displacement
}

// disputes groups the claims on an indicator that rival one another, directly or
// by a third, in the register's order. What overlaps another of its source by
// declaration says nothing more.
func (c *composer) disputes(indicator string) [][]humanitarian.Figure {
	claims := c.claimants(func(f humanitarian.Figure) bool {
		return f.Indicator == indicator && f.Role != humanitarian.Triangulation
	})
	near := c.nearClaims(claims)
	var out [][]humanitarian.Figure
	done := map[string]bool{}
	for _, first := range claims {
		if done[first.ID] {
			continue
		}
		done[first.ID] = true
		group := []humanitarian.Figure{first}
		for i := 0; i < len(group); i++ {
			for _, g := range near(group[i]) {
				if !done[g.ID] && c.areRivals(group[i], g) {
					done[g.ID] = true
					group = append(group, g)
				}
			}
		}
		all := slices.Clone(group)
		group = slices.DeleteFunc(group, func(f humanitarian.Figure) bool { return c.repeats(f, all) })
		if slices.ContainsFunc(group, func(f humanitarian.Figure) bool { return f.Source.Name != group[0].Source.Name }) {
			slices.SortStableFunc(group, c.compareClaims)
			out = append(out, group)
		}
	}
	return out
}

// nearClaims returns those of claims that one of them may rival: of the same
// people and things, and of no other event, so that a register of many incidents
// is not compared pair by pair.
func (c *composer) nearClaims(claims []humanitarian.Figure) func(humanitarian.Figure) []humanitarian.Figure {
	type question struct {
		asked subject
		event string
	}
	of := func(f humanitarian.Figure) question {
		f.Origin, f.Sector = nil, ""
		asked := c.subjectOf(f)
		asked.source, asked.place = "", ""
		return question{asked, f.Event}
	}
	all, byEvent := map[subject][]humanitarian.Figure{}, map[question][]humanitarian.Figure{}
	for _, f := range claims {
		q := of(f)
		all[q.asked] = append(all[q.asked], f)
		byEvent[q] = append(byEvent[q], f)
	}
	return func(f humanitarian.Figure) []humanitarian.Figure {
		q := of(f)
		if q.event == "" {
			return all[q.asked]
		}
		return slices.Concat(byEvent[q], byEvent[question{asked: q.asked}])
	}
}

// repeats reports whether a newer figure of the source of f in a group overlaps
// with f by declaration.
func (c *composer) repeats(f humanitarian.Figure, group []humanitarian.Figure) bool {
	return slices.ContainsFunc(group, func(g humanitarian.Figure) bool {
		to, linked := g.LinkTo(humanitarian.Overlaps)
		from, back := f.LinkTo(humanitarian.Overlaps)
		return f.Source.Name == g.Source.Name && (linked && to == f.ID || back && from == g.ID) && c.compareNewest(g, f) > 0
	})
}

// discrepancies prints rival claims side by side: scope, window, status,
// figure, how known, who.
func (c *composer) discrepancies() {
	t := c.table("discrepancies", column{"measure", 5}, column{"scope", 4}, column{"window", 5}, column{"figure", 4}, column{"who_known", 6}, column{"source", 2})
	open := false // a dispute that the desk did not decide
	for _, ind := range c.reg.Indicators {
		for _, g := range c.disputes(ind.Name) {
			open = open || !slices.ContainsFunc(g, func(f humanitarian.Figure) bool { return f.Role == humanitarian.Recommended })
			for _, f := range g {
				t.Rows = append(t.Rows, document.Row{Muted: !c.current[f.ID], Cells: []document.Value{text(c.what(f, false)), text(c.where(f)), c.when(f), c.value(f), text(c.whoKnown(f)),
					{Class: document.MarksValue, Marks: c.marksOf(f)}}})
			}
			t.Rows = append(t.Rows, c.ofTheDay(g)...)
			t.Rows = append(t.Rows, c.envelopes(g)...)
		}
	}
	if len(t.Rows) > 0 {
		t.Note = c.say("notes.discrepancies")
		if open {
			t.Note += " " + c.say("notes.no_headline")
		}
		c.inColumns(t)
		c.add(t)
	}
}

// ofTheDay returns what a source of one group had said of the day of another's
// claim, before it went on to the count that stands in the group: rivals of one
// day say more than those of two.
func (c *composer) ofTheDay(group []humanitarian.Figure) (rows []document.Row) {
	done := map[string]bool{}
	for _, f := range group {
		done[f.ID] = true
	}
	for _, h := range c.everKnown() {
		if done[h.ID] || h.Series == "" || h.PartOf != "" || h.IsRelay() || !counts(h) || c.reg.Nature(h) != humanitarian.Stock {
			continue
		}
		goesOn := slices.ContainsFunc(group, func(g humanitarian.Figure) bool {
			return g.Series == h.Series && g.Source.Name == h.Source.Name && g.Reference().After(h.Reference())
		})
		meets := slices.ContainsFunc(group, func(f humanitarian.Figure) bool {
			return f.Source.Name != h.Source.Name && f.Reference() == h.Reference() && c.areRivals(f, h)
		})
		if goesOn && meets {
			done[h.ID] = true
			rows = append(rows, document.Row{Muted: true, Indent: 1, Cells: []document.Value{text(c.say("cell.in_brackets", c.what(h, false), c.say("cell.of_the_day"))),
				text(c.where(h)), c.when(h), c.value(h), text(c.whoKnown(h)), {Class: document.MarksValue, Marks: c.marksOf(h)}}})
		}
	}
	return rows
}

// envelopes returns the lowest and the highest claim of those of one group that
// share place, window and status; it is no total and never a tile.
func (c *composer) envelopes(g []humanitarian.Figure) (rows []document.Row) {
	same := map[string][]humanitarian.Figure{}
	var order []string
	for _, f := range g {
		if !f.Quantity.HasNumber() {
			continue
		}
		k := c.where(f) + c.when(f).Format(c.lang)
		if same[k] == nil {
			order = append(order, k)
		}
		same[k] = append(same[k], f)
	}
	for _, k := range order {
		e, err := tally.EnvelopeOf(c.reg, same[k])
		if err != nil || e.Lowest.ID == e.Highest.ID {
			continue
		}
		for i, label := range []string{"cell.lowest_claim", "cell.highest_claim"} {
			f := []humanitarian.Figure{e.Lowest, e.Highest}[i]
			rows = append(rows, document.Row{Muted: true, Indent: 1, Cells: []document.Value{text(c.say("cell.in_brackets", c.say(label), c.say("cell.same_claim"))),
				text(c.where(f)), c.when(f), c.value(f), text(c.who(f)), {Class: document.MarksValue, Marks: []int{c.mark(f)}}}})
		}
	}
	return rows
}
