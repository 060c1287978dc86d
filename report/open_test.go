package report_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

func workbook(t testing.TB, b *report.Brief) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := report.WriteXLSX(context.Background(), &out, b, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tree(t testing.TB, b *report.Brief) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := report.WriteJSON(context.Background(), &out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func page(t testing.TB, b *report.Brief) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := report.WritePDF(context.Background(), &out, b, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, data []byte) *report.Brief {
	t.Helper()
	b, found, err := report.Open(context.Background(), bytes.NewReader(data))
	if err != nil || len(found) > 0 {
		t.Fatalf("%v, %v", found, err)
	}
	return b
}

// composeIn composes the sample in a language.
func composeIn(t testing.TB, l *locale.Language) *report.Brief {
	t.Helper()
	reg, found, config := readSample(t)
	period, err := humanitarian.ParsePeriod(issues["2024-12-16"])
	if err != nil {
		t.Fatal(err)
	}
	b, found, err := report.Compose(context.Background(), reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate("2024-12-16"), Period: period, Language: l})
	if err != nil {
		t.Fatalf("%v\n%v", err, found)
	}
	return b
}

// TestOpenGivesTheSameBytes goes from brief to file and back: whatever is
// written of the reopened brief is what was written of the first.
func TestOpenGivesTheSameBytes(t *testing.T) {
	arabic, err := locale.Arabic().With(locale.Options{Digits: "arabic-indic", Months: "maghreb"})
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string]*report.Brief{"English": composeSample(t, "2024-12-31"), "Arabic": composeIn(t, arabic)} {
		book, doc := workbook(t, b), tree(t, b)
		for from, data := range map[string][]byte{"workbook": book, "JSON": doc, "PDF": page(t, b)} {
			back := open(t, data)
			if diff := cmp.Diff(string(doc), string(tree(t, back))); diff != "" {
				t.Errorf("%s, from the %s: the JSON differs (-want +got):\n%s", name, from, diff)
			}
			if name == "Arabic" && from == "JSON" {
				continue // it does not carry the digits and months
			}
			if !bytes.Equal(workbook(t, back), book) {
				t.Errorf("%s, from the %s: the workbook differs", name, from)
			}
			if !bytes.Equal(page(t, back), page(t, b)) {
				t.Errorf("%s, from the %s: the PDF differs", name, from)
			}
			if text(t, back) != text(t, b) {
				t.Errorf("%s, from the %s: the text differs", name, from)
			}
		}
	}
}

