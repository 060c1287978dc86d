package pdf

import "github.com/humanitarian-sitrep/sitrep/report/internal/shape"

// outline fills the contours of one glyph, whose points are places on the page. Overlapping contours are one.
func (c *canvas) outline(strokes []shape.Stroke) {
	if len(strokes) == 0 || !c.ready() {
		return
	}
	c.applyFill(c.want.fill)
	at := shape.Point{}
	for _, s := range strokes {
		switch s.Kind {
		case shape.Move:
			c.num(s.To.X, c.up(s.To.Y))
			c.op("m")
		case shape.Straight:
			c.num(s.To.X, c.up(s.To.Y))
			c.op("l")
		case shape.Curve: // PDF's curves have two control points
			c.num(at.X+(s.By.X-at.X)*2/3, c.up(at.Y+(s.By.Y-at.Y)*2/3), s.To.X+(s.By.X-s.To.X)*2/3,
				c.up(s.To.Y+(s.By.Y-s.To.Y)*2/3), s.To.X, c.up(s.To.Y))
			c.op("c")
		}
		at = s.To
	}
	c.op("f")
	c.flush()
}
