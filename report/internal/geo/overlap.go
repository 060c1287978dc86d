package geo

import "github.com/humanitarian-sitrep/sitrep/report/internal/draw"

// holds reports whether a box lies wholly inside rings: its corners do, and no border passes through it.
func holds(rings [][]draw.Point, box draw.Rect) bool {
	for _, p := range box.Ring() {
		if !inside(rings, p) {
			return false
		}
	}
	return !bordered(rings, box)
}

// bordered reports whether a side of rings passes through a box.
func bordered(rings [][]draw.Point, box draw.Rect) bool {
	for _, r := range rings {
		for i, b := range r {
			if crosses(box, r[(i+len(r)-1)%len(r)], b) {
				return true
			}
		}
	}
	return false
}

// touches reports whether a circle reaches into a box.
func touches(box draw.Rect, c draw.Point, radius int) bool {
	dx := c.X - max(box.X, min(c.X, box.X+box.W))
	dy := c.Y - max(box.Y, min(c.Y, box.Y+box.H))
	return dx*dx+dy*dy < radius*radius
}

// crosses reports whether the segment from a to b passes through the inside of a box.
func crosses(box draw.Rect, a, b draw.Point) bool {
	left, top, right, bottom := box.X, box.Y, box.X+box.W, box.Y+box.H
	switch {
	case max(a.X, b.X) <= left, min(a.X, b.X) >= right, max(a.Y, b.Y) <= top, min(a.Y, b.Y) >= bottom:
		return false
	case a.X > left && a.X < right && a.Y > top && a.Y < bottom, b.X > left && b.X < right && b.Y > top && b.Y < bottom:
		return true
	}
	// The line passes through if corners lie on both sides of it.
	over, under := false, false
	for _, c := range box.Ring() {
		side := (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
		over, under = over || side > 0, under || side < 0
	}
	return over && under
}
