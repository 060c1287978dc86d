package report_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
)

// program returns the path of a program, or skips the test.
func program(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("SITREP_CI") == "1" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("the outside program %s is not installed; .ci/run installs it", name)
	}
	return path
}

// through saves a PDF by another program; {} in its arguments is the file to
// read, the last argument the one to write.
func through(t testing.TB, file []byte, name string, args ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, file, 0o600); err != nil {
		t.Fatal(err)
	}
	args = append(args, out)
	for i := range args {
		if args[i] == "{}" {
			args[i] = in
		}
	}
	if said, err := exec.Command(program(t, name), args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, said)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// packed are the streams of a PDF in the open: number, dictionary, and where
// what is packed begins.
var packed = regexp.MustCompile(`(?s)(\d+) 0 obj\s*<<(.{0,200}?)>>\s*stream\r?\n`)

// edited changes what the streams of a PDF hold and puts each that changed behind
// the file, with a table of its own, as an editor of PDFs does.
func edited(t testing.TB, file []byte, change func(content []byte) ([]byte, bool)) []byte {
	t.Helper()
	out := bytes.Clone(file)
	var table strings.Builder
	for _, m := range packed.FindAllSubmatchIndex(file, -1) {
		if !bytes.Contains(file[m[4]:m[5]], []byte("/FlateDecode")) || bytes.Contains(file[m[4]:m[5]], []byte("/Type")) {
			continue
		}
		r, err := zlib.NewReader(bytes.NewReader(file[m[1]:]))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(r)
		if err != nil {
			continue
		}
		content, changed := change(content)
		if !changed {
			continue
		}
		fmt.Fprintf(&table, "%s 1\n%010d 00000 n \n", file[m[2]:m[3]], len(out))
		out = fmt.Appendf(out, "%s 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", file[m[2]:m[3]], len(content), content)
	}
	if table.Len() == 0 {
		t.Fatal("nothing was changed")
	}
	before := regexp.MustCompile(`startxref\s+(\d+)`).FindAllSubmatch(file, -1)
	prev := before[len(before)-1][1]
	root := regexp.MustCompile(`/Root (\d+ 0 R)`).FindSubmatch(file)[1]
	at := len(out)
	return fmt.Appendf(out, "xref\n%strailer\n<</Root %s /Prev %s /Size 100000>>\nstartxref\n%d\n%%%%EOF\n", table.String(), root, prev, at)
}

// retypeDigit changes the first number of six digits like 880,000, of which the
// first two are alike and so are the other four, to 080,000.
func retypeDigit(content []byte) ([]byte, bool) {
	if !bytes.Contains(content, []byte(" TJ")) {
		return content, false
	}
	code := func(i int) string { return string(content[i : i+2]) }
	for i := 0; i+14 <= len(content); i++ {
		a, comma, c := code(i), code(i+6), code(i+8)
		if content[i] == 0 && a == code(i+2) && a != comma && comma != c && c == code(i+10) && c == code(i+12) && c == code(i+4) && a != c && content[i+1] != ')' {
			out := bytes.Clone(content)
			copy(out[i:], c)
			return out, true
		}
	}
	return content, false
}

// TestVerifyFindsAnEditedPage changes one digit that is printed and leaves what
// the PDF carries alone.
func TestVerifyFindsAnEditedPage(t *testing.T) {
	for name, b := range map[string]*report.Brief{"English": composeSample(t, "2024-12-16"), "Arabic": composeSampleWith(t, "2024-12-16", "brief.ar.toml")} {
		file := page(t, b)
		forged := edited(t, file, retypeDigit)
		if back := open(t, forged); !bytes.Equal(tree(t, back), tree(t, b)) {
			t.Fatalf("%s: the edit reached the brief inside", name)
		}
		found := verify(t, open(t, forged), forged, nil, nil)
		if len(found) == 0 || found[0].Code != "page_differs" || found[0].Severity != humanitarian.RowFinding || found[0].Positions[0].Row != 1 ||
			!strings.Contains(found[0].Args[1], "880,000") || !strings.Contains(found[0].Args[2], "080,000") {
			t.Errorf("%s: got %v", name, found)
		}
	}
}

