package geo

import (
	"fmt"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
)

const notice = "The outlines are a generalised drawing. Names and lines on this map imply no opinion on the status of any territory."

// counts gives each feature a figure, one of every form.
func counts(features []feature, arabic bool) []Area {
	var out []Area
	for i, f := range features {
		n := int64(48_500)
		for range i {
			n = n * 3 / 4
		}
		v := exact(n)
		switch i {
		case 1:
			v = chart.Value{State: chart.Number, Low: chart.At(n), Label: "at least " + words(n)}
		case 3:
			v = chart.Value{State: chart.Number, Low: chart.At(n / 2), High: chart.At(n), Label: words(n/2) + " to " + words(n)}
		case 4:
			v = chart.Value{State: chart.Number, Best: chart.At(n), Label: "about " + words(n)}
		case 7:
			v = chart.Value{Label: "no data"}
		case 8:
			v = chart.Value{State: chart.Unquantified, Label: "reported, number not known"}
		case 9:
			v = chart.Value{State: chart.Withheld, Label: "withheld"}
		}
		a := Area{ID: f.ID, Name: f.name, Value: v}
		if arabic {
			a.Name = f.arabic
		}
		out = append(out, a)
	}
	return out
}

func rates(features []feature, arabic bool) *Shade {
	areas := counts(features, arabic)
	sh := &Shade{Title: "Displaced people per 1,000 residents", Straddle: "bounds lie in different classes"}
	var values []int64
	for i, n := range []int64{12, 45, 33, 88, 120, 61, 7, 0, 0, 0, 54, 21, 150, 99} {
		v := areas[i].Value
		switch {
		case v.State != chart.Number:
		case i == 3:
			v.Low, v.High = chart.At(n/2), chart.At(n)
		default:
			v = exact(n)
		}
		areas[i].Value = v
		if v.State == chart.Number {
			values = append(values, n)
		}
	}
	sh.Areas = areas
	from := int64(0)
	for _, to := range Quantiles(values, 5) {
		sh.Classes = append(sh.Classes, Class{to, fmt.Sprintf("%d to %d", from, to)})
		from = to + 1
	}
	return sh
}

func TestGoldens(t *testing.T) {
	features := sample(t)
	g := prepare(t, features, []Line{{Points: []Point{{35.6, 33.3}, {35.85, 33.0}, {35.75, 32.75}}, Disputed: true}}, &Options{Width: 250_000, Height: 230_000})
	km := func(n int64) string { return words(n) + " km" }
	circles := &Circles{Areas: counts(features, false), Title: "People newly displaced", Tick: words}
	for _, test := range []struct {
		name string
		m    Map
		st   chart.Style
	}{
		{"circles", Map{Ground: g, Circles: circles, Figures: true, Scale: km, Disclaimer: notice}, chart.Style{}},
		{"shade", Map{Ground: g, Shade: rates(features, false), Scale: km, Disclaimer: notice}, chart.Style{}},
		{"shade-arabic", Map{Ground: g, Shade: rates(features, true), Figures: true, Scale: km, Disclaimer: notice}, chart.Style{RTL: true, Accent: 0xCF3F0B}},
		{"both", Map{Ground: g, Shade: rates(features, false), Circles: circles, Disclaimer: notice}, chart.Style{Signs: chart.Signs{
			Open: "at least: no upper limit stated", Between: "between bounds", AtMost: "up to, or nearly", About: "approximate"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			l, err := test.m.Layout(ruler{}, test.st)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, test.name, l)
		})
	}
}

// TestContext draws an area with a hole, an island and neighbours that reach far beyond the box.
func TestContext(t *testing.T) {
	shapes := []Shape{
		{"A", [][]Point{ring(36, 33, 38, 33, 38, 35, 36, 35), ring(36.6, 33.6, 37.4, 33.6, 37.4, 34.4, 36.6, 34.4), ring(38.4, 34, 38.8, 34, 38.6, 34.4)}},
		{"B", [][]Point{ring(36.6, 33.6, 37.4, 33.6, 37.4, 34.4, 36.6, 34.4)}},
	}
	context := []Shape{{"N", [][]Point{ring(20, 35, 36, 35, 38, 35, 60, 35, 60, 60, 20, 60)}}, {"far", [][]Point{ring(-60, -10, -50, -10, -50, 0)}}}
	g, problems, err := Prepare(shapes, nil, &Options{Width: 160_000, Height: 140_000, Margin: 20_000, Context: context})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	l, err := Map{Ground: g, Disclaimer: notice, Shade: &Shade{Classes: []Class{{5, "0 to 5"}, {9, "6 to 9"}}, Areas: []Area{
		{ID: "A", Name: "Outer", Value: exact(3)}, {ID: "B", Name: "Inner", Value: exact(9)}}}}.Layout(ruler{}, chart.Style{})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "context", l)
}
