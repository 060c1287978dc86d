package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxWordBytes bounds a folded word. A longer one belongs to no name, so that
// a text without spaces costs no memory.
const maxWordBytes = 128

// A word is one word of a text. Its folded form is what two spellings of a
// name share: lower case, no accents or vowel marks, no apostrophes, one form
// of each Arabic letter that people write in several ways.
type word struct {
	start, end int // bytes of the text; apostrophes around the word left out
	n          int // bytes of the folded form, or -1 if it is too long
	possessive int // where "'s" at the end begins, or 0
	capital    bool
	article    bool // begins with ال as an article, not with أل
}

// readWord reads the word that begins at byte i of text into buf. It returns
// no word if something else stands there, nor if only marks do; end is then
// where it stopped.
func readWord(text string, i int, buf *[maxWordBytes]byte) (w word, ok bool) {
	f := folder{buf: buf}
	w.start = -1
	apostrophe := -1
	for i < len(text) {
		r, size, kind := rune(text[i]), 1, gap
		if r < utf8.RuneSelf {
			kind = classifyASCII(byte(r))
		} else {
			r, size = utf8.DecodeRuneInString(text[i:])
			kind = classify(r, size)
		}
		if kind == gap {
			break
		}
		if kind == letter {
			if apostrophe >= 0 && isElision(buf[:max(f.n, 0)]) {
				break
			}
			f.add(r)
			if w.start < 0 && f.n != 0 { // ﳳ is a letter to Unicode, yet folds to marks
				w.begin(text, i, r)
			}
			w.possessive = 0
			if apostrophe >= 0 && r == 's' {
				w.possessive = apostrophe
			}
			apostrophe = -1
		}
		if kind == quote && w.start >= 0 {
			apostrophe = i
		}
		i += size
		if kind != quote && w.start >= 0 {
			w.end = i
		}
	}
	w.n = f.n
	if w.start < 0 {
		w.end = i
		return w, false
	}
	return w, true
}

func (w *word) begin(text string, i int, r rune) {
	w.start = i
	if r < utf8.RuneSelf {
		w.capital = r < 'a'
		return
	}
	w.capital = !unicode.IsLower(r)
	w.article = r == 'ا' && len(text) > i+4 && text[i+2:i+4] == "ل"
}

// isElision reports whether a word so far is the French article or
// preposition of l'Oise and d'Alep, which is a word of its own.
func isElision(folded []byte) bool {
	return len(folded) == 1 && (folded[0] == 'd' || folded[0] == 'l')
}

type runeKind uint8

const (
	gap    runeKind = iota // between words
	letter                 // letters, digits, vowel signs that spell
	mark                   // written on letters, or invisible: not part of the spelling
	quote                  // apostrophes and quotation marks, ayn and hamza of transliteration
)

func classifyASCII(c byte) runeKind {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return letter
	case c == '\'', c == '`':
		return quote
	}
	return gap
}

func classify(r rune, size int) runeKind {
	switch {
	case r < utf8.RuneSelf:
		return classifyASCII(byte(r))
	case r >= 'ء' && r <= 'غ', r >= 'ف' && r <= 'ي': // most of an Arabic text
		return letter
	case r == utf8.RuneError && size == 1:
		return gap
	case isQuote(r):
		return quote
	case isMark(r):
		return mark
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return letter
	}
	return gap
}

func isQuote(r rune) bool {
	switch r {
	case '´', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˊ', 'ˋ', '‘', '’', '‛', '′', '‵', '\uFF07':
		return true
	}
	return false
}

// isMark reports whether r is left out of the folded form: accents and vowel
// marks of Latin, Greek, Cyrillic, Hebrew and Arabic, the kashida, and
// characters that only steer the display. Vowel signs of Indic scripts spell,
// and stay.
func isMark(r rune) bool {
	switch {
	case r < 0x300:
		return r == 0xAD
	case r <= 0x36F, r >= 0x483 && r <= 0x487, r >= 0x591 && r <= 0x5C7 && unicode.Is(unicode.Mn, r):
		return true
	case r >= 0x610 && r <= 0x61C, r == 0x640, r >= 0x64B && r <= 0x65F, r == 0x670:
		return true
	case r >= 0x6D6 && r <= 0x6ED, r >= 0x8CA && r <= 0x8FF:
		return unicode.Is(unicode.Mn, r)
	case r >= 0x1AB0 && r <= 0x1AFF, r >= 0x1DC0 && r <= 0x1DFF, r >= 0x20D0 && r <= 0x20FF, r >= 0xFE20 && r <= 0xFE2F:
		return true
	}
	return isHidden(r)
}

