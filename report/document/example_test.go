package document_test

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A chart holds values, so that whoever cannot draw it prints its table.
func ExampleChart_Table() {
	displaced := func(day, quantity string) document.ChartRow {
		q := humanitarian.MustParseQuantity(quantity)
		return document.ChartRow{Label: document.Value{Class: document.DateValue, Date: humanitarian.MustParseDate(day)},
			Values: []document.Value{{Class: document.FigureValue, Quantity: &q, Unit: humanitarian.Person}}}
	}
	c := &document.Chart{Name: "over_time", Title: "People displaced, whole country (persons)", Kind: document.Columns,
		Rows: []document.ChartRow{displaced("2024-12-05", ">=178000"), displaced("2024-12-12", "1100000")}, Source: "OCHA", Marks: []int{1}}
	l := locale.English()
	t := c.Table(l)
	fmt.Println(t.Title)
	for _, r := range t.Rows {
		fmt.Println(r.Cells[0].Format(l)+":", r.Cells[1].Format(l))
	}
	fmt.Println(t.Note)
	// Output:
	// People displaced, whole country (persons)
	// 5 December 2024: at least 178,000
	// 12 December 2024: 1,100,000
	// Source: OCHA [1]
}
