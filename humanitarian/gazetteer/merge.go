package gazetteer

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// New builds a gazetteer of entries, in whatever order. Entries with one
// P-code are one place: names, kinds and populations are joined, of all else
// the first statement counts, and a contradicting one is a finding, as are a
// parent that no entry describes, parents that run in a circle, and levels
// that do not fit. The findings are sorted; none keeps a place out, except
// that an entry without a P-code is no place.
//
// Spaces around a P-code and hidden characters in it, such as the direction
// marks of Arabic text, are left out; capitals count. Hidden characters, and
// codes that differ only in capitals, are findings.
//
// A parent that is the ISO code of a country, as the global P-code list has
// it, is that country, whether its own P-code is SY or SYR.
func New(entries []Entry) (*Gazetteer, []humanitarian.Finding) {
	m := merger{g: &Gazetteer{byCode: make(map[string]int32, len(entries))}, iso: map[string]string{}}
	m.g.places = make([]place, 0, len(entries))
	for i := range entries {
		m.add(&entries[i])
	}
	m.countries()
	m.sort()
	m.cases()
	m.parents()
	m.circles()
	m.fillLevels()
	m.family()
	m.names()
	return m.g, m.findings.sorted()
}

type merger struct {
	g        *Gazetteer
	iso      map[string]string // of codes looked up, since most entries share theirs
	order    []int32           // places, parents before children
	findings findings
}

func (m *merger) iso3(code string) string {
	s, ok := m.iso[code]
	if !ok {
		s = ISO3(code)
		m.iso[code] = s
	}
	return s
}

func (m *merger) add(e *Entry) {
	pcode, parent := m.findings.code(e.Position, e.PCode), m.findings.code(e.Position, e.Parent)
	if pcode == "" {
		name := ""
		if len(e.Names) > 0 {
			name = e.Names[0].Text
		}
		m.findings.warn(e.Position, "place_without_pcode", name)
		return
	}
	i, ok := m.g.byCode[pcode]
	if !ok {
		m.g.byCode[pcode] = int32(len(m.g.places))
		p := place{Entry: *e, parent: -1, country: -1}
		p.PCode, p.Parent = pcode, parent
		p.Level = max(e.Level, LevelUnknown)
		p.Names, p.Kinds, p.Populations, p.Centroid = nil, nil, nil, nil
		p.join(e)
		p.Entry.Country = m.iso3(e.Country)
		m.g.places = append(m.g.places, p)
		return
	}
	m.merge(&m.g.places[i], e, parent)
}

// merge adds what e says to p. The parent is that of e as it is compared.
func (m *merger) merge(p *place, e *Entry, parent string) {
	say := func(code, first, second string) {
		m.findings.add(humanitarian.WarningFinding, code, []humanitarian.Position{e.Position, p.Position}, p.PCode, second, first)
	}
	switch {
	case p.Parent == "":
		p.Parent = parent
	case parent != "" && parent != p.Parent && (m.iso3(parent) == "" || m.iso3(parent) != m.iso3(p.Parent)):
		say("parent_contradicts", p.Parent, parent)
	}
	switch level := max(e.Level, LevelUnknown); {
	case p.Level == LevelUnknown:
		p.Level = level
	case level != LevelUnknown && level != p.Level:
		say("level_contradicts", strconv.Itoa(p.Level), strconv.Itoa(level))
	}
	iso := m.iso3(e.Country)
	switch {
	case p.Entry.Country == "":
		p.Entry.Country = iso
	case iso != "" && iso != p.Entry.Country:
		say("country_contradicts", p.Entry.Country, iso)
	}
	m.renamed(p, e)
	p.join(e)
	p.AreaKm2 = cmp.Or(p.AreaKm2, e.AreaKm2)
	p.Valid.Start, p.Valid.End = cmp.Or(p.Valid.Start, e.Valid.Start), cmp.Or(p.Valid.End, e.Valid.End)
}

// renamed reports preferred names of e that p knows under no spelling.
func (m *merger) renamed(p *place, e *Entry) {
	var seen []string
	for _, n := range e.Names {
		if slices.Contains(seen, n.Lang) {
			continue
		}
		seen = append(seen, n.Lang)
		i := slices.IndexFunc(p.Names, func(o Name) bool { return o.Lang == n.Lang })
		if i >= 0 && !slices.ContainsFunc(p.Names, func(o Name) bool { return sameWords(o.Text, n.Text) }) {
			m.findings.add(humanitarian.NoteFinding, "place_renamed", []humanitarian.Position{e.Position, p.Position},
				p.PCode, n.Text, p.Names[i].Text)
		}
	}
}

