package brief

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// mostAdded is how many new figures a table lists, the most telling first; the
// others stand in the sections below, and their number is said.
const mostAdded = 16

// An addition is a claim that the previous issue did not have.
type addition struct {
	figure  humanitarian.Figure
	late    bool   // it speaks of days that the previous issue covered
	overlap string // what may count the same, in words; empty for nothing
}

// isNewClaim reports whether x is a claim that this issue shows and the previous
// one did not have, single incidents among them. Parts and relays stand with
// their wholes and beside their origins.
func (c *composer) isNewClaim(x tally.Difference) bool {
	return x.Kind == tally.Added && c.rehearsed[x.New.ID] && x.New.PartOf == "" && counts(*x.New) && !x.New.IsRelay()
}

// added adds the table of claims that the previous issue did not have, and a
// table of those among them that may be counted already, which are no news. It
// returns all of them.
func (c *composer) added(l *tally.Ledger) []addition {
	var all []addition
	for _, x := range l.Differences {
		if c.isNewClaim(x) {
			all = append(all, addition{*x.New, x.Late, c.overlap(*x.New)})
		}
	}
	slices.SortStableFunc(all, func(a, b addition) int { return c.compareTelling(a.figure, b.figure) })
	isNews := func(a addition) bool { return a.overlap == "" }
	isRestated := func(a addition) bool { return a.overlap != "" }
	c.addedTable("added", slices.DeleteFunc(slices.Clone(all), isRestated))
	c.addedTable("restated", slices.DeleteFunc(slices.Clone(all), isNews))
	return all
}

// addedTable adds a table of new figures.
func (c *composer) addedTable(name string, list []addition) {
	t := &document.Table{Title: c.say("diff.table_" + name), Name: name,
		Columns: c.columns("column.what", 6, "column.figure", 4, "column.where", 4, "column.when", 5, "column.who", 4, "diff.column_overlap", 5, "column.source", 2)}
	for _, a := range list[:min(len(list), mostAdded)] {
		f := a.figure
		t.Rows = append(t.Rows, document.Row{Cells: []document.Value{text(c.what(f, false)), c.value(f), text(c.where(f)), c.when(f), text(c.who(f)), text(a.overlap), c.bothMarks(&f)}})
	}
	if rest := len(list) - len(t.Rows); rest > 0 {
		t.Note = c.lang.Plural("diff.more_added", int64(rest), strconv.Itoa(rest))
	}
	if len(t.Rows) > 0 {
		dropEmpty(t, len(t.Columns)-2)
		c.add(t)
	}
}

// compareTelling puts the figures first that a reader looks for: key figures,
// then deaths, then other harm, single incidents and what the highlights cite,
// then the rest; shares last. Among them wholes go before parts, and the larger
// first.
func (c *composer) compareTelling(a, b humanitarian.Figure) int {
	part := func(f humanitarian.Figure) int {
		if f.PartOf != "" {
			return 1
		}
		return 0
	}
	size := func(f humanitarian.Figure) int64 {
		return humanitarian.SumOf(tally.ACLEDFloors.Floor(f.Quantity)).Point()
	}
	return cmp.Or(c.telling(a)-c.telling(b), part(a)-part(b), cmp.Compare(size(b), size(a)))
}

func (c *composer) telling(f humanitarian.Figure) int {
	ind, _ := c.reg.Indicator(f.Indicator)
	switch {
	case c.isKey(f):
		return 0
	case f.Indicator == "killed":
		return 1
	case c.reg.Unit(f) == humanitarian.Permille:
		return 4
	case ind.Theme == humanitarian.CivilianHarm, f.Level == humanitarian.Incident, c.isHighlight(f):
		return 2
	}
	return 3
}

// isKey reports whether the desk made f, or its series, a key figure.
func (c *composer) isKey(f humanitarian.Figure) bool {
	return slices.ContainsFunc(c.config.KeyFigures, func(k KeyFigure) bool {
		return k.ID != "" && k.ID == f.ID || k.Series != "" && k.Series == f.Series && f.PartOf == ""
	})
}

// isHighlight reports whether a sentence of the highlights cites f.
func (c *composer) isHighlight(f humanitarian.Figure) bool {
	return f.ID != "" && slices.ContainsFunc(c.config.Texts.Highlights, func(s string) bool { return strings.Contains(s, "{"+f.ID+"}") })
}

// overlap words the figure that f may count again, or nothing: one that the
// register says it overlaps, one that f supports as triangulation, or one of the
// previous issue by the same source whose window runs into that of f, as one
// week's does into the next.
func (c *composer) overlap(f humanitarian.Figure) string {
	if id, ok := f.LinkTo(humanitarian.Overlaps); ok && !c.isWithheld(id) {
		if g, known := c.figure(id); known && !g.Source.Date.After(c.issue.AsOf) {
			return c.namedWhen(g)
		}
	}
	if f.Role == humanitarian.Triangulation {
		for _, g := range c.reg.Figures {
			if c.current[g.ID] && g.Role != f.Role && c.runsInto(g, f) {
				return c.namedWhen(g)
			}
		}
	}
	for _, g := range c.before.Figures {
		if c.runsInto(g, f) && !c.isWithheld(g.ID) {
			return c.namedWhen(g)
		}
	}
	return ""
}

// runsInto reports whether g counts the same as f in a window that shares days
// with that of f.
func (c *composer) runsInto(g, f humanitarian.Figure) bool {
	alike := g.ID != f.ID && g.Indicator == f.Indicator && g.Source.Name == f.Source.Name && g.Status == f.Status && g.Sex == f.Sex && g.Age == f.Age && g.Group == f.Group &&
		c.reg.Unit(g) == c.reg.Unit(f) && g.Level != humanitarian.Incident && f.Level != humanitarian.Incident && g.PartOf == f.PartOf && g.IsObserved() && !g.IsRelay()
	if !alike || c.reg.Nature(f) == humanitarian.Stock || c.reg.Nature(g) == humanitarian.Stock {
		return false
	}
	v, w := c.when(g).Period, c.when(f).Period
	return !v.Start.IsZero() && !w.Start.IsZero() && v.Touches(w) && c.meet(g.Place, f.Place)
}

// meet reports whether two places have an area in common.
func (c *composer) meet(a, b humanitarian.Place) bool {
	return len(a.Codes) == 0 || len(b.Codes) == 0 || slices.ContainsFunc(a.Codes, func(x string) bool {
		return slices.ContainsFunc(b.Codes, func(y string) bool { return x == y || c.reg.LiesIn(x, y) || c.reg.LiesIn(y, x) })
	})
}

// namedWhen words a figure with its source and its time.
func (c *composer) namedWhen(f humanitarian.Figure) string {
	return c.say("cell.in_brackets", c.lang.Quantity(f.Quantity, c.reg.Unit(f)), f.Source.Name+c.say("list.comma")+c.when(f).Format(c.lang))
}
