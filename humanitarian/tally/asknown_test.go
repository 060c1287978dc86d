package tally_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// published returns a toll of the days before 5 December, published on a day.
func published(id, day string, change func(*humanitarian.Figure)) humanitarian.Figure {
	period, _ := humanitarian.ParsePeriod("2024-11-27..2024-12-04")
	f := humanitarian.Figure{ID: id, Indicator: "killed", Status: humanitarian.Civilian, Quantity: humanitarian.MustParseQuantity("10"),
		Period: period, Source: humanitarian.Source{Name: "OCHA"}}
	if day != "" {
		f.Source.Date = humanitarian.MustParseDate(day)
	}
	if change != nil {
		change(&f)
	}
	return f
}

// TestAsKnown holds each row against what somebody could know on 5 December: who
// stays, and what a row that stays still says of others.
func TestAsKnown(t *testing.T) {
	part := func(of string, how humanitarian.Partition, age string) func(*humanitarian.Figure) {
		return func(f *humanitarian.Figure) { f.PartOf, f.Partition, f.Age = of, how, age }
	}
	link := func(k humanitarian.LinkKind, id string) func(*humanitarian.Figure) {
		return func(f *humanitarian.Figure) { f.Links = []humanitarian.Link{{Kind: k, ID: id}} }
	}
	for name, tt := range map[string]struct {
		rows []humanitarian.Figure
		want string
	}{
		"published later":                {[]humanitarian.Figure{published("a", "2024-12-05", nil), published("b", "2024-12-06", nil)}, "a"},
		"a month counts as its last day": {[]humanitarian.Figure{published("a", "2024-12", nil)}, ""},
		"undated": {[]humanitarian.Figure{published("a", "", nil), published("b", "", func(f *humanitarian.Figure) {
			f.Period.End = humanitarian.MustParseDate("2024-12-09")
		})}, "a"},
		"twice": {[]humanitarian.Figure{published("a", "2024-12-05", nil), published("a", "2024-12-06", nil)}, "a"},
		"a later revision": {[]humanitarian.Figure{published("a", "2024-12-05", nil), published("b", "2024-12-05", link(humanitarian.Overlaps, "a")),
			published("a", "2024-12-06", func(f *humanitarian.Figure) { f.Revision = 2 })}, "a; b overlaps=a"},
		"whole":  {[]humanitarian.Figure{published("w", "2024-12-06", nil), published("a", "2024-12-05", part("w", humanitarian.Complete, "child"))}, "a"},
		"origin": {[]humanitarian.Figure{published("o", "2024-12-06", nil), published("a", "2024-12-05", link(humanitarian.Quotes, "o"))}, "a"},
		"relays of one origin": {[]humanitarian.Figure{published("o", "2024-12-06", nil), published("b", "2024-12-05", link(humanitarian.Quotes, "o")),
			published("a", "2024-12-04", link(humanitarian.Quotes, "o"))}, "b quotes=a; a"},
		"relay of a relay": {[]humanitarian.Figure{published("o", "2024-12-04", nil), published("r", "2024-12-06", link(humanitarian.Quotes, "o")),
			published("a", "2024-12-05", link(humanitarian.Quotes, "r"))}, "o; a quotes=o"},
		"relays in a circle": {[]humanitarian.Figure{published("o", "2024-12-06", link(humanitarian.Quotes, "r")), published("r", "2024-12-06", link(humanitarian.Quotes, "o")),
			published("a", "2024-12-05", link(humanitarian.Quotes, "r"))}, "a"},
		"relay of another source": {[]humanitarian.Figure{published("o", "2024-12-06", nil), published("a", "2024-12-05", func(f *humanitarian.Figure) {
			link(humanitarian.Quotes, "o")(f)
			f.Source.Name = "AFP"
		})}, "a printed by AFP"},
		"no row": {[]humanitarian.Figure{published("a", "2024-12-05", link(humanitarian.Quotes, "nobody"))}, "a quotes=nobody"},
		"cell": {[]humanitarian.Figure{published("w", "2024-12-05", nil), published("a", "2024-12-05", part("w", humanitarian.Complete, "child")),
			published("b", "2024-12-06", part("w", humanitarian.Complete, "adult"))}, "w; a of w partial"},
		"all cells": {[]humanitarian.Figure{published("w", "2024-12-05", nil), published("a", "2024-12-05", part("w", humanitarian.Complete, "child")),
			published("b", "2024-12-05", part("w", humanitarian.Complete, "adult"))}, "w; a of w complete; b of w complete"},
	} {
		t.Run(name, func(t *testing.T) {
			reg := &humanitarian.Register{Indicators: humanitarian.CoreIndicators(), Figures: tt.rows}
			before := fmt.Sprint(reg.Figures)
			if diff := cmp.Diff(tt.want, briefly(tally.AsKnown(reg, humanitarian.MustParseDate("2024-12-05")))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if fmt.Sprint(reg.Figures) != before {
				t.Error("the register was changed")
			}
			if n := len(tally.AsKnown(reg, humanitarian.Date{}).Figures); n != len(tt.rows) {
				t.Errorf("%d rows without a date, want all %d", n, len(tt.rows))
			}
		})
	}
}

// briefly writes the rows of reg with what each says of others.
func briefly(reg *humanitarian.Register) string {
	out := ""
	for i, f := range reg.Figures {
		if i > 0 {
			out += "; "
		}
		out += f.ID
		if f.Publisher != "" {
			out += " printed by " + f.Publisher
		}
		if f.PartOf != "" {
			out += " of " + f.PartOf + " " + f.Partition.String()
		}
		for _, l := range f.Links {
			out += " " + string(l.Kind) + "=" + l.ID
		}
	}
	return out
}

// Of two rows, the one that was published after the day is not known yet.
func ExampleAsKnown() {
	reg := &humanitarian.Register{Figures: []humanitarian.Figure{published("early", "2024-12-02", nil), published("late", "2024-12-11", nil)}}
	for _, f := range tally.AsKnown(reg, humanitarian.MustParseDate("2024-12-05")).Figures {
		fmt.Println(f.ID)
	}
	// Output: early
}
