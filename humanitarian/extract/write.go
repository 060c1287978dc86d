package extract

import (
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A writer turns the decided figures of one sentence into candidates and
// rejected spans, with offsets of the untouched text.
type writer struct {
	r      *reader
	p      *parse
	shadow *shadow
	base   int
	span   Span
	n      int
}

// spanOf returns the text's bytes of shadow offsets start to end, widened to
// whole characters.
func (w *writer) spanOf(start, end int) Span {
	text := w.r.doc.Text
	s := Span{w.base + w.shadow.original(start), w.base + w.shadow.original(end-1) + 1}
	s.Start = min(max(s.Start, w.span.Start), w.span.End)
	s.End = min(max(s.End, s.Start), w.span.End)
	for s.Start > w.span.Start && !utf8.RuneStart(text[s.Start]) {
		s.Start--
	}
	for s.End < w.span.End && !utf8.RuneStart(text[s.End]) {
		s.End++
	}
	return s
}

func (w *writer) nodes(i, j int) Span {
	a, b := min(i, j), max(i, j)
	return w.spanOf(w.p.tokens[w.p.nodes[a].first].start, w.p.tokens[w.p.nodes[b].last].end)
}

func (w *writer) write(done, free []figure) {
	all := inOrder(done, free)
	places := w.places()
	w.r.mentions = places.all[:0]
	var when moments
	var sources sources
	if anyKept(all) {
		when, sources = w.when(), w.sources()
	}
	ids := make([]string, 0, len(done))
	for _, f := range all {
		numbered := f.phrase.number != nil || f.phrase.article >= 0
		if f.why != "" {
			w.reject(f)
			ids = append(ids, "") // only numbered figures are refused
			continue
		}
		c := w.candidate(f)
		c.Place = places.nearest(w, f)
		c.When = when.nearest(f)
		c.Source = sources.nearest(f)
		w.relate(&c, f, ids)
		w.r.result.Candidates = append(w.r.result.Candidates, c)
		if numbered {
			ids = append(ids, c.ID)
		}
		w.r.memory.keep(remembered{c.ID, c.category, c.Quantity, w.n, c.Place.Text})
	}
	if len(places.all) > 0 {
		w.r.place = places.all[len(places.all)-1].place
	}
}

func anyKept(all []*figure) bool {
	for _, f := range all {
		if f.why == "" {
			return true
		}
	}
	return false
}

// inOrder merges the numbered and the unnumbered figures by their place in the
// sentence, keeping the references among the numbered ones.
func inOrder(done, free []figure) []*figure {
	if len(done)+len(free) == 0 {
		return nil
	}
	out := make([]*figure, 0, len(done)+len(free))
	i := 0
	for j := range done {
		for i < len(free) && free[i].node < done[j].node {
			out = append(out, &free[i])
			i++
		}
		out = append(out, &done[j])
	}
	for ; i < len(free); i++ {
		out = append(out, &free[i])
	}
	return out
}

func (w *writer) reject(f *figure) {
	n := f.phrase.number
	if n == nil {
		return
	}
	s := w.spanOf(n.start, n.end)
	w.r.result.Rejected = append(w.r.result.Rejected, Rejected{Number: s, Text: w.r.doc.Text[s.Start:s.End], Sentence: w.span, Code: f.why, Reason: english(f.why)})
}

// candidate builds the candidate of f without its relations.
func (w *writer) candidate(f *figure) Candidate {
	ph, m := f.phrase, f.measure
	c := Candidate{ID: idOf(len(w.r.result.Candidates) + 1), Indicator: m.indicator, Status: m.status, Unit: m.unit, Facility: m.facility,
		Modality: f.modality, Subset: f.part, Sentence: w.span, category: m.category, Quantity: quantityOf(ph)}
	if n := ph.noun; n != nil && n.kind == person {
		c.Sex, c.Age, c.Group = n.sex, n.age, n.group
	}
	if ph.number != nil {
		c.Number = w.spanOf(ph.number.start, ph.number.end)
		if ph.number.grouping {
			c.note(noteThousands)
		}
	} else if ph.article >= 0 {
		t := &w.p.tokens[ph.article]
		c.Number = w.spanOf(t.start, t.end)
	}
	c.counted = ph.number != nil && ph.number.counted
	c.Trigger = w.nodes(f.link.node, f.link.node)
	c.Evidence = w.nodes(f.node, f.link.node)
	if c.Evidence.End-c.Evidence.Start > longestEvidence {
		c.Evidence = w.nodes(f.node, f.node)
	}
	if g := f.link.group; g != nil && g.ordered {
		c.note(noteOrdered)
	}
	c.Tier = tierOf(f, c)
	c.Trace = w.trace(f)
	return c
}

const longestEvidence = 200

func quantityOf(ph *phrase) humanitarian.Quantity {
	switch {
	case ph.number != nil:
		return ph.number.q
	case ph.article >= 0:
		return exactly(ph.implied)
	}
	return some()
}

func exactly(n int64) humanitarian.Quantity {
	q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Exact, Best: &n})
	if err != nil {
		return humanitarian.Quantity{}
	}
	return q
}

