package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// CheckPackage looks at a workbook as strictly as Excel does, which offers to
// repair what LibreOffice takes in silence: content types, relations, unique
// names and ids, the order of elements, indexes into styles, ranges.
func CheckPackage(t testing.TB, data []byte) {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := &packageCheck{T: t, parts: map[string][]byte{}}
	for i, f := range zr.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(rc)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if _, twice := c.parts[strings.ToLower(f.Name)]; twice {
			t.Errorf("two parts are named %s", f.Name)
		}
		if i == 0 && f.Name != contentTypes {
			t.Errorf("the first part is %s, want %s", f.Name, contentTypes)
		}
		c.parts[strings.ToLower(f.Name)] = b
		c.names = append(c.names, f.Name)
	}
	c.types()
	for _, n := range c.names {
		if strings.HasSuffix(n, ".xml") || strings.HasSuffix(n, ".rels") {
			c.wellFormed(n)
		}
		if strings.HasSuffix(n, ".rels") {
			c.relations(n)
		}
	}
	c.book()
	for _, n := range c.names {
		if strings.HasPrefix(n, "xl/worksheets/sheet") {
			c.sheet(n)
		}
	}
}

type packageCheck struct {
	T     testing.TB
	parts map[string][]byte
	names []string
}

func (c *packageCheck) part(name string) []byte { return c.parts[strings.ToLower(name)] }

func (c *packageCheck) decode(name string, v any) {
	c.T.Helper()
	if err := xml.Unmarshal(c.part(name), v); err != nil {
		c.T.Errorf("%s: %v", name, err)
	}
}

func (c *packageCheck) types() {
	var ct struct {
		Default []struct {
			Extension   string `xml:",attr"`
			ContentType string `xml:",attr"`
		}
		Override []struct {
			PartName    string `xml:",attr"`
			ContentType string `xml:",attr"`
		}
	}
	c.decode(contentTypes, &ct)
	byExt, byName := map[string]string{}, map[string]string{}
	for _, d := range ct.Default {
		if byExt[strings.ToLower(d.Extension)] != "" {
			c.T.Errorf("two content types for .%s", d.Extension)
		}
		byExt[strings.ToLower(d.Extension)] = d.ContentType
	}
	for _, o := range ct.Override {
		if byName[strings.ToLower(o.PartName)] != "" {
			c.T.Errorf("two content types for %s", o.PartName)
		}
		if c.part(strings.TrimPrefix(o.PartName, "/")) == nil {
			c.T.Errorf("a content type for %s, which is not there", o.PartName)
		}
		byName[strings.ToLower(o.PartName)] = o.ContentType
	}
	for _, n := range c.names {
		kind := byName["/"+strings.ToLower(n)]
		if kind == "" {
			kind = byExt[strings.TrimPrefix(strings.ToLower(path.Ext(n)), ".")]
		}
		if kind == "" && n != contentTypes {
			c.T.Errorf("no content type for %s", n)
		}
		if strings.HasPrefix(n, "xl/worksheets/sheet") && !strings.HasSuffix(kind, "worksheet+xml") {
			c.T.Errorf("content type %q for %s", kind, n)
		}
	}
}

func (c *packageCheck) wellFormed(name string) {
	d := xml.NewDecoder(bytes.NewReader(c.part(name)))
	for {
		tok, err := d.RawToken()
		if err == io.EOF {
			return
		}
		if err != nil {
			c.T.Errorf("%s: %v", name, err)
			return
		}
		if s, ok := tok.(xml.StartElement); ok {
			seen := map[xml.Name]bool{}
			for _, a := range s.Attr {
				if seen[a.Name] {
					c.T.Errorf("%s: %s has %s twice", name, s.Name.Local, a.Name.Local)
				}
				seen[a.Name] = true
			}
		}
	}
}

type relationXML struct {
	ID         string `xml:"Id,attr"`
	Type       string `xml:"Type,attr"`
	Target     string `xml:"Target,attr"`
	TargetMode string `xml:"TargetMode,attr"`
}

