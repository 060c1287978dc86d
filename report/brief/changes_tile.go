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
		m := l.Movements[i]
		if c.reg.Nature(f) == humanitarian.Flow {
			return c.sinceWindow(m)
		}
		return c.tileChange("diff.tile_change", *m.Old, f, m.Change) + c.behind(m)
	}
	if i := slices.IndexFunc(l.Differences, func(x tally.Difference) bool {
		return x.New != nil && x.New.ID == f.ID && x.Old != nil && x.Kind != tally.MetadataOnly
	}); i >= 0 {
		return c.tileChange("diff.tile_change", *l.Differences[i].Old, f, l.Differences[i].Change)
	}
	if slices.ContainsFunc(c.before.Figures, func(g humanitarian.Figure) bool { return g.ID == f.ID }) {
		return c.say("diff.tile_same", c.previousShort())
	}
	return c.say("diff.tile_new", c.previousShort())
}

// sinceWindow words what the previous issue had for the window before that of a
// flow, which need not be the window right before it. Its number goes on
// counting, so that no rise "since" that issue is told.
func (c *composer) sinceWindow(m tally.Movement) string {
	g, ch := *m.Old, m.Change
	if last, ok := c.windowBefore(*m.New); ok && last.ID != g.ID {
		g, ch = last, c.compare(last, *m.New)
	}
	return c.tileChange("diff.tile_window", g, *m.New, ch)
}

// tileChange words the step from g to f in one short line; key words a delta.
func (c *composer) tileChange(key string, g, f humanitarian.Figure, ch tally.Change) string {
	was := c.lang.Quantity(g.Quantity, c.reg.Unit(g)) + c.say("list.comma") + c.timeOf(g).Format(c.lang)
	switch ch.Kind {
	case tally.Delta:
		change := document.Value{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(f)}
		return c.say(key, change.Format(c.lang), c.previousShort(), was)
	case tally.Break:
		return c.say("diff.tile_break", c.previousShort(), was, c.lang.Phrases(ch.Reasons))
	}
	return c.say("diff.tile_open", c.previousShort(), was, c.lang.Phrases(ch.Reasons))
}

// behind says how much of a change of a cumulative figure is no news: a reader
// of the first page alone must not take a backlog for new deaths.
func (c *composer) behind(m tally.Movement) string {
	if m.Change.Kind != tally.Delta || m.Revised == 0 && len(m.Added) == 0 || c.reg.Nature(*m.New) != humanitarian.Cumulative {
		return ""
	}
	if m.IsCorrection() && len(m.Added) == 0 {
		return c.say("list.semicolon") + c.say("diff.tile_correction")
	}
	s := ""
	if now, since, ok := c.corrected(m); ok {
		s = c.say("list.semicolon") + c.say("diff.tile_revised", c.lang.Quantity(now.Quantity, c.reg.Unit(now)), since.Format(c.lang))
	}
	if len(m.Added) > 0 {
		s += c.say("list.semicolon") + c.say("diff.tile_late", c.lang.Sum(m.Late, c.reg.Unit(*m.New)))
	}
	return s
}

// corrected returns the earlier figure of m as it was corrected, and the change
// from there to the current one, or false if it was not.
func (c *composer) corrected(m tally.Movement) (now humanitarian.Figure, since document.Value, ok bool) {
	if now, ok = c.figure(m.Old.ID); !ok || m.Revised == 0 || m.Old.Reference() == m.New.Reference() {
		return now, since, false
	}
	ch := c.compare(now, *m.New)
	return now, document.Value{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(*m.New), Figures: []string{now.ID, m.New.ID}}, true
}

// previousShort words the previous issue in a few words.
func (c *composer) previousShort() string {
	if n := c.issue.Previous.Number; n > 0 {
		return c.say("diff.issue_short", strconv.Itoa(n))
	}
	return c.previousName()
}
