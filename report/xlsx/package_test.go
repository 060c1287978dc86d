package xlsx

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// workbooks are the kinds of workbook that this package writes.
func workbooks(t testing.TB) map[string]*document.Document {
	return map[string]*document.Document{"empty": {}, "sample": sample(t), "rich": rich(t, locale.English()), "arabic": rich(t, locale.Arabic()),
		"gallery": gallery(t, locale.English()), "arabic gallery": gallery(t, locale.Arabic())}
}

// TestPackage looks at every kind of workbook as strictly as Excel does, which
// offers to repair one whose parts do not fit together.
func TestPackage(t *testing.T) {
	for name, d := range workbooks(t) {
		for _, wrong := range sheet.CheckPackage(write(t, d)) {
			t.Errorf("%s: %s", name, wrong)
		}
	}
	const at = `<c:plotVisOnly val="0"/>`
	broken := remade(t, write(t, rich(t, locale.English())), "xl/charts/chart1.xml", replaced(at+`<c:dispBlanksAs val="gap"/>`, `<c:dispBlanksAs val="gap"/>`+at))
	if wrong := sheet.CheckPackage(broken); len(wrong) != 1 {
		t.Errorf("of a chart whose elements change places the check says %q", wrong)
	}
}

// TestChartCaches wants in every chart exactly what stands in the cells that it
// points to.
func TestChartCaches(t *testing.T) {
	for _, d := range []*document.Document{rich(t, locale.English()), rich(t, locale.Arabic()), gallery(t, locale.English()), gallery(t, locale.Arabic())} {
		data := write(t, d)
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
				Bars  []cache `xml:"chart>plotArea>barChart>ser>val>numRef"`
				Lines []cache `xml:"chart>plotArea>lineChart>ser>val>numRef"`
			}
			if err := xml.Unmarshal(part, &c); err != nil {
				t.Fatal(err)
			}
			for _, s := range append(c.Bars, c.Lines...) {
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
