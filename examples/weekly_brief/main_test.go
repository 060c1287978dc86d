package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestProgramMakesTheBrief runs the program where it finds the sample, and looks at its files.
func TestProgramMakesTheBrief(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "testdata"), os.DirFS(filepath.Join(root, "testdata"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	main()
	for name, magic := range map[string]string{"brief.pdf": "%PDF-", "brief.xlsx": "PK"} {
		b, err := os.ReadFile(name)
		if err != nil || !bytes.HasPrefix(b, []byte(magic)) || len(b) < 10_000 {
			t.Errorf("%s: %v, %d bytes", name, err, len(b))
		}
	}
}
