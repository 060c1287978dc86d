package narrative

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TestLexiconAgainstTwin finds phrases by comparing every phrase at every word.
func TestLexiconAgainstTwin(t *testing.T) {
	phrases := []string{"a", "a b", "a b c", "b", "b a", "c c", "b c a", "d"}
	x := newLexicon(false)
	for _, p := range phrases {
		x.add(p, entry{kind: unitCue, values: []string{p}})
	}
	r := rand.New(rand.NewPCG(7, 7))
	for range 500 {
		words := make([]string, 1+r.IntN(12))
		for i := range words {
			words[i] = string(rune('a' + r.IntN(5)))
		}
		text := strings.Join(words, " ")
		var got []string
		for _, c := range x.find(text, tokens(text, nil)) {
			got = append(got, c.values[0])
		}
		var want []string
		for i := 0; i < len(words); {
			longest := ""
			for _, p := range phrases {
				if strings.HasPrefix(strings.Join(words[i:], " ")+" ", p+" ") && len(p) > len(longest) {
					longest = p
				}
			}
			if longest == "" {
				i++
				continue
			}
			want = append(want, longest)
			i += len(strings.Fields(longest))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// TestBetweenAgainstTwin looks at every number of every figure.
func TestBetweenAgainstTwin(t *testing.T) {
	facts := someFigures(9, 300)
	e := newEvidence(facts)
	r := rand.New(rand.NewPCG(8, 8))
	for range 300 {
		low := r.Int64N(3000)
		high := low + r.Int64N(200)
		var want []int
		for i, f := range facts.Figures {
			p := f.Quantity.Parts()
			if f.Quantity.Form() != humanitarian.Withheld && slices.ContainsFunc([]*int64{p.Low, p.Best, p.High}, func(n *int64) bool { return n != nil && low <= *n && *n <= high }) {
				want = append(want, i)
			}
		}
		if diff := cmp.Diff(want, e.between(low, high)); diff != "" {
			t.Fatalf("%d to %d (-want +got):\n%s", low, high, diff)
		}
	}
}

// TestPolicy holds the grades against the table of the package doc.
func TestPolicy(t *testing.T) {
	for _, tc := range []struct {
		said, figure string
		rough, exact bool // 1.2 million; people killed
		want         grade
	}{
		{"1250", "1250", false, false, supported},
		{"1250", ">=1250", false, false, quantified},
		{"1250", "~1250", false, false, quantified},
		{"1250", "1000..1250..1500", false, false, quantified},
		{"1200000", "1150000", true, false, supported},
		{"1200000", "1249999", true, false, supported},
		{"1200000", "1250001", true, false, noValue},
		{"1200000", "1149999", true, false, noValue},
		{"1200000", "1150001", false, false, noValue},
		{"1200000", "1180000", true, true, rounded},
		{"1200000", ">=1200000", true, false, quantified},
		{">=1250", "1250", false, false, supported},
		{">=1200", "1250", false, false, supported},
		{">=1200", "1350", false, false, noValue},
		{">=1200", "1250", false, true, rounded},
		{">=1200", "1150", false, false, noValue},
		{">=1250", ">1250", false, false, supported},
		{">1250", ">1250", false, false, supported},
		{">1250", ">=1250", false, false, quantified},
		{">1200", ">=1250", false, false, supported},
		{">=1250", "<=1250", false, false, quantified},
		{"<=1250", "1250", false, false, supported},
		{"<=1300", "1250", false, false, supported},
		{"<1250", "<=1250", false, false, quantified},
		{"<=1250", ">=1250", false, false, quantified},
		{"~180000", "178000", false, false, supported},
		{"~180000", ">=178000", false, false, quantified},
		{"~180000", "178000", false, true, rounded},
		{"~180000", "170000..178000..190000", false, false, supported},
		{"~180000", "186000", false, false, noValue},
		{"~100000", "60000", false, false, noValue},
		{"~50", "48", false, false, noValue},
		{"<~500000", "486000", false, false, noValue},
		{"<~490000", "486000", false, false, supported},
		{"<~490000", "495000", false, false, noValue},
		{"60000..80000", "60000..80000", false, false, supported},
		{"60000..80000", "60000..70000..80000", false, false, supported},
		{"60000..80000", ">=60000", false, false, quantified},
		{"60000..80000", "60000..90000", false, false, quantified},
	} {
		w := written{q: humanitarian.MustParseQuantity(tc.said), rough: tc.rough}
		w.parts = w.q.Parts()
		if got := w.grade(humanitarian.MustParseQuantity(tc.figure), tc.exact); got != tc.want {
			t.Errorf("%s (rough %v) of %s (exact %v): got %d, want %d", tc.said, tc.rough, tc.figure, tc.exact, got, tc.want)
		}
	}
}
