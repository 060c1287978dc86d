package narrative

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
)

// where says the place of f, and whether it is the whole of it.
func (t *teller) where(f humanitarian.Figure) []Piece {
	p := f.Place
	key := "place.in"
	switch p.Precision {
	case humanitarian.Part:
		key = "place.part"
	case humanitarian.Vague:
		key = "place.vague"
	}
	out := t.piecesOf(key, t.codes(p.Codes))
	if len(p.Codes) == 0 {
		out = say(t.texts.words["place.country"])
	}
	if p.Name != "" && p.Precision != humanitarian.Whole && !t.isNameOf(p) {
		out = fill(t.texts.words["list.brackets"], out, say(t.own(p.Name)))
	}
	return out
}

// isNameOf reports whether the source's name for a place says no more than its
// P-codes do.
func (t *teller) isNameOf(p humanitarian.Place) bool {
	if t.own(p.Name) == t.codes(p.Codes) {
		return true
	}
	return t.opts.Gazetteer != nil && len(p.Codes) == 1 && slices.ContainsFunc(t.opts.Gazetteer.Match(p.Name, gazetteer.Filter{}), func(c gazetteer.Candidate) bool {
		return c.Place.PCode() == p.Codes[0]
	})
}

func (t *teller) piecesOf(key, name string) []Piece {
	return t.tidyInside(fill(t.texts.words[key], say(name)))
}

// tidyInside joins words and elides without making a capital.
func (t *teller) tidyInside(in []Piece) []Piece {
	var text string
	for _, p := range in {
		text = t.texts.elide(text, p.Text) + p.Text
	}
	return say(text)
}

// codes names P-codes in a list: Aleppo, Idleb and Hama.
func (t *teller) codes(codes []string) string {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = t.place(c)
	}
	return t.list(names)
}

// list joins words: Aleppo, Hama and Idleb.
func (t *teller) list(items []string) string {
	var pieces [][]Piece
	for _, item := range items {
		pieces = append(pieces, say(item))
	}
	if len(pieces) == 0 {
		return ""
	}
	return t.tidyInside(t.listed(pieces))[0].Text
}

// place names a P-code.
func (t *teller) place(code string) string {
	if name, ok := t.opts.Places[code]; ok {
		return t.isolate(name)
	}
	if t.opts.Gazetteer != nil {
		if p, ok := t.opts.Gazetteer.Place(code); ok {
			return t.isolate(p.Name(t.lang.Tag()).Text)
		}
	}
	return t.isolate(code)
}

// own returns a text of the register as the desk says it in this language.
func (t *teller) own(s string) string { return t.isolate(cmp.Or(t.opts.Words[s], s)) }

// isolate keeps the order of a text in Latin letters inside a line that is
// written from right to left.
func (t *teller) isolate(s string) string {
	if !t.lang.RightToLeft() || !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) }) {
		return s
	}
	return "\u2068" + s + "\u2069"
}

// when says the date or window that f itself speaks of.
func (t *teller) when(f humanitarian.Figure) []Piece {
	date := func(d humanitarian.Date) []Piece { return []Piece{{Value: &Value{Kind: DateValue, Date: d}}} }
	period := func(p humanitarian.Period) []Piece { return []Piece{{Value: &Value{Kind: PeriodValue, Period: p}}} }
	named := func(key string, d humanitarian.Date, args ...[]Piece) []Piece {
		switch {
		case d.Month() == 0:
			key += "_year"
		case d.Day() == 0:
			key += "_month"
		}
		return fill(t.texts.words["when."+key], args...)
	}
	if t.reg.Nature(f) == humanitarian.Stock || f.Period == (humanitarian.Period{}) && !f.AsOf.IsZero() {
		since := humanitarian.Period{Start: f.Period.Start}
		switch {
		case f.AsOf.IsZero() && since.Start.IsZero():
			return say(t.texts.words["when.unknown"])
		case f.AsOf.IsZero():
			return period(since)
		case since.Start.IsZero():
			return named("as_of", f.AsOf, date(f.AsOf))
		}
		return fill(t.texts.words["when.cohort"], period(since), named("as_of", f.AsOf, date(f.AsOf)))
	}
	p := f.Period
	if p.End.IsZero() {
		p.End = f.AsOf
	}
	var out []Piece
	switch {
	case p == (humanitarian.Period{}):
		return say(t.texts.words["when.unknown"])
	case p.Start == p.End:
		out = named("day", p.Start, date(p.Start))
	case p.Start.IsZero() || p.End.IsZero():
		out = period(p)
	default:
		out = fill(t.texts.words["when.days"], period(p))
	}
	if f.Basis == humanitarian.Recorded {
		out = fill(t.texts.words["when.recorded"], out)
	}
	return out
}

// who names the source of f, and of a relay whom it quotes.
func (t *teller) who(f humanitarian.Figure) []Piece {
	name := t.source(f)
	if id, ok := f.LinkTo(humanitarian.Quotes); ok {
		if o, ok := t.byID[id]; ok && o.Source.Name != f.Source.Name && o.Source.Name != "" {
			return fill(t.texts.words["source.quoting"], say(name), say(t.own(o.Source.Name)))
		}
	}
	return say(name)
}

func (t *teller) source(f humanitarian.Figure) string {
	if f.Source.Name == "" {
		return t.texts.words["source.not_stated"]
	}
	return t.own(f.Source.Name)
}
