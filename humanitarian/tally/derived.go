package tally

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// An Interval is what bounds allow; a nil bound is open. It may be negative,
// for a change.
type Interval struct {
	Low  *int64 `json:"low,omitempty"`
	High *int64 `json:"high,omitempty"`
}

// interval returns the bounds of q. With band, about and nearly are read as
// the number they print, give or take its rounding.
func interval(q humanitarian.Quantity, band bool) Interval {
	var iv Interval
	if n, ok := q.Low(); ok {
		iv.Low = &n
	}
	if n, ok := q.High(); ok {
		iv.High = &n
	}
	best, ok := q.Best()
	if !band || !ok || q.Form() != humanitarian.About && q.Form() != humanitarian.Nearly {
		return iv
	}
	unit := int64(1)
	for unit <= best/10 && best%(unit*10) == 0 {
		unit *= 10
	}
	low, high := best-unit, best
	if q.Form() == humanitarian.About {
		low, high = best-unit/2, best+unit/2
	}
	return Interval{Low: &low, High: &high}
}

func (a Interval) minus(b Interval) Interval {
	var out Interval
	if a.Low != nil && b.High != nil {
		n := *a.Low - *b.High
		out.Low = &n
	}
	if a.High != nil && b.Low != nil {
		n := *a.High - *b.Low
		out.High = &n
	}
	return out
}

func (a Interval) plus(b Interval) Interval {
	var out Interval
	if a.Low != nil && b.Low != nil {
		n := *a.Low + *b.Low
		out.Low = &n
	}
	if a.High != nil && b.High != nil {
		n := *a.High + *b.High
		out.High = &n
	}
	return out
}

func (a Interval) meets(b Interval) bool {
	below := func(high, low *int64) bool { return high != nil && low != nil && *high < *low }
	return !below(a.High, b.Low) && !below(b.High, a.Low)
}

// A Derived value is a number nobody said. Label says how it came about and is
// always printed with it.
type Derived struct {
	Interval
	Label humanitarian.Phrase
	From  []string
}

// Remainder returns what the declared parts of a whole leave: interval
// arithmetic over one source's disjoint partition, labelled so. Anything else
// is refused, and no remainder is invented: above all not fighters, by taking
// civilians from a mixed toll. Nor does a part leave one that is pending or
// disputed, or known in another way than the whole.
func Remainder(reg *humanitarian.Register, whole string) (Derived, error) {
	w, ok := reg.Figure(whole)
	if !ok {
		return Derived{}, fmt.Errorf("tally: there is no figure %s in the register", whole)
	}
	var parts []humanitarian.Figure
	for _, f := range reg.Figures {
		if f.PartOf == whole {
			parts = append(parts, f)
		}
	}
	d := Derived{Label: humanitarian.Say("derived.not_disaggregated"), From: []string{whole}}
	left := interval(w.Quantity, false)
	for i, p := range parts {
		if p.Partition != humanitarian.Partial || p.Source.Name != w.Source.Name || reg.Unit(p) != reg.Unit(w) || p.Indicator != w.Indicator || p.Status != w.Status {
			return Derived{}, &Refusal{9, whole, p.ID, humanitarian.Say("refusal.not_partial"), humanitarian.Say("remedy.declare_partial")}
		}
		if p.Role == humanitarian.Pending || p.Role == humanitarian.Disputed || p.Role == humanitarian.Triangulation || !p.IsObserved() {
			return Derived{}, &Refusal{9, whole, p.ID, humanitarian.Say("refusal.open_part"), humanitarian.Say("remedy.show_both")}
		}
		if bucketOf(p) != bucketOf(w) {
			return Derived{}, &Refusal{11, whole, p.ID, humanitarian.Say("refusal.known_otherwise"), humanitarian.Say("remedy.show_both")}
		}
		for _, b := range parts[:i] {
			if no := MayAdd(reg, b, p, Query{}); no != nil {
				return Derived{}, no
			}
		}
		left = left.minus(interval(p.Quantity, false))
		d.From = append(d.From, p.ID)
	}
	if len(parts) == 0 {
		return Derived{}, fmt.Errorf("tally: %s has no parts, so nothing is left over", whole)
	}
	if left.High != nil && *left.High < 0 {
		return Derived{}, &Refusal{9, whole, parts[0].ID, humanitarian.Say("refusal.parts_exceed_whole"), humanitarian.Say("remedy.print_as_published")}
	}
	if left.Low != nil && *left.Low < 0 {
		zero := int64(0)
		left.Low = &zero
	}
	d.Interval = left
	return d, nil
}

