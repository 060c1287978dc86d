package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// mend closes open rings, leaves broken ones out, and says so. A polygon
// whose outline is broken goes with its holes. So does a hole outside its
// outline, where it would be taken for a piece of the place.
func (f *findings) mend(at humanitarian.Position, label string, polygons []Polygon) MultiPolygon {
	var out MultiPolygon
	for i, polygon := range polygons {
		var kept Polygon
		tests := maxHoleTests
		for j, ring := range polygon {
			ring, fault, use := checkRing(ring)
			if use && j > 0 && ring.outside(kept[0], &tests) {
				fault, use = "ring_outside", false
			}
			if fault != "" {
				f.warn(at, fault, label, strconv.Itoa(i+1), strconv.Itoa(j+1))
			}
			if use {
				kept = append(kept, ring)
			} else if j == 0 {
				break
			}
		}
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	return out
}

// checkRing returns the ring closed, the code of a finding, and whether the
// ring can be used.
func checkRing(r Ring) (Ring, string, bool) {
	if !onEarth(r) {
		if onEarth(swapped(r)) {
			return nil, "ring_swapped", false
		}
		return nil, "ring_off_earth", false
	}
	fault := ""
	if len(r) > 2 && r[0] != r[len(r)-1] {
		r = append(r, r[0])
		fault = "ring_open"
	}
	if len(r) < 4 {
		return nil, "ring_short", false
	}
	if _, _, area := r.moments(); area == 0 {
		return nil, "ring_flat", false
	}
	if fault == "" && r.crossesItself() {
		fault = "ring_crosses"
	}
	return r, fault, true
}

// maxHoleTests is how many points of holes are looked for in one outline, so
// that a hostile polygon cannot take quadratic time. Holes beyond that are
// taken to lie inside; a good one needs one or two.
const maxHoleTests = 500

// outside reports whether a hole has no point in its outline, by up to eight
// of its points and the middles of the edges behind them. A hole that touches
// the outline, or crosses it, is not outside.
func (r Ring) outside(outline Ring, tests *int) bool {
	step := (len(r) + 6) / 8 // rounded up, of len(r)-1 edges
	for i := 0; i+1 < len(r); i += step {
		middle := Point{Lon: (r[i].Lon + r[i+1].Lon) / 2, Lat: (r[i].Lat + r[i+1].Lat) / 2}
		for _, p := range [...]Point{r[i], middle} {
			if *tests--; *tests < 0 || outline.crossings(p)%2 == 1 {
				return false
			}
		}
	}
	return true
}

func onEarth(points []Point) bool {
	for _, p := range points {
		if !(math.Abs(p.Lon) <= 180 && math.Abs(p.Lat) <= 90) {
			return false
		}
	}
	return true
}

// swapped returns r with longitudes and latitudes exchanged.
func swapped(r Ring) Ring {
	out := make(Ring, len(r))
	for i, p := range r {
		out[i] = Point{Lon: p.Lat, Lat: p.Lon}
	}
	return out
}

// crossesItself reports whether two edges of r cross. Edges are compared only
// where their longitudes overlap, and no more than a fixed number of pairs for
// each edge on average, so that a hostile ring cannot take quadratic time; a
// crossing beyond that goes unreported.
func (r Ring) crossesItself() bool {
	west := func(i int32) float64 { return min(r[i].Lon, r[i+1].Lon) }
	east := func(i int32) float64 { return max(r[i].Lon, r[i+1].Lon) }
	edges := make([]int32, len(r)-1) // by their first points, from west to east
	for i := range edges {
		edges[i] = int32(i)
	}
	slices.SortFunc(edges, func(i, j int32) int { return cmp.Compare(west(i), west(j)) })
	budget := 200 * len(edges)
	var open []int32
	for _, i := range edges {
		open = slices.DeleteFunc(open, func(j int32) bool { return east(j) < west(i) })
		for _, j := range open {
			if cross(r[i], r[i+1], r[j], r[j+1]) {
				return true
			}
		}
		if budget -= len(open); budget < 0 {
			return false
		}
		open = append(open, i)
	}
	return false
}

// cross reports whether the edges ab and cd cross, each ending on either side
// of the other. Touching is not crossing.
func cross(a, b, c, d Point) bool {
	side := func(p, q, r Point) float64 {
		return (q.Lon-p.Lon)*(r.Lat-p.Lat) - (q.Lat-p.Lat)*(r.Lon-p.Lon)
	}
	apart := func(x, y float64) bool { return x < 0 && y > 0 || x > 0 && y < 0 }
	return apart(side(a, b, c), side(a, b, d)) && apart(side(c, d, a), side(c, d, b))
}
