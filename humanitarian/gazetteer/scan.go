package gazetteer

import (
	"cmp"
	"iter"
	"slices"
)

// MatcherOptions say what a [Matcher] takes for a name. Nil and the zero value
// look for all names as whole words.
type MatcherOptions struct {
	Filter Filter

	// Prefixes also finds Arabic names behind the letters و, ف, ب, ل and ك,
	// which are written on them: بحلب is "in Aleppo".
	Prefixes bool

	// AnyCase also finds names in letters that have a case but no capital,
	// such as "sur", which is a sub-district in Syria and a French word.
	AnyCase bool
}

// A Matcher finds names in running text. It keeps no state: goroutines may
// share it, and looking costs no memory.
type Matcher struct {
	g        *Gazetteer
	filter   filter
	prefixes bool
	anyCase  bool
}

// Matcher returns a matcher over the names of g.
func (g *Gazetteer) Matcher(opts *MatcherOptions) *Matcher {
	if opts == nil {
		opts = &MatcherOptions{}
	}
	return &Matcher{g: g, filter: g.filter(opts.Filter), prefixes: opts.Prefixes, anyCase: opts.AnyCase}
}

// A Hit is a name found in a text, with all places it may mean. The zero
// value is none.
type Hit struct {
	Start, End int // bytes of the text

	g      *Gazetteer
	filter *filter
	text   string
	node   int32
	bare   bool
	kind   int32 // that the places must have, or -1
}

// LongestAt returns the longest name that begins at byte start of text, which
// is taken for the beginning of a word: for each word, call it once. With
// Prefixes the hit may begin a letter or two later. A name with an article in
// the text begins at the article: in "al-Hama" there is none at "Hama". Words of a name may be
// joined by spaces, one line break, hyphens, dashes or underscores; a name
// does not run across other punctuation.
func (m *Matcher) LongestAt(text string, start int) (Hit, bool) {
	r := m.reader(text)
	return r.longest(start)
}

// Scan returns the names in text from left to right, the longest at each
// place; they do not overlap. It takes time in proportion to the text.
func (m *Matcher) Scan(text string) iter.Seq[Hit] {
	return func(yield func(Hit) bool) {
		r := m.reader(text)
		for i := 0; ; {
			w, ok := nextWord(text, i, &r.buf)
			if !ok {
				return
			}
			i = w.end
			if h, ok := r.from(w); ok {
				if !yield(h) {
					return
				}
				i = h.End
			}
		}
	}
}

func (m *Matcher) reader(text string) reader {
	return reader{g: m.g, filter: &m.filter, text: text, prefixes: m.prefixes, anyCase: m.anyCase}
}

// Candidates returns the places the name may mean, each once, in the order of
// [Gazetteer.Match].
func (h Hit) Candidates() []Candidate { return h.Append(nil) }

// Append appends the candidates to list, so that a caller who keeps the list
// needs no memory for each hit.
func (h Hit) Append(list []Candidate) []Candidate {
	if h.g == nil {
		return list
	}
	n := len(list)
	for _, e := range h.g.index.at(h.node) {
		if !h.admits(e) {
			continue
		}
		c := Candidate{Place: Place{h.g, e.place}, Spelling: h.g.places[e.place].Names[e.name], How: Normalised}
		switch {
		case h.bare:
			c.How = WithoutArticle
		case h.text == c.Spelling.Text:
			c.How = Exact
		}
		list = append(list, c)
		for _, k := range h.g.kin[e.place] {
			if h.admitsKin(e, k) {
				list = append(list, Candidate{Place: Place{h.g, k.place}, Spelling: h.g.places[k.place].Names[k.name], How: Namesake})
			}
		}
	}
	found := list[n:]
	slices.SortStableFunc(found, func(a, b Candidate) int { return cmp.Or(cmp.Compare(a.Place.i, b.Place.i), cmp.Compare(a.How, b.How)) })
	found = slices.CompactFunc(found, func(a, b Candidate) bool { return a.Place == b.Place })
	slices.SortFunc(found, compareCandidates)
	return list[:n+len(found)]
}

func (h *Hit) admits(e ending) bool {
	return e.bare == h.bare && h.filter.ending(e) && (h.kind < 0 || h.g.hasKind(e.place, h.kind))
}

// admitsKin reports whether what fits an ending may also mean kin of its place.
// The language of the kin's spelling does not count, since it is not what was
// written; a kind does, whether it is part of the spelling or stands beside it.
func (h *Hit) admitsKin(e ending, k kin) bool {
	return h.filter.place(k.place) && (h.kind < 0 || h.g.hasKind(k.place, h.kind)) &&
		(e.kind == 0 || h.g.hasKind(k.place, int32(e.kind)-1))
}

func (g *Gazetteer) hasKind(place, kind int32) bool {
	return slices.Contains(g.kinds[g.places[place].kinds], kind)
}

// maxBetween is how many bytes may stand between two words of a name.
const maxBetween = 16

// joins reports whether what stands between two words may stand inside a name.
func joins(between string) bool {
	lines := 0
	for _, r := range between {
		switch r {
		case '\n':
			lines++
		case ' ', '\t', '\r', '\u00A0', '\u202F', '-', '_', '‐', '‑', '‒', '–', '—', '־':
		default:
			if !isQuote(r) && !isMark(r) && r != '\'' && r != '`' {
				return false
			}
		}
	}
	return lines < 2 && len(between) <= maxBetween
}
