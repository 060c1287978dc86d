package locale

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A numberShape is how a language writes numbers.
type numberShape struct {
	group, decimal string
	groupFrom      int  // fewest digits that are grouped
	indic          bool // Arabic-Indic digits
	months         string
}

func shapeOf(texts map[string]string) (numberShape, error) {
	s := numberShape{group: texts["number.group"], decimal: texts["number.decimal"], indic: texts["number.digits"] == "arabic-indic", months: "months_" + texts["catalog.months"]}
	from, err := strconv.Atoi(texts["number.group_from"])
	if err != nil || from < 4 || from > 5 {
		return s, fmt.Errorf("number.group_from is %q; write 4 to group from 1,000 on, or 5 from 10,000 on", texts["number.group_from"])
	}
	s.groupFrom = from
	if s.group == s.decimal || s.decimal == "" {
		return s, fmt.Errorf("number.group and number.decimal are the same sign or missing, so that 1.250 would be two numbers")
	}
	if _, ok := texts[s.months+".12"]; !ok {
		return s, fmt.Errorf("there are no month names: write [%s] with the names 1 to 12, and months = %s under [catalog]", s.months, strings.TrimPrefix(s.months, "months_"))
	}
	return s, nil
}

// digits writes n with its thousands grouped, in the digits of l.
func (l *Language) digits(n int64) string {
	s := strconv.FormatInt(n, 10)
	s, negative := strings.CutPrefix(s, "-")
	var b strings.Builder
	if negative {
		b.WriteString("-")
	}
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 && len(s) >= l.shape.groupFrom {
			if l.shape.indic {
				b.WriteString("٬")
			} else {
				b.WriteString(l.shape.group)
			}
		}
		b.WriteRune(c)
	}
	return l.inDigits(b.String())
}

// inDigits exchanges Latin digits for those of l.
func (l *Language) inDigits(s string) string {
	if !l.shape.indic {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '٠' + r - '0'
		}
		return r
	}, s)
}

// decimal writes n, which counts parts of a ten to the power of places, without
// zeros at the end: 12 tenths are 1.2, and 10 are 1.
func (l *Language) decimal(n int64, places int) string {
	unit := int64(1)
	for range places {
		unit *= 10
	}
	s := l.digits(n / unit)
	fraction := strings.TrimRight(fmt.Sprintf("%0*d", places, n%unit), "0")
	if fraction == "" {
		return s
	}
	if l.shape.indic {
		return s + "٫" + l.inDigits(fraction)
	}
	return s + l.shape.decimal + fraction
}

// Number writes n in digits with thousands grouped.
func (l *Language) Number(n int64) string { return l.figure(l.digits(n)) }

// Change writes the difference n with its sign: +1,250, -3, 0.
func (l *Language) Change(n int64) string {
	if n > 0 {
		return l.figure("+" + l.digits(n))
	}
	return l.Number(n)
}

// Year writes a year, which is never grouped.
func (l *Language) year(n int) string { return l.inDigits(strconv.Itoa(n)) }

// Share writes thousandths as a percentage: 273 is 27.3%.
func (l *Language) Share(permille int64) string { return l.figure(l.share(permille)) }

func (l *Language) share(permille int64) string {
	return strings.ReplaceAll(l.texts["number.percent"], "{0}", l.decimal(permille, 1))
}

// Count writes n of the unit: a share as a percentage, money with its code.
func (l *Language) Count(n int64, u humanitarian.Unit) string { return l.figure(l.count(n, u)) }

func (l *Language) count(n int64, u humanitarian.Unit) string {
	switch {
	case u == humanitarian.Permille:
		return l.share(n)
	case u.IsCurrency():
		return l.money(l.digits(n), u)
	}
	return l.digits(n)
}

// money puts a currency to an amount: US$ 4,200,000.
func (l *Language) money(amount string, u humanitarian.Unit) string {
	code := string(u)
	if own, ok := l.texts["currency."+code]; ok {
		code = own
	}
	return strings.NewReplacer("{0}", amount, "{1}", code).Replace(l.texts["number.money"])
}

// short writes n as prose does, 1.1 million, where that is all of it. Two
// millions are one word in some languages, which bends: it is written where the
// wording governs it, and in digits where nobody knows the case.
func (l *Language) short(n int64, u humanitarian.Unit, governed bool) (string, bool) {
	if n < 1_000_000 || n%100_000 != 0 || n >= 1_000_000_000 || u == humanitarian.Permille {
		return "", false
	}
	word, ok := l.formOf("number.million", n/1_000_000, n/100_000%10)
	if dual, bends := l.texts["number.million[dual]"]; bends && n == 2_000_000 {
		word, ok = dual, governed
	}
	if n%1_000_000 != 0 && !strings.Contains(word, "{0}") {
		word = l.texts["number.million[other]"] // 1.1 may take the form one, but is not one
	}
	if !ok {
		return "", false
	}
	s := strings.ReplaceAll(word, "{0}", l.decimal(n/100_000, 1))
	if u.IsCurrency() {
		s = l.money(s, u)
	}
	return s, true
}
