// Package register reads and writes the register: one row for each claim of
// one source, as CSV or JSON Lines.
//
//	reg, findings, err := register.Read(ctx, file, &register.Options{Name: "week49.csv", Country: "SYR"})
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
// # Terminology
//
// The short form is a register with the column figure. The canonical columns
// are those of [Columns], in that order. The schema version is [SchemaVersion].
//
// # Limits
//
// Workbooks are not read here yet: save the sheet as CSV UTF-8. Only English is
// understood in the column figure. Space around a cell is dropped, save in
// excerpt, note and unknown columns; line ends inside a CSV cell come back as
// LF. Blank rows are skipped.
package register
