package shape

import (
	"strings"
	"testing"
)

// TestAnchors pins the direction marks behind the glyphs of a line, read from left to right; r and l stand for them.
func TestAnchors(t *testing.T) {
	sh := testFaces(t).Shaper()
	show := strings.NewReplacer("\u200F", "r", "\u200E", "l")
	for _, test := range []struct {
		name, in, want string
		dir            Direction
		why            string
	}{
		{"number", "אב \u20681,250\u2069 גד", "דג r1,250 בא", RTL, "what follows a number is shielded from it"},
		{"percent", "אב \u2068-8%\u2069 גד", "דג rl-8% בא", RTL, "the sign would go to the other end"},
		{"money", "אב \u2068US$ 4.2 million\u2069 גד", "דג rUS$ 4.2 million בא", RTL, "letters at both ends hold by themselves"},
		{"range", "אב \u206845,360 to 50,000\u2069", "rl45,360 to 50,000 בא", RTL, "at the left end it must not look like the beginning of a line in Latin"},
		{"marks", "אב \u2068[1]\u2069 \u2068[2]\u2069", "rl[2]l rl[1]l בא", RTL, "brackets hold together by marks alone"},
		{"sign", "אב: \u20681\u2069.", ".r1 r:בא", RTL, "readers take a colon or a stop for a part of a number"},
		{"alone", "\u2068-8%\u2069", "-8%", RTL, "a line without right-to-left text needs nothing"},
		{"latin", "Aleppo \u20681,250\u2069", "Aleppo 1,250", LTR, "nor does one in Latin"},
		{"first", "\u2067אב\u2069 12 people", "lבאl 12 people", LTR, "an Arabic name at the beginning"},
		{"inside", "in \u2067אב\u2069, 12", "in באl, 12", LTR, "a comma after an Arabic name"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b strings.Builder
			for _, l := range sh.Paragraph([]Span{{Text: test.in, Style: Style{Size: 10_000}}}, test.dir).Lines(1_000_000) {
				for _, r := range l.Runs {
					for _, g := range r.Glyphs {
						b.WriteString(g.Text)
					}
				}
			}
			if got := show.Replace(b.String()); got != test.want {
				t.Errorf("got %q, want %q\nwhy: %s", got, test.want, test.why)
			}
		})
	}
}
