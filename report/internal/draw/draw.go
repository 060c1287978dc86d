package draw

// Point is a place.
type Point struct{ X, Y int }

// Add returns p moved by d.
func (p Point) Add(d Point) Point { return Point{p.X + d.X, p.Y + d.Y} }

// Rect is an upright rectangle: its top left corner and its size.
type Rect struct{ X, Y, W, H int }

// Add returns r moved by d.
func (r Rect) Add(d Point) Rect { return Rect{r.X + d.X, r.Y + d.Y, r.W, r.H} }

// Overlaps reports whether r and s share more than an edge.
func (r Rect) Overlaps(s Rect) bool {
	return r.X < s.X+s.W && s.X < r.X+r.W && r.Y < s.Y+s.H && s.Y < r.Y+r.H
}

// Holds reports whether s lies within r, edges included.
func (r Rect) Holds(s Rect) bool {
	return r.X <= s.X && r.Y <= s.Y && s.X+s.W <= r.X+r.W && s.Y+s.H <= r.Y+r.H
}

// Inset returns r made smaller by d on each side; a negative d makes it larger.
func (r Rect) Inset(d int) Rect { return Rect{r.X + d, r.Y + d, r.W - 2*d, r.H - 2*d} }

// Ring returns the corners of r, clockwise.
func (r Rect) Ring() []Point {
	return []Point{{r.X, r.Y}, {r.X + r.W, r.Y}, {r.X + r.W, r.Y + r.H}, {r.X, r.Y + r.H}}
}

// Ink is a colour or nothing. The zero value draws nothing; see [RGB].
type Ink uint32

const inked Ink = 1 << 24

// RGB returns the ink of a colour written 0xRRGGBB.
func RGB(colour uint32) Ink { return Ink(colour&0xFFFFFF) | inked }

// IsZero reports whether i draws nothing.
func (i Ink) IsZero() bool { return i == 0 }

// RGB returns the colour as 0xRRGGBB; nothing is black.
func (i Ink) RGB() uint32 { return uint32(i) & 0xFFFFFF }

// Mix returns the ink that lies percent of the way from i to other.
func (i Ink) Mix(other Ink, percent int) Ink {
	a, b, out := i.RGB(), other.RGB(), uint32(0)
	for shift := 16; shift >= 0; shift -= 8 {
		from, to := int(a>>shift&255), int(b>>shift&255)
		out |= uint32((from*(100-percent)+to*percent+50)/100) << shift
	}
	return RGB(out)
}

// Luma returns how light the ink prints in greyscale, from 0 (black) to 255 (white), by the weights of ITU-R BT.601.
func (i Ink) Luma() int {
	c := i.RGB()
	return int(299*(c>>16&255)+587*(c>>8&255)+114*(c&255)) / 1000
}

// Stroke is how a line looks. A zero ink or width draws no line. On and Off are the lengths of dashes and gaps; a zero On
// is a solid line.
type Stroke struct {
	Ink     Ink
	Width   int
	On, Off int
}

// IsZero reports whether s draws nothing.
func (s Stroke) IsZero() bool { return s.Ink.IsZero() || s.Width <= 0 }

// Hatch is a pattern of parallel diagonal lines. They lie on a grid of the canvas, so that neighbouring shapes with the
// same hatch match. Pitch is the distance between two lines along the x axis.
type Hatch struct {
	Ink          Ink
	Pitch, Width int
	Falling      bool // from top left to bottom right; otherwise rising
}

// IsZero reports whether h draws nothing.
func (h Hatch) IsZero() bool { return h.Ink.IsZero() || h.Pitch <= 0 || h.Width <= 0 }

// Paint is how a closed shape looks: first its inside, then the hatch over it, then its outline.
type Paint struct {
	Fill   Ink
	Hatch  Hatch
	Stroke Stroke
}

// Face is a typeface. The zero value is Regular.
type Face uint8

// The faces a page offers. Letters that a face lacks come from the page's fallbacks.
const (
	Regular Face = iota
	Bold
	Italic
	Condensed
	CondensedBold
)

var faceNames = [...]string{"regular", "bold", "italic", "condensed", "condensed-bold"}

// String returns the name of f, such as condensed-bold.
func (f Face) String() string {
	if int(f) >= len(faceNames) {
		return "unknown"
	}
	return faceNames[f]
}

// TextStyle is how a text is set. Size is the em. RTL is the base direction of the text, not its place. A Halo is an
// outline beneath the letters, about 0.15 em to each side, that lifts a label off what it lies on; a backend must not let it
// reach the text layer, where the label would be found twice.
type TextStyle struct {
	Face Face
	Size int
	Ink  Ink
	Halo Ink
	RTL  bool
}

// Leading returns the usual distance from line to line.
func (s TextStyle) Leading() int { return s.Size * 13 / 10 }

// CapHeight returns the height of capitals and digits, by which labels are centred.
func (s TextStyle) CapHeight() int { return s.Size * 71 / 100 }

// Box returns the room that a line of the given width takes at a baseline point, descenders included.
func (s TextStyle) Box(at Point, a Anchor, width int) Rect {
	return Rect{at.X - a.shift(width), at.Y - s.Size*95/100, width, s.Size * 120 / 100}
}

// Anchor says which end of a text is at its point. It is about the page, not about the direction of the text.
type Anchor uint8

// The anchors. The zero value is Left.
const (
	Left   Anchor = iota // the point is the left end
	Middle               // the point is the middle
	Right                // the point is the right end
)

func (a Anchor) shift(width int) int { return width * int(a) / 2 }

// String returns left, middle or right.
func (a Anchor) String() string { return [...]string{"left", "middle", "right"}[min(a, Right)] }

// Flip returns the anchor seen in a mirror.
func (a Anchor) Flip() Anchor { return Right - min(a, Right) }

// A Canvas takes marks, later ones over earlier ones. It must neither keep nor change the slices it is given.
type Canvas interface {
	// Rect draws a rectangle.
	Rect(r Rect, p Paint)
	// Path draws a shape of closed rings. A ring inside another is a hole (even-odd). The last point of a ring is joined
	// to its first.
	Path(rings [][]Point, p Paint)
	// Polyline strokes an open line.
	Polyline(points []Point, s Stroke)
	// Circle draws a circle.
	Circle(centre Point, radius int, p Paint)
	// Text draws one line of text with its baseline at at.Y. It is never wrapped or shortened.
	Text(at Point, a Anchor, s TextStyle, text string)
	// Clip confines what follows to r, within earlier clips, until the matching Unclip.
	Clip(r Rect)
	// Unclip ends the innermost clip.
	Unclip()
}

// A Measurer tells the width of a line of text. The same text and style must always have the same width.
type Measurer interface {
	Width(text string, s TextStyle) int
}
