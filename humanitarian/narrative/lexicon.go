package narrative

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A cueKind is what a phrase tells about the numbers around it.
type cueKind uint8

const (
	measureCue    cueKind = iota // what happened: names of indicators
	statusCue                    // civilians, fighters
	peopleCue                    // children, women, health workers
	unitCue                      // people, households, schools
	placeCue                     // P-codes
	sourceCue                    // who says so
	ratioCue                     // halved, doubled
	changeCue                    // more, rose from
	differenceCue                // rose by: what follows is a difference
	foreseenCue                  // could, forecast
	andCue                       // parts one statement from the next
	hardCue                      // including, of whom: what follows is a part
	skipCue                      // days, kilometres: what stands before is no figure
	agedCue                      // aged: what stands behind is no figure
	directionCue                 // down from, rose to
	cueKinds
)

// cueNames are the sections of a vocabulary file, in the order of the kinds;
// places and sources come from the figures.
func cueNames() []string {
	return []string{"measure", "status", "people", "unit", "place", "source", "ratio", "change", "difference", "foreseen", "and", "part", "not counted", "aged", "direction"}
}

// wholeCountry stands for the place of a figure without P-codes.
const wholeCountry = ""

// An entry is what one phrase means.
type entry struct {
	kind   cueKind
	values []string
	exact  bool // written in capitals as here: WHO, not who
	text   string
}

// A lexicon finds the phrases of a vocabulary, the longest first. It is a trie
// over folded words.
type lexicon struct {
	words  map[string]int32 // word to number
	stems  map[string]int32 // word without its ending to number
	edges  map[int64]int32  // node and word to node
	ends   map[int32][]entry
	nodes  int32
	clitic bool // Arabic letters written on to a word
	money  []string
}

func newLexicon(arabic bool) *lexicon {
	return &lexicon{words: map[string]int32{}, stems: map[string]int32{}, edges: map[int64]int32{}, ends: map[int32][]entry{}, nodes: 1, clitic: arabic}
}

// readVocabulary reads the words that tell what a number counts: a section for
// each kind, lines value = phrase | phrase. A phrase word that ends in * stands
// for itself with up to three more letters.
func (x *lexicon) readVocabulary(r io.Reader) error {
	lines, err := readLines(r)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if l.section == "currency" {
			for word := range strings.SplitSeq(l.text, "|") {
				x.money = append(x.money, fold(strings.TrimSpace(word)))
			}
			continue
		}
		kind := slices.Index(cueNames(), l.section)
		if kind < 0 || kind == int(sourceCue) {
			return fmt.Errorf("line %d: there is no section %q; see claims/en.txt for the sections", l.number, l.section)
		}
		values := strings.Fields(l.name)
		switch {
		case kind == int(peopleCue):
			values = strings.Fields(strings.ReplaceAll(l.name, ":", "=")) // as in the column group
		case kind == int(placeCue) && l.name == "country":
			values = []string{wholeCountry}
		case kind == int(placeCue):
			values = nil // a place, but none that the register has
		}
		for phrase := range strings.SplitSeq(l.text, "|") {
			if !x.add(phrase, entry{kind: cueKind(kind), values: values}) {
				return fmt.Errorf("line %d: %q has no word in it", l.number, phrase)
			}
		}
	}
	return nil
}

// add adds a phrase and reports whether it has any words.
func (x *lexicon) add(phrase string, e entry) bool {
	phrase = strings.TrimSpace(phrase)
	node, any := int32(0), false
	for _, t := range tokens(phrase, nil) {
		if t.word == "" {
			continue
		}
		set := x.words
		if strings.HasPrefix(phrase[t.end:], "*") {
			set = x.stems
		}
		id, ok := set[t.word]
		if !ok {
			id = int32(len(x.words) + len(x.stems) + 1)
			set[t.word] = id
		}
		edge := int64(node)<<32 | int64(id)
		next, ok := x.edges[edge]
		if !ok {
			next = x.nodes
			x.nodes++
			x.edges[edge] = next
		}
		node, any = next, true
	}
	if !any {
		return false
	}
	e.text = phrase
	for _, old := range x.ends[node] {
		if old.kind == e.kind && slices.Equal(old.values, e.values) {
			return true
		}
	}
	x.ends[node] = append(x.ends[node], e)
	return true
}

// A cue is a phrase found in a text: tokens from to.
type cue struct {
	entry
	from, to int
	glued    bool // an Arabic "and" is written on to it
}

