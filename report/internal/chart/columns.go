package chart

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// Columns is an upright bar for each period. Where all labels fit they stand on the columns; otherwise an axis takes their
// place, and the figures are in the alternative alone.
type Columns struct {
	Periods []Bar // in time order; a period nobody reported on is NoData, not left out
	Breaks  []Break
	Tick    func(int64) string // words a number of the axis
	Height  int                // of the plot; zero is 84 points, less than 20 is 20
	Top     int64              // the axis reaches at least this number
}

// Layout implements [Chart].
func (c Columns) Layout(width int, m draw.Measurer, st Style) (*Laid, error) {
	p, err := newPen(width, len(c.Periods), m, st)
	if err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	for _, r := range c.Periods {
		p.Alt.Rows = append(p.Alt.Rows, []string{r.Name, r.Value.Label})
	}
	for _, b := range c.Breaks {
		p.Alt.Notes = append(p.Alt.Notes, c.Periods[b.Before].Name+": "+b.Label)
	}
	if len(c.Periods) > 0 {
		if err := c.draw(p); err != nil {
			return nil, err
		}
	}
	return p.Laid, nil
}

func (c Columns) check() error {
	if c.Tick == nil {
		return fmt.Errorf("chart: columns: %w", ErrTick)
	}
	for _, r := range c.Periods {
		if err := checkNamed(r.Name, r.Value); err != nil {
			return err
		}
	}
	return checkBreaks(c.Breaks, len(c.Periods))
}

func (c Columns) peak() int64 { return max(c.Top, peakOf(c.Periods)) }

func (c Columns) withTop(top int64) Chart { c.Top = top; return c }

// A row of slots, one for each period, shares the plot.
type slots struct {
	plot
	n int
}

func (s slots) left(i int) int   { return s.box.X + s.box.W*i/s.n }
func (s slots) middle(i int) int { return (s.left(i) + s.left(i+1)) / 2 }
func (s slots) thick() int       { return min(s.box.W/s.n*64/100, 40*pt) }

func (s slots) track(i int) track {
	return track{draw.Point{X: s.middle(i) - s.thick()/2, Y: s.bottom()}, upward, s.thick()}
}

// middles returns the middle of every slot.
func (s slots) middles() []int {
	xs := make([]int, s.n)
	for i := range xs {
		xs[i] = s.middle(i)
	}
	return xs
}

func (c Columns) draw(p *pen) error {
	height := plotHeightOf(c.Height)
	step, top := ticksFor(c.peak(), height)
	s := slots{plot{draw.Rect{W: p.Width, H: height}, scale{top, height}}, len(c.Periods)}
	face, direct := c.labelFace(p, s)
	if !direct {
		axis, err := p.axisWidth(step, top, c.Tick)
		if err != nil {
			return err
		}
		s.box.X, s.box.W = axis, s.box.W-axis
	}
	xs := make([]int, len(c.Breaks))
	for i, b := range c.Breaks {
		xs[i] = s.left(b.Before)
	}
	marks, above := p.breakRows(c.Breaks, xs, s.box.X, s.right())
	s.box.Y = above + headroom(c.Periods)
	if direct {
		s.box.Y += labelGap + p.st.Label().Leading()
	} else {
		s.box.Y += p.st.Note().Leading() / 2
		p.valueAxis(s.plot, step, c.Tick)
	}
	p.drawBreaks(marks, 0, s.plot)
	var k key
	for i, r := range c.Periods {
		p.column(s, i, r.Value, face, direct)
		if !direct {
			k.note(r.Value, p.st.Signs)
		}
	}
	p.line(baseline(), draw.Point{X: s.box.X, Y: s.bottom()}, draw.Point{X: s.right(), Y: s.bottom()})
	y := s.bottom() + p.periodNames(s.middles(), barNames(c.Periods), s.bottom(), s.box.X, s.right())
	p.Height = y + p.drawKey(k, y, p.barSign)
	return nil
}

func barNames(bars []Bar) []string {
	out := make([]string, len(bars))
	for i, b := range bars {
		out[i] = b.Name
	}
	return out
}

// labelFace returns the face in which every label fits its slot, and whether there is one.
func (c Columns) labelFace(p *pen, s slots) (draw.TextStyle, bool) {
	style := p.st.Label()
	for _, f := range [...]draw.Face{draw.Regular, draw.Condensed} {
		style.Face = f
		if p.widest(style, labels(c.Periods)...) <= s.box.W/s.n-3*pt {
			return style, true
		}
	}
	return style, false
}

func labels(bars []Bar) []string {
	out := make([]string, len(bars))
	for i, b := range bars {
		out[i] = b.Value.Label
	}
	return out
}

func (p *pen) column(s slots, i int, v Value, style draw.TextStyle, label bool) {
	t := s.track(i)
	end := extent(v, s.scale)
	if v.State == NoData && !label { // nothing else would show that it is no short column
		end = s.box.H
		p.rect(t.span(0, end), draw.Paint{Hatch: NoDataHatch()})
	} else {
		p.mark(t, v, s.scale, p.st.tone(0))
	}
	if label {
		if v.State != Number {
			style.Ink = draw.RGB(greyNote)
		}
		p.text(t.at(end+labelGap, t.thick/2), draw.Middle, style, v.Label)
	}
}
