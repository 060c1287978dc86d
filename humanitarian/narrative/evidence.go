package narrative

import (
	"cmp"
	"slices"
	"sort"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// An evidence is figures by the numbers they hold.
type evidence struct {
	reg     *humanitarian.Register
	figures []humanitarian.Figure
	harm    []bool // people killed, hurt or taken: never rounded
	unit    []humanitarian.Unit
	said    [][]string // who said, verified or published it, or carried it
	values  []held     // sorted
	words   map[humanitarian.Word][]int
	none    []int
	shares  []share
	pairs   []pair // successive values of a series
}

// held is a number that a figure holds.
type held struct {
	n   int64
	fig int
}

// A share is a part and its whole.
type share struct{ part, whole int }

// A pair is two successive values of a series.
type pair struct {
	old, new int
	change   tally.Change
	late     humanitarian.Sum // of the rise, what was added late: see tally.Movement
}

func newEvidence(f Facts) *evidence {
	e := &evidence{reg: f.Register, figures: f.Figures, words: map[humanitarian.Word][]int{}}
	if e.reg == nil {
		e.reg = &humanitarian.Register{Indicators: humanitarian.CoreIndicators(), Figures: f.Figures}
	}
	indicators := map[string]humanitarian.Indicator{}
	for _, ind := range e.reg.Indicators {
		indicators[ind.Name] = ind
	}
	index := map[string]int{}
	for i, fig := range f.Figures {
		index[fig.ID] = i
		ind := indicators[fig.Indicator]
		e.harm = append(e.harm, ind.Harm)
		e.unit = append(e.unit, e.reg.Unit(fig))
		e.said = append(e.said, []string{fig.Source.Name, fig.VerifiedBy, fig.Publisher})
		e.hold(i, fig)
	}
	for i, fig := range f.Figures {
		if id, ok := fig.LinkTo(humanitarian.Quotes); ok {
			if o, ok := index[id]; ok {
				e.said[o] = append(e.said[o], fig.Source.Name, fig.Publisher)
				e.said[i] = append(e.said[i], f.Figures[o].Source.Name)
			}
		}
		for _, id := range []string{fig.PartOf, linked(fig)} {
			if w, ok := index[id]; ok && id != "" && w != i && e.unit[w] == e.unit[i] {
				e.shares = append(e.shares, share{i, w})
			}
		}
	}
	slices.SortFunc(e.values, func(a, b held) int { return cmp.Or(cmp.Compare(a.n, b.n), a.fig-b.fig) })
	e.values = slices.Compact(e.values)
	e.findPairs(index)
	return e
}

func linked(f humanitarian.Figure) string {
	id, _ := f.LinkTo(humanitarian.ShareOf)
	return id
}

// hold notes the numbers of a figure. What was withdrawn supports nothing.
func (e *evidence) hold(i int, f humanitarian.Figure) {
	if f.Role == humanitarian.Withdrawn {
		return
	}
	p := f.Quantity.Parts()
	for _, n := range []*int64{p.Low, p.Best, p.High} {
		if n != nil && p.Form != humanitarian.Withheld {
			e.values = append(e.values, held{*n, i})
		}
	}
	switch p.Form {
	case humanitarian.Magnitude:
		e.words[p.Word] = append(e.words[p.Word], i)
	case humanitarian.None:
		e.none = append(e.none, i)
	}
}

// findPairs compares each value of a series with the one before it.
func (e *evidence) findPairs(index map[string]int) {
	series := map[string][]humanitarian.Figure{}
	for _, f := range e.figures {
		if f.Series != "" && f.Role != humanitarian.Withdrawn {
			series[f.Series] = append(series[f.Series], f)
		}
	}
	for i, f := range e.figures {
		if len(series[f.Series]) < 2 || !f.IsObserved() || f.IsRelay() || f.Role == humanitarian.Withdrawn {
			continue
		}
		if old, ok := tally.Before(series[f.Series], f); ok {
			e.pairs = append(e.pairs, pair{index[old.ID], i, tally.Compare(e.reg, old, f), e.addedLate(old, f)})
		}
	}
}

// between returns the figures that hold a number from low to high.
func (e *evidence) between(low, high int64) []int {
	from := sort.Search(len(e.values), func(i int) bool { return e.values[i].n >= low })
	var out []int
	for _, h := range e.values[from:] {
		if h.n > high {
			break
		}
		out = append(out, h.fig)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
