package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// prose turns the desk's sentences into paragraphs whose citations are values,
// each closed by its source marks. A sentence whose figure is not known yet,
// replaced, or withheld is left out with a finding.
func (c *composer) prose(sentences []string) []document.Paragraph {
	var out []document.Paragraph
next:
	for _, s := range sentences {
		var p document.Paragraph
		var marks []int
		rest := s
		cited := citation.FindAllStringSubmatch(s, -1)
		for _, m := range cited {
			f, ok := c.reg.Figure(m[1])
			if !ok {
				c.find("bad_citation", humanitarian.RowFinding, nil, m[1])
				continue next
			}
			if _, left := c.left[f.ID]; left || !c.current[f.ID] {
				c.find("late_citation", humanitarian.NoteFinding, []string{f.ID}, m[1])
				continue next
			}
		}
		for _, m := range cited {
			f, _ := c.reg.Figure(m[1])
			before, after, _ := strings.Cut(rest, m[0])
			v := c.value(f)
			v.Noun = true
			p.Spans = append(p.Spans, document.Span{Text: before}, document.Span{Value: &v})
			rest = after
			if n := c.mark(f); !slices.Contains(marks, n) {
				marks = append(marks, n)
			}
		}
		p.Spans = append(p.Spans, document.Span{Text: rest})
		if strings.Contains(s, "TODO") || strings.Contains(s, "XXX") || strings.Contains(s, "[...]") {
			c.find("placeholder", humanitarian.WarningFinding, nil, s)
		}
		if len(marks) > 0 {
			slices.Sort(marks)
			p.Spans = append(p.Spans, document.Span{Text: " "}, document.Span{Value: &document.Value{Class: document.MarksValue, Marks: marks}})
		}
		out = append(out, p)
	}
	return out
}

func (c *composer) paragraphs(sentences []string) {
	for _, p := range c.prose(sentences) {
		c.add(&p)
	}
}

// section adds a heading and what fill adds below it; without content it
// leaves nothing.
func (c *composer) section(title string, fill func()) {
	c.heading(1, title)
	n := len(c.doc.Blocks)
	fill()
	if len(c.doc.Blocks) == n {
		c.doc.Blocks = c.doc.Blocks[:n-1]
	}
}

func (c *composer) highlights() {
	if items := c.prose(c.config.Texts.Highlights); len(items) > 0 {
		c.section("Highlights", func() { c.add(&document.Bullets{Items: items}) })
	}
}

func (c *composer) overview() {
	c.section("Situation overview", func() { c.paragraphs(c.config.Texts.Overview) })
}

// keyFigures makes the tiles in the desk's order. A tile says whose figure it
// shows and where its rivals are.
func (c *composer) keyFigures() {
	var tiles []document.Tile
	for _, k := range c.config.KeyFigures {
		at := slices.IndexFunc(c.reg.Figures, func(f humanitarian.Figure) bool {
			_, left := c.left[f.ID]
			return c.current[f.ID] && !left && counts(f) && !f.IsRelay() && (f.ID == k.ID && k.ID != "" || k.Series != "" && f.Series == k.Series && f.PartOf == "")
		})
		if at < 0 {
			c.find("series_unknown", humanitarian.NoteFinding, nil, k.ID+k.Series)
			continue
		}
		f := c.reg.Figures[at]
		label := k.Label
		if label == "" {
			label = c.what(f, false)
		}
		if ind, _ := c.reg.Indicator(f.Indicator); ind.Harm && f.Status != humanitarian.Civilian {
			label += " (" + statusWords(f.Status) + ")" // whatever the desk's label says
		}
		lines := []string{c.where(f) + ", " + c.when(f).Format(c.lang), c.who(f)}
		if rivals := c.rivals(f); len(rivals) > 0 {
			lines = append(lines, "Other claims stand beside it below: "+strings.Join(rivals, ", ")+".")
		}
		tiles = append(tiles, document.Tile{Label: label, Value: c.value(f), Lines: lines, Marks: []int{c.mark(f)}})
	}
	if len(tiles) > 0 {
		c.section("Key figures", func() { c.add(&document.KeyFigures{Tiles: tiles}) })
	}
}

