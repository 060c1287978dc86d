package shape

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The direction characters that [Clean] keeps.
const (
	lrm = '\u200E'
	rlm = '\u200F'
	alm = '\u061C'
	lri = '\u2066'
	rli = '\u2067'
	fsi = '\u2068'
	pdi = '\u2069'
	// lineSeparator ends a line of a paragraph without ending the paragraph.
	lineSeparator = '\u2028'
)

// Clean makes text fit to be set: valid UTF-8 in normal form C, controls, tabs and paragraph ends turned into spaces,
// embeddings and overrides dropped, soft hyphens and byte order marks dropped. Isolates, direction marks, joiners and
// U+2028 stay. It reports whether it changed anything. Clean is idempotent.
func Clean(s string) (string, bool) {
	if isPlain(s) {
		return s, false
	}
	t := strings.Map(cleanRune, strings.ToValidUTF8(s, "\uFFFD"))
	t = norm.NFC.String(t)
	return t, t != s
}

// isPlain reports whether s is printable ASCII, which Clean never changes.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

func cleanRune(r rune) rune {
	switch {
	case r < 0x20, r >= 0x7F && r < 0xA0, r == '\u2029':
		return ' '
	case r >= '\u202A' && r <= '\u202E': // LRE, RLE, PDF, LRO, RLO
		return -1
	case r == '\u00AD', r == '\uFEFF', r >= '\uFFF9' && r <= '\uFFFB', r >= '\u206A' && r <= '\u206F':
		return -1
	case r&0xFFFE == 0xFFFE, r >= '\uFDD0' && r <= '\uFDEF': // noncharacters
		return utf8.RuneError
	}
	return r
}

// Isolate wraps s in U+2068 and U+2069, so that "1,250" or "-8%" keeps its inner order in a paragraph of any direction.
// Stray isolate characters within s are dropped when they do not pair, so that s cannot reach beyond its bounds.
func Isolate(s string) string {
	return string(fsi) + balance(s) + string(pdi)
}

// balance drops each closing isolate without an opening, and closes each that is left open.
func balance(s string) string {
	if !strings.ContainsAny(s, "\u2066\u2067\u2068\u2069") {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case lri, rli, fsi:
			depth++
		case pdi:
			if depth == 0 {
				continue
			}
			depth--
		}
		b.WriteRune(r)
	}
	for range depth {
		b.WriteRune(pdi)
	}
	return b.String()
}

// isInvisible reports whether r steers direction or ends a line and is never drawn.
func isInvisible(r rune) bool {
	switch r {
	case lrm, rlm, alm, lri, rli, fsi, pdi, lineSeparator:
		return true
	}
	return false
}
