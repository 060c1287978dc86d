package numeral

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// FuzzScan holds what is true of every reading of every text.
func FuzzScan(f *testing.F) {
	for i, tag := range tags {
		for _, c := range phraseCases(f, tag) {
			f.Add(uint8(i), c.text)
		}
	}
	for _, s := range []string{
		"", "\xff\xfe1,250\x80", "a\xd9", "1\u200f,\u200f250", "\u20681\u2069\u206825\u2069", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
		strings.Repeat("9", 400), "one one hundred one thousand one", "between between 5 and and 6", "وووو5", "و\u064b5", "١,٢٥٠-۳",
	} {
		f.Add(uint8(0), s)
		f.Add(uint8(3), s)
	}
	var languages []*Language
	for _, tag := range tags {
		languages = append(languages, language(f, tag))
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		l := languages[int(which)%len(languages)]
		end := 0
		for r := range l.Scan(text) {
			if r.Start < end || r.NumberStart < r.Start || r.NumberEnd <= r.NumberStart || r.End < r.NumberEnd || r.End > len(text) {
				t.Fatalf("%q: offsets %d %d %d %d after %d", text, r.Start, r.NumberStart, r.NumberEnd, r.End, end)
			}
			end = r.End
			if utf8.ValidString(text) && !utf8.ValidString(text[r.Start:r.End]) {
				t.Fatalf("%q: %q cuts a character", text, text[r.Start:r.End])
			}
			checkReading(t, l, text, r)
		}
	})
}

func checkReading(t *testing.T, l *Language, text string, r Reading) {
	if (r.Kind == Unsure) != (r.Why != "") || r.Kind != Unsure && len(r.Readings) > 0 {
		t.Fatalf("%q: %v with why %q and readings %v", text, r.Kind, r.Why, r.Readings)
	}
	if q, err := humanitarian.QuantityFrom(r.Quantity.Parts()); err != nil || q != r.Quantity {
		t.Fatalf("%q: %v is no quantity: %v", text, r.Quantity, err)
	}
	if r.Kind != Cardinal && r.Kind != Share || r.End-r.Start > longestCell { // with so much space between its words it is no cell
		return
	}
	if r.Quantity.Form() == humanitarian.NotReported {
		t.Fatalf("%q: a count that says nothing", text)
	}
	if p, err := l.Parse(text[r.Start:r.End]); err == nil && p.Quantity != r.Quantity && !isBoundBefore(l, p, r) {
		t.Fatalf("%q: %q is %v in the text and %v alone", text, text[r.Start:r.End], r.Quantity, p.Quantity)
	} else if err != nil && !strings.Contains(err.Error(), whyAboutRange) { // the bound stands behind the noun: 12 مدنيا على الأقل
		if p, err := l.Parse(text[r.NumberStart:r.NumberEnd]); err != nil {
			t.Fatalf("%q: %q is %v in the text, and alone %v, %v", text, text[r.Start:r.End], r.Quantity, p.Quantity, err)
		}
	}
}

// isBoundBefore allows that the bound of an Arabic one or two stands before the
// noun, outside the reading: ما لا يقل عن شخص واحد.
func isBoundBefore(l *Language, alone, inText Reading) bool {
	v, ok := alone.Quantity.Best()
	q, err := single(inText.Quantity.Form(), v)
	return l.style.nounFirst && ok && alone.Quantity == exactly(v) && v >= 1 && v <= 2 && err == nil && q == inText.Quantity
}

// FuzzParse holds that a cell is read as Scan reads it, or refused.
func FuzzParse(f *testing.F) {
	for i, tag := range tags {
		for _, c := range phraseCases(f, tag) {
			f.Add(uint8(i), c.text)
		}
	}
	var languages []*Language
	for _, tag := range tags {
		languages = append(languages, language(f, tag))
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		l := languages[int(which)%len(languages)]
		r, err := l.Parse(text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "numeral: ") || r.Quantity != (humanitarian.Quantity{}) {
				t.Fatalf("%q: %v beside %v", text, err, r)
			}
			return
		}
		if r.Kind != Cardinal && r.Kind != Share || r.Start > r.NumberStart || r.NumberStart >= r.NumberEnd || r.NumberEnd > r.End || r.End > len(text) {
			t.Fatalf("%q: got %+v", text, r)
		}
		for other := range l.Scan(text) {
			same := other.Quantity == r.Quantity || other.Kind != Cardinal && other.Kind != Share
			if other.Start == r.Start && other.End == r.End && !same {
				t.Fatalf("%q: Parse says %v, Scan %v", text, r.Quantity, other.Quantity)
			}
		}
	})
}
