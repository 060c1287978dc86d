package chart

import "github.com/humanitarian-sitrep/sitrep/report/internal/draw"

// Style is the look of charts and maps. The zero value is the house style, left to right.
type Style struct {
	Accent uint32 // 0xRRGGBB, dark enough for text on white; zero is the blue #0077B8
	RTL    bool   // texts run from right to left, and charts without a time axis are mirrored
	Signs  Signs
}

// Greys, with their contrast on white: 15.1, 8.4 and 5.3 for text, less for lines.
const (
	greyText  = 0x262626
	greyNote  = 0x4D4D4D
	greyLine  = 0x737373
	greyFaint = 0xCCCCCC
)

// Text sizes: what UNHCR's guide sets for charts, labels 8 and notes 7.
const (
	pt        = 1000
	labelSize = 8 * pt
	noteSize  = 7 * pt
)

// AccentInk returns the ink of marks.
func (s Style) AccentInk() draw.Ink {
	if s.Accent == 0 {
		return draw.RGB(0x0077B8)
	}
	return draw.RGB(s.Accent)
}

// Label returns how names and figures are set.
func (s Style) Label() draw.TextStyle {
	return draw.TextStyle{Size: labelSize, Ink: draw.RGB(greyText), RTL: s.RTL}
}

// Strong returns how the titles of parts are set.
func (s Style) Strong() draw.TextStyle {
	return draw.TextStyle{Face: draw.Bold, Size: labelSize, Ink: draw.RGB(greyText), RTL: s.RTL}
}

// Note returns how axes and words for missing numbers are set.
func (s Style) Note() draw.TextStyle {
	return draw.TextStyle{Size: noteSize, Ink: draw.RGB(greyNote), RTL: s.RTL}
}

// NoDataHatch returns the hatch that means no data, everywhere.
func NoDataHatch() draw.Hatch { return draw.Hatch{Ink: draw.RGB(0x999999), Pitch: 3_400, Width: 500} }

func hairline() draw.Stroke { return draw.Stroke{Ink: draw.RGB(greyFaint), Width: 500} }
func baseline() draw.Stroke { return draw.Stroke{Ink: draw.RGB(greyLine), Width: 750} }
func dashed(ink uint32) draw.Stroke {
	return draw.Stroke{Ink: draw.RGB(ink), Width: 750, On: 2 * pt, Off: 1500}
}

// A tone is how the marks of one series are filled.
type tone struct {
	solid draw.Paint
	light draw.Paint
	edge  draw.Ink
}

// maxTones is how many series can be told apart without colour.
const maxTones = 4

// tone returns the tone of series i, each apart from the others in greyscale: dark, light, hatched, mid.
func (s Style) tone(i int) tone {
	accent, white := s.AccentInk(), draw.RGB(0xFFFFFF)
	t := tone{edge: accent, light: draw.Paint{Fill: accent.Mix(white, 75)}}
	switch i % maxTones {
	case 0:
		t.solid = draw.Paint{Fill: accent}
	case 1:
		t.edge = accent.Mix(draw.RGB(0), 45)
		t.solid = draw.Paint{Fill: accent.Mix(white, 55)}
		t.light = draw.Paint{Fill: accent.Mix(white, 88)}
	case 2:
		t.edge = draw.RGB(greyNote)
		t.solid = draw.Paint{Fill: draw.RGB(0xFFFFFF), Hatch: draw.Hatch{Ink: t.edge, Pitch: 2_600, Width: 900, Falling: true},
			Stroke: draw.Stroke{Ink: t.edge, Width: 500}}
		t.light = draw.Paint{Fill: draw.RGB(0xE6E6E6)}
	default:
		t.edge = draw.RGB(greyText)
		t.solid = draw.Paint{Fill: t.edge}
		t.light = draw.Paint{Fill: draw.RGB(0xBFBFBF)}
	}
	return t
}
