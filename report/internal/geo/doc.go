// Package geo lays out thematic maps: shaded areas for rates, circles for counts, with labels, legend and scale.
//
//	ground, problems, err := geo.Prepare(shapes, nil, &geo.Options{Width: 240_000, Height: 220_000})
//	laid, err := geo.Map{Ground: ground, Disclaimer: "...", Circles: &geo.Circles{Areas: areas, Tick: words}}.
//		Layout(measurer, chart.Style{})
//	laid.Draw(page, draw.Point{X: 300_000, Y: 90_000})
//
// # Preparing once
//
// [Prepare] checks, projects and simplifies boundaries for a box of the page, and finds where labels go. That is the dear
// part; it depends on neither figures nor language, so that one [Ground] serves every map of the same size. It is
// immutable and safe for concurrent use.
//
// # Terminology
//
// A [Shape] is an area: closed rings in degrees, even-odd, so that a ring inside another is a hole. A [Line] is a border on
// its own, such as a disputed one, which is drawn dashed. The pole of inaccessibility is the place inside an area that is
// farthest from its border. Context shapes are neighbours, drawn grey and without figures.
//
// # Accuracy
//
// The projection is equirectangular with the scale of the middle latitude: right for a country, wrong for a continent.
// Coordinates are rounded to ten-millionths of a degree, lengths are integers in thousandths of a point, and what must be
// computed in floating point is never fused, so that every machine draws the same map. Borders that two shapes share point
// by point stay shared when they are simplified.
//
// # Limits
//
// Rings that cannot be drawn are left out and reported as a [Problem]. North is up, and maps are not mirrored in
// right-to-left pages; their legends are.
package geo
