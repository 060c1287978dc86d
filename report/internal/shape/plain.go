package shape

import "unicode"

// breaksAtBlanks reports whether text can break after its blanks and nowhere else, as UAX #14 has it. It knows only words
// of Latin letters and digits with a few signs, which is most text of most reports; a test compares it with the whole
// algorithm.
func breaksAtBlanks(text []rune) bool {
	before := ' '
	for _, r := range text {
		switch {
		case r == ' ' && before != '(', isLatin(r) && before != ')' && before != '%':
		case r == '(' && before == ' ':
		case isStop(r) && before != ' ' && before != '(':
		case (r == ')' || r == '%') && (isLatin(before) || before == '%' && r == ')'):
		default:
			return false
		}
		before = r
	}
	return true
}

func isLatin(r rune) bool {
	switch {
	case r < 0x80:
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	case r < 0xC0 || r > 0x24F:
		return false
	}
	return unicode.IsLetter(r)
}

func isStop(r rune) bool { return r == '.' || r == ',' || r == ';' || r == ':' }

// blankBreaks calls yield with the end of each blank, but for one at the end of the text.
func blankBreaks(text []rune, yield func(end int)) {
	for i := 1; i < len(text); i++ {
		if text[i-1] == ' ' && text[i] != ' ' {
			yield(i)
		}
	}
}
