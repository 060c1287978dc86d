package brief

import (
	"context"
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// mostGone is how many of the figures that are no longer shown the section
// lists, the most telling first; of the others it says how many there are.
const mostGone = 24

// A departure is a figure that the previous issue showed and this one does not,
// with the reason.
type departure struct {
	figure humanitarian.Figure // as the previous issue had it
	reason humanitarian.Phrase
}

// rehearse composes the brief without the section on what changed, if there is
// a previous issue, to find out what it shows: only then can that section say
// what is no longer shown.
func (c *composer) rehearse(ctx context.Context) error {
	if c.ledgerNow = c.ledger(); c.ledgerNow == nil {
		return nil
	}
	found, waived := slices.Clone(c.findings), slices.Clone(c.waived)
	err := c.sections(ctx, func() {})
	c.rehearsed = c.shown
	c.marks, c.shown, c.tabled, c.said, c.typed = map[sourceKey]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, nil
	c.doc, c.waived = c.masthead(), waived
	c.findings = found
	return err
}

// departures returns what the previous issue showed and this one does not: whatever
// the register has no more or takes back stands in the table of differences.
// Both issues are compared as their readers have them, so that the number is
// that of a comparison of the two files.
func (c *composer) departures(l *tally.Ledger) []departure {
	said := map[string]bool{}
	for _, x := range l.Differences {
		if x.Old != nil && x.Kind != tally.Continued && x.Kind != tally.MetadataOnly {
			said[x.Old.ID] = true
		}
	}
	shown := *c.reg
	shown.Figures = slices.DeleteFunc(slices.Clone(c.reg.Figures), func(f humanitarian.Figure) bool { return !c.shown[f.ID] && !c.rehearsed[f.ID] })
	replaced := tally.Replaced(c.reg, c.everKnown())
	var out []departure
	for _, x := range tally.Diff(c.before, &shown, &tally.DiffOptions{OldAsOf: c.issue.Previous.AsOf, NewAsOf: c.issue.AsOf}).Differences {
		if x.Kind == tally.Removed && !said[x.Old.ID] && !c.isWithheld(x.Old.ID) && !slices.Contains(c.issue.Previous.Mentioned, x.Old.ID) {
			out = append(out, departure{*x.Old, c.departed(*x.Old, replaced)})
		}
	}
	slices.SortStableFunc(out, func(a, b departure) int { return c.compareTelling(a.figure, b.figure) })
	return out
}

// everKnown returns all that was known by the as-of date, of whatever period.
func (c *composer) everKnown() []humanitarian.Figure {
	return slices.DeleteFunc(slices.Clone(c.reg.Figures), func(f humanitarian.Figure) bool {
		_, known := tally.Known(c.reg, f, c.issue.AsOf, humanitarian.Period{})
		return !known || c.leftOut(f.ID) || f.Role == humanitarian.Withdrawn
	})
}

// departed says why this issue does not show g.
func (c *composer) departed(g humanitarian.Figure, replaced map[string]string) humanitarian.Phrase {
	why, by := tally.Departed(c.reg, g, replaced, c.issue.AsOf, c.issue.Period)
	return why.Phrase(c.lang.Quantity(by.Quantity, c.reg.Unit(by)), by)
}

// noLongerShown adds the table of what the previous issue showed and this one
// does not. The figures are those of that issue: this one does not vouch for
// them, so that they are not among its data.
func (c *composer) noLongerShown(gone []departure) {
	if len(gone) == 0 {
		return
	}
	t := &document.Table{Title: c.say("diff.table_gone"), Name: "gone",
		Columns: c.columns("column.what", 6, "column.earlier", 4, "column.where", 4, "column.when", 5, "column.who", 5, "diff.column_why", 6, "column.source", 2)}
	for _, d := range gone[:min(len(gone), mostGone)] {
		f, v := d.figure, c.value(d.figure)
		v.Figures = nil // the id is none of this issue
		source := f
		if now, ok := c.figure(f.ID); ok {
			source = now
		}
		t.Rows = append(t.Rows, document.Row{Muted: true, Cells: []document.Value{text(c.what(f, false)), v, text(c.where(f)), c.when(f), text(f.Source.Name),
			text(c.lang.Phrase(d.reason)), {Class: document.MarksValue, Marks: []int{c.markSource(source)}}}})
	}
	if rest := gone[len(t.Rows):]; len(rest) > 0 {
		t.Note = c.restOf(rest)
	}
	c.add(t)
}

// restOf says how many more figures are gone, and why.
func (c *composer) restOf(rest []departure) string {
	count := map[string]int{}
	for _, d := range rest {
		count[d.reason.Key]++
	}
	s := ""
	for _, key := range []string{"diff.gone_window", "diff.gone_replaced", "diff.gone_whole_replaced", "diff.gone_not_chosen"} {
		if n := count[key]; n > 0 {
			s = joined(s, c.say(key+"_more", strconv.Itoa(n)))
		}
	}
	return s
}
