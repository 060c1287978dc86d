package xlsx

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

func TestTotalFormulas(t *testing.T) {
	rows := func(figures ...string) (out []claim) {
		for i, f := range figures {
			out = append(out, claim{id: fmt.Sprint("F-", i+1), what: "People killed", figure: f, where: "Aleppo", when: "2024-12-01", who: "OCHA"})
		}
		return out
	}
	tests := []struct {
		name, why string
		figures   []string
		spoil     func(*document.Table) // makes the total one that the cells do not show
		want      []string              // said, low, best, high
	}{
		{"exact", "all of it follows its parts", []string{"4", "5"}, nil, []string{"=H6", "=SUM(G4,G5)", "=SUM(H4,H5)", "=SUM(I4,I5)"}},
		{"floor", "an open part opens the total", []string{"4", ">=5"}, nil, []string{"", "=SUM(G4,G5)", "", ""}},
		{"range and exact", "a range has no best", []string{"4", "5..9"}, nil, []string{"", "=SUM(G4,G5)", "", "=SUM(I4,I5)"}},
		{"none", "none adds nothing, and its cells are empty", []string{"4", "none"}, nil, []string{"=H6", "=SUM(G4,G5)", "=SUM(H4,H5)", "=SUM(I4,I5)"}},
		{"up to", "the source gave no floor", []string{"4", "<=5"}, nil, []string{"", "=SUM(G4,G5)", "", "=SUM(I4,I5)"}},
		{"about", "no bounds, and a best", []string{"~4", "~5"}, nil, []string{"", "", "=SUM(H4,H5)", ""}},
		{"some", "a report without a number adds nothing to the floor", []string{"4", "some"}, nil, []string{"", "=SUM(G4,G5)", "", ""}},
		{"a word with a floor", "no cell shows the floor that a policy gave", []string{"4", "hundreds"}, func(t *document.Table) {
			s, _ := humanitarian.Add(humanitarian.MustParseQuantity("4"), humanitarian.MustParseQuantity(">=100"))
			t.Rows[2].Cells[1].Sum = &s
		}, []string{"", "", "", ""}},
		{"households", "persons and households never share a formula", []string{"4", "5"}, func(t *document.Table) {
			t.Rows[1].Cells[1].Unit = humanitarian.Household
		}, []string{"", "", "", ""}},
		{"a part elsewhere", "not all parts are here", []string{"4", "5"}, func(t *document.Table) {
			t.Rows[2].Cells[1].Figures = []string{"F-1", "G-1"}
		}, []string{"", "", "", ""}},
		{"one part twice", "the same people twice", []string{"4", "5"}, func(t *document.Table) {
			t.Rows[2].Cells[1].Figures = []string{"F-1", "F-2", "F-1"}
		}, []string{"", "", "", ""}},
		{"an id in two rows", "which of them was added is not known", []string{"4", "5"}, func(t *document.Table) {
			t.Rows[1].Cells[1].Figures = []string{"F-1"}
		}, []string{"", "", "", ""}},
		{"a part not counted", "what is printed only is in no total", []string{"4", "5"}, func(t *document.Table) { t.Rows[1].Muted = true }, []string{"", "", "", ""}},
		{"no parts named", "nobody declared what was added", []string{"4", "5"}, func(t *document.Table) { t.Rows[2].Cells[1].Figures = nil }, []string{"", "", "", ""}},
		{"another number", "the cells must add up to what is printed", []string{"4", "5"}, func(t *document.Table) {
			s, _ := humanitarian.Add(humanitarian.MustParseQuantity("10"))
			t.Rows[2].Cells[1].Sum = &s
		}, []string{"", "", "", ""}},
		{"a derived number", "only a total may be a formula", []string{"4", "5"}, func(t *document.Table) {
			t.Rows[2].Cells[1].Class = document.DerivedValue
		}, []string{"", "", "", ""}},
		{"too many digits", "Excel keeps fifteen", []string{"9007199254740993", "5"}, nil, []string{"", "", "", ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			table := claims(locale.English(), "t", "T", rows(test.figures...)...)
			totalRow(t, table, "F-1", "F-2")
			if test.spoil != nil {
				test.spoil(table)
			}
			d := &document.Document{Blocks: []document.Block{&document.Heading{Level: 1, Text: "Harm"}, table}}
			text := dump(t, write(t, d))
			i := strings.Index(text, "\nA6 ")
			line, _, _ := strings.Cut(text[i+1:], "\n")
			var got []string
			for _, column := range []string{"B6", "G6", "H6", "I6"} {
				_, rest, _ := strings.Cut(line, "  "+column+" ")
				cell, _, _ := strings.Cut(rest, "  ")
				_, formula, ok := strings.Cut(cell, "}=")
				if ok {
					formula = "=" + formula
				}
				got = append(got, formula)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s\n%s", test.why, diff, line)
			}
		})
	}
}

// TestNoFormulaButTotals looks at a whole workbook: no formula outside a total,
// and none that names a range.
func TestNoFormulaButTotals(t *testing.T) {
	formulas, _, err := readParts(write(t, rich(t, locale.English())))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for at, f := range formulas {
		if at.sheet != "Incidents" || strings.Contains(f, ":") {
			t.Errorf("%+v holds =%s", at, f)
		}
		got = append(got, f)
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"H14", "SUM(G11,G12,G13)", "SUM(G4,G5,G6)", "SUM(H11,H12,H13)", "SUM(I11,I12,I13)"}, got); diff != "" {
		t.Error(diff)
	}
}
