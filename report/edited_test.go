package report_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// treeOf writes a brief as JSON.
func treeOf(t testing.TB, b *report.Brief) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := report.WriteJSON(context.Background(), &out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestEditedPrevious wants no issue to follow a file that somebody edited, and
// the findings to say what was.
func TestEditedPrevious(t *testing.T) {
	b := composeSample(t, "2024-12-16")
	tree, pages := string(treeOf(t, b)), written(t, b, nil)
	var book bytes.Buffer
	if err := report.WriteXLSX(context.Background(), &book, b, nil); err != nil {
		t.Fatal(err)
	}
	printed := strings.Replace(tree, `"quantity": "\u003e=282"`, `"quantity": "\u003e=283"`, 1)
	everywhere := strings.NewReplacer(`"282"`, `"283"`, `=282"`, `=283"`, "at least 282", "at least 283").Replace(tree)
	start := strings.Index(tree, `  "digest": `)
	unsealed := tree[:start] + tree[start+strings.Index(tree[start:], "\n")+1:]
	carrying := func(doc string) []byte {
		path := filepath.Join(t.TempDir(), "brief.json")
		if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
			t.Fatal(err)
		}
		return through(t, pages, "qpdf", "{}", "--add-attachment", path, "--key=brief.json", "--replace", "--")
	}
	for _, c := range []struct {
		name  string
		file  []byte
		codes []string
		says  string
	}{
		{"the PDF", pages, nil, ""},
		{"the workbook", book.Bytes(), nil, ""},
		{"the JSON", []byte(tree), nil, ""},
		{"the JSON on one line, with a mark in front", []byte("\ufeff" + strings.ReplaceAll(tree, "\n", "")), nil, ""},
		{"the PDF saved anew", through(t, pages, "qpdf", "--object-streams=generate", "{}"), nil, ""},
		{"the PDF without its list of assets", through(t, pages, "qpdf", "--remove-attachment=assets.json", "{}"), nil, ""},
		{"one number in the JSON", []byte(printed), []string{"digest_differs", "printed_differs"}, "at least 283"},
		{"a number throughout the JSON", []byte(everywhere), []string{"digest_differs"}, ""},
		{"the JSON without its digest", []byte(unsealed), []string{"digest_missing"}, ""},
		{"a number throughout the JSON in the PDF", carrying(everywhere), []string{"cell_differs", "digest_differs", "page_differs", "page_redrawn"}, "283"},
		{"the same without a digest", carrying(strings.Replace(everywhere, tree[start:start+strings.Index(tree[start:], "\n")+1], "", 1)), []string{"cell_differs", "page_differs", "page_redrawn"}, "283"},
		{"the PDF without its register", through(t, pages, "qpdf", "--remove-attachment=register.csv", "{}"), []string{"attachment_missing"}, "register.csv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, found, err := report.ReadPrevious(context.Background(), bytes.NewReader(c.file), nil)
			if edited := c.codes != nil; errors.Is(err, report.ErrEdited) != edited || (p == nil) != edited || !edited && err != nil {
				t.Fatalf("got %v, %v, %v", p, found, err)
			}
			if got := codesOf(found); !cmp.Equal(got, c.codes) {
				t.Errorf("got %v, want %v: %v", got, c.codes, found)
			}
			if !slices.ContainsFunc(found, func(f humanitarian.Finding) bool { return strings.Contains(strings.Join(f.Args, " "), c.says) }) && c.says != "" {
				t.Errorf("nothing says %q: %v", c.says, found)
			}
		})
	}
}

// codesOf lists the codes of findings, each once.
func codesOf(found []humanitarian.Finding) (out []string) {
	for _, f := range found {
		out = append(out, f.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestAttachmentsAreMissed removes what a PDF carries besides its brief.
func TestAttachmentsAreMissed(t *testing.T) {
	b := composeSample(t, "2024-12-05")
	file := written(t, b, nil)
	for _, name := range []string{"register.csv", "assets.json"} {
		found := verify(t, b, through(t, file, "qpdf", "--remove-attachment="+name, "{}"), nil, nil)
		if len(found) != 1 || found[0].Code != "attachment_missing" || found[0].Args[0] != name || found[0].Severity != humanitarian.RowFinding {
			t.Errorf("without %s: got %v", name, found)
		}
	}
}

// TestOneDigest wants PDF, workbook and JSON to carry the same digest, and another
// for another brief.
func TestOneDigest(t *testing.T) {
	b := composeSample(t, "2024-12-05")
	var book bytes.Buffer
	if err := report.WriteXLSX(context.Background(), &book, b, nil); err != nil {
		t.Fatal(err)
	}
	digest := func(file []byte) string {
		got, found, err := report.Open(context.Background(), bytes.NewReader(file))
		if err != nil || len(found) > 0 {
			t.Fatal(found, err)
		}
		return got.Document.Digest
	}
	first := digest(treeOf(t, b))
	if first == "" || digest(written(t, b, nil)) != first || digest(book.Bytes()) != first {
		t.Errorf("the files of one brief have other digests than %q", first)
	}
	changed := *b.Document
	changed.Blocks = append(slices.Clone(changed.Blocks), &document.Paragraph{})
	b.Document = &changed
	if digest(treeOf(t, b)) == first {
		t.Error("another brief has the same digest")
	}
}

func BenchmarkReadPrevious(b *testing.B) {
	file := written(b, composeSample(b, "2024-12-16"), nil)
	for b.Loop() {
		if _, _, err := report.ReadPrevious(context.Background(), bytes.NewReader(file), nil); err != nil {
			b.Fatal(err)
		}
	}
}
