package narrative

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// What a sentence says of one number: each list is nil where it says nothing.
type said struct {
	measures []string
	statuses []string
	people   []string
	units    []string
	// peopleBefore are those named earlier, where n has no noun: the figure
	// before was 32.
	peopleBefore []string
	places       []cue
	sources      []string
	changes      bool // 6 more, rose from 6 to 9
	differs      bool // rose by 6
	foreseen     bool
	skip         bool // three days, aged 12
	aged         bool // 1 person (aged 10)
}

// near is how many words may stand between a number and the noun it counts: 26
// of the dead were children.
const near = 4

// said gathers what the sentence says of n.
func (s *reader) said(n *number) said {
	var out said
	out.measures = s.measures(n)
	out.units = s.nouns(n, unitCue)
	if len(out.units) == 0 || slices.Contains(out.units, "person") {
		out.people = s.nouns(n, peopleCue)
		out.statuses = s.statuses(n)
	}
	if len(out.units) == 0 && len(out.people) == 0 {
		out.peopleBefore = s.peopleBefore(n)
	}
	out.places = s.places(n)
	out.sources = s.sources(n)
	for _, c := range s.here {
		if c.from < n.to && n.from < c.to {
			continue // the more of "more than 12"
		}
		w := s.way(n, c)
		switch c.kind {
		case foreseenCue:
			out.foreseen = true
		case ratioCue:
			out.changes = true
		case differenceCue:
			out.differs = out.differs || !w.after && w.words == 0 && w.stops == 0
		case changeCue:
			out.changes = out.changes || w.stops == 0 && w.words <= near
		case skipCue:
			if slices.Contains(c.values, "month") {
				out.skip = out.skip || n.Quantity.Form() == humanitarian.Range && w.after && w.words == 0 && w.stops == 0
				continue
			}
			out.skip = out.skip || w.after && w.stops == 0 && w.words <= 1 && w.numbers == 0 && s.isQualifier(n.to, c.from)
		case agedCue:
			if slices.Contains(c.values, "year") {
				out.skip = out.skip || n.Kind == numeral.Unsure && !w.after && w.words == 0
				continue
			}
			out.skip = out.skip || !w.after && w.words <= 1
			out.aged = out.aged || w.after && w.words <= near && w.numbers == 0
		}
	}
	return out
}

// isQualifier reports whether what stands between two tokens may belong to the
// noun behind it: 12 long days, but not 12 people days later.
func (s *reader) isQualifier(from, to int) bool {
	for i := from; i < to; i++ {
		if t := s.toks[i]; t.sign != 0 && t.sign != '-' {
			return false
		}
	}
	return !slices.ContainsFunc(s.here, func(c cue) bool { return c.kind <= unitCue && from <= c.from && c.from < to })
}

// measures returns what n may count: the measure it stands nearest to, and
// those that nothing parts from it. A sentence without one that speaks of a part
// ("of these, 26 were children") goes on with the measures of the one before;
// any other is not held to a measure, since its verb may be one that the
// vocabulary does not know.
func (s *reader) measures(n *number) []string {
	best, found := 0, false
	for _, c := range s.here {
		if c.kind == measureCue {
			if w := s.way(n, c); !found || w.cost < best {
				best, found = w.cost, true
			}
		}
	}
	var out []string
	for _, c := range s.here {
		if c.kind != measureCue {
			continue
		}
		if w := s.way(n, c); w.cost == best || w.stops == 0 && w.numbers == 0 {
			out = append(out, c.values...)
		}
	}
	if !found && slices.ContainsFunc(s.here, func(c cue) bool { return c.kind == hardCue && c.to <= n.from }) {
		out = s.before
	}
	s.current = append(s.current, out...)
	return out
}

// nouns returns the values of the nearest noun of a kind that stands behind n
// with nothing between but a few words, or right before it: children (26).
func (s *reader) nouns(n *number, kind cueKind) []string {
	var out []string
	best, found := 0, false
	for _, c := range s.here {
		if c.kind != kind {
			continue
		}
		w := s.way(n, c)
		behind := w.after && w.numbers == 0 && (w.stops == 0 && w.words <= near || w.stops > 0 && kind != unitCue && s.inBracket(n, c))
		switch {
		case behind && found && w.words == best:
			out = append(slices.Clone(out), c.values...)
		case behind && (!found || w.words < best):
			out, best, found = c.values, w.words, true
		case !w.after && w.words == 0 && w.stops <= 1 && w.numbers == 0 && !found && s.opensBracket(n):
			out = c.values
		}
	}
	return out
}

