package brief

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// newWindows returns how each current flow stands to the window before it in its
// series. A ledger has no movement of a flow, because two windows are no earlier
// and later count of one thing; but this week's number beside last week's is the
// first thing that a reader asks for.
func (c *composer) newWindows(l *tally.Ledger) []tally.Movement {
	var out []tally.Movement
	for _, x := range l.Differences {
		if x.Old == nil || x.New == nil || x.New.Series == "" || x.Kind == tally.IDReused || x.Kind == tally.Withdrawn || x.Kind == tally.Added ||
			!ofOneKind(*x.Old, *x.New) || !c.current[x.New.ID] || c.reg.Nature(*x.New) != humanitarian.Flow || !x.New.Reference().After(x.Old.Reference()) {
			continue
		}
		out = append(out, tally.Movement{Series: x.New.Series, Old: x.Old, New: x.New, Kind: x.Kind, Change: x.Change})
	}
	return out
}

// windowBefore returns the last window of the series of f that the previous
// issue had.
func (c *composer) windowBefore(f humanitarian.Figure) (humanitarian.Figure, bool) {
	return tally.Before(slices.DeleteFunc(slices.Clone(c.before.Figures), func(g humanitarian.Figure) bool { return !ofOneKind(g, f) || c.isWithheld(g.ID) }), f)
}

// ofOneKind reports whether two values of a series count the same people or
// things, and both are parts or both are none.
func ofOneKind(f, g humanitarian.Figure) bool {
	return f.Sex == g.Sex && f.Age == g.Age && f.Group == g.Group && f.Sector == g.Sector && f.FacilityType == g.FacilityType && (f.PartOf == "") == (g.PartOf == "")
}

// wholesFirst sorts figures so that each part follows its whole, if that is
// among them.
func (c *composer) wholesFirst(figures []humanitarian.Figure) []humanitarian.Figure {
	parts, has := map[string][]humanitarian.Figure{}, map[string]bool{}
	for _, f := range figures {
		has[f.ID] = true
	}
	for _, f := range figures {
		if has[f.PartOf] {
			parts[f.PartOf] = append(parts[f.PartOf], f)
		}
	}
	var out []humanitarian.Figure
	added := map[string]bool{}
	var add func(f humanitarian.Figure)
	add = func(f humanitarian.Figure) {
		if added[f.ID] {
			return // a part of itself, by a loop
		}
		added[f.ID] = true
		out = append(out, f)
		for _, p := range parts[f.ID] {
			add(p)
		}
	}
	for _, f := range figures {
		if !has[f.PartOf] {
			add(f)
		}
	}
	for _, f := range figures { // what only a loop holds
		add(f)
	}
	return out
}
