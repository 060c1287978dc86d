package pdf

import (
	"strconv"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// TestEveryWordingHasGlyphs sets every wording of every language: a catalogue
// may hold no character that the fonts do not draw.
func TestEveryWordingHasGlyphs(t *testing.T) {
	shop, err := sharedWorkshop()
	if err != nil {
		t.Fatal(err)
	}
	sh := shop.faces.Shaper()
	for _, tag := range locale.Tags() {
		l, err := locale.Of(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range l.Keys() {
			for _, n := range []int64{0, 1, 2, 3, 11, 100} { // all plural forms of the languages here
				s := l.Plural(k, n, strconv.FormatInt(n, 10), "1", "2", "3", "4", "5", "6", "7")
				for _, r := range sh.Paragraph([]shape.Span{{Text: s}}, directionOf(l)).Missing() {
					t.Errorf("%s: no glyph for %q in %s", tag, r, k)
				}
			}
		}
	}
}
