package check

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

func told(day string) edit {
	return func(f *humanitarian.Figure) { f.Source.Date = humanitarian.MustParseDate(day) }
}
func event(id string) edit {
	return func(f *humanitarian.Figure) { f.Event, f.Level = id, humanitarian.Incident }
}
func inSeries(s string) edit { return func(f *humanitarian.Figure) { f.Series = s } }
func indicator(s string) edit {
	return func(f *humanitarian.Figure) { f.Indicator = s }
}

// TestLinks has a case for each way in which a link cannot do what it says.
func TestLinks(t *testing.T) {
	supersedes, quotes := link(humanitarian.Supersedes, "A"), link(humanitarian.Quotes, "A")
	late := told("2024-12-07")
	seen := run(t, []rowCase{
		{"supersedes", "", "", []humanitarian.Figure{good("A"), good("B", late, supersedes)}},
		{"supersedes on one day", "", "", []humanitarian.Figure{good("A"), good("B", supersedes)}},
		{"to nothing", "link_unknown warning B", "", []humanitarian.Figure{good("B", supersedes)}},
		{"to itself", "link_loop error A", "", one(good("A", supersedes))},
		{"to itself after another", "link_loop error A", "a second link counts too", []humanitarian.Figure{good("B"), good("A", late, link(humanitarian.Supersedes, "B"), supersedes)}},
		{"in a circle of three", "link_loop error A; link_loop error B; link_loop error C", "", []humanitarian.Figure{good("A", link(humanitarian.Supersedes, "B")), good("B", link(humanitarian.Supersedes, "C")), good("C", supersedes)}},
		{"beside a circle", "link_loop error A; link_loop error B", "the one that leads there is in none", []humanitarian.Figure{good("A", link(humanitarian.Supersedes, "B")), good("B", supersedes), good("C", supersedes)}},
		{"newer", "supersedes_newer warning B", "", []humanitarian.Figure{good("A", late), good("B", supersedes)}},
		{"event", "supersedes_unlike warning B", "", []humanitarian.Figure{good("A", event("e1")), good("B", late, event("e2"), says("9"), supersedes)}},
		{"source", "supersedes_unlike warning B", "rivals stand side by side", []humanitarian.Figure{good("A"), good("B", late, from("SNHR"), supersedes)}},
		{"indicator", "supersedes_unlike warning B", "", []humanitarian.Figure{good("A"), good("B", late, indicator("injured"), supersedes)}},
		{"place", "supersedes_unlike warning B", "", []humanitarian.Figure{good("A", at("SY02")), good("B", late, at("SY07"), supersedes)}},
		{"wider place", "", "it holds the other", []humanitarian.Figure{good("A", at("SY0201")), good("B", late, at("SY02"), supersedes)}},
		{"unit", "supersedes_unlike warning B", "", []humanitarian.Figure{good("A", stock("2024-12-05")), good("B", late, stock("2024-12-05"), unit(humanitarian.Household), supersedes)}},
		{"status", "supersedes_unlike warning B", "", []humanitarian.Figure{good("A"), good("B", late, func(f *humanitarian.Figure) { f.Status = humanitarian.Mixed }, supersedes)}},
		{"sex", "supersedes_unlike warning B", "", []humanitarian.Figure{good("A"), good("B", late, sex(humanitarian.Female), supersedes)}},
		{"part", "supersedes_unlike warning B", "a part replaces no whole", []humanitarian.Figure{good("A"), good("B", late, part("A", humanitarian.PartitionUnstated), supersedes)}},
		{"forecast", "supersedes_unlike warning B", "", []humanitarian.Figure{good("A"), good("B", late, func(f *humanitarian.Figure) { f.Modality = humanitarian.Forecast }, supersedes)}},
		{"pending", "supersedes_unlike warning B", "", []humanitarian.Figure{good("A"), good("B", late, role(humanitarian.Pending, "being checked"), supersedes)}},
		{"relay", "supersedes_unlike warning B", "", []humanitarian.Figure{good("A"), good("B", late, quotes, supersedes)}},

		{"relay says the same", "", "", []humanitarian.Figure{good("A", says("149")), good("B", late, from("AFP"), says(">=149"), quotes)}},
		{"relay of a range", "", "", []humanitarian.Figure{good("A", says("60..80")), good("B", late, from("AFP"), says(">=60"), quotes)}},
		{"relay in words", "", "it says less", []humanitarian.Figure{good("A", says("149")), good("B", late, from("AFP"), says("some"), quotes)}},
		{"relay of another place", "relay_unlike error B", "", []humanitarian.Figure{good("A", says("149"), at("SY02")), good("B", late, from("AFP"), says("149"), at("SY07"), quotes)}},
		{"relay of a vaguer place", "", "", []humanitarian.Figure{good("A", says("149"), at("SY02")), good("B", late, from("AFP"), says("149"), at("SYR"), quotes)}},
		{"relay of another status", "relay_unlike error B", "", []humanitarian.Figure{good("A", says("149")), good("B", late, from("AFP"), says("149"), func(f *humanitarian.Figure) { f.Status = humanitarian.Combatant }, quotes)}},
		{"relay of another measure", "relay_unlike error B", "it is another figure", []humanitarian.Figure{good("A", says("149")), good("B", late, from("AFP"), indicator("injured"), says("300"), quotes)}},
		{"relay says another number", "relay_differs error B", "", []humanitarian.Figure{good("A", says("149")), good("B", late, from("AFP"), says("194"), quotes)}},
		{"relay says the upper end", "relay_differs error B", "", []humanitarian.Figure{good("A", says("60..80")), good("B", late, from("AFP"), says("80"), quotes)}},
		{"relay widens a range", "relay_differs error B", "", []humanitarian.Figure{good("A", says("60..80")), good("B", late, from("AFP"), says("60..90"), quotes)}},
		{"relay of another ceiling", "relay_differs error B", "", []humanitarian.Figure{good("A", says("<=100")), good("B", late, from("AFP"), says("<=120"), quotes)}},
		{"relay gives a word a number", "relay_differs error B", "", []humanitarian.Figure{good("A", says("hundreds")), good("B", late, from("AFP"), says("300"), quotes)}},
		{"relay says another word", "relay_differs error B", "", []humanitarian.Figure{good("A", says("dozens")), good("B", late, from("AFP"), says("hundreds"), quotes)}},
		{"relay told before", "relay_before_origin error B", "", []humanitarian.Figure{good("A", late, says("149")), good("B", from("AFP"), says("194"), quotes)}},
	}, nil)
	for _, code := range []string{"supersedes_unlike", "supersedes_newer", "relay_differs", "relay_unlike", "relay_before_origin", "link_loop", "link_unknown"} {
		if !seen[code] || !slices.Contains(humanitarian.FindingCodes(), code) {
			t.Errorf("no case fires %s, or it is no code", code)
		}
	}
}

