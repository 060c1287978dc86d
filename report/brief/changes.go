package brief

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// changes prints, for each series of the brief, its value before the current
// one and what rule 12 lets be said of the two: a difference, a break with its
// reason, or that comparability is not established.
func (c *composer) changes() {
	history := c.history()
	unbalanced := map[string]bool{}
	for _, im := range tally.Balance(c.reg, history) {
		for _, f := range []humanitarian.Figure{im.Earlier, im.Later, im.Outflow} {
			unbalanced[f.Series] = f.Series != ""
		}
	}
	t := c.table("changes", column{"what", 6}, column{"where", 4}, column{"earlier", 4}, column{"now", 4}, column{"change", 7}, column{"who", 3}, column{"source", 2})
	for _, f := range c.figures(func(f humanitarian.Figure) bool { return f.PartOf == "" && counts(f) }) {
		if f.Series == "" {
			continue
		}
		g, ok := tally.Before(history, f)
		if !ok {
			continue
		}
		ch := tally.Compare(c.reg, g, f)
		if unbalanced[f.Series] && ch.Kind == tally.Delta {
			ch = tally.Change{Reasons: []humanitarian.Phrase{humanitarian.Say("change.unbalanced")}}
		}
		marks := []int{c.mark(g), c.mark(f)}
		slices.Sort(marks)
		t.Rows = append(t.Rows, document.Row{Cells: []document.Value{text(c.what(f, false)), text(c.where(f)), c.value(g), c.value(f),
			{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(f), Figures: []string{g.ID, f.ID}}, text(f.Source.Name),
			{Class: document.MarksValue, Marks: slices.Compact(marks)}}})
	}
	if len(t.Rows) > 0 {
		t.Note = c.say("notes.changes")
		c.section("changes", func() { c.add(t) })
	}
}
