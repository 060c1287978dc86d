package narrative

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// A reader goes through a text sentence by sentence.
type reader struct {
	c        *Checker
	text     string
	blanked  string // without the names of currencies
	toks     []token
	readings []numeral.Reading
	cues     []cue
	at       int // next token

	nextCue    int // the first that is not behind us
	nextRead   int // the first reading that may hold a full stop
	nextNumber int

	// of the current sentence
	from, to  int // tokens
	numbers   []number
	path      []step
	here      []cue
	before    []string // measures of the sentence before, in this paragraph
	current   []string
	paragraph bool // it ends a paragraph
}

// A step is what it costs to come from the beginning of the sentence to a
// token: distances between a number and a word are differences of steps.
type step struct{ cost, stops, numbers, hard, clauses int }

func newReader(c *Checker, text string) *reader {
	s := &reader{c: c, text: text, toks: tokens(text, make([]token, 0, len(text)/5))}
	s.blanked = c.blank(text, s.toks)
	for r := range c.numbers.Scan(s.blanked) {
		s.readings = append(s.readings, r)
	}
	s.cues = c.words.find(text, s.toks)
	s.findPlaces()
	return s
}

// findPlaces adds the names that the gazetteer knows, outside the names of
// sources and of the register's own places.
func (s *reader) findPlaces() {
	if s.c.places == nil {
		return
	}
	taken := make([]int, len(s.toks)) // index of a cue plus one
	for k, c := range s.cues {
		for i := c.from; i < c.to && (c.kind == sourceCue || c.kind == placeCue && len(c.values) > 0); i++ {
			taken[i] = k + 1
		}
	}
	known := len(s.cues)
	i := 0
	for h := range s.c.places.Scan(s.text) {
		for i < len(s.toks) && s.toks[i].end <= h.Start {
			i++
		}
		to := i
		for to < len(s.toks) && s.toks[to].start < h.End {
			to++
		}
		if i == to {
			continue
		}
		c := cue{entry: entry{kind: placeCue}, from: i, to: to}
		for _, cand := range h.Candidates() {
			c.values = append(c.values, cand.Place.PCode())
		}
		switch in := taken[i] - 1; {
		case in < 0:
			s.cues = append(s.cues, c)
		case s.cues[in].kind == placeCue && slices.Equal(s.cues[in].values, []string{wholeCountry}):
			// "from Hama" in the register, without a P-code, means Hama elsewhere
			s.cues[in].values = append(c.values, wholeCountry)
		}
	}
	if len(s.cues) == known {
		return
	}
	slices.SortStableFunc(s.cues, func(a, b cue) int { return a.from - b.from })
}

// nextSentence moves on and reports whether there is another sentence.
func (s *reader) nextSentence() bool {
	if s.at >= len(s.toks) {
		return false
	}
	if s.current != nil {
		s.before = s.current
	}
	if s.paragraph {
		s.before = nil
	}
	s.current, s.paragraph = nil, false
	s.from = s.at
	for s.at < len(s.toks) && !s.isEnd(s.at) {
		s.at++
	}
	if s.at < len(s.toks) {
		s.paragraph = s.toks[s.at].sign == '\n'
		s.at++
	}
	s.to = s.at
	s.collect()
	return true
}

// isEnd reports whether a sentence ends at token i: a full stop is none inside
// a number or an abbreviation.
func (s *reader) isEnd(i int) bool {
	t := s.toks[i]
	switch t.sign {
	case '!', '?', '؟', '\n':
		return true
	case '.', '…':
	default:
		return false
	}
	for s.nextRead < len(s.readings) && s.readings[s.nextRead].End <= t.start {
		s.nextRead++
	}
	if s.nextRead < len(s.readings) && s.readings[s.nextRead].Start <= t.start && t.end < s.readings[s.nextRead].End {
		return false
	}
	rest := strings.TrimLeft(s.text[t.end:], "\u2069\u200f\u200e\"'»”)")
	if rest == "" {
		return true
	}
	blank, n := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest[n:], unicode.IsSpace))
	return unicode.IsSpace(blank) && !unicode.IsLower(next)
}

// collect gathers the numbers and words of the sentence and measures the way
// through it.
func (s *reader) collect() {
	s.numbers, s.here, s.path = s.numbers[:0], s.here[:0], s.path[:0]
	end := s.toks[s.to-1].end
	for ; s.nextCue < len(s.cues) && s.cues[s.nextCue].from < s.to; s.nextCue++ {
		if c := s.cues[s.nextCue]; c.to <= s.to {
			s.here = append(s.here, c)
		}
	}
	for ; s.nextNumber < len(s.readings) && s.readings[s.nextNumber].Start < end; s.nextNumber++ {
		s.addNumber(s.readings[s.nextNumber])
	}
	s.joinEstimates()
	s.measurePath()
}

// measurePath fills the steps of the sentence.
func (s *reader) measurePath() {
	at := step{}
	n, c := 0, 0
	for i := s.from; i < s.to; i++ {
		for c < len(s.here) && s.here[c].from < i {
			c++
		}
		for n < len(s.numbers) && s.numbers[n].to <= i {
			if s.numbers[n].counts {
				at.numbers++
				at.cost += 4
			}
			n++
		}
		s.path = append(s.path, at)
		for k := c; k < len(s.here) && s.here[k].from == i; k++ {
			switch {
			case s.here[k].kind == andCue || s.here[k].glued:
				at.stops++
				at.cost += 2
			case s.here[k].kind == hardCue:
				at.stops++
				at.hard++
				at.cost += 3
			}
		}
		switch s.toks[i].sign {
		case 0:
			at.cost++
		case ',', '،', '(', ')', '—', '–':
			at.stops++
			at.cost += 3
		case ';', '؛':
			at.stops++
			at.clauses++
			at.cost += 8
		case ':':
			at.cost++
		}
	}
	s.path = append(s.path, at)
}

// A way is what lies between a number and a cue.
type way struct {
	step
	after bool
	words int
}

// way returns what lies between n and c.
func (s *reader) way(n *number, c cue) way {
	from, to, after := n.to, c.from, true
	if c.to <= n.from {
		from, to, after = c.to, n.from, false
	}
	if to < from {
		return way{after: true}
	}
	a, b := s.path[from-s.from], s.path[to-s.from]
	w := way{step: step{b.cost - a.cost, b.stops - a.stops, b.numbers - a.numbers, b.hard - a.hard, b.clauses - a.clauses}, after: after}
	if after && c.glued {
		w.stops++
		w.cost += 2
	}
	for i := from; i < to; i++ {
		if s.toks[i].word != "" {
			w.words++
		}
	}
	return w
}
