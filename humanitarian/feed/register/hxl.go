package register

import (
	"github.com/humanitarian-sitrep/sitrep/humanitarian/hxl"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// TagRow returns the HXL hashtags of columns of the register; other columns have
// none. [Read] passes over such a row below the header.
func TagRow(columns []string) []string { return hxl.RegisterTagRow(columns) }

// firstRow returns the index of the first row of figures below the header at i:
// a row of hashtags in between says what the columns are, and no figure.
func firstRow(g *sheet.Grid, i int) int {
	if i+1 < len(g.Rows) && hxl.IsTagRow(g.Rows[i+1].Cells) {
		return i + 2
	}
	return i + 1
}
