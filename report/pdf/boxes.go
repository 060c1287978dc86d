package pdf

import (
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// An item is one thing to draw. Its x counts from the start edge of the page, which is the right one in a
// right-to-left document, until [mirror] has run; y counts from the top and is the baseline of a text.
type item struct {
	kind       itemKind
	x, y, w, h int
	line       *shape.Line // of a text
	art        *art
	painting   *painting
	ink        uint32
	name       string // of a place or a bookmark
	level      int    // of a bookmark, from 0
	role       role
	tag        *element // whose a text is; nil is nobody's, for what is repeated or ornamental
}

// art is what is neither text nor filled: a clean picture, or the contours of glyphs at their places on the page.
type art struct {
	picture []byte
	outline [][]shape.Stroke
}

type itemKind uint8

const (
	textItem itemKind = iota
	fillItem
	placeItem    // where a link may lead
	bookmarkItem // in the outline
	pictureItem
	outlineItem // a word that is no text
	paintingItem
)

// A role is what an item is to a reader who hears the page.
type role uint8

const (
	artifact role = iota // repeated or ornamental
	roleH1
	roleH2
	roleP
	roleCaption
	roleListItem
	roleHeader
	roleCell
	roleFigure
)

var roleNames = [...]string{"artifact", "h1", "h2", "p", "caption", "li", "th", "td", "figure"}

// A strip is a full-width piece of a document that no page break cuts. Its items are placed relative to its top.
type strip struct {
	h      int
	before int    // space above, dropped at the top of a page
	keep   bool   // stays on the page of the next strip
	header *strip // is set again when a page starts with this strip
	items  []item
}

// A page is the items of one page, in reading order but for what stands side by side: that is in order from left to
// right. The tags have the reading order.
type page struct{ items []item }

// add places the items of a strip on the page.
func (p *page) add(s *strip, y int) {
	for _, it := range s.items {
		it.x += margin
		it.y += y
		p.items = append(p.items, it)
	}
}

// mirror turns distances from the start edge of a page into distances from the left.
func (p *page) mirror(pageWidth int) {
	for i := range p.items {
		p.items[i].x = pageWidth - p.items[i].x - p.items[i].w
	}
}

// layoutDump writes what stands where; it is what the layout's tests compare.
func layoutDump(pages []*page) string {
	var b strings.Builder
	for i, p := range pages {
		fmt.Fprintf(&b, "page %d\n", i+1)
		for _, it := range p.items {
			it.dump(&b)
		}
	}
	return b.String()
}

// says is the text of an item, if it is one.
func (it item) says() string {
	if it.line == nil {
		return ""
	}
	return it.line.Text
}

func (it item) dump(b *strings.Builder) {
	switch it.kind {
	case textItem:
		size, face := 0, shape.Regular
		if len(it.line.Runs) > 0 {
			size, face = it.line.Runs[0].Size, it.line.Runs[0].Face
		}
		fmt.Fprintf(b, "  %-8s %6d %6d w %6d  %s %d #%06X %q", roleNames[it.role], it.x, it.y, it.w, face, size, it.ink, it.says())
		last := ""
		for _, r := range it.line.Runs {
			if r.Link != "" && r.Link != last {
				fmt.Fprintf(b, " -> %s", r.Link)
				last = r.Link
			}
		}
		b.WriteByte('\n')
	case fillItem:
		fmt.Fprintf(b, "  fill     %6d %6d w %6d h %d #%06X\n", it.x, it.y, it.w, it.h, it.ink)
	case pictureItem:
		fmt.Fprintf(b, "  picture  %6d %6d w %6d h %d\n", it.x, it.y, it.w, it.h)
	case outlineItem:
		fmt.Fprintf(b, "  outline  of %d glyphs #%06X\n", len(it.art.outline), it.ink)
	case paintingItem:
		fmt.Fprintf(b, "  painting %6d %6d w %6d h %d, %d marks\n", it.x, it.y, it.w, it.h, len(it.painting.marks.Ops)+len(it.painting.halos))
	case placeItem:
		fmt.Fprintf(b, "  place    %6d %6d %s\n", it.x, it.y, it.name)
	case bookmarkItem:
		fmt.Fprintf(b, "  bookmark %6d %6d %d %q\n", it.x, it.y, it.level, it.name)
	}
}
