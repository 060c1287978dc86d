package report_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
)

func filesOf(t testing.TB, file []byte) []pdffile.Attachment {
	t.Helper()
	r, err := pdffile.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.Files()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func written(t testing.TB, b *report.Brief, o *pdf.Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := report.WritePDF(context.Background(), &out, b, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// logo draws a picture whose file has about as many bytes as it has points.
func logo(t testing.TB, side int, first uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, side, side))
	seed := uint32(first) + 1
	for i := range m.Pix {
		seed = seed*1664525 + 1013904223
		m.Pix[i] = uint8(seed >> 24)
	}
	m.SetGray(0, 0, color.Gray{Y: first})
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func outlines(t testing.TB) *document.Boundaries {
	t.Helper()
	file, err := os.ReadFile(sample + "boundaries.geojson")
	if err != nil {
		t.Fatal(err)
	}
	return read(t, "boundaries.geojson", string(file))
}

func read(t testing.TB, name, file string) *document.Boundaries {
	t.Helper()
	_, areas, _, err := gazetteer.ReadGeoJSON(context.Background(), strings.NewReader(file), &gazetteer.GeoJSONOptions{File: name})
	if err != nil {
		t.Fatal(err)
	}
	return document.NewBoundaries(name, areas)
}

// mapped composes the issue of 31 December with a map.
func mapped(t testing.TB, issue brief.Issue) *report.Brief {
	t.Helper()
	reg, found, config := readSample(t)
	issue.AsOf = humanitarian.MustParseDate("2024-12-16")
	issue.Period, _ = humanitarian.ParsePeriod(issues["2024-12-16"])
	if issue.Boundaries == nil {
		issue.Boundaries = outlines(t)
	}
	b, found, err := report.Compose(context.Background(), reg, found, config, issue)
	if err != nil {
		t.Fatalf("%v\n%v", err, found)
	}
	quantity := humanitarian.MustParseQuantity("500000")
	b.Document.Blocks = append(b.Document.Blocks, &document.Map{Name: "test", Title: "Displaced people, Aleppo, December 2024 (persons)", Kind: document.Circles, Measure: "Displaced people (persons)",
		Areas: []document.Area{{PCode: "SY02", Name: "Aleppo", Value: document.Value{Class: document.FigureValue, Quantity: &quantity}}}, Disclaimer: "Names and boundaries are not endorsed.",
		Outlines: issue.Boundaries.Outlines()})
	return b
}

// TestAssetsTravel makes a brief with everything, reads the PDF back, and wants
// the same bytes again.
func TestAssetsTravel(t *testing.T) {
	small := logo(t, 40, 7)
	theme := &pdf.Theme{Accent: "#00695C", Paper: pdf.Letter, Logo: small, LogoText: "Relief Desk", Contacts: []string{"desk@example.org"}, Disclaimers: []string{"Figures may change."}}
	indic, err := locale.English().With(locale.Options{Digits: "arabic-indic"})
	if err != nil {
		t.Fatal(err)
	}
	file := written(t, mapped(t, brief.Issue{Language: indic}), &pdf.Options{Theme: theme})
	b, found, err := report.Open(context.Background(), bytes.NewReader(file))
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	var roles []report.Role
	for _, a := range b.Assets() {
		roles = append(roles, a.Role)
		if a.Data == nil || a.SHA256 == "" {
			t.Errorf("%v does not travel", a)
		}
	}
	if !slices.Equal(roles, []report.Role{report.WordingsAsset, report.ThemeAsset, report.LogoAsset, report.BoundariesAsset}) {
		t.Errorf("got %v", roles)
	}
	if left := b.Missing(); len(left) > 0 {
		t.Fatalf("missing: got %v", left)
	}
	if !bytes.Equal(written(t, b, nil), file) {
		t.Error("built again it has other bytes")
	}
	if found := verify(t, b, file, nil, nil); len(found) > 0 {
		t.Errorf("verify: got %v", found)
	}
}

// round is the outline of one area as GeoJSON, with so many points that it may be
// too large to travel.
func round(points int) string {
	ring := make([]string, points+1)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(points))
		ring[i] = fmt.Sprintf("[%.6f,%.6f]", 37+cos, 36+sin)
	}
	ring[points] = ring[0]
	return `{"type":"Feature","properties":{"pcode":"SY02"},"geometry":{"type":"Polygon","coordinates":[[` + strings.Join(ring, ",") + `]]}}`
}

