package pdf

import (
	"fmt"
	"math"
	"strconv"
)

// Greys, darkest first, with their contrast on white: 15.1, 8.4 and 5.3. Text needs 4.5 (WCAG 2.2, 1.4.3), also on the
// word that lies behind the pages of a draft, where they have 12.9, 7.2 and 4.5.
const (
	inkBody  = 0x262626
	inkNote  = 0x4D4D4D
	inkMuted = 0x6B6B6B
	inkRule  = 0xBFBFBF
	inkPale  = 0xEDEDED // of that word
	white    = 0xFFFFFF
)

// readableAt is the least contrast of text, in thousandths.
const readableAt = 4500

// parseColour reads "#0077B8".
func parseColour(s string) (uint32, error) {
	if len(s) == 7 && s[0] == '#' {
		if n, err := strconv.ParseUint(s[1:], 16, 32); err == nil {
			return uint32(n), nil
		}
	}
	return 0, fmt.Errorf("pdf: %q is not a colour such as #0077B8", s)
}

// hexColour writes a colour as parseColour reads it.
func hexColour(c uint32) string { return fmt.Sprintf("#%06X", c) }

// textSafe darkens a colour until it can be read on another, which must be light.
func textSafe(c, on uint32) uint32 {
	for contrast(c, on) < readableAt {
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
