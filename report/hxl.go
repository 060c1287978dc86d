package report

import "github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"

// Tag puts a row of HXL hashtags below the heads of the brief's data: in the
// sheet of data of its workbook, and in JSON. Figures, pages and text stay as
// they are. Without it there is none, since most readers of a workbook take such
// a row for data. A brief that [Open] gives back has the row if it was written
// with it.
func (b *Brief) Tag() {
	b.Document.Data.Tags = register.TagRow(b.Document.Data.Columns)
}
