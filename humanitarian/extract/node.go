package extract

import "github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"

// A nodeKind is what a stretch of tokens is to the grammar.
type nodeKind uint8

const (
	otherNode  nodeKind = iota // a word without a part in the grammar: names, adverbs
	phraseNode                 // a noun phrase
	verbNode                   // a verb group
	stateNode                  // "homeless", "missing" without a verb of their own
	prepNode
	andNode
	commaNode
	stopNode // ; : and other ends of a clause
	dashNode
	openNode
	closeNode
	quoteNode
	subordNode
	ifNode
	relNode
	includeNode
	tollNode
	reflexNode
)

// A node is one element of a parsed sentence.
type node struct {
	kind        nodeKind
	first, last int // tokens
	phrase      *phrase
	group       *group
}

// A parse is one sentence taken apart.
type parse struct {
	lex     *lexicon
	text    string // shadow
	tokens  []token
	nodes   []node
	capital bool // capital letters tell nothing
	sport   bool // it is about a game or a market

	spokenOf spokenOf // the group last spoken of in the paragraph, before this sentence
	scratch  []token
}

// read cuts the text into words and numbers and looks them up.
func (p *parse) read(numbers *numeral.Language) {
	p.scratch = tokenize(p.scratch[:0], p.text, p.lex.rules.elision)
	p.tokens = p.lex.readNumbers(numbers, p.tokens[:0], p.text, p.scratch)
	if p.lex.rules.conjunction != "" {
		p.scratch = p.lex.splitConjunctions(p.scratch[:0], p.tokens, p.text)
		p.tokens, p.scratch = p.scratch, p.tokens
	}
	p.tokens = p.lex.lookUp(p.text, p.tokens, p.capital)
	p.lex.judgeNumbers(p.text, p.tokens)
	p.sport = p.has(isSport)
}

func (p *parse) lexeme(n *node) *lexeme { return p.tokens[n.first].lex }

// build turns the tokens into nodes, left to right. A word that could be noun
// or verb is decided by its neighbours.
func (p *parse) build() {
	p.nodes = p.nodes[:0]
	for i := 0; i < len(p.tokens); {
		n := p.nodeAt(i)
		n.first = i
		p.nodes = append(p.nodes, n)
		i = n.last + 1
	}
	p.joinVerbs()
}

func (p *parse) nodeAt(i int) node {
	t := &p.tokens[i]
	if t.kind == markToken {
		return node{kind: markNode(t.mark), last: i}
	}
	if t.lex != nil && t.lex.toll != noEffect && p.tollAt(i) {
		return node{kind: tollNode, last: i}
	}
	if g, last, ok := p.groupAt(i); ok {
		return node{kind: verbNode, last: last, group: g}
	}
	if ph, last, ok := p.phraseAt(i); ok {
		return node{kind: phraseNode, last: last, phrase: ph}
	}
	if t.lex == nil {
		return node{last: i}
	}
	if len(t.lex.states) > 0 && !t.lex.is(isInclude) {
		return node{kind: stateNode, last: i}
	}
	for _, c := range [...]struct {
		class class
		kind  nodeKind
	}{{isInclude, includeNode}, {isAnd, andNode}, {isReflexive, reflexNode}, {isIf, ifNode}, {isRelative, relNode}, {isPreposition, prepNode}, {isSubordinator, subordNode}} {
		if t.lex.class&c.class != 0 {
			return node{kind: c.kind, last: i}
		}
	}
	return node{last: i}
}

// tollAt reports whether the toll word at i speaks of people: "total" and
// "number" alone do so only when a figure was given before.
func (p *parse) tollAt(i int) bool {
	if p.tokens[i].lex.toll != sameness {
		return true
	}
	return i+1 >= len(p.tokens) || !p.tokens[i+1].is(isOf)
}

func markNode(mark byte) nodeKind {
	switch mark {
	case ',':
		return commaNode
	case '(':
		return openNode
	case ')':
		return closeNode
	case '-':
		return dashNode
	case '"':
		return quoteNode
	case ';', ':', '|', '?', '!':
		return stopNode
	}
	return otherNode
}
