package narrative

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

var marked = regexp.MustCompile(`\[([^\]]+)\]\((\w+)\)`)

// A told number is one that a sentence of the corpus marks as a figure.
type toldNumber struct {
	start, end int
	figure     humanitarian.Figure
}

// A corpus sentence is its text and the figures it tells.
type corpusSentence struct {
	text string
	told []toldNumber
}

func readCorpus(t testing.TB, tag string) (Facts, []corpusSentence) {
	t.Helper()
	b, err := os.ReadFile("testdata/claims/register.csv")
	if err != nil {
		t.Fatal(err)
	}
	facts := readRegister(t, string(b))
	b, err = os.ReadFile("testdata/claims/" + tag + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []corpusSentence
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		var s corpusSentence
		last := 0
		for _, m := range marked.FindAllStringSubmatchIndex(line, -1) {
			s.text += line[last:m[0]]
			f, ok := facts.Register.Figure(line[m[4]:m[5]])
			if !ok {
				t.Fatalf("%s: %s is not in register.csv", tag, line[m[4]:m[5]])
			}
			s.told = append(s.told, toldNumber{len(s.text), len(s.text) + m[3] - m[2], f})
			s.text += line[m[2]:m[3]]
			last = m[1]
		}
		s.text += line[last:]
		out = append(out, s)
	}
	return facts, out
}

func corpusChecker(t testing.TB, tag string) (*Checker, []corpusSentence) {
	t.Helper()
	facts, sentences := readCorpus(t, tag)
	c, err := NewChecker(tag, facts, &CheckOptions{Gazetteer: syria(t)})
	if err != nil {
		t.Fatal(err)
	}
	return c, sentences
}

func allTags() []string { return []string{"en", "fr", "es", "ar"} }

// TestCorpus wants no false alarm on the sentences of each language.
func TestCorpus(t *testing.T) {
	for _, tag := range allTags() {
		c, sentences := corpusChecker(t, tag)
		if len(sentences) < 50 {
			t.Errorf("%s: %d sentences, want at least 50", tag, len(sentences))
		}
		for _, s := range sentences {
			for _, is := range c.Check(s.text) {
				t.Errorf("%s: %s\n  %s %q", tag, s.text, is.Code, is.Args)
			}
		}
	}
}

// TestCorpusAsOneParagraph wants none either when what a sentence says might be
// taken over into the next.
func TestCorpusAsOneParagraph(t *testing.T) {
	for _, tag := range allTags() {
		c, sentences := corpusChecker(t, tag)
		var text strings.Builder
		for _, s := range sentences {
			text.WriteString(s.text + " ")
		}
		for _, is := range c.Check(text.String()) {
			t.Errorf("%s: %s %q in ...%s", tag, is.Code, is.Args, text.String()[max(0, is.Start-80):is.End])
		}
	}
}

// numbersLike reports whether a figure of the same kind holds a number that n
// may stand for: n itself, or one that rounds to it where n is digits and a
// word. It shares nothing with the checker but the rounding policy.
func numbersLike(facts Facts, f humanitarian.Figure, q humanitarian.Quantity, rough bool) bool {
	for _, g := range facts.Figures {
		if g.Indicator != f.Indicator || facts.Register.Unit(g) != facts.Register.Unit(f) {
			continue
		}
		p, r := g.Quantity.Parts(), q.Parts()
		for _, a := range []*int64{p.Low, p.Best, p.High} {
			for _, b := range []*int64{r.Low, r.Best, r.High} {
				if a == nil || b == nil {
					continue
				}
				digit := int64(1)
				for d := *b; d >= 100 && d%10 == 0; d /= 10 {
					digit *= 10
				}
				if gap := max(*a-*b, *b-*a); gap == 0 || (rough || q.Form() != humanitarian.Exact) && gap < digit {
					return true
				}
			}
		}
	}
	return false
}

// TestMutatedDigits changes every digit of every figure to every other digit:
// a value that no figure of that measure has is always found.
func TestMutatedDigits(t *testing.T) {
	for _, tag := range allTags() {
		facts, _ := readCorpus(t, tag)
		c, sentences := corpusChecker(t, tag)
		mutants, caught := 0, 0
		for _, s := range sentences {
			for _, told := range s.told {
				for at := told.start; at < told.end; at++ {
					if s.text[at] < '0' || s.text[at] > '9' {
						continue
					}
					for d := byte('0'); d <= '9'; d++ {
						if d == s.text[at] {
							continue
						}
						text := s.text[:at] + string(d) + s.text[at+1:]
						q, ok := readAs(c, text, told.start, told.end)
						rough := strings.ContainsAny(text[told.start:told.end], "mM") || strings.Contains(text[told.start:told.end], "مليون")
						if ok && (numbersLike(facts, told.figure, q, rough) || isChangeOrShare(told.figure, s.text[told.start:told.end])) {
							continue
						}
						mutants++
						if found(c.Check(text), told.start, told.end) {
							caught++
							continue
						}
						t.Errorf("%s: not found: %s (%s, %s)", tag, text, text[told.start:told.end], told.figure.ID)
					}
				}
			}
		}
		t.Logf("%s: %d of %d mutants found", tag, caught, mutants)
		if mutants < 1000 {
			t.Errorf("%s: only %d mutants", tag, mutants)
		}
	}
}

