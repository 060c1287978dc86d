package register

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// parseFigure reads a number as an English source words it. It refuses when
// unsure: a number that can be read in two ways is ambiguous, and text that
// is more than a number and its quantifier is an error. isShare reports a
// percentage; the quantity is then in thousandths.
func parseFigure(s string) (q humanitarian.Quantity, isShare bool, err error) {
	if len(s) > 200 {
		return q, false, unfit("number")
	}
	if q, err := humanitarian.ParseQuantity(s); err == nil {
		return q, false, nil
	}
	s = normal(s)
	if q, ok := fixedPhrase(s); ok {
		return q, false, nil
	}
	p := figureParser{}
	for _, sign := range []string{"%", " per cent", " percent"} {
		if strings.Contains(s, sign) {
			p.share = true
			s = strings.ReplaceAll(s, sign, "")
		}
	}
	q, err = p.quantity(strings.TrimSpace(s))
	return q, p.share, err
}

// normal lowers s, makes every dash a hyphen and every run of space one space.
func normal(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u202f' || r == '\u2009':
			return ' '
		case r == '\u2013' || r == '\u2014' || r == '\u2012' || r == '\u2010' || r == '\u2011':
			return '-'
		}
		return unicode.ToLower(r)
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func fixedPhrase(s string) (humanitarian.Quantity, bool) {
	switch s {
	case "some", "reported", "unknown number", "number not known", "reported, number not known":
		return humanitarian.MustParseQuantity("some"), true
	case "none", "none reported":
		return humanitarian.MustParseQuantity("none"), true
	case "no data", "n/a", "not reported", "not available":
		return humanitarian.Quantity{}, true
	case "a few":
		s = "few"
	}
	w, err := humanitarian.ParseWord(strings.ReplaceAll(s, " ", "_"))
	if err != nil || w == humanitarian.NoWord {
		return humanitarian.Quantity{}, false
	}
	q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Magnitude, Word: w})
	return q, err == nil
}

type quantifier struct {
	text string
	form humanitarian.Form
}

// quantifiers come before the number. Longer ones stand before those they
// begin with.
func quantifiers() []quantifier {
	var out []quantifier
	add := func(form humanitarian.Form, texts ...string) {
		for _, t := range texts {
			out = append(out, quantifier{t, form})
		}
	}
	add(humanitarian.AtLeast, "at least ", "no fewer than ", "no less than ", "not less than ", "a minimum of ", ">=", "\u2265")
	add(humanitarian.MoreThan, "more than ", "over ", "in excess of ", "above ", ">")
	add(humanitarian.AtMost, "up to ", "as many as ", "no more than ", "not more than ", "at most ", "a maximum of ", "<=", "\u2264")
	add(humanitarian.Nearly, "nearly ", "almost ", "just under ", "<~")
	add(humanitarian.LessThan, "fewer than ", "less than ", "under ", "below ", "<")
	add(humanitarian.About, "about ", "some ", "around ", "approximately ", "approx. ", "approx ", "roughly ", "an estimated ", "circa ", "~", "\u2248")
	return out
}

type figureParser struct{ share bool }

func (p figureParser) quantity(s string) (humanitarian.Quantity, error) {
	for _, w := range quantifiers() {
		if rest, ok := strings.CutPrefix(s, w.text); ok {
			return p.one(w.form, strings.TrimSpace(rest))
		}
	}
	if rest, ok := strings.CutSuffix(s, " or more"); ok {
		return p.one(humanitarian.AtLeast, rest)
	}
	if rest, ok := strings.CutSuffix(s, "+"); ok {
		return p.one(humanitarian.AtLeast, strings.TrimSpace(rest))
	}
	if q, ok, err := p.estimate(s); ok {
		return q, err
	}
	if a, b, ok := bounds(s); ok {
		return p.span(a, b)
	}
	return p.one(humanitarian.Exact, s)
}

func (p figureParser) one(form humanitarian.Form, s string) (humanitarian.Quantity, error) {
	n, err := p.number(s)
	if err != nil {
		return humanitarian.Quantity{}, err
	}
	parts := humanitarian.Parts{Form: form}
	switch form {
	case humanitarian.AtLeast, humanitarian.MoreThan:
		parts.Low = &n.value
	case humanitarian.AtMost, humanitarian.LessThan:
		parts.High = &n.value
	default:
		parts.Best = &n.value
	}
	return humanitarian.QuantityFrom(parts)
}

// bounds splits "between A and B", "from A to B", "A to B", "A-B" and "A..B".
func bounds(s string) (a, b string, ok bool) {
	if rest, found := strings.CutPrefix(s, "between "); found {
		a, b, ok = strings.Cut(rest, " and ")
	} else {
		s = strings.TrimPrefix(s, "from ")
		for _, sep := range []string{" to ", "..", "-"} {
			if a, b, ok = strings.Cut(s, sep); ok {
				break
			}
		}
	}
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return a, b, ok && a != "" && b != ""
}

