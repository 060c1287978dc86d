package brief

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A product is what is made of an issue in one layout. The full brief has all
// sections with all their rows; every other one has some sections, in an order
// of its own, and of some of their tables the most telling rows alone.
type product struct {
	title    string // wording for a desk that gave none
	sections []func()
	most     map[string]int // rows of a table, by its name; without an entry, all of them
	notes    []func()       // data notes beyond those that every product owes
}

func (c *composer) product() product {
	switch c.issue.Layout {
	case document.WeeklyBrief:
		return product{title: "layout.weekly_title",
			sections: []func(){c.highlights, c.keyFigures, c.leadPicture, c.shortChanges, c.shortDisplacement, c.shortHarm,
				c.shortServices, c.shortAccess, c.shortPending, c.shortForecasts, c.shortNotCounted},
			most: map[string]int{"differences": 2, "added": 2, "gone": 1, "displaced_all": 4, "harm_all": 10,
				"infrastructure": 2, "access": 2, "pending": 2, "not_observed": 1, "not_counted": 2},
			notes: []func(){c.wordNote, c.imbalances, c.takenBack}}
	case document.FlashUpdate:
		return product{title: "layout.flash_title",
			sections: []func(){c.highlights, c.keyFigures, c.addMaps, c.shortCorrections, c.tellingTables, c.accessTexts},
			notes:    []func(){c.imbalances}} // of figures that stand on the first page
	case document.Snapshot:
		p := product{title: "layout.snapshot_title", sections: []func(){c.keyFigures, c.shortHighlights, c.shortCorrections}}
		if len(c.maps) > 0 { // which stands beside the key figures, at the head of the page
			p.sections = []func(){c.keyFigures, c.addMaps, c.shortHighlights, c.shortCorrections}
		}
		return p
	}
	return product{title: "brief.title"}
}

// layOut turns a brief that is composed in full into the product that is asked
// for. The smaller ones are composed anew, so that their sources are numbered
// as they appear, and twice, so that the key figures can say which rival claims
// stand below them. The findings stay those of the whole, since a shorter
// product makes no row better. What the full brief has beyond it is named.
func (c *composer) layOut(ctx context.Context) error {
	if c.issue.Layout == document.FullBrief {
		return nil
	}
	all, found, typed := c.headings(), slices.Clone(c.findings), c.typed
	c.short = true
	if c.config.Maps == nil && c.issue.Layout != document.WeeklyBrief { // unasked, what a newer total left behind is no lead picture
		c.maps = slices.DeleteFunc(c.maps, func(p picture) bool { return c.replaced[p.whole] != "" })
		c.locate()
	}
	c.markLeftBehind()
	for range 2 {
		c.rowed = c.tabled
		c.marks, c.shown, c.tabled, c.said = map[sourceKey]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
		c.doc = c.masthead()
		if err := c.composeShort(ctx, all); err != nil {
			return err
		}
	}
	c.findings, c.typed = found, typed
	return nil
}

// composeShort composes a shorter product; all are the sections of the whole.
func (c *composer) composeShort(ctx context.Context, all []string) error {
	p := c.product()
	for _, section := range p.sections {
		if err := ctx.Err(); err != nil {
			return err
		}
		section()
	}
	if len(c.shown) == 0 { // no key figures were chosen, and nothing was written
		c.tellingTables()
	}
	c.selection(all, p.notes)
	c.contacts()
	return nil
}

// markLeftBehind says below a map of the parts of a total that a newer one
// replaced that it was: a picture at the head of a page is taken for the latest.
func (c *composer) markLeftBehind() {
	for i, p := range c.maps {
		by, ok := c.figure(c.replaced[p.whole])
		if !ok {
			continue
		}
		c.maps[i].block = func() document.Block {
			m := p.block().(*document.Map)
			m.Note = joined(c.say("layout.map_replaced", c.lang.Quantity(by.Quantity, c.reg.Unit(by)), by.Reference().String()), m.Note)
			return m
		}
	}
}

// shortHighlights leaves out the desk's sentences of which every figure is a key
// figure: on one page they would say what the tiles say.
func (c *composer) shortHighlights() {
	more := slices.DeleteFunc(slices.Clone(c.config.Texts.Highlights), func(s string) bool {
		cited := citation.FindAllStringSubmatch(s, -1)
		return len(cited) > 0 && !slices.ContainsFunc(cited, func(m []string) bool {
			f, ok := c.figure(m[1])
			return !ok || !c.isKey(f)
		})
	})
	if items := c.prose(more); len(items) > 0 {
		c.section("highlights", func() { c.add(&document.Bullets{Items: items}) })
	} else {
		c.highlights()
	}
}

// someOf lists names, two of more: where the others are stands before them.
func (c *composer) someOf(names []string) string {
	const most = 2
	if len(names) <= most {
		return strings.Join(names, c.say("list.comma"))
	}
	return c.say("layout.and_others", strings.Join(names[:most], c.say("list.comma")))
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

// selection says that this is one, of what, and under which policies and
// waivers its figures stand.
func (c *composer) selection(all []string, more []func()) {
	shown := append(c.headings(), c.say("brief.data_notes"), c.say("brief.contacts"))
	missing := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(shown, s) })
	c.section("data_notes", func() {
		if len(missing) > 0 {
			c.note(c.say("layout.selection", strings.Join(missing, c.say("list.semicolon"))))
		}
		c.note(strings.Join(c.owed(), " "))
		for _, note := range more {
			note()
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

// wordNote says how figures are worded.
func (c *composer) wordNote() { c.note(c.say("notes.words")) }

// rivalLine says where the rivals of a key figure are, "" if it has none. The full brief has rows for all of them, a
// shorter product for some.
func (c *composer) rivalLine(f humanitarian.Figure) string {
	names := c.rivals(f)
	if len(names) == 0 {
		return ""
	}
	rowed := len(names)
	if c.short {
		rows := c.claimants(func(g humanitarian.Figure) bool { return c.rowed[g.ID] && c.areRivals(f, g) })
		below := func(name string) bool {
			return slices.ContainsFunc(rows, func(g humanitarian.Figure) bool { return g.Source.Name == name })
		}
		here, elsewhere := keep(names, below), keep(names, func(name string) bool { return !below(name) })
		names, rowed = slices.Concat(here, elsewhere), len(here)
	}
	where := "layout.other_claims_both"
	switch rowed {
	case len(names):
		where = "cell.other_claims"
	case 0:
		where = "layout.other_claims"
	}
	return c.say(where, c.someOf(names))
}

// keep returns the names that ok accepts.
func keep(names []string, ok func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !ok(name) })
}
