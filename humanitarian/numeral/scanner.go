package numeral

// A scanner reads one text. It keeps a window of tokens: a few behind the one
// it stands on, for what comes before a number matters, and as many ahead as
// were asked for.
type scanner struct {
	l      *Language
	text   string
	pos    int // bytes turned into tokens so far
	tokens []token
	head   int // the token the scanner stands on
	before token
	found  []Reading
	cell   bool // the text is one cell: Parse
	change int  // how far back a word of change such as "rose" is; 0 for none
	buf    [longestWord + 8]byte
	ends   [6]int // where the first letters of a word end in the text
}

const (
	keepBehind = 8
	nearChange = 6  // rose, in tokens, from 71 to 88
	farChange  = 12 // further back it is forgotten
)

func newScanner(l *Language, text string) *scanner {
	return &scanner{l: l, text: text, tokens: make([]token, 0, min(256, len(text)/4+4)), before: token{gap: gapStart}}
}

// at returns the token i places ahead, or behind when i is negative. It stays
// as it is when more tokens are read.
func (s *scanner) at(i int) *token {
	if i += s.head; uint(i) < uint(len(s.tokens)) {
		return &s.tokens[i]
	}
	return s.fetch(i)
}

func (s *scanner) fetch(i int) *token {
	if i < 0 {
		return &s.before
	}
	for i >= len(s.tokens) {
		if n := len(s.tokens); n > 0 && s.tokens[n-1].kind == endToken {
			return &s.tokens[n-1]
		}
		s.lex()
	}
	return &s.tokens[i]
}

func (s *scanner) advance(n int) {
	for range n {
		s.note(s.at(0))
		s.head++
	}
	if s.head > 128 {
		drop := s.head - keepBehind
		s.tokens = s.tokens[:copy(s.tokens, s.tokens[drop:])]
		s.head = keepBehind
	}
}

// note keeps in mind how far back the last word of change is. The end of a
// sentence makes it forget, and a comma makes it doubt.
func (s *scanner) note(t *token) {
	if s.l.words.alone[t.id].has(roleChange) {
		s.change = 1
		return
	}
	if s.change == 0 {
		return
	}
	s.change++
	if t.kind == markToken {
		switch t.mark {
		case '.', ';', '!', '?', '؟', '؛':
			s.change = 0
		case ',', '،':
			s.change = max(s.change, nearChange)
		}
	}
	if s.change > farChange {
		s.change = 0
	}
}

// interesting reports whether a number can begin at the current token.
func (s *scanner) interesting() bool {
	t := s.at(0)
	switch t.kind {
	case digitsToken:
		return true
	case wordToken:
		return s.l.words.starts[t.id].meets(beginRoles) && s.begins(t.id) || s.gluedAt(0) > 0
	case markToken:
		return s.l.words.starts[t.id].meets(beginRoles) || t.mark == '[' || t.mark == '%' || t.mark == '٪'
	}
	return false
}

// begins reports whether the current word, which is id and can begin a number,
// may do so before the next one. Texts are full of words such as "a", "from",
// "de" and "site", after which mostly no number comes.
func (s *scanner) begins(id uint16) bool {
	v, next := s.l.words, s.at(1)
	alone := v.alone[id] & beginRoles
	if alone&^waitingRoles != 0 || next.kind == markToken {
		return true
	}
	if _, ok := v.nodes[v.tree[id]].step(next.id); ok { // a phrase goes on
		return true
	}
	digits, starts := next.kind == digitsToken, v.starts[next.id]
	return alone.has(roleArticle) && (digits || next.id != 0) ||
		alone.meets(1<<roleFrom|1<<roleBetween) && (digits || starts.meets(beginRoles|1<<roleThe|1<<rolePerhaps)) ||
		alone.meets(1<<roleLabel|1<<roleLabelPlural|1<<roleLabelWeak) && (digits || starts.meets(numberRoles))
}

// match returns the longest phrase with the role r that begins at token i, and
// how many tokens it takes; nil and 0 when there is none. A hyphen between two
// words of a phrase counts for nothing.
func (s *scanner) match(i int, r role) (*meaning, int) {
	if !s.l.words.starts[s.at(i).id].has(r) {
		return nil, 0
	}
	return s.longest(i, r)
}

func (s *scanner) longest(i int, r role) (best *meaning, length int) {
	v := s.l.words
	at := v.tree[s.at(i).id]
	for j := i + 1; ; j++ {
		n := &v.nodes[at]
		for k := range n.meanings {
			if n.meanings[k].role == r {
				best, length = &n.meanings[k], j-i
			}
		}
		if len(n.next) == 0 {
			return best, length
		}
		next, ok := n.step(s.at(j).id)
		if !ok {
			j = s.glue(j)
			if next, ok = n.step(s.at(j).id); !ok {
				return best, length
			}
		}
		at = next
	}
}

// has reports whether the word at token i has the role r by itself.
func (s *scanner) has(i int, r role) bool {
	return s.l.words.alone[s.at(i).id].has(r)
}

// glue returns the place after a hyphen that joins two tokens, or i itself.
func (s *scanner) glue(i int) int {
	if t := s.at(i); t.kind == markToken && isHyphen(t.mark) && t.gap <= gapMark && s.at(i+1).gap <= gapMark {
		return i + 1
	}
	return i
}

// isHyphen is for the hyphens that join; a dash parts.
func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func isDash(r rune) bool {
	return isHyphen(r) || r == '\u2012' || r == '\u2013' || r == '\u2014' || r == '\u2015' || r == '\u2212'
}

// noun reports whether the word at token i can be what is counted: a word of
// its own that does more than serve the sentence.
func (s *scanner) noun(i int) bool {
	t := s.at(i)
	return t.kind == wordToken && t.gap >= gapFixed && t.gap < gapStart && !s.has(i, roleFunction)
}
