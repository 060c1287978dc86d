package tally

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// toldOn makes a cumulative value since 27 November of a series, for a window
// until a day of December, published on another.
func toldOn(id, quantity string, until, on int, set ...func(*h.Figure)) h.Figure {
	start := h.MustParseDate("2024-11-27")
	return fig(id, "killed", quantity, append([]func(*h.Figure){status(h.Civilian), cumulative, series("toll"), func(f *h.Figure) {
		f.Period = h.Period{Start: start, End: december(until)}
		f.Source.Date = december(on)
	}}, set...)...)
}

func december(day int) h.Date {
	d, _ := h.DateFrom(2024, 12, day)
	return d
}

func flow(f *h.Figure) { f.Nature = h.Flow }
func stock(f *h.Figure) {
	f.Nature, f.AsOf, f.Period = h.Stock, f.Period.End, h.Period{}
}
func since(s string) func(*h.Figure) {
	return func(f *h.Figure) { f.Period.Start = h.MustParseDate(s) }
}
func verified(v h.Verification) func(*h.Figure) { return func(f *h.Figure) { f.Verification = v } }

// told lists what stands of figures, then what was replaced by what.
func told(figures []h.Figure) string {
	replaced := Replaced(register(figures...), figures)
	var stand, gone []string
	for _, f := range figures {
		if by, ok := replaced[f.ID]; ok {
			gone = append(gone, f.ID+" by "+by)
		} else {
			stand = append(stand, f.ID)
		}
	}
	slices.Sort(stand)
	slices.Sort(gone)
	return strings.Join(stand, " ") + "; " + strings.Join(gone, ", ")
}

