package geo

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/report/internal/chart"
	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

var update = flag.Bool("update", false, "write the golden files anew; then read the difference and look at the pictures")

// ruler measures text about as wide as Roboto sets it, without a font.
type ruler struct{}

func (ruler) Width(text string, s draw.TextStyle) int {
	w := 0
	for _, r := range text {
		switch {
		case unicode.IsMark(r) || unicode.Is(unicode.Cf, r):
		case strings.ContainsRune("ijlI.,:;'|!()[] ", r):
			w += 260
		case strings.ContainsRune("mwMW%", r):
			w += 850
		case unicode.IsUpper(r):
			w += 640
		default:
			w += 550
		}
	}
	if s.Face == draw.Bold {
		w = w * 103 / 100
	}
	return w * s.Size / 1000
}

// feature is a shape and its names, as the test data has them.
type feature struct {
	Shape
	name, arabic string
}

// readShapes reads a GeoJSON file of polygons, well enough for the files of these tests.
func readShapes(t testing.TB, file, id, name, arabic string) []feature {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var fc struct {
		Features []struct {
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(data, &fc); err != nil {
		t.Fatal(err)
	}
	var out []feature
	for _, f := range fc.Features {
		var polygons [][][][2]float64
		if f.Geometry.Type == "Polygon" {
			polygons = make([][][][2]float64, 1)
			err = json.Unmarshal(f.Geometry.Coordinates, &polygons[0])
		} else {
			err = json.Unmarshal(f.Geometry.Coordinates, &polygons)
		}
		if err != nil {
			t.Fatal(err)
		}
		s := feature{Shape: Shape{ID: fmt.Sprint(f.Properties[id])}, name: fmt.Sprint(f.Properties[name]), arabic: fmt.Sprint(f.Properties[arabic])}
		for _, p := range polygons {
			for _, r := range p {
				ring := make([]Point, len(r))
				for i, c := range r {
					ring[i] = Point{c[0], c[1]}
				}
				s.Rings = append(s.Rings, ring)
			}
		}
		out = append(out, s)
	}
	return out
}

// sample returns the hand-drawn governorates of the sample brief.
func sample(t testing.TB) []feature {
	return readShapes(t, "../../../testdata/aleppo-2024/boundaries.geojson", "pcode", "name_en", "name_ar")
}

// real returns a file of the field's own boundaries, or skips the test.
func realShapes(t testing.TB, name, id, label, arabic string) []feature {
	t.Helper()
	dir := os.Getenv("SITREP_DATA")
	if dir == "" {
		t.Skip("SITREP_DATA is not set: the boundaries of the field are not looked at")
	}
	file := filepath.Join(dir, "boundaries", name)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("SITREP_DATA is set, but %v", err)
	}
	return readShapes(t, file, id, label, arabic)
}

func shapesOf(features []feature) []Shape {
	out := make([]Shape, len(features))
	for i, f := range features {
		out[i] = f.Shape
	}
	return out
}

func prepare(t testing.TB, features []feature, lines []Line, o *Options) *Ground {
	t.Helper()
	g, problems, err := Prepare(shapesOf(features), lines, o)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return g
}

func words(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func exact(n int64) chart.Value { return chart.Exactly(n, words(n)) }

// compare compares text with a golden file.
func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := func(s string) []string { return strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") }
	if diff := cmp.Diff(lines(string(want)), lines(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func golden(t *testing.T, name string, l *chart.Laid) {
	t.Helper()
	compare(t, name+".marks", fmt.Sprintf("size %dx%d\n%s", l.Width, l.Height, &l.Marks))
	text := l.Alt.String() + "\n"
	for _, o := range l.Omitted {
		text += "omitted: " + o + "\n"
	}
	compare(t, name+".txt", text)
}
