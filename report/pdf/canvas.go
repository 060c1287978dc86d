package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// A canvas is the pen: pages, and marks on them. It knows nothing of documents, and it alone knows gofpdf.
//
//	c, err := newCanvas(a4, faces)
//	c.addPage()
//	c.setFill(0x1F6FB2)
//	c.rect(36_000, 36_000, 523_276, 40_000, fill)
//	c.text(line, 36_000, 60_000, paragraph)       // a shape.Line: x of its left end, y of its baseline, whose it is
//	c.bookmark("Highlights", 0, 90_000)
//	c.place("src-3", 700_000)                     // spans with Link "#src-3" lead here
//	for n := range c.pageCount() { c.setPage(n + 1); ... } // footers, when the number of pages is known
//	out, err := c.finish(meta, root, attachments)
//
// Everything on a page belongs to an element of the tree under root, for those who hear the page, or is an artifact.
//
// All lengths are integers in thousandths of a point. The origin is the top left corner of the page, y grows downwards,
// in every language: whoever mirrors a page does so before drawing. Colours are 0xRRGGBB. Fill, stroke, line width and
// dashes belong to the canvas and hold until changed, on every page; text brings its own ink. Pages are numbered from 1.
//
// Runs of text with a Link become link areas by themselves: "#name" leads to c.place(name), anything else must be an
// http, https or mailto URI. A link to nowhere is an error of finish. Errors are kept, and returned by finish: drawing
// after an error does nothing. A canvas is used by one goroutine; several canvases may share Faces.
type canvas struct {
	pdf     *gofpdf.Fpdf
	size    paperSize
	faces   *shape.Faces
	fonts   []*usedFont // of each face
	page    int
	pages   [][]byte    // the content of each page, which goes by gofpdf: see pdffile.Plan
	state   []pageState // of each page
	want    pageState
	clips   int // open clips on the current page
	now     stretch
	marked  []int // marks of each page
	leads   map[*element]string
	places  map[string]pdffile.Place
	images  []pdffile.Image
	links   []pendingLink
	marks   []pdffile.Outline
	packer  *pdffile.Packer // nil: one of its own
	buffers *buffers        // nil: new ones
	err     error
	buf     []byte
}

// paperSize is the size of a page in thousandths of a point.
type paperSize struct{ width, height int }

// paint says what happens to a shape: its inside is filled, its outline stroked, or both.
type paint string

const (
	fill       paint = "f*" // even-odd: a ring inside another is a hole
	stroke     paint = "S"
	fillStroke paint = "B*"
)

// point is a place on the page.
type point struct{ x, y int }

// fileMeta describes the document.
type fileMeta struct {
	title, author, subject string
	creator                string
	lang                   string // BCP 47
	rtl                    bool
	created, modified      time.Time // must be given: the canvas has no clock
	archive                bool      // PDF/A-1b
}

// attachment is a file that travels with the document. relationship is Source, Data, Alternative, Supplement or empty.
type attachment struct {
	name, description, mime, relationship string
	modified                              time.Time
	data                                  []byte
}

// pageState is what a page's graphics state holds.
type pageState struct {
	fill, stroke uint32
	width        int
	dash         string
	font         shape.Face
	size         int // of the font; 0: none is set
}

// pageStart is the state in which every page begins: black, width of a point.
func pageStart() pageState { return pageState{width: 1000, dash: "[] 0"} }

type pendingLink struct {
	pdffile.Link
	target string
}

// usedFont collects the glyphs drawn in one face. The code of a glyph with its text is where it stands among them, from 1.
type usedFont struct {
	codes  map[glyphText]uint16
	recent [256]recentCode // of each glyph, by the end of its number: most texts are a few dozen letters
	glyphs []pdffile.Glyph
}

type recentCode struct {
	glyphText
	code uint16
}

type glyphText struct {
	id   uint16
	text string
}

// maxPaper is the largest page side, the limit that PDF readers share.
const maxPaper = 14_400_000

