package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

func FuzzExtract(f *testing.F) {
	for _, text := range bad() {
		if len(text) < 4096 {
			f.Add(text)
		}
	}
	f.Add(article)
	f.Add(prose)
	f.Add("L'attaque a fait neuf morts ; 3 000 personnes ont fui. قُتل خمسة مدنيين و3 جنود.")
	f.Add("12.500 people, aged 3 to 70, fled; about2,700peoplewere killed (41 dead, 7 hurt) – or 5–6 gunmen.")
	var extractors []*Extractor
	for _, tag := range Languages() {
		extractors = append(extractors, must(f, tag))
	}
	day := humanitarian.MustParseDate("2024-12-05")
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range extractors {
			r, err := e.Extract(t.Context(), Document{Text: text, Date: day})
			if err != nil {
				t.Fatal(err)
			}
			checkSpans(t, text, r)
			for _, c := range r.Candidates {
				if protected(c) && c.Trace == nil {
					t.Fatalf("%s has no trace", c.ID)
				}
				if fig, ok := c.Figure(Document{Text: text}); ok && !utf8.ValidString(fig.Excerpt) {
					t.Fatalf("%s: excerpt %q is not UTF-8", c.ID, fig.Excerpt)
				}
			}
			NewLine("x", text, r)
		}
	})
}

// FuzzSentences: sentences come in order, do not overlap, leave out only space
// and are bounded.
func FuzzSentences(f *testing.F) {
	f.Add("Dr. Smith left at 3.30 p.m. on Monday. \"It is over!\" he said.\n\nHeading\n- bullet\nA | B")
	f.Add("region.According to the U.N. 5.5 million people fled")
	f.Add(strings.Repeat("\x9b", 3*longestSentence))
	l := must(f, "en").lex
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for s := range l.sentences(text) {
			if s.start < end || s.end <= s.start || s.end > len(text) || s.end-s.start > 2*longestSentence+utf8.UTFMax {
				t.Fatalf("sentence %+v after %d in a text of %d bytes", s, end, len(text))
			}
			for i := end; i < s.start; i++ {
				if !isSpace(text[i]) {
					t.Fatalf("byte %q at %d is in no sentence", text[i], i)
				}
			}
			end = s.end
		}
		for i := end; i < len(text); i++ {
			if !isSpace(text[i]) {
				t.Fatalf("byte %q at %d is in no sentence", text[i], i)
			}
		}
	})
}

// FuzzShadow compares the offsets of a repaired sentence with a slow twin that
// finds each kept byte again.
func FuzzShadow(f *testing.F) {
	f.Add("about2,700 peoplewere killed")
	f.Add("fami-lies, 61, 000 people, <b>14</b>&nbsp;dead, fledShirqat")
	l := must(f, "en").lex
	f.Fuzz(func(t *testing.T, text string) {
		s := l.repair(text)
		last := -1
		for i := range len(s.text) {
			o := s.original(i)
			if o < last || o > len(text) {
				t.Fatalf("byte %d of %q comes from %d after %d", i, s.text, o, last)
			}
			if s.text[i] != ' ' && (o >= len(text) || text[o] != s.text[i]) {
				t.Fatalf("byte %d of %q is %q, but %q at %d of %q", i, s.text, s.text[i], text[min(o, len(text)-1)], o, text)
			}
			last = o
		}
	})
}
