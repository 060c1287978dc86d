package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// syria returns the sample's boundaries.
func syria(t testing.TB) *document.Boundaries {
	t.Helper()
	f, err := os.Open("../../testdata/aleppo-2024/boundaries.geojson")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, b, _, err := gazetteer.ReadGeoJSON(context.Background(), f, nil)
	if err != nil {
		t.Fatal(err)
	}
	return document.NewBoundaries("boundaries.geojson", b)
}

func permille(s string) document.Value {
	v := quantity(s)
	v.Unit, v.Class = h.Permille, document.DerivedValue
	return v
}

// rowsOf makes chart rows of labels and quantities: "Aleppo 1250 >=30".
func rowsOf(lines ...string) []document.ChartRow {
	var out []document.ChartRow
	for _, line := range lines {
		fields := strings.Fields(line)
		r := document.ChartRow{Label: word(strings.ReplaceAll(fields[0], "_", " "))}
		if d, err := h.ParseDate(fields[0]); err == nil {
			r.Label = document.Value{Class: document.DateValue, Date: d}
		}
		for _, q := range fields[1:] {
			r.Values = append(r.Values, quantity(q))
		}
		out = append(out, r)
	}
	return out
}

// everyForm has a row for each form that a quantity takes.
func everyForm() []document.ChartRow {
	return rowsOf("exact 1250", "at_least >=900", "more_than >800", "at_most <=700", "less_than <650", "range 300..600", "estimate 69..75..182",
		"about ~500", "nearly <~450", "a_word hundreds", "some some", "none none", "not_reported not_reported", "withheld withheld", "withheld_below withheld<5")
}

// pictures is a document with each kind of chart and map.
func pictures(t testing.TB) (*document.Document, *document.Boundaries) {
	b := syria(t)
	asOf := document.Value{Class: document.AsOfValue, Date: h.MustParseDate("2024-12-27")}
	overTime := rowsOf("2024-12-05 >=178000", "2024-12-06 >370000", "2024-12-12 1100000", "2024-12-15 >880000", "2024-12-23 >728000", "2024-12-27 664000")
	overTime[1].Break = "not comparable: another place, or another part of it"
	circles := &document.Map{Name: "m", Title: "People displaced by area (persons)", Kind: document.Circles, Measure: "People displaced (persons)",
		Areas: []document.Area{{PCode: "SY02", Name: "Aleppo", Value: quantity("542600")}, {PCode: "SY07", Name: "Idleb", Value: quantity(">=334000")},
			{PCode: "SY04", Name: "Homs", Value: quantity("26000")}, {PCode: "SY05", Name: "Hama", Value: word("not counted here")},
			{PCode: "SY01", Name: "Damascus", Value: quantity("90000..120000")}, {PCode: "SY08", Name: "Al-Hasakeh", Value: quantity("some")}},
		Note: "An area without a circle has no figure here, which does not mean zero.", Source: "SARD", AsOf: asOf, Marks: []int{2},
		Disclaimer: "The boundaries are drawn by hand and imply no opinion on the status of any territory.", Outlines: b.Outlines()}
	shades := *circles
	shades.Kind, shades.Title, shades.Measure = document.Shades, "Displaced as a share of the population", "share of the population (2004, census)"
	shades.Areas = nil
	for i, code := range []string{"SY01", "SY02", "SY03", "SY04", "SY05", "SY06", "SY07", "SY08", "SY09"} {
		shades.Areas = append(shades.Areas, document.Area{PCode: code, Name: "Area " + code, Value: quantity("5000"), Rate: permille([]string{"12", "94", "~200", ">=150", "30..160", "7", "321", "not_reported", "45"}[i])})
	}
	d := &document.Document{Title: "Charts and maps", Language: "en", AsOf: h.MustParseDate("2024-12-31"), Sources: sampleBrief().Sources[:2], Blocks: []document.Block{
		&document.Heading{Level: 1, Text: "Displacement"},
		&document.Chart{Name: "a", Title: "People displaced, whole country, 5 to 27 December 2024 (persons)", Kind: document.Columns, Rows: overTime,
			Note: "Successive values of one series.", Source: "OCHA", AsOf: asOf, Marks: []int{1, 2}},
		circles,
		&document.Chart{Name: "b", Title: "Each form that a figure takes (persons)", Kind: document.Bars, Rows: everyForm(), Source: "made up", Marks: []int{1}},
		&document.Chart{Name: "c", Title: "Returned and still displaced (persons)", Kind: document.Lines, Series: []string{"still displaced", "returned"},
			Rows: rowsOf("2024-12-12 1100000 some", "2024-12-15 >880000 >220000", "2024-12-23 not_reported 421000", "2024-12-27 ~664000 <~486000")},
		&document.Chart{Name: "d", Title: "Killed by sex (persons)", Kind: document.Stacked, Series: []string{"women", "men", "not known"},
			Rows: rowsOf("October 12 30 4", "November 22 31 ~9", "December 40 >=35 3")},
		&document.Chart{Name: "e", Title: "Reached by sex and age (persons)", Kind: document.Pyramid, Series: []string{"women and girls", "men and boys"},
			Rows: rowsOf("0-4 3325 3194", "5-17 5100 4800", "18-59 ~9000 8000", "60_and_over 700 withheld<5", "age_not_known 210")},
		&document.Chart{Name: "f", Title: "Sites open by area", Kind: document.Multiples, Series: []string{"Aleppo", "Idleb", "Hama"},
			Rows: rowsOf("October 12 30 4", "November 22 31 9", "December 40 35 not_reported")},
		&shades,
	}}
	return d, b
}

