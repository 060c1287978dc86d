package xlsx_test

import (
	"bytes"
	"context"
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/xlsx"
)

func ExampleWrite() {
	killed := humanitarian.MustParseQuantity(">=69")
	doc := &document.Document{
		Title: "Situation brief", Edition: "public", AsOf: humanitarian.MustParseDate("2024-12-05"),
		Blocks: []document.Block{&document.KeyFigures{Tiles: []document.Tile{
			{Label: "Civilians killed", Value: document.Value{Class: document.FigureValue, Quantity: &killed}},
			{Label: "People missing", Value: document.Value{Class: document.FigureValue, Quantity: new(humanitarian.Quantity)}},
		}}},
	}
	var file bytes.Buffer
	if err := xlsx.Write(context.Background(), &file, doc, nil); err != nil {
		fmt.Println(err)
		return
	}
	sheets, _, err := sheet.ReadXLSX(context.Background(), &file, "brief.xlsx", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	rows := sheets[0].Rows
	for _, row := range rows[len(rows)-4 : len(rows)-1] {
		fmt.Printf("%q\n", row.Cells)
	}
	// Output:
	// ["Key figure" "As said" "Date and source" "Sources" "low" "best" "high"]
	// ["Civilians killed" "at least 69" "" "" "69"]
	// ["People missing" "no data"]
}
