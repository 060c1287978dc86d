package review_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract/review"
)

// A text becomes candidates, an analyst accepts one, and the register has a
// figure. Between Write and Read the workbook is on the analyst's desk; here a
// line of code decides.
func Example() {
	ctx := context.Background()
	e, err := extract.For("en", nil)
	if err != nil {
		log.Fatal(err)
	}
	doc := extract.Document{
		Text: "At least 14 civilians were killed in Tadmora on Tuesday. Another 900 troops arrived.",
		Date: humanitarian.MustParseDate("2024-12-05"),
	}
	result, err := e.Extract(ctx, doc)
	if err != nil {
		log.Fatal(err)
	}
	rv := review.New(review.Text{ID: "R7", Document: doc, Result: result,
		Source: humanitarian.Source{Name: "Northern Wire", Kind: humanitarian.Media}})
	rv.Items[0].Decision, rv.Items[0].Reviewer = review.Accept, "A. Haddad"

	var file bytes.Buffer
	if err := review.Write(ctx, &file, rv, nil); err != nil {
		log.Fatal(err)
	}
	rv, findings, err := review.Read(ctx, &file, nil)
	if err != nil {
		log.Fatal(err)
	}
	reg := &humanitarian.Register{Country: "SYR", Indicators: humanitarian.CoreIndicators()}
	findings = append(findings, rv.Append(reg, nil)...)

	fmt.Println(len(findings), "findings")
	for _, f := range reg.Figures {
		fmt.Println(f.ID, f.Indicator, f.Status, f.Quantity, f.Period, f.Verification, f.Note)
	}
	for _, x := range rv.Refused {
		fmt.Println(x.Sentence)
	}
	// Output:
	// 0 findings
	// R7-f1 killed civilian >=14 2024-12-03..2024-12-03 unverified accepted in review by A. Haddad
	// Another «900» troops arrived.
}