// join adds the lists of e to p, each member once, and the centroid that p
// lacks. All are copied: what callers do with their entries later is theirs.
func (p *place) join(e *Entry) {
	if p.Centroid == nil && e.Centroid != nil {
		c := *e.Centroid
		p.Centroid = &c
	}
	p.Names = union(p.Names, e.Names)
	p.Kinds = union(p.Kinds, e.Kinds)
	p.Populations = union(p.Populations, e.Populations)
}

// union appends what list does not hold yet. A set keeps long lists, which
// only hostile files have, from taking quadratic time.
func union[T comparable](list, more []T) []T {
	if len(more) == 0 {
		return list
	}
	list = append(make([]T, 0, len(list)+len(more)), list...)
	if len(list)+len(more) < 50 {
		for _, x := range more {
			if !slices.Contains(list, x) {
				list = append(list, x)
			}
		}
		return list
	}
	seen := map[T]bool{}
	for _, x := range list {
		seen[x] = true
	}
	for _, x := range more {
		if !seen[x] {
			seen[x] = true
			list = append(list, x)
		}
	}
	return list
}

// countries adds the countries that entries name as their parent without
// describing them.
func (m *merger) countries() {
	known := map[string]string{} // ISO alpha-3 to P-code
	for i := range m.g.places {
		if p := &m.g.places[i]; p.Level == 0 {
			p.Entry.Country = cmp.Or(p.Entry.Country, m.iso3(p.PCode))
			if p.Entry.Country != "" {
				known[p.Entry.Country] = p.PCode
			}
		}
	}
	for i := range len(m.g.places) {
		p := &m.g.places[i]
		iso := m.iso3(p.Parent)
		if _, ok := m.g.byCode[p.Parent]; ok || iso == "" {
			continue
		}
		if known[iso] == "" {
			known[iso] = p.Parent
			m.g.byCode[p.Parent] = int32(len(m.g.places))
			m.g.places = append(m.g.places, place{Entry: Entry{PCode: p.Parent, Country: iso, Position: p.Position}, parent: -1, country: -1})
		}
		m.g.places[i].Parent = known[iso]
	}
}

// sort puts the places in order of their codes. The order is worked out apart
// from the places, which are large to move.
func (m *merger) sort() {
	type coded struct {
		code string
		at   int32
	}
	order := make([]coded, len(m.g.places))
	for i := range m.g.places {
		order[i] = coded{m.g.places[i].PCode, int32(i)}
	}
	slices.SortFunc(order, func(a, b coded) int { return strings.Compare(a.code, b.code) })
	places := make([]place, len(order))
	for i, o := range order {
		places[i] = m.g.places[o.at]
		m.g.byCode[o.code] = int32(i)
	}
	m.g.places = places
}

// cases reports codes that differ from one before them only in capitals. Both
// stay, since codes are compared as they are written.
func (m *merger) cases() {
	first := map[string]int32{} // by capitals
	for i := range m.g.places {
		p := &m.g.places[i]
		capitals := strings.ToUpper(p.PCode)
		if capitals == p.PCode {
			continue // found below if another code differs from it
		}
		other, ok := m.g.byCode[capitals]
		if !ok {
			other, ok = first[capitals]
		}
		if !ok {
			first[capitals] = int32(i)
			continue
		}
		o := &m.g.places[other]
		m.findings.add(humanitarian.WarningFinding, "pcode_case", []humanitarian.Position{p.Position, o.Position}, p.PCode, o.PCode)
	}
}

// parents resolves the parents. One that is missing is reported once, with
// the first of its children, since a table that lacks level 1 lacks it for all.
func (m *merger) parents() {
	type missing struct{ first, count int }
	absent := map[string]missing{}
	for i := range m.g.places {
		p := &m.g.places[i]
		if p.Parent == "" {
			continue
		}
		if parent, ok := m.g.byCode[p.Parent]; ok {
			p.parent = parent
			continue
		}
		a := absent[p.Parent]
		if a.count == 0 {
			a.first = i
		}
		a.count++
		absent[p.Parent] = a
	}
	for code, a := range absent { // in any order: findings are sorted
		p := &m.g.places[a.first]
		m.findings.warn(p.Position, "parent_unknown", code, p.PCode, strconv.Itoa(a.count))
	}
}

