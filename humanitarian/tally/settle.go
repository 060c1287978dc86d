package tally

import (
	"cmp"
	"math"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A precedence says which of two values of a series stands.
type precedence uint8

const (
	both   precedence = iota
	newest            // the one published later
	first             // the one published earlier
)

// settles says which of two values of a series stands, of which g was published
// no later than f. [Replaced] has the table.
func settles(reg *humanitarian.Register, f, g humanitarian.Figure) precedence {
	in := func(a, b humanitarian.Figure) bool {
		return alikeButSource(reg, a, b) && (a.Quantity.HasNumber() || !b.Quantity.HasNumber())
	}
	p := newest
	switch c := until(reg, f).Compare(until(reg, g)); {
	case order(reg, f, g) == 0:
		return both
	case c >= 0 && reg.Nature(f) == humanitarian.Cumulative && begunAnew(f, g):
		return both
	case c >= 0:
	case reg.Nature(f) != humanitarian.Cumulative:
		p = first
	case broken(reg, f, g):
		return both
	case !saysMore(f.Quantity, g.Quantity):
		p = first
	}
	if p == newest && in(f, g) || p == first && in(g, f) {
		return p
	}
	return both
}

// order compares two values of a series by publication, then by the day until
// which they speak.
func order(reg *humanitarian.Register, f, g humanitarian.Figure) int {
	return cmp.Or(f.Source.Date.Compare(g.Source.Date), until(reg, f).Compare(until(reg, g)), f.Reference().Compare(g.Reference()))
}

// until returns the last day a figure speaks of: the end of the window of a flow
// or a cumulative count, else the day its reference names.
func until(reg *humanitarian.Register, f humanitarian.Figure) humanitarian.Date {
	if n := reg.Nature(f); !f.Period.End.IsZero() && (n == humanitarian.Cumulative || n == humanitarian.Flow) {
		return f.Period.End
	}
	return f.Reference()
}

// broken reports whether a break shows between two values of a series, other
// than a place that holds the other.
func broken(reg *humanitarian.Register, f, g humanitarian.Figure) bool {
	s := &side{reg: reg}
	return slices.ContainsFunc(breaks(s, s, &g, &f), func(p humanitarian.Phrase) bool { return p.Key != "change.place" })
}

// begunAnew reports whether the count f is not g carried on: it begins later, or
// counts what it calls something else.
func begunAnew(f, g humanitarian.Figure) bool {
	return !g.Period.Start.IsZero() && f.Period.Start.After(g.Period.Start) || f.Definition != "" && g.Definition != "" && f.Definition != g.Definition
}

// takesBack reports whether f takes back g: a cumulative count of the same
// origin that was published later, for a window that ends earlier, and puts more
// on record. A count does not fall, so both cannot hold.
func takesBack(after *side, f, g *humanitarian.Figure) bool {
	return after.nature(f) == humanitarian.Cumulative && f.Period.Start == g.Period.Start && f.Source.Date.After(g.Source.Date) &&
		until(after.reg, *f).Compare(until(after.reg, *g)) < 0 && saysMore(f.Quantity, g.Quantity)
}

// saysMore reports whether q puts more on record than r. A number is not held
// against a word, which may mean it.
func saysMore(q, r humanitarian.Quantity) bool {
	if q.HasNumber() && !r.HasNumber() || r.Form() == humanitarian.Withheld {
		return false
	}
	low, ok := floor(q)
	bound, ok2 := floor(r)
	return onRecord(q) > max(onRecord(r), ceiling(r)) || ok && ok2 && low > bound && ceiling(r) == 0
}

// onRecord returns the number that q puts on record: that of an estimate, else
// the floor, and the least that a word can mean. A ceiling puts nothing on record.
func onRecord(q humanitarian.Quantity) int64 {
	if q.Form() == humanitarian.Some {
		return 1
	}
	q = ACLEDFloors.Floor(q)
	low, _ := floor(q)
	return max(low, humanitarian.SumOf(q).Point())
}

// floor returns the least that q can mean, as far as its source says: more than
// 69 begins at 70.
func floor(q humanitarian.Quantity) (int64, bool) {
	low, ok := q.Low()
	if q.Form() == humanitarian.MoreThan && low < math.MaxInt64 {
		low++
	}
	return low, ok
}

// ceiling returns the most that q can mean where a source said no more than
// that, else 0.
func ceiling(q humanitarian.Quantity) int64 {
	if q.Form() != humanitarian.AtMost && q.Form() != humanitarian.LessThan {
		return 0
	}
	high, _ := q.High()
	return high
}

// mayReplace applies what role and modality say: what is pending, disputed or
// withdrawn replaces only its like, and a forecast only a forecast.
func mayReplace(f, g humanitarian.Figure) bool {
	open := f.Role == humanitarian.Pending || f.Role == humanitarian.Disputed || f.Role == humanitarian.Withdrawn
	return (!open || f.Role == g.Role) && f.IsObserved() == g.IsObserved() && (f.IsObserved() || f.Modality == g.Modality)
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

// later orders by the date spoken of, then by publication.
func later(f, g humanitarian.Figure) bool {
	if c := f.Reference().Compare(g.Reference()); c != 0 {
		return c > 0
	}
	return f.Source.Date.Compare(g.Source.Date) > 0
}
