package pdf

import (
	"testing"

	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// TestContrast says that all text can be read, on white, on the band and on the word behind a draft, whatever the accent.
func TestContrast(t *testing.T) {
	if got := contrast(0, white); got != 21_000 {
		t.Errorf("black on white: got %d, want 21000", got)
	}
	if contrast(draftInk, white) < readableAt {
		t.Errorf("the label of a draft: contrast %d", contrast(draftInk, white))
	}
	accents := []uint32{defaultAccent, 0x009EDB, 0xFFC800, 0x808080}
	for c := uint32(0); c <= 0xFFFFFF; c += 0x111111 / 3 { // all shades of grey and what lies between
		accents = append(accents, c)
	}
	for r := uint32(0); r < 256; r += 51 {
		for g := uint32(0); g < 256; g += 51 {
			for b := uint32(0); b < 256; b += 51 {
				accents = append(accents, r<<16|g<<8|b)
			}
		}
	}
	for _, c := range accents {
		for _, draft := range []bool{false, true} {
			s := newStyles(c, draft, document.FullBrief)
			if contrast(s.band, s.onBand) < readableAt {
				t.Errorf("title on %s: contrast %d", hexColour(c), contrast(s.band, s.onBand))
			}
			paper := uint32(white)
			if draft {
				paper = inkPale
			}
			for _, ink := range []uint32{s.accent, inkMuted, inkNote, inkBody} {
				if contrast(ink, paper) < readableAt {
					t.Errorf("accent %s, draft %t: %s on the page: contrast %d", hexColour(c), draft, hexColour(ink), contrast(ink, paper))
				}
			}
		}
	}
	if got := textSafe(defaultAccent, white); got != defaultAccent {
		t.Errorf("the default accent is changed to %s", hexColour(got))
	}
}

// TestEveryTextIsReadable looks at each text of each page, with what is filled beneath it: a band, a label, or the white of
// the page, which a draft's word may darken.
func TestEveryTextIsReadable(t *testing.T) {
	drawn, ground := pictures(t)
	draft := sampleBrief()
	draft.Draft = true
	for name, d := range map[string]*document.Document{"brief": sampleBrief(), "arabic": arabicBrief(), "draft": draft, "pictures": drawn, "reference": reference("en", 1)} {
		for _, accent := range []string{"", "#FFC800", "#009EDB", "#F0F0F0"} {
			for n, p := range layOnWith(t, d, &Theme{Accent: accent}, ground).pages {
				for i, it := range p.items {
					if it.kind != textItem {
						continue
					}
					under := uint32(white)
					if d.Draft {
						under = inkPale
					}
					for _, below := range p.items[:i] {
						if below.kind == fillItem && below.x <= it.x && it.x+it.w <= below.x+below.w && below.y < it.y-it.line.Ascent/2 && it.y <= below.y+below.h {
							under = below.ink
						}
					}
					for _, r := range it.line.Runs {
						if got := contrast(r.Ink, under); it.role != roleFigure && got < readableAt {
							t.Errorf("%s, accent %q, page %d: %q in %s on %s: contrast %d", name, accent, n+1, it.says(), hexColour(r.Ink), hexColour(under), got)
						}
					}
				}
			}
		}
	}
}
