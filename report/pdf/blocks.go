package pdf

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/picture"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// layouter turns one document into strips.
type layouter struct {
	sheet
	doc     *document.Document
	lang    *locale.Language
	theme   *styles
	house   *Theme
	logo    *picture.Picture
	sh      *shape.Shaper
	dir     shape.Direction
	strips  []*strip
	missing map[rune]bool
	known   memory
	tree    []*element // from the document to the innermost element that is open
	headed  bool       // a section has begun
	tables  int        // that have footnotes
	measure *measurer  // of charts and maps
	ground  *document.Boundaries
	grounds *grounds
	found   []humanitarian.Finding

	openingShare int  // of the width that what opens the document takes beside a map, in twentieths
	beside       bool // a map stands beside it
}

func newLayouter(d *document.Document, lang *locale.Language, house *Theme, look *prepared, sh *shape.Shaper) *layouter {
	l := &layouter{sheet: look.sheet, doc: d, lang: lang, theme: look.styles, house: house, logo: look.logo, sh: sh,
		dir: directionOf(lang), missing: make(map[rune]bool), tree: []*element{{Kind: "Document"}}, ground: look.boundaries, grounds: look.grounds}
	l.measure = &measurer{l, make(map[measured]int)}
	return l
}

// directionOf returns the writing direction of a language.
func directionOf(l *locale.Language) shape.Direction {
	if l.RightToLeft() {
		return shape.RTL
	}
	return shape.LTR
}

// para measures spans as one paragraph and remembers what no face can draw.
func (l *layouter) para(spans ...shape.Span) *shape.Para {
	if p := l.known.para(spans); p != nil {
		return p
	}
	p := l.sh.Paragraph(spans, l.order(spans))
	l.known.keep(spans, p)
	for _, r := range p.Missing() {
		l.missing[r] = true
	}
	return p
}

// label measures a text that stands alone: from left to right unless it has letters of the other direction.
func (l *layouter) label(s shape.Span) *shape.Para {
	dir := l.dir
	l.dir = shape.LTR
	defer func() { l.dir = dir }()
	return l.para(s)
}

// order is the direction in which a text is read: the document's, unless all its letters belong to the other one.
func (l *layouter) order(spans []shape.Span) shape.Direction {
	var seen [2]bool
	for _, s := range spans {
		for _, r := range s.Text {
			if r < utf8.RuneSelf {
				seen[shape.LTR] = seen[shape.LTR] || 'a' <= r|0x20 && r|0x20 <= 'z'
			} else if unicode.IsLetter(r) {
				p, _ := bidi.LookupRune(r)
				c := p.Class()
				seen[shape.LTR] = seen[shape.LTR] || c == bidi.L
				seen[shape.RTL] = seen[shape.RTL] || c == bidi.R || c == bidi.AL
			}
		}
	}
	if other := shape.RTL - l.dir; seen[other] && !seen[l.dir] {
		return other
	}
	return l.dir
}

// body lays out the whole document below the band.
func (l *layouter) body() {
	for _, s := range l.doc.Boiler(l.lang) {
		l.prose(l.theme.boiler, 0, roleP, l.theme.boiler.span(s))
	}
	l.blocks(l.opens(l.doc.Blocks))
	l.sources()
	l.closing()
	l.blocks(l.doc.Appendix)
}

func (l *layouter) blocks(blocks []document.Block) {
	for i, b := range blocks {
		switch t := b.(type) {
		case *document.Heading:
			l.heading(t.Level, t.Text)
		case *document.Paragraph:
			st := l.theme.body
			if t.Note {
				st = l.theme.note
			}
			strips := l.prose(st, 6*pt, roleP, l.spans(st, t.Spans)...)
			if introduces(blocks, i) && len(strips) <= mostIntro {
				for _, s := range strips {
					s.keep = true
				}
			}
		case *document.Bullets:
			l.bullets(t)
		case *document.KeyFigures:
			l.tiles(t)
		case *document.Table:
			l.table(t)
		case *document.Chart:
			l.chart(t)
		case *document.Map:
			l.mapped(t)
		}
	}
}

// mostIntro is how many lines a paragraph between a heading and what it introduces may have to stay with both.
const mostIntro = 6

// introduces reports whether block i stands between a heading and a table or picture.
func introduces(blocks []document.Block, i int) bool {
	if i == 0 || i+1 == len(blocks) {
		return false
	}
	if _, ok := blocks[i-1].(*document.Heading); !ok {
		return false
	}
	switch blocks[i+1].(type) {
	case *document.Table, *document.Chart, *document.Map:
		return true
	}
	return false
}

// wholeValue is the longest value, in characters, that a line of prose keeps whole, such as "at least 178,000".
const wholeValue = 32

