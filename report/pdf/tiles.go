package pdf

import (
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

const (
	maxTiles  = 4 // in a row, unless their texts are short
	mostTiles = 6
	leastTile = 100 * pt // in a column of the page, tiles are no narrower
	tileRule  = 750
	tileGap   = 1_000 // before each of its small lines, so that one that wraps stays together
)

// tiles lays out key figures in rows of two to six. Each row fills the width of the page: where they cannot be as many in
// each, the first rows have fewer, since the figures that matter most come first.
func (l *layouter) tiles(k *document.KeyFigures) {
	l.open("L")
	defer l.shut()
	rest := k.Tiles
	for rows := l.tileRows(k.Tiles); rows > 0; rows-- {
		n := len(rest) / rows
		per := n
		if len(k.Tiles) == 1 {
			per = 2 // one alone is as wide as one of two
		}
		l.tileRow(rest[:n], per)
		rest = rest[n:]
	}
}

// tileRows returns how many rows tiles take: five or six stand in one if that makes none of them hard to read.
func (l *layouter) tileRows(tiles []document.Tile) int {
	n := len(tiles)
	if n > maxTiles && n <= mostTiles && l.fitTiles(tiles, l.tileWidth(n)) {
		return 1
	}
	most := max(min(maxTiles, l.bodyWidth/leastTile), 2)
	return (n + most - 1) / most
}

func (l *layouter) tileWidth(per int) int { return (l.bodyWidth - (per-1)*gutter) / per }

// fitTiles reports whether each number fits on a line in a large size and each label on three.
func (l *layouter) fitTiles(tiles []document.Tile, w int) bool {
	for _, t := range tiles {
		label := l.para(l.theme.label.span(t.Label))
		if l.valueSize(t.Value, w) < readable || label.MinWidth() > w || len(label.Lines(w)) > 3 {
			return false
		}
	}
	return true
}

// tileRow lays out tiles of one row; the labels stand on one level. A row taller than a page is cut between lines.
func (l *layouter) tileRow(tiles []document.Tile, per int) {
	w := l.tileWidth(per)
	cells := make([]cell, len(tiles))
	size, tallest := l.rowSize(tiles, w), 0
	for i, t := range tiles {
		cells[i] = cell{x: i * (w + gutter), w: w, lines: l.tileValue(t.Value, w, size), role: roleP}
	}
	alignFirst(cells)
	for _, c := range cells {
		tallest = max(tallest, height(c.lines))
	}
	for i, t := range tiles {
		l.open("LI")
		l.open("LBody")
		cells[i].tag = l.leaf("P")
		gap := 1500
		if less := tallest - height(cells[i].lines); less < 10*pt { // the labels stand on one line, too
			gap += less
		}
		cells[i].lines = append(append(cells[i].lines, cellLine{lead: gap}), l.tileText(t, w)...)
		l.shut()
		l.shut()
	}
	for i, part := range cut(cells, l.pageRoom-20*pt) {
		s := &strip{before: 4 * pt}
		for _, c := range part {
			if i == 0 {
				s.before = 12 * pt
				s.items = append(s.items, item{kind: fillItem, x: c.x, w: c.w, h: tileRule, ink: l.theme.accent})
			}
			s.items = append(s.items, c.items(4*pt)...)
			s.h = max(s.h, 4*pt+height(c.lines))
		}
		l.strips = append(l.strips, s)
	}
}

// valueSizes are tried from the largest on.
func valueSizes() []int { return []int{22 * pt, 20 * pt, 18 * pt, 16 * pt, 14 * pt} }

const (
	readable = 16 * pt // the numbers of a row shrink together down to here
	wrapped  = 12 * pt // for a value that no size brings on one line
)

// valueSize returns the size in which a value fits on one line.
func (l *layouter) valueSize(v document.Value, w int) int {
	for _, size := range valueSizes() {
		if l.para(l.valueSpans(v, size)...).Width() <= w {
			return size
		}
	}
	return wrapped
}

// rowSize is the one size for the numbers of a row; a very long value does not count.
func (l *layouter) rowSize(tiles []document.Tile, w int) int {
	least := valueSizes()[0]
	for _, t := range tiles {
		if size := l.valueSize(t.Value, w); size >= readable {
			least = min(least, size)
		}
	}
	return least
}

// tileValue sets the value of a tile in size or smaller. Its words stand smaller beside its number.
func (l *layouter) tileValue(v document.Value, w, size int) []cellLine {
	size = min(size, l.valueSize(v, w))
	st := l.theme.number
	st.leading = 0 // each line is as high as what stands on it
	return l.lines(st, w, l.valueSpans(v, size)...)
}

func (s style) sized(size int) style {
	s.leading = size * 25 / 22
	s.size = size
	return s
}

// valueSpans cuts a worded quantity into its main number and the words around it: "at least" 178,000. What follows a
// bracket or a comma with a space is a remark and stays small. The words are no smaller than readers of the file take
// for one line with the number: at half the size, pdftotext put "at least" elsewhere.
func (l *layouter) valueSpans(v document.Value, size int) []shape.Span {
	text, big := v.Format(l.lang), l.theme.number.sized(size)
	if !strings.ContainsFunc(text, unicode.IsDigit) { // "no data" must not look like a number
		return []shape.Span{l.theme.number.sized(min(size, readable)).in(inkNote).span(text).Isolated()}
	}
	if v.Quantity == nil && v.Sum == nil && v.Class != document.CountValue || size <= wrapped {
		return []shape.Span{big.span(text).Isolated()}
	}
	small := big.sized(size * 7 / 10)
	main := text
	for _, sep := range []string{" (", ", "} {
		if i := strings.Index(main, sep); i >= 0 && strings.ContainsFunc(main[:i], unicode.IsDigit) {
			main = main[:i]
		}
	}
	var out []shape.Span
	for _, word := range strings.SplitAfter(main, " ") {
		st := small
		if strings.ContainsFunc(word, unicode.IsDigit) {
			st = big
		}
		out = append(out, st.span(word))
	}
	if remark := text[len(main):]; remark != "" {
		out = append(out, big.sized(min(small.size, 9*pt)).span(remark))
	}
	out[0].Text = "\u2068" + out[0].Text // the whole value is one isolate
	out[len(out)-1].Text += "\u2069"
	return out
}

// tileText sets the label, the small lines and, behind the last, the source marks.
func (l *layouter) tileText(t document.Tile, w int) []cellLine {
	out := tagged(l.lines(l.theme.label, w, l.theme.label.span(t.Label)), l.leaf("P"))
	st := l.theme.tileLine
	for i, s := range t.Lines {
		out = append(out, cellLine{lead: tileGap})
		spans := []shape.Span{st.span(s)}
		if i == 0 && len(t.Marks) > 0 {
			spans = append(append(spans, st.span(" ")), l.marks(st, t.Marks)...)
		}
		out = append(out, tagged(l.lines(st, w, spans...), l.leaf("P"))...)
	}
	if len(t.Lines) == 0 && len(t.Marks) > 0 {
		out = append(out, tagged(l.lines(st, w, l.marks(st, t.Marks)...), l.leaf("P"))...)
	}
	return out
}

// cut divides cells that stand side by side into parts no higher than room, between lines.
func cut(cells []cell, room int) [][]cell {
	var parts [][]cell
	rest := append([]cell(nil), cells...)
	for {
		part := make([]cell, len(rest))
		more := false
		for i, c := range rest {
			n, h := 0, 0
			for n < len(c.lines) && (n == 0 || h+c.lines[n].lead <= room) {
				h += c.lines[n].lead
				n++
			}
			part[i] = c
			part[i].lines, rest[i].lines = c.lines[:n], c.lines[n:]
			more = more || n < len(c.lines)
		}
		parts = append(parts, part)
		if !more {
			return parts
		}
	}
}