// bucketOf returns the bucket of rule 11: verified, estimated, or only reported.
func bucketOf(f humanitarian.Figure) humanitarian.Verification {
	if f.Verification == humanitarian.Verified || f.Verification == humanitarian.Estimated {
		return f.Verification
	}
	return 0
}

// Casualties returns killed plus injured as a labelled derived row: one
// source, one place, one window, one status. The reverse, splitting a combined
// figure, does not exist.
func Casualties(reg *humanitarian.Register, killed, injured string) (humanitarian.Sum, error) {
	k, ok := reg.Figure(killed)
	i, ok2 := reg.Figure(injured)
	if !ok || !ok2 {
		return humanitarian.Sum{}, fmt.Errorf("tally: %s or %s is not in the register", killed, injured)
	}
	no := func(r Rule, why string) (humanitarian.Sum, error) {
		return humanitarian.Sum{}, &Refusal{r, killed, injured, humanitarian.Say("refusal." + why), humanitarian.Say("remedy.casualties")}
	}
	switch {
	case k.Indicator != "killed" || i.Indicator != "injured":
		return no(7, "not_killed_and_injured")
	case k.Status != i.Status:
		return no(5, "status_differs")
	case !k.IsObserved() || !i.IsObserved():
		return no(6, "not_observed")
	case k.Source.Name != i.Source.Name || k.Place.Key() != i.Place.Key() || window(reg, k) != window(reg, i):
		return no(7, "source_place_or_window")
	}
	return humanitarian.Add(k.Quantity, i.Quantity)
}

// An Imbalance is three figures of one source that are not expected to add up.
type Imbalance struct {
	Earlier, Later, Outflow humanitarian.Figure   // of several flows out, the last
	Inflow                  []humanitarian.Figure // published for the time between the two stocks
	Reasons                 []humanitarian.Phrase
}

// Balance applies rule 13 to figures, which a brief already selected: for one
// source, place and definition, the latest stock of displaced people must lie
// within the highest earlier stock, plus who was newly displaced, less what
// returned, by intervals: the newest count of returns, or flows of separate days.
// About and nearly are read as the number they print. A consistent set gives
// nothing.
func Balance(reg *humanitarian.Register, figures []humanitarian.Figure) []Imbalance {
	var out []Imbalance
	for _, last := range figures {
		if last.Indicator != "idps" || !last.Quantity.HasNumber() || !counts(last) || newer(figures, last) {
			continue
		}
		peak, ok := highest(figures, last)
		if !ok {
			continue
		}
		returns := returnsUntil(reg, figures, peak, last)
		if len(returns) == 0 {
			continue
		}
		expected := interval(peak.Quantity, true)
		for _, f := range returns {
			expected = expected.minus(interval(f.Quantity, true))
		}
		in := inflows(reg, figures, peak, last)
		for _, f := range in {
			expected = expected.plus(interval(f.Quantity, true))
		}
		if interval(last.Quantity, true).meets(expected) {
			continue
		}
		out = append(out, Imbalance{Earlier: peak, Later: last, Outflow: returns[0], Inflow: in, Reasons: reasons(peak, last, returns, in)})
	}
	return out
}

func counts(f humanitarian.Figure) bool {
	return f.IsObserved() && !f.IsRelay() && f.PartOf == "" && f.Sex == 0 && f.Age == "" && f.Unit != humanitarian.Permille && f.Unit != humanitarian.Household
}

func alike(f, g humanitarian.Figure) bool {
	return f.Source.Name == g.Source.Name && f.Place.Key() == g.Place.Key() && f.Definition == g.Definition
}

// newer reports whether figures hold a later value of the same stock.
func newer(figures []humanitarian.Figure, f humanitarian.Figure) bool {
	for _, g := range figures {
		if g.Indicator == "idps" && g.ID != f.ID && counts(g) && alike(f, g) && later(g, f) {
			return true
		}
	}
	return false
}

