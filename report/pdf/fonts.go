package pdf

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// Fonts are TrueType fonts of the caller's own, as the bytes of their files. The bytes are not changed and must not be
// changed while a document is written. The zero value is none: Roboto and Noto Sans Arabic, which are built in.
//
// A font is refused with an error that says what to do if it is not TrueType, damaged, over 32 MiB, or if its licence
// forbids embedding a part of it.
type Fonts struct {
	// Regular sets running text, Bold what stands out, Italic what is set apart, Condensed and CondensedBold the large
	// numbers of key figures. Each is asked first; characters that it lacks are set in the font that is built in.
	Regular, Bold, Italic, Condensed, CondensedBold []byte

	// More are asked, in this order, for characters that no other font has: another script, signs.
	More [][]byte
}

// ReadFonts reads fonts from the root of fsys: regular.ttf, bold.ttf, italic.ttf, condensed.ttf and condensed-bold.ttf,
// each of which may be missing, and all other files with names in .ttf, in order of their names, as [Fonts.More].
func ReadFonts(fsys fs.FS) (Fonts, error) {
	var out Fonts
	names, err := fs.Glob(fsys, "*.ttf")
	if err != nil {
		return Fonts{}, fmt.Errorf("pdf: fonts: %w", err)
	}
	known := map[string]*[]byte{"regular": &out.Regular, "bold": &out.Bold, "italic": &out.Italic,
		"condensed": &out.Condensed, "condensed-bold": &out.CondensedBold}
	for _, name := range names {
		data, err := readFont(fsys, name)
		if err != nil {
			return Fonts{}, fmt.Errorf("pdf: font %s: %w", name, err)
		}
		if to := known[strings.TrimSuffix(path.Base(name), ".ttf")]; to != nil {
			*to = data
		} else if out.More = append(out.More, data); len(out.More) > shape.MaxFonts {
			return Fonts{}, fmt.Errorf("pdf: fonts: more than %d files; keep those that the texts need", shape.MaxFonts)
		}
	}
	return out, nil
}

// readFont reads no more of a file than a font may have.
func readFont(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, shape.MaxFontBytes+1))
	if err != nil {
		return nil, err
	}
	return data, checkFont(data)
}

func checkFont(ttf []byte) error {
	if err := shape.CheckFile(ttf); err != nil {
		return err
	}
	return pdffile.CheckFont(ttf)
}

// faces returns the faces with the caller's own.
func (f *Fonts) faces(builtIn *shape.Faces) (*shape.Faces, error) {
	list := []struct {
		field string
		ttf   []byte
		face  shape.Face
	}{
		{"Regular", f.Regular, shape.Regular}, {"Bold", f.Bold, shape.Bold}, {"Italic", f.Italic, shape.Italic},
		{"Condensed", f.Condensed, shape.Condensed}, {"CondensedBold", f.CondensedBold, shape.CondensedBold},
	}
	var out []shape.Font
	for _, e := range list {
		if e.ttf == nil {
			continue
		}
		if err := checkFont(e.ttf); err != nil {
			return nil, fmt.Errorf("pdf: font %s: %w", e.field, err)
		}
		out = append(out, shape.Font{Name: "Own-" + e.field, TTF: e.ttf, Instead: []shape.Face{e.face}})
	}
	for i, ttf := range f.More {
		if err := checkFont(ttf); err != nil {
			return nil, fmt.Errorf("pdf: font More[%d]: %w", i, err)
		}
		out = append(out, shape.Font{Name: fmt.Sprintf("Own-%d", i+1), TTF: ttf})
	}
	return builtIn.With(out...)
}
