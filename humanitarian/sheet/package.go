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
)

// CheckPackage looks at a workbook as strictly as Excel does, which offers to
// repair what LibreOffice takes in silence: content types, relations, unique
// names and ids, the order of elements of sheets, charts and drawings, indexes
// into styles, ranges. It says what is wrong, in the order in which it looks;
// nil is nothing. It is for tests of programs that write workbooks: it unzips
// all of data, so it is not for files of strangers, which [OpenXLSX] reads
// within limits.
func CheckPackage(data []byte) []string {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return []string{err.Error()}
	}
	c := &packageCheck{parts: map[string][]byte{}}
	for i, f := range zr.File {
		b, err := readPart(f)
		if err != nil {
			c.errorf("%s: %v", f.Name, err)
		}
		if _, twice := c.parts[strings.ToLower(f.Name)]; twice {
			c.errorf("two parts are named %s", f.Name)
		}
		if i == 0 && f.Name != contentTypes {
			c.errorf("the first part is %s, want %s", f.Name, contentTypes)
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
		switch {
		case strings.HasPrefix(n, "xl/worksheets/sheet"):
			c.sheet(n)
		case strings.HasPrefix(n, "xl/charts/chart"), strings.HasPrefix(n, "xl/drawings/drawing"):
			c.picture(n)
		}
	}
	return c.wrong
}

type packageCheck struct {
	wrong []string
	parts map[string][]byte
	names []string
}

func (c *packageCheck) errorf(format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
}

func (c *packageCheck) part(name string) []byte { return c.parts[strings.ToLower(name)] }

func (c *packageCheck) decode(name string, v any) {
	if err := xml.Unmarshal(c.part(name), v); err != nil {
		c.errorf("%s: %v", name, err)
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
			c.errorf("two content types for .%s", d.Extension)
		}
		byExt[strings.ToLower(d.Extension)] = d.ContentType
	}
	for _, o := range ct.Override {
		if byName[strings.ToLower(o.PartName)] != "" {
			c.errorf("two content types for %s", o.PartName)
		}
		if c.part(strings.TrimPrefix(o.PartName, "/")) == nil {
			c.errorf("a content type for %s, which is not there", o.PartName)
		}
		byName[strings.ToLower(o.PartName)] = o.ContentType
	}
	for _, n := range c.names {
		kind := byName["/"+strings.ToLower(n)]
		if kind == "" {
			kind = byExt[strings.TrimPrefix(strings.ToLower(path.Ext(n)), ".")]
		}
		if kind == "" && n != contentTypes {
			c.errorf("no content type for %s", n)
		}
		if strings.HasPrefix(n, "xl/worksheets/sheet") && !strings.HasSuffix(kind, "worksheet+xml") {
			c.errorf("content type %q for %s", kind, n)
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
			c.errorf("%s: %v", name, err)
			return
		}
		if s, ok := tok.(xml.StartElement); ok {
			seen := map[xml.Name]bool{}
			for _, a := range s.Attr {
				if seen[a.Name] {
					c.errorf("%s: %s has %s twice", name, s.Name.Local, a.Name.Local)
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
		c.errorf("%s belongs to no part", name)
	}
	seen := map[string]bool{}
	for _, r := range c.relationsOf(of) {
		if r.ID == "" || seen[r.ID] {
			c.errorf("%s: the id %q is empty or used twice", name, r.ID)
		}
		seen[r.ID] = true
		target := path.Join(path.Dir(of), r.Target)
		if strings.HasPrefix(r.Target, "/") {
			target = r.Target[1:]
		}
		if r.TargetMode != "External" && c.part(target) == nil {
			c.errorf("%s: %s leads to %s, which is not there", name, r.ID, target)
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
			c.errorf("sheet name %q", s.Name)
		} else {
			names[key] = true
		}
		if ids[s.ID] || s.ID == "" {
			c.errorf("sheet id %q", s.ID)
		}
		ids[s.ID] = true
		if path.Base(rels[s.Rel]) != "worksheet" {
			c.errorf("sheet %q has the relation %q", s.Name, rels[s.Rel])
		}
	}
	defined := map[string]bool{}
	for _, n := range book.Names {
		if key := n.Local + "!" + strings.ToLower(n.Name); defined[key] {
			c.errorf("the name %s is defined twice", n.Name)
		} else {
			defined[key] = true
		}
		if i, err := strconv.Atoi(n.Local); n.Local != "" && (err != nil || i >= len(book.Sheets)) {
			c.errorf("the name %s belongs to sheet %q", n.Name, n.Local)
		}
	}
}

// sheetOrder is the order of the elements of a sheet, ECMA-376, 18.3.1.99.
func sheetOrder() []string {
	return strings.Fields(`sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
	autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions
	pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
	legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst`)
}

func (c *packageCheck) sheet(name string) {
	in := &sheetCheck{packageCheck: c, name: name}
	in.formats, in.marks = c.formats()
	order, rels := sheetOrder(), map[string]bool{}
	for _, r := range c.relationsOf(name) {
		rels[r.ID] = true
	}
	d := xml.NewDecoder(bytes.NewReader(c.part(name)))
	depth, at := 0, -1
	for {
		tok, err := d.Token()
		if err != nil {
			return
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
				c.errorf("%s: %s has the relation %q, which is not there", name, s.Name.Local, a.Value)
			}
		}
		if depth == 1 {
			i := slices.Index(order, s.Name.Local)
			if i < 0 || i < at || i == at && s.Name.Local != "conditionalFormatting" {
				c.errorf("%s: %s stands in the wrong place", name, s.Name.Local)
			}
			at = i
		}
		depth++
		in.element(s.Name.Local, attr)
	}
}

// A sheetCheck is where in a sheet the check stands.
type sheetCheck struct {
	*packageCheck
	name           string
	formats, marks int
	row, column    int
	merged         []Range
}

// element looks at one element of a sheet by itself.
func (c *sheetCheck) element(element string, attr map[string]string) {
	switch element {
	case "row":
		n, _ := strconv.Atoi(attr["r"])
		if n <= c.row {
			c.errorf("%s: row %d after %d", c.name, n, c.row)
		}
		c.row, c.column = n, 0
	case "c":
		column, row, ok := parseCellName([]byte(attr["r"]))
		if !ok || row != c.row || column <= c.column {
			c.errorf("%s: cell %s in row %d after column %d", c.name, attr["r"], c.row, c.column)
		}
		c.column = column
		if n, err := strconv.Atoi(cmp.Or(attr["s"], "0")); err != nil || n >= c.formats {
			c.errorf("%s: cell %s has format %s of %d", c.name, attr["r"], attr["s"], c.formats)
		}
	case "cfRule":
		if n, err := strconv.Atoi(attr["dxfId"]); err != nil || n >= c.marks {
			c.errorf("%s: a condition has format %q of %d", c.name, attr["dxfId"], c.marks)
		}
	case "mergeCell":
		r, ok := parseRange([]byte(attr["ref"]))
		if !ok || slices.ContainsFunc(c.merged, func(m Range) bool {
			return m.Row <= r.LastRow && r.Row <= m.LastRow && m.Column <= r.LastColumn && r.Column <= m.LastColumn
		}) {
			c.errorf("%s: merged cells %s overlap", c.name, attr["ref"])
		}
		c.merged = append(c.merged, r)
	case "dataValidations", "mergeCells":
		if attr["count"] == "0" {
			c.errorf("%s: %s without any", c.name, element)
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
