package humanitarian

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// examples has one quantity of every form, in the order of the table in the
// doc of Sum.
var examples = []string{"5", ">=10", ">10", "<=20", "<20", "30..40", "45..50..60", "~100", "<~200", "hundreds"}

func TestSumTable(t *testing.T) {
	// The table is copied from the doc of Sum, so that the doc cannot drift.
	table := [][]string{
		{"10", ">=15", ">15", "5..25", "5..25", "35..45", "50..55..65", "est 105", "est 205", ">=5 (+1)"},
		{">=20", ">20", ">=10", ">=10", ">=40", ">=55", "est 110+", "est 210+", ">=10 (+1)"},
		{">20", ">10", ">10", ">40", ">55", "est 110+", "est 210+", ">10 (+1)"},
		{"0..40", "0..40", "30..60", "45..80", "est 100+", "est 200+", "unknown (+1)"},
		{"0..40", "30..60", "45..80", "est 100+", "est 200+", "unknown (+1)"},
		{"60..80", "75..100", "est 130+", "est 230+", ">=30 (+1)"},
		{"90..100..120", "est 150", "est 250", ">=45 (+1)"},
		{"est 200", "est 300", "est 100+ (+1)"},
		{"est 400", "est 200+ (+1)"},
		{"unknown (+2)"},
	}
	for i, row := range table {
		for j, want := range row {
			a, b := MustParseQuantity(examples[i]), MustParseQuantity(examples[i+j])
			for _, pair := range [][2]Quantity{{a, b}, {b, a}} {
				got, err := Add(pair[0], pair[1])
				if err != nil || got.String() != want {
					t.Errorf("%v + %v: got %v, %v, want %v", pair[0], pair[1], got, err, want)
				}
			}
		}
	}
}

func TestUnknownIsNotZero(t *testing.T) {
	states := map[string]bool{}
	for _, s := range []string{"none", "not_reported", "some", "withheld", "0"} {
		states[MustParseQuantity(s).String()] = true
	}
	if len(states) != 5 {
		t.Errorf("none, not reported, some, withheld and exact 0 must be five texts, got %v", states)
	}
	if s, _ := Add(Quantity{}); s.Known() || s.Parts() != 0 {
		t.Errorf("the sum of silence must be unknown, got %v", s)
	}
	if s, _ := Add(MustParseQuantity("none")); s.String() != "0" {
		t.Errorf("a source that said none counts as 0, got %v", s)
	}
}

func TestSumProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		qs := make([]Quantity, 1+r.IntN(6))
		for i := range qs {
			qs[i] = randomQuantity(r)
		}
		got, err := Add(qs...)
		if err != nil {
			t.Fatal(err)
		}
		r.Shuffle(len(qs), func(i, j int) { qs[i], qs[j] = qs[j], qs[i] })
		cut := r.IntN(len(qs) + 1)
		left, _ := Add(qs[:cut]...)
		right, _ := Add(qs[cut:]...)
		if again, _ := left.Plus(right); again != got {
			t.Fatalf("order or grouping matters: %v gives %v and %v", qs, got, again)
		}
		checkOracle(t, qs, got)
		var back Sum
		if b, err := json.Marshal(got); err != nil || json.Unmarshal(b, &back) != nil || back != got {
			t.Fatalf("%v does not survive JSON: %s gives %v", got, b, back)
		}
	}
}

// checkOracle recomputes what a sum may claim, slowly and one claim at a time.
func checkOracle(t *testing.T, qs []Quantity, got Sum) {
	t.Helper()
	var low, high int64
	everyHigh, everyBest, number := true, true, false
	for _, q := range qs {
		if q.Form() == NotReported {
			continue
		}
		number = number || q.HasNumber()
		l, hasLow := q.Low()
		if hasLow {
			low += l
		}
		h, hasHigh := q.High()
		high += h
		everyHigh = everyHigh && hasHigh
		_, hasBest := q.Best()
		everyBest = everyBest && hasBest
	}
	if got.Low() != low {
		t.Fatalf("%v: floor %d, the parts give %d", qs, got.Low(), low)
	}
	if h, ok := got.High(); ok != (everyHigh && number) || ok && h != high {
		t.Fatalf("%v: ceiling %d %v, the parts give %d %v", qs, h, ok, high, everyHigh)
	}
	if _, ok := got.Best(); ok != (everyBest && number) {
		t.Fatalf("%v: a best value without one in every part", qs)
	}
}

func randomQuantity(r *rand.Rand) Quantity {
	a, b, c := r.Int64N(1e6), r.Int64N(1e6), r.Int64N(1e6)
	a, c = min(a, c), max(a, c)
	b = min(max(a, b), c)
	switch f := Form(r.IntN(int(Withheld) + 1)); f {
	case Range, Estimate:
		q := Quantity{form: f, low: a, best: a, high: c}
		if f == Estimate {
			q.best = b
		}
		return q
	case Magnitude:
		return Quantity{form: f, word: Word(1 + r.IntN(int(Millions)))}
	case Some, None, NotReported:
		return Quantity{form: f}
	default:
		return Quantity{form: f, low: a + 1, best: a + 1, high: a + 1}
	}
}

func TestOverflow(t *testing.T) {
	huge := Quantity{form: Exact, low: math.MaxInt64, best: math.MaxInt64, high: math.MaxInt64}
	if _, err := Add(huge, MustParseQuantity("1")); err != ErrOverflow {
		t.Errorf("got %v, want ErrOverflow", err)
	}
	if _, err := huge.Times(540); err == nil {
		t.Error("a product beyond int64 must be an error")
	}
}

func TestQuantityFromRefuses(t *testing.T) {
	for name, p := range map[string]Parts{
		"low above high":        {Form: Range, Low: at(9), High: at(3)},
		"best outside":          {Form: Estimate, Low: at(1), Best: at(9), High: at(3)},
		"negative":              {Form: Exact, Best: at(-1)},
		"at least without low":  {Form: AtLeast, Best: at(3)},
		"word without form":     {Form: Exact, Best: at(3), Word: Dozens},
		"magnitude without":     {Form: Magnitude},
		"unknown with a number": {Form: Some, Best: at(0)},
	} {
		if q, err := QuantityFrom(p); err == nil {
			t.Errorf("%s: got %v, want an error", name, q)
		}
	}
}

func FuzzQuantity(f *testing.F) {
	for _, s := range append(examples, "some", "none", "not_reported", "withheld", "withheld<5", "007", "1..2..3..4", "-1") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := ParseQuantity(s)
		if err != nil {
			return
		}
		if q.String() != s {
			t.Fatalf("%q parses to %v", s, q)
		}
		if again, err := QuantityFrom(q.Parts()); err != nil || again != q {
			t.Fatalf("%q does not survive its columns: %v, %v", s, again, err)
		}
	})
}

func TestQuantityColumnsRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		q := randomQuantity(r)
		if p, err := ParseQuantity(q.String()); err != nil || p != q {
			t.Fatalf("%v: text gives %v, %v", q, p, err)
		}
		if p, err := QuantityFrom(q.Parts()); err != nil || p != q {
			t.Fatalf("%v: columns give %v, %v", q, p, err)
		}
	}
}

func TestStrangersPrint(t *testing.T) {
	if got := Form(99).String(); !strings.Contains(got, "99") {
		t.Errorf("got %q", got)
	}
}

func BenchmarkAddMillion(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	qs := make([]Quantity, 1_000_000)
	for i := range qs {
		qs[i] = randomQuantity(r)
	}
	for b.Loop() {
		if _, err := Add(qs...); err != nil {
			b.Fatal(err)
		}
	}
}
