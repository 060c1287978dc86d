package tally

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// randomFigures makes a register in which much may replace much: few series,
// sources, days, places and events, links of all kinds, relays, parts,
// forecasts, roles, revisions, and rows above the edition or not yet known.
func randomFigures(r *rand.Rand) []h.Figure {
	pick := func(ss ...string) string { return ss[r.IntN(len(ss))] }
	rare := func() bool { return r.IntN(8) == 0 }
	n := 2 + r.IntN(7)
	var out []h.Figure
	for i := range n {
		f := toldOn(fmt.Sprint(i), pick("90", "100", "130", ">=100", ">100", "80..120", "~100", "<=100", "hundreds", "some", "none"), 1+r.IntN(4), 1+r.IntN(5),
			series(pick("s", "s", "t", "")), source(pick("A", "A", "B")), at(pick("SY02", "SY02", "SY0201")))
		f.Nature = []h.Nature{h.Cumulative, h.Cumulative, h.Stock, h.Flow}[r.IntN(4)]
		if f.Nature == h.Stock {
			stock(&f)
		}
		if r.IntN(3) == 0 {
			f.Links = append(f.Links, h.Link{Kind: []h.LinkKind{h.Supersedes, h.Supersedes, h.Quotes, h.Overlaps}[r.IntN(4)], ID: fmt.Sprint(r.IntN(n + 1))})
		}
		if rare() {
			f.PartOf, f.Partition = fmt.Sprint(r.IntN(n)), h.Partition(r.IntN(5))
		}
		if rare() {
			f.Event, f.Level = pick("e1", "e2"), h.Incident
		}
		if rare() {
			f.Modality = h.Forecast
		}
		if rare() {
			f.Role = h.Role(r.IntN(6))
		}
		if rare() {
			f.Sensitivity = h.Restricted
		}
		if rare() {
			f.Status = h.Combatant
		}
		out = append(out, f)
		if rare() {
			f.Revision, f.Quantity = 1, h.MustParseQuantity("95")
			out = append(out, f)
		}
	}
	return out
}

// TestEveryFigureHasOneFate holds on random registers that no figure vanishes:
// each ends in exactly one of selected, replaced by one that is named and stands,
// or left out for a reason.
func TestEveryFigureHasOneFate(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 14))
	seen := map[string]int{}
	for range 4_000 {
		reg := register(randomFigures(r)...)
		q := Query{Indicator: "killed", Status: h.Civilian, AsOf: december(4)}
		kept, out := Select(reg, q)
		fates := map[string]int{}
		stands := map[string]bool{}
		for _, f := range kept {
			fates[f.ID]++
			stands[f.ID] = true
			seen["selected"]++
		}
		for _, e := range out {
			fates[e.ID]++
			seen[e.Reason.Key]++
			if e.Reason.Key == "exclusion.in_whole" {
				stands[e.ID] = true // it stands, inside its whole
			}
		}
		for _, e := range out {
			if e.Reason.Key == "exclusion.replaced" && (!stands[e.Reason.Args[0]] || e.Reason.Args[0] == e.ID) {
				t.Fatalf("%s is replaced by %s, which does not stand:\n%s", e.ID, e.Reason.Args[0], list(reg.Figures))
			}
			if e.Reason.Key == "" {
				t.Fatalf("%s is left out without a reason", e.ID)
			}
			if e.Reason.Key == "exclusion.in_whole" && !endsInWhole(e, out, stands) {
				t.Fatalf("%s is inside of nothing:\n%s", e.ID, list(reg.Figures))
			}
		}
		for _, f := range reg.Figures {
			fates[f.ID]--
		}
		for id, n := range fates {
			if n != 0 {
				t.Fatalf("%s has %+d fates too many:\n%s", id, n, list(reg.Figures))
			}
		}
	}
	for _, fate := range []string{"selected", "exclusion.replaced", "exclusion.in_whole", "exclusion.old_revision", "exclusion.published_later", "exclusion.above_edition", "exclusion.relays", "exclusion.role", "exclusion.modality", "exclusion.status"} {
		if seen[fate] < 50 {
			t.Errorf("only %d figures are %s: the test tests little of it", seen[fate], fate)
		}
	}
}

