package tally

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A Rule is a number of the design's rules on figures, 1 to 15. Zero is a
// finding of the row itself.
type Rule int

// A Query says which figures are asked for. The zero value of each field asks
// for nothing in particular.
type Query struct {
	Indicator string
	Status    humanitarian.Status // of the people; needed for indicators of harm
	Places    []string            // P-codes a figure must carry exactly; nil is any
	Source    string              // only what this source said
	PartsOf   string              // only the parts of this whole

	AsOf   humanitarian.Date   // known by; zero is all
	Period humanitarian.Period // flows must touch it; zero is all
	Upto   humanitarian.Sensitivity

	Unit    humanitarian.Unit // convert to this unit; empty is as counted
	Convert *Conversion       // households to persons
	Floors  Floors            // what a magnitude word is worth

	Left map[string]humanitarian.Phrase // ids left out beforehand, with the reason
}

// A Conversion turns households into persons by an average size that somebody
// stated.
type Conversion struct {
	Size   int64 // persons per household in hundredths: 540 is 5.4
	Source string
}

// Floors is a named policy that gives magnitude words a floor. The zero value
// gives none.
type Floors string

// The policies. ACLED's gives few, several and many 3 and dozens 12; the
// literal one takes the plural at its word: dozens are at least 24.
const (
	NoFloors      Floors = ""
	ACLEDFloors   Floors = "acled"
	LiteralFloors Floors = "literal"
)

// ParseFloors reads the name of a policy; none and empty are [NoFloors].
func ParseFloors(s string) (Floors, error) {
	switch f := Floors(s); f {
	case NoFloors, ACLEDFloors, LiteralFloors:
		return f, nil
	case "none":
		return NoFloors, nil
	}
	return "", fmt.Errorf("tally: %q is not a policy for magnitude words; use none, acled or literal", s)
}

// Floor returns q with the policy's floor, if q is a magnitude word that has one.
func (p Floors) Floor(q humanitarian.Quantity) humanitarian.Quantity {
	if p == NoFloors || q.Form() != humanitarian.Magnitude {
		return q
	}
	floors := map[humanitarian.Word][2]int64{
		humanitarian.Few: {3, 3}, humanitarian.Several: {3, 3}, humanitarian.Many: {3, 3}, humanitarian.Tens: {10, 20},
		humanitarian.Dozens: {12, 24}, humanitarian.Scores: {20, 40}, humanitarian.Hundreds: {100, 200},
		humanitarian.Thousands: {1000, 2000}, humanitarian.TensOfThousands: {10_000, 20_000},
		humanitarian.HundredsOfThousands: {100_000, 200_000}, humanitarian.Millions: {1_000_000, 2_000_000},
	}
	n := floors[q.Word()][0]
	if p == LiteralFloors {
		n = floors[q.Word()][1]
	}
	q, _ = humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.AtLeast, Low: &n})
	return q
}

// An Exclusion is a figure that was left out, by which rule, and why.
type Exclusion struct {
	ID     string              `json:"id"`
	Rule   Rule                `json:"rule"`
	Reason humanitarian.Phrase `json:"reason"` // of the section exclusion of the catalogues, or a finding
}

// Select returns the figures that answer q, in the register's order, and those
// of the same indicator that do not, with the reason. It applies the rules
// that need no second figure, and drops values that a later one replaced and
// parts whose whole is selected.
func Select(reg *humanitarian.Register, q Query) ([]humanitarian.Figure, []Exclusion) {
	var kept []humanitarian.Figure
	var out []Exclusion
	for i, valid := range inForce(reg, q.AsOf) {
		f := reg.Figures[i]
		if f.Indicator != q.Indicator {
			continue
		}
		if !valid {
			out = append(out, Exclusion{f.ID, 2, humanitarian.Say("exclusion.old_revision", strconv.Itoa(f.Revision))})
			continue
		}
		if e, no := q.exclude(reg, f); no {
			out = append(out, e)
			continue
		}
		kept = append(kept, f)
	}
	replaced := Replaced(reg, kept)
	wholes := map[string]string{} // of each figure that could answer, the whole it is part of
	for _, f := range kept {
		wholes[f.ID] = f.PartOf
	}
	kept = slices.DeleteFunc(kept, func(f humanitarian.Figure) bool {
		switch by, old := replaced[f.ID]; {
		case old:
			out = append(out, Exclusion{f.ID, 2, humanitarian.Say("exclusion.replaced", by)})
		case q.PartsOf == "" && isInside(f.ID, wholes):
			out = append(out, Exclusion{f.ID, 9, humanitarian.Say("exclusion.in_whole", f.PartOf)})
		default:
			return false
		}
		return true
	})
	return kept, out
}

// isInside reports whether a figure is part of one that could answer, and that
// one of none that leads back to it: parts in a circle are inside nothing.
func isInside(id string, wholes map[string]string) bool {
	whole, inside := wholes[id], false
	if _, ok := wholes[whole]; !ok {
		return false
	}
	for seen := map[string]bool{id: true}; !seen[whole]; whole = wholes[whole] {
		if _, ok := wholes[whole]; !ok {
			return inside
		}
		seen[whole], inside = true, true
	}
	return false
}

