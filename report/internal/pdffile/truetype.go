package pdffile

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// trueType is a font file whose needed tables are known to lie within it.
type trueType struct {
	table     map[string][]byte
	upem      int
	numGlyphs int
	numHM     int // horizontal metrics before the last advance repeats
	longLoca  bool
}

// maxComposite bounds how deep glyphs may be made of glyphs.
const maxComposite = 16

func parseTrueType(b []byte) (*trueType, error) {
	if len(b) < 12 || binary.BigEndian.Uint32(b) != 0x00010000 && string(b[:4]) != "true" {
		return nil, fmt.Errorf("pdf: not a TrueType font")
	}
	n := int(binary.BigEndian.Uint16(b[4:]))
	if len(b) < 12+16*n {
		return nil, fmt.Errorf("pdf: font directory cut short")
	}
	t := &trueType{table: make(map[string][]byte, n)}
	for i := range n {
		e := b[12+16*i:]
		off, size := uint64(binary.BigEndian.Uint32(e[8:])), uint64(binary.BigEndian.Uint32(e[12:]))
		if off+size > uint64(len(b)) {
			return nil, fmt.Errorf("pdf: font table %q outside the file", e[:4])
		}
		t.table[string(e[:4])] = b[off : off+size : off+size]
	}
	for _, need := range []struct {
		tag  string
		size int
	}{{"head", 54}, {"hhea", 36}, {"maxp", 6}, {"hmtx", 4}, {"loca", 4}, {"glyf", 0}, {"post", 8}} {
		if got, ok := t.table[need.tag]; !ok || len(got) < need.size {
			return nil, fmt.Errorf("pdf: font table %q is missing or short", need.tag)
		}
	}
	t.upem = int(u16(t.table["head"], 18))
	t.longLoca = u16(t.table["head"], 50) != 0
	t.numGlyphs = int(u16(t.table["maxp"], 4))
	t.numHM = int(u16(t.table["hhea"], 34))
	width := 2
	if t.longLoca {
		width = 4
	}
	switch {
	case t.upem == 0, t.numGlyphs == 0, t.numHM == 0, t.numHM > t.numGlyphs,
		len(t.table["loca"]) < width*(t.numGlyphs+1),
		len(t.table["hmtx"]) < 4*t.numHM+2*(t.numGlyphs-t.numHM):
		return nil, fmt.Errorf("pdf: font tables disagree")
	}
	return t, nil
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }

func i16(b []byte, at int) int { return int(int16(u16(b, at))) }

// perMille converts font units to thousandths of an em.
func (t *trueType) perMille(units int) int {
	if units < 0 {
		return -t.perMille(-units)
	}
	return (units*1000 + t.upem/2) / t.upem
}

func (t *trueType) advance(gid int) int {
	return int(u16(t.table["hmtx"], 4*min(gid, t.numHM-1)))
}

func (t *trueType) bearing(gid int) uint16 {
	if gid < t.numHM {
		return u16(t.table["hmtx"], 4*gid+2)
	}
	return u16(t.table["hmtx"], 4*t.numHM+2*(gid-t.numHM))
}

// glyph returns the outline of a glyph, empty for a blank.
func (t *trueType) glyph(gid int) ([]byte, error) {
	if gid >= t.numGlyphs {
		return nil, fmt.Errorf("pdf: font has no glyph %d", gid)
	}
	var from, to uint64
	if loca := t.table["loca"]; t.longLoca {
		from = uint64(binary.BigEndian.Uint32(loca[4*gid:]))
		to = uint64(binary.BigEndian.Uint32(loca[4*gid+4:]))
	} else {
		from, to = 2*uint64(u16(loca, 2*gid)), 2*uint64(u16(loca, 2*gid+2))
	}
	if from > to || to > uint64(len(t.table["glyf"])) {
		return nil, fmt.Errorf("pdf: glyph %d outside its table", gid)
	}
	if from != to && to-from < 10 {
		return nil, fmt.Errorf("pdf: glyph %d cut short", gid)
	}
	return t.table["glyf"][from:to], nil
}