// endsInWhole follows the wholes of a part up to one that is part of none.
func endsInWhole(e Exclusion, out []Exclusion, stands map[string]bool) bool {
	for range len(out) + 1 {
		whole := e.Reason.Args[0]
		i := slices.IndexFunc(out, func(x Exclusion) bool { return x.ID == whole && x.Reason.Key != "exclusion.old_revision" })
		if i < 0 || out[i].Reason.Key != "exclusion.in_whole" {
			return i >= 0 || stands[whole]
		}
		e = out[i]
	}
	return false
}

// TestReplacedInAnyOrder holds on random registers that the order of rows says
// nothing of what stands, and that only like replaces like.
func TestReplacedInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 12))
	for range 4_000 {
		reg := register(randomFigures(r)...)
		figures := InForce(reg, h.Date{}).Figures
		want := Replaced(reg, figures)
		for old, by := range want {
			f, _ := reg.Figure(by)
			g, _ := reg.Figure(old)
			switch {
			case f.IsRelay():
				t.Fatalf("the relay %s replaced %s:\n%s", by, old, list(figures))
			case !g.IsRelay() && (f.Source.Name != g.Source.Name || f.Status != g.Status || f.Event != g.Event || f.IsObserved() != g.IsObserved() || reg.Nature(f) != reg.Nature(g)):
				t.Fatalf("%s replaced %s, which is unlike it:\n%s", by, old, list(figures))
			}
		}
		r.Shuffle(len(figures), func(i, j int) { figures[i], figures[j] = figures[j], figures[i] })
		if diff := cmp.Diff(want, Replaced(reg, figures)); diff != "" {
			t.Fatalf("in another order (-want +got):\n%s\n%s", diff, list(figures))
		}
	}
}

// TestSettleAgainstItsTwin replays random cumulative series of exact numbers as
// a reader would: report by report, with one number in mind.
func TestSettleAgainstItsTwin(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 12))
	revised, back := 0, 0
	for range 4_000 {
		var figures []h.Figure
		for i, on := range r.Perm(9)[:1+r.IntN(8)] { // no two on one day
			figures = append(figures, toldOn(fmt.Sprint(i), fmt.Sprint(90+r.IntN(20)), 1+r.IntN(on+1), on+1))
		}
		reports := slices.SortedFunc(slices.Values(figures), func(f, g h.Figure) int { return f.Source.Date.Compare(g.Source.Date) })
		mind := reports[0]
		for _, f := range reports[1:] {
			was, _ := mind.Quantity.Best()
			is, _ := f.Quantity.Best()
			switch ends := f.Period.End.Compare(mind.Period.End); {
			case ends >= 0:
				if is < was {
					revised++
				}
				mind = f
			case is > was:
				back++
				mind = f
			}
		}
		replaced := Replaced(register(figures...), figures)
		for _, f := range figures {
			if by, gone := replaced[f.ID]; gone == (f.ID == mind.ID) || gone && by != mind.ID {
				t.Fatalf("%s is replaced by %q, but %s stands:\n%s", f.ID, by, mind.ID, list(reports))
			}
		}
	}
	if revised < 100 || back < 100 {
		t.Errorf("only %d revisions and %d taken back: the test tests little", revised, back)
	}
}

// list prints figures for a failing test.
func list(figures []h.Figure) string {
	var b strings.Builder
	for _, f := range figures {
		fmt.Fprintf(&b, "%s.%d %s %v %s, until %s%s on %s, %q %s %v, links %v, part of %q, event %q, %v %v %v\n", f.ID, f.Revision, f.Quantity, f.Nature, f.Source.Name,
			f.Period.End, f.AsOf, f.Source.Date, f.Series, f.Place.Key(), f.Status, f.Links, f.PartOf, f.Event, f.Modality, f.Role, f.Sensitivity)
	}
	return b.String()
}