// TestOpenNamesWhatIsMissing wants the wordings that do not travel to be named.
func TestOpenNamesWhatIsMissing(t *testing.T) {
	own, err := locale.Read(strings.NewReader("[catalog]\ntag = en\n[indicator]\nidps = Displaced persons (IOM)\n"))
	if err != nil {
		t.Fatal(err)
	}
	b, found, err := report.Open(context.Background(), bytes.NewReader(workbook(t, composeIn(t, own))))
	want := []humanitarian.Finding{{Code: "wordings_missing", Severity: humanitarian.WarningFinding, Args: []string{"en"},
		Positions: []humanitarian.Position{{File: "brief.xlsx"}}}}
	if diff := cmp.Diff(want, found); diff != "" || err != nil || b == nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestOpenNamesEditedCells(t *testing.T) {
	b := composeSample(t, "2024-12-16")
	row, column := cellOf(t, b, "R15-01", "low")
	edited := retyped(t, workbook(t, b), "<v>75</v>", "<v>7500</v>")
	back, found, err := report.Open(context.Background(), bytes.NewReader(edited))
	if err != nil {
		t.Fatal(err)
	}
	want := humanitarian.Finding{Code: "cell_differs", Severity: humanitarian.RowFinding, Args: []string{"75", "7500"},
		Positions: []humanitarian.Position{{File: "brief.xlsx", Sheet: "Data", Row: row, Column: column}}}
	if diff := cmp.Diff([]humanitarian.Finding{want}, only(found, "Data")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	message, hint := locale.English().Finding(want)
	if message != `the cell holds "7500", the brief has "75"` || hint == "" {
		t.Errorf("%q, %q", message, hint)
	}
	if diff := cmp.Diff(string(tree(t, b)), string(tree(t, back))); diff != "" {
		t.Errorf("the edit reached the brief:\n%s", diff)
	}
}

// only keeps the findings of one sheet.
func only(found []humanitarian.Finding, sheet string) (out []humanitarian.Finding) {
	for _, f := range found {
		if f.Positions[0].Sheet == sheet {
			out = append(out, f)
		}
	}
	return out
}

// cellOf returns the cell of a figure on the sheet of the data.
func cellOf(t testing.TB, b *report.Brief, id, column string) (row, col int) {
	t.Helper()
	grids, _, err := sheet.ReadXLSX(context.Background(), bytes.NewReader(workbook(t, b)), "brief.xlsx", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range grids {
		if g.Name != "Data" {
			continue
		}
		col = slices.Index(g.Rows[0].Cells, column) + 1
		for _, r := range g.Rows {
			if col > 0 && r.Cells[0] == id {
				return r.Number, col
			}
		}
	}
	t.Fatalf("no %s of %s", column, id)
	return 0, 0
}

// retyped returns the workbook with a value changed wherever its sheets hold it.
func retyped(t testing.TB, data []byte, old, new string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, done := zip.NewWriter(&out), 0
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			done += bytes.Count(b, []byte(old))
			b = bytes.ReplaceAll(b, []byte(old), []byte(new))
		}
		p, err := w.Create(f.Name)
		if err == nil {
			_, err = p.Write(b)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil || done == 0 {
		t.Fatalf("%d values changed: %v", done, err)
	}
	return out.Bytes()
}

func TestOpenRefuses(t *testing.T) {
	b := composeSample(t, "2024-12-05")
	good, pdf := tree(t, b), page(t, b)
	for _, c := range []struct {
		name, why string
		data      []byte
		want      error
	}{
		{"nothing", "an empty file is no brief", nil, report.ErrFormat},
		{"a register", "CSV carries figures, not a brief", []byte("id,figure\n"), report.ErrFormat},
		{"half a document", "a cut file is damaged", good[:len(good)/2], nil},
		{"another schema", "its numbers may mean something else", bytes.Replace(good, []byte(`"schema": "1"`), []byte(`"schema": "99"`), 1), nil},
		{"a PDF of others", "it carries no brief", []byte(otherPDF), report.ErrNoBrief},
		{"a PDF that was cut off", "nobody finds a way through it", pdf[:len(pdf)/2], nil},
		{"a PDF that was damaged", "half a brief is none", tampered(pdf), nil},
		{"an archive", "a zip is no workbook", []byte("PK\x03\x04 and nothing"), nil},
		{"a heading too deep", "it would fill the memory", []byte(`{"schema":"1","blocks":[{"kind":"heading","block":{"level":1000000000}}]}`), nil},
		{"a part before its whole", "no row is indented to the left", []byte(`{"schema":"1","blocks":[{"kind":"table","block":{"rows":[{"indent":-1}]}}]}`), nil},
		{"a change without bounds", "there is nothing to print", []byte(`{"schema":"1","blocks":[{"kind":"table","block":{"rows":[{"cells":[{"class":"change","change":{"kind":"delta"}}]}]}}]}`), nil},
	} {
		got, _, err := report.Open(context.Background(), bytes.NewReader(c.data))
		if err == nil || got != nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s (%s): got %v", c.name, c.why, err)
		}
	}
	cancelled, stop := context.WithCancel(context.Background())
	stop()
	for _, data := range [][]byte{good, pdf, workbook(t, b)} {
		if _, _, err := report.Open(cancelled, bytes.NewReader(data)); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: got %v", err)
		}
	}
	if _, _, err := report.Open(context.Background(), failingReader{}); !errors.Is(err, errCut) {
		t.Errorf("got %v", err)
	}
}

// otherPDF is a PDF of one empty page.
const otherPDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n" +
	"0000000052 00000 n \n0000000101 00000 n \ntrailer<</Root 1 0 R/Size 4>>\nstartxref\n160\n%%EOF\n"

// tampered changes a byte of the brief that a PDF carries.
func tampered(pdf []byte) []byte {
	out := bytes.Clone(pdf)
	out[bytes.Index(out, []byte("/EmbeddedFile"))+1000] ^= 1
	return out
}

var errCut = errors.New("the line was cut")

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errCut }

// TestSameBytesInAnotherProcess writes the sample in two processes, whose maps
// are ordered apart.
func TestSameBytesInAnotherProcess(t *testing.T) {
	const where = "SITREP_REPORT_CHILD"
	all := func() []byte {
		b := composeSample(t, "2024-12-31")
		return bytes.Join([][]byte{workbook(t, b), tree(t, b), page(t, b)}, nil)
	}
	if file := os.Getenv(where); file != "" {
		if err := os.WriteFile(file, all(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	file := filepath.Join(t.TempDir(), "child")
	cmd := exec.Command(os.Args[0], "-test.run=^TestSameBytesInAnotherProcess$")
	cmd.Env = append(os.Environ(), where+"="+file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, all()) {
		t.Error("another process writes other bytes")
	}
}

// FuzzOpen opens anything, and writes what it took for a brief.
func FuzzOpen(f *testing.F) {
	b := composeSample(f, "2024-12-05")
	f.Add(workbook(f, b))
	f.Add([]byte(`{"schema":"1","language":"ar","blocks":[{"kind":"table","block":{"columns":[{"label":"","figure":true}],"rows":[{"cells":[{"class":"total","sum":{"parts":2,"low":-5}}]}]}}]}`))
	f.Add([]byte(`{"schema":"1","blocks":[{"kind":"chart","block":{"rows":[{"values":[{"quantity":"5"},{"quantity":"~7"}]}]}},{"kind":"key_figures","block":{"tiles":[{}]}}],"data":{"columns":["low"],"rows":[[],["1","2"]]}}`))
	f.Add([]byte("%PDF-1.7\n1 0 obj\n<</Filter /FlateDecode\n/Length 3\n/Params <</Size 3\n>>\n/Subtype /application#2Fjson\n/Type /EmbeddedFile\n>>\nstream\nabc"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, _, err := report.Open(context.Background(), bytes.NewReader(data))
		if err != nil || len(data) > 100_000 {
			return
		}
		// It need not be possible to write it; it must be possible to try.
		_ = report.WriteText(context.Background(), io.Discard, b)
		_ = report.WriteJSON(context.Background(), io.Discard, b)
		_ = report.WriteXLSX(context.Background(), io.Discard, b, nil)
	})
}
