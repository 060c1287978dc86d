package sheet

import (
	"strings"
	"unicode/utf8"
)

// lines returns how many lines of text the wrapped cells of a row need, by the
// widths of their columns. It counts characters: wide letters may need one more.
func (s *Sheet) lines(row []Cell) int {
	most := 1
	for j := range row {
		c := &row[j]
		if c.Kind != Text || c.Style != Header && c.Style != Note && c.Style != Wrap {
			continue
		}
		width := 0.0
		for k := j; k < j+max(1, c.Span); k++ {
			if k < len(s.Columns) && s.Columns[k].Width > 0 {
				width += s.Columns[k].Width
			} else {
				width += 8.43 // Excel's own
			}
		}
		// A width counts digits of 11 points; the cell keeps a margin.
		chars := max(1, int(width-1))
		switch c.Style {
		case Note:
			chars = chars * 11 / 9
		case Header: // bold
			chars = max(1, chars*9/10)
		}
		most = max(most, wrappedLines(c.Text, chars))
	}
	return most
}

// wrappedLines counts the lines of s when no line is longer than width.
func wrappedLines(s string, width int) int {
	n := 0
	for para := range strings.SplitSeq(s, "\n") {
		n++
		at := 0
		for word := range strings.FieldsSeq(para) {
			w := utf8.RuneCountInString(word)
			switch {
			case at == 0:
				at = w
			case at+1+w <= width:
				at += 1 + w
			default:
				n++
				at = w
			}
			for at > width { // a long word breaks anywhere
				n++
				at -= width
			}
		}
	}
	return n
}
