package gazetteer

import "slices"

// maxWords bounds the words of a name that can be matched.
const maxWords = 16

// An index finds names by their folded words: a trie whose edges are words.
// Two roots share it, one for names and one for kinds such as Governorate.
// A node has the spellings that end there, each with or without its article.
type index struct {
	words   map[string]int32
	heads   []bool // of words: a name or a kind begins with it
	edges   map[edge]int32
	first   []int32 // where the spellings of a node begin in ends
	ends    []ending
	stops   []int32 // word ids that may stand between a kind and a name
	centres []int32 // word ids that say which part of an area is meant: the one around its seat
}

type edge struct{ node, word int32 }

// An ending is a spelling that ends at a node: name of place, or kind if the
// node hangs below the root of kinds.
type ending struct {
	place, name int32
	bare        bool   // with its articles left out
	kind        uint16 // 1 + a kind of the place that the spelling begins or ends with, or 0
}

const (
	nameRoot int32 = iota
	kindRoot
	firstNode
)

// child returns the node that word leads to, or 0, which no edge leads to.
func (x *index) child(node, word int32) int32 {
	if word < 0 {
		return 0
	}
	return x.edges[edge{node, word}]
}

// begins reports whether a name or a kind begins with word.
func (x *index) begins(word int32) bool { return word >= 0 && x.heads[word] }

// at returns the spellings that end at a node.
func (x *index) at(node int32) []ending {
	if int(node)+1 >= len(x.first) {
		return nil
	}
	return x.ends[x.first[node]:x.first[node+1]]
}

// An indexBuilder collects endings in any order.
type indexBuilder struct {
	index
	at  []int32 // node of each ending
	buf [maxWordBytes]byte
}

func newIndexBuilder(names int) *indexBuilder {
	b := &indexBuilder{at: make([]int32, 0, names+names/4)} // some have an article
	b.ends = make([]ending, 0, cap(b.at))
	b.words = make(map[string]int32, names/4)
	b.edges = make(map[edge]int32, names)
	for _, s := range []string{"of", "de", "d", "du", "des", "del", "la", "le", "l"} {
		b.stops = append(b.stops, b.word([]byte(s)))
	}
	for _, s := range []string{"markaz", "مركز"} {
		b.centres = append(b.centres, b.word([]byte(s)))
	}
	return b
}

func (b *indexBuilder) word(folded []byte) int32 {
	id, ok := b.words[string(folded)]
	if !ok {
		id = int32(len(b.words))
		b.words[string(folded)] = id
		b.heads = append(b.heads, false)
	}
	return id
}

// A spelled word is a word of a name with what matching needs of it.
type spelled struct {
	id, bare int32 // the word as it is, and without the Arabic article
	art      art
	head     head
}

// split returns the words of a name, or nothing if it cannot be matched.
func (b *indexBuilder) split(name string, into []spelled) []spelled {
	into = into[:0]
	for i := 0; ; {
		w, ok := nextWord(name, i, &b.buf)
		if !ok {
			return into
		}
		i = w.end
		if w.n < 0 || len(into) == maxWords {
			return nil
		}
		folded := b.buf[:w.n]
		s := spelled{id: b.word(folded), art: articleOf(folded), head: headOf(folded)}
		s.bare = s.id
		if w.hasArticle() {
			s.bare = b.word(folded[len("ال"):])
		}
		into = append(into, s)
	}
}

// isArticle reports whether word i of a name is its article: al-, el-, or one
// like ar- and ash- that has taken the sound of the word behind it.
func isArticle(words []spelled, i int) bool {
	return i+1 < len(words) && words[i].art.fits(words[i+1].head)
}

func hasArticle(words []spelled) bool {
	for i, w := range words {
		if w.bare != w.id || isArticle(words, i) {
			return true
		}
	}
	return false
}

// add enters a spelling under root, and without its articles if bare is set.
func (b *indexBuilder) add(root int32, words []spelled, e ending, bare bool) {
	node := root
	for _, w := range words {
		node = b.step(node, w.id)
	}
	b.end(node, e)
	if !bare {
		return
	}
	if hasArticle(words) {
		node = b.withoutArticles(root, words)
	}
	e.bare = true
	b.end(node, e)
}

// withoutArticles returns the node of a spelling without its articles.
func (b *indexBuilder) withoutArticles(root int32, words []spelled) int32 {
	node := root
	for i, w := range words {
		if !isArticle(words, i) {
			node = b.step(node, w.bare)
		}
	}
	return node
}

func (b *indexBuilder) step(node, word int32) int32 {
	newest := firstNode + int32(len(b.edges)) - 1
	if node != newest { // which nothing leads on from yet
		if next, ok := b.edges[edge{node, word}]; ok {
			return next
		}
	}
	b.edges[edge{node, word}] = newest + 1
	b.heads[word] = b.heads[word] || node < firstNode
	return newest + 1
}

func (b *indexBuilder) end(node int32, e ending) {
	b.ends = append(b.ends, e)
	b.at = append(b.at, node)
}

// done sorts the endings by node, keeping their order within one.
func (b *indexBuilder) done() index {
	first := make([]int32, int(firstNode)+len(b.edges)+1)
	for _, node := range b.at {
		first[node+1]++
	}
	for i := 1; i < len(first); i++ {
		first[i] += first[i-1]
	}
	ends, next := make([]ending, len(b.ends)), slices.Clone(first)
	for i, node := range b.at {
		ends[next[node]] = b.ends[i]
		next[node]++
	}
	b.first, b.ends = first, ends
	return b.index
}