// layOn lays d out with boundaries.
func layOn(t *testing.T, d *document.Document, b *document.Boundaries) *laidOut {
	t.Helper()
	return layOnWith(t, d, &Theme{}, b)
}

func layOnWith(t *testing.T, d *document.Document, theme *Theme, b *document.Boundaries) *laidOut {
	t.Helper()
	look, err := theme.prepare(d)
	if err != nil {
		t.Fatal(err)
	}
	look.boundaries = b
	lang, err := locale.Of(d.Language)
	if err != nil {
		t.Fatal(err)
	}
	laid, err := layout(context.Background(), d, lang, theme, look, testFaces(t).Shaper())
	if err != nil {
		t.Fatal(err)
	}
	return laid
}

func TestPicturesGolden(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		d, b := pictures(t)
		d.Language = lang
		got := layoutDump(layOn(t, d, b).pages)
		file := filepath.Join("testdata", "pictures."+lang+".layout.txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("pictures in %s (-want +got; rewrite with -update):\n%s", lang, diff)
		}
	}
}

// TestNumeralsOfPictures says that each number of a chart or map is copied once from where it stands, whole.
func TestNumeralsOfPictures(t *testing.T) {
	var files [][]byte
	var laid [][]string
	for _, lang := range []string{"en", "ar", "fr"} {
		d, b := pictures(t)
		d.Language = lang
		var lines []string
		for _, p := range layOn(t, d, b).pages {
			for _, it := range p.items {
				lines = append(lines, it.says())
			}
		}
		files, laid = append(files, render(t, "pictures-"+lang, d, &Options{Boundaries: b})), append(laid, lines)
		if n := strings.Count(strings.Join(lines, "\n"), "542,600"); lang == "en" && n != 1 {
			t.Errorf("the figure of Aleppo stands %d times on the map", n)
		}
	}
	compare := func(i int, program, got string) {
		if diff := cmp.Diff(numerals(laid[i]...), numerals(got)); diff != "" {
			t.Errorf("document %d: numbers by %s (-laid out +copied):\n%s", i, program, diff)
		}
	}
	for i, file := range files {
		checkQPDF(t, file)
		compare(i, "pdftotext", extract(t, file))
	}
	for i, got := range extractBox(t, files...) {
		compare(i, "PDFBox", got)
	}
}

