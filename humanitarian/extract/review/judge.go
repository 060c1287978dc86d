package review

import (
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// judge looks at the row as a whole. An accepted row that cannot stand is open
// again.
func (rw *row) judge() {
	it := &rw.item
	switch it.Decision {
	case Accept:
		rw.fighters()
		rw.fits()
		rw.dates()
		if strings.TrimSpace(it.Figure.Source.Name) == "" {
			rw.find("source", "no_source", humanitarian.RowFinding)
		}
	case Reject:
		if it.Reason == "" {
			rw.find("reason", "review_no_reason", humanitarian.WarningFinding, it.Proposed.ID)
		}
	}
	if it.Decision != Open && it.Reviewer == "" {
		rw.find("reviewer", "review_no_reviewer", humanitarian.WarningFinding, it.Proposed.ID)
	}
	if rw.bad && it.Decision == Accept {
		it.Decision = Open
	}
}

// fighters guards the worst mistake there is: fighters counted as civilians, or
// as displaced people. It takes a written reason. People of unknown status may
// be found to be civilians; that is said as a warning without one.
func (rw *row) fighters() {
	it := &rw.item
	if it.Reason != "" {
		return
	}
	was, is := it.Proposed.Status, it.Figure.Status
	protected := is == humanitarian.Civilian || is == humanitarian.OtherProtected
	switch {
	case armed(was) && protected:
		rw.find("status", "review_fighters", humanitarian.RowFinding, it.Proposed.ID, was.String(), is.String())
	case armed(was) && !rw.harm(it.Figure.Indicator):
		rw.find("indicator", "review_fighters_moved", humanitarian.RowFinding, it.Proposed.ID, was.String(), it.Figure.Indicator)
	case was == humanitarian.StatusUnknown && protected:
		rw.find("status", "review_status", humanitarian.WarningFinding, it.Proposed.ID, is.String())
	}
}

func armed(s humanitarian.Status) bool {
	return s == humanitarian.Combatant || s == humanitarian.ArmedForces || s == humanitarian.Mixed
}

// harm reports whether an indicator counts people killed, hurt or taken, the
// only ones that fighters have.
func (rw *row) harm(name string) bool {
	i, ok := rw.w.indicator(name)
	return ok && i.Harm
}

// fits holds the unit against the indicator, and wants something to be said.
func (rw *row) fits() {
	f := rw.item.Figure
	if i, ok := rw.w.indicator(f.Indicator); ok && !i.Takes(f.Unit) {
		rw.find("unit", "unit_unfit", humanitarian.RowFinding, i.Name, string(f.Unit))
	}
	if f.Quantity == (humanitarian.Quantity{}) {
		rw.unread("figure", "", "number")
	}
}

// dates wants those that the nature of the indicator needs. The figure is one
// without them, but no brief can count it; so it is taken, with the finding.
func (rw *row) dates() {
	f := rw.item.Figure
	nature := f.Nature
	if nature == humanitarian.NatureOfIndicator {
		i, _ := rw.w.indicator(f.Indicator)
		nature = i.Nature
	}
	switch {
	case nature == humanitarian.Stock && f.AsOf.IsZero():
		rw.find("as_of", "stock_without_asof", humanitarian.WarningFinding)
	case nature == humanitarian.Flow && (f.Period.Start.IsZero() || f.Period.End.IsZero()):
		rw.find("period", "flow_without_period", humanitarian.WarningFinding)
	case nature == humanitarian.Cumulative && f.Period.Start.IsZero():
		rw.find("period", "cumulative_without_origin", humanitarian.WarningFinding)
	}
}