// TestNoLinkWithoutEffectIsSilent holds on random pairs that a supersedes link
// either replaces or is reported.
func TestNoLinkWithoutEffectIsSilent(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 3))
	edits := []edit{event("e1"), event("e2"), from("SNHR"), at("SY07"), at("SY0201"), told("2024-12-07"), told("2024-12-09"), indicator("injured"), says("9"), inSeries("s"),
		sex(humanitarian.Male), age("child"), role(humanitarian.Pending, "why"), role(humanitarian.Withdrawn, "why"), part("A", humanitarian.Complete), stock("2024-12-05"),
		func(f *humanitarian.Figure) { f.Modality = humanitarian.Planned }, link(humanitarian.Quotes, "last week"), func(f *humanitarian.Figure) { f.Place.Precision = humanitarian.Vague }}
	some := func() (out []edit) {
		for range r.IntN(4) {
			out = append(out, edits[r.IntN(len(edits))])
		}
		return out
	}
	honoured, reported := 0, 0
	for range 3_000 {
		reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(),
			Figures: []humanitarian.Figure{good("A", some()...), good("B", append(some(), link(humanitarian.Supersedes, "A"))...)}}
		found := slices.ContainsFunc(Rows(reg, nil), func(f humanitarian.Finding) bool {
			return strings.HasPrefix(f.Code, "supersedes_") || f.Code == "link_loop"
		})
		by := tally.Replaced(reg, reg.Figures)["A"]
		switch {
		case by == "B" && !found:
			honoured++
		case by == "" && found:
			reported++
		default:
			t.Fatalf("A is replaced by %q, reported %v: %+v", by, found, reg.Figures)
		}
	}
	if honoured < 100 || reported < 100 {
		t.Errorf("%d links were honoured and %d reported: the test tests little", honoured, reported)
	}
}

// TestTakenBack says which values of a cumulative series are reported.
func TestTakenBack(t *testing.T) {
	value := func(id, q string, until, on int, edits ...edit) humanitarian.Figure {
		day := func(d int) humanitarian.Date { return humanitarian.MustParseDate(fmt.Sprintf("2024-12-%02d", d)) }
		return good(id, append([]edit{says(q), inSeries("toll"), func(f *humanitarian.Figure) {
			f.Nature, f.Source.Date = humanitarian.Cumulative, day(on)
			f.Period = humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-26"), End: day(until)}
		}}, edits...)...)
	}
	seen := run(t, []rowCase{
		{"later and lower", "", "an earlier point was corrected", []humanitarian.Figure{value("A", "100", 5, 5), value("B", "90", 4, 8)}},
		{"later and higher", "cumulative_taken_back warning B,A", "", []humanitarian.Figure{value("A", "100", 5, 5), value("B", "130", 4, 8)}},
		{"over several values", "cumulative_taken_back warning B,A; cumulative_taken_back warning B,C", "", []humanitarian.Figure{value("A", "100", 5, 5), value("C", "110", 6, 6), value("B", "130", 4, 8)}},
		{"no more after it", "cumulative_taken_back warning B,A", "140 is more than 130", []humanitarian.Figure{value("A", "100", 5, 5), value("B", "130", 4, 8), value("C", "140", 9, 9)}},
		{"falls after it", "cumulative_taken_back warning B,A; cumulative_fell warning C", "the newest publication revised the record", []humanitarian.Figure{value("A", "125", 5, 5), value("B", "130", 4, 8), value("C", "120", 9, 9)}},
		{"since another day", "", "nothing follows", []humanitarian.Figure{value("A", "100", 5, 5), value("B", "130", 4, 8, func(f *humanitarian.Figure) { f.Period.Start = humanitarian.MustParseDate("2024-11-01") })}},
		{"two on one day", "series_tie warning B,A", "nobody can say which", []humanitarian.Figure{value("A", "100", 5, 5), value("B", "130", 5, 5)}},
		{"twice the same", "", "", []humanitarian.Figure{value("A", "100", 5, 5), value("B", "100", 5, 5)}},
		{"two on one day, and a link", "", "", []humanitarian.Figure{value("A", "100", 5, 5), value("B", "130", 5, 5, link(humanitarian.Supersedes, "A"))}},
	}, nil)
	if !seen["cumulative_taken_back"] || !seen["series_tie"] {
		t.Error("no case fires cumulative_taken_back or series_tie")
	}
}
