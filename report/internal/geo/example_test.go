package geo_test

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
	"github.com/humanitarian-sitrep/sitrep/report/internal/geo"
)

// fixed measures every character alike; a page measures with its fonts.
type fixed struct{}

func (fixed) Width(text string, s draw.TextStyle) int { return len(text) * s.Size / 2 }

func Example() {
	square := func(id string, lon float64) geo.Shape {
		return geo.Shape{ID: id, Rings: [][]geo.Point{{{Lon: lon, Lat: 34}, {Lon: lon + 1, Lat: 34}, {Lon: lon + 1, Lat: 35}, {Lon: lon, Lat: 35}}}}
	}
	ground, problems, err := geo.Prepare([]geo.Shape{square("W", 36), square("E", 37)}, nil, &geo.Options{Width: 200_000, Height: 200_000})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(problems), "problems")
	laid, err := geo.Map{
		Ground: ground,
		Circles: &geo.Circles{Title: "People displaced", Tick: func(n int64) string { return fmt.Sprint(n) }, Areas: []geo.Area{
			{ID: "W", Name: "West", Value: chart.Exactly(900, "900")},
			{ID: "E", Name: "East", Value: chart.Value{Label: "no data"}},
		}},
		Disclaimer: "Boundaries are drawn for orientation alone.",
	}.Layout(fixed{}, chart.Style{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(laid.Alt)
	// Output:
	// 0 problems
	// West: 900
	// East: no data
	// Boundaries are drawn for orientation alone.
}