// spans words the pieces of a paragraph. Values are isolated, so that a figure keeps its order in any direction; marks
// become links.
func (l *layouter) spans(st style, in []document.Span) []shape.Span {
	var out []shape.Span
	for _, s := range in {
		switch {
		case s.Value == nil:
			out = append(out, st.span(s.Text))
		case len(s.Value.Marks) > 0:
			out = append(out, l.marks(st, s.Value.Marks)...)
		default:
			v := st.span(s.Value.Format(l.lang)).Isolated()
			v.Whole = utf8.RuneCountInString(v.Text) <= wholeValue
			out = append(out, v)
		}
	}
	return out
}

// marks are source marks with a space between them, each a link into the sources register.
func (l *layouter) marks(st style, ns []int) []shape.Span {
	var out []shape.Span
	for i, n := range ns {
		if i > 0 {
			out = append(out, st.span(" "))
		}
		s := st.in(l.theme.accent).span(fmt.Sprintf("[%d]", n)).Isolated()
		if l.isSource(n) {
			s.Link = "#" + sourcePlace(n)
		}
		out = append(out, s)
	}
	return out
}

func (l *layouter) isSource(n int) bool {
	for _, s := range l.doc.Sources {
		if s.Number == n {
			return true
		}
	}
	return false
}

func sourcePlace(n int) string { return "source-" + strconv.Itoa(n) }

// cell is a column of lines at a distance from the start edge of its strip.
type cell struct {
	x, w  int
	lines []cellLine
	end   bool // lines end at the end edge
	role  role
	tag   *element
}

type cellLine struct {
	line     *shape.Line // nil for a gap
	lead     int         // height
	ink      uint32
	baseline int
	tag      *element // if it is not the cell's
}

// lines breaks a paragraph for a cell. A paragraph without text has none.
func (l *layouter) lines(st style, width int, spans ...shape.Span) []cellLine {
	return l.broken(l.para(spans...), st, width)
}

// broken breaks a paragraph that is measured.
func (l *layouter) broken(p *shape.Para, st style, width int) []cellLine {
	lines := l.known.lines(p, width)
	out := make([]cellLine, 0, len(lines))
	for i := range lines {
		ln := &lines[i]
		lead := max(st.leading, ln.Ascent+ln.Descent)
		out = append(out, cellLine{line: ln, lead: lead, ink: st.ink,
			baseline: (lead-ln.Ascent-ln.Descent)/2 + ln.Ascent})
	}
	return out
}

func height(lines []cellLine) int {
	h := 0
	for _, ln := range lines {
		h += ln.lead
	}
	return h
}

// alignFirst brings the first lines of cells that stand side by side onto one baseline: scripts differ in height.
func alignFirst(cells []cell) {
	base := 0
	for _, c := range cells {
		if len(c.lines) > 0 {
			base = max(base, c.lines[0].baseline)
		}
	}
	for i, c := range cells {
		if len(c.lines) > 0 && c.lines[0].baseline < base {
			cells[i].lines = slices.Clone(c.lines)
			first := &cells[i].lines[0]
			first.lead += base - first.baseline
			first.baseline = base
		}
	}
}

// alignLast does so with the last lines, at the foot of the cells.
func alignLast(cells []cell) {
	under, tallest := 0, 0
	for i, c := range cells {
		if n := len(c.lines); n > 0 {
			cells[i].lines = slices.Clone(c.lines)
			under = max(under, c.lines[n-1].lead-c.lines[n-1].baseline)
		}
	}
	for i, c := range cells {
		if n := len(c.lines); n > 0 {
			last := &cells[i].lines[n-1]
			last.lead = last.baseline + under
		}
		tallest = max(tallest, height(cells[i].lines))
	}
	for i, c := range cells {
		if gap := tallest - height(c.lines); gap > 0 {
			cells[i].lines = append([]cellLine{{lead: gap}}, c.lines...)
		}
	}
}

// items sets the lines of a cell from y downwards.
func (c cell) items(y int) []item {
	return c.add(nil, y)
}

// add is items that are appended to others.
func (c cell) add(out []item, y int) []item {
	for _, ln := range c.lines {
		if ln.line != nil && len(ln.line.Runs) > 0 {
			x := c.x
			if c.end {
				x += c.w - ln.line.Width
			}
			out = append(out, item{kind: textItem, x: x, y: y + ln.baseline, w: ln.line.Width, h: ln.lead,
				line: ln.line, ink: ln.ink, role: c.role, tag: cmp.Or(ln.tag, c.tag)})
		}
		y += ln.lead
	}
	return out
}

