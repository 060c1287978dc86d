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

// unseen is how far from its place a glyph may stand, in thousandths of an em: the file's widths are rounded to one of
// them, and to correct each glyph would take more room than the text. The distances do not add up over a run.
const unseen = 2

// run draws one run of a line that has its left end at x and its baseline at y.
func (c *canvas) run(r *shape.Run, x, y int, rgb uint32) {
	if len(r.Glyphs) == 0 || r.Size <= 0 || !c.ready() {
		return
	}
	c.applyFill(rgb & 0xFFFFFF)
	c.op("BT")
	if st := &c.state[c.page-1]; st.font != r.Face || st.size != r.Size {
		st.font, st.size = r.Face, r.Size
		c.op(fontResource(r.Face))
		c.num(r.Size)
		c.op("Tf")
	}
	c.num(x+r.X, c.up(y-r.Rise))
	c.op("Td")
	pen, rise := 0, 0 // where the reader's pen is
	open := false     // a string of codes
	shut := func(end string) {
		if open {
			c.buf = append(append(c.buf, ')'), end...)
		}
		open = false
	}
	for i, g := range r.Glyphs {
		back := roundDiv((pen-g.X)*1000, r.Size)
		if -unseen <= back && back <= unseen {
			back = 0
		}
		pen -= roundDiv(back*r.Size, 1000)
		switch {
		case i == 0 || g.Y != rise:
			shut("] TJ ")
			if g.Y != rise {
				rise = g.Y
				c.num(rise)
				c.op("Ts")
			}
			c.buf = append(c.buf, '[')
		case back != 0:
			shut("")
		}
		if back != 0 {
			c.buf = appendInt(c.buf, back)
		}
		if !open {
			c.buf = append(c.buf, '(')
			open = true
		}
		c.buf = appendCode(c.buf, c.code(r.Face, g))
		pen += roundDiv(c.faces.Width(r.Face, g.ID)*r.Size, 1000)
	}
	shut("] TJ ")
	if rise != 0 {
		c.op("0 Ts")
	}
	c.op("ET")
	c.flush()
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

// firstExtra is the first code that stands for no glyph of its number: fonts for text have fewer glyphs, and the map from
// codes to glyphs goes up to the highest.
const firstExtra = 0x1000

// code returns the code that stands for a glyph with its text. The first text of a glyph is drawn by the glyph's own
// number, unless that is taken; further texts get other numbers, so that what is copied out is always what was meant.
func (c *canvas) code(f shape.Face, g shape.Glyph) uint16 {
	u := c.fonts[f]
	if u == nil {
		u = &usedFont{codes: map[glyphText]uint16{}, taken: map[uint16]bool{}, next: firstExtra}
		c.fonts[f] = u
	}
	key := glyphText{g.ID, g.Text}
	last := &u.recent[g.ID%uint16(len(u.recent))]
	if last.code != 0 && last.glyphText == key {
		return last.code
	}
	code := u.codeOf(key)
	*last = recentCode{key, code}
	return code
}

func (u *usedFont) codeOf(g glyphText) uint16 {
	if code, ok := u.codes[g]; ok {
		return code
	}
	code := g.id
	if u.taken[code] {
		for u.taken[u.next] {
			u.next++
		}
		code = u.next
	}
	u.codes[g], u.taken[code] = code, true
	u.glyphs = append(u.glyphs, pdffile.Glyph{Code: code, ID: g.id, Text: g.text})
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
