package chart

import (
	"cmp"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/report/internal/draw"
)

// Bars is a horizontal bar for each name, with its label behind it.
type Bars struct {
	Rows    []Bar
	Largest bool // largest first, those without a number last; otherwise in the order given
}

// Bar is one row of [Bars].
type Bar struct {
	Name  string
	Value Value
}

const (
	barThick = 9 * pt
	rowGap   = 4500
	nameGap  = 5 * pt
)

// Layout implements [Chart]. Names take up to 38 percent of the width and two lines. Where labels would leave the bars less
// than a quarter of the width, name and label go above the bar.
func (b Bars) Layout(width int, m draw.Measurer, st Style) (*Laid, error) {
	p, err := newPen(width, len(b.Rows), m, st)
	if err != nil {
		return nil, err
	}
	p.mirror = st.RTL
	rows := b.ordered()
	for _, r := range rows {
		if err := checkNamed(r.Name, r.Value); err != nil {
			return nil, err
		}
		p.Alt.Rows = append(p.Alt.Rows, []string{r.Name, r.Value.Label})
	}
	p.bars(rows)
	return p.Laid, nil
}

func (b Bars) ordered() []Bar {
	rows := slices.Clone(b.Rows)
	if !b.Largest {
		return rows
	}
	slices.SortStableFunc(rows, func(a, b Bar) int {
		x, xok := a.Value.Sorting()
		y, yok := b.Value.Sorting()
		if xok != yok {
			return cmp.Compare(rank(yok), rank(xok))
		}
		return cmp.Compare(y, x)
	})
	return rows
}

func rank(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// bars draws the rows from the top and sets the height of the chart.
func (p *pen) bars(rows []Bar) {
	name := p.st.Label()
	most := p.Width * 38 / 100
	natural := 0
	for _, r := range rows {
		natural = max(natural, p.m.Width(r.Name, name))
	}
	x := min(natural, most) + nameGap
	sc, ok := p.barScale(rows, x)
	if !ok {
		p.roomyBars(rows)
		return
	}
	y := 0
	for _, r := range rows {
		lines := p.wrap(r.Name, name, x-nameGap, 2)
		h := max(barThick, blockHeight(name, len(lines))) + rowGap
		mid := y + h/2
		p.lines(draw.Point{X: x - nameGap, Y: mid}, draw.Right, name, lines)
		p.bar(r.Value, x, mid-barThick/2, sc)
		y += h
	}
	p.zeroLine(x, 0, y)
	p.Height = y
}

// barScale returns the scale of bars that start at x, and whether they and their labels have room.
func (p *pen) barScale(rows []Bar, x int) (scale, bool) {
	var g gauge
	fits := true
	for _, r := range rows {
		room := p.Width - x - labelGap - p.m.Width(r.Value.Label, p.st.Label())
		fits = fits && room >= beyond(r.Value)
		g.add(r.Value.Far(), room-openRoom(r.Value))
	}
	return g.scale, fits && (g.top == 0 || g.of(peakOf(rows)) >= p.Width/4)
}

// openRoom is what a mark takes after the length of its number.
func openRoom(v Value) int {
	if v.Open() {
		return fadeLen
	}
	return 0
}

func peakOf(rows []Bar) int64 {
	peak := int64(0)
	for _, r := range rows {
		peak = max(peak, r.Value.Far())
	}
	return peak
}

// bar draws one bar and its label.
func (p *pen) bar(v Value, x, y int, sc scale) {
	p.mark(track{draw.Point{X: x, Y: y}, rightward, barThick}, v, sc, p.st.tone(0))
	s := p.st.Label()
	if v.State != Number {
		s.Ink = draw.RGB(greyNote)
	}
	p.lines(draw.Point{X: x + extent(v, sc) + labelGap, Y: y + barThick/2}, draw.Left, s, []string{v.Label})
}

// roomyBars draws each bar beneath its name and label, for narrow columns and long words.
func (p *pen) roomyBars(rows []Bar) {
	s := p.st.Label()
	sc, y := scale{peakOf(rows), p.Width - fadeLen}, 0
	for _, r := range rows {
		lines := p.wrap(r.Name, p.st.Strong(), p.Width, 2)
		h := blockHeight(s, len(lines))
		p.lines(draw.Point{Y: y + h/2}, draw.Left, p.st.Strong(), lines)
		y += h
		label := p.figureLines(r.Value.Label, s, p.Width)
		h = blockHeight(s, len(label))
		p.lines(draw.Point{Y: y + h/2}, draw.Left, s, label)
		y += h + 1*pt
		p.mark(track{draw.Point{Y: y}, rightward, barThick}, r.Value, sc, p.st.tone(0))
		p.zeroLine(0, y-1*pt, y+barThick+1*pt)
		y += barThick + rowGap
	}
	p.Height = y
}

// figureLines breaks a figure's words at spaces alone: half a figure would be another figure. A word wider than the width
// is left off and noted.
func (p *pen) figureLines(label string, s draw.TextStyle, width int) []string {
	lines, whole := draw.Wrap(p.m, label, s, width, 0)
	if !whole {
		p.omit(label)
		return nil
	}
	return lines
}

func (p *pen) zeroLine(x, from, to int) {
	if from < to {
		p.line(baseline(), draw.Point{X: x, Y: from}, draw.Point{X: x, Y: to})
	}
}
