package extract

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A tokenKind tells words, numbers and marks apart.
type tokenKind uint8

const (
	wordToken tokenKind = iota
	digitToken
	markToken   // punctuation; mark says which
	numberToken // one number expression, made by the numbers pass
)

// A token is one word, number or mark of a sentence. Offsets are bytes of the
// sentence.
type token struct {
	start, end int
	kind       tokenKind
	mark       byte // one of . , ; : ( ) - " ? ! / $ % @ | or x for any other
	capital    bool
	hyphen     bool // joined to the token before by a hyphen
	word       int32
	lex        *lexeme // nil: not in the vocabulary
	number     *number
}

func (t *token) is(c class) bool { return t.lex != nil && t.lex.class&c != 0 }

// isMark reports whether t is one of the marks.
func (t *token) isMark(marks string) bool {
	if t.kind != markToken {
		return false
	}
	for i := range len(marks) {
		if marks[i] == t.mark {
			return true
		}
	}
	return false
}

// tokenize appends the tokens of text to dst. HTML tags become a mark ';' when
// they end a block and vanish otherwise.
func tokenize(dst []token, text string, elision bool) []token {
	hyphen := false
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			hyphen = false
			i++
			continue
		case isASCIILetter(c) || c >= utf8.RuneSelf && isLetterAt(text, i):
			end := wordEnd(text, i, elision)
			r, _ := utf8.DecodeRuneInString(text[i:])
			dst = append(dst, token{start: i, end: end, capital: unicode.IsUpper(r), hyphen: hyphen, word: -1})
			i = possessiveEnd(text, end)
		case c >= '0' && c <= '9' || c >= utf8.RuneSelf && isDigitAt(text, i):
			end := digitsEnd(text, i)
			dst = append(dst, token{start: i, end: end, kind: digitToken, hyphen: hyphen, word: -1})
			i = end
		case c == '<':
			end, block := tagEnd(text, i)
			if end == i {
				dst = append(dst, token{start: i, end: i + 1, kind: markToken, mark: 'x', word: -1})
				end++
			} else if block {
				dst = append(dst, token{start: i, end: end, kind: markToken, mark: ';', word: -1})
			}
			i = end
		case c == '-' && i > 0 && i+1 < len(text) && !isSpace(text[i-1]) && !isSpace(text[i+1]) && text[i-1] != '-' && text[i+1] != '-':
			hyphen = true
			i++
			continue
		default:
			mark, size := markAt(text, i)
			if mark != 0 {
				dst = append(dst, token{start: i, end: i + size, kind: markToken, mark: mark, word: -1})
			}
			i += size
		}
		hyphen = false
	}
	return dst
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isSpace(c byte) bool       { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isLetterAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

func isDigitAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsDigit(r)
}

// wordEnd returns the end of the word at i: letters, with apostrophes inside.
// A possessive 's stays outside, so that "Cuba's" is found as Cuba.
func wordEnd(text string, i int, elision bool) int {
	start := i
	for i < len(text) {
		c := text[i]
		if isASCIILetter(c) {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || r == 'ـ' {
				i += n
				continue
			}
			if r == '’' && apostropheInside(text, i, n) {
				if elision && elides(text[start:i]) {
					return i
				}
				i += n
				continue
			}
			return i
		}
		if c == '\'' && apostropheInside(text, i, 1) {
			if elision && elides(text[start:i]) {
				return i
			}
			i++
			continue
		}
		return i
	}
	return i
}

// elides reports whether w before an apostrophe is a word of its own: l', qu', lorsqu'.
func elides(w string) bool { return len(w) <= 2 || strings.HasSuffix(w, "qu") }

// apostropheInside reports whether the apostrophe of n bytes at i belongs to
// the word: a letter follows, and it does not open a possessive 's.
func apostropheInside(text string, i, n int) bool {
	rest := text[i+n:]
	if rest == "" || !isASCIILetter(rest[0]) && rest[0] < utf8.RuneSelf {
		return false
	}
	possessive := (rest[0] == 's' || rest[0] == 'S') && (len(rest) == 1 || !isASCIILetter(rest[1]))
	return !possessive
}

// possessiveEnd passes over the 's of "Cuba's" at i.
func possessiveEnd(text string, i int) int {
	for _, s := range [...]string{"'s", "’s", "'S"} {
		if strings.HasPrefix(text[i:], s) && (i+len(s) == len(text) || !isASCIILetter(text[i+len(s)])) {
			return i + len(s)
		}
	}
	return i
}

func digitsEnd(text string, i int) int {
	for i < len(text) {
		if c := text[i]; c >= '0' && c <= '9' {
			i++
			continue
		}
		if text[i] < utf8.RuneSelf || !isDigitAt(text, i) {
			return i
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
	}
	return i
}

// tagEnd returns the end of the HTML tag at i, i itself when there is none, and
// whether the tag ends a block.
func tagEnd(text string, i int) (end int, block bool) {
	const longest = 300
	j := i + 1
	if j < len(text) && (text[j] == '/' || text[j] == '!') {
		j++
	}
	if j >= len(text) || !isASCIILetter(text[j]) && text[j] != '-' {
		return i, false
	}
	name := j
	for j < len(text) && isASCIILetter(text[j]) {
		j++
	}
	tag := text[name:j]
	for ; j < len(text) && j < i+longest; j++ {
		switch text[j] {
		case '>':
			return j + 1, !isInlineTag(tag)
		case '<':
			return i, false
		}
	}
	return i, false
}

func isInlineTag(name string) bool {
	switch name {
	case "a", "b", "i", "u", "em", "strong", "span", "sup", "sub", "font", "small", "mark", "A", "B", "I", "SPAN":
		return true
	}
	return false
}

// markAt classes the punctuation at i; 0 is a character to pass over.
func markAt(text string, i int) (mark byte, size int) {
	c := text[i]
	if c < utf8.RuneSelf {
		switch c {
		case '.', ',', ';', ':', '(', ')', '"', '?', '!', '/', '$', '%', '@', '|', '-':
			return c, 1
		case '[', '{':
			return '(', 1
		case ']', '}':
			return ')', 1
		case '\'', '*', '_', '~', '>', '=', '+':
			return 0, 1
		}
		if c < ' ' {
			return 0, 1
		}
		return 'x', 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '–', '—', '‒', '―':
		return '-', n
	case '“', '”', '„', '«', '»':
		return '"', n
	case '،':
		return ',', n
	case '؛':
		return ';', n
	case '؟':
		return '?', n
	case '€', '£', '¥', '₹', '₽', '₪':
		return '$', n
	case '٪':
		return '%', n
	case '•', '·', '▪', '●':
		return '|', n
	}
	return 0, n // curly apostrophes, bidi controls, broken bytes and the like
}

// foldWord appends the form of s under which words are compared: lower case,
// plain apostrophes, and for Arabic without vowel signs and with one spelling
// of alef, ya and ta marbuta.
func foldWord(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch r {
		case 'أ', 'إ', 'آ', 'ٱ':
			r = 'ا'
		case 'ى':
			r = 'ي'
		case 'ة':
			r = 'ه'
		case 'ؤ':
			r = 'و'
		case 'ئ':
			r = 'ي'
		case '’', 'ʼ':
			r = '\''
		case 'ـ':
			continue
		}
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
	}
	return dst
}

// lexWords yields the words of a vocabulary entry, cut as text is.
func lexWords(entry string, elision bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, t := range tokenize(nil, entry, elision) {
			if (t.kind != markToken || t.mark == '%' || t.mark == 'x') && !yield(entry[t.start:t.end]) {
				return
			}
		}
	}
}
