package draw

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const ellipsis = "…"

// Wrap breaks text at its spaces into at most lines lines no wider than width; lines of 0 is no limit. What is left over is
// shortened into the last line with an ellipsis; a word too wide for a line is cut. It reports whether all of the text is
// there. Use it for names, never for figures: half a figure is another figure.
func Wrap(m Measurer, text string, s TextStyle, width, lines int) (out []string, whole bool) {
	words := strings.Fields(text)
	whole = true
	for len(words) > 0 {
		if lines > 0 && len(out) == lines-1 {
			last, fits := Shorten(m, strings.Join(words, " "), s, width)
			return append(out, last), whole && fits
		}
		line, n := fill(m, words, s, width)
		if n == 0 {
			var fits bool
			line, fits = Shorten(m, words[0], s, width)
			whole, n = whole && fits, 1
		}
		out, words = append(out, line), words[n:]
	}
	return out, whole
}

// fill returns the longest line that the first words make, and how many they are.
func fill(m Measurer, words []string, s TextStyle, width int) (line string, n int) {
	for n < len(words) {
		longer := words[n]
		if n > 0 {
			longer = line + " " + words[n]
		}
		if m.Width(longer, s) > width {
			break
		}
		line, n = longer, n+1
	}
	return line, n
}

// Shorten returns text if it is no wider than width, else as much of its beginning as fits with an ellipsis. It reports
// whether the text is whole.
func Shorten(m Measurer, text string, s TextStyle, width int) (string, bool) {
	if m.Width(text, s) <= width {
		return text, true
	}
	// The widest beginning that fits, by halving: widths grow with the text but for a little kerning.
	lo, hi := 0, len(text)
	for lo < hi {
		mid := boundary(text, (lo+hi+1)/2)
		if mid <= lo {
			mid = next(text, lo)
		}
		switch {
		case mid > hi:
			hi = lo
		case m.Width(cut(text, mid), s) > width:
			hi = mid - 1
		default:
			lo = mid
		}
	}
	return cut(text, lo), false
}

func cut(text string, at int) string { return strings.TrimRight(text[:at], " ") + ellipsis }

// boundary returns the last place at or before at where text may be cut: not inside a character, nor between a letter
// and its marks.
func boundary(text string, at int) int {
	for at > 0 && at < len(text) {
		if r, _ := utf8.DecodeRuneInString(text[at:]); utf8.RuneStart(text[at]) && !joined(r) {
			break
		}
		at--
	}
	return at
}

// next returns the first place after at where text may be cut.
func next(text string, at int) int {
	for at++; at < len(text); at++ {
		if boundary(text, at) == at {
			break
		}
	}
	return min(at, len(text))
}

func joined(r rune) bool { return unicode.IsMark(r) || r == '\u200D' || r == '\u200C' }
