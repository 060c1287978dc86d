package narrative

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

var update = flag.Bool("update", false, "rewrite the golden sentences")

func writer(t testing.TB, tag string, opts *Options) *Writer {
	t.Helper()
	l, err := locale.Of(tag)
	if err != nil {
		t.Fatal(err)
	}
	w, err := New(l, opts)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestGolden says every figure of testdata/sentences/register.csv in four
// languages.
func TestGolden(t *testing.T) {
	b, err := os.ReadFile("testdata/sentences/register.csv")
	if err != nil {
		t.Fatal(err)
	}
	facts := readRegister(t, string(b))
	facts.AsOf = humanitarian.MustParseDate("2025-01-10")
	for _, tag := range allTags() {
		var got strings.Builder
		for _, s := range writer(t, tag, &Options{Gazetteer: syria(t)}).Sentences(facts) {
			fmt.Fprintf(&got, "%s: %s\n", s.Figure, visible(s.Text()))
		}
		path := "testdata/sentences/" + tag + ".golden"
		if *update {
			if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tag, diff)
		}
	}
}

// visible writes marks of direction and blanks that do not break so that a
// reader of the file sees them.
func visible(s string) string {
	return strings.NewReplacer("\u2068", "<", "\u2069", ">", "\u00a0", "~", "\u202f", "~").Replace(s)
}

// someFigures makes a register of figures of every measure, form, status and
// place, with parts, series and rivals. The sources and places have no digits
// in their names.
func someFigures(seed uint64, n int) Facts {
	r := rand.New(rand.NewPCG(seed, 1))
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators()}
	for i := range n {
		reg.Figures = append(reg.Figures, someFigure(r, reg, i))
	}
	return Facts{Register: reg, Figures: reg.Figures, AsOf: humanitarian.MustParseDate("2025-01-10")}
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func someFigure(r *rand.Rand, reg *humanitarian.Register, i int) humanitarian.Figure {
	ind := reg.Indicators[r.IntN(len(reg.Indicators))]
	f := humanitarian.Figure{ID: fmt.Sprintf("F%d", i), Indicator: ind.Name, Quantity: someQuantity(r), Source: humanitarian.Source{Name: pick(r, "OCHA", "WHO", "SNHR", "White Helmets", "Relief Network")}}
	if ind.Theme == humanitarian.Funding {
		f.Unit = "USD"
	} else if ind.Takes(humanitarian.Household) && r.IntN(6) == 0 {
		f.Unit = humanitarian.Household
	}
	person := reg.Unit(f) == humanitarian.Person
	if ind.Harm {
		f.Status = humanitarian.Status(r.IntN(7))
	}
	if person && r.IntN(4) == 0 {
		f.Sex, f.Age = humanitarian.Sex(r.IntN(3)), pick(r, "child", "adult", "child")
	}
	if person && r.IntN(10) == 0 {
		f.Group = pick(r, "worker=health", "worker=aid", "cause=airstrike", "registered=yes")
	}
	f.Place.Codes = pick(r, nil, []string{"SY02"}, []string{"SY05"}, []string{"SY02", "SY07"}, []string{"SY07", "SY05", "SY09"})
	f.Place.Precision = pick(r, humanitarian.PrecisionNotStated, humanitarian.Whole, humanitarian.Part, humanitarian.Vague)
	day := func() humanitarian.Date { return humanitarian.MustParseDate(fmt.Sprintf("2024-12-%02d", 1+r.IntN(28))) }
	if reg.Nature(f) == humanitarian.Stock {
		f.AsOf = day()
	} else {
		f.Period.Start, f.Period.End = day(), day()
		if f.Period.Start.Compare(f.Period.End) > 0 {
			f.Period.Start, f.Period.End = f.Period.End, f.Period.Start
		}
		f.Basis = humanitarian.PeriodBasis(r.IntN(3))
	}
	f.Modality = pick(r, humanitarian.Observed, humanitarian.Observed, humanitarian.Observed, humanitarian.Observed, humanitarian.Forecast, humanitarian.Planned, humanitarian.AtRisk, humanitarian.Catchment)
	f.Verification = humanitarian.Verification(r.IntN(6))
	f.Role = pick(r, humanitarian.NoRole, humanitarian.NoRole, humanitarian.NoRole, humanitarian.Recommended, humanitarian.Pending, humanitarian.Disputed)
	if f.Verification == humanitarian.Verified {
		f.VerifiedBy = pick(r, "", "OCHA", "UNICEF")
	}
	if i > 0 {
		relate(r, reg, &f)
	}
	return f
}

// relate makes f a part, a later value or a relay of a figure before it.
func relate(r *rand.Rand, reg *humanitarian.Register, f *humanitarian.Figure) {
	g := &reg.Figures[r.IntN(len(reg.Figures))]
	switch r.IntN(6) {
	case 0:
		id, q := f.ID, f.Quantity
		*f = *g
		f.ID, f.Quantity, f.PartOf, f.Series = id, q, g.ID, ""
		if reg.Unit(*f) == humanitarian.Person {
			f.Sex, f.Age = pick(r, humanitarian.SexAll, humanitarian.Female), "child"
		}
	case 1:
		id, q := f.ID, f.Quantity
		if g.Series == "" {
			g.Series = "series " + g.ID
		}
		*f = *g
		f.ID, f.Quantity, f.PartOf = id, q, ""
		later := humanitarian.MustParseDate("2025-01-05")
		if f.AsOf.IsZero() {
			f.Period.End = later
		} else {
			f.AsOf = later
		}
		f.Definition = pick(r, g.Definition, "counted anew")
	case 2:
		id, q, who := f.ID, f.Quantity, f.Source
		*f = *g
		f.ID, f.Quantity, f.Source, f.Series = id, q, who, ""
	}
}

