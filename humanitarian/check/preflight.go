package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// StaleAfter is how many days the newest value of a stock may be old before a
// brief says so (ReliefWeb's rule for digital situation reports).
const StaleAfter = 30

// Preflight lists what an editor should look at before a brief as of a date:
// the findings of [Rows], figures that have grown old, dates that lie ahead,
// measures that are counted in two units, and words that are still to be written. The findings are sorted and none
// stands twice. What the texts and the configuration of a brief still need is
// found by composing it.
func Preflight(reg *humanitarian.Register, asOf humanitarian.Date, opts *Options) []humanitarian.Finding {
	if reg == nil {
		return nil
	}
	out := Rows(reg, opts)
	c := newChecker(reg, opts)
	c.unitMix()
	c.placeholders()
	if !asOf.IsZero() {
		c.stale(asOf)
		c.ahead(asOf)
	}
	out = append(out, c.findings...)
	slices.SortStableFunc(out, humanitarian.CompareFindings)
	return out
}

// stale reports the newest values of stocks that are older than [StaleAfter].
func (c *checker) stale(asOf humanitarian.Date) {
	var old []*humanitarian.Figure
	known := make([]humanitarian.Figure, 0, len(c.reg.Figures))
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		if f.ID == "" || c.index[f.ID] != i || c.nature(f) != humanitarian.Stock || f.AsOf.IsZero() || f.Source.Date.IsZero() ||
			f.Source.Date.After(asOf) || f.AsOf.After(asOf) || f.Role == humanitarian.Withdrawn || f.IsRelay() || !f.IsObserved() {
			continue
		}
		known = append(known, *f)
		if f.PartOf == "" && f.AsOf.DaysUntil(asOf) > StaleAfter {
			old = append(old, f)
		}
	}
	if len(old) == 0 {
		return
	}
	replaced := tally.Replaced(c.reg, known)
	for _, f := range old {
		if _, gone := replaced[f.ID]; !gone {
			c.warn(f, "figure_stale", strconv.Itoa(f.AsOf.DaysUntil(asOf)), f.AsOf.String())
		}
	}
}

// ahead reports how many rows are dated after the as-of date, and the one that
// lies furthest ahead: a later week's row, or a slip of the pen.
func (c *checker) ahead(asOf humanitarian.Date) {
	n := 0
	var furthest *humanitarian.Figure
	var last humanitarian.Date
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		if f.ID == "" || c.index[f.ID] != i || !f.IsObserved() {
			continue
		}
		d := f.Source.Date
		for _, e := range []humanitarian.Date{f.AsOf, f.Period.End} {
			if e.After(d) {
				d = e
			}
		}
		if !d.After(asOf) {
			continue
		}
		n++
		if furthest == nil || d.After(last) {
			furthest, last = f, d
		}
	}
	if n > 0 {
		c.add(furthest, "dates_ahead", humanitarian.NoteFinding, strconv.Itoa(n), last.String())
	}
}

// unitMix reports measures that one place and status has in persons and in
// households: they never add, and a reader may take one for the other.
func (c *checker) unitMix() {
	type claim struct {
		indicator, place string
		status           humanitarian.Status
	}
	first := map[claim]*humanitarian.Figure{}
	said := map[string]bool{}
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		u := c.unit(f)
		if f.ID == "" || c.index[f.ID] != i || u == humanitarian.Permille || !f.IsObserved() || c.unread(f, "unit") {
			continue
		}
		k := claim{f.Indicator, strings.Join(f.Place.Codes, ";"), f.Status}
		switch g := first[k]; {
		case g == nil:
			first[k] = f
		case c.unit(g) != u && !said[f.Indicator]:
			said[f.Indicator] = true
			c.warn(f, "unit_mix", f.Indicator, string(c.unit(g)), string(u), g.ID)
		}
	}
}
