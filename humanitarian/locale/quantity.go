package locale

import (
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Quantity writes what a source said, in the form in which it said it: at
// least 1,250; reported, number not known.
func (l *Language) Quantity(q humanitarian.Quantity, u humanitarian.Unit) string {
	return l.quantity(q, u, func(n int64, _ spot) string { return l.Count(n, u) })
}

// A spot is where a number stands in the wording of a quantity, which decides
// its case in languages that have one, and whether the noun of what is counted
// stands behind it.
type spot uint8

const (
	alone  spot = iota // 1,250 people
	behind             // at least 1,250 people
	first              // 60,000 of: 60,000 to 80,000 people
	last               // 80,000 of: 60,000 to 80,000 people
)

// quantity words q, of the unit, with its numbers written by n.
func (l *Language) quantity(q humanitarian.Quantity, u humanitarian.Unit, n func(n int64, at spot) string) string {
	p := q.Parts()
	one := func(key string, v *int64) string { return put(l.said(key, u), n(*v, behind)) }
	switch p.Form {
	case humanitarian.Exact:
		return n(*p.Best, alone)
	case humanitarian.AtLeast, humanitarian.MoreThan:
		return one(p.Form.String(), p.Low)
	case humanitarian.AtMost, humanitarian.LessThan:
		return one(p.Form.String(), p.High)
	case humanitarian.About, humanitarian.Nearly:
		return one(p.Form.String(), p.Best)
	case humanitarian.Range:
		return put(l.said("range", u), n(*p.Low, first), n(*p.High, last))
	case humanitarian.Estimate:
		return put(l.said("estimate", u), n(*p.Best, alone), n(*p.Low, first), n(*p.High, first))
	case humanitarian.Magnitude:
		return l.Word("word", p.Word.String())
	case humanitarian.Withheld:
		if p.High != nil {
			below := "<" + strings.NewReplacer(fsi, "", pdi, "").Replace(n(*p.High, first))
			return put(l.texts["quantity.withheld_below"], l.figure(below))
		}
	}
	return l.Word("quantity", p.Form.String())
}

// said returns the wording of a form of quantity; that of a percentage may be
// another: casi 50, but casi el 50 %.
func (l *Language) said(form string, u humanitarian.Unit) string {
	if text, ok := l.texts["quantity."+form+"[share]"]; ok && u == humanitarian.Permille {
		return text
	}
	return l.texts["quantity."+form]
}

// Counted writes q with the noun of its unit, for prose: at least 178,000
// people, 1.1 million people, hundreds of people, 1 route, 27.3 per cent. Money
// and quantities that are not known stand alone.
func (l *Language) Counted(q humanitarian.Quantity, u humanitarian.Unit) string {
	noun := "noun." + string(u)
	_, ok := l.form(noun, 2)
	written := func(n int64, at spot) string {
		s, short := l.short(n, u, at == behind || at == last)
		switch {
		case u == humanitarian.Permille:
			s = put(l.texts["number.percent_words"], l.decimal(n, 1))
		case !short:
			s = l.count(n, u)
		}
		s = l.figure(s)
		if !ok || at == first {
			return s
		}
		if text, special := l.texts[noun+"[dual]"]; special && n == 2 && at == behind {
			return text
		}
		if text, special := l.texts[noun+"[million]"]; short && special {
			return put(text, s)
		}
		text, _ := l.form(noun, n)
		return put(text, s)
	}
	if !ok {
		return l.quantity(q, u, written)
	}
	switch q.Form() {
	case humanitarian.Some:
		return l.texts[noun+"[some]"]
	case humanitarian.None:
		return l.texts[noun+"[none]"]
	case humanitarian.Magnitude:
		word := l.Word("word", q.Word().String())
		if q.Word() > humanitarian.Many {
			return put(l.texts[noun+"[words]"], word)
		}
		return put(l.texts[noun+"[several]"], word)
	}
	return l.quantity(q, u, written)
}

// Sum writes what may be said of several quantities together, with the number
// of parts that came without one.
func (l *Language) Sum(s humanitarian.Sum, u humanitarian.Unit) string {
	out := l.sumNumber(s, u)
	if k := int64(s.Unnumbered()); k > 0 {
		return l.Say("sum.and", out, l.Plural("sum.unnumbered", k, l.Number(k)))
	}
	return out
}

func (l *Language) sumNumber(s humanitarian.Sum, u humanitarian.Unit) string {
	say := func(text string, ns ...int64) string {
		args := make([]string, len(ns))
		for i, n := range ns {
			args[i] = l.Count(n, u)
		}
		return put(text, args...)
	}
	best, hasBest := s.Best()
	high, hasHigh := s.High()
	switch {
	case s.Parts() == 0:
		return l.Word("quantity", "not_reported")
	case !s.Known():
		return l.texts["sum.unknown"]
	case s.IsApproximate() && hasBest:
		return say(l.texts["sum.estimated"], best)
	case s.IsApproximate():
		return say(l.texts["sum.estimated_or_more"], s.Point())
	case hasBest && hasHigh && s.Low() == best && best == high:
		return l.Count(best, u)
	case hasBest && hasHigh:
		return say(l.said("estimate", u), best, s.Low(), high)
	case hasHigh:
		return say(l.said("range", u), s.Low(), high)
	case s.Low() == 0 && !s.IsStrict():
		return l.texts["sum.unknown"]
	case s.IsStrict():
		return say(l.said("more_than", u), s.Low())
	}
	return say(l.said("at_least", u), s.Low())
}