func TestVerifyWordsAnEditedPage(t *testing.T) {
	b := composeSample(t, "2024-12-16")
	found := verify(t, b, edited(t, page(t, b), retypeDigit), nil, nil)
	if len(found) == 0 {
		t.Fatal("nobody saw it")
	}
	got := locale.English().FindingLine(found[0])
	for _, want := range []string{"brief.pdf:1: error: page 1 says \"", "more than 080,000", "\", the brief has \"", "more than 880,000", "[page_differs]"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
}

// TestVerifyFindsWhatIsDrawnOver adds a mark without text to a page, and a word.
func TestVerifyFindsWhatIsDrawnOver(t *testing.T) {
	b := composeSample(t, "2024-12-16")
	first := true
	found := verify(t, b, edited(t, page(t, b), func(c []byte) ([]byte, bool) {
		if !first || !bytes.Contains(c, []byte(" TJ")) {
			return c, false
		}
		first = false
		return append(bytes.Clone(c), "\n1 1 1 rg 40 600 200 80 re f\n"...), true
	}), nil, nil)
	want := []humanitarian.Finding{{Code: "page_redrawn", Severity: humanitarian.RowFinding, Positions: []humanitarian.Position{{File: "brief.pdf", Row: found[0].Positions[0].Row}}, Args: []string{strconv.Itoa(found[0].Positions[0].Row)}}}
	if diff := cmp.Diff(want, found); diff != "" || found[0].Positions[0].Row == 0 {
		t.Errorf("a white box (-want +got):\n%s", diff)
	}
}

// TestVerifyOfAFileSavedAnew saves the PDF by other programs, which leave no byte
// where it was.
func TestVerifyOfAFileSavedAnew(t *testing.T) {
	english, arabic := page(t, composeSample(t, "2024-12-31")), page(t, composeSampleWith(t, "2024-12-31", "brief.ar.toml"))
	for _, c := range []struct {
		name string
		file []byte
		args []string
	}{
		{"plain", english, []string{"qpdf", "{}"}},
		{"in the open", english, []string{"qpdf", "--object-streams=disable", "--stream-data=uncompress", "{}"}},
		{"object streams", arabic, []string{"qpdf", "--object-streams=generate", "--recompress-flate", "{}"}},
		{"for the web", english, []string{"qpdf", "--linearize", "{}"}},
		{"content written anew", arabic, []string{"qpdf", "--qdf", "--normalize-content=y", "--coalesce-contents", "{}"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := through(t, c.file, c.args[0], c.args[1:]...)
			b := open(t, file)
			want := []humanitarian.Finding{{Code: "file_resaved", Severity: humanitarian.NoteFinding, Positions: []humanitarian.Position{{File: "brief.pdf"}}}}
			if diff := cmp.Diff(want, verify(t, b, file, nil, nil)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !bytes.Equal(page(t, b), c.file) {
				t.Error("written again it is not the file that was saved")
			}
		})
	}
}

func TestVerifyOfAFilePrintedAnew(t *testing.T) {
	b := composeSample(t, "2024-12-05")
	file := through(t, page(t, b), "pdftocairo", "-pdf", "{}")
	if _, _, err := report.Open(context.Background(), bytes.NewReader(file)); !errors.Is(err, report.ErrNoBrief) {
		t.Errorf("open: got %v", err)
	}
	want := []humanitarian.Finding{{Code: "brief_missing", Severity: humanitarian.RowFinding, Positions: []humanitarian.Position{{File: "brief.pdf"}}}}
	if diff := cmp.Diff(want, verify(t, b, file, nil, nil)); diff != "" {
		t.Errorf("verify (-want +got):\n%s", diff)
	}
}

// TestVerifyWithoutWhatTravels takes the files out of the PDF, or puts another
// register in, or a lock on it.
func TestVerifyWithoutWhatTravels(t *testing.T) {
	b := composeSample(t, "2024-12-05")
	whole := page(t, b)
	bare := through(t, whole, "qpdf", "--remove-attachment=brief.json", "{}")
	if found := verify(t, b, bare, nil, nil); len(found) != 1 || found[0].Code != "brief_missing" {
		t.Errorf("without the brief: got %v", found)
	}
	dir := t.TempDir()
	other := filepath.Join(dir, "register.csv")
	var register []byte
	for _, f := range filesOf(t, whole) {
		if f.Name == "register.csv" {
			register = f.Data
		}
	}
	if err := os.WriteFile(other, bytes.Replace(register, []byte("178000"), []byte("187000"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	swapped := through(t, whole, "qpdf", "{}", "--add-attachment", other, "--replace", "--")
	found := verify(t, b, swapped, nil, nil)
	if len(found) != 1 || found[0].Code != "cell_differs" || found[0].Positions[0].File != "register.csv" || found[0].Positions[0].Row == 0 ||
		!strings.Contains(found[0].Args[0], "178000") || !strings.Contains(found[0].Args[1], "187000") {
		t.Errorf("with another register: got %v", found)
	}
	locked := through(t, whole, "qpdf", "--encrypt", "", "secret", "256", "--", "{}")
	if _, _, err := report.Open(context.Background(), bytes.NewReader(locked)); err == nil || !strings.Contains(err.Error(), "locked") {
		t.Errorf("locked: got %v", err)
	}
}

// TestVerifyOfAnArchive compares the pages of a file that carries nothing.
func TestVerifyOfAnArchive(t *testing.T) {
	b := composeSample(t, "2024-12-05")
	var out bytes.Buffer
	if _, err := report.WritePDF(context.Background(), &out, b, &pdf.Options{Archive: true}); err != nil {
		t.Fatal(err)
	}
	if found := verify(t, b, out.Bytes(), nil, nil); len(found) > 0 {
		t.Errorf("got %v", found)
	}
	if found := verify(t, composeSample(t, "2024-12-16"), out.Bytes(), nil, nil); len(found) == 0 {
		t.Error("the archive of another issue passes")
	}
}

// TestEveryNumberIsOnThePages is the reading of the pages against the tree alone,
// in four languages: [report.Verify] does it for each file.
func TestEveryNumberIsOnThePages(t *testing.T) {
	for _, configuration := range []string{"brief.toml", "brief.fr.toml", "brief.es.toml", "brief.ar.toml"} {
		b := composeSampleWith(t, "2024-12-31", configuration)
		if found := verify(t, b, page(t, b), nil, nil); len(found) > 0 {
			t.Errorf("%s: got %v", configuration, found)
		}
	}
}
