package xlsx

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
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

// A chartWriter writes the part of one chart. The order of elements is that of
// ECMA-376, 21.2; Excel repairs what stands elsewhere.
type chartWriter struct {
	strings.Builder
	rtl    bool
	labels string // the cells with the labels of the bars
}

func (w *chartWriter) put(format string, args ...any) { fmt.Fprintf(w, format, args...) }

func escaped(s string) string {
	var b strings.Builder
	// Writing to a strings.Builder cannot fail.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// chartXML returns the chart part: horizontal bars from zero, the light ones
// below the dark ones, with the words of each figure at its end.
func chartXML(c chart, labels string, rtl bool) []byte {
	w := &chartWriter{rtl: rtl, labels: labels}
	w.put(xmlHeader+`<c:chartSpace xmlns:c="%s" xmlns:a="%s" xmlns:r="%s"><c:roundedCorners val="0"/><c:chart>`, chartSpace, mainSpace, officeRels)
	w.put(`<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>`)
	w.paragraph(c.title, 1100, true, darkColour)
	w.paragraph(c.under, 900, false, greyColour)
	w.put(`</c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea>`)
	w.layout(c)
	w.put(`<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>`)
	w.series(0, c.bars, lightColour, bar.light)
	w.series(1, c.bars, darkColour, func(r bar) (*int64, string) { return r.numbers.low, r.low })
	w.put(`<c:gapWidth val="60"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`)
	w.axes(c)
	w.put(`<c:spPr><a:noFill/></c:spPr></c:plotArea><c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>`)
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

// layout gives the labels two fifths of the width, and the title its lines.
func (w *chartWriter) layout(c chart) {
	const labels = 0.4 // in widths
	rows, title := float64(c.rows()), float64(c.titleRows())
	x := labels
	if w.rtl {
		x = 0.02
	}
	w.put(`<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="%.3f"/><c:y val="%.3f"/><c:w val="%.3f"/><c:h val="%.3f"/></c:manualLayout></c:layout>`,
		x, title/rows, 1-labels-0.02, 1-(title+0.4)/rows)
}

// rows is how many rows of the sheet the chart covers.
func (c chart) rows() int { return c.titleRows() + 2 + 2*len(c.bars) }

// titleRows is how many rows the title and the line below it take.
func (c chart) titleRows() int {
	const chars = 64 // on a line
	n := 1           // above and below
	for _, s := range []string{c.title, c.under} {
		n += (utf8.RuneCountInString(s) + chars - 1) / chars
	}
	return n
}

// series writes one end of every bar, and the words at the ends where this is
// the longer one. Each number is a cell of the tables, so that a chart follows
// what is corrected there.
func (w *chartWriter) series(n int, bars []bar, colour string, end func(bar) (*int64, string)) {
	w.put(`<c:ser><c:idx val="%d"/><c:order val="%[1]d"/><c:spPr><a:solidFill><a:srgbClr val="%s"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/><c:dLbls>`, n, colour)
	var refs []string
	var points strings.Builder
	for i, r := range bars {
		value, ref := end(r)
		refs = append(refs, ref)
		if value == nil {
			continue
		}
		fmt.Fprintf(&points, `<c:pt idx="%d"><c:v>%d</c:v></c:pt>`, i, *value)
		if light, _ := r.light(); n == 0 || light == nil {
			w.put(`<c:dLbl><c:idx val="%d"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>`, i)
			w.paragraph(r.said, 900, true, inkColour)
			w.put(`</c:rich></c:tx><c:dLblPos val="outEnd"/>%s</c:dLbl>`, showValue("1"))
		}
	}
	w.put(`%s</c:dLbls><c:cat><c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="%d"/>`, showValue("0"), escaped(w.labels), len(bars))
	for i, r := range bars {
		w.put(`<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, escaped(r.label))
	}
	w.put(`</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>(%s)</c:f><c:numCache><c:formatCode>#,##0</c:formatCode><c:ptCount val="%d"/>%s</c:numCache></c:numRef></c:val></c:ser>`,
		escaped(strings.Join(refs, ",")), len(bars), points.String())
}

func showValue(yes string) string {
	return `<c:showLegendKey val="0"/><c:showVal val="` + yes + `"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`
}

// axes writes both axes: that of the labels, first bar on top, and that of the
// numbers, which begins at zero and is not drawn, for every bar says its own.
func (w *chartWriter) axes(c chart) {
	side, direction := "l", "minMax"
	if w.rtl {
		side, direction = "r", "maxMin" // bars grow from the right
	}
	longest := max(c.scale, 1)
	for _, r := range c.bars {
		longest = max(longest, r.length())
	}
	w.put(`<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="%s"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>`, side)
	w.put(`<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="999999"/></a:solidFill></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill><a:srgbClr val="%s"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en"/></a:p></c:txPr>`, inkColour)
	w.put(`<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`)
	// Half as much again as the longest bar leaves room for its words.
	w.put(`<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="%s"/><c:max val="%s"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`,
		direction, strconv.FormatFloat(float64(longest)*1.5, 'f', -1, 64))
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
func (c chart) inWords() string {
	lines := []string{c.title, c.under}
	for _, r := range c.bars {
		lines = append(lines, r.words)
	}
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" }), ".\n")
}