// TestAssetsAreNamed makes a brief with what is too large to travel, and gives it
// something else, and then the thing itself.
func TestAssetsAreNamed(t *testing.T) {
	own, err := locale.Read(strings.NewReader("[catalog]\ntag = en\n[indicator]\nidps = Displaced persons (IOM)\n"))
	if err != nil {
		t.Fatal(err)
	}
	other, err := locale.Read(strings.NewReader("[catalog]\ntag = en\n[indicator]\nidps = Displaced persons\n"))
	if err != nil {
		t.Fatal(err)
	}
	faces, err := shape.NewFaces()
	if err != nil {
		t.Fatal(err)
	}
	large := read(t, "large.geojson", round(10_000))
	moved := read(t, "moved.geojson", `{"type":"Feature","properties":{"pcode":"SY02"},"geometry":{"type":"Polygon","coordinates":[[[36,36],[37,36],[37,37],[36,36]]]}}`)
	for _, c := range []struct {
		name, says string
		issue      brief.Issue
		made, bad  pdf.Options
	}{
		{"wordings", `wordings "en"`, brief.Issue{Language: own}, pdf.Options{Language: own}, pdf.Options{Language: other}},
		{"logo", "logo (SHA-256", brief.Issue{}, pdf.Options{Theme: &pdf.Theme{Logo: logo(t, 400, 1)}}, pdf.Options{Theme: &pdf.Theme{Logo: logo(t, 400, 2)}}},
		{"font", `font "regular"`, brief.Issue{}, pdf.Options{Theme: &pdf.Theme{Fonts: pdf.Fonts{Regular: faces.TTF(shape.Bold)}}}, pdf.Options{Theme: &pdf.Theme{Fonts: pdf.Fonts{Regular: faces.TTF(shape.Italic)}}}},
		{"boundaries", `boundaries "large.geojson"`, brief.Issue{Boundaries: large}, pdf.Options{Boundaries: large}, pdf.Options{Boundaries: moved}},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := written(t, mapped(t, c.issue), &c.made)
			b, _, err := report.Open(context.Background(), bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			var missing report.MissingAssets
			if _, err := report.WritePDF(context.Background(), &bytes.Buffer{}, b, nil); !errors.As(err, &missing) || len(missing) != 1 || !strings.Contains(err.Error(), c.says) {
				t.Errorf("written without it: got %v", err)
			}
			found, err := report.Verify(context.Background(), b, bytes.NewReader(file), nil, nil)
			if err != nil || len(found) != 1 || found[0].Code != "asset_missing" || found[0].Severity != humanitarian.RowFinding {
				t.Fatalf("verified without it: got %v, %v", found, err)
			}
			if said := english.FindingLine(found[0]); strings.Contains(said, " ,") || !strings.Contains(said, cmp.Or(missing[0].Name, missing[0].SHA256[:12])) {
				t.Errorf("said %q", said)
			}
			if err := b.Supply(&c.bad); err == nil || !strings.Contains(err.Error(), string(missing[0].Role)) {
				t.Errorf("given another: got %v", err)
			}
			if err := b.Supply(&c.made); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(written(t, b, nil), file) {
				t.Error("given the thing itself it has other bytes")
			}
		})
	}
}

// TestAssetsOfComposing lists what a brief was composed with: it is not needed to
// write the brief again, and its digest says whether it is the same.
func TestAssetsOfComposing(t *testing.T) {
	ctx := context.Background()
	before := composeSample(t, "2024-12-05")
	previous, err := report.Previous(ctx, before.Document, nil)
	if err != nil {
		t.Fatal(err)
	}
	places, _ := gazetteer.New([]gazetteer.Entry{{PCode: "SY", Level: 0}, {PCode: "SY02", Parent: "SY", Level: 1}})
	fewer, _ := gazetteer.New([]gazetteer.Entry{{PCode: "SY", Level: 0}})
	sums := func(issue brief.Issue) (out []string) {
		file := written(t, mapped(t, issue), nil)
		b, _, err := report.Open(ctx, bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range b.Assets() {
			if a.Role == report.GazetteerAsset || a.Role == report.PreviousAsset {
				if a.Data != nil {
					t.Errorf("%v travels, which is the desk's own", a)
				}
				out = append(out, string(a.Role)+a.SHA256)
			}
		}
		return out
	}
	first := sums(brief.Issue{Gazetteer: places, Previous: previous})
	if len(first) != 2 || !slices.Equal(first, sums(brief.Issue{Gazetteer: places, Previous: previous})) {
		t.Errorf("got %v", first)
	}
	changed := *previous
	changed.Number++
	if next := sums(brief.Issue{Gazetteer: fewer, Previous: &changed}); next[0] == first[0] || next[1] == first[1] {
		t.Error("other files have the same digest")
	}
}

// TestDamagedManifest wants a list that is damaged, or that lists what is not
// there, to be an error and not a brief of other looks.
func TestDamagedManifest(t *testing.T) {
	file := written(t, mapped(t, brief.Issue{}), &pdf.Options{Theme: &pdf.Theme{Accent: "#00695C"}})
	bare := through(t, file, "qpdf", "--remove-attachment=theme.json", "{}")
	if _, _, err := report.Open(context.Background(), bytes.NewReader(bare)); err == nil || !strings.Contains(err.Error(), "theme") {
		t.Errorf("got %v", err)
	}
}
