package shape

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/language"
)

// A Direction is the base direction of a paragraph. The zero value is left to right.
type Direction uint8

// Base directions. Auto takes that of the first strong character, else left to right.
const (
	LTR Direction = iota
	RTL
	Auto
)

// A Style says how a span is set. The zero value draws nothing: it has no size.
type Style struct {
	Face Face
	Size int    // thousandths of a point; at most MaxSize
	Rise int    // raises the baseline; thousandths of a point
	Ink  uint32 // colour as 0xRRGGBB; carried, not interpreted
}

// MaxSize is the largest font size, in thousandths of a point. Larger and negative sizes are clamped.
const MaxSize = 1_000_000

// A Span is a piece of text with one style. Whole says that it should not be broken over lines at its blanks. Link, if not empty, is where the span leads: a URI, or "#" and the name of
// a place in the document. It is carried, not interpreted.
type Span struct {
	Text string
	Style
	Link  string
	Whole bool
}

// Isolated returns the span with its text isolated; see [Isolate].
func (s Span) Isolated() Span { s.Text = Isolate(s.Text); return s }

// A Glyph is one drawn shape, at X from the left of its run and Y above the run's baseline. Text is the piece of source
// text it stands for, empty for a glyph that shares its cluster with another; in a right-to-left run it is in visual
// order.
type Glyph struct {
	ID      uint16
	X, Y    int
	Advance int
	Text    string
}

// A Run is a piece of a line in one face and direction. Glyphs are in visual order and may be empty of ink.
type Run struct {
	Face   Face
	Size   int
	Rise   int
	Ink    uint32
	Link   string
	Span   int  // index of the span it came from
	RTL    bool // for the record; the glyphs are in visual order already
	From   int  // the bytes of the line's Text that it stands for
	To     int
	X      int // from the left end of the line
	Width  int
	Glyphs []Glyph
	level  int8
}

// A Line is one line of a paragraph. Runs are in visual order, left to right. Text is its source in logical order
// without invisible characters. Last reports the last line of the paragraph, and Spaced a line that was broken at a
// space, which its text has not, but after which a left-to-right run has a glyph without width: so who copies the lines
// finds the words apart.
type Line struct {
	Runs            []Run
	Width           int
	Ascent, Descent int // both positive
	RTL             bool
	Last            bool
	Spaced          bool
	Text            string
}

// A Para is a measured paragraph. It is immutable except for the shaper's cache: use it where the shaper is used.
type Para struct {
	sh      *Shaper
	spans   []Span
	text    []rune
	span    []int32 // span index of each rune
	face    []Face
	level   []int8
	rtl     bool
	items   []item
	missing []rune
}

// item is a piece of text of one span, face and level without a place to break inside.
type item struct {
	from, to int
	width    int
	glyphs   []fontGlyph // nil if the item must be shaped anew
	space    bool        // only spaces
	hidden   bool        // not drawn
	after    brk         // what may happen after it
}

type brk uint8

const (
	noBreak    brk = iota
	avoidBreak     // only if the line would hold nothing otherwise
	mayBreak
	mustBreak
)

// Paragraph measures spans as one paragraph. Texts are cleaned; see [Clean].
func (s *Shaper) Paragraph(spans []Span, dir Direction) *Para {
	p := &Para{sh: s, spans: slices.Clone(spans)}
	n := 0
	for i := range p.spans {
		sp := &p.spans[i]
		sp.Text, _ = Clean(sp.Text)
		sp.Size = min(max(sp.Size, 0), MaxSize)
		if int(sp.Face) >= NumFaces {
			sp.Face = Regular
		}
		n += utf8.RuneCountInString(sp.Text)
	}
	p.text, p.span = make([]rune, 0, n), make([]int32, 0, n)
	for i := range p.spans {
		for _, r := range p.spans[i].Text {
			p.text, p.span = append(p.text, r), append(p.span, int32(i))
		}
	}
	p.rtl = dir == RTL || dir == Auto && isRTL(p.text)
	base := 0
	if p.rtl {
		base = 1
	}
	if p.rtl || !onlyLTR(p.text) {
		p.level = s.bidi.levels(p.text, base)
	} else {
		p.level = make([]int8, len(p.text))
	}
	p.chooseFaces()
	p.itemize()
	return p
}

// Missing returns, once each and in order, the runes that no face has. They are drawn as the face's empty box.
func (p *Para) Missing() []rune { return p.missing }

// RTL reports the base direction.
func (p *Para) RTL() bool { return p.rtl }

// Width returns the width of the paragraph's widest line when none is broken by want of room. Blanks at the end of a
// line do not count.
func (p *Para) Width() int {
	widest, w, blanks := 0, 0, 0
	for _, it := range p.items {
		switch {
		case it.space:
			blanks += it.width
		case !it.hidden:
			w, blanks = w+blanks+it.width, 0
			widest = max(widest, w)
		}
		if it.after == mustBreak {
			w, blanks = 0, 0
		}
	}
	return widest
}

// MinWidth returns the width below which a word, or what should hold together like one, would be broken inside.
func (p *Para) MinWidth() int {
	widest, w := 0, 0
	for _, it := range p.items {
		if !it.space {
			w += it.width
			widest = max(widest, w)
		} else if it.after < mayBreak {
			w += it.width
		}
		if it.after >= mayBreak {
			w = 0
		}
	}
	return widest
}

