package pdffile

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"eliasnaur.com/font/roboto/robotoregular"
)

// penFile builds a file of n pages in the shape that gofpdf writes, with more entries in the page and resource
// dictionaries.
func penFile(n int, page, resources string) []byte {
	objects := map[int]string{}
	var kids strings.Builder
	for i := range n {
		p := 3 + 2*i
		fmt.Fprintf(&kids, "%d 0 R ", p)
		objects[p] = fmt.Sprintf("<</Type /Page\n/Parent 1 0 R\n/Resources 2 0 R\n%s/Contents %d 0 R>>", page, p+1)
		objects[p+1] = "<</Length 4>>\nstream\nq Q \nendstream"
	}
	objects[1] = fmt.Sprintf("<</Type /Pages\n/Kids [%s]\n/Count %d\n/MediaBox [0 0 595.28 841.89]\n>>", kids.String(), n)
	objects[2] = "<<\n/ProcSet [/PDF /Text]\n/Font <<\n>>\n/XObject <<\n>>\n" + resources + ">>"
	objects[3+2*n] = "<<\n/CreationDate (D:19700101000000)\n>>"
	objects[4+2*n] = "<<\n/Type /Catalog\n/Pages 1 0 R\n/Names <<\n/EmbeddedFiles << /Names [\n \n] >>\n>>\n>>"
	var b bytes.Buffer
	b.WriteString("%PDF-1.3\n")
	offsets := make([]int, len(objects)+1)
	for i := 1; i <= len(objects); i++ {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i, objects[i])
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets))
	for _, off := range offsets[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", off)
	}
	fmt.Fprintf(&b, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets), 4+2*n, 3+2*n, at)
	return b.Bytes()
}

func TestFinishRefuses(t *testing.T) {
	good := penFile(2, "", "")
	for _, test := range []struct {
		name string
		src  []byte
		plan Plan
		want string
		why  string
	}{
		{"page", penFile(1, "/Annots [] ", ""), Plan{}, "unknown key", "links are written here, not by the pen"},
		{"resource", penFile(1, "", "/Pattern <<>> "), Plan{}, "unknown key", "nothing is dropped in silence"},
		{"alpha", penFile(1, "", "/ExtGState <</G 1 0 R>> "), Plan{}, "of its own", "nothing is transparent"},
		{"empty", nil, Plan{}, "no header", "no file"},
		{"cut", good[:len(good)/2], Plan{}, "pdf:", "half a file"},
		{"scheme", good, Plan{Links: []Link{{Page: 1, URI: "javascript:alert(1)"}}}, "only http", "a brief runs no programs"},
		{"file", good, Plan{Links: []Link{{Page: 1, URI: "file:///etc/passwd"}}}, "only http", "a brief opens no local files"},
		{"link", good, Plan{Links: []Link{{Page: 1, To: Place{Page: 3}}}}, "no page 3", "there is no such page"},
		{"mark", good, Plan{Outlines: []Outline{{Title: "x"}}}, "no page 0", "pages count from 1"},
		{"font", good, Plan{Fonts: []Font{{Name: "F", TTF: []byte("OTTO")}}}, "not a TrueType", "gofpdf would print and go on"},
		{"glyph", good, Plan{Fonts: []Font{{Name: "F", TTF: robotoregular.TTF, Glyphs: []Glyph{{60000, "x"}}}}}, "no glyph", "outside the font"},
		{"codes", good, Plan{Fonts: []Font{{Name: "F", TTF: robotoregular.TTF, Glyphs: make([]Glyph, 1<<16)}}}, "too many", "codes have two bytes"},
		{"names", good, Plan{Attachments: []Attachment{{Name: "a"}, {Name: "a"}}}, "differ", "a name tree has each name once"},
		{"relation", good, Plan{Attachments: []Attachment{{Name: "a", Relationship: "Friend"}}}, "relationship", "ISO 32000-2 has five words"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Finish(test.src, &test.plan)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q\nwhy: %s", err, test.want, test.why)
			}
		})
	}
}

// TestOutlines reads the result back with the package's own parser.
func TestOutlines(t *testing.T) {
	out, err := Finish(penFile(2, "", ""), &Plan{Outlines: []Outline{
		{"A", 0, Place{1, 0}}, {"A1", 1, Place{1, 10_000}}, {"A2", 5, Place{2, 20_000}}, {"B", 0, Place{2, 841_890}}}})
	if err != nil {
		t.Fatal(err)
	}
	f, err := reopen(out)
	if err != nil {
		t.Fatal(err)
	}
	root := f.objects[f.trailer["Root"].(ref)].(dict)
	top := f.objects[root["Outlines"].(ref)].(dict)
	var got []string
	var walk func(parent dict, depth int)
	walk = func(parent dict, depth int) {
		for o, ok := parent["First"]; ok; {
			it := f.objects[o.(ref)].(dict)
			dest := it["Dest"].(array)
			page := f.objects[dest[0].(ref)].(dict)
			got = append(got, fmt.Sprint(depth, " ", string(it["Title"].(str)), " ", page["Type"], " ", dest[3], " ", it["Count"]))
			walk(it, depth+1)
			o, ok = it["Next"]
		}
	}
	walk(top, 0)
	want := "0 A Page 842 2|1 A1 Page 832 1|2 A2 Page 822 <nil>|0 B Page 0 <nil>"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("outline\n got %s\nwant %s", s, want)
	}
	if top["Count"] != number("4") {
		t.Errorf("count %v, want 4", top["Count"])
	}
}

