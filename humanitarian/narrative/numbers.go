package narrative

import (
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// A number is a reading in the current sentence.
type number struct {
	numeral.Reading
	from, to int // tokens
	counts   bool
}

// blank returns text with blanks for the names of currencies, so that the
// bound and the number on either side of one are read together.
func (c *Checker) blank(text string, toks []token) string {
	var out []byte
	hide := func(start, end int) {
		if out == nil {
			out = []byte(text)
		}
		for i := start; i < end; i++ {
			out[i] = ' '
		}
	}
	for i, t := range toks {
		switch {
		case t.sign == '$' || t.sign == '€' || t.sign == '£':
			hide(t.start, t.end)
			if i > 0 && toks[i-1].end == t.start && t.start-toks[i-1].start <= 3 {
				hide(toks[i-1].start, t.start) // US$
			}
			if i+1 < len(toks) && toks[i+1].start == t.end && toks[i+1].end-t.end <= 3 && toks[i+1].word == "us" {
				hide(t.end, toks[i+1].end) // $US
			}
		case t.word != "" && c.currencies[t.word]:
			hide(t.start, t.end)
		}
	}
	if out == nil {
		return text
	}
	return string(out)
}

// addNumber notes a reading, and whether it says how many there are of something.
func (s *reader) addNumber(r numeral.Reading) {
	n := number{Reading: r, from: s.from}
	for n.from < s.to && s.toks[n.from].end <= r.Start {
		n.from++
	}
	n.to = n.from
	for n.to < s.to && s.toks[n.to].start < r.End {
		n.to++
	}
	if r.Kind == numeral.Year && s.isNoYear(n.from, n.to) {
		s.readAsCount(&n)
	}
	n.counts = n.Kind == numeral.Cardinal || r.Kind == numeral.Share || r.Kind == numeral.Unsure || s.isBrokenCount(r)
	for _, c := range s.here {
		if c.to-c.from > 1 && c.from < n.to && n.to <= c.to {
			n.counts = false // a number inside a name or phrase
		}
	}
	s.numbers = append(s.numbers, n)
}

// isNoYear reports whether what looks like a year is a count: behind a colon, or
// beside the name of a currency.
func (s *reader) isNoYear(from, to int) bool {
	money := func(i int) bool {
		return i >= s.from && i < s.to && (s.toks[i].sign == '$' || s.toks[i].sign == '€' || s.toks[i].sign == '£' || s.toks[i].word != "" && s.c.currencies[s.toks[i].word])
	}
	return from > s.from && s.toks[from-1].sign == ':' || money(from-1) || money(to)
}

// readAsCount reads a year again as what stands in a cell, with its bound.
func (s *reader) readAsCount(n *number) {
	for from := max(s.from, n.from-5); from <= n.from; from++ {
		start := s.toks[from].start
		if r, err := s.c.numbers.Parse(s.blanked[start:n.End]); err == nil {
			n.Kind, n.Quantity, n.Start, n.from = r.Kind, r.Quantity, start, from
			return
		}
	}
}

// joinEstimates makes one estimate of 75 people (69 to 82).
func (s *reader) joinEstimates() {
	for i := range s.numbers[:max(len(s.numbers)-1, 0)] {
		n, span := &s.numbers[i], &s.numbers[i+1]
		bounds := span.Quantity
		if span.Kind == numeral.Unsure && len(span.Readings) > 0 {
			bounds = span.Readings[0] // years, by themselves
		}
		if n.Kind != numeral.Cardinal || n.Quantity.Form() != humanitarian.Exact || bounds.Form() != humanitarian.Range || !s.isBracketOf(n, span) {
			continue
		}
		p := bounds.Parts()
		q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Estimate, Low: p.Low, Best: n.Quantity.Parts().Best, High: p.High})
		if err == nil {
			n.Quantity, span.counts = q, false
		}
	}
}

// isBracketOf reports whether b is all that stands in brackets behind the noun
// of a.
func (s *reader) isBracketOf(a, b *number) bool {
	if b.from == 0 || b.to >= s.to || s.toks[b.to].sign != ')' {
		return false
	}
	words := 0
	for i := a.to; i < b.from; i++ {
		switch t := s.toks[i]; {
		case t.word != "":
			words++
		case t.sign == '(':
			return words <= 3 && (i == b.from-1 || s.isWord(i+1, b.from))
		default:
			return false
		}
	}
	return false
}

// isWord reports whether one word, such as between, stands at the tokens.
func (s *reader) isWord(from, to int) bool { return to-from == 1 && s.toks[from].word != "" }

// isBrokenCount reports whether what reads as a label is a count that somebody
// mistyped: 012 people, 01 500 people. Telephone numbers have more digits.
func (s *reader) isBrokenCount(r numeral.Reading) bool {
	digits := 0
	for i, c := range s.text[r.Start:r.End] {
		switch {
		case i == 0 && c != '0' && c != '٠':
			return false
		case unicode.IsDigit(c):
			digits++
		case !unicode.IsSpace(c) && !unicode.Is(unicode.Cf, c) && c != ',' && c != '.':
			return false
		}
	}
	return r.Kind == numeral.Label && digits > 1 && digits < 7
}
