package brief

import (
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestSeriesGoOn wants what became of a series said where a reader looks for it:
// of a flow this window beside the last, of a count what of its rise is backlog
// or correction, of a part that it moved as its whole does.
func TestSeriesGoOn(t *testing.T) {
	week := func(id, n, days string) string {
		return id + " killed " + n + " nature=flow days=" + days + " series=wk"
	}
	count := func(id, n, day, rest string) string {
		return id + " killed " + n + " nature=cumulative days=2024-12-01.." + day + " series=s " + rest
	}
	late := "r killed 60 nature=flow days=2024-12-29..2024-12-29 part_of=b partition=overlapping recorded=archive"
	for _, c := range []struct {
		name    string
		was, is []string
		says    []string
		silent  []string
	}{
		{"this week beside the last", []string{week("a", "40", "2024-12-18..2024-12-24")}, []string{week("a", "40", "2024-12-18..2024-12-24"), week("b", "90", "2024-12-25..2024-12-31")},
			[]string{"0 new, 1 continued", "18 to 24 December 2024, then 25 to 31 December 2024 | 40 | 90 | +50"}, nil},
		{"windows of two lengths", []string{week("a", "40", "2024-12-18..2024-12-24")}, []string{week("b", "90", "2024-12-25..2024-12-30")},
			[]string{"1 no longer comparable", "40 | 90 | another scope | not comparable: the windows differ in length"}, []string{"+50"}},
		{"backlog alone", []string{count("a", "200", "2024-12-24", "")}, []string{count("b", "260", "2024-12-31", ""), late},
			[]string{"+60 recorded, of which 60 added late (archive); no new event is behind it"}, nil},
		{"corrected and counted on", []string{count("a", "300", "2024-12-24", "")}, []string{count("a", "290", "2024-12-24", "revision=2"), count("b", "310", "2024-12-31", "")},
			[]string{"+10 recorded; the earlier figure was corrected to 290, and +20 recorded from there"}, []string{"of which revised"}},
		{"a part rose", []string{count("w", "69", "2024-12-24", ""), "c killed 26 nature=cumulative days=2024-12-01..2024-12-24 series=c age=child part_of=w"},
			[]string{count("x", "75", "2024-12-31", ""), "d killed 28 nature=cumulative days=2024-12-01..2024-12-31 series=c age=child part_of=x"},
			[]string{"2 continued", "69 | 75 | +6 recorded", "of whom: people killed (children)", "26 | 28 | +2 recorded"}, nil},
		{"now a part", []string{count("a", "44", "2024-12-24", "")}, []string{"w killed 90 nature=cumulative days=2024-12-01..2024-12-31 series=all", count("b", "50", "2024-12-31", "part_of=w")},
			[]string{"1 new", "0 withdrawn or gone", "44 | 50 | another scope | not comparable: now part of 90"}, []string{"no figure now"}},
		{"gone, with its source", []string{week("a", "40", "2024-12-18..2024-12-24"), "z idps 5 on=2024-12-20"}, []string{"z idps 5 on=2024-12-20"},
			[]string{"40 | no figure now | gone", "| not stated | [1]"}, nil},
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

// TestWholesFirst wants a part behind its whole, and figures of a loop once.
func TestWholesFirst(t *testing.T) {
	f := func(id, whole string) humanitarian.Figure { return humanitarian.Figure{ID: id, PartOf: whole} }
	c := &composer{}
	var got []string
	for _, x := range c.wholesFirst([]humanitarian.Figure{f("p", "w"), f("o", "elsewhere"), f("w", ""), f("q", "p"), f("l", "m"), f("m", "l")}) {
		got = append(got, x.ID)
	}
	if s := strings.Join(got, " "); s != "o w p q l m" {
		t.Errorf("got %s", s)
	}
}
