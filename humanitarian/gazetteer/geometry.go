package gazetteer

import "math"

// A Point is a place on the Earth in degrees: WGS 84, as in GeoJSON.
type Point struct{ Lon, Lat float64 }

// A Ring is a closed line: its last point is its first. It may run either way.
type Ring []Point

// A Polygon is an outline and, behind it, the rings of its holes.
type Polygon []Ring

// A MultiPolygon is the area of a place, in one or several pieces. The zero
// value is no area.
type MultiPolygon []Polygon

// A Rect is a box in degrees, edges included.
type Rect struct{ Min, Max Point }

func (r Rect) contains(p Point) bool {
	return r.Min.Lon <= p.Lon && p.Lon <= r.Max.Lon && r.Min.Lat <= p.Lat && p.Lat <= r.Max.Lat
}

// Union returns the smallest box that holds both.
func (r Rect) Union(s Rect) Rect {
	return Rect{
		Min: Point{min(r.Min.Lon, s.Min.Lon), min(r.Min.Lat, s.Min.Lat)},
		Max: Point{max(r.Max.Lon, s.Max.Lon), max(r.Max.Lat, s.Max.Lat)},
	}
}

// Bounds returns the smallest box around m, and false for no area. An area on
// both sides of the 180th meridian has a box around the whole Earth.
func (m MultiPolygon) Bounds() (Rect, bool) {
	var box Rect
	some := false
	for _, polygon := range m {
		for _, ring := range polygon {
			for _, p := range ring {
				if !some {
					box, some = Rect{p, p}, true
				}
				box = box.Union(Rect{p, p})
			}
		}
	}
	return box, some
}

// Contains reports whether p lies in m and in none of its holes. Of two areas
// that share an edge, a point on it lies in one.
func (m MultiPolygon) Contains(p Point) bool {
	for _, polygon := range m {
		inside := false
		for _, ring := range polygon {
			if ring.crossings(p)%2 == 1 {
				inside = !inside
			}
		}
		if inside {
			return true
		}
	}
	return false
}

// crossings counts the edges that a line from p to the east crosses.
func (r Ring) crossings(p Point) int {
	n := 0
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if (a.Lat > p.Lat) == (b.Lat > p.Lat) {
			continue
		}
		// Computed from the southern end whichever way the edge runs, so that
		// two neighbours agree about a point on their border to the last bit.
		if a.Lat > b.Lat {
			a, b = b, a
		}
		if p.Lon < a.Lon+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon) {
			n++
		}
	}
	return n
}

// earthRadiusKm is the mean radius of the Earth.
const earthRadiusKm = 6371.0088

// AreaKm2 returns the area of m on a sphere, in square kilometres. It differs
// from that on the ellipsoid by less than one per cent.
func (m MultiPolygon) AreaKm2() float64 {
	total := 0.0
	for _, polygon := range m {
		for i, ring := range polygon {
			a := math.Abs(ring.areaKm2())
			if i > 0 {
				a = -a
			}
			total += a
		}
	}
	return max(total, 0)
}

// areaKm2 is positive for a ring that runs counter-clockwise.
func (r Ring) areaKm2() float64 {
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	sum := 0.0
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		sum += rad(b.Lon-a.Lon) * (2 + math.Sin(rad(a.Lat)) + math.Sin(rad(b.Lat)))
	}
	return -sum * earthRadiusKm * earthRadiusKm / 2
}

// Centroid returns the centre of mass of m in degrees, and false for no area.
// It may lie outside m, in a hole or a bay.
func (m MultiPolygon) Centroid() (Point, bool) {
	var lon, lat, area float64
	for _, polygon := range m {
		for i, ring := range polygon {
			x, y, a := ring.moments()
			if (a < 0) != (i > 0) {
				x, y, a = -x, -y, -a
			}
			lon, lat, area = lon+x, lat+y, area+a
		}
	}
	if area <= 0 {
		return Point{}, false
	}
	return Point{lon / area, lat / area}, true
}

// moments returns the area of a ring in square degrees and its first moments.
// They are taken about its first point, where less of them cancels out.
func (r Ring) moments() (lon, lat, area float64) {
	if len(r) == 0 {
		return 0, 0, 0
	}
	o := r[0]
	for i := 1; i < len(r); i++ {
		ax, ay, bx, by := r[i-1].Lon-o.Lon, r[i-1].Lat-o.Lat, r[i].Lon-o.Lon, r[i].Lat-o.Lat
		cross := ax*by - bx*ay
		area += cross / 2
		lon += (ax + bx) * cross / 6
		lat += (ay + by) * cross / 6
	}
	return lon + o.Lon*area, lat + o.Lat*area, area
}
