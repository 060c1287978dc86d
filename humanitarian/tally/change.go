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

// MarshalText writes the words of k, as String does.
func (k ChangeKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the words of a kind.
func (k *ChangeKind) UnmarshalText(b []byte) error {
	for *k = NotEstablished; *k <= Break; *k++ {
		if k.String() == string(b) {
			return nil
		}
	}
	*k = NotEstablished
	return fmt.Errorf("tally: %q is not a kind of change; use delta, break or not established", b)
}

// A Change is a delta, a break with its reasons, or not established. Recorded
// is the difference of the recorded floors, which for a cumulative figure is a
// rise of the record and no count of new events; Actual is what the bounds
// allow.
type Change struct {
	Kind     ChangeKind            `json:"kind"`
	Recorded int64                 `json:"recorded,omitempty"` // of a delta only
	Actual   Interval              `json:"actual"`             // of a delta only
	Reasons  []humanitarian.Phrase `json:"reasons,omitempty"`  // of a break, or why comparability is not established
}

// Compare returns the change from old to new under rule 12. A declared series
// is continuous until a break shows; without one, two figures compare only if
// both state the same definition. Two empty definitions are not equal.
func Compare(reg *humanitarian.Register, old, new humanitarian.Figure) Change {
	c := Change{Kind: Break}
	differ := func(yes bool, what string, a, b any) {
		if yes {
			c.Reasons = append(c.Reasons, humanitarian.Say("change."+what, fmt.Sprint(a), fmt.Sprint(b)))
		}
	}
	differ(old.Indicator != new.Indicator, "measure", old.Indicator, new.Indicator)
	differ(reg.Nature(old) != reg.Nature(new), "nature", reg.Nature(old), reg.Nature(new))
	differ(reg.Unit(old) != reg.Unit(new), "unit", reg.Unit(old), reg.Unit(new))
	differ(old.Source.Name != new.Source.Name, "source", old.Source.Name, new.Source.Name)
	differ(old.Status != new.Status, "status", old.Status, new.Status)
	differ(old.Sex != new.Sex || old.Age != new.Age || old.Group != new.Group, "group", "", "")
	differ(old.Place.Key() != new.Place.Key() || old.Place.Precision != new.Place.Precision, "place", old.Place.Key(), new.Place.Key())
	differ(reg.Nature(new) != humanitarian.Flow && old.Period.Start != new.Period.Start, "window", old.Period.Start, new.Period.Start)
	differ(reg.Nature(new) == humanitarian.Flow && days(old.Period) != days(new.Period), "window_length", "", "")
	differ(old.Definition != new.Definition, "definition", old.Definition, new.Definition)
	differ(old.Method != new.Method, "method", old.Method, new.Method)
	differ(!old.IsObserved() || !new.IsObserved(), "modality", old.Modality, new.Modality)
	switch {
	case len(c.Reasons) > 0:
		return c
	case old.Series == "" || old.Series != new.Series:
		if old.Definition == "" {
			return Change{Kind: NotEstablished, Reasons: []humanitarian.Phrase{humanitarian.Say("change.nothing_connects")}}
		}
	}
	actual := interval(new.Quantity, false).minus(interval(old.Quantity, false))
	unknown := func(why string) Change {
		return Change{Kind: NotEstablished, Reasons: []humanitarian.Phrase{humanitarian.Say("change." + why)}}
	}
	switch {
	case !old.Quantity.HasNumber() || !new.Quantity.HasNumber():
		return unknown("no_number")
	case reg.Nature(new) != humanitarian.Cumulative && (actual.Low == nil || actual.High == nil):
		return unknown("open_bounds") // the floor of a stock is no count of it
	}
	s, t := humanitarian.SumOf(old.Quantity), humanitarian.SumOf(new.Quantity)
	return Change{Kind: Delta, Recorded: t.Point() - s.Point(), Actual: actual}
}

// days returns how many days a closed period has, or 0.
func days(p humanitarian.Period) int {
	if p.Start.IsZero() || p.End.IsZero() {
		return 0
	}
	return p.Start.First().DaysUntil(p.End.Last()) + 1
}

// Before returns the newest value of f's series that speaks of an earlier time
// than f, in the latest wording published for it. Figures are those a brief
// knows. A relay, a part and what was not observed is no value.
func Before(figures []humanitarian.Figure, f humanitarian.Figure) (before humanitarian.Figure, ok bool) {
	for _, g := range figures {
		if f.Series == "" || g.Series != f.Series || g.ID == f.ID || g.IsRelay() || !g.IsObserved() || g.Reference().Compare(f.Reference()) >= 0 {
			continue
		}
		if !ok || later(g, before) {
			before, ok = g, true
		}
	}
	return before, ok
}
