package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestProgram runs the program where it finds the article, and compares what it
// prints with testdata/from-article/candidates.txt.
func TestProgram(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"from-article", "gazetteer-syria"} {
		if err := os.CopyFS(filepath.Join(dir, "testdata", name), os.DirFS(filepath.Join(root, "testdata", name))); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	want := read(t, folder+"candidates.txt")
	if d := cmp.Diff(want, printed(t, main)); d != "" {
		t.Errorf("the program prints (-want +got):\n%s", d)
	}
	brief := read(t, "brief.txt")
	for _, s := range []string{
		"In Aleppo and Idleb, an unknown number of people were killed or injured, all of them civilians",
		"People killed or injured | reported, number not known | part of Aleppo, Idleb | 27 November to 1 December 2024 | Example Wire; unverified",
		"Attacks on displacement sites (camp) | reported, number not known",
		"Not observed, and in no total",
		"People at risk | millions",
	} {
		if !strings.Contains(brief, s) {
			t.Errorf("the brief does not say %q\n%s", s, brief)
		}
	}
	for _, s := range []string{"300", "Hundreds", "hundreds of", "newly displaced"} {
		if strings.Contains(brief, s) || strings.Contains(read(t, "register.csv"), s) {
			t.Errorf("%q came through, which is a figure of fighters or was turned down", s)
		}
	}
	if b := read(t, "review.xlsx"); !strings.HasPrefix(b, "PK") {
		t.Error("review.xlsx is no workbook")
	}
}

// printed is what f prints.
func printed(t *testing.T, f func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = w
	defer func() { os.Stdout = stdout }()
	f()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