// rivals names the sources of current rival claims.
func (c *composer) rivals(f humanitarian.Figure) (names []string) {
	for _, g := range c.figures(func(g humanitarian.Figure) bool { return g.PartOf == "" && counts(g) && tally.Rivals(c.reg, f, g) }) {
		if !slices.Contains(names, g.Source.Name) {
			names = append(names, g.Source.Name)
		}
	}
	return names
}

// counts reports whether f may stand among the claims of a theme.
func counts(f humanitarian.Figure) bool {
	return f.IsObserved() && f.Role != humanitarian.Pending && f.Role != humanitarian.Disputed
}

// of keeps the claims of the named indicators.
func of(names ...string) func(humanitarian.Figure) bool {
	return func(f humanitarian.Figure) bool { return counts(f) && slices.Contains(names, f.Indicator) }
}

func (c *composer) displacement() {
	c.section("Displacement", func() {
		c.paragraphs(c.config.Texts.Displacement)
		c.claims("displaced", "People displaced, as each source states it", c.figures(of("idps", "new_displacement", "secondary_displacement")))
		c.claims("movements", "Returns and other movements", c.figures(of("arrivals", "departures", "idp_returns", "refugee_returns", "returns_unspecified",
			"returnees", "cross_border_out", "cross_border_in", "evacuated")))
		c.claims("sites", "Collective sites", c.figures(of("in_collective_sites", "collective_sites_open")))
		c.claims("displacement_other", "Other figures on displacement", c.unshown(humanitarian.Displacement))
	})
}

func (c *composer) civilianHarm() {
	harm := func(f humanitarian.Figure) bool {
		i, ok := c.reg.Indicator(f.Indicator)
		return ok && i.Harm && counts(f)
	}
	with := func(status func(humanitarian.Status) bool, level bool) []humanitarian.Figure {
		return c.figures(func(f humanitarian.Figure) bool {
			return harm(f) && status(f.Status) && (f.Level == humanitarian.Incident) == level
		})
	}
	civilian := func(s humanitarian.Status) bool { return s == humanitarian.Civilian }
	other := func(s humanitarian.Status) bool { return s != humanitarian.Civilian }
	c.section("Civilian harm", func() {
		c.paragraphs(c.config.Texts.CivilianHarm)
		c.claims("civilians", "Civilians killed and injured: separate claims, side by side", with(civilian, false))
		c.claims("civilian_incidents", "Civilians killed and injured in single incidents", with(civilian, true))
		c.claims("other_status", "Fighters, mixed tolls and people of unknown status: in no civilian figure", append(with(other, false), with(other, true)...))
		c.claims("attacks", "Hostile incidents and attacks", c.figures(of("hostile_incidents", "attacks_on_health", "attacks_on_education", "attacks_on_water", "attacks_on_sites", "attacks_on_aid")))
		c.claims("harm_other", "Other figures on harm", c.unshown(humanitarian.CivilianHarm))
	})
}

// theme keeps the claims of a theme.
func (c *composer) theme(t humanitarian.Theme) []humanitarian.Figure {
	return c.figures(func(f humanitarian.Figure) bool {
		i, ok := c.reg.Indicator(f.Indicator)
		return ok && i.Theme == t && counts(f)
	})
}

// unshown keeps the claims of a theme that no table has shown yet.
func (c *composer) unshown(t humanitarian.Theme) []humanitarian.Figure {
	return slices.DeleteFunc(c.theme(t), func(f humanitarian.Figure) bool { return c.tabled[f.ID] })
}

