package pdf

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// TestBalance: widths move to where they save lines, none goes below a word, and together they stay as wide.
func TestBalance(t *testing.T) {
	sh := testFaces(t).Shaper()
	para := func(s string) *shape.Para {
		return sh.Paragraph([]shape.Span{{Text: s, Style: shape.Style{Size: 8 * pt}}}, shape.LTR)
	}
	rows := [][]string{{"What", "Reported", "Estimated", "Who says so, how known"},
		{"People displaced", "more than 178,000", "", "OCHA; also carried by another agency; unverified, method: a task force of partners"},
		{"People displaced", "more than 1,500,000", "", "WFP; unverified"},
		{"Children", "", "about 45,000", "A source; stale, 33 days old"}}
	cols := []column{{weight: 8}, {weight: 9, figure: true}, {weight: 9, figure: true}, {weight: 1}}
	cells := tableCells{rows: make([][]tableCell, len(rows)-1)}
	for k, row := range rows {
		for i, s := range row {
			c := cols[i].hold(para(s), 0)
			if k == 0 {
				cells.header = append(cells.header, c)
			} else {
				cells.rows[k-1] = append(cells.rows[k-1], c)
			}
		}
	}
	share(cols, 330*pt)
	for i := range cols { // as badly as can be
		if i != 1 {
			cols[1].w += cols[i].w - cols[i].least
			cols[i].w = cols[i].least
		}
	}
	width := func() (sum int) {
		for _, c := range cols {
			sum += c.w
		}
		return sum
	}
	high := func() (lines int) {
		for _, row := range cells.rows {
			most := 0
			for i, c := range row {
				most = max(most, len(c.para.Lines(cols[i].w)))
			}
			lines += most
		}
		return lines
	}
	lines, sum := high(), width()
	balance(cols, cells)
	if got := high(); got >= lines || width() != sum {
		t.Errorf("%d lines after %d, %d wide after %d", got, lines, width(), sum)
	}
	for i, c := range cols {
		if c.w < c.least {
			t.Errorf("column %d is %d wide, its widest word %d", i, c.w, c.least)
		}
	}
	for k, row := range cells.rows {
		for _, i := range []int{1, 2} {
			if n := len(row[i].para.Lines(cols[i].w)); n > 1 {
				t.Errorf("row %d: a figure on %d lines", k, n)
			}
		}
	}
}

// TestTableBegins: a table of three rows begins where a header and two of them have room, and never with one.
func TestTableBegins(t *testing.T) {
	for n, want := range map[int]string{1: "k.", 2: "kk.", 3: "kk..", 4: "kk.k.", 6: "kk...k."} { // k keeps to the next, the header first
		rows := make([]*strip, n+1)
		for i := range rows {
			rows[i] = new(strip)
		}
		keepRows(rows, true)
		got := ""
		for _, s := range rows {
			if s.keep {
				got += "k"
			} else {
				got += "."
			}
		}
		if got != want {
			t.Errorf("%d rows: %s, want %s", n, got, want)
		}
	}
}

// TestPagesFill: a last page with next to nothing on it, or a page that is blank in good part, is worth smaller spaces;
// others keep theirs.
func TestPagesFill(t *testing.T) {
	strips := func(before int, heights ...int) []*strip {
		var out []*strip
		for _, h := range heights {
			out = append(out, &strip{h: h * pt, before: before * pt, items: []item{{}}})
		}
		return out
	}
	room := a4.pageRoom / pt
	for _, test := range []struct {
		name   string
		strips []*strip
		want   []int // strips on each page
	}{
		{"fits", strips(10, 100, 100, 100), []int{3}},
		{"two lines over", strips(10, slices.Repeat([]int{26}, 22)...), []int{22}},
		{"half a page over", strips(10, slices.Repeat([]int{26}, 30)...), []int{20, 10}},
		{"more than any space", strips(1, slices.Repeat([]int{40}, 20)...), []int{18, 2}},
		{"a hole", strips(40, 100, 100, 100, 100, room-400-4*40+10, room/2), []int{5, 1}},
		{"a hole that stays", strips(20, room/2, room*3/5, room/2), []int{1, 1, 1}},
	} {
		l := &layouter{sheet: a4, theme: &styles{air: 100}, strips: test.strips}
		pages, err := l.paginate(context.Background(), headHeight)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, p := range pages {
			got = append(got, len(p.items))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v strips on the pages, want %v", test.name, got, test.want)
		}
	}
}

// TestArabicSources: what is in an Arabic list is parted by Arabic commas, before an address too.
func TestArabicSources(t *testing.T) {
	d := sampleBrief()
	d.Language = "ar"
	var lines []string
	for _, p := range lay(t, d) {
		for _, it := range p.items {
			if it.role == roleListItem && strings.Contains(it.says(), "OCHA") {
				lines = append(lines, it.says())
			}
		}
	}
	want := []string{"OCHA، Flash Update No. 8، 8 كانون الأول 2024،", "OCHA، Humanitarian Needs Overview، شباط 2024"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
