package numeral

import (
	"unicode"
	"unicode/utf8"
)

// latin maps U+00C0 to U+017F to the letters they are written with when
// accents are left out, as in capitals and on many keyboards.
const latin = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln" +
	"nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// A tatweel lengthens the line between two Arabic letters.
const tatweel = 'ـ'

// foldRune returns the letter that r is looked up as, and false when r only
// adds to the letter before it: an accent, a harakah, a tatweel.
func foldRune(r rune) (rune, bool) {
	switch {
	case r < 0x80:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
	case 0xC0 <= r && r < 0xC0+rune(len(latin)) && r != 0xD7 && r != 0xF7:
		r = rune(latin[r-0xC0])
	case 0x300 <= r && r <= 0x36F, r == 0xAD, 0x200B <= r && r <= 0x200D:
		return 0, false
	case r == '\u2019' || r == '\u02BC':
		r = '\''
	case 0x610 <= r && r <= 0x6FF:
		return foldArabic(r)
	case r >= 0x180:
		r = unicode.ToLower(r)
	}
	return r, true
}

// foldArabic makes one letter of those that writers exchange: the alefs, final
// ya and alef maqsura, ta marbuta and ha, the carriers of a hamza, and the
// Persian forms of kaf and ya.
func foldArabic(r rune) (rune, bool) {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا', true
	case 'ى', 'ئ', 'ی':
		return 'ي', true
	case 'ة':
		return 'ه', true
	case 'ؤ':
		return 'و', true
	case 'ک':
		return 'ك', true
	case tatweel:
		return 0, false
	}
	if 0x610 <= r && r <= 0x61A || 0x64B <= r && r <= 0x65F || r == 0x670 || 0x6D6 <= r && r <= 0x6ED {
		return 0, false
	}
	return r, true
}

// fold returns the text a word is looked up as.
func fold(word string) string {
	b := make([]byte, 0, len(word))
	for _, r := range word {
		if r, ok := foldRune(r); ok {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}
