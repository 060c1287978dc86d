package brief

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

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
	claimed := func(f humanitarian.Figure) bool { // a key figure that others state otherwise, or what they state
		return telling(f) && slices.ContainsFunc(keyed, func(k humanitarian.Figure) bool {
			return c.areRivals(k, f) || k.ID == f.ID && len(c.rivals(k)) > 0
		})
	}
	c.section("displacement", func() {
		displaced, name := of("idps", "new_displacement", "secondary_displacement"), "displaced"
		figures := slices.DeleteFunc(c.theme(humanitarian.Displacement), func(f humanitarian.Figure) bool {
			return !claimed(f) && !(telling(f) && displaced(f))
		})
		if !all(figures, displaced) {
			name = "displaced_all"
		}
		c.untotalled(name, figures)
	})
	c.section("civilian_harm", func() {
		c.untotalled("civilians", c.figures(func(f humanitarian.Figure) bool {
			i, ok := c.reg.Indicator(f.Indicator)
			return ok && i.Harm && telling(f) && f.Status == humanitarian.Civilian && f.Level != humanitarian.Incident
		}))
		c.otherDead()
	})
	c.section("other", func() {
		c.untotalled("other", c.figures(claimed))
	})
}

// all reports whether ok holds for each figure.
func all(figures []humanitarian.Figure, ok func(humanitarian.Figure) bool) bool {
	return !slices.ContainsFunc(figures, func(f humanitarian.Figure) bool { return !ok(f) })
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

// untotalled adds a table of claims without totals: a total over a selection
// would be another number than that of the full brief. Of the claims it has as
// many as the product allows; the number of the others is said below it.
func (c *composer) untotalled(name string, figures []humanitarian.Figure) *document.Table {
	if len(figures) == 0 {
		return nil
	}
	kept, rest := c.mostTelling(name, figures)
	t := c.claimTable(name)
	switch name { // of other rows than in the full brief
	case "civilians", "displaced_all", "harm_all":
		t.Title = c.say("layout." + name)
	}
	_, in := c.addClaims(t, kept)
	c.unequal(t, in)
	c.inColumns(t)
	t.Note = joined(t.Note, c.moreRows(rest))
	c.add(t)
	return t
}

// mostTelling chooses figures for the rows that a table may have, wholes before
// their parts: key figures, deaths, what rivals a key figure, then the others in
// the order in which readers look for them. A breakdown is shown whole or not at
// all. The order of the figures stays; rest is how many were left out.
func (c *composer) mostTelling(name string, figures []humanitarian.Figure) (kept []humanitarian.Figure, rest int) {
	most, limited := c.product().most[name]
	if !limited || len(figures) <= most {
		return figures, 0
	}
	in, parts := map[string]bool{}, map[string][]humanitarian.Figure{}
	for _, f := range figures {
		in[f.ID] = true
	}
	var wholes []humanitarian.Figure
	for _, f := range figures {
		if f.PartOf != "" && in[f.PartOf] {
			parts[f.PartOf] = append(parts[f.PartOf], f)
		} else {
			wholes = append(wholes, f)
		}
	}
	rank := c.rankBeside(c.keyed(), parts)
	slices.SortStableFunc(wholes, func(a, b humanitarian.Figure) int {
		return cmp.Or(rank(a)-rank(b), unforeseen(a)-unforeseen(b), c.compareTelling(a, b))
	})
	chosen := map[string]bool{}
	for _, own := range []bool{true, false} { // claims of their own first: a toll of everybody does not stand without its civilians
		for _, f := range wholes {
			add := slices.DeleteFunc(slices.Clone(parts[f.ID]), func(g humanitarian.Figure) bool { return c.ownClaim(g) != own })
			if own {
				add = append(add, f)
			}
			if len(chosen)+len(add) <= most {
				for _, g := range add {
					chosen[g.ID] = true
				}
			}
		}
	}
	kept = slices.DeleteFunc(slices.Clone(figures), func(f humanitarian.Figure) bool { return !chosen[f.ID] })
	return kept, len(figures) - len(kept)
}

// unforeseen puts a forecast before those who are at risk or in a catchment.
func unforeseen(f humanitarian.Figure) int {
	if f.Modality == humanitarian.Forecast {
		return 0
	}
	return 1
}

// rankBeside ranks a claim by how much a reader of the key figures misses it:
// key figures first, then the civilians killed in the period, others killed,
// whatever rivals a key figure, and last what only supports another claim.
func (c *composer) rankBeside(keyed []humanitarian.Figure, parts map[string][]humanitarian.Figure) func(humanitarian.Figure) int {
	isRival := func(f humanitarian.Figure) bool {
		return slices.ContainsFunc(keyed, func(k humanitarian.Figure) bool { return c.areRivals(k, f) })
	}
	return func(f humanitarian.Figure) int {
		rivals := isRival(f) || slices.ContainsFunc(parts[f.ID], isRival)
		switch killed := f.Indicator == "killed"; {
		case f.Role == humanitarian.Triangulation || c.repeats(f, c.reg.Figures):
			return 6
		case c.isKey(f):
			return 0
		case killed && f.Status == humanitarian.Civilian && c.current[f.ID]:
			return 1
		case killed && rivals:
			return 2
		case killed:
			return 3
		case rivals:
			return 4
		}
		return 5
	}
}

// moreRows says how many rows the full brief has beyond those of a table.
func (c *composer) moreRows(n int) string {
	if n == 0 {
		return ""
	}
	return c.lang.Plural("layout.more_rows", int64(n), strconv.Itoa(n))
}

func (c *composer) accessTexts() {
	c.section("access", func() { c.paragraphs(c.config.Texts.Access) })
}
