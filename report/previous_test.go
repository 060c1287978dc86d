package report_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/proof"
)

// inSuccession composes the three issues of the sample, each with the one
// before it, as a reader has that.
func inSuccession(t *testing.T, configuration string) []*report.Brief {
	t.Helper()
	return inSuccessionAs(t, configuration, document.FullBrief)
}

func inSuccessionAs(t *testing.T, configuration string, layout document.Layout) []*report.Brief {
	t.Helper()
	var out []*report.Brief
	var previous *brief.Previous
	for _, asOf := range []string{"2024-12-05", "2024-12-16", "2024-12-31"} {
		reg, found, config := readSampleWith(t, configuration)
		period, err := humanitarian.ParsePeriod(issues[asOf])
		if err != nil {
			t.Fatal(err)
		}
		b, found, err := report.Compose(context.Background(), reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate(asOf), Period: period, Previous: previous, Layout: layout})
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
		{[]string{"Compared with issue No. 1, as of 5 December 2024:",
			"5 December 2024, then 8 December 2024 | at least 69 | at least 75 | +6 recorded | OCHA; how known: not stated, then verified",
			"of whom: people killed (children) | around Aleppo, Idleb | 5 December 2024, then 8 December 2024 | 26 | 28 | +2 recorded",
			"more than 200 | at least 282 | comparability not established: an open bound leaves the difference open",
			"Aleppo, Hama, Idleb, then whole country | 5 December 2024, then 15 December 2024 | at least 178,000 | more than 880,000 | another scope | not comparable: another place",
			"CARE International | at least 69 (OCHA, 26 November to 5 December 2024)", "hundreds (OCHA, 28 November to 5 December 2024)",
			"UNHCR | 800,000 to 1,000,000 (UNHCR, as of 9 December 2024", "more than 220,000 (OCHA, 27 November to 15 December 2024)",
			"People killed (children, explosive ordnance) | 2 | part of Idleb", "Facilities damaged (dam) | 1 |",
			"12 | part of Aleppo | 1 December 2024 | Syria Civil Defence (White Helmets) | ended before the period covered",
			"128,000 | Aleppo, Hama, Idleb | 27 November to 5 December 2024 | OCHA | the total it belongs to was replaced by more than 880,000 (15 December 2024)"},
			[]string{"+82", "+81", ", 0 no longer shown", "702,000", "+702", "192,000", "510,000", "+20 ", "Correction to"}},
		{[]string{"Compared with issue No. 2, as of 16 December 2024:",
			"15 December 2024, then 27 December 2024 | more than 880,000 | more than 664,000 | comparability not established: an open bound leaves the difference open",
			"4 continued, 1 revised,", "because comparability is not established: 4.", "12 December 2024 | more than 1,100,000 | 1,100,000 | worded otherwise",
			"People killed (water workers, water station) | 1 |", "71 | whole country | 1 to 30 November 2024 | SNHR", "New figures about days up to its date: 1.", "Attacks on water services (water station) | 1 | part of Deir-ez-Zor", "2 | part of Idleb | 10 December 2024 | International Blue Crescent | ended before the period covered"},
			[]string{"see the data notes", ", 0 no longer shown", "216,000", "-216", "64,000 ", "266,000", "65,000 ", "+6 recorded", "Correction to"}},
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
	for i, want := range []string{"", "the highest count of OCHA, for 12 December, was more than 1.1 million people.", ""} {
		if says := strings.Contains(text(t, all[i]), "the highest count of OCHA"); says != (want != "") || !strings.Contains(text(t, all[i]), want) {
			t.Errorf("issue %d: an earlier value stands beside the one in its place, and nowhere else", i+1)
		}
	}
}

// TestNothingVanishes wants each figure of an issue to stand in the next one, or
// to be counted there as no longer shown: as many as a comparison of the two
// files finds gone, each named or counted with its reason.
func TestNothingVanishes(t *testing.T) {
	ctx := context.Background()
	all := inSuccession(t, "brief.toml")
	for i := 1; i < len(all); i++ {
		before, err := report.Previous(ctx, all[i-1].Document, nil)
		if err != nil {
			t.Fatal(err)
		}
		old := before.Register
		new, err := report.Register(ctx, all[i].Document, nil)
		if err != nil {
			t.Fatal(err)
		}
		gone := 0
		for _, x := range tally.Diff(old, new, &tally.DiffOptions{OldAsOf: all[i-1].Document.AsOf, NewAsOf: all[i].Document.AsOf}).Differences {
			if x.Kind == tally.Removed && !slices.Contains(before.Mentioned, x.Old.ID) {
				gone++ // what issue 1 said of a day before was no figure of issue 2
			}
		}
		s := section(text(t, all[i]), "What changed")
		if want := fmt.Sprintf(", %d no longer shown.", gone); gone == 0 || !strings.Contains(s, want) {
			t.Errorf("issue %d does not say %q\n%s", i+1, want, s)
		}
		table := tableOf(t, all[i], "gone")
		listed := len(table.Rows)
		for _, m := range regexp.MustCompile(`: (\d+)\.`).FindAllStringSubmatch(table.Note, -1) {
			n, _ := strconv.Atoi(m[1])
			listed += n
		}
		if listed != gone {
			t.Errorf("issue %d: %d are gone, and the table accounts for %d", i+1, gone, listed)
		}
		for _, r := range table.Rows {
			if len(r.Cells[1].Figures) > 0 || len(r.Cells[6].Marks) != 1 || r.Cells[5].Text == "" {
				t.Errorf("issue %d: %s: it has a source and a reason, and is no figure of this issue", i+1, r.Cells[0].Text)
			}
		}
	}
}

