package report_test

import (
	"bytes"
	"context"
	"maps"
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
)

var english = locale.English()

func composeLayout(t *testing.T, asOf string, layout document.Layout, change func(*brief.Config)) (*report.Brief, []humanitarian.Finding) {
	t.Helper()
	reg, found, config := readSample(t)
	if change != nil {
		change(config)
	}
	period, err := humanitarian.ParsePeriod(issues[asOf])
	if err != nil {
		t.Fatal(err)
	}
	b, found, err := report.Compose(context.Background(), reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate(asOf), Period: period, Layout: layout})
	if err != nil {
		t.Fatalf("%v\n%v", err, found)
	}
	return b, found
}

// values lists what a reader takes for a figure: of tiles and of tables, each with the ids behind it.
func values(d *document.Document) []document.Value {
	var out []document.Value
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.KeyFigures:
			for _, t := range b.Tiles {
				out = append(out, t.Value)
			}
		case *document.Table:
			for _, r := range b.Rows {
				out = append(out, r.Cells...)
			}
		}
	}
	return out
}

// shorter are the layouts that have less than the full brief.
var shorter = document.Layouts()[1:]

// TestShorterLayouts holds the weekly brief, the flash update and the snapshot against the full brief of the same day: the same findings,
// no figure that the brief has not, no total, no rival left out, sources numbered without gaps, and what they leave out
// named.
func TestShorterLayouts(t *testing.T) {
	for asOf := range issues {
		full, fullFindings := composeLayout(t, asOf, document.FullBrief, nil)
		known := map[string]bool{}
		for _, v := range values(full.Document) {
			known[v.Format(english)] = true
		}
		for _, layout := range shorter {
			b, found := composeLayout(t, asOf, layout, nil)
			if !slices.EqualFunc(found, fullFindings, func(a, b humanitarian.Finding) bool { return humanitarian.CompareFindings(a, b) == 0 }) {
				t.Errorf("%s %s: other findings than the full brief", asOf, layout)
			}
			shown := map[string]bool{}
			for _, v := range values(b.Document) {
				if v.Sum != nil {
					t.Errorf("%s %s: a total over a selection: %s", asOf, layout, v.Format(english))
				}
				if v.Quantity != nil && !known[v.Format(english)] {
					t.Errorf("%s %s: %s is not in the full brief", asOf, layout, v.Format(english))
				}
				for _, id := range v.Figures {
					shown[id] = true
				}
			}
			for i, s := range b.Document.Sources {
				if s.Number != i+1 {
					t.Errorf("%s %s: source %d is number %d", asOf, layout, i+1, s.Number)
				}
			}
			said := text(t, b)
			if !strings.Contains(said, "The full brief of the same date also has:") || !strings.Contains(said, "Situation overview") {
				t.Errorf("%s %s does not name what it leaves out:\n%s", asOf, layout, said)
			}
			if len(said) >= len(text(t, full)) || b.Document.Layout != layout {
				t.Errorf("%s %s is no shorter", asOf, layout)
			}
			if below := strings.Contains(said, "Other claims, below"); below != (layout != document.Snapshot && strings.Contains(text(t, full), "Other claims, below")) {
				t.Errorf("%s %s: rivals below: %t", asOf, layout, below)
			}
		}
	}
}

// TestRivalsOfTiles wants each source that a tile names as a rival beside it in a row of the same document.
func TestRivalsOfTiles(t *testing.T) {
	for asOf := range issues {
		for _, layout := range shorter {
			b, _ := composeLayout(t, asOf, layout, nil)
			rivalsOfTiles(t, asOf, b)
		}
	}
}

func rivalsOfTiles(t *testing.T, asOf string, b *report.Brief) {
	t.Helper()
	rows := ""
	for _, block := range b.Document.Blocks {
		if table, ok := block.(*document.Table); ok {
			for _, r := range table.Rows {
				for _, v := range r.Cells {
					rows += v.Format(english) + "\n"
				}
			}
		}
	}
	for _, block := range b.Document.Blocks {
		k, ok := block.(*document.KeyFigures)
		if !ok {
			continue
		}
		for _, tile := range k.Tiles {
			for _, line := range tile.Lines {
				_, names, ok := strings.Cut(line, "beside it below: ")
				if !ok {
					continue
				}
				for _, name := range strings.Split(strings.TrimSuffix(names, "."), ", ") {
					if !strings.Contains(rows, name) {
						t.Errorf("%s: %q is named beside %q and has no row", asOf, name, tile.Label)
					}
				}
			}
		}
	}
}

// TestShortLayoutsKeepPromises says that policies and waivers are printed in each layout, and that a snapshot without
// key figures shows tables instead of nothing.
func TestShortLayoutsKeepPromises(t *testing.T) {
	for _, layout := range shorter {
		b, _ := composeLayout(t, "2024-12-05", layout, func(c *brief.Config) { c.Policies.MagnitudeWords, c.Title = "acled", "" })
		said := text(t, b)
		for _, want := range []string{"acled", "Rows withheld from this edition", map[document.Layout]string{document.WeeklyBrief: "Weekly humanitarian brief", document.FlashUpdate: "Humanitarian flash update", document.Snapshot: "Humanitarian snapshot"}[layout]} {
			if !strings.Contains(said, want) {
				t.Errorf("%s lacks %q:\n%s", layout, want, said)
			}
		}
		b, _ = composeLayout(t, "2024-12-05", layout, func(c *brief.Config) { c.KeyFigures, c.Texts.Highlights = nil, nil })
		if said := text(t, b); !strings.Contains(said, "# Displacement") || !strings.Contains(said, "178,000") {
			t.Errorf("%s without key figures:\n%s", layout, said)
		}
	}
}

