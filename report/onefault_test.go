package report_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/check"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

// TestOneFaultOneFinding leaves one cell of a good row that cannot be read, and
// wants the desk to hear of it once. Without what reading found, the row is not
// taken for a good one.
func TestOneFaultOneFinding(t *testing.T) {
	columns := strings.Split("id,figure,indicator,status,place,as_of,period_start,period_end,source,source_date,unit,links", ",")
	stock := strings.Split("A,1200,idps,,SY02,2024-12-04,,,OCHA,2024-12-05,person,", ",")
	flow := strings.Split("A,12,killed,civilian,SY02,,2024-11-28,2024-12-04,OCHA,2024-12-05,person,", ",")
	for _, c := range []struct {
		column, text string
		row          []string
		alone        string // what check says without what reading found
	}{
		{"as_of", "2024-13-45", stock, "stock_without_asof"},
		{"place", "Alepo!", stock, "pcode_country"},
		{"place", "SY02;XX!", stock, "pcode_country"},
		{"unit", "humans", stock, "unit_unfit"},
		{"source_date", "5 Smarch", stock, "no_source_date"},
		{"status", "civilan", flow, "status_missing"},
		{"period_start", "2024-13-01", flow, "flow_without_period"},
		{"period_end", "2024-12-99", flow, "flow_without_period"},
		{"figure", "abc", flow, ""},
		{"figure", "1.200", flow, ""},
	} {
		row := slices.Clone(c.row)
		row[slices.Index(columns, c.column)] = c.text
		for _, id := range []string{"A", ""} {
			row[0] = id
			reg, found, err := register.Read(context.Background(), strings.NewReader(strings.Join(columns, ",")+"\n"+strings.Join(row, ",")+"\nB"+strings.Join(stock, ",")[1:]+"\n"), &register.Options{Country: "SYR"})
			if err != nil {
				t.Fatal(err)
			}
			all, err := report.Preflight(context.Background(), reg, found, &brief.Config{Country: "SYR"}, brief.Issue{AsOf: humanitarian.MustParseDate("2024-12-05")})
			if err != nil {
				t.Fatal(err)
			}
			all = slices.DeleteFunc(all, func(f humanitarian.Finding) bool {
				return f.Code == "missing_id" || f.Severity == humanitarian.NoteFinding
			})
			if len(all) != 1 || all[0].Code != "bad_value" && all[0].Code != "ambiguous_number" {
				t.Errorf("%s %q, id %q: want one finding, got %v", c.column, c.text, id, all)
			}
			alone := check.Rows(reg, nil)
			if said := slices.ContainsFunc(alone, func(f humanitarian.Finding) bool { return f.Code == c.alone }); !said && c.alone != "" {
				t.Errorf("%s %q: check alone does not say %s: %v", c.column, c.text, c.alone, alone)
			}
		}
	}
}

// TestMissingIsNotUnread wants what is missing to be said beside what cannot be
// read: of a period without a start whose end is a slip of the pen, both.
func TestMissingIsNotUnread(t *testing.T) {
	const rows = "id,figure,indicator,status,place,period_start,period_end,source,source_date\n" +
		"A,12,killed,civilian,SY02,,2024-12-99,OCHA,2024-12-05\n" +
		"B,12,killed,civilian,SY02,,2024-12-04,OCHA,2024-12-05\n"
	reg, found, err := register.Read(context.Background(), strings.NewReader(rows), &register.Options{Country: "SYR"})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, f := range check.Rows(reg, &check.Options{Read: found}) {
		said = append(said, f.Code+" "+f.Figures[0])
	}
	if got, want := strings.Join(said, ", "), "flow_without_period A, flow_without_period B"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
