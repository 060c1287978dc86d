package check

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
)

// good is a figure about which there is nothing to say.
func good(id string, change ...func(*humanitarian.Figure)) humanitarian.Figure {
	f := humanitarian.Figure{
		ID: id, Indicator: "killed", Quantity: humanitarian.MustParseQuantity("100"), Status: humanitarian.Civilian,
		Place:  humanitarian.Place{Codes: []string{"SY02"}},
		Period: humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-27"), End: humanitarian.MustParseDate("2024-12-05")},
		Source: humanitarian.Source{Name: "OHCHR", Date: humanitarian.MustParseDate("2024-12-06")},
	}
	for _, c := range change {
		c(&f)
	}
	return f
}

type edit = func(*humanitarian.Figure)

func says(q string) edit {
	return func(f *humanitarian.Figure) { f.Quantity = humanitarian.MustParseQuantity(q) }
}
func stock(asOf string) edit {
	return func(f *humanitarian.Figure) {
		f.Indicator, f.Status, f.Period, f.AsOf = "idps", 0, humanitarian.Period{}, humanitarian.MustParseDate(asOf)
	}
}
func part(of string, p humanitarian.Partition) edit {
	return func(f *humanitarian.Figure) { f.PartOf, f.Partition = of, p }
}
func sex(s humanitarian.Sex) edit { return func(f *humanitarian.Figure) { f.Sex = s } }
func age(s string) edit           { return func(f *humanitarian.Figure) { f.Age = s } }
func at(codes ...string) edit     { return func(f *humanitarian.Figure) { f.Place.Codes = codes } }
func link(k humanitarian.LinkKind, id string) edit {
	return func(f *humanitarian.Figure) { f.Links = append(f.Links, humanitarian.Link{Kind: k, ID: id}) }
}
func from(s string) edit { return func(f *humanitarian.Figure) { f.Source.Name = s } }
func role(r humanitarian.Role, why string) edit {
	return func(f *humanitarian.Figure) { f.Role, f.Reason = r, why }
}
func unit(u humanitarian.Unit) edit { return func(f *humanitarian.Figure) { f.Unit = u } }

type rowCase struct {
	name, want, why string // want: "CODE severity figure,figure" of each finding
	figures         []humanitarian.Figure
}

func run(t *testing.T, cases []rowCase, opts *Options) map[string]bool {
	t.Helper()
	seen := map[string]bool{}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(), Figures: c.figures}
			for i := range reg.Figures {
				reg.Figures[i].Position = humanitarian.Position{File: "r.csv", Row: i + 2}
			}
			var got []string
			for _, f := range Rows(reg, opts) {
				seen[f.Code] = true
				got = append(got, f.Code+" "+f.Severity.String()+" "+strings.Join(f.Figures, ","))
				if len(f.Positions) == 0 {
					t.Errorf("%v is not whole", f)
				}
			}
			if g := strings.Join(got, "; "); g != c.want {
				t.Errorf("got %q, want %q: %s", g, c.want, c.why)
			}
		})
	}
	return seen
}

func one(f humanitarian.Figure) []humanitarian.Figure { return []humanitarian.Figure{f} }

