package brief

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// threeAreas is a gazetteer of three areas, the second of which has two in it,
// and of a fourth in another country.
func threeAreas(t *testing.T) *gazetteer.Gazetteer {
	t.Helper()
	entries, _, err := gazetteer.ReadCSV(context.Background(), strings.NewReader(`pcode,level,parent,iso3,name_en
XX,0,,SYR,Exland
XX01,1,XX,SYR,North
XX02,1,XX,SYR,South
XX03,1,XX,SYR,West
XX0201,2,XX02,SYR,South Town
XX0202,2,XX02,SYR,South Hills
YY01,1,,LBN,Abroad
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	g, _ := gazetteer.New(entries)
	return g
}

// byAdminOf composes a brief and writes its tables by area, a line for each row.
func byAdminOf(t *testing.T, issue Issue, findings []humanitarian.Finding, lines ...string) string {
	t.Helper()
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators()}
	for _, line := range lines {
		reg.Figures = append(reg.Figures, claim(t, line))
	}
	if issue.Gazetteer != nil {
		reg.Within = issue.Gazetteer.Within
	}
	issue.AsOf, issue.Draft = humanitarian.MustParseDate("2024-12-31"), true
	doc, _, err := Compose(context.Background(), reg, nil, issue, findings)
	if err != nil {
		t.Fatal(err)
	}
	l := locale.English()
	var out []string
	for _, b := range doc.Blocks {
		if table, ok := b.(*document.Table); ok && strings.HasPrefix(table.Name, "by_area_") {
			out = append(out, table.Name)
			for _, r := range table.Rows {
				for _, v := range r.Cells {
					if v.Class == document.TotalValue {
						t.Errorf("%s holds a total: %v", table.Name, v)
					}
				}
				out = append(out, strings.Repeat("  ", r.Indent)+row(l, r))
			}
		}
	}
	return strings.Join(out, "\n")
}

func TestByAdmin(t *testing.T) {
	left := []humanitarian.Finding{{Code: "bad_value", Severity: humanitarian.RowFinding, Figures: []string{"BAD"}, Args: []string{"best", "x", "a number"}}}
	for _, test := range []struct {
		name, why string
		places    bool
		findings  []humanitarian.Finding
		figures   []string
		want      string
	}{
		{"without a gazetteer", "areas that nobody speaks of are not known; silence is no zero", false, nil,
			[]string{"A idps 100 on=2024-12-30 place=XX01", "B injured 7 days=2024-12-20..2024-12-30 place=XX02 status=civilian"},
			`by_area_idps
  XX01 | XX01 | Internally displaced people | 100 | as of 30 December 2024 | OCHA | [1]
  XX02 | XX02 |  | no data
by_area_injured
  XX01 | XX01 |  | no data
  XX02 | XX02 | People injured (civilians) | 7 | 20 to 30 December 2024 | OCHA | [1]`},
		{"with a gazetteer", "areas of the country that nobody speaks of share a row, those of other countries have none", true, nil,
			[]string{"A idps 100 on=2024-12-30 place=XX01", "B arrivals some days=2024-12-20..2024-12-30 place=XX0201"},
			`by_area_idps
  XX01 | North | Internally displaced people | 100 | as of 30 December 2024 | OCHA | [1]
  XX02 | South |  | no data
  XX03 | West |  | no data
by_area_arrivals
  XX01 | North |  | no data
  XX02 | South |  | no data
    XX0201 | South Town | Arrivals of displaced people | reported, number not known | 20 to 30 December 2024 | OCHA | [1]
  XX03 | West |  | no data`},
		{"one area", "all stands in the sections", true, nil, []string{"A idps 100 on=2024-12-30 place=XX01"}, ``},
		{"an area and those in it", "neither is the sum of the other (rule 8)", true, nil,
			[]string{"A idps 100 on=2024-12-30 place=XX0201", "B idps 20 on=2024-12-30 place=XX0202", "C idps 400 on=2024-12-30 place=XX02 source=IOM"},
			`by_area_idps
  XX02 | South | Internally displaced people | 400 | as of 30 December 2024 | IOM | [1]
    XX0201 | South Town | Internally displaced people | 100 | as of 30 December 2024 | OCHA | [2]
    XX0202 | South Hills | Internally displaced people | 20 | as of 30 December 2024 | OCHA | [2]
  XX01; XX03 | North, West |  | no data`},
		{"an area without a figure of its own", "the areas in it say nothing of the whole", true, nil,
			[]string{"A idps 100 on=2024-12-30 place=XX0201", "B idps 9 on=2024-12-30 place=XX0202"},
			`by_area_idps
  XX02 | South |  | no data
    XX0201 | South Town | Internally displaced people | 100 | as of 30 December 2024 | OCHA | [1]
    XX0202 | South Hills | Internally displaced people | 9 | as of 30 December 2024 | OCHA | [1]
  XX01; XX03 | North, West |  | no data`},
		{"two sources", "rivals stand one below the other (rule 3)", true, nil,
			[]string{"A idps 100 on=2024-12-30 place=XX01", "B idps 140 on=2024-12-30 place=XX01 source=IOM", "C idps none on=2024-12-30 place=XX02"},
			`by_area_idps
  XX01 | North | Internally displaced people | 100 | as of 30 December 2024 | OCHA | [1]
  XX01 | North | Internally displaced people | 140 | as of 30 December 2024 | IOM | [2]
  XX02 | South | Internally displaced people | none reported | as of 30 December 2024 | OCHA | [1]
  XX03 | West |  | no data`},
		{"not one whole area", "several areas, a part, an incident's neighbour and an origin stand for no area", true, nil,
			[]string{"A idps 100 on=2024-12-30 place=XX01;XX02", "B idps 7 on=2024-12-30 place=XX01 precision=part", "C arrivals 9 days=2024-12-20..2024-12-30 place=XX01 origin=XX02"},
			``},
		{"a whole and its areas", "the rest is not disaggregated, and derived (rule 9)", true, nil,
			[]string{"W idps 1000 on=2024-12-30", "A idps 600 on=2024-12-30 place=XX01 part_of=W partition=partial", "B idps 300 on=2024-12-30 place=XX02 part_of=W partition=partial"},
			`by_area_idps
  XX01 | North | Internally displaced people | 600 | as of 30 December 2024 | OCHA | [1]
  XX02 | South | Internally displaced people | 300 | as of 30 December 2024 | OCHA | [1]
  XX03 | West |  | no data
   | whole country | Internally displaced people | 1,000 | as of 30 December 2024 | OCHA | [1]
     | whole country | of whom: not disaggregated | 100 | as of 30 December 2024 | not stated (derived from the rows above)`},
		{"by sex", "what an area's figure is made of stands in its section", true, nil,
			[]string{"A killed 10 days=2024-12-20..2024-12-30 place=XX01", "B killed 4 days=2024-12-20..2024-12-30 place=XX01 sex=female part_of=A partition=partial", "C killed 2 days=2024-12-20..2024-12-30 place=XX02 status=combatant"},
			`by_area_killed
  XX01 | North | People killed (civilians) | 10 | 20 to 30 December 2024 | OCHA | [1]
  XX02 | South | People killed (fighters) | 2 | 20 to 30 December 2024 | OCHA | [1]
  XX03 | West |  | no data`},
		{"not counted", "an area of which somebody spoke is not one without data", true, left,
			[]string{"A idps 100 on=2024-12-30 place=XX01", "BAD idps 77 on=2024-12-30 place=XX02", "F idps 900 on=2024-12-30 place=XX03 modality=forecast"},
			`by_area_idps
  XX01 | North | Internally displaced people | 100 | as of 30 December 2024 | OCHA | [1]
  XX02 | South | Internally displaced people | not counted here | as of 30 December 2024 | OCHA | [1]
  XX03 | West | Internally displaced people | not counted here | as of 30 December 2024 | OCHA | [1]`},
	} {
		var issue Issue
		if test.places {
			issue.Gazetteer = threeAreas(t)
		}
		got := byAdminOf(t, issue, test.findings, test.figures...)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", test.name, test.why, diff)
		}
	}
}
