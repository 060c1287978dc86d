package extract

import (
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// A number is one number expression of a sentence. Offsets are bytes of the
// shadow.
type number struct {
	start, end       int // with its bound words
	numStart, numEnd int // the numeral alone
	q                humanitarian.Quantity
	counted          bool   // of no number but the words "a number of"
	grouping         bool   // read as thousands where the mark could be a decimal point
	why              string // set when it is not a count
}

// What a number that is no count is.
const (
	whyShare    = "share"
	whyOrdinal  = "ordinal"
	whyDate     = "date"
	whyLabel    = "label"
	whyUnsure   = "unsure"
	whyMoney    = "money"
	whyAge      = "age"
	whyCompound = "compound"
	whyRate     = "rate"
	whyReleased = "released"
	whyAgent    = "agent"
	whyNegated  = "negated"
	whyHistory  = "history"
	whyNone     = "none"
)

// readNumbers reads the numbers of text and returns its tokens with each number
// as one token.
func (l *lexicon) readNumbers(lang *numeral.Language, dst []token, text string, tokens []token) []token {
	out := dst
	i := 0
	for r := range lang.Scan(text) {
		for i < len(tokens) && tokens[i].end <= r.Start {
			out = append(out, tokens[i])
			i++
		}
		if i < len(tokens) && tokens[i].start < r.Start {
			c := l.rules.conjunction
			if c == "" || r.Start-tokens[i].start != len(c) || text[tokens[i].start:r.Start] != c {
				continue // a number inside a word: a label
			}
			if l.knows(text[tokens[i].start:tokens[i].end]) { // "واحد" is one, not "and one"
				r.Start = tokens[i].start
			} else {
				prefix := tokens[i]
				prefix.end = r.Start
				out = append(out, prefix)
				tokens[i].start = r.Start
			}
		}
		n := numberOf(r)
		if len(out) > 0 {
			l.riseTo(&n, text, &out[len(out)-1])
		}
		j := i
		for j < len(tokens) && tokens[j].end <= n.start { // "up" of "went up to"
			out = append(out, tokens[j])
			j++
		}
		i = j
		for j < len(tokens) && tokens[j].start < r.End {
			j++
		}
		if j == i {
			continue
		}
		t := token{start: n.start, end: r.End, kind: numberToken, word: -1, number: &n, hyphen: tokens[i].hyphen, capital: tokens[i].capital}
		i = j
		out = append(out, t)
	}
	return append(out, tokens[i:]...)
}

// knows reports whether w as it stands is a word of the vocabulary.
func (l *lexicon) knows(w string) bool {
	_, ok := l.words[string(foldWord(nil, w))]
	return ok
}

// riseTo undoes the bound of "the toll went up to 88": there "up" belongs to the
// verb.
func (l *lexicon) riseTo(n *number, text string, before *token) {
	bound := l.rules.upTo
	if bound == "" || before.kind != wordToken || len(text) < n.start+len(bound) || !strings.EqualFold(text[n.start:n.start+len(bound)], bound) {
		return
	}
	id := l.word(foldWord(nil, text[before.start:before.end]))
	if id < 0 || !l.single[id].is(isRiseUp) {
		return
	}
	if v, ok := n.q.High(); ok && n.q.Form() == humanitarian.AtMost {
		n.q, n.start = exactly(v), n.start+len(bound)
	}
}

func numberOf(r numeral.Reading) number {
	n := number{start: r.Start, end: r.End, numStart: r.NumberStart, numEnd: r.NumberEnd, q: r.Quantity}
	switch r.Kind {
	case numeral.Cardinal:
		n.counted = n.q.Form() == humanitarian.Some // "a number of"
	case numeral.Share:
		n.why = whyShare
	case numeral.Ordinal:
		n.why = whyOrdinal
	case numeral.Year, numeral.Date:
		n.why = whyDate
	case numeral.Label:
		n.why = whyLabel
	case numeral.Unsure:
		n.why = whyUnsure
		for _, q := range r.Readings { // 12.500 people: nobody counts people in thousandths
			if v, ok := q.Best(); ok && v >= 1000 {
				n.q, n.why, n.grouping = q, "", true
			}
		}
	}
	if n.why == "" && (n.q.Form() == humanitarian.NotReported || n.q.Form() == humanitarian.None) {
		n.why = whyNone
	}
	return n
}

// judgeNumbers marks the counts among tokens that their neighbours show to be
// dates, ages, money, times and names.
func (l *lexicon) judgeNumbers(text string, tokens []token) {
	for i := range tokens {
		n := tokens[i].number
		if n == nil || n.why != "" {
			continue
		}
		if n.why = judgeNumber(text, tokens, i); n.why == "" && n.start < n.numStart && l.saysRate(text[n.start:n.numStart]) {
			n.why = whyRate
		}
	}
}

// saysRate: "an average of".
func (l *lexicon) saysRate(bound string) bool {
	for w := range lexWords(bound, l.rules.elision) {
		if id := l.word(foldWord(nil, w)); id >= 0 && l.single[id].is(isRate) {
			return true
		}
	}
	return false
}

func judgeNumber(text string, tokens []token, i int) string {
	n := tokens[i].number
	var before, after token
	if i > 0 {
		before = tokens[i-1]
	}
	if i+1 < len(tokens) {
		after = tokens[i+1]
	}
	glued := func(mark string) bool { return after.isMark(mark) && after.start == tokens[i].end }
	switch {
	case before.isMark("$") || after.isMark("$") || before.is(isCurrency) || after.is(isCurrency):
		return whyMoney
	case after.isMark("%") || before.is(isRate) && !before.is(isOf) || after.is(isRate):
		return whyRate
	case after.is(isMonth) && after.lex.noun == nil && after.capital, before.is(isMonth) && before.capital && !followedByNoun(tokens, i):
		return whyDate
	case after.kind == wordToken && after.hyphen && after.start == tokens[i].end+1:
		return whyCompound
	case before.is(isAge) || after.is(isAge), i > 1 && before.is(isAnd) && tokens[i-2].number != nil && tokens[i-2].number.why == whyAge:
		return whyAge
	case before.is(isInclude) && !before.is(isPartOf) && (after.end == 0 || after.kind == markToken) && (n.q.Form() == humanitarian.LessThan || n.q.Form() == humanitarian.MoreThan) && !followedByNoun(tokens, i):
		return whyAge // "most of them under five"
	case before.is(isBe) && n.q.Form() == humanitarian.LessThan && (after.end == 0 || after.kind == markToken) && ageLike(n): // "were under 18"
		return whyAge
	case before.isMark(",") && i > 1 && (after.end == 0 || after.kind == markToken) && n.start == n.numStart && ageLike(n) && isOnePerson(tokens, i-2): // "her grandfather, 71, ..."
		return whyAge
	case before.is(isNot) && before.lex.noun == nil && n.start == n.numStart: // "nine people, not 19"
		return whyNegated
	case glued(":") && i+2 < len(tokens) && tokens[i+2].kind != wordToken && tokens[i+2].start == after.end,
		before.isMark(":") && i > 1 && tokens[i-2].kind != wordToken && tokens[i-2].end == before.start && before.end == tokens[i].start:
		return whyDate
	case tokens[i].hyphen && before.kind == wordToken:
		return whyLabel
	case namedByWordBefore(text, tokens, i):
		return whyLabel
	}
	return ""
}

// ageLike reports whether n can be somebody's age.
func ageLike(n *number) bool {
	const oldest = 115
	v, ok := n.q.High()
	return ok && v > 0 && v <= oldest
}

// isOnePerson reports whether token i ends the mention of one person: a singular
// noun behind a word such as "her", or a name.
func isOnePerson(tokens []token, i int) bool {
	t := &tokens[i]
	if t.kind != wordToken {
		return false
	}
	if t.lex.isUnknown() {
		return t.capital && i > 0 && tokens[i-1].kind == wordToken && !tokens[i-1].is(isPreposition)
	}
	return t.lex.noun != nil && t.lex.noun.kind <= fighter && !t.lex.plural && i > 0 && tokens[i-1].is(isDeterminer|isArticle|isPossessive|isModifier)
}

// followedByNoun reports whether a word that can be counted follows token i.
func followedByNoun(tokens []token, i int) bool {
	for j := i + 1; j < len(tokens) && j <= i+3; j++ {
		l := tokens[j].lex
		if tokens[j].kind != wordToken {
			return false
		}
		if l != nil && l.noun != nil {
			return true
		}
		if l != nil && l.class&(isModifier|isOther) == 0 {
			return len(l.verbs) > 0
		}
	}
	return false
}

// namedByWordBefore recognises "kilometre 31", "Block 12", "Camp 5": bare digits
// after a singular noun or a name, with nothing countable behind them.
func namedByWordBefore(text string, tokens []token, i int) bool {
	n := tokens[i].number
	if i == 0 || n.start != n.numStart || n.end-n.start > 4 || !isDigit(text[n.start]) || tokens[i-1].kind != wordToken {
		return false
	}
	b := &tokens[i-1]
	named := b.capital && i > 1 && (b.lex == nil || b.lex.noun != nil && len(b.lex.verbs) == 0 && b.lex.class == 0)
	singular := b.lex != nil && b.lex.noun != nil && b.lex.noun.kind == thing && text[b.end-1] != 's'
	return (named || singular) && !followedByNoun(tokens, i) && !(i+1 < len(tokens) && tokens[i+1].is(isOf|isBe|isHave))
}
