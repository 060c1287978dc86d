package report_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// pictures is where the pictures of first pages are that the README shows.
const pictures = sample + "pages/"

// TestPages looks at every page of the sample's brief of 16 December, which has charts and a map, in each language and
// layout. The layout dump says what stands where and the text what is copied; only this net sees what is drawn. How
// light the pages are, cell by cell, stands in testdata/pages.txt, and the first pages are pictures for the README. Other
// versions of pdftoppm smooth letters in other ways, hence the tolerance, which is much less than a word.
func TestPages(t *testing.T) {
	pdftoppm := program(t, "pdftoppm")
	var got strings.Builder
	var pages []image.Image
	var names []string
	for _, lang := range []string{"en", "fr", "es", "ar"} {
		for _, layout := range document.Layouts() {
			path := samplePDF(t, lang, layout)
			for n, im := range render(t, pdftoppm, path, "-r", "36", "-gray") {
				names = append(names, fmt.Sprintf("%s %s, page %d", lang, layout, n+1))
				pages = append(pages, im)
				fmt.Fprintf(&got, "%s\n%s", names[len(names)-1], lightOf(im))
			}
			if layout == document.FullBrief || lang == "en" {
				picture(t, filepath.Join(pictures, fmt.Sprintf("%s-%s.png", lang, layout)), render(t, pdftoppm, path, "-r", "64", "-l", "1")[0])
			}
		}
	}
	const golden = "testdata/pages.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(string(file), "\n")
	if n := len(pages) * (gridRows + 1); len(want) != n+1 {
		t.Fatalf("%d pages, the golden has %d: run with -update and look at them", len(pages), len(want)/(gridRows+1))
	}
	for i, im := range pages {
		was := want[i*(gridRows+1):][:gridRows+1]
		if where := differs(lightOf(im), strings.Join(was[1:], "\n")); was[0] != names[i] || where != "" {
			t.Errorf("%s is not the golden's %s: %s; %s", names[i], was[0], where, keep(t, names[i], im))
		}
	}
}

// samplePDF writes the sample's brief of 16 December and returns where it is.
func samplePDF(t *testing.T, lang string, layout document.Layout) string {
	t.Helper()
	configuration := "brief.toml"
	if lang != "en" {
		configuration = "brief." + lang + ".toml"
	}
	reg, found, config := readSampleWith(t, configuration)
	f, err := os.Open(sample + "boundaries.geojson")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, land, _, err := gazetteer.ReadGeoJSON(context.Background(), f, nil)
	if err != nil {
		t.Fatal(err)
	}
	const asOf = "2024-12-16"
	period, err := humanitarian.ParsePeriod(issues[asOf])
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := report.Compose(context.Background(), reg, found, config, brief.Issue{AsOf: humanitarian.MustParseDate(asOf), Period: period,
		Layout: layout, Boundaries: document.NewBoundaries("boundaries.geojson", land)})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "brief.pdf")
	var out bytes.Buffer
	if _, err := report.WritePDF(context.Background(), &out, b, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// render returns the pages of a file as pictures.
func render(t *testing.T, pdftoppm, path string, how ...string) []image.Image {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command(pdftoppm, append(how, "-png", path, filepath.Join(dir, "page"))...).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil || len(files) == 0 {
		t.Fatal("pdftoppm made no page: ", err)
	}
	slices.Sort(files)
	var out []image.Image
	for _, name := range files {
		out = append(out, readPNG(t, name))
	}
	return out
}

func readPNG(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	im, err := png.Decode(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return im
}

// A page is as many cells, of about a centimetre and a half.
const gridColumns, gridRows = 16, 23

// lightOf returns how light each cell of a page is, a line for each row, two hexadecimal digits for each cell.
func lightOf(im image.Image) string {
	var b strings.Builder
	r := im.Bounds()
	for y := range gridRows {
		for x := range gridColumns {
			cell := image.Rect(r.Dx()*x/gridColumns, r.Dy()*y/gridRows, r.Dx()*(x+1)/gridColumns, r.Dy()*(y+1)/gridRows)
			sum := 0
			for py := cell.Min.Y; py < cell.Max.Y; py++ {
				for px := cell.Min.X; px < cell.Max.X; px++ {
					sum += int(color.GrayModel.Convert(im.At(r.Min.X+px, r.Min.Y+py)).(color.Gray).Y)
				}
			}
			fmt.Fprintf(&b, "%02x", sum/(cell.Dx()*cell.Dy()))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// tolerance is how much lighter or darker a cell may be, of 255.
const tolerance = 8

// differs says which cell of two pages differs most, if it does by more than the tolerance.
func differs(got, want string) string {
	a, b := strings.Fields(got), strings.Fields(want)
	worst, where := tolerance, ""
	for y := range min(len(a), len(b)) {
		for x := range min(len(a[y]), len(b[y])) / 2 {
			var g, w int
			if _, err := fmt.Sscanf(a[y][2*x:2*x+2]+" "+b[y][2*x:2*x+2], "%x %x", &g, &w); err != nil {
				return err.Error()
			}
			if d := max(g-w, w-g); d > worst {
				worst, where = d, fmt.Sprintf("cell %d of row %d is %d of 255 light, want %d", x+1, y+1, g, w)
			}
		}
	}
	return where
}

// picture compares a page with a picture of it, in as few colours as make a small file.
func picture(t *testing.T, name string, im image.Image) {
	t.Helper()
	if *update {
		small := image.NewPaletted(im.Bounds(), pagePalette())
		draw.Draw(small, small.Bounds(), im, im.Bounds().Min, draw.Src)
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, small); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if where := differs(lightOf(im), lightOf(readPNG(t, name))); where != "" {
		t.Errorf("%s is not what the page looks like: %s; %s", name, where, keep(t, filepath.Base(name), im))
	}
}

// pagePalette is what pages are made of: greys, and the accent in eight strengths.
func pagePalette() color.Palette {
	var out color.Palette
	for i := range 8 {
		g := uint8(255 - 36*i)
		out = append(out, color.RGBA{g, g, g, 255},
			color.RGBA{uint8(255 - 255*i/7), uint8(255 - 136*i/7), uint8(255 - 71*i/7), 255})
	}
	return out
}

// keep saves a page that is not as it was, and says where.
func keep(t *testing.T, name string, im image.Image) string {
	path := filepath.Join(t.ArtifactDir(), strings.NewReplacer(" ", "-", ",", "").Replace(name)+".png")
	f, err := os.Create(path)
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	if err := png.Encode(f, im); err != nil {
		return err.Error()
	}
	return "look at " + path + " (with -artifacts it stays)"
}

// TestPagesSee says that the net finds a word that is gone, and lets pass what another version smooths in another way.
func TestPagesSee(t *testing.T) {
	page := image.NewGray(image.Rect(0, 0, 298, 421)) // A4 at 36 dots an inch
	fill := func(r image.Rectangle, light uint8) {
		draw.Draw(page, r, image.NewUniform(color.Gray{light}), image.Point{}, draw.Src)
	}
	fill(page.Bounds(), 255)
	fill(image.Rect(60, 100, 80, 104), 130) // a word of 8 points in grey letters
	want := lightOf(page)
	fill(image.Rect(60, 100, 80, 104), 140)
	if where := differs(lightOf(page), want); where != "" {
		t.Errorf("a word smoothed otherwise is taken for another: %s", where)
	}
	fill(image.Rect(60, 100, 80, 104), 255)
	if differs(lightOf(page), want) == "" {
		t.Error("a word that is gone is not seen")
	}
}
