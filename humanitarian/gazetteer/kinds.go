package gazetteer

import (
	"fmt"
	"slices"
)

// kinds numbers the phrases that say what a place is, such as Governorate,
// and the sets of them that places have.
type kinds struct {
	b       *indexBuilder
	phrases map[string]int32 // by word ids
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
		k.b.add(kindRoot, k.words, ending{place: -1, name: id}, true)
	}
	return id, true
}
