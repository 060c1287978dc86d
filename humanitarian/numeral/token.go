package numeral

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	endToken tokenKind = iota // also what stands before the first token
	wordToken
	digitsToken
	markToken
	urlToken
)

// A gap is what stands between a token and the one before it.
type gap uint8

const (
	gapNone    gap = iota
	gapMark        // direction marks and joiners, which nobody sees
	gapIsolate     // the start or end of an isolated or embedded run
	gapFixed       // a space that does not break, of any width
	gapSpace
	gapParted // a space with the end or start of an isolated run
	gapLine   // a line break
	gapStart
)

// A token is a word, a run of digits, or one mark.
type token struct {
	start, end int
	id         uint16 // of its word in the vocabulary, 0 for none
	kind       tokenKind
	gap        gap
	upper      bool // begins with a capital
	caps       bool // the second letter is a capital too
	arabic     bool // a word in Arabic letters
	accusative bool // carries a tanwin fatha: ألفًا
	damma      bool // carries a damma on its first letter: خُمس
	mark       rune
	digits     int // how many
	script     uint8
}

// The three shapes of digits.
const (
	western uint8 = 1 << iota
	arabicIndic
	persian
)

func digitOf(r rune) (value int, script uint8) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), western
	case '٠' <= r && r <= '٩':
		return int(r - '٠'), arabicIndic
	case '۰' <= r && r <= '۹':
		return int(r - '۰'), persian
	}
	return 0, 0
}

// gapOf says what r leaves between two tokens, and false when r is no gap.
func gapOf(r rune) (gap, bool) {
	switch r {
	case ' ', '\t', '\u2028', '\u2029', '\u1680', '\u3000', '\u205F':
		return gapSpace, true
	case '\n', '\r', '\v', '\f', '\u0085':
		return gapLine, true
	case '\u00A0', '\u202F', '\u2007', '\u2009', '\u2008', '\u2006', '\u200A':
		return gapFixed, true
	case '\u200E', '\u200F', '\u061C', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD':
		return gapMark, true
	case '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069':
		return gapIsolate, true
	}
	return gapSpace, 0x2000 <= r && r <= 0x2005
}

// longestWord is more bytes than any folded word of a vocabulary has.
const longestWord = 40

// lex appends at least one token to the window.
func (s *scanner) lex() {
	g := s.gap()
	if s.pos >= len(s.text) {
		s.push(token{start: len(s.text), end: len(s.text), kind: endToken, gap: g})
		return
	}
	c := s.text[s.pos]
	switch {
	case c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_':
		s.word(g)
		return
	case c >= '0' && c <= '9':
		s.digits(g)
		return
	case c == '&':
		r, size := entity(s.text[s.pos:])
		s.markAt(r, size, g)
		return
	case c < 0x80:
		s.markAt(rune(c), 1, g)
		return
	}
	r, size := s.rune()
	if _, script := digitOf(r); script != 0 {
		s.digits(g)
	} else if isLetter(r) {
		s.word(g)
	} else {
		s.markAt(r, size, g)
	}
}

// entity reads the marks that web pages write with letters, of which ">" and
// the space that does not break matter to a number. Any other "&" is itself.
func entity(text string) (r rune, size int) {
	for _, e := range [...]struct {
		name string
		mark rune
	}{{"&gt;", '>'}, {"&lt;", '<'}, {"&ge;", '≥'}, {"&le;", '≤'}, {"&nbsp;", '\u00A0'}, {"&amp;", '&'}, {"&#62;", '>'}, {"&#60;", '<'}, {"&#160;", '\u00A0'}} {
		if strings.HasPrefix(text, e.name) {
			return e.mark, len(e.name)
		}
	}
	return '&', 1
}

func isLetter(r rune) bool {
	if 0x621 <= r && r <= 0x65F || 0x671 <= r && r <= 0x6D3 || 0xD8 <= r && r <= 0x17F && r != 0xF7 {
		return true
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.Is(unicode.M, r))
}

// gap skips what stands between two tokens and returns the widest of it.
func (s *scanner) gap() gap {
	g, isolated := gapNone, false
	if s.pos == 0 {
		g = gapStart
	}
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		if c == ' ' {
			g = max(g, gapSpace)
			s.pos++
			continue
		}
		if c > ' ' && c < 0x80 && c != '&' {
			break
		}
		r, size := s.rune()
		if c == '&' {
			r, size = entity(s.text[s.pos:])
		}
		wide, ok := gapOf(r)
		if !ok {
			break
		}
		g = max(g, wide)
		isolated = isolated || wide == gapIsolate
		s.pos += size
	}
	if isolated && (g == gapSpace || g == gapFixed) {
		return gapParted
	}
	return g
}