// figures lists the elements of pictures.
func figures(e *element) []*element {
	var out []*element
	if e.Kind == "Figure" {
		out = append(out, e)
	}
	for _, k := range e.Kids {
		if k, ok := k.(*element); ok {
			out = append(out, figures(k)...)
		}
	}
	return out
}

// TestPicturesAreTold says that whoever does not see a picture hears every figure of it, and knows where it is.
func TestPicturesAreTold(t *testing.T) {
	d, b := pictures(t)
	l := locale.English()
	laid := layOn(t, d, b)
	if _, err := draw(context.Background(), d, l, laid, testFaces(t), nil, &Options{}); err != nil {
		t.Fatal(err)
	}
	told := figures(laid.tree)
	for _, block := range d.Blocks[1:] {
		var tab *document.Table
		switch p := block.(type) {
		case *document.Chart:
			tab = p.Table(l)
		case *document.Map:
			tab = p.Table(l)
		}
		if len(told) == 0 {
			t.Fatalf("no Figure for %q", tab.Title)
		}
		e := told[0]
		told = told[1:]
		for _, r := range tab.Rows {
			for i, v := range r.Cells {
				if p, ok := block.(*document.Map); ok && p.Kind == document.Shades && i == 1 {
					continue // the map says the rate
				}
				if !strings.Contains(e.Alt, v.Format(l)) {
					t.Errorf("%q does not tell of %q: %s", tab.Title, v.Format(l), e.Alt)
				}
			}
		}
		if !strings.Contains(e.Alt, tab.Title) || e.Box == nil || e.Box.Page == 0 || e.Box.W <= 0 || len(e.Kids) == 0 {
			t.Errorf("%q: alternative text %q, box %+v, %d kids", tab.Title, e.Alt, e.Box, len(e.Kids))
		}
	}
	if len(told) > 0 {
		t.Errorf("%d more Figures than pictures", len(told))
	}
}

