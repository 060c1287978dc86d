// Command consumer makes a brief with the library as a user's own module sees
// it: through a replace line and the exported API.
//
//	go run -C .ci/consumer .
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

const sample = "../../testdata/aleppo-2024"

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) (err error) {
	settings, err := os.ReadFile(filepath.Join(sample, "brief.toml"))
	if err != nil {
		return err
	}
	config, err := brief.ReadConfig(bytes.NewReader(settings))
	if err != nil {
		return err
	}
	own, err := config.OwnIndicators()
	if err != nil {
		return err
	}
	rows, err := os.ReadFile(filepath.Join(sample, "register.csv"))
	if err != nil {
		return err
	}
	reg, findings, err := register.Read(ctx, bytes.NewReader(rows), &register.Options{Name: "register.csv", Country: "SYR", Indicators: own})
	if err != nil {
		return err
	}
	day, err := humanitarian.ParseDate("2024-12-05")
	if err != nil {
		return err
	}
	week, err := humanitarian.ParsePeriod("2024-11-28..2024-12-05")
	if err != nil {
		return err
	}
	b, findings, err := report.Compose(ctx, reg, findings, config, brief.Issue{AsOf: day, Period: week})
	if err != nil {
		return err
	}

	dir, err := os.MkdirTemp("", "consumer")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	name := filepath.Join(dir, "brief.pdf")
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = report.WritePDF(ctx, f, b, nil)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	file, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(file, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(file), []byte("%%EOF")) {
		return fmt.Errorf("%d bytes that are no PDF", len(file))
	}
	fmt.Printf("%d figures, %d findings, a PDF of %d bytes\n", len(reg.Figures), len(findings), len(file))
	return nil
}
