package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// samples are blocks of each kind, as small and as large as they come.
func samples() map[string]document.Block {
	giant := strings.Repeat("displacement", 900)
	long := strings.Repeat("People fled on 8 December 2024, at least 1,250 of them [3] by road. ", 60)
	rows := func(rows, columns int) *document.Table {
		t := &document.Table{Title: "A table", Note: "A note."}
		for c := range columns {
			t.Columns = append(t.Columns, document.Column{Label: fmt.Sprintf("head%d", c), Weight: 1 + c%3, Figure: c%2 == 1})
		}
		for r := range rows {
			row := document.Row{Indent: r % 3, Total: r%50 == 49, Muted: r%7 == 3}
			for c := range columns {
				row.Cells = append(row.Cells, []document.Value{word(fmt.Sprintf("r%dc%d", r, c)), quantity(fmt.Sprint(1000 + r*c))}[c%2])
			}
			t.Rows = append(t.Rows, row)
		}
		return t
	}
	tall := rows(3, 3)
	tall.Rows[1].Cells[0] = word(long + long + long)
	cell := rows(3, 3)
	cell.Rows[1].Cells[1] = word(giant)
	tiles := func(n int, label string) *document.KeyFigures {
		k := &document.KeyFigures{}
		for i := range n {
			k.Tiles = append(k.Tiles, document.Tile{Label: fmt.Sprint(label, i), Value: quantity(fmt.Sprint(1250 * i)), Lines: []string{"8 December 2024", "a source"}})
		}
		return k
	}
	out := map[string]document.Block{
		"heading":         &document.Heading{Level: 1, Text: "A heading"},
		"heading empty":   &document.Heading{},
		"heading giant":   &document.Heading{Level: 2, Text: giant},
		"paragraph":       ptr(withMark("On 8 December ", quantity(">=178000"), " people fled.", 1, 2)),
		"paragraph empty": &document.Paragraph{},
		"paragraph long":  ptr(text(long + long)),
		"paragraph giant": ptr(text(giant)),
		"bullets":         &document.Bullets{Items: []document.Paragraph{text("one"), text("two " + long)}},
		"bullets empty":   &document.Bullets{},
		"bullets blank":   &document.Bullets{Items: []document.Paragraph{{}}},
		"bullets giant":   &document.Bullets{Items: []document.Paragraph{text(giant), text("after")}},
		"tiles empty":     &document.KeyFigures{},
		"tiles 40":        tiles(40, "people in need of aid in area "),
		"tiles giant":     tiles(2, giant),
		"table":           rows(4, 3),
		"table empty":     &document.Table{},
		"table no rows":   rows(0, 4),
		"table 500":       rows(500, 5),
		"table wide":      rows(6, 60),
		"table tall row":  tall,
		"table giant":     cell,
	}
	for n := 1; n <= 6; n++ {
		out[fmt.Sprintf("tiles %d", n)] = tiles(n, "people displaced ")
	}
	return out
}

// said lists the texts of a block, each once.
func said(b document.Block, l *locale.Language) []string {
	var out []string
	switch b := b.(type) {
	case *document.Heading:
		out = append(out, b.Text)
	case *document.Paragraph:
		out = append(out, b.Format(l))
	case *document.Bullets:
		for _, p := range b.Items {
			if s := p.Format(l); s != "" {
				out = append(out, s, "•")
			}
		}
	case *document.KeyFigures:
		for _, t := range b.Tiles {
			out = append(append(out, t.Label, t.Value.Format(l)), t.Lines...)
		}
	case *document.Table:
		out = append(out, b.Title, b.Note)
		for _, c := range b.Columns {
			out = append(out, c.Label)
		}
		for _, r := range b.Rows {
			for _, v := range r.Cells {
				out = append(out, v.Format(l))
			}
		}
	}
	return out
}

// TestConformance puts each kind of block at each place of a page, in both directions, on both papers and in each
// layout: nothing leaves the page or meets another text, and every letter is there once.
func TestConformance(t *testing.T) {
	blocks := samples()
	line := func() document.Block { return ptr(text("line")) }
	places := map[string]func(document.Block) []document.Block{
		"alone": func(b document.Block) []document.Block { return []document.Block{b} },
		"under a heading": func(b document.Block) []document.Block {
			return []document.Block{&document.Heading{Level: 1, Text: "Section"}, &document.Heading{Level: 2, Text: "Part"}, b}
		},
		"twice between texts": func(b document.Block) []document.Block { return []document.Block{line(), b, b, line()} },
		"at the foot": func(b document.Block) []document.Block {
			var out []document.Block
			for range 34 {
				out = append(out, line())
			}
			return append(out, b, line())
		},
	}
	for name, b := range blocks {
		t.Run(name, func(t *testing.T) {
			for place, put := range places {
				if strings.HasSuffix(name, "giant") && place != "at the foot" {
					continue // slow to break
				}
				for i, lang := range []string{"en", "ar"} {
					for j, paper := range []Paper{A4, Letter} {
						layout := []document.Layout{document.FullBrief, document.FlashUpdate, document.Snapshot}[(i+j)%3]
						d := &document.Document{Title: "Title", Language: lang, Layout: layout, Draft: j == 1, AsOf: h.MustParseDate("2024-12-08"), Blocks: put(b)}
						conforms(t, fmt.Sprintf("%s, %s, %s, %s", place, lang, paper, layout), d, layWith(t, d, &Theme{Paper: paper}))
					}
				}
			}
		})
	}
}

