package shape

import (
	"bytes"
	"fmt"
	"math"
	"sync"

	"eliasnaur.com/font/noto/sans/arabic/bold"
	"eliasnaur.com/font/noto/sans/arabic/regular"
	"eliasnaur.com/font/roboto/robotobold"
	"eliasnaur.com/font/roboto/robotocondensedbold"
	"eliasnaur.com/font/roboto/robotocondensedregular"
	"eliasnaur.com/font/roboto/robotoitalic"
	"eliasnaur.com/font/roboto/robotoregular"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
)

// A Face is one of the typefaces a page may be set in. The zero value is Roboto Regular.
type Face uint8

// The faces a style may name, and the two that stand in where those have no glyph.
const (
	Regular Face = iota
	Bold
	Italic
	Condensed
	CondensedBold
	ArabicRegular
	ArabicBold

	// NumFaces is the number of faces that are built in; those that a style may name are below it.
	NumFaces = int(ArabicBold) + 1
)

// String returns the PostScript name of a face that is built in.
func (f Face) String() string {
	if int(f) >= NumFaces {
		return fmt.Sprintf("Face(%d)", uint8(f))
	}
	return faceData(f).name
}

type data struct {
	name string
	ttf  []byte
}

// fallback is the face that stands in where f has no glyph.
func fallback(f Face) Face {
	switch f {
	case Bold, CondensedBold:
		return ArabicBold
	case ArabicRegular:
		return Regular
	case ArabicBold:
		return Bold
	}
	return ArabicRegular
}

// faceData is a function, not a table, so that a program that never shapes carries no font.
func faceData(f Face) data {
	switch f {
	case Bold:
		return data{"Roboto-Bold", robotobold.TTF}
	case Italic:
		return data{"Roboto-Italic", robotoitalic.TTF}
	case Condensed:
		return data{"RobotoCondensed-Regular", robotocondensedregular.TTF}
	case CondensedBold:
		return data{"RobotoCondensed-Bold", robotocondensedbold.TTF}
	case ArabicRegular:
		return data{"NotoSansArabic-Regular", regular.TTF}
	case ArabicBold:
		return data{"NotoSansArabic-Bold", bold.TTF}
	}
	return data{"Roboto-Regular", robotoregular.TTF}
}

// Faces holds the parsed typefaces. It is safe for concurrent use and worth keeping: parsing takes milliseconds.
type Faces struct {
	faces   []parsed       // those that are built in, then those of the caller
	instead [NumFaces]Face // the face that is asked before a face; itself, or one of the caller's
	more    []Face         // asked last
	words   *wordCache
	drawn   glyphCache[glyphOf, []Stroke]
	rings   glyphCache[sizedGlyph, [][]Point]

	mu   sync.Mutex
	idle []*tools
}

type parsed struct {
	name            string
	ttf             []byte
	outside         bool // a font of the caller's own
	font            *font.Font
	upem            int
	ascent, descent int    // font units, both positive
	hmtx            []byte // advance and bearing of each glyph, up to where advances repeat
	blank           uint16 // a glyph without ink and width, or 0 if the font has none
}

// NewFaces parses every face.
func NewFaces() (*Faces, error) {
	fs := &Faces{words: newWordCache()}
	for i := range NumFaces {
		d := faceData(Face(i))
		p, err := parse(d.ttf)
		if err != nil {
			return nil, fmt.Errorf("pdf: face %s: %w", d.name, err)
		}
		p.name, p.ttf = d.name, d.ttf
		if f := Face(i); f == ArabicRegular || f == ArabicBold {
			p.ascent, p.descent = arabicAscent*p.upem/1000, arabicDescent*p.upem/1000
		}
		fs.faces = append(fs.faces, p)
		fs.instead[i] = Face(i)
	}
	return fs, nil
}

// Noto Sans Arabic asks for lines of 2.1 em, for vowel marks that stand on each other. Reports have few marks, and their
// letters reach no further than this, in thousandths of an em: a line takes the room that its letters need, the same for
// each line.
const (
	arabicAscent  = 990
	arabicDescent = 465
)

