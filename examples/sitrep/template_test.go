package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

func TestTemplateCommand(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "semaine49.xlsx")
	code, _, stderr := sitrep("template", "-lang", "fr", "-gazetteer", "../../testdata/gazetteer-syria/places.csv", "-out", out)
	if code != exitDone {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	code, stdout, stderr := sitrep("check", "-register", out)
	if code != exitDone || stdout != "" {
		t.Errorf("an empty template: exit code %d\n%s%s", code, stdout, stderr)
	}
	if code, _, stderr := sitrep("template", "-lang", "tlh", "-out", out); code != exitFailure || !strings.Contains(stderr, "one of") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	if code, _, _ := sitrep("template"); code != exitUse {
		t.Errorf("without -out: exit code %d", code)
	}
}

// TestBriefFromWorkbook makes a brief of a filled workbook and of the sheet of
// the brief in it.
func TestBriefFromWorkbook(t *testing.T) {
	l := locale.French()
	reg := &humanitarian.Register{Figures: []humanitarian.Figure{{ID: "F-01", Indicator: "killed", Status: humanitarian.Civilian,
		Extra: []string{"figure", "au moins 69"}, Place: humanitarian.Place{Codes: []string{"SY02"}},
		Period: humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-28"), End: humanitarian.MustParseDate("2024-12-05")},
		Source: humanitarian.Source{Name: "OCHA", Date: humanitarian.MustParseDate("2024-12-06")}}}}
	config := &brief.Config{Title: "Semaine 49", Language: "fr", Country: "SYR"}
	var book bytes.Buffer
	err := report.WriteTemplate(t.Context(), &book, &report.TemplateOptions{Language: l, Register: reg, Sheets: []sheet.Sheet{brief.ConfigSheet(l, config)}})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "w.xlsx")
	if err := os.WriteFile(path, book.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := sitrep("brief", "-register", path, "-as-of", "2024-12-08", "-period", "2024-11-28..2024-12-08", "-out", dir); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	text, err := os.ReadFile(filepath.Join(dir, "brief.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, must := range []string{"Semaine 49", "au moins 69"} {
		if !strings.Contains(string(text), must) {
			t.Errorf("the brief does not say %q:\n%s", must, text)
		}
	}
}

func TestMappingFlag(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	table := write("desk.csv", "Area,Dead\nSY02,12\nSY07,1.250\nTotal,12\n")
	mapping := write("map.toml", "id = 'W49-{row}'\n[columns]\nArea = 'place'\n[constants]\nindicator = 'killed'\nstatus = 'civilian'\nsource = 'OCHA'\nsource_date = '2024-12-06'\nperiod = '2024-11-28..2024-12-05'\n"+
		"[[figures]]\ncolumn = 'Dead'\n[[skip]]\ncolumn = 'Area'\nis = ['Total']\n")
	code, stdout, stderr := sitrep("check", "-register", table, "-mapping", mapping)
	if code != exitFindings || !strings.Contains(stdout, "desk.csv:3:2: W49-3: error") || !strings.Contains(stdout, "desk.csv:4: ") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	if code, _, stderr := sitrep("check", "-register", table, "-mapping", write("bad.toml", "shet = 'x'")); code != exitFailure || !strings.Contains(stderr, "bad.toml") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}
