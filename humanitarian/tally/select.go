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
	ids := map[string]bool{}
	for _, f := range kept {
		ids[f.ID] = true
	}
	kept = slices.DeleteFunc(kept, func(f humanitarian.Figure) bool {
		switch by, old := replaced[f.ID]; {
		case old:
			out = append(out, Exclusion{f.ID, 2, humanitarian.Say("exclusion.replaced", by)})
		case q.PartsOf == "" && ids[f.PartOf]:
			out = append(out, Exclusion{f.ID, 9, humanitarian.Say("exclusion.in_whole", f.PartOf)})
		default:
			return false
		}
		return true
	})
	return kept, out
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

// Replaced maps the id of each figure that a later value of its series or a
// supersedes link replaced to the id that did. A relay replaces nothing, a
// forecast only a forecast, what is pending only what was pending; nothing
// replaces what is unlike it; links that run in a circle replace nothing.
// Successive flows of a series count different time and replace one another
// only where their windows are the same.
func Replaced(reg *humanitarian.Register, figures []humanitarian.Figure) map[string]string {
	out := map[string]string{}
	at := make(map[string]int, len(figures))
	series := map[string][]int{}
	for i, f := range figures {
		at[f.ID] = i
		if f.Series != "" {
			series[seriesKey(reg, f)] = append(series[seriesKey(reg, f)], i)
		}
	}
	replace := func(old string, by humanitarian.Figure) {
		j, ok := at[out[old]]
		if !ok || later(by, figures[j]) {
			out[old] = by.ID
		}
	}
	for _, f := range figures {
		if f.ID == "" || f.IsRelay() {
			continue
		}
		for _, l := range f.Links {
			if j, ok := at[l.ID]; ok && l.Kind == humanitarian.Supersedes && alikeButSource(reg, f, figures[j]) {
				replace(l.ID, f)
			}
		}
		for _, k := range series[seriesKey(reg, f)] {
			if replaces(reg, f, figures[k]) {
				replace(figures[k].ID, f)
			}
		}
	}
	dropCircles(out)
	return out
}

// dropCircles takes out replacements that lead back to where they began.
func dropCircles(out map[string]string) {
	var circular []string
	for id := range out {
		seen := map[string]bool{id: true}
		for next, ok := out[id]; ok; next, ok = out[next] {
			if next == id {
				circular = append(circular, id)
			}
			if seen[next] {
				break
			}
			seen[next] = true
		}
	}
	for _, id := range circular {
		delete(out, id)
	}
}

// mayReplace applies what role and modality say: what is pending, disputed or
// withdrawn replaces only its like, and a forecast only a forecast.
func mayReplace(f, g humanitarian.Figure) bool {
	open := f.Role == humanitarian.Pending || f.Role == humanitarian.Disputed || f.Role == humanitarian.Withdrawn
	return (!open || f.Role == g.Role) && f.IsObserved() == g.IsObserved() && (f.IsObserved() || f.Modality == g.Modality)
}

// seriesKey names the values that may replace one another: those of a series,
// and of a flow those of one window and event.
func seriesKey(reg *humanitarian.Register, f humanitarian.Figure) string {
	if reg.Nature(f) == humanitarian.Flow {
		return f.Series + "|" + f.Period.String() + "|" + f.Event
	}
	return f.Series
}

// alikeButSource reports whether f may stand in the place of g: it counts the
// same people or things, in the same place or in one that holds it.
func alikeButSource(reg *humanitarian.Register, f, g humanitarian.Figure) bool {
	return f.ID != g.ID && mayReplace(f, g) && unlike(reg, f, g) == ""
}

// Unlike says in what two values of one series differ so that the later may
// not replace the earlier, or nothing.
func Unlike(reg *humanitarian.Register, f, g humanitarian.Figure) string {
	if later(g, f) {
		f, g = g, f
	}
	if f.Source.Name != g.Source.Name {
		return "source"
	}
	return unlike(reg, f, g)
}

func unlike(reg *humanitarian.Register, f, g humanitarian.Figure) string {
	switch {
	case f.Indicator != g.Indicator || reg.Unit(f) != reg.Unit(g) || reg.Nature(f) != reg.Nature(g):
		return "measure"
	case f.Status != g.Status:
		return "status"
	case f.Sex != g.Sex || f.Age != g.Age || f.Group != g.Group || f.Sector != g.Sector || f.FacilityType != g.FacilityType:
		return "group"
	case f.Event != g.Event || (f.Level == humanitarian.Incident) != (g.Level == humanitarian.Incident):
		return "event"
	case f.PartOf == g.ID && g.ID != "" || g.PartOf == f.ID && f.ID != "":
		return "part_and_whole"
	case !slices.Equal(f.Origin, g.Origin) || !covers(reg, f.Place, g.Place):
		return "place"
	}
	return ""
}

// covers reports whether a is b, or the whole of areas that hold all of b.
func covers(reg *humanitarian.Register, a, b humanitarian.Place) bool {
	if a.Key() == b.Key() && a.Precision == b.Precision {
		return true
	}
	if a.Precision > humanitarian.Whole {
		return a.Key() == b.Key() && a.Precision <= b.Precision
	}
	return !slices.ContainsFunc(b.Codes, func(y string) bool {
		return len(a.Codes) > 0 && !slices.ContainsFunc(a.Codes, func(x string) bool { return reg.LiesIn(y, x) })
	}) && (len(b.Codes) > 0 || len(a.Codes) == 0)
}

// replaces reports whether f is a later value of what g said.
func replaces(reg *humanitarian.Register, f, g humanitarian.Figure) bool {
	if f.Series == "" || f.Series != g.Series || f.Source.Name != g.Source.Name || !alikeButSource(reg, f, g) || !later(f, g) || g.IsRelay() {
		return false
	}
	if g.Quantity.HasNumber() && !f.Quantity.HasNumber() {
		return false // a silence, or a report without a number, takes no number back
	}
	if reg.Nature(f) == humanitarian.Flow {
		return f.Period == g.Period
	}
	return true
}

// later orders by the date spoken of, then by publication.
func later(f, g humanitarian.Figure) bool {
	if c := f.Reference().Compare(g.Reference()); c != 0 {
		return c > 0
	}
	return f.Source.Date.Compare(g.Source.Date) > 0
}
