package numeral

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// settle makes a reading of a phrase. Whatever can be read in two ways becomes
// Unsure here.
func (s *scanner) settle(p *phrase) Reading {
	r := Reading{
		Start: s.at(p.from).start, End: s.at(p.to - 1).end,
		NumberStart: s.at(p.numFrom).start, NumberEnd: s.at(p.numTo - 1).end,
	}
	if p.inner != humanitarian.NotReported && p.inner != p.form {
		inner := *p
		inner.form, inner.inner = p.inner, humanitarian.NotReported
		outer := *p
		outer.inner = humanitarian.NotReported
		return r.unsure(whyBounds, quantities(s.settle(&outer), s.settle(&inner))...)
	}
	if p.conflict != "" {
		whole := *p
		whole.conflict = ""
		return r.unsure(p.conflict, quantities(s.settle(&whole))...)
	}
	if p.isRange {
		r = s.settleRange(p, r)
		if s.cell && r.Kind != Unsure && (p.form == humanitarian.About || p.vague || p.a.approx || p.b.approx) {
			return r.unsure(whyAboutRange, r.Quantity)
		}
		return r
	}
	switch p.a.kind {
	case hugeAmount:
		return r.unsure(whyHuge)
	case wordAmount:
		switch p.form {
		case humanitarian.AtMost, humanitarian.LessThan:
			return r.unsure(whyWordBound, magnitude(p.a.word))
		}
		return r.as(Cardinal, magnitude(p.a.word))
	case fixedAmount:
		return r.as(Cardinal, p.a.quantity)
	case shareAmount:
		return s.settleShare(p, r)
	}
	v, r, ok := s.countOf(&p.a, r, p.form)
	if !ok {
		return r
	}
	if p.estimate != nil {
		return s.estimate(p, r, v)
	}
	return r.quantity(Cardinal, p.formOf(), v)
}

// quantities are what readings say, for the readings of an unsure one.
func quantities(rs ...Reading) []humanitarian.Quantity {
	var qs []humanitarian.Quantity
	for _, r := range rs {
		if r.Kind != Unsure {
			qs = append(qs, r.Quantity)
		}
	}
	return qs
}

func magnitude(w humanitarian.Word) humanitarian.Quantity {
	q, _ := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Magnitude, Word: w}) // every word but NoWord makes one
	return q
}

func (r Reading) as(k Kind, q humanitarian.Quantity) Reading {
	r.Kind, r.Quantity, r.Why, r.Readings = k, q, "", nil
	return r
}

func (r Reading) unsure(why string, readings ...humanitarian.Quantity) Reading {
	r.Kind, r.Quantity, r.Why, r.Readings = Unsure, humanitarian.Quantity{}, why, readings
	r.Numerator, r.Denominator = 0, 0
	return r
}

// quantity makes r a count of the form f.
func (r Reading) quantity(k Kind, f humanitarian.Form, v int64) Reading {
	q, err := single(f, v)
	if err != nil {
		return r.unsure("nothing can be fewer than 0")
	}
	return r.as(k, q)
}

func single(f humanitarian.Form, v int64) (humanitarian.Quantity, error) {
	parts := humanitarian.Parts{Form: f}
	switch f {
	case humanitarian.AtLeast, humanitarian.MoreThan:
		parts.Low = &v
	case humanitarian.AtMost, humanitarian.LessThan:
		parts.High = &v
	default:
		parts.Best = &v
	}
	return humanitarian.QuantityFrom(parts)
}

// formOf is the form of a phrase with one number.
func (p *phrase) formOf() humanitarian.Form {
	switch {
	case p.form != humanitarian.NotReported:
		return p.form
	case p.a.approx:
		return humanitarian.About
	}
	return humanitarian.Exact
}

// countOf returns the count of a; or, with false, r as the reading that says why
// there is none.
func (s *scanner) countOf(a *amount, r Reading, f humanitarian.Form) (int64, Reading, bool) {
	n := a.number
	if f == humanitarian.NotReported {
		f = humanitarian.Exact
	}
	switch {
	case n.why != "":
		return 0, r.unsure(n.why), false
	case n.two:
		var qs []humanitarian.Quantity
		for _, d := range []decimal{n.decimal, n.alt} {
			if v, ok := d.whole(); ok {
				if q, err := single(f, v); err == nil {
					qs = append(qs, q)
				}
			}
		}
		return 0, r.unsure(fmt.Sprintf("it may be %s or %s", n.decimal, n.alt), qs...), false
	case n.loose:
		return 0, r.unsure(fmt.Sprintf("it may be %s or two numbers", n.decimal)), false
	}
	v, ok := n.whole()
	if q, err := single(f, v); ok && n.maybe != "" && err == nil {
		return 0, r.unsure(n.maybe, q), false
	}
	if !ok {
		return 0, r.unsure(fmt.Sprintf("%s is not a whole number", n.decimal)), false
	}
	return v, r, true
}

