package extract

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// memory holds the figures of a text that later sentences may repeat. It is
// bounded: a text of any length needs the same room.
type memory struct {
	recent [remembers]remembered // a ring
	count  int                   // of all that were kept
}

type remembered struct {
	id       string
	category string
	quantity humanitarian.Quantity
	sentence int
	place    string
}

const remembers = 64

func (m *memory) keep(r remembered) {
	m.recent[m.count%remembers] = r
	m.count++
}

// all yields what is remembered, the latest first.
func (m *memory) all(yield func(*remembered) bool) {
	for i := m.count - 1; i >= max(0, m.count-remembers); i-- {
		if !yield(&m.recent[i%remembers]) {
			return
		}
	}
}

// repeated returns the id of an earlier figure that c repeats: the same measure
// and number in an earlier sentence, unless the words say "another" or name
// another place.
func (m *memory) repeated(c *Candidate, sentence int, definite bool) string {
	if !c.Quantity.HasNumber() {
		return ""
	}
	first := "" // of several, the one said first
	for r := range m.all {
		if r.sentence == sentence || !sameMeasure(r.category, c.category) || !sameNumber(r.quantity, c.Quantity) {
			continue
		}
		if definite || r.place == "" || c.Place.Text == "" || r.place == c.Place.Text {
			first = r.id
		}
	}
	return first
}

// replaced returns the id of the figure that an update of a toll replaces: the
// last one of the same measure, if it was smaller.
func (m *memory) replaced(c *Candidate, sentence int) string {
	for r := range m.all {
		if r.sentence == sentence || !sameMeasure(r.category, c.category) {
			continue
		}
		before, ok1 := bestOrLow(r.quantity)
		now, ok2 := bestOrLow(c.Quantity)
		if ok1 && ok2 && before < now {
			return r.id
		}
		return ""
	}
	return ""
}

// rival returns the id of another source's figure for the same measure in the
// same sentence.
func rival(c *Candidate, before []Candidate) string {
	for i := len(before) - 1; i >= 0 && before[i].Sentence == c.Sentence; i-- {
		b := before[i]
		if b.category == c.category && b.Unit == c.Unit && !b.Subset && !sameNumber(b.Quantity, c.Quantity) && b.Source.Text != "" && c.Source.Text != "" && b.Source.Span != c.Source.Span {
			return b.ID
		}
	}
	return ""
}

// sameMeasure takes "killed" of unknown status for the same as of civilians.
func sameMeasure(a, b string) bool {
	return a == b || sameFamily(a, b) && a != "killed_combatant" && b != "killed_combatant" && a != "injured_combatant" && b != "injured_combatant"
}

// sameNumber compares the bounds two sources may word differently.
func sameNumber(a, b humanitarian.Quantity) bool {
	if a == b {
		return true
	}
	x, okx := bestOrLow(a)
	y, oky := bestOrLow(b)
	return okx && oky && x == y
}

func bestOrLow(q humanitarian.Quantity) (int64, bool) {
	if v, ok := q.Best(); ok {
		return v, true
	}
	if v, ok := q.Low(); ok && v > 0 {
		return v, true
	}
	return q.High()
}
