package pdffile

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
)

// A Font is a typeface and the glyphs that the pages draw in it, by the two-byte codes of their glyph ids or, where one
// glyph stands for several texts, by further codes.
type Font struct {
	Resource string // name in the pages' content, without the slash
	Name     string // PostScript name
	TTF      []byte // the whole font file; not changed
	Glyphs   []Glyph
}

// A Glyph is a code in the pages' content, the glyph it draws, and the text it stands for. Codes must differ.
type Glyph struct {
	Code uint16
	ID   uint16
	Text string
}

// fontObject adds the objects of one font and returns the font's number. An archive also wants the set of its codes.
func (w *writer) fontObject(f *Font, archive bool) (ref, error) {
	t, err := parseTrueType(f.TTF)
	if err != nil {
		return 0, fmt.Errorf("pdf: font %s: %w", f.Name, err)
	}
	glyphs := slices.Clone(f.Glyphs)
	slices.SortFunc(glyphs, func(a, b Glyph) int { return int(a.Code) - int(b.Code) })
	used := make([]int, len(glyphs))
	for i, g := range glyphs {
		used[i] = int(g.ID)
		if i > 0 && glyphs[i-1].Code == g.Code {
			return 0, fmt.Errorf("pdf: font %s: code %d twice", f.Name, g.Code)
		}
	}
	widths := t.widths(glyphs)
	file, box, err := t.subset(used)
	if err != nil {
		return 0, fmt.Errorf("pdf: font %s: %w", f.Name, err)
	}
	for i := range glyphs { // readers take glyph 0 for a fault in the file
		if glyphs[i].ID == 0 {
			glyphs[i].ID = box
		}
	}
	base := name(tag(file) + "+" + f.Name)
	fontFile, err := w.addStream(dict{"Length1": integer(len(file))}, file)
	if err != nil {
		return 0, err
	}
	texts, err := w.addStream(dict{}, toUnicode(glyphs))
	if err != nil {
		return 0, err
	}
	codeToGlyph, err := w.codeToGlyph(glyphs)
	if err != nil {
		return 0, err
	}
	about := t.descriptor(base, fontFile)
	if archive {
		if about["CIDSet"], err = w.addStream(dict{}, codeSet(glyphs)); err != nil {
			return 0, err
		}
	}
	cid := w.add(dict{
		"Type": name("Font"), "Subtype": name("CIDFontType2"), "BaseFont": base,
		"CIDSystemInfo":  dict{"Registry": str("Adobe"), "Ordering": str("Identity"), "Supplement": number("0")},
		"FontDescriptor": w.add(about),
		"CIDToGIDMap":    codeToGlyph, "DW": number("0"), "W": widths,
	})
	return w.add(dict{
		"Type": name("Font"), "Subtype": name("Type0"), "BaseFont": base, "Encoding": name("Identity-H"),
		"DescendantFonts": array{cid}, "ToUnicode": texts,
	}), nil
}

// codeToGlyph returns the map from codes to glyphs: the name Identity where every code is its glyph.
func (w *writer) codeToGlyph(glyphs []Glyph) (any, error) {
	same, top := true, 0
	for _, g := range glyphs {
		same = same && g.Code == g.ID
		top = int(g.Code)
	}
	if same {
		return name("Identity"), nil
	}
	b := make([]byte, 2*(top+1))
	for _, g := range glyphs {
		b[2*int(g.Code)], b[2*int(g.Code)+1] = byte(g.ID>>8), byte(g.ID)
	}
	return w.addStream(dict{}, b)
}

// codeSet has a bit for each code, the highest bit of the first byte for code 0, which every font has.
func codeSet(glyphs []Glyph) []byte {
	set := []byte{0x80}
	for _, g := range glyphs {
		for len(set) <= int(g.Code)/8 {
			set = append(set, 0)
		}
		set[g.Code/8] |= 0x80 >> (g.Code % 8)
	}
	return set
}

// tag returns the six letters that mark a subset, from its contents.
func tag(file []byte) string {
	sum := sha256.Sum256(file)
	var t [6]byte
	for i := range t {
		t[i] = 'A' + sum[i]%26
	}
	return string(t[:])
}

func (t *trueType) descriptor(base name, fontFile ref) dict {
	head, hhea, post := t.table["head"], t.table["hhea"], t.table["post"]
	box := array{}
	for at := 36; at < 44; at += 2 {
		box = append(box, integer(t.perMille(i16(head, at))))
	}
	capHeight := t.perMille(i16(hhea, 4))
	if os2 := t.table["OS/2"]; len(os2) >= 90 && u16(os2, 0) >= 2 {
		capHeight = t.perMille(i16(os2, 88))
	}
	flags := 4 // symbolic: codes are glyphs, not characters
	angle := i16(post, 4)
	if angle != 0 {
		flags |= 64
	}
	return dict{
		"Type": name("FontDescriptor"), "FontName": base, "Flags": integer(flags), "FontBBox": box,
		"ItalicAngle": integer(angle), "Ascent": integer(t.perMille(i16(hhea, 4))),
		"Descent": integer(t.perMille(i16(hhea, 6))), "CapHeight": integer(capHeight),
		"StemV": number("80"), "FontFile2": fontFile,
	}
}

// Width returns what the file will say is the width of a glyph, in thousandths of an em.
func Width(advance, upem int) int { return (advance*1000 + upem/2) / upem }

// widths writes the W array in stretches of consecutive codes.
func (t *trueType) widths(glyphs []Glyph) array {
	out := array{}
	for i := 0; i < len(glyphs); {
		stretch := array{}
		first := i
		for i < len(glyphs) && int(glyphs[i].Code) == int(glyphs[first].Code)+i-first {
			stretch = append(stretch, integer(Width(t.advance(int(glyphs[i].ID)), t.upem)))
			i++
		}
		out = append(out, integer(int(glyphs[first].Code)), stretch)
	}
	return out
}

// toUnicode writes the map from codes to text. A glyph without text has no entry.
func toUnicode(glyphs []Glyph) []byte {
	var b bytes.Buffer
	b.Grow(512 + 24*len(glyphs))
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	var with []Glyph
	for _, g := range glyphs {
		if g.Text != "" {
			with = append(with, g)
		}
	}
	for part := range slices.Chunk(with, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, g := range part {
			fmt.Fprintf(&b, "<%04X> <%X>\n", g.Code, utf16be(g.Text))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
