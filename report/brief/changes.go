package brief

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// changes prints what changed. Against a previous issue: what is new, revised,
// withdrawn, no longer comparable and no longer shown, and how far each series
// moved since. With none: the value of each series before the current one, and
// what rule 12 lets be said of the two.
func (c *composer) changes() {
	c.section("changes", func() {
		l, at := c.ledgerNow, len(c.doc.Blocks)
		if l == nil {
			c.series(nil)
			return
		}
		c.corrections(l)
		c.differences(l)
		added := c.added(l)
		c.series(l)
		gone := c.departures(l) // last: what the tables above show is not gone
		c.noLongerShown(gone)
		c.doc.Blocks = slices.Insert(c.doc.Blocks, at, document.Block(c.since(l, added, len(gone))))
	})
}

// series adds the table of values that follow one another, each with the day or
// the window it speaks of, and how it is known where that differs.
func (c *composer) series(ledger *tally.Ledger) {
	history := c.history()
	steps := c.steps(ledger)
	inTable := map[string]bool{}
	t := &document.Table{Title: c.say("table.changes"), Name: "changes", Columns: c.columns("column.what", 5, "column.where", 4,
		"diff.column_dates", 4, "column.earlier", 4, "column.now", 4, "column.change", 6, "column.who_known", 4, "column.source", 2)}
	uneven := false
	for _, f := range c.wholesFirst(c.figures(func(f humanitarian.Figure) bool { return counts(f) && f.Series != "" && !f.IsRelay() })) {
		g, ch, ok := steps(history, f)
		if !ok {
			continue
		}
		ch = c.settled(g, f, ch)
		uneven = uneven || c.uneven[f.Series]
		inTable[f.ID] = true
		t.Rows = append(t.Rows, document.Row{Cells: []document.Value{text(c.what(f, inTable[f.PartOf])), text(c.where(f)), text(c.dates(g, f)), c.earlier(&g), c.value(f),
			{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(f), Figures: []string{g.ID, f.ID}}, text(c.whoBoth(g, f)), c.bothMarks(&g, &f)}})
	}
	if len(t.Rows) > 0 {
		t.Note = c.say("notes.changes")
		if uneven {
			t.Note = joined(t.Note, c.say("notes.unbalanced"))
		}
		c.add(t)
	}
	if ledger != nil {
		c.movements(ledger)
	}
}

// unevenSeries returns the series whose values are not expected to add up (rule
// 13). That says nothing of whether two of them compare.
func (c *composer) unevenSeries() map[string]bool {
	out := map[string]bool{}
	for _, im := range tally.Balance(c.reg, c.history()) {
		for _, f := range []humanitarian.Figure{im.Earlier, im.Later, im.Outflow} {
			out[f.Series] = f.Series != ""
		}
	}
	return out
}

// dates words the days or windows of two values, once where they are the same.
func (c *composer) dates(g, f humanitarian.Figure) string {
	was, is := c.timeOf(g).Format(c.lang), c.timeOf(f).Format(c.lang)
	if was == is {
		return is
	}
	return c.say("diff.then", was, is)
}

// whoBoth words who says both values, and how each is known where that differs:
// a rise from a count that nobody verified to one that was is of two kinds.
func (c *composer) whoBoth(g, f humanitarian.Figure) string {
	known := func(f humanitarian.Figure) string {
		s := c.lang.Word("verification", f.Verification.String())
		if f.VerifiedBy != "" {
			s = c.knownBy(f)
		}
		if f.Method != "" {
			s += c.say("list.comma") + c.standard(f)
		}
		return s
	}
	was, is := known(g), known(f)
	switch {
	case was != is:
		return f.Source.Name + c.say("list.semicolon") + c.say("diff.known_then", was, is)
	case f.Verification != humanitarian.VerificationNotStated:
		return f.Source.Name + c.say("list.semicolon") + is
	}
	return f.Source.Name
}

// steps returns how the step to a current value is found: from the value in the
// previous issue, or without one from the value before it. Breaks against a
// previous issue stand in the table of differences.
func (c *composer) steps(ledger *tally.Ledger) func([]humanitarian.Figure, humanitarian.Figure) (humanitarian.Figure, tally.Change, bool) {
	if ledger == nil {
		return func(history []humanitarian.Figure, f humanitarian.Figure) (humanitarian.Figure, tally.Change, bool) {
			if f.PartOf != "" { // of which a series may have several kinds
				history = slices.DeleteFunc(slices.Clone(history), func(g humanitarian.Figure) bool { return !ofOneKind(g, f) })
			}
			g, ok := tally.Before(history, f)
			if !ok {
				return g, tally.Change{}, false
			}
			return g, c.compare(g, f), true
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
	if asserted, w, ok := c.asserted(g, f); ok {
		c.grant(w)
		return asserted
	}
	if ch.Kind == tally.Break {
		c.find(assertWaiver, humanitarian.NoteFinding, []string{f.ID}, g.ID, f.ID)
	}
	return ch
}

// grant notes that a waiver was used, which the data notes print.
func (c *composer) grant(w Waiver) {
	if !slices.Contains(c.waived, w) {
		c.waived = append(c.waived, w)
		c.find("waived", humanitarian.NoteFinding, []string{w.Figure}, w.Code)
	}
}

// asserted returns the change from g to f by an editor's word, and that word, if
// one was given and may be.
func (c *composer) asserted(g, f humanitarian.Figure) (tally.Change, Waiver, bool) {
	for _, w := range c.config.Waivers {
		if w.Code != assertWaiver || w.Figure != f.ID || w.fault(c.issue) != "" {
			continue
		}
		if ch := tally.Assert(c.deskNow, g, f); ch.Kind == tally.Delta {
			return ch, w, true
		}
	}
	return tally.Change{}, Waiver{}, false
}

// standsBeside reports whether f is an earlier value of a series of which a
// sentence cites the current one, too: no reader takes it for that.
func (c *composer) standsBeside(f humanitarian.Figure, cited [][]string) bool {
	if _, known := tally.Known(c.reg, f, c.issue.AsOf, humanitarian.Period{}); !known || f.Series == "" || !counts(f) || f.Role == humanitarian.Withdrawn {
		return false
	}
	return slices.ContainsFunc(cited, func(m []string) bool {
		g, ok := c.figure(m[1])
		return ok && c.current[g.ID] && g.Series == f.Series && g.Source.Name == f.Source.Name && g.Reference().After(f.Reference())
	})
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

// marksThen returns the source marks of what became of a figure. What this issue
// has no more keeps the source that the previous issue named: a number that is
// gone was somebody's.
func (c *composer) marksThen(old, new *humanitarian.Figure) document.Value {
	v := c.bothMarks(old, new)
	if _, has := c.figure(old.ID); has || new != nil || c.isWithheld(old.ID) {
		return v
	}
	return document.Value{Class: document.MarksValue, Marks: []int{c.markSource(*old)}}
}
