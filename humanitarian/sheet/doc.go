// Package sheet reads and writes workbooks and CSV files as grids of cells:
// with positions, limits and repeatable bytes.
//
// Reading gives rows of text, each cell with its place in the file:
//
//	grid, faults, err := sheet.ReadCSV(ctx, r, "register.csv", nil)
//	if err != nil {
//		return err // not CSV, empty, UTF-16, beyond a limit
//	}
//	for i := range grid.Rows {
//		fmt.Println(grid.Position(i, 0), grid.Cell(i, 0)) // register.csv:2:1 SYR-001
//	}
//
// Writing takes values and gives the same bytes each time:
//
//	wb := &sheet.Workbook{Sheets: []sheet.Sheet{{
//		Name: "Figures",
//		Rows: [][]sheet.Cell{
//			{{Kind: sheet.Text, Text: "Displaced", Style: sheet.Header}},
//			{{Kind: sheet.Number, Int: 250000}},
//		},
//		FrozenRows: 1,
//	}}}
//	err := sheet.Write(ctx, w, wb)
//
// # Terms
//
// A [Grid] is one sheet, or one CSV file, as text. A [Position] is a place in
// it, counted from 1 as people see it: week49.xlsx:Figures!F14. A [Fault] is
// something a human should look at; reading went on. [Limits] bound what a
// reader accepts. A [Workbook] is what [Write] writes; its cells hold values, a
// [Kind], and a [Style], never formatted numbers.
//
// # Limits
//
//   - Nothing here knows what a column means; hxl and the feeds do.
//   - Charts, pictures, tables, macros and passwords are neither read nor
//     written. Merged cells read as their first cell.
//   - A formula without a stored result reads as an empty cell, unmarked.
//   - Cells in other encodings than UTF-8 are flagged, not converted.
//   - A workbook may unzip to 64 MiB, about 40,000 rows of 20 columns; give
//     [Limits] more for files you trust. Reading takes some ten times that in
//     memory.
//   - Written files were opened in LibreOffice and by excelize, not in Excel.
//
// No function keeps state; all may be called from several goroutines.
package sheet