func singles() []rowCase {
	day := humanitarian.MustParseDate
	return []rowCase{
		{"clean flow", "", "nothing to say", one(good("A"))},
		{"clean stock", "", "nothing to say", one(good("A", stock("2024-12-05")))},
		{"no id", "missing_id error ", "", one(good(""))},
		{"unknown indicator", "unknown_indicator error A", "", one(good("A", func(f *humanitarian.Figure) { f.Indicator = "kiled" }))},
		{"unit", "unit_unfit error A", "people are not structures", one(good("A", unit(humanitarian.Structure)))},
		{"no currency", "currency_missing error A", "money without a currency", one(good("A", stock("2024-12-05"), func(f *humanitarian.Figure) { f.Indicator = "funding_required" }))},
		{"currency", "", "", one(good("A", stock("2024-12-05"), unit("USD"), func(f *humanitarian.Figure) { f.Indicator = "funding_required" }))},
		{"stock without as-of", "stock_without_asof error A", "", one(good("A", stock("")))},
		{"flow without end", "flow_without_period error A", "", one(good("A", func(f *humanitarian.Figure) { f.Period.End = humanitarian.Date{} }))},
		{"flow made stock", "stock_without_asof error A", "the row's own nature wins", one(good("A", func(f *humanitarian.Figure) { f.Nature = humanitarian.Stock }))},
		{"unstated nature", "", "nobody can say which date it needs", one(good("A", func(f *humanitarian.Figure) { f.Nature, f.Period = humanitarian.NatureUnstated, humanitarian.Period{} }))},
		{"cumulative without origin", "cumulative_without_origin error A", "", one(good("A", func(f *humanitarian.Figure) {
			f.Nature, f.Period.Start = humanitarian.Cumulative, humanitarian.Date{}
		}))},
		{"reversed", "period_reversed error A", "", one(good("A", func(f *humanitarian.Figure) { f.Period.Start = day("2024-12-06") }))},
		{"month holds its days", "", "5 December lies in December", one(good("A", func(f *humanitarian.Figure) { f.Period.Start = day("2024-12") }))},
		{"published before", "published_before warning A", "", one(good("A", func(f *humanitarian.Figure) { f.Source.Date = day("2024-12-04") }))},
		{"forecast", "", "a forecast speaks of days to come", one(good("A", func(f *humanitarian.Figure) { f.Source.Date, f.Modality = day("2024-12-04"), humanitarian.Forecast }))},
		{"published in the month", "", "it may have been after the 5th", one(good("A", func(f *humanitarian.Figure) { f.Source.Date = day("2024-12") }))},
		{"no source", "no_source error A", "", one(good("A", from(" ")))},
		{"no source date", "no_source_date error A", "", one(good("A", func(f *humanitarian.Figure) { f.Source.Date = humanitarian.Date{} }))},
		{"other country", "pcode_country error A", "", one(good("A", at("SY02", "LB01")))},
		{"community", "", "C-codes of Syria do not say their country", one(good("A", at("C1007")))},
		{"alpha-3", "", "some gazetteers use it", one(good("A", at("SYR02")))},
		{"status", "status_missing warning A", "", one(good("A", func(f *humanitarian.Figure) { f.Status = 0 }))},
		{"household size", "household_size error A", "", one(good("A", func(f *humanitarian.Figure) { f.Household = 54 }))},
		{"plausible household size", "", "", one(good("A", func(f *humanitarian.Figure) { f.Household = 540 }))},
		{"verified by nobody", "verified_by_nobody warning A", "", one(good("A", func(f *humanitarian.Figure) { f.Verification = humanitarian.Verified }))},
		{"role", "role_without_reason warning A", "", one(good("A", role(humanitarian.Disputed, "")))},
		{"role with reason", "", "", one(good("A", role(humanitarian.Disputed, "denied by the ministry")))},
		{"link to nothing", "link_unknown warning A", "it may be last week's", one(good("A", link(humanitarian.Supersedes, "B")))},
		{"link to itself", "link_loop error A", "", one(good("A", link(humanitarian.Quotes, "A")))},
		{"old revision", "", "only the highest revision is checked", []humanitarian.Figure{good("A", from("")), good("A", func(f *humanitarian.Figure) { f.Revision = 1 })}},
	}
}

func foreseen(f *humanitarian.Figure) { f.Modality = humanitarian.Forecast }

