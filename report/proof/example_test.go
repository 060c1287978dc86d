package proof_test

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/proof"
)

func ExampleWhy() {
	q := humanitarian.MustParseQuantity(">=69")
	doc := &document.Document{
		Blocks: []document.Block{
			&document.Heading{Level: 1, Text: "Key figures"},
			&document.KeyFigures{Tiles: []document.Tile{{Label: "Civilians killed", Value: document.Value{Class: document.FigureValue, Quantity: &q, Figures: []string{"R1"}}}}},
		},
		Sources: []document.Source{{Number: 1, Name: "OCHA", Figures: []string{"R1"}}},
		Data:    document.Data{Columns: []string{"id", "indicator", "quantifier", "low"}, Rows: [][]string{{"R1", "killed", "at_least", "69"}}},
	}
	for _, a := range proof.Why(doc, proof.Number(69)) {
		fmt.Println(a.Section, "-", a.Label, "-", a.Figures[0].ID, a.Figures[0].Quantity(), "-", a.Sources[0].Name, "-", a.Rule)
	}
	// Output:
	// Key figures - Civilians killed - R1 >=69 - OCHA - stated
}
