package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLooks gives a theme with a logo, asks for a snapshot for keeping, and looks at the files.
func TestLooks(t *testing.T) {
	dir := t.TempDir()
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 30, 10))); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"logo.png": logo.Bytes(), "theme.toml": []byte("accent = \"#009EDB\"\nlogo = \"logo.png\"\npaper = \"Letter\"\n"),
		"bad.toml": []byte("logo = \"none.png\"\n")} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	args := append(sampleArgs(dir, "2024-12-05", "2024-11-28..2024-12-05"), "-layout", "snapshot", "-archive")
	code, _, stderr := sitrep(append(args, "-theme", filepath.Join(dir, "theme.toml"))...)
	if code != exitDone || !strings.Contains(stderr, "[accent_darkened]") {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	file, err := os.ReadFile(filepath.Join(dir, "brief.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(file, []byte("pdfaid:part")) || !bytes.Contains(file, []byte("/Subtype /Image")) || bytes.Contains(file, []byte("/EmbeddedFile")) {
		t.Error("the file is no archive with a logo and without attachments")
	}
	tree, err := os.ReadFile(filepath.Join(dir, "brief.json"))
	if err != nil || !bytes.Contains(tree, []byte(`"layout": "snapshot"`)) {
		t.Errorf("the document is no snapshot: %v", err)
	}
	if code, _, stderr := sitrep(append(args, "-theme", filepath.Join(dir, "bad.toml"))...); code != exitFailure || !strings.Contains(stderr, "no file none.png") || !strings.Contains(stderr, "bad.toml") {
		t.Errorf("a theme without its logo: exit code %d\n%s", code, stderr)
	}
	if code, _, stderr := sitrep(append(args, "-layout", "poster")...); code != exitUse || !strings.Contains(stderr, "it is brief, weekly, flash or snapshot") {
		t.Errorf("an unknown layout: exit code %d\n%s", code, stderr)
	}
}
