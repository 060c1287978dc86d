package narrative

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// A teller makes sentences of the figures of one set of facts.
type teller struct {
	*Writer
	facts Facts
	reg   *humanitarian.Register
	byID  map[string]humanitarian.Figure
	parts map[string][]humanitarian.Figure
	// alike holds the figures of a measure, a status and a place that are no
	// parts, series those of a series, so that rivals and earlier values are looked for among
	// few.
	alike  map[string][]humanitarian.Figure
	series map[string][]humanitarian.Figure
	newest map[string]humanitarian.Date // of each series
	rival  map[string]bool              // claims that a sentence already set beside its own
}

func newTeller(w *Writer, f Facts) *teller {
	figures := func() map[string][]humanitarian.Figure { return map[string][]humanitarian.Figure{} }
	t := &teller{Writer: w, facts: f, reg: f.Register, byID: map[string]humanitarian.Figure{}, parts: figures(), alike: figures(), series: figures(),
		newest: map[string]humanitarian.Date{}, rival: map[string]bool{}}
	if t.reg == nil {
		t.reg = &humanitarian.Register{Indicators: humanitarian.CoreIndicators(), Figures: f.Figures}
	}
	for _, fig := range f.Figures {
		t.byID[fig.ID] = fig
		if fig.PartOf != "" {
			t.parts[fig.PartOf] = append(t.parts[fig.PartOf], fig)
			continue
		}
		t.alike[likeness(fig)] = append(t.alike[likeness(fig)], fig)
		if fig.Series == "" {
			continue
		}
		t.series[fig.Series] = append(t.series[fig.Series], fig)
		if d := fig.Reference(); d.Compare(t.newest[fig.Series]) > 0 {
			t.newest[fig.Series] = d
		}
	}
	return t
}

// likeness is equal for figures that may be rivals.
func likeness(f humanitarian.Figure) string {
	return strings.Join([]string{f.Indicator, f.Status.String(), f.Sex.String(), f.Age, f.Group, f.Place.Key()}, "|")
}

// sentence says f, and behind it what belongs to it.
func (t *teller) sentence(f humanitarian.Figure, last map[string]int) Sentence {
	s := Sentence{Figure: f.ID, Figures: []string{f.ID}, lang: t.lang}
	pieces := t.statement(f, last)
	for _, tail := range []func(humanitarian.Figure, *Sentence) []Piece{t.partsOf, t.origin, t.known, t.role, t.earlier, t.rivals, t.old} {
		if p := tail(f, &s); len(p) > 0 {
			pieces = append(append(pieces, say(t.texts.words["list.semicolon"])...), p...)
		}
	}
	pieces = append(pieces, say(t.texts.words["list.stop"])...)
	s.Pieces = t.tidy(pieces)
	return s
}

// statement says f itself: what happened to how many, where, when, and who
// says so.
func (t *teller) statement(f humanitarian.Figure, last map[string]int) []Piece {
	where, when, who := t.where(f), t.when(f), t.who(f)
	key := "frame.nominal"
	switch form := f.Quantity.Form(); {
	case !f.IsObserved():
		key = "frame." + f.Modality.String()
	case form == humanitarian.NotReported || form == humanitarian.None || form == humanitarian.Withheld:
	case t.reg.Unit(f) == humanitarian.Permille:
		return fill(t.variant("frame.share", f.ID, last), t.share(f), where, when, who)
	default:
		if claim := t.claim(f); claim != nil {
			return fill(t.variant("frame.claim", f.ID, last), claim, where, when, who)
		}
	}
	return fill(t.variant(key, f.ID, last), t.amount(f), where, when, who, say(t.measure(f)))
}

// claim says what happened to how many: at least 69 civilians were killed. It
// is nil for a measure that has no such wording.
func (t *teller) claim(f humanitarian.Figure) []Piece {
	counted, gender := t.counted(f)
	text, ok := t.texts.form("claim."+f.Indicator, gender, t.number(f.Quantity))
	if !ok {
		return nil
	}
	if tags := t.tags(f, true, nil); tags != "" {
		counted = fill(t.texts.words["list.brackets"], counted, say(tags))
	}
	return fill(text, counted)
}

// share says of which whole f is a share, and whose.
func (t *teller) share(f humanitarian.Figure) []Piece {
	people := t.tags(f, false, nil)
	if people == "" {
		people = t.measureWord(f)
	}
	value := t.value(f, false)
	if id, ok := f.LinkTo(humanitarian.ShareOf); ok {
		if whole, ok := t.byID[id]; ok && whole.Quantity.HasNumber() {
			return fill(t.shareText("share.of", f), value, t.value(whole, true), say(people), say(t.measureWord(whole)))
		}
	}
	return fill(t.shareText("share.alone", f), value, nil, say(people), say(t.measureWord(f)))
}

// shareText returns the wording of a share; one without a quantifier may have
// its own, for the article that it takes.
func (t *teller) shareText(key string, f humanitarian.Figure) string {
	text, _ := t.texts.form(key, "", f.Quantity.Form().String())
	return text
}

