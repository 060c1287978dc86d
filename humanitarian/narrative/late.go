package narrative

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// addedLate returns what of the rise of a cumulative figure from old to new was
// put on record late, as the rows say that package tally describes with its Diff:
// those deaths are no news of the days between the two.
func (e *evidence) addedLate(old, new humanitarian.Figure) humanitarian.Sum {
	var late humanitarian.Sum
	if e.reg.Nature(new) != humanitarian.Cumulative {
		return late
	}
	for _, r := range e.figures {
		if r.PartOf != new.ID || r.Basis != humanitarian.Recorded || r.Reason == "" || r.Role == humanitarian.Withdrawn || !r.Quantity.HasNumber() ||
			r.Indicator != new.Indicator || r.Status != new.Status || r.Sex != new.Sex || r.Age != new.Age || r.Group != new.Group ||
			r.Period.Start.IsZero() || !r.Period.Start.First().After(old.Reference()) || r.Period.End.After(new.Reference()) {
			continue
		}
		if sum, err := late.Plus(humanitarian.SumOf(r.Quantity)); err == nil {
			late = sum
		}
	}
	return late
}

// hidesBacklog reports whether part of the rise of p was added late and the
// sentence does not say how much of it.
func (v *verdict) hidesBacklog(p pair) bool {
	late := p.late.Low()
	return late > 0 && !slices.ContainsFunc(v.s.numbers, func(n number) bool {
		low, ok := n.Quantity.Low()
		return ok && low == late
	})
}

// isDifferenceOf reports whether w tells the rise or fall of p.
func (w written) isDifferenceOf(e *evidence, p pair) bool {
	a, ok := point(e.figures[p.old].Quantity)
	b, ok2 := point(e.figures[p.new].Quantity)
	return ok && ok2 && w.isDifference(b-a)
}