// others shows whatever no section had a place for: nothing known is dropped
// in silence.
func (c *composer) others() {
	c.section("Other figures", func() {
		c.claims("other", "Figures that belong to no section", c.figures(func(f humanitarian.Figure) bool { return counts(f) && !c.tabled[f.ID] }))
	})
}

func (c *composer) infrastructure() {
	c.section("Infrastructure and services", func() {
		c.paragraphs(c.config.Texts.Infrastructure)
		c.claims("infrastructure", "Damage, function and services: three separate things", c.theme(humanitarian.Infrastructure))
	})
}

func (c *composer) access() {
	c.section("Access", func() {
		c.paragraphs(c.config.Texts.Access)
		c.claims("access", "Access", c.theme(humanitarian.Access))
	})
}

func (c *composer) response() {
	c.section("Response", func() {
		c.paragraphs(c.config.Texts.Response)
		c.claims("response", "Needs and response", c.theme(humanitarian.Response))
		c.claims("funding", "Funding", c.theme(humanitarian.Funding))
	})
}

func (c *composer) pending() {
	figures := c.figures(func(f humanitarian.Figure) bool {
		return f.Role == humanitarian.Pending || f.Role == humanitarian.Disputed
	})
	c.section("Pending, not included above", func() {
		c.reasoned("pending", "Neither rival nor added", figures, func(f humanitarian.Figure) string { return f.Role.String() + ": " + f.Reason })
	})
}

func (c *composer) notObserved() {
	figures := c.figures(func(f humanitarian.Figure) bool { return !f.IsObserved() })
	c.section("Forecasts, plans and people at risk", func() {
		c.reasoned("not_observed", "Not observed, and in no total", figures, func(f humanitarian.Figure) string {
			return strings.ReplaceAll(f.Modality.String(), "_", " ")
		})
	})
}

// notCounted prints the rows with findings, as published.
func (c *composer) notCounted() {
	var figures []humanitarian.Figure
	for _, f := range c.reg.Figures {
		if _, left := c.left[f.ID]; left && c.current[f.ID] {
			figures = append(figures, f)
		}
	}
	c.section("As published, not counted", func() {
		c.reasoned("not_counted", "Rows that the checks leave out", figures, func(f humanitarian.Figure) string { return c.left[f.ID] })
	})
}

// reasoned adds a table of figures that count in nothing, each with its reason.
func (c *composer) reasoned(name, title string, figures []humanitarian.Figure, why func(humanitarian.Figure) string) {
	if len(figures) == 0 {
		return
	}
	t := &document.Table{Title: title, Name: name, Columns: claimColumns()}
	t.Columns[5] = document.Column{Label: "Why apart", Weight: 9}
	for _, f := range figures {
		r := c.row(f, 0)
		r.Cells[5], r.Muted = text(why(f)), true
		if _, left := c.left[f.ID]; left && f.Quantity == (humanitarian.Quantity{}) {
			r.Cells[1] = text("cannot be read") // "no data" would say that the source was silent
		}
		t.Rows = append(t.Rows, r)
	}
	c.add(t)
}

func (c *composer) contacts() {
	c.section("Contacts", func() {
		for _, k := range c.config.Contacts {
			s := k.Name
			for _, more := range []string{k.Role, k.Email} {
				if more != "" {
					s += ", " + more
				}
			}
			c.add(&document.Paragraph{Spans: []document.Span{{Text: s}}})
		}
		for _, k := range []string{"data"} {
			if s := c.config.Disclaimers[k]; s != "" {
				c.add(&document.Paragraph{Note: true, Spans: []document.Span{{Text: s}}})
			}
		}
	})
}