// highest returns the highest earlier stock like f, in the latest wording
// published for its date.
func highest(figures []humanitarian.Figure, f humanitarian.Figure) (best humanitarian.Figure, ok bool) {
	point := func(g humanitarian.Figure) int64 { return humanitarian.SumOf(g.Quantity).Point() }
	for _, g := range figures {
		if g.Indicator != "idps" || !counts(g) || !alike(f, g) || g.AsOf.Compare(f.AsOf) >= 0 {
			continue
		}
		same := g.AsOf == best.AsOf && g.Source.Date.After(best.Source.Date)
		if !ok || same || g.AsOf != best.AsOf && point(g) > point(best) {
			best, ok = g, true
		}
	}
	return best, ok
}

// returnsUntil returns what stood for returns on the day of the stock last, the
// newest first: one count, or, where the source publishes flows, those of separate
// days since the stock peak.
func returnsUntil(reg *humanitarian.Register, figures []humanitarian.Figure, peak, last humanitarian.Figure) []humanitarian.Figure {
	var then []humanitarian.Figure
	for _, g := range figures {
		if g.Indicator == "idp_returns" && counts(g) && alike(last, g) && g.Reference().Compare(last.AsOf) <= 0 {
			then = append(then, g)
		}
	}
	replaced := Replaced(reg, then)
	then = slices.DeleteFunc(then, func(g humanitarian.Figure) bool { _, old := replaced[g.ID]; return old })
	slices.SortStableFunc(then, func(f, g humanitarian.Figure) int {
		return cmp.Or(g.Reference().Compare(f.Reference()), g.Source.Date.Compare(f.Source.Date))
	})
	var out []humanitarian.Figure
	for _, g := range then {
		switch {
		case len(out) == 0:
		case reg.Nature(out[0]) != humanitarian.Flow || reg.Nature(g) != humanitarian.Flow || !g.Reference().After(peak.AsOf) || touchesAny(g, out):
			continue
		}
		out = append(out, g)
	}
	return out
}

func touchesAny(f humanitarian.Figure, list []humanitarian.Figure) bool {
	return slices.ContainsFunc(list, func(g humanitarian.Figure) bool { return f.Period.Touches(g.Period) })
}

// inflows returns the newly displaced that the same source published for the
// time from the earlier stock to the later one; of figures whose days overlap,
// that of the longer time.
func inflows(reg *humanitarian.Register, figures []humanitarian.Figure, peak, last humanitarian.Figure) []humanitarian.Figure {
	between := humanitarian.Period{Start: peak.AsOf, End: last.AsOf}
	var found []humanitarian.Figure
	for _, f := range figures {
		if f.Indicator == "new_displacement" && counts(f) && alike(f, last) && f.Quantity.HasNumber() && f.Period.Touches(between) && !f.Period.End.IsZero() {
			found = append(found, f)
		}
	}
	replaced := Replaced(reg, found)
	found = slices.DeleteFunc(found, func(f humanitarian.Figure) bool { _, old := replaced[f.ID]; return old })
	slices.SortStableFunc(found, func(f, g humanitarian.Figure) int {
		return cmp.Or(f.Period.Start.Compare(g.Period.Start), g.Period.End.Compare(f.Period.End), cmp.Compare(f.Level, g.Level))
	})
	var out []humanitarian.Figure
	for _, f := range found {
		if f.Level != humanitarian.Incident && !touchesAny(f, out) || f.Level == humanitarian.Incident && !touchesAny(f, others(found)) {
			out = append(out, f)
		}
	}
	return out
}

// others returns the figures that are no single incidents.
func others(figures []humanitarian.Figure) []humanitarian.Figure {
	return slices.DeleteFunc(slices.Clone(figures), func(f humanitarian.Figure) bool { return f.Level == humanitarian.Incident })
}

func reasons(peak, last humanitarian.Figure, returns, in []humanitarian.Figure) []humanitarian.Phrase {
	var out []humanitarian.Phrase
	returned := returns[0]
	if start := returned.Period.Start; !start.IsZero() && peak.AsOf.After(start) {
		out = append(out, humanitarian.Say("balance.returned_before", start.String(), peak.AsOf.String()))
	}
	if returned.Reference() != last.AsOf {
		out = append(out, humanitarian.Say("balance.different_days"))
	}
	if len(returns) > 1 {
		out = append(out, humanitarian.Say("balance.more_returns"))
	}
	if len(in) == 0 {
		out = append(out, humanitarian.Say("balance.inflow_unknown"))
	}
	if len(out) == 0 {
		out = append(out, humanitarian.Say("balance.unexplained"))
	}
	return out
}
