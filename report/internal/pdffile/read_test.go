package pdffile

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"eliasnaur.com/font/roboto/robotoregular"
	"github.com/google/go-cmp/cmp"
)

// A told page is what a test puts on a page: lines, each a stretch of its own, and operators after them.
type told struct {
	lines []string
	more  string
}

// tell finishes a file whose pages say what is told. Digits have the same codes in all files.
func tell(t testing.TB, plan *Plan, pages ...told) []byte {
	t.Helper()
	codes := map[rune]int{}
	var font []Glyph
	for c := '0'; c <= '9'; c++ {
		font = append(font, Glyph{ID: uint16(20 + len(font)), Text: string(c)})
		codes[c] = len(font)
	}
	for _, p := range pages {
		var b strings.Builder
		for i, line := range p.lines {
			fmt.Fprintf(&b, "/P <</MCID %d>> BDC\nBT /R0 12 Tf 40 %d Td <", i, 700-20*i)
			for _, c := range line {
				if codes[c] == 0 {
					font = append(font, Glyph{ID: uint16(20 + len(font)), Text: string(c)})
					codes[c] = len(font)
				}
				fmt.Fprintf(&b, "%04X", codes[c])
			}
			b.WriteString("> Tj ET\nEMC\n")
		}
		plan.Contents = append(plan.Contents, []byte(b.String()+p.more))
	}
	plan.Fonts = []Font{{Resource: "R0", Name: "Roboto", TTF: robotoregular.TTF, Glyphs: font}}
	out, err := Finish(penFile(len(pages), "", ""), plan)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func read(t testing.TB, file []byte) *Reading {
	t.Helper()
	r, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPagesAreReadBack(t *testing.T) {
	for _, archive := range []bool{false, true} {
		r := read(t, tell(t, &Plan{Archive: archive, Meta: Meta{Producer: "sitrep"}}, told{lines: []string{"more than 880,000", "[1]"}}, told{lines: []string{"مُتحقق من 75 شخصا"}}))
		if r.Archive() != archive || r.Producer() != "sitrep" || r.Pages() != 2 {
			t.Errorf("archive %v: %v by %q, %d pages", archive, r.Archive(), r.Producer(), r.Pages())
		}
		var got []string
		for i := range r.Pages() {
			p, err := r.Page(i)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, p.Texts...)
		}
		// The test draws Arabic in the order of its letters; from left to right it would be the other way round.
		want := []string{"more than 880,000", "[1]", reversedAround("مُتحقق من 75 شخصا", "75")}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("archive %v (-want +got):\n%s", archive, diff)
		}
	}
}

// reversedAround turns a text round except for one part of it.
func reversedAround(s, part string) string {
	before, after, _ := strings.Cut(s, part)
	turn := func(s string) string {
		r := []rune(s)
		slices.Reverse(r)
		return string(r)
	}
	return turn(after) + part + turn(before)
}

