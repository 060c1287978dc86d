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

// An areaFigure is a figure of one whole area. Not counted ones are those that
// the brief lists elsewhere, with the reason: they keep their place, so that
// nobody takes the area for one without a figure.
type areaFigure struct {
	humanitarian.Figure
	code    string
	counted bool
}

// areaOf returns the one area that f speaks of as a whole (rule 8). A part of
// an area, a vague place and several areas together are none.
func areaOf(f humanitarian.Figure) (string, bool) {
	if len(f.Place.Codes) != 1 || f.Place.Precision > humanitarian.Whole {
		return "", false
	}
	return f.Place.Codes[0], true
}

// partsByArea returns the parts of a whole by area, or by area of origin, in
// the register's order; nil if they are fewer than two, or could not be told
// apart on a map.
func (c *composer) partsByArea(w humanitarian.Figure) (parts []areaFigure, origin bool) {
	for _, byOrigin := range []bool{false, true} {
		var out []areaFigure
		for _, f := range c.reg.Figures {
			if f.PartOf != w.ID || !c.alike(f, w) || f.Partition == humanitarian.Overlapping || !c.current[f.ID] {
				continue
			}
			code, ok := areaOf(f)
			if byOrigin {
				ok = f.Place.Key() == w.Place.Key() && len(f.Origin) == 1 && len(w.Origin) == 0
				if ok {
					code = f.Origin[0]
				}
			} else if len(f.Origin) > 0 {
				ok = false
			}
			if ok {
				_, left := c.left[f.ID]
				out = append(out, areaFigure{f, code, !left && counts(f)})
			}
		}
		if c.distinct(out) {
			return out, byOrigin
		}
	}
	return nil, false
}

// alike reports whether f counts what w counts, by the same source and at the
// same time, of whatever area.
func (c *composer) alike(f, w humanitarian.Figure) bool {
	return f.Source.Name == w.Source.Name && f.Indicator == w.Indicator && f.Status == w.Status && c.reg.Unit(f) == c.reg.Unit(w) &&
		c.reg.Nature(f) == c.reg.Nature(w) && f.Sex == w.Sex && f.Age == w.Age && f.Group == w.Group && f.Sector == w.Sector &&
		f.FacilityType == w.FacilityType && f.AsOf == w.AsOf && f.Period == w.Period && !f.IsRelay() && f.IsObserved()
}

// distinct reports whether the figures are of two areas or more, each once and
// none within another, and at least two of them counted.
func (c *composer) distinct(figures []areaFigure) bool {
	counted := 0
	for i, f := range figures {
		if f.counted {
			counted++
		}
		for _, g := range figures[:i] {
			if c.reg.LiesIn(f.code, g.code) || c.reg.LiesIn(g.code, f.code) {
				return false
			}
		}
	}
	return counted >= 2
}

// shownAs returns the figure of an area, or where it went.
func (c *composer) shownAs(f areaFigure) document.Value {
	if !f.counted {
		return text(c.say("chart.apart"))
	}
	return c.value(f.Figure)
}

// wholeOf returns the whole that an entry names, if the brief shows it, or shows
// parts that outlived it.
func (c *composer) wholeOf(id string) (humanitarian.Figure, bool) {
	w, ok := c.figure(id)
	return w, ok && id != "" && (c.current[id] || c.replaced[id] != "") && !c.leftOut(id) && counts(w) && !w.IsRelay()
}

// widestWhole returns the whole among the brief's figures that has the most
// parts by area, the newest of several. One of whose parts any is in doubt is
// none that the brief chooses by itself: where two areas may have been swapped,
// no other is sure.
func (c *composer) widestWhole(keep func(humanitarian.Figure) bool) string {
	var best humanitarian.Figure
	most := 1
	for _, f := range c.reg.Figures {
		if _, ok := c.wholeOf(f.ID); !ok || !keep(f) {
			continue
		}
		parts, _ := c.partsByArea(f)
		if slices.ContainsFunc(parts, func(p areaFigure) bool { return !counts(p.Figure) }) {
			continue
		}
		if n := len(parts); n > most || n == most && n > 1 && c.compareNewest(f, best) > 0 {
			best, most = f, n
		}
	}
	return best.ID
}

// apartNote says of the areas of parts whose figures do not count what was
// published of them, and that it is in doubt.
func (c *composer) apartNote(parts []areaFigure) string {
	s := ""
	for _, f := range parts {
		if !f.counted && !c.leftOut(f.ID) {
			s = joined(s, c.say("chart.apart_note", c.place(f.code), c.lang.Quantity(f.Quantity, c.reg.Unit(f.Figure)), f.Source.Name, f.Role.String()))
		}
	}
	return s
}

