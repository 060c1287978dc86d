package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestVerify(t *testing.T) {
	dir := t.TempDir()
	code, _, stderr := sitrep("brief", "-register", sampleDir+"register.csv", "-config", sampleDir+"brief.toml",
		"-as-of", "2024-12-05", "-period", "2024-11-28..2024-12-05", "-out", dir)
	if code != exitDone && code != exitFindings {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	code, stdout, stderr := sitrep("verify", at("brief.pdf"), at("brief.xlsx"), at("brief.json"))
	if code != exitDone || !strings.Contains(stdout, "hold the same") {
		t.Errorf("the three files of one brief: exit code %d\n%s%s", code, stdout, stderr)
	}
	tree, err := os.ReadFile(at("brief.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("other.json"), bytes.ReplaceAll(tree, []byte("178000"), []byte("187000")), 0o644); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr = sitrep("verify", at("brief.pdf"), at("other.json"))
	if code != exitFindings || !strings.Contains(stdout, "187000") {
		t.Errorf("a changed number: exit code %d\n%s%s", code, stdout, stderr)
	}
	if code, _, stderr := sitrep("verify", at("brief.txt")); code != exitUse {
		t.Errorf("a text: exit code %d\n%s", code, stderr)
	}
}
