package tally

import (
	"slices"
	"sort"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A cell names the values of a series that follow one another: those of the
// same people, and wholes apart from parts. What else differs between them is a
// break, and shows.
type cell struct {
	series, age, group, sector, facility, event string
	sex                                         humanitarian.Sex
	part                                        bool
}

func (s *side) cellOf(f *humanitarian.Figure) cell {
	c := cell{series: f.Series, sex: f.Sex, age: f.Age, group: f.Group, sector: f.Sector, facility: f.FacilityType, part: f.PartOf != ""}
	if f.Event != "" && s.has(column("event")) {
		c.event = f.Event
	}
	return c
}

// inOrder sorts values of a series by the day they speak of, then by
// publication.
func (s *side) inOrder(values []int) {
	slices.SortStableFunc(values, func(i, j int) int {
		f, g := &s.reg.Figures[i], &s.reg.Figures[j]
		if c := f.Reference().Compare(g.Reference()); c != 0 {
			return c
		}
		return f.Source.Date.Compare(g.Source.Date)
	})
}

// withoutTaken notes which of the values, in order, one published later took
// back, and returns the others.
func (s *side) withoutTaken(values []int) []int {
	var latest humanitarian.Date
	var out []int
	for n, i := range values {
		f := &s.reg.Figures[i]
		by := -1
		if latest.After(f.Source.Date) { // else nothing before it was published later
			by = slices.IndexFunc(values[:n], func(j int) bool { return s.takes(&s.reg.Figures[j], f) })
		} else {
			latest = f.Source.Date
		}
		if by < 0 {
			out = append(out, i)
		} else {
			s.taken[f.ID] = values[by]
		}
	}
	return out
}

// takes reports whether f took back g, with no break between them.
func (s *side) takes(f, g *humanitarian.Figure) bool {
	return takesBack(s, f, g) && len(breaks(s, s, g, f)) == 0
}

// tookBack reports whether f and what it follows, old, cannot be compared
// because a value published after old and not after f took old back.
func (s *side) tookBack(old, f *humanitarian.Figure) bool {
	if old.Series == "" || s.nature(f) != humanitarian.Cumulative {
		return false
	}
	if s.taken != nil {
		i, ok := s.taken[old.ID]
		return ok && !s.reg.Figures[i].Source.Date.After(f.Source.Date)
	}
	return slices.ContainsFunc(s.reg.Figures, func(g humanitarian.Figure) bool {
		if g.Series != old.Series || g.ID == old.ID || g.Source.Date.After(f.Source.Date) || !isValue(&g) || !s.takes(&g, old) {
			return false
		}
		now, _ := s.figure(g.ID)
		return now.Revision == g.Revision
	})
}

// before returns the values of a cell that speak of a day before d.
func (s *side) before(c cell, d humanitarian.Date) []int {
	values := s.bySeries[c]
	return values[:sort.Search(len(values), func(i int) bool { return s.reg.Figures[values[i]].Reference().Compare(d) >= 0 })]
}

// sameDay returns the value that the older register had for the day and window
// of f in its series, if that row is gone from the newer one.
func (d *differ) sameDay(f *humanitarian.Figure) (*humanitarian.Figure, bool) {
	if f.Series == "" || !isValue(f) || f.Reference().IsZero() {
		return nil, false
	}
	values := d.before.bySeries[d.after.cellOf(f)]
	for _, i := range values[len(d.before.before(d.after.cellOf(f), f.Reference())):] {
		g := &d.before.reg.Figures[i]
		if g.Reference() != f.Reference() {
			break
		}
		if _, stays := d.after.figure(g.ID); !stays && !d.used[g.ID] && g.Place.Key() == f.Place.Key() &&
			(d.after.nature(f) != humanitarian.Flow || g.Period == f.Period) {
			return g, true
		}
	}
	return nil, false
}

// predecessor returns the value that f follows in its series, and the register
// it stands in: the newer one where that has an earlier value, else the older.
func (d *differ) predecessor(f *humanitarian.Figure) (*humanitarian.Figure, *side, bool) {
	if f.Series == "" || !isValue(f) || f.Reference().IsZero() {
		return nil, nil, false
	}
	old := d.before.bySeries[d.after.cellOf(f)]
	if len(old) == 0 || !f.Reference().After(d.before.reg.Figures[old[len(old)-1]].Reference()) {
		return nil, nil, false // it came late: the series had gone on without it
	}
	a, okA := d.after.nearest(f)
	b, okB := d.before.nearest(f)
	if okA && (!okB || a.Reference().Compare(b.Reference()) >= 0) {
		return a, d.after, true
	}
	return b, d.before, okB
}

// leftOpen returns the figure that the older register left pending or disputed and
// that f follows in its series. An open figure is no value: no change is measured
// from it, whether it counts now or not.
func (d *differ) leftOpen(f *humanitarian.Figure) (*humanitarian.Figure, bool) {
	if f.Series == "" || !isValue(f) && !isOpen(f) || f.Reference().IsZero() {
		return nil, false
	}
	var last *humanitarian.Figure
	for _, i := range d.before.open[d.after.openCell(f)] {
		g := &d.before.reg.Figures[i]
		if g.Place.Key() == f.Place.Key() && !g.Reference().After(f.Reference()) && (last == nil || g.Reference().After(last.Reference())) {
			last = g
		}
	}
	return last, last != nil
}

// openCell is the cell of a figure that is left open: whether it was a part of
// another that is open does not tell.
func (s *side) openCell(f *humanitarian.Figure) cell {
	c := s.cellOf(f)
	c.part = false
	return c
}

// nearest returns the last value of f's series before f; of the last few, one
// of the same place goes before one of another.
func (s *side) nearest(f *humanitarian.Figure) (*humanitarian.Figure, bool) {
	const few = 32
	values := s.before(s.cellOf(f), f.Reference())
	for i := len(values) - 1; i >= max(0, len(values)-few); i-- {
		if g := &s.reg.Figures[values[i]]; g.Place.Key() == f.Place.Key() {
			return g, true
		}
	}
	if len(values) == 0 {
		return nil, false
	}
	return &s.reg.Figures[values[len(values)-1]], true
}
