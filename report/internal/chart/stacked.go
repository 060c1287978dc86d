package chart

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// Stacked is an upright bar for each period, made of at most three parts whose names stand beside the last one. Parts are
// drawn as far as they are vouched for, or to their best value in light; what may be on top of all of them is light, and a
// part without a number is a hatched cap, so that the column is not taken for complete. Whether the parts may be added at all is for the caller to
// know.
type Stacked struct {
	Parts   []string // names, lowest part first
	Periods []Stack  // in time order
	Breaks  []Break
	Tick    func(int64) string // words a number of the axis
	Height  int                // of the plot; zero is 84 points, less than 20 is 20
}

// Stack is one column of [Stacked]: a value for each part. Total is the words of the whole and may be empty. Where every
// column has one that fits, totals stand on the columns; otherwise an axis takes their place.
type Stack struct {
	Name   string
	Values []Value
	Total  string
}

const maxParts = 3

// Layout implements [Chart].
func (c Stacked) Layout(width int, m draw.Measurer, st Style) (*Laid, error) {
	p, err := newPen(width, len(c.Periods)*max(1, len(c.Parts)), m, st)
	if err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	c.alternative(p)
	if len(c.Periods) > 0 && len(c.Parts) > 0 {
		if err := c.draw(p); err != nil {
			return nil, err
		}
	}
	return p.Laid, nil
}

func (c Stacked) check() error {
	if c.Tick == nil {
		return fmt.Errorf("chart: stacked columns: %w", ErrTick)
	}
	if len(c.Parts) > maxParts {
		return fmt.Errorf("chart: columns of %d parts, at most %d: %w", len(c.Parts), maxParts, ErrTooMany)
	}
	for _, s := range c.Periods {
		if len(s.Values) != len(c.Parts) {
			return fmt.Errorf("chart: %q has %d values for %d parts: %w", s.Name, len(s.Values), len(c.Parts), ErrShape)
		}
		for i, v := range s.Values {
			if err := checkNamed(s.Name+", "+c.Parts[i], v); err != nil {
				return err
			}
		}
	}
	return checkBreaks(c.Breaks, len(c.Periods))
}

func (c Stacked) alternative(p *pen) {
	p.Alt.Head = append(p.Alt.Head, c.Parts...)
	for _, s := range c.Periods {
		row := []string{s.Name}
		for _, v := range s.Values {
			row = append(row, v.Label)
		}
		if s.Total != "" {
			row = append(row, s.Total)
		}
		p.Alt.Rows = append(p.Alt.Rows, row)
	}
	for _, b := range c.Breaks {
		p.Alt.Notes = append(p.Alt.Notes, c.Periods[b.Before].Name+": "+b.Label)
	}
}

// height returns how high a stack is: its parts as far as they are vouched for, and as far as they may reach.
func (s Stack) height() (solid, far int64, open, missing bool) {
	for _, v := range s.Values {
		solid += partOf(v)
		far += v.Far()
		open = open || v.Open()
		missing = missing || v.State != Number
	}
	return solid, far, open, missing
}

// partOf returns how high a part is drawn: what is vouched for, or the best value of an approximate number.
func partOf(v Value) int64 {
	if v.Low.OK {
		return v.Low.N
	}
	return v.Far()
}

func (c Stacked) draw(p *pen) error {
	height := plotHeightOf(c.Height)
	peak := int64(0)
	for _, s := range c.Periods {
		_, far, _, _ := s.height()
		peak = max(peak, far)
	}
	step, top := ticksFor(peak, height)
	names, room := c.partNames(p)
	s := slots{plot{draw.Rect{W: p.Width - room, H: height}, scale{top, height}}, len(c.Periods)}
	totals := c.totalsFit(p, s)
	if !totals {
		axis, err := p.axisWidth(step, top, c.Tick)
		if err != nil {
			return err
		}
		s.box.X, s.box.W = axis, max(s.box.W-axis, 8*pt)
	}
	xs := make([]int, len(c.Breaks))
	for i, b := range c.Breaks {
		xs[i] = s.left(b.Before)
	}
	marks, above := p.breakRows(c.Breaks, xs, s.box.X, s.right())
	s.box.Y = above + stub + labelGap
	if !totals {
		p.valueAxis(s.plot, step, c.Tick)
	}
	p.drawBreaks(marks, 0, s.plot)
	var k key
	for i, d := range c.Periods {
		end := p.stack(s, i, d)
		for _, v := range d.Values {
			k.note(v, p.st.Signs)
		}
		if totals {
			p.text(s.track(i).at(end+labelGap, s.thick()/2), draw.Middle, p.st.Label(), d.Total)
		}
	}
	p.line(baseline(), draw.Point{X: s.box.X, Y: s.bottom()}, draw.Point{X: s.right(), Y: s.bottom()})
	foot := c.drawParts(p, s, names)
	bars := make([]string, len(c.Periods))
	for i, d := range c.Periods {
		bars[i] = d.Name
	}
	y := max(foot, s.bottom()+p.periodNames(s.middles(), bars, s.bottom(), s.box.X, s.right()))
	p.Height = y + p.drawKey(k, y, p.stackSign)
	return nil
}

