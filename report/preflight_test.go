package report_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/check"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

// TestPreflightListsAll wants one call to find what the texts, the dates and
// the rows of an issue still need.
func TestPreflightListsAll(t *testing.T) {
	reg, found, config := readSample(t)
	copied := *reg
	copied.Figures = slices.Clone(reg.Figures)
	reg = &copied
	config.Texts.Overview = append(config.Texts.Overview, "TODO: access")
	config.NextIssue = map[string]string{"2024-12-16": "2024-12-10"}
	reg.Figures = append(reg.Figures, humanitarian.Figure{ID: "old", Indicator: "collective_sites_open", Quantity: humanitarian.MustParseQuantity("7"),
		AsOf: humanitarian.MustParseDate("2024-10-01"), Source: humanitarian.Source{Date: humanitarian.MustParseDate("2024-10-02")}})
	issue := brief.Issue{AsOf: humanitarian.MustParseDate("2024-12-16"), Edition: disclosure.Internal}
	all, err := report.Preflight(context.Background(), reg, found, config, issue)
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"placeholder", "next_issue_past", "figure_stale", "no_source", "dates_ahead", "unit_mix"} {
		n := 0
		for _, f := range all {
			if f.Code == code && (code != "figure_stale" || slices.Contains(f.Figures, "old")) {
				n++
			}
		}
		if n == 0 {
			t.Errorf("%s is not found", code)
		}
	}
	if !slices.IsSortedFunc(all, humanitarian.CompareFindings) {
		t.Error("the list is not sorted")
	}
	if _, err := report.Preflight(context.Background(), nil, nil, nil, issue); err == nil {
		t.Error("no register is an error")
	}
}

// TestPreflightOfOneIssue leaves one fault of each kind that an editor looks for in
// an issue, and wants one call to name them all.
func TestPreflightOfOneIssue(t *testing.T) {
	const rows = "id,indicator,nature,figure,unit,status,place,period_start,period_end,as_of,series,part_of,partition,links,source,source_kind,source_title,source_date,source_url\n" +
		"stale,idps,,500,person,,SY02,,,2024-10-01,,,,,OCHA,un,Update,2024-10-02,https://example.org\n" +
		"up,killed,cumulative,80,person,civilian,SY02,2024-11-27,2024-12-05,,toll,,,,OCHA,un,Update,2024-12-05,https://example.org\n" +
		"down,killed,cumulative,70,person,civilian,SY02,2024-11-27,2024-12-12,,toll,,,,OCHA,un,Update,2024-12-12,https://example.org\n" +
		"silent,idps,,900,person,,SY07,,,2024-12-10,,,,,,,,2024-12-11,\n" +
		"nowhere,idps,,40,person,,SY99,,,2024-12-10,,,,,OCHA,un,Update,2024-12-11,https://example.org\n" +
		"share,idps,,1200,permille,,SY02,,,2024-10-01,,,,share_of=stale,OCHA,un,Update,2024-10-02,https://example.org\n" +
		"whole,injured,,10,person,civilian,SY02,2024-12-06,2024-12-12,,,,,,WHO,un,Update XXX,2024-12-12,https://example.org\n" +
		"men,injured,,7,person,civilian,SY02,2024-12-06,2024-12-12,,,whole,complete,,WHO,un,Update,2024-12-12,https://example.org\n" +
		"women,injured,,6,person,civilian,SY02,2024-12-06,2024-12-12,,,whole,complete,,WHO,un,Update,2024-12-12,https://example.org\n" +
		"later,idps,,77,person,,SY02,,,2042-12-10,,,,,OCHA,un,Update,2042-12-11,https://example.org\n" +
		"homes,idps,,90,household,,SY07,,,2024-12-10,,,,,OCHA,un,Update,2024-12-11,https://example.org\n"
	reg, found, err := register.Read(context.Background(), strings.NewReader(rows), &register.Options{Name: "register.csv", Country: "SYR"})
	if err != nil {
		t.Fatal(err)
	}
	places, _ := gazetteer.New([]gazetteer.Entry{{PCode: "SY", Level: 0}, {PCode: "SY02", Parent: "SY", Level: 1}, {PCode: "SY07", Parent: "SY", Level: 1}})
	previous := &brief.Previous{Register: &humanitarian.Register{Country: "SYR"}, AsOf: humanitarian.MustParseDate("2024-12-05"), Language: "en", Sections: []string{"Access"}}
	all, err := report.Preflight(context.Background(), reg, found, &brief.Config{Country: "SYR", NextIssue: map[string]string{"2024-12-16": "2024-12-10"}},
		brief.Issue{AsOf: humanitarian.MustParseDate("2024-12-16"), Gazetteer: places, Previous: previous})
	if err != nil {
		t.Fatal(err)
	}
	for what, code := range map[string]string{"stale figure": "figure_stale", "fallen cumulative": "cumulative_fell", "missing source": "no_source", "empty section": "section_lost",
		"placeholder left": "placeholder", "unknown P-code": "pcode_unknown", "share over 100": "share_over_whole", "partition over its total": "partition_unequal", "future date": "dates_ahead",
		"next issue in the past": "next_issue_past", "unit mix": "unit_mix"} {
		if !slices.ContainsFunc(all, func(f humanitarian.Finding) bool { return f.Code == code }) {
			t.Errorf("%s: no finding %s", what, code)
		}
	}
	if t.Failed() {
		t.Log(all)
	}
}

