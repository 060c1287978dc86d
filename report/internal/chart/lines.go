package chart

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// Lines is up to four lines over time, each with its name and last figure at its end. Dashes are approximate stretches, a
// band is what lies between bounds, and a period without data leaves a gap.
type Lines struct {
	Periods []Period
	Series  []Series
	Breaks  []Break            // for all series
	Tick    func(int64) string // words a number of the axis
	Changes *Changes           // a row under the time axis; may be nil
	Height  int                // of the plot; zero is 84 points, less than 20 is 20
	Top     int64              // the axis reaches at least this number
}

// Period is a place on the time axis. At is its position in any unit, such as days; if all are zero the periods are evenly
// spaced.
type Period struct {
	Name string
	At   int64
}

// Series is one line: a value for each period.
type Series struct {
	Name   string
	Values []Value
}

// Layout implements [Chart].
func (c Lines) Layout(width int, m draw.Measurer, st Style) (*Laid, error) {
	p, err := newPen(width, len(c.Periods)*max(1, len(c.Series)), m, st)
	if err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	c.alternative(p)
	if len(c.Periods) > 0 && len(c.Series) > 0 {
		if err := c.draw(p); err != nil {
			return nil, err
		}
	}
	return p.Laid, nil
}

func (c Lines) check() error {
	if c.Tick == nil {
		return fmt.Errorf("chart: lines: %w", ErrTick)
	}
	if len(c.Series) > maxTones {
		return fmt.Errorf("chart: %d lines, at most %d; use small multiples: %w", len(c.Series), maxTones, ErrTooMany)
	}
	for _, s := range c.Series {
		if len(s.Values) != len(c.Periods) {
			return fmt.Errorf("chart: %q has %d values for %d periods: %w", s.Name, len(s.Values), len(c.Periods), ErrShape)
		}
		for _, v := range s.Values {
			if err := checkNamed(s.Name, v); err != nil {
				return err
			}
		}
	}
	if c.Changes != nil && len(c.Changes.Cells) != len(c.Periods) {
		return fmt.Errorf("chart: %d changes for %d periods: %w", len(c.Changes.Cells), len(c.Periods), ErrShape)
	}
	for _, b := range c.Breaks {
		if c.Changes != nil && b.Before >= 1 && b.Before < len(c.Periods) && c.Changes.Cells[b.Before].Direction != Level {
			return fmt.Errorf("chart: %q has an arrow across the break %q: %w", c.Periods[b.Before].Name, b.Label, ErrArrow)
		}
	}
	for i := 1; c.spaced() && i < len(c.Periods); i++ {
		if c.Periods[i].At <= c.Periods[i-1].At {
			return fmt.Errorf("chart: period %q does not come after %q: %w", c.Periods[i].Name, c.Periods[i-1].Name, ErrOrder)
		}
		if d := uint64(c.Periods[i].At) - uint64(c.Periods[0].At); d > maxNumber {
			return fmt.Errorf("chart: period %q: %w", c.Periods[i].Name, ErrTooLarge)
		}
	}
	return checkBreaks(c.Breaks, len(c.Periods))
}

// spaced reports whether the periods say where they lie.
func (c Lines) spaced() bool {
	for _, p := range c.Periods {
		if p.At != 0 {
			return true
		}
	}
	return false
}

func (c Lines) alternative(p *pen) {
	for _, s := range c.Series {
		p.Alt.Head = append(p.Alt.Head, s.Name)
	}
	if c.Changes != nil {
		p.Alt.Head = append(p.Alt.Head, c.Changes.Title)
	}
	for i, d := range c.Periods {
		row := []string{d.Name}
		for _, s := range c.Series {
			row = append(row, s.Values[i].Label)
		}
		if c.Changes != nil {
			row = append(row, c.Changes.Cells[i].Label)
		}
		p.Alt.Rows = append(p.Alt.Rows, row)
	}
	for _, b := range c.Breaks {
		p.Alt.Notes = append(p.Alt.Notes, c.Periods[b.Before].Name+": "+b.Label)
	}
}

func (c Lines) peak() int64 {
	top := c.Top
	for _, s := range c.Series {
		for _, v := range s.Values {
			top = max(top, v.Far())
		}
	}
	return top
}

func (c Lines) withTop(top int64) Chart { c.Top = top; return c }

