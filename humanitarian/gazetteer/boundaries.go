package gazetteer

import (
	"iter"
	"maps"
	"slices"
)

// Boundaries are the areas of places by P-code. They are kept apart from the
// gazetteer: a map needs them, a check does not. They never change; the shapes
// handed out are shared and must not be written to. The zero value has none.
type Boundaries struct {
	codes  []string // sorted
	shapes map[string]MultiPolygon
	boxes  []Rect // of the codes
	lines  []Line
}

// A Line is a border that belongs to no one place, such as a disputed one.
type Line struct {
	Kind   string // as the file has it; see GeoJSONOptions.LineKind
	Points []Point
}

func newBoundaries(shapes map[string]MultiPolygon, lines []Line) *Boundaries {
	b := &Boundaries{codes: slices.Sorted(maps.Keys(shapes)), shapes: shapes, lines: lines}
	for _, code := range b.codes {
		box, _ := shapes[code].Bounds()
		b.boxes = append(b.boxes, box)
	}
	return b
}

// Len returns how many places have a boundary.
func (b *Boundaries) Len() int { return len(b.codes) }

// All returns the boundaries sorted by P-code.
func (b *Boundaries) All() iter.Seq2[string, MultiPolygon] {
	return func(yield func(string, MultiPolygon) bool) {
		for _, code := range b.codes {
			if !yield(code, b.shapes[code]) {
				return
			}
		}
	}
}

// Shape returns the boundary of a place.
func (b *Boundaries) Shape(pcode string) (MultiPolygon, bool) {
	m, ok := b.shapes[pcode]
	return m, ok
}

// Lines returns the lines in the order of the file.
func (b *Boundaries) Lines() []Line { return b.lines }

// Bounds returns the smallest box around all boundaries, and false if there
// are none.
func (b *Boundaries) Bounds() (Rect, bool) {
	if len(b.boxes) == 0 {
		return Rect{}, false
	}
	box := b.boxes[0]
	for _, r := range b.boxes {
		box = box.Union(r)
	}
	return box, true
}

// PCodesAt returns the places that a point lies in, sorted. Boundaries of
// several levels give one of each; outside of all there are none.
func (b *Boundaries) PCodesAt(p Point) []string {
	var out []string
	for i, code := range b.codes {
		if b.boxes[i].contains(p) && b.shapes[code].Contains(p) {
			out = append(out, code)
		}
	}
	return out
}