// byPlace makes bars of the parts of a whole by area.
func (c *composer) byPlace(e ChartEntry) (picture, string) {
	w, ok := c.wholeOf(e.Whole)
	if !ok {
		return picture{}, "whole"
	}
	parts, origin := c.partsByArea(w)
	if parts == nil {
		return picture{}, "parts"
	}
	ind, _ := c.reg.Indicator(w.Indicator)
	return picture{theme: ind.Theme, whole: w.ID, block: func() document.Block {
		when := c.when(w)
		out := &document.Chart{Name: "by_area", Kind: document.Bars, Title: c.titled(e.Title, byArea(origin), c.whom(w), when.Format(c.lang), string(c.reg.Unit(w))),
			Source: w.Source.Name, AsOf: when, Note: c.noted(joined(c.partsNote(w, parts[0].Figure), c.apartNote(parts)), w)}
		for _, f := range parts {
			out.Rows = append(out.Rows, document.ChartRow{Label: text(c.place(f.code)), Values: []document.Value{c.shownAs(f)}})
			out.Marks = c.marked(out.Marks, f.Figure)
		}
		return out
	}}, ""
}

// byArea returns the key of a title.
func byArea(origin bool) string {
	if origin {
		return "chart.by_origin"
	}
	return "chart.by_place"
}

// partsNote says what the parts are parts of.
func (c *composer) partsNote(w, part humanitarian.Figure) string {
	key := "chart.note_parts"
	if part.Partition == humanitarian.Complete {
		key = "chart.note_parts_complete"
	}
	return c.say(key, c.lang.Quantity(w.Quantity, c.reg.Unit(w)), w.Source.Name)
}

// byPeople sets women against men by age, of the parts of a whole that were
// declared disjoint; the rest of them stands beneath.
func (c *composer) byPeople(e ChartEntry) (picture, string) {
	w, ok := c.wholeOf(e.Whole)
	if !ok {
		return picture{}, "whole"
	}
	var parts []humanitarian.Figure
	var ids []string
	for _, f := range c.reg.Figures {
		_, left := c.left[f.ID]
		like := w
		like.Sex, like.Age = f.Sex, f.Age
		if f.PartOf == w.ID && c.current[f.ID] && !left && counts(f) && f.Place.Key() == w.Place.Key() && c.alike(f, like) {
			parts, ids = append(parts, f), append(ids, f.ID)
		}
	}
	if _, err := tally.Add(c.reg, ids, tally.Query{AsOf: c.issue.AsOf, Upto: c.issue.Edition.Upto()}); err != nil || len(parts) < 2 {
		return picture{}, "parts"
	}
	if !slices.ContainsFunc(parts, func(f humanitarian.Figure) bool { return f.Sex == humanitarian.Female && f.Age != "" }) {
		return picture{}, "parts"
	}
	ind, _ := c.reg.Indicator(w.Indicator)
	return picture{theme: ind.Theme, whole: w.ID, block: func() document.Block {
		when := c.when(w)
		out := &document.Chart{Name: "by_people", Kind: document.Pyramid, Source: w.Source.Name, AsOf: when, Note: c.partsNote(w, parts[0]),
			Series: []string{c.say("people.female"), c.say("people.male")}, Rows: c.bands(parts),
			Title: c.titled(e.Title, "chart.by_people", c.whom(w), c.where(w), when.Format(c.lang), string(c.reg.Unit(w)))}
		for _, f := range parts {
			out.Marks = c.marked(out.Marks, f)
		}
		return out
	}}, ""
}

// bands returns a row of two values for each age, the oldest first, and rows of
// one value for whoever is of no known sex or age.
func (c *composer) bands(parts []humanitarian.Figure) []document.ChartRow {
	var ages []string
	for _, f := range parts {
		if paired(f) && !slices.Contains(ages, f.Age) {
			ages = append(ages, f.Age)
		}
	}
	slices.SortStableFunc(ages, func(a, b string) int { return cmp.Compare(from(b), from(a)) })
	var out []document.ChartRow
	for _, age := range ages {
		row := document.ChartRow{Label: text(strings.Join(c.sexAndAge(humanitarian.Figure{Age: age}), "")), Values: []document.Value{noData(), noData()}}
		for _, f := range parts {
			if paired(f) && f.Age == age {
				row.Values[f.Sex-humanitarian.Female] = c.value(f)
			}
		}
		out = append(out, row)
	}
	for _, f := range parts {
		if !paired(f) {
			label := strings.Join(c.sexAndAge(f), c.say("list.comma"))
			out = append(out, document.ChartRow{Label: text(cmp.Or(label, c.what(f, true))), Values: []document.Value{c.value(f)}})
		}
	}
	return out
}

func paired(f humanitarian.Figure) bool {
	return (f.Sex == humanitarian.Female || f.Sex == humanitarian.Male) && f.Age != "" && f.Age != "unknown"
}

// from returns the age at which a band begins.
func from(age string) int {
	if n, ok := map[string]int{"child": 0, "adult": 18, "older": 60}[age]; ok {
		return n
	}
	years, _, _ := strings.Cut(age, "-")
	n, _ := strconv.Atoi(years)
	return n
}
