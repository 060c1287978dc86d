package brief

import (
	"cmp"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// mostLayers is how many parts a stacked column has at most: more cannot be told
// apart in grey.
const mostLayers = 3

// A cell is the sex and age that a part of a whole counts.
type cell struct {
	sex humanitarian.Sex
	age string
}

// stacked makes columns over time of the parts by sex and age of one series.
// Parts stand on one another only where they fill their whole: the source
// declared it, and they add up to what it printed (rules 1 and 9).
func (c *composer) stacked(e ChartEntry) (picture, string) {
	if len(e.Series) != 1 {
		return picture{}, "series"
	}
	values, fault := c.valuesOf(e.Series[0])
	if fault != "" {
		return picture{}, fault
	}
	layers := c.layersOf(values)
	divided := 0
	for _, w := range values {
		switch parts := c.partsByPeople(w); {
		case len(parts) == 0: // its column is the whole alone
		case !c.fills(parts, w) || len(parts) != len(layers):
			return picture{}, "parts"
		default:
			divided++
		}
	}
	if len(layers) < 2 || len(layers) > mostLayers {
		return picture{}, "parts"
	}
	if divided < fewest {
		return picture{}, "few"
	}
	ind, _ := c.reg.Indicator(values[0].Indicator)
	return picture{theme: ind.Theme, block: func() document.Block { return c.stackedChart(e, values, layers) }}, ""
}

func (c *composer) stackedChart(e ChartEntry, values []humanitarian.Figure, layers []cell) *document.Chart {
	newest := values[len(values)-1]
	out := &document.Chart{Name: "by_people_over_time", Kind: document.Stacked, Source: newest.Source.Name, AsOf: c.when(newest), Note: c.noted(joined(c.seriesNote(newest), c.say("chart.note_stacked", newest.Source.Name)), newest)}
	for _, k := range layers {
		label := strings.Join(c.sexAndAge(humanitarian.Figure{Sex: k.sex, Age: k.age}), c.say("list.comma"))
		out.Series = append(out.Series, cmp.Or(label, c.say("derived.not_disaggregated")))
	}
	var span humanitarian.Period
	for i, w := range values {
		row := document.ChartRow{Label: c.timeOf(w), Total: c.value(w), Values: slices.Repeat([]document.Value{noData()}, len(layers))}
		for _, f := range c.partsByPeople(w) {
			row.Values[slices.Index(layers, cell{f.Sex, f.Age})] = c.value(f)
			out.Marks = c.marked(out.Marks, f)
		}
		if i > 0 {
			_, row.Break = c.stepTo(values[i-1], w)
		}
		span = widen(span, c.begins(w), w.Reference())
		out.Rows, out.Marks = append(out.Rows, row), c.marked(out.Marks, w)
	}
	out.Title = c.titled(e.Title, "chart.stacked", c.whom(newest), c.where(newest), c.lang.Period(span), string(c.reg.Unit(newest)))
	return out
}

// layersOf lists the cells of the newest value that has any, in their order.
func (c *composer) layersOf(values []humanitarian.Figure) (out []cell) {
	for _, w := range slices.Backward(values) {
		for _, f := range c.partsByPeople(w) {
			out = append(out, cell{f.Sex, f.Age})
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// partsByPeople returns the parts of w by sex and age that the brief knows,
// those of an earlier value of a series too.
func (c *composer) partsByPeople(w humanitarian.Figure) []humanitarian.Figure {
	return slices.DeleteFunc(c.history(), func(f humanitarian.Figure) bool {
		like := w
		like.Sex, like.Age = f.Sex, f.Age
		return f.PartOf != w.ID || w.ID == "" || f.Sex == w.Sex && f.Age == w.Age || f.Place.Key() != w.Place.Key() || !c.alike(f, like)
	})
}

// fills reports whether parts were declared to be all of w, may be added, and
// add up to it.
func (c *composer) fills(parts []humanitarian.Figure, w humanitarian.Figure) bool {
	if slices.ContainsFunc(parts, func(f humanitarian.Figure) bool {
		return f.Partition != humanitarian.Complete || !f.Quantity.HasNumber()
	}) {
		return false
	}
	r, err := tally.Add(c.reg, idsOf(parts), tally.Query{AsOf: c.issue.AsOf, Upto: c.issue.Edition.Upto(), Left: c.left})
	return err == nil && len(r.Parts) == len(parts) && r.Sum.Point() == humanitarian.SumOf(w.Quantity).Point()
}

// widestPyramid returns the whole of the brief whose parts by sex and age fill it
// and make the most bands, two at least; it is what a pyramid is of.
func (c *composer) widestPyramid() string {
	best, most := "", 1
	for _, f := range c.figures(func(f humanitarian.Figure) bool { return counts(f) && c.reg.Unit(f) == humanitarian.Person }) {
		if _, ok := c.wholeOf(f.ID); !ok {
			continue
		}
		parts := c.partsByPeople(f)
		sexes := map[string]map[humanitarian.Sex]bool{}
		bands := 0
		for _, p := range parts {
			if !paired(p) {
				continue
			}
			if sexes[p.Age] == nil {
				sexes[p.Age] = map[humanitarian.Sex]bool{}
			}
			if sexes[p.Age][p.Sex] = true; len(sexes[p.Age]) == 2 {
				bands++
			}
		}
		if bands > most && c.fills(parts, f) {
			best, most = f.ID, bands
		}
	}
	return best
}