func found(issues []Issue, start, end int) bool {
	for _, is := range issues {
		if is.Start < end && start < is.End {
			return true
		}
	}
	return false
}

// readAs returns what the number at a place of the text says.
func readAs(c *Checker, text string, start, end int) (q humanitarian.Quantity, ok bool) {
	for r := range c.numbers.Scan(text) {
		if r.Start < end && start < r.End {
			q, ok = r.Quantity, true
		}
	}
	return q, ok
}

// isChangeOrShare reports whether a marked number is no count of the figure but
// a change of it; changes have values of their own, tested apart.
func isChangeOrShare(f humanitarian.Figure, text string) bool { return f.ID == "K48" && text == "13" }

// TestSwappedFigures puts one figure in the place of another of another measure,
// status, group, unit or place, and that in its place: at least 95 of 100 such
// swaps are found.
func TestSwappedFigures(t *testing.T) {
	for _, tag := range allTags() {
		c, sentences := corpusChecker(t, tag)
		swaps, caught := 0, 0
		var missed []string
		for i, s := range sentences {
			for j := i; j < len(sentences); j++ {
				for a := range s.told {
					for b := range sentences[j].told {
						if i == j && b <= a || !differ(s.told[a].figure, sentences[j].told[b].figure) {
							continue
						}
						first, second := swap(s, a, sentences[j], b, i == j)
						if first == s.text {
							continue
						}
						swaps++
						if len(c.Check(first)) > 0 || second != "" && len(c.Check(second)) > 0 {
							caught++
						} else {
							missed = append(missed, first+" / "+second)
						}
					}
				}
			}
		}
		t.Logf("%s: %d of %d swaps found", tag, caught, swaps)
		if 100*caught < 95*swaps {
			t.Errorf("%s: %d of %d swaps found; not found:\n%s", tag, caught, swaps, strings.Join(missed[:min(len(missed), 20)], "\n"))
		}
	}
}

func differ(f, g humanitarian.Figure) bool {
	kind := func(f humanitarian.Figure) string {
		return fmt.Sprint(f.Indicator, f.Status, f.Sex, f.Age, f.Group, f.Unit, f.Place.Key())
	}
	return kind(f) != kind(g)
}

// swap exchanges the words of two numbers.
func swap(s corpusSentence, a int, r corpusSentence, b int, same bool) (string, string) {
	x, y := s.told[a], r.told[b]
	wordsX, wordsY := s.text[x.start:x.end], r.text[y.start:y.end]
	if same {
		return s.text[:x.start] + wordsY + s.text[x.end:y.start] + wordsX + s.text[y.end:], ""
	}
	return s.text[:x.start] + wordsY + s.text[x.end:], r.text[:y.start] + wordsX + r.text[y.end:]
}

// TestMutatedWords changes number words to others.
func TestMutatedWords(t *testing.T) {
	others := map[string]string{
		"en": "two three four five six seven eight nine ten eleven", "fr": "deux trois quatre cinq six sept huit neuf dix onze",
		"es": "dos tres cuatro cinco seis siete ocho nueve diez once", "ar": "ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
	}
	for _, tag := range allTags() {
		facts, _ := readCorpus(t, tag)
		c, sentences := corpusChecker(t, tag)
		mutants := 0
		for _, s := range sentences {
			for _, told := range s.told {
				words := s.text[told.start:told.end]
				last := words[strings.LastIndex(words, " ")+1:]
				for other := range strings.FieldsSeq(others[tag]) {
					if other == last || !strings.Contains(" "+others[tag]+" ", " "+strings.ToLower(last)+" ") {
						continue
					}
					text := s.text[:told.end-len(last)] + other + s.text[told.end:]
					q, ok := readAs(c, text, told.start, told.end)
					if ok && numbersLike(facts, told.figure, q, false) || strings.EqualFold(other, last) {
						continue
					}
					mutants++
					if !found(c.Check(text), told.start, told.end) {
						t.Errorf("%s: not found: %s", tag, text)
					}
				}
			}
		}
		if mutants < 20 {
			t.Errorf("%s: only %d mutants", tag, mutants)
		}
	}
}
