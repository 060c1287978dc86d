package pdf

import (
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// A style is how a text is set: its glyphs, and the distance from line to line.
type style struct {
	face    shape.Face
	size    int
	leading int
	ink     uint32
}

func (s style) in(ink uint32) style      { s.ink = ink; return s }
func (s style) with(f shape.Face) style  { s.face = f; return s }
func (s style) shape() shape.Style       { return shape.Style{Face: s.face, Size: s.size, Ink: s.ink} }
func (s style) span(t string) shape.Span { return shape.Span{Text: t, Style: s.shape()} }

// styles are the looks of a page. The sizes follow what published situation reports have in common.
type styles struct {
	band     uint32 // fill
	onBand   uint32 // text on the fill
	accent   uint32 // text and rules on white
	title    style
	subtitle style
	boiler   style
	head1    style
	head2    style
	body     style
	note     style
	number   style
	label    style
	tileLine style
	caption  style
	header   style
	cell     style
	running  style
	air      int // of the space between strips, in per cent
}

// defaultAccent is the blue that OCHA's guidance holds safe for text.
const defaultAccent = 0x0077B8

func newStyles(accent uint32, draft bool, layout document.Layout) *styles {
	band, on := bandColours(accent)
	safe := textSafe(accent, white)
	if draft {
		safe = textSafe(accent, inkPale)
	}
	s := &styles{
		band: band, onBand: on, accent: safe,
		title:    style{shape.Bold, 20 * pt, 23 * pt, on},
		subtitle: style{shape.Regular, 10_500, 14 * pt, on},
		boiler:   style{shape.Regular, 8 * pt, 11 * pt, inkNote},
		head1:    style{shape.Bold, 12 * pt, 15 * pt, safe},
		head2:    style{shape.Bold, 10 * pt, 13 * pt, inkBody},
		body:     style{shape.Regular, 9_500, 13_300, inkBody},
		note:     style{shape.Regular, 7_500, 10 * pt, inkNote},
		number:   style{shape.CondensedBold, 22 * pt, 25 * pt, safe},
		label:    style{shape.Bold, 8 * pt, 10_400, inkBody},
		tileLine: style{shape.Regular, 7_500, 9_800, inkNote},
		caption:  style{shape.Bold, 9 * pt, 12 * pt, inkBody},
		header:   style{shape.Bold, 8 * pt, 10 * pt, inkBody},
		cell:     style{shape.Regular, 8 * pt, 10_400, inkBody},
		running:  style{shape.Regular, 7_500, 10 * pt, inkNote},
		air:      100,
	}
	switch layout {
	case document.FlashUpdate:
		s.shrink(95)
		s.air = 65
	case document.Snapshot:
		s.shrink(90)
		s.air = 55
	}
	return s
}

// shrink sets what fills a page smaller, for a layout of a page or two. What names it stays.
func (s *styles) shrink(percent int) {
	for _, st := range []*style{&s.body, &s.note, &s.tileLine, &s.caption, &s.header, &s.cell, &s.boiler, &s.head1, &s.head2} {
		st.size, st.leading = st.size*percent/100, st.leading*percent/100
	}
}

// bandColours returns the fill of the band and the colour of the text on it: white or dark, and the fill darker than
// asked for if neither can be read on it.
func bandColours(accent uint32) (band, on uint32) {
	if contrast(accent, white) < readableAt && contrast(accent, inkBody) >= readableAt {
		return accent, inkBody
	}
	return textSafe(accent, white), white
}
