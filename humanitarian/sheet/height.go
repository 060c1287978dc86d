package sheet

import (
	"strings"
	"unicode/utf8"
)

// Paper is A4; these are its sides less the margins, in points.
const (
	paperLong  = 784
	paperShort = 509 // of a page that is wide
	paperWide  = 538 // of one that is tall
	paperTall  = 755
)

// PrintHeights returns the heights of Rows, and the height of the printed page
// that takes them, in the same points: a sheet that is made to fit the width of
// its page has more of them on a page. Both are estimates, for programs count
// letters in their own ways, and leave repeated title rows out of account.
func (s *Sheet) PrintHeights() (rows []int, page int) {
	n := len(s.Columns)
	if s.PrintColumns > 0 {
		n = s.PrintColumns
	}
	width := 0
	for k := range n {
		width += int(s.width(k)*21+15) / 4 // points of a width that counts digits
	}
	wide, page := paperWide, paperTall
	if s.Landscape {
		wide, page = paperLong, paperShort
	}
	if s.FitToWidth && width > wide {
		page = page * width / wide
	}
	rows = make([]int, len(s.Rows))
	for i, row := range s.Rows {
		rows[i] = rowHeight(s.lines(row))
	}
	return rows, page
}

// rowHeight is the height of a row in points; 409 is the most that a row can have.
func rowHeight(lines int) int { return min(15*lines, 405) }

// width returns the width of a column in characters.
func (s *Sheet) width(k int) float64 {
	if k < len(s.Columns) && s.Columns[k].Width > 0 {
		return s.Columns[k].Width
	}
	return 8.43 // Excel's own
}

// lines returns how many lines of text the wrapped cells of a row need, by the
// widths of their columns. It counts characters: wide letters may need one more.
func (s *Sheet) lines(row []Cell) int {
	most := 1
	for j := range row {
		c := &row[j]
		if c.Kind != Text || c.Style != Header && c.Style != Note && c.Style != Wrap && c.Style != Link {
			continue
		}
		width := 0.0
		for k := j; k < j+max(1, c.Span); k++ {
			width += s.width(k)
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