// chooseFaces gives each rune the face that draws it. Spaces, marks and joiners stay with what precedes them.
func (p *Para) chooseFaces() {
	p.face = make([]Face, len(p.text))
	for i, r := range p.text {
		want := p.spans[p.span[i]].Face
		if isInvisible(r) {
			p.face[i] = p.sh.faces.instead[want]
			continue
		}
		if i > 0 && p.span[i] == p.span[i-1] && follows(r) {
			if isJoiner(r) || p.sh.faces.has(p.face[i-1], r) {
				p.face[i] = p.face[i-1]
				continue
			}
		}
		f, ok := p.sh.faces.pick(want, r)
		if !ok && !isJoiner(r) && !slices.Contains(p.missing, r) {
			p.missing = append(p.missing, r)
		}
		p.face[i] = f
	}
}

func follows(r rune) bool { return r == ' ' || isJoiner(r) || unicode.In(r, unicode.Mn, unicode.Me) }

func isJoiner(r rune) bool {
	return r == '\u200C' || r == '\u200D' || unicode.Is(unicode.Variation_Selector, r)
}

// itemize cuts the text into items and measures them.
func (p *Para) itemize() {
	breaks := p.breaks()
	n := 1
	for _, b := range breaks {
		if b != noBreak {
			n += 2 // a blank and a word
		}
	}
	p.items = make([]item, 0, n)
	for i := 0; i < len(p.text); {
		end := i + 1
		for end < len(p.text) && breaks[end-1] == noBreak && p.sameItem(i, end) {
			end++
		}
		it := item{from: i, to: end, after: breaks[end-1], space: p.text[i] == ' ', hidden: isInvisible(p.text[i])}
		if !it.hidden {
			it.glyphs = p.word(it)
			it.width = p.widthOf(it)
		}
		p.items = append(p.items, it)
		i = end
	}
}

func (p *Para) sameItem(i, j int) bool {
	a, b := p.text[i], p.text[j]
	return p.span[i] == p.span[j] && p.face[i] == p.face[j] && p.level[i] == p.level[j] &&
		(a == ' ') == (b == ' ') && isInvisible(a) == isInvisible(b)
}

// breaks returns what may happen after each rune, until it is called again, from UAX #14 on the text without its invisible characters: those
// must not open or close a place to break.
func (p *Para) breaks() []brk {
	t := p.sh.tools
	out, seen, at := append(t.breaks[:0], make([]brk, len(p.text))...), t.seen[:0], t.at[:0]
	defer func() { t.breaks, t.seen, t.at = out, seen, at }()
	for i, r := range p.text {
		if r == lineSeparator || !isInvisible(r) {
			seen, at = append(seen, r), append(at, i)
		}
	}
	if len(seen) == 0 {
		return out
	}
	p.allowed(seen, func(end int) {
		i := at[end-1]
		for i+1 < len(p.text) && closes(p.text[i+1]) {
			i++ // a closing isolate or a mark belongs to the word before
		}
		out[i] = mayBreak
		if seen[end-1] == lineSeparator {
			out[i] = mustBreak
		}
	})
	p.glue(out, seen, at)
	return out
}

// allowed calls yield with the end of each piece of text after which UAX #14 allows a break, but for the last.
func (p *Para) allowed(text []rune, yield func(end int)) {
	if breaksAtBlanks(text) {
		blankBreaks(text, yield)
		return
	}
	p.sh.seg.Init(text)
	for it := p.sh.seg.LineIterator(); it.Next(); {
		l := it.Line()
		if end := l.Offset + len(l.Text); end > 0 && (end < len(text) || text[end-1] == lineSeparator) {
			yield(end)
		}
	}
}

func closes(r rune) bool { return r == pdi || r == lrm || r == rlm || r == alm }

// word returns the glyphs of an item.
func (p *Para) word(it item) []fontGlyph {
	if it.glyphs != nil {
		return it.glyphs
	}
	return p.sh.word(p.face[it.from], p.level[it.from]%2 == 1, p.text[it.from:it.to])
}

// widthOf returns the width of an item.
func (p *Para) widthOf(it item) int {
	size, upem, w := p.spans[p.span[it.from]].Size, p.sh.faces.faces[p.face[it.from]].upem, 0
	for _, g := range p.word(it) {
		w += scale(g.width, size, upem)
	}
	return w
}

// isRTL reports whether the first strong character is right to left.
func isRTL(text []rune) bool {
	depth := 0
	for _, r := range text {
		switch r {
		case lri, rli, fsi:
			depth++
		case pdi:
			depth = max(depth-1, 0)
		case rlm, alm:
			if depth == 0 {
				return true
			}
		case lrm:
			if depth == 0 {
				return false
			}
		default:
			if depth == 0 && unicode.IsLetter(r) {
				sc := language.LookupScript(r)
				return sc == language.Arabic || sc == language.Hebrew || sc == language.Syriac ||
					sc == language.Thaana || sc == language.Nko
			}
		}
	}
	return false
}
