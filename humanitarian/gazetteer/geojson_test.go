package gazetteer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readGeo(t testing.TB, file string, opts *GeoJSONOptions) ([]Entry, *Boundaries, []string) {
	t.Helper()
	entries, b, findings, err := ReadGeoJSON(context.Background(), strings.NewReader(file), opts)
	if err != nil {
		t.Fatalf("%s: %v", shorten(file), err)
	}
	return entries, b, brief(findings)
}

// area is a FeatureCollection of one feature, X1, with a geometry.
func area(geometry string) string {
	return `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ADM1_PCODE":"X1"},"geometry":` + geometry + `}]}`
}

func polygon(coordinates string) string {
	return area(`{"type":"Polygon","coordinates":` + coordinates + `}`)
}

const unit = "[[0,0],[1,0],[1,1],[0,1],[0,0]]"

func TestReadGeoJSON(t *testing.T) {
	tests := []struct {
		why, file string
		shape     string // of X1, as fmt prints it
		findings  []string
	}{
		{"a polygon", polygon("[" + unit + "]"), "[[[{0 0} {1 0} {1 1} {0 1} {0 0}]]]", nil},
		{"clockwise", polygon("[[[0,0],[0,1],[1,1],[1,0],[0,0]]]"), "[[[{0 0} {0 1} {1 1} {1 0} {0 0}]]]", nil},
		{"heights, exponents and spaces", polygon("[ [ [0, 0, 7],\n[1e0,0.0,7] ,[1,1,7],[0,0,7]] ]"), "[[[{0 0} {1 0} {1 1} {0 0}]]]", nil},
		{"a hole", polygon("[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[3,1],[3,2],[2,1]]]"),
			"[[[{0 0} {9 0} {9 9} {0 0}] [{2 1} {3 1} {3 2} {2 1}]]]", nil},
		{"holes that touch the outline", polygon("[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[2,4],[4,2],[4,4],[2,4]],[[0,0],[1,0],[1,1],[0,0]]]"),
			"[[[{0 0} {4 0} {4 4} {0 4} {0 0}] [{2 4} {4 2} {4 4} {2 4}] [{0 0} {1 0} {1 1} {0 0}]]]", nil},
		{"a hole outside", polygon("[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[3,1],[3,2],[2,1]],[[2,8],[3,8],[3,7],[2,8]]]"),
			"[[[{0 0} {9 0} {9 9} {0 0}] [{2 1} {3 1} {3 2} {2 1}]]]", []string{`warning ring_outside ["X1" "1" "3"]`}},
		{"a hole around", polygon("[[[2,1],[3,1],[3,2],[2,1]],[[0,0],[9,0],[9,9],[0,9],[0,0]]]"),
			"[[[{2 1} {3 1} {3 2} {2 1}]]]", []string{`warning ring_outside ["X1" "1" "2"]`}},
		{"several pieces", area(`{"coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]],"type":"MultiPolygon"}`),
			"[[[{0 0} {1 0} {1 1} {0 0}]] [[{5 5} {6 5} {6 6} {5 5}]]]", nil},
		{"one feature", `{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]},"properties":{"ADM1_PCODE":"X1"}}`,
			"[[[{0 0} {1 0} {1 1} {0 0}]]]", nil},
		{"members before and after the features", `{"crs":{"a":[1,{}]},"features":[],"x":null,"type":"FeatureCollection"}`, "[]", nil},

		{"not closed", polygon("[[[0,0],[1,0],[1,1],[0,1]]]"), "[[[{0 0} {1 0} {1 1} {0 1} {0 0}]]]", []string{`warning ring_open ["X1" "1" "1"]`}},
		{"too short", polygon("[[[0,0],[1,0],[0,0]]]"), "[]", []string{`warning geometry_missing ["X1"]`, `warning ring_short ["X1" "1" "1"]`}},
		{"empty", polygon("[]"), "[]", []string{`warning geometry_depth ["X1" "Polygon"]`}},
		{"no area", polygon("[[[0,0],[1,1],[2,2],[0,0]]]"), "[]", []string{`warning geometry_missing ["X1"]`, `warning ring_flat ["X1" "1" "1"]`}},
		{"crossing itself", polygon("[[[0,0],[2,2],[2,0],[0,1],[0,0]]]"), "[[[{0 0} {2 2} {2 0} {0 1} {0 0}]]]", []string{`warning ring_crosses ["X1" "1" "1"]`}},
		{"in metres", polygon("[[[500000,4000000],[500100,4000000],[500100,4000100],[500000,4000000]]]"), "[]",
			[]string{`warning geometry_missing ["X1"]`, `warning ring_off_earth ["X1" "1" "1"]`}},
		{"latitude first", polygon("[[[10,120],[11,120],[11,121],[10,120]]]"), "[]",
			[]string{`warning geometry_missing ["X1"]`, `warning ring_swapped ["X1" "1" "1"]`}},
		{"beyond any number", polygon("[[[1e999,0],[1,0],[1,1],[0,0]]]"), "[]",
			[]string{`warning geometry_missing ["X1"]`, `warning ring_off_earth ["X1" "1" "1"]`}},
		{"a broken hole", polygon("[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[3,1]]]"), "[[[{0 0} {9 0} {9 9} {0 0}]]]", []string{`warning ring_short ["X1" "1" "2"]`}},
		{"a broken piece goes with its hole", area(`{"type":"MultiPolygon","coordinates":[[[[0,0]],[[2,1],[3,1],[3,2],[2,1]]],[[[5,5],[6,5],[6,6],[5,5]]]]}`),
			"[[[{5 5} {6 5} {6 6} {5 5}]]]", []string{`warning ring_short ["X1" "1" "1"]`}},

		{"words for numbers", polygon(`[[["0","0"],[1,0]]]`), "[]", []string{`warning geometry_points ["X1"]`}},
		{"single numbers", polygon(`[[[0],[1]]]`), "[]", []string{`warning geometry_points ["X1"]`}},
		{"uneven depth", polygon(`[[[0,0],[[1,0]]]]`), "[]", []string{`warning geometry_points ["X1"]`}},
		{"another depth than the type", area(`{"type":"MultiPolygon","coordinates":[` + unit + `]}`), "[]",
			[]string{`warning geometry_depth ["X1" "MultiPolygon"]`}},
		{"far too deep", polygon(strings.Repeat("[", 500) + strings.Repeat("]", 500)), "[]",
			[]string{`warning geometry_depth ["X1" "Polygon"]`}},
		{"an object for coordinates", polygon(`{"a":1}`), "[]", []string{`warning geometry_depth ["X1" "Polygon"]`}},
		{"a point", area(`{"type":"Point","coordinates":[1,2]}`), "[]", []string{`warning geometry_kind ["X1" "Point"]`}},
		{"a collection", area(`{"type":"GeometryCollection","geometries":[]}`), "[]", []string{`warning geometry_kind ["X1" "GeometryCollection"]`}},
		{"no geometry", area(`null`), "[]", []string{`warning geometry_missing ["X1"]`}},
		{"a number for a geometry", area(`5`), "[]", []string{`warning geometry_missing ["X1"]`}},
		{"no code", `{"type":"FeatureCollection","features":[{"properties":{"NAME_EN":"North"},"geometry":{"type":"Polygon","coordinates":[` + unit + `]}}]}`,
			"[]", []string{`warning feature_without_pcode ["#1"]`}},
		{"no properties", `{"type":"FeatureCollection","features":[{"properties":[],"geometry":{"type":"Polygon","coordinates":[` + unit + `]}},7]}`,
			"[]", []string{`warning feature_without_pcode ["#1"]`, `warning geometry_missing ["#2"]`}},
		{"a district without its code is not the outline of its governorate", `{"type":"FeatureCollection","features":[{"properties":{"ADM1_PCODE":"X1","ADM2_PCODE":"","ADM2_EN":"East"},"geometry":{"type":"Polygon","coordinates":[` + unit + `]}}]}`,
			"[]", []string{`warning feature_without_pcode ["#1"]`, `warning place_without_pcode ["East"]`}},
		{"a level without its code", `{"type":"FeatureCollection","features":[{"properties":{"ADM2_PCODE":null,"ADM2_EN":"East"},"geometry":null}]}`,
			"[]", []string{`warning geometry_missing ["#1"]`, `warning place_without_pcode ["East"]`}},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			_, b, findings := readGeo(t, test.file, nil)
			shape, _ := b.Shape("X1")
			if got := fmt.Sprint(shape); got != test.shape {
				t.Errorf("got  %s\nwant %s", got, test.shape)
			}
			if diff := cmp.Diff(test.findings, findings); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGeoJSONProperties(t *testing.T) {
	const file = `{"type":"FeatureCollection","features":[
		{"properties":{"CODE":101,"NOM":"Est \"vieux\"","SUP":"X1","ADM1_EN":null,"big":{"a":[]}},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
		{"properties":{"CODE":101,"NOM":"Est"},"geometry":{"type":"Polygon","coordinates":[[[5,5],[6,5],[6,6],[5,5]]]}},
		{"properties":{"status":"disputed"},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}},
		{"properties":{"status":"treaty"},"geometry":{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]],[[9,9]]]}}]}`
	entries, b, findings := readGeo(t, file, &GeoJSONOptions{Properties: map[string]string{"CODE": "pcode", "NOM": "name_fr", "SUP": "parent"}, LineKind: "status"})
	if diff := cmp.Diff([]string{`101 -1 X1 fr:Est "vieux"`, "101 -1  fr:Est"}, show(entries)); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{`note boundary_in_pieces ["101"]`}, findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	want := "[{disputed [{0 0} {1 1}]} {treaty [{0 0} {1 1}]} {treaty [{2 2} {3 3}]}]"
	if got := fmt.Sprint(b.Lines()); got != want {
		t.Errorf("lines: got %s, want %s", got, want)
	}
	if shape, _ := b.Shape("101"); len(shape) != 2 {
		t.Errorf("%d pieces, want 2", len(shape))
	}
	if box, ok := b.Bounds(); !ok || box != (Rect{Point{0, 0}, Point{6, 6}}) {
		t.Errorf("bounds %v, %v", box, ok)
	}
}

func TestReadGeoJSONErrors(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	limits := func(l Limits) *GeoJSONOptions { return &GeoJSONOptions{File: "a.geojson", Limits: l} }
	many := polygon("[[" + strings.Repeat("[0,0],", 100) + "[0,0]]]")
	tests := []struct {
		why, file string
		ctx       context.Context
		opts      *GeoJSONOptions
		is        error
		text      string
	}{
		{why: "nothing", is: ErrNotGeoJSON},
		{why: "not JSON", file: "pcode,name\n", is: ErrNotGeoJSON},
		{why: "a list", file: "[]", is: ErrNotGeoJSON, text: "gazetteer: : not a GeoJSON file: [ stands where { should"},
		{why: "cut short", file: many[:40], is: ErrNotGeoJSON},
		{why: "cut within a feature", file: many[:len(many)-3], is: ErrNotGeoJSON},
		{why: "more behind the end", file: many + "{}", is: ErrNotGeoJSON},
		{why: "no type", file: `{"features":[]}`, is: ErrNotGeoJSON},
		{why: "a bare geometry", file: `{"type":"Polygon","coordinates":[]}`, is: ErrNotGeoJSON, text: `gazetteer: : not a GeoJSON file: its type is "Polygon", not FeatureCollection or Feature`},
		{why: "TopoJSON", file: `{"type":"Topology","objects":{}}`, is: ErrNotGeoJSON, text: "gazetteer: : not a GeoJSON file but TopoJSON; convert it to GeoJSON"},
		{why: "features that are none", file: `{"type":"FeatureCollection","features":{}}`, is: ErrNotGeoJSON},
		{why: "too deep for the decoder", file: polygon(strings.Repeat("[", 20_000)), is: ErrNotGeoJSON},
		{why: "cancelled", file: many, ctx: cancelled, is: context.Canceled},
		{why: "bytes", file: many, opts: limits(Limits{Bytes: 100}), text: "gazetteer: a.geojson: more than 100 bytes; if you trust the file, raise the limit"},
		{why: "points", file: many, opts: limits(Limits{Points: 100}), text: "gazetteer: a.geojson: more than 100 points; if you trust the file, raise the limit"},
		{why: "features", file: `{"type":"FeatureCollection","features":[{},{},{}]}`, opts: limits(Limits{Features: 2}),
			text: "gazetteer: a.geojson: more than 2 features; if you trust the file, raise the limit"},
	}
	for _, test := range tests {
		if test.ctx == nil {
			test.ctx = context.Background()
		}
		_, b, _, err := ReadGeoJSON(test.ctx, strings.NewReader(test.file), test.opts)
		if err == nil || b != nil || test.is != nil && !errors.Is(err, test.is) || test.text != "" && err.Error() != test.text {
			t.Errorf("%s: got %v, want %v %s", test.why, err, test.is, test.text)
		}
	}
	if _, _, _, err := ReadGeoJSON(context.Background(), strings.NewReader(many), limits(Limits{Points: 101})); err != nil {
		t.Errorf("just so many points: %v", err)
	}
}

// TestHoleTests shows that looking for holes ends: those beyond the limit stay.
func TestHoleTests(t *testing.T) {
	outside, n := "[[20,20],[21,20],[21,21],[20,20]]", maxHoleTests/6
	_, b, findings := readGeo(t, polygon("["+unit+strings.Repeat(","+outside, n+5)+"]"), nil)
	if shape, _ := b.Shape("X1"); len(findings) != n || len(shape[0]) != 1+5 {
		t.Errorf("%d findings and %d rings, want %d and 6", len(findings), len(shape[0]), n)
	}
}

// TestHiddenInProperties shows that the boundary is found by the code alone.
func TestHiddenInProperties(t *testing.T) {
	_, b, findings := readGeo(t, strings.Replace(polygon("["+unit+"]"), `"X1"`, `"X1\u200f"`, 1), nil)
	if _, ok := b.Shape("X1"); !ok || len(findings) != 1 || findings[0] != `note pcode_hidden ["X1" "1"]` {
		t.Errorf("boundary of X1: %v, findings %v", ok, findings)
	}
}

func TestGeometry(t *testing.T) {
	square := MultiPolygon{{{{10, 20}, {14, 20}, {14, 24}, {10, 24}, {10, 20}}, {{11, 21}, {11, 23}, {12, 23}, {12, 21}, {11, 21}}}}
	for p, want := range map[Point]bool{{10.5, 22}: true, {11.5, 22}: false, {13, 22}: true, {9, 22}: false, {12, 25}: false, {11.5, 20.5}: true} {
		if got := square.Contains(p); got != want {
			t.Errorf("Contains(%v) = %v", p, got)
		}
	}
	// (4x4 about 12, 22 less 1x2 about 11.5, 22) / 14
	if c, ok := square.Centroid(); !ok || math.Abs(c.Lon-(16*12-2*11.5)/14) > 1e-9 || math.Abs(c.Lat-22) > 1e-9 {
		t.Errorf("centroid %v, %v", c, ok)
	}
	// On a sphere the box between two meridians and parallels has R² Δλ (sin φ2 - sin φ1).
	box := func(lon1, lon2, lat1, lat2 float64) float64 {
		rad := math.Pi / 180
		return earthRadiusKm * earthRadiusKm * (lon2 - lon1) * rad * (math.Sin(lat2*rad) - math.Sin(lat1*rad))
	}
	want := box(10, 14, 20, 24) - box(11, 12, 21, 23)
	if got := square.AreaKm2(); math.Abs(got-want) > want*1e-9 {
		t.Errorf("area %f, want %f", got, want)
	}
	reversed := MultiPolygon{{{{10, 20}, {10, 24}, {14, 24}, {14, 20}, {10, 20}}}}
	if got, want := reversed.AreaKm2(), box(10, 14, 20, 24); math.Abs(got-want) > want*1e-9 {
		t.Errorf("clockwise: area %f, want %f", got, want)
	}
	var none MultiPolygon
	if _, ok := none.Centroid(); ok || none.AreaKm2() != 0 || none.Contains(Point{}) {
		t.Error("no area has some")
	}
	if _, ok := none.Bounds(); ok {
		t.Error("no area has bounds")
	}
}

// TestSharedEdge shows that a point on a border lies in one of two neighbours.
func TestSharedEdge(t *testing.T) {
	west := MultiPolygon{{{{0, 0}, {1.1, 0.3}, {1.7, 1.9}, {0, 2}, {0, 0}}}}
	east := MultiPolygon{{{{1.1, 0.3}, {3, 0}, {3, 2}, {1.7, 1.9}, {1.1, 0.3}}}}
	for i := 1; i < 100; i++ {
		f := float64(i) / 100
		p := Point{1.1 + f*(1.7-1.1), 0.3 + f*(1.9-0.3)}
		if west.Contains(p) == east.Contains(p) {
			t.Errorf("%v lies in both or in none", p)
		}
	}
}

// slowCrosses compares all edges.
func slowCrosses(r Ring) bool {
	for i := 1; i < len(r); i++ {
		for j := 1; j < i; j++ {
			if cross(r[i-1], r[i], r[j-1], r[j]) {
				return true
			}
		}
	}
	return false
}

// FuzzReadGeoJSON reads any file and holds the boundaries to what is promised
// of them; written out and read again they are the same.
func FuzzReadGeoJSON(f *testing.F) {
	for _, s := range []string{
		polygon("[" + unit + "]"), polygon("[[[0,0],[2,2],[2,0],[0,1]]]"), polygon("[[[1e999,0],[1,0],[1,1],[0,0]],[[]]]"),
		area(`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[-5,-5],[6,5],[6,6],[5,5]]]]}`),
		`{"type":"Feature","properties":{"pcode":5},"geometry":null}`, `{"features":[1,null,{"geometry":{"coordinates":[[[`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, b, _, err := ReadGeoJSON(context.Background(), strings.NewReader(string(data)), nil)
		if err != nil {
			return
		}
		var features []map[string]any
		for code, shape := range b.All() {
			var pieces [][][][2]float64
			for _, polygon := range shape {
				var rings [][][2]float64
				for _, ring := range polygon {
					if len(ring) < 4 || ring[0] != ring[len(ring)-1] || !onEarth(ring) {
						t.Errorf("%q has a broken ring: %v", code, ring)
					}
					if len(ring) < 50 && ring.crossesItself() != slowCrosses(ring) {
						t.Errorf("%q: crossesItself is %v", code, !slowCrosses(ring))
					}
					var points [][2]float64
					for _, p := range ring {
						points = append(points, [2]float64{p.Lon, p.Lat})
					}
					rings = append(rings, points)
				}
				pieces = append(pieces, rings)
			}
			features = append(features, map[string]any{"type": "Feature", "properties": map[string]any{"pcode": code},
				"geometry": map[string]any{"type": "MultiPolygon", "coordinates": pieces}})
		}
		if len(features) == 0 {
			return
		}
		again, err := json.Marshal(map[string]any{"type": "FeatureCollection", "features": features})
		if err != nil {
			t.Fatal(err)
		}
		_, c, _ := readGeo(t, string(again), nil)
		if diff := cmp.Diff(b.shapes, c.shapes); diff != "" {
			t.Errorf("read again (-first +second):\n%s", diff)
		}
	})
}
