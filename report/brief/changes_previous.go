package brief

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A Previous is the issue before this one, as its readers have it, or the
// register as it was then. Package report makes one of a brief. The zero value
// of each field but Register is not known.
type Previous struct {
	Register *humanitarian.Register // the figures that the issue showed
	AsOf     humanitarian.Date
	Period   humanitarian.Period
	Series   string
	Number   int
	Language string
	Layout   document.Layout
	Sections []string // the headings it had, in its language
	SignOff  *document.SignOff

	// Mentioned are the ids of figures that stood only in its section on what
	// changed, as earlier values: to its readers they were gone already.
	Mentioned []string
}

// Misfit returns the finding that says why p is not the issue before next, if it
// is not: another country, another series, or a later day. What is not known
// fits; the names of series compare in one language only.
func (p *Previous) Misfit(next *Previous) (humanitarian.Finding, bool) {
	no := func(code string, args ...string) (humanitarian.Finding, bool) {
		return humanitarian.Finding{Code: code, Severity: humanitarian.BriefFinding, Args: args}, true
	}
	here, there := p.Register.Country, next.Register.Country
	switch {
	case here != "" && there != "" && here != there:
		return no("previous_other_country", here, there)
	case p.Series != "" && next.Series != "" && p.Language == next.Language && p.Series != next.Series:
		return no("previous_other_series", p.Series, next.Series)
	case !next.AsOf.IsZero() && p.AsOf.After(next.AsOf):
		return no("previous_later", p.AsOf.String(), next.AsOf.String())
	}
	return humanitarian.Finding{}, false
}

// ledger returns what changed since the previous issue, or nil if there is
// none that this one may be held against; a misfit stops the brief.
func (c *composer) ledger() *tally.Ledger {
	p := c.issue.Previous
	if p == nil || p.Register == nil {
		return nil
	}
	if f, no := p.Misfit(&Previous{Register: c.reg, Series: c.config.Series, Language: c.lang.Tag(), AsOf: c.issue.AsOf}); no {
		c.findings = append(c.findings, f)
		return nil
	}
	shown, _ := c.issue.Edition.Register(tally.AsKnown(p.Register, c.issue.AsOf)) // a register may hold what came later
	old, _ := c.config.inWords(shown)
	old.Indicators = c.reg.Indicators
	c.before = old
	l := tally.Diff(old, c.reg, &tally.DiffOptions{OldAsOf: p.AsOf, NewAsOf: c.issue.AsOf, Whole: c.desk})
	l.Differences = slices.DeleteFunc(l.Differences, func(x tally.Difference) bool {
		return x.Old != nil && c.isWithheld(x.Old.ID) || x.New != nil && c.leftOut(x.New.ID) ||
			x.Kind >= tally.Settled && (!c.current[x.New.ID] || x.Kind == tally.StillOpen && x.Old.Quantity == x.New.Quantity)
	})
	l.Movements = append(l.Movements, c.newWindows(l)...)
	l.Movements = slices.DeleteFunc(l.Movements, func(m tally.Movement) bool { return c.isWithheld(m.Old.ID) || c.leftOut(m.New.ID) })
	for i, m := range l.Movements {
		if !c.current[m.New.ID] {
			continue
		}
		if ch := c.settled(*m.Old, *m.New, m.Change); m.Change.Kind != tally.Delta && ch.Kind == tally.Delta {
			l.Movements[i].Kind, l.Movements[i].Change = tally.Continued, ch
		}
	}
	c.seriesOnce(l)
	slices.SortStableFunc(l.Differences, func(x, y tally.Difference) int { // what was left open stands behind what was counted
		return cmp.Compare(max(x.Kind, tally.IDReused), max(y.Kind, tally.IDReused))
	})
	for _, f := range l.Findings {
		if !slices.ContainsFunc(f.Figures, c.isWithheld) {
			c.findings = append(c.findings, f)
		}
	}
	return l
}

// leftOut reports whether a row of this issue is printed as published and not
// counted.
func (c *composer) leftOut(id string) bool { _, left := c.left[id]; return left }

// previousName words which issue this one is held against.
func (c *composer) previousName() string {
	switch p := c.issue.Previous; {
	case p.Number > 0 && !p.AsOf.IsZero():
		return c.say("diff.issue_number", strconv.Itoa(p.Number), p.AsOf.String())
	case !p.AsOf.IsZero():
		return c.say("diff.issue_of", p.AsOf.String())
	}
	return c.say("diff.older_register")
}

// seriesOnce keeps of each series one difference at most: that from the value of
// the previous issue to the current one, where a reader must not subtract them.
// The steps between say nothing more.
func (c *composer) seriesOnce(l *tally.Ledger) {
	l.Differences = slices.DeleteFunc(l.Differences, func(x tally.Difference) bool {
		return x.Old != nil && x.New != nil && x.Kind < tally.IDReused && x.New.Series != "" && x.Old.Reference() != x.New.Reference() &&
			(x.Old.PartOf == "") == (x.New.PartOf == "") // else no movement tells it
	})
	for _, m := range l.Movements {
		if m.Kind != tally.Continued && m.Old.Reference() != m.New.Reference() && c.current[m.New.ID] {
			l.Differences = append(l.Differences, tally.Difference{Kind: m.Kind, Old: m.Old, New: m.New, Change: m.Change})
		}
	}
}