func (c Lines) draw(p *pen) error {
	height := plotHeightOf(c.Height)
	step, top := ticksFor(c.peak(), height)
	ends, endWidth := c.ends(p)
	left, err := p.axisWidth(step, top, c.Tick)
	if err != nil {
		return err
	}
	pl := plot{draw.Rect{X: left, W: max(p.Width-left-endWidth, 8*pt), H: height}, scale{top, height}}
	xs := c.places(pl.box)
	bx := make([]int, len(c.Breaks))
	for i, b := range c.Breaks {
		bx[i] = (xs[b.Before-1] + xs[b.Before]) / 2
	}
	marks, above := p.breakRows(c.Breaks, bx, pl.box.X, pl.right())
	pl.box.Y = above + c.headroom() + p.st.Note().Leading()/2
	if c.numbered() {
		p.valueAxis(pl, step, c.Tick)
	}
	k := c.gaps(p, pl, xs)
	p.drawBreaks(marks, 0, pl)
	p.line(baseline(), draw.Point{X: pl.box.X, Y: pl.bottom()}, draw.Point{X: pl.right(), Y: pl.bottom()})
	for i := range c.Series {
		c.series(p, pl, xs, i)
	}
	c.under(&k, c.pointLabels(p, pl, xs, marks))
	foot := p.endLabels(ends, pl, xs)
	y := max(foot, pl.bottom()+p.periodNames(xs, c.names(), pl.bottom(), pl.box.X, pl.right()))
	if c.Changes != nil {
		y += p.changeRow(c.Changes, xs, y, pl)
	}
	p.Height = y + p.drawKey(k, y, p.lineSign)
	return nil
}

// headroom is what open ends take above the plot.
func (c Lines) headroom() int {
	for _, s := range c.Series {
		for _, v := range s.Values {
			if v.Open() {
				return fadeLen
			}
		}
	}
	return 0
}

// numbered reports whether there is any number: an axis without one would say something that nobody said.
func (c Lines) numbered() bool {
	for _, s := range c.Series {
		for _, v := range s.Values {
			if v.State == Number {
				return true
			}
		}
	}
	return c.Top > 0
}

func (c Lines) names() []string {
	out := make([]string, len(c.Periods))
	for i, d := range c.Periods {
		out[i] = d.Name
	}
	return out
}

// places returns the abscissa of each period, within box by half a marker.
func (c Lines) places(box draw.Rect) []int {
	xs, n := make([]int, len(c.Periods)), len(c.Periods)
	left, w := box.X+4*pt, box.W-8*pt
	for i := range xs {
		switch {
		case n == 1:
			xs[i] = left + w/2
		case c.spaced():
			first := c.Periods[0].At
			xs[i] = left + int(mulDiv(c.Periods[i].At-first, int64(w), c.Periods[n-1].At-first))
		default:
			xs[i] = left + w*i/(n-1)
		}
	}
	return xs
}

// gaps marks the periods without a number: a hatch over the whole plot where no series has one, otherwise a short one on
// the time axis. It returns the key to all marks.
func (c Lines) gaps(p *pen, pl plot, xs []int) key {
	var k key
	for i := range xs {
		missing := 0
		for _, s := range c.Series {
			v := s.Values[i]
			k.note(v, p.st.Signs)
			if v.State != Number {
				missing++
			}
		}
		if missing == 0 {
			continue
		}
		from, to := pl.box.X, pl.right()
		if i > 0 {
			from = (xs[i-1] + xs[i] + 1) / 2
		}
		if i+1 < len(xs) {
			to = (xs[i] + xs[i+1]) / 2
		}
		c.gap(p, pl, i, draw.Rect{X: from, Y: pl.box.Y, W: to - from, H: pl.box.H}, missing == len(c.Series))
	}
	return k
}

// gap draws what stands for the missing numbers of one period. Each state is drawn once, at its place beside the others.
func (c Lines) gap(p *pen, pl plot, i int, box draw.Rect, all bool) {
	var seen [Withheld + 1]bool
	for _, s := range c.Series {
		seen[s.Values[i].State] = true
	}
	if !all {
		box.Y, box.H = pl.bottom()-6*pt, 6*pt
	}
	if seen[NoData] {
		p.rect(box, draw.Paint{Hatch: NoDataHatch()})
	}
	if seen[Withheld] {
		p.rect(box.Inset(400), draw.Paint{Stroke: draw.Stroke{Ink: draw.RGB(greyLine), Width: 750}})
	}
	if seen[Unquantified] {
		p.diamond(draw.Point{X: box.X + box.W/2, Y: pl.bottom() - 5*pt})
	}
}