// dataNotes prints what a reader needs to weigh the figures: how they are
// worded, what was left out, which claims compete, and what does not add up.
func (c *composer) dataNotes() {
	c.section("Data notes", func() {
		c.paragraphs(c.config.Texts.DataNotes)
		notes := []string{
			`"At least" and "more than" give a floor without a ceiling; "about" and "nearly" are the source's own rounding. "Reported, number not known", "none reported", "no data" and "withheld" are four different things, and none of them is 0.`,
			"Figures are printed as their sources stated them. They are added only where they were declared disjoint; stock, flow and cumulative figures never add to one another.",
		}
		if p := c.config.Policies.MagnitudeWords; p != "" && p != "none" {
			notes = append(notes, "Words such as dozens count in totals by the policy named "+p+".")
		} else {
			notes = append(notes, "Words such as dozens or hundreds have no number and add none.")
		}
		if c.withheld > 0 {
			notes = append(notes, fmt.Sprintf("Rows withheld from this edition: %d.", c.withheld))
		}
		for _, w := range c.waived {
			notes = append(notes, fmt.Sprintf("Waived for this issue: %s on %s, %s (%s, %s).", w.Code, w.Figure, w.Reason, w.Name, w.Date))
		}
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
		span := func(f humanitarian.Figure) document.Span {
			v := c.value(f)
			v.Noun = true
			return document.Span{Value: &v}
		}
		s := func(s string) document.Span { return document.Span{Text: s} }
		marks := []int{c.mark(im.Earlier), c.mark(im.Later), c.mark(im.Outflow)}
		slices.Sort(marks)
		p := &document.Paragraph{Spans: []document.Span{
			s("Not expected to add up. " + im.Later.Source.Name + " counted "), span(im.Earlier), s(" displaced on " + c.lang.Date(im.Earlier.AsOf) + ", "),
			span(im.Later), s(" still displaced on " + c.lang.Date(im.Later.AsOf) + ", and "), span(im.Outflow),
			s(" returned (" + c.when(im.Outflow).Format(c.lang) + "). " + c.reason(im)),
			s(" "), {Value: &document.Value{Class: document.MarksValue, Marks: slices.Compact(marks)}}}}
		c.add(p)
		c.find("not_expected_to_add_up", humanitarian.NoteFinding, []string{im.Earlier.ID, im.Later.ID, im.Outflow.ID}, p.Format(c.lang))
	}
}

func (c *composer) reason(im tally.Imbalance) string {
	reasons := strings.Join(im.Reasons, "; ")
	for _, d := range []humanitarian.Date{im.Earlier.AsOf, im.Later.AsOf, im.Outflow.Period.Start} {
		reasons = strings.ReplaceAll(reasons, d.String(), c.lang.Date(d))
	}
	return "The reason: " + reasons + "."
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
	t := &document.Table{Title: "Rival claims side by side", Name: "discrepancies", Columns: []document.Column{
		{Label: "Measure", Weight: 5}, {Label: "Scope", Weight: 4}, {Label: "Window", Weight: 5}, {Label: "Figure", Weight: 4, Figure: true},
		{Label: "How known", Weight: 4}, {Label: "Who says so", Weight: 4}, {Label: "Source", Weight: 2}}}
	for _, ind := range c.reg.Indicators {
		groups, _ := tally.Claims(c.reg, tally.Query{Indicator: ind.Name, AsOf: c.issue.AsOf, Period: c.issue.Period, Upto: c.issue.Edition.Upto(), Left: c.left})
		for _, g := range groups {
			g = slices.DeleteFunc(g, func(f humanitarian.Figure) bool { return !c.current[f.ID] || f.PartOf != "" })
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
		t.Note = "Rival claims differ in scope, window, status or method, and are never added. Each row is one claim."
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
		for i, label := range []string{"Lowest claim", "Highest claim"} {
			f := []humanitarian.Figure{e.Lowest, e.Highest}[i]
			rows = append(rows, document.Row{Muted: true, Indent: 1, Cells: []document.Value{text(label), text(c.where(f)), c.when(f), c.value(f),
				text("for this place, window and status"), text(c.who(f)), {Class: document.MarksValue, Marks: []int{c.mark(f)}}}})
		}
	}
	return rows
}
