package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// tool returns the path of an outside program, or skips the test; under SITREP_CI=1 a missing tool is a failure.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("SITREP_CI") == "1" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("the outside program %s is not installed; .ci/run installs it", name)
	}
	return path
}

// extract returns the text that pdftotext finds, without direction marks.
func extract(t *testing.T, file []byte, args ...string) string {
	t.Helper()
	pdftotext := tool(t, "pdftotext")
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(pdftotext, append(args, path, "-")...).CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext: %v\n%s", err, out)
	}
	return unmarked(string(out))
}

// unmarked drops direction marks and ends of pages.
func unmarked(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\f' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' || r == '\u200E' || r == '\u200F' {
			return -1
		}
		return r
	}, s)
}

func checkQPDF(t *testing.T, file []byte) {
	t.Helper()
	qpdf := tool(t, "qpdf")
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(qpdf, "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf --check: %v\n%s", err, out)
	}
}

var testDay = time.Date(2025, 12, 7, 9, 30, 0, 0, time.UTC)

func testFaces(t testing.TB) *shape.Faces {
	t.Helper()
	fs, err := shape.NewFaces()
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

const arabicSentence = "تقرير الحالة الإنسانية — حلب: نزوح \u20681,250\u2069 شخص"

// onePage draws spans as one paragraph, 523 points wide.
func onePage(t testing.TB, faces *shape.Faces, dir shape.Direction, spans ...shape.Span) []byte {
	t.Helper()
	c, err := newCanvas(paperSize{595_280, 841_890}, faces)
	if err != nil {
		t.Fatal(err)
	}
	c.addPage()
	root := &element{Kind: "Document"}
	drawPara(c, root, faces.Shaper().Paragraph(spans, dir), 36_000, 60_000, 523_000)
	out, err := c.finish(fileMeta{title: "One page", lang: "ar", rtl: dir == shape.RTL, created: testDay, modified: testDay}, root, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// drawPara draws a paragraph of root at its start edge and returns the ordinate below it.
func drawPara(c *canvas, root *element, p *shape.Para, x, y, width int) int {
	e := &element{Kind: "P"}
	root.Kids = append(root.Kids, e)
	for _, l := range p.Lines(width) {
		y += l.Ascent
		at := x
		if l.RTL {
			at = x + width - l.Width
		}
		c.text(l, at, y, e)
		y += l.Descent
	}
	return y
}

// brief draws two pages with all that a canvas can.
func brief(t testing.TB, faces *shape.Faces) []byte {
	t.Helper()
	c, err := newCanvas(paperSize{595_280, 841_890}, faces)
	if err != nil {
		t.Fatal(err)
	}
	sh := faces.Shaper()
	root := &element{Kind: "Document"}
	c.addPage()
	c.setFill(0x1F6FB2)
	c.rect(36_000, 30_000, 523_280, 40_000, fill)
	head := sh.Paragraph([]shape.Span{{Text: "Syria: flash update — Aleppo", Style: shape.Style{Face: shape.CondensedBold, Size: 20_000, Ink: 0xFFFFFF}}}, shape.LTR)
	title := &element{Kind: "H1"}
	root.Kids = append(root.Kids, title)
	c.text(head.Lines(500_000)[0], 44_000, 58_000, title)
	figure := &element{Kind: "Figure", Alt: "A hole, a circle and a clipped circle", Box: &pdffile.Area{Page: 1, X: 320_000, Y: 100_000, W: 220_000, H: 300_000}}
	root.Kids = append(root.Kids, figure)
	c.bookmark("Highlights", 0, 80_000)
	y := drawPara(c, root, sh.Paragraph([]shape.Span{
		{Text: "Some ", Style: shape.Style{Size: 10_000}},
		{Text: "178,000 people", Style: shape.Style{Face: shape.Bold, Size: 10_000}},
		{Text: " were displaced ", Style: shape.Style{Size: 10_000}},
		{Text: "[3]", Style: shape.Style{Size: 8_000, Ink: 0x1F6FB2}, Link: "#src-3"},
		{Text: " (see ", Style: shape.Style{Face: shape.Italic, Size: 10_000}},
		{Text: "reliefweb.int", Style: shape.Style{Size: 10_000, Ink: 0x1F6FB2}, Link: "https://reliefweb.int/"},
		{Text: "). " + strings.Repeat("The office in Aleppo reports further movements. ", 6), Style: shape.Style{Size: 10_000}},
	}, shape.LTR), 36_000, 80_000, 250_000)
	for i, s := range []string{arabicSentence, "الاحتياجات: \u206845,360–50,000\u2069 شخص (\u2068-8%\u2069)، تمويل \u2068US$ 4.2 million\u2069", "مُحَمَّد لا إله — «حلب» 12"} {
		f := shape.Regular
		if i == 1 {
			f = shape.Bold
		}
		y = drawPara(c, root, sh.Paragraph([]shape.Span{{Text: s, Style: shape.Style{Face: f, Size: 14_000}}}, shape.RTL), 36_000, y+6_000, 250_000)
	}
	c.bookmark("Map", 1, y)
	c.enter(figure)
	c.setFill(0xC7DDF0)
	c.setStroke(0x333333)
	c.setLine(500, 3_000, 2_000)
	c.polygon([][]point{{{320_000, 100_000}, {540_000, 100_000}, {540_000, 250_000}, {320_000, 250_000}},
		{{380_000, 140_000}, {380_000, 210_000}, {480_000, 210_000}, {480_000, 140_000}}}, fillStroke)
	c.setLine(1_000)
	c.circle(430_000, 175_000, 30_000, stroke)
	c.clip(320_000, 300_000, 100_000, 50_000)
	c.setFill(0xD9534F)
	c.circle(420_000, 350_000, 50_000, fill)
	c.unclip()
	c.line(320_000, 400_000, 540_000, 400_000)
	c.addPage()
	c.bookmark("Sources", 0, 36_000)
	c.place("src-3", 50_000)
	drawPara(c, root, sh.Paragraph([]shape.Span{{Text: "[3] OCHA, 7 Dec. 2025 → \U0001F600", Style: shape.Style{Size: 9_000}}}, shape.LTR), 36_000, 50_000, 500_000)
	for n := range c.pageCount() {
		c.setPage(n + 1)
		foot := sh.Paragraph([]shape.Span{{Text: "Page " + string(rune('1'+n)) + " of 2", Style: shape.Style{Size: 8_000, Ink: 0x666666}}}, shape.LTR)
		c.text(foot.Lines(500_000)[0], 36_000, 815_000, nil)
	}
	out, err := c.finish(fileMeta{title: "Syria: flash update", author: "مكتب حلب", subject: "Displacement", lang: "en", created: testDay, modified: testDay}, root,
		[]attachment{{name: "register.csv", mime: "text/csv", relationship: "Data", modified: testDay, data: []byte("#adm1,#affected\nAleppo,178000\n")},
			{name: "document.json", mime: "application/json", relationship: "Source", data: []byte("{}")}})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBrief(t *testing.T) {
	file := brief(t, testFaces(t))
	if dir := os.Getenv("SITREP_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "brief.pdf"), file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	checkQPDF(t, file)
	text := extract(t, file)
	for _, want := range []string{"Page 1 of 2", "Page 2 of 2", "178,000 people were displaced [3]", "Syria: flash update — Aleppo"} {
		if !strings.Contains(text, want) {
			t.Errorf("text lacks %q:\n%s", want, text)
		}
	}
}

func TestSameBytes(t *testing.T) {
	faces := testFaces(t)
	want := brief(t, faces)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if got := brief(t, faces); !bytes.Equal(got, want) {
				t.Error("two renders of one page differ")
			}
		})
	}
	wg.Wait()
}

func TestCanvasErrors(t *testing.T) {
	faces := testFaces(t)
	for _, test := range []struct {
		name string
		draw func(c *canvas)
		want string
		why  string
	}{
		{"no page", func(c *canvas) { c.rect(0, 0, 1, 1, fill) }, "without a page", "there is nothing to draw on"},
		{"empty", func(c *canvas) {}, "no pages", "gofpdf would add a blank one"},
		{"set page", func(c *canvas) { c.addPage(); c.setPage(2) }, "no page 2", "pages count from 1"},
		{"nowhere", func(c *canvas) { c.addPage(); c.linkArea(0, 0, 1, 1, "#x", "", nil) }, "nowhere", "gofpdf would panic"},
		{"script", func(c *canvas) { c.addPage(); c.linkArea(0, 0, 1, 1, "javascript:x", "", nil) }, "only http", "a brief runs no programs"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := newCanvas(paperSize{100_000, 100_000}, faces)
			if err != nil {
				t.Fatal(err)
			}
			test.draw(c)
			if _, err := c.finish(fileMeta{}, nil, nil); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q\nwhy: %s", err, test.want, test.why)
			}
		})
	}
	if _, err := newCanvas(paperSize{0, 100}, faces); err == nil {
		t.Error("paper without width: no error")
	}
}

func BenchmarkBrief(b *testing.B) {
	faces := testFaces(b)
	for b.Loop() {
		brief(b, faces)
	}
}
