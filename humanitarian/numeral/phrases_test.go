package numeral

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// A phraseCase is a line of testdata/phrases; the README there has the format.
type phraseCase struct {
	line       int
	text       string
	start, end int // of the expression
	whole      bool
	quantity   string
	kind       string
}

func phraseCases(t testing.TB, tag string) []phraseCase {
	t.Helper()
	f, err := os.Open("testdata/phrases/" + tag + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var cases []phraseCase
	scan := bufio.NewScanner(f)
	for line := 1; scan.Scan(); line++ {
		if l := scan.Text(); l != "" && !strings.HasPrefix(l, "# ") {
			fields := strings.Split(l, " | ")
			if len(fields) != 3 {
				t.Fatalf("%s.txt:%d: want phrase | quantity | kind", tag, line)
			}
			c := phraseCase{line: line, text: fields[0], quantity: fields[1], kind: fields[2]}
			before, rest, marked := strings.Cut(c.text, "‹")
			inside, after, _ := strings.Cut(rest, "›")
			if c.whole = !marked; marked {
				c.text, c.start = before+inside+after, len(before)
				c.end = c.start + len(inside)
			} else {
				c.end = len(c.text)
			}
			cases = append(cases, c)
		}
	}
	return cases
}

func TestPhrases(t *testing.T) {
	for _, tag := range tags {
		l := language(t, tag)
		cases := phraseCases(t, tag)
		if len(cases) < 100 {
			t.Errorf("%s has %d phrases, 100 are wanted", tag, len(cases))
		}
		for _, c := range cases {
			c.check(t, l)
		}
	}
}

func (c phraseCase) check(t *testing.T, l *Language) {
	var all []string
	var found *Reading
	for r := range l.Scan(c.text) {
		all = append(all, show(c.text, r))
		if c.whole || c.text[r.Start:r.End] == c.text[c.start:c.end] && r.Start == c.start {
			found = &r
		}
	}
	fail := func(got string) {
		t.Errorf("%s.txt:%d: %q: got %s, want %s %s", l.Tag(), c.line, c.text, got, c.quantity, c.kind)
	}
	switch {
	case c.kind == "nothing":
		if len(all) > 0 {
			fail(strings.Join(all, "; "))
		}
		return
	case found == nil || c.whole && len(all) != 1:
		fail("[" + strings.Join(all, "; ") + "]")
		return
	}
	if got := quantityText(*found); got != c.quantity || found.Kind.String() != c.kind {
		fail(show(c.text, *found))
	}
	if c.whole && strings.Trim(c.text[found.End:], "\u2069") != "" {
		fail("a reading that ends early: " + show(c.text, *found))
	}
	if c.whole && (c.kind == "cardinal" || c.kind == "share") {
		r, err := l.Parse(c.text)
		if err != nil || r.Quantity.String() != c.quantity || r.Kind != found.Kind {
			t.Errorf("%s.txt:%d: Parse(%q): got %v, %v, want %s", l.Tag(), c.line, c.text, r.Quantity, err, c.quantity)
		}
	}
}

// quantityText is the quantity of a reading, or what an unsure one may mean.
func quantityText(r Reading) string {
	if r.Kind != Unsure {
		return r.Quantity.String()
	}
	if len(r.Readings) == 0 {
		return "-"
	}
	var texts []string
	for _, q := range r.Readings {
		texts = append(texts, q.String())
	}
	return strings.Join(texts, " ")
}

func show(text string, r Reading) string {
	s := strings.Join([]string{quantityText(r), r.Kind.String(), text[r.Start:r.End]}, " ")
	if r.Why != "" {
		s += " (" + r.Why + ")"
	}
	return s
}
