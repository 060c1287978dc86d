package chart

import (
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// Multiples is a grid of small charts over time on one scale, so that they can be compared at a glance.
type Multiples struct {
	Panels []Panel
	Across int // panels in a row; zero is as many as are at least 120 points wide
}

// Panel is one small chart, [Columns] or [Lines], under its title.
type Panel struct {
	Title string
	Chart Small
}

// Small is a chart that can share its scale with others: [Columns] or [Lines].
type Small interface {
	Chart
	peak() int64
	withTop(top int64) Chart
}

const (
	panelWidth = 120 * pt
	panelGap   = 12 * pt
)

// Layout implements [Chart]. Panels follow the reading direction.
func (c Multiples) Layout(width int, m draw.Measurer, st Style) (*Laid, error) {
	p, err := newPen(width, len(c.Panels), m, st)
	if err != nil {
		return nil, err
	}
	p.mirror = st.RTL
	top := int64(0)
	for _, panel := range c.Panels {
		if panel.Chart == nil {
			return nil, fmt.Errorf("chart: panel %q has no chart: %w", panel.Title, ErrShape)
		}
		top = max(top, panel.Chart.peak())
	}
	across := c.Across
	if across <= 0 {
		across = max(1, (width+panelGap)/(panelWidth+panelGap))
	}
	across = max(1, min(across, len(c.Panels)))
	each := (width - (across-1)*panelGap) / across
	for from := 0; from < len(c.Panels); from += across {
		row := c.Panels[from:min(from+across, len(c.Panels))]
		if err := p.panelRow(row, each, top, st); err != nil {
			return nil, err
		}
	}
	return p.Laid, nil
}

// panelRow adds a row of panels at the foot. Titles share a height, and so do the plots' feet.
func (p *pen) panelRow(row []Panel, each int, top int64, st Style) error {
	titles, charts := make([][]string, len(row)), make([]*Laid, len(row))
	head, below := 0, 0
	for i, panel := range row {
		l, err := panel.Chart.withTop(top).Layout(each, p.m, st)
		if err != nil {
			return fmt.Errorf("panel %q: %w", panel.Title, err)
		}
		charts[i], titles[i] = l, p.wrap(panel.Title, st.Strong(), each, 2)
		head, below = max(head, blockHeight(st.Strong(), len(titles[i]))), max(below, l.Height)
	}
	y := p.Height
	if y > 0 {
		y += panelGap
	}
	for i, l := range charts {
		x := i * (each + panelGap)
		for k, line := range titles[i] {
			p.lines(draw.Point{X: x, Y: y + blockHeight(st.Strong(), 1)/2 + k*st.Strong().Leading()}, draw.Left, st.Strong(), []string{line})
		}
		if p.mirror {
			x = p.Width - x - each
		}
		l.Draw(&p.Marks, draw.Point{X: x, Y: y + head})
		p.merge(row[i].Title, l)
	}
	p.Height = y + head + below
	return nil
}

// merge takes over what a panel says in words.
func (p *pen) merge(title string, l *Laid) {
	p.Omitted = append(p.Omitted, l.Omitted...)
	for _, r := range l.Alt.Rows {
		p.Alt.Rows = append(p.Alt.Rows, append([]string{title + ", " + r[0]}, l.Alt.cells(r)...))
	}
	for _, n := range l.Alt.Notes {
		p.Alt.Notes = append(p.Alt.Notes, title+", "+n)
	}
}
