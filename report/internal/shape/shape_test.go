package shape

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	gobidi "github.com/go-text/typesetting/bidi"
)

func testFaces(t testing.TB) *Faces {
	t.Helper()
	fs, err := NewFaces()
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

func TestClean(t *testing.T) {
	for _, test := range []struct {
		name, in, want string
		why            string
	}{
		{"plain", "Aleppo 1,250", "Aleppo 1,250", "nothing to do"},
		{"controls", "a\tb\nc\x00d\u0085e\u2029f", "a b c d e f", "a control would have no glyph"},
		{"invalid", "a\xFFb", "a\uFFFDb", "what was unreadable stays visible"},
		{"composed", "e\u0301", "\u00E9", "one glyph where there is one"},
		{"override", "\u202E0521\u202C", "0521", "an override turns a number round"},
		{"isolate", "\u20681,250\u2069\u200F", "\u20681,250\u2069\u200F", "isolates and marks are ours"},
		{"hyphen", "dis\u00ADplaced\uFEFF", "displaced", "invisible leftovers of other programs"},
		{"line", "a\u2028b", "a\u2028b", "the one way to end a line"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, changed := Clean(test.in)
			if got != test.want || changed != (test.in != test.want) {
				t.Errorf("Clean(%+q) = %+q, %v; want %+q\nwhy: %s", test.in, got, changed, test.want, test.why)
			}
			if again, changed := Clean(got); changed || again != got {
				t.Errorf("Clean is not idempotent: %+q becomes %+q", got, again)
			}
		})
	}
}

func TestIsolate(t *testing.T) {
	if got, want := Isolate("a\u2069b\u2067c"), "\u2068ab\u2067c\u2069\u2069"; got != want {
		t.Errorf("got %+q, want %+q", got, want)
	}
}

func levels(text []rune, base int) []int8 { return new(leveller).levels(text, base) }

// visual returns the source characters in the order in which they are drawn.
func visual(text string, base int) string {
	rs := []rune(text)
	var b strings.Builder
	for _, i := range reorder(levels(rs, base)) {
		if !isInvisible(rs[i]) {
			b.WriteRune(rs[i])
		}
	}
	return b.String()
}

func TestVisualOrder(t *testing.T) {
	for _, test := range []struct {
		name, in, want string
		base           int
		why            string
	}{
		{"plain", "abc 123", "abc 123", 0, "nothing turns"},
		{"figure", "אב \u20681,250\u2069 גד", "דג 1,250 בא", 1, "the figure keeps its order"},
		{"percent", "א \u2068-8%\u2069 ב", "ב -8% א", 1, "sign and percent keep their ends"},
		{"money", "א \u2068US$ 4.2 million\u2069 ב", "ב US$ 4.2 million א", 1, "Latin words keep their order"},
		{"loose", "א -8% ב", "ב 8%- א", 1, "what happens without isolation, and why there is Isolate"},
		{"two", "א \u2068a\u2069\u2068b\u2069", "ba א", 1, "neighbouring isolates follow the paragraph"},
		{"levels", "אב 123 abc", "123 בא abc", 0, "levels 2 and 0 are neighbours: go-text's runs merge them"},
		{"nested", "a \u2067א \u2066b c\u2069 ג\u2069 d", "a ג b c א d", 0, "an isolate in an isolate"},
		{"brackets", "a (אב) c", "a (בא) c", 0, "brackets take the direction around them"},
		{"open", "א \u2068ab c", "ab c א", 1, "an isolate without end reaches to the end"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := visual(test.in, test.base); got != test.want {
				t.Errorf("got %+q, want %+q\nwhy: %s", got, test.want, test.why)
			}
		})
	}
}

// TestLevelsOracle compares with go-text's bidi what that tells: the parity of every character, and the level of the
// first of each of its runs.
func TestLevelsOracle(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	alphabet := []rune("ab אب١2,.+-%$()[] \u0301\u064E\u2066\u2067\u2068\u2069\u200E\u200F\u200D«»")
	var p gobidi.Paragraph
	for range 50_000 {
		text := make([]rune, 1+rnd.IntN(14))
		for i := range text {
			text[i] = alphabet[rnd.IntN(len(alphabet))]
		}
		base := rnd.IntN(2)
		// The base direction is forced by a mark, since the argument is only a default.
		dir, mark := gobidi.LeftToRight, lrm
		if base == 1 {
			dir, mark = gobidi.RightToLeft, rlm
		}
		text = append([]rune{mark}, text...)
		got := levels(text, base)
		runs := p.Segment(text, dir)
		for k := range runs.NumRuns() {
			r := runs.Run(k)
			for i := r.Start; i < r.End; i++ {
				if text[i] == '\u200D' || trailing(text, i) { // UAX #9 leaves the level of a joiner open
					continue
				}
				if got[i]%2 != int8(r.Level)%2 || i == r.Start && got[i] != int8(r.Level) {
					t.Fatalf("levels(%+q, %d)[%d] = %v; go-text says %d from %d", string(text), base, i, got, r.Level, r.Start)
				}
			}
		}
	}
}