func parse(ttf []byte) (parsed, error) {
	f, err := font.ParseTTF(bytes.NewReader(ttf))
	if err != nil {
		return parsed{}, err
	}
	hmtx, err := metrics(ttf)
	if err != nil {
		return parsed{}, err
	}
	ext, ok := f.FontHExtents()
	upem := int(f.Upem())
	if !ok || upem <= 0 {
		return parsed{}, fmt.Errorf("no metrics")
	}
	p := parsed{
		font:    f.Font,
		upem:    upem,
		hmtx:    hmtx,
		ascent:  int(math.Round(float64(ext.Ascender))),
		descent: int(math.Round(-float64(ext.Descender))),
	}
	p.blank = p.findBlank(f)
	return p, nil
}

// Len returns the number of faces, with those of the caller.
func (fs *Faces) Len() int { return len(fs.faces) }

// TTF returns the font file of a face. The bytes are shared: they must not be changed.
func (fs *Faces) TTF(f Face) []byte { return fs.faces[f].ttf }

// Name returns the PostScript name of a face.
func (fs *Faces) Name(f Face) string { return fs.faces[f].name }

// Covers reports whether a style in face f can draw r, in that face or its fallback.
func (fs *Faces) Covers(f Face, r rune) bool {
	_, ok := fs.pick(f, r)
	return ok
}

// pick returns the face that draws r in a style of face f. Without any, it returns f and false: the box of a face that
// is built in can be seen.
func (fs *Faces) pick(f Face, r rune) (Face, bool) {
	for _, g := range [3]Face{fs.instead[f], f, fallback(f)} {
		if fs.has(g, r) {
			return g, true
		}
	}
	for _, g := range fs.more {
		if fs.has(g, r) {
			return g, true
		}
	}
	return f, false
}

func (fs *Faces) has(f Face, r rune) bool {
	p := &fs.faces[f]
	if p.outside {
		return p.hasOutside(r)
	}
	id, ok := p.font.NominalGlyph(r)
	return ok && id != 0
}

// scale converts font units of a face at a size to thousandths of a point, rounding half away from zero.
func scale(units, size, upem int) int {
	n := units * size
	if n < 0 {
		return -((-n + upem/2) / upem)
	}
	return (n + upem/2) / upem
}

// Width returns the width of a glyph in thousandths of an em, as a PDF file states it.
func (fs *Faces) Width(f Face, id uint16) int {
	p := &fs.faces[f]
	return (p.advance(id)*1000 + p.upem/2) / p.upem
}

// findBlank returns a glyph that has neither ink nor width, or 0.
func (p *parsed) findBlank(f *font.Face) uint16 {
	for _, r := range []rune{'\u200B', '\u200D', '\u200C', '\uFEFF'} {
		id, ok := p.font.NominalGlyph(r)
		if !ok || id == 0 || p.advance(uint16(id)) != 0 {
			continue
		}
		if box, ok := f.GlyphExtents(id); ok && box.Width == 0 && box.Height == 0 {
			return uint16(id)
		}
	}
	return 0
}

// advance reads the advance of a glyph from the horizontal metrics.
func (p *parsed) advance(id uint16) int {
	at := 4 * min(int(id), len(p.hmtx)/4-1)
	return int(p.hmtx[at])<<8 | int(p.hmtx[at+1])
}

// metrics returns the full entries of the horizontal metrics table.
func metrics(ttf []byte) ([]byte, error) {
	ld, err := ot.NewLoader(bytes.NewReader(ttf))
	if err != nil {
		return nil, err
	}
	hhea, err := ld.RawTable(ot.MustNewTag("hhea"))
	if err != nil {
		return nil, err
	}
	hmtx, err := ld.RawTable(ot.MustNewTag("hmtx"))
	if err != nil {
		return nil, err
	}
	if len(hhea) < 36 {
		return nil, fmt.Errorf("hhea table cut short")
	}
	n := int(hhea[34])<<8 | int(hhea[35])
	if n == 0 || len(hmtx) < 4*n {
		return nil, fmt.Errorf("hmtx table cut short")
	}
	return hmtx[:4*n], nil
}
