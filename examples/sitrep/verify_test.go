package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// written writes the brief of a sample date into a new folder.
func written(t *testing.T, asOf, period string, more ...string) folder {
	t.Helper()
	dir := folder(t.TempDir())
	if code, _, stderr := sitrep(append(sampleArgs(string(dir), asOf, period), more...)...); code != exitDone && code != exitFindings {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	return dir
}

// save runs a program on a file of the folder and returns the path of what it
// wrote; {} in the arguments is the file to read.
func (f folder) save(t *testing.T, from, to, program string, args ...string) string {
	t.Helper()
	exe, err := exec.LookPath(program)
	if err != nil {
		if os.Getenv("SITREP_CI") == "1" {
			t.Fatalf("%s is not installed", program)
		}
		t.Skipf("%s is not installed", program)
	}
	for i := range args {
		if args[i] == "{}" {
			args[i] = f.path(from)
		}
	}
	if out, err := exec.Command(exe, append(args, f.path(to))...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return f.path(to)
}

// change writes a file of the folder with a change.
func (f folder) change(t *testing.T, from, to string, change func([]byte) []byte) string {
	t.Helper()
	data, err := os.ReadFile(f.path(from))
	if err != nil {
		t.Fatal(err)
	}
	after := change(data)
	if bytes.Equal(after, data) {
		t.Fatalf("%s: nothing changed", from)
	}
	if err := os.WriteFile(f.path(to), after, 0o600); err != nil {
		t.Fatal(err)
	}
	return f.path(to)
}

// retyped changes the first 880,000 of unpacked content to 080,000, by the codes
// of its glyphs: two that are alike, a third, a comma, and the third three times.
func retyped(page []byte) []byte {
	out := bytes.Clone(page)
	for i := bytes.Index(out, []byte("] TJ")); i+14 <= len(out); i++ { // behind it: fonts and tables stand elsewhere
		code := func(n int) string { return string(out[i+2*n : i+2*n+2]) }
		eight, zero, comma := code(0), code(2), code(3)
		if out[i] == 0 && eight == code(1) && zero == code(4) && zero == code(5) && zero == code(6) && eight != zero && comma != zero && comma != eight {
			copy(out[i:], zero)
			return out
		}
	}
	return out
}

func TestVerify(t *testing.T) {
	dir := written(t, "2024-12-16", "2024-12-06..2024-12-16")
	other := written(t, "2024-12-05", "2024-11-28..2024-12-05")
	pdf, book, tree := dir.path("brief.pdf"), dir.path("brief.xlsx"), dir.path("brief.json")
	forged := func(old, new string) func([]byte) []byte {
		return func(b []byte) []byte { return bytes.ReplaceAll(b, []byte(old), []byte(new)) }
	}
	dir.save(t, "brief.pdf", "open.pdf", "qpdf", "--qdf", "--normalize-content=n", "--stream-data=uncompress", "{}")
	for _, c := range []struct {
		name  string
		files []string
		code  int
		says  []string
	}{
		{"the three files of one brief", []string{pdf, book, tree}, exitDone, []string{"hold the same"}},
		{"a changed number in JSON", []string{pdf, dir.change(t, "brief.json", "forged.json", forged("880000", "808000"))}, exitFindings,
			[]string{`quantity holds ">808000", the brief has ">880000"`, "[value_differs]"}},
		{"saved anew by another program", []string{dir.save(t, "brief.pdf", "anew.pdf", "qpdf", "--object-streams=generate", "{}")}, exitDone,
			[]string{"the same figures on every page", "its bytes are no longer the same"}},
		{"a number changed on a page", []string{dir.change(t, "open.pdf", "edited.pdf", retyped)}, exitFindings,
			[]string{"page 1 says", "080,000", `the brief has "`, "880,000", "[page_differs]"}},
		{"printed to PDF again", []string{dir.save(t, "brief.pdf", "printed.pdf", "pdftocairo", "-pdf", "{}")}, exitFailure, []string{"carries no brief", "printed to PDF again"}},
		{"printed again, beside the JSON", []string{tree, dir.path("printed.pdf")}, exitFindings, []string{"carries no brief", "[brief_missing]"}},
		{"attachment removed", []string{dir.save(t, "brief.pdf", "bare.pdf", "qpdf", "--remove-attachment=brief.json", "{}")}, exitFailure, []string{"has its attachments removed"}},
		{"attachment removed, beside the JSON", []string{tree, dir.path("bare.pdf")}, exitFindings, []string{"[brief_missing]"}},
		{"locked", []string{dir.save(t, "brief.pdf", "locked.pdf", "qpdf", "--encrypt", "", "x", "256", "--", "{}")}, exitFailure, []string{"is locked"}},
		{"cut off", []string{dir.change(t, "brief.pdf", "cut.pdf", func(b []byte) []byte { return b[:len(b)/2] })}, exitFailure, []string{"is damaged"}},
		{"another issue", []string{tree, other.path("brief.pdf")}, exitFindings, []string{"as_of holds", "2024-12-05"}},
		{"a text", []string{dir.path("brief.txt")}, exitUse, []string{"give one .pdf"}},
		{"nothing", nil, exitUse, []string{"give the files of a brief"}},
	} {
		code, stdout, stderr := sitrep(append([]string{"verify"}, c.files...)...)
		if code != c.code {
			t.Errorf("%s: exit code %d, want %d\n%.2000s%s", c.name, code, c.code, stdout, stderr)
		}
		for _, want := range c.says {
			if !strings.Contains(stdout+stderr, want) {
				t.Errorf("%s: does not say %q\n%.2000s%s", c.name, want, stdout, stderr)
			}
		}
	}
}

// TestVerifyWithAssets makes a brief with a map and a theme, which travel, and one
// with wordings of the desk's own, which do not.
func TestVerifyWithAssets(t *testing.T) {
	looks := folder(t.TempDir())
	if err := os.WriteFile(looks.path("theme.toml"), []byte("accent = \"#00695C\"\npaper = \"Letter\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := written(t, "2024-12-31", "2024-12-17..2024-12-31", "-boundaries", sampleDir+"boundaries.geojson", "-theme", looks.path("theme.toml"))
	code, stdout, stderr := sitrep("verify", dir.path("brief.pdf"), dir.path("brief.xlsx"), dir.path("brief.json"))
	if code != exitDone || !strings.Contains(stdout, "hold the same") {
		t.Errorf("all that it was made with travels: exit code %d\n%.2000s%s", code, stdout, stderr)
	}
	code, stdout, stderr = sitrep("verify", dir.path("brief.json"), dir.path("brief.pdf"))
	if code != exitDone {
		t.Errorf("opened from JSON: exit code %d\n%.2000s%s", code, stdout, stderr)
	}
	wordings := looks.path("words.txt")
	if err := os.WriteFile(wordings, []byte("[catalog]\ntag = en\n[indicator]\nidps = Displaced persons (IOM)\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	own := written(t, "2024-12-05", "2024-11-28..2024-12-05", "-wording", wordings)
	if code, stdout, stderr := sitrep("verify", own.path("brief.pdf")); code != exitFindings || !strings.Contains(stdout, `the wordings "en"`) || !strings.Contains(stdout, "[asset_missing]") {
		t.Errorf("without its wordings: exit code %d\n%s", code, stderr)
	}
	if code, stdout, stderr := sitrep("verify", "-wording", wordings, own.path("brief.pdf")); code != exitDone {
		t.Errorf("with its wordings: exit code %d\n%.2000s%s", code, stdout, stderr)
	}
	other := filepath.Join(string(looks), "other.txt")
	if err := os.WriteFile(other, []byte("[catalog]\ntag = en\n[indicator]\nidps = Displaced\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := sitrep("verify", "-wording", other, own.path("brief.pdf")); code != exitFailure || !strings.Contains(stderr, "as it was then") {
		t.Errorf("with other wordings: exit code %d\n%s", code, stderr)
	}
}