// inBracket reports whether c stands in brackets right behind the noun of n: 12
// people (children, civilians).
func (s *reader) inBracket(n *number, c cue) bool {
	open, words := false, 0
	for i := n.to; i < c.from; i++ {
		switch t := s.toks[i]; {
		case t.sign == '(':
			open = true
		case t.word != "" && !open:
			words++
		case t.word == "" && !(open && (t.sign == ',' || t.sign == '،' || t.sign == ')' || t.sign == ':' || t.sign == '.' || t.sign == '\'' || t.sign == '’')):
			return false
		}
	}
	return open && words <= 3
}

// peopleBefore lists the people named before n in its sentence.
func (s *reader) peopleBefore(n *number) []string {
	var out []string
	for _, c := range s.here {
		if c.kind == peopleCue && c.to <= n.from {
			out = append(out, c.values...)
		}
	}
	return out
}

// opensBracket reports whether n is the first thing in brackets or behind a
// colon: women (11), women: 11.
func (s *reader) opensBracket(n *number) bool {
	return n.from > s.from && (s.toks[n.from-1].sign == '(' || s.toks[n.from-1].sign == ':')
}

// statuses returns the status of the people n counts: the noun's, else that of
// the same clause, with no other number between.
func (s *reader) statuses(n *number) []string {
	if out := s.nouns(n, statusCue); out != nil {
		return out
	}
	var out []string
	best := 0
	for _, c := range s.here {
		if c.kind != statusCue {
			continue
		}
		if w := s.way(n, c); w.numbers == 0 && w.hard == 0 && (out == nil || w.cost < best) {
			out, best = c.values, w.cost
		}
	}
	return out
}

// places returns the names of the place that n belongs to: the nearest list of
// names in its clause with no other number between, else one that opens the
// sentence.
func (s *reader) places(n *number) []cue {
	groups := s.placeLists()
	var out []cue
	best := 0
	for _, g := range groups {
		w := s.way(n, g[0])
		if !w.after {
			w = s.way(n, g[len(g)-1])
		}
		opens := !w.after && len(s.numbers) > 0 && g[0].from < s.numbers[0].from && (w.hard == 0 && w.clauses == 0 || len(groups) == 1)
		switch {
		case opens:
		case w.numbers > 0 || w.hard > 0 || w.clauses > 0:
			continue // it belongs to the other number, or to the whole of a part
		case !w.after && w.stops > 0 && w.words > 0:
			continue // what it belongs to is said
		}
		if out == nil || w.cost < best || w.cost == best && w.after {
			out, best = g, w.cost
		}
	}
	return out
}

// placeLists gathers the names of places that stand in one list.
func (s *reader) placeLists() [][]cue {
	var lists [][]cue
	for _, c := range s.here {
		if c.kind != placeCue {
			continue
		}
		if last := len(lists) - 1; last >= 0 && s.continues(lists[last][len(lists[last])-1], c) {
			lists[last] = append(lists[last], c)
			continue
		}
		lists = append(lists, []cue{c})
	}
	return lists
}

// continues reports whether b goes on with the list of names that a is in: only
// commas and short words lie between.
func (s *reader) continues(a, b cue) bool {
	words := 0
	for i := a.to; i < b.from; i++ {
		switch t := s.toks[i]; {
		case t.word != "":
			words++
		case t.sign != ',' && t.sign != '،' && t.sign != '(' && t.sign != ')' && t.sign != '-' && t.sign != '\'' && t.sign != '’':
			return false
		}
	}
	p, q := s.path[a.to-s.from], s.path[b.from-s.from]
	return words <= 2 && p.numbers == q.numbers && p.hard == q.hard
}

// sources returns who is said to have said n: all who stand with no other
// number between, else the nearest before n, else the nearest behind it.
func (s *reader) sources(n *number) []string {
	var out, nearest []string
	best := 0
	for _, c := range s.here {
		if c.kind != sourceCue || s.verifies(c) {
			continue
		}
		w := s.way(n, c)
		switch {
		case w.after && w.clauses > 0, w.after && w.stops > 0 && s.numbersBehind(c):
			continue // it says the next number
		case w.after && w.numbers > 0:
			w.cost += 1000
		}
		if nearest == nil || w.cost < best {
			nearest, best = c.values, w.cost
		}
		if w.numbers == 0 && w.hard == 0 && (w.stops == 0 || !w.after) {
			out = append(out, c.values...)
		}
	}
	if out != nil {
		return append(out, nearest...)
	}
	return nearest
}

// numbersBehind reports whether a number follows a cue before the next comma or
// and.
func (s *reader) numbersBehind(c cue) bool {
	from := s.path[c.to-s.from]
	return slices.ContainsFunc(s.numbers, func(n number) bool { return n.counts && n.from >= c.to && s.path[n.from-s.from].stops == from.stops })
}

// verifies reports whether a source is named as the one who verified.
func (s *reader) verifies(c cue) bool {
	return slices.ContainsFunc(s.here, func(h cue) bool { return h.kind == hardCue && h.to == c.from })
}
