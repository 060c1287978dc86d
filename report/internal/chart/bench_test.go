package chart

import "testing"

// BenchmarkBars lays out bars of every form, BenchmarkCharts the three charts of a usual brief.
func BenchmarkBars(b *testing.B) {
	bars := Bars{Rows: everyForm(), Largest: true}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := bars.Layout(half, ruler{}, Style{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCharts(b *testing.B) {
	var three []sample
	for _, s := range samples() {
		if s.name == "bars" || s.name == "stacked" || s.name == "lines" {
			three = append(three, s)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range three {
			if _, err := s.chart.Layout(s.width, ruler{}, s.style); err != nil {
				b.Fatal(err)
			}
		}
	}
}
