package xlsx

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// The colours of charts. Printed without colour, dark and light stay apart.
const (
	darkColour  = "1F4E79" // the blue of the headers
	lightColour = "A9CCE3"
	inkColour   = "404040"
	greyColour  = "595959"
)

const (
	chartSpace = "http://schemas.openxmlformats.org/drawingml/2006/chart"
	mainSpace  = "http://schemas.openxmlformats.org/drawingml/2006/main"
	officeRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	xmlHeader  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// tones are the colours of series, dark and light, each with a shape of its own
// for those who print without colour.
func tones() [maxSeries]tone {
	return [...]tone{{darkColour, lightColour, "circle"}, {"B25900", "F0C9A0", "square"}, {"4A4A4A", "BFBFBF", "triangle"}, {"2E7D32", "A9D3AB", "diamond"}}
}

type tone struct{ dark, light, shape string }

// maxSeries is how many series of one chart can be told apart.
const maxSeries = 4

// A chartWriter writes the part of one chart. The order of elements is that of
// ECMA-376, 21.2; Excel repairs what stands elsewhere.
type chartWriter struct {
	strings.Builder
	rtl     bool
	c       chart
	cells   chartCells
	next    int   // number of the next series of the part
	unkeyed []int // series that the legend leaves out
}

// chartCells are the cells beside a chart that it takes words from.
type chartCells struct {
	labels string            // of the bars of the first series
	names  []string          // of each series, where there are several
	said   map[string]string // what the names say
	blank  string            // an empty cell, which a line that is cut has instead of a number
}

// name is the cell with the name of series i, "" where there is one series.
func (c *chartCells) name(i int) string {
	if i >= len(c.names) {
		return ""
	}
	return c.names[i]
}

func (w *chartWriter) put(format string, args ...any) { fmt.Fprintf(w, format, args...) }

func escaped(s string) string {
	var b strings.Builder
	// Writing to a strings.Builder cannot fail.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// chartXML returns the chart part. Bars begin at zero, the light ones below the
// dark ones, with the words of each figure at its end.
func chartXML(c chart, cells chartCells, rtl bool) []byte {
	w := &chartWriter{rtl: rtl, c: c, cells: cells}
	w.put(xmlHeader+`<c:chartSpace xmlns:c="%s" xmlns:a="%s" xmlns:r="%s"><c:roundedCorners val="0"/><c:chart>`, chartSpace, mainSpace, officeRels)
	w.put(`<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>`)
	w.paragraph(c.title, 1100, true, darkColour)
	w.paragraph(c.under, 900, false, greyColour)
	w.put(`</c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea>`)
	w.layout()
	switch c.kind {
	case document.Lines:
		w.lines()
	case document.Stacked:
		w.stacks()
	default:
		w.bars()
	}
	w.axes()
	w.put(`<c:spPr><a:noFill/></c:spPr></c:plotArea>`)
	w.legend()
	w.put(`<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>`)
	w.put(`<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>`)
	return []byte(w.String())
}

func (w *chartWriter) paragraph(s string, size int, bold bool, colour string) {
	if s == "" {
		return
	}
	rtl := ""
	if w.rtl {
		rtl = ` rtl="1"`
	}
	b := 0
	if bold {
		b = 1
	}
	w.put(`<a:p><a:pPr%s><a:defRPr sz="%d" b="%d"/></a:pPr><a:r><a:rPr sz="%[2]d" b="%[3]d"><a:solidFill><a:srgbClr val="%s"/></a:solidFill></a:rPr><a:t>%s</a:t></a:r></a:p>`,
		rtl, size, b, colour, escaped(s))
}

// layout gives the labels of bars two fifths of the width, those of columns a
// strip below, and the title its lines.
func (w *chartWriter) layout() {
	rows, title := float64(w.c.rows()), float64(w.c.titleRows())
	x, width, below := 0.4, 0.58, 0.4
	switch {
	case w.c.upright():
		x, width, below = 0.03, 0.94, labelRows
		if len(w.c.series) > 1 {
			below += legendRows
		}
	case w.rtl:
		x = 0.02
	}
	w.put(`<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="%.3f"/><c:y val="%.3f"/><c:w val="%.3f"/><c:h val="%.3f"/></c:manualLayout></c:layout>`,
		x, title/rows, width, 1-(title+below)/rows)
}

// Rows of a chart whose bars stand: of the plot, of the labels below it, and of
// the legend.
const (
	plotRows   = 11
	labelRows  = 4
	legendRows = 2
)

// rows is how many rows of the sheet the chart covers.
func (c *chart) rows() int {
	switch {
	case !c.upright():
		return c.titleRows() + 2 + 2*len(c.series[0].bars)
	case len(c.series) > 1:
		return c.titleRows() + plotRows + labelRows + legendRows
	}
	return c.titleRows() + plotRows + labelRows
}

// titleRows is how many rows the title and the line below it take.
func (c *chart) titleRows() int {
	const chars = 56 // on a line
	n := 1           // above and below
	for _, s := range []string{c.title, c.under} {
		n += (utf8.RuneCountInString(s) + chars - 1) / chars
	}
	return n
}

// axes writes both axes: that of the labels, first bar on top or time from left
// to right, and that of the numbers, which begins at zero and is not drawn, for
// every bar says its own.
func (w *chartWriter) axes() {
	side, order, direction, across := "l", "maxMin", "minMax", "t"
	room := 1.5 // half as much again as the longest bar leaves room for its words
	switch {
	case w.c.upright():
		side, order, across, room = "b", "minMax", "l", 1.3
	case w.rtl:
		side, direction = "r", "maxMin" // bars grow from the right
	}
	w.put(`<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="%s"/></c:scaling><c:delete val="0"/><c:axPos val="%s"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>`, order, side)
	w.put(`<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="999999"/></a:solidFill></a:ln></c:spPr><c:txPr><a:bodyPr rot="0"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill><a:srgbClr val="%s"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en"/></a:p></c:txPr>`, inkColour)
	w.put(`<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`)
	w.put(`<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="%s"/><c:max val="%s"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="%s"/><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`,
		direction, strconv.FormatFloat(float64(max(w.c.longest(), 1))*room, 'f', -1, 64), across)
}

// An anchor is where a chart stands on its sheet, in rows from 1.
type anchor struct{ first, rows int }

// drawingXML returns the part that puts charts on a sheet, over its first
// columns, each with its words for those who do not see it.
func drawingXML(charts []chart, at []anchor) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, xmlHeader+`<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="%s">`, mainSpace)
	for i, c := range charts {
		fmt.Fprintf(&b, `<xdr:twoCellAnchor editAs="oneCell"><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>`,
			at[i].first-1, chartColumns, at[i].first-1+at[i].rows)
		fmt.Fprintf(&b, `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="%d" name="%s" descr="%s"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>`,
			i+2, escaped(c.title), escaped(c.inWords()))
		fmt.Fprintf(&b, `<a:graphic><a:graphicData uri="%s"><c:chart xmlns:c="%[1]s" xmlns:r="%s" r:id="rId%d"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
			chartSpace, officeRels, i+1)
	}
	b.WriteString(`</xdr:wsDr>`)
	return []byte(b.String())
}

// inWords says all that the chart shows.
func (c *chart) inWords() string {
	lines := []string{c.title, c.under}
	for _, s := range c.series {
		if len(c.series) > 1 {
			lines = append(lines, s.name)
		}
		for _, r := range s.bars {
			words := r.words
			if r.apart != "" {
				words += " (" + r.apart + ")"
			}
			lines = append(lines, words)
		}
	}
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" }), ".\n")
}