func TestFilesAreReadBack(t *testing.T) {
	files := []Attachment{{Name: "brief.json", MIME: "application/json", Data: []byte("{}")}, {Name: "سجل.csv", MIME: "text/csv", Data: []byte("id\n")}}
	got, err := read(t, tell(t, &Plan{Attachments: files}, told{})).Files()
	if diff := cmp.Diff(files, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestDiffer(t *testing.T) {
	pages := []told{{lines: []string{"more than 880,000", "12 December"}}, {lines: []string{"75 killed"}}}
	plan := func(actual string) *Plan {
		return &Plan{Structure: &Element{Kind: "Document", Kids: []Kid{&Element{Kind: "P", Actual: actual, Kids: []Kid{Mark{1, 0}, Mark{1, 1}, Mark{2, 0}}}}}}
	}
	with := func(change func(p []told)) []told {
		out := []told{{lines: slices.Clone(pages[0].lines)}, {lines: slices.Clone(pages[1].lines)}}
		change(out)
		return out
	}
	want := tell(t, plan("a"), pages...)
	for _, c := range []struct {
		name, why string
		got       []byte
		want      []Difference
	}{
		{"itself", "a file is as it is", want, nil},
		{"a digit", "it is named with its page", tell(t, plan("a"), with(func(p []told) { p[1].lines[0] = "57 killed" })...), []Difference{{Page: 2, Want: "75 killed", Got: "57 killed"}}},
		{"a line more", "it has no partner", tell(t, plan("a"), with(func(p []told) { p[0].lines = append(p[0].lines, "9") })...), []Difference{{Page: 1, Got: "9"}}},
		{"a box", "what covers a number is found, if without text", tell(t, plan("a"), with(func(p []told) { p[0].more = "0 0 9 9 re f\n" })...), []Difference{{Page: 1}}},
		{"heard otherwise", "the text that is read aloud is not on the page", tell(t, plan("b"), pages...), []Difference{{}}},
	} {
		got, err := Differ(read(t, want), read(t, c.got))
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s (%s): %v (-want +got):\n%s", c.name, c.why, err, diff)
		}
	}
}

func TestDifferCountsPages(t *testing.T) {
	page := told{lines: []string{"75"}}
	got, err := Differ(read(t, tell(t, &Plan{}, page, page)), read(t, tell(t, &Plan{}, page)))
	if diff := cmp.Diff([]Difference{{}}, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestInOrder(t *testing.T) {
	for _, c := range []struct{ name, drawn, want string }{
		{"latin", "more than 880,000", "more than 880,000"},
		{"a number among letters", "صخش 880,000 وحن", "نحو 880,000 شخص"},
		{"two numbers", "3 ىلا 27 نم", "من 27 الى 3"},
		{"a range stays", "حزان 45,360-50,000", "45,360-50,000 نازح"},
		{"other digits", "صخش ١٬٢٥٠", "١٬٢٥٠ شخص"},
		{"a stop at the end", ".بلح", "حلب."},
	} {
		var glyphs []string
		for _, r := range c.drawn {
			glyphs = append(glyphs, string(r))
		}
		if got := inOrder(glyphs); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestUnpredict undoes each filter of PNG on rows that were filtered as its standard defines them.
func TestUnpredict(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const columns, rows = 7, 6
	data := make([]byte, columns*rows)
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	at := func(row, column int) int {
		if row < 0 || column < 0 {
			return 0
		}
		return int(data[row*columns+column])
	}
	var packed []byte
	for row := range rows {
		kind := row % 5
		packed = append(packed, byte(kind))
		for column := range columns {
			left, above, corner := at(row, column-1), at(row-1, column), at(row-1, column-1)
			near := left
			p := left + above - corner
			if distance(p, above) < distance(p, near) {
				near = above
			}
			if distance(p, corner) < distance(p, near) {
				near = corner
			}
			packed = append(packed, byte(at(row, column)-[]int{0, left, above, (left + above) / 2, near}[kind]))
		}
	}
	got, err := unpredict(packed, dict{"Predictor": number("12"), "Columns": number("7")})
	if diff := cmp.Diff(data, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for _, bad := range []dict{{"Predictor": number("2")}, {"Predictor": number("12"), "Columns": number("0")}, {"Predictor": number("12"), "Columns": number("5")}} {
		if _, err := unpredict(packed, bad); err == nil {
			t.Errorf("%v: want an error", bad)
		}
	}
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}

// TestReadRefuses gives files that lead a reader in circles.
func TestReadRefuses(t *testing.T) {
	pdf := func(objects, trailer string) string {
		return "%PDF-1.7\n" + objects + "\nxref\n0 1\n0000000000 65535 f \n1 3\n" +
			strings.Join(placesOf("%PDF-1.7\n"+objects, 3), "") + "trailer\n" + trailer + "\nstartxref\n" + fmt.Sprint(len("%PDF-1.7\n"+objects)+1) + "\n%%EOF"
	}
	const catalog, pages, leaf = "1 0 obj<</Pages 2 0 R>>endobj\n", "2 0 obj<</Kids[3 0 R]>>endobj\n", "3 0 obj<</Type/Page>>endobj\n"
	if _, err := Read([]byte(pdf(catalog+pages+leaf, "<</Root 1 0 R>>"))); err != nil {
		t.Fatal("the plain file: ", err)
	}
	for name, file := range map[string]string{
		"nothing":           "",
		"no table":          "%PDF-1.7\n",
		"no root":           pdf(catalog+pages+leaf, "<<>>"),
		"locked":            pdf(catalog+pages+leaf, "<</Root 1 0 R/Encrypt<<>>>>"),
		"a table of itself": pdf(catalog+pages+leaf, fmt.Sprintf("<</Root 1 0 R/Prev %d>>", len("%PDF-1.7\n"+catalog+pages+leaf)+1)),
		"a page above all":  pdf(catalog+pages+"3 0 obj<</Kids[2 0 R]>>endobj\n", "<</Root 1 0 R>>"),
		"a length of itself": pdf("1 0 obj<</Pages 2 0 R>>endobj\n2 0 obj<</Length 2 0 R>>\nstream\nx\nendstream\nendobj\n3 0 obj 1 endobj\n",
			"<</Root 1 0 R>>"),
	} {
		if _, err := Read([]byte(file)); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}

// placesOf lists the entries of a table for objects 1 to n.
func placesOf(file string, n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("%010d 00000 n \n", strings.Index(file, fmt.Sprintf("%d 0 obj", i+1))))
	}
	return out
}

// FuzzRead checks that no file makes the reader panic, and that a file that can be read differs in nothing from itself.
func FuzzRead(f *testing.F) {
	f.Add(tell(f, &Plan{Attachments: []Attachment{{Name: "a", Data: []byte("b")}}}, told{lines: []string{"75 killed"}}))
	f.Add(tell(f, &Plan{Archive: true}, told{lines: []string{"75 killed"}, more: "/X Do [(a)] TJ\n"}))
	f.Add(penFile(1, "", ""))
	f.Fuzz(func(t *testing.T, src []byte) {
		r, err := Read(src)
		if err != nil {
			return
		}
		_, _ = r.Files()
		again, err := Read(src)
		if err != nil {
			t.Fatalf("read a second time: %v", err)
		}
		if list, err := Differ(r, again); err == nil && len(list) > 0 {
			t.Errorf("it differs from itself: %v", list)
		}
	})
}
