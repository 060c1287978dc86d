package numeral

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// In Arabic "and", "with", "for" and "the" are written onto the word that
// follows: وبخمسمئة is "and", "with" and "five hundred". split takes them off
// the word t, whose n folded bytes are in s.buf, and pushes them as tokens of
// their own. It does so when the word is not in the vocabulary as it stands and
// what is left is; and when a hamza shows that وأحد is not واحد.
func (s *scanner) split(t token, n int) bool {
	word := string(s.buf[:n])
	if t.id != 0 {
		after, size := utf8.DecodeRuneInString(s.text[min(s.ends[0], t.end):])
		and := firstLetter(word)
		if size < 2 || after != 'أ' || !slices.Contains(s.l.style.conjunctions, and) || s.stem(word[len(and):]) == 0 {
			return false
		}
		s.pushParts(t, 1, word, s.stem(word[len(and):]))
		return true
	}
	at, letters := 0, 0
	for letters < 3 {
		if id := s.stem(word[at:]); id != 0 {
			s.pushParts(t, letters, word, id)
			return true
		}
		r := firstLetter(word[at:])
		and := letters == 0 && slices.Contains(s.l.style.conjunctions, r)
		if r == "" || !and && !slices.Contains(s.l.style.prepositions, r) {
			return false
		}
		at += len(r)
		letters++
	}
	return false
}

// firstLetter returns the first letter of a word of two or more, or "".
func firstLetter(s string) string {
	if _, size := utf8.DecodeRuneInString(s); size < len(s) {
		return s[:size]
	}
	return ""
}

// stem looks a word up, and without its article if it is not known with it.
func (s *scanner) stem(word string) uint16 {
	if id := s.l.words.find(word); id != 0 {
		return id
	}
	for _, article := range s.l.style.articles {
		if rest, ok := strings.CutPrefix(word, article); ok {
			if id := s.l.words.find(rest); id != 0 {
				return id
			}
		}
	}
	return 0
}

// pushParts pushes the first letters of a word as tokens of their own, and then
// the rest of it.
func (s *scanner) pushParts(t token, letters int, word string, id uint16) {
	start, at := t.start, 0
	for i := range letters {
		letter := firstLetter(word[at:])
		s.push(token{start: start, end: s.ends[i], kind: wordToken, gap: t.gap, arabic: true, id: s.l.words.words[letter]})
		t.gap = gapNone
		start, at = s.ends[i], at+len(letter)
	}
	t.start, t.id = start, id
	s.push(t)
}
