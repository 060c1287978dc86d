package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// brief is the form of a candidate in the case files.
func brief(c Candidate) string {
	s := c.category + " " + c.Quantity.String()
	if c.Unit == humanitarian.Household {
		s += " household"
	}
	if c.Subset {
		s += " subset"
	}
	if c.Modality != Asserted {
		s += " " + c.Modality.String()
	}
	return s
}

// differences compares the figures of a text with what a case wants.
func differences(r Result, want string) []string {
	var got, extra, missing []string
	for _, c := range r.Candidates {
		if c.IsFigure() {
			got = append(got, brief(c))
		}
	}
	for w := range strings.SplitSeq(want, ";") {
		w = strings.TrimSpace(w)
		optional := strings.HasPrefix(w, "?")
		w = strings.TrimPrefix(w, "?")
		if w == "nothing" || w == "" {
			continue
		}
		if i := slices.Index(got, w); i >= 0 {
			got = slices.Delete(got, i, i+1)
		} else if !optional {
			missing = append(missing, "missing: "+w)
		}
	}
	for _, g := range got {
		extra = append(extra, "not wanted: "+g)
	}
	return append(missing, extra...)
}

func readCases(t *testing.T, path string) [][3]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out [][3]string
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 3 {
			t.Fatalf("%s: a case has three fields: %q", path, line)
		}
		out = append(out, [3]string{f[0], f[1], f[2]})
	}
	return out
}

func TestCases(t *testing.T) {
	for file, tag := range map[string]string{"hard.txt": "en", "en.txt": "en", "news.txt": "en", "refused.txt": "en", "fr.txt": "fr", "ar.txt": "ar", "guard-en.txt": "en", "guard-fr.txt": "fr", "guard-ar.txt": "ar"} {
		path := filepath.Join("testdata", "cases", file)
		t.Run(file, func(t *testing.T) {
			e := must(t, tag)
			day := humanitarian.MustParseDate("2024-12-05")
			for _, c := range readCases(t, path) {
				r, err := e.Extract(t.Context(), Document{Text: c[1], Date: day})
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff([]string(nil), differences(r, c[2])); diff != "" {
					t.Errorf("case %s: %s\n%s%s", c[0], c[1], diff, rejections(r))
				}
			}
		})
	}
}

func rejections(r Result) string {
	var b strings.Builder
	for _, x := range r.Rejected {
		fmt.Fprintf(&b, "  refused %q: %s\n", x.Text, x.Reason)
	}
	return b.String()
}
