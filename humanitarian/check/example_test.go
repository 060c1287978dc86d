package check_test

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/check"
)

func ExampleRows() {
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(), Figures: []humanitarian.Figure{{
		ID: "R1", Indicator: "idps", Quantity: humanitarian.MustParseQuantity("1250"),
		Source:   humanitarian.Source{Name: "OCHA", Date: humanitarian.MustParseDate("2024-12-06")},
		Position: humanitarian.Position{File: "week49.csv", Row: 2},
	}}}
	findings := check.Rows(reg, nil)
	for _, f := range findings {
		fmt.Println(f)
	}
	fmt.Println(check.Excluded(reg, findings)["R1"])
	// Output:
	// week49.csv:2: R1: error: finding.stock without asof
	// true
}
