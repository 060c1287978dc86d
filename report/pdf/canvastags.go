package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// An element is a piece of the document as a screen reader walks it. The layout builds the tree; the canvas adds to its
// leaves what it draws for them.
type element = pdffile.Element

// stretch is the part of a page's content that is being drawn: of an element, or of none, an artifact.
type stretch struct {
	element *element
	kind    string // of an artifact: Layout or Pagination
	open    bool   // whether the content says so yet
}

// enter says whose what follows is, on this page until the next call: an element's, or nobody's, which is how each page
// begins. Text says so itself.
func (c *canvas) enter(e *element) { c.turn(stretch{element: e, kind: "Layout"}) }

func (c *canvas) turn(s stretch) {
	if c.now.element == s.element && (s.element != nil || c.now.kind == s.kind) {
		return
	}
	c.leave()
	c.now = s
}

// leave ends the stretch.
func (c *canvas) leave() {
	if c.now.open && c.err == nil {
		c.put([]byte("EMC"))
	}
	c.now = stretch{kind: "Layout"}
}

// mark begins the stretch in the content if that has not happened yet.
func (c *canvas) mark() {
	if c.now.open {
		return
	}
	c.now.open = true
	if c.now.element == nil {
		c.put([]byte("/Artifact <</Type /" + c.now.kind + ">> BDC"))
		return
	}
	c.begin(c.now.element, c.newMark(c.now.element))
}

func (c *canvas) begin(e *element, id int) {
	b := append([]byte{'/'}, e.Kind...)
	b = append(b, " <</MCID "...)
	c.put(append(appendInt(b, id), ">> BDC"...))
	c.now = stretch{element: e, open: true}
}

// newMark gives an element a piece of the current page and returns its number.
func (c *canvas) newMark(e *element) int {
	id := c.marked[c.page-1]
	c.marked[c.page-1]++
	e.Kids = append(e.Kids, pdffile.Mark{Page: c.page, ID: id})
	return id
}

// A piece is neighbouring runs of a line that lead to the same place or to none.
type piece struct {
	runs     []shape.Run
	from, to int // the bytes of the line's text
	last     bool
	element  *element // the Link, if it leads somewhere
}

func (p *piece) link() string { return p.runs[0].Link }

// reordered reports whether the glyphs of the piece stand in another order than its text.
func (p *piece) reordered(l shape.Line) bool {
	if utf8.RuneCountInString(strings.TrimSpace(l.Text[p.from:p.to])) < 2 {
		return false
	}
	return slices.ContainsFunc(p.runs, func(r shape.Run) bool { return r.RTL }) || l.RTL && len(p.runs) > 1
}

// text is what the piece says, with the space at which the line was broken.
func (p *piece) text(l shape.Line) string {
	s := l.Text[p.from:p.to]
	if p.last && l.Spaced {
		s += " "
	}
	return s
}

// piecesOf cuts a line, from left to right.
func piecesOf(l shape.Line) []piece {
	var out []piece
	last := 0
	for i := 0; i < len(l.Runs); {
		end := i + 1
		for end < len(l.Runs) && l.Runs[end].Link == l.Runs[i].Link {
			end++
		}
		p := piece{runs: l.Runs[i:end], from: l.Runs[i].From, to: l.Runs[i].To}
		for _, r := range p.runs {
			p.from, p.to = min(p.from, r.From), max(p.to, r.To)
		}
		out = append(out, p)
		if p.to >= out[last].to {
			last = len(out) - 1
		}
		i = end
	}
	if len(out) > 0 {
		out[last].last = true
	}
	return out
}

