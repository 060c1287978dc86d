package locale

import (
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Quantity writes what a source said, in the form in which it said it: at
// least 1,250; reported, number not known.
func (l *Language) Quantity(q humanitarian.Quantity, u humanitarian.Unit) string {
	return l.quantity(q, func(n int64, _ bool) string { return l.Count(n, u) })
}

// quantity words q with its numbers written by n, which is told whether the
// noun of what is counted belongs behind this one.
func (l *Language) quantity(q humanitarian.Quantity, n func(n int64, noun bool) string) string {
	p := q.Parts()
	one := func(key string, v *int64) string { return put(l.texts["quantity."+key], n(*v, true)) }
	switch p.Form {
	case humanitarian.Exact:
		return n(*p.Best, true)
	case humanitarian.AtLeast, humanitarian.MoreThan:
		return one(p.Form.String(), p.Low)
	case humanitarian.AtMost, humanitarian.LessThan:
		return one(p.Form.String(), p.High)
	case humanitarian.About, humanitarian.Nearly:
		return one(p.Form.String(), p.Best)
	case humanitarian.Range:
		return put(l.texts["quantity.range"], n(*p.Low, false), n(*p.High, true))
	case humanitarian.Estimate:
		return put(l.texts["quantity.estimate"], n(*p.Best, true), n(*p.Low, false), n(*p.High, false))
	case humanitarian.Magnitude:
		return l.Word("word", p.Word.String())
	case humanitarian.Withheld:
		if p.High != nil {
			below := "<" + strings.NewReplacer(fsi, "", pdi, "").Replace(n(*p.High, false))
			return put(l.texts["quantity.withheld_below"], l.figure(below))
		}
	}
	return l.Word("quantity", p.Form.String())
}

// Counted writes q with the noun of its unit, for prose: at least 178,000
// people, 1.1 million people, hundreds of people, 1 route, 27.3 per cent. Money
// and quantities that are not known stand alone.
func (l *Language) Counted(q humanitarian.Quantity, u humanitarian.Unit) string {
	noun := "noun." + string(u)
	_, ok := l.form(noun, 2)
	written := func(n int64, last bool) string {
		s, short := l.short(n, u)
		switch {
		case u == humanitarian.Permille:
			s = put(l.texts["number.percent_words"], l.decimal(n, 1))
		case !short:
			s = l.count(n, u)
		}
		s = l.figure(s)
		if !ok || !last {
			return s
		}
		if text, special := l.texts[noun+"[million]"]; short && special {
			return put(text, s)
		}
		text, _ := l.form(noun, n)
		return put(text, s)
	}
	if !ok {
		return l.quantity(q, written)
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
	return l.quantity(q, written)
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
	say := func(key string, ns ...int64) string {
		args := make([]string, len(ns))
		for i, n := range ns {
			args[i] = l.Count(n, u)
		}
		return put(l.texts[key], args...)
	}
	best, hasBest := s.Best()
	high, hasHigh := s.High()
	switch {
	case s.Parts() == 0:
		return l.Word("quantity", "not_reported")
	case !s.Known():
		return l.texts["sum.unknown"]
	case s.IsApproximate() && hasBest:
		return say("sum.estimated", best)
	case s.IsApproximate():
		return say("sum.estimated_or_more", s.Point())
	case hasBest && hasHigh && s.Low() == best && best == high:
		return l.Count(best, u)
	case hasBest && hasHigh:
		return say("quantity.estimate", best, s.Low(), high)
	case hasHigh:
		return say("quantity.range", s.Low(), high)
	case s.Low() == 0 && !s.IsStrict():
		return l.texts["sum.unknown"]
	case s.IsStrict():
		return say("quantity.more_than", s.Low())
	}
	return say("quantity.at_least", s.Low())
}
