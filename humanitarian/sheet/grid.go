package sheet

// Grid is one sheet of a workbook, or one CSV file, as rows of text. Rows with
// no content are left out; the others keep their place in [Row.Number]. The
// zero value is an empty grid.
type Grid struct {
	File string // name as the caller gave it
	Name string // sheet name; empty for CSV
	Rows []Row
}

// Row is one row with content.
type Row struct {
	Number int      // row of the sheet, or line of the file on which the row starts
	Hidden bool     // the row is hidden in the workbook
	Cells  []string // text as stored; trailing empty cells may be missing

	lines []int // line of each cell where it differs from Number; usually nil
}

// Cell returns the text of cell j of row i, both counted from 0, and "" where
// there is none.
func (g *Grid) Cell(i, j int) string {
	if g == nil || i < 0 || i >= len(g.Rows) || j < 0 || j >= len(g.Rows[i].Cells) {
		return ""
	}
	return g.Rows[i].Cells[j]
}

// Position returns the place in the file of cell j of row i, both counted from
// 0. A cell that begins on a later line than its row, after a quoted cell of
// several lines, has that later line. Indexes outside the grid give the
// position of the file or of the row.
func (g *Grid) Position(i, j int) Position {
	if g == nil {
		return Position{}
	}
	p := Position{File: g.File, Sheet: g.Name}
	if i < 0 || i >= len(g.Rows) {
		return p
	}
	r := &g.Rows[i]
	p.Row = r.Number
	if j < 0 {
		return p
	}
	p.Column = j + 1
	if j < len(r.lines) {
		p.Row = r.lines[j]
	}
	return p
}
