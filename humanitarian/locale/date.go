package locale

import (
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Date writes d as precisely as it is known: 5 December 2024, December 2024.
// The zero Date is empty.
func (l *Language) Date(d humanitarian.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month() == 0:
		return l.year(d.Year())
	case d.Day() == 0:
		return put(l.texts["date.month"], l.monthAlone(d), l.year(d.Year()))
	}
	return put(l.texts["date.day"], l.day(d), l.month(d), l.year(d.Year()))
}

// month names the month of d.
func (l *Language) month(d humanitarian.Date) string {
	return l.texts[l.shape.months+"."+strconv.Itoa(d.Month())]
}

// monthAlone names the month of d where no day stands before it; a language
// may have other names for that, in a section named as its months with _alone.
func (l *Language) monthAlone(d humanitarian.Date) string {
	if s, ok := l.texts[l.shape.months+"_alone."+strconv.Itoa(d.Month())]; ok {
		return s
	}
	return l.month(d)
}

// day writes the day of the month; some languages have a form of their own for
// the first.
func (l *Language) day(d humanitarian.Date) string {
	if first := l.texts["date.first"]; d.Day() == 1 && first != "" {
		return first
	}
	return l.inDigits(strconv.Itoa(d.Day()))
}

// yearless writes d without its year.
func (l *Language) yearless(d humanitarian.Date) string {
	if d.Day() == 0 {
		return l.monthAlone(d)
	}
	return put(l.texts["date.day_month"], l.day(d), l.month(d))
}

// Period writes p: 26 November to 8 December 2024, since 27 November 2024. The
// zero Period is empty.
func (l *Language) Period(p humanitarian.Period) string {
	a, b := p.Start, p.End
	say := func(key, first, last string) string { return put(l.texts["period."+key], first, last) }
	if b.Day() == 0 && !b.IsZero() || b.IsZero() && a.Day() == 0 {
		say = func(key, first, last string) string {
			return put(l.texts["period."+key+"_month"], first, last)
		}
	}
	switch {
	case a.IsZero() && b.IsZero():
		return ""
	case b.IsZero():
		return say("since", l.Date(a), "")
	case a.IsZero():
		return say("until", l.Date(b), "")
	case a == b:
		return l.Date(a)
	case a.Day() > 0 && b.Day() == 0:
		return put(l.texts["period.from_to_mixed"], l.Date(a), l.Date(b))
	case a.Year() == b.Year() && a.Month() == b.Month() && a.Day() > 0 && b.Day() > 0:
		return say("from_to", l.day(a), l.Date(b))
	case a.Year() == b.Year() && a.Month() > 0:
		return say("from_to", l.yearless(a), l.Date(b))
	}
	return say("from_to", l.Date(a), l.Date(b))
}
