package sheet

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// TestPrintHeights says how high rows are, and how much more of them a page holds whose columns are made to fit.
func TestPrintHeights(t *testing.T) {
	long := strings.Repeat("word ", 12) // 59 letters
	s := Sheet{Landscape: true, FitToWidth: true, Columns: []Column{{Width: 21}, {Width: 20}}, Rows: [][]Cell{
		{{Kind: Text, Text: "one line", Style: Wrap}},
		{{Kind: Text, Text: long, Style: Wrap}},
		{{Kind: Text, Text: long, Style: Wrap, Span: 2}},
		nil,
		{{Kind: Text, Text: strings.Repeat(long, 20), Style: Wrap}},
	}}
	rows, page := s.PrintHeights()
	if !slices.Equal(rows, []int{15, 45, 30, 15, 405}) || page != paperShort {
		t.Errorf("rows of %d points on a page of %d", rows, page)
	}
	s.Columns[1].Width = 275 // twice the paper
	if _, page := s.PrintHeights(); page < 2*paperShort*95/100 || page > 2*paperShort*105/100 {
		t.Errorf("a page twice as wide as the paper holds %d points", page)
	}
	s.PrintColumns = 1
	if _, page := s.PrintHeights(); page != paperShort {
		t.Errorf("a column that is not printed makes the page %d points high", page)
	}
	s.Landscape, s.FitToWidth = false, false
	if _, page := s.PrintHeights(); page != paperTall {
		t.Errorf("a tall page of %d points", page)
	}
}

// TestTitleFrom repeats any row, and refuses what is none.
func TestTitleFrom(t *testing.T) {
	for _, c := range []struct {
		from, rows int
		want       string // what is repeated; empty: an error
	}{{0, 2, "$1:$2"}, {5, 1, "$5:$5"}, {5, 2, "$5:$6"}, {-1, 1, ""}, {1, -1, ""}, {maxSheetRows, 1, "$1048576:$1048576"}, {2, maxSheetRows, ""}, {0, maxSheetRows + 1, ""}} {
		var out bytes.Buffer
		err := Write(t.Context(), &out, &Workbook{Sheets: []Sheet{{Name: "s", Rows: [][]Cell{{{Kind: Text, Text: "a"}}}, TitleFrom: c.from, TitleRows: c.rows}}})
		if (err == nil) != (c.want != "") {
			t.Errorf("%d rows from %d: %v", c.rows, c.from, err)
		}
		if err == nil && !strings.Contains(string(partOf(t, out.Bytes(), "xl/workbook.xml")), "!"+c.want+"<") {
			t.Errorf("%d rows from %d: not %s", c.rows, c.from, c.want)
		}
	}
}