// circles cuts the parents of places that lie in themselves, and lists the
// places parents first.
func (m *merger) circles() {
	const fresh, open, done = 0, 1, 2
	state := make([]uint8, len(m.g.places))
	for i := range m.g.places {
		var path []int32
		j := int32(i)
		for ; j >= 0 && state[j] == fresh; j = m.g.places[j].parent {
			state[j] = open
			path = append(path, j)
		}
		if j >= 0 && state[j] == open {
			circle := path[slices.Index(path, j):]
			var codes []string
			for _, k := range circle {
				codes = append(codes, m.g.places[k].PCode)
				m.g.places[k].parent = -1
			}
			slices.Sort(codes)
			m.findings.warn(m.g.places[j].Position, "parents_in_circle", strings.Join(codes, ", "))
		}
		for _, k := range slices.Backward(path) {
			state[k] = done
			m.order = append(m.order, k)
		}
	}
}

// fillLevels derives levels that no source states from those of a child or of
// the parent, and reports parents that are not of a higher level.
func (m *merger) fillLevels() {
	places := m.g.places
	for _, i := range slices.Backward(m.order) {
		if p := &places[i]; p.parent >= 0 && p.Level > 0 && places[p.parent].Level == LevelUnknown {
			places[p.parent].Level = p.Level - 1
		}
	}
	unknown, first := 0, 0
	for _, i := range m.order {
		p := &places[i]
		if p.parent >= 0 && p.Level == LevelUnknown && places[p.parent].Level != LevelUnknown {
			p.Level = places[p.parent].Level + 1
		}
		switch {
		case p.Level == LevelUnknown:
			if unknown == 0 {
				first = int(i)
			}
			unknown++
		case p.parent >= 0 && places[p.parent].Level >= p.Level:
			up := &places[p.parent]
			m.findings.warn(p.Position, "parent_level", p.PCode, strconv.Itoa(p.Level), up.PCode, strconv.Itoa(up.Level))
		}
	}
	if unknown > 0 {
		m.findings.note(places[first].Position, "level_unknown", places[first].PCode, strconv.Itoa(unknown))
	}
}

// family sets the children, the country and the levels.
func (m *merger) family() {
	places := m.g.places
	for i := range places {
		if p := &places[i]; p.parent >= 0 {
			places[p.parent].children = append(places[p.parent].children, int32(i))
		}
	}
	levels := map[int]bool{}
	for _, i := range m.order {
		p := &places[i]
		switch {
		case p.Level == 0:
			p.country = i
			p.Entry.Country = cmp.Or(p.Entry.Country, m.iso3(p.PCode))
		case p.parent >= 0:
			p.country = places[p.parent].country
		}
		levels[p.Level] = true
	}
	delete(levels, LevelUnknown)
	m.g.levels = slices.Sorted(maps.Keys(levels))
}

// names builds the index of names and kinds.
func (m *merger) names() {
	places := m.g.places
	spellings := 0
	for i := range places {
		spellings += len(places[i].Names)
	}
	b := newIndexBuilder(spellings)
	kinds := newKinds(b)
	var words [][]spelled
	var claims []claim
	for i := range places {
		p := &places[i]
		p.kinds = kinds.set(p.Kinds)
		for len(words) < len(p.Names) {
			words = append(words, nil)
		}
		article := false
		for j, n := range p.Names {
			words[j] = b.split(n.Text, words[j])
			article = article || hasArticle(words[j])
		}
		for j, n := range p.Names {
			if len(words[j]) == 0 {
				m.findings.note(p.Position, "name_not_matched", n.Text, p.PCode)
				continue
			}
			b.add(nameRoot, words[j], ending{place: int32(i), name: int32(j), kind: kinds.of(p.kinds, words[j])}, article)
			if len(words[j]) > 1 && slices.Contains(b.centres, words[j][0].id) {
				claims = append(claims, claim{b.withoutArticles(nameRoot, words[j][1:]), int32(i), int32(j)})
			}
		}
	}
	m.g.index = b.done()
	m.g.kinds = kinds.sets
	m.g.kin = m.kinship(claims)
}
