package tally

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A side is a register that is held against another: its figures in force, and
// where to find them. Without an index it searches.
type side struct {
	reg        *humanitarian.Register
	figures    []int // in force and known by the as-of date
	byID       map[string]int
	bySeries   map[cell][]int // what was observed and no relay repeats, earliest first
	open       map[cell][]int // of each series what is pending or disputed
	indicators map[string]humanitarian.Indicator
	taken      map[string]int                   // ids of values that a later publication took back, to the value that did
	filled     columns                          // that any figure fills
	lacks      columns                          // that the other side never fills: what an edition leaves out is no difference
	whole      map[revised]*humanitarian.Figure // rows as the desk has them, if it said so
}

// A revised names one revision of a row.
type revised struct {
	id       string
	revision int
}

// rowsOf indexes the rows of a register by id and revision; of equal ones the
// first counts. Nil has no index.
func rowsOf(reg *humanitarian.Register) map[revised]*humanitarian.Figure {
	if reg == nil {
		return nil
	}
	out := make(map[revised]*humanitarian.Figure, len(reg.Figures))
	for i := range reg.Figures {
		f := &reg.Figures[i]
		if at := (revised{f.ID, f.Revision}); out[at] == nil {
			out[at] = f
		}
	}
	return out
}

// named returns f with the names of its place and facility, which an edition
// leaves out of it, as the desk has them; f itself where it has names or there
// are none. It reports whether the names are known.
func (s *side) named(f *humanitarian.Figure) (*humanitarian.Figure, bool) {
	if f.Place.Name != "" || f.FacilityName != "" || f.ID == "" {
		return f, true
	}
	row, ok := s.whole[revised{f.ID, f.Revision}]
	if s.whole == nil && s.byID == nil {
		i := slices.IndexFunc(s.reg.Figures, func(g humanitarian.Figure) bool { return g.ID == f.ID && g.Revision == f.Revision })
		if i < 0 {
			return f, true // of another register: all there is to know
		}
		row, ok = &s.reg.Figures[i], true
	}
	if !ok {
		return f, s.whole == nil
	}
	if row.Place.Name == "" && row.FacilityName == "" {
		return f, true
	}
	g := *f
	g.Place.Name, g.FacilityName = row.Place.Name, row.FacilityName
	return &g, true
}

// namesNone reports whether no row of s names its place, as in a file made for
// the public, and the desk did not say what they are.
func (s *side) namesNone() bool {
	return s.byID != nil && s.whole == nil && s.filled&column("place_name") == 0
}

// placeUnknown reports whether nobody can tell that two figures of the same codes
// speak of one place or facility, because one of them is not named.
func placeUnknown(before, after *side, old, new *humanitarian.Figure) bool {
	a, known := before.named(old)
	b, known2 := after.named(new)
	oneNamed := (a.Place.Name == "") != (b.Place.Name == "")
	switch {
	case a.Place.Precision == humanitarian.Part && (oneNamed || before.namesNone() && after.namesNone()):
		return true // part of an area, and nothing says which
	case known && known2:
		return false
	}
	return oneNamed && namesMatter(a, b) || (a.FacilityName == "") != (b.FacilityName == "")
}

// newSide indexes the figures of reg that were known by a date; zero is all. Of
// equal ids the highest revision counts, of equal revisions the first.
func newSide(reg *humanitarian.Register, asOf humanitarian.Date) *side {
	s := &side{reg: reg, byID: make(map[string]int, len(reg.Figures)), bySeries: map[cell][]int{}, open: map[cell][]int{}, indicators: map[string]humanitarian.Indicator{}}
	for _, i := range reg.Indicators {
		if _, twice := s.indicators[i.Name]; !twice {
			s.indicators[i.Name] = i
		}
	}
	known := make([]bool, len(reg.Figures))
	for i := range reg.Figures {
		f := &reg.Figures[i]
		if known[i] = wasKnown(f, asOf); !known[i] || f.ID == "" {
			continue
		}
		if j, ok := s.byID[f.ID]; !ok || f.Revision > reg.Figures[j].Revision {
			s.byID[f.ID] = i
		}
	}
	for i := range reg.Figures {
		f := &reg.Figures[i]
		if !known[i] || f.ID == "" || s.byID[f.ID] != i {
			continue
		}
		s.figures = append(s.figures, i)
		s.filled |= filled(f)
	}
	return s
}

// indexSeries sorts the values of each series, after it is known which columns
// the other side lacks. What was taken back is no value.
func (s *side) indexSeries(other *side) {
	s.lacks = ^other.filled
	for _, i := range s.figures {
		f := &s.reg.Figures[i]
		switch {
		case f.Series == "":
		case isValue(f):
			s.bySeries[s.cellOf(f)] = append(s.bySeries[s.cellOf(f)], i)
		case isOpen(f):
			s.open[s.openCell(f)] = append(s.open[s.openCell(f)], i)
		}
	}
	s.taken = map[string]int{}
	for c, values := range s.bySeries {
		s.inOrder(values)
		s.bySeries[c] = s.withoutTaken(values)
	}
}

// has reports whether both sides fill a column somewhere. Without an index both
// do.
func (s *side) has(c columns) bool {
	return s.whole != nil && c == column("facility") || s.lacks&c == 0 && (s.byID == nil || s.filled&c != 0)
}

// wasKnown reports whether f was published by a date and speaks of none after
// it; zero is any date.
func wasKnown(f *humanitarian.Figure, asOf humanitarian.Date) bool {
	return asOf.IsZero() || !f.Source.Date.IsZero() && !f.Source.Date.After(asOf) && !f.Reference().After(asOf)
}

// isValue reports whether f may be a value of its series: something was
// observed, by the source itself, and nobody took it back or left it open.
func isValue(f *humanitarian.Figure) bool {
	return f.IsObserved() && !f.IsRelay() && f.Role != humanitarian.Withdrawn && !isOpen(f)
}

// isOpen reports whether f is left open: it is neither counted nor a rival.
func isOpen(f *humanitarian.Figure) bool {
	return f.Role == humanitarian.Pending || f.Role == humanitarian.Disputed
}

// figure returns the figure in force with an id.
func (s *side) figure(id string) (*humanitarian.Figure, bool) {
	if id == "" {
		return nil, false
	}
	if s.byID != nil {
		i, ok := s.byID[id]
		if !ok {
			return nil, false
		}
		return &s.reg.Figures[i], true
	}
	best := -1
	for i := range s.reg.Figures {
		if f := &s.reg.Figures[i]; f.ID == id && (best < 0 || f.Revision > s.reg.Figures[best].Revision) {
			best = i
		}
	}
	if best < 0 {
		return nil, false
	}
	return &s.reg.Figures[best], true
}

func (s *side) indicator(name string) humanitarian.Indicator {
	if s.indicators != nil {
		return s.indicators[name]
	}
	i, _ := s.reg.Indicator(name)
	return i
}

func (s *side) nature(f *humanitarian.Figure) humanitarian.Nature {
	if f.Nature != humanitarian.NatureOfIndicator {
		return f.Nature
	}
	return s.indicator(f.Indicator).Nature
}

func (s *side) unit(f *humanitarian.Figure) humanitarian.Unit {
	if f.Unit != "" {
		return f.Unit
	}
	if i := s.indicator(f.Indicator); len(i.Units) > 0 {
		return i.Units[0]
	}
	return ""
}
