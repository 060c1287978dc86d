package geo

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
)

// FuzzPrepare: whatever the coordinates, boundaries are refused or drawn, with no text outside or on another.
func FuzzPrepare(f *testing.F) {
	coarse := func(points ...byte) []byte { return append([]byte{1}, points...) }
	f.Add(coarse(10, 10, 90, 10, 90, 90, 10, 90, 255, 20, 20, 40, 20, 40, 40), 250, 230)
	f.Add(coarse(10, 10, 10, 10, 10, 10, 254, 0, 0, 1, 1, 2, 2), 60, 200)
	var fine []byte
	for i := range 60 {
		fine = binary.LittleEndian.AppendUint64(fine, math.Float64bits(40*math.Sin(float64(i))))
	}
	f.Add(append([]byte{0}, fine...), 100, 100)
	f.Add(append([]byte{0}, binary.LittleEndian.AppendUint64(fine, math.Float64bits(math.NaN()))...), 100, 100)
	f.Fuzz(func(t *testing.T, data []byte, width, height int) {
		shapes := shapesFrom(data)
		o := &Options{Width: width * 1000, Height: height * 1000, MaxPoints: 5000}
		if len(shapes) > 2 {
			o.Context, shapes = shapes[:1], shapes[1:]
		}
		lines := []Line{{Disputed: true}}
		var areas []Area
		for i, s := range shapes {
			if len(s.Rings) > 0 {
				lines[0].Points = s.Rings[0]
			}
			areas = append(areas, Area{ID: s.ID, Name: "Name " + s.ID, Value: exact(int64(i * i * 1000))})
		}
		g, _, err := Prepare(shapes, lines, o)
		if err != nil {
			return
		}
		l, err := Map{Ground: g, Circles: &Circles{Areas: areas, Tick: words}, Figures: true, Disclaimer: notice, Scale: words}.Layout(ruler{}, chart.Style{})
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults(l) {
			t.Error(fault)
		}
	})
}

// shapesFrom reads coordinates, one byte each on a grid or eight bytes each of any kind. On the grid, 255 starts a new
// ring and 254 a new shape; otherwise every 20 numbers do.
func shapesFrom(data []byte) []Shape {
	if len(data) == 0 {
		return nil
	}
	grid := data[0]%2 == 1
	shapes, half, held := []Shape{{ID: "0", Rings: make([][]Point, 1)}}, false, 0.0
	n := 0
	for data = data[1:]; len(data) > 0; n++ {
		var x float64
		if grid {
			b := data[0]
			data = data[1:]
			last := &shapes[len(shapes)-1]
			if b == 255 {
				last.Rings, half = append(last.Rings, nil), false
				continue
			}
			if b == 254 {
				shapes, half = append(shapes, Shape{ID: string(rune('0' + len(shapes)%50)), Rings: make([][]Point, 1)}), false
				continue
			}
			x = float64(b) * 0.7
		} else {
			if len(data) < 8 {
				break
			}
			x = math.Float64frombits(binary.LittleEndian.Uint64(data))
			data = data[8:]
			if n%20 == 19 {
				shapes = append(shapes, Shape{ID: string(rune('0' + len(shapes)%50)), Rings: make([][]Point, 1)})
			}
		}
		last := &shapes[len(shapes)-1]
		if half {
			r := &last.Rings[len(last.Rings)-1]
			*r = append(*r, Point{held, x})
		}
		held, half = x, !half
	}
	return shapes
}