// isHidden reports whether r only steers the display: direction marks, spaces
// without width, soft hyphens.
func isHidden(r rune) bool {
	return r == 0xAD || r == 0x61C || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 || r == 0xFEFF
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// cleanCode returns a P-code without spaces around it and without hidden
// characters, which come along when a code is copied from Arabic text.
func cleanCode(s string) string {
	if !isASCII(s) && strings.ContainsFunc(s, isHidden) {
		s = strings.Map(func(r rune) rune {
			if isHidden(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.TrimSpace(s)
}

type folder struct {
	buf *[maxWordBytes]byte
	n   int
}

func (f *folder) add(r rune) {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		if 0 <= f.n && f.n < len(f.buf) {
			f.buf[f.n] = byte(r)
			f.n++
			return
		}
		f.n = -1
		return
	}
	if folded, ok := foldArabic(r); ok {
		f.put(folded)
		return
	}
	if r >= 0xAC00 && r <= 0xD7A3 { // Hangul, which the tables leave to arithmetic
		n := r - 0xAC00
		f.put(0x1100 + n/588)
		f.put(0x1161 + n%588/28)
		if tail := n % 28; tail > 0 {
			f.put(0x11A7 + tail)
		}
		return
	}
	var utf [utf8.UTFMax]byte
	parts := norm.NFKD.Properties(utf[:utf8.EncodeRune(utf[:], r)]).Decomposition()
	if parts == nil {
		f.addBase(r)
		return
	}
	for len(parts) > 0 {
		part, size := utf8.DecodeRune(parts)
		parts = parts[size:]
		if !isMark(part) {
			f.addBase(part)
		}
	}
}

// addBase adds a letter without accents. Letters that Unicode does not
// decompose although people write them without their stroke are listed.
func (f *folder) addBase(r rune) {
	if folded, ok := foldArabic(r); ok {
		r = folded
	}
	r = unicode.ToLower(r)
	switch r {
	case 'ı':
		r = 'i'
	case 'ø':
		r = 'o'
	case 'ł':
		r = 'l'
	case 'đ', 'ð':
		r = 'd'
	case 'ħ':
		r = 'h'
	case 'ß':
		f.put('s')
		r = 's'
	case 'æ':
		f.put('a')
		r = 'e'
	case 'œ':
		f.put('o')
		r = 'e'
	case 'þ':
		f.put('t')
		r = 'h'
	}
	f.put(r)
}

func (f *folder) put(r rune) {
	if f.n < 0 || f.n+utf8.UTFMax > len(f.buf) {
		f.n = -1
		return
	}
	f.n += utf8.EncodeRune(f.buf[f.n:], r)
}

// foldArabic returns the form that Arabic, Persian and Kurdish spellings of a
// letter share: any alef is ا, ة and ه, ى and ي, ؤ and و are one letter.
// Everyday typing mixes them; a hamza on the line stays.
func foldArabic(r rune) (rune, bool) {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ', 'ٲ', 'ٳ':
		return 'ا', true
	case 'ى', 'ئ', 'ی':
		return 'ي', true
	case 'ؤ':
		return 'و', true
	case 'ة', 'ۀ', 'ە', 'ہ', 'ۃ':
		return 'ه', true
	case 'ک':
		return 'ك', true
	}
	switch {
	case '٠' <= r && r <= '٩':
		return r - '٠' + '0', true
	case '۰' <= r && r <= '۹':
		return r - '۰' + '0', true
	case r == 'ۂ', r == 'ۓ', 'ٵ' <= r && r <= 'ٸ': // Unicode takes their hamza off
		return r, false
	}
	return r, 0x600 <= r && r < 0x700
}

// sameWords reports whether two names have the same folded words.
func sameWords(a, b string) bool {
	var bufA, bufB [maxWordBytes]byte
	i, j := 0, 0
	for {
		v, okA := nextWord(a, i, &bufA)
		w, okB := nextWord(b, j, &bufB)
		if !okA || !okB || v.n != w.n || v.n < 0 || string(bufA[:v.n]) != string(bufB[:w.n]) {
			return !okA && !okB
		}
		i, j = v.end, w.end
	}
}

// nextWord reads the first word that begins at byte i of text or after it.
func nextWord(text string, i int, buf *[maxWordBytes]byte) (w word, ok bool) {
	for i < len(text) {
		if w, ok = readWord(text, i, buf); ok {
			return w, true
		}
		i = max(w.end, afterRune(text, i))
	}
	return word{}, false
}
