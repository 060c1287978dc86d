package numeral

import (
	"fmt"
	"iter"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A Kind says what a number in a text is. The zero value is [Unsure].
type Kind uint8

// The kinds. Only Cardinal and Share say how many there are of something.
const (
	Unsure   Kind = iota // can be read in two ways; see Reading.Why
	Cardinal             // how many: 1,250; at least 300; une cinquantaine; dozens; no one
	Share                // a part of a whole: 27.3%, one in three, half; its Quantity is in permille
	Ordinal              // which: the third, 30th
	Year                 // 2024, 2024/25
	Date                 // a day, with or without month and year: 5 December 2024
	Label                // a number that names something: COVID-19, Route 5, resolution 2254, SY0207
	Time                 // a time of day: 14:30, 5 p.m.
)

// String returns the name of k in lower case, such as cardinal.
func (k Kind) String() string {
	names := [...]string{"unsure", "cardinal", "share", "ordinal", "year", "date", "label", "time"}
	if int(k) < len(names) {
		return names[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// A Reading is one number found in a text. Its offsets are bytes.
type Reading struct {
	// Start and End are the whole expression, bound words included: "at least
	// 300 000". Where the bound stands behind what is counted, as in "12 civils
	// au moins", so does End: look for the noun from NumberEnd on. Where it
	// stands before the noun and the number behind, as in "ما لا يقل عن شخص
	// واحد", both are outside.
	Start, End int
	// NumberStart and NumberEnd are the numeral alone, "300 000"; of a range
	// both numbers and what joins them, of 27.3% the 27.3.
	NumberStart, NumberEnd int
	Kind                   Kind
	// Quantity is what was read: a count for a Cardinal; permille for a Share,
	// bounds rounded outward; the exact number of an Ordinal or a Year; the day
	// of the month of a Date. Spans of days and years are ranges. It is not
	// reported, the zero value, for Unsure, a Label and a Time, and for a Date
	// such as 05/12/2024 whose day may be its month.
	Quantity humanitarian.Quantity
	// Numerator and Denominator are the exact ratio of a Share, as it was
	// written: 1 and 3 for a third, 12 and 30 for 12 out of 30, 273 and 1000 for
	// 27.3%. Both are 0 for other kinds and for a range of shares.
	Numerator, Denominator int64
	// Why says in English, for Unsure, what can be read in two ways, and
	// Readings what the expression may mean, as far as that is a quantity. Of a
	// single one only the kind or the presence of a number is in doubt.
	Why      string
	Readings []humanitarian.Quantity
}

// Scan yields the numbers of text in order, without overlap. It never fails:
// text that is broken or in another script has no numbers. Texts of any length
// may be given; a reading refers to text and copies nothing of it.
func (l *Language) Scan(text string) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		if l.words == nil {
			return
		}
		s := newScanner(l, text)
		for s.at(0).kind != endToken {
			n := 1
			if s.interesting() {
				n = max(s.read(), 1)
			}
			for _, r := range s.found {
				if !yield(r) {
					return
				}
			}
			s.found = s.found[:0]
			s.advance(n)
		}
	}
}
