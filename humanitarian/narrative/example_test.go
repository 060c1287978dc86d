package narrative_test

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/narrative"
)

// facts are two figures of one source.
func facts() narrative.Facts {
	period := humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-26"), End: humanitarian.MustParseDate("2024-12-05")}
	place := humanitarian.Place{Codes: []string{"SY02"}}
	killed := humanitarian.Figure{ID: "F1", Indicator: "killed", Quantity: humanitarian.MustParseQuantity(">=69"), Status: humanitarian.Civilian,
		Place: place, Period: period, Source: humanitarian.Source{Name: "OCHA"}}
	children := killed
	children.ID, children.Quantity, children.Age, children.PartOf = "F2", humanitarian.MustParseQuantity("26"), "child", "F1"
	reg := &humanitarian.Register{Indicators: humanitarian.CoreIndicators(), Figures: []humanitarian.Figure{killed, children}}
	return narrative.Facts{Register: reg, Figures: reg.Figures}
}

func ExampleWriter_Sentences() {
	w, err := narrative.New(locale.French(), &narrative.Options{Places: map[string]string{"SY02": "Alep"}})
	if err != nil {
		panic(err)
	}
	for _, s := range w.Sentences(facts()) {
		fmt.Println(s.Text())
		for _, p := range s.Pieces {
			if p.Value != nil && p.Value.Kind == narrative.FigureValue {
				fmt.Println(p.Value.Figures, p.Value.Quantity)
			}
		}
	}
	// Output:
	// À Alep, au moins 69 civils ont été tués du 26 novembre au 5 décembre 2024, selon OCHA ; y compris 26 enfants.
	// [F1] >=69
	// [F2] 26
}

func ExampleChecker_Check() {
	c, err := narrative.NewChecker("en", facts(), &narrative.CheckOptions{Places: map[string]string{"SY02": "Aleppo", "SY05": "Hama"}})
	if err != nil {
		panic(err)
	}
	for _, text := range []string{
		"At least 69 civilians were killed in Aleppo, including 26 children.",
		"In Aleppo 69 civilians were killed, OCHA said.",
		"At least 69 civilians were injured in Aleppo.",
		"At least 96 civilians were killed in Aleppo.",
	} {
		for _, is := range c.Check(text) {
			fmt.Printf("%d-%d %s %q\n", is.Start, is.End, is.Code, is.Args)
		}
	}
	// Output:
	// 10-12 claim_quantifier ["69" "F1" ">=69" "killed"]
	// 0-11 claim_measure ["At least 69" "F1" ">=69" "killed"]
	// 0-11 claim_unsupported ["At least 96"]
}
