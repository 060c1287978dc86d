package xlsx

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// workbooks are the kinds of workbook that this package writes.
func workbooks(t testing.TB) map[string]*document.Document {
	return map[string]*document.Document{"empty": {}, "sample": sample(t), "rich": rich(t, locale.English()), "arabic": rich(t, locale.Arabic())}
}

// TestPackage looks at what package sheet does not make: Excel offers to repair
// a workbook whose parts do not fit together.
func TestPackage(t *testing.T) {
	for name, d := range workbooks(t) {
		t.Run(name, func(t *testing.T) {
			parts := unzip(t, write(t, d))
			checkTypes(t, parts)
			for part := range parts {
				if strings.HasSuffix(part, ".rels") {
					checkRelations(t, parts, part)
				}
				if strings.HasPrefix(part, "xl/charts/") || strings.HasPrefix(part, "xl/drawings/d") {
					checkOrder(t, part, parts[part])
				}
			}
		})
	}
}

func checkTypes(t *testing.T, parts map[string][]byte) {
	var types struct {
		Default []struct {
			Extension string `xml:",attr"`
		}
		Override []struct {
			PartName string `xml:",attr"`
		}
	}
	decode(t, parts, "[Content_Types].xml", &types)
	known := map[string]int{}
	for _, d := range types.Default {
		known["."+d.Extension]++
	}
	for _, o := range types.Override {
		known[o.PartName]++
		if parts[strings.TrimPrefix(o.PartName, "/")] == nil {
			t.Errorf("a type for %s, which is not there", o.PartName)
		}
	}
	for name, n := range known {
		if n > 1 {
			t.Errorf("%s has %d types", name, n)
		}
	}
	for part := range parts {
		if part != "[Content_Types].xml" && known["/"+part] == 0 && known[path.Ext(part)] == 0 {
			t.Errorf("%s has no type", part)
		}
	}
}

func checkRelations(t *testing.T, parts map[string][]byte, name string) {
	var rels struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:",attr"`
			Mode   string `xml:"TargetMode,attr"`
		}
	}
	decode(t, parts, name, &rels)
	of := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
	seen := map[string]bool{}
	for _, r := range rels.Relationship {
		target := path.Join(path.Dir(of), r.Target)
		if strings.HasPrefix(r.Target, "/") {
			target = r.Target[1:]
		}
		if seen[r.ID] || r.Mode != "External" && parts[target] == nil {
			t.Errorf("%s: %s is there twice, or leads to %s, which is not there", name, r.ID, target)
		}
		seen[r.ID] = true
	}
	d := xml.NewDecoder(bytes.NewReader(parts[of]))
	for tok, err := d.Token(); err == nil; tok, err = d.Token() {
		if s, ok := tok.(xml.StartElement); ok {
			for _, a := range s.Attr {
				if a.Name.Space == officeRels && !seen[a.Value] {
					t.Errorf("%s: %s asks for %s, which has no relation", of, s.Name.Local, a.Value)
				}
			}
		}
	}
}

// orders are the elements of charts and drawings in the order that ECMA-376
// wants them in, 21.2 and 20.5.
var orders = map[string][]string{
	"chartSpace":   {"roundedCorners", "chart", "spPr", "txPr", "printSettings"},
	"chart":        {"title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs"},
	"title":        {"tx", "layout", "overlay", "spPr", "txPr"},
	"plotArea":     {"layout", "barChart", "catAx", "valAx", "spPr"},
	"barChart":     {"barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "axId"},
	"ser":          {"idx", "order", "tx", "spPr", "invertIfNegative", "dPt", "dLbls", "cat", "val"},
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

// checkOrder wants the elements in their order, and ids of drawings that differ.
func checkOrder(t *testing.T, name string, data []byte) {
	type open struct {
		name string
		at   int
	}
	var stack []open
	ids := map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if n := len(stack); n > 0 && orders[stack[n-1].name] != nil {
				in := &stack[n-1]
				at := slices.Index(orders[in.name], e.Name.Local)
				if at < in.at {
					t.Errorf("%s: %s stands in the wrong place of %s", name, e.Name.Local, in.name)
				}
				in.at = at
			}
			stack = append(stack, open{name: e.Name.Local})
			if e.Name.Local == "cNvPr" {
				for _, a := range e.Attr {
					if a.Name.Local == "id" && ids[a.Value] || a.Name.Local == "descr" && len(a.Value) < 20 {
						t.Errorf("%s: %s %q is used twice, or says too little", name, a.Name.Local, a.Value)
					}
					ids[a.Value] = ids[a.Value] || a.Name.Local == "id"
				}
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

// TestChartCaches wants in every chart exactly what stands in the cells that it
// points to.
func TestChartCaches(t *testing.T) {
	for _, l := range []*locale.Language{locale.English(), locale.Arabic()} {
		data := write(t, rich(t, l))
		grids, _, err := sheet.ReadXLSX(context.Background(), bytes.NewReader(data), "brief.xlsx", nil)
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]string{}
		for _, g := range grids {
			for _, r := range g.Rows {
				for j, s := range r.Cells {
					at[fmt.Sprintf("%s$%s$%d", sheetPrefix(g.Name), sheet.ColumnName(j+1), r.Number)] = s
				}
			}
		}
		type cache struct {
			F      string `xml:"f"`
			Points []struct {
				Index int    `xml:"idx,attr"`
				Value string `xml:"v"`
			} `xml:"numCache>pt"`
		}
		charts, numbers := 0, 0
		for name, part := range unzip(t, data) {
			if !strings.HasPrefix(name, "xl/charts/chart") {
				continue
			}
			charts++
			var c struct {
				Series []cache `xml:"chart>plotArea>barChart>ser>val>numRef"`
			}
			if err := xml.Unmarshal(part, &c); err != nil {
				t.Fatal(err)
			}
			for _, s := range c.Series {
				want := map[int]string{}
				for i, ref := range strings.Split(strings.Trim(s.F, "()"), ",") {
					if at[ref] != "" {
						want[i] = at[ref]
					}
				}
				for _, p := range s.Points {
					numbers++
					if want[p.Index] != p.Value {
						t.Errorf("%s, bar %d: the chart draws %s, its cell of %s holds %q", name, p.Index, p.Value, s.F, want[p.Index])
					}
					delete(want, p.Index)
				}
				if len(want) > 0 {
					t.Errorf("%s: %s has numbers that the chart does not draw: %v", name, s.F, want)
				}
			}
		}
		if charts < 4 || numbers < 17 {
			t.Errorf("only %d charts with %d numbers", charts, numbers)
		}
	}
}
