package shape

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// go-text's bidi package returns runs that merge neighbours of like parity and keep one level, so that "حلب 123 abc" in
// a left-to-right paragraph comes out misordered. x/text's knows no levels at all. Hence this one: UAX #9 for text
// without explicit embeddings and overrides, which Clean drops. A test compares it with go-text's wherever that tells.

const maxLevel = 125 // UAX #9, BD2

// A leveller keeps its memory from one paragraph for the next.
type leveller struct {
	classes []bidi.Class
	match   []int // see matchIsolates
	todo    []isolated
	seq     sequence
}

// levels returns the resolved embedding level of each rune of a paragraph whose own level is base.
func (l *leveller) levels(text []rune, base int) []int8 {
	lv := make([]int8, len(text))
	l.classes = l.classes[:0]
	for _, r := range text {
		p, _ := bidi.LookupRune(r)
		l.classes = append(l.classes, p.Class())
	}
	l.match = matchIsolates(l.match[:0], l.classes)
	l.todo = append(l.todo[:0], isolated{0, len(text), base})
	for len(l.todo) > 0 {
		s := l.todo[len(l.todo)-1]
		l.todo = l.todo[:len(l.todo)-1]
		l.resolve(text, lv, s)
	}
	return lv
}

// onlyLTR reports whether nothing in a left-to-right paragraph can turn: it has no right-to-left character of any kind.
// Most text is like that, and then its order is that of its runes, whatever the levels of its isolates.
func onlyLTR(text []rune) bool {
	for _, r := range text {
		switch {
		case r < 0x0590:
		case r > 0x08FF && r < 0x2000:
		case r > 0x2000 && r < 0x2C00 && r != rlm && r != rli && !(r >= '\u202A' && r <= '\u202E'):
		default:
			return false
		}
	}
	return true
}

// isolated is the inside of one isolate, or the paragraph.
type isolated struct{ from, to, level int }

// matchIsolates appends for each isolate initiator the index of its closing, or the text's length (BD9), and 0 for all
// else, to match, which is empty.
func matchIsolates(match []int, cl []bidi.Class) []int {
	var open []int
	for i, c := range cl {
		match = append(match, 0)
		switch c {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			open = append(open, i)
			match[i] = len(cl)
		case bidi.PDI:
			if n := len(open); n > 0 {
				match[open[n-1]] = i
				open = open[:n-1]
			}
		}
	}
	return match
}

// firstStrong returns 1 if the first strong character of cl outside inner isolates is right to left, 0 if left to
// right, and none if there is no strong character (P2, P3).
func firstStrong(cl []bidi.Class, match []int, from, to, none int) int {
	for i := from; i < to; i++ {
		switch cl[i] {
		case bidi.L:
			return 0
		case bidi.R, bidi.AL:
			return 1
		case bidi.LRI, bidi.RLI, bidi.FSI:
			i = match[i]
		}
	}
	return none
}

// resolve sets the levels of one isolating run sequence and adds the isolates inside it to what is to be done.
func (l *leveller) resolve(text []rune, lv []int8, s isolated) {
	cl, match, seq := l.classes, l.match, &l.seq
	seq.begin(s.level)
	for i := s.from; i < s.to; i++ {
		lv[i] = int8(s.level)
		switch c := cl[i]; c {
		case bidi.BN, bidi.B, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF:
			if i > s.from {
				lv[i] = -1 // takes the level of its neighbour below
			}
		case bidi.LRI, bidi.RLI, bidi.FSI:
			seq.add(i, text[i], bidi.ON, true)
			rtl := 0
			switch c {
			case bidi.RLI:
				rtl = 1
			case bidi.FSI:
				rtl = firstStrong(cl, match, i+1, min(match[i], s.to), 0)
			}
			end := min(match[i], s.to)
			next := s.level + 1 + (s.level+1+rtl)%2
			if next > maxLevel {
				next = s.level
			}
			l.todo = append(l.todo, isolated{i + 1, end, next})
			i = end - 1
		case bidi.PDI:
			seq.add(i, text[i], bidi.ON, true)
		default:
			seq.add(i, text[i], c, false)
		}
	}
	seq.resolve()
	for k, i := range seq.at {
		lv[i] = int8(seq.levelOf(k))
	}
	for i := s.from; i < s.to; i++ {
		if lv[i] == -1 {
			lv[i] = lv[i-1]
		}
	}
}

// sequence is an isolating run sequence: the characters of one isolate without those of its inner isolates.
type sequence struct {
	level   int
	at      []int // index in the text
	r       []rune
	t       []bidi.Class
	nsm     []bool // was a nonspacing mark
	isolate []bool // opens or closes an isolate
}

func (s *sequence) begin(level int) {
	s.level = level
	s.at, s.r, s.t, s.nsm, s.isolate = s.at[:0], s.r[:0], s.t[:0], s.nsm[:0], s.isolate[:0]
}

func (s *sequence) add(i int, r rune, c bidi.Class, isolate bool) {
	s.at, s.r, s.t = append(s.at, i), append(s.r, r), append(s.t, c)
	s.nsm, s.isolate = append(s.nsm, c == bidi.NSM), append(s.isolate, isolate)
}

// dir returns the embedding direction, which is also that of both ends of the sequence.
func (s *sequence) dir() bidi.Class {
	if s.level%2 == 1 {
		return bidi.R
	}
	return bidi.L
}

func (s *sequence) resolve() {
	s.weak()
	s.brackets()
	s.neutral()
}

