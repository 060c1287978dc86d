package extract

// splitConjunctions cuts the "and" that Arabic writes onto the next word, where
// the word is known without it.
func (l *lexicon) splitConjunctions(dst, tokens []token, text string) []token {
	var buf [64]byte
	for _, t := range tokens {
		n := l.conjunction(text, &t)
		if n > 0 && t.end-t.start <= len(buf) {
			if _, whole := l.words[string(foldWord(buf[:0], text[t.start:t.end]))]; !whole {
				dst = append(dst, token{start: t.start, end: t.start + n, word: -1})
				t.start += n
			}
		}
		dst = append(dst, t)
	}
	return dst
}

// conjunction returns the length of the conjunction t begins with, or 0.
func (l *lexicon) conjunction(text string, t *token) int {
	c := l.rules.conjunction
	if c == "" || t.kind == markToken || t.end-t.start < len(c)+4 || text[t.start:t.start+len(c)] != c {
		return 0
	}
	if t.kind == numberToken {
		return len(c)
	}
	var buf [64]byte
	if t.end-t.start > len(buf) || l.word(foldWord(buf[:0], text[t.start+len(c):t.end])) < 0 {
		return 0
	}
	return len(c)
}

// lookUp gives each word of tokens its lexeme and joins the words of a phrase of
// the vocabulary into one token. The longest phrase wins.
func (l *lexicon) lookUp(text string, tokens []token, capitals bool) []token {
	var buf [64]byte
	for i := range tokens {
		if t := &tokens[i]; t.kind == wordToken && t.end-t.start <= len(buf) {
			t.word = l.word(foldWord(buf[:0], text[t.start:t.end]))
		} else if t.isMark("%x") {
			t.word = l.word(append(buf[:0], text[t.start:t.end]...))
		}
	}
	out := tokens[:0]
	for i := 0; i < len(tokens); {
		t := tokens[i]
		i++
		if t.word >= 0 {
			t.lex = l.single[t.word]
			if !capitals && t.lex.isGrammar() && isAcronym(text[t.start:t.end]) {
				t.lex = nil // "IS militants" are no form of "be"
			}
			if l.starts[t.word] {
				if lex, n := l.phrase(tokens, i-1); n > 0 {
					t.lex, t.end = lex, tokens[i+n-2].end
					i += n - 1
				}
			}
		}
		out = append(out, t)
	}
	return out
}

// isGrammar reports whether l is only a word of the grammar.
func (l *lexeme) isGrammar() bool { return l != nil && l.noun == nil && l.source == "" }

// isAcronym reports whether w is two capital letters or more.
func isAcronym(w string) bool {
	for i := range len(w) {
		if w[i] < 'A' || w[i] > 'Z' {
			return false
		}
	}
	return len(w) > 1
}

// phrase returns the longest phrase that starts at token i and its length in
// tokens, or 0.
func (l *lexicon) phrase(tokens []token, i int) (*lexeme, int) {
	node := int32(rootNode)
	var best *lexeme
	n := 0
	for j := i; j < len(tokens) && tokens[j].word >= 0 && tokens[j].kind != numberToken; j++ {
		to, ok := l.next[uint64(node)<<32|uint64(uint32(tokens[j].word))]
		if !ok {
			break
		}
		node = to
		if l.leaf[node] != nil && j > i {
			best, n = l.leaf[node], j-i+1
		}
	}
	return best, n
}
