package review

import (
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
)

// Lengths in characters. The excerpt goes into the register, where it is a
// quotation and must stay a short one; the others bound the cells of the sheet.
const (
	longestExcerpt  = 200
	longestSentence = 700
	longestWords    = 300
	longestName     = 120
	longestWhy      = 1500
)

// excerpt is the part of the sentence around the words of c.
func (t Text) excerpt(c extract.Candidate) string {
	before, words, after := t.around(c.Sentence, c.Evidence)
	return window(before, words, after, longestExcerpt)
}

// marked is the sentence with the words of a span in guillemets, doubled where
// the sentence has guillemets of its own.
func (t Text) marked(sentence, words extract.Span) string {
	before, middle, after := t.around(sentence, words)
	open, shut := "«", "»"
	if strings.ContainsAny(before+middle+after, "«»") {
		open, shut = "««", "»»"
	}
	return window(before, open+middle+shut, after, longestSentence)
}

// words is the text of a span on one line.
func (t Text) words(s extract.Span) string {
	return oneLine(t.slice(s), longestWords)
}

// around splits a sentence at a span in it, each piece on one line. Of a
// sentence of any length it looks only at what a cell can show.
func (t Text) around(sentence, words extract.Span) (before, middle, after string) {
	start := min(max(words.Start, sentence.Start), sentence.End)
	end := min(max(words.End, start), sentence.End)
	first, last := max(sentence.Start, start-reach), min(sentence.End, end+reach)
	piece := func(a, b int) string { return squeeze(t.slice(extract.Span{Start: a, End: b})) }
	return strings.TrimLeft(piece(t.border(first), start), " "), strings.TrimSpace(piece(start, end)), strings.TrimRight(piece(end, t.border(last)), " ")
}

// reach is more bytes than longestSentence characters have.
const reach = longestSentence * utf8.UTFMax

// border moves an offset back to where a character begins.
func (t Text) border(i int) int {
	for i > 0 && i < len(t.Document.Text) && !utf8.RuneStart(t.Document.Text[i]) {
		i--
	}
	return i
}

func (t Text) slice(s extract.Span) string {
	n := len(t.Document.Text)
	start := min(max(s.Start, 0), n)
	return t.Document.Text[start:min(max(s.End, start), n)]
}

// window joins the pieces and, where they are too long together, cuts before
// and after so that the words stay.
func window(before, words, after string, longest int) string {
	a, w, b := utf8.RuneCountInString(before), utf8.RuneCountInString(words), utf8.RuneCountInString(after)
	if a+w+b <= longest {
		return before + words + after
	}
	room := longest - w - 2 // for two ellipses
	if room <= 0 {
		return cut(words, longest)
	}
	left := min(a, max(room/2, room-b))
	right := min(b, room-left)
	if left < a {
		before = "…" + lastRunes(before, left)
	}
	if right < b {
		after = firstRunes(after, right) + "…"
	}
	return before + words + after
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func lastRunes(s string, n int) string {
	return s[len(firstRunes(s, utf8.RuneCountInString(s)-n)):]
}

// cut shortens s to a number of characters.
func cut(s string, longest int) string {
	if utf8.RuneCountInString(s) <= longest {
		return s
	}
	return firstRunes(s, longest-1) + "…"
}

// oneLine is s without line ends and control characters, shortened.
func oneLine(s string, longest int) string { return cut(strings.TrimSpace(squeeze(s)), longest) }

// squeeze makes one blank of every run of space and control characters.
func squeeze(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		if r <= ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			blank = true
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	if blank {
		b.WriteByte(' ')
	}
	return b.String()
}