func (c *packageCheck) relationsOf(part string) []relationXML {
	dir, base := path.Split(part)
	var rels struct{ Relationship []relationXML }
	if c.part(dir+"_rels/"+base+".rels") != nil {
		c.decode(dir+"_rels/"+base+".rels", &rels)
	}
	return rels.Relationship
}

func (c *packageCheck) relations(name string) {
	dir, base := path.Split(name)
	of := path.Join(path.Dir(path.Clean(dir)), strings.TrimSuffix(base, ".rels"))
	if base != ".rels" && c.part(of) == nil {
		c.T.Errorf("%s belongs to no part", name)
	}
	seen := map[string]bool{}
	for _, r := range c.relationsOf(of) {
		if r.ID == "" || seen[r.ID] {
			c.T.Errorf("%s: the id %q is empty or used twice", name, r.ID)
		}
		seen[r.ID] = true
		target := path.Join(path.Dir(of), r.Target)
		if strings.HasPrefix(r.Target, "/") {
			target = r.Target[1:]
		}
		if r.TargetMode != "External" && c.part(target) == nil {
			c.T.Errorf("%s: %s leads to %s, which is not there", name, r.ID, target)
		}
	}
}

func (c *packageCheck) book() {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"sheetId,attr"`
			Rel  string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name  string `xml:"name,attr"`
			Local string `xml:"localSheetId,attr"`
		} `xml:"definedNames>definedName"`
	}
	c.decode("xl/workbook.xml", &book)
	rels := map[string]string{}
	for _, r := range c.relationsOf("xl/workbook.xml") {
		rels[r.ID] = r.Type
	}
	names, ids := map[string]bool{}, map[string]bool{}
	for _, s := range book.Sheets {
		if key := strings.ToLower(s.Name); names[key] || len(s.Name) == 0 || CleanName(s.Name) != s.Name {
			c.T.Errorf("sheet name %q", s.Name)
		} else {
			names[key] = true
		}
		if ids[s.ID] || s.ID == "" {
			c.T.Errorf("sheet id %q", s.ID)
		}
		ids[s.ID] = true
		if path.Base(rels[s.Rel]) != "worksheet" {
			c.T.Errorf("sheet %q has the relation %q", s.Name, rels[s.Rel])
		}
	}
	defined := map[string]bool{}
	for _, n := range book.Names {
		if key := n.Local + "!" + strings.ToLower(n.Name); defined[key] {
			c.T.Errorf("the name %s is defined twice", n.Name)
		} else {
			defined[key] = true
		}
		if i, err := strconv.Atoi(n.Local); n.Local != "" && (err != nil || i >= len(book.Sheets)) {
			c.T.Errorf("the name %s belongs to sheet %q", n.Name, n.Local)
		}
	}
}

// sheetOrder is the order of the elements of a sheet, ECMA-376, 18.3.1.99.
var sheetOrder = strings.Fields(`sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
	autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions
	pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
	legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst`)

func (c *packageCheck) sheet(name string) {
	formats, marks := c.formats()
	rels := map[string]bool{}
	for _, r := range c.relationsOf(name) {
		rels[r.ID] = true
	}
	d := xml.NewDecoder(bytes.NewReader(c.part(name)))
	depth, at, row, column := 0, -1, 0, 0
	var merged []Range
	for {
		tok, err := d.Token()
		if err != nil {
			break
		}
		s, ok := tok.(xml.StartElement)
		if _, end := tok.(xml.EndElement); end {
			depth--
		}
		if !ok {
			continue
		}
		attr := map[string]string{}
		for _, a := range s.Attr {
			attr[a.Name.Local] = a.Value
			if a.Name.Space == relationships && !rels[a.Value] {
				c.T.Errorf("%s: %s has the relation %q, which is not there", name, s.Name.Local, a.Value)
			}
		}
		if depth == 1 {
			i := slices.Index(sheetOrder, s.Name.Local)
			if i < at || i == at && s.Name.Local != "conditionalFormatting" {
				c.T.Errorf("%s: %s stands in the wrong place", name, s.Name.Local)
			}
			at = i
		}
		depth++
		switch s.Name.Local {
		case "row":
			n, _ := strconv.Atoi(attr["r"])
			if n <= row {
				c.T.Errorf("%s: row %d after %d", name, n, row)
			}
			row, column = n, 0
		case "c":
			col, r, ok := parseCellName([]byte(attr["r"]))
			if !ok || r != row || col <= column {
				c.T.Errorf("%s: cell %s in row %d after column %d", name, attr["r"], row, column)
			}
			column = col
			if n, err := strconv.Atoi(cmp.Or(attr["s"], "0")); err != nil || n >= formats {
				c.T.Errorf("%s: cell %s has format %s of %d", name, attr["r"], attr["s"], formats)
			}
		case "cfRule":
			if n, err := strconv.Atoi(attr["dxfId"]); err != nil || n >= marks {
				c.T.Errorf("%s: a condition has format %q of %d", name, attr["dxfId"], marks)
			}
		case "mergeCell":
			r, ok := parseRange([]byte(attr["ref"]))
			if !ok || slices.ContainsFunc(merged, func(m Range) bool {
				return m.Row <= r.LastRow && r.Row <= m.LastRow && m.Column <= r.LastColumn && r.Column <= m.LastColumn
			}) {
				c.T.Errorf("%s: merged cells %s overlap", name, attr["ref"])
			}
			merged = append(merged, r)
		case "dataValidations", "mergeCells":
			if attr["count"] == "0" {
				c.T.Errorf("%s: %s without any", name, s.Name.Local)
			}
		}
	}
}

func (c *packageCheck) formats() (cells, marks int) {
	var styles struct {
		Xfs  []struct{} `xml:"cellXfs>xf"`
		Dxfs []struct{} `xml:"dxfs>dxf"`
	}
	c.decode("xl/styles.xml", &styles)
	return len(styles.Xfs), len(styles.Dxfs)
}

// quiet counts complaints, to see that the check complains.
type quiet struct {
	testing.TB
	said []string
}

func (q *quiet) Helper()                   {}
func (q *quiet) Errorf(f string, a ...any) { q.said = append(q.said, fmt.Sprintf(f, a...)) }

func TestCheckPackage(t *testing.T) {
	good := mustWrite(t, rich())
	CheckPackage(t, good)
	broken := func(part, old, new string) []byte {
		return remake(t, good, part, func(b []byte) []byte {
			if !bytes.Contains(b, []byte(old)) {
				t.Fatalf("no %s in %s", old, part)
			}
			return bytes.Replace(b, []byte(old), []byte(new), 1)
		})
	}
	for says, data := range map[string][]byte{
		`content type "application/xml"`: broken(contentTypes, `PartName="/xl/worksheets/sheet1.xml"`, `PartName="/xl/worksheets/sheet9.xml"`),
		"used twice":                     broken("xl/_rels/workbook.xml.rels", `Id="rId2"`, `Id="rId1"`),
		"which is not there":             broken("xl/_rels/workbook.xml.rels", `worksheets/sheet1.xml`, `worksheets/sheet8.xml`),
		"sheet name":                     broken("xl/workbook.xml", `name="Données"`, `name="Key  figures 1"`),
		"stands in the wrong place":      broken("xl/worksheets/sheet1.xml", `<mergeCells`, `<cols></cols><mergeCells`),
		"has format 99":                  broken("xl/worksheets/sheet1.xml", `s="1"`, `s="99"`),
		"after column":                   broken("xl/worksheets/sheet1.xml", `r="B2"`, `r="A2"`),
		"twice":                          broken("xl/worksheets/sheet1.xml", `<row r="1"`, `<row r="1" r="1"`),
		"has the relation":               broken("xl/worksheets/sheet1.xml", `r:id="rIdLink1"`, `r:id="rIdLink7"`),
	} {
		q := &quiet{TB: t}
		CheckPackage(q, data)
		if !strings.Contains(strings.Join(q.said, "\n"), says) {
			t.Errorf("the check says %q, want %q", q.said, says)
		}
	}
}
