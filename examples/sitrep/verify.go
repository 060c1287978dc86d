package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
)

// runVerify proves that the files of one brief hold the same numbers: the first
// file is opened, and all are held against the brief in it. What the pages were
// made with travels in the PDF or is given again.
func runVerify(ctx context.Context, args []string, stdout, stderr io.Writer) (done bool, err error) {
	in := newInputs("verify", stderr)
	defer in.explain(&err)
	var look looks
	var boundaries string
	in.flags.StringVar(&look.theme, "theme", "", "the looks, where logo or fonts were too large to travel in the PDF")
	in.flags.StringVar(&boundaries, "boundaries", "", "the GeoJSON of the map, where it was too large to travel in the PDF")
	names, err := in.parseAround(args)
	if err != nil {
		return false, err
	}
	files, err := briefFiles(names, stderr)
	if err != nil {
		return false, err
	}
	b, found, err := report.Open(ctx, bytes.NewReader(files[filepath.Ext(strings.ToLower(names[0]))]))
	if err != nil {
		return false, about(names[0], "", err)
	}
	lang, err := in.language(&brief.Config{Language: b.Document.Language})
	if err != nil {
		return false, err
	}
	given := &pdf.Options{}
	if in.wording != "" {
		given.Language = lang
	}
	if given.Boundaries, _, err = readBoundaries(ctx, boundaries); err != nil {
		return false, err
	}
	if look.theme != "" {
		themed, err := look.options(nil)
		if err != nil {
			return false, err
		}
		given.Theme = themed.Theme
	}
	if err := b.Supply(given); err != nil {
		return false, err
	}
	more, err := report.Verify(ctx, b, reader(files[".pdf"]), reader(files[".xlsx"]), reader(files[".json"]))
	if err != nil {
		return false, err
	}
	found = append(found, more...)
	printFindings(stdout, lang, slices.DeleteFunc(slices.Clone(found), savedAnew))
	if !clean(found) {
		return false, nil
	}
	if slices.ContainsFunc(found, savedAnew) {
		fmt.Fprintln(stdout, lang.Say("verify.saved_anew", pdfOf(names)))
	}
	key := "verify.same"
	if len(names) == 1 {
		key = "verify.agrees"
	}
	fmt.Fprintln(stdout, lang.Say(key, strings.Join(names, ", ")))
	return true, nil
}

// briefFiles reads the files by their endings: one PDF, one workbook and one
// JSON at most.
func briefFiles(names []string, stderr io.Writer) (map[string][]byte, error) {
	if len(names) == 0 {
		fmt.Fprintln(stderr, "sitrep: give the files of a brief: sitrep verify BRIEF.pdf [BRIEF.xlsx] [BRIEF.json]")
		return nil, errUse
	}
	files := map[string][]byte{}
	for _, name := range names {
		kind := strings.ToLower(filepath.Ext(name))
		if !slices.Contains([]string{".pdf", ".xlsx", ".json"}, kind) || files[kind] != nil {
			fmt.Fprintf(stderr, "sitrep: %s: give one .pdf, one .xlsx and one .json at most\n", name)
			return nil, errUse
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files[kind] = append([]byte{}, data...) // not nil, however empty
	}
	return files, nil
}

func reader(data []byte) io.Reader {
	if data == nil {
		return nil
	}
	return bytes.NewReader(data)
}

// savedAnew reports whether a finding says that only the bytes of a PDF differ.
func savedAnew(f humanitarian.Finding) bool {
	return f.Code == "file_resaved"
}

func pdfOf(names []string) string {
	for _, n := range names {
		if strings.ToLower(filepath.Ext(n)) == ".pdf" {
			return n
		}
	}
	return ""
}
