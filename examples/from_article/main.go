// Command from_article turns an article into a brief: candidate figures, a
// review by an analyst, a register, a brief. A file of decisions stands in for
// the analyst; everything else is what a desk would run.
package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract/review"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

const folder = "testdata/from-article/"

func main() {
	ctx := context.Background()
	entries, _, err := gazetteer.ReadCSV(ctx, must(os.Open("testdata/gazetteer-syria/places.csv")), nil)
	check(err)
	places, _ := gazetteer.New(entries)

	// The article becomes candidates.
	doc := extract.Document{Text: string(must(os.ReadFile(folder + "article.txt"))), Date: humanitarian.MustParseDate("2024-12-02")}
	reader := must(extract.For("en", &extract.Options{Places: places.Matcher(nil)}))
	proposed := review.New(review.Text{ID: "article", Document: doc, Result: must(reader.Extract(ctx, doc)),
		Source: humanitarian.Source{Name: "Example Wire", Kind: humanitarian.Media, Title: "Fighters cross from Iraq", URL: "https://example.org/article"}})
	for _, it := range proposed.Items {
		fmt.Printf("%s %s %s %s: %s\n", it.Proposed.ID, it.Proposed.Indicator, it.Proposed.Status, it.Proposed.Quantity, it.Words)
	}
	for _, x := range proposed.Refused {
		fmt.Printf("refused %q: %s\n", x.Words, x.Reason)
	}

	// The analyst decides in the workbook, which then comes back.
	decide(proposed)
	var sheet bytes.Buffer
	check(review.Write(ctx, &sheet, proposed, &review.Options{Gazetteer: places}))
	check(os.WriteFile("review.xlsx", sheet.Bytes(), 0o644))
	decided, found, err := review.Read(ctx, &sheet, &review.Options{Gazetteer: places})
	check(err)

	// Accepted rows go into the register.
	config := must(brief.ReadConfig(must(os.Open(folder + "brief.toml"))))
	reg := &humanitarian.Register{Country: "SYR"}
	found = append(found, decided.Append(reg, nil)...)
	tell(found)
	var rows bytes.Buffer
	check(register.Write(ctx, &rows, reg, nil))
	check(os.WriteFile("register.csv", rows.Bytes(), 0o644))

	// The register makes the brief.
	reg, found, err = register.Read(ctx, &rows, &register.Options{Name: "register.csv", Country: "SYR", Indicators: must(config.OwnIndicators())})
	check(err)
	b, found, err := report.Compose(ctx, reg, found, config, brief.Issue{
		AsOf: doc.Date, Period: must(humanitarian.ParsePeriod("2024-11-26..2024-12-02")), Gazetteer: places})
	tell(found)
	check(err)
	text := must(os.Create("brief.txt"))
	check(report.WriteText(ctx, text, b))
	check(text.Close())
	fmt.Printf("%d rows in the register; wrote review.xlsx, register.csv and brief.txt\n", len(reg.Figures))
}

// decide types into the review what the file of decisions says.
func decide(rv *review.Review) {
	lines := must(csv.NewReader(must(os.Open(folder + "decisions.csv"))).ReadAll())
	for _, l := range lines[1:] {
		for i := range rv.Items {
			it := &rv.Items[i]
			if it.Proposed.ID != l[0] {
				continue
			}
			it.Decision = must(review.ParseDecision(l[1]))
			if l[2] != "" {
				it.Figure.Place = humanitarian.Place{Codes: strings.Split(l[2], ";"), Precision: humanitarian.Part}
			}
			if l[3] != "" {
				it.Figure.Period = must(humanitarian.ParsePeriod(l[3]))
			}
			it.Figure.AsOf = must(humanitarian.ParseDate(l[4]))
			it.Reason, it.Reviewer = l[5], l[6]
		}
	}
}

func tell(found []humanitarian.Finding) {
	for _, f := range found {
		fmt.Println(locale.English().FindingLine(f))
	}
}

func must[T any](v T, err error) T {
	check(err)
	return v
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
