package brief

import (
	"cmp"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// byAdmin adds the figures of whole areas once more, a table for each measure,
// a row for each figure of each area: what a reader looks up who knows the area
// and not the section. Nothing is added up (rules 1 and 8), and an area without
// a figure of its own says "no data", whatever the areas around it or in it say.
// A brief on one area has its figures in the sections, and no such tables.
func (c *composer) byAdmin() {
	frame := c.adminFrame()
	if len(frame.top) < 2 {
		return
	}
	var tables []*document.Table
	for _, ind := range c.reg.Indicators {
		if t := c.adminTable(ind, frame); t != nil {
			tables = append(tables, t)
		}
	}
	if len(tables) == 0 {
		return
	}
	c.section("by_area", func() {
		c.note(c.say("notes.by_area"))
		for _, t := range tables {
			c.add(t)
		}
	})
}

// An adminFrame is the areas that the tables by area have rows for.
type adminFrame struct {
	top    map[string]string // of each area with a figure, the admin1 it lies in, or is
	spoken []string          // the admin1 areas of these, sorted
	silent []string          // the other admin1 areas of the country, if a gazetteer lists them, sorted
}

func (c *composer) adminFrame() adminFrame {
	frame := adminFrame{top: map[string]string{}}
	for _, f := range c.reg.Figures {
		if code, ok := areaOf(f); ok && (c.current[f.ID] || c.past[f.ID]) {
			frame.top[code] = code
		}
	}
	for code := range frame.top {
		if frame.top[code] = c.topArea(code, frame.top); frame.top[code] == "" {
			delete(frame.top, code)
		}
	}
	for _, top := range frame.top {
		frame.spoken = append(frame.spoken, top)
	}
	slices.Sort(frame.spoken)
	frame.spoken = slices.Compact(frame.spoken)
	if c.issue.Gazetteer == nil {
		return frame
	}
	for _, p := range c.issue.Gazetteer.Places(1) {
		foreign := c.reg.Country != "" && p.Country() != "" && p.Country() != c.reg.Country
		if !foreign && !slices.Contains(frame.spoken, p.PCode()) {
			frame.silent = append(frame.silent, p.PCode())
		}
	}
	slices.Sort(frame.silent)
	return frame
}

// topArea returns the admin1 of an area as the gazetteer has it, which knows no
// other areas; without one, the widest of the areas around it that have figures.
// A country has none.
func (c *composer) topArea(code string, areas map[string]string) string {
	if c.issue.Gazetteer != nil {
		if p, ok := c.issue.Gazetteer.Place(code); ok {
			for _, a := range append(p.Ancestors(), p) {
				if a.Level() == 1 {
					return a.PCode()
				}
			}
		}
		return ""
	}
	if !strings.ContainsAny(code, "0123456789") {
		return ""
	}
	for other := range areas {
		if strings.ContainsAny(other, "0123456789") && c.reg.LiesIn(code, other) && len(other) < len(code) {
			return c.topArea(other, areas)
		}
	}
	return code
}

// adminTable makes the table of one measure, nil where nothing that counts is
// said of a whole area.
func (c *composer) adminTable(ind humanitarian.Indicator, frame adminFrame) *document.Table {
	figures := c.adminFigures(ind.Name, frame)
	if !slices.ContainsFunc(figures, func(f areaFigure) bool { return f.counted }) {
		return nil
	}
	t := c.table("by_area", column{"pcode", 2}, column{"area", 4}, column{"what", 5}, column{"figure", 4}, column{"when", 6}, column{"who_known", 6}, column{"source", 2})
	t.Name = "by_area_" + ind.Name
	t.Title = c.say("table.by_area", c.label(ind, ind.Name, "indicator"))
	for _, top := range frame.spoken {
		own := slices.ContainsFunc(figures, func(f areaFigure) bool { return f.code == top })
		if !own {
			t.Rows = append(t.Rows, c.silentRow(top))
		}
		for _, f := range figures {
			if frame.top[f.code] == top {
				t.Rows = append(t.Rows, c.areaRow(f, f.code != top))
			}
		}
	}
	if len(frame.silent) > 0 {
		t.Rows = append(t.Rows, c.silentRow(frame.silent...))
	}
	t.Rows = append(t.Rows, c.wholeRows(figures)...)
	if slices.ContainsFunc(figures, func(f areaFigure) bool { return f.Verification != humanitarian.VerificationNotStated }) {
		c.inColumns(t)
	}
	return t
}

// adminFigures lists the figures of a measure that speak of one whole area, by
// area. Incidents are no total of an area, movements between two areas belong
// to both, and the parts of an area's figure are listed below it elsewhere.
func (c *composer) adminFigures(indicator string, frame adminFrame) []areaFigure {
	var out []areaFigure
	for _, f := range c.reg.Figures {
		code, ok := areaOf(f)
		if !ok || !c.current[f.ID] && !c.past[f.ID] || f.Indicator != indicator || frame.top[code] == "" || len(f.Origin) > 0 || f.Level == humanitarian.Incident || c.folds(f) {
			continue
		}
		if w, known := c.figure(f.PartOf); known && f.PartOf != "" && w.Status == f.Status && w.Place.Key() == f.Place.Key() {
			continue
		}
		_, left := c.left[f.ID]
		out = append(out, areaFigure{f, code, !left && counts(f) && c.current[f.ID]})
	}
	slices.SortStableFunc(out, func(a, b areaFigure) int {
		return cmp.Or(strings.Compare(a.code, b.code), c.compareClaims(a.Figure, b.Figure))
	})
	return out
}

// areaValue is the figure of a row; an earlier count keeps its number, with its
// own days beside it.
func (c *composer) areaValue(f areaFigure) document.Value {
	if c.past[f.ID] && counts(f.Figure) {
		return c.value(f.Figure)
	}
	return c.shownAs(f)
}

// areaRow is the row of a figure. One that does not count keeps its row without
// its number, so that the area is not taken for one of which nobody spoke.
func (c *composer) areaRow(f areaFigure, within bool) document.Row {
	r := document.Row{Muted: !f.counted, Cells: []document.Value{
		text(f.code), text(c.place(f.code)), text(c.whom(f.Figure)), c.areaValue(f), c.when(f.Figure), text(c.whoKnown(f.Figure)),
		{Class: document.MarksValue, Marks: []int{c.mark(f.Figure)}}}}
	if within {
		r.Indent = 1
	}
	return r
}

// silentRow is the row of areas for which no source gave a figure.
func (c *composer) silentRow(codes ...string) document.Row {
	var names []string
	for _, code := range codes {
		names = append(names, c.place(code))
	}
	return document.Row{Cells: []document.Value{text(strings.Join(codes, "; ")), text(strings.Join(names, c.say("list.comma"))), text(""), noData(), text(""), text(""), text("")}}
}

// wholeRows are the figures that areas of the table are parts of, as published,
// and what their source leaves undivided where it declared that it does (rule 9).
func (c *composer) wholeRows(figures []areaFigure) []document.Row {
	var out []document.Row
	done := map[string]bool{}
	for _, f := range figures {
		w, ok := c.wholeOf(f.PartOf)
		own := slices.ContainsFunc(figures, func(g areaFigure) bool { return g.ID == w.ID })
		if !ok || own || done[w.ID] || w.Status != f.Status {
			continue
		}
		done[w.ID] = true
		codes := text(strings.Join(w.Place.Codes, "; "))
		out = append(out, document.Row{Cells: []document.Value{codes, text(c.where(w)), text(c.whom(w)), c.value(w), c.when(w), text(c.whoKnown(w)),
			{Class: document.MarksValue, Marks: []int{c.mark(w)}}}})
		rest, ok := c.remainder(w, 1)
		at := slices.IndexFunc(rest.Cells, func(v document.Value) bool { return v.Class == document.DerivedValue })
		if !ok || at < 0 {
			continue
		}
		out = append(out, document.Row{Indent: rest.Indent, Muted: rest.Muted, Cells: []document.Value{
			codes, text(c.where(w)), rest.Cells[0], rest.Cells[at], c.when(w), text(c.say("cell.in_brackets", c.say("cell.nobody"), c.say("cell.derived"))), text("")}})
	}
	return out
}
