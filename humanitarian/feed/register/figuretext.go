package register

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// A heard is what one language makes of a figure as read.
type heard struct {
	quantity humanitarian.Quantity
	share    bool // a percentage; the quantity is in thousandths
}

// parseFigure reads a number as a source worded it, in the register's own
// grammar or in the language of l. It refuses when unsure: a number that can be
// read in two ways is ambiguous, and text that is more than a number and its
// quantifier is an error.
func parseFigure(l *numeral.Language, s string) (heard, error) {
	if h, ok := parseCanonical(s); ok {
		return h, nil
	}
	h, err := parseIn(l, s)
	return h, reason(l, s, err)
}

// parseCanonical reads what is a number in no language.
func parseCanonical(s string) (heard, bool) {
	if q, err := humanitarian.ParseQuantity(s); err == nil {
		return heard{quantity: q}, true
	}
	return heard{}, strings.EqualFold(s, "n/a")
}

// errUnread is a text that is no sure number in a language; refusal says why.
var errUnread = errors.New("not read")

// longestFigure is more bytes than a number and its quantifier need.
const longestFigure = 200

func parseIn(l *numeral.Language, s string) (heard, error) {
	if len(s) > longestFigure {
		return heard{}, unfit("number")
	}
	r, err := l.Parse(s)
	if err != nil {
		return heard{}, errUnread
	}
	if err := stricter(l, foldDigits(s), r.Quantity); err != nil {
		return heard{}, err
	}
	h := heard{quantity: r.Quantity, share: r.Kind == numeral.Share}
	if h.share && r.Denominator > 0 && r.Denominator%10 == 0 && r.Numerator*1000%r.Denominator != 0 {
		return heard{}, unfit("decimals")
	}
	return h, nil
}

// takes reports whether the language takes all of s for one number, be it one
// that parseIn refuses with err.
func takes(l *numeral.Language, s string, err error) bool {
	if err != errUnread {
		return true
	}
	for r := range l.Scan(s) {
		return r.Start == 0 && r.End == len(s)
	}
	return false
}

// stricter refuses what package numeral reads and a register does not: a word
// that may mean silence or a report without number, zeros before a number, as
// codes have, and a range whose ends are themselves about.
func stricter(l *numeral.Language, s string, q humanitarian.Quantity) error {
	if q.Form() == humanitarian.Some && strings.Contains(" unknown inconnu inconnue desconocido desconocida غير معروف ", " "+strings.ToLower(s)+" ") {
		return unfit("number")
	}
	first := strings.IndexAny(s, "0123456789")
	for i := max(first, 0); i+1 < len(s); i++ {
		if s[i] == '0' && isDigits(s[i+1:i+2]) && !continues(s[:i]) {
			return unfit("leading_zero")
		}
	}
	if q.Form() != humanitarian.Range || first <= 0 {
		return nil
	}
	end := first
	for end < len(s) && strings.IndexByte("0123456789.,", s[end]) >= 0 {
		end++
	}
	if low, err := l.Parse(strings.TrimRight(s[:end], ".,")); err == nil && low.Quantity.Form() != humanitarian.Exact {
		return unfit("number")
	}
	return nil
}

// continues reports whether a number is still going on at the end of s: behind
// a digit, and behind the sign or space that groups digits.
func continues(s string) bool {
	digit := func(s string) bool { return s != "" && isDigits(s[len(s)-1:]) }
	if digit(s) {
		return true
	}
	r, n := utf8.DecodeLastRuneInString(s)
	return n > 0 && strings.ContainsRune(separators+"'\u2019", r) && digit(s[:len(s)-n])
}

// refusal says why numeral does not read s: in which of the ways that a person
// can act on.
func refusal(l *numeral.Language, s string) error {
	if _, err := parseWhole(s); err == ambiguous || err == unfit("negative") || err == unfit("leading_zero") || err == unfit("too_large") {
		return err
	}
	var exact []int64
	for r := range l.Scan(s) {
		if len(r.Readings) > 1 || r.Kind == numeral.Unsure && len(r.Readings) == 1 && !strings.ContainsAny(s[:r.Start], "-\u2212") {
			return ambiguous
		}
		if p := r.Quantity.Parts(); r.Kind == numeral.Cardinal && p.Form == humanitarian.Exact {
			exact = append(exact, *p.Best)
		}
	}
	if a, b, ok := bounds(s); ok {
		low, err1 := parseWhole(a)
		high, err2 := parseWhole(b)
		if err1 == nil && err2 == nil {
			exact = []int64{low, high}
		}
	}
	if len(exact) == 2 && exact[0] > exact[1] {
		return outOfOrder{exact[0], exact[1]}
	}
	return unfit("number")
}

// outOfOrder is [humanitarian.ErrOrder] with the two numbers of a range.
type outOfOrder struct{ low, high int64 }

func (outOfOrder) Error() string { return humanitarian.ErrOrder.Error() }
func (outOfOrder) Unwrap() error { return humanitarian.ErrOrder }

// bounds splits a range that was written with a dash.
func bounds(s string) (a, b string, ok bool) {
	for _, dash := range []string{"-", "\u2013", "\u2014", ".."} {
		if a, b, ok = strings.Cut(s, dash); ok {
			return strings.TrimSpace(a), strings.TrimSpace(b), true
		}
	}
	return "", "", false
}

// foldDigits writes Arabic-Indic digits and their separators as Latin ones, and
// drops the marks that only steer the direction of text.
func foldDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u0660' && r <= '\u0669':
			return '0' + r - '\u0660'
		case r >= '\u06f0' && r <= '\u06f9':
			return '0' + r - '\u06f0'
		case r == '\u066c':
			return ','
		case r == '\u200e' || r == '\u200f' || r == '\u061c' || r >= '\u2066' && r <= '\u2069' || r >= '\u202a' && r <= '\u202e':
			return -1
		}
		return r
	}, s)
}

// parseWhole reads 1250, 1,250 and 1 250. A point, a comma that does not group
// by three, and uneven groups are ambiguous.
func parseWhole(s string) (int64, error) {
	s = foldDigits(s)
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
