package shape

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/go-text/typesetting/segmenter"
)

// TestBlankBreaks compares the short way with UAX #14 on every text that it takes.
func TestBlankBreaks(t *testing.T) {
	signs := []rune("aZé09  .,;:()%ñ")
	r := rand.New(rand.NewPCG(1, 2))
	var seg segmenter.Segmenter
	taken := 0
	for range 200_000 {
		text := make([]rune, 1+r.IntN(9))
		for i := range text {
			text[i] = signs[r.IntN(len(signs))]
		}
		if !breaksAtBlanks(text) {
			continue
		}
		taken++
		var got, want []int
		blankBreaks(text, func(end int) { got = append(got, end) })
		seg.Init(text)
		for it := seg.LineIterator(); it.Next(); {
			if end := it.Line().Offset + len(it.Line().Text); end < len(text) {
				want = append(want, end)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q breaks at %v, want %v", string(text), got, want)
		}
	}
	if taken < 10_000 {
		t.Errorf("only %d texts went the short way", taken)
	}
	for _, s := range []string{"north-west", "and/or", "“quoted”", "a(b", "2 – 3", "…", "حلب", "a\u00A0b", "a\u200Bb"} {
		if breaksAtBlanks([]rune(s)) {
			t.Errorf("%q goes the short way", s)
		}
	}
}

// TestWidth compares the width of a paragraph with that of its widest line.
func TestWidth(t *testing.T) {
	sh := testFaces(t).Shaper()
	for _, s := range []string{"", " ", "people  in need ", "one\u2028two and three \u2028", "نزح " + Isolate("1,250") + " شخص ", " (a) b"} {
		p := sh.Paragraph([]Span{{Text: s, Style: Style{Size: 10_000}}}, Auto)
		want := 0
		for _, l := range p.Lines(maxWidth) {
			want = max(want, l.Width)
		}
		if got := p.Width(); got != want {
			t.Errorf("%q is %d wide, want %d", s, got, want)
		}
	}
}
