package xlsx

import (
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// bounds are the number columns beside a value as said. A nil bound is one the
// source did not give; its cell stays empty. None reported has no bounds here:
// a 0 in a number column would look like somebody's count.
type bounds struct{ low, best, high *int64 }

func boundsOf(v document.Value) bounds {
	keep := func(n int64, ok bool) *int64 {
		if !ok {
			return nil
		}
		return &n
	}
	switch {
	case v.Quantity != nil:
		q := *v.Quantity
		if !q.HasNumber() || q.Form() == humanitarian.None || q.Form() == humanitarian.Withheld {
			return bounds{}
		}
		out := bounds{keep(q.Low()), keep(q.Best()), keep(q.High())}
		if f := q.Form(); f == humanitarian.AtMost || f == humanitarian.LessThan {
			out.low = nil // the source gave no floor; 0 would look like one
		}
		return out
	case v.Sum != nil:
		s := *v.Sum
		high, hasHigh := s.High()
		// A floor of 0 under an open ceiling says nothing; nobody counted 0.
		hasLow := s.Known() && (hasHigh || s.Low() > 0 || s.IsStrict())
		return bounds{keep(s.Low(), hasLow), keep(s.Best()), keep(high, hasHigh)}
	}
	return bounds{}
}

// exact returns the number v is, when its words say no more than the number:
// no bounds, no "at least", no reports without a number.
func exact(v document.Value) (int64, bool) {
	switch {
	case v.Quantity != nil:
		if v.Quantity.Form() != humanitarian.Exact {
			return 0, false
		}
	case v.Sum != nil:
		if v.Sum.Unnumbered() > 0 || v.Sum.IsApproximate() || v.Sum.IsStrict() {
			return 0, false
		}
	case v.Class == document.CountValue:
		return v.Count, true
	default:
		return 0, false
	}
	b := boundsOf(v)
	if b.low == nil || b.best == nil || b.high == nil || *b.low != *b.best || *b.best != *b.high {
		return 0, false
	}
	return *b.best, true
}
