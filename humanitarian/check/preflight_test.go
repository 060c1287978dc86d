package check

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func TestPreflight(t *testing.T) {
	asOf := humanitarian.MustParseDate("2024-12-16")
	published := func(s string) edit {
		return func(f *humanitarian.Figure) { f.Source.Date = humanitarian.MustParseDate(s) }
	}
	series := func(s string) edit { return func(f *humanitarian.Figure) { f.Series = s } }
	for _, c := range []struct {
		name, why string
		figures   []humanitarian.Figure
		want      []string
	}{
		{"fresh", "30 days are not old", []humanitarian.Figure{good("a", stock("2024-11-16"))}, nil},
		{"stale", "31 days are", []humanitarian.Figure{good("a", stock("2024-11-15"))}, []string{"figure_stale a 31 2024-11-15"}},
		{"renewed", "a later value stands for the old one", []humanitarian.Figure{good("a", stock("2024-11-01"), series("s"), at("SY02")), good("b", stock("2024-12-10"), series("s"), at("SY02"), published("2024-12-11"))}, nil},
		{"flow", "what happened does not grow old", []humanitarian.Figure{good("a", func(f *humanitarian.Figure) {
			f.Period = humanitarian.Period{Start: humanitarian.MustParseDate("2024-01-01"), End: humanitarian.MustParseDate("2024-01-02")}
		})}, nil},
		{"ahead", "the furthest of those that lie ahead", []humanitarian.Figure{good("a", published("2024-12-20")), good("b", published("2042-12-20"))}, []string{"dates_ahead b 2 2042-12-20"}},
		{"two units", "of one measure and place", []humanitarian.Figure{good("a", stock("2024-12-10"), published("2024-12-11")), good("b", stock("2024-12-10"), unit(humanitarian.Household), published("2024-12-11"))}, []string{"unit_mix b idps person household a"}},
		{"two places", "are two counts", []humanitarian.Figure{good("a", stock("2024-12-10"), published("2024-12-11")), good("b", stock("2024-12-10"), unit(humanitarian.Household), at("SY07"), published("2024-12-11"))}, nil},
		{"rows too", "what Rows finds is in the list", []humanitarian.Figure{good("a", from(""))}, []string{"no_source a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators(), Figures: c.figures}
			var got []string
			for _, f := range Preflight(reg, asOf, nil) {
				got = append(got, strings.TrimSpace(f.Code+" "+strings.Join(f.Figures, ",")+" "+strings.Join(f.Args, " ")))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.why, diff)
			}
		})
	}
	if Preflight(nil, asOf, nil) != nil {
		t.Error("no register has no findings")
	}
	for _, f := range Preflight(&humanitarian.Register{Figures: []humanitarian.Figure{good("a", stock("2001-01-01"))}}, humanitarian.Date{}, nil) {
		if f.Code == "figure_stale" {
			t.Error("nothing is old without a date")
		}
	}
}
