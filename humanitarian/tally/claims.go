package tally

import (
	"fmt"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Rivals reports whether a and b are two origins' claims about the same
// measure, status and place over windows that touch. A relay has no rivals; a
// toll of an area is no rival of one incident, nor are incidents with different
// event ids rivals of one another.
func Rivals(reg *humanitarian.Register, a, b humanitarian.Figure) bool {
	return a.ID != b.ID && a.Indicator == b.Indicator && a.Status == b.Status && a.Sex == b.Sex && a.Age == b.Age && a.Group == b.Group &&
		a.Source.Name != b.Source.Name && !a.IsRelay() && !b.IsRelay() && reg.Unit(a) == reg.Unit(b) &&
		a.IsObserved() && b.IsObserved() && (a.Level == humanitarian.Incident) == (b.Level == humanitarian.Incident) &&
		(a.Event == "" || b.Event == "" || a.Event == b.Event) &&
		(a.Place.Key() == b.Place.Key() || nested(reg, a.Place, b.Place)) && window(reg, a).Touches(window(reg, b))
}

// window returns the time a figure speaks of: its period, or for a stock its
// as-of day.
func window(reg *humanitarian.Register, f humanitarian.Figure) humanitarian.Period {
	if reg.Nature(f) == humanitarian.Stock {
		return humanitarian.Period{Start: f.AsOf, End: f.AsOf}
	}
	p := f.Period
	if p.End.IsZero() {
		p.End = f.AsOf
	}
	return p
}

// An Envelope is the lowest and the highest claim, each as its source worded
// it. It exists only for claims of identical place, window and status, and is
// never a total: a highest claim of more than 30 is no ceiling of 30.
type Envelope struct {
	Lowest, Highest humanitarian.Figure
}

// EnvelopeOf returns the lowest and highest claim of figures, or the refusal
// that says in what they differ.
func EnvelopeOf(reg *humanitarian.Register, figures []humanitarian.Figure) (Envelope, error) {
	if len(figures) < 2 {
		return Envelope{}, fmt.Errorf("tally: lowest and highest claim need two claims")
	}
	g := figures[0]
	e := Envelope{Lowest: g, Highest: g}
	low := func(f humanitarian.Figure) int64 {
		if n, ok := f.Quantity.Low(); ok {
			return n
		}
		return humanitarian.SumOf(f.Quantity).Point()
	}
	high := func(f humanitarian.Figure) int64 {
		if n, ok := f.Quantity.High(); ok {
			return n
		}
		return humanitarian.SumOf(f.Quantity).Point()
	}
	for _, f := range figures {
		if what := differs(reg, g, f); what != "" {
			return Envelope{}, &Refusal{3, g.ID, f.ID, humanitarian.Say("refusal.differs", what), humanitarian.Say("remedy.identical_claims")}
		}
		if !f.Quantity.HasNumber() {
			return Envelope{}, &Refusal{3, g.ID, f.ID, humanitarian.Say("refusal.no_number", f.ID), humanitarian.Say("remedy.leave_out")}
		}
		if low(f) < low(e.Lowest) {
			e.Lowest = f
		}
		if high(f) > high(e.Highest) {
			e.Highest = f
		}
	}
	return e, nil
}

// differs says in what two claims differ that keeps them out of one envelope.
func differs(reg *humanitarian.Register, f, g humanitarian.Figure) string {
	switch {
	case f.Indicator != g.Indicator || reg.Unit(f) != reg.Unit(g):
		return "measure"
	case f.Place.Key() != g.Place.Key() || f.Place.Precision != g.Place.Precision:
		return "place"
	case window(reg, f) != window(reg, g):
		return "window"
	case f.Status != g.Status:
		return "status"
	}
	return ""
}

// Claims groups the figures that answer q into rival claims, in the
// register's order. A figure without a rival stands in a group of its own.
func Claims(reg *humanitarian.Register, q Query) ([][]humanitarian.Figure, []Exclusion) {
	figures, excluded := Select(reg, q)
	var groups [][]humanitarian.Figure
	of := map[string][]int{} // event to the groups with a claim about it, in order; "" to all
next:
	for _, f := range figures {
		for _, i := range mayRival(of, f.Event) {
			if slices.ContainsFunc(groups[i], func(h humanitarian.Figure) bool { return Rivals(reg, f, h) }) {
				groups[i] = append(groups[i], f)
				of[f.Event] = addSorted(of[f.Event], i)
				continue next
			}
		}
		of[f.Event] = append(of[f.Event], len(groups))
		groups = append(groups, []humanitarian.Figure{f})
		if f.Event != "" {
			of[anyEvent] = append(of[anyEvent], len(groups)-1)
		}
	}
	return groups, excluded
}

// anyEvent is a key that is no event: groups that began with a claim about one.
const anyEvent = "\x00"

// mayRival returns the groups with which a claim may be rival, in order: claims
// about different events never are, so that a register of many incidents is not
// compared pair by pair.
func mayRival(of map[string][]int, event string) []int {
	var out []int
	if event == "" {
		out = slices.Concat(of[""], of[anyEvent])
	} else {
		out = slices.Concat(of[event], of[""])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func addSorted(list []int, i int) []int {
	if at, found := slices.BinarySearch(list, i); !found {
		return slices.Insert(list, at, i)
	}
	return list
}

// Relays maps the id of each figure that others quote to those others, which
// are shown as "also carried by" and count as nothing.
func Relays(reg *humanitarian.Register) map[string][]humanitarian.Figure {
	out := map[string][]humanitarian.Figure{}
	for _, f := range reg.Figures {
		if id, ok := f.LinkTo(humanitarian.Quotes); ok {
			out[id] = append(out[id], f)
		}
	}
	return out
}
