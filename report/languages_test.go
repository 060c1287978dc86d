package report_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// TestLanguages composes the brief of 5 December in every language and holds it
// against its golden, which was read by people.
func TestLanguages(t *testing.T) {
	for _, tag := range []string{"fr", "es", "ar"} {
		got := text(t, composeSampleWith(t, "2024-12-05", "brief."+tag+".toml"))
		path := filepath.Join("testdata", "brief-2024-12-05."+tag+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tag, diff)
		}
	}
}

// body returns a brief without its sources register, whose titles stay in the
// language in which they were published.
func body(t *testing.T, asOf, tag string) string {
	t.Helper()
	l, err := locale.Of(tag)
	if err != nil {
		t.Fatal(err)
	}
	s, _, ok := strings.Cut(text(t, composeSampleWith(t, asOf, "brief."+tag+".toml")), "\n# "+l.Say("brief.sources")+"\n")
	if !ok {
		t.Fatalf("%s: no sources register", tag)
	}
	return s
}

// TestNoEnglishLeft looks for wordings of the English catalogue, and for words
// that only English has, in the French, Spanish and Arabic briefs.
func TestNoEnglishLeft(t *testing.T) {
	en := locale.English()
	small := regexp.MustCompile(`(?i)\b(the|of|and|with|from|which|people|killed|injured|displaced|reported|known|facilities|households|since|until|at least|more than|whole|source)\b`)
	for asOf := range issues {
		for _, tag := range []string{"fr", "es", "ar"} {
			l, err := locale.Of(tag)
			if err != nil {
				t.Fatal(err)
			}
			s := body(t, asOf, tag)
			for _, k := range en.Keys() {
				said := en.Say(k)
				if len(strings.Fields(said)) < 2 || said == l.Say(k) || !strings.Contains(s, said) {
					continue
				}
				if regexp.MustCompile(`\b` + regexp.QuoteMeta(said) + `\b`).MatchString(s) {
					t.Errorf("%s %s: %q of %s stays English", asOf, tag, said, k)
				}
			}
			for _, line := range strings.Split(s, "\n") {
				if w := small.FindString(line); w != "" && !(tag != "en" && strings.EqualFold(w, "source") && tag == "fr") {
					t.Errorf("%s %s: %q in %q", asOf, tag, w, line)
				}
			}
		}
	}
}

// TestNoLatinInArabic wants no word in Latin letters in an Arabic brief above its
// sources register but ids of rows, which stand in brackets, P-codes, which have a
// column of their own, and addresses.
func TestNoLatinInArabic(t *testing.T) {
	id := regexp.MustCompile(`\bR\d+[a-z]?-\d+\b|\bSY\d+\b`)
	mail := regexp.MustCompile(`\S+@\S+`)
	for asOf := range issues {
		s := mail.ReplaceAllString(id.ReplaceAllString(body(t, asOf, "ar"), ""), "")
		for _, w := range regexp.MustCompile(`[A-Za-z]+`).FindAllString(s, -1) {
			t.Errorf("%s: %q is in Latin letters", asOf, w)
		}
	}
}

// TestFrenchSpaces wants before the signs of two parts the spaces that do not break, in every layout and issue.
func TestFrenchSpaces(t *testing.T) {
	l, err := locale.Of("fr")
	if err != nil {
		t.Fatal(err)
	}
	bare := regexp.MustCompile(`[^\x{a0}\x{202f}\d][:](?:\s|$)|[^\x{202f}][;!?](?:\s|$)|[^\x{a0}\x{202f}]»|«[^\x{a0}\x{202f}]`)
	for _, layout := range document.Layouts() {
		for i, b := range inSuccessionAs(t, "brief.fr.toml", layout) {
			s, _, _ := strings.Cut(text(t, b), "\n# "+l.Say("brief.sources")+"\n")
			for _, line := range strings.Split(s, "\n") {
				if bare.MatchString(line) {
					t.Errorf("%s, issue %d: %q", layout, i+1, line)
				}
			}
		}
	}
}
