package pdf

import (
	"math/bits"

	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// draft is the label of an issue that is not final, at the end edge of every page's head. The word behind the pages is
// no text, so this one is what is heard and copied.
func (l *layouter) draft(y int, back, ink uint32, tag *element) []item {
	st := style{face: shape.Bold, size: 9 * pt, leading: 13 * pt, ink: ink}
	lines := l.lines(st, l.bodyWidth, st.span(l.lang.Say("brief.draft")))
	if len(lines) == 0 {
		return nil
	}
	w := lines[0].line.Width + 12*pt
	x := margin + l.bodyWidth - w
	return append([]item{{kind: fillItem, x: x, y: y, w: w, h: 13 * pt, ink: back}},
		cell{x: x + 6*pt, w: w, lines: lines[:1], tag: tag}.items(y)...)
}

// draftInk is the dark end of the red ramp in OCHA's data visualisation colours.
const draftInk = 0x780B20

// watermark is the word for a draft from corner to corner, pale, behind whatever the page holds. It is drawn as shapes:
// as text it would stand between the figures in whatever is copied from the page.
func (l *layouter) watermark() []item {
	const most = 190 * pt
	st := style{face: shape.Bold, size: 100 * pt}
	word := l.lang.Say("brief.draft")
	width := l.para(st.span(word)).Width()
	if width <= 0 {
		return nil
	}
	diagonal := root(l.pageWidth*l.pageWidth + l.pageHeight*l.pageHeight)
	st.size = min(most, st.size*(diagonal*6/10)/width)
	lines := l.para(st.span(word)).Lines(2 * diagonal)
	// The baseline runs up along the diagonal, and the middle of the capitals through the middle of the page.
	across, up := -lines[0].Width/2, -st.size*71/200
	turn := func(p shape.Point) shape.Point {
		x, y := p.X+across, p.Y+up
		return shape.Point{X: l.pageWidth/2 + (x*l.pageWidth-y*l.pageHeight)/diagonal,
			Y: l.pageHeight/2 - (x*l.pageHeight+y*l.pageWidth)/diagonal}
	}
	it := item{kind: outlineItem, w: l.pageWidth, h: l.pageHeight, ink: inkPale, art: &art{}}
	for _, glyph := range l.sh.Outline(lines[0]) {
		for i, s := range glyph {
			glyph[i].To, glyph[i].By = turn(s.To), turn(s.By)
		}
		it.art.outline = append(it.art.outline, glyph)
	}
	return []item{it}
}

// root is the integer square root.
func root(n int) int {
	r := 1 << ((bits.Len(uint(n)) + 1) / 2)
	for {
		next := (r + n/r) / 2
		if next >= r {
			return r
		}
		r = next
	}
}
