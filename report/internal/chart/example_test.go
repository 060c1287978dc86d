package chart_test

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// fixed measures every character alike; a page measures with its fonts.
type fixed struct{}

func (fixed) Width(text string, s draw.TextStyle) int { return len(text) * s.Size / 2 }

func Example() {
	bars := chart.Bars{Rows: []chart.Bar{
		{Name: "Aleppo", Value: chart.Value{State: chart.Number, Low: chart.At(1250), Label: "at least 1,250"}},
		{Name: "Idleb", Value: chart.Exactly(640, "640")},
		{Name: "Hama", Value: chart.Value{Label: "no data"}},
	}}
	laid, err := bars.Layout(200_000, fixed{}, chart.Style{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(laid.Height, "thousandths of a point high")
	fmt.Println(laid.Alt)

	var page draw.List // or any other canvas
	laid.Draw(&page, draw.Point{X: 42_520, Y: 90_000})
	fmt.Println(page.Ops[1])
	// Output:
	// 42300 thousandths of a point high
	// Aleppo: at least 1,250
	// Idleb: 640
	// Hama: no data
	// rect 71520,92550 103000x9000 fill=0077B8
}
