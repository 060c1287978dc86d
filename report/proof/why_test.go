package proof

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

func figure(q string, unit humanitarian.Unit, ids ...string) document.Value {
	n := humanitarian.MustParseQuantity(q)
	return document.Value{Class: document.FigureValue, Quantity: &n, Unit: unit, Figures: ids}
}

func text(s string) document.Value { return document.Value{Class: document.TextValue, Text: s} }

// sample has a number of each kind.
func sample() *document.Document {
	sum, _ := humanitarian.Add(humanitarian.MustParseQuantity("60"), humanitarian.MustParseQuantity("40"))
	five := int64(5)
	share := figure("273", humanitarian.Permille, "s")
	a, b := figure("60", "", "a"), figure("40", "", "b")
	gone := humanitarian.MustParseQuantity("77")
	return &document.Document{
		Blocks: []document.Block{
			&document.Heading{Level: 1, Text: "Highlights"},
			&document.Bullets{Items: []document.Paragraph{{Spans: []document.Span{{Text: "OCHA counted "}, {Value: &a}, {Text: "."}}}}},
			&document.Heading{Level: 1, Text: "Harm"},
			&document.Table{Title: "Killed", Rows: []document.Row{
				{Cells: []document.Value{text("Women"), a}}, {Cells: []document.Value{text("Men"), b}},
				{Cells: []document.Value{text("Total"), {Class: document.TotalValue, Sum: &sum, Figures: []string{"a", "b"},
					Excluded: []tally.Exclusion{{ID: "c", Rule: 6, Reason: humanitarian.Say("exclusion.modality", "forecast")}}}, text("words: none")}},
				{Cells: []document.Value{text("Share"), share}},
				{Cells: []document.Value{text("Rest"), {Class: document.DerivedValue, Quantity: a.Quantity, Figures: []string{"w", "b"}}}},
				{Cells: []document.Value{text("Change"), {Class: document.ChangeValue, Nature: humanitarian.Cumulative, Change: &tally.Change{Kind: tally.Delta, Recorded: -5}, Figures: []string{"a", "w"}}}},
				{Cells: []document.Value{text("Break"), {Class: document.ChangeValue, Change: &tally.Change{Kind: tally.Break, Actual: tally.Interval{Low: &five, High: &five}}}}},
				{Cells: []document.Value{text("Gone"), {Class: document.FigureValue, Quantity: &gone}, {Class: document.MarksValue, Marks: []int{2}}}},
				{Cells: []document.Value{text("Rows"), {Class: document.CountValue, Count: 7}}},
			}},
		},
		Sources:  []document.Source{{Number: 1, Name: "OCHA", Figures: []string{"a", "b"}}, {Number: 2, Name: "WHO", Figures: []string{"w"}}},
		Findings: []document.Finding{{Code: "x", Message: "look at a", Figures: []string{"a"}}},
		Data: document.Data{Columns: []string{"id", "part_of", "quantifier", "best", "note"}, Rows: [][]string{
			{"a", "w", "exact", "60", ""}, {"b", "w", "exact", "40", ""}, {"w", "", "exact", "100", ""}, {"unprinted", "", "exact", "8", ""}, {"c", "", "exact", "300", ""}}},
	}
}

func tell(answers []Answer) []string {
	var out []string
	for _, a := range answers {
		var ids, sources []string
		for _, f := range a.Figures {
			ids = append(ids, f.ID)
		}
		for _, s := range a.Sources {
			sources = append(sources, s.Name)
		}
		out = append(out, strings.Join([]string{a.Section, a.Block, a.Label, strings.Join(ids, "+"), strings.Join(sources, "+"), string(a.Rule) + a.Whole}, " | "))
	}
	return out
}

func TestWhy(t *testing.T) {
	for _, c := range []struct {
		name, why string
		query     Query
		want      []string
	}{
		{"figure", "every place, in the order of the pages", Number(60), []string{"Highlights |  | OCHA counted … . | a | OCHA | stated", "Harm | Killed | Women | a | OCHA | stated", "Harm | Killed | Rest | w+b | OCHA+WHO | derived"}},
		{"total", "parts of one whole", Number(100), []string{"Harm | Killed | Total | a+b | OCHA | partitionw"}},
		{"change", "without its sign", Number(5), []string{"Harm | Killed | Change | a+w | OCHA+WHO | change", "Harm | Killed | Break |  |  | break"}},
		{"share", "a percentage is no count", Query{Quantity: humanitarian.MustParseQuantity("273"), Permille: true}, []string{"Harm | Killed | Share |  |  | stated"}},
		{"no share", "273 people are not 27.3 per cent", Number(273), nil},
		{"count", "of rows", Number(7), []string{"Harm | Killed | Rows |  |  | "}},
		{"gone", "of what only an earlier issue said, whose it was", Number(77), []string{"Harm | Killed | Gone |  | WHO | stated"}},
		{"id", "wherever it stands", ID("w"), []string{"Harm | Killed | Rest | w+b | OCHA+WHO | derived", "Harm | Killed | Change | a+w | OCHA+WHO | change"}},
		{"unprinted", "only in the data", ID("unprinted"), []string{" |  |  | unprinted |  | stated"}},
		{"number in the data", "of a row that is not printed by itself", Number(8), []string{" |  |  | unprinted |  | stated"}},
		{"left out", "of every total, and in the data alone", Number(300), []string{" |  |  | c |  | stated"}},
		{"neither", "nothing is guessed", Number(61), nil},
		{"no id", "nor is an id", ID("z"), nil},
		{"nothing", "the zero query asks for nothing", Query{}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, tell(Why(sample(), c.query))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.why, diff)
			}
		})
	}
	if Why(nil, Number(1)) != nil {
		t.Error("no document has no answers")
	}
}

func TestWhyCarriesTheDefence(t *testing.T) {
	a := Why(sample(), Number(100))[0]
	if len(a.Value.Excluded) != 1 || len(a.Findings) != 1 || cmp.Diff([]string{"words: none"}, a.Notes) != "" || a.Figures[1].Cell("best") != "40" || a.Figures[0].Cell("note") != "" {
		t.Errorf("got %+v", a)
	}
}

// TestWhyOfWhatATotalLeftOut says which total does not count a row, and why.
func TestWhyOfWhatATotalLeftOut(t *testing.T) {
	for _, q := range []Query{Number(300), ID("c")} {
		answers := Why(sample(), q)
		want := []LeftOut{{"c", "Harm / Killed / Total", humanitarian.Say("exclusion.modality", "forecast")}}
		if len(answers) != 1 || cmp.Diff(want, answers[0].LeftOut) != "" {
			t.Errorf("got %+v", answers)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, n := range []int64{-1, 0, 60, 1 << 62} {
		f.Add(n)
	}
	doc := sample()
	f.Fuzz(func(t *testing.T, n int64) {
		for _, a := range Why(doc, Number(n)) {
			if printed := numbersIn(a.Value); a.Section != "" && len(printed) == 0 {
				t.Errorf("%d is found in a value that prints no number: %+v", n, a.Value)
			}
		}
	})
}
