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
