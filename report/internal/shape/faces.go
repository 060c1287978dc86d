package shape

import (
	"bytes"
	"fmt"
	"math"

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

	// NumFaces is the number of faces; every valid Face is below it.
	NumFaces = int(ArabicBold) + 1
)

// String returns the PostScript name of the face.
func (f Face) String() string {
	if int(f) >= NumFaces {
		return fmt.Sprintf("Face(%d)", uint8(f))
	}
	return faceData(f).name
}

type data struct {
	name     string
	ttf      []byte
	fallback Face
}

// faceData is a function, not a table, so that a program that never shapes carries no font.
func faceData(f Face) data {
	switch f {
	case Bold:
		return data{"Roboto-Bold", robotobold.TTF, ArabicBold}
	case Italic:
		return data{"Roboto-Italic", robotoitalic.TTF, ArabicRegular}
	case Condensed:
		return data{"RobotoCondensed-Regular", robotocondensedregular.TTF, ArabicRegular}
	case CondensedBold:
		return data{"RobotoCondensed-Bold", robotocondensedbold.TTF, ArabicBold}
	case ArabicRegular:
		return data{"NotoSansArabic-Regular", regular.TTF, Regular}
	case ArabicBold:
		return data{"NotoSansArabic-Bold", bold.TTF, Bold}
	}
	return data{"Roboto-Regular", robotoregular.TTF, ArabicRegular}
}

// Faces holds the parsed typefaces. It is safe for concurrent use and worth keeping: parsing takes milliseconds.
type Faces struct {
	faces [NumFaces]parsed
}

type parsed struct {
	font            *font.Font
	upem            int
	ascent, descent int    // font units, both positive
	hmtx            []byte // advance and bearing of each glyph, up to where advances repeat
}

// NewFaces parses every face.
func NewFaces() (*Faces, error) {
	fs := new(Faces)
	for i := range fs.faces {
		d := faceData(Face(i))
		f, err := font.ParseTTF(bytes.NewReader(d.ttf))
		if err != nil {
			return nil, fmt.Errorf("pdf: face %s: %w", d.name, err)
		}
		hmtx, err := metrics(d.ttf)
		if err != nil {
			return nil, fmt.Errorf("pdf: face %s: %w", d.name, err)
		}
		ext, ok := f.FontHExtents()
		upem := int(f.Upem())
		if !ok || upem <= 0 {
			return nil, fmt.Errorf("pdf: face %s has no metrics", d.name)
		}
		fs.faces[i] = parsed{
			font:    f.Font,
			upem:    upem,
			hmtx:    hmtx,
			ascent:  int(math.Round(float64(ext.Ascender))),
			descent: int(math.Round(-float64(ext.Descender))),
		}
	}
	return fs, nil
}

// TTF returns the font file of a face. The bytes are shared: they must not be changed.
func (fs *Faces) TTF(f Face) []byte { return faceData(f).ttf }

// Name returns the PostScript name of a face.
func (fs *Faces) Name(f Face) string { return f.String() }

// Covers reports whether a style in face f can draw r, in that face or its fallback.
func (fs *Faces) Covers(f Face, r rune) bool {
	_, ok := fs.pick(f, r)
	return ok
}

// pick returns the face that draws r in a style of face f. Without any, it returns f and false.
func (fs *Faces) pick(f Face, r rune) (Face, bool) {
	for _, g := range [2]Face{f, faceData(f).fallback} {
		if _, ok := fs.faces[g].font.NominalGlyph(r); ok {
			return g, true
		}
	}
	return f, false
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
