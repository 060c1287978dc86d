package brief

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
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
	c.marks, c.shown, c.tabled = map[sourceKey]int{}, map[string]bool{}, map[string]bool{}
	c.doc = c.masthead()
	sections := []func(){c.highlights, c.keyFigures, c.addMaps, c.tellingTables, c.accessTexts}
	if c.issue.Layout == document.Snapshot {
		sections = []func(){c.keyFigures, c.highlights}
		if len(c.maps) > 0 { // which stands beside the highlights, at the head of the page
			sections = []func(){c.highlights, c.keyFigures, c.addMaps}
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
	telling := func(f humanitarian.Figure) bool {
		if c.tabled[f.ID] || !counts(f) || !c.ownClaim(f) {
			return false
		}
		return len(keyed) == 0 || slices.ContainsFunc(keyed, func(k humanitarian.Figure) bool { return k.ID == f.ID || tally.Rivals(c.reg, k, f) })
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
	})
	if len(keyed) > 0 {
		c.section("other", func() {
			c.untotalled("other", c.figures(func(f humanitarian.Figure) bool {
				return telling(f) && slices.ContainsFunc(keyed, func(k humanitarian.Figure) bool {
					return tally.Rivals(c.reg, k, f) || k.ID == f.ID && len(c.rivals(k)) > 0
				})
			}))
		})
	}
}

// untotalled adds a table of claims without totals: a total over a selection
// would be another number than that of the full brief.
func (c *composer) untotalled(name string, figures []humanitarian.Figure) {
	if len(figures) == 0 {
		return
	}
	t := c.claimTable(name)
	slices.SortStableFunc(figures, c.compareClaims)
	c.addRows(t, figures, nil, 0, map[string]bool{})
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

// rivalsAt is the wording of where the rivals of a key figure are.
func (c *composer) rivalsAt() string {
	if c.issue.Layout == document.Snapshot {
		return "layout.other_claims"
	}
	return "cell.other_claims"
}
