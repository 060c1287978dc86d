package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
)

// dump reopens a workbook without any of our readers and prints what Excel
// would see: text in quotes, numbers bare with their format, links after ->.
func dump(t *testing.T, data []byte) string {
	t.Helper()
	parts := unzip(t, data)
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name  string `xml:"name,attr"`
			Value string `xml:",chardata"`
		} `xml:"definedNames>definedName"`
	}
	decode(t, parts, "xl/workbook.xml", &book)
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Xfs []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	decode(t, parts, "xl/styles.xml", &styles)
	codes := map[int]string{3: "#,##0", 9: "0%"}
	for _, f := range styles.Formats {
		codes[f.ID] = f.Code
	}
	var b strings.Builder
	for _, n := range book.Names {
		fmt.Fprintf(&b, "%s = %s\n", n.Name, n.Value)
	}
	for i, s := range book.Sheets {
		var ws sheetXML
		decode(t, parts, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), &ws)
		fmt.Fprintf(&b, "\n== %s frozen=%s filter=%s header=%q footer=%q\n", s.Name, ws.Pane.Cell, ws.Filter.Ref, ws.Header, ws.Footer)
		links := map[string]string{}
		for _, l := range ws.Links {
			links[l.Ref] = l.Location + l.ID
		}
		for _, r := range ws.Rows {
			line := ""
			for _, c := range r.Cells {
				text := c.Value
				switch {
				case c.Type == "inlineStr":
					text = strconv.Quote(c.Text)
				case c.Value == "":
					continue
				case codes[styles.Xfs[c.Style].Format] != "":
					text += "{" + codes[styles.Xfs[c.Style].Format] + "}"
				}
				if c.Formula != "" {
					text += "=" + c.Formula
				}
				if to := links[c.Ref]; to != "" {
					text += "->" + to
				}
				line += "  " + c.Ref + " " + text
			}
			if line != "" {
				b.WriteString(strings.TrimPrefix(line, "  ") + "\n")
			}
		}
		for _, c := range ws.Conditions {
			fmt.Fprintf(&b, "? %s %s\n", c.Ref, c.Formula)
		}
	}
	dumpCharts(t, &b, data)
	return b.String()
}

// dumpCharts prints the texts, numbers and cells of each chart.
func dumpCharts(t *testing.T, b *strings.Builder, data []byte) {
	_, charts, err := readParts(data)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range charts {
		fmt.Fprintf(b, "\n-- chart %d\n", i+1)
		for _, s := range c.parts() {
			fmt.Fprintf(b, "%q\n", s)
		}
	}
}

type sheetXML struct {
	Pane struct {
		Cell string `xml:"topLeftCell,attr"`
	} `xml:"sheetViews>sheetView>pane"`
	Rows []struct {
		Cells []struct {
			Ref     string `xml:"r,attr"`
			Type    string `xml:"t,attr"`
			Style   int    `xml:"s,attr"`
			Text    string `xml:"is>t"`
			Value   string `xml:"v"`
			Formula string `xml:"f"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	Conditions []struct {
		Ref     string `xml:"sqref,attr"`
		Formula string `xml:"cfRule>formula"`
	} `xml:"conditionalFormatting"`
	Filter struct {
		Ref string `xml:"ref,attr"`
	} `xml:"autoFilter"`
	Links []struct {
		Ref      string `xml:"ref,attr"`
		Location string `xml:"location,attr"`
		ID       string `xml:"id,attr"`
	} `xml:"hyperlinks>hyperlink"`
	Header string `xml:"headerFooter>oddHeader"`
	Footer string `xml:"headerFooter>oddFooter"`
}

func unzip(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

func decode(t *testing.T, parts map[string][]byte, name string, v any) {
	t.Helper()
	if err := xml.Unmarshal(parts[name], v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
