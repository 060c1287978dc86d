package brief

import (
	"cmp"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// valuesOf returns the values of a series that this edition may show, from the
// first to the one the brief shows, or what is wrong with it. Of each day, and
// of each window of a flow, the latest wording counts. All of them count one
// thing by one source; a change of place is a break and no obstacle.
func (c *composer) valuesOf(series string) ([]humanitarian.Figure, string) {
	values := c.worded(c.withoutTaken(slices.DeleteFunc(c.history(), func(f humanitarian.Figure) bool {
		return f.Series != series || series == "" || f.IsRelay() || f.Role == humanitarian.Withdrawn
	})))
	if len(values) == 0 {
		return nil, "series"
	}
	last := values[len(values)-1]
	if !c.stands(last) {
		return nil, "series" // the brief does not speak of it
	}
	for _, f := range values {
		if why := tally.Unlike(c.reg, f, last); why != "" && why != "place" {
			return nil, "unlike"
		}
	}
	return values, ""
}

// withoutTaken returns values without those that a later publication took back
// by what it says of an earlier day.
func (c *composer) withoutTaken(values []humanitarian.Figure) []humanitarian.Figure {
	return slices.DeleteFunc(slices.Clone(values), func(f humanitarian.Figure) bool {
		return slices.ContainsFunc(values, func(g humanitarian.Figure) bool {
			return g.Source.Date.After(f.Source.Date) && f.Reference().After(g.Reference()) &&
				tally.Replaced(c.reg, []humanitarian.Figure{f, g})[f.ID] == g.ID
		})
	})
}

// worded sorts values by the time they speak of and keeps the latest wording
// of each, without those that another figure supersedes.
func (c *composer) worded(values []humanitarian.Figure) []humanitarian.Figure {
	alone := slices.Clone(values)
	for i := range alone {
		alone[i].Series = "" // so that only links replace
	}
	superseded := tally.Replaced(c.reg, alone)
	values = slices.DeleteFunc(values, func(f humanitarian.Figure) bool { return superseded[f.ID] != "" })
	slices.SortStableFunc(values, func(f, g humanitarian.Figure) int {
		return cmp.Or(f.Reference().Compare(g.Reference()), f.Source.Date.Compare(g.Source.Date))
	})
	var out []humanitarian.Figure
	for _, f := range values {
		if n := len(out); n > 0 && c.sameTime(out[n-1], f) {
			out[n-1] = f
			continue
		}
		out = append(out, f)
	}
	return out
}

func (c *composer) sameTime(f, g humanitarian.Figure) bool {
	if c.reg.Nature(f) == humanitarian.Flow {
		return f.Period == g.Period
	}
	return f.Reference() == g.Reference()
}

// overTime makes a chart of one series, or of several of one measure.
func (c *composer) overTime(e ChartEntry) (picture, string) {
	var all [][]humanitarian.Figure
	for _, name := range e.Series {
		values, fault := c.valuesOf(name)
		if fault != "" {
			return picture{}, fault
		}
		all = append(all, values)
	}
	switch {
	case len(all) == 0:
		return picture{}, "series"
	case len(all) > 1 && e.Kind == "columns", !c.oneMeasure(all):
		return picture{}, "unlike"
	case !slices.ContainsFunc(all, func(v []humanitarian.Figure) bool { return len(v) >= fewest }):
		return picture{}, "few"
	}
	ind, _ := c.reg.Indicator(all[0][0].Indicator)
	return picture{theme: ind.Theme, block: func() document.Block { return c.chartOverTime(e, all) }}, ""
}

// oneMeasure reports whether the series may share a scale.
func (c *composer) oneMeasure(all [][]humanitarian.Figure) bool {
	f := all[0][0]
	return !slices.ContainsFunc(all, func(v []humanitarian.Figure) bool {
		g := v[0]
		return g.Indicator != f.Indicator || g.Status != f.Status || c.reg.Unit(g) != c.reg.Unit(f) || c.reg.Nature(g) != c.reg.Nature(f)
	})
}

func (c *composer) chartOverTime(e ChartEntry, all [][]humanitarian.Figure) *document.Chart {
	newest := all[0][len(all[0])-1]
	out := &document.Chart{Name: "over_time", Kind: document.ChartKind(e.Kind), Rows: c.rowsOverTime(all, e.Kind == "lines"), AsOf: c.when(newest), Note: c.seriesNote(newest)}
	var span humanitarian.Period
	for _, values := range all {
		last := values[len(values)-1]
		if len(all) > 1 {
			out.Series = append(out.Series, c.where(last)+c.say("list.comma")+last.Source.Name)
		}
		span = widen(span, c.begins(values[0]), last.Reference())
		for _, f := range values {
			out.Marks = c.marked(out.Marks, f)
		}
	}
	when, unit := c.lang.Period(span), string(c.reg.Unit(newest))
	if len(all) > 1 {
		out.Title = c.titled(e.Title, "chart.by_place", c.whom(newest), when, unit)
		return out
	}
	out.Source, out.Note = newest.Source.Name, c.noted(out.Note, newest)
	out.Title = c.titled(e.Title, "chart.title_by", c.whom(newest), newest.Source.Name, c.wheres(all[0]), when, unit)
	return out
}

// wheres words the places of values over time, each change of them once.
func (c *composer) wheres(values []humanitarian.Figure) string {
	out, last := c.where(values[0]), c.where(values[0])
	for _, f := range values[1:] {
		if s := c.where(f); s != last {
			out, last = c.say("diff.then", out, s), s
		}
	}
	return out
}

// seriesNote says how the values of the series of f stand to one another.
func (c *composer) seriesNote(f humanitarian.Figure) string {
	if c.reg.Nature(f) == humanitarian.Flow {
		return c.say("chart.note_windows")
	}
	return c.say("chart.note_series")
}

// begins returns the day from which a value counts: a stock counts on its day.
func (c *composer) begins(f humanitarian.Figure) humanitarian.Date {
	if c.reg.Nature(f) != humanitarian.Stock && !f.Period.Start.IsZero() {
		return f.Period.Start
	}
	return f.Reference()
}

// widen returns p, made to hold the days from first to last.
func widen(p humanitarian.Period, first, last humanitarian.Date) humanitarian.Period {
	if p.Start.IsZero() || p.Start.Compare(first) > 0 {
		p.Start = first
	}
	if p.End.Compare(last) < 0 {
		p.End = last
	}
	return p
}

// rowsOverTime returns a row for each time that any series speaks of, with a
// break wherever one of them breaks, and of one line how far it moved.
func (c *composer) rowsOverTime(all [][]humanitarian.Figure, line bool) []document.ChartRow {
	var times []humanitarian.Figure
	for _, values := range all {
		times = append(times, values...)
	}
	slices.SortStableFunc(times, func(f, g humanitarian.Figure) int { return f.Reference().Compare(g.Reference()) })
	times = slices.CompactFunc(times, c.sameTime)
	var out []document.ChartRow
	for i, t := range times {
		if i > 0 && c.apart(times[i-1], t) {
			out = append(out, document.ChartRow{Label: text("…"), Values: slices.Repeat([]document.Value{noData()}, len(all))})
		}
		row := document.ChartRow{Label: c.timeOf(t)}
		for _, values := range all {
			at := slices.IndexFunc(values, func(f humanitarian.Figure) bool { return c.sameTime(f, t) })
			if at < 0 {
				row.Values = append(row.Values, noData())
				continue
			}
			row.Values = append(row.Values, c.value(values[at]))
			if at > 0 && row.Break == "" {
				var step document.Value
				step, row.Break = c.stepTo(values[at-1], values[at])
				if row.Break == "" && line && step.Change.Kind != tally.Delta {
					row.Break = c.say("chart.break_open") // a line between the two would tell of a rise or a fall
				}
				if line && len(all) == 1 {
					row.Change = step
				}
			}
		}
		out = append(out, row)
	}
	if !slices.ContainsFunc(out, func(r document.ChartRow) bool { _, ok := r.Change.Moved(); return ok }) {
		for i := range out { // a row of changes without a number says nothing
			out[i].Change = document.Value{}
		}
	}
	return out
}

// noData is what a series says of a time that it does not speak of.
func noData() document.Value {
	return document.Value{Class: document.FigureValue, Quantity: &humanitarian.Quantity{}}
}

// apart reports whether days between the windows of two flows are in neither:
// the chart must not look as if nothing had happened then.
func (c *composer) apart(f, g humanitarian.Figure) bool {
	return c.reg.Nature(g) == humanitarian.Flow && !f.Period.End.IsZero() && !g.Period.Start.IsZero() &&
		f.Period.End.Last().DaysUntil(g.Period.Start.First()) > 1
}

// timeOf labels a value over time: the window of a flow, else the day.
func (c *composer) timeOf(f humanitarian.Figure) document.Value {
	if c.reg.Nature(f) == humanitarian.Flow && !f.Period.Start.IsZero() && !f.Period.End.IsZero() {
		return document.Value{Class: document.PeriodValue, Period: f.Period}
	}
	return document.Value{Class: document.DateValue, Date: f.Reference()}
}

// stepTo returns the change from f to g, the next value of its series, or says
// why the two cannot be compared (rule 12). It is the one that the table of
// changes gives, after an editor's word.
func (c *composer) stepTo(f, g humanitarian.Figure) (change document.Value, cut string) {
	ch := c.compare(f, g)
	if asserted, w, ok := c.asserted(f, g); ok && ch.Kind != tally.Delta {
		c.grant(w)
		ch = asserted
	}
	v := document.Value{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(g), Figures: []string{f.ID, g.ID}}
	if ch.Kind == tally.Break {
		return document.Value{}, v.Format(c.lang)
	}
	return v, ""
}
