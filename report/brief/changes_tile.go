package brief

import (
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// sincePrevious words how a key figure stands to what the previous issue had in
// its place: a change, why there is none, or that it is new. Without a previous
// issue it says nothing.
func (c *composer) sincePrevious(f humanitarian.Figure) string {
	l := c.ledgerNow
	if l == nil {
		return ""
	}
	if i := slices.IndexFunc(l.Movements, func(m tally.Movement) bool { return m.New.ID == f.ID }); i >= 0 {
		return c.tileChange(*l.Movements[i].Old, f, l.Movements[i].Change)
	}
	if i := slices.IndexFunc(l.Differences, func(x tally.Difference) bool {
		return x.New != nil && x.New.ID == f.ID && x.Old != nil && x.Kind != tally.MetadataOnly
	}); i >= 0 {
		return c.tileChange(*l.Differences[i].Old, f, l.Differences[i].Change)
	}
	if slices.ContainsFunc(c.before.Figures, func(g humanitarian.Figure) bool { return g.ID == f.ID }) {
		return c.say("diff.tile_same", c.previousShort())
	}
	return c.say("diff.tile_new", c.previousShort())
}

// tileChange words the step from g to f in one short line.
func (c *composer) tileChange(g, f humanitarian.Figure, ch tally.Change) string {
	was := c.lang.Quantity(g.Quantity, c.reg.Unit(g)) + c.say("list.comma") + c.timeOf(g).Format(c.lang)
	switch ch.Kind {
	case tally.Delta:
		change := document.Value{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(f)}
		return c.say("diff.tile_change", change.Format(c.lang), c.previousShort(), was)
	case tally.Break:
		return c.say("diff.tile_break", c.previousShort(), was, c.lang.Phrases(ch.Reasons))
	}
	return c.say("diff.tile_open", c.previousShort(), was, c.lang.Phrases(ch.Reasons))
}

// previousShort words the previous issue in a few words.
func (c *composer) previousShort() string {
	if n := c.issue.Previous.Number; n > 0 {
		return c.say("diff.issue_short", strconv.Itoa(n))
	}
	return c.previousName()
}