// totalsFit reports whether every column has a total, and room for it.
func (c Stacked) totalsFit(p *pen, s slots) bool {
	for _, d := range c.Periods {
		if d.Total == "" || p.m.Width(d.Total, p.st.Label()) > s.box.W/s.n-2*pt {
			return false
		}
	}
	return true
}

// stack draws one column and returns how high its marks reach.
func (p *pen) stack(s slots, i int, d Stack) int {
	t, at := s.track(i), int64(0)
	for k, v := range d.Values {
		n := partOf(v)
		p.part(t, s.scale.of(at), s.scale.of(at+n), v, p.st.tone(k))
		at += n
	}
	solid, far, open, missing := d.height()
	end := s.scale.of(far)
	p.rest(t, s.scale.of(solid), end, open && !missing)
	switch {
	case missing:
		p.rect(t.span(end+1*pt, end+1*pt+stub/2), draw.Paint{Hatch: NoDataHatch()})
		return end + 1*pt + stub/2
	case open:
		return end + fadeLen
	}
	return end
}

// part draws one part: solid if it is vouched for, else light, as in bars.
func (p *pen) part(t track, from, to int, v Value, look tone) {
	switch {
	case from == to:
	case v.Low.OK:
		p.rect(t.span(from, to), look.solid)
	default:
		p.may(t, from, to, v.About(), look)
	}
}

// rest draws what may be on top of all parts, which belongs to none of them.
func (p *pen) rest(t track, from, to int, open bool) {
	if to > from {
		p.may(t, from, to, false, tone{light: draw.Paint{Fill: draw.RGB(0xF2F2F2)}, edge: draw.RGB(greyNote)})
	}
	if open {
		for _, f := range fade() {
			p.rect(t.span(to+f[0], to+f[1]), draw.Paint{Fill: draw.RGB(greyNote)})
		}
	}
}

// stackSign draws the sign of a number as stacks do.
func (p *pen) stackSign(t track, v Value) {
	sc := keyScale()
	p.part(t, 0, sc.of(partOf(v)), v, p.st.tone(0))
	p.rest(t, sc.of(partOf(v)), sc.of(v.Far()), v.Open())
}

const partSwatch = 7 * pt

// partNames prepares the names of the parts, and returns the room they take beside the columns.
func (c Stacked) partNames(p *pen) ([]endLabel, int) {
	out, width := make([]endLabel, len(c.Parts)), 0
	for i, n := range c.Parts {
		lines := p.wrap(n, p.st.Label(), p.Width*30/100, 3)
		out[i] = endLabel{series: i, name: lines, h: blockHeight(p.st.Label(), len(lines)) + 2*pt}
		width = max(width, p.widest(p.st.Label(), lines...))
	}
	return out, width + partSwatch + 2*labelGap
}

// drawParts writes the names of the parts beside the last column, each with its pattern, and returns how far down they
// reach.
func (c Stacked) drawParts(p *pen, s slots, names []endLabel) int {
	at, foot := int64(0), 0
	for i, v := range c.Periods[len(c.Periods)-1].Values {
		n := partOf(v)
		names[i].y = s.y(at+n/2) - names[i].h/2
		at += n
	}
	fromTop := make([]endLabel, len(names))
	for i, n := range names {
		fromTop[len(names)-1-i] = n
	}
	spread(fromTop, s.bottom()+4*pt)
	for _, n := range fromTop {
		mid := n.y + n.h/2
		x := s.right() + labelGap
		p.rect(draw.Rect{X: x, Y: mid - partSwatch/2, W: partSwatch, H: partSwatch}, p.st.tone(n.series).solid)
		p.lines(draw.Point{X: x + partSwatch + labelGap, Y: mid}, draw.Left, p.st.Label(), n.name)
		foot = max(foot, n.y+n.h)
	}
	return foot
}
