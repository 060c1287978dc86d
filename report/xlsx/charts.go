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
}

// light returns how far the light end of a bar reaches, and the cell that says so.
func (r bar) light() (*int64, string) {
	if r.numbers.high != nil {
		return r.numbers.high, r.high
	}
	return r.numbers.best, r.best
}

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

// A chart is bars of one measure and one unit.
type chart struct {
	title, under string
	bars         []bar
	scale        int64 // the length that all charts of one picture share
	marks        []int // of all bars together, where they have none of their own
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

// directed keeps the order of a text in a chart, where programs lay out every
// text from left to right whatever the direction of its letters: in Arabic the
// bounds of a range would change places.
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
		if p.picture {
			out = append(out, b.pictureCharts(p, drawn)...)
		}
	}
	for _, p := range b.tables {
		if !p.picture {
			out = append(out, b.claimCharts(p, drawn)...)
			out = append(out, b.changeCharts(p)...)
		}
	}
	return out
}

// pictureCharts draws a chart or a map of the document. Each of its series has a
// chart of its own, on one scale: bars of open figures, such as at least 5, can
// be set side by side and not be stacked, and no line runs over a break.
func (b *book) pictureCharts(p *placed, drawn map[string]bool) (out []chart) {
	var scale int64
	for j, w := range p.wide {
		if w != numbersBeside {
			continue
		}
		c := chart{title: b.directed(p.Title), under: b.directed(p.foot), marks: p.marks}
		if s := p.Columns[j].Label; s != "" && slices.Index(p.wide, numbersBeside) != lastOf(p.wide, numbersBeside) {
			c.title = b.directed(p.Title + b.l.Say("list.colon") + s)
		}
		for i, r := range p.Rows {
			if j >= len(r.Cells) || r.Cells[j].Format(b.l) == "" {
				continue
			}
			if r.Cells[j].Unit == humanitarian.Permille {
				c.bars = nil // a cell holds a share as a fraction
				break
			}
			label := r.Cells[0].Format(b.l)
			if k := len(r.Cells) - 1; k > j && p.wide[k] == nothingBeside && r.Cells[k].Text != "" {
				label += b.l.Say("list.semicolon") + r.Cells[k].Text // why it does not compare with what stands before
			}
			for _, id := range r.Cells[j].Figures {
				drawn[id] = true
			}
			c.bars = append(c.bars, b.barOf(p, i, j, label))
			scale = max(scale, c.bars[len(c.bars)-1].length())
		}
		if p.sorted {
			longestFirst(c.bars)
		}
		out = b.appendChart(out, c)
	}
	for i := range out {
		out[i].scale = scale
	}
	return out
}

func lastOf(all []beside, w beside) int {
	for i := len(all) - 1; i >= 0; i-- {
		if all[i] == w {
			return i
		}
	}
	return -1
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
	c := b.columns(p, "what", "figure", "where", "when", "who")
	if c == nil || p.wide[c[1]] != numbersBeside {
		return nil
	}
	figure, who := c[1], c[4]
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
		v := r.Cells[figure]
		if v.Class != document.FigureValue || v.Unit == humanitarian.Permille || slices.ContainsFunc(v.Figures, func(id string) bool { return drawn[id] }) {
			continue
		}
		k := key{r.Cells[c[0]].Format(b.l), r.Cells[c[2]].Format(b.l), r.Cells[c[3]].Format(b.l), v.Unit}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], b.barOf(p, i, figure, r.Cells[who].Format(b.l)))
	}
	for _, k := range order {
		longestFirst(groups[k])
		title := b.more("chart_title", k.what, k.where, k.when, b.l.Word("unit", string(k.unit)))
		out = b.appendChart(out, chart{title: b.directed(title), under: b.directed(p.Title), bars: groups[k]})
	}
	return out
}

// changeCharts sets an earlier value of a series beside the one of now, where
// the brief gives the difference; where comparing is not established, no chart
// may invite to it.
func (b *book) changeCharts(p *placed) (out []chart) {
	c := b.columns(p, "what", "where", "earlier", "now", "change", "who")
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
		out = b.appendChart(out, chart{title: b.directed(title), under: b.directed(under), bars: []bar{
			b.barOf(p, i, c[2], p.Columns[c[2]].Label), b.barOf(p, i, c[3], p.Columns[c[3]].Label)}})
	}
	return out
}

// appendChart adds a chart with two bars or more.
func (b *book) appendChart(to []chart, c chart) []chart {
	drawn := 0
	for _, r := range c.bars {
		if r.length() >= 0 && sheetHolds(r.length()) {
			drawn++
		}
	}
	if drawn < 2 || len(c.bars) > maxBars {
		return to
	}
	return append(to, c)
}

func longestFirst(bars []bar) {
	slices.SortStableFunc(bars, func(a, c bar) int { return cmp.Compare(c.length(), a.length()) })
}
