package extract_test

import (
	"context"
	"fmt"
	"log"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
)

func ExampleExtractor_Extract() {
	e, err := extract.For("en", nil)
	if err != nil {
		log.Fatal(err)
	}
	r, err := e.Extract(context.Background(), extract.Document{
		Text: "At least 14 civilians were killed in Tadmora on Tuesday. Another 900 troops arrived.",
		Date: humanitarian.MustParseDate("2024-12-05"),
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range r.Candidates {
		fmt.Println(c.Indicator, c.Status, c.Quantity, c.Place.Text, c.When.Period)
	}
	for _, x := range r.Rejected {
		fmt.Printf("%s: %s\n", x.Text, x.Reason)
	}
	// Output:
	// killed civilian >=14 Tadmora 2024-12-03..2024-12-03
	// 900: fighters: their movement, recruitment or surrender is neither displacement nor a civilian figure
}

func ExampleResult_Why() {
	e, err := extract.For("en", nil)
	if err != nil {
		log.Fatal(err)
	}
	r, err := e.Extract(context.Background(), extract.Document{Text: "Shelling killed 21 people."})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(r.Why("f1"))
	// Output:
	// f1: killed 21, unknown, tier A
	//   number 21: "21" at 16
	//   counts people of unstated status: "people" at 19
	//   kill by object of the verb: "killed" at 9
}
