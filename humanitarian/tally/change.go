package tally

import (
	"fmt"
	"slices"
	"strconv"

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

// A RecordedBound says that a recorded difference is no exact number, because one
// of the two floors is strict: from 46 to more than 200 is more than 154. Of a
// fall it speaks of how far that went. The zero value bounds nothing.
type RecordedBound string

// RecordedMore is the only bound: a rise from a strict floor has none from below,
// so that [Compare] says that comparability is not established.
const RecordedMore RecordedBound = "more_than"

// A Change is a delta, a break with its reasons, or not established. Recorded
// is the difference of the recorded floors, which for a cumulative figure is a
// rise of the record and no count of new events; Actual is what the bounds
// allow.
type Change struct {
	Kind     ChangeKind            `json:"kind"`
	Recorded int64                 `json:"recorded,omitempty"` // of a delta only
	Bound    RecordedBound         `json:"bound,omitempty"`    // of Recorded
	Actual   Interval              `json:"actual"`             // of a delta only
	Reasons  []humanitarian.Phrase `json:"reasons,omitempty"`  // of a break, or why comparability is not established
}

// Phrase returns what may be said of c between figures of a nature: of
// cumulative ones the rise of what was recorded, of any other what the bounds
// allow. For a break, and where comparability is not established, the reasons
// belong into it.
func (c Change) Phrase(n humanitarian.Nature) humanitarian.Phrase {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	low, high := c.Actual.Low, c.Actual.High
	switch {
	case c.Kind == Break:
		return humanitarian.Say("change.break")
	case c.Kind != Delta || n != humanitarian.Cumulative && (low == nil || high == nil):
		return humanitarian.Say("change.not_established")
	case n == humanitarian.Cumulative && c.Recorded != 0:
		key := "change.recorded"
		if c.Recorded < 0 {
			key = "change.revised"
		}
		if c.Bound != "" {
			key += "_" + string(c.Bound)
		}
		return humanitarian.Say(key, number(c.Recorded))
	case n == humanitarian.Cumulative || *low == 0 && *high == 0:
		return humanitarian.Say("change.none")
	case *low == *high:
		return humanitarian.Say("change.delta", number(*low))
	}
	return humanitarian.Say("change.between", number(*low), number(*high))
}

// Compare returns the change from old to new under rule 12. A declared series
// is continuous until a break shows; without one, two figures compare only if
// both state the same definition. Two empty definitions are not equal. Parts
// compare only if their wholes do. A cumulative value that its source took back,
// by publishing more for a window that ends earlier, compares with none published
// since: see [Replaced].
//
// A figure of an edition that names no places and facilities is compared by the
// names that its row has in reg, so that the edition does not decide what breaks.
func Compare(reg *humanitarian.Register, old, new humanitarian.Figure) Change {
	s := &side{reg: reg}
	return compare(s, s, &old, &new, false)
}

// Assert is [Compare] on the signed word of an editor that two figures count
// alike: of one definition, by one method, in one area, in one series. Nobody
// can assert it across unit, source, window origin, status or people; those
// breaks stay.
func Assert(reg *humanitarian.Register, old, new humanitarian.Figure) Change {
	s := &side{reg: reg}
	before, _ := s.named(&old)
	after, _ := s.named(&new)
	old, new = *before, *after
	old.Definition, old.Method, old.Place, old.Origin, old.Basis = new.Definition, new.Method, new.Place, new.Origin, new.Basis
	old.PartOf = ""
	return compare(s, s, &old, &new, true)
}

// compare is [Compare] of figures of two registers. Those that are linked, as
// revisions of one row are, need no series to connect them.
func compare(before, after *side, old, new *humanitarian.Figure, linked bool) Change {
	if reasons := breaks(before, after, old, new); len(reasons) > 0 {
		return Change{Kind: Break, Reasons: reasons}
	}
	unknown := func(why string) Change {
		return Change{Kind: NotEstablished, Reasons: []humanitarian.Phrase{humanitarian.Say("change." + why)}}
	}
	if !linked && (old.Series == "" || old.Series != new.Series) && old.Definition == "" {
		return unknown("nothing_connects")
	}
	if takesBack(before, old, new) || takesBack(after, new, old) || after.tookBack(old, new) {
		return unknown("taken_back")
	}
	if !linked && placeUnknown(before, after, old, new) {
		return unknown("place_unknown")
	}
	if !old.Quantity.HasNumber() || !new.Quantity.HasNumber() {
		return unknown("no_number")
	}
	c, ok := difference(after.nature(new), after.unit(new), old.Quantity, new.Quantity)
	switch {
	case ok:
		return c
	case c.Actual.Low == nil || c.Actual.High == nil:
		return unknown("open_bounds")
	}
	return unknown("ranges")
}

// breaks lists why new does not go on from old: whatever they count otherwise.
func breaks(before, after *side, old, new *humanitarian.Figure) (reasons []humanitarian.Phrase) {
	old, oldNamed := before.named(old)
	new, newNamed := after.named(new)
	differ := func(yes bool, what string, args ...string) {
		if yes {
			reasons = append(reasons, humanitarian.Say(what, args...))
		}
	}
	nature, unit, was, unitWas := after.nature(new), after.unit(new), before.nature(old), before.unit(old)
	differ(old.Indicator != new.Indicator, "change.measure", old.Indicator, new.Indicator)
	differ(was != nature, "change.nature", was.String(), nature.String())
	differ(unitWas != unit, "change.unit", string(unitWas), string(unit))
	differ(old.Source.Name != new.Source.Name, "change.source", old.Source.Name, new.Source.Name)
	differ(old.Status != new.Status, "change.status", old.Status.String(), new.Status.String())
	differ(old.Sex != new.Sex || old.Age != new.Age || old.Group != new.Group, "change.group")
	differ(placesDiffer(old, new), "change.place", old.Place.Key(), new.Place.Key())
	differ(!slices.Equal(old.Origin, new.Origin), "diff.origin")
	differ(nature != humanitarian.Flow && old.Period.Start != new.Period.Start, "change.window", old.Period.Start.String(), new.Period.Start.String())
	differ(nature == humanitarian.Flow && days(old.Period) != days(new.Period), "change.window_length")
	differ(old.Basis != new.Basis, "diff.basis")
	differ(old.Definition != new.Definition, "change.definition", old.Definition, new.Definition)
	differ(old.Method != new.Method, "change.method", old.Method, new.Method)
	differ(!old.IsObserved() || !new.IsObserved(), "change.modality")
	differ(verificationDiffers(old.Verification, new.Verification), "diff.verification", old.Verification.String(), new.Verification.String())
	differ(old.Event != new.Event && after.has(column("event")) || (old.Level == humanitarian.Incident) != (new.Level == humanitarian.Incident), "diff.event")
	differ(old.Sector != new.Sector, "diff.sector")
	differ(old.FacilityType != new.FacilityType || old.FacilityName != new.FacilityName && oldNamed && newNamed && after.has(column("facility")) || old.Damage != new.Damage ||
		old.Function != new.Function || old.Access != new.Access, "diff.facility")
	differ(len(reasons) == 0 && wholesDiffer(before, after, old, new), "diff.whole")
	return reasons
}

// placesDiffer reports whether two figures speak of different places. Where
// P-codes do not say it all, the names do. A source that words one vague area
// otherwise in one series still speaks of it.
func placesDiffer(old, new *humanitarian.Figure) bool {
	a, b := old.Place, new.Place
	if a.Key() != b.Key() || a.Precision != b.Precision {
		return true
	}
	return namesMatter(old, new) && a.Name != b.Name && a.Name != "" && b.Name != ""
}

// namesMatter reports whether the names of two places of the same codes tell
// them apart.
func namesMatter(old, new *humanitarian.Figure) bool {
	if p := old.Place.Precision; len(old.Place.Codes) == 0 || p == humanitarian.Part {
		return true
	} else if p == humanitarian.Whole || p == humanitarian.PrecisionNotStated {
		return false
	}
	return old.Series == "" || old.Series != new.Series
}

// verificationDiffers reports a step between numbers that stand in different
// columns (rule 11): estimates, those nobody verified, those that somebody did.
func verificationDiffers(a, b humanitarian.Verification) bool {
	bucket := func(v humanitarian.Verification) humanitarian.Verification {
		switch v {
		case humanitarian.Estimated, humanitarian.Unverified, humanitarian.Verified:
			return v
		}
		return humanitarian.VerificationNotStated
	}
	a, b = bucket(a), bucket(b)
	return a != b && a != humanitarian.VerificationNotStated && b != humanitarian.VerificationNotStated
}

// wholesDiffer reports whether two parts belong to wholes between which a break
// shows: a share of the identified is no later value of a share of all.
func wholesDiffer(before, after *side, old, new *humanitarian.Figure) bool {
	for range 8 { // deeper nesting than any source prints; a loop ends here
		a, ok := before.figure(old.PartOf)
		b, ok2 := after.figure(new.PartOf)
		if old.PartOf == "" || new.PartOf == "" || !ok || !ok2 {
			return false
		}
		if a.Series != b.Series && a.ID != b.ID || unlikeWholes(before, after, a, b) {
			return true
		}
		old, new = a, b
	}
	return true
}

func unlikeWholes(before, after *side, a, b *humanitarian.Figure) bool {
	a, _ = before.named(a)
	b, _ = after.named(b)
	return a.Indicator != b.Indicator || a.Source.Name != b.Source.Name || a.Status != b.Status || before.unit(a) != after.unit(b) ||
		a.Definition != b.Definition || placesDiffer(a, b) || verificationDiffers(a.Verification, b.Verification) ||
		after.nature(b) != humanitarian.Flow && a.Period.Start != b.Period.Start
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
