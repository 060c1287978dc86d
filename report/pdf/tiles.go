package pdf

import (
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

const (
	maxTiles = 4
	tileRule = 750
)

// tiles lays out key figures in rows of two to four.
func (l *layouter) tiles(k *document.KeyFigures) {
	n := len(k.Tiles)
	rows := (n + maxTiles - 1) / maxTiles
	for i := range rows {
		per := max((n+rows-1)/rows, 2)
		l.tileRow(k.Tiles[min(i*per, n):min((i+1)*per, n)], per)
	}
}

// tileRow lays out tiles of one row; the labels stand on one level. A row taller than a page is cut between lines.
func (l *layouter) tileRow(tiles []document.Tile, per int) {
	w := (bodyWidth - (per-1)*gutter) / per
	cells := make([]cell, len(tiles))
	for i, t := range tiles {
		cells[i] = cell{x: i * (w + gutter), w: w, lines: l.tileValue(t.Value, w), role: roleP}
	}
	alignLast(cells) // the numbers stand on one line, and the labels under them
	for i, t := range tiles {
		if n := len(cells[i].lines); n > 0 {
			cells[i].lines[n-1].lead += 1500
		}
		cells[i].lines = append(cells[i].lines, l.tileText(t, w)...)
	}
	for i, part := range cut(cells, pageRoom-20*pt) {
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

// tileValue sets the value of a tile as large as it fits. Its words stand smaller beside its number; a value that is
// too long for one line wraps.
func (l *layouter) tileValue(v document.Value, w int) []cellLine {
	text, base := v.Format(l.lang), l.theme.number
	valueSpans := valueSpans
	if v.Quantity == nil && v.Sum == nil && v.Class != document.CountValue {
		valueSpans = plainSpans
	}
	sizes := []int{22 * pt, 20 * pt, 18 * pt, 16 * pt, 14 * pt}
	if !strings.ContainsFunc(text, unicode.IsDigit) { // "no data" must not look like a number
		sizes, base = sizes[3:], base.in(inkNote)
	}
	for _, size := range sizes {
		spans := valueSpans(base, text, size)
		if l.para(spans...).Width() <= w {
			return l.lines(base.sized(size), w, spans...)
		}
	}
	return l.lines(base.sized(14*pt), w, valueSpans(base, text, 14*pt)...)
}

func (s style) sized(size int) style {
	s.leading = size * 25 / 22
	s.size = size
	return s
}

// valueSpans cuts a worded value into its main number and the words around it: "at least" 178,000. What follows a
// bracket or a comma with a space is a remark and stays small.
func valueSpans(base style, text string, size int) []shape.Span {
	big := base.sized(size)
	small := base.sized(max(size*7/10, 10*pt))
	if !strings.ContainsFunc(text, unicode.IsDigit) {
		return plainSpans(base, text, size)
	}
	main, remark := text, ""
	for _, sep := range []string{" (", ", "} {
		if i := strings.Index(main, sep); i >= 0 && strings.ContainsFunc(main[:i], unicode.IsDigit) {
			main = text[:i]
		}
	}
	remark = text[len(main):]
	var out []shape.Span
	for main != "" {
		end := strings.IndexByte(main, ' ') + 1
		if end == 0 {
			end = len(main)
		}
		word := main[:end]
		main = main[end:]
		st := small
		if strings.ContainsFunc(word, unicode.IsDigit) {
			st = big
		}
		out = append(out, st.span(word))
	}
	if remark != "" {
		out = append(out, small.span(remark))
	}
	out[0].Text = "\u2068" + out[0].Text // the whole value is one isolate
	out[len(out)-1].Text += "\u2069"
	return out
}

func plainSpans(base style, text string, size int) []shape.Span {
	return []shape.Span{base.sized(size).span(text).Isolated()}
}

// tileText sets the label, the small lines and, behind the last, the source marks.
func (l *layouter) tileText(t document.Tile, w int) []cellLine {
	out := l.lines(l.theme.label, w, l.theme.label.span(t.Label))
	st := l.theme.tileLine
	for i, s := range t.Lines {
		spans := []shape.Span{st.span(s)}
		if i == len(t.Lines)-1 && len(t.Marks) > 0 {
			spans = append(append(spans, st.span(" ")), l.marks(st, t.Marks)...)
		}
		out = append(out, l.lines(st, w, spans...)...)
	}
	if len(t.Lines) == 0 && len(t.Marks) > 0 {
		out = append(out, l.lines(st, w, l.marks(st, t.Marks)...)...)
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