func conforms(t *testing.T, where string, d *document.Document, laid *laidOut) {
	t.Helper()
	l, err := locale.Of(d.Language)
	if err != nil {
		t.Fatal(err)
	}
	found := map[rune]int{}
	for n, p := range laid.pages {
		if at := outside(p, laid.sheet); at != "" {
			t.Errorf("%s: page %d: outside: %s", where, n+1, at)
		}
		if at := meeting(p); at != "" {
			t.Errorf("%s: page %d: over each other: %s", where, n+1, at)
		}
		for _, it := range p.items {
			if it.kind == textItem && it.role != artifact {
				countLetters(found, it.line.Text)
			}
		}
	}
	want := map[rune]int{}
	for _, b := range d.Blocks {
		for _, s := range said(b, l) {
			countLetters(want, s)
		}
	}
	countLetters(want, d.Title+l.Say("brief.as_of", d.AsOf.String())+strings.Join(d.Boiler(l), ""))
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("%s: letters of the document and of its pages (-document +pages):\n%s", where, diff)
	}
}

// countLetters counts what is drawn of a text.
func countLetters(into map[rune]int, s string) {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			into[r]++
		}
	}
}

// outside returns an item that leaves the page, or a text that leaves the room between the margins.
func outside(p *page, s sheet) string {
	for _, it := range p.items {
		if it.x < -1 || it.x+it.w > s.pageWidth+1 || it.y < 0 || it.y+it.h > s.pageHeight+20*pt {
			return fmt.Sprintf("%d %d %d %d %.40q", it.x, it.y, it.w, it.h, it.line.Text)
		}
		if it.kind != textItem {
			continue
		}
		if it.x < margin-1 || it.x+it.w > s.pageWidth-margin+1 {
			return fmt.Sprintf("in the margin: %d to %d %.40q", it.x, it.x+it.w, it.line.Text)
		}
		if it.y > s.bodyBottom+cellPad && it.y < s.footTop || it.y > s.pageHeight-10*pt {
			return fmt.Sprintf("in the footer's way: %d %.40q", it.y, it.line.Text)
		}
	}
	return ""
}

// meeting returns two texts of which one lies on the other, by the height of small letters.
func meeting(p *page) string {
	var texts []item
	for _, it := range p.items {
		if it.kind == textItem {
			texts = append(texts, it)
		}
	}
	slices.SortStableFunc(texts, func(a, b item) int { return a.y - b.y })
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			size := b.line.Runs[0].Size
			if b.y-size/2 >= a.y {
				if b.y-a.y > 40*pt {
					break
				}
				continue
			}
			if a.x+a.w > b.x+pt/10 && b.x+b.w > a.x+pt/10 {
				return fmt.Sprintf("%.40q and %.40q at %d, %d", a.line.Text, b.line.Text, b.x, b.y)
			}
		}
	}
	return ""
}

// TestHostileInside says that nothing of a hostile document leaves the page either.
func TestHostileInside(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		for _, paper := range []Paper{A4, Letter} {
			d := hostile()
			d.Language = lang
			laid := layWith(t, d, &Theme{Paper: paper})
			for n, p := range laid.pages {
				if at := outside(p, laid.sheet); at != "" {
					t.Errorf("%s, %s: page %d: %s", lang, paper, n+1, at)
				}
			}
		}
	}
}

// TestMeetingSees says that the check of overlapping texts finds one.
func TestMeetingSees(t *testing.T) {
	d := sampleBrief()
	p := lay(t, d)[0]
	if at := meeting(p); at != "" {
		t.Fatalf("on a good page: %s", at)
	}
	var texts []int
	for i, it := range p.items {
		if it.kind == textItem && it.role == roleP {
			texts = append(texts, i)
		}
	}
	p.items[texts[3]].x, p.items[texts[3]].y = p.items[texts[4]].x, p.items[texts[4]].y-2*pt
	if meeting(p) == "" {
		t.Error("two texts at one place are not found")
	}
}
