package gazetteer

import (
	"fmt"
	"math"
	"slices"
)

// kinds numbers the phrases that say what a place is, such as Governorate,
// and the sets of them that places have.
type kinds struct {
	b       *indexBuilder
	phrases map[string]int32 // by word ids
	texts   [][]int32        // word ids of the phrases
	sets    [][]int32
	bySet   map[string]int32
	words   []spelled
}

func newKinds(b *indexBuilder) *kinds {
	return &kinds{b: b, phrases: map[string]int32{}, bySet: map[string]int32{"[]": 0}, sets: [][]int32{nil}}
}

// set returns the number of a set of kinds.
func (k *kinds) set(names []Name) int32 {
	if len(names) == 0 {
		return 0
	}
	var ids []int32
	for _, n := range names {
		if id, ok := k.phrase(n.Text); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	key := fmt.Sprint(ids)
	i, ok := k.bySet[key]
	if !ok {
		i = int32(len(k.sets))
		k.bySet[key] = i
		k.sets = append(k.sets, ids)
	}
	return i
}

func (k *kinds) phrase(text string) (int32, bool) {
	k.words = k.b.split(text, k.words)
	if len(k.words) == 0 {
		return 0, false
	}
	var ids []int32
	for _, w := range k.words {
		ids = append(ids, w.id)
	}
	key := fmt.Sprint(ids)
	id, ok := k.phrases[key]
	if !ok {
		id = int32(len(k.phrases))
		k.phrases[key] = id
		k.texts = append(k.texts, ids)
		k.b.add(kindRoot, k.words, ending{place: -1, name: id}, true)
	}
	return id, true
}

// of returns 1 + the kind of a set that a spelling begins or ends with, as
// Aleppo Governorate does, or 0.
func (k *kinds) of(set int32, words []spelled) uint16 {
	for _, id := range k.sets[set] {
		text := k.texts[id]
		if n := len(text); len(words) > n && id < math.MaxUint16 && (same(words[:n], text) || same(words[len(words)-n:], text)) {
			return uint16(id + 1)
		}
	}
	return 0
}

func same(words []spelled, ids []int32) bool {
	return slices.EqualFunc(words, ids, func(w spelled, id int32) bool { return w.id == id })
}
