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
		(a.Place.Key() == b.Place.Key() || nested(a.Place, b.Place)) && window(reg, a).Touches(window(reg, b))
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
			return Envelope{}, &Refusal{3, g.ID, f.ID, "their " + what + " differs", "lowest and highest claim need identical place, window and status"}
		}
		if !f.Quantity.HasNumber() {
			return Envelope{}, &Refusal{3, g.ID, f.ID, f.ID + " has no number", "leave it out and say so"}
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
next:
	for _, f := range figures {
		for i, g := range groups {
			if slices.ContainsFunc(g, func(h humanitarian.Figure) bool { return Rivals(reg, f, h) }) {
				groups[i] = append(g, f)
				continue next
			}
		}
		groups = append(groups, []humanitarian.Figure{f})
	}
	return groups, excluded
}

// Relays returns the figures that quote id, which are shown as "also carried
// by" and count as nothing.
func Relays(reg *humanitarian.Register, id string) []humanitarian.Figure {
	var out []humanitarian.Figure
	for _, f := range reg.Figures {
		if q, ok := f.LinkTo(humanitarian.Quotes); ok && q == id {
			out = append(out, f)
		}
	}
	return out
}