// since opens the section: against what, and how many figures of each kind.
func (c *composer) since(l *tally.Ledger, added []addition, gone int) *document.Paragraph {
	count, late, overlapping := map[tally.DifferenceKind]int{}, 0, 0
	for _, x := range l.Differences {
		count[x.Kind]++
	}
	for _, a := range added {
		if a.late {
			late++
		}
		if a.overlap != "" {
			overlapping++
		}
	}
	continued, open := 0, 0
	for _, m := range l.Movements {
		if m.Kind == tally.Continued && c.current[m.New.ID] {
			continued++
			if m.Change.Kind != tally.Delta {
				open++
			}
		}
	}
	n := strconv.Itoa
	s := c.say("diff.since", c.previousName(), n(len(added)), n(continued),
		n(count[tally.RevisedUp]+count[tally.RevisedDown]+count[tally.Reworded]), n(count[tally.Withdrawn]+count[tally.Removed]),
		n(count[tally.Reclassified]+count[tally.Rescoped]+count[tally.Restarted]+count[tally.SourceChanged]+count[tally.IDReused]), n(gone))
	for _, more := range []struct {
		key string
		n   int
	}{{"diff.since_late", late}, {"diff.since_overlap", overlapping}, {"diff.since_open", open},
		{"diff.since_settled", count[tally.Settled]}, {"diff.since_still_open", count[tally.StillOpen]}} {
		if more.n > 0 {
			s += " " + c.say(more.key, n(more.n))
		}
	}
	return &document.Paragraph{Spans: []document.Span{{Text: s}}}
}

// isCorrection reports whether what the previous issue printed stands otherwise
// now.
func isCorrection(x tally.Difference) bool {
	switch x.Kind {
	case tally.RevisedUp, tally.RevisedDown, tally.Reworded, tally.Withdrawn, tally.Removed, tally.Reclassified, tally.Rescoped, tally.Restarted, tally.SourceChanged:
		return x.Old != nil && (x.New == nil || x.Old.Reference() == x.New.Reference())
	}
	return false
}

// mostCorrected is how many corrections a shorter product lists; the number of
// the others is said.
const mostCorrected = 6

// corrections prints the correction note that a signed issue is owed: that it was
// edited since it was signed, and every figure of it that stands otherwise now.
// A shorter product says so in short.
func (c *composer) corrections(l *tally.Ledger) {
	s := c.issue.Previous.SignOff
	if s == nil || s.State != document.Approved && s.State != document.Signed && s.State != document.Changed {
		return
	}
	if s.State == document.Changed {
		c.add(&document.Paragraph{Spans: []document.Span{{Text: c.say("diff.edited_note", c.previousName(), s.Name, s.Date.String())}}})
	}
	var items []document.Paragraph
	rest := 0
	for _, x := range l.Differences {
		switch {
		case !isCorrection(x) || x.Kind == tally.Reworded:
		case c.short && len(items) == mostCorrected:
			rest++
		default:
			items = append(items, c.correction(x))
		}
	}
	if len(items) == 0 {
		return
	}
	c.add(&document.Paragraph{Spans: []document.Span{{Text: c.say("diff.correction_note", c.previousName(), s.Name, s.Date.String())}}})
	c.add(&document.Bullets{Items: items})
	if rest > 0 {
		c.note(c.lang.Plural("diff.more_corrected", int64(rest), strconv.Itoa(rest)))
	}
}

// shortCorrections is the section of a shorter product on what the previous
// issue has to take back.
func (c *composer) shortCorrections() {
	if c.ledgerNow != nil {
		c.section("corrections", func() { c.corrections(c.ledgerNow) })
	}
}

// correction words one figure that was corrected: what it was, what it is, why.
func (c *composer) correction(x tally.Difference) document.Paragraph {
	f := x.Old
	args := []string{c.what(*f, false), c.where(*f), "", "", c.say("diff." + x.Kind.String()), strings.TrimSuffix(c.lang.Phrase(x.Reason), ".")}
	values := map[int]document.Value{2: c.earlier(x.Old)}
	key := "diff.corrected"
	if x.New == nil || x.Kind == tally.Withdrawn {
		key = "diff.taken_back"
	} else {
		values[3] = c.value(*x.New)
	}
	if c.short {
		key += "_short"
	}
	p := document.Paragraph{Spans: c.valued(key, values, args...)}
	if m := c.bothMarks(x.Old, x.New); len(m.Marks) > 0 {
		p.Spans = append(p.Spans, document.Span{Text: " "}, document.Span{Value: &m})
	}
	return p
}
