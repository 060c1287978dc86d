package gazetteer

import (
	"slices"
	"unicode/utf8"
)

// Suggest returns up to n places whose names differ from text by a few
// letters, the closest first: one letter in names of up to four letters, two
// in names of up to eight, else three. Spaces, hyphens and articles do not
// count. It is for a person to choose from, never to be taken as an answer;
// it looks at every name, so it is not for running text.
func (g *Gazetteer) Suggest(text string, f Filter, n int) []Candidate {
	var s speller
	want, have := s.letters(text, nil), []rune(nil)
	if len(want) == 0 || n <= 0 {
		return nil
	}
	c := g.filter(f)
	var out []Candidate
	for i := range g.places {
		if !c.place(int32(i)) {
			continue
		}
		best := Candidate{Place: Place{g, int32(i)}, How: Similar, Distance: allowance(len(want)) + 1}
		for _, name := range g.places[i].Names {
			if f.Lang != "" && name.Lang != f.Lang {
				continue
			}
			have = s.letters(name.Text, have)
			if d := s.distance(want, have, best.Distance-1); d < best.Distance {
				best.Distance, best.Spelling = d, name
			}
		}
		if best.Spelling != (Name{}) {
			out = append(out, best)
		}
	}
	slices.SortFunc(out, compareCandidates)
	return out[:min(n, len(out))]
}

func allowance(letters int) int {
	switch {
	case letters <= 4:
		return 1
	case letters <= 8:
		return 2
	}
	return 3
}

// maxSuggestLetters bounds what is compared, which takes time in proportion to
// the square of the length.
const maxSuggestLetters = 64

// A speller compares names; its buffers are used again and again.
type speller struct {
	buf  [maxWordBytes]byte
	rows [2][maxSuggestLetters + 1]int
}

// letters returns the folded letters of a name without its articles, or none
// of a name too long to compare. It writes over list.
func (s *speller) letters(name string, list []rune) []rune {
	list = list[:0]
	var before art
	beforeAt := 0
	for i := 0; ; {
		w, ok := nextWord(name, i, &s.buf)
		if !ok {
			return list
		}
		i = w.end
		if w.n < 0 {
			return list[:0]
		}
		folded := s.buf[:w.n]
		if before.fits(headOf(folded)) {
			list = list[:beforeAt]
		}
		before, beforeAt = articleOf(folded), len(list)
		if w.hasArticle() {
			folded = folded[len("ال"):]
		}
		for len(folded) > 0 {
			r, size := utf8.DecodeRune(folded)
			list, folded = append(list, r), folded[size:]
		}
		if len(list) > maxSuggestLetters {
			return list[:0]
		}
	}
}

// distance returns how many letters must be put in, taken out or exchanged to
// make a of b, or limit+1 if more than limit.
func (s *speller) distance(a, b []rune, limit int) int {
	if len(b) == 0 || max(len(a)-len(b), len(b)-len(a)) > limit {
		return limit + 1
	}
	row, last := s.rows[0][:len(b)+1], s.rows[1][:len(b)+1]
	for j := range last {
		last[j] = j
	}
	for i, x := range a {
		row[0] = i + 1
		least := row[0]
		for j, y := range b {
			cost := last[j]
			if x != y {
				cost = min(cost, last[j+1], row[j]) + 1
			}
			row[j+1] = cost
			least = min(least, cost)
		}
		if least > limit {
			return limit + 1
		}
		row, last = last, row
	}
	return min(last[len(b)], limit+1)
}
