package extract

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestSentence bounds memory and time on text without sentence ends.
const longestSentence = 2 << 10

// A piece is one sentence of a text: bytes start to end, without the space
// around it. paragraph counts blocks of text from 0.
type piece struct {
	start, end int
	paragraph  int
}

// sentences cuts text into sentences: at . ! ? and their Arabic forms, at line
// ends that close a heading, bullet or table cell, and at HTML blocks (which the
// tokeniser handles). It does not cut after abbreviations, initials or inside
// numbers, nor before a small letter.
func (l *lexicon) sentences(text string) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		start, paragraph := 0, 0
		emit := func(end int) bool {
			s, e := trim(text, start, end)
			start = end
			return s >= e || yield(piece{s, e, paragraph})
		}
		for i := 0; i < len(text); i++ {
			c := text[i]
			over := i - start - longestSentence
			if over >= 0 && isSpace(c) || over >= longestSentence && utf8.RuneStart(c) || over >= longestSentence+utf8.UTFMax { // the last in bytes that are no UTF-8
				if !emit(i) {
					return
				}
			}
			switch {
			case c == '\n':
				if end, blank := lineBreak(text, i); end {
					if !emit(i + 1) {
						return
					}
					if blank {
						paragraph++
					}
				}
			case c == '.' || c == '!' || c == '?' || c == 0xD8 && strings.HasPrefix(text[i:], "؟"):
				if end := l.sentenceEnd(text, start, i); end > 0 {
					if !emit(end) {
						return
					}
					i = end - 1
				}
			}
		}
		emit(len(text))
	}
}

func trim(text string, start, end int) (int, int) {
	for start < end && isSpace(text[start]) {
		start++
	}
	for end > start && isSpace(text[end-1]) {
		end--
	}
	return start, end
}

// lineBreak reports whether the line end at i ends a sentence, and whether a
// blank line follows. A line that goes on with a small letter or a digit after
// an unfinished line is wrapped prose.
func lineBreak(text string, i int) (end, blank bool) {
	j := i + 1
	for j < len(text) && (text[j] == ' ' || text[j] == '\t' || text[j] == '\r') {
		j++
	}
	if j >= len(text) || text[j] == '\n' {
		return true, true
	}
	r, _ := utf8.DecodeRuneInString(text[j:])
	lineStart := strings.LastIndexByte(text[:i], '\n') + 1
	if unicode.IsLower(r) && i-lineStart > 30 {
		return false, false
	}
	// A full line that stops without a mark is wrapped; a short one is a heading or cell.
	wrapped := i-lineStart > 60 && i > 0 && (isASCIILetter(text[i-1]) || text[i-1] == ',') && (unicode.IsLetter(r) || unicode.IsDigit(r))
	return !wrapped, false
}

// sentenceEnd returns the end of the sentence that the mark at i closes, with
// its closing quotes and brackets, or 0.
func (l *lexicon) sentenceEnd(text string, start, i int) int {
	j := i + 1
	if text[i] >= utf8.RuneSelf {
		_, n := utf8.DecodeRuneInString(text[i:])
		j = i + n
	}
	for j < len(text) && (text[j] == '.' || text[j] == '!' || text[j] == '?') {
		j++
	}
	for j < len(text) {
		r, n := utf8.DecodeRuneInString(text[j:])
		if !strings.ContainsRune("\"')]”’»", r) {
			break
		}
		j += n
	}
	if j >= len(text) {
		return j
	}
	next, _ := utf8.DecodeRuneInString(text[j:])
	if text[i] == '.' && !isSpace(text[j]) {
		// "region.According": a scan that lost its space; but not "U.S." or "3.5".
		glued := j == i+1 && unicode.IsUpper(next) && i-start > 2 && unicode.IsLower(rune(text[i-1])) && unicode.IsLower(rune(text[i-2]))
		if glued {
			return j
		}
		return 0
	}
	if !isSpace(text[j]) && text[i] != '.' {
		return 0
	}
	k := j
	for k < len(text) && isSpace(text[k]) {
		k++
	}
	if k < len(text) {
		if r, _ := utf8.DecodeRuneInString(text[k:]); unicode.IsLower(r) {
			return 0
		}
	}
	if text[i] == '.' && l.isAbbreviation(text, start, i) {
		return 0
	}
	return j
}

// isAbbreviation reports whether the word before the full stop at i is an
// abbreviation or an initial.
func (l *lexicon) isAbbreviation(text string, start, i int) bool {
	s := i
	for s > start && s > i-12 && !isSpace(text[s-1]) && text[s-1] != '(' {
		s--
	}
	w := text[s:i]
	if len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' {
		return true
	}
	if strings.IndexByte(w, '.') > 0 && len(w) <= 5 { // U.N, a.m
		return true
	}
	var buf [32]byte
	id, ok := l.words[string(foldWord(buf[:0], w))]
	return ok && l.single[id].is(isAbbreviation)
}
