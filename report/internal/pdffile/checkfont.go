package pdffile

import (
	"errors"
	"fmt"
)

// CheckFont reports why a font file from outside cannot be embedded, and what to do about it: its outlines must be whole,
// and its licence must allow that a part of it travels in a document.
func CheckFont(ttf []byte) error {
	t, err := parseTrueType(ttf)
	if err != nil {
		return fmt.Errorf("it is damaged or cut short (%w); take another file of it", err)
	}
	for g := range t.numGlyphs {
		if err := t.whole(g); err != nil {
			return fmt.Errorf("it is damaged (%w); take another file of it", err)
		}
	}
	return t.checkLicence()
}

// whole reports whether the outline of a glyph can be taken apart.
func (t *trueType) whole(gid int) error {
	b, err := t.glyph(gid)
	if err != nil || len(b) == 0 {
		return err
	}
	parts, _, err := t.parts(gid)
	if err == nil && parts == nil {
		_, _, err = instructions(gid, b)
	}
	for _, at := range parts {
		if int(u16(b, at)) >= t.numGlyphs {
			return fmt.Errorf("pdf: font has no glyph %d", u16(b, at))
		}
	}
	return err
}

// checkLicence reads what the font's maker allows (fsType of the table OS/2).
func (t *trueType) checkLicence() error {
	os2 := t.table["OS/2"]
	if len(os2) < 10 {
		return nil
	}
	const mayNot, notInPart, onlyBitmaps = 0x0002, 0x0100, 0x0200
	switch use := u16(os2, 8); {
	case use&0xF == mayNot:
		return errors.New("its licence forbids that it is embedded; take one that may be")
	case use&(notInPart|onlyBitmaps) != 0:
		return errors.New("its licence forbids that a part of it is embedded; take one that may be")
	}
	return nil
}
