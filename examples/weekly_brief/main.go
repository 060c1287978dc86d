// Command weekly_brief makes the sample brief: the shortest real program.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

func main() {
	ctx := context.Background()
	settings := must(os.Open("testdata/aleppo-2024/brief.toml"))
	config := must(brief.ReadConfig(settings))
	own := must(config.OwnIndicators())

	rows := must(os.Open("testdata/aleppo-2024/register.csv"))
	reg, findings, err := register.Read(ctx, rows, &register.Options{Name: "register.csv", Country: "SYR", Indicators: own})
	check(err)

	b, findings, err := report.Compose(ctx, reg, findings, config, brief.Issue{
		AsOf:   must(humanitarian.ParseDate("2024-12-05")),
		Period: must(humanitarian.ParsePeriod("2024-11-28..2024-12-05")),
	})
	for _, f := range findings {
		fmt.Println(locale.English().FindingLine(f))
	}
	check(err)

	pdf := must(os.Create("brief.pdf"))
	_, err = report.WritePDF(ctx, pdf, b, nil)
	check(err)
	check(pdf.Close())

	book := must(os.Create("brief.xlsx"))
	check(report.WriteXLSX(ctx, book, b, nil))
	check(book.Close())
	fmt.Println("wrote brief.pdf and brief.xlsx")
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
