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
	noted := rows(30, 3)
	for i, note := range []string{"Of the row.", long, "Of the row."} {
		noted.Rows[2*i].Notes = []string{note, "Of all three rows."}
	}
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
		"table notes":     noted,
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
		notes, marks := b.Footnotes()
		for i, r := range b.Rows {
			for _, v := range r.Cells {
				out = append(out, v.Format(l))
			}
			out = append(out, marks[i]...)
		}
		for _, n := range notes {
			out = append(out, n.Mark, n.Text)
		}
	}
	return out
}

// places are where a block may stand.
func places() map[string]func(document.Block) []document.Block {
	line := func() document.Block { return ptr(text("line")) }
	return map[string]func(document.Block) []document.Block{
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
			return append(out, &document.Heading{Level: 1, Text: "Section"}, b, line())
		},
	}
}

// TestConformance puts each kind of block at each place of a page, in both directions, on both papers and in each
// layout: nothing leaves the page or meets another text, and every letter is there once.
func TestConformance(t *testing.T) {
	blocks := samples()
	for name, b := range blocks {
		t.Run(name, func(t *testing.T) {
			for place, put := range places() {
				if strings.HasSuffix(name, "giant") && place != "at the foot" {
					continue // slow to break
				}
				for i, lang := range []string{"en", "ar"} {
					for j, paper := range []Paper{A4, Letter} {
						layout := document.Layouts()[(i+j)%4]
						d := &document.Document{Title: "Title", Language: lang, Layout: layout, Draft: j == 1, AsOf: h.MustParseDate("2024-12-08"), Blocks: put(b)}
						where, laid := fmt.Sprintf("%s, %s, %s, %s", place, lang, paper, layout), layWith(t, d, &Theme{Paper: paper})
						conforms(t, where, d, laid)
						if !strings.HasSuffix(name, "giant") && name != "table tall row" { // taller than a page with its heading
							noOrphans(t, where, laid)
						}
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
				countLetters(found, it.says())
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

// noOrphans says that no page ends with a heading, a title or the head of a table, and that two rows at least follow a head.
func noOrphans(t *testing.T, where string, laid *laidOut) {
	t.Helper()
	for n, p := range laid.pages[:len(laid.pages)-1] {
		switch last := lastText(p); last.role {
		case roleH1, roleH2, roleCaption, roleHeader:
			t.Errorf("%s: page %d ends with %.40q, which is of what follows", where, n+1, last.says())
		case roleCell:
			rows := map[int]bool{}
			for _, it := range p.items {
				switch {
				case it.role == roleHeader:
					clear(rows)
				case it.role == roleCell:
					rows[it.y] = true
				}
			}
			if len(rows) == 1 {
				t.Errorf("%s: page %d ends with the only row under a head", where, n+1)
			}
		}
	}
}

// lastText is the lowest text of a page that is no artifact.
func lastText(p *page) item {
	var last item
	for _, it := range p.items {
		if it.kind == textItem && it.role != artifact && it.y >= last.y {
			last = it
		}
	}
	return last
}

// TestPicturesAtEachPlace puts each kind of chart and map, and each without figures, at each place of a page as
// TestConformance does: nothing leaves the page, and no two texts meet.
func TestPicturesAtEachPlace(t *testing.T) {
	d, ground := pictures(t)
	var blocks []document.Block
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *document.Chart:
			blocks = append(blocks, b, &document.Chart{Name: b.Name, Title: b.Title, Kind: b.Kind, Series: b.Series})
		case *document.Map:
			blocks = append(blocks, b, &document.Map{Name: b.Name, Title: b.Title, Kind: b.Kind, Outlines: b.Outlines})
		}
	}
	for _, b := range blocks {
		for place, put := range places() {
			for i, lang := range []string{"en", "ar"} {
				for j, paper := range []Paper{A4, Letter} {
					layout := document.Layouts()[(i+j)%4]
					one := &document.Document{Title: "Title", Language: lang, Layout: layout, Sources: d.Sources, AsOf: d.AsOf, Blocks: put(b)}
					laid := layOnWith(t, one, &Theme{Paper: paper}, ground)
					where := fmt.Sprintf("%s, %s, %s, %s", kindOfPicture(b), place, lang, paper)
					inside(t, where, laid)
					for n, p := range laid.pages {
						if at := meeting(p); at != "" {
							t.Errorf("%s: page %d: over each other: %s", where, n+1, at)
						}
					}
					noOrphans(t, where, laid)
				}
			}
		}
	}
}

func kindOfPicture(b document.Block) string {
	switch b := b.(type) {
	case *document.Chart:
		return fmt.Sprintf("%s of %d rows", b.Kind, len(b.Rows))
	case *document.Map:
		return fmt.Sprintf("map of %d areas by %s", len(b.Areas), b.Kind)
	}
	return "no picture"
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
			return fmt.Sprintf("%d %d %d %d %.40q", it.x, it.y, it.w, it.h, it.says())
		}
		if it.kind != textItem {
			continue
		}
		if it.x < margin-1 || it.x+it.w > s.pageWidth-margin+1 {
			return fmt.Sprintf("in the margin: %d to %d %.40q", it.x, it.x+it.w, it.says())
		}
		if it.y > s.bodyBottom+cellPad && it.y < s.footTop || it.y > s.pageHeight-10*pt {
			return fmt.Sprintf("in the footer's way: %d %.40q", it.y, it.says())
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
				return fmt.Sprintf("%.40q and %.40q at %d, %d", a.says(), b.says(), b.x, b.y)
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
