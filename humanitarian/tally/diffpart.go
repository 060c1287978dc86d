package tally

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// regrouped returns the last value that the older register had of the series of
// f, if that was no part and f is one, or the other way round: the series did
// not end, and f is no new claim. A series that has wholes and parts at once in
// either register goes on in each of them.
func (d *differ) regrouped(f *humanitarian.Figure) (*humanitarian.Figure, bool) {
	if f.Series == "" || !isValue(f) || d.after.isTaken(f) {
		return nil, false
	}
	is := d.after.cellOf(f)
	was := is
	was.part = !is.part
	old := d.before.bySeries[was]
	if len(old) == 0 || len(d.before.bySeries[is]) > 0 || len(d.after.bySeries[was]) > 0 {
		return nil, false
	}
	g := &d.before.reg.Figures[old[len(old)-1]]
	return g, !d.used[g.ID] && f.Reference().Compare(g.Reference()) >= 0
}

// regrouping says that g stood by itself and f is a part, or the other way round.
func (d *differ) regrouping(g, f *humanitarian.Figure) humanitarian.Phrase {
	key, in, part := "diff.now_part", d.after, f
	if f.PartOf == "" {
		key, in, part = "diff.was_part", d.before, g
	}
	whole, ok := in.figure(part.PartOf)
	if !ok {
		return humanitarian.Say(key + "_only")
	}
	return humanitarian.Say(key, whole.Quantity.String())
}
