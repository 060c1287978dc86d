package tally

import (
	"cmp"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// AsKnown returns reg as somebody had it on a date (rule 14): without the rows
// that were published later or speak of a later day, and without what the other
// rows say of those. A row without a day of publication stays where it speaks of
// no later day, since nobody can say when it was known. A breakdown of which one
// cell came later is a partial one. A relay of what came later stands for it, as
// what its source said in the words of who printed it; further relays of that
// carry this one. The zero date is no date, and all is known. The register is
// not changed.
//
// What a desk withholds it withholds whenever an issue is made: a row keeps the
// highest sensitivity that any row of its id has, later ones too.
func AsKnown(reg *humanitarian.Register, asOf humanitarian.Date) *humanitarian.Register {
	out := *reg
	out.Figures = make([]humanitarian.Figure, 0, len(reg.Figures))
	known, later := map[string]bool{}, map[string]bool{}
	sensitive := sensitivities(reg)
	cells := map[string][]humanitarian.Figure{} // of a whole, those that came later
	for _, f := range reg.Figures {
		why, ok := knownBy(reg, f, asOf, humanitarian.Period{})
		if ok || why == "unpublished_date" && !f.Reference().After(asOf) {
			known[f.ID] = true
			f.Sensitivity = max(f.Sensitivity, sensitive[f.ID])
			out.Figures = append(out.Figures, f)
			continue
		}
		later[f.ID] = true
		if f.PartOf != "" && f.Partition == humanitarian.Complete {
			cells[f.PartOf] = append(cells[f.PartOf], f)
		}
	}
	unheard := func(id string) bool { return id != "" && later[id] && !known[id] }
	standIn(reg, out.Figures, unheard)
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

// sensitivities returns the highest sensitivity of each id above public.
func sensitivities(reg *humanitarian.Register) map[string]humanitarian.Sensitivity {
	out := map[string]humanitarian.Sensitivity{}
	for _, f := range reg.Figures {
		if f.ID != "" && f.Sensitivity > max(out[f.ID], humanitarian.Public) {
			out[f.ID] = f.Sensitivity
		}
	}
	return out
}

// standIn puts relays in the place of an origin that nobody had heard of. A relay
// is no source of its own (rule 4), and what it prints was said by the source of
// its origin: the relay published first is that claim, and the others carry it.
func standIn(reg *humanitarian.Register, known []humanitarian.Figure, unheard func(id string) bool) {
	var index map[string]int
	first := map[string]int{} // of an origin that nobody had heard of, the relay that stands for it
	relays := map[int]string{}
	for i, f := range known {
		id, ok := f.LinkTo(humanitarian.Quotes)
		if !ok || !unheard(id) {
			continue
		}
		if index == nil {
			index = reg.Index()
		}
		origin := heardFrom(reg, index, id, unheard)
		relays[i] = origin
		if j, ok := first[origin]; !ok || known[j].Source.Date.After(f.Source.Date) {
			first[origin] = i
		}
	}
	for i, origin := range relays {
		f := &known[i]
		carried := origin
		switch j := first[origin]; {
		case !unheard(origin): // a relay of a relay, of which the origin was known
		case i != j:
			carried = known[j].ID
		default:
			carried = ""
			said := reg.Figures[index[origin]].Source
			if said.Name != "" && said.Name != f.Source.Name {
				f.Publisher = cmp.Or(f.Publisher, f.Source.Name)
				f.Source.Name, f.Source.Kind = said.Name, said.Kind
			}
		}
		f.Links = slices.Clone(f.Links)
		k := slices.IndexFunc(f.Links, func(l humanitarian.Link) bool { return l.Kind == humanitarian.Quotes })
		if f.Links[k].ID = carried; carried == "" {
			f.Links = slices.Delete(f.Links, k, k+1)
		}
	}
}

// heardFrom follows the relays from an id that nobody had heard of to the first
// that was known, else to their origin.
func heardFrom(reg *humanitarian.Register, index map[string]int, id string, unheard func(id string) bool) string {
	for seen := map[string]bool{}; unheard(id) && !seen[id]; {
		seen[id] = true
		next, ok := reg.Figures[index[id]].LinkTo(humanitarian.Quotes)
		if !ok {
			break
		}
		if _, ok := index[next]; !ok {
			break
		}
		id = next
	}
	return id
}
