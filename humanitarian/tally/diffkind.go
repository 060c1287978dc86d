package tally

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// kindOf says what became of one claim, or Unchanged where the figure is the
// same.
func kindOf(c Change, old, new *humanitarian.Figure) DifferenceKind {
	if c.Kind == Break {
		kind := Unchanged
		for _, r := range c.Reasons {
			if k := kindOfBreak(r.Key, old, new); k != Unchanged && (kind == Unchanged || k < kind) {
				kind = k
			}
		}
		if kind != Unchanged {
			return kind
		}
	}
	if old.Quantity == new.Quantity {
		return Unchanged
	}
	return direction(old.Quantity, new.Quantity)
}

// kindOfBreak sorts a reason. Two forecasts never compare, but one that was
// revised is no other thing.
func kindOfBreak(reason string, old, new *humanitarian.Figure) DifferenceKind {
	switch reason {
	case "change.modality":
		if old.IsObserved() == new.IsObserved() {
			return Unchanged
		}
		return Reclassified
	case "change.measure", "change.nature", "change.unit", "change.status", "change.group", "diff.verification", "diff.sector", "diff.facility", "diff.event":
		return Reclassified
	case "change.source":
		return SourceChanged
	case "change.window":
		return Restarted
	}
	return Rescoped
}

// direction says whether a quantity rose or fell. It did only if neither bound
// went the other way; anything else is said in other words.
func direction(old, new humanitarian.Quantity) DifferenceKind {
	if old.Form() == humanitarian.Magnitude && new.Form() == humanitarian.Magnitude {
		if new.Word() > old.Word() {
			return RevisedUp
		}
		return RevisedDown
	}
	if !old.HasNumber() || !new.HasNumber() || printed(old) == printed(new) {
		return Reworded
	}
	a, b := interval(old, true), interval(new, true)
	low, high := step(a.Low, b.Low, false), step(a.High, b.High, true)
	switch {
	case low >= 0 && high >= 0 && low+high > 0:
		return RevisedUp
	case low <= 0 && high <= 0 && low+high < 0:
		return RevisedDown
	}
	return Reworded
}

// printed returns the numbers that a reader sees in q.
func printed(q humanitarian.Quantity) [3]int64 {
	var out [3]int64
	p := q.Parts()
	for i, n := range []*int64{p.Low, p.Best, p.High} {
		if n != nil {
			out[i] = *n
		}
	}
	for _, n := range out {
		if n != 0 && (q.Form() != humanitarian.Range && q.Form() != humanitarian.Estimate) {
			return [3]int64{n} // at least 70 and 70 print the same number
		}
	}
	return out
}

// step returns whether a bound rose or fell; an open one lies beyond all others.
func step(a, b *int64, high bool) int {
	open := -1
	if high {
		open = 1
	}
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -open
	case b == nil:
		return open
	case *b > *a:
		return 1
	case *b < *a:
		return -1
	}
	return 0
}

// reused reports whether one id tells of two things: two or more of measure,
// source, place and day differ. A row that was revised on purpose may change in
// two at once, but not in three.
func reused(g, f *humanitarian.Figure) bool {
	n := 0
	for _, differs := range []bool{g.Indicator != f.Indicator, g.Source.Name != f.Source.Name, g.Place.Key() != f.Place.Key(), g.Reference() != f.Reference()} {
		if differs {
			n++
		}
	}
	return n > 2 || n == 2 && f.Revision <= g.Revision
}
