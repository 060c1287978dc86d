package numeral

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// The vocabulary files hold all that differs between languages; the README
// beside them is written for translators.
//
//go:embed vocabulary/*.txt
var files embed.FS

// A meaning is one role of a phrase, with the value its line gives.
type meaning struct {
	role     role
	n, d     int64 // a count; or the two numbers of a ratio
	form     humanitarian.Form
	word     humanitarian.Word
	quantity humanitarian.Quantity
}

// A node of the phrase tree: what the words on the way to it mean together,
// and how they may go on.
type node struct {
	meanings []meaning
	next     []edge
}

type edge struct {
	word uint16
	node int32
}

// step returns the node that a word leads to.
func (n *node) step(word uint16) (int32, bool) {
	if word != 0 {
		for _, e := range n.next {
			if e.word == word {
				return e.node, true
			}
		}
	}
	return 0, false
}

// A vocabulary is what a file says, laid out for looking up. It never changes
// once it is built. Words have numbers from 1; 0 is every other word.
type vocabulary struct {
	settings map[string]string
	words    map[string]uint16 // by folded word
	maybe    [1024]uint64      // a bit for each word, so that most others need no look into the map
	starts   []roleSet         // by word: the roles of phrases that begin with it
	alone    []roleSet         // by word: the roles it has alone
	tree     []int32           // by word: the node it leads to from the root, or -1
	nodes    []node
}

// readVocabulary reads one file. It panics on a fault, which a test of this
// package finds before any user does: the files are part of the program.
func readVocabulary(name string) *vocabulary {
	data, err := files.ReadFile("vocabulary/" + name + ".txt")
	if err != nil {
		panic("numeral: " + err.Error())
	}
	v, err := parseVocabulary(string(data))
	if err != nil {
		panic(fmt.Sprintf("numeral: vocabulary/%s.txt:%v", name, err))
	}
	return v
}

func parseVocabulary(text string) (*vocabulary, error) {
	v := &vocabulary{settings: map[string]string{}, words: map[string]uint16{}}
	v.grow()
	all := sections()
	current, settings := roles, false
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line == "#" || strings.HasPrefix(line, "# ") {
			continue
		}
		var err error
		if name, ok := strings.CutPrefix(line, "["); ok && strings.HasSuffix(line, "]") {
			name = strings.TrimSuffix(name, "]")
			current = role(slices.IndexFunc(all[:], func(s section) bool { return s.name == name }))
			if settings = name == "settings"; !settings && current >= roles {
				err = fmt.Errorf("no section is called [%s]", name)
			}
		} else if settings {
			key, value, _ := strings.Cut(line, " = ")
			v.settings[key] = value
		} else if current >= roles {
			err = errors.New("a line before the first section")
		} else {
			err = v.add(current, all[current].value, line)
		}
		if err != nil {
			return nil, fmt.Errorf("%d: %w", number, err)
		}
	}
	return v, nil
}

// add takes one line of a section.
func (v *vocabulary) add(r role, kind valued, line string) error {
	m := meaning{role: r}
	if kind != noValue {
		value, phrases, ok := strings.Cut(line, " = ")
		if !ok {
			return fmt.Errorf("%q has no value; write VALUE = PHRASE | PHRASE", line)
		}
		line = phrases
		if err := m.set(kind, strings.TrimSpace(value)); err != nil {
			return err
		}
	}
	for phrase := range strings.SplitSeq(line, "|") {
		words := phraseWords(phrase)
		if len(words) == 0 {
			return fmt.Errorf("%q has an empty phrase", line)
		}
		v.insert(words, m)
	}
	return nil
}

func (m *meaning) set(kind valued, value string) (err error) {
	switch kind {
	case count:
		m.n, err = strconv.ParseInt(value, 10, 64)
	case ratio:
		n, d, _ := strings.Cut(value, "/")
		if m.n, err = strconv.ParseInt(n, 10, 64); err == nil {
			m.d, err = strconv.ParseInt(d, 10, 64)
		}
	case form:
		m.form, err = humanitarian.ParseForm(value)
	case word:
		m.word, err = humanitarian.ParseWord(value)
	case quantity:
		m.quantity, err = humanitarian.ParseQuantity(value)
	}
	return err
}

// phraseWords parts a phrase as a text is parted: marks such as "%" and "'" are
// words of their own, and a hyphen inside a word joins two.
func phraseWords(phrase string) []string {
	var words []string
	for field := range strings.FieldsSeq(phrase) {
		from := 0
		for i, r := range field {
			if isLetter(r) || r == tatweel {
				continue
			}
			if i > from {
				words = append(words, field[from:i])
			}
			if from = i + utf8.RuneLen(r); !isHyphen(r) || len(field) == 1 {
				words = append(words, field[i:from])
			}
		}
		if from < len(field) {
			words = append(words, field[from:])
		}
	}
	return words
}

// insert puts a phrase into the tree.
func (v *vocabulary) insert(words []string, m meaning) {
	at := int32(-1)
	for i, w := range words {
		id := v.number(fold(w))
		if i == 0 {
			v.starts[id] |= 1 << m.role
			if v.tree[id] < 0 {
				v.tree[id] = v.newNode()
			}
			at = v.tree[id]
			if len(words) == 1 {
				v.alone[id] |= 1 << m.role
			}
			continue
		}
		next, ok := v.nodes[at].step(id)
		if !ok {
			next = v.newNode()
			v.nodes[at].next = append(v.nodes[at].next, edge{id, next})
		}
		at = next
	}
	// Spellings that fold to one word are one meaning.
	if n := &v.nodes[at]; !slices.Contains(n.meanings, m) {
		n.meanings = append(n.meanings, m)
	}
}

// number returns the number of a folded word, a new one if it has none.
func (v *vocabulary) number(folded string) uint16 {
	id, ok := v.words[folded]
	if !ok {
		id = uint16(len(v.starts))
		v.words[folded] = id
		h := hint(folded)
		v.maybe[h/64] |= 1 << (h % 64)
		v.grow()
	}
	return id
}

// lookup returns the number of a folded word, 0 when it is not there.
func (v *vocabulary) lookup(folded []byte) uint16 {
	if !v.mayHave(hint(folded)) {
		return 0
	}
	return v.words[string(folded)]
}

// find is lookup for a text.
func (v *vocabulary) find(folded string) uint16 {
	if !v.mayHave(hint(folded)) {
		return 0
	}
	return v.words[folded]
}

func (v *vocabulary) mayHave(hint uint) bool { return v.maybe[hint/64]&(1<<(hint%64)) != 0 }

// hint is a cheap hash of 16 bits, of the length and three letters.
func hint[T []byte | string](w T) uint {
	n := len(w)
	if n == 0 {
		return 0
	}
	return (uint(w[0])*31 + uint(w[n/2])*1031 + uint(w[n-1])*8191 + uint(n)*131) & 0xFFFF
}

func (v *vocabulary) grow() {
	v.starts, v.alone, v.tree = append(v.starts, 0), append(v.alone, 0), append(v.tree, -1)
}

func (v *vocabulary) newNode() int32 {
	v.nodes = append(v.nodes, node{})
	return int32(len(v.nodes) - 1)
}
