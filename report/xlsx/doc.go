// Package xlsx writes a document as an Excel workbook, and reads it back.
//
//	err := xlsx.Write(ctx, w, doc, nil)
//	doc, lang, err := xlsx.Open(ctx, r)
//	findings, err := xlsx.Compare(ctx, doc, r, nil)
//
// The workbook opens with a cover: what brief it is, the key figures and, where
// a page holds both, the highlights. A sheet for each section with content
// follows, or several where its tables take more than a page, one for rival
// claims, one for charts, then Sources, Findings, Data and Read me. Unseen, it
// carries the document itself, from which the same workbook can be written
// again.
//
// # Figures
//
// Every figure stands there twice: as its source said it, in words and digits,
// where pages have it, and right of the table as the numbers low, best and high,
// each where the source gave it. Dates are dates. None reported, "reported,
// number not known", no data and withheld are words, never 0; their number cells
// are empty, and marked grey. A source mark such as [3] leads to its line on
// Sources.
//
// # Print
//
// What is printed of a sheet is what pages print: the columns left of the
// numbers, on the width of a page. Of the data it is the columns that a reader
// looks for, which come first. Each page of a table begins with its heads: print
// repeats one row of heads a sheet, so that of the tables of a sheet only the
// last may run on to another page. No page ends within a chart.
//
// # Totals
//
// A total is a live formula where the sheet shows exactly what the library
// added: SUM of the cells of its parts, each named, no range, and only those
// numbers of it that all its parts allow. What the library adds from elsewhere
// stays a number, and what it refuses to add has no cell at all.
//
// # Charts
//
// Charts are Excel's own, made of the cells of the tables. A bar is dark up to
// the lowest number of a source and light up to the highest or the most likely
// one, and says the figure as the source did, so that at least 69 never looks
// like 69. A chart of the document is drawn as it is on pages: bars that lie or
// stand, lines that are cut where two values do not compare, stacks where every
// layer is there and exact. What Excel cannot draw so is drawn as bars for each
// series, on one scale; a map as bars of its areas. Beside these the package
// draws what every reader may compare: rival claims on one measure, place and
// window, and changes that the document gives as a difference.
//
// # Same bytes
//
// The same document gives the same bytes, and nothing is written before all is
// rendered.
//
// # Limits
//
//   - A cell has one link, so several marks in a cell lead to the first.
//   - A text longer than a cell holds is cut and says so.
//   - Amounts of money as said are text, for the currency belongs to them; their
//     numbers stand beside. Parts are indented by spaces.
//   - Shares are in no chart. Boundaries and pictures are not drawn.
//   - Pyramids and small multiples are a chart for each series. Columns stand side
//     by side over a break too; the label says that they do not compare.
//   - A language from a file of wordings does not travel in the workbook; Open
//     says so by returning none.
//   - Looked at in LibreOffice, not in Excel.
package xlsx
