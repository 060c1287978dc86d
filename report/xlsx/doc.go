// Package xlsx writes a document as an Excel workbook.
//
//	err := xlsx.Write(ctx, w, doc, nil)
//
// The workbook opens with the key figures. A sheet for each section with
// content follows, then Sources, Findings, Data and Read me.
//
// Every figure stands there twice: as its source said it, in words and digits,
// and as the numbers low, best and high, each where the source gave it. Dates
// are dates. None reported, "reported, number not known", no data and withheld
// are words, never 0; their number cells are empty. A source mark such as [3]
// leads to its line on Sources. Totals are values, not formulas: a formula
// would add what may not be added.
//
// The same document gives the same bytes, and nothing is written before all is
// rendered.
//
// # Limits
//
// Only English is here. A cell has one link, so several marks in a cell lead to
// the first. A text longer than a cell holds is cut and says so. Amounts of
// money as said are text, for the currency belongs to them; their numbers stand
// beside. Parts are indented by spaces.
package xlsx