// flow adds the lines of a text as strips, a line each, without leaving one alone on a page.
func (l *layouter) flow(c cell, before int) []*strip {
	var out []*strip
	n := len(c.lines)
	for i, ln := range c.lines {
		one := c
		one.lines = []cellLine{ln}
		s := &strip{h: ln.lead, items: one.items(0), keep: n > 1 && (i == 0 || i == n-2)}
		if i == 0 {
			s.before = before
		}
		out = append(out, s)
	}
	l.strips = append(l.strips, out...)
	return out
}

func (l *layouter) prose(st style, before int, r role, spans ...shape.Span) []*strip {
	return l.flow(cell{w: l.bodyWidth, lines: l.lines(st, l.bodyWidth, spans...), role: r, tag: l.leaf(l.kind(r))}, before)
}

func (l *layouter) heading(level int, text string) {
	st, before, r := l.theme.head1, 16*pt, roleH1
	if level > 1 {
		st, before, r, level = l.theme.head2, 10*pt, roleH2, 2
	}
	if r == roleH1 {
		l.section()
		l.headed = true
	}
	strips := l.prose(st, before, r, st.span(text))
	if len(strips) == 0 {
		return
	}
	first, last := strips[0], strips[len(strips)-1]
	name, _ := shape.Clean(text)
	first.items = append([]item{{kind: bookmarkItem, name: name, level: max(level-1, 0)}}, first.items...)
	if r == roleH1 {
		last.items = append(last.items, item{kind: fillItem, y: last.h + 1500, w: l.bodyWidth, h: 500, ink: l.theme.accent})
		last.h += 3 * pt
	}
	for _, s := range strips {
		s.keep = true
	}
}

// bullets lays out a list: the sign at the start edge, the text beside it.
func (l *layouter) bullets(b *document.Bullets) {
	const indent = 11 * pt
	st := l.theme.body
	l.open("L").Numbering = "Disc"
	defer l.shut()
	for i, p := range b.Items {
		lines := l.lines(st, l.bodyWidth-indent, l.spans(st, p.Spans)...)
		before := 3 * pt
		if i == 0 {
			before = 6 * pt
		}
		label, body := l.labelled()
		strips := l.flow(cell{x: indent, w: l.bodyWidth - indent, lines: lines, role: roleListItem, tag: body}, before)
		if len(strips) > 0 {
			l.hang(strips[0], lines, st.in(l.theme.accent).span("•"), label)
		}
	}
}

// hang puts a sign at the start edge before the first of lines.
func (l *layouter) hang(s *strip, lines []cellLine, sign shape.Span, tag *element) {
	signs := l.para(sign).Lines(l.bodyWidth)
	for i := range signs {
		it := item{kind: textItem, x: 2 * pt, y: lines[0].baseline, w: signs[i].Width, h: lines[0].lead, line: &signs[i],
			ink: sign.Ink, role: roleListItem, tag: tag}
		if l.dir == shape.RTL { // from left to right, like the cells of a row
			s.items = append(s.items, it)
		} else {
			s.items = append([]item{it}, s.items...)
		}
	}
}

// sources lays out the sources register, where the marks lead.
func (l *layouter) sources() {
	if len(l.doc.Sources) == 0 {
		return
	}
	const indent = 24 * pt
	width := l.bodyWidth - indent
	l.heading(1, l.lang.Say("brief.sources"))
	l.open("L").Numbering = "Decimal"
	defer l.shut()
	st := l.theme.cell
	for i, s := range l.doc.Sources {
		mark := fmt.Sprintf("[%d]", s.Number)
		plain := s
		plain.URL = ""
		text := strings.TrimPrefix(plain.Format(l.lang), mark+" ")
		if strings.TrimSpace(text) == "" {
			text = "–"
		}
		spans := []shape.Span{st.span(text)}
		if s.URL != "" {
			url := st.span(s.URL).Isolated()
			if pdffile.CheckURI(s.URL) == nil { // others stay text
				url.Link, url.Ink = s.URL, l.theme.accent
			}
			comma := l.lang.Say("list.comma")
			if l.para(append(spans, st.span(comma), url)...).Width() > width && l.para(url).Width() <= width {
				comma = strings.TrimRight(comma, " ") + "\u2028" // an address on a line of its own is copied whole
			}
			spans = append(spans, st.span(comma), url)
		}
		lines := l.lines(st, width, spans...)
		before := 2 * pt
		if i == 0 {
			before = 6 * pt
		}
		label, body := l.labelled()
		strips := l.flow(cell{x: indent, w: width, lines: lines, role: roleListItem, tag: body}, before)
		l.hang(strips[0], lines, st.with(shape.Bold).span(mark).Isolated(), label)
		strips[0].items = append([]item{{kind: placeItem, name: sourcePlace(s.Number)}}, strips[0].items...)
	}
}
