package chart

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// Pyramid sets two groups against each other band by band, such as women and men by age. What belongs to no band or to
// neither group, unknown sex or age, goes beneath on the same scale, so that the picture is complete.
type Pyramid struct {
	Left, Right string // names of the two groups
	Bands       []Band // from top to bottom as they are drawn
	Beside      []Bar  // rows beneath
}

// Band is one row of a [Pyramid].
type Band struct {
	Name        string
	Left, Right Value
}

// Layout implements [Chart]. Left stays left in right-to-left pages, where only the texts run the other way.
func (c Pyramid) Layout(width int, m draw.Measurer, st Style) (*Laid, error) {
	p, err := newPen(width, 2*len(c.Bands)+len(c.Beside), m, st)
	if err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	p.Alt.Head = []string{c.Left, c.Right}
	for _, b := range c.Bands {
		p.Alt.Rows = append(p.Alt.Rows, []string{b.Name, b.Left.Label, b.Right.Label})
	}
	for _, b := range c.Beside {
		p.Alt.Notes = append(p.Alt.Notes, b.Name+": "+b.Value.Label)
	}
	if len(c.Bands)+len(c.Beside) == 0 {
		return p.Laid, nil
	}
	if err := c.draw(p); err != nil {
		return nil, err
	}
	return p.Laid, nil
}

func (c Pyramid) check() error {
	for _, b := range c.Bands {
		if err := checkNamed(b.Name+", "+c.Left, b.Left); err != nil {
			return err
		}
		if err := checkNamed(b.Name+", "+c.Right, b.Right); err != nil {
			return err
		}
	}
	for _, b := range c.Beside {
		if err := checkNamed(b.Name, b.Value); err != nil {
			return err
		}
	}
	return nil
}

// spine is where a pyramid's middle lies and how far its bars reach.
type spine struct {
	left, right int // where the bars of each side start
	beside      int // where the bars beneath start
	scale       scale
}

func (c Pyramid) draw(p *pen) error {
	sp, err := c.spine(p)
	if err != nil {
		return err
	}
	y := c.head(p, sp)
	from := y
	name := p.st.Label()
	for _, b := range c.Bands {
		lines := p.wrap(b.Name, name, sp.right-sp.left-2*nameGap, 2)
		h := max(barThick, blockHeight(name, len(lines))) + 2*pt
		mid := y + h/2
		p.lines(draw.Point{X: (sp.left + sp.right) / 2, Y: mid}, draw.Middle, name, lines)
		p.side(track{draw.Point{X: sp.left, Y: mid - barThick/2}, leftward, barThick}, b.Left, sp.scale, 0)
		p.side(track{draw.Point{X: sp.right, Y: mid - barThick/2}, rightward, barThick}, b.Right, sp.scale, 1)
		y += h
	}
	p.zeroLine(sp.left, from, y)
	p.zeroLine(sp.right, from, y)
	if len(c.Bands) > 0 && len(c.Beside) > 0 {
		y += rowGap
	}
	from = y
	for _, b := range c.Beside {
		lines := p.wrap(b.Name, name, sp.beside-nameGap, 2)
		h := max(barThick, blockHeight(name, len(lines))) + 2*pt
		p.lines(draw.Point{X: sp.beside - nameGap, Y: y + h/2}, draw.Right, name, lines)
		p.side(track{draw.Point{X: sp.beside, Y: y + h/2 - barThick/2}, rightward, barThick}, b.Value, sp.scale, 3)
		y += h
	}
	p.zeroLine(sp.beside, from, y)
	p.Height = y
	return nil
}

// side draws one bar with its label at its end.
func (p *pen) side(t track, v Value, sc scale, series int) {
	p.mark(t, v, sc, p.st.tone(series))
	anchor, s := draw.Left, p.st.Label()
	if t.heads == leftward {
		anchor = draw.Right
	}
	if v.State != Number {
		s.Ink = draw.RGB(greyNote)
	}
	p.lines(t.at(extent(v, sc)+labelGap, barThick/2), anchor, s, []string{v.Label})
}

// head writes the names of the two groups.
func (c Pyramid) head(p *pen, sp spine) int {
	if len(c.Bands) == 0 {
		return 0
	}
	s := p.st.Strong()
	left, right := p.wrap(c.Left, s, sp.left, 2), p.wrap(c.Right, s, p.Width-sp.right, 2)
	h := blockHeight(s, max(len(left), len(right)))
	p.lines(draw.Point{X: sp.left, Y: h / 2}, draw.Right, s, left)
	p.lines(draw.Point{X: sp.right, Y: h / 2}, draw.Left, s, right)
	return h + 2*pt
}

// spine finds the widest scale on which every label has room on both sides and beneath.
func (c Pyramid) spine(p *pen) (spine, error) {
	s, names, beneath := p.st.Label(), 0, 0
	for _, b := range c.Bands {
		names = max(names, p.m.Width(b.Name, s))
	}
	for _, b := range c.Beside {
		beneath = max(beneath, p.m.Width(b.Name, s))
	}
	middle := min(names, p.Width*24/100) + 2*nameGap
	sp := spine{left: (p.Width - middle) / 2, beside: min(beneath, p.Width*38/100) + nameGap}
	sp.right = sp.left + middle
	var g gauge
	fits := true
	add := func(v Value, room int) {
		room -= labelGap + p.m.Width(v.Label, s)
		fits = fits && room-beyond(v) >= 0
		g.add(v.Far(), room-openRoom(v))
	}
	for _, b := range c.Bands {
		add(b.Left, sp.left)
		add(b.Right, p.Width-sp.right)
	}
	for _, b := range c.Beside {
		add(b.Value, p.Width-sp.beside)
	}
	if !fits {
		return spine{}, fmt.Errorf("chart: the labels of the pyramid do not fit in %d points: %w", p.Width/pt, ErrNarrow)
	}
	sp.scale = g.scale
	return sp, nil
}
