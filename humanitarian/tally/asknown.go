package tally

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// AsKnown returns reg as somebody had it on a date (rule 14): without the rows
// that were published later or speak of a later day, and without what the other
// rows say of those. A row without a day of publication stays where it speaks of
// no later day, since nobody can say when it was known. A breakdown of which one
// cell came later is a partial one. The zero date is no date, and all is known.
// The register is not changed.
func AsKnown(reg *humanitarian.Register, asOf humanitarian.Date) *humanitarian.Register {
	out := *reg
	out.Figures = make([]humanitarian.Figure, 0, len(reg.Figures))
	known, later := map[string]bool{}, map[string]bool{}
	cells := map[string][]humanitarian.Figure{} // of a whole, those that came later
	for _, f := range reg.Figures {
		why, ok := knownBy(reg, f, asOf, humanitarian.Period{})
		if ok || why == "unpublished_date" && !f.Reference().After(asOf) {
			known[f.ID] = true
			out.Figures = append(out.Figures, f)
			continue
		}
		later[f.ID] = true
		if f.PartOf != "" && f.Partition == humanitarian.Complete {
			cells[f.PartOf] = append(cells[f.PartOf], f)
		}
	}
	unheard := func(id string) bool { return id != "" && later[id] && !known[id] }
	for i := range out.Figures {
		f := &out.Figures[i]
		switch {
		case unheard(f.PartOf):
			f.PartOf, f.Partition = "", humanitarian.PartitionNotStated
		case f.Partition == humanitarian.Complete && slices.ContainsFunc(cells[f.PartOf], func(g humanitarian.Figure) bool {
			return unheard(g.ID) && MayAdd(reg, *f, g, Query{}) == nil
		}):
			f.Partition = humanitarian.Partial
		}
		if slices.ContainsFunc(f.Links, func(l humanitarian.Link) bool { return unheard(l.ID) }) {
			f.Links = slices.DeleteFunc(slices.Clone(f.Links), func(l humanitarian.Link) bool { return unheard(l.ID) })
		}
	}
	return &out
}
