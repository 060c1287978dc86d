package narrative

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// A ValueKind says what a value in a sentence is. The zero value is a figure.
type ValueKind uint8

// The kinds of values.
const (
	FigureValue ValueKind = iota // what a source said, as it said it
	DateValue                    // Date
	PeriodValue                  // Period
	ChangeValue                  // Change, between two figures
)

// A Value is a number or date in a sentence, still a value. The zero value is
// a figure that is not reported.
type Value struct {
	Kind     ValueKind
	Figures  []string // ids of the figures behind it: one, or the earlier and the later of a change
	Quantity humanitarian.Quantity
	Unit     humanitarian.Unit
	Noun     bool // the noun of the unit stands with the number
	Date     humanitarian.Date
	Period   humanitarian.Period
	Change   tally.Change
	Nature   humanitarian.Nature // of the figures of a change
}

// Format returns v in the language.
func (v Value) Format(l *locale.Language) string {
	switch {
	case v.Kind == DateValue:
		return l.Date(v.Date)
	case v.Kind == PeriodValue:
		return l.Period(v.Period)
	case v.Kind == ChangeValue:
		return l.Because(v.Change.Phrase(v.Nature), v.Change.Reasons)
	case v.Noun:
		return l.Counted(v.Quantity, v.Unit)
	}
	return l.Quantity(v.Quantity, v.Unit)
}

// A Piece is words or a value; Value is nil for words.
type Piece struct {
	Text  string
	Value *Value
}

// A Sentence says one figure, with what belongs to it. The zero value says
// nothing.
type Sentence struct {
	Figure  string   // id of the figure it is about
	Figures []string // ids of all figures it tells, that one first
	Pieces  []Piece

	lang *locale.Language
}

// Text returns the sentence as plain text, in its language.
func (s Sentence) Text() string {
	var b strings.Builder
	for _, p := range s.Pieces {
		b.WriteString(p.format(s.lang))
	}
	return b.String()
}

func (p Piece) format(l *locale.Language) string {
	if p.Value != nil {
		return p.Value.Format(l)
	}
	return p.Text
}

func say(text string) []Piece { return []Piece{{Text: text}} }

// fill puts pieces into the places of a wording.
func fill(text string, args ...[]Piece) []Piece {
	var out []Piece
	for {
		before, rest, ok := strings.Cut(text, "{")
		if before != "" {
			out = append(out, Piece{Text: before})
		}
		if !ok {
			return out
		}
		place, after, _ := strings.Cut(rest, "}")
		if i, err := strconv.Atoi(place); err == nil && i < len(args) {
			out = append(out, args[i]...)
		}
		text = after
	}
}

// tidy makes one run of words of several, elides what the language elides, and
// begins with a capital.
func (w *Writer) tidy(in []Piece) []Piece {
	var out []Piece
	for _, p := range in {
		next := p.format(w.lang)
		last := len(out) - 1
		if last >= 0 && out[last].Value == nil {
			out[last].Text = w.texts.elide(out[last].Text, next)
			if p.Value == nil {
				out[last].Text += p.Text
				continue
			}
		}
		out = append(out, p)
	}
	if len(out) > 0 && out[0].Value == nil {
		r, n := utf8.DecodeRuneInString(out[0].Text)
		out[0].Text = string(unicode.ToUpper(r)) + out[0].Text[n:]
	}
	return out
}

// elide changes a word at the end of text that the language changes before
// what follows: de, before Alep, is d'.
func (t *texts) elide(text, next string) string {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "\u2066\u2067\u2068"))
	for _, j := range t.joins {
		before, ok := strings.CutSuffix(text, j.word+" ")
		if !ok || before != "" && !strings.HasSuffix(before, " ") && !strings.HasSuffix(before, "(") {
			continue
		}
		for letters := range strings.FieldsSeq(j.before) {
			if utf8.RuneCountInString(letters) == 1 && strings.EqualFold(letters, string(r)) {
				return before + j.becomes
			}
			if len(letters) > 1 && len(next) >= len(letters) && strings.EqualFold(letters, next[:len(letters)]) {
				return before + j.becomes
			}
		}
	}
	return text
}
