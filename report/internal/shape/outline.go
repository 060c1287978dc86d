package shape

import (
	"math"
	"sync"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
)

// A Stroke is one step along the contour of a glyph: a jump, a straight line, or a quadratic curve.
type Stroke struct {
	Kind StrokeKind
	To   Point
	By   Point // the control point of a Curve
}

// StrokeKind says how a step is made.
type StrokeKind uint8

// The kinds of steps. A contour starts with a Move and is closed.
const (
	Move StrokeKind = iota
	Straight
	Curve
)

// A Point of a contour, from the left end of its line and up from the baseline.
type Point struct{ X, Y int }

// Outline returns the contours of all glyphs of a line, a list for each glyph with ink, which are filled by the nonzero
// rule. It is for a word that is to be seen but not copied.
func (s *Shaper) Outline(l Line) [][]Stroke {
	var out [][]Stroke
	for _, r := range l.Runs {
		for _, g := range r.Glyphs {
			if c := s.faces.contours(r.Face, g.ID, r.Size, Point{r.X + g.X, r.Rise + g.Y}); len(c) > 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

// contours scales one glyph. A font of the caller's own may panic here: such a glyph has no outline.
func (fs *Faces) contours(f Face, id uint16, size int, at Point) (out []Stroke) {
	p := &fs.faces[f]
	defer func() {
		if p.outside && recover() != nil {
			out = nil
		}
	}()
	raw, ok := fs.drawn.get(glyphOf{f, id})
	if !ok {
		if data, ok := font.NewFace(p.font).GlyphDataOutline(font.GID(id)); ok {
			raw = strokesOf(data.Segments)
		}
		fs.drawn.put(glyphOf{f, id}, raw)
	}
	out = make([]Stroke, len(raw))
	place := func(q Point) Point {
		return Point{at.X + scale(q.X, size, 2*p.upem), at.Y + scale(q.Y, size, 2*p.upem)}
	}
	for i, k := range raw {
		out[i] = Stroke{Kind: k.Kind, To: place(k.To), By: place(k.By)}
	}
	return out
}

// strokesOf returns a glyph in half font units: its points are whole or, between two points of a curve, half.
func strokesOf(segments []ot.Segment) []Stroke {
	half := func(q ot.SegmentPoint) Point {
		return Point{int(math.Round(2 * float64(q.X))), int(math.Round(2 * float64(q.Y)))}
	}
	out := make([]Stroke, 0, len(segments))
	for _, seg := range segments {
		switch seg.Op {
		case ot.SegmentOpMoveTo:
			out = append(out, Stroke{Kind: Move, To: half(seg.Args[0])})
		case ot.SegmentOpLineTo:
			out = append(out, Stroke{Kind: Straight, To: half(seg.Args[0])})
		case ot.SegmentOpQuadTo:
			out = append(out, Stroke{Kind: Curve, By: half(seg.Args[0]), To: half(seg.Args[1])})
		default: // TrueType has no other; CheckFile refuses the rest
			return nil
		}
	}
	return out
}

// glyphOf names a glyph of a face.
type glyphOf struct {
	face Face
	id   uint16
}

// A sizedGlyph is a glyph of a face in a size.
type sizedGlyph struct {
	glyphOf
	size int
}

// coarse is the least distance of two points of a ring, along both axes together, in thousandths of a point.
const coarse = 1500

// Rings returns the contours of a glyph as rings of few points, from the left end of its own baseline and up: for what is
// drawn beneath the glyph, wider than it. They are shared and must not be changed.
func (fs *Faces) Rings(f Face, id uint16, size int) [][]Point {
	key := sizedGlyph{glyphOf{f, id}, size}
	out, ok := fs.rings.get(key)
	if !ok {
		out = ringsOf(fs.contours(f, id, size, Point{}))
		fs.rings.put(key, out)
	}
	return out
}

func ringsOf(glyph []Stroke) [][]Point {
	var out [][]Point
	var last Point
	for i, s := range glyph {
		ends := i+1 == len(glyph) || glyph[i+1].Kind == Move
		switch {
		case s.Kind == Move:
			out = append(out, []Point{s.To})
		case ends || max(s.To.X-last.X, last.X-s.To.X)+max(s.To.Y-last.Y, last.Y-s.To.Y) >= coarse:
			out[len(out)-1] = append(out[len(out)-1], s.To)
		default:
			continue
		}
		last = s.To
	}
	return out
}

// maxDrawn bounds the glyphs that are remembered, which is more than the letters of a few scripts.
const maxDrawn = 1 << 11

// A glyphCache remembers what glyphs look like, as a wordCache remembers words.
type glyphCache[K comparable, V any] struct {
	mu     sync.RWMutex
	glyphs map[K]V
}

func (c *glyphCache[K, V]) get(g K) (V, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	v, ok := c.glyphs[g]
	return v, ok
}

func (c *glyphCache[K, V]) put(g K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.glyphs == nil || len(c.glyphs) >= maxDrawn {
		c.glyphs = make(map[K]V)
	}
	c.glyphs[g] = v
}
