// Package hxl reads, writes and checks tables that carry a row of hashtags of
// the Humanitarian Exchange Language, HXL 1.1.
//
//	table, findings, err := hxl.Read(rows, &hxl.Options{File: "3w.csv"})
//	if err != nil {
//		return err // no row of hashtags, or the rows could not be read
//	}
//	killed := hxl.MustParsePattern("#affected+killed-f")
//	for _, row := range table.Rows {
//		fmt.Println(row.Number, table.Get(row, killed))
//	}
//
// Rows come from the caller, who has them from a CSV file, a sheet of a
// workbook or [ReadJSON]; they know their number in the source.
//
// # Terms
//
// A [Tag] is a hashtag with attributes, #affected+f+children. The order of
// attributes has no meaning, so a tag is held in a normal form: lower case,
// attributes sorted, each once. A [Pattern] selects tags: #affected+f-children
// is every #affected that has f and has not children. The tag row is the first
// of the first 25 rows in which at least half of the cells that are not empty
// are tags; the row above it holds the headers. A [Table] is what follows.
//
// # What libhxl does, and we do not
//
// The rule of 25 rows and one half, patterns, the header above the tags,
// columns without a tag and repeated tags are those of libhxl, the library of
// the standard in Python, version 5. Of a workbook it reads the first sheet that
// has tags: try the sheets in order while [Read] gives [ErrNoTags]. We differ
// where it guesses or drops in silence:
//
//   - A cell of the tag row that is not a tag is a finding, and its column has
//     no tag; libhxl logs it. It takes #Sectór for #sector; we do not.
//   - Rows without any content do not count among the 25, and are left out. A
//     blank row between headers and tags is passed over.
//   - 1 March 2015 in a column of dates is a finding; libhxl takes any order of
//     day and month that it can make a date of, and turns numbers such as 45634
//     into days since 1970.
//   - 1,250 is not a number, nor are nan and 0x10; each is a finding.
//   - Cells under merged cells are as the caller gives them, empty or filled,
//     as libhxl's expand_merged decides.
//   - In JSON, lists and objects inside a cell are kept as JSON.
//   - Files that are not UTF-8 are for the caller; libhxl wants their encoding.
//   - Two columns of the same tag cannot be written as JSON objects; libhxl
//     drops the second.
//
// Queries, filters, schemas and recipes of libhxl have no counterpart here.
//
// No function keeps state; all may be called from several goroutines.
package hxl
