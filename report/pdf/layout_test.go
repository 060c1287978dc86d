package pdf

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// lay lays d out on A4 as a theme of nobody's does.
func lay(t *testing.T, d *document.Document) []*page {
	t.Helper()
	return layWith(t, d, &Theme{}).pages
}

func layWith(t *testing.T, d *document.Document, theme *Theme) *laidOut {
	t.Helper()
	look, err := theme.prepare(d)
	if err != nil {
		t.Fatal(err)
	}
	shop, err := sharedWorkshop()
	if err != nil {
		t.Fatal(err)
	}
	lang, err := locale.Of(d.Language)
	if err != nil {
		t.Fatal(err)
	}
	laid, err := layout(context.Background(), theme.dress(d), lang, theme, look, shop.faces.Shaper())
	if err != nil {
		t.Fatal(err)
	}
	return laid
}

func TestLayoutGolden(t *testing.T) {
	draft := sampleBrief()
	draft.Draft, draft.Blocks, draft.Sources = true, draft.Blocks[:4], draft.Sources[:1]
	arabic := arabicBrief()
	for name, d := range map[string]*document.Document{"brief": sampleBrief(), "draft": draft, "arabic": arabic, "empty": {}} {
		t.Run(name, func(t *testing.T) {
			got := layoutDump(lay(t, d))
			file := filepath.Join("testdata", name+".layout.txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("layout of %s (-want +got; rewrite with -update):\n%s", name, diff)
			}
		})
	}
}

var a4 = A4.sheet()

func arabicBrief() *document.Document {
	d := sampleBrief()
	d.Language, d.Title, d.Organisation = "ar", "الجمهورية العربية السورية: الأعمال العدائية", "شبكة الإغاثة"
	tab := displacement()
	tab.Title = "النزوح الجديد حسب المحافظة"
	tab.Rows = tab.Rows[:3]
	tab.Columns[0].Label, tab.Columns[1].Label = "المنطقة", "النازحون"
	tab.Rows[0].Cells[0] = word("إدلب")
	d.Blocks = []document.Block{&document.Heading{Level: 1, Text: "أهم النقاط"},
		&document.Bullets{Items: []document.Paragraph{withMark("نزح ", quantity("45360..50000"), " شخص منذ 27 تشرين الثاني.", 1)}},
		d.Blocks[3], tab}
	return d
}

