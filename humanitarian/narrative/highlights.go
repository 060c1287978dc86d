package narrative

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// mostHighlights is the upper end of what briefs of the field carry at the top,
// four to six sentences.
const mostHighlights = 6

// A KeyFigure names a figure by its id, or the newest of a series.
type KeyFigure struct{ ID, Series string }

// Highlights tells the figures that matter most, at most six: the key figures in
// the order in which the desk declared them, then, if these are fewer than
// three, the newest others of the period. What is pending, disputed, foreseen,
// relayed or without a number is no highlight.
func (w *Writer) Highlights(f Facts, keys []KeyFigure) []Sentence {
	var chosen []humanitarian.Figure
	add := func(fig humanitarian.Figure) {
		if len(chosen) < mostHighlights && !slices.ContainsFunc(chosen, func(g humanitarian.Figure) bool { return g.ID == fig.ID }) {
			chosen = append(chosen, fig)
		}
	}
	able := slices.DeleteFunc(slices.Clone(f.Figures), func(g humanitarian.Figure) bool { return !telling(g) })
	for _, k := range keys {
		if fig, ok := keyFigure(able, k); ok {
			add(fig)
		}
	}
	t := newTeller(w, f)
	slices.SortStableFunc(able, func(a, b humanitarian.Figure) int { return b.Reference().Compare(a.Reference()) })
	for _, fig := range able {
		if len(chosen) < 3 && fig.PartOf == "" && !t.isOld(fig) && (fig.AsOf.IsZero() || f.Period.Touches(humanitarian.Period{Start: fig.AsOf, End: fig.AsOf})) && f.Period.Touches(fig.Period) {
			add(fig)
		}
	}
	return t.tell(chosen)
}

// telling reports whether f may be a highlight.
func telling(f humanitarian.Figure) bool {
	return f.IsObserved() && !f.IsRelay() && f.Quantity.HasNumber() && f.Role != humanitarian.Pending && f.Role != humanitarian.Disputed && f.Role != humanitarian.Withdrawn
}

func keyFigure(figures []humanitarian.Figure, k KeyFigure) (best humanitarian.Figure, ok bool) {
	for _, f := range figures {
		switch {
		case k.ID != "" && f.ID == k.ID:
			return f, true
		case k.ID == "" && k.Series != "" && f.Series == k.Series && f.PartOf == "" && (!ok || f.Reference().Compare(best.Reference()) > 0):
			best, ok = f, true
		}
	}
	return best, ok
}

// Section tells the figures of a theme, in the order of the register's
// indicators. A value that a newer one of its series follows is told with it.
func (w *Writer) Section(f Facts, theme humanitarian.Theme) []Sentence {
	t := newTeller(w, f)
	var some []humanitarian.Figure
	for _, ind := range t.reg.Indicators {
		if ind.Theme != theme {
			continue
		}
		for _, fig := range f.Figures {
			if fig.Indicator == ind.Name && fig.Role != humanitarian.Withdrawn && !t.isOld(fig) {
				some = append(some, fig)
			}
		}
	}
	return t.tell(some)
}
