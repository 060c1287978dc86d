package geo

import (
	"testing"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// TestLabelsClearOfBorders: a label that does not fit into its area goes off the land with a leader rather than across a
// border, or into a neighbour; one over a hatch stands on white.
func TestLabelsClearOfBorders(t *testing.T) {
	shapes := []Shape{{"A", [][]Point{ring(30, 30, 30.4, 30, 30.4, 31, 30, 31)}}, {"B", [][]Point{ring(30.4, 30, 32, 30, 32, 31, 30.4, 31)}},
		{"C", [][]Point{ring(29, 32, 29.2, 32, 29.2, 32.1, 29, 32.1)}}}
	g, _, err := Prepare(shapes, nil, &Options{Width: 300_000, Height: 200_000, Margin: 8_000})
	if err != nil {
		t.Fatal(err)
	}
	m := Map{Ground: g, Figures: true, Disclaimer: notice, Circles: &Circles{Tick: words, Full: 8_000,
		Areas: []Area{{ID: "A", Name: "A narrow area", Value: exact(5_000)}, {ID: "B", Name: "Not here", Value: chart.Value{Label: "no data"}}}}}
	l, err := m.Layout(ruler{}, chart.Style{})
	if err != nil {
		t.Fatal(err)
	}
	plates, leaders := 0, 0
	for _, o := range l.Marks.Ops {
		switch o.Kind {
		case draw.RectOp:
			if o.Paint.Fill == draw.RGB(0xFFFFFF) && o.Paint.Hatch.IsZero() {
				plates++
			}
		case draw.PolylineOp:
			if len(o.Rings[0]) == 2 && o.Paint.Stroke.Width == 500 {
				leaders++
			}
		case draw.TextOp:
			box := o.Style.Box(o.At, o.Anchor, ruler{}.Width(o.Text, o.Style))
			for _, a := range g.areas {
				if o.At.Y < g.Height && a.box.Overlaps(box) && bordered(a.rings, box) {
					t.Errorf("%q lies on a border", o.Text)
				}
			}
			if o.Text == "A narrow area" && inside(g.areas[1].rings, draw.Point{X: box.X + box.W/2, Y: box.Y}) {
				t.Error("the label lies in a neighbour")
			}
		}
	}
	if plates != 1 || leaders == 0 {
		t.Errorf("%d labels on white, want 1; %d leaders", plates, leaders)
	}
}
