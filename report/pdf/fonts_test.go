package pdf

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// tinyFont builds a font with one square for one character.
func tinyFont(r rune) []byte {
	be := binary.BigEndian
	head := make([]byte, 54)
	be.PutUint16(head[18:], 1000) // units per em
	be.PutUint16(head[50:], 1)    // long offsets
	hhea := make([]byte, 36)
	be.PutUint16(hhea[4:], 800)
	be.PutUint16(hhea[6:], 0x10000-200)
	be.PutUint16(hhea[34:], 2)
	maxp := []byte{0, 1, 0, 0, 0, 2, 0, 4, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	square := []byte{0, 1, 0, 0, 0, 0, 2, 0, 2, 0, 0, 3, 0, 0, 1, 1, 1, 1, // one contour of four points, all on the line
		0, 0, 2, 0, 0, 0, 0xFE, 0, 0, 0, 0, 0, 2, 0, 0, 0} // steps in x and in y
	square = append(square, 0, 0)
	loca := be.AppendUint32(be.AppendUint32(make([]byte, 4), 0), uint32(len(square)))
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1}
	cmap = be.AppendUint32(be.AppendUint32(be.AppendUint32(cmap, uint32(r)), uint32(r)), 1)
	tables := []struct {
		tag  string
		data []byte
	}{{"cmap", cmap}, {"glyf", square}, {"head", head}, {"hhea", hhea}, {"hmtx", []byte{2, 0, 0, 0, 2, 0, 0, 0}},
		{"loca", loca}, {"maxp", maxp}, {"post", make([]byte, 32)}}
	out := []byte{0, 1, 0, 0, 0, byte(len(tables)), 0, 0, 0, 0, 0, 0}
	at := 12 + 16*len(tables)
	for _, t := range tables {
		out = append(append(out, t.tag...), 0, 0, 0, 0)
		out = be.AppendUint32(be.AppendUint32(out, uint32(at)), uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// usedFonts lists the names of the fonts in a file.
func usedFonts(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool(t, "pdffonts"), path).CombinedOutput()
	if err != nil {
		t.Fatalf("pdffonts: %v\n%s", err, out)
	}
	return string(out)
}

func TestOwnFontForMissingGlyph(t *testing.T) {
	d := &document.Document{Language: "en", Blocks: []document.Block{ptr(text("an ambulance 🚑 and a clock ⏰"))}}
	opts := &Options{Archive: true, Theme: &Theme{Fonts: Fonts{More: [][]byte{tinyFont('⏰'), tinyFont('🚑')}}}}
	var b bytes.Buffer
	found, err := Write(context.Background(), &b, d, opts)
	if err != nil || len(found) > 0 {
		t.Fatalf("findings %v, error %v; want none", found, err)
	}
	checkQPDF(t, b.Bytes())
	if got := usedFonts(t, b.Bytes()); !strings.Contains(got, "Own-1") || !strings.Contains(got, "Own-2") {
		t.Errorf("fonts:\n%s", got)
	}
	if got := extract(t, b.Bytes()); !strings.Contains(got, "an ambulance 🚑 and a clock ⏰") {
		t.Errorf("text: %q", got)
	}
	path := filepath.Join(t.TempDir(), "own.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, ok := pdfbox(t, "check", path); !ok {
		t.Errorf("not PDF/A-1b:\n%s", out)
	}
}

func TestOwnFontInTheFirstPlace(t *testing.T) {
	faces := testFaces(t)
	fonts, err := ReadFonts(fstest.MapFS{
		"regular.ttf": {Data: faces.TTF(shape.Bold)}, "bold.ttf": {Data: faces.TTF(shape.Condensed)},
		"clock.ttf": {Data: tinyFont('⏰')}, "README": {Data: []byte("no font")}})
	if err != nil {
		t.Fatal(err)
	}
	d := arabicBrief()
	d.Blocks = append(d.Blocks, ptr(text("a clock ⏰")))
	got := usedFonts(t, render(t, "own-fonts", d, &Options{Theme: &Theme{Fonts: fonts}}))
	for _, want := range []string{"Own-Regular", "Own-Bold", "Own-1", "NotoSansArabic-Regular", "RobotoCondensed-Bold"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s among the fonts:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Roboto-Regular") {
		t.Errorf("text is still set in Roboto:\n%s", got)
	}
}

func TestOwnFontRefused(t *testing.T) {
	good := tinyFont('⏰')
	many := slices.Repeat([][]byte{good}, 40)
	for _, test := range []struct {
		name  string
		fonts Fonts
		want  string
	}{
		{"cff", Fonts{Regular: []byte("OTTO........")}, "font Regular: its outlines"},
		{"cut", Fonts{Bold: good[:len(good)-40]}, "font Bold: it is damaged"},
		{"nothing", Fonts{More: [][]byte{good, {}}}, "font More[1]: it is no font"},
		{"many", Fonts{More: many}, "more than 32 fonts"},
	} {
		var b bytes.Buffer
		_, err := Write(context.Background(), &b, &document.Document{Language: "en"}, &Options{Theme: &Theme{Fonts: test.fonts}})
		if err == nil || !strings.Contains(err.Error(), test.want) || b.Len() > 0 {
			t.Errorf("%s: got %v and %d bytes, want an error with %q", test.name, err, b.Len(), test.want)
		}
	}
	if _, err := ReadFonts(fstest.MapFS{"regular.ttf": {Data: []byte("wOFF........")}}); err == nil || !strings.Contains(err.Error(), "regular.ttf") {
		t.Errorf("a web font: got %v, want an error that names the file", err)
	}
}
