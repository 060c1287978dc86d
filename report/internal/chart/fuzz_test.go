package chart

import (
	"fmt"
	"testing"
)

// dice makes values out of bytes, of every state and form, most of them lawful.
type dice struct{ bytes []byte }

func (d *dice) next() int {
	if len(d.bytes) == 0 {
		return 0
	}
	b := d.bytes[0]
	d.bytes = d.bytes[1:]
	return int(b)
}

func (d *dice) number() int64 {
	n := int64(d.next())
	for range d.next() % 17 {
		n *= 10
	}
	return n
}

func (d *dice) value() Value {
	n, kind := d.number(), d.next()
	switch kind % 11 {
	case 0:
		return exact(n)
	case 1:
		return atLeast(n)
	case 2:
		return upTo(n)
	case 3:
		return about(n)
	case 4:
		return nearly(n)
	case 5:
		return between(n, n+d.number())
	case 6:
		return estimate(n, 2*n, 3*n)
	case 7:
		return silent()
	case 8:
		return unnumbered()
	case 9:
		return withheld()
	default: // perhaps unlawful
		return Value{State: State(kind % 5), Low: Bound{d.number(), kind%2 == 0}, High: Bound{-n, kind%3 == 0}, Label: "odd"}
	}
}

func (d *dice) name() string {
	words := []string{"Aleppo", "حلب", "the northern countryside of", "x", "", "Supercalifragilistic", "دير الزور"}
	return words[d.next()%len(words)] + " " + words[d.next()%len(words)]
}

// chart makes a chart of any kind.
func (d *dice) chart() Chart {
	kind, n, breaks := d.next()%6, d.next()%14, []Break(nil)
	var bars []Bar
	for range n {
		bars = append(bars, Bar{d.name(), d.value()})
	}
	for range d.next() % 4 {
		breaks = append(breaks, Break{d.next() % 14, d.name()})
	}
	switch kind {
	case 0:
		return Bars{Rows: bars, Largest: d.next()%2 == 0}
	case 1:
		return Columns{Periods: bars, Breaks: breaks, Tick: tick}
	case 2:
		c := Stacked{Breaks: breaks, Tick: tick}
		for i := range 1 + d.next()%3 {
			c.Parts = append(c.Parts, fmt.Sprint(d.name(), i))
		}
		for _, b := range bars {
			s := Stack{Name: b.Name, Total: d.name()}
			for range c.Parts {
				s.Values = append(s.Values, d.value())
			}
			c.Periods = append(c.Periods, s)
		}
		return c
	case 3:
		return d.lines(bars, breaks)
	case 4:
		c := Pyramid{Left: d.name(), Right: d.name(), Beside: bars[:len(bars)/3]}
		for _, b := range bars {
			c.Bands = append(c.Bands, Band{b.Name, b.Value, d.value()})
		}
		return c
	default:
		c := Multiples{Across: d.next() % 5}
		for _, b := range bars {
			c.Panels = append(c.Panels, Panel{b.Name, Columns{Periods: bars, Tick: tick}})
		}
		return c
	}
}

func (d *dice) lines(bars []Bar, breaks []Break) Chart {
	c := Lines{Breaks: breaks, Tick: tick}
	at := int64(0)
	spaced := d.next()%2 == 0
	for _, b := range bars {
		p := Period{Name: b.Name}
		if spaced {
			at += 1 + d.number()%1000
			p.At = at
		}
		c.Periods = append(c.Periods, p)
	}
	for range d.next() % 5 {
		s := Series{Name: d.name()}
		for range bars {
			s.Values = append(s.Values, d.value())
		}
		c.Series = append(c.Series, s)
	}
	if d.next()%2 == 0 {
		c.Changes = &Changes{Title: d.name()}
		for range bars {
			c.Changes.Cells = append(c.Changes.Cells, Change{d.name(), Direction(d.next()%3 - 1)})
		}
	}
	return c
}

// FuzzLayout: whatever the data, a chart is refused or keeps within its room with no text on another.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("bars of many kinds"), 250, false)
	for kind := range byte(6) {
		seed := []byte{kind, 9}
		for i := range byte(120) {
			seed = append(seed, i*37+kind, i%3, i)
		}
		f.Add(seed, 120+60*int(kind), kind%2 == 0)
	}
	f.Fuzz(func(t *testing.T, data []byte, width int, rtl bool) {
		c := (&dice{data}).chart()
		l, err := c.Layout(width*1000, ruler{}, Style{RTL: rtl, Signs: english})
		if err != nil {
			return
		}
		for _, fault := range faults(l) {
			t.Errorf("%d points: %s", width, fault)
		}
		if again, _ := c.Layout(width*1000, ruler{}, Style{RTL: rtl, Signs: english}); again.Marks.String() != l.Marks.String() {
			t.Error("the same chart was laid out differently")
		}
	})
}
