package locale

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// TestRoundTrip writes every form with 10,000 random values in each language and
// set of digits, and reads it back with package numeral as the same quantity. It
// may refuse only what can be read in two ways.
func TestRoundTrip(t *testing.T) {
	for _, tag := range Tags() {
		l, err := Of(tag)
		if err != nil {
			t.Fatal(err)
		}
		readers := []*Language{l}
		if tag == "ar" {
			indic, err := l.With(Options{Digits: "arabic-indic"})
			if err != nil {
				t.Fatal(err)
			}
			readers = append(readers, indic)
		}
		n, ok := numeral.Of(tag)
		if !ok {
			t.Fatalf("numeral has no %s", tag)
		}
		for _, l := range readers {
			wrong := 0
			for _, q := range everyForm(10_000) {
				s := l.Quantity(q, humanitarian.Person)
				got, err := n.Parse(s)
				if (err != nil || got.Quantity != q) && !sameWords(l, q, got.Quantity) && !(err != nil && twoWays(q)) {
					if wrong++; wrong < 12 {
						t.Errorf("%s: %s is written %q and read as %s (%v)", tag, q, s, got.Quantity, err)
					}
				}
			}
			if wrong > 0 {
				t.Errorf("%s: %d quantities do not come back", tag, wrong)
			}
		}
	}
}

// TestCountedRoundTrip writes numbers with their nouns, and percentages, and
// finds the same quantity in the prose, and no other number.
func TestCountedRoundTrip(t *testing.T) {
	numbers := []string{"1", "2", "3", "10", "11", "20", "99", "100", "101", "102", "103", "1250", "12500", "1000000", "1100000", "2000000", "2500000", "3000000", "11000000", "102000000"}
	shares := []string{"10", "20", "60", "65", "500", "995"}
	for _, tag := range Tags() {
		l, err := Of(tag)
		if err != nil {
			t.Fatal(err)
		}
		n, ok := numeral.Of(tag)
		if !ok {
			t.Fatalf("numeral has no %s", tag)
		}
		check := func(q humanitarian.Quantity, u humanitarian.Unit, s string) {
			var got []string
			for r := range n.Scan(s) {
				got = append(got, r.Quantity.String())
			}
			if diff := cmp.Diff([]string{q.String()}, got); diff != "" {
				t.Errorf("%s: %s %s is written %q and read (-want +got):\n%s", tag, q, u, s, diff)
			}
		}
		for _, form := range []string{"", ">=", ">", "<=", "<", "~", "<~"} {
			for _, u := range humanitarian.Units() {
				for _, v := range numbers {
					q := humanitarian.MustParseQuantity(form + v)
					if u != humanitarian.Permille {
						check(q, u, l.Counted(q, u))
					}
				}
			}
			for _, v := range shares {
				q := humanitarian.MustParseQuantity(form + v)
				check(q, humanitarian.Permille, l.Counted(q, humanitarian.Permille))
				check(q, humanitarian.Permille, l.Quantity(q, humanitarian.Permille))
			}
		}
		for _, v := range []string{"1..2", "2..3", "60000..80000", "1000000..2000000", "2000000..3000000"} {
			q := humanitarian.MustParseQuantity(v)
			check(q, humanitarian.Person, l.Counted(q, humanitarian.Person))
		}
		for _, v := range []string{"60..80", "65..500"} {
			q := humanitarian.MustParseQuantity(v)
			check(q, humanitarian.Permille, l.Counted(q, humanitarian.Permille))
			check(q, humanitarian.Permille, l.Quantity(q, humanitarian.Permille))
		}
	}
}

// sameWords reports whether the language has one wording for both quantities:
// Arabic has one word for tens, dozens and scores.
func sameWords(l *Language, a, b humanitarian.Quantity) bool {
	return a.Form() == humanitarian.Magnitude && b.Form() == humanitarian.Magnitude && l.Quantity(a, "") == l.Quantity(b, "")
}

// twoWays reports whether a reader must refuse q: in 60 to 80,000 the low end
// may be 60 or 60,000.
func twoWays(q humanitarian.Quantity) bool {
	low, ok := q.Low()
	high, ok2 := q.High()
	return ok && ok2 && (q.Form() == humanitarian.Range || q.Form() == humanitarian.Estimate) && low < 1000 && high%1000 == 0
}

// everyForm returns all forms without a number and n random quantities of the
// forms with one, small and large numbers alike.
func everyForm(n int) []humanitarian.Quantity {
	out := []humanitarian.Quantity{humanitarian.MustParseQuantity("some"), humanitarian.MustParseQuantity("none"),
		humanitarian.MustParseQuantity("not_reported"), humanitarian.MustParseQuantity("withheld")}
	for _, w := range humanitarian.Words("word") {
		out = append(out, humanitarian.MustParseQuantity(w))
	}
	r := rand.New(rand.NewPCG(1, 2))
	number := func() int64 {
		scale := int64(10)
		for range r.IntN(9) {
			scale *= 10
		}
		return r.Int64N(scale) + 1
	}
	forms := []humanitarian.Form{humanitarian.Exact, humanitarian.AtLeast, humanitarian.MoreThan, humanitarian.AtMost, humanitarian.LessThan,
		humanitarian.About, humanitarian.Nearly, humanitarian.Range, humanitarian.Estimate, humanitarian.Withheld}
	for len(out) < n {
		form := forms[r.IntN(len(forms))]
		a, b, c := number(), number(), number()
		low, best, high := min(a, b, c), a+b+c-min(a, b, c)-max(a, b, c), max(a, b, c)
		p := humanitarian.Parts{Form: form}
		switch form {
		case humanitarian.AtLeast, humanitarian.MoreThan:
			p.Low = &low
		case humanitarian.AtMost, humanitarian.LessThan, humanitarian.Withheld:
			p.High = &high
		case humanitarian.Range:
			p.Low, p.High = &low, &high
		case humanitarian.Estimate:
			p.Low, p.Best, p.High = &low, &best, &high
		default:
			p.Best = &best
		}
		q, err := humanitarian.QuantityFrom(p)
		if err == nil && low < high {
			out = append(out, q)
		}
	}
	return out
}
