package sheet

import (
	"bytes"
	"strings"
	"testing"
)

// checkPackage fails where [CheckPackage] finds something.
func checkPackage(t testing.TB, data []byte) {
	t.Helper()
	for _, s := range CheckPackage(data) {
		t.Error(s)
	}
}

func TestCheckPackage(t *testing.T) {
	good := mustWrite(t, rich())
	checkPackage(t, good)
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
		if said := CheckPackage(data); !strings.Contains(strings.Join(said, "\n"), says) {
			t.Errorf("the check says %q, want %q", said, says)
		}
	}
}
