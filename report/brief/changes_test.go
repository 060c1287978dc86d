package brief

import (
	"context"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// since composes the issue of 31 December, covering the days from the 25th, after
// one of 24 December, and returns its text.
func since(t *testing.T, config *Config, was, is []string) string {
	t.Helper()
	register := func(lines []string) *humanitarian.Register {
		reg := &humanitarian.Register{Country: "XXX", Indicators: humanitarian.CoreIndicators()}
		for _, line := range lines {
			reg.Figures = append(reg.Figures, claim(t, line))
		}
		return reg
	}
	day := humanitarian.MustParseDate
	issue := Issue{AsOf: day("2024-12-31"), Period: humanitarian.Period{Start: day("2024-12-25"), End: day("2024-12-31")}, Layout: document.FullBrief,
		Previous: &Previous{Register: register(was), AsOf: day("2024-12-24"), Number: 7, Language: "en"}}
	doc, _, err := Compose(context.Background(), register(is), config, issue, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, s, _ := strings.Cut(doc.Text(locale.English()), "# What changed")
	s, _, _ = strings.Cut(s, "\n# ")
	return s
}

// TestWhatIsNoLongerShown wants each figure that the register still has and this
// issue does not show with its reason, and none that it may not name.
func TestWhatIsNoLongerShown(t *testing.T) {
	now := "now idps 900 on=2024-12-20 place=XX09"
	ended := "e arrivals 4 nature=flow days=2024-12-20..2024-12-22 place=XX01"
	whole := "w idps 500 on=2024-12-20 place=XX01 series=s"
	item := "c arrivals 200 nature=flow days=2024-12-18..2024-12-20 place=XX01 part_of=w"
	newer := "n idps 700 on=2024-12-30 place=XX01 series=s"
	for _, c := range []struct {
		name    string
		was, is []string
		says    []string
		silent  []string
	}{
		{"ended", []string{ended, now}, []string{ended, now}, []string{"1 no longer shown", "Arrivals of displaced people | 4 | XX01 | 20 to 22 December 2024 | OCHA | ended before the period covered"}, nil},
		{"replaced by a newer value", []string{whole, now}, []string{whole, newer, now}, []string{"1 continued", "0 no longer shown", "500 | 700 | +200"}, []string{"Figures of the previous issue that are no longer shown"}},
		{"still shown", []string{now}, []string{now, "x idps 3 on=2024-12-30 place=XX03"}, []string{"1 new", "0 no longer shown"}, nil},
		{"withheld now", []string{ended, now}, []string{ended + " sensitivity=restricted", now}, []string{"0 no longer shown"}, []string{"XX01"}},
		{"its total was replaced", []string{whole, item, now}, []string{whole, item, newer, now},
			[]string{"1 no longer shown", "the total it belongs to was replaced by 700 (30 December 2024)"}, nil},
		{"gone from the register", []string{ended, now}, []string{now}, []string{"1 withdrawn or gone from the register", "0 no longer shown"}, nil},
	} {
		s := since(t, &Config{}, c.was, c.is)
		for _, want := range c.says {
			if !strings.Contains(s, want) {
				t.Errorf("%s: it does not say %q\n%s", c.name, want, s)
			}
		}
		for _, never := range c.silent {
			if strings.Contains(s, never) {
				t.Errorf("%s: it says %q\n%s", c.name, never, s)
			}
		}
	}
}

// TestWhatMayBeCountedAlready wants a new figure that overlaps another, in the
// words of the register or by its window, apart from the news.
func TestWhatMayBeCountedAlready(t *testing.T) {
	old := "a killed_or_injured hundreds nature=flow days=2024-12-16..2024-12-22 place=XX01"
	for _, c := range []struct{ name, figure, want string }{
		{"a rolling week", "b killed_or_injured hundreds nature=flow days=2024-12-19..2024-12-25 place=XX01", "hundreds (OCHA, 16 to 22 December 2024)"},
		{"a link", "b killed_or_injured 300 nature=flow days=2024-12-25..2024-12-26 place=XX02 source=IBC overlaps=a", "hundreds (OCHA, 16 to 22 December 2024)"},
		{"the next week", "b killed_or_injured hundreds nature=flow days=2024-12-25..2024-12-31 place=XX01", ""},
		{"another source", "b killed_or_injured hundreds nature=flow days=2024-12-19..2024-12-25 place=XX01 source=IBC", ""},
		{"another place", "b killed_or_injured hundreds nature=flow days=2024-12-19..2024-12-25 place=XX02", ""},
	} {
		s := since(t, &Config{}, []string{old}, []string{old, c.figure})
		apart := strings.Contains(s, "New figures that may count again what others count")
		if apart != (c.want != "") || !strings.Contains(s, c.want) || !strings.Contains(s, "1 new") {
			t.Errorf("%s: want %q\n%s", c.name, c.want, s)
		}
	}
}