// TestNothingLost counts the letters of a text that had to be broken in every place where a text may stand.
func TestNothingLost(t *testing.T) {
	const n = 10_000
	long := strings.Repeat("x", n)
	for name, d := range map[string]*document.Document{
		"heading":   {Blocks: []document.Block{&document.Heading{Level: 1, Text: long}}},
		"paragraph": {Blocks: []document.Block{ptr(text(long))}},
		"bullet":    {Blocks: []document.Block{&document.Bullets{Items: []document.Paragraph{text(long)}}}},
		"tile":      {Blocks: []document.Block{&document.KeyFigures{Tiles: []document.Tile{{Label: long, Value: word("1")}}}}},
		"value":     {Blocks: []document.Block{&document.KeyFigures{Tiles: []document.Tile{{Value: word(long)}}}}},
		"cell":      {Blocks: []document.Block{&document.Table{Columns: []document.Column{{Label: "a"}, {Label: "b"}}, Rows: []document.Row{{Cells: []document.Value{word(long), word("b")}}}}}},
		"label":     {Blocks: []document.Block{&document.Table{Columns: []document.Column{{Label: long}, {Label: "b"}}}}},
		"note":      {Blocks: []document.Block{&document.Table{Note: long}}},
		"source":    {Sources: []document.Source{{Number: 1, Name: long}}},
		"cells":     {Blocks: []document.Block{&document.Table{Rows: []document.Row{{Cells: []document.Value{word("1"), word(long)}}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := 0
			for _, p := range lay(t, d) {
				for _, it := range p.items {
					got += strings.Count(it.says(), "x")
				}
			}
			if got != n {
				t.Errorf("letters on the pages: got %d, want %d", got, n)
			}
		})
	}
}

func TestHeaderRepeatsAndRowsKeep(t *testing.T) {
	tab := &document.Table{Title: "Long", Columns: []document.Column{{Label: "Area", Weight: 2}, {Label: "People", Weight: 1, Figure: true}}}
	for range 130 {
		tab.Rows = append(tab.Rows, document.Row{Cells: []document.Value{word("place"), quantity("1250")}})
	}
	for filler := range 60 {
		d := &document.Document{}
		for range filler {
			d.Blocks = append(d.Blocks, ptr(text("line")))
		}
		d.Blocks = append(d.Blocks, &document.Heading{Level: 1, Text: "Head"}, ptr(text("what introduces the table")), tab)
		rows := 0
		for n, p := range lay(t, d) {
			header, here, heading, order := false, 0, false, ""
			for _, it := range p.items {
				switch it.says() {
				case "Area":
					header = true
					order += "h"
				case "place":
					here++
					order += "r"
				case "Head":
					heading = true
				}
			}
			rows += here
			if here > 0 && !header || here == 1 || header && here < 2 || heading && here == 0 || strings.Contains(order, "rh") {
				t.Errorf("filler %d, page %d: header %t, heading %t, rows %d, order %s", filler, n+1, header, heading, here, order)
			}
		}
		if rows != len(tab.Rows) {
			t.Errorf("rows: got %d, want %d", rows, len(tab.Rows))
		}
	}
}

// TestMirror says that a right-to-left table is the mirror image: what starts at one edge starts at the other.
func TestMirror(t *testing.T) {
	tab := &document.Table{Columns: []document.Column{{Label: "A", Weight: 1}, {Label: "B", Weight: 1, Figure: true}},
		Rows: []document.Row{{Cells: []document.Value{word("first"), word("77")}}}}
	find := func(lang, s string) item {
		for _, p := range lay(t, &document.Document{Language: lang, Blocks: []document.Block{tab}}) {
			for _, it := range p.items {
				if it.says() == s {
					return it
				}
			}
		}
		t.Fatalf("%s: no %q", lang, s)
		return item{}
	}
	for _, s := range []string{"A", "B", "first", "77"} {
		l, r := find("en", s), find("ar-SY", s)
		if l.x+l.w+r.x != a4.pageWidth || l.y != r.y {
			t.Errorf("%q: left to right at %d, %d; right to left at %d, %d: not mirrored", s, l.x, l.y, r.x, r.y)
		}
	}
	if f := find("ar", "first"); f.x+f.w != a4.pageWidth-margin {
		t.Errorf("first cell ends at %d, want the right margin %d", f.x+f.w, a4.pageWidth-margin)
	}
	if f := find("ar", "77"); f.x != margin {
		t.Errorf("figure starts at %d, want the left margin %d", f.x, margin)
	}
}

func TestTileValue(t *testing.T) {
	shop, err := sharedWorkshop()
	if err != nil {
		t.Fatal(err)
	}
	theme := &Theme{}
	look, err := theme.prepare(&document.Document{})
	if err != nil {
		t.Fatal(err)
	}
	l := newLayouter(&document.Document{}, locale.English(), theme, look, shop.faces.Shaper())
	for _, tt := range []struct {
		name, why string
		v         document.Value
		big       int // size of the main number
		lines     int
	}{
		{"exact", "a number alone is as large as it gets", quantity("446"), 22 * pt, 1},
		{"at least", "the words stand beside the number, smaller", quantity(">=178000"), 22 * pt, 1},
		{"range", "both ends are numbers", quantity("1000..1500"), 22 * pt, 1},
		{"long", "it shrinks before it wraps", quantity("170000..178000"), 16 * pt, 1},
		{"longer", "it wraps before it is cut", quantity("1700000000..1780000000"), 12 * pt, 2},
		{"text", "no number", word("no data"), 16 * pt, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lines := l.tileValue(tt.v, 130*pt, 22*pt)
			big, all := 0, ""
			for _, ln := range lines {
				all = strings.TrimSpace(all + " " + ln.line.Text)
				for _, r := range ln.line.Runs {
					big = max(big, r.Size)
				}
			}
			if big != tt.big || len(lines) != tt.lines || all != tt.v.Format(l.lang) {
				t.Errorf("got %d in %d lines %q, want %d in %d lines %q (%s)", big, len(lines), all, tt.big, tt.lines, tt.v.Format(l.lang), tt.why)
			}
		})
	}
}

func TestShareFillsTheRoom(t *testing.T) {
	for _, cols := range [][]column{
		{{weight: 1, least: 10, most: 20}},
		{{weight: 1, least: 10, most: 2000}, {weight: 9, least: 10, most: 3000, figure: true}},
		{{weight: 1, least: 5000, most: 9000}, {weight: 1, least: 700, most: 700}},
		{{weight: 1000, figure: true}, {weight: 1, figure: true}},
	} {
		share(cols, 1000)
		sum := 0
		for _, c := range cols {
			sum += c.w
			if c.w < 0 {
				t.Errorf("negative width: %+v", cols)
			}
		}
		if sum > 1000 || sum < 1000-len(cols)*1000 {
			t.Errorf("widths add up to %d, want 1000: %+v", sum, cols)
		}
	}
}

// countdown is a context that is cancelled when it has been asked so many times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestStopsWhenCancelled(t *testing.T) {
	done := false
	for n := 0; !done; n++ {
		var b strings.Builder
		_, err := Write(&countdown{context.Background(), n}, &b, sampleBrief(), nil)
		switch {
		case err == nil:
			done = true
			if n < 3 {
				t.Errorf("the context was asked only %d times", n)
			}
		case !errors.Is(err, context.Canceled) || b.Len() > 0:
			t.Fatalf("after %d: %v and %d bytes, want context.Canceled and nothing written", n, err, b.Len())
		}
	}
}
