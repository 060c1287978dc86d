package xlsx

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// A ser is one series of a chart part: one end of all bars, a layer of a stack,
// or a piece of a line.
type ser struct {
	name     string // the cell that says it; "" where there is one series
	look     string // its colours, as XML
	line     bool
	bars     []bar
	end      func(bar) (*int64, string)
	from, to int // what lies outside is left blank

	says  func(bar) bool // which figures are written at it
	place string         // where: outEnd, ctr, t
	ink   string
}

func fill(colour string) string {
	return `<c:spPr><a:solidFill><a:srgbClr val="` + colour + `"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>`
}

func stroke(colour, dash, shape string) string {
	solid := `<a:solidFill><a:srgbClr val="` + colour + `"/></a:solidFill>`
	return `<c:spPr><a:ln w="28575" cap="rnd">` + solid + `<a:prstDash val="` + dash + `"/><a:round/></a:ln></c:spPr><c:marker><c:symbol val="` + shape +
		`"/><c:size val="7"/><c:spPr>` + solid + `<a:ln w="9525">` + solid + `</a:ln></c:spPr></c:marker>`
}

// bars writes one series as bars that lie or stand: a light end and a dark one
// over it.
func (w *chartWriter) bars() {
	direction := "bar"
	if w.c.upright() {
		direction = "col"
	}
	w.put(`<c:barChart><c:barDir val="%s"/><c:grouping val="clustered"/><c:varyColors val="0"/>`, direction)
	s := ser{look: fill(lightColour), bars: w.c.series[0].bars, end: bar.light, to: maxBars, says: everyBar, place: "outEnd", ink: inkColour}
	w.ser(s)
	s.look, s.end, s.says = fill(darkColour), bar.floor, func(r bar) bool { n, _ := r.light(); return n == nil }
	w.ser(s)
	w.put(`<c:gapWidth val="60"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`)
}

func everyBar(bar) bool { return true }

// stacks writes each series on top of the one before, its figures in the middle.
func (w *chartWriter) stacks() {
	w.put(`<c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>`)
	for i, s := range w.c.series {
		w.ser(ser{name: w.cells.name(i), look: fill(tones()[i].dark), bars: s.bars, end: bar.floor, to: maxBars, says: everyBar, place: "ctr", ink: "FFFFFF"})
	}
	w.put(`<c:gapWidth val="60"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`)
}

// lines writes each series as a dark line through its lowest numbers and, where
// these are not all, a light one through the highest or most likely ones. Values
// up to a break are one series and those from it on another, for not every
// program can leave a piece of a line out.
func (w *chartWriter) lines() {
	w.put(`<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>`)
	for i, s := range w.c.series {
		t := tones()[i]
		keyed := false
		for from, to := range runs(s.bars) {
			piece := ser{name: w.cells.name(i), line: true, bars: s.bars, from: from, to: to, place: "t", ink: inkColour}
			piece.says = w.sparing(s.bars[from:to])
			dark := piece
			dark.look, dark.end = stroke(t.dark, "solid", t.shape), bar.floor
			if slices.ContainsFunc(s.bars[from:to], bar.isOpenAbove) {
				light := piece
				light.look, light.end = stroke(t.light, "sysDash", t.shape), bar.light
				light.says = func(r bar) bool { n, _ := r.light(); return n != nil && piece.says(r) }
				dark.says = func(r bar) bool { n, _ := r.light(); return n == nil && piece.says(r) }
				w.unkeyed = append(w.unkeyed, w.next)
				w.ser(light)
			}
			if keyed {
				w.unkeyed = append(w.unkeyed, w.next)
			}
			keyed = true
			w.ser(dark)
		}
	}
	w.put(`<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>`)
}

// isOpenAbove reports whether a figure gives a number above its low.
func (r bar) isOpenAbove() bool {
	n, _ := r.light()
	return n != nil && (r.numbers.low == nil || *r.numbers.low != *n)
}

// maxWords is how many figures are written into a chart of lines; beyond that they
// would hide one another, and stand below.
const maxWords = 12

// sparing says which figures of a piece of a line are written at it: all if they
// are few, else the last.
func (w *chartWriter) sparing(piece []bar) func(bar) bool {
	if len(w.c.all()) <= maxWords {
		return everyBar
	}
	last := piece[len(piece)-1]
	return func(r bar) bool { return r.low == last.low }
}

// runs gives the pieces of a series whose values compare, by their ends.
func runs(bars []bar) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		from := 0
		for i := 1; i <= len(bars); i++ {
			if i == len(bars) || bars[i].apart != "" {
				if !yield(from, i) {
					return
				}
				from = i
			}
		}
	}
}

// ser writes one series and its words. Each number is a cell of the tables, so
// that a chart follows what is corrected there.
func (w *chartWriter) ser(s ser) {
	w.put(`<c:ser><c:idx val="%d"/><c:order val="%[1]d"/>`, w.next)
	w.next++
	if s.name != "" {
		w.put(`<c:tx><c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx>`, escaped(s.name), escaped(w.cells.said[s.name]))
	}
	w.put(`%s<c:dLbls>`, s.look)
	var refs []string
	var points strings.Builder
	for i, r := range s.bars {
		value, ref := s.end(r)
		if i < s.from || i >= s.to {
			value, ref = nil, w.cells.blank
		}
		refs = append(refs, ref)
		if value == nil {
			continue
		}
		fmt.Fprintf(&points, `<c:pt idx="%d"><c:v>%d</c:v></c:pt>`, i, *value)
		if s.says(r) {
			w.put(`<c:dLbl><c:idx val="%d"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>`, i)
			w.paragraph(r.said, 900, true, s.ink)
			w.put(`</c:rich></c:tx><c:dLblPos val="%s"/>%s</c:dLbl>`, s.place, showValue("1"))
		}
	}
	w.put(`%s</c:dLbls><c:cat><c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="%d"/>`, showValue("0"), escaped(w.cells.labels), len(s.bars))
	for i, r := range w.c.series[0].bars {
		w.put(`<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, escaped(r.label))
	}
	w.put(`</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>(%s)</c:f><c:numCache><c:formatCode>#,##0</c:formatCode><c:ptCount val="%d"/>%s</c:numCache></c:numRef></c:val>`,
		escaped(strings.Join(refs, ",")), len(s.bars), points.String())
	if s.line {
		w.put(`<c:smooth val="0"/>`)
	}
	w.put(`</c:ser>`)
}

func showValue(yes string) string {
	return `<c:showLegendKey val="0"/><c:showVal val="` + yes + `"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`
}

// legend names the series of a chart that has several, each once.
func (w *chartWriter) legend() {
	if len(w.c.series) < 2 {
		return
	}
	w.put(`<c:legend><c:legendPos val="b"/>`)
	for _, n := range w.unkeyed {
		w.put(`<c:legendEntry><c:idx val="%d"/><c:delete val="1"/></c:legendEntry>`, n)
	}
	w.put(`<c:overlay val="0"/><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill><a:srgbClr val="%s"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en"/></a:p></c:txPr></c:legend>`, inkColour)
}