// settleRange makes a reading of A to B.
func (s *scanner) settleRange(p *phrase, r Reading) Reading {
	a, b := p.a, p.b
	a.sharePercent(&b)
	if a.kind != b.kind || a.kind != numberAmount && a.kind != shareAmount {
		return r.unsure("a range of two things that are not alike")
	}
	switch p.form {
	case humanitarian.NotReported, humanitarian.About:
	default:
		if p.form != humanitarian.AtLeast && p.form != humanitarian.MoreThan || !p.reaches {
			return r.unsure(whyRangeBound, s.outer(p)...)
		}
	}
	if a.kind == shareAmount {
		low, high, ok := shareSpan(&a, &b)
		if !ok {
			return r.unsure("a share that can be read in two ways")
		}
		return r.span(Share, low, high)
	}
	if why, lift := shareScale(&a, &b); why != "" {
		return r.unsure(why, spans(&a, &b, lift)...)
	}
	low, r, ok := s.countOf(&a, r, humanitarian.Exact)
	if !ok {
		return r
	}
	high, r, ok := s.countOf(&b, r, humanitarian.Exact)
	if !ok {
		return r
	}
	return r.span(Cardinal, low, high)
}

// sharePercent gives a number the percent sign of the second end of a range: 20
// to 30%.
func (a *amount) sharePercent(b *amount) {
	if a.kind == numberAmount && b.kind == shareAmount && b.percent > 0 {
		n := a.n
		*a = percent(a.number, b.percent)
		a.n = n
	}
}

// shareSpan returns the permille of two shares, rounded outward.
func shareSpan(a, b *amount) (low, high int64, ok bool) {
	low, ok1 := permille(a.num, a.den, down)
	high, ok2 := permille(b.num, b.den, up)
	sure := func(a *amount) bool { return !a.number.two && a.number.why == "" && a.unsure == "" }
	return low, high, ok1 && ok2 && sure(a) && sure(b)
}

// outer is what a bound on a range at least says: at least 10 or 11 is at least
// 10.
func (s *scanner) outer(p *phrase) []humanitarian.Quantity {
	one := *p
	one.isRange = false
	if p.form == humanitarian.AtMost || p.form == humanitarian.LessThan {
		one.a = p.b
	}
	return quantities(s.settle(&one))
}

func spanOf(low, high int64) humanitarian.Quantity {
	q, _ := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Range, Low: &low, High: &high})
	return q
}

func (r Reading) span(k Kind, low, high int64) Reading {
	if low > high {
		return r.unsure(fmt.Sprintf("a range from %d down to %d", low, high))
	}
	return r.as(k, spanOf(low, high))
}

// Why a reading is unsure, where a remedy is known.
const (
	whyBounds     = "two bounds that do not say the same"
	whyRangeBound = "a bound on a range"
	whyAboutRange = "the register cannot hold a range that is itself about"
	whyWordBound  = "an upper bound without a number"
	whyHuge       = "the register has no word for this many"
	whyShares     = "the first number may share the scale of the second"
	whyThousands  = "the first number may be in thousands too"
)

// shareScale gives the first number of a range the scale of the second: 1.1 to
// 1.3 million. When nobody can say whether it has it, 60-80,000, it returns why
// and what the first number may be multiplied by. Of 60-80,123 both ends are
// written in full.
func shareScale(a, b *amount) (why string, lift int64) {
	x, y := &a.number, &b.number
	low, ok1 := x.whole()
	high, ok2 := y.whole()
	switch {
	case x.why != "" || y.why != "" || x.two || y.two || x.scale > 1:
	case y.group > 1 && ok1 && low > 0 && (low <= y.count || y.scale > 1 && low < 10): // two to three hundred, two or three dozen
		return whyShares, y.group * y.scale
	case y.scale > 1 && !less(y.lead, x.lead):
		x.times(y.scale)
	case y.scale > 1:
		if !ok1 || low < 100 || x.digits && low < 1000 {
			return whyShares, y.scale
		}
	case ok1 && ok2 && x.digits && y.digits && low > 0 && low < 1000 && low <= high/1000 && high%1000 == 0:
		return whyThousands, 1000
	}
	return "", 0
}