// inForce says of each figure whether it is the highest revision of its id
// that was known by a date; of equal revisions, all are.
func inForce(reg *humanitarian.Register, asOf humanitarian.Date) []bool {
	known := func(f humanitarian.Figure) bool {
		_, ok := knownBy(reg, f, asOf, humanitarian.Period{})
		return ok
	}
	best := make(map[string]int, len(reg.Figures))
	for i, f := range reg.Figures {
		if f.ID == "" {
			continue // each stands for itself
		}
		j, ok := best[f.ID]
		if !ok || f.Revision > reg.Figures[j].Revision && known(f) || !known(reg.Figures[j]) && known(f) {
			best[f.ID] = i
		}
	}
	out := make([]bool, len(reg.Figures))
	for i, f := range reg.Figures {
		out[i] = f.ID == "" || f.Revision == reg.Figures[best[f.ID]].Revision
	}
	return out
}

// InForce returns reg with one revision of each id: the highest known by a
// date. Two rows of one id and revision both stay; that is a finding.
func InForce(reg *humanitarian.Register, asOf humanitarian.Date) *humanitarian.Register {
	out := *reg
	out.Figures = nil
	for i, valid := range inForce(reg, asOf) {
		if valid {
			out.Figures = append(out.Figures, reg.Figures[i])
		}
	}
	return &out
}

// exclude applies the rules that one figure can break alone.
func (q Query) exclude(reg *humanitarian.Register, f humanitarian.Figure) (Exclusion, bool) {
	no := func(r Rule, why string, args ...string) (Exclusion, bool) {
		return Exclusion{f.ID, r, humanitarian.Say("exclusion."+why, args...)}, true
	}
	if f.ID == "" {
		return no(0, "no_id")
	}
	if why, left := q.Left[f.ID]; left {
		return Exclusion{f.ID, 0, why}, true
	}
	if why, ok := knownBy(reg, f, q.AsOf, q.Period); !ok {
		return no(14, why)
	}
	switch {
	case f.Sensitivity > max(q.Upto, humanitarian.Public):
		return no(15, "above_edition")
	case f.Role == humanitarian.Withdrawn, f.Role == humanitarian.Pending, f.Role == humanitarian.Disputed, f.Role == humanitarian.Triangulation:
		return no(3, "role", f.Role.String())
	case !f.IsObserved():
		return no(6, "modality", f.Modality.String())
	case f.IsRelay():
		origin, _ := f.LinkTo(humanitarian.Quotes)
		return no(4, "relays", origin)
	case reg.Unit(f) == humanitarian.Permille:
		return no(7, "share")
	case q.Unit != "" && reg.Unit(f) != q.Unit && !q.converts(reg, f):
		return no(7, "other_unit", string(reg.Unit(f)))
	case q.Places != nil && f.Place.Key() != (humanitarian.Place{Codes: q.Places}).Key():
		return no(8, "other_place")
	case len(q.Places) > 0 && f.Place.Precision > humanitarian.Whole:
		return no(8, "part_of_place", f.Place.Precision.String())
	case q.Source != "" && f.Source.Name != q.Source:
		return no(3, "other_source", f.Source.Name)
	case q.PartsOf != "" && f.PartOf != q.PartsOf:
		return no(9, "not_part", q.PartsOf)
	}
	if ind, _ := reg.Indicator(f.Indicator); ind.Harm && q.Status != humanitarian.StatusNotStated && f.Status != q.Status {
		return no(5, "status", f.Status.String())
	}
	return Exclusion{}, false
}

func (q Query) converts(reg *humanitarian.Register, f humanitarian.Figure) bool {
	return q.Unit == humanitarian.Person && reg.Unit(f) == humanitarian.Household && (q.Convert != nil && q.Convert.Source != "" || f.Household > 0)
}

// knownBy applies rule 14: published by the as-of date, speaking of a date not
// after it, and, for flows, touching the period.
func knownBy(reg *humanitarian.Register, f humanitarian.Figure, asOf humanitarian.Date, period humanitarian.Period) (string, bool) {
	if !asOf.IsZero() {
		switch {
		case f.Source.Date.IsZero():
			return "unpublished_date", false
		case f.Source.Date.After(asOf):
			return "published_later", false
		case f.Reference().After(asOf), f.IsObserved() && f.Period.End.After(asOf):
			return "speaks_later", false
		}
	}
	if n := reg.Nature(f); period != (humanitarian.Period{}) && n != humanitarian.Stock {
		if w := window(reg, f); w != (humanitarian.Period{}) && !w.Touches(period) {
			return "outside_period", false
		}
	}
	return "", true
}

// Known reports whether a brief as of a date and for a period may use f, and
// if not, why.
func Known(reg *humanitarian.Register, f humanitarian.Figure, asOf humanitarian.Date, period humanitarian.Period) (string, bool) {
	return knownBy(reg, f, asOf, period)
}
