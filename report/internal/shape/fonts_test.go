package shape

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestBoxIsVisible(t *testing.T) {
	fs := testFaces(t)
	for f := range Face(NumFaces) {
		if box, ok := fs.Shaper().font(f).Face().GlyphExtents(0); !ok || box.Width == 0 || box.Height == 0 {
			t.Errorf("%v: a missing character would print as nothing", f)
		}
	}
}

// TestLigatureInOrder says that a glyph for several letters stands for the first and blanks for the others, so that
// whoever reverses the glyphs one by one has the word.
func TestLigatureInOrder(t *testing.T) {
	sh := testFaces(t).Shaper()
	for _, word := range []string{"لا", "الأعمال", "لَا", "السلام"} {
		var got []string
		for _, l := range sh.Paragraph([]Span{{Text: word, Style: Style{Size: 10_000}}}, RTL).Lines(100_000) {
			for _, g := range l.Runs[0].Glyphs {
				got = append([]string{reverse(g.Text)}, got...)
				if strings.Contains(g.Text, "لا") || strings.Contains(g.Text, "ال") {
					t.Errorf("%s: one glyph stands for two letters: %+q", word, g.Text)
				}
			}
		}
		if s := strings.Join(got, ""); s != word {
			t.Errorf("glyphs from right to left say %+q, want %+q", s, word)
		}
	}
}

func reverse(s string) string {
	var b strings.Builder
	r := []rune(s)
	for i := range r {
		b.WriteRune(r[len(r)-1-i])
	}
	return b.String()
}

// TestRunsCoverTheText says that the runs of a line stand for its text, each byte once.
func TestRunsCoverTheText(t *testing.T) {
	sh := testFaces(t).Shaper()
	for _, text := range []string{"plain", "نزح \u20681,250\u2069 شخص (\u2068-8%\u2069) [1]", "abc אב 123 דה \u2067ו \u2066x y\u2069 ז\u2069 d", "a\u00A0b"} {
		for _, dir := range []Direction{LTR, RTL} {
			for _, l := range sh.Paragraph([]Span{{Text: text, Style: Style{Size: 10_000}}, {Text: " " + text, Style: Style{Size: 9_000}}}, dir).Lines(50_000) {
				seen := make([]int, len(l.Text))
				for _, r := range l.Runs {
					for i := r.From; i < r.To; i++ {
						seen[i]++
					}
				}
				if strings.Trim(digits(seen), "1") != "" {
					t.Errorf("%+q: bytes are covered %s times", l.Text, digits(seen))
				}
			}
		}
	}
}

func digits(ns []int) string {
	var b []byte
	for _, n := range ns {
		b = append(b, byte('0'+min(n, 9)))
	}
	return string(b)
}

// TestSpaceAtLineEnd says that words stay apart for those who read glyphs without places.
func TestSpaceAtLineEnd(t *testing.T) {
	lines := testFaces(t).Shaper().Paragraph([]Span{{Text: "people in need of aid", Style: Style{Size: 10_000}}}, LTR).Lines(50_000)
	var b strings.Builder
	for _, l := range lines {
		w := 0
		for _, r := range l.Runs {
			for _, g := range r.Glyphs {
				b.WriteString(g.Text)
				w += g.Advance
			}
		}
		if w != l.Width {
			t.Errorf("%q: glyphs are %d wide, the line %d", l.Text, w, l.Width)
		}
	}
	if got := b.String(); got != "people in need of aid" {
		t.Errorf("got %q", got)
	}
}

func TestWith(t *testing.T) {
	fs := testFaces(t)
	more, err := fs.With(Font{Name: "Own", TTF: fs.TTF(Condensed), Instead: []Face{Regular}})
	if err != nil {
		t.Fatal(err)
	}
	p := more.Shaper().Paragraph([]Span{{Text: "aب \u20681\u2069 ", Style: Style{Size: 10_000}}}, LTR)
	for _, r := range p.Lines(100_000)[0].Runs {
		if name := more.Name(r.Face); name != "Own" && name != "NotoSansArabic-Regular" {
			t.Errorf("a run is set in %s", name)
		}
	}
	if _, err := fs.With(Font{Name: "Bad", TTF: []byte("garbage")}); err == nil {
		t.Error("garbage: no error")
	}
}

// FuzzOwnFont checks that a damaged font makes an error or a box, never a panic and never an endless loop.
func FuzzOwnFont(f *testing.F) {
	fs := testFaces(f)
	f.Add(uint32(200), []byte{0xFF, 0xFF}, "Aleppo 1,250", uint8(Regular))
	f.Add(uint32(20_000), []byte{0, 1, 2, 3, 4, 5, 6, 7}, "نزوح لَا", uint8(ArabicRegular))
	f.Fuzz(func(t *testing.T, at uint32, patch []byte, text string, base uint8) {
		ttf := bytes.Clone(fs.TTF(Face(base) % Face(NumFaces)))
		copy(ttf[int(at)%len(ttf):], patch)
		if len(text) > 100 {
			return
		}
		more, err := fs.With(Font{Name: "Own", TTF: ttf, Instead: []Face{Regular}}, Font{Name: "More", TTF: ttf})
		if err != nil {
			return
		}
		sh := more.Shaper()
		for _, dir := range []Direction{LTR, RTL} {
			for _, l := range sh.Paragraph([]Span{{Text: text, Style: Style{Size: 10_000}}}, dir).Lines(60_000) {
				for _, r := range l.Runs {
					for _, g := range r.Glyphs {
						more.Width(r.Face, g.ID)
					}
				}
			}
		}
		_ = sh.Err()
	})
}

// TestOnlyLTR compares the short way for text that cannot turn with the whole of UAX #9.
func TestOnlyLTR(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	alphabet := []rune("ab א١2,.+-%$()[] \u0301\u2066\u2067\u2068\u2069\u200E\u200F–…€éѡ")
	plain := 0
	for range 20_000 {
		text := make([]rune, 1+rnd.IntN(8))
		for i := range text {
			text[i] = alphabet[rnd.IntN(len(alphabet))]
		}
		if !onlyLTR(text) {
			continue
		}
		plain++
		for i, at := range reorder(levels(text, 0)) {
			if i != at {
				t.Fatalf("%+q is not drawn in its own order", string(text))
			}
		}
	}
	if plain < 1000 {
		t.Errorf("only %d plain texts", plain)
	}
}
