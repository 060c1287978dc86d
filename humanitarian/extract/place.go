package extract

import "github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"

// A mention is a place name in a sentence.
type mention struct {
	place Place
	token int
	weak  bool // without a preposition before it
}

// mentions are the places of one sentence, and the one carried over.
type mentions struct {
	all []mention
}

// places finds the place names of the sentence: names of the caller's gazetteer,
// or without one, capitalised words behind a preposition of place.
func (w *writer) places() mentions {
	m := mentions{all: w.r.mentions[:0]}
	p := w.p
	if len(w.p.nodes) == 0 {
		return m
	}
	for i := 0; i < len(p.tokens); i++ {
		t := &p.tokens[i]
		if t.kind != wordToken {
			continue
		}
		place, last, ok := w.placeAt(i)
		if !ok {
			continue
		}
		m.all = append(m.all, mention{place: place, token: i, weak: !p.placeBefore(i)})
		i = last
	}
	return m
}

// placeAt reads the place name at token i; last is its last token.
func (w *writer) placeAt(i int) (place Place, last int, ok bool) {
	p := w.p
	start, end := p.tokens[i].start, 0
	if m := w.r.e.options.Places; m != nil {
		if !p.tokens[i].capital && !p.capital {
			return place, i, false
		}
		hit, found := m.LongestAt(p.text, start)
		if !found {
			return place, i, false
		}
		start, end = hit.Start, hit.End
		place.name(hit.Candidates())
		for last = i; last+1 < len(p.tokens) && p.tokens[last+1].start < end; {
			last++
		}
	} else {
		if last = p.nameAt(i); last < i {
			return place, i, false
		}
		end = p.tokens[last].end
	}
	place.Span = w.spanOf(start, end)
	place.Text = w.r.doc.Text[place.Span.Start:place.Span.End]
	return place, last, true
}

// name fills the codes from the places a name may mean.
func (p *Place) name(candidates []gazetteer.Candidate) {
	for _, c := range candidates {
		p.May = append(p.May, c.Place.PCode())
	}
	if len(p.May) == 1 {
		p.Code, p.May = p.May[0], nil
	}
}

// placeBefore: a preposition of place stands before token i, with at most an
// article or "town of" between.
func (p *parse) placeBefore(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		t := &p.tokens[j]
		if t.is(isPlaceBefore) {
			return true
		}
		if !t.is(isDeterminer|isArticle|isModifier) && (t.lex == nil || t.lex.noun == nil) {
			return false
		}
	}
	return false
}

// nameAt returns the last token of the capitalised name at i, or i-1.
func (p *parse) nameAt(i int) int {
	if p.capital || !p.tokens[i].capital || !p.placeBefore(i) || p.nameless(i) {
		return i - 1
	}
	last := i
	for last+1 < len(p.tokens) {
		t := &p.tokens[last+1]
		joined := t.capital || t.hyphen && t.kind == wordToken
		if t.kind != wordToken || !joined || p.nameless(last+1) {
			break
		}
		last++
	}
	return last
}

// nameless: months, weekdays and words that open sentences are no names.
func (p *parse) nameless(i int) bool {
	t := &p.tokens[i]
	return t.is(isMonth|isWeekday|isDeterminer|isArticle|isAttributeCue|isPronoun) || t.lex != nil && (t.lex.source != "" || t.lex.noun != nil && t.lex.noun.kind == fighter)
}

// nearest returns the place of f: the first one behind it up to the next figure,
// else the nearest before it, else the last one of the paragraph.
func (m mentions) nearest(w *writer, f *figure) Place {
	p := w.p
	from, end := p.nodes[f.node].first, p.nodes[max(f.node, f.link.node)].last
	next := len(p.tokens)
	for i := max(f.node, f.link.node) + 1; i < len(p.nodes); i++ {
		if ph := p.nodes[i].phrase; ph != nil && ph.number != nil && ph.number.why == "" && !ph.partOf {
			next = p.nodes[i].first
			break
		}
	}
	for _, x := range m.all {
		if x.token >= from && x.token < next && !x.weak {
			return x.place
		}
	}
	best := Place{}
	for _, x := range m.all {
		if x.token < end && !x.weak {
			best = x.place
		}
	}
	if best.Text != "" {
		return best
	}
	for _, x := range m.all {
		if !x.weak {
			return x.place
		}
	}
	if w.r.place.Text != "" {
		out := w.r.place
		out.Inferred = true
		return out
	}
	return best
}