// text draws a line with its left end at x and its baseline at y, each run in its own ink, as the next part of an
// element; nil is an artifact that each page repeats. Runs with a Link become link areas.
func (c *canvas) text(l shape.Line, x, y int, e *element) {
	if !c.ready() {
		return
	}
	pieces := piecesOf(l)
	switch {
	case e == nil:
		c.turn(stretch{kind: "Pagination"})
		for i := range pieces {
			c.runs(pieces[i].runs, x, y)
		}
	case len(pieces) == 1:
		c.turn(stretch{element: c.owner(e, l, &pieces[0])})
		c.runs(pieces[0].runs, x, y)
	default:
		c.apart(pieces, l, x, y, e)
	}
	for _, p := range pieces {
		if to := p.link(); to != "" {
			first, last := p.runs[0], p.runs[len(p.runs)-1]
			c.linkArea(x+first.X, y-l.Ascent, last.X+last.Width-first.X, l.Ascent+l.Descent, to, l.Text[p.from:p.to], p.element)
		}
	}
}

// apart draws several pieces, each as a mark of its own: from left to right on the page, for readers that know no tags,
// and in the order of the text in the tree.
func (c *canvas) apart(pieces []piece, l shape.Line, x, y int, e *element) {
	c.leave()
	order := make([]int, len(pieces))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return pieces[a].from - pieces[b].from })
	owners, ids := make([]*element, len(pieces)), make([]int, len(pieces))
	for _, i := range order {
		owners[i] = c.owner(e, l, &pieces[i])
		ids[i] = c.newMark(owners[i])
	}
	for i := range pieces {
		c.begin(owners[i], ids[i])
		c.runs(pieces[i].runs, x, y)
		c.leave()
	}
}

// owner returns the element within e that the piece belongs to: a link, a span that says the text in reading order, or
// e itself. What goes on from line to line stays one element.
func (c *canvas) owner(e *element, l shape.Line, p *piece) *element {
	in := e
	if to := p.link(); to != "" {
		in = c.inner(e, "Link", to)
		p.element = in
	}
	if p.reordered(l) {
		in = c.inner(in, "Span", "")
		in.Actual += p.text(l)
	}
	return in
}

// inner returns the last kid of an element if it is of the kind and leads to the same place, or else adds one.
func (c *canvas) inner(e *element, kind, to string) *element {
	if n := len(e.Kids); n > 0 {
		if k, ok := e.Kids[n-1].(*element); ok && k.Kind == kind && c.leads[k] == to {
			return k
		}
	}
	k := &element{Kind: kind}
	c.leads[k] = to
	e.Kids = append(e.Kids, k)
	return k
}

// picture draws a picture, as package picture returns it, in a rectangle.
func (c *canvas) picture(file []byte, x, y, w, h int) {
	if !c.ready() {
		return
	}
	resource := ""
	for _, im := range c.images {
		if string(im.File) == string(file) {
			resource = im.Resource
		}
	}
	if resource == "" {
		resource = "I" + string(appendInt(nil, len(c.images)))
		c.images = append(c.images, pdffile.Image{Resource: resource, File: file})
	}
	c.op("q")
	c.num(w, 0, 0, h, x, c.up(y+h))
	c.op("cm", "/"+resource, "Do", "Q")
	c.flush()
}

// prune drops what no page shows: an element without content, unless it is a cell, which keeps its column. A text that is
// nothing but a span in another order says that order itself: a table has hundreds of them. It reports whether the
// element itself should stay.
func prune(e *element) bool {
	e.Kids = slices.DeleteFunc(e.Kids, func(k pdffile.Kid) bool {
		kid, ok := k.(*element)
		return ok && !prune(kid)
	})
	if span := onlySpan(e); span != nil {
		e.Actual, e.Kids = span.Actual, span.Kids
	}
	return len(e.Kids) > 0 || e.Kind == "TD" || e.Kind == "TH" || e.Kind == "Document"
}

// onlySpan returns the one kid of a text, if it is a span.
func onlySpan(e *element) *element {
	if len(e.Kids) != 1 || !slices.Contains([]string{"P", "H1", "H2", "H3", "TH", "TD", "Caption", "Lbl", "LBody"}, e.Kind) {
		return nil
	}
	if kid, ok := e.Kids[0].(*element); ok && kid.Kind == "Span" {
		return kid
	}
	return nil
}