// find returns the cues among tokens, the longest at each place.
func (x *lexicon) find(text string, toks []token) []cue {
	var out []cue
	ids := make([][]int32, len(toks))
	seen := map[string][]int32{}
	for i, t := range toks {
		known, ok := seen[t.word]
		if !ok {
			known = x.ids(t.word)
			seen[t.word] = known
		}
		ids[i] = known
	}
	for i := 0; i < len(toks); {
		node, to := x.longest(toks, ids, i)
		n := len(out)
		for _, e := range x.ends[node] {
			if e.exact && !strings.HasPrefix(text[toks[i].start:], e.text) {
				continue
			}
			_, whole := x.words[toks[i].word]
			out = append(out, cue{e, i, to, x.clitic && !whole && strings.HasPrefix(toks[i].word, "و")})
		}
		if len(out) == n {
			to = i + 1
		}
		i = to
	}
	return out
}

// longest walks the trie from token i and returns the last node that ends a
// phrase.
func (x *lexicon) longest(toks []token, ids [][]int32, i int) (node int32, to int) {
	type state struct {
		node int32
		at   int
	}
	var stack [16]state
	stack[0] = state{0, i}
	n := 1
	to = i
	for n > 0 {
		n--
		s := stack[n]
		if len(x.ends[s.node]) > 0 && s.at > to && toks[s.at-1].word != "" {
			node, to = s.node, s.at
		}
		if s.at >= len(ids) {
			continue
		}
		if len(ids[s.at]) == 0 && s.at > i && joins(toks[s.at].sign) && n < len(stack) {
			stack[n] = state{s.node, s.at + 1} // a hyphen or bracket within a name
			n++
		}
		for _, id := range ids[s.at] {
			if next, ok := x.edges[int64(s.node)<<32|int64(id)]; ok && n < len(stack) {
				stack[n] = state{next, s.at + 1}
				n++
			}
		}
	}
	return node, to
}

// joins reports whether a phrase may run across a sign.
func joins(sign rune) bool { return strings.ContainsRune("-‐‑'’(),،.", sign) }

// ids returns the numbers that a word may have: its own, that of a stem, and in
// Arabic those without the letters that are written on to it.
func (x *lexicon) ids(word string) []int32 {
	if word == "" {
		return nil
	}
	out := x.plainIDs(nil, word)
	if !x.clitic {
		return out
	}
	for _, first := range []string{"", "و", "ف"} {
		rest, ok := strings.CutPrefix(word, first)
		for _, second := range []string{"", "ب", "ل", "ك"} {
			tail, ok2 := strings.CutPrefix(rest, second)
			for _, article := range []string{"", "ال", "ل"} {
				stem, ok3 := strings.CutPrefix(tail, article)
				if ok && ok2 && ok3 && stem != word && utf8.RuneCountInString(stem) > 2 {
					out = x.plainIDs(out, stem)
				}
			}
		}
	}
	return out
}

func (x *lexicon) plainIDs(out []int32, word string) []int32 {
	if id, ok := x.words[word]; ok {
		out = append(out, id)
	}
	for cut, n := len(word), 0; n <= 3 && cut > 0; n++ {
		if id, ok := x.stems[word[:cut]]; ok {
			out = append(out, id)
		}
		_, size := utf8.DecodeLastRuneInString(word[:cut])
		cut -= size
	}
	return out
}

// A token is a word, a number in digits, or one sign (its word is empty).
type token struct {
	start, end int
	word       string // folded
	sign       rune
}

// tokens splits a text. Marks of direction and vowel signs vanish in the folded
// words, as do accents and the ways of writing alef.
func tokens(text string, out []token) []token {
	start, class := -1, 0
	flush := func(end int) {
		if start >= 0 {
			out = append(out, token{start: start, end: end, word: fold(text[start:end])})
			start = -1
		}
	}
	for i, r := range text {
		c := 0
		switch {
		case unicode.IsDigit(r):
			c = 2
		case unicode.Is(unicode.Mn, r) || r == 'ـ':
			c = class
		case unicode.IsLetter(r) && unicode.Is(unicode.Arabic, r):
			c = 3 // وWHO is two words
		case unicode.IsLetter(r):
			c = 1
		}
		if c != class || c == 0 {
			flush(i)
		}
		class = c
		switch {
		case c != 0 && start < 0:
			start = i
		case c == 0 && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r):
			out = append(out, token{start: i, end: i + utf8.RuneLen(r), sign: r})
		case r == '\n':
			out = append(out, token{start: i, end: i + 1, sign: '\n'})
		}
	}
	flush(len(text))
	return out
}

// fold returns a word as it is compared.
func fold(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'ـ':
			continue
		case r == 'ة':
			r = 'ه'
		case r == 'ى':
			r = 'ي'
		case r == 'ٱ':
			r = 'ا'
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