func several() []rowCase {
	f, m := sex(humanitarian.Female), sex(humanitarian.Male)
	whole, complete := good("W"), part("W", humanitarian.Complete)
	tied := role(humanitarian.Recommended, "field access")
	return []rowCase{
		{"share", "", "", []humanitarian.Figure{whole, good("A", unit(humanitarian.Permille), says("500"), link(humanitarian.ShareOf, "W"))}},
		{"share of nothing", "share_without_whole error A", "", []humanitarian.Figure{whole, good("A", unit(humanitarian.Permille), says("500"))}},
		{"share of a stranger", "link_unknown error A", "", []humanitarian.Figure{good("A", unit(humanitarian.Permille), says("500"), link(humanitarian.ShareOf, "W"))}},
		{"share over all", "share_over_whole error A", "", []humanitarian.Figure{whole, good("A", unit(humanitarian.Permille), says("1001"), link(humanitarian.ShareOf, "W"))}},
		{"part of a stranger", "part_unknown error A", "", []humanitarian.Figure{good("A", part("W", humanitarian.Partial))}},
		{"part of itself", "part_of_itself error A", "", one(good("A", part("A", humanitarian.Partial)))},
		{"loop", "part_of_itself error A; part_of_itself error B", "C leads into the loop but is not in it", []humanitarian.Figure{good("A", part("B", 0)), good("B", part("A", 0)), good("C", part("A", 0))}},
		{"part above whole", "part_above_whole error A", "", []humanitarian.Figure{whole, good("A", says("101"), part("W", humanitarian.Partial))}},
		{"part more than whole", "part_above_whole error A", "more than 100 is 101", []humanitarian.Figure{whole, good("A", says(">100"), part("W", humanitarian.Partial))}},
		{"part of fewer", "part_above_whole error A", "fewer than 100 is 99", []humanitarian.Figure{good("W", says("<100")), good("A", says("100"), part("W", humanitarian.Partial))}},
		{"part of an open whole", "", "at least 100 may be 500", []humanitarian.Figure{good("W", says(">=100")), good("A", says("500"), part("W", humanitarian.Partial))}},
		{"part about", "", "about has no bounds", []humanitarian.Figure{whole, good("A", says("~120"), part("W", humanitarian.Partial))}},
		{"part by another source", "part_unlike warning A", "rule 9 holds within one source", []humanitarian.Figure{good("W", stock("2024-12-05")), good("A", stock("2024-12-05"), says("5"), part("W", humanitarian.Partial), func(f *humanitarian.Figure) { f.Source.Name = "SNHR" })}},
		{"one source in two spellings", "source_spelled_twice warning A", "", []humanitarian.Figure{good("W"), good("A", func(f *humanitarian.Figure) { f.Source.Name = " " + strings.ToLower(f.Source.Name) })}},
		{"part of a forecast", "part_of_unseen error A", "", []humanitarian.Figure{good("W", foreseen), good("A", says("5"), part("W", humanitarian.Partial))}},
		{"part of a forecast, foreseen", "", "", []humanitarian.Figure{good("W", foreseen), good("A", foreseen, says("5"), part("W", humanitarian.Partial))}},
		{"share of a forecast", "part_of_unseen error A", "", []humanitarian.Figure{good("W", foreseen), good("A", unit(humanitarian.Permille), says("500"), link(humanitarian.ShareOf, "W"))}},
		{"part of what was withdrawn", "part_of_apart error A", "", []humanitarian.Figure{good("W", role(humanitarian.Withdrawn, "corrected")), good("A", says("5"), part("W", humanitarian.Partial))}},
		{"part in households", "part_unlike warning A", "households are no part of persons", []humanitarian.Figure{good("W", stock("2024-12-05"), unit(humanitarian.Household)), good("A", stock("2024-12-05"), says("500"), part("W", humanitarian.Partial))}},
		{"partition", "", "", []humanitarian.Figure{whole, good("A", f, says("40"), complete), good("B", m, says("60"), complete)}},
		{"partition unequal", "partition_unequal warning W,A,B", "", []humanitarian.Figure{whole, good("A", f, says("40"), complete), good("B", m, says("61"), complete)}},
		{"partition too small", "partition_unequal warning W,A", "", []humanitarian.Figure{whole, good("A", f, says("40"), complete)}},
		{"partition partial", "", "a partial one may leave a remainder", []humanitarian.Figure{whole, good("A", f, says("40"), part("W", humanitarian.Partial))}},
		{"partition with a word", "", "hundreds has no ceiling", []humanitarian.Figure{whole, good("A", f, says("40"), complete), good("B", m, says("dozens"), complete)}},
		{"partition with no data", "", "silence is not zero", []humanitarian.Figure{whole, good("A", f, says("40"), complete), good("B", m, says("not_reported"), complete)}},
		{"partition by ranges", "", "90..110 holds 100", []humanitarian.Figure{whole, good("A", f, says("40..50"), complete), good("B", m, says("50..60"), complete)}},
		{"partition by ranges apart", "partition_unequal warning W,A,B", "", []humanitarian.Figure{whole, good("A", f, says("40..50"), complete), good("B", m, says("20..30"), complete)}},
		{"women, men and children", "", "kinds that share a dimension are one partition", []humanitarian.Figure{whole,
			good("A", f, age("adult"), says("30"), complete), good("B", m, age("adult"), says("50"), complete), good("C", age("child"), says("20"), complete)}},
		{"women, men and children unequal", "partition_unequal warning W,A,B,C", "", []humanitarian.Figure{whole,
			good("A", f, age("adult"), says("30"), complete), good("B", m, age("adult"), says("50"), complete), good("C", age("child"), says("21"), complete)}},
		{"by sex and by place", "", "two partitions of one whole", []humanitarian.Figure{whole, good("A", f, says("40"), complete), good("B", m, says("60"), complete),
			good("C", at("SY0200"), says("70"), complete), good("D", at("SY0201"), says("30"), complete)}},
		{"by sex, and by sex and age", "", "each kind by itself", []humanitarian.Figure{whole, good("A", f, says("40"), complete), good("B", m, says("60"), complete),
			good("C", f, age("child"), says("40"), complete), good("D", m, age("child"), says("60"), complete)}},
		{"two recommended", "two_recommended error A,B", "", []humanitarian.Figure{good("A", tied), good("B", tied, from("SOHR"))}},
		{"recommended elsewhere", "", "another place is no rival", []humanitarian.Figure{good("A", tied), good("B", tied, from("SOHR"), at("SY07"))}},
		{"recommended twice by one", "", "one source has no rival in itself", []humanitarian.Figure{good("A", tied), good("B", tied)}},
		{"recommended relay", "", "a relay is no rival", []humanitarian.Figure{good("A", tied), good("B", tied, from("Reuters"), link(humanitarian.Quotes, "A"))}},
	}
}

