package xlsx

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A bar is one figure of a chart. It is dark up to the lowest number of its
// source and light from there to the highest or the most likely one, so that a
// figure with an open bound never looks like an exact one. A figure without a
// number has a line of the chart and no bar; its words say which it is.
type bar struct {
	label   string // who, where, when; without a number also the figure as said
	said    string // as said; printed at the end of the bar
	words   string // label and figure, for those who do not see the bar
	numbers bounds
	low     string // cells of the numbers, 'Sheet'!$C$5
	best    string
	high    string
	marks   []int
	apart   string // why it does not compare with the one before, in a chart over time
}

// light returns how far the light end of a bar reaches, and the cell that says so.
func (r bar) light() (*int64, string) {
	if r.numbers.high != nil {
		return r.numbers.high, r.high
	}
	return r.numbers.best, r.best
}

// floor returns the number that the source vouches for, and the cell that says so.
func (r bar) floor() (*int64, string) { return r.numbers.low, r.low }

// length is the longest reach of the bar, -1 without a number.
func (r bar) length() int64 {
	n, _ := r.light()
	if n == nil {
		n = r.numbers.low
	}
	if n == nil {
		return -1
	}
	return *n
}

// A chart is figures of one measure and one unit: bars that lie, columns that
// stand, lines or stacks over time. Only lines and stacks have several series,
// whose figures stand for the same times, one for one.
type chart struct {
	kind         document.ChartKind // Bars, Columns, Lines or Stacked
	title, under string
	series       []series
	scale        int64 // the length that all charts of one picture share
	marks        []int // of all bars together, where they have none of their own
}

// A series is the figures of a chart that have one colour.
type series struct {
	name string
	bars []bar
}

func barChart(title, under string, bars []bar) chart {
	return chart{kind: document.Bars, title: title, under: under, series: []series{{bars: bars}}}
}

// upright reports whether time, or what else the rows are, runs across.
func (c *chart) upright() bool { return c.kind != document.Bars }

// all lists the figures of all series.
func (c *chart) all() (out []bar) {
	for _, s := range c.series {
		out = append(out, s.bars...)
	}
	return out
}

// longest is the length of the longest bar or, of stacks, of the highest stack.
func (c *chart) longest() int64 {
	n := c.scale
	for i, r := range c.series[0].bars {
		if c.kind != document.Stacked {
			continue
		}
		sum := max(0, r.length())
		for _, s := range c.series[1:] {
			sum += max(0, s.bars[i].length()) // at most three numbers of 15 digits
		}
		n = max(n, sum)
	}
	for _, r := range c.all() {
		n = max(n, r.length())
	}
	return n
}

// maxBars keeps the references of a chart below the 8,192 characters of a
// formula.
const maxBars = 60

// barOf makes a bar of the figure in row i, column j of a table.
func (b *book) barOf(p *placed, i, j int, label string) bar {
	v := p.Rows[i].Cells[j]
	at := func(k int) string {
		return fmt.Sprintf("%s$%s$%d", sheetPrefix(p.sheet), sheet.ColumnName(p.more[j]+k), p.row(i))
	}
	said := v.Format(b.l)
	r := bar{numbers: boundsOf(v), low: at(0), best: at(1), high: at(2), said: b.directed(said)}
	r.words = label + b.l.Say("list.colon") + said
	if r.label = b.directed(label); r.length() < 0 {
		r.label = b.directed(r.words) // there is no bar that could say it
	}
	for _, v := range p.Rows[i].Cells {
		r.marks = append(r.marks, v.Marks...)
	}
	return r
}

// directed keeps the order of a text in a chart or a margin, where programs lay
// out every text from left to right whatever the direction of its letters: in
// Arabic the bounds of a range would change places.
func (b *book) directed(s string) string {
	const rightToLeftIsolate, popIsolate = "\u2067", "\u2069"
	if !b.l.RightToLeft() || s == "" {
		return s
	}
	return rightToLeftIsolate + s + popIsolate
}

// sheetPrefix returns 'Key figures'! with the name quoted.
func sheetPrefix(name string) string {
	return strings.TrimSuffix(sheet.Ref(name, 1, 1), "A1")
}

