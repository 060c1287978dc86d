package gazetteer

import (
	"strings"
	"unicode/utf8"
)

// An art is the sound that a Latin article before a name has: l for al- and
// el-, which stand before any word, else the first letters of the word that
// it must precede, as in ar-Raqqa and ash-Shaykh. The zero value is no article.
type art [2]byte

// A head is the first two bytes of a folded word.
type head [2]byte

func articleOf(folded []byte) art {
	if len(folded) < 2 || len(folded) > 3 || folded[0] != 'a' && folded[0] != 'e' {
		return art{}
	}
	sound := string(folded[1:])
	if strings.Contains(" l r s d t n z sh th dh ", " "+sound+" ") {
		var a art
		copy(a[:], sound)
		return a
	}
	return art{}
}

func (a art) fits(h head) bool {
	switch {
	case a[0] == 0, h[0] == 0:
		return false
	case a[0] == 'l':
		return true
	}
	return a[0] == h[0] && (a[1] == 0 || a[1] == h[1])
}

func headOf(folded []byte) (h head) {
	copy(h[:], folded)
	return h
}

// isLoose reports whether an article as it stands in a text could be an
// ordinary word before a name, such as "as" and "at" in English.
func isLoose(a art, between string) bool { return a[0] != 'l' && !strings.Contains(between, "-") }

// afterArticle reports whether the word at byte start of text has an article
// before it: any that fits and is joined by a hyphen, or Al and El.
func afterArticle(text string, start int, h head) bool {
	if start < len("al-") || text[start-1] != '-' && text[start-1] != ' ' {
		return false
	}
	i := start - 1
	for i > 0 && start-i <= len("ash-") && classifyASCII(text[i-1]) == letter {
		i--
	}
	if i > 0 && (text[i-1] >= utf8.RuneSelf || classifyASCII(text[i-1]) != gap) {
		return false // the end of a longer word
	}
	var buf [len("ash-")]byte
	letters := buf[:copy(buf[:], text[i:start-1])]
	for n := range letters {
		letters[n] |= 'a' - 'A'
	}
	a := articleOf(letters)
	return a.fits(h) && (text[start-1] == '-' || a[0] == 'l' && text[i] < 'a')
}

// hasArticle reports whether the word begins with the Arabic article and two
// letters or more follow it.
func (w word) hasArticle() bool { return w.article && w.n >= len("ال")+2*len("ا") }

// afterRune returns where the rune at byte i ends.
func afterRune(s string, i int) int {
	_, size := utf8.DecodeRuneInString(s[i:])
	return i + max(size, 1)
}
