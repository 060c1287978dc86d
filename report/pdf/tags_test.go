package pdf

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
)

// treeOf draws d and returns its tags.
func treeOf(t *testing.T, d *document.Document) *element {
	t.Helper()
	lang, err := locale.Of(d.Language)
	if err != nil {
		t.Fatal(err)
	}
	faces := testFaces(t)
	laid := layWith(t, d, &Theme{})
	if _, err := draw(context.Background(), d, lang, laid, faces, nil, &Options{}); err != nil {
		t.Fatal(err)
	}
	return laid.tree
}

// dumpTree writes elements, and for marks the pages on which they are.
func dumpTree(b *strings.Builder, e *element, depth int) {
	fmt.Fprintf(b, "%s%s", strings.Repeat("  ", depth), e.Kind)
	for _, s := range []string{e.Scope, e.Numbering, e.Alt} {
		if s != "" {
			fmt.Fprintf(b, " %s", s)
		}
	}
	if e.Actual != "" {
		fmt.Fprintf(b, " %q", e.Actual)
	}
	for _, k := range e.Kids {
		if m, ok := k.(pdffile.Mark); ok {
			fmt.Fprintf(b, " p%d", m.Page)
		}
	}
	b.WriteByte('\n')
	for _, k := range e.Kids {
		if k, ok := k.(*element); ok {
			dumpTree(b, k, depth+1)
		}
	}
}

func TestTagsGolden(t *testing.T) {
	for name, d := range map[string]*document.Document{"brief": sampleBrief(), "arabic": arabicBrief()} {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			dumpTree(&got, treeOf(t, d), 0)
			file := filepath.Join("testdata", name+".tags.txt")
			if *update {
				if err := os.WriteFile(file, []byte(got.String()), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
				t.Errorf("tags of %s (-want +got; rewrite with -update):\n%s", name, diff)
			}
		})
	}
}

// count counts the elements of a kind.
func count(e *element, kind string) int {
	n := 0
	if e.Kind == kind {
		n++
	}
	for _, k := range e.Kids {
		if k, ok := k.(*element); ok {
			n += count(k, kind)
		}
	}
	return n
}

// TestTableOverPagesIsOne says that a table stays one table when pages cut it, and its repeated header is not read again.
func TestTableOverPagesIsOne(t *testing.T) {
	tab := &document.Table{Title: "Long", Columns: []document.Column{{Label: "Area", Weight: 2}, {Label: "People", Weight: 1, Figure: true}}}
	for range 130 {
		tab.Rows = append(tab.Rows, document.Row{Cells: []document.Value{word("place"), quantity("1250")}})
	}
	tree := treeOf(t, &document.Document{Blocks: []document.Block{tab}})
	got := []int{count(tree, "Table"), count(tree, "TR"), count(tree, "TH"), count(tree, "TD"), count(tree, "Caption")}
	if want := []int{1, 131, 2 + 130, 130, 1}; !slices.Equal(got, want) {
		t.Errorf("tables, rows, heads, cells, captions: got %v, want %v", got, want)
	}
}

// TestNoLevelIsSkipped says that headings go one level deeper at a time.
func TestNoLevelIsSkipped(t *testing.T) {
	tree := treeOf(t, &document.Document{Title: "T", Blocks: []document.Block{&document.Heading{Level: 2, Text: "early"},
		&document.Heading{Level: 1, Text: "a"}, &document.Heading{Level: 2, Text: "b"}, &document.Heading{Level: 1}}})
	if got := []int{count(tree, "H1"), count(tree, "H2"), count(tree, "H3")}; !slices.Equal(got, []int{1, 2, 1}) {
		t.Errorf("headings of the levels 1 to 3: got %v, want [1 2 1]", got)
	}
}

// TestTagsReadInOrder lets poppler walk the tags and compares what they say with the document.
func TestTagsReadInOrder(t *testing.T) {
	pdfinfo := tool(t, "pdfinfo")
	d := sampleBrief()
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, render(t, "tags", d, nil), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(pdfinfo, "-struct-text", path).CombinedOutput()
	if err != nil {
		t.Fatalf("pdfinfo: %v\n%s", err, out)
	}
	var read strings.Builder
	for _, m := range regexp.MustCompile(`(?m)^ *"(.*)"$`).FindAllStringSubmatch(string(out), -1) {
		read.WriteString(m[1])
	}
	text := strings.ReplaceAll(read.String(), " ", "")
	for _, want := range values(d) {
		want = strings.ReplaceAll(want, " ", "")
		i := strings.Index(text, want)
		if i < 0 {
			t.Fatalf("after what was read so far, %q is missing; left: %.200s", want, text)
		}
		text = text[i+len(want):]
	}
	if strings.Contains(text, "Page1") {
		t.Error("the footer is read out")
	}
}

// TestEverythingIsMarked says that nothing on a page is outside of an element or an artifact.
func TestEverythingIsMarked(t *testing.T) {
	qpdf := tool(t, "qpdf")
	for name, d := range map[string]*document.Document{"brief": sampleBrief(), "arabic": arabicBrief(), "hostile": hostile()} {
		dir := t.TempDir()
		in, plain := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "plain.pdf")
		if err := os.WriteFile(in, render(t, "marked", d, nil), 0o644); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(qpdf, "--qdf", "--object-streams=disable", in, plain).CombinedOutput(); err != nil {
			t.Fatalf("qpdf: %v\n%s", err, out)
		}
		b, err := os.ReadFile(plain)
		if err != nil {
			t.Fatal(err)
		}
		depth, drawn := 0, 0
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSpace(line)
			switch {
			case strings.HasSuffix(line, " BDC"):
				depth++
			case line == "EMC":
				depth--
			case strings.HasSuffix(line, " ET"), strings.HasSuffix(line, " f*"):
				drawn++
				if depth != 1 {
					t.Fatalf("%s: drawn at depth %d: %.80s", name, depth, line)
				}
			}
			if depth < 0 || depth > 1 {
				t.Fatalf("%s: marks at depth %d", name, depth)
			}
		}
		if depth != 0 || drawn < 80 {
			t.Errorf("%s: %d marks left open, %d things drawn", name, depth, drawn)
		}
	}
}
