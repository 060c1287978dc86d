package pdf

import (
	"fmt"
	"math"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// Lengths are thousandths of a point. A4 is 210 by 297 mm.
const (
	pt = 1000

	pageWidth  = 595_280
	pageHeight = 841_890
	margin     = 42_520 // 15 mm; office printers need 10
	gutter     = 11_339 // 4 mm
	bodyWidth  = pageWidth - 2*margin

	bandHeight = 68_031 // 24 mm, more if the title wraps
	headHeight = 51_000 // where the body of a later page starts
	footTop    = pageHeight - 40_000
	bodyBottom = footTop - 10_000
)

// Greys, darkest first, with their contrast on white: 15.1, 8.4 and 5.3. Text needs 4.5 (WCAG 2.2, 1.4.3).
const (
	inkBody  = 0x262626
	inkNote  = 0x4D4D4D
	inkMuted = 0x6B6B6B
	inkRule  = 0xBFBFBF
	white    = 0xFFFFFF
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

// A theme is the looks of a page. The sizes follow what published situation reports have in common.
type theme struct {
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
}

// defaultAccent is the blue that OCHA's guidance holds safe for text.
const defaultAccent = 0x0077B8

func newTheme(accent uint32) *theme {
	on := uint32(white)
	if contrast(accent, white) < contrast(accent, inkBody) {
		on = inkBody
	}
	safe := textSafe(accent)
	return &theme{
		band: accent, onBand: on, accent: safe,
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
	}
}

// parseColour reads "#0077B8".
func parseColour(s string) (uint32, error) {
	if len(s) == 7 && s[0] == '#' {
		if n, err := strconv.ParseUint(s[1:], 16, 32); err == nil {
			return uint32(n), nil
		}
	}
	return 0, fmt.Errorf("pdf: %q is not a colour such as #0077B8", s)
}

// textSafe darkens a colour until it can be read on white.
func textSafe(c uint32) uint32 {
	for contrast(c, white) < 4500 {
		r, g, b := c>>16&255, c>>8&255, c&255
		c = r*15/16<<16 | g*15/16<<8 | b*15/16
	}
	return c
}

// contrast is the contrast ratio of WCAG 2.2 in thousandths.
func contrast(a, b uint32) int {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 50_000) * 1000 / (min(la, lb) + 50_000)
}

// luminance is the relative luminance of WCAG 2.2 in millionths. It rounds each channel, so that a machine that fuses
// multiplication and addition reads the same.
func luminance(c uint32) int {
	channel := func(v uint32) int {
		s := float64(v&255) / 255
		if s <= 0.04045 {
			return int(math.Round(s / 12.92 * 1e6))
		}
		return int(math.Round(math.Pow((s+0.055)/1.055, 2.4) * 1e6))
	}
	return (2126*channel(c>>16) + 7152*channel(c>>8) + 722*channel(c)) / 10_000
}
