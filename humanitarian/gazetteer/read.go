package gazetteer

import (
	"strings"
	"unicode/utf8"
)

// maxAhead is how many words a reader looks at from one start: a kind, two
// stop words, and a name whose articles the gazetteer does not have.
const maxAhead = 2*maxWords + 4

// A reader looks for names from one byte of a text on. It reads words as it
// needs them and keeps them, so that several walks share the work.
type reader struct {
	g        *Gazetteer
	filter   *filter
	text     string
	whole    bool // the name must fill the text; anything may stand between its words
	prefixes bool
	anyCase  bool

	words [maxAhead]token
	n     int  // words read
	ended bool // no word follows the last one
	buf   [maxWordBytes]byte
}

// A token is a word of the text, as the index knows it.
type token struct {
	spelled
	start, end int
	possessive int32 // the word without 's, or -1
	cut        int   // where it then ends
	capital    bool
	loose      bool // as an article it would have to be joined to the next word
}

// longest returns the longest name that begins at byte start.
func (r *reader) longest(start int) (Hit, bool) {
	if start < 0 || start >= len(r.text) {
		return Hit{}, false
	}
	w, ok := readWord(r.text, start, &r.buf)
	if !ok {
		return Hit{}, false
	}
	return r.from(w)
}

// from returns the longest name that begins with w, which buf holds: with its
// kind if one stands beside it, as it is spelled, or else but for its articles.
// A name that has an article before it in the text begins at the article.
func (r *reader) from(w word) (Hit, bool) {
	r.begin(w)
	if afterArticle(r.text, w.start, r.words[0].head) {
		return Hit{}, false
	}
	x, t := &r.g.index, &r.words[0]
	var h Hit
	ok := false
	if x.begins(t.id) || x.begins(t.bare) || x.begins(t.possessive) || t.art[0] != 0 {
		h, ok = r.kindThenName()
		if name, found := r.name(0, -1); found && (!ok || name.End > h.End) {
			h, ok = name, true
		}
	}
	if !ok && r.prefixes && r.text[w.start] >= utf8.RuneSelf {
		return r.afterPrefix()
	}
	return h, ok
}

// name returns the longest name from word i on. Where kind is not negative
// the places must have it; else a kind behind the name narrows them.
func (r *reader) name(i int, kind int32) (Hit, bool) {
	plain, i1 := r.walk(i, kind, false)
	bare, i2 := r.walk(i, kind, true)
	if i2 > i1 {
		plain, i1 = bare, i2
	}
	if i1 == 0 {
		return Hit{}, false
	}
	if h, ok := r.kindBehind(plain, i1, kind); ok {
		return h, true
	}
	if i2 == i1 { // the kind may be that of a place whose article is left out
		if h, ok := r.kindBehind(bare, i1, kind); ok {
			return h, true
		}
	}
	if r.whole && r.has(i1) {
		return Hit{}, false
	}
	return plain, true
}

// walk follows the words from i on through the names and returns the longest
// hit with the number of the word behind it, or 0.
func (r *reader) walk(i int, kind int32, bare bool) (best Hit, next int) {
	h := Hit{Start: r.words[i].start, g: r.g, filter: r.filter, bare: bare, kind: kind}
	capital := r.anyCase
	node := nameRoot
	for ; r.has(i); i++ {
		t := &r.words[i]
		capital = capital || t.capital
		id := t.id
		if bare {
			if t.art[0] != 0 && r.has(i+1) && t.art.fits(r.words[i+1].head) && !(node == nameRoot && t.loose) {
				continue
			}
			id = t.bare
		}
		at := node
		node = r.g.index.child(at, id)
		switch {
		case !capital:
		case node != 0 && r.accepts(&h, node):
			h.node, h.End = node, t.end
			best, next = h, i+1
		case t.possessive >= 0 && !r.whole:
			if cut := r.g.index.child(at, t.possessive); cut != 0 && r.accepts(&h, cut) {
				h.node, h.End = cut, t.cut
				best, next = h, i+1
			}
		}
		if node == 0 {
			break
		}
	}
	if next > 0 {
		best.text = r.text[best.Start:best.End]
	}
	return best, next
}

func (r *reader) accepts(h *Hit, node int32) bool {
	for _, e := range r.g.index.at(node) {
		if h.admits(e) {
			return true
		}
	}
	return false
}

