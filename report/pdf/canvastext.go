package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// unseen is how far from its place a glyph may stand, in thousandths of a point: to correct each glyph for the rounding of
// widths and for a pair of letters that is a hair closer takes more room than the text. The distances do not add up.
const unseen = 60

// runs draws neighbouring runs of a line that has its left end at x and its baseline at y, as one text object. The reader's
// pen goes on from run to run: to place each anew would take more room than its letters.
func (c *canvas) runs(runs []shape.Run, x, y int) {
	var t textObject
	for i := range runs {
		r := &runs[i]
		if len(r.Glyphs) == 0 || r.Size <= 0 {
			continue
		}
		if !t.begun {
			if !c.ready() {
				return
			}
			c.applyFill(r.Ink & 0xFFFFFF)
			c.beginText(&t, x+r.X+r.Glyphs[0].X, y)
		}
		c.dress(&t, r)
		c.glyphs(&t, r, x+r.X)
	}
	if !t.begun {
		return
	}
	c.endArray(&t)
	if t.rise != 0 {
		c.op("0 Ts")
	}
	c.op("ET")
	c.flush()
}

// A textObject is what has been said since BT.
type textObject struct {
	begun        bool
	array, codes bool // which brackets are open
	pen          int  // of the reader, in millionths of a point, so that it is exact
	rise         int
}

// beginText begins a text object with its first glyph at x, rounded to a tenth of a point as the baseline is.
func (c *canvas) beginText(t *textObject, x, y int) {
	x = roundDiv(x, 100) * 100
	c.op("BT")
	c.num(x, roundDiv(c.up(y), 100)*100)
	c.op("Td")
	t.begun, t.pen = true, x*1000
}

// dress sets the ink and the font of a run, unless they are set.
func (c *canvas) dress(t *textObject, r *shape.Run) {
	st, ink := &c.state[c.page-1], r.Ink&0xFFFFFF
	if st.fill == ink && st.font == r.Face && st.size == r.Size {
		return
	}
	c.endArray(t)
	c.applyFill(ink)
	if st.font != r.Face || st.size != r.Size {
		st.font, st.size = r.Face, r.Size
		c.op(fontResource(r.Face))
		c.num(r.Size)
		c.op("Tf")
	}
}

// glyphs draws the glyphs of a run that has its left end at x.
func (c *canvas) glyphs(t *textObject, r *shape.Run, x int) {
	for _, g := range r.Glyphs {
		back, off := 0, t.pen-(x+g.X)*1000
		if off < -unseen*1000 || unseen*1000 < off {
			back = roundDiv(off, r.Size)
		}
		if rise := r.Rise + g.Y; rise != t.rise {
			c.endArray(t)
			t.rise = rise
			c.num(rise)
			c.op("Ts")
		}
		if !t.array {
			c.buf, t.array = append(c.buf, '['), true
		}
		if back != 0 {
			c.endCodes(t)
			c.buf = appendInt(c.buf, back)
		}
		if !t.codes {
			c.buf, t.codes = append(c.buf, '('), true
		}
		c.buf = appendCode(c.buf, c.code(r.Face, g))
		t.pen += (c.faces.Width(r.Face, g.ID) - back) * r.Size
	}
}

func (c *canvas) endCodes(t *textObject) {
	if t.codes {
		c.buf, t.codes = append(c.buf, ')'), false
	}
}

func (c *canvas) endArray(t *textObject) {
	if c.endCodes(t); t.array {
		c.op("] TJ")
		t.array = false
	}
}

