package brief

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// layOut turns a brief that is composed in full into the product that is asked
// for. The smaller ones are composed anew, so that their sources are numbered
// as they appear; the findings stay those of the whole, since a shorter product
// makes no row better. What the full brief has beyond it is named.
func (c *composer) layOut(ctx context.Context) error {
	if c.issue.Layout == document.FullBrief {
		return nil
	}
	all, found, typed := c.headings(), slices.Clone(c.findings), c.typed
	c.marks, c.shown, c.tabled, c.said = map[sourceKey]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	c.doc, c.short = c.masthead(), true
	if c.config.Maps == nil { // unasked, what a newer total left behind is no lead picture
		c.maps = slices.DeleteFunc(c.maps, func(p picture) bool { return c.replaced[p.whole] != "" })
	}
	sections := []func(){c.highlights, c.keyFigures, c.addMaps, c.shortCorrections, c.tellingTables, c.accessTexts}
	if c.issue.Layout == document.Snapshot {
		sections = []func(){c.keyFigures, c.highlights, c.shortCorrections}
		if len(c.maps) > 0 { // which stands beside the highlights, at the head of the page
			sections = []func(){c.highlights, c.keyFigures, c.addMaps, c.shortCorrections}
		}
	}
	for _, section := range sections {
		if err := ctx.Err(); err != nil {
			return err
		}
		section()
	}
	if len(c.shown) == 0 { // no key figures were chosen, and nothing was written
		c.tellingTables()
	}
	c.selection(all)
	c.contacts()
	c.findings, c.typed = found, typed
	return nil
}

// headings lists the sections of the document.
func (c *composer) headings() []string {
	var out []string
	for _, b := range c.doc.Blocks {
		if h, ok := b.(*document.Heading); ok && h.Level == 1 {
			out = append(out, h.Text)
		}
	}
	return out
}

// tellingTables show the key figures of displacement and of harm to civilians,
// and those of which others claim something else, beside all claims that rival
// them; without key figures, all claims of displacement and of such harm.
func (c *composer) tellingTables() {
	keyed := c.keyed()
	beside := func(f humanitarian.Figure) bool {
		return slices.ContainsFunc(keyed, func(k humanitarian.Figure) bool { return k.ID == f.ID || c.areRivals(k, f) })
	}
	telling := func(f humanitarian.Figure) bool {
		return !c.tabled[f.ID] && counts(f) && c.ownClaim(f) && !c.repeats(f, c.reg.Figures) && (len(keyed) == 0 || beside(f))
	}
	c.section("displacement", func() {
		c.untotalled("displaced", c.figures(func(f humanitarian.Figure) bool {
			return telling(f) && of("idps", "new_displacement", "secondary_displacement")(f)
		}))
	})
	c.section("civilian_harm", func() {
		c.untotalled("civilians", c.figures(func(f humanitarian.Figure) bool {
			i, ok := c.reg.Indicator(f.Indicator)
			return ok && i.Harm && telling(f) && f.Status == humanitarian.Civilian && f.Level != humanitarian.Incident
		}))
		c.otherDead()
	})
	if len(keyed) > 0 {
		c.section("other", func() {
			c.untotalled("other", c.figures(func(f humanitarian.Figure) bool {
				return telling(f) && slices.ContainsFunc(keyed, func(k humanitarian.Figure) bool {
					return c.areRivals(k, f) || k.ID == f.ID && len(c.rivals(k)) > 0
				})
			}))
		})
	}
}

// otherDead names the sources of what the full brief has on civilians killed in
// its period and this product has no row for: no death is left out in silence.
func (c *composer) otherDead() {
	var names []string
	for _, f := range c.figures(func(f humanitarian.Figure) bool {
		return f.Indicator == "killed" && f.Status == humanitarian.Civilian && counts(f) && c.ownClaim(f) && !c.tabled[f.ID]
	}) {
		if !slices.Contains(names, f.Source.Name) {
			names = append(names, f.Source.Name)
		}
	}
	if len(names) > 0 {
		c.note(c.say("layout.other_dead", strings.Join(names, c.say("list.comma"))))
	}
}