// charts lists the charts of the tables that stand on sheets so far: those that
// the document asks for, then what its tables allow beside them.
func (b *book) charts() (out []chart) {
	drawn := map[string]bool{} // figures that a chart of the document shows
	for _, p := range b.tables {
		if p.picture != nil {
			out = append(out, b.pictureCharts(p, drawn)...)
		}
	}
	for _, p := range b.tables {
		if p.picture == nil {
			out = append(out, b.claimCharts(p, drawn)...)
			out = append(out, b.changeCharts(p)...)
		}
	}
	return out
}

// pictureCharts draws a chart or a map of the document: lines and stacks in one
// chart, where the cells allow it, and else a chart for each series, all on one
// scale.
func (b *book) pictureCharts(p *placed, drawn map[string]bool) (out []chart) {
	c := chart{kind: p.picture.kind, title: b.directed(p.Title), under: b.directed(p.picture.foot), marks: p.picture.marks}
	for _, j := range p.drawable() {
		s := series{p.Columns[j].Label, b.bars(p, j)}
		if c.kind == document.Bars {
			longestFirst(s.bars)
		}
		c.series = append(c.series, s)
	}
	for _, r := range p.Rows {
		for _, v := range r.Cells {
			for _, id := range v.Figures {
				drawn[id] = true
			}
		}
	}
	if len(c.series) == 1 || c.together() {
		c.kind = c.alone()
		return b.appendChart(nil, c)
	}
	var scale int64
	for _, s := range c.series {
		one := c
		one.series, one.title = []series{s}, b.directed(p.Title+b.l.Say("list.colon")+s.name)
		one.kind = c.alone()
		scale = max(scale, one.longest())
		out = b.appendChart(out, one)
	}
	for i := range out {
		out[i].scale = scale
	}
	return out
}

// alone is the kind of chart that draws one series of c.
func (c *chart) alone() document.ChartKind {
	switch {
	case c.kind == document.Pyramid:
		return document.Bars
	case c.kind == document.Multiples, c.kind == document.Stacked && !c.together():
		return document.Columns
	}
	return c.kind
}

// together reports whether several series may share one chart. A stack says what
// its parts are together, so each must be there and exact; more lines than
// colours cannot be told apart.
func (c *chart) together() bool {
	switch c.kind {
	case document.Lines:
		return len(c.series) <= maxSeries
	case document.Stacked:
		return len(c.series) <= maxSeries && !slices.ContainsFunc(c.all(), func(r bar) bool {
			n := r.numbers
			return n.low == nil || n.high == nil || *n.low != *n.high || !sheetHolds(*n.low)
		})
	}
	return false
}

// drawable lists the columns of a picture that are drawn: no totals, which would
// count twice, and no shares, whose cells hold fractions.
func (p *placed) drawable() (out []int) {
	for j := 1; j <= p.picture.series && j < len(p.wide); j++ {
		share := slices.ContainsFunc(p.Rows, func(r document.Row) bool { return j < len(r.Cells) && r.Cells[j].Unit == humanitarian.Permille })
		if p.wide[j] == numbersBeside && !share {
			out = append(out, j)
		}
	}
	return out
}

// bars makes the bars of column j of a picture. Over time each row has one, so
// that several series stand above the same times.
func (b *book) bars(p *placed, j int) (bars []bar) {
	kind := p.picture.kind
	for i, r := range p.Rows {
		over := kind == document.Lines || kind == document.Stacked
		if j >= len(r.Cells) || !over && r.Cells[j].Format(b.l) == "" {
			continue
		}
		label, apart := r.Cells[0].Format(b.l), ""
		if i < len(p.picture.rows) {
			row := p.picture.rows[i]
			if kind == document.Pyramid && len(row.Values) < p.picture.series {
				continue // of neither sex, or of neither that is known
			}
			if apart = row.Break; apart != "" {
				label = b.more("break_before", label)
			}
			if total := row.Total.Format(b.l); total != "" && kind == document.Stacked {
				label += b.l.Say("list.colon") + total
			}
		}
		one := b.barOf(p, i, j, label)
		one.apart = apart
		if over && p.picture.series > 1 {
			one.label = b.directed(label) // what one series says of a time is not said by the others
		}
		bars = append(bars, one)
	}
	return bars
}