// manyRows is a register of n figures as CSV, of which a fifth moves from week
// to week: series of 20 values, single incidents, and stocks.
func manyRows(tb testing.TB, n, week int) []byte {
	tb.Helper()
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators()}
	date := func(i int) humanitarian.Date {
		return humanitarian.MustParseDate(fmt.Sprintf("2024-%02d-%02d", 1+i%12, 1+i%28))
	}
	exact := func(n int) humanitarian.Quantity { return humanitarian.MustParseQuantity(fmt.Sprint(n)) }
	for i := range n {
		f := humanitarian.Figure{ID: fmt.Sprint("R", i), Indicator: "killed", Status: humanitarian.Civilian, Quantity: exact(3 + i%90), Place: humanitarian.Place{Codes: []string{fmt.Sprintf("SY%02d", 1+i%14)}},
			Source: humanitarian.Source{Name: "OCHA", Kind: humanitarian.UN, Title: "Flash update", Date: date(i), URL: "https://example.org/update"}, Level: humanitarian.Incident}
		switch i % 5 {
		case 0:
			f.Nature, f.Series, f.Level, f.Quantity = humanitarian.Cumulative, fmt.Sprint("s", i/100), humanitarian.Aggregate, exact(1000*(1+i%100)+week)
			f.Place.Codes, f.Period = []string{"SY02"}, humanitarian.Period{Start: humanitarian.MustParseDate("2023-10-07"), End: date(i)}
		case 1:
			f.Indicator, f.Status, f.Level, f.AsOf = "idps", 0, humanitarian.Aggregate, date(i)
		default:
			f.Event, f.Period = fmt.Sprint("e", i), humanitarian.Period{Start: date(i), End: date(i)}
		}
		reg.Figures = append(reg.Figures, f)
	}
	var out bytes.Buffer
	if err := register.Write(context.Background(), &out, reg, nil); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// BenchmarkTwoRegisters100k reads two registers of 100,000 figures, and holds
// them against one another with a pre-flight of each: the second must take less
// than twice the first.
func BenchmarkTwoRegisters100k(b *testing.B) {
	ctx := context.Background()
	var regs [2]*humanitarian.Register
	files := [2][]byte{manyRows(b, 100_000, 0), manyRows(b, 100_000, 1)}
	read := func() {
		for i := range regs {
			var err error
			if regs[i], _, err = register.Read(ctx, bytes.NewReader(files[i]), nil); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			read()
		}
	})
	read()
	b.Run("diff and preflight", func(b *testing.B) {
		for b.Loop() {
			if l := tally.Diff(regs[0], regs[1], nil); len(l.Differences) != 20_000 {
				b.Fatal(len(l.Differences))
			}
			for _, r := range regs {
				check.Preflight(r, humanitarian.MustParseDate("2024-12-31"), nil)
			}
		}
	})
}
