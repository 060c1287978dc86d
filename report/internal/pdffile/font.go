package pdffile

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// A Font is a typeface and what the pages draw in it. They draw a glyph by a code of two bytes: the first of Glyphs by 1,
// the next by 2, and so on. Pages of one language need few codes, which pack well.
type Font struct {
	Resource string // name in the pages' content, without the slash
	Name     string // PostScript name
	TTF      []byte // the whole font file; not changed
	Glyphs   []Glyph
}

// A Glyph is a glyph of a font and the text it stands for. One that stands for several texts has several codes.
type Glyph struct {
	ID   uint16
	Text string
}

// fontObject adds the objects of one font and returns the font's number. An archive also wants the set of its codes.
func (w *writer) fontObject(f *Font, archive bool) (ref, error) {
	t, err := parseTrueType(f.TTF)
	if err != nil {
		return 0, fmt.Errorf("pdf: font %s: %w", f.Name, err)
	}
	if len(f.Glyphs) >= 1<<16 {
		return 0, fmt.Errorf("pdf: font %s draws too many glyphs", f.Name)
	}
	ids, codes := distinct(f.Glyphs)
	file, n, err := t.subset(ids)
	if err != nil {
		return 0, fmt.Errorf("pdf: font %s: %w", f.Name, err)
	}
	base := name(tag(file) + "+" + f.Name)
	fontFile, err := w.addStream(dict{"Length1": integer(len(file))}, middling, file)
	if err != nil {
		return 0, err
	}
	texts, err := w.addStream(dict{}, fast, toUnicode(f.Glyphs))
	if err != nil {
		return 0, err
	}
	codeToGlyph, top, err := w.codeToGlyph(codes, n)
	if err != nil {
		return 0, err
	}
	about := t.descriptor(base, fontFile)
	if archive {
		if about["CIDSet"], err = w.addStream(dict{}, fast, codeSet(top)); err != nil {
			return 0, err
		}
	}
	cid := w.add(dict{
		"Type": name("Font"), "Subtype": name("CIDFontType2"), "BaseFont": base,
		"CIDSystemInfo":  dict{"Registry": str("Adobe"), "Ordering": str("Identity"), "Supplement": number("0")},
		"FontDescriptor": w.add(about),
		"CIDToGIDMap":    codeToGlyph, "DW": number("0"), "W": t.widths(f.Glyphs),
	})
	return w.add(dict{
		"Type": name("Font"), "Subtype": name("Type0"), "BaseFont": base, "Encoding": name("Identity-H"),
		"DescendantFonts": array{cid}, "ToUnicode": texts,
	}), nil
}

// distinct returns the glyphs of a font without repetition, and where each code's glyph stands among them, from 1.
func distinct(glyphs []Glyph) (ids, codes []uint16) {
	at := make(map[uint16]uint16, len(glyphs))
	codes = make([]uint16, len(glyphs))
	for i, g := range glyphs {
		if at[g.ID] == 0 {
			ids = append(ids, g.ID)
			at[g.ID] = uint16(len(ids))
		}
		codes[i] = at[g.ID]
	}
	return ids, codes
}

// codeToGlyph returns the map from codes to the n glyphs of the file, and the number of codes that it has: the name
// Identity where each code is its glyph.
func (w *writer) codeToGlyph(codes []uint16, n int) (m any, top int, err error) {
	if len(codes) == 0 || int(codes[len(codes)-1]) == len(codes) {
		return name("Identity"), n, nil
	}
	b := make([]byte, 2, 2*len(codes)+2)
	for _, g := range codes {
		b = binary.BigEndian.AppendUint16(b, g)
	}
	m, err = w.addStream(dict{}, fast, b)
	return m, len(codes) + 1, err
}

// codeSet has a bit for each of the codes below n, the highest bit of the first byte for code 0.
func codeSet(n int) []byte {
	set := make([]byte, (n+7)/8)
	for code := range n {
		set[code/8] |= 0x80 >> (code % 8)
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

// widths writes the W array: the widths of the codes from 1.
func (t *trueType) widths(glyphs []Glyph) array {
	out := make(array, len(glyphs))
	for i, g := range glyphs {
		out[i] = integer(Width(t.advance(int(g.ID)), t.upem))
	}
	return array{integer(1), out}
}

// toUnicode writes the map from codes to text. A glyph without text has no entry.
func toUnicode(glyphs []Glyph) []byte {
	var b bytes.Buffer
	b.Grow(512 + 24*len(glyphs))
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	var entries []string
	for i, g := range glyphs {
		if g.Text != "" {
			entries = append(entries, fmt.Sprintf("<%04X> <%X>\n", i+1, utf16be(g.Text)))
		}
	}
	for part := range slices.Chunk(entries, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", len(part), strings.Join(part, ""))
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
