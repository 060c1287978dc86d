package pdf

import (
	"math"
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/geo"
)

const (
	mapHeight  = 250 * pt // of the land, at most
	tallMap    = 360 * pt // the same where there are many areas
	manyAreas  = 20
	mapMargin  = 8 * pt
	mapClasses = 5
)

// mapped lays out a map on the boundaries that it was composed with. Without them, or where it cannot be drawn, its
// figures are printed as a table with a finding.
func (l *layouter) mapped(m *document.Map) {
	if len(m.Areas) == 0 {
		return
	}
	if l.ground == nil || l.ground.Outlines() != m.Outlines {
		l.asTable(m.Title, "fault_outlines", m.Table(l.lang))
		return
	}
	laid, err := l.mapOf(m)
	switch {
	case err != nil:
		l.asTable(m.Title, "fault_values", m.Table(l.lang))
	case !l.fitsPicture(laid.Height):
		l.asTable(m.Title, "fault_size", m.Table(l.lang))
	default:
		l.illustrate(illustration{laid, 0, m.Title, "chart.alt_map", m.Note, m.Foot(l.lang)})
	}
}

// mapOf lays out the picture of a map. What boundaries cannot be drawn was reported when they were read.
func (l *layouter) mapOf(m *document.Map) (*chart.Laid, error) {
	height := mapHeight
	if len(m.Areas) > manyAreas {
		height = tallMap
	}
	width, height := l.bodyWidth, min(height, l.pageRoom/2)
	ground, err := l.grounds.get(keyOf(m, width, height), func() (*geo.Ground, error) {
		g, _, err := geo.Prepare(landOf(m, l.ground), bordersOf(l.ground), &geo.Options{Width: width, Height: height, Margin: mapMargin})
		return g, err
	})
	if err != nil {
		return nil, err
	}
	out := geo.Map{Ground: ground, Figures: true, Disclaimer: m.Disclaimer,
		Scale: func(km int64) string { return l.lang.Say("map.scale", strconv.FormatInt(km, 10)) }}
	switch m.Kind {
	case document.Shades:
		out.Shade = l.shadeOf(m, ground)
	case document.Located:
		out.Located = l.locatedOf(m)
	default:
		out.Circles = l.circlesOf(m, ground)
	}
	return out.Layout(l.measure, l.chartStyle())
}

// landOf returns the boundaries that are of the level of the map's areas: the P-codes of a level are of one length.
func landOf(m *document.Map, b *document.Boundaries) []geo.Shape {
	var lengths []int
	for _, a := range m.Areas {
		lengths = append(lengths, len(a.PCode))
	}
	var out []geo.Shape
	for _, s := range b.Shapes() {
		if !slices.Contains(lengths, len(s.PCode)) {
			continue
		}
		shape := geo.Shape{ID: s.PCode, Rings: make([][]geo.Point, len(s.Rings))}
		for i, ring := range s.Rings {
			for _, p := range ring {
				shape.Rings[i] = append(shape.Rings[i], geo.Point{Lon: p.Lon, Lat: p.Lat})
			}
		}
		out = append(out, shape)
	}
	return out
}

func bordersOf(b *document.Boundaries) []geo.Line {
	var out []geo.Line
	for _, l := range b.Lines() {
		line := geo.Line{Disputed: l.Disputed}
		for _, p := range l.Points {
			line.Points = append(line.Points, geo.Point{Lon: p.Lon, Lat: p.Lat})
		}
		out = append(out, line)
	}
	return out
}

// circlesOf makes circles the smaller the more of them there are, so that neighbours do not hide one another.
func (l *layouter) circlesOf(m *document.Map, ground *geo.Ground) *geo.Circles {
	n := max(len(m.Areas), 14)
	out := &geo.Circles{Title: m.Measure, Tick: l.tickIn(m.Areas[0].Value.Unit),
		Full: int(math.Sqrt(float64(14*n)) * float64(min(ground.Width, ground.Height)) / float64(14*n))}
	for _, a := range m.Areas {
		out.Areas = append(out.Areas, geo.Area{ID: a.PCode, Name: a.Name, Value: l.chartValue(a.Value)})
	}
	return out
}

// locatedOf tints areas; the words of an area of each kind are those of the legend.
func (l *layouter) locatedOf(m *document.Map) *geo.Located {
	out := &geo.Located{}
	for _, a := range m.Areas {
		words := &out.Spoken
		if a.Own {
			words = &out.Own
		}
		*words = a.Value.Format(l.lang)
		out.Areas = append(out.Areas, geo.LocatedArea{ID: a.PCode, Name: a.Name, Own: a.Own})
	}
	return out
}

// shadeOf shades areas by their rates, in classes of round bounds. What has no rate is hatched, so that nobody takes it
// for the lightest class.
func (l *layouter) shadeOf(m *document.Map, ground *geo.Ground) *geo.Shade {
	out := &geo.Shade{Title: m.Measure, Straddle: l.lang.Say("map.straddle")}
	has := map[string]bool{}
	var values []int64
	unit := humanitarian.Unit("")
	for _, a := range m.Areas {
		v := l.chartValue(a.Rate)
		out.Areas = append(out.Areas, geo.Area{ID: a.PCode, Name: a.Name, Value: v})
		has[a.PCode] = true
		if v.State == chart.Number {
			values, unit = append(values, v.Far()), a.Rate.Unit
		}
	}
	for _, id := range ground.IDs() {
		if !has[id] {
			out.Areas = append(out.Areas, geo.Area{ID: id, Value: l.chartValue(document.Value{})})
		}
	}
	from := int64(0)
	for _, to := range geo.Pretty(values, mapClasses) {
		p := humanitarian.Parts{Form: humanitarian.Range, Low: &from, High: &to}
		if q, err := humanitarian.QuantityFrom(p); err == nil {
			out.Classes = append(out.Classes, geo.Class{To: to, Label: l.lang.Quantity(q, unit)})
		}
		from = to + 1
	}
	return out
}
