package geo

import (
	"errors"
	"fmt"
	"math"
)

// Point is a place in degrees, WGS 84.
type Point struct{ Lon, Lat float64 }

// Shape is an area with the identifier by which figures find it, such as a P-code. The order, direction and closing points
// of its rings do not matter.
type Shape struct {
	ID    string
	Rings [][]Point
}

// Line is a border that is drawn over the areas: dashed if disputed.
type Line struct {
	Points   []Point
	Disputed bool
}

// Fault says what is wrong with a ring.
type Fault uint8

// The faults. All but Enlarged and Repeated mean that something was left out.
const (
	BadCoordinate Fault = iota // not a number, or no place on earth
	TooFewPoints               // fewer than three different points
	NoArea                     // all points on one straight line
	NoRings                    // nothing of the shape is left
	Enlarged                   // too small to be seen; a mark stands for it
	Repeated                   // the identifier came before; the rings are drawn as one area
)

var faultWords = [...]string{
	"a coordinate is not a number or lies outside the earth; the ring was left out",
	"fewer than three different points; the ring was left out",
	"all points lie on one line; the ring was left out",
	"the shape has no ring that can be drawn; it was left out",
	"too small for this map; a mark stands for it",
	"the identifier occurs more than once; the shapes were drawn as one",
}

// String says the fault in English.
func (f Fault) String() string {
	if int(f) >= len(faultWords) {
		return fmt.Sprintf("Fault(%d)", uint8(f))
	}
	return faultWords[f]
}

// Problem is a fault and where it is. Ring counts from 0 within the shape as given; it is -1 where the whole shape is
// meant. Lines have the identifier "" and count as rings of one shape.
type Problem struct {
	ID    string
	Ring  int
	Fault Fault
}

// String says the problem in English.
func (p Problem) String() string {
	if p.Ring < 0 {
		return fmt.Sprintf("%q: %s", p.ID, p.Fault)
	}
	return fmt.Sprintf("%q, ring %d: %s", p.ID, p.Ring+1, p.Fault)
}

// Errors that [Prepare] and [Map.Layout] wrap.
var (
	ErrTooManyPoints = errors.New("too many points; simplify the boundaries before use")
	ErrNoShapes      = errors.New("no boundary can be drawn")
	ErrBox           = errors.New("the box of the map is too small or too large")
	ErrGround        = errors.New("the map has no prepared boundaries")
	ErrDisclaimer    = errors.New("a map needs a disclaimer on its boundaries and names, in the language of the page")
	ErrClasses       = errors.New("the classes must rise, and the last must reach the largest value")
)

// microPoint is a place in ten-millionths of a degree.
type microPoint struct{ lon, lat int64 }

const degree = 10_000_000

// micro rounds p, and reports whether it is a place. Longitudes to 360 are taken, since some files count from Greenwich
// eastwards.
func micro(p Point) (microPoint, bool) {
	if !(p.Lon >= -180 && p.Lon <= 360 && math.Abs(p.Lat) <= 90) { // false for NaN too
		return microPoint{}, false
	}
	m := microPoint{int64(math.Round(p.Lon * degree)), int64(math.Round(p.Lat * degree))}
	if m.lon > 180*degree {
		m.lon -= 360 * degree
	}
	return m, true
}

// cleanRing rounds a ring and drops points that repeat the one before.
func cleanRing(ring []Point) ([]microPoint, Fault, bool) {
	out := make([]microPoint, 0, len(ring))
	for _, p := range ring {
		q, ok := micro(p)
		if !ok {
			return nil, BadCoordinate, false
		}
		if len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	for len(out) > 1 && out[0] == out[len(out)-1] {
		out = out[:len(out)-1]
	}
	if len(out) < 3 {
		return nil, TooFewPoints, false
	}
	if straight(out) {
		return nil, NoArea, false
	}
	return out, 0, true
}

// straight reports whether all points of a ring lie on one line.
func straight(ring []microPoint) bool {
	dx, dy := ring[1].lon-ring[0].lon, ring[1].lat-ring[0].lat
	for _, p := range ring[2:] {
		if dx*(p.lat-ring[0].lat) != dy*(p.lon-ring[0].lon) { // each at most 3.6e9 * 1.8e9
			return false
		}
	}
	return true
}