// kindBehind extends a hit by a kind that follows it: Aleppo Governorate.
func (r *reader) kindBehind(h Hit, i int, kind int32) (Hit, bool) {
	if kind >= 0 || !r.has(i) {
		return Hit{}, false
	}
	id, next := r.kind(i)
	if next == 0 || r.whole && r.has(next) {
		return Hit{}, false
	}
	h.kind = id
	if !r.accepts(&h, h.node) {
		return Hit{}, false
	}
	h.End = r.words[next-1].end
	return h, true
}

// kindThenName reads a kind and the name behind it: محافظة حلب, gouvernorat
// d'Alep.
func (r *reader) kindThenName() (Hit, bool) {
	id, i := r.kind(0)
	if i == 0 {
		return Hit{}, false
	}
	for skipped := 0; skipped < 3 && r.has(i); skipped++ {
		if h, ok := r.name(i, id); ok {
			h.Start = r.words[0].start
			return h, true
		}
		if !r.isStop(r.words[i].id) {
			break
		}
		i++
	}
	return Hit{}, false
}

func (r *reader) isStop(id int32) bool {
	for _, s := range r.g.index.stops {
		if id == s {
			return true
		}
	}
	return false
}

// kind returns the longest phrase of a kind from word i on, and the number of
// the word behind it, or 0.
func (r *reader) kind(i int) (id int32, next int) {
	for _, bare := range []bool{false, true} {
		node := kindRoot
		for j := i; r.has(j); j++ {
			word := r.words[j].id
			if bare {
				word = r.words[j].bare
			}
			if node = r.g.index.child(node, word); node == 0 {
				break
			}
			if ends := r.g.index.at(node); len(ends) > 0 && j+1 > next {
				id, next = ends[0].name, j+1
			}
		}
	}
	return id, next
}

// has reports whether there is a word i that a name may go on with.
func (r *reader) has(i int) bool {
	for r.n <= i {
		if r.ended || r.n == maxAhead || !r.readNext() {
			r.ended = true
			return false
		}
	}
	return true
}

func (r *reader) readNext() bool {
	last := &r.words[r.n-1]
	i := last.end
	if r.whole {
		w, ok := nextWord(r.text, i, &r.buf)
		if ok {
			r.push(w)
		}
		return ok
	}
	for end := i; end < len(r.text) && end-i <= maxBetween; end = afterRune(r.text, end) {
		if w, ok := readWord(r.text, end, &r.buf); ok {
			between := r.text[i:w.start]
			last.loose = isLoose(last.art, between)
			if !joins(between) {
				return false
			}
			r.push(w)
			return true
		}
	}
	return false
}

// begin starts anew at a word.
func (r *reader) begin(w word) {
	r.n, r.ended = 0, false
	r.push(w)
}

// push keeps a word whose folded form is in buf.
func (r *reader) push(w word) {
	t := token{spelled: spelled{id: -1, bare: -1}, start: w.start, end: w.end, possessive: -1, capital: w.capital}
	if w.n >= 0 {
		folded := r.buf[:w.n]
		t.id = r.id(folded)
		t.bare = t.id
		t.art, t.head = articleOf(folded), headOf(folded)
		if w.hasArticle() {
			t.bare = r.id(folded[len("ال"):])
		}
		if w.possessive > 0 && w.n > 1 {
			t.possessive, t.cut = r.id(folded[:w.n-1]), w.possessive
		}
	}
	r.words[r.n] = t
	r.n++
}

func (r *reader) id(folded []byte) int32 {
	if id, ok := r.g.index.words[string(folded)]; ok {
		return id
	}
	return -1
}

// afterPrefix looks for an Arabic name behind one or two prefixed letters.
// للرقة is ل before الرقة, whose alef is not written then.
func (r *reader) afterPrefix() (Hit, bool) {
	const prefixes = "وفبلك"
	start := r.words[0].start
	for range 2 {
		letter, size := utf8.DecodeRuneInString(r.text[start:])
		if start += size; !strings.ContainsRune(prefixes, letter) {
			break
		}
		w, ok := readWord(r.text, start, &r.buf)
		if !ok || w.start != start || w.n < 3*len("ا") {
			break
		}
		if letter == 'ل' && strings.HasPrefix(r.text[start:], "ل") && w.n+len("ا") <= len(r.buf) {
			copy(r.buf[len("ا"):], r.buf[:w.n])
			w.n, w.article = w.n+copy(r.buf[:], "ا"), true
		}
		r.begin(w)
		if h, ok := r.name(0, -1); ok {
			return h, true
		}
	}
	return Hit{}, false
}