// closure returns used plus glyph 0 plus the parts of composite glyphs, sorted.
func (t *trueType) closure(used []int) ([]int, error) {
	in := map[int]bool{}
	todo := append([]int{0}, used...)
	for depth := 0; len(todo) > 0; depth++ {
		if depth > maxComposite {
			return nil, fmt.Errorf("pdf: glyphs nested too deep")
		}
		var next []int
		for _, g := range todo {
			if in[g] {
				continue
			}
			in[g] = true
			parts, err := t.parts(g)
			if err != nil {
				return nil, err
			}
			next = append(next, parts...)
		}
		todo = next
	}
	all := make([]int, 0, len(in))
	for g := range in {
		all = append(all, g)
	}
	slices.Sort(all)
	return all, nil
}

// parts returns the glyphs that a composite glyph is made of.
func (t *trueType) parts(gid int) ([]int, error) {
	b, err := t.glyph(gid)
	if err != nil || len(b) == 0 || i16(b, 0) >= 0 {
		return nil, err
	}
	var parts []int
	for at := 10; ; {
		if at+4 > len(b) {
			return nil, fmt.Errorf("pdf: composite glyph %d cut short", gid)
		}
		flags := u16(b, at)
		parts = append(parts, int(u16(b, at+2)))
		at += 6
		if flags&0x0001 != 0 { // arguments are words
			at += 2
		}
		switch {
		case flags&0x0008 != 0: // one scale
			at += 2
		case flags&0x0040 != 0: // x and y scale
			at += 4
		case flags&0x0080 != 0: // matrix
			at += 8
		}
		if flags&0x0020 == 0 { // no more
			return parts, nil
		}
	}
}

// subset returns a font file with the given glyphs and what they are made of, each under its old number. Everything that
// a PDF reader does not need is left out. The box that stands for a missing glyph is number 0 and, again, the last.
func (t *trueType) subset(used []int) (file []byte, box uint16, err error) {
	keep, err := t.closure(used)
	if err != nil {
		return nil, 0, err
	}
	last := keep[len(keep)-1] + 1
	if last > 0xFFFF {
		return nil, 0, fmt.Errorf("pdf: font with too many glyphs")
	}
	keep = append(keep, last)
	n := last + 1
	glyf := make([]byte, 0, 160*len(keep))
	loca := make([]byte, 4*(n+1))
	hmtx := make([]byte, 4*n)
	k := 0
	for g := range n {
		binary.BigEndian.PutUint32(loca[4*g:], uint32(len(glyf)))
		if keep[k] != g {
			continue
		}
		k++
		from := g
		if g == last {
			from = 0
		}
		outline, err := t.glyph(from)
		if err != nil {
			return nil, 0, err
		}
		glyf = append(glyf, outline...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		binary.BigEndian.PutUint16(hmtx[4*g:], uint16(t.advance(from)))
		binary.BigEndian.PutUint16(hmtx[4*g+2:], t.bearing(from))
	}
	binary.BigEndian.PutUint32(loca[4*n:], uint32(len(glyf)))
	head, hhea, maxp := slices.Clone(t.table["head"]), slices.Clone(t.table["hhea"]), slices.Clone(t.table["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(n))
	binary.BigEndian.PutUint16(maxp[4:], uint16(n))
	tables := map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp, "hmtx": hmtx, "loca": loca, "glyf": glyf}
	for _, tag := range []string{"cvt ", "fpgm", "prep"} {
		if b, ok := t.table[tag]; ok {
			tables[tag] = b
		}
	}
	return assemble(tables), uint16(last), nil
}

// assemble writes a font file.
func assemble(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	n, log := len(tags), 0
	for 2<<log <= n {
		log++
	}
	size := 12 + 16*n
	for _, b := range tables {
		size += (len(b) + 3) &^ 3
	}
	out := binary.BigEndian.AppendUint32(make([]byte, 0, size), 0x00010000)
	for _, v := range []int{n, 16 << log, log, 16*n - 16<<log} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at, headAt := 12+16*n, 0
	for _, tag := range tags {
		b := tables[tag]
		out = append(out, tag...)
		for _, v := range []uint32{checksum(b), uint32(at), uint32(len(b))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		if tag == "head" {
			headAt = at
		}
		at += (len(b) + 3) &^ 3
	}
	for _, tag := range tags {
		out = append(out, tables[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	if len(b) > 0 {
		var last [4]byte
		copy(last[:], b)
		sum += binary.BigEndian.Uint32(last[:])
	}
	return sum
}
