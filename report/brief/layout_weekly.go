package brief

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// leadPicture adds the maps, or without one the first chart, that of displacement
// if there is one.
func (c *composer) leadPicture() {
	if len(c.maps) > 0 {
		c.addMaps()
	} else if len(c.pictures) > 0 {
		first := max(0, slices.IndexFunc(c.pictures, func(p picture) bool { return p.theme == humanitarian.Displacement }))
		c.add(c.pictures[first].block())
	}
}

// shortChanges is the section on what changed, in short: how many figures of
// each kind, and the most telling of them. How the key figures moved stands on
// them; without a previous issue it stands here.
func (c *composer) shortChanges() {
	c.section("changes", func() {
		l := c.ledgerNow
		if l == nil {
			c.keySteps()
			return
		}
		added, gone := c.additions(l), c.departures(l)
		c.add(c.since(l, added, len(gone)))
		at := len(c.doc.Blocks)
		c.corrections(l)
		breaks, more := c.shortBreaks(l, len(c.doc.Blocks) > at)
		news, evenMore := c.shortAdditions(added)
		c.bullets(slices.Concat(breaks, news), more+evenMore)
		c.movements(l)
		c.shortGone(gone)
	})
}

// additions returns the claims that the previous issue did not have.
func (c *composer) additions(l *tally.Ledger) (all []addition) {
	for _, x := range l.Differences {
		if c.isNewClaim(x) {
			all = append(all, addition{*x.New, x.Late, c.overlap(*x.New)})
		}
	}
	return all
}

// shortGone names the most telling figures that the previous issue showed and
// this one does not, and says how many went for which reason.
func (c *composer) shortGone(gone []departure) {
	if len(gone) == 0 {
		return
	}
	few := gone[:min(len(gone), c.product().most["gone"])]
	p := &document.Paragraph{Spans: []document.Span{{Text: c.say("diff.table_gone") + strings.TrimRight(c.say("list.colon"), " ")}}}
	for _, d := range few {
		f, v := d.figure, c.value(d.figure)
		v.Figures = nil // the id is none of this issue
		source := f
		if now, ok := c.figure(f.ID); ok {
			source = now
		}
		p.Spans = append(p.Spans, document.Span{Text: " "})
		p.Spans = append(p.Spans, c.inWords(f, v, c.lang.Phrase(d.reason), []int{c.markSource(source)})...)
	}
	p.Spans = append(p.Spans, document.Span{Text: " " + c.restOf(gone[len(few):])})
	c.add(p)
}

// inWords words a figure with all that a row has of it, and a remark.
func (c *composer) inWords(f humanitarian.Figure, v document.Value, remark string, marks []int) []document.Span {
	who := c.whoInFull(f)
	if remark != "" {
		who += c.say("list.semicolon") + strings.TrimSuffix(remark, ".")
	}
	return c.valued("layout.in_words", map[int]document.Value{3: v, 5: {Class: document.MarksValue, Marks: marks}},
		c.whom(f), c.where(f), c.when(f).Format(c.lang), "", who, "")
}

