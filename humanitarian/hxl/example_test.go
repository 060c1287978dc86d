package hxl_test

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/hxl"
)

func ExampleRead() {
	rows := [][]string{
		{"Food distribution, week 49"},
		{"Organisation", "District", "Women", "Children"},
		{"#org", "#adm2+name", "#reached+f+adults", "#reached+children"},
		{"Example Relief", "Idleb", "1200", "1,900"},
	}
	table, _, err := hxl.Read(hxl.Rows(rows), &hxl.Options{File: "week49.csv"})
	if err != nil {
		fmt.Println(err)
		return
	}
	adults := hxl.MustParsePattern("#reached-children")
	for _, row := range table.Rows {
		fmt.Println(row.Number, table.Get(row, adults))
	}
	for _, f := range hxl.Lint(table) {
		fmt.Println(f.Positions[0], f.Code, f.Args)
	}
	// Output:
	// 4 1200
	// week49.csv:4:4 hxl_not_number [1,900 #reached+children]
}
