package xlsx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// overTime makes a chart of rows: a date, why it does not compare with the one
// before, and a value for each series.
func overTime(kind document.ChartKind, title string, names []string, rows ...[]string) *document.Chart {
	c := &document.Chart{Name: "over_time", Title: title, Kind: kind, Series: names, Source: "OCHA", Marks: []int{1}}
	for i, r := range rows {
		row := document.ChartRow{Label: on(r[0]), Break: r[1]}
		for j, q := range r[2:] {
			if q == "" {
				row.Values = append(row.Values, document.Value{Class: document.FigureValue, Quantity: &humanitarian.Quantity{}})
				continue
			}
			row.Values = append(row.Values, figure(fmt.Sprintf("%s-%d-%d", title, i, j), q))
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

// gallery is a brief with a chart of each kind.
func gallery(t testing.TB, l *locale.Language) *document.Document {
	d := sample(t)
	d.Language = l.Tag()
	pyramid := overTime(document.Pyramid, "By sex and age", []string{"Women", "Men"}, []string{"2024-12-01", "", "30", "20"}, []string{"2024-12-02", "", "10", ">=15"}, []string{"2024-12-03", "", "7"})
	for i, band := range []string{"18 to 59", "0 to 17", "sex not known"} {
		pyramid.Rows[i].Label = words(band)
	}
	d.Blocks = []document.Block{
		&document.Heading{Level: 1, Text: "Displacement"},
		overTime(document.Lines, "One line", nil, []string{"2024-12-01", "", "100"}, []string{"2024-12-03", "", "120..150"}, []string{"2024-12-05", "another place", "300"}, []string{"2024-12-08", "", ">=320"}, []string{"2024-12-09", "", ""}, []string{"2024-12-12", "", "340"}),
		overTime(document.Lines, "Two lines", []string{"Aleppo", "Idleb"}, []string{"2024-12-01", "", "100", "40"}, []string{"2024-12-03", "", "120", ""}, []string{"2024-12-05", "", "90", "55"}, []string{"2024-12-08", "", "80", "60"}),
		overTime(document.Columns, "Columns", nil, []string{"2024-12-01", "", "56"}, []string{"2024-12-03", "", ">=69"}, []string{"2024-12-08", "a wider area", "75..75..82"}),
		overTime(document.Stacked, "A stack", []string{"Women", "Men", "Children"}, []string{"2024-12-01", "", "10", "20", "5"}, []string{"2024-12-08", "", "15", "30", "11"}),
		overTime(document.Stacked, "No stack", []string{"Women", "Men"}, []string{"2024-12-01", "", "10", "20"}, []string{"2024-12-08", "", "15", ">=30"}),
		overTime(document.Multiples, "Small ones", []string{"Aleppo", "Idleb"}, []string{"2024-12-01", "", "100", "40"}, []string{"2024-12-08", "", "80", "60"}),
		pyramid,
	}
	return d
}

// TestChartKinds wants a chart of Excel's own for each chart of a document: what
// kind it is, how many pieces it is drawn in, and which numbers in which.
func TestChartKinds(t *testing.T) {
	for _, l := range []*locale.Language{locale.English(), locale.Arabic()} {
		var got []string
		parts := unzip(t, write(t, gallery(t, l)))
		for i := 1; parts[fmt.Sprintf("xl/charts/chart%d.xml", i)] != nil; i++ {
			got = append(got, drawnAs(t, parts, fmt.Sprintf("xl/charts/chart%d.xml", i)))
		}
		want := []string{
			// The light piece goes up to what the range leaves open, a floor has none, and
			// no piece holds values from both sides of the break.
			"line: [0=100 1=150] [0=100 1=120] [2=300 3=320 5=340]",
			"line: [0=100 1=120 2=90 3=80] [0=40 2=55 3=60]",
			"col clustered: [0=56 2=82] [0=56 1=69 2=75]",
			"col stacked: [0=10 1=15] [0=20 1=30] [0=5 1=11]",
			"col clustered: [0=10 1=15] [0=10 1=15]", "col clustered: [0=20] [0=20 1=30]", // a floor is no layer
			"col clustered: [0=100 1=80] [0=100 1=80]", "col clustered: [0=40 1=60] [0=40 1=60]",
			"bar clustered: [0=30 1=10] [0=30 1=10]", "bar clustered: [0=20] [0=20 1=15]", // without the row of no known sex
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", l.Tag(), d)
		}
	}
}

// drawnAs sums a chart part up.
func drawnAs(t *testing.T, parts map[string][]byte, name string) string {
	type ser struct {
		Points []struct {
			Index int    `xml:"idx,attr"`
			Value string `xml:"v"`
		} `xml:"val>numRef>numCache>pt"`
	}
	var c struct {
		Bars struct {
			Direction struct {
				Val string `xml:"val,attr"`
			} `xml:"barDir"`
			Grouping struct {
				Val string `xml:"val,attr"`
			} `xml:"grouping"`
			Ser []ser `xml:"ser"`
		} `xml:"chart>plotArea>barChart"`
		Line []ser `xml:"chart>plotArea>lineChart>ser"`
	}
	decode(t, parts, name, &c)
	out, all := strings.TrimSpace(c.Bars.Direction.Val+" "+c.Bars.Grouping.Val), c.Bars.Ser
	if len(c.Line) > 0 {
		out, all = "line", c.Line
	}
	out += ":"
	for _, s := range all {
		var points []string
		for _, p := range s.Points {
			points = append(points, fmt.Sprintf("%d=%s", p.Index, p.Value))
		}
		out += " [" + strings.Join(points, " ") + "]"
	}
	return out
}
