package report_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/proof"
)

// inSuccession composes the three issues of the sample, each with the one
// before it, as a reader has that.
func inSuccession(t *testing.T, configuration string) []*report.Brief {
	t.Helper()
	var out []*report.Brief
	var previous *brief.Previous
	for i, asOf := range []string{"2024-12-05", "2024-12-16", "2024-12-31"} {
		reg, found, config := readSampleWith(t, configuration)
		period, err := humanitarian.ParsePeriod(issues[asOf])
		if err != nil {
			t.Fatal(err)
		}
		b, found, err := report.Compose(context.Background(), reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate(asOf), Period: period, Number: i + 1, Previous: previous})
		if err != nil {
			t.Fatalf("%v\n%v", err, found)
		}
		own, err := config.OwnIndicators()
		if err != nil {
			t.Fatal(err)
		}
		if previous, err = report.Previous(context.Background(), b.Document, own); err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

// TestThreeIssues holds what the issues say of one another against the register,
// and wants no difference where a break belongs.
func TestThreeIssues(t *testing.T) {
	all := inSuccession(t, "brief.toml")
	for i, c := range []struct{ must, never []string }{
		{nil, []string{"Compared with"}},
		{[]string{"Compared with issue No. 1, as of 5 December 2024:", "at least 69 | at least 75 | +6 recorded", "more than 200 | at least 282 | +82 recorded",
			"Aleppo, Hama, Idleb, then whole country | at least 178,000 | more than 880,000 | another scope | not comparable: another place"},
			[]string{"702,000", "+702", "192,000", "510,000", "+20 ", "Correction to"}},
		{[]string{"Compared with issue No. 2, as of 16 December 2024:", "more than 880,000 | more than 664,000 | comparability not established"},
			[]string{"216,000", "-216", "64,000 ", "266,000", "65,000 ", "+6 recorded", "Correction to"}},
	} {
		s := section(text(t, all[i]), "What changed")
		for _, want := range c.must {
			if !strings.Contains(s, want) {
				t.Errorf("issue %d does not say %q\n%s", i+1, want, s)
			}
		}
		for _, never := range c.never {
			if strings.Contains(strings.ReplaceAll(s, "664,000", ""), never) {
				t.Errorf("issue %d says %q\n%s", i+1, never, s)
			}
		}
		hasDeltaAcrossUnlike(t, all[i])
	}
}

// hasDeltaAcrossUnlike looks at every change that an issue prints.
func hasDeltaAcrossUnlike(t *testing.T, b *report.Brief) {
	t.Helper()
	reg, err := report.Register(context.Background(), b.Document, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range b.Document.Blocks {
		table, ok := block.(*document.Table)
		if !ok {
			continue
		}
		for _, r := range table.Rows {
			for _, v := range r.Cells {
				if v.Change == nil || v.Change.Kind.String() != "delta" || len(v.Figures) != 2 {
					continue
				}
				f, okF := reg.Figure(v.Figures[0])
				g, okG := reg.Figure(v.Figures[1])
				if !okF || !okG {
					continue // the older value is the previous issue's
				}
				if f.Indicator != g.Indicator || f.Status != g.Status || f.Source.Name != g.Source.Name || f.Place.Key() != g.Place.Key() || f.Definition != g.Definition {
					t.Errorf("%s and %s are unlike, and a difference is printed", f.ID, g.ID)
				}
			}
		}
	}
}

// TestIssuesInSuccessionVerify wants PDF, workbook and JSON of an issue with a
// previous one to say the same, in every language.
func TestIssuesInSuccessionVerify(t *testing.T) {
	ctx := context.Background()
	for _, tag := range locale.Tags() {
		configuration := "brief." + tag + ".toml"
		if tag == "en" {
			configuration = "brief.toml"
		}
		b := inSuccession(t, configuration)[1]
		var pdf, book, tree bytes.Buffer
		if _, err := report.WritePDF(ctx, &pdf, b, nil); err != nil {
			t.Fatal(err)
		}
		if err := report.WriteXLSX(ctx, &book, b, nil); err != nil {
			t.Fatal(err)
		}
		if err := report.WriteJSON(ctx, &tree, b); err != nil {
			t.Fatal(err)
		}
		found, err := report.Verify(ctx, b, &pdf, &book, &tree)
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %v %v", tag, err, found)
		}
	}
}

func BenchmarkWhy(b *testing.B) {
	doc := composeSample(b, "2024-12-31").Document
	for b.Loop() {
		if len(proof.Why(doc, proof.Number(664000))) == 0 {
			b.Fatal("nothing is found")
		}
	}
}