// spans are the ranges a and b may make, with a as it stands and lifted.
func spans(a, b *amount, lift int64) []humanitarian.Quantity {
	var qs []humanitarian.Quantity
	low, ok1 := a.number.whole()
	high, ok2 := b.number.whole()
	lifted, ok3 := mul(low, lift)
	if ok1 && ok2 && low <= high {
		qs = append(qs, spanOf(low, high))
	}
	if ok1 && ok2 && ok3 && lifted <= high {
		qs = append(qs, spanOf(lifted, high))
	}
	return qs
}

// less compares two decimals.
func less(a, b decimal) bool {
	x, ok1 := mul(a.mant, pow10(b.frac))
	y, ok2 := mul(b.mant, pow10(a.frac))
	return ok1 && ok2 && x < y
}

const whyOutside = "a best value outside its range, or under a bound"

// estimate makes a reading of 75 (69 to 82).
func (s *scanner) estimate(p *phrase, r Reading, best int64) Reading {
	a, b := p.estimate[0], p.estimate[1]
	if low, ok := a.number.whole(); !ok || low <= best/1000 {
		if why, _ := shareScale(&a, &b); why != "" {
			return r.unsure(why)
		}
	}
	low, _, ok1 := s.countOf(&a, r, humanitarian.Exact)
	high, _, ok2 := s.countOf(&b, r, humanitarian.Exact)
	q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Estimate, Low: &low, Best: &best, High: &high})
	if !ok1 || !ok2 || err != nil || p.form != humanitarian.NotReported && p.form != humanitarian.About {
		return r.unsure(whyOutside)
	}
	return r.as(Cardinal, q)
}

type rounding uint8

const (
	nearest rounding = iota
	down
	up
)

// permille returns thousands of n/d, rounded so that a bound stays true.
func permille(n, d int64, to rounding) (int64, bool) {
	v, ok := mul(n, 1000)
	if !ok || d == 0 {
		return 0, false
	}
	q, rest := v/d, v%d
	if rest > 0 && (to == up || to == nearest && rest >= d-rest) {
		q++
	}
	return q, true
}

// settleShare makes a reading of a share. A third is about 333 permille; its
// exact ratio stands beside.
func (s *scanner) settleShare(p *phrase, r Reading) Reading {
	if n := p.a.number; n.why != "" {
		return r.unsure(n.why)
	} else if n.two {
		return r.unsure(fmt.Sprintf("it may be %s or %s per cent", n.decimal, n.alt))
	}
	if p.a.unsure != "" {
		return r.unsure(p.a.unsure)
	}
	if p.estimate != nil {
		return s.shareEstimate(p, r)
	}
	f, to := p.formOf(), nearest
	switch f {
	case humanitarian.AtLeast, humanitarian.MoreThan:
		to = down
	case humanitarian.AtMost, humanitarian.LessThan, humanitarian.Nearly:
		to = up
	}
	v, ok := permille(p.a.num, p.a.den, to)
	if !ok {
		return r.unsure(whyLarge)
	}
	if v == 0 && p.a.num > 0 {
		return r.unsure("a share below a thousandth")
	}
	if m, ok := mul(v, p.a.den); f == humanitarian.Exact && (!ok || m != p.a.num*1000) {
		f = humanitarian.About
	}
	r.Numerator, r.Denominator = p.a.num, p.a.den
	return r.quantity(Share, f, v)
}

// shareEstimate makes a reading of 27% (25% to 30%).
func (s *scanner) shareEstimate(p *phrase, r Reading) Reading {
	a, b := p.estimate[0], p.estimate[1]
	a.sharePercent(&b)
	low, high, ok := shareSpan(&a, &b)
	best, exact := permille(p.a.num, p.a.den, nearest)
	q, err := humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Estimate, Low: &low, Best: &best, High: &high})
	if !ok || !exact || err != nil || a.kind != shareAmount || p.form != humanitarian.NotReported && p.form != humanitarian.About {
		return r.unsure(whyOutside)
	}
	r.Numerator, r.Denominator = p.a.num, p.a.den
	return r.as(Share, q)
}
