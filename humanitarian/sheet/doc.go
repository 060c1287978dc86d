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
// Large workbooks need not fit into memory: [Book.Rows] gives the rows of a
// sheet one at a time, and [Stream] writes rows as [Sheet.More] gives them.
//
// # Terms
//
// A [Grid] is one sheet, or one CSV file, as text. A [Position] is a place in
// it, counted from 1 as people see it: week49.xlsx:Figures!F14. A [Fault] is
// something a human should look at; reading went on. [Limits] bound what a
// reader accepts. [Stored] tells a number from text that looks like one, and a
// formula from what was typed. A [Workbook] is what [Write] writes; its cells
// hold values, a [Kind], and a [Style], never formatted numbers. A
// [Validation] is what a cell takes, a [Condition] marks cells by itself.
// [CheckPackage] looks at a written workbook as strictly as Excel does.
//
// # How it is done
//
// Workbooks are written by excelize and by us: excelize makes the frame, that
// is styles, names, views, validations, conditions and protection, and we put
// the rows into it, because its own stream of rows keeps large sheets in
// temporary files, in the clear, and takes twice as long.
//
// Workbooks are read by us alone. excelize reads rows through encoding/xml,
// 100,000 rows of 20 cells in seven seconds where a plain scanner takes one;
// and it shows a cell as its format does, where a register needs the value,
// whether it was a date or a percentage, and whether a formula made it.
//
// # Speed
//
// 100,000 rows of 20 cells, in turn with XlsxWriter 3.0.2 (constant_memory) and openpyxl 3.0.9 (write-only, read-only), three
// rounds on a quiet machine of two cores: by the medians XlsxWriter took 26 times as long to write them and openpyxl 34
// times, and openpyxl 11 times as long to read. Writing holds 14 MB at its peak, for 1,000,000 rows as well, and reading
// 12. To measure anew:
//
//	go test -run '^$' -bench Rows ./humanitarian/sheet
//
// # Limits
//
//   - Nothing here knows what a column means; hxl and the feeds do.
//   - Charts, pictures, tables, comments, macros and passwords are not read.
//     They are written only as [Part] that the caller made.
//   - Merged cells have the text of their first cell there, and are empty
//     elsewhere; [Grid.Shown] looks it up.
//   - Formulas are not calculated. One without a stored result reads as an empty
//     cell, and is a fault.
//   - CSV cells in other encodings than UTF-8 are flagged, not converted. A
//     workbook that is not UTF-8 is refused.
//   - A workbook may unzip to 256 MiB, some 250,000 rows of 20 columns; give
//     [Limits] more for files you trust. A grid takes about 18 bytes a cell, and
//     the text of the cell; reading by row takes little more than the texts
//     that cells share.
//   - Written files were opened in LibreOffice and by excelize, not in Excel.
//
// No function keeps state; all may be called from several goroutines.
package sheet
