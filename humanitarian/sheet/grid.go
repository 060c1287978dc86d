package sheet

import (
	"cmp"
	"slices"
	"sort"
)

// Grid is one sheet of a workbook, or one CSV file, as rows of text. Rows with
// no content are left out; the others keep their place in [Row.Number]. The
// zero value is an empty grid.
type Grid struct {
	File   string // name as the caller gave it
	Name   string // sheet name; empty for CSV
	Hidden bool   // the sheet is hidden in the workbook
	Rows   []Row

	// Merged are the merged cells, from the top. Only the first cell of each
	// has a value; see [Grid.Shown].
	Merged []Range

	// HiddenColumns are the hidden columns, counted from 1, as first and last
	// of each run, from the left.
	HiddenColumns [][2]int

	reach []int // the last row that Merged up to each index reaches
}

// Row is one row with content.
type Row struct {
	Number int      // row of the sheet, or line of the file on which the row starts
	Hidden bool     // the row is hidden in the workbook, or filtered out
	Cells  []string // text as stored; trailing empty cells may be missing

	// Stored says how the workbook stores each cell; as long as Cells, and nil
	// for CSV.
	Stored []Stored

	lines []int // line of each cell where it differs from Number; usually nil
}

// Stored is how a workbook stores a cell. The zero value is an empty cell, or
// one of a CSV file.
type Stored struct {
	Kind Kind // Text, Number, Percent, Date, Bool, Error; Empty
	// Formula: a formula computes the cell, and its text is the result that was
	// stored with it. Formula with the kind Empty is a formula without one.
	Formula bool
}

// Range is a block of cells, counted from 1, all ends included.
type Range struct{ Row, Column, LastRow, LastColumn int }

// String returns the range as spreadsheets write it: B2:D4, or B2 alone.
func (r Range) String() string {
	first := cellName(r.Row, r.Column)
	if r.Row == r.LastRow && r.Column == r.LastColumn {
		return first
	}
	return first + ":" + cellName(r.LastRow, r.LastColumn)
}

// Cell returns the text of cell j of row i, both counted from 0, and "" where
// there is none.
func (g *Grid) Cell(i, j int) string {
	if g == nil || i < 0 || i >= len(g.Rows) || j < 0 || j >= len(g.Rows[i].Cells) {
		return ""
	}
	return g.Rows[i].Cells[j]
}

// Stored returns how cell j of row i is stored, both counted from 0.
func (g *Grid) Stored(i, j int) Stored {
	if g == nil || i < 0 || i >= len(g.Rows) || j < 0 || j >= len(g.Rows[i].Stored) {
		return Stored{}
	}
	return g.Rows[i].Stored[j]
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

// Index returns the index in Rows of a row by its number, and false when the
// row has no content.
func (g *Grid) Index(number int) (int, bool) {
	return slices.BinarySearchFunc(g.Rows, number, func(r Row, n int) int { return cmp.Compare(r.Number, n) })
}

// Merge returns the merged cells that cover cell j of row i, both counted from
// 0, and false when none do.
func (g *Grid) Merge(i, j int) (Range, bool) {
	if g == nil || i < 0 || i >= len(g.Rows) || j < 0 {
		return Range{}, false
	}
	row, column := g.Rows[i].Number, j+1
	below := sort.Search(len(g.Merged), func(k int) bool { return g.Merged[k].Row > row })
	for k := below - 1; k >= 0 && g.reachOf(k) >= row; k-- {
		m := g.Merged[k]
		if row <= m.LastRow && m.Column <= column && column <= m.LastColumn {
			return m, true
		}
	}
	return Range{}, false
}

func (g *Grid) reachOf(k int) int {
	if k < len(g.reach) {
		return g.reach[k]
	}
	return maxSheetRows // a grid that was not read: search them all
}

// Shown returns what a reader of the sheet sees in cell j of row i, both
// counted from 0: the text of the cell, or, where merged cells cover it, that
// of their first. The text of a merged cell may stand for all of them, or only
// be wide; which, is for the caller to know, and to report.
func (g *Grid) Shown(i, j int) string {
	m, ok := g.Merge(i, j)
	if !ok {
		return g.Cell(i, j)
	}
	first, ok := g.Index(m.Row)
	if !ok {
		return ""
	}
	return g.Cell(first, m.Column-1)
}

// ColumnHidden reports whether column j, counted from 0, is hidden.
func (g *Grid) ColumnHidden(j int) bool {
	if g == nil {
		return false
	}
	return slices.ContainsFunc(g.HiddenColumns, func(c [2]int) bool { return c[0] <= j+1 && j+1 <= c[1] })
}

// settle sorts the merged cells, and notes how far down they reach.
func (g *Grid) settle() {
	slices.SortFunc(g.Merged, func(a, b Range) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	last := 0
	for _, m := range g.Merged {
		last = max(last, m.LastRow)
		g.reach = append(g.reach, last)
	}
}
