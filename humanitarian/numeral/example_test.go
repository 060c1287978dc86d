package numeral_test

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

func ExampleLanguage_Parse() {
	en := numeral.English()
	for _, cell := range []string{"at least 1.2 million", "60,000–80,000", "<5", "one in three", "1.250"} {
		r, err := en.Parse(cell)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(r.Kind, r.Quantity)
	}
	// Output:
	// cardinal >=1200000
	// cardinal 60000..80000
	// cardinal <5
	// share ~333
	// numeral: "1.250": it may be 1250 or 1.250; write a number such as 1250 or 1,250
}

func ExampleLanguage_Scan() {
	text := "Le 5 décembre, au moins 69 civils et une cinquantaine de blessés ; un tiers des familles (résolution 2254)."
	for r := range numeral.French().Scan(text) {
		fmt.Printf("%-8s %-5s %s\n", r.Kind, r.Quantity, text[r.Start:r.End])
	}
	// Output:
	// date     5     5 décembre
	// cardinal >=69  au moins 69
	// cardinal ~50   une cinquantaine
	// share    ~333  un tiers
	// label    not_reported résolution 2254
}