func (s *scanner) push(t token) { s.tokens = append(s.tokens, t) }

func (s *scanner) markAt(r rune, size int, g gap) {
	f, _ := foldRune(r)
	n := utf8.AppendRune(s.buf[:0], f)
	s.push(token{start: s.pos, end: s.pos + size, kind: markToken, gap: g, mark: r, id: s.l.words.words[string(n)]})
	s.pos += size
}

func (s *scanner) digits(g gap) {
	t := token{start: s.pos, kind: digitsToken, gap: g}
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		if c >= '0' && c <= '9' {
			t.script |= western
			t.digits++
			s.pos++
			continue
		}
		if c < 0x80 {
			break
		}
		r, size := utf8.DecodeRuneInString(s.text[s.pos:])
		_, script := digitOf(r)
		if script == 0 {
			break
		}
		t.script |= script
		t.digits++
		s.pos += size
	}
	t.end = s.pos
	s.push(t)
}

// word takes letters, and folds them into s.buf on the way.
func (s *scanner) word(g gap) {
	t := token{start: s.pos, kind: wordToken, gap: g}
	n := s.letters(&t)
	t.end = s.pos
	if n < longestWord {
		t.id = s.l.words.lookup(s.buf[:n])
	}
	if s.url(&t) || t.arabic && len(s.l.style.articles) > 0 && n < longestWord && s.split(t, n) {
		return
	}
	s.push(t)
}

// letters moves s.pos over a word, notes its shape in t, and returns how many
// bytes of s.buf its folded form takes; longestWord when it is longer than any
// word of a vocabulary.
func (s *scanner) letters(t *token) (n int) {
	for count := 0; s.pos < len(s.text); {
		c := s.text[s.pos]
		if c < utf8.RuneSelf {
			if upper := c >= 'A' && c <= 'Z'; upper {
				t.capital(count)
				c |= 0x20
			} else if (c < 'a' || c > 'z') && c != '_' {
				return n
			}
			if n < longestWord {
				s.buf[n] = c
				n++
			}
			count++
			s.pos++
			continue
		}
		r, size := s.rune()
		if !isLetter(r) && r != tatweel && r != softHyphen && (r < 0x200B || r > 0x200D) {
			return n
		}
		s.pos += size
		if 0x600 <= r && r <= 0x6FF {
			t.arabic = true
			t.accusative = t.accusative || r == tanwinFatha
			t.damma = t.damma || r == damma && count == 1
		} else if count < 2 && unicode.IsUpper(r) {
			t.capital(count)
		}
		f, ok := foldRune(r)
		if ok {
			n += s.fold(n, f)
			count++
		}
		if count > 0 && count <= len(s.ends) {
			s.ends[count-1] = s.pos
		}
	}
	return n
}

// rune decodes the character at s.pos. Most letters of the four languages that
// are none of ASCII have two bytes.
func (s *scanner) rune() (rune, int) {
	if c := s.text[s.pos]; c >= 0xC3 && c <= 0xDF && s.pos+1 < len(s.text) {
		if d := s.text[s.pos+1]; d&0xC0 == 0x80 {
			return rune(c&0x1F)<<6 | rune(d&0x3F), 2
		}
	}
	return utf8.DecodeRuneInString(s.text[s.pos:])
}

// fold appends a letter to the first n bytes of s.buf and returns its length.
func (s *scanner) fold(n int, r rune) int {
	if n+utf8.UTFMax > longestWord {
		return longestWord - n
	}
	if r >= 0x600 && r <= 0x6FF {
		s.buf[n], s.buf[n+1] = 0xC0|byte(r>>6), 0x80|byte(r&0x3F)
		return 2
	}
	return utf8.EncodeRune(s.buf[n:], r)
}

const (
	softHyphen  = '\u00AD'
	tanwinFatha = '\u064B'
	damma       = '\u064F'
)

// capital notes a capital as the letter number i of a word.
func (t *token) capital(i int) {
	switch i {
	case 0:
		t.upper = true
	case 1:
		t.caps = true
	}
}

// url makes a token of the whole address that t begins, whose numbers are no
// figures.
func (s *scanner) url(t *token) bool {
	rest := s.text[t.end:]
	if !strings.HasPrefix(rest, "://") && !(strings.HasPrefix(rest, ".") && strings.EqualFold(s.text[t.start:t.end], "www")) {
		return false
	}
	n := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"<>", r) })
	if n < 0 {
		n = len(rest)
	}
	s.pos = t.end + n
	s.push(token{start: t.start, end: s.pos, kind: urlToken, gap: t.gap})
	return true
}
