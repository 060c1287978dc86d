package chart

import "github.com/humanitarian-sitrep/sitrep/report/internal/draw"

// Signs are the words for marks whose figures are not written beside them, such as those of a line. They go into a key
// under the chart where such a mark occurs; a mark without words gets no entry.
type Signs struct {
	Open    string // such as "at least: no upper limit stated"
	Between string // such as "between bounds"
	AtMost  string // such as "up to, or nearly"
	About   string // such as "approximate"
}

// A key tells what marks mean where their figures are not written beside them.
type key struct {
	entries []keyEntry
}

// keyEntry explains the mark of a value like v in the words that stand for it, or says the figure of a point.
type keyEntry struct {
	v     Value
	point bool
	words string
}

// note adds the mark of v, unless it speaks for itself or is there already.
func (k *key) note(v Value, s Signs) {
	e := keyEntry{v: Value{State: v.State}, words: v.Label}
	switch {
	case v.State != Number:
	case v.Open():
		e = keyEntry{v: Value{State: Number, Low: At(6)}, words: s.Open}
	case v.About():
		e = keyEntry{v: Value{State: Number, Best: At(12)}, words: s.About}
	case v.Between():
		e = keyEntry{v: Value{State: Number, Low: At(6), High: At(12)}, words: s.Between}
	case v.AtMost():
		e = keyEntry{v: Value{State: Number, High: At(12)}, words: s.AtMost}
	default:
		return
	}
	for _, o := range k.entries {
		if o == e {
			return
		}
	}
	if e.words != "" {
		k.entries = append(k.entries, e)
	}
}

// drawKey draws the key from y downwards, as many entries in a row as fit, and returns its height. sign draws the mark of
// a number as the chart does, along a track.
func (p *pen) drawKey(k key, y int, sign func(track, Value)) int {
	if len(k.entries) == 0 {
		return 0
	}
	s, x, from := p.st.Note(), 0, y
	y += 2 * pt
	for _, e := range k.entries {
		t := track{draw.Point{X: x, Y: y + 2*pt}, rightward, 7 * pt}
		width := 12 * pt
		if e.v.Open() {
			width = 6*pt + fadeLen
		}
		fit, whole := draw.Shorten(p.m, e.words, s, p.Width-width-labelGap)
		if !whole {
			p.omit(e.words)
			if e.point { // a figure is never shortened
				continue
			}
		}
		whole = x == 0 || x+width+labelGap+p.m.Width(fit, s) <= p.Width
		if !whole {
			x, y = 0, y+s.Leading()
			t.zero = draw.Point{X: x, Y: y + 2*pt}
		}
		switch {
		case e.point:
			p.marker(t.at(width/2, t.thick/2), 0, p.st.tone(0))
		case e.v.State == NoData:
			p.rect(t.span(0, width), draw.Paint{Hatch: NoDataHatch()})
		case e.v.State == Withheld:
			p.rect(t.span(0, width), draw.Paint{Stroke: draw.Stroke{Ink: draw.RGB(greyLine), Width: 750}})
		case e.v.State == Unquantified:
			p.diamond(t.at(width/2, t.thick/2))
		default:
			sign(t, e.v)
		}
		p.lines(draw.Point{X: x + width + labelGap, Y: y + 5500}, draw.Left, s, []string{fit})
		x += width + labelGap + p.m.Width(fit, s) + 8*pt
	}
	return y + s.Leading() + 2*pt - from
}

// keyScale makes the numbers of key entries points.
func keyScale() scale { return scale{1, pt} }

// barSign draws the sign of a number as bars and columns do.
func (p *pen) barSign(t track, v Value) { p.number(t, v, keyScale(), p.st.tone(0)) }