func TestRows(t *testing.T) {
	seen := run(t, append(singles(), several()...), nil)
	g, _ := gazetteer.New([]gazetteer.Entry{{PCode: "SY02", Level: 1}})
	known := &Options{Gazetteer: g}
	maps.Copy(seen, run(t, []rowCase{
		{"known place", "", "", one(good("A"))},
		{"unknown place", "pcode_unknown error A", "", one(good("A", at("SY99")))},
		{"place abroad", "pcode_country error A", "one finding for one fault", one(good("A", at("LB99")))},
	}, known))
	elsewhere := map[string]bool{"low_above_high": true, "quantity_unfit": true, "cumulative_fell": true, "not_expected_to_add_up": true}
	for _, code := range []string{"missing_id", "unknown_indicator", "unit_unfit", "stock_without_asof", "flow_without_period", "cumulative_without_origin",
		"period_reversed", "published_before", "no_source", "no_source_date", "pcode_unknown", "pcode_country", "status_missing", "share_without_whole",
		"share_over_whole", "household_size", "part_unknown", "part_of_itself", "part_above_whole", "part_of_unseen", "part_of_apart", "partition_unequal", "link_unknown",
		"role_without_reason", "two_recommended", "verified_by_nobody", "source_spelled_twice"} {
		if !seen[code] {
			t.Errorf("no case fires %s", code)
		}
		if elsewhere[code] || !slices.Contains(humanitarian.FindingCodes(), code) {
			t.Errorf("%s is no code of this package", code)
		}
	}
}

