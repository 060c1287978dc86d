package pdf

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// realMap puts a figure on every area of a file of real boundaries.
func realMap(t testing.TB, name string) (*document.Document, *document.Boundaries) {
	t.Helper()
	dir := os.Getenv("SITREP_DATA")
	if dir == "" {
		t.Skip("SITREP_DATA is not set: no real boundaries to draw")
	}
	f, err := os.Open(filepath.Join(dir, "boundaries", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries, read, _, err := gazetteer.ReadGeoJSON(context.Background(), f, nil)
	if err != nil {
		t.Fatal(err)
	}
	g, _ := gazetteer.New(entries)
	b := document.NewBoundaries(name, read)
	m := &document.Map{Title: "Made-up figures by area (persons)", Measure: "made-up figures", Disclaimer: "No opinion.", Outlines: b.Outlines()}
	for i, s := range b.Shapes() {
		p, _ := g.Place(s.PCode)
		m.Areas = append(m.Areas, document.Area{PCode: s.PCode, Name: p.Name("en").Text, Value: quantity(fmt.Sprint(1000 + 997*i))})
	}
	return &document.Document{Title: name, Language: "en", AsOf: h.MustParseDate("2024-12-05"), Blocks: []document.Block{m}}, b
}

// TestRealBoundaries draws every governorate and every district of a country from its operational data set: each figure
// stands on the map, or beneath it with its name.
func TestRealBoundaries(t *testing.T) {
	for _, name := range []string{"syr_admin1.geojson", "syr_admin2.geojson"} {
		d, b := realMap(t, name)
		laid := layOn(t, d, b)
		inside(t, name, laid)
		if len(laid.findings) > 0 || len(laid.pages) != 1 {
			t.Errorf("%s: %v on %d pages", name, laid.findings, len(laid.pages))
		}
		var texts []string
		for _, it := range laid.pages[0].items {
			texts = append(texts, it.says())
		}
		all := strings.Join(texts, " ")
		for _, a := range d.Blocks[0].(*document.Map).Areas {
			if n := strings.Count(all, a.Value.Format(locale.English())); n == 0 {
				t.Errorf("%s: the figure of %s is nowhere", name, a.Name)
			}
		}
		render(t, name, d, &Options{Boundaries: b})
	}
}

func BenchmarkRealMap(b *testing.B) {
	d, on := realMap(b, "syr_admin2.geojson")
	for b.Loop() {
		if _, err := Write(context.Background(), io.Discard, d, &Options{Boundaries: on}); err != nil {
			b.Fatal(err)
		}
	}
}