// estimate reads "75 (69 to 82)".
func (p figureParser) estimate(s string) (humanitarian.Quantity, bool, error) {
	best, rest, ok := strings.Cut(s, "(")
	rest, closed := strings.CutSuffix(rest, ")")
	low, high, ranged := bounds(rest)
	if !ok || !closed || !ranged {
		return humanitarian.Quantity{}, false, nil
	}
	m, err := p.number(strings.TrimSpace(best))
	if err != nil {
		return humanitarian.Quantity{}, true, err
	}
	a, b, err := p.pair(low, high)
	if err != nil {
		return humanitarian.Quantity{}, true, err
	}
	q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Estimate, Low: &a, Best: &m.value, High: &b})
	return q, true, err
}

func (p figureParser) span(low, high string) (humanitarian.Quantity, error) {
	a, b, err := p.pair(low, high)
	if err != nil {
		return humanitarian.Quantity{}, err
	}
	return humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Range, Low: &a, High: &b})
}

// pair reads both ends of a range. In "1.1 to 1.3 million" the scale belongs to
// both; in "60-80,000" nobody can say whether the low end is 60 or 60,000.
func (p figureParser) pair(low, high string) (int64, int64, error) {
	b, err := p.number(high)
	if err != nil {
		return 0, 0, err
	}
	a, err := p.number(low)
	if err != nil && b.scale > 1 {
		a, err = p.number(low + " " + b.scaleWord)
	}
	if err != nil {
		return 0, 0, err
	}
	switch {
	case a.scale == 1 && b.scale > 1:
		if a.value > b.value/b.scale {
			return 0, 0, ambiguous
		}
		a.value *= b.scale
	case a.scale == 1 && a.value > 0 && a.value < 1000 && a.value*1000 <= b.value && !p.share:
		return 0, 0, ambiguous
	}
	return a.value, b.value, nil
}

// A number is a count and the scale it was written in.
type number struct {
	value     int64
	scale     int64
	scaleWord string
}

func (p figureParser) number(s string) (number, error) {
	for i, w := range []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"} {
		if s == w && !p.share {
			return number{value: int64(i), scale: 1}, nil
		}
	}
	scale, word := int64(1), ""
	for _, w := range []number{{scale: 1e3, scaleWord: "thousand"}, {scale: 1e6, scaleWord: "million"}, {scale: 1e9, scaleWord: "billion"}} {
		if rest, ok := strings.CutSuffix(s, " "+w.scaleWord); ok {
			s, scale, word = rest, w.scale, w.scaleWord
		}
	}
	unit := scale
	if p.share {
		unit *= 10
	}
	whole, frac, decimal := strings.Cut(s, ".")
	if unit == 1 || !decimal {
		n, err := parseWhole(s)
		if err == nil && scale > 1 && !isDigits(s) {
			err = ambiguous // 1,250 million
		}
		if err == nil && n > math.MaxInt64/unit {
			err = unfit("too_large")
		}
		return number{n * unit, scale, word}, err
	}
	return fraction(whole, frac, unit, scale, word)
}

// fraction reads 1.1 million and 12.5%. Three digits after the point may be a
// thousand's point, and are refused.
func fraction(whole, frac string, unit, scale int64, word string) (number, error) {
	if !isDigits(whole) || !isDigits(frac) {
		return number{}, unfit("number")
	}
	if len(whole) > 3 || len(frac) > 2 {
		return number{}, ambiguous
	}
	n, _ := strconv.ParseInt(whole, 10, 64) // at most three digits
	m, _ := strconv.ParseInt((frac + "0")[:2], 10, 64)
	if m*unit%100 != 0 {
		return number{}, unfit("decimals")
	}
	return number{n*unit + m*unit/100, scale, word}, nil
}

// parseWhole reads 1250, 1,250 and 1 250. A point, a comma that does not group
// by three, and uneven groups are ambiguous.
func parseWhole(s string) (int64, error) {
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "\u2212") {
		return 0, unfit("negative")
	}
	if isDigits(s) {
		if len(s) > 1 && s[0] == '0' {
			return 0, unfit("leading_zero")
		}
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return 0, unfit("too_large")
		}
		return n, nil
	}
	groups := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separators, r) })
	plain := strings.Join(groups, "")
	if len(groups) == 0 || !isDigits(plain) {
		return 0, unfit("number")
	}
	if !grouped(s, groups) {
		return 0, ambiguous
	}
	return parseWhole(plain)
}

// separators stand inside numbers: comma, point, space, no-break space, thin
// space, narrow no-break space.
const separators = ",. \u00a0\u2009\u202f"

// grouped reports whether s is groups of three joined by one separator other
// than the point.
func grouped(s string, groups []string) bool {
	sep := ""
	for _, r := range s {
		if strings.ContainsRune(separators, r) {
			sep = string(r)
			break
		}
	}
	if sep == "." || len(groups) < 2 || strings.Join(groups, sep) != s || groups[0][0] == '0' || len(groups[0]) > 3 {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

func isDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