// value returns the figure as a piece.
func (t *teller) value(f humanitarian.Figure, noun bool) []Piece {
	return []Piece{{Value: &Value{Figures: []string{f.ID}, Quantity: f.Quantity, Unit: t.reg.Unit(f), Noun: noun}}}
}

// amount returns the figure as it stands alone: with the noun of its unit where
// there is a number.
func (t *teller) amount(f humanitarian.Figure) []Piece {
	return t.value(f, f.Quantity.HasNumber() && f.Quantity.Form() != humanitarian.None)
}

// number returns the form of the wording that a quantity takes: a plural form,
// some, words behind hundreds, several behind few.
func (t *teller) number(q humanitarian.Quantity) string {
	switch q.Form() {
	case humanitarian.Some:
		return "some"
	case humanitarian.Magnitude:
		if q.Word() > humanitarian.Many {
			return "words"
		}
		return "several"
	}
	if q.Form() != humanitarian.Range {
		if n, ok := q.Best(); ok {
			return t.texts.category(n)
		}
	}
	if n, ok := q.High(); ok {
		return t.texts.category(n)
	}
	n, _ := q.Low()
	return t.texts.category(n)
}

// isToldWithWhole reports whether the sentence of the whole of f names f: same
// measure, same window and counted, not a share or an event of its own.
func (t *teller) isToldWithWhole(f humanitarian.Figure) bool {
	whole, ok := t.byID[f.PartOf]
	return ok && f.ID != "" && slices.ContainsFunc(t.tellable(whole), func(g humanitarian.Figure) bool { return g.ID == f.ID })
}

// tellable lists the parts of a whole that its sentence names.
func (t *teller) tellable(whole humanitarian.Figure) []humanitarian.Figure {
	if whole.ID == "" || !whole.IsObserved() || !whole.Quantity.HasNumber() {
		return nil
	}
	var out []humanitarian.Figure
	for _, f := range t.parts[whole.ID] {
		if f.ID != whole.ID && f.Indicator == whole.Indicator && t.reg.Unit(f) == t.reg.Unit(whole) && f.IsObserved() && f.Event == whole.Event &&
			f.Period == whole.Period && f.AsOf == whole.AsOf && f.Source.Name == whole.Source.Name && !f.IsRelay() && f.Role == whole.Role &&
			f.Verification == whole.Verification && f.Quantity.HasNumber() && len(t.parts[f.ID]) == 0 && t.tellsApart(f, whole) {
			out = append(out, f)
		}
	}
	return out
}

// tellsApart reports whether the words for a part differ from those for its
// whole; "69 civilians, among them 26 civilians" says nothing.
func (t *teller) tellsApart(f, whole humanitarian.Figure) bool {
	return f.Sex != whole.Sex || f.Age != whole.Age || f.Group != whole.Group || f.Status != whole.Status || f.Place.Key() != whole.Place.Key() ||
		f.FacilityType != whole.FacilityType
}

// rivalsOf lists the claims of other sources among the facts that no sentence
// has told yet: of the same place, and of windows that share more than half of
// the longer. A toll of a year is no rival of one of five days that a reader
// could weigh.
func (t *teller) rivalsOf(f humanitarian.Figure) []humanitarian.Figure {
	if f.PartOf != "" {
		return nil
	}
	var out []humanitarian.Figure
	for _, g := range t.alike[likeness(f)] {
		if telling(g) && !t.rival[g.ID] && !t.isOld(g) && t.sameTime(f, g) && tally.Rivals(t.reg, f, g) {
			out = append(out, g)
		}
	}
	return out
}

// isOld reports whether a newer value of g's series is among the facts.
func (t *teller) isOld(g humanitarian.Figure) bool {
	return g.Series != "" && g.PartOf == "" && t.newest[g.Series].Compare(g.Reference()) > 0
}

// sameTime reports whether the windows of f and g share more than half of the
// longer; a stock speaks of a day, and days within a week are the same time.
func (t *teller) sameTime(f, g humanitarian.Figure) bool {
	a, b := f.Period, g.Period
	if a.Start.IsZero() || b.Start.IsZero() || t.reg.Nature(f) == humanitarian.Stock || t.reg.Nature(g) == humanitarian.Stock {
		days := f.Reference().DaysUntil(g.Reference())
		return -7 <= days && days <= 7
	}
	ends := func(h humanitarian.Figure) humanitarian.Date {
		if h.Period.End.IsZero() {
			return h.Reference()
		}
		return h.Period.End
	}
	first, last := a.Start, ends(f)
	if b.Start.First().Compare(first.First()) > 0 {
		first = b.Start
	}
	if last.After(ends(g)) {
		last = ends(g)
	}
	length := func(from, to humanitarian.Date) int { return from.First().DaysUntil(to) + 1 }
	return 2*length(first, last) > max(length(a.Start, ends(f)), length(b.Start, ends(g)))
}
