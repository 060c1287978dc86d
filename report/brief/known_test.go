package brief

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// columnsOf returns the heads and rows of the first table of displaced people
// of a brief of the figures, and what its note says of them.
func columnsOf(t *testing.T, issue Issue, edit func([]humanitarian.Figure), lines ...string) []string {
	t.Helper()
	reg := &humanitarian.Register{Country: "XXX", Indicators: humanitarian.CoreIndicators()}
	for _, line := range lines {
		reg.Figures = append(reg.Figures, claim(t, line))
	}
	edit(reg.Figures)
	issue.AsOf = humanitarian.MustParseDate("2024-12-31")
	doc, _, err := Compose(context.Background(), reg, &Config{Charts: []ChartEntry{}}, issue, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := locale.English()
	for _, b := range doc.Blocks {
		table, ok := b.(*document.Table)
		if !ok || table.Name != "displaced" {
			continue
		}
		var heads, out []string
		for _, k := range table.Columns[1 : len(table.Columns)-1] {
			heads = append(heads, k.Label)
		}
		out = append(out, strings.Join(heads, " | "))
		for _, r := range table.Rows {
			out = append(out, strings.TrimSpace(row(l, document.Row{Cells: r.Cells[1 : len(r.Cells)-1]})))
		}
		note, _, _ := strings.Cut(table.Note, "Not added up") // which is of no concern here
		return append(out, strings.TrimSpace(note))
	}
	t.Fatal("no table of displaced people")
	return nil
}

// TestKnownColumns sets figures apart by how they are known (rule 11), says by
// whom and by which standard, and prints no column that would be empty.
func TestKnownColumns(t *testing.T) {
	a, b := "a idps 10 on=2024-12-30 place=XX01", "b idps 20 on=2024-12-30 place=XX02"
	const where, who = " | XX01 | as of 30 December 2024 | ", "Where | When | Who says so, how known"
	reported := locale.English().Say("notes.reported")
	for _, c := range []struct {
		name    string
		edition Issue
		edit    func([]humanitarian.Figure)
		want    []string
	}{
		{"nobody says", Issue{}, func([]humanitarian.Figure) {},
			[]string{"Figure | " + who, "10" + where + "OCHA", "20 | XX02 | as of 30 December 2024 | OCHA", "No source in this table says how its figures were verified."}},
		{"one verified", Issue{Edition: disclosure.Internal}, func(f []humanitarian.Figure) {
			f[0].Verification, f[0].VerifiedBy, f[0].Method = humanitarian.Verified, "IOM", "door to door"
		}, []string{"Verified | Reported | " + who, "10 | " + where + "OCHA; verified by IOM, standard: door to door", "| 20 | XX02 | as of 30 December 2024 | OCHA", reported}},
		{"verifier withheld", Issue{}, func(f []humanitarian.Figure) {
			f[0].Verification, f[0].VerifiedBy = humanitarian.Verified, "IOM"
		}, []string{"Verified | Reported | " + who, "10 | " + where + "OCHA", "| 20 | XX02 | as of 30 December 2024 | OCHA", reported + " By whom figures were verified is not shown in this edition."}},
		{"all verified", Issue{Edition: disclosure.Internal}, func(f []humanitarian.Figure) {
			for i := range f {
				f[i].Verification, f[i].VerifiedBy = humanitarian.Verified, "IOM"
			}
		}, []string{"Verified | " + who, "10" + where + "OCHA; verified by IOM", "20 | XX02 | as of 30 December 2024 | OCHA; verified by IOM", ""}},
		{"three kinds", Issue{}, func(f []humanitarian.Figure) {
			f[0].Verification, f[1].Verification, f[1].Method = humanitarian.Corroborated, humanitarian.Estimated, "model"
		}, []string{"Reported | Estimated | " + who, "10 | " + where + "OCHA; corroborated", "| 20 | XX02 | as of 30 December 2024 | OCHA; method: model", reported}},
	} {
		got := columnsOf(t, c.edition, c.edit, a, b)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}
