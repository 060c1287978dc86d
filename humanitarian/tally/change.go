package tally

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A ChangeKind is what may be said of two figures over time. The zero value is
// that comparability is not established.
type ChangeKind uint8

// The kinds of change. Only a delta may carry an arrow.
const (
	NotEstablished ChangeKind = iota
	Delta
	Break
)

// String returns not established, delta or break.
func (k ChangeKind) String() string {
	return [...]string{"not established", "delta", "break"}[min(k, Break)]
}

// A Change is a delta, a break with its reasons, or not established. Recorded
// is the difference of the recorded floors, Actual what the bounds allow.
type Change struct {
	Kind     ChangeKind
	Recorded int64 // of a delta only
	Actual   Interval
	Reasons  []string
}

// Compare returns the change from old to new under rule 12. A declared series
// is continuous until a break shows; without one, two figures compare only if
// both state the same definition. Two empty definitions are not equal.
func Compare(reg *humanitarian.Register, old, new humanitarian.Figure) Change {
	c := Change{Kind: Break}
	differ := func(yes bool, what string, a, b any) {
		if yes {
			c.Reasons = append(c.Reasons, fmt.Sprintf("%s: %v, then %v", what, a, b))
		}
	}
	differ(old.Indicator != new.Indicator, "measure", old.Indicator, new.Indicator)
	differ(reg.Nature(old) != reg.Nature(new), "nature", reg.Nature(old), reg.Nature(new))
	differ(reg.Unit(old) != reg.Unit(new), "unit", reg.Unit(old), reg.Unit(new))
	differ(old.Source.Name != new.Source.Name, "source", old.Source.Name, new.Source.Name)
	differ(old.Status != new.Status, "status", old.Status, new.Status)
	differ(old.Sex != new.Sex || old.Age != new.Age || old.Group != new.Group, "group", group(old), group(new))
	differ(old.Place.Key() != new.Place.Key() || old.Place.Precision != new.Place.Precision, "place", place(old), place(new))
	differ(reg.Nature(new) != humanitarian.Flow && old.Period.Start != new.Period.Start, "start of the window", old.Period.Start, new.Period.Start)
	differ(old.Definition != new.Definition, "definition", old.Definition, new.Definition)
	differ(old.Method != new.Method, "method", old.Method, new.Method)
	differ(!old.IsObserved() || !new.IsObserved(), "modality", old.Modality, new.Modality)
	switch {
	case len(c.Reasons) > 0:
		return c
	case old.Series == "" || old.Series != new.Series:
		if old.Definition == "" {
			return Change{Kind: NotEstablished, Reasons: []string{"no series and no definition connects them"}}
		}
	}
	if !old.Quantity.HasNumber() || !new.Quantity.HasNumber() {
		return Change{Kind: NotEstablished, Reasons: []string{"one of them has no number"}}
	}
	s, t := humanitarian.SumOf(old.Quantity), humanitarian.SumOf(new.Quantity)
	return Change{Kind: Delta, Recorded: t.Point() - s.Point(), Actual: interval(new.Quantity, false).minus(interval(old.Quantity, false))}
}

func group(f humanitarian.Figure) string {
	return fmt.Sprintf("%s %s %s", f.Sex, f.Age, f.Group)
}

func place(f humanitarian.Figure) string {
	if f.Place.Key() == "" {
		return "the whole country"
	}
	return f.Place.Precision.String() + " of " + f.Place.Key()
}
