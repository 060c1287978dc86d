package pdffile

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
)

// A Page is what a page says and how it is drawn.
type Page struct {
	// Texts are the texts that stand on the page as somebody sees them: of each marked stretch of the content one, and in
	// the order of the content. They are read from the glyphs, not from what the file says beside them.
	Texts []string

	drawn [sha256.Size]byte // of all operators and operands
}

// Page reads the content of a page, counted from 0.
func (r *Reading) Page(n int) (*Page, error) {
	d := r.pages[n]
	resources, err := r.dict(d["Resources"])
	if err != nil {
		return nil, fmt.Errorf("pdf: page %d: resources: %w", n+1, err)
	}
	content, err := r.content(d["Contents"])
	if err != nil {
		return nil, fmt.Errorf("pdf: page %d: %w", n+1, err)
	}
	c := &contentReader{r: r}
	if err := c.read(content, resources, 0); err != nil {
		return nil, fmt.Errorf("pdf: page %d: %w", n+1, err)
	}
	c.endStretch()
	return &Page{c.out, sha256.Sum256(c.drawn.Bytes())}, nil
}

// content joins the streams of a page.
func (r *Reading) content(o any) ([]byte, error) {
	v, err := r.get(o)
	if err != nil || v == nil {
		return nil, err
	}
	parts, ok := v.(array)
	if !ok {
		parts = array{o}
	}
	var all [][]byte
	for _, p := range parts {
		_, data, err := r.stream(p)
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return bytes.Join(all, []byte("\n")), nil
}

// A contentReader follows the operators of a page that show text.
type contentReader struct {
	r     *Reading
	font  *fontText
	saved []*fontText
	now   []string // of the line, from left to right
	lines []string // of the stretch
	y     number   // of the line
	out   []string
	drawn bytes.Buffer
}

// endLine closes a line of text, endStretch all of a stretch.
func (c *contentReader) endLine() {
	if s := strings.TrimSpace(inOrder(c.now)); s != "" {
		c.lines = append(c.lines, s)
	}
	c.now = nil
}

func (c *contentReader) endStretch() {
	if c.endLine(); len(c.lines) > 0 {
		c.out = append(c.out, strings.Join(c.lines, " "))
	}
	c.lines = nil
}

func (c *contentReader) read(content []byte, resources dict, depth int) error {
	if depth > maxDepth {
		return errors.New("pdf: content within content")
	}
	fonts, err := c.r.maybeDict(resources["Font"])
	if err != nil {
		return err
	}
	l := &lexer{src: content}
	var args []any
	for {
		o, op, err := l.token()
		if err != nil {
			return err
		}
		switch {
		case o == nil && op == "":
			return nil
		case op == "":
			if args = append(args, o); len(args) > 1000 {
				return errors.New("pdf: an operator with a thousand operands")
			}
			writeObject(&c.drawn, o)
			c.drawn.WriteByte(' ')
			continue
		}
		c.drawn.WriteString(op + "\n")
		if err := c.operator(op, args, fonts, resources, depth); err != nil {
			return err
		}
		args = args[:0]
	}
}

func (c *contentReader) operator(op string, args []any, fonts, resources dict, depth int) (err error) {
	switch op {
	case "q":
		if c.saved = append(c.saved, c.font); len(c.saved) > 1000 {
			return errors.New("pdf: a thousand saved states")
		}
	case "Q":
		if n := len(c.saved); n > 0 {
			c.font, c.saved = c.saved[n-1], c.saved[:n-1]
		}
	case "BDC", "BMC", "EMC":
		c.endStretch()
	case "Td", "TD", "Tm":
		if len(args) > 0 && numberOf(args[len(args)-1]) != c.y {
			c.endLine()
			c.y = numberOf(args[len(args)-1])
		}
	case "Tf":
		if len(args) == 2 {
			key, _ := args[0].(name)
			c.font, err = c.r.font(fonts[key])
		}
	case "Tj", "'", "\"", "TJ":
		if len(args) > 0 {
			c.show(args[len(args)-1])
		}
	case "Do":
		return c.external(args, resources, depth)
	case "BI":
		return errors.New("pdf: a picture within the content, which no brief has")
	}
	return err
}

func (c *contentReader) show(o any) {
	font := c.font
	if font == nil {
		font = &fontText{}
	}
	switch o := o.(type) {
	case str:
		c.now = append(c.now, font.decode(o)...)
	case array:
		for _, e := range o {
			if s, ok := e.(str); ok {
				c.now = append(c.now, font.decode(s)...)
			}
		}
	}
}

// external reads a form, whose text is text of the page; pictures have none.
func (c *contentReader) external(args []any, resources dict, depth int) error {
	objects, err := c.r.maybeDict(resources["XObject"])
	if err != nil || len(args) == 0 {
		return err
	}
	key, _ := args[0].(name)
	v, err := c.r.get(objects[key])
	if err != nil {
		return err
	}
	s, ok := v.(*stream)
	if !ok || s.dict["Subtype"] != name("Form") {
		return nil
	}
	own := resources
	if s.dict["Resources"] != nil {
		if own, err = c.r.dict(s.dict["Resources"]); err != nil {
			return err
		}
	}
	content, err := c.r.unpack(s)
	if err != nil {
		return err
	}
	c.endStretch()
	return c.read(content, own, depth+1)
}

// maybeDict is [Reading.dict] of what may be absent.
func (r *Reading) maybeDict(o any) (dict, error) {
	if o == nil {
		return dict{}, nil
	}
	return r.dict(o)
}
