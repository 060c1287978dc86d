package gazetteer

import (
	"cmp"
	"slices"
)

// A kin is an area above or below a place that has a name in common with it.
// What one of the two is called, people call the other as well: a table that
// lists Hims for the governorate of Homs alone does not mean that the district
// is never called so.
type kin struct {
	place, name int32 // its number, and its spelling that both have
}

// maxAbove is how many areas above a place are compared with it, so that a
// hostile chain of parents cannot take quadratic time.
const maxAbove = maxLevel + 1

// A claim is a name that a place is known by without having it as a spelling.
type claim struct{ node, place, name int32 }

// kinship finds the kin of all places. They have a name in common if spellings
// of theirs end at one node of the index, with or without their articles, or
// by a claim.
func (m *merger) kinship(claims []claim) map[int32][]kin {
	k := kinship{places: m.g.places, node: make([]int32, len(m.g.places)), name: make([]int32, len(m.g.places)), kin: map[int32][]kin{}}
	slices.SortFunc(claims, func(a, b claim) int { return cmp.Compare(a.node, b.node) })
	var group []claim
	for node := firstNode; int(node)+1 < len(m.g.index.first); node++ {
		group = group[:0]
		for _, e := range m.g.index.at(node) {
			if e.place >= 0 { // a name, not a kind
				group = append(group, claim{node, e.place, e.name})
			}
		}
		for ; len(claims) > 0 && claims[0].node == node; claims = claims[1:] {
			group = append(group, claims[0])
		}
		if len(group) > 1 {
			k.join(group)
		}
	}
	for place, list := range k.kin { // in any order: each is sorted by itself
		slices.SortFunc(list, func(a, b kin) int { return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.name, b.name)) })
		k.kin[place] = slices.CompactFunc(list, func(a, b kin) bool { return a.place == b.place })
	}
	return k.kin
}

type kinship struct {
	places     []place
	node, name []int32 // of each place: the last node it was found at, and its spelling there
	kin        map[int32][]kin
}

// join makes kin of those of a group that lie in one another.
func (k *kinship) join(group []claim) {
	for _, c := range group {
		k.node[c.place], k.name[c.place] = c.node, c.name
	}
	for _, c := range group {
		above := k.places[c.place].parent
		for n := 0; n < maxAbove && above >= 0; n++ {
			if k.node[above] == c.node {
				k.kin[c.place] = append(k.kin[c.place], kin{above, k.name[above]})
				k.kin[above] = append(k.kin[above], kin{c.place, c.name})
			}
			above = k.places[above].parent
		}
	}
}