// untotalled adds a table of claims without totals: a total over a selection
// would be another number than that of the full brief.
func (c *composer) untotalled(name string, figures []humanitarian.Figure) {
	if len(figures) == 0 {
		return
	}
	t := c.claimTable(name)
	if name == "civilians" { // whose rivals may stand elsewhere
		t.Title = c.say("layout.civilians")
	}
	slices.SortStableFunc(figures, c.compareClaims)
	c.addRows(t, figures, nil, 0, map[string]bool{})
	c.inColumns(t)
	c.add(t)
}

// keyed returns the figures of the tiles.
func (c *composer) keyed() []humanitarian.Figure {
	var out []humanitarian.Figure
	for _, b := range c.doc.Blocks {
		if k, ok := b.(*document.KeyFigures); ok {
			for _, t := range k.Tiles {
				for _, id := range t.Value.Figures {
					if f, ok := c.figure(id); ok {
						out = append(out, f)
					}
				}
			}
		}
	}
	return out
}

func (c *composer) accessTexts() {
	c.section("access", func() { c.paragraphs(c.config.Texts.Access) })
}

// selection says that this is one, of what, and under which policies and
// waivers its figures stand.
func (c *composer) selection(all []string) {
	shown := append(c.headings(), c.say("brief.data_notes"), c.say("brief.contacts"))
	missing := slices.DeleteFunc(all, func(s string) bool { return slices.Contains(shown, s) })
	c.section("data_notes", func() {
		if len(missing) > 0 {
			c.note(c.say("layout.selection", strings.Join(missing, c.say("list.semicolon"))))
		}
		for _, s := range c.owed() {
			c.note(s)
		}
		if c.issue.Layout == document.FlashUpdate {
			c.imbalances() // of figures that stand on the first page
		}
	})
}

func (c *composer) note(s string) {
	c.add(&document.Paragraph{Note: true, Spans: []document.Span{{Text: s}}})
}

// owed are the notes that no product may leave out: the policy by which words
// became numbers, what the edition withholds, and which findings an editor
// waived.
func (c *composer) owed() []string {
	out := []string{c.say("notes.magnitude_none")}
	if p := c.config.Policies.MagnitudeWords; p != "" && p != "none" {
		out[0] = c.say("notes.magnitude_policy", p)
	}
	if c.withheld > 0 {
		out = append(out, c.say("notes.withheld", strconv.Itoa(c.withheld)))
	}
	for _, w := range c.waived {
		out = append(out, c.say("notes.waived", w.Code, w.Figure, w.Reason, w.Name, w.Date))
	}
	return out
}

// rivalLines say where the rivals of a key figure are. A flash update has rows
// for those of its period alone, a snapshot for none.
func (c *composer) rivalLines(f humanitarian.Figure) (lines []string) {
	here, elsewhere := c.rivals(f), []string(nil)
	switch {
	case c.short && c.issue.Layout == document.Snapshot:
		here, elsewhere = nil, here
	case c.short:
		now := c.figures(func(g humanitarian.Figure) bool { return counts(g) && c.areRivals(f, g) })
		isElsewhere := func(name string) bool {
			return !slices.ContainsFunc(now, func(g humanitarian.Figure) bool { return g.Source.Name == name })
		}
		for _, name := range here {
			if isElsewhere(name) {
				elsewhere = append(elsewhere, name)
			}
		}
		here = slices.DeleteFunc(here, isElsewhere)
	}
	if len(here) > 0 {
		lines = append(lines, c.say("cell.other_claims", strings.Join(here, c.say("list.comma"))))
	}
	if len(elsewhere) > 0 {
		lines = append(lines, c.say("layout.other_claims", strings.Join(elsewhere, c.say("list.comma"))))
	}
	return lines
}
