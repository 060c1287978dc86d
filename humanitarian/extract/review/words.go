package review

import (
	"slices"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// Options say how a review is written and read. Nil and the zero value are the
// defaults.
type Options struct {
	// Language words the workbook. Nil: English in writing, and in reading the
	// language in which the workbook was written.
	Language *locale.Language
	// Indicators are the desk's own, which an analyst may choose beyond those of
	// the core and of package extract.
	Indicators []humanitarian.Indicator
	// Gazetteer names the P-codes that a place may mean, and in reading tells
	// codes that exist from others. Nil: any code will do.
	Gazetteer *gazetteer.Gazetteer
	Name      string // of the file, for positions; empty is review.xlsx
}

// A wording is a language with the lists that people choose from.
type wording struct {
	*locale.Language
	numbers    *numeral.Language
	indicators []humanitarian.Indicator
	places     *gazetteer.Gazetteer
	lists      map[string][]choice
}

// A choice is a word of the register and what people see instead.
type choice struct{ word, label string }

func newWording(o Options) *wording {
	w := &wording{Language: o.Language, places: o.Gazetteer, indicators: humanitarian.CoreIndicators()}
	if w.Language == nil {
		w.Language = locale.English()
	}
	numbers, ok := numeral.Of(w.Tag())
	if !ok {
		numbers = numeral.English()
	}
	w.numbers = numbers
	for _, i := range slices.Concat(extract.OwnIndicators(), o.Indicators) {
		if _, ok := w.indicator(i.Name); !ok {
			w.indicators = append(w.indicators, i)
		}
	}
	w.lists = map[string][]choice{}
	for _, i := range w.indicators {
		w.list("indicator", i.Name, w.measure(i))
	}
	for _, s := range humanitarian.Words("status") {
		w.list("status", s, w.Word("status", s))
	}
	for _, u := range humanitarian.Units() {
		w.list("unit", string(u), w.Word("unit", string(u)))
	}
	for _, d := range []Decision{Accept, Reject, Open} {
		w.list("decision", d.String(), w.Say("review.decision_"+d.String()))
	}
	for _, l := range w.lists {
		tellApart(l)
	}
	return w
}

func (w *wording) list(column, word, label string) {
	w.lists[column] = append(w.lists[column], choice{word, label})
}

// tellApart adds the word to labels that two words share.
func tellApart(list []choice) {
	seen := map[string]int{}
	for _, c := range list {
		seen[fold(c.label)]++
	}
	for i, c := range list {
		if seen[fold(c.label)] > 1 {
			list[i].label += " (" + c.word + ")"
		}
	}
}

func (w *wording) indicator(name string) (humanitarian.Indicator, bool) {
	r := humanitarian.Register{Indicators: w.indicators}
	return r.Indicator(name)
}

// measure is the label of an indicator: that of the catalogues, else the
// desk's own.
func (w *wording) measure(i humanitarian.Indicator) string {
	if i.Label != "" && !w.Has("indicator", i.Name) {
		return i.Label
	}
	return w.Word("indicator", i.Name)
}

// label is what people see for a word of a list; empty for none.
func (w *wording) label(column, word string) string {
	for _, c := range w.lists[column] {
		if c.word == word {
			return c.label
		}
	}
	return word
}

// word is the word of a list for what was typed or chosen.
func (w *wording) word(column, typed string) (string, bool) {
	for _, c := range w.lists[column] {
		if fold(typed) == fold(c.label) || typed == c.word {
			return c.word, true
		}
	}
	return "", false
}

// labels joins the labels of a list, for a finding.
func (w *wording) labels(column string) string {
	var out []string
	for _, c := range w.lists[column] {
		out = append(out, c.label)
	}
	return strings.Join(out, w.Say("list.comma"))
}

// why words the rules that made a candidate, one a line.
func (w *wording) why(it Item) string {
	if len(it.Explained) == 0 {
		return it.Why
	}
	var out []string
	for _, p := range it.Explained {
		for i, a := range p.Args {
			p.Args = slices.Clone(p.Args)
			p.Args[i] = oneLine(a, 80)
		}
		out = append(out, w.Phrase(p))
	}
	return cut(strings.Join(out, "\n"), longestWhy)
}

// because words why a number is no figure.
func (w *wording) because(r Refusal) string {
	if r.Because.Key == "" {
		return r.Reason
	}
	return w.Phrase(r.Because)
}

// head is the heading of a column.
func (w *wording) head(column string) string { return w.Say("review.column_" + column) }

// fold makes texts equal that people take for the same: case, runs of space and
// the marks that only steer the direction.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u2019':
			return '\''
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// details says in words what else the row holds: who is counted, what kind of
// facility, how it hangs together with other rows.
func (w *wording) details(it Item) string {
	f := it.Figure
	var out []string
	say := func(key string, args ...string) { out = append(out, w.Say("review."+key, args...)) }
	switch {
	case f.PartOf != "":
		say("part_of", f.PartOf)
	case it.Hints.Subset:
		say("part_of_unknown")
	}
	if f.Sex != humanitarian.SexAll {
		out = append(out, w.people(map[humanitarian.Sex]string{humanitarian.SexOther: "sex_other", humanitarian.SexUnknown: "sex_unknown"}[f.Sex], f.Sex.String()))
	}
	if f.Age != "" {
		out = append(out, w.people(map[string]string{"child": "children", "unknown": "age_unknown"}[f.Age], f.Age))
	}
	for pair := range strings.SplitSeq(f.Group, ";") {
		if pair != "" {
			out = append(out, w.people("", pair))
		}
	}
	if f.FacilityType != "" {
		out = append(out, w.Word("facility", f.FacilityType))
	}
	if !f.IsObserved() {
		out = append(out, w.Word("modality", f.Modality.String()))
	}
	switch {
	case it.Hints.DeniedBy != "":
		say("denied_by", it.Hints.DeniedBy)
	case f.Role == humanitarian.Disputed:
		say("denied")
	}
	if f.Nature == humanitarian.Cumulative {
		out = append(out, w.Word("nature", f.Nature.String()))
	}
	for _, l := range f.Links {
		say("link_"+string(l.Kind), l.ID)
	}
	if it.Hints.Rival != "" {
		say("rival", it.Hints.Rival)
	}
	comma := w.Say("list.comma")
	switch {
	case len(f.Place.Codes) > 0 && w.places != nil:
		say("place_is", strings.Join(w.named(f.Place.Codes), comma))
	case len(it.Hints.May) > 0:
		say("place_may", strings.Join(w.named(it.Hints.May), comma))
	}
	if it.Hints.Inferred {
		say("place_inferred")
	}
	return strings.Join(out, "\n")
}

// Details says in l what a row of the sheet says beside the figure: the whole it
// is a part of, who is counted, what stands against it; one a line. Nil is
// English.
func (it Item) Details(l *locale.Language) string {
	if l == nil {
		l = locale.English()
	}
	return (&wording{Language: l}).details(it)
}

// people words who is counted, such as worker=health, under a key of its own
// where the catalogues have one.
func (w *wording) people(key, word string) string {
	if key == "" {
		key = strings.ReplaceAll(word, "=", "_")
	}
	if !w.Has("people", key) {
		return word
	}
	return w.Word("people", key)
}

// named gives P-codes their names.
func (w *wording) named(codes []string) []string {
	var out []string
	for _, c := range codes {
		if w.places != nil {
			if p, ok := w.places.Place(c); ok {
				c += " " + w.Data(p.Name(w.Tag()).Text)
			}
		}
		out = append(out, c)
	}
	return out
}
