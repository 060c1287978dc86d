// Package chart lays out the charts of a situation report from typed values, and says in words what they show.
//
//	laid, err := chart.Bars{Rows: []chart.Bar{
//		{Name: "Aleppo", Value: chart.Value{State: chart.Number, Low: chart.At(1250), Label: "at least 1,250"}},
//		{Name: "Idleb", Value: chart.Value{Label: "no data"}},
//	}}.Layout(240_000, measurer, chart.Style{})
//	laid.Draw(page, draw.Point{X: 42_520, Y: 90_000}) // laid.Height is known, so the page could be chosen first
//
// A chart is a struct that says what is shown; Layout decides every place; Draw repeats the result on a canvas. Nothing
// here words a number: each [Value] comes with its label.
//
// # How a value looks
//
// Solid is what is vouched for, from zero to the lower bound. Light is what may be, on to the best or the upper bound,
// closed by an edge; the edge is dashed where the number is only approximate, and a tick marks a best value between
// bounds. A value without any upper limit ends in slices that fade out, past its lower bound. No data is hatched, reported
// without a number is a hollow diamond, withheld is an empty frame; each says its words. On a line the same is said by a
// band, dashes with a dashed ring, and a dotted line upwards. All of it holds without colour. Where figures are not written
// beside their marks, a key explains them in the words of [Signs].
//
// # Rules kept
//
// Every scale starts at zero. Labels never overlap, and there are never more than fit; a name may be wrapped or shortened,
// a figure never. A line that stands alone says the figure of each point beside it or, of a few that find no room, in the
// key. What was shortened or left off is listed in [Laid] and stands in full in its [Alternative]. A break in
// comparability cuts a line and is labelled. Names run from the right and bars grow from the right if the style is
// right-to-left; time always runs from left to right.
//
// # Units
//
// Lengths are integers in thousandths of a point.
package chart
