package brief

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// changes prints what changed. Against a previous issue: what is new, revised,
// withdrawn and no longer comparable, and how far each series moved since. With
// none: the value of each series before the current one, and what rule 12 lets
// be said of the two.
func (c *composer) changes() {
	ledger := c.ledger()
	c.section("changes", func() {
		if ledger != nil {
			c.since(ledger)
			c.corrections(ledger)
			c.differences(ledger)
			c.added(ledger)
		}
		c.series(ledger)
	})
}

// series adds the table of values that follow one another.
func (c *composer) series(ledger *tally.Ledger) {
	history := c.history()
	unbalanced := map[string]bool{}
	for _, im := range tally.Balance(c.reg, history) {
		for _, f := range []humanitarian.Figure{im.Earlier, im.Later, im.Outflow} {
			unbalanced[f.Series] = f.Series != ""
		}
	}
	steps := c.steps(ledger)
	t := c.table("changes", column{"what", 6}, column{"where", 4}, column{"earlier", 4}, column{"now", 4}, column{"change", 7}, column{"who", 3}, column{"source", 2})
	for _, f := range c.figures(func(f humanitarian.Figure) bool { return f.PartOf == "" && counts(f) && f.Series != "" && !f.IsRelay() }) {
		g, ch, ok := steps(history, f)
		if !ok {
			continue
		}
		ch = c.settled(g, f, ch)
		if unbalanced[f.Series] && ch.Kind != tally.Break {
			ch = tally.Change{Reasons: []humanitarian.Phrase{humanitarian.Say("change.unbalanced")}}
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Value{text(c.what(f, false)), text(c.where(f)), c.earlier(&g), c.value(f),
			{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(f), Figures: []string{g.ID, f.ID}}, text(f.Source.Name), c.bothMarks(&g, &f)}})
	}
	if len(t.Rows) > 0 {
		t.Note = c.say("notes.changes")
		c.add(t)
	}
	if ledger != nil {
		c.movements(ledger)
	}
}

// steps returns how the step to a current value is found: from the value in the
// previous issue, or without one from the value before it. Breaks against a
// previous issue stand in the table of differences.
func (c *composer) steps(ledger *tally.Ledger) func([]humanitarian.Figure, humanitarian.Figure) (humanitarian.Figure, tally.Change, bool) {
	if ledger == nil {
		return func(history []humanitarian.Figure, f humanitarian.Figure) (humanitarian.Figure, tally.Change, bool) {
			g, ok := tally.Before(history, f)
			if !ok {
				return g, tally.Change{}, false
			}
			return g, tally.Compare(c.reg, g, f), true
		}
	}
	moved := map[string]tally.Movement{}
	for _, m := range ledger.Movements {
		moved[m.New.ID] = m
	}
	return func(_ []humanitarian.Figure, f humanitarian.Figure) (humanitarian.Figure, tally.Change, bool) {
		m, ok := moved[f.ID]
		if !ok || m.Kind != tally.Continued {
			return humanitarian.Figure{}, tally.Change{}, false
		}
		return *m.Old, m.Change, true
	}
}

// assertWaiver is the code of a waiver by which an editor asserts that a figure
// counts like the one before it.
const assertWaiver = "not_comparable"

// settled returns the change from g to f, after an editor's word that the two
// count alike, if one was given and may be; a break without it is a finding.
func (c *composer) settled(g, f humanitarian.Figure, ch tally.Change) tally.Change {
	if ch.Kind == tally.Delta {
		return ch
	}
	for _, w := range c.config.Waivers {
		if w.Code != assertWaiver || w.Figure != f.ID || w.fault(c.issue) != "" {
			continue
		}
		asserted := tally.Assert(c.reg, g, f)
		if asserted.Kind != tally.Delta {
			continue
		}
		if !slices.Contains(c.waived, w) {
			c.waived = append(c.waived, w)
			c.find("waived", humanitarian.NoteFinding, []string{w.Figure}, w.Code)
		}
		return asserted
	}
	if ch.Kind == tally.Break {
		c.find(assertWaiver, humanitarian.NoteFinding, []string{f.ID}, g.ID, f.ID)
	}
	return ch
}

// earlier returns the value of a figure as it was printed: the figure itself
// where its row still says so, else what the previous issue said.
func (c *composer) earlier(g *humanitarian.Figure) document.Value {
	v := c.value(*g)
	if now, ok := c.figure(g.ID); !ok || now.Quantity != g.Quantity || c.isWithheld(g.ID) {
		v.Figures = nil // the id leads to another number, or to none
	}
	return v
}

// bothMarks returns the source marks of figures as this issue has them; what it
// has no more has none.
func (c *composer) bothMarks(figures ...*humanitarian.Figure) document.Value {
	var marks []int
	for _, f := range figures {
		if f == nil {
			continue
		}
		if now, ok := c.figure(f.ID); ok {
			marks = append(marks, c.mark(now))
		}
	}
	slices.Sort(marks)
	return document.Value{Class: document.MarksValue, Marks: slices.Compact(marks)}
}
