package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// pdfbox runs .ci/preflight/Pdfbox.java on Debian's libraries and returns what it prints, or skips the test; under
// SITREP_CI=1 a missing library is a failure. ok is false if Pdfbox found a fault.
func pdfbox(t *testing.T, args ...string) (out string, ok bool) {
	t.Helper()
	java := tool(t, "java")
	var path []string
	for _, jar := range []string{"preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "javax.activation", "jaxb-api"} {
		file := filepath.Join("/usr/share/java", jar+".jar")
		if _, err := os.Stat(file); err != nil {
			if os.Getenv("SITREP_CI") == "1" {
				t.Fatalf("%s is not installed", file)
			}
			t.Skipf("%s is not installed: it is in Debian's libpdfbox2-java, libactivation-java and libjaxb-api-java", file)
		}
		path = append(path, file)
	}
	program, err := filepath.Abs("../../.ci/preflight/Pdfbox.java")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(java, append([]string{"-cp", strings.Join(path, ":"), program}, args...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > 1 || err != nil && stdout.Len() == 0 {
		t.Fatalf("Pdfbox.java: %v\n%s", err, stderr.String())
	}
	return stdout.String(), err == nil
}

// archived are the documents whose archive files a validator sees: each language, and what no desk would write.
func archived() map[string]*document.Document {
	out := map[string]*document.Document{"empty": {}, "hostile": hostile()}
	for _, lang := range []string{"en", "fr", "es"} {
		out[lang] = sampleBrief()
		out[lang].Language = lang
	}
	out["ar"] = arabicBrief()
	draft := arabicBrief()
	draft.Draft = true
	out["draft"] = draft
	return out
}

// TestArchiveIsValid says that the claim in an archive file's metadata holds, as far as a validator can tell.
func TestArchiveIsValid(t *testing.T) {
	dir := t.TempDir()
	args := []string{"check"}
	for name, d := range archived() {
		file := render(t, "archive-"+name, d, &Options{Archive: true, Attachments: []Attachment{{Name: "a.csv"}}})
		checkQPDF(t, file)
		if !bytes.HasPrefix(file, []byte("%PDF-1.4")) || bytes.Contains(file, []byte("/ObjStm")) || bytes.Contains(file, []byte("/EmbeddedFile")) {
			t.Errorf("%s: not PDF 1.4 in the open without attachments", name)
		}
		path := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(path, file, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if out, ok := pdfbox(t, args...); !ok {
		t.Errorf("not PDF/A-1b:\n%s", out)
	}
}

// TestValidatorSees says that the validator is one: it refuses a file that claims nothing and carries attachments.
func TestValidatorSees(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plain.pdf")
	if err := os.WriteFile(path, render(t, "plain", sampleBrief(), nil), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, ok := pdfbox(t, "check", path); ok || !strings.Contains(out, "plain.pdf") {
		t.Errorf("an ordinary file is found to be PDF/A-1b: %s", out)
	}
}

func TestOrdinaryFileClaimsNothing(t *testing.T) {
	if file := render(t, "plain", sampleBrief(), nil); bytes.Contains(file, []byte("pdfaid")) {
		t.Error("a file that no validator has seen claims a standard")
	}
}