func TestArchiveWithPictures(t *testing.T) {
	dir := t.TempDir()
	args := []string{"check"}
	for _, lang := range []string{"en", "ar"} {
		d, b := pictures(t)
		d.Language = lang
		path := filepath.Join(dir, lang+".pdf")
		if err := os.WriteFile(path, render(t, "archive-pictures-"+lang, d, &Options{Archive: true, Boundaries: b}), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if out, ok := pdfbox(t, args...); !ok {
		t.Errorf("not PDF/A-1b:\n%s", out)
	}
}

// TestPicturesOfAnything draws charts and maps that no desk would make, in both directions: nothing leaves the page, and
// what cannot be drawn is printed as a table, with a finding.
func TestPicturesOfAnything(t *testing.T) {
	long := strings.Repeat("x", 1_000)
	many := slices.Repeat(rowsOf("area 12"), 1001)
	huge := rowsOf("a 9000000000000000000", "b 1")
	odd := []document.ChartRow{{}, {Label: word(long), Values: []document.Value{quantity("3"), word("🚑 \u202e\x00 سلام")}, Break: long},
		{Label: word(strings.Repeat("word ", 300)), Values: []document.Value{{Class: document.CountValue, Count: 7}}, Total: total("3", "~4")}}
	for _, kind := range []document.ChartKind{document.Bars, document.Columns, document.Lines, document.Stacked, document.Pyramid, document.Multiples, "film"} {
		for _, lang := range []string{"en", "ar"} {
			if kind == document.Stacked && lang == "ar" {
				many = nil // a table of so many rows takes its time, and is the same for every kind
			}
			for name, rows := range map[string][]document.ChartRow{"empty": nil, "many": many, "huge": huge, "odd": odd, "every form": everyForm()} {
				c := &document.Chart{Kind: kind, Title: name, Series: []string{"a", "b"}, Rows: rows, Marks: []int{1, -3}}
				if name == "odd" {
					c.Note, c.Source = long, strings.Repeat("source ", 200)
				}
				d := &document.Document{Language: lang, Blocks: []document.Block{&document.Heading{Level: 1, Text: "Head"}, c, ptr(text("after"))}}
				laid := layOn(t, d, nil)
				inside(t, string(kind)+" "+name, laid)
				if tabled := len(laid.findings) > 0 && laid.findings[0].Code == "chart_as_table"; name == "many" && many != nil && !tabled || name == "every form" && tabled && kind != document.Stacked {
					t.Errorf("%s %s in %s: printed as a table: %v", kind, name, lang, tabled)
				}
			}
		}
	}
}

func inside(t *testing.T, name string, laid *laidOut) {
	t.Helper()
	for n, p := range laid.pages {
		for _, it := range p.items {
			if it.x < -1 || it.x+it.w > laid.sheet.pageWidth+1 || it.y < 0 || it.y+it.h > laid.sheet.pageHeight+20*pt {
				t.Errorf("%s: page %d: outside: %d %d %d %d %.40q", name, n+1, it.x, it.y, it.w, it.h, it.says())
			}
			if it.kind == paintingItem && it.y+it.h > laid.sheet.bodyBottom+1 {
				t.Errorf("%s: page %d: a picture in the footer's way", name, n+1)
			}
		}
	}
}

// TestHostileBoundaries reads GeoJSON that nobody should draw on: the reader's findings say what is wrong with it, and the
// page has the map or its figures in a table.
func TestHostileBoundaries(t *testing.T) {
	area := func(code, rings string) string {
		return `{"type":"Feature","properties":{"pcode":"` + code + `"},"geometry":{"type":"Polygon","coordinates":[` + rings + `]}}`
	}
	square := `[[0,0],[1,0],[1,1],[0,1],[0,0]]`
	for _, test := range []struct {
		name, features, why string
		finding             string // of the reader
		table               bool
	}{
		{"sound", area("XX01", square) + "," + area("XX02", `[[1,0],[2,0],[2,1],[1,1],[1,0]]`), "two squares", "", false},
		{"crossing", area("XX01", `[[0,0],[2,1],[2,0],[0,2],[0,0]]`) + "," + area("XX02", square), "a bow tie is drawn even-odd", "ring_crosses", false},
		{"off earth", area("XX01", `[[500,0],[501,0],[501,1],[500,0]]`), "nothing is left to draw on", "ring_off_earth", true},
		{"flat", area("XX01", `[[0,0],[1,1],[2,2],[0,0]]`) + "," + area("XX02", square), "the other area is drawn, the figure stands beneath", "ring_flat", false},
		{"world", area("XX01", `[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]`) + "," + area("XX02", square), "a box as wide as the map", "", false},
		{"point", area("XX01", `[[5,5],[5.0000001,5],[5.0000001,5.0000001],[5,5]]`) + "," + area("XX02", square), "an area too small to see has a mark", "", false},
		{"needle", area("XX01", `[[0,0],[0.00001,80],[0.00002,0],[0,0]]`) + "," + area("XX02", square), "a thousand times as high as wide", "", false},
		{"no codes", `{"type":"Feature","properties":{},"geometry":null}`, "no area at all", "geometry_missing", true},
		{"another level", area("XX0101", square) + "," + area("XX0102", square), "districts for figures of governorates", "", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, read, findings, err := gazetteer.ReadGeoJSON(context.Background(), strings.NewReader(`{"type":"FeatureCollection","features":[`+test.features+`]}`), nil)
			if err != nil {
				t.Fatal(err)
			}
			if test.finding != "" && !slices.ContainsFunc(findings, func(f h.Finding) bool { return f.Code == test.finding }) {
				t.Errorf("findings %v, want %s", findings, test.finding)
			}
			b := document.NewBoundaries("hostile.geojson", read)
			for _, lang := range []string{"en", "ar"} {
				m := &document.Map{Title: "m", Measure: "people", Disclaimer: "none", Outlines: b.Outlines(),
					Areas: []document.Area{{PCode: "XX01", Name: "One", Value: quantity("1111")}, {PCode: "XX02", Name: "Two", Value: quantity("2222")}}}
				laid := layOn(t, &document.Document{Language: lang, Blocks: []document.Block{m}}, b)
				inside(t, test.name, laid)
				if table := count(laid.tree, "Table") > 0; table != test.table || table != (len(laid.findings) > 0) {
					t.Errorf("%s: as a table: %v with %v, want %v (%s)", lang, table, laid.findings, test.table, test.why)
				}
				all := layoutDump(laid.pages)
				if strings.Count(all, "1,111") != 1 || strings.Count(all, "2,222") != 1 {
					t.Errorf("%s: the figures do not stand once on the page (%s):\n%s", lang, test.why, all)
				}
			}
		})
	}
}

// TestMapWithoutItsBoundaries never draws a map on other boundaries than it was composed with.
func TestMapWithoutItsBoundaries(t *testing.T) {
	d, b := pictures(t)
	d.Blocks = []document.Block{d.Blocks[2]}
	other := document.NewBoundaries("other.geojson", nil)
	for name, given := range map[string]*document.Boundaries{"none": nil, "other": other} {
		laid := layOn(t, d, given)
		if count(laid.tree, "Table") != 1 || count(laid.tree, "Figure") != 0 || len(laid.findings) != 1 || laid.findings[0].Args[1] != "fault_outlines" {
			t.Errorf("%s: %v", name, laid.findings)
		}
	}
	if laid := layOn(t, d, b); count(laid.tree, "Figure") != 1 || len(laid.findings) > 0 {
		t.Errorf("with its own boundaries: %v", laid.findings)
	}
}

// TestHighlightsBesideMap says what goes into the columns under the first heading, that nothing is laid out twice, and
// that tags keep the order of the document.
func TestHighlightsBesideMap(t *testing.T) {
	d, b := pictures(t)
	m := d.Blocks[2].(*document.Map)
	bullets := &document.Bullets{Items: []document.Paragraph{text("one highlight")}}
	tiles := &document.KeyFigures{Tiles: []document.Tile{{Label: "tile", Value: quantity("4711")}, {Label: "tile", Value: quantity("4712")}}}
	long := &document.Bullets{Items: slices.Repeat([]document.Paragraph{text(strings.Repeat("many words ", 40))}, 30)}
	head, key := &document.Heading{Level: 1, Text: "Highlights"}, &document.Heading{Level: 1, Text: "Key figures"}
	for _, test := range []struct {
		name   string
		blocks []document.Block
		beside bool // the map stands beside the bullets
	}{
		{"both", []document.Block{head, bullets, key, tiles, m, ptr(text("after"))}, true},
		{"no tiles", []document.Block{head, bullets, m, ptr(text("after"))}, true},
		{"long", []document.Block{head, long, key, tiles, m, ptr(text("after"))}, false},
		{"no map", []document.Block{head, bullets, key, tiles, ptr(text("after"))}, false},
		{"late", []document.Block{head, bullets, key, tiles, &document.Heading{Level: 1, Text: "Third"}, m, ptr(text("after"))}, false},
	} {
		for _, lang := range []string{"en", "ar"} {
			laid := layOn(t, &document.Document{Language: lang, Blocks: test.blocks}, b)
			inside(t, test.name, laid)
			var first, painting item
			texts := map[string]int{}
			for _, it := range slices.Concat(laid.pages[0].items, laid.pages[len(laid.pages)-1].items) {
				if it.kind == paintingItem {
					painting = it
				}
				if strings.Contains(it.says(), "one highlight") {
					first = it
				}
				texts[it.says()]++
			}
			apart := first.x+first.w <= painting.x || painting.x+painting.w <= first.x
			if got := painting.w > 0 && first.w > 0 && apart; got != test.beside {
				t.Errorf("%s in %s: beside: %v, want %v", test.name, lang, got, test.beside)
			}
			all := layoutDump(laid.pages)
			for _, s := range []string{"4,711", "542,600", "\"after\""} {
				if n := strings.Count(all, s); n > 1 || n == 0 && s == "\"after\"" {
					t.Errorf("%s in %s: %q stands %d times", test.name, lang, s, n)
				}
			}
			var tree strings.Builder
			dumpTree(&tree, laid.tree, 0)
			if order := tree.String(); test.name == "both" && strings.Index(order, "Figure") < strings.LastIndex(order, "LBody") {
				t.Errorf("%s: the map is read before the key figures:\n%s", lang, order)
			}
		}
	}
}

// TestKeyFiguresBesideMap says that of more key figures than there is room for the first stand beside the map, below the
// highlights, the others below both, and each once.
func TestKeyFiguresBesideMap(t *testing.T) {
	d, b := pictures(t)
	m := d.Blocks[2].(*document.Map)
	tiles := &document.KeyFigures{}
	for i := range 7 {
		tiles.Tiles = append(tiles.Tiles, document.Tile{Label: fmt.Sprint("tile ", i), Value: quantity(fmt.Sprint(4711 + i)), Lines: slices.Repeat([]string{"a line"}, 12)})
	}
	bullets := &document.Bullets{Items: slices.Repeat([]document.Paragraph{text("one highlight")}, 3)}
	blocks := []document.Block{&document.Heading{Level: 1, Text: "Highlights"}, bullets, &document.Heading{Level: 1, Text: "Key figures"}, tiles, m, ptr(text("after"))}
	for _, lang := range []string{"en", "ar"} {
		laid := layOn(t, &document.Document{Language: lang, Blocks: blocks}, b)
		inside(t, "key figures", laid)
		var painting item
		var beside, below []string
		for _, page := range laid.pages {
			for _, it := range page.items {
				if it.kind == paintingItem {
					painting = it
				}
			}
		}
		for _, it := range laid.pages[0].items {
			label, ok := strings.CutPrefix(it.says(), "tile ")
			switch {
			case !ok:
			case it.y < painting.y+painting.h && (it.x+it.w <= painting.x || painting.x+painting.w <= it.x):
				beside = append(beside, label)
			case it.y >= painting.y+painting.h:
				below = append(below, label)
			}
		}
		slices.Sort(beside)
		slices.Sort(below)
		if diff := cmp.Diff([][]string{{"0", "1"}, {"2", "3", "4", "5", "6"}}, [][]string{beside, below}); diff != "" {
			t.Errorf("%s: beside the map and below it (-want +got):\n%s", lang, diff)
		}
	}
}

// TestMapMakesRoom says that the map of a snapshot is large, and smaller where the page would otherwise not hold the rest.
func TestMapMakesRoom(t *testing.T) {
	d, b := pictures(t)
	tiles := &document.KeyFigures{Tiles: slices.Repeat([]document.Tile{{Label: "tile", Value: quantity("4711"), Lines: []string{"a line"}}}, 6)}
	blocks := []document.Block{&document.Heading{Level: 1, Text: "Key figures"}, tiles, d.Blocks[2]}
	var widths []int
	for laid := layOn(t, &document.Document{Layout: document.Snapshot, Blocks: blocks}, b); len(laid.pages) == 1; {
		for _, it := range laid.pages[0].items {
			if it.kind == paintingItem && (len(widths) == 0 || widths[len(widths)-1] != it.w) {
				widths = append(widths, it.w)
			}
		}
		blocks = append(blocks, ptr(text("a line")))
		laid = layOn(t, &document.Document{Layout: document.Snapshot, Blocks: blocks}, b)
	}
	if len(widths) != 2 || widths[0] <= widths[1] {
		t.Errorf("widths of the map as the page fills: %d", widths)
	}
}

// TestPixelsOfPictures draws bars and looks at the page: solid where a figure is vouched for, hatched where there is none.
func TestPixelsOfPictures(t *testing.T) {
	pdftoppm := tool(t, "pdftoppm")
	d := &document.Document{Blocks: []document.Block{&document.Chart{Kind: document.Bars, Title: "t", Rows: rowsOf("a 100", "b not_reported")}}}
	var area item
	for _, it := range layOn(t, d, nil).pages[0].items {
		if it.kind == paintingItem {
			area = it
		}
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, render(t, "pixels", d, nil), 0o644); err != nil {
		t.Fatal(err)
	}
	ppm, err := exec.Command(pdftoppm, "-r", "72", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	pix, ok := bytes.CutPrefix(ppm, []byte("P6\n596 842\n255\n"))
	if !ok {
		t.Fatalf("no A4 page: %.20q", ppm)
	}
	accent, white := 0, 0
	for y := area.y / pt; y < (area.y+area.h)/pt; y++ {
		for x := area.x / pt; x < (area.x+area.w)/pt; x++ {
			switch p := pix[3*(596*y+x):]; {
			case p[0] < 40 && p[1] > 100 && p[2] > 150:
				accent++
			case p[0] == 255 && p[1] == 255 && p[2] == 255:
				white++
			}
		}
	}
	if all := area.w / pt * (area.h / pt); accent < all/5 || accent > all*2/5 || white < all/2 {
		t.Errorf("of %d pixels %d are of the accent and %d white: the bar of 100 takes nearly the width, the one without data little", all, accent, white)
	}
}

func BenchmarkPictures(b *testing.B) {
	d, on := pictures(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(context.Background(), io.Discard, d, &Options{Boundaries: on}); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzPictures draws one figure under any label in every kind of chart: it never leaves the page, and what the figure says
// is told in the alternative text or printed.
func FuzzPictures(f *testing.F) {
	for i, q := range []string{"1250", ">=12", "0", "hundreds", "69..75..82", "withheld<5", "9000000000000000000", "none"} {
		f.Add(uint8(i), "Deir-ez-Zor", q, i%2 == 0)
	}
	f.Add(uint8(3), "دير\u202e\x00 🚑\u2028 x", "~5", true)
	kinds := []document.ChartKind{document.Bars, document.Columns, document.Lines, document.Stacked, document.Pyramid, document.Multiples}
	f.Fuzz(func(t *testing.T, kind uint8, label, q string, rtl bool) {
		n, err := h.ParseQuantity(q)
		if err != nil || len(label) > 500 {
			return
		}
		v := document.Value{Class: document.FigureValue, Quantity: &n, Unit: h.Person}
		row := document.ChartRow{Label: word(label), Values: []document.Value{v, v}, Total: v}
		again := row
		again.Break = label
		c := &document.Chart{Kind: kinds[int(kind)%len(kinds)], Title: "title", Series: []string{label, "b"}, Rows: []document.ChartRow{row, again}}
		d := &document.Document{Language: "en", Blocks: []document.Block{c}}
		if rtl {
			d.Language = "ar"
		}
		laid := layOn(t, d, nil)
		inside(t, string(c.Kind), laid)
		lang, err := locale.Of(d.Language)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, e := range figures(laid.tree) {
			said += e.Alt
		}
		for _, p := range laid.pages {
			for _, it := range p.items {
				said += " " + it.says()
			}
		}
		if want := flat(plain(v.Format(lang))); !strings.Contains(flat(said), want) {
			t.Errorf("%s: %q is nowhere: %q", c.Kind, want, said)
		}
	})
}
