package shape

import (
	"slices"
	"unicode"
)

// Where UAX #14 allows a break, readers of reports still stumble: "8 / December 2024", "1,250 / people", "No. / 7", or a
// source mark alone on a line. The blanks in such places break only if a line would otherwise hold nothing.

// glue turns breaks after the blanks of text that should hold into ones to avoid. at says where each rune of text
// stands among the runes of the paragraph.
func (p *Para) glue(out []brk, text []rune, at []int) {
	if !slices.ContainsFunc(text, func(r rune) bool { return r == '-' || unicode.IsDigit(r) }) && !slices.ContainsFunc(p.spans, func(s Span) bool { return s.Whole }) {
		return
	}
	words := wordsOf(text)
	for _, w := range words {
		for _, k := range w.hyphens() {
			p.avoid(out, at, k+1, k+1)
		}
	}
	for i := 1; i < len(words); i++ {
		if holds(words, i) {
			p.avoid(out, at, words[i-1].end, words[i].start)
		}
		for _, to := range yearAfter(words, i-1) {
			p.avoid(out, at, words[to-1].end, words[to].start)
		}
		if k := p.span[at[words[i-1].end-1]]; p.spans[k].Whole && k == p.span[at[words[i].start]] {
			p.avoid(out, at, words[i-1].end, words[i].start)
		}
	}
}

// longCompound is a word, in characters, that may break at its hyphens: longer than the names of places.
const longCompound = 24

// hyphens returns where the hyphens of a name such as "Al-Hasakeh" stand, or of a word such as "north-west". An address
// has other signs.
func (w textWord) hyphens() []int {
	var out []int
	for i, r := range w.runes {
		switch {
		case r == '-' && 0 < i && i < len(w.runes)-1:
			out = append(out, w.start+i)
		case !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsPunct(r), r == '/', r == '-', r == '@':
			return nil
		}
	}
	if len(w.runes) > longCompound {
		return nil
	}
	return out
}

// avoid softens the breaks between two words.
func (p *Para) avoid(out []brk, at []int, from, to int) {
	for i := at[from-1]; i < at[to]; i++ {
		if out[i] == mayBreak {
			out[i] = avoidBreak
		}
	}
}

// textWord is a stretch of text without blanks.
type textWord struct {
	runes      []rune
	start, end int
}

func wordsOf(text []rune) []textWord {
	var out []textWord
	for i := 0; i < len(text); {
		if text[i] == ' ' || text[i] == lineSeparator {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && text[end] != ' ' && text[end] != lineSeparator {
			end++
		}
		out = append(out, textWord{text[i:end], i, end})
		i = end
	}
	return out
}

// holds reports whether word i stays with the word before it.
func holds(words []textWord, i int) bool {
	before, next := words[i-1].runes, words[i].runes
	last := before[len(before)-1]
	switch {
	case isMark(next):
		return !isMark(before)
	case unicode.IsDigit(next[0]): // No. 7, N.º 7, US$ 4.2 million, new figures: 5
		return isAbbreviation(before) || unicode.Is(unicode.Sc, last) || last == ':'
	}
	if s := string(before); s == "تشرين" || s == "كانون" { // the Levant's names of four months are two words
		return true
	}
	counts := isNumber(before) && !isYear(before) && (i < 2 || !isAbbreviation(words[i-2].runes))
	return counts && unicode.IsLetter(next[0])
}

// isAbbreviation reports whether a word may stand for "number": No., N.º, n°.
func isAbbreviation(w []rune) bool {
	last := w[len(w)-1]
	return len(w) <= 4 && unicode.IsLetter(w[0]) && (last == '.' || last == 'º' || last == '°')
}

func isYear(w []rune) bool {
	return len(w) == 4 && isNumber(w) && (w[0] == '1' && w[1] == '9' || w[0] == '2' && w[1] == '0')
}

// isMark reports whether a word starts as source marks do: [3].
func isMark(w []rune) bool { return len(w) >= 3 && w[0] == '[' && unicode.IsDigit(w[1]) }

// isNumber reports whether a word is digits from its last sign on back to its first digit: "1,250" and "(7", not "1,250."
func isNumber(w []rune) bool {
	return unicode.IsDigit(w[len(w)-1]) && (unicode.IsDigit(w[0]) || len(w) > 1 && unicode.IsDigit(w[1]))
}

// yearAfter returns the words up to the year of a date that starts at word i: "8 December 2024", "8 de diciembre de 2024".
func yearAfter(words []textWord, i int) []int {
	if w := words[i].runes; len(w) > 3 || !isNumber(w) {
		return nil
	}
	var out []int
	for j := i + 1; j < len(words) && j <= i+4; j++ {
		out = append(out, j)
		w := words[j].runes
		if j > i+1 && len(w) >= 4 && isNumber(w[:4]) {
			return out
		}
		if !unicode.IsLetter(w[0]) || !unicode.IsLetter(w[len(w)-1]) && !unicode.IsMark(w[len(w)-1]) {
			return nil
		}
	}
	return nil
}
