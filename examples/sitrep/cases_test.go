package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"golang.org/x/tools/txtar"
)

// TestCases runs every case of testdata/cases through the tool and looks at
// what a reader gets as text and as JSON. Its README says what a case holds.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/cases/*.txtar")
	if err != nil || len(paths) < 30 {
		t.Fatalf("only %d cases: %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			runCase(t, archive)
		})
	}
}

func runCase(t *testing.T, archive *txtar.Archive) {
	dir := t.TempDir()
	parts := map[string]string{}
	for _, f := range archive.Files {
		parts[f.Name] = string(f.Data)
		if strings.Contains(f.Name, ".") {
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	args := append([]string{"brief", "-country", "SYR", "-register", filepath.Join(dir, "register.csv"), "-out", dir}, strings.Fields(parts["args"])...)
	if parts["config.toml"] != "" {
		args = append(args, "-config", filepath.Join(dir, "config.toml"))
	}
	if parts["previous.csv"] != "" {
		args = append(args, "-previous", filepath.Join(dir, "previous.csv"))
	}
	var stderr bytes.Buffer
	code := run(context.Background(), args, &bytes.Buffer{}, &stderr)
	if want := strings.TrimSpace(parts["code"]); strconv.Itoa(code) != want {
		t.Fatalf("%sexit code %d, want %s\n%s", archive.Comment, code, want, &stderr)
	}
	text, err := os.ReadFile(filepath.Join(dir, "brief.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range lines(parts["must"]) {
		if !strings.Contains(string(text), line) {
			t.Errorf("%sthe brief does not say %q\n%s", archive.Comment, line, text)
		}
	}
	tree, err := os.ReadFile(filepath.Join(dir, "brief.json"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range lines(parts["never"]) {
		if says(string(text), line) || says(string(tree), line) || says(string(tree), strings.ReplaceAll(line, ",", "")) {
			t.Errorf("%sthe brief says %q\n%s", archive.Comment, line, text)
		}
	}
	for line := range lines(parts["findings"]) {
		if !strings.Contains(stderr.String(), "["+line+"]") {
			t.Errorf("%sno finding %s\n%s", archive.Comment, line, &stderr)
		}
	}
	if diff := cmp.Diff(strings.TrimSpace(parts["totals"]), strings.Join(totals(t, tree), "\n")); diff != "" {
		t.Errorf("%stotals in the JSON (-want +got):\n%s", archive.Comment, diff)
	}
}

func lines(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(s) {
			if line = strings.TrimRight(line, "\n"); line != "" && !yield(line) {
				return
			}
		}
	}
}

// says reports whether s holds what; a numeral counts only as a whole, so that
// 3 is not found in 30, in a date or in a position.
func says(s, what string) bool {
	if what[0] < '0' || what[0] > '9' {
		return strings.Contains(s, what)
	}
	s = regexp.MustCompile(`\d{4}-\d\d(-\d\d)?|\[\d+\]|\d{1,2}( to \d{1,2})? (October|November|December|January)|"(weight|count|number|parts|level|indent|marks|sources)": [^\n]*|register.csv:\d+`).ReplaceAllString(s, "")
	s = regexp.MustCompile(`(?m)^\s+\d+,?$`).ReplaceAllString(s, "") // source marks in JSON arrays
	return regexp.MustCompile(`(^|[^\d,.A-Za-z])` + regexp.QuoteMeta(what) + `($|[^\d,.A-Za-z]|[,.]\D)`).MatchString(s)
}

// totals returns each total in the JSON, in canonical text, with its figures.
func totals(t *testing.T, tree []byte) (out []string) {
	var d document.Document
	if err := json.Unmarshal(tree, &d); err != nil {
		t.Fatal(err)
	}
	for _, b := range d.Blocks {
		table, ok := b.(*document.Table)
		if !ok {
			continue
		}
		for _, r := range table.Rows {
			for _, c := range r.Cells {
				if c.Class == document.TotalValue {
					out = append(out, c.Sum.String()+" of "+strings.Join(c.Figures, " "))
				}
			}
		}
	}
	return out
}
