package sheet_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

func ExampleReadCSV() {
	in := "id;place;value\nSYR-001;Idlib;250000\nSYR-002;Aleppo\n"
	grid, faults, err := sheet.ReadCSV(context.Background(), strings.NewReader(in), "register.csv", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(grid.Position(1, 2), grid.Cell(1, 2))
	for _, f := range faults {
		fmt.Println(f)
	}
	// Output:
	// register.csv:2:3 250000
	// register.csv:1: sheet-delimiter "semicolon"
	// register.csv:3: sheet-ragged "2" "3"
}

func ExampleWrite() {
	wb := &sheet.Workbook{Sheets: []sheet.Sheet{{
		Name: "Figures",
		Rows: [][]sheet.Cell{
			{{Kind: sheet.Text, Text: "Displaced", Style: sheet.Header}, {Kind: sheet.Text, Text: "As of", Style: sheet.Header}},
			{{Kind: sheet.Number, Int: 250000}, {Kind: sheet.Date, Text: "2024-12-08"}},
		},
		FrozenRows: 1,
	}}}
	var b bytes.Buffer
	if err := sheet.Write(context.Background(), &b, wb); err != nil {
		fmt.Println(err)
		return
	}
	grids, _, err := sheet.ReadXLSX(context.Background(), &b, "week49.xlsx", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for j, c := range grids[0].Rows[1].Cells {
		fmt.Println(grids[0].Position(1, j), c)
	}
	// Output:
	// week49.xlsx:Figures!A2 250000
	// week49.xlsx:Figures!B2 2024-12-08
}

// Rows are written as they come, and read one at a time.
func ExampleStream() {
	rows := func(yield func([]sheet.Cell, error) bool) {
		for i := range int64(3) {
			row := []sheet.Cell{{Kind: sheet.Text, Text: fmt.Sprintf("SYR-%03d", i+1)}, {Kind: sheet.Number, Int: 1000 * i}}
			if !yield(row, nil) {
				return
			}
		}
	}
	var b bytes.Buffer // a file, as a rule
	err := sheet.Stream(context.Background(), &b, &sheet.Workbook{Sheets: []sheet.Sheet{{Name: "Data", More: rows}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	book, err := sheet.OpenXLSX(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), "data.xlsx", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for row, err := range book.Rows(context.Background(), 0) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(row.Number, row.Cells, row.Stored[1].Kind)
	}
	// Output:
	// 1 [SYR-001 0] Number
	// 2 [SYR-002 1000] Number
	// 3 [SYR-003 2000] Number
}

// A sheet in which people type: a list to choose from, a date that must be one,
// a mark on rows that lack a source, headings that cannot be changed.
func ExampleWorkbook() {
	head := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s, Style: sheet.Header} }
	wb := &sheet.Workbook{
		Names: []sheet.Name{{Name: "statuses", Refers: "Lists!$A$1:$A$2"}},
		Sheets: []sheet.Sheet{{
			Name: "Figures",
			Rows: [][]sheet.Cell{{head("status"), head("as of"), head("source")}},
			Columns: []sheet.Column{
				{Width: 14, Unlocked: true, Style: sheet.Input},
				{Width: 14, Unlocked: true, Style: sheet.Input, Kind: sheet.Date},
				{Width: 40, Unlocked: true, Style: sheet.Input, Kind: sheet.Text},
			},
			Validations: []sheet.Validation{
				{Column: 1, FirstRow: 2, Source: "statuses", Prompt: "Who were the people counted?", Strict: true},
				{Column: 2, FirstRow: 2, Test: sheet.DateTest, Min: "2011-03-15", Error: "Write a date: 2024-12-05."},
			},
			Conditions: []sheet.Condition{{Range: sheet.Range{Row: 2, Column: 1, LastColumn: 3}, Formula: `AND($A2<>"",$C2="")`, Style: sheet.Warn}},
			FrozenRows: 1,
			Protected:  true,
		}, {
			Name: "Lists", Hidden: true,
			Rows: [][]sheet.Cell{{{Kind: sheet.Text, Text: "civilian"}}, {{Kind: sheet.Text, Text: "unknown"}}},
		}},
	}
	var b bytes.Buffer
	if err := sheet.Write(context.Background(), &b, wb); err != nil {
		fmt.Println(err)
		return
	}
	book, err := sheet.OpenXLSX(context.Background(), bytes.NewReader(b.Bytes()), int64(b.Len()), "template.xlsx", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(book.Sheets())
	// Output:
	// [{Figures false} {Lists true}]
}
