package report_test

import (
	"context"
	"slices"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// TestPlaceholdersEverywhere leaves one in each text that a reader sees.
func TestPlaceholdersEverywhere(t *testing.T) {
	for name, leave := range map[string]func(c *brief.Config, reg *humanitarian.Register){
		"title":        func(c *brief.Config, _ *humanitarian.Register) { c.Title = "Situation brief No. XXX" },
		"series":       func(c *brief.Config, _ *humanitarian.Register) { c.Series = "[insert series]" },
		"organisation": func(c *brief.Config, _ *humanitarian.Register) { c.Organisation = "TBC" },
		"producer":     func(c *brief.Config, _ *humanitarian.Register) { c.Producer = "À compléter" },
		"prose":        func(c *brief.Config, _ *humanitarian.Register) { c.Texts.Overview = []string{"Lorem ipsum dolor."} },
		"contact":      func(c *brief.Config, _ *humanitarian.Register) { c.Contacts[0].Name = "[Name]" },
		"role":         func(c *brief.Config, _ *humanitarian.Register) { c.Contacts[0].Role = "por completar" },
		"next issue":   func(c *brief.Config, _ *humanitarian.Register) { c.NextIssue = map[string]string{"2024-12-16": "TBC"} },
		"tile":         func(c *brief.Config, _ *humanitarian.Register) { c.KeyFigures[0].Label = "يُستكمل" },
		"disclaimer": func(c *brief.Config, _ *humanitarian.Register) {
			c.Disclaimers = map[string]string{"data": "To be completed."}
		},
		"chart": func(c *brief.Config, _ *humanitarian.Register) {
			c.Charts = []brief.ChartEntry{{Kind: "lines", Title: "Chart of XXX", Series: []string{"ocha-idps"}}}
		},
		"source title": func(_ *brief.Config, r *humanitarian.Register) {
			each(r, func(f *humanitarian.Figure) { f.Source.Title += " [insert title]" })
		},
		"source": func(_ *brief.Config, r *humanitarian.Register) {
			each(r, func(f *humanitarian.Figure) { f.Publisher = "[publisher to be confirmed]" })
		},
	} {
		t.Run(name, func(t *testing.T) {
			reg, found, config := readSample(t)
			fresh := *reg
			fresh.Figures = slices.Clone(reg.Figures)
			leave(config, &fresh)
			period, err := humanitarian.ParsePeriod(issues["2024-12-16"])
			if err != nil {
				t.Fatal(err)
			}
			_, all, err := report.Compose(context.Background(), &fresh, found, config, brief.Issue{AsOf: humanitarian.MustParseDate("2024-12-16"), Period: period})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(all, func(f humanitarian.Finding) bool { return f.Code == "placeholder" }) {
				t.Error("nobody saw it")
			}
		})
	}
}

func each(r *humanitarian.Register, change func(f *humanitarian.Figure)) {
	for i := range r.Figures {
		change(&r.Figures[i])
	}
}

// TestNoPlaceholdersInTheSample wants no false alarm in four languages.
func TestNoPlaceholdersInTheSample(t *testing.T) {
	for _, configuration := range []string{"brief.toml", "brief.fr.toml", "brief.es.toml", "brief.ar.toml"} {
		for asOf := range issues {
			reg, found, config := readSampleWith(t, configuration)
			period, err := humanitarian.ParsePeriod(issues[asOf])
			if err != nil {
				t.Fatal(err)
			}
			_, all, err := report.Compose(context.Background(), reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate(asOf), Period: period, Draft: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range all {
				if f.Code == "placeholder" {
					t.Errorf("%s, %s: %v", configuration, asOf, f)
				}
			}
		}
	}
}

func BenchmarkCompose(b *testing.B) {
	var doc *document.Document
	for b.Loop() {
		doc = composeSample(b, "2024-12-31").Document
	}
	_ = doc
}
