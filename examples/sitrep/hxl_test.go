package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/hxl"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report"
)

// figuresOf reads a register without what a copy of it may have otherwise:
// where a figure stands in the file.
func figuresOf(t *testing.T, path string) []humanitarian.Figure {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	reg, _, err := register.Read(t.Context(), f, &register.Options{Country: "SYR"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range reg.Figures {
		reg.Figures[i].Position = humanitarian.Position{}
	}
	return reg.Figures
}

// lintOf reads the sheet of data of a workbook, or a CSV file, by its hashtags.
func lintOf(t *testing.T, path string) *hxl.Table {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var grids []*sheet.Grid
	if isWorkbook(path) {
		grids, _, err = sheet.ReadXLSX(context.Background(), bytes.NewReader(data), path, nil)
	} else {
		var g *sheet.Grid
		g, _, err = sheet.ReadCSV(context.Background(), bytes.NewReader(data), path, nil)
		grids = append(grids, g)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range grids {
		var rows [][]string
		for _, r := range g.Rows {
			rows = append(rows, r.Cells)
		}
		table, found, err := hxl.Read(hxl.Rows(rows), nil)
		if err != nil {
			continue
		}
		for _, f := range append(found, hxl.Lint(table)...) {
			t.Errorf("%s: the linter says %v", filepath.Base(path), f)
		}
		return table
	}
	t.Fatalf("%s has no row of hashtags", path)
	return nil
}

// TestHXL wants the row of hashtags only where it is asked for, and the same
// figures from a file with it, by the register and by the hashtags.
func TestHXL(t *testing.T) {
	plain, tagged := t.TempDir(), t.TempDir()
	for dir, more := range map[string][]string{plain: nil, tagged: {"-hxl"}} {
		if code, _, stderr := sitrep(append(sampleArgs(dir, "2024-12-05", "2024-11-28..2024-12-05"), more...)...); code != exitDone {
			t.Fatalf("brief %v: exit code %d\n%s", more, code, stderr)
		}
		args := []string{"roll", "-register", sampleDir + "register.csv", "-config", sampleDir + "brief.toml", "-as-of", "2024-12-05", "-out", filepath.Join(dir, "next.csv")}
		if code, _, stderr := sitrep(append(args, more...)...); code != exitDone {
			t.Fatalf("roll %v: exit code %d\n%s", more, code, stderr)
		}
	}
	for _, name := range []string{"brief.xlsx", "next.csv"} {
		want := figuresOf(t, filepath.Join(plain, name))
		if d := cmp.Diff(want, figuresOf(t, filepath.Join(tagged, name)), cmp.Exporter(func(reflect.Type) bool { return true })); d != "" || len(want) < 50 {
			t.Errorf("%s: %d figures; with hashtags (-want +got):\n%s", name, len(want), d)
		}
		table := lintOf(t, filepath.Join(tagged, name))
		if !slices.Contains(hxl.RegisterHeader(table), "indicator") || len(table.Rows) != len(want) {
			t.Errorf("%s: by its hashtags it has the columns %v and %d rows, want %d", name, hxl.RegisterHeader(table), len(table.Rows), len(want))
		}
	}
	same(t, filepath.Join(plain, "brief.txt"), filepath.Join(tagged, "brief.txt"))
	code, _, stderr := sitrep("verify", filepath.Join(tagged, "brief.pdf"), filepath.Join(tagged, "brief.xlsx"), filepath.Join(tagged, "brief.json"))
	if code != exitDone {
		t.Errorf("verify: exit code %d\n%s", code, stderr)
	}
	// The row travels with the workbook.
	data, err := os.ReadFile(filepath.Join(tagged, "brief.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := report.Open(t.Context(), bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := report.WriteXLSX(t.Context(), &again, b, nil); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, again.Bytes()) {
		t.Error("opened and written again the workbook is another one")
	}
}

func same(t *testing.T, a, b string) {
	t.Helper()
	x, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(x, y) {
		t.Errorf("%s and %s differ", a, b)
	}
}