func TestSubset(t *testing.T) {
	font, err := parseTrueType(robotoregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	composite := -1
	var parts []int
	for g := range font.numGlyphs {
		at, _, err := font.parts(g)
		if err != nil {
			t.Fatal(err)
		}
		if len(at) > 1 && composite < 0 {
			composite, parts = g, at
		}
	}
	ids := []uint16{uint16(composite), 40, 0, 40} // a glyph may have two texts
	file, n, err := font.subset(ids)
	if err != nil {
		t.Fatal(err)
	}
	if checksum(file) != 0xB1B0AFBA {
		t.Errorf("file checksum %#x, want 0xB1B0AFBA", checksum(file))
	}
	// A subset has no post table, which parseTrueType wants for the italic angle only.
	small := reread(t, file, map[string][]byte{"post": make([]byte, 32)})
	if n != small.numGlyphs || n > 1+len(ids)+len(parts) {
		t.Errorf("%d glyphs, %d in the file, want the box, %d and at most %d parts", n, small.numGlyphs, len(ids), len(parts))
	}
	for i, id := range append([]uint16{0}, ids...) {
		same(t, font, int(id), small, i)
	}
	was, _ := font.glyph(composite)
	is, _ := small.glyph(1)
	for _, at := range parts {
		same(t, font, int(u16(was, at)), small, int(u16(is, at)))
	}
	if len(file) > 2_000 {
		t.Errorf("subset of %d glyphs has %d bytes", n, len(file))
	}
}

// same compares a glyph with its copy: its width, its bearing, its box, and what it is made of or its points.
func same(t *testing.T, font *trueType, g int, copied *trueType, c int) {
	t.Helper()
	a, errA := font.glyph(g)
	b, errB := copied.glyph(c)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	if font.advance(g) != copied.advance(c) || font.bearing(g) != copied.bearing(c) || !bytes.Equal(a[:10], b[:10]) {
		t.Errorf("glyph %d differs from its copy %d", g, c)
	}
	if i16(a, 0) < 0 {
		return
	}
	fromA, toA, _ := instructions(g, a)
	fromB, toB, err := instructions(c, b)
	if err != nil || toB != fromB+2 || !bytes.Equal(a[:fromA], b[:fromB]) || !bytes.HasPrefix(b[toB:], a[toA:]) {
		t.Errorf("glyph %d and its copy %d have different points: %v", g, c, err)
	}
}

// reread parses a font file with more tables put in.
func reread(t *testing.T, file []byte, more map[string][]byte) *trueType {
	t.Helper()
	n := int(u16(file, 4))
	for i := range n {
		e := file[12+16*i:]
		off := int(u16(e, 8))<<16 | int(u16(e, 10))
		size := int(u16(e, 12))<<16 | int(u16(e, 14))
		more[string(e[:4])] = file[off : off+size]
	}
	font, err := parseTrueType(assemble(more))
	if err != nil {
		t.Fatal(err)
	}
	return font
}

func TestAppendMilli(t *testing.T) {
	for n, want := range map[int]string{0: "0", 1: "0.001", 1500: "1.5", -20: "-0.02", 595_280: "595.28", -1000: "-1"} {
		if got := string(AppendMilli(nil, n)); got != want {
			t.Errorf("AppendMilli(%d) = %s, want %s", n, got, want)
		}
	}
}

// FuzzFinish checks that no input makes Finish panic, and that what it returns it can parse.
func FuzzFinish(f *testing.F) {
	f.Add(penFile(1, "", ""))
	f.Add(penFile(2, "/MediaBox [0 0 100.00 200.00]\n", "/ExtGState <<\n>>\n"))
	seeds, err := filepath.Glob("testdata/pen/*.pdf")
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range seeds {
		b, err := os.ReadFile(s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	link := &Element{Kind: "Link", Kids: []Kid{Mark{1, 0}}}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, archive := range []bool{false, true} {
			out, err := Finish(src, &Plan{Archive: archive, Structure: link, Outlines: []Outline{{"x", 0, Place{1, 0}}},
				Links: []Link{{Page: 1, W: 5, H: 5, To: Place{1, 0}, Tag: link}}})
			if err != nil {
				return
			}
			if _, err := reopen(out); err != nil {
				t.Errorf("the result does not parse: %v", err)
			}
		}
	})
}

// FuzzTrueType checks that no font makes the subsetter panic.
func FuzzTrueType(f *testing.F) {
	font, err := parseTrueType(robotoregular.TTF)
	if err != nil {
		f.Fatal(err)
	}
	small, _, err := font.subset([]uint16{5, 6})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small, uint16(5))
	f.Fuzz(func(t *testing.T, b []byte, gid uint16) {
		_ = CheckFont(b)
		t2, err := parseTrueType(b)
		if err != nil {
			return
		}
		if _, _, err := t2.subset([]uint16{gid, gid}); err == nil {
			t2.descriptor("x", 1)
			t2.widths([]Glyph{{gid, ""}})
		}
	})
}
