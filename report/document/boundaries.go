package document

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
)

// Boundaries are the areas that maps are drawn on, under the name of the file
// they came from. They never change and are safe for concurrent use. The zero
// value has none.
type Boundaries struct {
	file   string
	sum    string
	shapes []Shape
	lines  []Line
}

// A Shape is an area by its P-code: closed rings in degrees, even-odd, so that
// a ring within another is a hole.
type Shape struct {
	PCode string
	Rings [][]gazetteer.Point
}

// A Line is a border that is drawn over the areas, dashed if it is disputed.
type Line struct {
	Points   []gazetteer.Point
	Disputed bool
}

// NewBoundaries returns b, which [gazetteer.ReadGeoJSON] read from a file of
// the given name, for maps. Lines of a kind that says disputed are disputed.
func NewBoundaries(file string, b *gazetteer.Boundaries) *Boundaries {
	out := &Boundaries{file: file}
	if b == nil {
		return out
	}
	for pcode, area := range b.All() {
		s := Shape{PCode: pcode}
		for _, polygon := range area {
			for _, ring := range polygon {
				s.Rings = append(s.Rings, ring)
			}
		}
		out.shapes = append(out.shapes, s)
	}
	for _, l := range b.Lines() {
		out.lines = append(out.lines, Line{Points: l.Points, Disputed: strings.Contains(strings.ToLower(l.Kind), "disputed")})
	}
	out.sum = out.digest()
	return out
}

// Outlines names b as a [Map] does.
func (b *Boundaries) Outlines() Outlines { return Outlines{File: b.file, SHA256: b.sum} }

// Shapes returns the areas sorted by P-code. They are shared and must not be
// changed.
func (b *Boundaries) Shapes() []Shape { return b.shapes }

// Lines returns the lines in the order of the file. They are shared and must
// not be changed.
func (b *Boundaries) Lines() []Line { return b.lines }

// Has reports whether b has the area of a P-code.
func (b *Boundaries) Has(pcode string) bool {
	_, ok := slices.BinarySearchFunc(b.shapes, pcode, func(s Shape, code string) int { return strings.Compare(s.PCode, code) })
	return ok
}

// digest is the SHA-256 of all P-codes and coordinates.
func (b *Boundaries) digest() string {
	h := sha256.New()
	number(h, uint64(len(b.shapes)))
	for _, s := range b.shapes {
		number(h, uint64(len(s.PCode)))
		h.Write([]byte(s.PCode))
		number(h, uint64(len(s.Rings)))
		for _, r := range s.Rings {
			points(h, r)
		}
	}
	for _, l := range b.lines {
		disputed := uint64(0)
		if l.Disputed {
			disputed = 1
		}
		number(h, disputed)
		points(h, l.Points)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func points(h hash.Hash, list []gazetteer.Point) {
	number(h, uint64(len(list)))
	for _, p := range list {
		number(h, math.Float64bits(p.Lon))
		number(h, math.Float64bits(p.Lat))
	}
}

func number(h hash.Hash, n uint64) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], n)
	h.Write(b[:])
}