// TestWhichValueStands holds the table of Replaced, a row each, in any order of
// rows.
func TestWhichValueStands(t *testing.T) {
	old := func(q string, set ...func(*h.Figure)) h.Figure { return toldOn("old", q, 5, 5, set...) }
	late := func(q string, set ...func(*h.Figure)) h.Figure { return toldOn("late", q, 4, 8, set...) }
	for _, c := range []struct {
		name    string
		figures []h.Figure
		want    string
	}{
		{"rises", []h.Figure{old("100"), toldOn("new", "130", 7, 8)}, "new; old by new"},
		{"falls", []h.Figure{old("100"), toldOn("new", "90", 7, 8)}, "new; old by new"},
		{"begins anew later", []h.Figure{old(">=412"), toldOn("new", "40", 7, 8, since("2024-12-06"))}, "new old; "},
		{"begins earlier", []h.Figure{old("100"), toldOn("new", "400", 7, 8, since("2024-11-01"))}, "new; old by new"},
		{"by another definition, newer", []h.Figure{old("75", defined("verified deaths")), toldOn("new", "300", 7, 8, defined("deaths told of"))}, "new old; "},
		{"same window", []h.Figure{old("100"), toldOn("new", "130", 5, 8)}, "new; old by new"},
		{"same window, lower", []h.Figure{old("100"), toldOn("new", "90", 5, 8)}, "new; old by new"},
		{"same window, same day", []h.Figure{old("100"), toldOn("new", "130", 5, 5)}, "new old; "},
		{"late and lower", []h.Figure{old("100"), late("90")}, "old; late by old"},
		{"late and equal", []h.Figure{old("100"), late("100")}, "old; late by old"},
		{"late and higher", []h.Figure{old("100"), late("130")}, "late; old by late"},
		{"late, higher, then settled", []h.Figure{old("100"), late("130"), toldOn("new", "120", 9, 10)}, "new; late by new, old by new"},
		{"late, higher, then lower for the day before", []h.Figure{old("100"), late("130"), toldOn("new", "90", 3, 10)}, "late; new by late, old by late"},
		{"late floors", []h.Figure{old(">=100"), late(">=130")}, "late; old by late"},
		{"a late strict floor", []h.Figure{old(">=100"), late(">100")}, "late; old by late"},
		{"more than 100 is 101", []h.Figure{old("101"), late(">100")}, "old; late by old"},
		{"a late range that holds it", []h.Figure{old("100"), late("80..130")}, "old; late by old"},
		{"a late range above it", []h.Figure{old("100"), late("110..130")}, "late; old by late"},
		{"a late floor above that of a range", []h.Figure{old("80..130"), late("100")}, "late; old by late"},
		{"a late estimate", []h.Figure{old("60..100..140"), late("70..90..150")}, "late; old by late"},
		{"about, lower", []h.Figure{old("100"), late("~90")}, "old; late by old"},
		{"nearly, higher", []h.Figure{old("130"), late("<~200")}, "late; old by late"},
		{"a late ceiling puts nothing on record", []h.Figure{old("100"), late("<=130")}, "old; late by old"},
		{"a floor above a ceiling", []h.Figure{old("<=100"), late(">=130")}, "late; old by late"},
		{"within a ceiling", []h.Figure{old("<=100"), late("90")}, "old; late by old"},
		{"a late word above a word", []h.Figure{old("dozens"), late("hundreds")}, "late; old by late"},
		{"a late word beside what is withheld", []h.Figure{old("withheld"), late("some")}, "old; late by old"},
		{"a late word that may be lower", []h.Figure{old("900"), late("hundreds")}, "old; late by old"},
		{"a late word that cannot be lower", []h.Figure{old("90"), late("hundreds")}, "late old; "},
		{"some after none", []h.Figure{old("none"), late("some")}, "late old; "},
		{"a number after a word", []h.Figure{old("dozens"), late("130")}, "late old; "},
		{"a silence", []h.Figure{old("100"), late("not_reported")}, "old; late by old"},
		{"since another day", []h.Figure{old("100"), late("400", since("2024-11-01"))}, "late old; "},
		{"by another definition", []h.Figure{old("100"), late("90", defined("identified only"))}, "late old; "},
		{"verified beside unverified", []h.Figure{old("100", verified(h.Unverified)), late("60", verified(h.Verified))}, "late old; "},
		{"of a part of the place, lower", []h.Figure{old("100", at("SY02")), late("90", at("SY0201"))}, "old; late by old"},
		{"of a part of the place, higher", []h.Figure{old("100", at("SY02")), late("130", at("SY0201"))}, "late old; "},
		{"of a wider place", []h.Figure{old("100", at("SY0201")), late("90", at("SY02"))}, "late old; "},
		{"pending", []h.Figure{old("100"), late("130", role(h.Pending))}, "late old; "},
		{"of another source", []h.Figure{old("100"), late("130", source("SNHR"))}, "late old; "},
		{"stock, an earlier day", []h.Figure{old("100", stock), late("130", stock)}, "old; late by old"},
		{"stock, a later day", []h.Figure{old("100", stock), toldOn("new", "90", 7, 8, stock)}, "new; old by new"},
		{"flow, another window", []h.Figure{old("100", flow), late("130", flow)}, "late old; "},
		{"flow, the same window", []h.Figure{old("100", flow), toldOn("new", "90", 5, 8, flow)}, "new; old by new"},
		{"flow, an earlier as-of day told later", []h.Figure{old("100", flow, asOf("2024-12-05")), toldOn("new", "90", 5, 8, flow, asOf("2024-12-04"))}, "new; old by new"},
		{"the window and no as-of day decides", []h.Figure{old("100"), late("90", asOf("2024-12-08"))}, "old; late by old"},
		{"a link wins over the series", []h.Figure{old("100"), late("90", link(h.Supersedes, "old"))}, "late; old by late"},
		{"a link to a value told later", []h.Figure{old("100", link(h.Supersedes, "late")), toldOn("late", "90", 9, 9)}, "late; old by late"},
		{"a link to another source", []h.Figure{old("100", series("")), late("90", series(""), source("SNHR"), link(h.Supersedes, "old"))}, "late old; "},
		{"a link to another event", []h.Figure{old("5", series(""), event("e1")), late("9", series(""), event("e2"), link(h.Supersedes, "old"))}, "late old; "},
		{"a relay goes with its origin", []h.Figure{old("100"), toldOn("copy", "100", 5, 6, series(""), source("AFP"), link(h.Quotes, "old")), toldOn("new", "130", 7, 8)}, "new; copy by new, old by new"},
		{"a relay of something else stays", []h.Figure{old("100"), toldOn("copy", "900", 5, 6, series(""), source("AFP"), link(h.Quotes, "old"), func(f *h.Figure) { f.Indicator = "injured" }), toldOn("new", "130", 7, 8)}, "copy new; old by new"},
	} {
		for range 2 {
			if got := told(c.figures); got != c.want {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
			slices.Reverse(c.figures)
		}
	}
}

// TestNothingFallsInReverse says what may be said of two values of a series of
// which the one for the earlier window was published later.
func TestNothingFallsInReverse(t *testing.T) {
	before, old, late := toldOn("before", "80", 3, 3), toldOn("old", "100", 5, 5), toldOn("late", "130", 4, 8)
	rise, fall := toldOn("rise", "140", 9, 9), toldOn("fall", "120", 9, 9)
	reg := register(before, old, late, rise, fall)
	for _, c := range []struct {
		name     string
		old, new h.Figure
		want     string
	}{
		{"what was taken back does not follow", late, old, "not established: taken_back"},
		{"nor the other way round", old, late, "not established: taken_back"},
		{"nothing follows it either", old, rise, "not established: taken_back"},
		{"not even where it looks like a rise", old, fall, "not established: taken_back"},
		{"before the later word was known, it did", before, old, "delta: 20"},
		{"the newest word goes on", before, late, "delta: 50"},
		{"and may be revised", late, fall, "delta: -10"},
	} {
		ch := Compare(reg, c.old, c.new)
		got := ch.Kind.String() + ": "
		if ch.Kind == Delta {
			got += fmt.Sprint(ch.Recorded)
		}
		for _, r := range ch.Reasons {
			got += strings.TrimPrefix(r.Key, "change.")
		}
		if got != c.want {
			t.Errorf("%s: %s to %s is %s, want %s", c.name, c.old.ID, c.new.ID, got, c.want)
		}
	}
	if ch := Assert(reg, late, old); ch.Kind != NotEstablished {
		t.Errorf("no editor can assert that a count fell: %+v", ch)
	}
	consistent := toldOn("late", "90", 4, 8)
	if ch := Compare(register(before, old, consistent), consistent, old); ch.Kind != Delta || ch.Recorded != 10 {
		t.Errorf("from a corrected earlier point the series goes on, got %+v", ch)
	}
}

// TestDiffTakenBack holds registers against one another of which the newer has a
// late value for an earlier window.
func TestDiffTakenBack(t *testing.T) {
	old, late, fall := toldOn("old", "100", 5, 5), toldOn("late", "130", 4, 8), toldOn("new", "120", 9, 9)
	for _, c := range []struct {
		name          string
		before, after []h.Figure
		want          []string
	}{
		{"it is added", []h.Figure{old}, []h.Figure{old, late}, []string{"added late"}},
		{"the value it took back is entered late", []h.Figure{late}, []h.Figure{late, old}, []string{"added old"}},
		{"it was known", []h.Figure{old, late}, []h.Figure{old, late, fall}, []string{"revised_down new late to new -10", "toll -10"}},
		{"both at once", []h.Figure{old}, []h.Figure{old, late, fall}, []string{"added late", "continued new not established: taken_back", "toll not established"}},
	} {
		l := Diff(register(c.before...), register(c.after...), nil)
		var got []string
		for _, x := range l.Differences {
			s := x.Kind.String() + " " + x.New.ID
			switch {
			case x.Old != nil && x.Change.Kind == Delta:
				s += fmt.Sprintf(" %s to %s %+d", x.Old.ID, x.New.ID, x.Change.Recorded)
			case x.Old != nil:
				s += " " + x.Change.Kind.String() + ": " + strings.TrimPrefix(x.Change.Reasons[0].Key, "change.")
			}
			got = append(got, s)
		}
		for _, m := range l.Movements {
			if m.Change.Kind == Delta {
				got = append(got, fmt.Sprintf("%s %+d", m.Series, m.Change.Recorded))
			} else {
				got = append(got, m.Series+" "+m.Change.Kind.String())
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
