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
		c.takenBack()
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

// takenBack prints both values of a cumulative series where the newer
// publication says more for a window that ends earlier.
func (c *composer) takenBack() {
	history := c.history()
	for _, f := range c.figures(func(f humanitarian.Figure) bool { return f.Series != "" && c.reg.Nature(f) == humanitarian.Cumulative }) {
		for _, g := range history {
			if g.Series != f.Series || !f.Source.Date.After(g.Source.Date) || f.Reference().Compare(g.Reference()) >= 0 {
				continue
			}
			if ch := c.compare(f, g); ch.Kind != tally.NotEstablished || ch.Reasons[0].Key != "change.taken_back" {
				continue
			}
			marks := c.bothMarks(&f, &g)
			p := &document.Paragraph{Spans: c.sentence("notes.taken_back", map[string]humanitarian.Figure{"1": f, "4": g},
				f.Source.Name, "", c.when(f).Format(c.lang), f.Source.Date.String(), "", c.when(g).Format(c.lang), g.Source.Date.String())}
			p.Spans = append(p.Spans, document.Span{Text: " "}, document.Span{Value: &marks})
			c.add(p)
		}
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

// earlierCounts prints the newest tolls whose window ends before the period
// covered, with their parts, where their source says nothing newer: a reader who
// remembers last week's number must not think that it was taken back.
func (c *composer) earlierCounts() {
	figures := c.chosen(func(f humanitarian.Figure) bool {
		ind, _ := c.reg.Indicator(f.Indicator)
		return c.past[f.ID] && ind.Theme == humanitarian.CivilianHarm
	})
	if len(figures) == 0 {
		return
	}
	t := c.claimTable("outside_period")
	c.addClaims(t, figures)
	for i := range t.Rows {
		t.Rows[i].Muted = true
	}
	c.inColumns(t)
	c.add(t)
}
