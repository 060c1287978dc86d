package numeral

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// longestCell is more bytes than any quantity needs.
const longestCell = 300

// Parse reads s, which must be one quantity and nothing else, as it stands in
// a cell: "1,250", "<5", "at least 69", "75 (69 to 82)", "27.3%", "dozens",
// "none", "not known". Its kind is Cardinal or Share. The error says what is
// wrong and what to write; it is an error, never a guess, when s can be read in
// two ways.
//
// A cell is kinder than prose: 2015 is a count, "one" is 1, and "1.2m" is in
// millions.
func (l *Language) Parse(s string) (Reading, error) {
	r, wrong := l.parse(s)
	if wrong != "" {
		return Reading{}, fmt.Errorf("numeral: %q: %s", short(s), wrong)
	}
	return r, nil
}

// parse returns what is wrong with s, or "".
func (l *Language) parse(s string) (Reading, string) {
	if len(s) > longestCell {
		return Reading{}, "it is too long for a number; write the number alone"
	}
	if l.words == nil {
		return Reading{}, "the language is not known; make one with numeral.Of"
	}
	sc := newScanner(l, s)
	sc.cell = true
	if r, ok := sc.wholeCell(); ok {
		return r, ""
	}
	first := sc.at(0)
	p := sc.phrase(0)
	switch {
	case first.kind == endToken:
		return Reading{}, "it is empty; write a number"
	case first.kind == markToken && isDash(first.mark) && sc.at(1).kind == digitsToken:
		return Reading{}, "a count cannot be negative; write the number without the sign"
	case p.to == 0:
		return Reading{}, "it is not a number; write one such as " + l.sample()
	}
	r := sc.settle(&p)
	if rest := sc.at(p.to); rest.kind != endToken {
		return Reading{}, fmt.Sprintf("%q is left over after the number; write the number alone", short(s[rest.start:]))
	}
	if r.Kind == Unsure {
		return Reading{}, r.Why + "; " + l.remedy(r.Why)
	}
	return r, ""
}

// remedy says what to write instead of an unsure number.
func (l *Language) remedy(why string) string {
	switch why {
	case whyShares, whyThousands:
		return "write both numbers in full"
	case whyBounds, whyRangeBound, whyWordBound:
		return "keep one bound, or write a range"
	case whyAboutRange:
		return "write the range alone"
	case whyTorn:
		return "write one number in digits"
	case whyHuge:
		return "write a number, or millions"
	}
	return "write a number such as " + l.sample()
}

// sample is a number in the language's own writing.
func (l *Language) sample() string {
	if l.style.group == 0 {
		return "1250 or 1 250"
	}
	return "1250 or 1" + string(l.style.group) + "250"
}

// short cuts a text for a message.
func short(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "..."
}

// wholeCell reads what is a quantity only when it is all there is: "not known",
// "no data".
func (s *scanner) wholeCell() (Reading, bool) {
	for _, r := range []role{roleCell, roleQuantity} {
		m, k := s.match(0, r)
		if k == 0 {
			continue
		}
		from, to := s.at(0).start, s.at(k-1).end
		read := Reading{Start: from, End: to, NumberStart: from, NumberEnd: to, Kind: Cardinal, Quantity: m.quantity}
		if s.at(k).kind == endToken {
			return read, true
		}
		if m.quantity.Form() == humanitarian.Withheld {
			return s.withheldBelow(read)
		}
	}
	return Reading{}, false
}

// withheldBelow reads "withheld (<5)", of which the first word is read already.
func (s *scanner) withheldBelow(r Reading) (Reading, bool) {
	rest := strings.Trim(s.text[r.End:], " \u00a0\u2068\u2069")
	inner, opened := strings.CutPrefix(rest, "(")
	inner, closed := strings.CutSuffix(inner, ")")
	if !opened || !closed {
		return Reading{}, false
	}
	below, wrong := s.l.parse(inner)
	high, ok := below.Quantity.High()
	if wrong != "" || !ok || below.Quantity.Form() != humanitarian.LessThan {
		return Reading{}, false
	}
	q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Withheld, High: &high})
	at := strings.LastIndex(s.text, inner)
	r.End, r.Quantity = len(strings.TrimRight(s.text, " \u00a0\u2068\u2069")), q
	r.NumberStart, r.NumberEnd = at+below.NumberStart, at+below.NumberEnd
	return r, err == nil
}
