package check

import (
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A cellOf names a column of one figure: by its id, or by its row if it has none.
type cellOf struct {
	id, column string
	file       string
	sheet      string
	row        int
}

func cellAt(f *humanitarian.Figure, column string) cellOf {
	if f.ID != "" {
		return cellOf{id: f.ID, column: column}
	}
	return cellOf{column: column, file: f.Position.File, sheet: f.Position.Sheet, row: f.Position.Row}
}

// unreadCells lists the cells of which reading said that they hold what cannot
// be read, so that their rows count in nothing. A lighter finding is about a
// revision that another replaces.
func unreadCells(read []humanitarian.Finding) map[cellOf]bool {
	out := map[cellOf]bool{}
	for _, r := range read {
		if r.Severity < humanitarian.RowFinding || r.Code != "bad_value" && r.Code != "ambiguous_number" || len(r.Args) == 0 {
			continue
		}
		for _, id := range r.Figures {
			out[cellOf{id: id, column: r.Args[0]}] = true
		}
		if len(r.Figures) == 0 && len(r.Positions) > 0 {
			p := r.Positions[0]
			out[cellOf{column: r.Args[0], file: p.File, sheet: p.Sheet, row: p.Row}] = true
		}
	}
	return out
}

// unread reports whether one of the columns of a figure could not be read: then
// what is missing there is not missing, and one fault is one finding.
func (c *checker) unread(f *humanitarian.Figure, columns ...string) bool {
	for _, column := range columns {
		if c.cells[cellAt(f, column)] {
			return true
		}
	}
	return false
}
