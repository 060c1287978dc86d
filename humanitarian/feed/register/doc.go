// Package register reads and writes the register: one row for each claim of
// one source, as a workbook, CSV or JSON Lines.
//
//	reg, findings, err := register.Read(ctx, file, &register.Options{Name: "week49.xlsx", Country: "SYR"})
//
// A register is a table whose columns [Columns] lists. Ten of them make the
// short form that a person types: id, figure, indicator, status, place, as_of
// or period, source, source_date, source_url, note. The column figure holds the
// number as it was read, such as "at least 69" or "60,000-80,000".
//
// # Nothing is lost and nothing is guessed
//
// A cell that cannot be read is a finding with its row and column; the row is
// kept, and the finding is an error at row level, so that the row enters no
// total. "1.250" is not guessed to be a thousand: it is a finding. Columns the
// register does not know, and cells that could not be read, stay in Extra of
// [humanitarian.Figure] under the name of their column, and [Write] writes them
// back.
//
// # The language of figures
//
// The column figure says what a source said, and sources speak several
// languages: "au moins 12", "entre 300 y 400". Which language reads it belongs to
// the register, never to the report, so that the same rows are the same
// numbers in every language of a brief. It is, in this order: the column
// figure_language of the row; Language of [Options]; that of the mapping; that of the
// heads of the columns, where they are in a language and not the register's own
// words. A language that is named reads alone: in a Spanish register 1.200 is
// 1200 and "1,200" is refused.
//
// Where none is named, English reads first, and no other may read another
// number. What English does not take for a number French, Spanish and Arabic may
// read, and must agree; that is a finding of its own for each language. What
// reads as two numbers is refused: "1.200", and "12,500 %". So is a text whose
// words English has too in another meaning: 12 M, 12 mil.
//
// # Workbooks
//
// [WriteTemplate] makes the workbook that a desk fills in, in English, French,
// Spanish or Arabic. Its heads and the words of its lists are read in any of
// these languages, and in the register's own words; its figures are read by
// package numeral in the language of the heads.
//
// Of a workbook the one sheet is read that has the header of a register in its
// first 40 rows, and a sheet of sources, to whose short names the rows refer.
// A sheet whose first cell says that it is an example is never read. What else
// is not read is a finding, and so is everything that had to be interpreted: a
// date stored as days, a text of merged cells, the result of a formula, hidden
// rows. A number in merged cells, a formula without a result and a number that
// became a date keep their row out of totals.
//
// # Tables of others
//
// A [Mapping] makes a register of a table that was not made for one: it names
// the sheet, the rows of heads, the columns, what every row has in common, and
// the rows to skip. One row may hold several figures. [ReadMapping] reads it
// from TOML:
//
//	sheet = "Week 49"
//	header = [3, 4]
//	id = "W49-{figure}-{row}"
//	[columns]
//	Area = "place_name"
//	[constants]
//	source = "OCHA"
//	[[skip]]
//	column = "Area"
//	is = ["Total"]
//	[[figures]]
//	column = "People / Displaced"
//	name = "idps"
//	constants = { indicator = "idps" }
//
// A row that calls itself a total and that no rule skips is kept out of totals.
//
// # Terminology
//
// The short form is a register with the column figure. The canonical columns
// are those of [Columns], in that order. The schema version is [SchemaVersion].
//
// # Limits
//
// Space around a cell is dropped, save in excerpt, note and unknown columns;
// line ends inside a CSV cell come back as LF. Blank rows are skipped. Heads in
// two rows of a CSV file are joined column by column, for nothing there says
// how far the upper ones reach. P-codes are not looked up: package check does.
package register
