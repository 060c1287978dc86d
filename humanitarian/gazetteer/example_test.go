package gazetteer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
)

const table = `pcode,level,parent,iso3,name_en,name_ar,name_fr,kind_en,kind_ar,populations
SY,0,,SYR,Syria,سوريا,Syrie,,,
SY02,1,SY,,Aleppo,حلب,Alep,Governorate,محافظة,2004=4045166 census
SY11,1,SY,,Ar-Raqqa,الرقة,Raqqa,Governorate,محافظة,
SY020000,3,SY02,,Aleppo,حلب,Alep,Sub-district,ناحية,
`

func load() *gazetteer.Gazetteer {
	entries, _, err := gazetteer.ReadCSV(context.Background(), strings.NewReader(table), nil)
	if err != nil {
		panic(err)
	}
	g, _ := gazetteer.New(entries)
	return g
}

func Example() {
	g := load()
	_, err := g.Resolve("Alep", gazetteer.Filter{})
	fmt.Println(err)
	place, err := g.Resolve("Alep", gazetteer.Filter{Levels: []int{1}})
	fmt.Println(place.PCode(), place.Name("ar").Text, place.Country(), err)
	place, err = g.Resolve("محافظة حلب", gazetteer.Filter{})
	fmt.Println(place.PCode(), err)
	fmt.Println(g.Within("SY020000", "SY02"))
	// Output:
	// gazetteer: "Alep" may be SY02 Aleppo (admin1), SY020000 Aleppo (admin3); write the P-code
	// SY02 حلب SYR <nil>
	// SY02 <nil>
	// true
}

func ExampleMatcher_Scan() {
	m := load().Matcher(&gazetteer.MatcherOptions{Prefixes: true})
	text := "Shelling in Aleppo Governorate and Raqqa. قصف بحلب"
	for hit := range m.Scan(text) {
		for _, c := range hit.Candidates() {
			fmt.Println(text[hit.Start:hit.End], c.Place.PCode(), c.How)
		}
	}
	// Output:
	// Aleppo Governorate SY02 exact
	// Raqqa SY11 exact
	// حلب SY02 exact
	// حلب SY020000 exact
}

func ExampleGazetteer_Suggest() {
	for _, c := range load().Suggest("Alepo", gazetteer.Filter{Levels: []int{1}}, 3) {
		fmt.Println(c.Place.PCode(), c.Spelling.Text, c.Distance)
	}
	// Output:
	// SY02 Aleppo 1
}

func ExamplePlace_Rate() {
	g := load()
	aleppo, _ := g.Place("SY02")
	rate, err := aleppo.Rate(humanitarian.MustParseQuantity(">=69"), gazetteer.Census{})
	low, _ := rate.Low(100_000)
	_, known := rate.High(100_000)
	fmt.Println(low.FloatString(2), known, rate.Population.Year, rate.Population.Source, err)
	raqqa, _ := g.Place("SY11")
	_, err = raqqa.Rate(humanitarian.MustParseQuantity("12"), gazetteer.Census{})
	fmt.Println(errors.Is(err, gazetteer.ErrNoPopulation))
	// Output:
	// 1.71 false 2004 census <nil>
	// true
}

// A workbook or another table comes in row by row. Where its headers are its
// own, Columns says what they mean.
func ExampleReadRows() {
	sheet := [][]string{{"Liste des districts"}, {"Code district", "Nom", "Code province"}, {"XX0101", "Est", "XX01"}, {"", "Ouest", "XX01"}}
	rows := func(yield func(humanitarian.Position, []string) bool) {
		for i, cells := range sheet {
			if !yield(humanitarian.Position{File: "liste.xlsx", Sheet: "Feuil1", Row: i + 1}, cells) {
				return
			}
		}
	}
	entries, findings, err := gazetteer.ReadRows(context.Background(), rows, &gazetteer.TableOptions{Columns: map[string]string{
		"Code district": "pcode", "Nom": "name_fr", "Code province": "adm1_pcode",
	}})
	for _, e := range entries {
		fmt.Println(e.PCode, e.Level, e.Parent, e.Names)
	}
	for _, f := range findings {
		fmt.Println(f.Positions[0], f.Code, f.Args)
	}
	fmt.Println(err)
	// Output:
	// XX01 1  []
	// XX0101 2 XX01 [{fr Est}]
	// liste.xlsx:Feuil1!4 place_without_pcode [Ouest]
	// <nil>
}

func ExampleReadGeoJSON() {
	const file = `{"type": "FeatureCollection", "features": [{"type": "Feature",
		"properties": {"ADM1_PCODE": "XX01", "ADM1_EN": "North"},
		"geometry": {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2]]]}}]}`
	entries, boundaries, findings, err := gazetteer.ReadGeoJSON(context.Background(), strings.NewReader(file), nil)
	fmt.Println(entries[0].Names[0].Text, boundaries.PCodesAt(gazetteer.Point{Lon: 1, Lat: 1}), err)
	for _, f := range findings {
		fmt.Println(f.Code, f.Args)
	}
	// Output:
	// North [XX01] <nil>
	// ring_open [XX01 1 1]
}
