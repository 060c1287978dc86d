package narrative

import (
	"testing"
	"unicode/utf8"
)

// FuzzCheck reads any text in any language: no panic, issues in order and within
// the text.
func FuzzCheck(f *testing.F) {
	for _, tag := range allTags() {
		_, sentences := readCorpus(f, tag)
		for _, s := range sentences[:4] {
			f.Add(s.text)
		}
	}
	f.Add("12 people (1 to 2) (a) killed; 5 $US, +3 \u2068US$\u2069 \xff 00")
	var checkers []*Checker
	for _, tag := range allTags() {
		c, _ := corpusChecker(f, tag)
		checkers = append(checkers, c)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range checkers {
			last := 0
			for _, is := range c.Check(text) {
				if is.Start < last || is.End <= is.Start || is.End > len(text) {
					t.Fatalf("issue %v after byte %d of %d", is, last, len(text))
				}
				if utf8.ValidString(text) && !utf8.ValidString(text[is.Start:is.End]) {
					t.Fatalf("issue %v cuts a letter", is)
				}
				last = is.Start
			}
		}
	})
}