func newCanvas(size paperSize, faces *shape.Faces) (*canvas, error) {
	if size.width <= 0 || size.height <= 0 || size.width > maxPaper || size.height > maxPaper {
		return nil, fmt.Errorf("pdf: paper of %d by %d thousandths of a point", size.width, size.height)
	}
	// gofpdf writes page sizes in hundredths of a point, and the finisher measures from them.
	size.width, size.height = size.width/10*10, size.height/10*10
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{
		Wd: float64(size.width) / 1000, Ht: float64(size.height) / 1000}})
	f.SetCatalogSort(true)
	f.SetCompression(false) // the finisher compresses
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	at := time.Unix(0, 0).UTC() // replaced by the finisher; gofpdf would ask the clock
	f.SetCreationDate(at)
	f.SetModificationDate(at)
	if f.Error() != nil {
		return nil, fmt.Errorf("pdf: %w", f.Error())
	}
	return &canvas{pdf: f, size: size, faces: faces, fonts: make([]*usedFont, faces.Len()), want: pageStart(),
		now: stretch{kind: "Layout"}, leads: map[*element]string{}, places: map[string]pdffile.Place{}}, nil
}

func (c *canvas) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// addPage starts a page and makes it the current one.
func (c *canvas) addPage() {
	if c.err != nil {
		return
	}
	c.closePage()
	c.pdf.AddPage()
	if err := c.pdf.Error(); err != nil {
		c.fail(fmt.Errorf("pdf: %w", err))
		return
	}
	c.page = c.pdf.PageNo()
	c.pages = append(c.pages, c.buffers.take())
	c.state = append(c.state, pageStart())
	c.marked = append(c.marked, 0)
}

// pageCount returns the number of pages.
func (c *canvas) pageCount() int { return len(c.state) }

// setPage makes page n, counted from 1, the current one.
func (c *canvas) setPage(n int) {
	if c.err != nil {
		return
	}
	if n < 1 || n > len(c.state) {
		c.fail(fmt.Errorf("pdf: no page %d among %d", n, len(c.state)))
		return
	}
	c.closePage()
	c.page = n
}

// ready reports whether something can be drawn, and begins an operation.
func (c *canvas) ready() bool {
	if c.err == nil && c.page == 0 {
		c.fail(errors.New("pdf: drawing without a page"))
	}
	c.buf = c.buf[:0]
	return c.err == nil
}

func (c *canvas) op(words ...string) {
	for _, w := range words {
		c.buf = append(append(c.buf, w...), ' ')
	}
}

// num appends lengths. y must have been turned by up.
func (c *canvas) num(lengths ...int) {
	for _, n := range lengths {
		c.buf = append(pdffile.AppendMilli(c.buf, n), ' ')
	}
}

// up turns an ordinate from the top into one from the bottom.
func (c *canvas) up(y int) int { return c.size.height - y }

// flush hands the operation to the page, as a line of its content.
func (c *canvas) flush() {
	c.mark()
	c.put(bytes.TrimRight(c.buf, " "))
}

func (c *canvas) put(line []byte) {
	to := &c.pages[c.page-1]
	*to = append(append(*to, line...), '\n')
}

func (c *canvas) setFill(rgb uint32)   { c.want.fill = rgb & 0xFFFFFF }
func (c *canvas) setStroke(rgb uint32) { c.want.stroke = rgb & 0xFFFFFF }

// setLine sets the width of strokes and their dashes: lengths on and off, none for a solid line.
func (c *canvas) setLine(width int, dash ...int) {
	var b []byte
	for _, n := range dash {
		b = append(pdffile.AppendMilli(b, max(n, 1)), ' ')
	}
	c.want.width, c.want.dash = max(width, 0), "["+strings.TrimRight(string(b), " ")+"] 0"
}

// applyFill brings the page's fill colour in line with rgb.
func (c *canvas) applyFill(rgb uint32) {
	if st := &c.state[c.page-1]; st.fill != rgb {
		st.fill = rgb
		c.colour(rgb, "rg")
	}
}

