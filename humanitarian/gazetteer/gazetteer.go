package gazetteer

import (
	"iter"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A Gazetteer is the places of one or several countries. It never changes, so
// that goroutines may share it. The zero value holds no place.
type Gazetteer struct {
	places []place // sorted by P-code
	byCode map[string]int32
	levels []int
	index  index
	kinds  [][]int32       // kinds of a place, as ids of phrases; see place.kinds
	kin    map[int32][]kin // of the places that have some
}

type place struct {
	Entry
	parent   int32 // -1 where the gazetteer holds none
	country  int32 // the place of level 0 it lies in, or -1
	kinds    int32 // in Gazetteer.kinds; 0 is none
	children []int32
}

// A Place is one place of a gazetteer. It is small, comparable with == and
// used by value. The zero value is no place: it has no code and no name.
type Place struct {
	g *Gazetteer
	i int32
}

func (p Place) data() *place {
	if p.g == nil {
		return &place{Entry: Entry{Level: LevelUnknown}, parent: -1, country: -1}
	}
	return &p.g.places[p.i]
}

// Len returns how many places g holds.
func (g *Gazetteer) Len() int { return len(g.places) }

// Place returns the place with a P-code, which is compared as it is written.
func (g *Gazetteer) Place(pcode string) (Place, bool) {
	i, ok := g.byCode[pcode]
	if !ok {
		return Place{}, false
	}
	return Place{g, i}, true
}

// Known reports whether g holds a P-code. It is what check asks for.
func (g *Gazetteer) Known(pcode string) bool { _, ok := g.byCode[pcode]; return ok }

// Within reports whether pcode is area or lies in it, by the parents that the
// sources gave. A code that g does not hold lies nowhere.
func (g *Gazetteer) Within(pcode, area string) bool {
	p, ok := g.Place(pcode)
	a, ok2 := g.Place(area)
	return ok && ok2 && g.within(p.i, a.i)
}

func (g *Gazetteer) within(i, area int32) bool {
	for ; i >= 0; i = g.places[i].parent {
		if i == area {
			return true
		}
	}
	return false
}

// Levels returns the levels that g has places of, lowest number first.
func (g *Gazetteer) Levels() []int { return slices.Clone(g.levels) }

// All returns the places sorted by P-code.
func (g *Gazetteer) All() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for i := range g.places {
			if !yield(Place{g, int32(i)}) {
				return
			}
		}
	}
}

// Places returns the places of a level, sorted by P-code.
func (g *Gazetteer) Places(level int) []Place {
	var out []Place
	for p := range g.All() {
		if p.Level() == level {
			out = append(out, p)
		}
	}
	return out
}

// IsZero reports whether p is no place.
func (p Place) IsZero() bool { return p.g == nil }

// PCode returns the P-code, such as SY02.
func (p Place) PCode() string { return p.data().PCode }

// Level returns 0 for a country, 1 for admin1 and so on, or [LevelUnknown].
func (p Place) Level() int { return p.data().Level }

// Parent returns the area that p lies in, if the gazetteer holds it.
func (p Place) Parent() (Place, bool) {
	if i := p.data().parent; i >= 0 {
		return Place{p.g, i}, true
	}
	return Place{}, false
}

// Ancestors returns the areas that p lies in, the smallest first.
func (p Place) Ancestors() []Place {
	var out []Place
	for a, ok := p.Parent(); ok; a, ok = a.Parent() {
		out = append(out, a)
	}
	return out
}

// Children returns the places directly below p, sorted by P-code.
func (p Place) Children() []Place {
	d := p.data()
	out := make([]Place, len(d.children))
	for n, i := range d.children {
		out[n] = Place{p.g, i}
	}
	return out
}

// Country returns the ISO 3166-1 alpha-3 code of the country p lies in: as
// its source states it, or that of the area of level 0 above it. It returns
// "" where neither says; a P-code is not taken apart to guess it.
func (p Place) Country() string {
	d := p.data()
	if d.Entry.Country == "" && d.country >= 0 {
		d = &p.g.places[d.country]
	}
	return d.Entry.Country
}

// Name returns the name of p in a language, and the language it is in. Where
// p has none in lang the order is: the language without its region (ar for
// ar-SY), English, a name whose language is not stated, the first name, the
// P-code. The P-code has no language.
func (p Place) Name(lang string) Name {
	names := p.data().Names
	base, _, _ := strings.Cut(lang, "-")
	for _, l := range []string{lang, base, "en", ""} {
		for _, n := range names {
			if n.Lang == l {
				return n
			}
		}
	}
	if len(names) > 0 {
		return names[0]
	}
	return Name{Text: p.PCode()}
}

// Names returns all spellings of p, the first of a language being the
// preferred one.
func (p Place) Names() []Name { return slices.Clone(p.data().Names) }

// Kinds returns what such a place is called, such as Governorate.
func (p Place) Kinds() []Name { return slices.Clone(p.data().Kinds) }

// Centroid returns the centre of p as its source gives it.
func (p Place) Centroid() (Point, bool) {
	if c := p.data().Centroid; c != nil {
		return *c, true
	}
	return Point{}, false
}

// AreaKm2 returns the area of p in square kilometres as its source gives it.
func (p Place) AreaKm2() (float64, bool) {
	a := p.data().AreaKm2
	return a, a > 0
}

// Valid returns when the code of p is in force, as far as its source says.
func (p Place) Valid() humanitarian.Period { return p.data().Valid }
