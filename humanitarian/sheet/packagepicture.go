package sheet

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
)

// pictureOrders are the elements of charts and drawings in the order that
// ECMA-376 wants them in, 21.2 and 20.5, as far as briefs use them.
func pictureOrders() map[string][]string {
	return map[string][]string{
		"chartSpace":   {"roundedCorners", "chart", "spPr", "txPr", "printSettings"},
		"chart":        {"title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs"},
		"title":        {"tx", "layout", "overlay", "spPr", "txPr"},
		"plotArea":     {"layout", "barChart", "lineChart", "catAx", "valAx", "spPr"},
		"barChart":     {"barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "axId"},
		"lineChart":    {"grouping", "varyColors", "ser", "dLbls", "dropLines", "hiLowLines", "upDownBars", "marker", "axId"},
		"ser":          {"idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dPt", "dLbls", "cat", "val", "smooth"},
		"legend":       {"legendPos", "legendEntry", "layout", "overlay", "spPr", "txPr"},
		"dLbls":        {"dLbl", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"},
		"dLbl":         {"idx", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"},
		"manualLayout": {"layoutTarget", "xMode", "yMode", "wMode", "hMode", "x", "y", "w", "h"},
		"strRef":       {"f", "strCache"}, "strCache": {"ptCount", "pt"},
		"numRef": {"f", "numCache"}, "numCache": {"formatCode", "ptCount", "pt"},
		"scaling":       {"logBase", "orientation", "max", "min"},
		"catAx":         {"axId", "scaling", "delete", "axPos", "majorGridlines", "title", "numFmt", "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "auto", "lblAlgn", "lblOffset", "noMultiLvlLbl"},
		"valAx":         {"axId", "scaling", "delete", "axPos", "majorGridlines", "title", "numFmt", "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "crossBetween"},
		"twoCellAnchor": {"from", "to", "graphicFrame", "clientData"},
		"graphicFrame":  {"nvGraphicFramePr", "xfrm", "graphic"},
	}
}

// picture wants the elements of a chart or a drawing in their order, ids that
// differ, and words for those who do not see it.
func (c *packageCheck) picture(name string) {
	type open struct {
		name string
		at   int
	}
	var stack []open
	orders, ids := pictureOrders(), map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(c.part(name)))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			c.errorf("%s: %v", name, err)
			return
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if n := len(stack); n > 0 && orders[stack[n-1].name] != nil {
				in := &stack[n-1]
				at := slices.Index(orders[in.name], e.Name.Local)
				if at < in.at {
					c.errorf("%s: %s stands in the wrong place of %s", name, e.Name.Local, in.name)
				}
				in.at = at
			}
			stack = append(stack, open{name: e.Name.Local})
			if e.Name.Local == "cNvPr" {
				c.named(name, e, ids)
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

// named wants an id of its own for a thing that is drawn, and words beside it.
func (c *packageCheck) named(part string, e xml.StartElement, ids map[string]bool) {
	described := false
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "id":
			if ids[a.Value] {
				c.errorf("%s: the id %q is used twice", part, a.Value)
			}
			ids[a.Value] = true
		case "descr":
			described = a.Value != ""
		}
	}
	if !described {
		c.errorf("%s: a picture without words for those who do not see it", part)
	}
}
