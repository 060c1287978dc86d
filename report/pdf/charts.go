package pdf

import (
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// chart lays out a chart: its title, the picture, which no page break cuts, its note, and who says so. What cannot be
// drawn, or is too tall for a page, is printed as a table with a finding.
func (l *layouter) chart(c *document.Chart) {
	laid, err := l.chartOf(c).Layout(l.bodyWidth, l.measure, l.chartStyle())
	switch {
	case err != nil:
		l.asTable(c.Title, "fault_values", c.Table(l.lang))
	case !l.fitsPicture(laid.Height):
		l.asTable(c.Title, "fault_size", c.Table(l.lang))
	default:
		l.illustrate(illustration{laid, 0, c.Title, "chart.alt_chart", c.Note, c.Foot(l.lang)})
	}
}

// asTable prints what could not be drawn.
func (l *layouter) asTable(title, why string, t *document.Table) {
	l.found = append(l.found, humanitarian.Finding{Code: "chart_as_table", Severity: humanitarian.WarningFinding, Args: []string{title, why}})
	l.table(t)
}

// fitsPicture reports whether a picture has room on a page with what stands around it.
func (l *layouter) fitsPicture(h int) bool { return h <= l.pageRoom*3/4 }

// An illustration is a chart or map with its words.
type illustration struct {
	laid  *chart.Laid
	x     int // of the picture
	title string
	alt   string // key that words what it is
	note  string
	foot  []document.Span
}

// illustrate adds the strips of a picture: they stay together on one page.
func (l *layouter) illustrate(in illustration) {
	if len(in.laid.Marks.Ops) == 0 {
		return
	}
	first, before := len(l.strips), 12*pt
	if first > 0 && l.strips[first-1].keep {
		before = 7 * pt // a heading has made room already
	}
	l.prose(l.theme.caption, before, roleP, l.theme.caption.span(in.title))
	tag := l.leaf("Figure")
	tag.Alt, _ = shape.Clean(plain(l.lang.Say(in.alt, in.title) + " " + strings.ReplaceAll(in.laid.Alt.String(), "\n", "; ")))
	s := l.figure(in.laid, in.x, tag)
	s.before = 5 * pt
	l.strips = append(l.strips, s)
	if in.note != "" {
		l.prose(l.theme.note, 3*pt, roleP, l.theme.note.span(in.note))
	}
	if omitted := l.omitted(in.laid); omitted != "" {
		l.prose(l.theme.note, 1*pt, roleP, l.theme.note.span(omitted))
	}
	if len(in.foot) > 0 {
		l.prose(l.theme.note, 2*pt, roleP, l.spans(l.theme.note, in.foot)...)
	}
	for _, s := range l.strips[first : len(l.strips)-1] {
		s.keep = true
	}
}

// omitted says in full what a picture had no room for.
func (l *layouter) omitted(laid *chart.Laid) string {
	if len(laid.Omitted) == 0 {
		return ""
	}
	list, seen := "", map[string]bool{}
	for _, s := range laid.Omitted {
		if seen[s] {
			continue
		}
		seen[s] = true
		if list != "" {
			list += l.lang.Say("list.semicolon")
		}
		list += s
	}
	return l.lang.Say("chart.omitted", list)
}

// chartStyle is the look of charts and maps.
func (l *layouter) chartStyle() chart.Style {
	return chart.Style{Accent: l.theme.accent, RTL: l.dir == shape.RTL, Signs: chart.Signs{Open: l.lang.Say("chart.sign_open"),
		Between: l.lang.Say("chart.sign_between"), AtMost: l.lang.Say("chart.sign_at_most"), About: l.lang.Say("chart.sign_about")}}
}

// chartOf turns a chart of the document into one that can be laid out.
func (l *layouter) chartOf(c *document.Chart) chart.Chart {
	switch c.Kind {
	case document.Columns:
		return chart.Columns{Periods: l.bars(c, 0), Breaks: breaks(c), Tick: l.tick(c)}
	case document.Lines:
		return l.linesOf(c)
	case document.Stacked:
		return l.stackOf(c)
	case document.Pyramid:
		return l.pyramidOf(c)
	case document.Multiples:
		var panels []chart.Panel
		for i, name := range c.Series {
			panels = append(panels, chart.Panel{Title: name, Chart: chart.Columns{Periods: l.bars(c, i), Breaks: breaks(c), Tick: l.tick(c), Height: 56 * pt}})
		}
		return chart.Multiples{Panels: panels}
	}
	return chart.Bars{Rows: l.bars(c, 0), Largest: true}
}

// bars returns the rows with their values of one series.
func (l *layouter) bars(c *document.Chart, series int) []chart.Bar {
	var out []chart.Bar
	for _, r := range c.Rows {
		out = append(out, chart.Bar{Name: r.Label.Format(l.lang), Value: l.chartValue(valueOf(r, series))})
	}
	return out
}

// valueOf returns the value of a series; a row that lacks it says nothing.
func valueOf(r document.ChartRow, series int) document.Value {
	if series < len(r.Values) {
		return r.Values[series]
	}
	return document.Value{}
}

func breaks(c *document.Chart) []chart.Break {
	var out []chart.Break
	for i, r := range c.Rows {
		if r.Break != "" {
			out = append(out, chart.Break{Before: i, Label: r.Break})
		}
	}
	return out
}

func (l *layouter) linesOf(c *document.Chart) chart.Lines {
	out := chart.Lines{Breaks: breaks(c), Tick: l.tick(c)}
	names := c.Series
	if len(names) == 0 {
		names = []string{""}
	}
	for _, name := range names {
		out.Series = append(out.Series, chart.Series{Name: name})
	}
	for _, r := range c.Rows {
		out.Periods = append(out.Periods, chart.Period{Name: r.Label.Format(l.lang), At: day(r.Label)})
		for i := range out.Series {
			out.Series[i].Values = append(out.Series[i].Values, l.chartValue(valueOf(r, i)))
		}
	}
	for i := 1; i < len(out.Periods); i++ {
		if out.Periods[i].At <= out.Periods[i-1].At { // not all are dates, or not in order
			for k := range out.Periods {
				out.Periods[k].At = 0
			}
			break
		}
	}
	out.Changes = l.changesOf(c)
	return out
}

// changesOf returns the row of changes under the time axis, nil where nothing
// moved by a number that may be said. The reasons for what may not stand at the
// break, or in the table of changes.
func (l *layouter) changesOf(c *document.Chart) *chart.Changes {
	out, moved := &chart.Changes{Title: l.lang.Say("chart.changes")}, false
	for _, r := range c.Rows {
		var cell chart.Change
		switch way, ok := r.Change.Moved(); {
		case ok:
			cell, moved = chart.Change{Label: r.Change.Format(l.lang), Direction: chart.Direction(way)}, true
		case r.Change.Change != nil:
			cell.Label = l.lang.Say("chart.change_open")
		case r.Break != "":
			cell.Label = l.lang.Say("chart.change_break")
		}
		out.Cells = append(out.Cells, cell)
	}
	if !moved {
		return nil
	}
	return out
}

// day counts the days to the date of a label, or is 0.
func day(v document.Value) int64 {
	d := v.Date
	if d.IsZero() {
		d = v.Period.End
	}
	if d.IsZero() {
		return 0
	}
	return int64(humanitarian.MustParseDate("1900-01-01").DaysUntil(d)) + 1
}

func (l *layouter) stackOf(c *document.Chart) chart.Stacked {
	out := chart.Stacked{Parts: c.Series, Breaks: breaks(c), Tick: l.tick(c)}
	for _, r := range c.Rows {
		s := chart.Stack{Name: r.Label.Format(l.lang), Total: r.Total.Format(l.lang)}
		for i := range c.Series {
			s.Values = append(s.Values, l.chartValue(valueOf(r, i)))
		}
		out.Periods = append(out.Periods, s)
	}
	return out
}

func (l *layouter) pyramidOf(c *document.Chart) chart.Pyramid {
	var out chart.Pyramid
	if len(c.Series) > 1 {
		out.Left, out.Right = c.Series[0], c.Series[1]
	}
	for _, r := range c.Rows {
		name := r.Label.Format(l.lang)
		if len(r.Values) == 1 {
			out.Beside = append(out.Beside, chart.Bar{Name: name, Value: l.chartValue(r.Values[0])})
			continue
		}
		out.Bands = append(out.Bands, chart.Band{Name: name, Left: l.chartValue(valueOf(r, 0)), Right: l.chartValue(valueOf(r, 1))})
	}
	return out
}

// tick words the round numbers of an axis in the unit of the chart.
func (l *layouter) tick(c *document.Chart) func(int64) string {
	unit := humanitarian.Unit("")
	for _, r := range c.Rows {
		for _, v := range r.Values {
			if unit == "" {
				unit = v.Unit
			}
		}
	}
	return l.tickIn(unit)
}

func (l *layouter) tickIn(u humanitarian.Unit) func(int64) string {
	return func(n int64) string { return l.lang.Count(n, u) }
}

// chartValue turns a value into what a chart draws. A value that is no number is drawn as no data, in its own words.
func (l *layouter) chartValue(v document.Value) chart.Value {
	out := chart.Value{Label: v.Format(l.lang)}
	if out.Label == "" {
		out.Label = l.lang.Quantity(humanitarian.Quantity{}, "")
	}
	switch {
	case v.Quantity != nil:
		q := *v.Quantity
		out.State = stateOf(q.Form())
		if out.State == chart.Number {
			out.Low, out.Best, out.High = bound(q.Low()), bound(q.Best()), bound(q.High())
		}
	case v.Sum != nil:
		out.State, out.Low = chart.Number, chart.At(v.Sum.Low())
		out.Best, out.High = bound(v.Sum.Best()), bound(v.Sum.High())
		if !out.Best.OK && !out.High.OK && out.Low.N == 0 {
			out.State, out.Low = chart.Unquantified, chart.Bound{}
		}
	case v.Class == document.CountValue:
		return chart.Exactly(v.Count, out.Label)
	}
	return out
}

// bound drops what a bound that is absent came with.
func bound(n int64, ok bool) chart.Bound {
	if !ok {
		return chart.Bound{}
	}
	return chart.At(n)
}

// plain drops the direction marks of a text that is not set.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}

func stateOf(f humanitarian.Form) chart.State {
	switch f {
	case humanitarian.NotReported:
		return chart.NoData
	case humanitarian.Magnitude, humanitarian.Some:
		return chart.Unquantified
	case humanitarian.Withheld:
		return chart.Withheld
	}
	return chart.Number
}
