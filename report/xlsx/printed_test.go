package xlsx

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// printed is a document whose sections hold tables of as many rows as rows says.
func printed(sections ...[]int) *document.Document {
	l := locale.English()
	d := &document.Document{Title: "Printed", Language: "en", Sources: []document.Source{{Number: 1, Name: "OCHA"}}}
	id := 0
	for i, tables := range sections {
		d.Blocks = append(d.Blocks, &document.Heading{Level: 1, Text: fmt.Sprint("Section ", i+1)})
		d.Blocks = append(d.Blocks, &document.Paragraph{Spans: []document.Span{{Text: strings.Repeat("What the desk says. ", 20)}}})
		for k, n := range tables {
			var rows []claim
			for range n {
				id++
				rows = append(rows, claim{strconv.Itoa(id), "Internally displaced people", ">=1200", "whole country", "2024-12-05", fmt.Sprint("T", k+1), 1, false})
			}
			t := claims(l, fmt.Sprintf("t%d_%d", i, k), fmt.Sprintf("Table %d of section %d", k+1, i+1), rows...)
			t.Columns[5].Label = fmt.Sprintf("Source of table %d", k+1)
			d.Blocks = append(d.Blocks, t)
		}
	}
	return d
}

// TestSheetsOfSections says when a section has several sheets: print repeats one
// head on the pages of a sheet, that of its last table.
func TestSheetsOfSections(t *testing.T) {
	for _, test := range []struct {
		name     string
		document *document.Document
		want     []string // sheets of the section, each with its titles
	}{
		{"one page", printed([]int{3, 3, 3}), []string{"Section 1: $17:$17"}},
		{"one long table", printed([]int{90}), []string{"Section 1: $5:$5"}},
		{"a long table last", printed([]int{3, 90}), []string{"Section 1: $11:$11"}},
		{"a long table first", printed([]int{90, 3, 90}), []string{"Section 1: $5:$5", "Section 1 (2): $9:$9"}},
		{"all long", printed([]int{90, 90, 90}), []string{"Section 1: $5:$5", "Section 1 (2): $1:$3", "Section 1 (3): $1:$3"}},
	} {
		var got []string
		for _, m := range regexp.MustCompile(`"_xlnm.Print_Titles"[^>]*>(?:'|&#39;)?(Section[^'!<&]*)(?:'|&#39;)?!([^<]*)<`).FindAllStringSubmatch(string(unzip(t, write(t, test.document))["xl/workbook.xml"]), -1) {
			got = append(got, m[1]+": "+m[2])
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

// TestPrintedHeads prints sections in LibreOffice and wants above the rows of
// every page the head of their table.
func TestPrintedHeads(t *testing.T) {
	tools := map[string]string{"soffice": "", "pdftotext": ""}
	for name := range tools {
		path, err := exec.LookPath(name)
		if err != nil {
			if os.Getenv("SITREP_CI") == "1" {
				t.Fatal(name + " is not installed")
			}
			t.Skip(name + " is not installed: no page was printed")
		}
		tools[name] = path
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "printed.xlsx")
	if err := os.WriteFile(file, write(t, printed([]int{3, 90, 3}, []int{20, 20, 20, 20}, []int{90, 90})), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(tools["soffice"], "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := exec.Command(tools["pdftotext"], "-layout", filepath.Join(dir, "printed.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	rows, head, row := 0, regexp.MustCompile(`Source of table (\d)`), regexp.MustCompile(`T(\d) +\[1\]$`)
	for n, page := range strings.Split(string(text), "\f") {
		table := "none"
		for line := range strings.Lines(page) {
			if m := head.FindStringSubmatch(line); m != nil {
				table = m[1]
			}
			if m := row.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
				if rows++; m[1] != table {
					t.Fatalf("page %d: a row of table %s below the head of %s:\n%s", n+1, m[1], table, page)
				}
			}
		}
	}
	if want := 3 + 90 + 3 + 4*20 + 2*90; rows != want {
		t.Errorf("%d rows on the pages, want %d:\n%s", rows, want, text)
	}
}

// BenchmarkManySheets writes a section of 60 tables that are longer than a page each.
func BenchmarkManySheets(b *testing.B) {
	d := printed(slices.Repeat([]int{90}, 60))
	for b.Loop() {
		write(b, d)
	}
}
