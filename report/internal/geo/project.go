package geo

import (
	"math"
	"math/bits"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// A projection maps ten-millionths of a degree onto the box.
type projection struct {
	west, north int64
	wrap        bool  // western longitudes count on from 180 degrees, for countries across the date line
	cosine      int64 // of the middle latitude, in millionths
	num, den    int64 // thousandths of a point per projected unit
	left, top   int   // where the north-western corner lies in the box
}

// extent is a box in ten-millionths of a degree.
type extent struct{ west, east, south, north int64 }

func (e *extent) add(lon, lat int64) {
	e.west, e.east = min(e.west, lon), max(e.east, lon)
	e.south, e.north = min(e.south, lat), max(e.north, lat)
}

func noExtent() extent {
	return extent{math.MaxInt64, math.MinInt64, math.MaxInt64, math.MinInt64}
}

func eastward(lon int64, wrap bool) int64 {
	if wrap && lon < 0 {
		return lon + 360*degree
	}
	return lon
}

// fit returns the projection that fits all rings into a box of the page, centred within a margin, and the height it needs.
func fit(areas [][][]microPoint, width, height, margin int) (projection, int) {
	plain, wrapped := noExtent(), noExtent()
	for _, rings := range areas {
		for _, r := range rings {
			for _, p := range r {
				plain.add(p.lon, p.lat)
				wrapped.add(eastward(p.lon, true), p.lat)
			}
		}
	}
	e, pr := plain, projection{}
	if wrapped.east-wrapped.west < plain.east-plain.west {
		e, pr.wrap = wrapped, true
	}
	mid := float64(e.north+e.south) / (2 * degree)
	pr.west, pr.north = e.west, e.north
	// To millionths, so that machines whose cosines differ in the last bit agree.
	pr.cosine = max(1, int64(math.Round(math.Cos(mid*math.Pi/180)*1e6)))
	ex, ey := max(1, (e.east-e.west)*pr.cosine/1e6), max(1, e.north-e.south)
	w, h := int64(width-2*margin), int64(height-2*margin)
	if ex*h > ey*w { // at most 7.2e9 * 2e7
		pr.num, pr.den = w, ex
	} else {
		pr.num, pr.den = h, ey
	}
	drawnW, drawnH := int(mulDiv(ex, pr.num, pr.den)), int(mulDiv(ey, pr.num, pr.den))
	pr.left, pr.top = (width-drawnW)/2, margin
	return pr, drawnH + 2*margin
}

// place projects p.
func (pr projection) place(p microPoint) draw.Point {
	x := (eastward(p.lon, pr.wrap) - pr.west) * pr.cosine / 1e6
	y := pr.north - p.lat
	return draw.Point{X: pr.left + far(mulDiv(x, pr.num, pr.den)), Y: pr.top + far(mulDiv(y, pr.num, pr.den))}
}

// far keeps what lies very far outside the box from overflowing later.
func far(n int64) int { return int(max(-farthest, min(n, farthest))) }

const farthest = 1 << 28

// perKilometres returns the length of km on the map: a degree of latitude is 111.195 km on a sphere of 6,371 km.
func (pr projection) perKilometres(km int64) int {
	return int(mulDiv(km*89_932, pr.num, pr.den))
}

// mulDiv returns a*b/c rounded to the nearest, away from zero. b and c are positive; the result must fit.
func mulDiv(a, b, c int64) int64 {
	if a < 0 {
		return -mulDiv(-a, b, c)
	}
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	lo, carry := bits.Add64(lo, uint64(c)/2, 0)
	q, _ := bits.Div64(hi+carry, lo, uint64(c))
	return int64(q)
}

// projectRing projects a ring and drops points that fall on the one before.
func (pr projection) projectRing(ring []microPoint) []draw.Point {
	out := make([]draw.Point, 0, len(ring))
	for _, p := range ring {
		if q := pr.place(p); len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	for len(out) > 1 && out[0] == out[len(out)-1] {
		out = out[:len(out)-1]
	}
	return out
}