// tableOf returns the table of a name.
func tableOf(t *testing.T, b *report.Brief, name string) *document.Table {
	t.Helper()
	for _, block := range b.Document.Blocks {
		if table, ok := block.(*document.Table); ok && table.Name == name {
			return table
		}
	}
	t.Fatalf("there is no table %s", name)
	return nil
}

// TestMostTellingFirst wants key figures and deaths before the rest, and what may
// have been counted already apart from all news.
func TestMostTellingFirst(t *testing.T) {
	b := inSuccession(t, "brief.toml")[1]
	apart := []string{}
	for _, r := range tableOf(t, b, "restated").Rows {
		apart = append(apart, r.Cells[1].Figures[0])
	}
	if diff := cmp.Diff([]string{"R63-01", "R63-02", "R10-05", "R13-01", "R19-03"}, apart); diff != "" {
		t.Errorf("what may be counted already (-want +got):\n%s", diff)
	}
	var got []string
	for _, r := range tableOf(t, b, "added").Rows {
		got = append(got, r.Cells[1].Figures[0])
	}
	at := -1
	for _, id := range []string{"R18-03", "R51-03", "R51-01", "R19-01", "R17-03", "R11-01"} { // a key figure, two tolls, a highlight, a single incident, the rest
		i := slices.Index(got, id)
		if i <= at {
			t.Errorf("%s stands at %d, behind what stands at %d: %v", id, i, at, got)
		}
		at = i
	}
}

// TestTilesSayWhatTheyFollow wants each key figure, in every layout, to say how
// it stands to the issue before: a change, why there is none, or that it is new.
func TestTilesSayWhatTheyFollow(t *testing.T) {
	ctx := context.Background()
	first := inSuccession(t, "brief.toml")[0]
	reg, found, config := readSampleWith(t, "brief.toml")
	own, err := config.OwnIndicators()
	if err != nil {
		t.Fatal(err)
	}
	previous, err := report.Previous(ctx, first.Document, own)
	if err != nil {
		t.Fatal(err)
	}
	period, err := humanitarian.ParsePeriod(issues["2024-12-16"])
	if err != nil {
		t.Fatal(err)
	}
	for _, layout := range document.Layouts() {
		b, _, err := report.Compose(ctx, reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate("2024-12-16"), Period: period, Number: 2, Layout: layout, Previous: previous})
		if err != nil {
			t.Fatal(err)
		}
		said := 0
		for _, block := range b.Document.Blocks {
			k, ok := block.(*document.KeyFigures)
			if !ok {
				continue
			}
			for _, tile := range k.Tiles {
				if !slices.ContainsFunc(tile.Lines, func(s string) bool { return strings.Contains(s, "issue No. 1") }) {
					t.Errorf("%s: %s does not say what it follows: %v", layout, tile.Label, tile.Lines)
				}
				for _, want := range []string{"Not comparable with issue No. 1 (at least 178,000, 5 December 2024): another place", "+6 recorded since issue No. 1 (at least 69, 5 December 2024)",
					"Comparability with issue No. 1 (more than 200, 5 December 2024) not established", "Not in issue No. 1"} {
					if slices.ContainsFunc(tile.Lines, func(s string) bool { return strings.HasPrefix(s, want) }) {
						said++
					}
				}
			}
		}
		if said < 4 {
			t.Errorf("%s: a break, two changes and new figures are said on %d tiles", layout, said)
		}
	}
}

// TestChangesInWords reads the head of the section and its columns in French and
// Spanish.
func TestChangesInWords(t *testing.T) {
	for configuration, want := range map[string][]string{
		"brief.fr.toml": {`Comparaison avec le numéro 1, arrêté au 5 décembre 2024\. Chiffres nouveaux : \d\d`, `devenus non comparables : [12] ; ne figurant plus ici : \d\d\.`, "Peut recouper"},
		"brief.es.toml": {`Comparación con el número 1, al 5 de diciembre de 2024\. Cifras nuevas: \d\d`, `que han dejado de ser comparables: [12]; que ya no figuran aquí: \d\d\.`, "Qué ha cambiado", "Puede coincidir con"},
	} {
		s := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text(t, inSuccession(t, configuration)[1]))
		for _, w := range want {
			if !regexp.MustCompile(w).MatchString(s) {
				t.Errorf("%s does not say %q", configuration, w)
			}
		}
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