// shortBreaks names figures of the previous issue that were revised or are not
// comparable any more, but for what the corrections above say already. Key
// figures say it themselves.
func (c *composer) shortBreaks(l *tally.Ledger, corrected bool) (items []document.Paragraph, rest int) {
	var all []tally.Difference
	for _, x := range l.Differences {
		switch x.Kind {
		case tally.Unchanged, tally.Added, tally.Continued, tally.MetadataOnly:
		default:
			said := corrected && isCorrection(x) && x.Kind != tally.Reworded || x.New != nil && c.isKey(*x.New)
			if !said {
				all = append(all, x)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y tally.Difference) int { return c.compareTelling(*x.Old, *y.Old) })
	few := all[:min(len(all), c.product().most["differences"])]
	for _, x := range few {
		if x.New == nil || x.Kind == tally.Withdrawn {
			items = append(items, c.correction(x))
		} else {
			items = append(items, c.step(*x.Old, *x.New, x.Change))
		}
	}
	return items, len(all) - len(few)
}

// shortAdditions names figures that the previous issue did not have, and what
// else may count the same. Key figures say themselves that they are new.
func (c *composer) shortAdditions(added []addition) (items []document.Paragraph, rest int) {
	all := slices.DeleteFunc(slices.Clone(added), func(a addition) bool { return c.isKey(a.figure) })
	slices.SortStableFunc(all, func(a, b addition) int { return c.compareTelling(a.figure, b.figure) })
	few := all[:min(len(all), c.product().most["added"])]
	for _, a := range few {
		why := c.say("diff.added")
		if a.overlap != "" {
			why += c.say("list.semicolon") + c.say("diff.column_overlap") + c.say("list.colon") + a.overlap
		}
		items = append(items, document.Paragraph{Spans: c.inWords(a.figure, c.value(a.figure), why, c.marksOf(a.figure))})
	}
	return items, len(all) - len(few)
}

// bullets adds a list and says how many more there are.
func (c *composer) bullets(items []document.Paragraph, rest int) {
	if len(items) == 0 {
		return
	}
	c.add(&document.Bullets{Items: items})
	if rest > 0 {
		c.note(c.moreRows(rest))
	}
}

// keySteps says how the key figures moved since the values before them.
func (c *composer) keySteps() {
	var items []document.Paragraph
	history := c.history()
	for _, f := range c.keyed() {
		if g, ok := tally.Before(history, f); ok {
			items = append(items, c.step(g, f, c.settled(g, f, c.compare(g, f))))
		}
	}
	if len(items) > 0 {
		c.bullets(items, 0)
		c.note(c.say("notes.changes"))
	}
}

// step words how far f moved from g.
func (c *composer) step(g, f humanitarian.Figure, ch tally.Change) document.Paragraph {
	x := tally.Difference{Old: &g, New: &f}
	change := document.Value{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(f), Figures: []string{f.ID}}
	p := document.Paragraph{Spans: c.valued("layout.step", map[int]document.Value{3: c.earlier(&g), 4: c.value(f), 5: change},
		c.both(x, func(f humanitarian.Figure) string { return c.what(f, false) }), c.both(x, c.where), c.dates(g, f), "", "", "")}
	marks := c.bothMarks(&g, &f)
	p.Spans = append(p.Spans, document.Span{Text: " "}, document.Span{Value: &marks})
	return p
}

func (c *composer) shortDisplacement() {
	c.section("displacement", func() {
		c.untotalled("displaced_all", c.theme(humanitarian.Displacement))
	})
}

// shortHarm sets all claims side by side. Grey are those that are in no civilian
// figure of the period: they count others too, or the days before it.
func (c *composer) shortHarm() {
	isApart := func(f humanitarian.Figure) bool {
		ind, _ := c.reg.Indicator(f.Indicator)
		return !c.current[f.ID] || ind.Harm && f.Status != humanitarian.Civilian
	}
	c.section("civilian_harm", func() {
		t := c.untotalled("harm_all", c.standing(func(f humanitarian.Figure) bool {
			ind, _ := c.reg.Indicator(f.Indicator)
			return ind.Theme == humanitarian.CivilianHarm && counts(f)
		}))
		if t == nil {
			return
		}
		for i, r := range t.Rows {
			for _, v := range r.Cells {
				if f, ok := c.figure(strings.Join(v.Figures, "")); ok && isApart(f) {
					t.Rows[i].Muted = true
				}
			}
		}
		c.otherDead()
	})
}

func (c *composer) shortServices() {
	c.shortList("infrastructure", c.theme(humanitarian.Infrastructure), nil)
}

// shortAccess has the desk's sentences on access, or the figures if there is
// none of the period.
func (c *composer) shortAccess() {
	at := len(c.doc.Blocks)
	if c.accessTexts(); len(c.doc.Blocks) == at {
		c.shortList("access", c.theme(humanitarian.Access), nil)
	}
}

// shortList is a section of figures in words, of the most telling of them; each
// of those that count in nothing with the reason.
func (c *composer) shortList(name string, figures []humanitarian.Figure, why func(humanitarian.Figure) string) {
	c.section(name, func() {
		var items []document.Paragraph
		kept, rest := c.mostTelling(name, figures)
		for _, f := range kept {
			v, remark := c.value(f), ""
			if c.tabled[f.ID] = true; why != nil {
				remark = why(f)
			}
			if c.leftOut(f.ID) && f.Quantity == (humanitarian.Quantity{}) {
				v = c.unreadable(f) // "no data" would say that the source was silent
			}
			items = append(items, document.Paragraph{Spans: c.inWords(f, v, remark, c.marksOf(f))})
		}
		c.bullets(items, rest)
	})
}

func (c *composer) shortPending() {
	c.shortList("pending", c.figures(func(f humanitarian.Figure) bool {
		return f.Role == humanitarian.Pending || f.Role == humanitarian.Disputed
	}), func(f humanitarian.Figure) string { return c.say("cell.role_reason", f.Role.String(), f.Reason) })
}

func (c *composer) shortForecasts() {
	c.shortList("not_observed", c.figures(func(f humanitarian.Figure) bool { return !f.IsObserved() }),
		func(f humanitarian.Figure) string { return c.lang.Word("modality", f.Modality.String()) })
}

// shortNotCounted prints the rows with findings, as published.
func (c *composer) shortNotCounted() {
	var figures []humanitarian.Figure
	for _, f := range c.reg.Figures {
		if c.leftOut(f.ID) && c.current[f.ID] {
			figures = append(figures, f)
		}
	}
	c.shortList("not_counted", figures, func(f humanitarian.Figure) string { return c.lang.Phrase(c.left[f.ID]) })
}
