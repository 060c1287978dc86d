package pdf_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
)

func ExampleWrite() {
	displaced := humanitarian.MustParseQuantity(">=178000")
	d := &document.Document{
		Title: "Syrian Arab Republic: hostilities", Number: 7, Language: "en", Edition: "Public",
		AsOf: humanitarian.MustParseDate("2024-12-08"),
		Blocks: []document.Block{
			&document.Heading{Level: 1, Text: "Key figures"},
			&document.KeyFigures{Tiles: []document.Tile{{
				Label: "people newly displaced",
				Value: document.Value{Class: document.FigureValue, Quantity: &displaced, Unit: humanitarian.Person},
				Marks: []int{1},
			}}},
		},
		Sources: []document.Source{{Number: 1, Name: "OCHA", Date: humanitarian.MustParseDate("2024-12-08")}},
	}
	var file bytes.Buffer
	findings, err := pdf.Write(context.Background(), &file, d, nil)
	fmt.Println(len(findings), err, bytes.HasPrefix(file.Bytes(), []byte("%PDF-")))
	// Output: 0 <nil> true
}

func ExampleReadTheme() {
	theme, err := pdf.ReadTheme(strings.NewReader(`
accent = "#00695C"
paper = "Letter"
organisation = "Relief Desk Network"
contacts = ["desk@example.org"]
`), nil) // no logo and no fonts, so no folder to find them in
	fmt.Println(theme.Accent, theme.Paper, theme.Contacts, err)
	// Output: #00695C Letter [desk@example.org] <nil>
}