func some() humanitarian.Quantity {
	q, _ := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Some})
	return q
}

func tierOf(f *figure, c Candidate) Tier {
	g := f.link.group
	switch {
	case f.modality != Asserted, g != nil && g.ordered, !c.Quantity.HasNumber() && c.Quantity.Form() != humanitarian.Magnitude,
		f.phrase.number != nil && f.phrase.number.grouping, f.phrase.unknown, f.phrase.role:
		return TierC
	case f.inherited, f.link.how == byAttribute, f.link.how == bySame, f.link.how == byPart, f.link.how == byToll:
		return TierB
	}
	return TierA
}

// trace says which rules made f, with their words.
func (w *writer) trace(f *figure) []Step {
	text := func(s Span) string { return w.r.doc.Text[s.Start:s.End] }
	var out []Step
	ph := f.phrase
	if ph.number != nil {
		s, q := w.spanOf(ph.number.start, ph.number.end), ph.number.q.String()
		out = append(out, Step{"number " + q, humanitarian.Say("rule.number", q, text(s)), text(s), s})
	}
	if ph.head >= 0 {
		t := &w.p.tokens[ph.head]
		s := w.spanOf(t.start, t.end)
		code, words := describe(f.subject)
		out = append(out, Step{"counts " + words, humanitarian.Say("rule.counts_"+code, text(s)), text(s), s})
	}
	s := w.nodes(f.link.node, f.link.node)
	e, h := f.link.effect.String(), f.link.how
	out = append(out, Step{e + " by " + h.String(), humanitarian.Say("rule.by_"+h.code(), e, text(s)), text(s), s})
	if f.modality != Asserted {
		out = append(out, Step{Rule: "modality " + f.modality.String(), Say: humanitarian.Say("rule.modality_" + f.modality.String())})
	}
	if f.inherited {
		out = append(out, Step{Rule: "inherited from the figure before", Say: humanitarian.Say("rule.inherited")})
	}
	return out
}

// describe names what a subject is: a code, and English words.
func describe(s subject) (code, words string) {
	switch s := s.(type) {
	case people:
		if s.civilian {
			return "civilians", "civilians"
		}
		return "people", "people of unstated status"
	case fighters:
		return "fighters", "fighters"
	case doubtful:
		return "doubtful", "people who may bear arms"
	case households:
		return "households", "households"
	case dwellings:
		return "homes", "homes"
	case facilities:
		return "facilities", "facilities"
	case works:
		return "infrastructure", "infrastructure"
	}
	return "things", "things"
}

// relate links c to the figures it is a part of, restates or repeats. ids are
// those of the numbered figures of the sentence so far.
func (w *writer) relate(c *Candidate, f *figure, ids []string) {
	if f.parent >= 0 && f.parent < len(ids) {
		c.PartOf = ids[f.parent]
	}
	if f.equal >= 0 && f.equal < len(ids) {
		c.EquivalentTo = ids[f.equal]
	}
	if f.part {
		return
	}
	c.Rival = rival(c, w.r.result.Candidates)
	if !f.phrase.other {
		c.DuplicateOf = w.r.memory.repeated(c, w.n, f.phrase.definite)
	}
	if f.link.how == byToll && c.DuplicateOf == "" {
		c.Supersedes = w.r.memory.replaced(c, w.n)
	}
}
