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
