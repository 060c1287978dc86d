package brief

import (
	"context"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// TestNoEditionSubtractsOnePartFromAnother has a series go on in another part of
// an area, which only the internal edition names. In each edition tile, table and
// sentence say no difference, and the claim check refuses one; none but the
// internal edition prints a name.
func TestNoEditionSubtractsOnePartFromAnother(t *testing.T) {
	day := humanitarian.MustParseDate
	for _, edition := range []disclosure.Edition{disclosure.Public, disclosure.Partners, disclosure.Internal} {
		for name, second := range map[string]string{"another": "eastern countryside", "the same": "city of Aleppo"} {
			a := claim(t, "a killed 69 nature=cumulative days=2024-11-27..2024-12-24 place=XX02 series=k")
			b := claim(t, "b killed 175 nature=cumulative days=2024-11-27..2024-12-31 place=XX02 series=k")
			a.Place.Precision, a.Place.Name = humanitarian.Part, "city of Aleppo"
			b.Place.Precision, b.Place.Name = humanitarian.Part, second
			register := func(f ...humanitarian.Figure) *humanitarian.Register {
				return &humanitarian.Register{Country: "XXX", Indicators: humanitarian.CoreIndicators(), Figures: f}
			}
			was, _ := edition.Register(register(a))
			config := &Config{KeyFigures: []KeyFigure{{Series: "k"}}, Texts: Texts{Generated: true, Highlights: []string{"Since then 106 more people were killed, a rise from 69 to 175."}}}
			for _, previous := range []*Previous{nil, {Register: was, AsOf: day("2024-12-24"), Number: 7, Language: "en"}} {
				issue := Issue{AsOf: day("2024-12-31"), Period: humanitarian.Period{Start: day("2024-12-25"), End: day("2024-12-31")},
					Edition: edition, Layout: document.FullBrief, Previous: previous}
				doc, found, err := Compose(context.Background(), register(a, b), config, issue, nil)
				if err != nil {
					t.Fatal(err)
				}
				s := doc.Text(locale.English())
				if said := strings.Contains(s, "+106 recorded"); said != (name == "the same") {
					t.Errorf("%v, %s part, after an issue %v: +106 is said %v\n%s", edition, name, previous != nil, said, s)
				}
				if name == "another" && !strings.Contains(s, "another place, or another part of it") {
					t.Errorf("%v: the break is not said\n%s", edition, s)
				}
				if named := strings.Contains(s, "city of Aleppo") || strings.Contains(s, "countryside"); named && edition != disclosure.Internal {
					t.Errorf("%v names a place\n%s", edition, s)
				}
				refused := false
				for _, f := range found {
					refused = refused || strings.HasPrefix(f.Code, "claim_")
				}
				if refused != (name == "another") {
					t.Errorf("%v, %s part: the claim of a rise is refused %v: %v", edition, name, refused, found)
				}
			}
		}
	}
}
