package tally

import (
	"cmp"
	"maps"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Replaced maps the id of each figure that another one replaced to the id of
// the one that stands in its place.
//
// # Series
//
// Within a series the newest publication settles, in the order in which its
// source published the values ("until" is the last day of a window, or the
// as-of day of a stock):
//
//	nature      published later, and it speaks                what stands
//	stock       until a later day, or the same                the newer publication
//	stock       until an earlier day                          the older one; an earlier point was corrected
//	flow        of the same window and event                  the newer publication
//	flow        of another window                             both: they count different time
//	cumulative  until a later day, or the same                the newer publication; if it is lower, a revision
//	cumulative  the same, from a later day or                 both: the count began anew
//	            by another definition
//	cumulative  until an earlier day, and is no higher        the older one; an earlier point was corrected
//	cumulative  until an earlier day, and is higher           the newer one: a count does not fall, so it
//	                                                          takes back the older; no change is established
//	cumulative  until an earlier day, and a break shows       both: nothing follows from one for the other
//	any         the same day, on the same day                 both: nobody can say which
//
// Higher is what puts more on record: the floor of a range or of at least, the
// number of any other, and the least that a word such as hundreds can mean.
// A value without a number never takes one back, and nothing replaces what is
// unlike it: other people, another measure, unit, event or place.
//
// # Links
//
// A supersedes link replaces a figure of the same source and kind that was not
// published later, whatever the series says of the two. Links that run in a
// circle replace nothing, and neither do relays, which go with the figure they
// carry. A forecast replaces only a forecast, and what is pending, disputed or
// withdrawn only its like.
func Replaced(reg *humanitarian.Register, figures []humanitarian.Figure) map[string]string {
	at := make(map[string]int, len(figures))
	for i, f := range figures {
		at[f.ID] = i
	}
	linked := linkedOver(reg, figures, at)
	out := map[string]string{}
	for pair := range linked {
		now, other := out[pair.old]
		if !other || cmp.Or(order(reg, figures[at[pair.by]], figures[at[now]]), cmp.Compare(now, pair.by)) > 0 {
			out[pair.old] = pair.by
		}
	}
	dropCircles(out)
	groups := bySeries(reg, figures)
	for _, k := range slices.Sorted(maps.Keys(groups)) {
		settle(reg, figures, groups[k], linked, out)
	}
	carried(reg, figures, at, out)
	for id, by := range out {
		out[id] = standing(out, by)
	}
	return out
}

// A replacement is one figure in the place of another.
type replacement struct{ old, by string }

// linkedOver returns the replacements that links declare and that may be.
func linkedOver(reg *humanitarian.Register, figures []humanitarian.Figure, at map[string]int) map[replacement]bool {
	out := map[replacement]bool{}
	for _, f := range figures {
		for _, l := range f.Links {
			if j, ok := at[l.ID]; ok && l.Kind == humanitarian.Supersedes && f.ID != "" && supersedes(reg, f, figures[j]) {
				out[replacement{l.ID, f.ID}] = true
			}
		}
	}
	return out
}

// supersedes reports whether f may supersede g by a link.
func supersedes(reg *humanitarian.Register, f, g humanitarian.Figure) bool {
	return !f.IsRelay() && f.Source.Name == g.Source.Name && alikeButSource(reg, f, g) && !g.Source.Date.After(f.Source.Date)
}

// bySeries groups the figures that may replace one another as values of a
// series, each group in the order of publication.
func bySeries(reg *humanitarian.Register, figures []humanitarian.Figure) map[string][]int {
	out := map[string][]int{}
	for i, f := range figures {
		if f.Series != "" && f.ID != "" && !f.IsRelay() {
			k := seriesKey(reg, f)
			out[k] = append(out[k], i)
		}
	}
	for _, values := range out {
		slices.SortStableFunc(values, func(i, j int) int {
			return cmp.Or(order(reg, figures[i], figures[j]), cmp.Compare(figures[i].ID, figures[j].ID))
		})
	}
	return out
}

// seriesKey names the values that may replace one another: those of a series
// and source, and of a flow those of one window and event.
func seriesKey(reg *humanitarian.Register, f humanitarian.Figure) string {
	k := f.Series + "\x00" + f.Source.Name
	if reg.Nature(f) == humanitarian.Flow {
		k += "\x00" + f.Period.String() + "\x00" + f.Event
	}
	return k
}

// settle goes through the values of a series as they were published and notes
// in out what replaced what. What was replaced does not come back. Figures of
// which one is linked over the other are left to the link.
func settle(reg *humanitarian.Register, figures []humanitarian.Figure, values []int, linked map[replacement]bool, out map[string]string) {
	var stand []int
	for _, v := range values {
		f := figures[v]
		over := func(s int) precedence {
			if g := figures[s]; linked[replacement{f.ID, g.ID}] || linked[replacement{g.ID, f.ID}] {
				return both
			}
			return settles(reg, f, figures[s])
		}
		if s := slices.IndexFunc(stand, func(s int) bool { return over(s) == first }); s >= 0 && note(out, f.ID, figures[stand[s]].ID) {
			continue
		}
		stand = slices.DeleteFunc(stand, func(s int) bool { return over(s) == newest && note(out, figures[s].ID, f.ID) })
		stand = append(stand, v)
	}
}

// note adds a replacement, and reports whether old is replaced. What a link
// said stays, and nothing is replaced by what it replaces itself.
func note(out map[string]string, old, by string) bool {
	if _, ok := out[old]; ok {
		return true
	}
	if standing(out, by) == old {
		return false
	}
	out[old] = by
	return true
}

// carried lets the relays of a replaced figure go with it.
func carried(reg *humanitarian.Register, figures []humanitarian.Figure, at map[string]int, out map[string]string) {
	for _, f := range figures {
		origin, ok := f, false
		for range 8 { // relays of relays; a circle ends here
			id, relay := origin.LinkTo(humanitarian.Quotes)
			j, known := at[id]
			if !relay || !known {
				break
			}
			origin, ok = figures[j], true
		}
		if by, gone := out[origin.ID]; ok && gone && by != f.ID && unlikeCopy(reg, f, origin) == "" {
			note(out, f.ID, by)
		}
	}
}

// unlikeCopy says in what a relay differs from the figure it carries, but for who
// printed it and when. A copy often leaves out the place.
func unlikeCopy(reg *humanitarian.Register, f, origin humanitarian.Figure) string {
	f.PartOf, f.Event, f.Level, f.Origin, f.Nature = origin.PartOf, origin.Event, origin.Level, origin.Origin, reg.Nature(origin)
	if len(f.Place.Codes) == 0 || len(origin.Place.Codes) == 0 {
		f.Place = origin.Place
	}
	return unlike(reg, f, origin)
}

// standing follows replacements to the figure that none replaced.
func standing(out map[string]string, id string) string {
	for next, ok := out[id]; ok; next, ok = out[id] {
		id = next
	}
	return id
}

// dropCircles takes out replacements that lead back to where they began.
func dropCircles(out map[string]string) {
	var circular []string
	for id := range out {
		seen := map[string]bool{id: true}
		for next, ok := out[id]; ok; next, ok = out[next] {
			if next == id {
				circular = append(circular, id)
			}
			if seen[next] {
				break
			}
			seen[next] = true
		}
	}
	for _, id := range circular {
		delete(out, id)
	}
}

// A Departure is why an issue does not show a figure that an earlier one showed.
type Departure uint8

// The departures. The zero value is that nothing says why.
const (
	NotChosen     Departure = iota
	ReplacedBy              // by a later figure
	WholeReplaced           // the total it belongs to was
	PastWindow              // it ended before the period of the issue
)

// Phrase words d; what replaced the figure is said by the words of its quantity.
func (d Departure) Phrase(said string, by humanitarian.Figure) humanitarian.Phrase {
	switch d {
	case ReplacedBy:
		return humanitarian.Say("diff.gone_replaced", said, by.Reference().String())
	case WholeReplaced:
		return humanitarian.Say("diff.gone_whole_replaced", said, by.Reference().String())
	case PastWindow:
		return humanitarian.Say("diff.gone_window")
	}
	return humanitarian.Say("diff.gone_not_chosen")
}

// Departed says why an issue as of a date and for a period does not show g, and by
// which figure of reg it was replaced, if it was. The map is that of [Replaced].
func Departed(reg *humanitarian.Register, g humanitarian.Figure, replaced map[string]string, asOf humanitarian.Date, period humanitarian.Period) (Departure, humanitarian.Figure) {
	f, why := g, ReplacedBy
	for range 8 { // deeper nesting than any source prints; a loop ends here
		if by, ok := reg.Figure(replaced[f.ID]); ok && replaced[f.ID] != "" {
			return why, by
		}
		whole, ok := reg.Figure(f.PartOf)
		if f.PartOf == "" || !ok {
			break
		}
		f, why = whole, WholeReplaced
	}
	if now, ok := reg.Figure(g.ID); ok {
		g = now
	}
	if why, known := knownBy(reg, g, asOf, period); !known && why == "outside_period" {
		return PastWindow, humanitarian.Figure{}
	}
	return NotChosen, humanitarian.Figure{}
}
