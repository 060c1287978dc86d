package brief

import (
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// dataNotes prints what a reader needs to weigh the figures: how they are
// worded, what was left out, which claims compete, and what does not add up.
func (c *composer) dataNotes() {
	c.section("data_notes", func() {
		c.paragraphs(c.config.Texts.DataNotes)
		notes := []string{c.say("notes.words"), c.say("notes.adding")}
		notes = append(notes, c.owed()...)
		for _, s := range notes {
			c.add(&document.Paragraph{Note: true, Spans: []document.Span{{Text: s}}})
		}
		c.imbalances()
		c.discrepancies()
	})
}

// imbalances prints rule 13: the figures side by side and why they are not
// expected to add up. The difference, which nobody said, is never printed.
func (c *composer) imbalances() {
	for _, im := range tally.Balance(c.reg, c.history()) {
		marks := []int{c.mark(im.Earlier), c.mark(im.Later), c.mark(im.Outflow)}
		slices.Sort(marks)
		p := &document.Paragraph{Spans: c.sentence("balance.intro", map[string]humanitarian.Figure{"1": im.Earlier, "3": im.Later, "5": im.Outflow},
			im.Later.Source.Name, "", im.Earlier.AsOf.String(), "", im.Later.AsOf.String(), "", c.when(im.Outflow).Format(c.lang), c.lang.Phrases(im.Reasons))}
		p.Spans = append(p.Spans, document.Span{Text: " "}, document.Span{Value: &document.Value{Class: document.MarksValue, Marks: slices.Compact(marks)}})
		c.add(p)
		c.find("not_expected_to_add_up", humanitarian.NoteFinding, []string{im.Earlier.ID, im.Later.ID, im.Outflow.ID}, p.Format(c.lang))
	}
}

// sentence words a key in which some places are figures, which stay values.
func (c *composer) sentence(key string, figures map[string]humanitarian.Figure, args ...string) []document.Span {
	const mark = "\x00" // no wording holds it
	for place := range figures {
		i, _ := strconv.Atoi(place)
		args[i] = mark + place + mark
	}
	var out []document.Span
	for i, piece := range strings.Split(c.say(key, args...), mark) {
		if i%2 == 1 {
			v := c.value(figures[piece])
			v.Noun = true
			out = append(out, document.Span{Value: &v})
		} else if piece != "" {
			out = append(out, document.Span{Text: piece})
		}
	}
	return out
}

// history returns the counted figures known by the as-of date, replaced ones
// included: a balance needs the earlier stock.
func (c *composer) history() []humanitarian.Figure {
	var out []humanitarian.Figure
	for _, f := range c.reg.Figures {
		_, left := c.left[f.ID]
		if _, ok := tally.Known(c.reg, f, c.issue.AsOf, humanitarian.Period{}); ok && !left && counts(f) {
			out = append(out, f)
		}
	}
	return out
}

// discrepancies prints rival claims side by side: scope, window, status,
// figure, how known, who.
func (c *composer) discrepancies() {
	t := c.table("discrepancies", column{"measure", 5}, column{"scope", 4}, column{"window", 5}, column{"figure", 4}, column{"known", 4}, column{"who", 4}, column{"source", 2})
	for _, ind := range c.reg.Indicators {
		groups, _ := tally.Claims(c.reg, tally.Query{Indicator: ind.Name, AsOf: c.issue.AsOf, Period: c.issue.Period, Upto: c.issue.Edition.Upto(), Left: c.left})
		for _, g := range groups {
			g = slices.DeleteFunc(g, func(f humanitarian.Figure) bool { return !c.current[f.ID] || !c.ownClaim(f) })
			if len(g) < 2 || !slices.ContainsFunc(g, func(f humanitarian.Figure) bool { return f.Source.Name != g[0].Source.Name }) {
				continue
			}
			for _, f := range g {
				t.Rows = append(t.Rows, document.Row{Cells: []document.Value{text(c.what(f, false)), text(c.where(f)), c.when(f), c.value(f), text(c.known(f)), text(c.who(f)),
					{Class: document.MarksValue, Marks: []int{c.mark(f)}}}})
			}
			t.Rows = append(t.Rows, c.envelopes(g)...)
		}
	}
	if len(t.Rows) > 0 {
		t.Note = c.say("notes.discrepancies")
		c.add(t)
	}
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
			rows = append(rows, document.Row{Muted: true, Indent: 1, Cells: []document.Value{text(c.say(label)), text(c.where(f)), c.when(f), c.value(f),
				text(c.say("cell.same_claim")), text(c.who(f)), {Class: document.MarksValue, Marks: []int{c.mark(f)}}}})
		}
	}
	return rows
}

// outsidePeriod prints the newest toll of each source whose window ends before
// the period covered and of which the brief shows no later one: a reader who
// remembers last week's number must not think that it was taken back.
func (c *composer) outsidePeriod() {
	type claim struct{ indicator, source, status, place, cell string }
	of := func(f humanitarian.Figure) claim {
		return claim{f.Indicator, f.Source.Name, f.Status.String(), f.Place.Key(), f.Sex.String() + "|" + f.Age + "|" + f.Group}
	}
	newest, order, shown := map[claim]humanitarian.Figure{}, []claim{}, map[claim]bool{}
	for _, f := range c.history() {
		if f.Level == humanitarian.Incident || f.IsRelay() || !c.ownClaim(f) {
			continue
		}
		if c.current[f.ID] {
			shown[of(f)] = true
		}
		why, ok := tally.Known(c.reg, f, c.issue.AsOf, c.issue.Period)
		ind, _ := c.reg.Indicator(f.Indicator)
		if ok || why != "outside_period" || !ind.Harm {
			continue
		}
		if g, seen := newest[of(f)]; !seen {
			order = append(order, of(f))
			newest[of(f)] = f
		} else if f.Reference().After(g.Reference()) {
			newest[of(f)] = f
		}
	}
	var figures []humanitarian.Figure
	for _, k := range order {
		if !shown[k] {
			figures = append(figures, newest[k])
		}
	}
	slices.SortStableFunc(figures, c.compareClaims)
	c.reasoned("outside_period", figures, func(humanitarian.Figure) string { return c.say("cell.outside_period") })
}