// TestLayoutsFitTheirPages writes them in all languages, alone and after the issue before with a map, and counts their
// pages.
func TestLayoutsFitTheirPages(t *testing.T) {
	ctx := context.Background()
	reg, read, _ := readSample(t)
	land := sampleBoundaries(t)
	most := map[document.Layout]int{document.WeeklyBrief: 4, document.FlashUpdate: 2, document.Snapshot: 1}
	for _, tag := range []string{"", ".fr", ".es", ".ar"} {
		_, _, config := readSampleWith(t, "brief"+tag+".toml")
		own, err := config.OwnIndicators()
		if err != nil {
			t.Fatal(err)
		}
		for _, layout := range shorter {
			var previous *brief.Previous
			for n, asOf := range slices.Sorted(maps.Keys(issues)) {
				period, err := humanitarian.ParsePeriod(issues[asOf])
				if err != nil {
					t.Fatal(err)
				}
				alone := brief.Issue{AsOf: humanitarian.MustParseDate(asOf), Period: period, Number: n + 1, Layout: layout}
				next := alone
				next.Boundaries, next.Previous = land, previous
				for _, issue := range []brief.Issue{alone, next} {
					b, _, err := report.Compose(ctx, reg, read, config, issue)
					if err != nil {
						t.Fatal(err)
					}
					var out bytes.Buffer
					found, err := report.WritePDF(ctx, &out, b, nil)
					if err != nil || len(found) > 0 {
						t.Errorf("brief%s as %s of %s: %v, %v", tag, layout, asOf, found, err)
					}
					file, err := pdffile.Read(out.Bytes())
					if err != nil {
						t.Fatal(err)
					}
					if n := file.Pages(); n > most[layout] {
						t.Errorf("brief%s as %s of %s, with a map and after an issue: %t: %d pages, want %d at most", tag, layout, asOf, issue.Boundaries != nil, n, most[layout])
					}
					if previous, err = report.Previous(ctx, b.Document, own); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

func sampleBoundaries(t *testing.T) *document.Boundaries {
	t.Helper()
	f, err := os.Open(sample + "boundaries.geojson")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, land, _, err := gazetteer.ReadGeoJSON(context.Background(), f, nil)
	if err != nil {
		t.Fatal(err)
	}
	return document.NewBoundaries("boundaries.geojson", land)
}

// TestWeeklyLeavesNoDeathOutInSilence wants each claim on people killed that the full brief has in a row of its own to be
// in the weekly brief, or its table to say how many more there are.
func TestWeeklyLeavesNoDeathOutInSilence(t *testing.T) {
	killed := func(d *document.Document) map[string]bool {
		out := map[string]bool{}
		for _, block := range d.Blocks {
			if table, ok := block.(*document.Table); ok && (strings.HasPrefix(table.Name, "civilian") || table.Name == "other_status" || table.Name == "outside_period" || table.Name == "harm_all") {
				for _, r := range table.Rows {
					for _, v := range r.Cells {
						for _, id := range v.Figures {
							out[id] = v.Quantity != nil && v.Class == document.FigureValue
						}
					}
				}
			}
		}
		return out
	}
	for asOf := range issues {
		full, _ := composeLayout(t, asOf, document.FullBrief, nil)
		weekly, _ := composeLayout(t, asOf, document.WeeklyBrief, nil)
		all, some := killed(full.Document), killed(weekly.Document)
		missing := 0
		for id := range all {
			if !some[id] {
				missing++
			}
		}
		said := text(t, weekly)
		_, harm, _ := strings.Cut(said, "# Civilian harm")
		harm, _, _ = strings.Cut(harm, "\n# ")
		if len(some) == 0 || missing > 0 && !strings.Contains(harm, "stand in the full brief") {
			t.Errorf("%s: %d of %d rows are left out in silence:\n%s", asOf, missing, len(all), harm)
		}
		for _, want := range []string{"fighters and civilians together", "61"} { // which have no place in a civilian figure
			if asOf == "2024-12-16" && !strings.Contains(harm, want) {
				t.Errorf("%s lacks %q:\n%s", asOf, want, harm)
			}
		}
	}
}

// TestSize keeps the sample's first brief, which has no map, below 150 kB in each language, with all that travels in it.
func TestSize(t *testing.T) {
	for _, tag := range []string{"", ".fr", ".es", ".ar"} {
		var out bytes.Buffer
		if _, err := report.WritePDF(context.Background(), &out, composeSampleWith(t, "2024-12-05", "brief"+tag+".toml"), nil); err != nil {
			t.Fatal(err)
		}
		if out.Len() > 150_000 {
			t.Errorf("brief%s: %d bytes, want at most 150,000", tag, out.Len())
		}
		t.Logf("brief%s: %d bytes", tag, out.Len())
	}
}