// columns finds columns of a table by the names of their heads in the
// catalogues. It returns nil when one is missing.
func (b *book) columns(p *placed, names ...string) []int {
	var out []int
	for _, n := range names {
		i := slices.IndexFunc(p.Columns, func(c document.Column) bool { return c.Label == b.l.Say("column."+n) })
		if i < 0 {
			return nil
		}
		out = append(out, i)
	}
	return out
}

// claimCharts sets rival claims side by side: the same measure, unit, place and
// window, whoever said it. Parts, totals and rows that are not counted have no
// bar, and neither have shares, whose wholes differ, and claims that the
// document itself has drawn.
func (b *book) claimCharts(p *placed, drawn map[string]bool) (out []chart) {
	c := b.columns(p, "what", "where", "when", "who_known")
	if c == nil || strings.HasPrefix(p.Name, "by_area_") { // its rows stand in other tables too
		return nil
	}
	type key struct {
		what, where, when string
		unit              humanitarian.Unit
	}
	var order []key
	groups := map[key][]bar{}
	for i, r := range p.Rows {
		if r.Indent > 0 || r.Total || r.Muted || len(r.Cells) < len(p.Columns) {
			continue
		}
		figure := p.figureOf(r)
		if figure < 0 {
			continue
		}
		v := r.Cells[figure]
		if v.Class != document.FigureValue || v.Unit == humanitarian.Permille || slices.ContainsFunc(v.Figures, func(id string) bool { return drawn[id] }) {
			continue
		}
		k := key{r.Cells[c[0]].Format(b.l), r.Cells[c[1]].Format(b.l), r.Cells[c[2]].Format(b.l), v.Unit}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], b.barOf(p, i, figure, r.Cells[c[3]].Format(b.l)))
	}
	for _, k := range order {
		longestFirst(groups[k])
		title := b.more("chart_title", k.what, k.where, k.when, b.l.Word("unit", string(k.unit)))
		out = b.appendChart(out, barChart(b.directed(title), b.directed(p.Title), groups[k]))
	}
	return out
}

// figureOf returns the column of the figure of a row, or -1.
func (p *placed) figureOf(r document.Row) int {
	for j, v := range r.Cells {
		if p.wide[j] == numbersBeside && v.Class != "" {
			return j
		}
	}
	return -1
}

// changeCharts sets an earlier value of a series beside the one of now, where
// the brief gives the difference; where comparing is not established, no chart
// may invite to it.
func (b *book) changeCharts(p *placed) (out []chart) {
	c := b.columns(p, "what", "where", "earlier", "now", "change", "who_known")
	if c == nil {
		return nil
	}
	for i, r := range p.Rows {
		if len(r.Cells) < len(p.Columns) || r.Muted {
			continue
		}
		now, ch := r.Cells[c[3]], r.Cells[c[4]].Change
		if ch == nil || ch.Kind.String() != "delta" || now.Unit == humanitarian.Permille || p.wide[c[2]] != numbersBeside || p.wide[c[3]] != numbersBeside {
			continue
		}
		title := b.more("change_title", r.Cells[c[0]].Format(b.l), r.Cells[c[1]].Format(b.l), b.l.Word("unit", string(now.Unit)))
		under := r.Cells[c[5]].Format(b.l) + b.l.Say("list.colon") + r.Cells[c[4]].Format(b.l)
		out = b.appendChart(out, barChart(b.directed(title), b.directed(under), []bar{
			b.barOf(p, i, c[2], p.Columns[c[2]].Label), b.barOf(p, i, c[3], p.Columns[c[3]].Label)}))
	}
	return out
}

// appendChart adds a chart with two bars or more.
func (b *book) appendChart(to []chart, c chart) []chart {
	drawn := 0
	for _, r := range c.all() {
		if r.length() >= 0 && sheetHolds(r.length()) {
			drawn++
		}
	}
	if drawn < 2 || len(c.all()) > maxBars {
		return to
	}
	return append(to, c)
}

func longestFirst(bars []bar) {
	slices.SortStableFunc(bars, func(a, c bar) int { return cmp.Compare(c.length(), a.length()) })
}
