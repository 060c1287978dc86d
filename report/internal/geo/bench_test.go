package geo

import (
	"testing"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
)

// BenchmarkMap lays out a map of 14 governorates with labels, legend and figures, on a prepared ground.
func BenchmarkMap(b *testing.B) {
	features := sample(b)
	g := prepare(b, features, nil, &Options{Width: 250_000, Height: 230_000})
	m := Map{Ground: g, Shade: rates(features, false), Circles: &Circles{Areas: counts(features, false), Tick: words}, Disclaimer: notice}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Layout(ruler{}, chart.Style{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPrepare checks, projects and simplifies the boundaries of the sample brief, and finds their poles.
func BenchmarkPrepare(b *testing.B) {
	shapes := shapesOf(sample(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Prepare(shapes, nil, &Options{Width: 250_000, Height: 230_000}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPrepareReal does the same with boundaries of the field, 3,080 points.
func BenchmarkPrepareReal(b *testing.B) {
	shapes := shapesOf(realShapes(b, "syr_admin1.geojson", "PCODE", "NAME_EN", "NAME_ARA"))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Prepare(shapes, nil, &Options{Width: 250_000, Height: 230_000}); err != nil {
			b.Fatal(err)
		}
	}
}
