package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

// runVerify proves that the files of one brief hold the same numbers: the first
// file is opened, and all are held against the brief in it.
func runVerify(ctx context.Context, args []string, stdout, stderr io.Writer) (bool, error) {
	in := newInputs("verify", stderr)
	if err := in.flags.Parse(args); err != nil {
		return false, errUse
	}
	names := in.flags.Args()
	if len(names) == 0 {
		fmt.Fprintln(stderr, "sitrep: give the files of a brief: sitrep verify BRIEF.pdf [BRIEF.xlsx] [BRIEF.json]")
		return false, errUse
	}
	var files [3]io.Reader // PDF, workbook, JSON
	for _, name := range names {
		at := map[string]int{".pdf": 1, ".xlsx": 2, ".json": 3}[strings.ToLower(filepath.Ext(name))]
		if at == 0 || files[at-1] != nil {
			fmt.Fprintf(stderr, "sitrep: %s: give one .pdf, one .xlsx and one .json at most\n", name)
			return false, errUse
		}
		f, err := os.Open(name)
		if err != nil {
			return false, err
		}
		defer f.Close()
		files[at-1] = f
	}
	first, err := os.Open(names[0])
	if err != nil {
		return false, err
	}
	defer first.Close()
	b, found, err := report.Open(ctx, first)
	if err != nil {
		return false, fmt.Errorf("%s: %w", names[0], err)
	}
	more, err := report.Verify(ctx, b, files[0], files[1], files[2])
	if err != nil {
		return false, err
	}
	lang, err := in.language(&brief.Config{Language: b.Document.Language})
	if err != nil {
		return false, err
	}
	if found = append(found, more...); len(found) == 0 {
		fmt.Fprintln(stdout, lang.Say("verify.same", strings.Join(names, ", ")))
		return true, nil
	}
	printFindings(stdout, lang, found)
	return clean(found), nil
}
