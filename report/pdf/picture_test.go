package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/picture"
)

// redAbove is red above and transparent below.
func redAbove() image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, 20, 20))
	for i := range 20 * 10 {
		img.SetNRGBA(i%20, i/20, color.NRGBA{220, 0, 0, 255})
	}
	return img
}

// TestPicture draws a logo and a photo, twice each, and looks at the page.
func TestPicture(t *testing.T) {
	pdftoppm := tool(t, "pdftoppm")
	var logo, photo bytes.Buffer
	if err := png.Encode(&logo, redAbove()); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&photo, redAbove(), nil); err != nil { // JPEG knows no transparency: black below
		t.Fatal(err)
	}
	c, err := newCanvas(paperSize{200_000, 200_000}, testFaces(t))
	if err != nil {
		t.Fatal(err)
	}
	root := &element{Kind: "Document"}
	c.addPage()
	for i, file := range [][]byte{logo.Bytes(), photo.Bytes(), logo.Bytes(), photo.Bytes()} {
		p, err := picture.Clean(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		x, y := i%2*100_000, i/2*100_000
		e := &element{Kind: "Figure", Alt: "A red field", Box: &pdffile.Area{Page: 1, X: x, Y: y, W: 100_000, H: 100_000}}
		root.Kids = append(root.Kids, e)
		c.enter(e)
		c.picture(p.File, x, y, 100_000, 100_000)
	}
	out, err := c.finish(fileMeta{title: "Pictures", lang: "en", created: testDay, modified: testDay, archive: true}, root, nil)
	if err != nil {
		t.Fatal(err)
	}
	checkQPDF(t, out)
	if n := bytes.Count(out, []byte("/Subtype /Image")); n != 2 {
		t.Errorf("%d images in the file, want each once", n)
	}
	path := filepath.Join(t.TempDir(), "pictures.pdf")
	if err := os.WriteFile(path, out, 0o644); err != nil {
		t.Fatal(err)
	}
	ppm, err := exec.Command(pdftoppm, "-r", "72", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	pix, ok := bytes.CutPrefix(ppm, []byte("P6\n200 200\n255\n"))
	if !ok {
		t.Fatalf("no page of 200 by 200: %.20q", ppm)
	}
	for _, at := range []struct{ x, y, red, green int }{{50, 20, 220, 0}, {50, 80, 255, 255}, {150, 20, 220, 0}, {150, 80, 0, 0}, {50, 120, 220, 0}, {150, 180, 0, 0}} {
		p := pix[3*(200*at.y+at.x):]
		if abs(int(p[0])-at.red) > 8 || abs(int(p[1])-at.green) > 8 {
			t.Errorf("at %d, %d: red %d and green %d, want %d and %d", at.x, at.y, p[0], p[1], at.red, at.green)
		}
	}
	if out, ok := pdfbox(t, "check", path); !ok {
		t.Errorf("not PDF/A-1b:\n%s", strings.TrimSpace(out))
	}
}

func abs(n int) int { return max(n, -n) }
