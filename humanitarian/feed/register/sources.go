package register

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// sources are the rows of the sheet of sources, by their short names. The zero
// value has none.
type sources struct {
	sheet string
	rows  map[string][]listed // of one short name, more than one is a mistake
}

// A listed source is one row of the sheet of sources.
type listed struct {
	key   string
	at    humanitarian.Position
	cells []cell // filled ones, each knowing its place
}

// findSources reads the first sheet with columns for a short name and for the
// name of a source.
func (rd *reader) findSources(grids []*sheet.Grid) {
	for _, g := range grids {
		if rd.isExample(g) {
			continue
		}
		for i := range min(headerRows, len(g.Rows)) {
			if columns := rd.sourceColumns(g.Rows[i].Cells); columns != nil {
				rd.sources = sources{sheet: g.Name, rows: map[string][]listed{}}
				rd.readSources(g, i, columns)
				return
			}
		}
	}
}

// keyField marks the column of short names.
const keyField = -7

// sourceColumns joins the heads of a sheet of sources to their fields; nil
// when it is none.
func (rd *reader) sourceColumns(heads []string) []cell {
	var out []cell
	key, name := false, false
	for j, h := range heads {
		h = strings.TrimSpace(h)
		c := cell{name: h, column: j + 1, field: rd.field(h)}
		if strings.EqualFold(h, keyColumn) || rd.words.head(h) == keyColumn {
			c.name, c.field, key = keyColumn, keyField, true
		} else if c.field >= 0 {
			c.name = rd.fields[c.field].Name
		}
		if c.field == figureField || h == "" {
			c.field = unknownField
		}
		name = name || c.name == "source"
		out = append(out, c)
	}
	if !key || !name {
		return nil
	}
	return out
}

// readSources keeps the rows below row h.
func (rd *reader) readSources(g *sheet.Grid, h int, columns []cell) {
	for i := h + 1; i < len(g.Rows); i++ {
		var l listed
		rw := rd.newRow(g.Rows[i].Number)
		for j, c := range columns {
			c.text, c.at = strings.TrimSpace(g.Cell(i, j)), rd.in(g, i, j)
			c.stored = g.Stored(i, j)
			switch {
			case c.field == keyField:
				l.key, l.at = c.text, c.at
			case noResult(c.stored):
				rw.add("formula_no_result", humanitarian.WarningFinding, c, c.name)
			case c.text != "" && c.field >= 0:
				rw.convert(&c, "")
				l.cells = append(l.cells, c)
			}
		}
		for _, f := range rw.findings {
			rd.add(f)
		}
		if l.key != "" {
			rd.sources.rows[fold(l.key)] = append(rd.sources.rows[fold(l.key)], l)
		} else if len(l.cells) > 0 {
			rd.add(humanitarian.Finding{Code: "source_unnamed", Severity: humanitarian.WarningFinding, Positions: []humanitarian.Position{rd.in(g, i, -1)}, Args: []string{short(l.cells[0].text)}})
		}
	}
	for _, key := range sortedKeys(rd.sources.rows) {
		if rows := rd.sources.rows[key]; len(rows) > 1 {
			f := humanitarian.Finding{Code: "source_twice", Severity: humanitarian.WarningFinding, Args: []string{short(rows[0].key)}}
			for _, r := range rows {
				f.Positions = append(f.Positions, r.at)
			}
			rd.add(f)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// fromSheet fills in what a row of a sheet says by reference: its source by a
// short name, its place by the lists of areas.
func (rw *row) fromSheet(cells []cell) []cell {
	if rw.rd.words == nil {
		return cells
	}
	return rw.withPlace(rw.withSource(cells))
}

func find(cells []cell, rd *reader, name string) int {
	return slices.IndexFunc(cells, func(c cell) bool { return c.field >= 0 && rd.fields[c.field].Name == name })
}

// withSource replaces the short name of a source by what the sheet of sources
// says of it. A cell that the row fills itself must say the same.
func (rw *row) withSource(cells []cell) []cell {
	i := find(cells, rw.rd, "source")
	if i < 0 || rw.rd.sources.rows == nil || strings.TrimSpace(cells[i].text) == "" {
		return cells
	}
	ref := cells[i]
	rows := rw.rd.sources.rows[fold(ref.text)]
	switch {
	case len(rows) == 0:
		rw.add("source_not_listed", humanitarian.WarningFinding, ref, short(ref.text), rw.rd.sources.sheet)
		return cells
	case len(rows) > 1:
		rw.add("source_twice", humanitarian.RowFinding, ref, short(ref.text))
		return cells
	}
	for _, c := range rows[0].cells {
		j := find(cells, rw.rd, c.name)
		switch {
		case j < 0:
			cells = append(cells, c)
		case j == i || strings.TrimSpace(cells[j].text) == "":
			cells[j] = c
		case rw.rd.words.canonical(c.name, strings.TrimSpace(cells[j].text)) != rw.rd.words.canonical(c.name, c.text):
			rw.add("source_disagrees", humanitarian.RowFinding, cells[j], c.name, short(cells[j].text), short(c.text), short(ref.text))
		}
	}
	return cells
}

// placeMark stands between a P-code and its name in the lists of places.
const placeMark = " \u2013 "

// withPlace takes the P-codes out of what the lists of places offer, and the
// place of a row from the smallest area chosen.
func (rw *row) withPlace(cells []cell) []cell {
	var chosen [3]cell // admin1 to admin3
	for j := range cells {
		c := &cells[j]
		switch {
		case c.field >= 0 && (rw.rd.fields[c.field].Name == "place" || rw.rd.fields[c.field].Name == "origin_place"):
			c.text = withoutNames(c.text)
		case c.field <= admin1Field && c.field >= admin3Field:
			c.text = withoutNames(strings.TrimSpace(c.text))
			chosen[admin1Field-c.field] = *c
		}
	}
	var area cell
	for _, c := range chosen {
		if c.text == "" {
			continue
		}
		if area.text != "" && !strings.HasPrefix(c.text, area.text) {
			rw.add("place_disagrees", humanitarian.WarningFinding, c, short(c.text), short(area.text))
		}
		area = c
	}
	if area.text == "" {
		return cells
	}
	place := find(cells, rw.rd, "place")
	switch {
	case place < 0:
		area.field, area.name = rw.rd.known("place"), "place"
		return append(cells, area)
	case strings.TrimSpace(cells[place].text) == "":
		area.field, area.name = cells[place].field, cells[place].name
		cells[place] = area
	case !allWithin(cells[place].text, area.text):
		rw.add("place_disagrees", humanitarian.RowFinding, cells[place], short(cells[place].text), short(area.text))
	}
	return cells
}

// allWithin reports whether all codes begin with that of an area, which is how
// most countries build them.
func allWithin(codes, area string) bool {
	for c := range strings.SplitSeq(codes, ";") {
		if !strings.HasPrefix(strings.TrimSpace(c), area) {
			return false
		}
	}
	return true
}

// withoutNames drops the names behind P-codes, as in "SY02 – Aleppo".
func withoutNames(s string) string {
	if !strings.Contains(s, placeMark) {
		return s
	}
	parts := strings.Split(s, ";")
	for i, p := range parts {
		code, name, ok := cutLabel(strings.TrimSpace(p))
		if ok && isPCode(code) && !strings.Contains(name, placeMark) {
			parts[i] = code
		}
	}
	return strings.Join(parts, ";")
}

// cutLabel splits a label of the lists of places.
func cutLabel(label string) (code, name string, ok bool) { return strings.Cut(label, placeMark) }