// trailing reports whether only spaces and invisible characters follow: go-text applies L1 to the whole text.
func trailing(text []rune, i int) bool {
	return strings.Trim(string(text[i:]), " \u2066\u2067\u2068\u2069\u200E\u200F\u200D") == ""
}

func TestDigitsAreTabular(t *testing.T) {
	sh := testFaces(t).Shaper()
	for f := range Face(NumFaces) {
		if f == Italic {
			continue // Roboto Italic's own digits differ: 6 and 8 are wider. Set no columns in it.
		}
		want := 0
		for _, d := range "0123456789" {
			p := sh.Paragraph([]Span{{Text: strings.Repeat(string(d), 4), Style: Style{Face: f, Size: 10_000}}}, LTR)
			if want == 0 {
				want = p.Width()
			}
			if got := p.Width(); got != want {
				t.Errorf("%v: four times %c is %d wide, want %d", f, d, got, want)
			}
		}
	}
}

func TestLines(t *testing.T) {
	sh := testFaces(t).Shaper()
	for _, test := range []struct {
		name, in string
		width    int
		want     []string
		why      string
	}{
		{"empty", "", 100_000, nil, "no text, no lines"},
		{"words", "people in need of aid", 50_000, []string{"people in", "need of aid"}, "spaces at the end are not counted"},
		{"forced", "one\u2028two", 100_000, []string{"one", "two"}, "U+2028 ends a line"},
		{"long", "displacement", 30_000, []string{"displa", "ceme", "nt"}, "a word too long is broken inside"},
		{"narrow", "ab", 1, []string{"a", "b"}, "a grapheme a line at the least"},
		{"glue", "1\u00A0250 people", 35_000, []string{"1\u00A0250", "people"}, "U+00A0 does not break"},
		{"isolate", "in \u20681,250\u2069 places", 40_000, []string{"in 1,250", "places"}, "isolates make no places to break"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, l := range sh.Paragraph([]Span{{Text: test.in, Style: Style{Size: 10_000}}}, LTR).Lines(test.width) {
				got = append(got, l.Text)
				if l.Width > test.width && len([]rune(l.Text)) > 1 {
					t.Errorf("line %q is %d wide, over %d", l.Text, l.Width, test.width)
				}
			}
			if strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("got %q, want %q\nwhy: %s", got, test.want, test.why)
			}
		})
	}
}

func TestMissing(t *testing.T) {
	sh := testFaces(t).Shaper()
	p := sh.Paragraph([]Span{{Text: "→ ok \U0001F600 →", Style: Style{Size: 10_000}}}, LTR)
	if got := string(p.Missing()); got != "→\U0001F600" {
		t.Errorf("missing %q", got)
	}
	if g := p.Lines(100_000)[0].Runs[0].Glyphs[0]; g.ID != 0 || g.Text != "→" || g.Advance == 0 {
		t.Errorf("the missing glyph is %+v; want a visible box that keeps its text", g)
	}
}

// TestFacesAreShared shapes the same text in many goroutines; it is for the race detector.
func TestFacesAreShared(t *testing.T) {
	fs := testFaces(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			sh := fs.Shaper()
			for range 20 {
				sh.Paragraph([]Span{{Text: "نزوح " + Isolate("1,250") + " people", Style: Style{Size: 9_000}}}, RTL).Lines(30_000)
			}
		})
	}
	wg.Wait()
}

// FuzzParagraph checks that no text panics and that no visible character is lost.
func FuzzParagraph(f *testing.F) {
	f.Add("تقرير الحالة الإنسانية — حلب: نزوح \u20681,250\u2069 شخص", 60_000, true)
	f.Add("e\u0301\u200D\U0001F468\u2067(", 1, false)
	fs := testFaces(f)
	f.Fuzz(func(t *testing.T, s string, width int, rtl bool) {
		if len(s) > 2000 {
			return
		}
		dir := LTR
		if rtl {
			dir = RTL
		}
		var got strings.Builder
		for _, l := range fs.Shaper().Paragraph([]Span{{Text: s, Style: Style{Size: 10_000}}}, dir).Lines(width) {
			got.WriteString(l.Text)
		}
		clean, _ := Clean(s)
		want := strings.Map(func(r rune) rune {
			if isInvisible(r) {
				return -1
			}
			return r
		}, clean)
		if a, b := strings.ReplaceAll(got.String(), " ", ""), strings.ReplaceAll(want, " ", ""); a != b {
			t.Errorf("lines hold %+q of %+q", a, b)
		}
	})
}
