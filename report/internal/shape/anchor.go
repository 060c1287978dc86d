package shape

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// A PDF file has its text as it stands on the page, left to right, without levels. Each reader guesses the order of a
// right-to-left line from the characters: pdftotext from their classes in a way of its own, PDFBox by UAX #9 as if the
// page were a text. What follows adds to the text behind glyphs, never to the page, the few direction marks with which
// both come out right. No mark helps two other readers: PDFium, which is in Chrome, copies the words of a left-to-right
// piece of an Arabic line in reverse order ("50,000 to 45,360"), and pdf.js, which is in Firefox, copies the pieces of
// such a line from left to right. PDFBox and PDFium turn brackets round that stand in right-to-left text; pdftotext and
// pdf.js would, if the text behind them were that of their shapes.

// anchorRTL marks a right-to-left line.
//
// A left-to-right piece in it, such as "-8%" or "45,360 to 50,000", gets a left-to-right mark at each end that would
// not hold by itself. What stands to its left gets a right-to-left mark, lest the piece reach into it.
func anchorRTL(runs []Run) {
	if !slices.ContainsFunc(runs, func(r Run) bool { return r.RTL }) {
		return
	}
	reaches := false // whether what stands to the right would reach further
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i].RTL {
			reaches = shield(runs[i].Glyphs, reaches)
			continue
		}
		end := i + 1
		for i > 0 && !runs[i-1].RTL {
			i--
		}
		hold(runs[i:end], i == 0)
		reaches = true
	}
}

// shield goes through a right-to-left run from its right end and ends with a right-to-left mark whatever would reach
// into a space or sign. It reports whether the run's left end reaches further.
func shield(glyphs []Glyph, reaches bool) bool {
	for k := len(glyphs) - 1; k >= 0; k-- {
		g := &glyphs[k]
		if g.Text == "" {
			continue
		}
		letter := strings.ContainsFunc(g.Text, isLetter)
		sign := !letter && numeric(g.Text)
		if !letter && reaches {
			g.Text += string(rlm)
		}
		reaches = sign
	}
	return reaches
}

// hold keeps a left-to-right piece together. first says that it stands at the left end of the line: there it must not
// be taken for the beginning of a left-to-right line.
func hold(runs []Run, first bool) {
	var left, right *Glyph
	plain := true
	for i := range runs {
		for k := range runs[i].Glyphs {
			g := &runs[i].Glyphs[k]
			if g.Text == "" {
				continue
			}
			if left == nil {
				left = g
			}
			right = g
			plain = plain && strings.Trim(g.Text, "0123456789.,") == ""
		}
	}
	if left == nil || plain {
		return
	}
	if r, _ := utf8.DecodeLastRuneInString(right.Text); !isLetter(r) && !unicode.IsDigit(r) && r != '%' {
		right.Text += string(lrm)
	}
	if r, _ := utf8.DecodeRuneInString(left.Text); !isLetter(r) {
		left.Text = string(lrm) + left.Text
	}
	if first {
		left.Text = string(rlm) + left.Text
	}
}

// numeric reports whether readers take a sign for a part of a number.
func numeric(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.EN, bidi.AN, bidi.ES, bidi.ET, bidi.CS:
		return true
	}
	return false
}

// anchorLTR marks a left-to-right line: a left-to-right mark goes before the space or sign that follows a right-to-left
// run, and before a right-to-left run that would make the line look like one of its own direction.
func anchorLTR(runs []Run) {
	if len(runs) > 1 && runs[0].RTL && len(runs[0].Glyphs) > 0 {
		g := &runs[0].Glyphs[0]
		g.Text = string(lrm) + g.Text
	}
	for i := 1; i < len(runs); i++ {
		if runs[i].RTL || !runs[i-1].RTL || len(runs[i].Glyphs) == 0 {
			continue
		}
		if g := &runs[i].Glyphs[0]; g.Text != "" && !strings.ContainsFunc(g.Text, isLetter) {
			g.Text = string(lrm) + g.Text
		}
	}
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }
