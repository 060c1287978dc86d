package shape

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/go-text/typesetting/harfbuzz"
)

// Limits on fonts of the caller's own: how many there may be, and how large a file of one.
const (
	MaxFonts     = 32
	MaxFontBytes = 32 << 20
)

// A Font is a typeface of the caller's own. It must have been checked: see package pdffile.
type Font struct {
	Name    string // PostScript name, in ASCII
	TTF     []byte // shared: it must not be changed
	Instead []Face // the faces whose place it takes; none: it is asked for what no other face has
}

// With returns the faces with more fonts. A font that takes a face's place is asked first; what it has no glyph for is
// drawn by the face itself.
func (fs *Faces) With(fonts ...Font) (*Faces, error) {
	if len(fonts) == 0 {
		return fs, nil
	}
	out := &Faces{faces: slices.Clone(fs.faces), more: slices.Clone(fs.more), words: newWordCache()}
	copy(out.instead[:], fs.instead[:])
	if len(out.faces)+len(fonts) > NumFaces+MaxFonts {
		return nil, fmt.Errorf("pdf: more than %d fonts; name only those that the texts need", MaxFonts)
	}
	for _, f := range fonts {
		if err := CheckFile(f.TTF); err != nil {
			return nil, fmt.Errorf("pdf: font %s: %w", f.Name, err)
		}
		p, err := parseOutside(f.TTF)
		if err != nil {
			return nil, fmt.Errorf("pdf: font %s cannot be read (%w); take another file of it", f.Name, err)
		}
		p.name, p.ttf, p.outside = f.Name, f.TTF, true
		id := Face(len(out.faces))
		out.faces = append(out.faces, p)
		for _, g := range f.Instead {
			if int(g) >= NumFaces {
				panic("shape.Faces.With: a font in the place of no face")
			}
			out.instead[g] = id
		}
		if len(f.Instead) == 0 {
			out.more = append(out.more, id)
		}
	}
	return out, nil
}

// CheckFile reports why a font file from outside cannot be read, and what to do about it. It looks at the kind of file
// and at its directory: the tables lie side by side, so that they cannot add up to more than the file.
func CheckFile(ttf []byte) error {
	switch {
	case len(ttf) > MaxFontBytes:
		return fmt.Errorf("%d bytes are more than the %d allowed; make a subset of it for the languages that you need", len(ttf), MaxFontBytes)
	case len(ttf) < 12:
		return errors.New("it is no font; take a TrueType file (.ttf)")
	}
	switch string(ttf[:4]) {
	case "\x00\x01\x00\x00", "true":
	case "OTTO":
		return errors.New("its outlines are PostScript's (CFF); take the TrueType file (.ttf) of it")
	case "ttcf":
		return errors.New("it is a collection; take the one font out of it that you need")
	case "wOFF", "wOF2":
		return errors.New("it is packed for the web; take the TrueType file (.ttf) of it")
	default:
		return errors.New("it is no font; take a TrueType file (.ttf)")
	}
	n := int(binary.BigEndian.Uint16(ttf[4:]))
	if n > 64 || len(ttf) < 12+16*n {
		return errors.New("it is damaged (directory); take another file of it")
	}
	total := uint64(0)
	for i := range n {
		e := ttf[12+16*i:]
		off, size := uint64(binary.BigEndian.Uint32(e[8:])), uint64(binary.BigEndian.Uint32(e[12:]))
		if total += size; off+size > uint64(len(ttf)) || total > uint64(len(ttf)) {
			return fmt.Errorf("it is damaged (table %q); take another file of it", e[:4])
		}
	}
	return nil
}

// parseOutside turns a panic of the parser into an error: it is written for fonts in good faith.
func parseOutside(ttf []byte) (p parsed, err error) {
	defer func() {
		if r := recover(); r != nil {
			p, err = parsed{}, fmt.Errorf("damaged: %v", r)
		}
	}()
	return parse(ttf)
}

// hasOutside is has for a font whose tables may be damaged.
func (p *parsed) hasOutside(r rune) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	id, ok := p.font.NominalGlyph(r)
	return ok && id != 0
}

// Err returns the error of a font of the caller's own that could not be used after all; its text was drawn as boxes.
func (s *Shaper) Err() error { return s.err }

// shapeOutside shapes in a font of the caller's own. If that panics, the text becomes a box and the error is kept.
func (s *Shaper) shapeOutside(f Face, rtl bool, text []rune) (out []fontGlyph) {
	p := &s.faces.faces[f]
	defer func() {
		if r := recover(); r != nil {
			if s.err == nil {
				s.err = fmt.Errorf("pdf: font %s is damaged and cannot set %q (%v); take another file of it", p.name, string(text), r)
			}
			s.buf, s.fonts[f] = harfbuzz.NewBuffer(), nil // left in the middle of something
			out = []fontGlyph{{width: p.advance(0), text: string(text)}}
		}
	}()
	return s.shapeIn(f, rtl, text)
}