// weak applies W1 to W7.
func (s *sequence) weak() {
	prev, strong := s.dir(), s.dir()
	for i, c := range s.t { // W1, W2
		if c == bidi.NSM {
			if c = prev; i > 0 && s.isolate[i-1] {
				c = bidi.ON
			}
		}
		switch c {
		case bidi.L, bidi.R, bidi.AL:
			strong = c
		case bidi.EN:
			if strong == bidi.AL {
				c = bidi.AN
			}
		}
		// A mark after a number has the number's changed class: W2 has been applied to that already.
		s.t[i], prev = c, c
	}
	for i, c := range s.t { // W3, W4
		switch {
		case c == bidi.AL:
			s.t[i] = bidi.R
		case i == 0 || i+1 == len(s.t):
		case c == bidi.ES && s.t[i-1] == bidi.EN && s.t[i+1] == bidi.EN,
			c == bidi.CS && s.t[i-1] == bidi.EN && s.t[i+1] == bidi.EN:
			s.t[i] = bidi.EN
		case c == bidi.CS && s.t[i-1] == bidi.AN && s.t[i+1] == bidi.AN:
			s.t[i] = bidi.AN
		}
	}
	for i := 0; i < len(s.t); i++ { // W5
		if s.t[i] != bidi.ET {
			continue
		}
		end := i
		for end < len(s.t) && s.t[end] == bidi.ET {
			end++
		}
		if i > 0 && s.t[i-1] == bidi.EN || end < len(s.t) && s.t[end] == bidi.EN {
			for k := i; k < end; k++ {
				s.t[k] = bidi.EN
			}
		}
		i = end - 1
	}
	strong = s.dir()
	for i, c := range s.t { // W6, W7
		switch c {
		case bidi.ES, bidi.ET, bidi.CS:
			s.t[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN:
			if strong == bidi.L {
				s.t[i] = bidi.L
			}
		}
	}
}

// strongOf maps a class to the direction it counts for in N0 to N2, or ON.
func strongOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.AN, bidi.EN:
		return bidi.R
	}
	return bidi.ON
}

// brackets applies N0.
func (s *sequence) brackets() {
	for _, p := range s.pairs() {
		e, other := s.dir(), false
		dir := bidi.ON
		for k := p.open + 1; k < p.close; k++ {
			if c := strongOf(s.t[k]); c == e {
				dir = e
				break
			} else if c != bidi.ON {
				other = true
			}
		}
		if dir == bidi.ON && other {
			dir = e
			before := e
			for k := p.open - 1; k >= 0; k-- {
				if c := strongOf(s.t[k]); c != bidi.ON {
					before = c
					break
				}
			}
			if before != e {
				dir = before
			}
		}
		if dir == bidi.ON {
			continue
		}
		for _, k := range [2]int{p.open, p.close} {
			s.t[k] = dir
			for k++; k < len(s.t) && s.nsm[k]; k++ {
				s.t[k] = dir
			}
		}
	}
}

type pair struct{ open, close int }

// pairs returns the bracket pairs in the order of their openings (BD16).
func (s *sequence) pairs() []pair {
	var open []int
	var closing []rune
	var out []pair
	for i, r := range s.r {
		if s.t[i] != bidi.ON {
			continue
		}
		p, _ := bidi.LookupRune(r)
		switch {
		case !p.IsBracket():
		case p.IsOpeningBracket():
			if len(open) == 63 {
				return inOrder(out)
			}
			open, closing = append(open, i), append(closing, canonical(mirror(r)))
		default:
			for k := len(open) - 1; k >= 0; k-- {
				if closing[k] == canonical(r) {
					out = append(out, pair{open[k], i})
					open, closing = open[:k], closing[:k]
					break
				}
			}
		}
	}
	return inOrder(out)
}

func inOrder(ps []pair) []pair {
	slices.SortFunc(ps, func(a, b pair) int { return a.open - b.open })
	return ps
}

// mirror returns the other bracket of a pair.
func mirror(r rune) rune { return []rune(bidi.ReverseString(string(r)))[0] }

// canonical folds the angle brackets that Unicode holds to be the same.
func canonical(r rune) rune {
	if r == '\u232A' {
		return '\u3009'
	}
	return r
}

// neutral applies N1 and N2.
func (s *sequence) neutral() {
	for i := 0; i < len(s.t); i++ {
		if strongOf(s.t[i]) != bidi.ON {
			continue
		}
		end := i
		for end < len(s.t) && strongOf(s.t[end]) == bidi.ON {
			end++
		}
		left, right := s.dir(), s.dir()
		if i > 0 {
			left = strongOf(s.t[i-1])
		}
		if end < len(s.t) {
			right = strongOf(s.t[end])
		}
		if left != right {
			left = s.dir()
		}
		for k := i; k < end; k++ {
			s.t[k] = left
		}
		i = end - 1
	}
}

// levelOf applies I1 and I2.
func (s *sequence) levelOf(k int) int {
	switch c := s.t[k]; {
	case s.level%2 == 0 && c == bidi.R:
		return s.level + 1
	case s.level%2 == 0 && (c == bidi.AN || c == bidi.EN):
		return s.level + 2
	case s.level%2 == 1 && c != bidi.R:
		return s.level + 1
	}
	return s.level
}

// reorder returns the visual order of pieces with the given levels (L2).
func reorder(lv []int8) []int {
	order := make([]int, len(lv))
	var top int8
	low := int8(127)
	for i, l := range lv {
		order[i] = i
		top = max(top, l)
		if l%2 == 1 {
			low = min(low, l)
		}
	}
	for level := top; level >= low; level-- {
		for i := 0; i < len(lv); i++ {
			if lv[order[i]] < level {
				continue
			}
			end := i
			for end < len(lv) && lv[order[end]] >= level {
				end++
			}
			for a, b := i, end-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = end
		}
	}
	return order
}
