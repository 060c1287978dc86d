package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBoundaries makes the map of the brief of 31 December, and shows that a file of something else does not stop a brief
// in silence.
func TestBoundaries(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, test := range []struct {
		name, file, why string
		code            int
		mapped          bool
		want            string // on stderr
	}{
		{"sample", sampleDir + "boundaries.geojson", "two areas of one whole", exitDone, true, ""},
		{"none", "", "nothing to draw on", exitDone, false, ""},
		{"broken", write("a.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"pcode":"SY02"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[2,2],[0,0]]]}}]}`),
			"a ring without area is named, and the brief goes on without a map", exitDone, false, "[ring_flat]"},
		{"not GeoJSON", write("b.geojson", `<kml/>`), "the reader says what it is not", exitFailure, false, "GeoJSON"},
		{"missing", filepath.Join(dir, "c.geojson"), "a misspelt name is an error", exitFailure, false, "c.geojson"},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := t.TempDir()
			args := sampleArgs(out, "2024-12-16", "2024-12-06..2024-12-16")
			if test.file != "" {
				args = append(args, "-boundaries", test.file)
			}
			code, _, stderr := sitrep(args...)
			tree, err := os.ReadFile(filepath.Join(out, "brief.json"))
			if code != test.code || (err == nil) != (code == exitDone) || !strings.Contains(stderr, test.want) {
				t.Fatalf("exit code %d, want %d (%s)\n%s", code, test.code, test.why, stderr)
			}
			if strings.Contains(stderr, "[chart_as_table]") {
				t.Errorf("the map is not drawn:\n%s", stderr)
			}
			if got := strings.Contains(string(tree), `"kind": "map"`); got != test.mapped {
				t.Errorf("a map: %v, want %v (%s)", got, test.mapped, test.why)
			}
		})
	}
}