func (c *canvas) applyPaint(p paint) {
	if p != stroke {
		c.applyFill(c.want.fill)
	}
	if p == fill {
		return
	}
	st := &c.state[c.page-1]
	if st.stroke != c.want.stroke {
		c.colour(c.want.stroke, "RG")
	}
	if st.width != c.want.width {
		c.num(c.want.width)
		c.op("w")
	}
	if st.dash != c.want.dash {
		c.op(c.want.dash, "d")
	}
	st.stroke, st.width, st.dash = c.want.stroke, c.want.width, c.want.dash
}

// colour appends a colour operator; a component is rounded to a thousandth.
func (c *canvas) colour(rgb uint32, op string) {
	for shift := 16; shift >= 0; shift -= 8 {
		c.num((int(rgb>>shift&0xFF)*1000 + 127) / 255)
	}
	c.op(op)
}

// rect draws a rectangle from its top left corner.
func (c *canvas) rect(x, y, w, h int, p paint) {
	if !c.ready() {
		return
	}
	c.applyPaint(p)
	c.num(x, c.up(y+h), w, h)
	c.op("re", string(p))
	c.flush()
}

// line strokes a straight line.
func (c *canvas) line(x1, y1, x2, y2 int) { c.polyline([]point{{x1, y1}, {x2, y2}}) }

// polyline strokes an open line through the points.
func (c *canvas) polyline(pts []point) {
	if len(pts) < 2 || !c.ready() {
		return
	}
	c.applyPaint(stroke)
	c.ring(pts)
	c.op("S")
	c.flush()
}

// polygon draws closed rings. A ring inside another is a hole.
func (c *canvas) polygon(rings [][]point, p paint) {
	if !c.ready() {
		return
	}
	c.applyPaint(p)
	drawn := false
	for _, r := range rings {
		if len(r) >= 3 {
			c.ring(r)
			c.op("h")
			drawn = true
		}
	}
	if drawn {
		c.op(string(p))
	}
	c.flush()
}

// ring appends a path through points. They are rounded to hundredths of a point, or to tenths where there are many: a map
// is mostly their digits, and its borders are simplified more coarsely.
func (c *canvas) ring(pts []point) {
	grid := 10
	if len(pts) > fewPoints {
		grid = 100
	}
	for i, q := range pts {
		c.num(roundDiv(q.x, grid)*grid, roundDiv(c.up(q.y), grid)*grid)
		if i == 0 {
			c.op("m")
		} else {
			c.op("l")
		}
	}
}

// fewPoints are what a shape of a chart has at most.
const fewPoints = 8

// circle draws a circle around a centre.
func (c *canvas) circle(x, y, r int, p paint) {
	if !c.ready() {
		return
	}
	c.applyPaint(p)
	k, y := r*5523/10000, c.up(y) // the control points' distance for a quarter of a circle
	c.num(x+r, y)
	c.op("m")
	for _, q := range [4][6]int{
		{x + r, y + k, x + k, y + r, x, y + r}, {x - k, y + r, x - r, y + k, x - r, y},
		{x - r, y - k, x - k, y - r, x, y - r}, {x + k, y - r, x + r, y - k, x + r, y},
	} {
		c.num(q[:]...)
		c.op("c")
	}
	c.op("h", string(p))
	c.flush()
}

// clip confines what follows on this page to a rectangle, until the matching unclip.
func (c *canvas) clip(x, y, w, h int) {
	if !c.ready() {
		return
	}
	// The state is saved and restored around the clip, so the page must not remember what was set inside.
	c.clips++
	c.op("q")
	c.num(x, c.up(y+h), w, h)
	c.op("re W n")
	c.flush()
}

// unclip ends the innermost clip.
func (c *canvas) unclip() {
	if c.clips == 0 || !c.ready() {
		return
	}
	c.clips--
	c.op("Q")
	c.state[c.page-1] = pageState{fill: 1 << 24, stroke: 1 << 24, width: -1} // unknown: set everything again
	c.flush()
}

// closePage ends what may not reach from one page into another.
func (c *canvas) closePage() {
	for c.clips > 0 && c.err == nil {
		c.unclip()
	}
	c.leave()
}
