package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A shadow is a sentence with the damage of scanning repaired and without HTML
// inside its words, and the way back: "about2,700 more", "peoplewere",
// "fami-lies", "61, 000", "<b>14</b>". Offsets of the
// shadow are not offsets of the text.
type shadow struct {
	text  string
	edits []edit // in order
}

// An edit says that from shadow offset at on, the text lies delta bytes further.
type edit struct{ at, delta int }

// original returns the offset in the sentence of shadow offset i.
func (s *shadow) original(i int) int {
	d := 0
	for _, e := range s.edits {
		if e.at > i {
			break
		}
		d = e.delta
	}
	return i + d
}

// repair returns the shadow of a sentence. Nearly always that is the sentence
// itself, without a copy.
func (l *lexicon) repair(sentence string) shadow {
	var b strings.Builder
	var edits []edit
	done := 0
	// at replaces old bytes at i by what is new.
	replace := func(i, old int, fresh string) {
		b.WriteString(sentence[done:i])
		b.WriteString(fresh)
		done = i + old
		edits = append(edits, edit{b.Len(), done - b.Len()})
	}
	for i := 1; i < len(sentence); i++ {
		c, before := sentence[i], sentence[i-1]
		switch {
		case c == '<':
			if end, block := tagEnd(sentence, i); end > i && !block {
				replace(i, end-i, "")
				i = end - 1
			}
		case c == '&' && strings.HasPrefix(sentence[i:], "&nbsp;"):
			replace(i, len("&nbsp;"), " ")
			i += len("&nbsp;") - 1
		case isDigit(c) && isSmall(before) && gluedToDigits(sentence, i):
			replace(i, 0, " ")
		case isSmall(c) && isDigit(before) && gluedAfterDigits(sentence, i):
			replace(i, 0, " ")
		case c == ',' && isDigit(before) && i > 1 && splitThousands(sentence, i):
			replace(i+1, 1, "")
			i++
		case c == '-' && isSmall(before) && i+1 < len(sentence) && isSmall(sentence[i+1]):
			if l.brokenWord(sentence, i) {
				replace(i, 1, "")
			}
		case c >= 'A' && c <= 'Z' && isSmall(before) && l.knownBefore(sentence, i):
			replace(i, 0, " ") // "fledShirqat"
		case isASCIILetter(c) && !isASCIILetter(before) && before < utf8.RuneSelf && before != '-':
			if n := l.gluedWord(sentence, i); n > 0 {
				replace(i+n, 0, " ")
				i += n
			}
		}
	}
	if len(edits) == 0 {
		return shadow{text: sentence}
	}
	b.WriteString(sentence[done:])
	return shadow{b.String(), edits}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isSmall(c byte) bool { return c >= 'a' && c <= 'z' }

// gluedToDigits: three small letters or more, then a digit: "about2,700".
func gluedToDigits(s string, i int) bool {
	n := 0
	for j := i - 1; j >= 0 && isSmall(s[j]); j-- {
		n++
	}
	return n >= 3
}

// gluedAfterDigits: a number, then four small letters or more: "15,000people",
// but not 14th, 122mm or 15k.
func gluedAfterDigits(s string, i int) bool {
	n := 0
	for j := i; j < len(s) && isSmall(s[j]); j++ {
		n++
	}
	return n >= 4
}

// splitThousands: "61, 000 people", where a space follows the comma, exactly
// three digits and then a word.
func splitThousands(s string, i int) bool {
	digits := 0
	for j := i - 1; j >= 0 && isDigit(s[j]); j-- {
		digits++
	}
	if digits > 3 || i+5 >= len(s) || s[i+1] != ' ' || s[i+2:i+5] != "000" && !(isDigit(s[i+2]) && s[i+2] == '0') {
		return false
	}
	if !isDigit(s[i+3]) || !isDigit(s[i+4]) {
		return false
	}
	return s[i+5] == ' ' && i+6 < len(s) && isSmall(s[i+6])
}

// brokenWord reports whether the hyphen at i breaks a word of the vocabulary
// ("fami-lies") rather than joining two.
func (l *lexicon) brokenWord(s string, i int) bool {
	a, b := i, i+1
	for a > 0 && isASCIILetter(s[a-1]) {
		a--
	}
	for b < len(s) && isSmall(s[b]) {
		b++
	}
	if a > 0 && s[a-1] == '-' || b < len(s) && s[b] == '-' {
		return false
	}
	var buf [64]byte
	if b-a > 40 {
		return false
	}
	whole := append(foldWord(buf[:0], s[a:i]), s[i+1:b]...)
	id, ok := l.words[string(whole)]
	if !ok || l.single[id] == nil {
		return false
	}
	_, left := l.words[string(foldWord(nil, s[a:i]))]
	_, right := l.words[s[i+1:b]]
	return !left || !right
}

// indexGlued collects the words that scans glue to the next one.
func (l *lexicon) indexGlued() {
	for w, id := range l.words {
		lex := l.single[id]
		if len(w) < 3 || lex == nil || !isSmall(w[0]) {
			continue
		}
		human := lex.noun != nil && (lex.noun.kind == person || lex.noun.kind == household || lex.noun.kind == dwelling)
		harmed := len(lex.verbs) > 0 && lex.verbs[0].effect != noEffect && lex.verbs[0].form&participle != 0
		human = human || lex.noun != nil && lex.noun.kind == thing && len(w) > 4
		harmed = harmed || lex.is(isHave|isRelative|isBe) && len(w) >= 3 || len(lex.verbs) > 0 && lex.verbs[0].effect == damage
		if human || harmed || lex.is(isModifier) && w == "new" || lex.toll != noEffect {
			l.glued[w[:2]] = append(l.glued[w[:2]], w)
		}
	}
}

// gluedWord returns the length of the first of two words glued at i, or 0. Both
// must be in the vocabulary and the whole must not be.
func (l *lexicon) gluedWord(s string, i int) int {
	end := i
	for end < len(s) && isASCIILetter(s[end]) {
		end++
	}
	if end-i < 8 || end-i > 40 {
		return 0
	}
	var two [2]byte
	two[0], two[1] = s[i]|0x20, s[i+1]|0x20
	candidates := l.glued[string(two[:])]
	if len(candidates) == 0 {
		return 0
	}
	var buf [64]byte
	whole := foldWord(buf[:0], s[i:end])
	if _, ok := l.words[string(whole)]; ok {
		return 0
	}
	best := 0
	for _, w := range candidates {
		if len(w) <= best || len(w)+2 > len(whole) || string(whole[:len(w)]) != w {
			continue
		}
		if id, ok := l.words[string(whole[len(w):])]; ok && l.single[id] != nil && (l.single[id].class != 0 || l.single[id].noun != nil || len(l.single[id].verbs) > 0) {
			best = len(w)
		}
	}
	return best
}

// knownBefore reports whether the small letters before i are a whole word of the
// vocabulary.
func (l *lexicon) knownBefore(s string, i int) bool {
	a := i
	for a > 0 && isSmall(s[a-1]) {
		a--
	}
	if i-a < 4 || a > 0 && isASCIILetter(s[a-1]) {
		return false
	}
	id, ok := l.words[s[a:i]]
	return ok && l.single[id] != nil
}

// isCapitals reports whether a sentence is written in capitals throughout, so
// that a capital letter tells nothing.
func isCapitals(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 8
}