// appendCode appends a code as two bytes of a literal string: it takes half the room of hexadecimal digits, which counts
// where most of a page is codes.
func appendCode(b []byte, code uint16) []byte {
	for _, c := range [2]byte{byte(code >> 8), byte(code)} {
		switch c {
		case '(', ')', '\\':
			b = append(b, '\\')
		case '\r': // readers take it for a newline
			b, c = append(b, '\\'), 'r'
		}
		b = append(b, c)
	}
	return b
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// roundDiv divides, rounding half away from zero; d is positive.
func roundDiv(n, d int) int {
	if n < 0 {
		return -roundDiv(-n, d)
	}
	return (n + d/2) / d
}

func fontResource(f shape.Face) string { return fmt.Sprintf("/R%d", uint8(f)) }

// code returns the code that stands for a glyph with its text, so that what is copied out is always what was meant.
func (c *canvas) code(f shape.Face, g shape.Glyph) uint16 {
	u := c.fonts[f]
	if u == nil {
		u = &usedFont{codes: make(map[glyphText]uint16, 128)}
		c.fonts[f] = u
	}
	key := glyphText{g.ID, g.Text}
	last := &u.recent[g.ID%uint16(len(u.recent))]
	if last.code != 0 && last.glyphText == key {
		return last.code
	}
	code, ok := u.codes[key]
	if !ok {
		u.glyphs = append(u.glyphs, pdffile.Glyph{ID: g.ID, Text: g.Text})
		code = uint16(len(u.glyphs))
		u.codes[key] = code
	}
	*last = recentCode{key, code}
	return code
}

// linkArea makes a rectangle of the current page lead to target, "#name" of a place or a URI. text says what it is to
// those who do not see it; it may be empty. e is the Link element that it belongs to.
func (c *canvas) linkArea(x, y, w, h int, target, text string, e *element) {
	if !c.ready() {
		return
	}
	p := pendingLink{pdffile.Link{Page: c.page, X: x, Y: y, W: w, H: h, Text: text, Tag: e}, target}
	if !strings.HasPrefix(target, "#") {
		if err := pdffile.CheckURI(target); err != nil {
			c.fail(err)
			return
		}
		p.URI = target
	}
	c.links = append(c.links, p)
}

// place names a place of the current page, y below its top. The first place of a name counts.
func (c *canvas) place(name string, y int) {
	if !c.ready() {
		return
	}
	if _, ok := c.places[name]; !ok {
		c.places[name] = pdffile.Place{Page: c.page, Y: y}
	}
}

// bookmark adds an entry to the outline, level 0 outermost, that leads to y below the top of the current page. Entries
// appear in the order of the calls.
func (c *canvas) bookmark(title string, level, y int) {
	if !c.ready() {
		return
	}
	title, _ = shape.Clean(title)
	c.marks = append(c.marks, pdffile.Outline{Title: title, Level: level,
		Place: pdffile.Place{Page: c.page, Y: y}})
}

// finish returns the file. The canvas must not be used afterwards.
func (c *canvas) finish(m fileMeta, root *element, attachments []attachment) ([]byte, error) {
	c.closePage()
	if c.err != nil {
		return nil, c.err
	}
	if c.page == 0 {
		return nil, errors.New("pdf: no pages")
	}
	plan := &pdffile.Plan{Meta: pdffile.Meta{Title: cleaned(m.title), Author: cleaned(m.author),
		Subject: cleaned(m.subject), Creator: cleaned(m.creator), Producer: "sitrep", Lang: m.lang, RTL: m.rtl,
		Created: m.created, Modified: m.modified}, Outlines: c.marks, Images: c.images, Structure: root, Archive: m.archive, Packer: c.packer, Contents: c.pages}
	if root != nil {
		prune(root)
	}
	for i, u := range c.fonts {
		if f := shape.Face(i); u != nil {
			plan.Fonts = append(plan.Fonts, pdffile.Font{Resource: fontResource(f)[1:], Name: c.faces.Name(f),
				TTF: c.faces.TTF(f), Glyphs: u.glyphs})
		}
	}
	for _, l := range c.links {
		if l.URI == "" {
			to, ok := c.places[l.target[1:]]
			if !ok {
				return nil, fmt.Errorf("pdf: page %d: link to %q, which is nowhere", l.Page, l.target)
			}
			l.To = to
		}
		plan.Links = append(plan.Links, l.Link)
	}
	for _, a := range attachments {
		plan.Attachments = append(plan.Attachments, pdffile.Attachment{Name: a.name, Description: a.description,
			MIME: a.mime, Relationship: a.relationship, Modified: a.modified, Data: a.data})
	}
	src, err := c.output()
	if err != nil {
		return nil, err
	}
	defer c.buffers.give(c.pages)
	return pdffile.Finish(src, plan)
}

func cleaned(s string) string {
	s, _ = shape.Clean(s)
	return s
}

// output returns the pen's own file. gofpdf panics on what it does not expect; that becomes an error.
func (c *canvas) output() (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("pdf: the pen failed: %v", r)
		}
	}()
	c.pdf.SetPage(len(c.pages)) // gofpdf takes the current page for the last
	var b bytes.Buffer
	if err := c.pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return b.Bytes(), nil
}
