package pdf

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// opens lays out what a document opens with in two columns, where there is a map in its first two sections: the
// highlights, with as many of the key figures below them as there is room for, or the key figures, and the map. It returns
// the blocks that are left: all of them if there is no such map, if its boundaries are missing, or if the columns would
// take most of a page.
func (l *layouter) opens(blocks []document.Block) []document.Block {
	at := openingMap(blocks)
	if at < 0 || l.ground == nil {
		return blocks
	}
	m := blocks[at].(*document.Map)
	if l.ground.Outlines() != m.Outlines {
		return blocks
	}
	l.blocks(blocks[:1]) // the heading, over both columns
	width := (l.bodyWidth - gutter) * l.openingShare / 20
	beside, undo := l.aside(l.bodyWidth-gutter-width, m)
	if len(l.found) > 0 {
		undo()
		return blocks[1:]
	}
	for _, o := range openings(blocks[1:at]) {
		if l.twoColumns(o.beside, width, beside) {
			return slices.Concat(o.below, blocks[at+1:])
		}
	}
	return blocks[1:]
}

// An aside is a column that was laid out before what is read before it.
type aside struct {
	strips []*strip
	tags   []pdffile.Kid
}

// aside lays out a map in a column of its own, and keeps its tags for later.
func (l *layouter) aside(width int, m *document.Map) (a aside, undo func()) {
	undo = l.remember()
	e := l.tree[len(l.tree)-1]
	n := len(e.Kids)
	a.strips = l.column(width, func() { l.mapped(m) })
	a.tags = slices.Clone(e.Kids[n:])
	e.Kids = e.Kids[:n]
	return a, undo
}

// opening is one way to divide the blocks that stand before a map.
type opening struct{ beside, below []document.Block }

// openings are the ways to divide blocks, from the most beside the map to the least: all of them, the first rows of the
// key figures, the first block alone.
func openings(blocks []document.Block) []opening {
	out := []opening{{beside: blocks}}
	for i, b := range blocks[1:] {
		k, ok := b.(*document.KeyFigures)
		if !ok {
			continue
		}
		for n := (len(k.Tiles) - 1) / besideMap * besideMap; n > 0; n -= besideMap {
			first, rest := &document.KeyFigures{Tiles: k.Tiles[:n]}, &document.KeyFigures{Tiles: k.Tiles[n:]}
			out = append(out, opening{slices.Concat(blocks[:i+1], []document.Block{first}), slices.Concat([]document.Block{rest}, blocks[i+2:])})
		}
	}
	return append(out, opening{blocks[:1], blocks[1:]})
}

// openingShares are tried one after the other: the larger the share, the smaller the map, and what stands below it has
// more room.
func openingShares() []int { return []int{11, 13} }

// besideMap is how many key figures stand in a row below the highlights.
const besideMap = 2

// openingMap returns where a map stands that may go beside the highlights or the key figures that open the document, or -1.
func openingMap(blocks []document.Block) int {
	if len(blocks) < 3 {
		return -1
	}
	_, headed := blocks[0].(*document.Heading)
	switch blocks[1].(type) {
	case *document.Bullets, *document.KeyFigures:
	default:
		headed = false
	}
	if !headed {
		return -1
	}
	sections := 0
	for i, b := range blocks {
		switch b.(type) {
		case *document.Heading:
			if sections++; sections > 2 {
				return -1
			}
		case *document.Map:
			return i
		}
	}
	return -1
}

// twoColumns adds a strip with blocks at the start and a map at the end, or nothing if they make no good pair.
func (l *layouter) twoColumns(blocks []document.Block, width int, m aside) bool {
	undo := l.remember()
	start := l.column(width, func() { l.blocks(blocks) })
	h, below := columnHeight(m.strips), columnHeight(start)
	if below > h*4/3 && len(blocks) > 1 || max(h, below) > l.pageRoom*7/10 || len(l.found) > 0 {
		undo()
		return false
	}
	e := l.tree[len(l.tree)-1]
	e.Kids = append(e.Kids, m.tags...)
	s := &strip{h: max(h, below), before: 6 * pt}
	columns := [][]item{columnItems(start, 0), columnItems(m.strips, width+gutter)}
	if l.dir == shape.RTL { // from left to right, like the cells of a row
		slices.Reverse(columns)
	}
	s.items = slices.Concat(columns...)
	l.strips = append(l.strips, s)
	l.beside = true
	return true
}

// remember returns a function that takes back what was laid out since, but for the strips.
func (l *layouter) remember() (undo func()) {
	tree, found := slices.Clone(l.tree), len(l.found)
	kids := make([]int, len(tree))
	for i, e := range tree {
		kids[i] = len(e.Kids)
	}
	return func() {
		l.tree, l.found = tree, l.found[:found]
		for i, e := range tree {
			e.Kids = e.Kids[:kids[i]]
		}
	}
}

// column lays out what fill adds, in a narrower body, apart from the other strips.
func (l *layouter) column(width int, fill func()) []*strip {
	strips, body := l.strips, l.bodyWidth
	l.strips, l.bodyWidth = nil, width
	fill()
	out := l.strips
	l.strips, l.bodyWidth = strips, body
	return out
}

func columnHeight(strips []*strip) int {
	h := 0
	for i, s := range strips {
		if i > 0 {
			h += s.before
		}
		h += s.h
	}
	return h
}

// columnItems stacks the items of strips, x from the start edge.
func columnItems(strips []*strip, x int) []item {
	var out []item
	y := 0
	for i, s := range strips {
		if i > 0 {
			y += s.before
		}
		for _, it := range s.items {
			it.x, it.y = it.x+x, it.y+y
			out = append(out, it)
		}
		y += s.h
	}
	return out
}