func someQuantity(r *rand.Rand) humanitarian.Quantity {
	n := pick(r, 2+r.Int64N(60), r.Int64N(3000), 1000*r.Int64N(2000), 100_000*(1+r.Int64N(90)))
	form := pick(r, "%d", ">=%d", ">%d", "<=%d", "~%d", "<~%d")
	text := fmt.Sprintf(form, n)
	switch r.IntN(10) {
	case 0:
		text = fmt.Sprintf("%d..%d", n, n+1+r.Int64N(500))
	case 1:
		text = fmt.Sprintf("%d..%d..%d", n, n+2, n+2+r.Int64N(50))
	case 2:
		text = pick(r, "some", "none", "hundreds", "dozens", "several", "thousands", "not_reported", "withheld")
	}
	return humanitarian.MustParseQuantity(text)
}

// TestOnlyFiguresArePrinted holds that no piece of words has a digit in it, and
// that every figure and change is one of the register's.
func TestOnlyFiguresArePrinted(t *testing.T) {
	for seed := range uint64(20) {
		facts := someFigures(seed, 60)
		for _, tag := range allTags() {
			for _, s := range writer(t, tag, &Options{Gazetteer: syria(t)}).Sentences(facts) {
				for _, p := range s.Pieces {
					if p.Value == nil {
						if strings.ContainsFunc(p.Text, unicode.IsDigit) {
							t.Errorf("%s: words with a digit: %q in %s", tag, p.Text, s.Text())
						}
						continue
					}
					checkValue(t, facts, *p.Value, s)
				}
			}
		}
	}
}

func checkValue(t *testing.T, facts Facts, v Value, s Sentence) {
	t.Helper()
	switch v.Kind {
	case FigureValue:
		f, ok := facts.Register.Figure(v.Figures[0])
		if !ok || f.Quantity != v.Quantity || facts.Register.Unit(f) != v.Unit || !slices.Contains(s.Figures, f.ID) {
			t.Errorf("%s says %v of %v, the register %v; it names %v", s.Figure, v.Quantity, v.Figures, f.Quantity, s.Figures)
		}
	case ChangeValue:
		if len(v.Figures) != 2 {
			t.Errorf("%s has a change between %v", s.Figure, v.Figures)
		}
	}
}

// TestSentencesPassTheClaimCheck reads what the writer wrote with the checker:
// every number of every sentence is supported.
func TestSentencesPassTheClaimCheck(t *testing.T) {
	for seed := range uint64(25) {
		facts := someFigures(seed, 60)
		g := syria(t)
		for _, tag := range allTags() {
			c, err := NewChecker(tag, facts, &CheckOptions{Gazetteer: g})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range writer(t, tag, &Options{Gazetteer: g}).Sentences(facts) {
				for _, is := range c.Check(s.Text()) {
					t.Errorf("%s, seed %d: %s\n  %s %q", tag, seed, s.Text(), is.Code, is.Args)
				}
			}
		}
	}
}

// TestNothingIsDropped holds that every sentence names its source and its time,
// the status of people killed or hurt, and what was not observed.
func TestNothingIsDropped(t *testing.T) {
	for seed := range uint64(10) {
		facts := someFigures(seed+100, 60)
		for _, tag := range allTags() {
			w := writer(t, tag, &Options{Gazetteer: syria(t)})
			for _, s := range w.Sentences(facts) {
				f, _ := facts.Register.Figure(s.Figure)
				text := strings.ToLower(s.Text())
				for _, want := range mustSay(w, facts, f) {
					if !strings.Contains(text, want) {
						t.Errorf("%s: %q is not in %s", tag, want, text)
					}
				}
			}
		}
	}
}

// unseen are words by which a reader of a language knows what was not observed.
func unseen(tag string, m humanitarian.Modality) string {
	words := map[string][4]string{
		"en": {"observ", "observ", "at risk, not affected", "ordinary times"}, "fr": {"observ", "observ", "à risque, non touchée", "temps ordinaire"},
		"es": {"observa", "observa", "en riesgo, no afectada", "tiempos normales"}, "ar": {"لا مشاهدة", "لا مشاهدة", "ولم يتضرروا", "الأحوال العادية"},
	}
	return words[tag][m-humanitarian.Forecast]
}

// mustSay lists what a sentence about f has to hold, in lower case.
func mustSay(w *Writer, facts Facts, f humanitarian.Figure) []string {
	want := []string{f.Source.Name, w.lang.Date(f.AsOf)}
	if f.AsOf.IsZero() {
		want[1] = w.lang.Period(f.Period)
	}
	if best, ok := f.Quantity.Best(); ok && best < 1_000_000 && best > 2 { // beyond, a million is a word; below, Arabic has words
		want = append(want, w.lang.Count(best, facts.Register.Unit(f)))
	}
	if ind, _ := facts.Register.Indicator(f.Indicator); ind.Harm && f.Status != humanitarian.Civilian && f.Status != humanitarian.Combatant && f.Status != humanitarian.ArmedForces {
		want = append(want, w.lang.Word("status", f.Status.String())) // the others are nouns
	}
	if !f.IsObserved() {
		want = append(want, unseen(w.lang.Tag(), f.Modality))
	}
	for i := range want {
		want[i] = strings.ToLower(want[i])
	}
	return want
}
