package gazetteer

import (
	"errors"
	"strconv"
	"strings"
)

// coordinates reads the nested arrays of numbers of a geometry, of whatever
// depth: 2 for a line, 3 for a polygon, 4 for several. The JSON decoder has
// seen to it that the text is JSON; what does not make points is only marked,
// so that the next feature can still be read.
type coordinates struct {
	limit    int // of points
	points   int
	tooMany  bool
	depth    int
	polygons []Polygon
	bad      bool // something else than points of two to four numbers

	s string // what is left to read
}

// errPoints and errShape stop the reading of one geometry.
var (
	errPoints = errors.New("too many points")
	errShape  = errors.New("not points of two to four numbers")
)

// UnmarshalJSON reads coordinates. It returns no error: see the type.
func (c *coordinates) UnmarshalJSON(b []byte) error {
	c.s = string(b)
	for c.depth = 0; c.next('['); {
		c.depth++
	}
	c.s = string(b)
	var err error
	switch c.depth {
	case 2:
		var ring Ring
		ring, err = c.ring()
		c.polygons = []Polygon{{ring}}
	case 3:
		var polygon Polygon
		polygon, err = c.polygon()
		c.polygons = []Polygon{polygon}
	case 4:
		err = c.list(func() error {
			polygon, err := c.polygon()
			c.polygons = append(c.polygons, polygon)
			return err
		})
	default: // a point, null, or nothing that this package reads
	}
	c.s = ""
	if err != nil {
		c.polygons, c.bad, c.tooMany = nil, true, errors.Is(err, errPoints)
	}
	return nil
}

func (c *coordinates) polygon() (p Polygon, err error) {
	err = c.list(func() error {
		ring, err := c.ring()
		p = append(p, ring)
		return err
	})
	return p, err
}

func (c *coordinates) ring() (r Ring, err error) {
	err = c.list(func() error {
		p, err := c.point()
		r = append(r, p)
		return err
	})
	return r, err
}

// point reads longitude and latitude. A height behind them is left out.
func (c *coordinates) point() (Point, error) {
	if c.points++; c.points > c.limit {
		return Point{}, errPoints
	}
	var x [2]float64
	n := 0
	err := c.list(func() error {
		v, err := c.number()
		if n < len(x) {
			x[n] = v
		}
		n++
		return err
	})
	if err == nil && (n < 2 || n > 4) {
		err = errShape
	}
	return Point{Lon: x[0], Lat: x[1]}, err
}

// number reads a number. One beyond what a float64 holds is infinite, and so
// off the Earth.
func (c *coordinates) number() (float64, error) {
	end := strings.IndexAny(c.s, ",] \t\r\n")
	if end <= 0 {
		return 0, errShape
	}
	v, err := strconv.ParseFloat(c.s[:end], 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, errShape
	}
	c.s = c.s[end:]
	return v, nil
}

// list reads an array and calls item at each of its members.
func (c *coordinates) list(item func() error) error {
	if !c.next('[') {
		return errShape
	}
	if c.next(']') {
		return nil
	}
	for {
		c.space()
		if err := item(); err != nil {
			return err
		}
		if c.next(']') {
			return nil
		}
		if !c.next(',') {
			return errShape
		}
	}
}

func (c *coordinates) next(b byte) bool {
	c.space()
	if c.s == "" || c.s[0] != b {
		return false
	}
	c.s = c.s[1:]
	return true
}

func (c *coordinates) space() { c.s = strings.TrimLeft(c.s, " \t\r\n") }
