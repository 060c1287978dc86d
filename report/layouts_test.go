package report_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
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

// TestShorterLayouts holds the flash update and the snapshot against the full brief of the same day: the same findings,
// no figure that the brief has not, no total, no rival left out, sources numbered without gaps, and what they leave out
// named.
func TestShorterLayouts(t *testing.T) {
	for asOf := range issues {
		full, fullFindings := composeLayout(t, asOf, document.FullBrief, nil)
		known := map[string]bool{}
		for _, v := range values(full.Document) {
			known[v.Format(english)] = true
		}
		for _, layout := range []document.Layout{document.FlashUpdate, document.Snapshot} {
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
			if below := strings.Contains(said, "beside it below"); below != (layout == document.FlashUpdate && strings.Contains(text(t, full), "beside it below")) {
				t.Errorf("%s %s: rivals below: %t", asOf, layout, below)
			}
		}
	}
}

// TestRivalsOfTiles wants each source that a tile of a flash update names as a rival in a row of the same document.
func TestRivalsOfTiles(t *testing.T) {
	for asOf := range issues {
		b, _ := composeLayout(t, asOf, document.FlashUpdate, nil)
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
					if _, names, ok := strings.Cut(line, "beside it below: "); ok {
						for _, name := range strings.Split(strings.TrimSuffix(names, "."), ", ") {
							if !strings.Contains(rows, name) {
								t.Errorf("%s: %q is named beside %q and has no row", asOf, name, tile.Label)
							}
						}
					}
				}
			}
		}
	}
}

// TestShortLayoutsKeepPromises says that policies and waivers are printed in each layout, and that a snapshot without
// key figures shows tables instead of nothing.
func TestShortLayoutsKeepPromises(t *testing.T) {
	for _, layout := range []document.Layout{document.FlashUpdate, document.Snapshot} {
		b, _ := composeLayout(t, "2024-12-05", layout, func(c *brief.Config) { c.Policies.MagnitudeWords, c.Title = "acled", "" })
		said := text(t, b)
		for _, want := range []string{"acled", "Rows withheld from this edition", map[document.Layout]string{document.FlashUpdate: "Humanitarian flash update", document.Snapshot: "Humanitarian snapshot"}[layout]} {
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

// TestLayoutsFitTheirPages writes them in all languages, without a finding that they are too long.
func TestLayoutsFitTheirPages(t *testing.T) {
	reg, read, _ := readSample(t)
	for _, tag := range []string{"", ".fr", ".es", ".ar"} {
		_, _, config := readSampleWith(t, "brief"+tag+".toml")
		for asOf := range issues {
			period, err := humanitarian.ParsePeriod(issues[asOf])
			if err != nil {
				t.Fatal(err)
			}
			for _, layout := range []document.Layout{document.FlashUpdate, document.Snapshot} {
				issue := brief.Issue{AsOf: humanitarian.MustParseDate(asOf), Period: period, Layout: layout}
				b, _, err := report.Compose(context.Background(), reg, read, config, issue)
				if err != nil {
					t.Fatal(err)
				}
				found, err := report.WritePDF(context.Background(), &bytes.Buffer{}, b, nil)
				if err != nil || len(found) > 0 {
					t.Errorf("brief%s as %s of %s: %v, %v", tag, layout, asOf, found, err)
				}
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
