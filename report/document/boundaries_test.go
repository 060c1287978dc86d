package document

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
)

const twoAreas = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"pcode":"XX02"},"geometry":{"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,0]]]}},
{"type":"Feature","properties":{"pcode":"XX01"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]],[[0.5,0.1],[0.6,0.1],[0.6,0.2],[0.5,0.1]]]}},
{"type":"Feature","properties":{"kind":"Disputed"},"geometry":{"type":"LineString","coordinates":[[0,0],[2,2]]}},
{"type":"Feature","properties":{"kind":"coast"},"geometry":{"type":"LineString","coordinates":[[0,0],[1,2]]}}]}`

func boundariesOf(t *testing.T, geojson string) *Boundaries {
	t.Helper()
	_, b, _, err := gazetteer.ReadGeoJSON(context.Background(), strings.NewReader(geojson), nil)
	if err != nil {
		t.Fatal(err)
	}
	return NewBoundaries("two.geojson", b)
}

func TestBoundaries(t *testing.T) {
	b := boundariesOf(t, twoAreas)
	var got []string
	for _, s := range b.Shapes() {
		got = append(got, s.PCode+strings.Repeat(" ring", len(s.Rings)))
	}
	for _, l := range b.Lines() {
		got = append(got, map[bool]string{true: "disputed", false: "line"}[l.Disputed])
	}
	if diff := cmp.Diff([]string{"XX01 ring ring", "XX02 ring", "disputed", "line"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !b.Has("XX02") || b.Has("XX03") || new(Boundaries).Has("XX01") || NewBoundaries("x", nil).Has("") {
		t.Error("Has is wrong about what there is")
	}
}

// TestOutlinesNameWhatIsDrawn wants another name for whatever would be drawn
// otherwise, and the same for a file written in another order.
func TestOutlinesNameWhatIsDrawn(t *testing.T) {
	first := boundariesOf(t, twoAreas).Outlines()
	if first.File != "two.geojson" || len(first.SHA256) != 64 {
		t.Errorf("got %+v", first)
	}
	lines := strings.Split(twoAreas, "\n")
	lines[1], lines[2] = lines[2], lines[1]
	if got := boundariesOf(t, strings.Join(lines, "\n")).Outlines(); got != first {
		t.Errorf("the order of the areas changes %v to %v", first, got)
	}
	for _, change := range [][2]string{{"XX02", "XX03"}, {"[2,1]", "[2,1.5]"}, {"Disputed", "settled"}, {"[1,2]", "[1,3]"}} {
		if got := boundariesOf(t, strings.Replace(twoAreas, change[0], change[1], 1)).Outlines(); got == first {
			t.Errorf("%q for %q changes nothing", change[1], change[0])
		}
	}
}
