package narrative

import (
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// maxRivals is how many rival claims one sentence carries; the tables have all.
const maxRivals = 4

// oldAfter is how many days a stock may be old before its sentence says so, as
// in the tables of a brief.
const oldAfter = 30

// tail words something behind the statement, in the wording of a key.
func (t *teller) tail(key string, args ...[]Piece) []Piece {
	return fill(t.texts.words["tail."+key], args...)
}

// partsOf names the parts of f that its source declared as such. It adds
// nothing up, and says "among them", since parts may share people.
func (t *teller) partsOf(f humanitarian.Figure, s *Sentence) []Piece {
	var items [][]Piece
	for _, part := range t.tellable(f) {
		counted, _ := t.counted(part)
		if tags := t.tags(part, true, &f); tags != "" {
			counted = fill(t.texts.words["list.brackets"], counted, say(tags))
		}
		if part.Place.Key() != f.Place.Key() {
			counted = fill(t.texts.words["list.at"], counted, t.where(part))
		}
		items = append(items, counted)
		s.Figures = append(s.Figures, part.ID)
	}
	if len(items) == 0 {
		return nil
	}
	return t.tail("parts", t.listed(items))
}

// listed joins pieces as the language joins a list: a, b and c.
func (t *teller) listed(items [][]Piece) []Piece {
	out := items[0]
	for i, item := range items[1:] {
		if i == len(items)-2 {
			return fill(t.texts.words["list.and"], out, item)
		}
		out = fill(t.texts.words["list.item"], out, item)
	}
	return out
}

// origin says where the people of f came from, if that is another place.
func (t *teller) origin(f humanitarian.Figure, _ *Sentence) []Piece {
	from := humanitarian.Place{Codes: f.Origin}
	if len(f.Origin) == 0 || from.Key() == f.Place.Key() {
		return nil
	}
	return t.tail("origin", say(t.codes(f.Origin)))
}

// known says what was done to confirm f.
func (t *teller) known(f humanitarian.Figure, _ *Sentence) []Piece {
	switch {
	case !f.IsObserved() || f.Verification == humanitarian.VerificationNotStated:
		return nil
	case f.Verification == humanitarian.Verified && f.VerifiedBy != "":
		return t.tail("verified_by", say(t.own(f.VerifiedBy)))
	}
	return t.tail(f.Verification.String())
}

// role says that the desk does not count f, and why.
func (t *teller) role(f humanitarian.Figure, _ *Sentence) []Piece {
	switch f.Role {
	case humanitarian.Pending, humanitarian.Disputed, humanitarian.Withdrawn:
		return t.tail(f.Role.String())
	}
	return nil
}

// earlier gives the value before f in its series and what may be said of the
// two: a difference, a break with its reason, or that it is not known whether
// they compare.
func (t *teller) earlier(f humanitarian.Figure, s *Sentence) []Piece {
	if f.Series == "" || f.PartOf != "" || f.IsRelay() || !f.IsObserved() || f.Quantity.Form() == humanitarian.NotReported {
		return nil
	}
	old, ok := tally.Before(t.series[f.Series], f)
	if !ok || !old.Quantity.HasNumber() || old.Quantity.Form() == humanitarian.None {
		return nil
	}
	s.Figures = append(s.Figures, old.ID)
	change := Value{Kind: ChangeValue, Figures: []string{old.ID, f.ID}, Change: tally.Compare(t.reg, old, f), Nature: t.reg.Nature(f), Unit: t.reg.Unit(f)}
	day := []Piece{{Value: &Value{Kind: DateValue, Date: old.Reference()}}}
	key := "earlier"
	if old.Reference().Day() == 0 {
		key = "earlier_month"
	}
	figure := t.value(old, false)
	if old.Place.Key() != f.Place.Key() {
		figure = fill(t.texts.words["list.at"], figure, t.where(old))
	}
	return t.tail(key, figure, day, []Piece{{Value: &change}})
}

// rivals sets the claims of other sources beside f, each with its own window.
func (t *teller) rivals(f humanitarian.Figure, s *Sentence) []Piece {
	rivals := t.rivalsOf(f)
	t.rival[f.ID] = true
	var items [][]Piece
	for _, r := range rivals[:min(len(rivals), maxRivals)] {
		items = append(items, t.tail("rival", t.value(r, false), say(t.source(r)), t.when(r)))
		s.Figures = append(s.Figures, r.ID)
		t.rival[r.ID] = true
	}
	switch {
	case len(items) == 0:
		return nil
	case len(rivals) > maxRivals:
		return t.tail("rivals_more", t.listed(items))
	}
	return t.tail("rivals", t.listed(items))
}

// old says that a stock has not been renewed.
func (t *teller) old(f humanitarian.Figure, _ *Sentence) []Piece {
	if t.facts.AsOf.IsZero() || t.reg.Nature(f) != humanitarian.Stock || f.Reference().IsZero() || f.Reference().DaysUntil(t.facts.AsOf) <= oldAfter {
		return nil
	}
	return t.tail("old")
}
