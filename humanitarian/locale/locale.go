// Package locale words numbers, dates and quantities for readers.
//
//	locale.English().Quantity(q) // at least 1,250
//
// Values stay values until they come here; nothing is parsed. English follows
// the UN editorial conventions: 5 December 2024, 1,250, "at least".
// Other languages are not here yet.
package locale

import (
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A Language words values for readers of one language. Make one with
// [English]; the zero value words nothing.
type Language struct {
	tag    string
	months [12]string
}

// English returns the English of UN publications.
func English() *Language {
	return &Language{tag: "en", months: [12]string{"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"}}
}

// Tag returns the BCP 47 tag of l.
func (l *Language) Tag() string { return l.tag }

// Number writes n in digits with thousands grouped.
func (l *Language) Number(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign, digits := "", s
	if n < 0 {
		sign, digits = "-", s[1:]
	}
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return sign + b.String()
}

// Share writes thousandths as a percentage: 273 is 27.3%.
func (l *Language) Share(permille int64) string {
	s := strconv.FormatInt(permille/10, 10)
	if r := permille % 10; r != 0 {
		s += "." + strconv.FormatInt(r, 10)
	}
	return s + "%"
}

// Count writes n of the unit: a share as a percentage, money with its code.
func (l *Language) Count(n int64, u humanitarian.Unit) string {
	switch {
	case u == humanitarian.Permille:
		return l.Share(n)
	case u == "USD":
		return "US$ " + l.Number(n)
	case u.IsCurrency():
		return string(u) + " " + l.Number(n)
	}
	return l.Number(n)
}

// Quantity writes what a source said, in the form in which it said it.
func (l *Language) Quantity(q humanitarian.Quantity, u humanitarian.Unit) string {
	return l.quantity(q, func(i *int64) string { return l.Count(*i, u) })
}

func (l *Language) quantity(q humanitarian.Quantity, n func(*int64) string) string {
	p := q.Parts()
	switch p.Form {
	case humanitarian.Exact:
		return n(p.Best)
	case humanitarian.AtLeast:
		return "at least " + n(p.Low)
	case humanitarian.MoreThan:
		return "more than " + n(p.Low)
	case humanitarian.AtMost:
		return "up to " + n(p.High)
	case humanitarian.LessThan:
		return "fewer than " + n(p.High)
	case humanitarian.Range:
		return n(p.Low) + " to " + n(p.High)
	case humanitarian.Estimate:
		return n(p.Best) + " (" + n(p.Low) + " to " + n(p.High) + ")"
	case humanitarian.About:
		return "about " + n(p.Best)
	case humanitarian.Nearly:
		return "nearly " + n(p.Best)
	case humanitarian.Magnitude:
		return strings.ReplaceAll(p.Word.String(), "_", " ")
	case humanitarian.Some:
		return "reported, number not known"
	case humanitarian.None:
		return "none reported"
	case humanitarian.Withheld:
		if p.High != nil {
			return "<" + n(p.High)
		}
		return "withheld"
	}
	return "no data"
}

// million writes n as prose does: 1.1 million where that is all of it.
func (l *Language) million(n int64) (string, bool) {
	if n < 1_000_000 || n%100_000 != 0 {
		return "", false
	}
	s := l.Number(n / 1_000_000)
	if tenth := n / 100_000 % 10; tenth > 0 {
		s += "." + strconv.FormatInt(tenth, 10)
	}
	return s + " million", true
}

// Counted writes q with the noun of its unit, for prose: at least 178,000
// people, 1.1 million people, hundreds of people, 1 route. Shares, money and
// quantities without a countable wording stand alone.
func (l *Language) Counted(q humanitarian.Quantity, u humanitarian.Unit) string {
	out := l.quantity(q, func(i *int64) string {
		if s, ok := l.million(*i); ok && u != humanitarian.Permille && !u.IsCurrency() {
			return s
		}
		return l.Count(*i, u)
	})
	nouns, ok := map[humanitarian.Unit][2]string{
		humanitarian.Person: {"person", "people"}, humanitarian.Household: {"household", "households"},
		humanitarian.Structure: {"structure", "structures"}, humanitarian.Facility: {"facility", "facilities"},
		humanitarian.Site: {"site", "sites"}, humanitarian.Organisation: {"organisation", "organisations"},
		humanitarian.IncidentUnit: {"incident", "incidents"}, humanitarian.Route: {"route", "routes"}, humanitarian.Vehicle: {"vehicle", "vehicles"},
	}[u]
	switch {
	case !ok:
		return out
	case q.Form() == humanitarian.Magnitude && q.Word() > humanitarian.Many:
		return out + " of " + nouns[1]
	case q.Form() == humanitarian.Some:
		return nouns[1] + ", number not known,"
	case q.Form() == humanitarian.None:
		return "no " + nouns[1]
	case !q.HasNumber() && q.Form() != humanitarian.Magnitude:
		return out
	case q == humanitarian.MustParseQuantity("1"):
		return out + " " + nouns[0]
	}
	return out + " " + nouns[1]
}

// Sum writes what may be said of several quantities together, with the number
// of parts that came without one.
func (l *Language) Sum(s humanitarian.Sum, u humanitarian.Unit) string {
	out := l.sumNumber(s, u)
	switch k := s.Unnumbered(); {
	case k == 0:
		return out
	case k == 1:
		return out + ", and 1 report without a number"
	default:
		return out + ", and " + l.Number(int64(k)) + " reports without a number"
	}
}

func (l *Language) sumNumber(s humanitarian.Sum, u humanitarian.Unit) string {
	n := func(i int64) string { return l.Count(i, u) }
	best, hasBest := s.Best()
	high, hasHigh := s.High()
	switch {
	case s.Parts() == 0:
		return "no data"
	case !s.Known():
		return "number not known"
	case s.IsApproximate() && hasBest:
		return "an estimated " + n(best)
	case s.IsApproximate():
		return "an estimated " + n(s.Point()) + " or more"
	case hasBest && hasHigh && s.Low() == best && best == high:
		return n(best)
	case hasBest && hasHigh:
		return n(best) + " (" + n(s.Low()) + " to " + n(high) + ")"
	case hasHigh:
		return n(s.Low()) + " to " + n(high)
	case s.Low() == 0 && !s.IsStrict():
		return "number not known"
	case s.IsStrict():
		return "more than " + n(s.Low())
	}
	return "at least " + n(s.Low())
}

// Date writes d as precisely as it is known: 5 December 2024, December 2024.
func (l *Language) Date(d humanitarian.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month() == 0:
		return strconv.Itoa(d.Year())
	case d.Day() == 0:
		return l.months[d.Month()-1] + " " + strconv.Itoa(d.Year())
	}
	return strconv.Itoa(d.Day()) + " " + l.months[d.Month()-1] + " " + strconv.Itoa(d.Year())
}

// Period writes p: 26 November to 8 December 2024, since 27 November 2024.
func (l *Language) Period(p humanitarian.Period) string {
	a, b := p.Start, p.End
	switch {
	case a.IsZero() && b.IsZero():
		return ""
	case b.IsZero():
		return "since " + l.Date(a)
	case a.IsZero():
		return "until " + l.Date(b)
	case a == b:
		return l.Date(a)
	case a.Year() == b.Year() && a.Month() == b.Month() && a.Day() > 0 && b.Day() > 0:
		return strconv.Itoa(a.Day()) + " to " + l.Date(b)
	case a.Year() == b.Year() && a.Month() > 0:
		return strings.TrimSuffix(l.Date(a), " "+strconv.Itoa(a.Year())) + " to " + l.Date(b)
	}
	return l.Date(a) + " to " + l.Date(b)
}
