package brief

import (
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// keyFigures makes the tiles in the desk's order. A key figure that has no tile
// is said below them, unless it was not known yet: a number that stood on the
// first page never vanishes without a word.
func (c *composer) keyFigures() {
	var tiles []document.Tile
	var before []document.Span
	var lost, earlier []string
	for _, k := range c.config.KeyFigures {
		values := c.valuesFor(k)
		if len(values) == 0 {
			if s := c.lostTile(k); s != "" {
				lost = append(lost, s)
			}
			continue
		}
		if f := values[0]; c.short && c.isBefore(f) {
			if c.issue.Layout == document.Snapshot { // whose one page has no room for them
				earlier = append(earlier, c.tileLabel(k, f))
			} else {
				before = append(before, c.inLine(k, f)...)
			}
			continue
		}
		tiles = append(tiles, c.tile(k, values))
	}
	if len(tiles)+len(before)+len(earlier)+len(lost) == 0 {
		return
	}
	c.section("key_figures", func() {
		if len(tiles) > 0 {
			c.add(&document.KeyFigures{Tiles: tiles})
		}
		if len(earlier) > 0 {
			c.note(c.say("notes.earlier_tiles_elsewhere", strings.Join(earlier, c.say("list.semicolon"))))
		}
		if len(before) > 0 {
			c.add(&document.Paragraph{Spans: append([]document.Span{{Text: c.say("notes.earlier_tiles")}}, before...)})
		}
		for _, s := range lost {
			c.note(s)
		}
	})
}

// inLine words a key figure whose days lie before the period, for the line that
// a shorter product has below its tiles.
func (c *composer) inLine(k KeyFigure, f humanitarian.Figure) []document.Span {
	v := c.value(f)
	return []document.Span{{Text: " " + c.tileLabel(k, f) + c.say("list.colon")}, {Value: &v},
		{Text: " (" + f.Source.Name + c.say("list.comma") + c.when(f).Format(c.lang) + ") "},
		{Value: &document.Value{Class: document.MarksValue, Marks: []int{c.mark(f)}}}, {Text: "."}}
}

// tileLabel is the desk's label, or what f counts.
func (c *composer) tileLabel(k KeyFigure, f humanitarian.Figure) string {
	if k.Label == "" {
		return c.what(f, false)
	}
	if group := c.beyondLabel(f); len(group) > 0 {
		return c.say("cell.in_brackets", k.Label, strings.Join(group, c.say("list.comma")))
	}
	return k.Label
}

// beyondLabel words what sets f apart from all civilians, or from all that its
// indicator counts, in the indicator's own unit: it stands beside the desk's
// label, whatever that says.
func (c *composer) beyondLabel(f humanitarian.Figure) []string {
	ind, _ := c.reg.Indicator(f.Indicator)
	group := c.people(f, ind.Harm)
	switch u := c.reg.Unit(f); {
	case u == humanitarian.Household:
		group = append(group, c.say("people.households"))
	case u == humanitarian.Permille:
		group = append(group, c.shareOf(f))
	case len(ind.Units) > 1 && u != ind.Units[0]:
		group = append(group, c.lang.Word("unit", string(u)))
	}
	return group
}

// asks reports whether k asks for f.
func (k KeyFigure) asks(f humanitarian.Figure) bool {
	return f.ID == k.ID && k.ID != "" || k.Series != "" && f.Series == k.Series && f.PartOf == ""
}

// valuesFor returns the figures that a tile may show, the newest first. More
// than one value of a series stands where it breaks.
func (c *composer) valuesFor(k KeyFigure) []humanitarian.Figure {
	values := c.standing(func(f humanitarian.Figure) bool { return counts(f) && !f.IsRelay() && k.asks(f) && c.stands(f) })
	slices.SortStableFunc(values, func(f, g humanitarian.Figure) int { return c.compareNewest(g, f) })
	return values
}

// lostTile finds out why a key figure has no tile, and words it for the reader.
func (c *composer) lostTile(k KeyFigure) string {
	why := "unknown"
	for _, f := range c.later {
		if k.asks(f) {
			why = "later"
		}
	}
	var last humanitarian.Figure
	for _, f := range c.reg.Figures {
		if k.asks(f) && (last.ID == "" || c.compareNewest(f, last) > 0) {
			last = f
		}
	}
	if last.ID != "" {
		why = c.whyNot(last)
	}
	if p, ok := c.partOf(k); why == "unknown" && ok {
		last, why = p, "now_part"
	}
	if why == "unknown" || why == "later" {
		c.find("series_unknown", humanitarian.NoteFinding, nil, k.ID+k.Series, why)
		return ""
	}
	c.find("series_unknown", humanitarian.WarningFinding, nil, k.ID+k.Series, why)
	return c.say("notes.tile_lost", c.tileLabel(k, last), why)
}

// partOf returns the newest current value of the series that k asks for, where
// all of it are parts of something larger: no tile shows a part of its own accord.
func (c *composer) partOf(k KeyFigure) (humanitarian.Figure, bool) {
	parts := c.figures(func(f humanitarian.Figure) bool {
		return k.Series != "" && f.Series == k.Series && f.PartOf != "" && counts(f)
	})
	if len(parts) == 0 {
		return humanitarian.Figure{}, false
	}
	return slices.MaxFunc(parts, c.compareNewest), true
}

// passedOver warns of a tile that shows a claim where the desk recommends a rival:
// the first page would say otherwise than the table of rivals.
func (c *composer) passedOver(k KeyFigure, f humanitarian.Figure) {
	if f.Role == humanitarian.Recommended {
		return
	}
	for _, g := range c.claimants(func(g humanitarian.Figure) bool { return g.Role == humanitarian.Recommended && c.areRivals(f, g) }) {
		c.find("tile_not_recommended", humanitarian.WarningFinding, []string{f.ID, g.ID}, c.tileLabel(k, f),
			c.lang.Quantity(f.Quantity, c.reg.Unit(f)), g.ID, c.lang.Quantity(g.Quantity, c.reg.Unit(g)))
	}
}

// tile makes the tile of the newest of values. It says whose figure it shows and
// how that is known, of where and when, where its rivals are, and whether its days
// lie before the period.
func (c *composer) tile(k KeyFigure, values []humanitarian.Figure) document.Tile {
	f := values[0]
	label, who := c.tileLabel(k, f), c.saidBy(f)
	if f.Verification != humanitarian.VerificationNotStated {
		who = strings.Join([]string{who, c.known(f)}, c.say("list.semicolon"))
	}
	lines := []string{who, c.where(f)}
	if when := c.when(f).Format(c.lang); !strings.Contains(label, c.withoutYear(when)) {
		lines[1] += c.say("list.comma") + when
	}
	if c.isBefore(f) {
		lines = append(lines, c.say("cell.earlier_count"))
	}
	if s := c.rivalLine(f); s != "" {
		lines = append(lines, s)
	}
	c.passedOver(k, f)
	for _, g := range values[1:] {
		if says(g) == 0 {
			continue
		}
		ch := c.compare(g, f)
		v := document.Value{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(f)}
		lines = append(lines, c.say("cell.stands_too", c.lang.Quantity(g.Quantity, c.reg.Unit(g)), c.when(g).Format(c.lang), v.Format(c.lang)))
	}
	if s := c.sincePrevious(f); s != "" {
		lines = append(lines, s)
	}
	return document.Tile{Label: label, Value: c.value(f), Lines: lines, Marks: c.marksOf(f)}
}

// withoutYear leaves the year of the as-of date off a date in words: the band says
// it, and a desk that writes the days of a figure into its label leaves it off.
func (c *composer) withoutYear(when string) string {
	s := strings.TrimSuffix(when, strconv.Itoa(c.issue.AsOf.Year()))
	return strings.TrimSuffix(strings.TrimSpace(s), " de") // el 3 de diciembre de 2024
}
