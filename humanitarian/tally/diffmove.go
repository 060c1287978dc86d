package tally

import (
	"cmp"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A Movement is how far a series moved from the last value of the older
// register to the last of the newer one, and how much of that is correction.
// The figures point into the registers and must not be changed.
//
// What neither a revision nor a declared row explains is not a count of new
// events: nobody said so. It is the rest.
type Movement struct {
	Series   string
	Old, New *humanitarian.Figure
	Kind     DifferenceKind // continued, revised, or the break that shows
	Change   Change         // from Old to New

	// Revised is by how much the record of Old's own day was revised, as the
	// newer register has it; 0 if it was not, or if the two do not compare.
	Revised int64
	// Added are the rows that say what was added late, and Late what they make
	// together. See [Diff] for how the register says it.
	Added []*humanitarian.Figure
	Late  humanitarian.Sum

	unsettled bool // the record of Old's day was revised by nobody knows how much
}

// IsCorrection reports whether the series moved through corrections alone: no
// new event is behind the change.
func (m Movement) IsCorrection() bool {
	if m.Change.Kind != Delta || m.Change.Recorded == 0 && m.Revised == 0 && len(m.Added) == 0 {
		return false
	}
	late, ok := m.late()
	known := !m.unsettled && (m.Change.Bound == "" || m.Old.Reference() == m.New.Reference())
	return ok && known && m.Revised+late == m.Change.Recorded
}

// Rest returns how much of the recorded change neither revisions nor rows added
// late explain, or false where that is not known to the number. Nobody said it:
// it is derived.
func (m Movement) Rest() (int64, bool) {
	late, ok := m.late()
	return m.Change.Recorded - m.Revised - late, ok && !m.unsettled && m.Change.Kind == Delta && m.Change.Bound == ""
}

// late returns what was added late, where that is an exact number.
func (m Movement) late() (int64, bool) {
	high, ok := m.Late.High()
	return m.Late.Low(), len(m.Added) == 0 || ok && high == m.Late.Low()
}

// movements adds the movement of each series that both registers have.
func (d *differ) movements() {
	late := d.lateRows()
	for c, old := range d.before.bySeries {
		new := d.after.bySeries[c]
		if len(new) == 0 {
			continue
		}
		f := &d.after.reg.Figures[new[len(new)-1]]
		g := d.standing(old, f)
		if d.after.nature(f) == humanitarian.Flow || f.Reference().Compare(g.Reference()) < 0 {
			continue // flows of two windows do not follow from one another
		}
		if m, ok := d.movement(g, f, new, late); ok {
			m.Series = c.series
			d.ledger.Movements = append(d.ledger.Movements, m)
		}
	}
	slices.SortFunc(d.ledger.Movements, func(a, b Movement) int {
		return cmp.Or(cmp.Compare(a.Series, b.Series), cmp.Compare(a.New.ID, b.New.ID))
	})
}

// standing returns the last of values, of the last few rather one of f's place.
func (d *differ) standing(values []int, f *humanitarian.Figure) *humanitarian.Figure {
	const few = 32
	for i := len(values) - 1; i >= max(0, len(values)-few); i-- {
		if g := &d.before.reg.Figures[values[i]]; g.Place.Key() == f.Place.Key() {
			return g
		}
	}
	return &d.before.reg.Figures[values[len(values)-1]]
}

// movement returns how a series moved from g to f, or false if it stands still.
func (d *differ) movement(g, f *humanitarian.Figure, values []int, late map[string][]*humanitarian.Figure) (Movement, bool) {
	m := Movement{Old: g, New: f, Change: compare(d.before, d.after, g, f, g.ID == f.ID)}
	if g.ID == f.ID && g.Quantity == f.Quantity && m.Change.Kind != Break {
		return m, false
	}
	m.Kind = d.step(m.Change, g, f)
	if m.Change.Kind != Delta {
		return m, true
	}
	if f.Reference() == g.Reference() {
		m.Revised = m.Change.Recorded
		return m, true
	}
	if now, ok := d.after.figure(g.ID); ok && now.Reference() == g.Reference() {
		if c := compare(d.before, d.after, g, now, true); c.Kind == Delta {
			m.Revised, m.unsettled = c.Recorded, c.Bound != ""
		} else {
			m.unsettled = now.Quantity != g.Quantity
		}
	}
	for i := len(values) - 1; i >= 0; i-- {
		v := &d.after.reg.Figures[values[i]]
		if v.Reference().Compare(g.Reference()) <= 0 {
			break
		}
		for _, r := range late[v.ID] {
			if d.isLate(r, v, g) {
				m.Added = append(m.Added, r)
			}
		}
	}
	d.sumLate(&m)
	return m, true
}

// sumLate adds what came late. What is more than the whole rise is no part of
// it, and is reported instead.
func (d *differ) sumLate(m *Movement) {
	slices.Reverse(m.Added) // earliest first
	for _, r := range m.Added {
		sum, err := m.Late.Plus(humanitarian.SumOf(r.Quantity))
		if err != nil || sum.Low() > m.Change.Recorded-m.Revised {
			d.ledger.Findings = append(d.ledger.Findings, humanitarian.Finding{Code: "late_above_rise", Severity: humanitarian.WarningFinding,
				Positions: []humanitarian.Position{r.Position}, Figures: []string{r.ID, m.New.ID}, Args: []string{m.New.Series}})
			m.Added, m.Late = nil, humanitarian.Sum{}
			return
		}
		m.Late = sum
	}
}

// lateRows returns the rows that say what was added late, by the id of the
// value they are part of.
func (d *differ) lateRows() map[string][]*humanitarian.Figure {
	out := map[string][]*humanitarian.Figure{}
	for _, i := range d.after.figures {
		r := &d.after.reg.Figures[i]
		if r.PartOf != "" && r.Basis == humanitarian.Recorded && r.Reason != "" && isValue(r) && r.Quantity.HasNumber() {
			out[r.PartOf] = append(out[r.PartOf], r)
		}
	}
	return out
}

// isLate reports whether r says what of v was put on record after the day of g.
func (d *differ) isLate(r, v, g *humanitarian.Figure) bool {
	return r.Indicator == v.Indicator && d.after.unit(r) == d.after.unit(v) && r.Status == v.Status && r.Source.Name == v.Source.Name &&
		r.Sex == v.Sex && r.Age == v.Age && r.Group == v.Group && !d.placesDiffer(r, v) && r.Nature != humanitarian.Cumulative &&
		!r.Period.Start.IsZero() && !r.Period.End.IsZero() &&
		r.Period.Start.First().After(g.Reference()) && !r.Period.End.After(v.Reference())
}

// placesDiffer is [placesDiffer] of two rows of the newer register, by the names
// that the desk has of them.
func (d *differ) placesDiffer(r, v *humanitarian.Figure) bool {
	a, _ := d.after.named(r)
	b, _ := d.after.named(v)
	return placesDiffer(a, b)
}
