package brief

import (
	"slices"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/narrative"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// prose turns the desk's sentences into paragraphs whose citations are values,
// each closed by its source marks. A sentence whose figure may not be told is
// left out with a finding. Those that tell of days before the period alone come
// last and say so.
func (c *composer) prose(sentences []string) []document.Paragraph {
	var now, before []string
	for _, s := range sentences {
		switch cited := citation.FindAllStringSubmatch(s, -1); {
		case !c.mayTell(cited):
		case len(cited) > 0 && !slices.ContainsFunc(cited, func(m []string) bool { f, _ := c.figure(m[1]); return !c.isBefore(f) }):
			if !c.short || c.isNewsOfHarm(cited) {
				before = append(before, s)
			}
		default:
			now = append(now, s)
		}
	}
	return slices.Concat(c.typeset(now, ""), c.typeset(before, c.say("cell.before_period")))
}

// isNewsOfHarm reports whether a sentence about days before the period has to
// stand in a shorter product, too: it tells of people killed or hurt whom no key
// figure counts.
func (c *composer) isNewsOfHarm(cited [][]string) bool {
	f, _ := c.figure(cited[0][1])
	ind, _ := c.reg.Indicator(f.Indicator)
	return ind.Harm && !slices.ContainsFunc(c.config.KeyFigures, func(k KeyFigure) bool { return k.asks(f) })
}

// mayTell reports whether a sentence may cite what it does; a finding says why
// not.
func (c *composer) mayTell(cited [][]string) bool {
	for _, m := range cited {
		f, ok := c.figure(m[1])
		if !ok && c.isLater(m[1]) {
			c.find("late_citation", humanitarian.NoteFinding, []string{m[1]}, m[1], "later")
			return false
		}
		if !ok {
			c.find("bad_citation", humanitarian.RowFinding, nil, m[1])
			return false
		}
		if c.leftOut(f.ID) || !c.stands(f) && !c.standsBeside(f, cited) {
			c.find("late_citation", humanitarian.NoteFinding, []string{f.ID}, m[1], c.whyNot(f))
			return false
		}
	}
	return true
}

// typeset makes paragraphs of sentences that may be told, each with a remark.
func (c *composer) typeset(sentences []string, remark string) []document.Paragraph {
	var out []document.Paragraph
	for _, s := range sentences {
		var p document.Paragraph
		var marks []int
		rest := s
		for _, m := range citation.FindAllStringSubmatch(s, -1) {
			f, _ := c.figure(m[1])
			before, after, _ := strings.Cut(rest, m[0])
			v := c.value(f)
			v.Noun = true
			p.Spans = append(p.Spans, document.Span{Text: before}, document.Span{Value: &v})
			rest = after
			marks = append(marks, c.mark(f))
		}
		p.Spans = append(p.Spans, document.Span{Text: rest})
		c.typed = append(c.typed, p.Format(c.lang))
		if remark != "" {
			p.Spans = append(p.Spans, document.Span{Text: " " + remark})
		}
		if strings.ContainsAny(rest, "{}") || strings.Contains(s, "TODO") || strings.Contains(s, "XXX") || strings.Contains(s, "[...]") {
			c.find("placeholder", humanitarian.WarningFinding, nil, s)
		}
		if len(marks) > 0 {
			slices.Sort(marks)
			p.Spans = append(p.Spans, document.Span{Text: " "}, document.Span{Value: &document.Value{Class: document.MarksValue, Marks: slices.Compact(marks)}})
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

// section adds the heading of a name and what fill adds below it; without
// content it leaves nothing.
func (c *composer) section(name string, fill func()) {
	c.heading(1, c.say("brief."+name))
	n := len(c.doc.Blocks)
	fill()
	if len(c.doc.Blocks) == n {
		c.doc.Blocks = c.doc.Blocks[:n-1]
	}
}

func (c *composer) highlights() {
	items := c.prose(c.config.Texts.Highlights)
	items = append(items, c.tell(c.config.Texts.Highlights, func(w *narrative.Writer) []narrative.Sentence {
		var keys []narrative.KeyFigure
		for _, k := range c.config.KeyFigures {
			keys = append(keys, narrative.KeyFigure{ID: k.ID, Series: k.Series})
		}
		return w.Highlights(c.facts(), keys)
	})...)
	if len(items) > 0 {
		c.section("highlights", func() { c.add(&document.Bullets{Items: items}) })
	}
}

func (c *composer) overview() {
	c.section("overview", func() { c.paragraphs(c.config.Texts.Overview) })
}

// ownClaim reports whether f is a claim of its own: no part, or the civilians
// that a source gives within a toll of everybody.
func (c *composer) ownClaim(f humanitarian.Figure) bool {
	whole, ok := c.figure(f.PartOf)
	return f.PartOf == "" || ok && whole.Status != f.Status
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
	c.section("displacement", func() {
		c.paragraphs(c.config.Texts.Displacement)
		c.tellTheme(c.config.Texts.Displacement, humanitarian.Displacement)
		c.charts(humanitarian.Displacement)
		c.claims("displaced", c.figures(of("idps", "new_displacement", "secondary_displacement")))
		c.claims("movements", c.figures(of("arrivals", "departures", "idp_returns", "refugee_returns", "returns_unspecified",
			"returnees", "cross_border_out", "cross_border_in", "evacuated")))
		c.claims("sites", c.figures(of("in_collective_sites", "collective_sites_open")))
		c.claims("displacement_other", c.unshown(humanitarian.Displacement))
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
	c.section("civilian_harm", func() {
		c.paragraphs(c.config.Texts.CivilianHarm)
		c.tellTheme(c.config.Texts.CivilianHarm, humanitarian.CivilianHarm)
		c.charts(humanitarian.CivilianHarm)
		c.claims("civilians", with(civilian, false))
		c.claims("civilian_incidents", with(civilian, true))
		c.claims("other_status", append(with(other, false), with(other, true)...))
		c.earlierCounts()
		c.claims("attacks", c.figures(of("hostile_incidents", "attacks_on_health", "attacks_on_education", "attacks_on_water", "attacks_on_sites", "attacks_on_aid")))
		c.claims("harm_other", c.unshown(humanitarian.CivilianHarm))
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
	c.section("other", func() {
		c.claims("other", c.figures(func(f humanitarian.Figure) bool { return counts(f) && !c.tabled[f.ID] }))
	})
}

func (c *composer) infrastructure() {
	c.section("infrastructure", func() {
		c.paragraphs(c.config.Texts.Infrastructure)
		c.tellTheme(c.config.Texts.Infrastructure, humanitarian.Infrastructure)
		c.charts(humanitarian.Infrastructure)
		c.claims("infrastructure", c.theme(humanitarian.Infrastructure))
	})
}

func (c *composer) access() {
	c.section("access", func() {
		c.paragraphs(c.config.Texts.Access)
		c.tellTheme(c.config.Texts.Access, humanitarian.Access)
		c.charts(humanitarian.Access)
		c.claims("access", c.theme(humanitarian.Access))
	})
}

func (c *composer) response() {
	c.section("response", func() {
		c.paragraphs(c.config.Texts.Response)
		c.tellTheme(c.config.Texts.Response, humanitarian.Response, humanitarian.Funding)
		c.charts(humanitarian.Response)
		c.charts(humanitarian.Funding)
		c.claims("response", c.theme(humanitarian.Response))
		c.claims("funding", c.theme(humanitarian.Funding))
	})
}

func (c *composer) pending() {
	figures := c.figures(func(f humanitarian.Figure) bool {
		return f.Role == humanitarian.Pending || f.Role == humanitarian.Disputed
	})
	c.section("pending", func() {
		c.reasoned("pending", figures, func(f humanitarian.Figure) string { return c.say("cell.role_reason", f.Role.String(), f.Reason) })
	})
}

func (c *composer) notObserved() {
	figures := c.figures(func(f humanitarian.Figure) bool { return !f.IsObserved() })
	c.section("not_observed", func() {
		c.reasoned("not_observed", figures, func(f humanitarian.Figure) string {
			return c.lang.Word("modality", f.Modality.String())
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
	c.section("not_counted", func() {
		c.reasoned("not_counted", figures, func(f humanitarian.Figure) string { return c.lang.Phrase(c.left[f.ID]) })
	})
}

// reasoned adds a table of figures that count in nothing, each with its reason.
func (c *composer) reasoned(name string, figures []humanitarian.Figure, why func(humanitarian.Figure) string) {
	if len(figures) == 0 {
		return
	}
	t := c.claimTable(name)
	const who, at = 4, 5 // who says so; before the source
	t.Columns = slices.Insert(t.Columns, at, document.Column{Label: c.say("column.why_apart"), Weight: 9})
	for _, f := range figures {
		r := c.row(f, 0)
		r.Cells[who] = text(c.whoInFull(f))
		r.Cells, r.Muted = slices.Insert(r.Cells, at, text(why(f))), true
		if _, left := c.left[f.ID]; left && f.Quantity == (humanitarian.Quantity{}) {
			r.Cells[1] = c.unreadable(f) // "no data" would say that the source was silent
		}
		t.Rows = append(t.Rows, r)
	}
	c.add(t)
}

// unreadable shows a number that could not be read as it was published.
func (c *composer) unreadable(f humanitarian.Figure) document.Value {
	if s := c.raw[f.ID]; s != "" {
		return text(c.say("cell.as_published", s))
	}
	return text(c.say("cell.cannot_be_read"))
}

// unread returns the cell of a number that could not be read, if it holds signs
// and digits alone: words in it may name what the edition does not show.
func unread(f humanitarian.Figure) (string, bool) {
	for i := 0; i+1 < len(f.Extra); i += 2 {
		name, s := f.Extra[i], f.Extra[i+1]
		if slices.Contains([]string{"figure", "best", "low", "high"}, name) && len(s) <= 40 && !strings.ContainsFunc(s, unicode.IsLetter) {
			return s, true
		}
	}
	return "", false
}

func (c *composer) contacts() {
	c.section("contacts", func() {
		var all []string
		for _, k := range c.config.Contacts {
			s := k.Name
			for _, more := range []string{k.Role, k.Email} {
				if more != "" {
					s += c.say("list.comma") + more
				}
			}
			all = append(all, s)
		}
		if c.short && len(all) > 0 { // on one line, if they fit
			all = []string{strings.Join(all, c.say("list.semicolon"))}
		}
		for _, s := range all {
			c.add(&document.Paragraph{Spans: []document.Span{{Text: s}}})
		}
		if s := c.config.Disclaimers["data"]; s != "" {
			c.add(&document.Paragraph{Note: true, Spans: []document.Span{{Text: s}}})
		}
	})
}
