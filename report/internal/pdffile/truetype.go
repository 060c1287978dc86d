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
	b := t.table["glyf"][from:to]
	if len(b) > 0 && i16(b, 0) == 0 {
		return nil, nil // no contours
	}
	return b, nil
}

// parts returns where in the outline of a glyph the numbers of the glyphs stand that it is made of, and where the last of
// them ends. A glyph that is drawn itself has none.
func (t *trueType) parts(gid int) (at []int, end int, err error) {
	b, err := t.glyph(gid)
	if err != nil || len(b) == 0 || i16(b, 0) > 0 {
		return nil, 0, err
	}
	for end = 10; ; {
		if end+4 > len(b) {
			return nil, 0, fmt.Errorf("pdf: composite glyph %d cut short", gid)
		}
		flags := u16(b, end)
		at = append(at, end+2)
		end += 6
		if flags&0x0001 != 0 { // arguments are words
			end += 2
		}
		switch {
		case flags&0x0008 != 0: // one scale
			end += 2
		case flags&0x0040 != 0: // x and y scale
			end += 4
		case flags&0x0080 != 0: // matrix
			end += 8
		}
		if end > len(b) {
			return nil, 0, fmt.Errorf("pdf: composite glyph %d cut short", gid)
		}
		if flags&0x0020 == 0 { // no more
			return at, end, nil
		}
	}
}

// subset returns a font file of glyph 0, the box that stands for a missing one, then the given glyphs, numbered in their
// order from 1, then what those are made of, and the number of them all. What a reader of PDF does not need is left out, and so are the instructions
// for coarse screens, which readers ignore.
func (t *trueType) subset(ids []uint16) (file []byte, n int, err error) {
	s := subsetter{trueType: t, old: append([]uint16{0}, ids...), number: make([]uint16, t.numGlyphs)}
	for i := len(ids); i > 0; i-- {
		if int(ids[i-1]) >= t.numGlyphs {
			return nil, 0, fmt.Errorf("pdf: font has no glyph %d", ids[i-1])
		}
		s.number[ids[i-1]] = uint16(i)
	}
	s.glyf, s.loca = make([]byte, 0, 128*len(s.old)), make([]byte, 0, 4*len(s.old)+64)
	for i := 0; i < len(s.old); i++ { // parts are added on the way
		if err := s.add(int(s.old[i])); err != nil {
			return nil, 0, err
		}
	}
	if n = len(s.old); n > 0xFFFF {
		return nil, 0, fmt.Errorf("pdf: font with too many glyphs")
	}
	s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
	hmtx := make([]byte, 0, 4*n)
	for _, g := range s.old {
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(t.advance(int(g))))
		hmtx = binary.BigEndian.AppendUint16(hmtx, t.bearing(int(g)))
	}
	head, hhea, maxp := slices.Clone(t.table["head"]), slices.Clone(t.table["hhea"]), slices.Clone(t.table["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(n))
	binary.BigEndian.PutUint16(maxp[4:], uint16(n))
	return assemble(map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp, "hmtx": hmtx, "loca": s.loca, "glyf": s.glyf}), n, nil
}

// subsetter writes the outlines of a subset.
type subsetter struct {
	*trueType
	old        []uint16 // the number in the font of each glyph of the subset
	number     []uint16 // the number in the subset of each glyph of the font; 0: none yet
	glyf, loca []byte
}

// add writes the outline of a glyph of the font, without its instructions.
func (s *subsetter) add(gid int) error {
	s.loca = binary.BigEndian.AppendUint32(s.loca, uint32(len(s.glyf)))
	outline, err := s.glyph(gid)
	if err != nil || len(outline) == 0 {
		return err
	}
	parts, end, err := s.parts(gid)
	if err != nil {
		return err
	}
	if parts != nil {
		err = s.composite(outline[:end], parts)
	} else {
		err = s.simple(gid, outline)
	}
	if err != nil {
		return err
	}
	for len(s.glyf)%4 != 0 {
		s.glyf = append(s.glyf, 0)
	}
	return nil
}

// simple writes the outline of a glyph that is drawn itself.
func (s *subsetter) simple(gid int, outline []byte) error {
	from, to, err := instructions(gid, outline)
	if err != nil {
		return err
	}
	s.glyf = append(append(s.glyf, outline[:from]...), 0, 0) // none
	s.glyf = append(s.glyf, outline[to:]...)
	return nil
}

// instructions returns where they stand, with the number of them, in the outline of a glyph that is drawn itself.
func instructions(gid int, outline []byte) (from, to int, err error) {
	from = 10 + 2*i16(outline, 0) // behind the ends of the contours
	if from+2 > len(outline) || from+2+int(u16(outline, from)) > len(outline) {
		return 0, 0, fmt.Errorf("pdf: glyph %d cut short", gid)
	}
	return from, from + 2 + int(u16(outline, from)), nil
}

// composite writes the outline of a glyph that is made of others, at their new numbers.
func (s *subsetter) composite(outline []byte, parts []int) error {
	const hasInstructions = 0x0100
	from := len(s.glyf)
	s.glyf = append(s.glyf, outline...)
	for _, at := range parts {
		part := u16(outline, at)
		if int(part) >= s.numGlyphs {
			return fmt.Errorf("pdf: font has no glyph %d", part)
		}
		if part != 0 && s.number[part] == 0 {
			s.number[part] = uint16(len(s.old))
			s.old = append(s.old, part)
		}
		binary.BigEndian.PutUint16(s.glyf[from+at-2:], u16(outline, at-2)&^hasInstructions)
		binary.BigEndian.PutUint16(s.glyf[from+at:], s.number[part])
	}
	return nil
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