func TestExcluded(t *testing.T) {
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(), Figures: []humanitarian.Figure{
		good("A", from("")), good("B", func(f *humanitarian.Figure) { f.Status = 0 }), good(""),
	}}
	got := slices.Sorted(maps.Keys(Excluded(reg, Rows(reg, nil))))
	if !slices.Equal(got, []string{"", "A"}) {
		t.Errorf("got %q: a warning counts, a row finding does not, and rows without id are shut out", got)
	}
}

// A bad cell of a revision that another replaced shuts nothing out, and neither
// does one of a revision that is still to come.
func TestInForce(t *testing.T) {
	at := func(row, revision int) humanitarian.Figure {
		return good("A", func(f *humanitarian.Figure) {
			f.Revision, f.Position = revision, humanitarian.Position{File: "r.csv", Row: row}
		})
	}
	bad := func(sheet string, row int) humanitarian.Finding {
		return humanitarian.Finding{Code: "bad_value", Severity: humanitarian.RowFinding, Figures: []string{"A"},
			Positions: []humanitarian.Position{{File: "r.csv", Sheet: sheet, Row: row, Column: 4}}, Args: []string{"best", "1.250"}}
	}
	for name, tt := range map[string]struct {
		rows []humanitarian.Figure
		bad  humanitarian.Finding
		want humanitarian.Severity
	}{
		"the row in force":                 {[]humanitarian.Figure{at(2, 1), at(3, 2)}, bad("", 3), humanitarian.RowFinding},
		"a row that is replaced":           {[]humanitarian.Figure{at(2, 1), at(3, 2)}, bad("", 2), humanitarian.WarningFinding},
		"its replacement is not known yet": {[]humanitarian.Figure{at(2, 1)}, bad("", 2), humanitarian.RowFinding},
		"a sheet that the row refers to":   {[]humanitarian.Figure{at(2, 1), at(3, 2)}, bad("Sources", 2), humanitarian.RowFinding},
		"nobody's row":                     {[]humanitarian.Figure{good("B")}, bad("", 2), humanitarian.RowFinding},
	} {
		t.Run(name, func(t *testing.T) {
			reg := &humanitarian.Register{Figures: tt.rows}
			found := []humanitarian.Finding{tt.bad}
			if got := InForce(reg, found)[0].Severity; got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
			if Excluded(reg, found)["A"] != (tt.want == humanitarian.RowFinding) {
				t.Error("the severity says one thing, and what is excluded another")
			}
			if found[0].Severity != humanitarian.RowFinding {
				t.Error("the findings passed in were changed")
			}
		})
	}
}

func TestRowsOfNothing(t *testing.T) {
	if got := Rows(nil, nil); got != nil {
		t.Error(got)
	}
	if got := Rows(&humanitarian.Register{}, nil); len(got) != 0 {
		t.Error(got)
	}
}

func TestRowsAreSortedAndOnce(t *testing.T) {
	f := good("A", from(""), at("LB01", "LB01"))
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(), Figures: []humanitarian.Figure{f, good("B", from(""))}}
	for i := range reg.Figures {
		reg.Figures[i].Position = humanitarian.Position{File: "r.csv", Row: 9 - i}
	}
	got := Rows(reg, nil)
	if !slices.IsSortedFunc(got, humanitarian.CompareFindings) || len(got) != 3 {
		t.Errorf("%v", got)
	}
}

func TestALongChainIsFast(t *testing.T) {
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators()}
	id := func(i int) string { return string([]rune{rune(0x4e00 + i/1000), rune(0x4e00 + i%1000)}) }
	for i := range 100_000 {
		reg.Figures = append(reg.Figures, good(id(i), part(id((i+1)%100_000), 0)))
	}
	if got := Rows(reg, nil); len(got) != 100_000 {
		t.Errorf("%d findings for a loop of 100,000", len(got))
	}
}
