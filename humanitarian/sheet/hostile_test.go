package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"
)

// minimal is a small workbook of one sheet with the given XML in its rows.
func minimal(t testing.TB, sheetXML string, more ...string) []byte {
	t.Helper()
	const rel = `<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>`
	parts := [][2]string{
		{"_rels/.rels", "<Relationships>" + fmt.Sprintf(rel, "a", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
		{"xl/workbook.xml", `<workbook><sheets><sheet name="S" sheetId="1" id="a"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", "<Relationships>" + fmt.Sprintf(rel, "a", "worksheet", "worksheets/sheet1.xml") +
			fmt.Sprintf(rel, "b", "sharedStrings", "sharedStrings.xml") + fmt.Sprintf(rel, "c", "styles", "/xl/styles.xml") + "</Relationships>"},
		{"xl/worksheets/sheet1.xml", sheetXML},
		{"xl/sharedStrings.xml", "<sst><si><t>zero</t></si><si><r><t>o</t></r><r><t>ne</t></r><rPh><t>x</t></rPh></si></sst>"},
		{"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="170"/><xf numFmtId="22"/></cellXfs></styleSheet>`},
	}
	for i := 0; i+1 < len(more); i += 2 {
		replaced := false
		for j := range parts {
			if parts[j][0] == more[i] {
				parts[j][1], replaced = more[i+1], true
			}
		}
		if !replaced {
			parts = append(parts, [2]string{more[i], more[i+1]})
		}
	}
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := zw.Create(p[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, p[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rowsXML(rows string) string { return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>" }

// bomb is a workbook of about 600 KB whose sheet unzips to 600 MB of spaces.
func bomb(t testing.TB) []byte {
	t.Helper()
	const piece, pieces = 1 << 20, 600
	space := bytes.Repeat([]byte{' '}, piece)
	var one bytes.Buffer
	fl, err := flate.NewWriter(&one, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fl.Write(space); err != nil {
		t.Fatal(err)
	}
	if err := fl.Flush(); err != nil {
		t.Fatal(err)
	}
	packed := bytes.Repeat(one.Bytes(), pieces)
	packed = append(packed, 1, 0, 0, 0xff, 0xff) // a last block, empty
	sum := uint32(0)
	for range pieces {
		sum = crc32.Update(sum, crc32.IEEETable, space)
	}
	small := minimal(t, rowsXML(""))
	zr, err := zip.NewReader(bytes.NewReader(small), int64(len(small)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, f := range zr.File {
		if f.Name == "xl/worksheets/sheet1.xml" {
			w, err := zw.CreateRaw(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, CRC32: sum,
				CompressedSize64: uint64(len(packed)), UncompressedSize64: piece * pieces})
			if err == nil {
				_, err = w.Write(packed)
			}
			if err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := zw.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestLimits(t *testing.T) {
	far := func(n int) string { // rows with one cell far to the right
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1)
		}
		return rowsXML(b.String())
	}
	many := func(n int, s string) string { return strings.Repeat(s, n) }
	tests := []struct {
		name string
		data []byte
		lim  *Limits
		says string
	}{
		{"bomb", bomb(t), nil, "more than 268435456 bytes after unzipping"},
		{"327 million cells", minimal(t, far(20_000)), nil, "S!XFD1: more than 1000 columns"},
		{"327 million cells, columns allowed", minimal(t, far(20_000)), &Limits{MaxColumns: 16_384}, "more than 10000000 cells"},
		{"a dimension that lies", minimal(t, `<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`), nil, ""},
		{"columns without content do not count", minimal(t, rowsXML(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>`)), nil, ""},
		{"rows", minimal(t, rowsXML(many(5, "<row><c><v>1</v></c></row>"))), &Limits{MaxRows: 4}, "S!5: more than 4 rows"},
		{"row number", minimal(t, rowsXML(`<row r="1048577"><c><v>1</v></c></row>`)), nil, "rows in a sheet"},
		{"strings", minimal(t, rowsXML(""), "xl/sharedStrings.xml", "<sst>"+many(5, "<si/>")+"</sst>"), &Limits{MaxStrings: 4}, "more than 4 different texts"},
		{"long string", minimal(t, rowsXML(""), "xl/sharedStrings.xml", "<sst><si>"+many(3, "<r><t>"+many(50_000, "x")+"</t></r>")+"</si></sst>"), nil, "bytes in one cell"},
		{"long inline string", minimal(t, rowsXML(`<row><c t="inlineStr"><is>`+many(3, "<r><t>"+many(50_000, "x")+"</t></r>")+`</is></c></row>`)), nil, "S!A1: more than 131068 bytes in one cell"},
		{"endless tag", minimal(t, rowsXML(`<row a="`+many(2<<20, "x")+`"/>`)), nil, "longer than 1 MiB"},
		{"sheets", minimal(t, rowsXML(""), "xl/workbook.xml", "<workbook><sheets>"+many(5, `<sheet name="S" id="a"/>`)+"</sheets></workbook>"), &Limits{MaxSheets: 4}, "more than 4 sheets"},
		{"cell formats", minimal(t, rowsXML(""), "xl/styles.xml", "<styleSheet><cellXfs>"+many(100_001, "<xf/>")+"</cellXfs></styleSheet>"), nil, "more than 100000 cell formats"},
		{"number formats", minimal(t, rowsXML(""), "xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="`+many(900_000, "#")+`"/></numFmts><cellXfs>`+many(90_000, `<xf numFmtId="200"/>`)+"</cellXfs></styleSheet>"), nil, "empty"},
		{"merged ranges", minimal(t, "<worksheet><mergeCells>"+many(10_001, `<mergeCell ref="A1:B2"/>`)+"</mergeCells></worksheet>"), nil, "merged ranges"},
		{"deep", minimal(t, "<worksheet>"+many(300, "<a>")), nil, "tags inside one another"},
		{"bytes of the file", minimal(t, rowsXML("")), &Limits{MaxBytes: 100}, "more than 100 bytes in the file"},
		{"shared text in many cells", minimal(t, rowsXML(`<row>`+many(500, `<c t="s"><v>0</v></c>`)+`</row>`), "xl/sharedStrings.xml", "<sst><si><t>"+many(1000, "x")+"</t></si></sst>"),
			&Limits{MaxBytes: 100_000}, "more than 100000 bytes of text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := ReadXLSX(t.Context(), bytes.NewReader(tt.data), "f.xlsx", tt.lim)
			var limit *LimitError
			switch {
			case tt.says == "" && err != nil:
				t.Errorf("got %v, want it read", err)
			case tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)):
				t.Errorf("got %v, want %q", err, tt.says)
			case tt.says != "" && tt.says != "empty" && !errors.As(err, &limit) && !errors.Is(err, ErrFormat):
				t.Errorf("got %v, want a limit or ErrFormat", err)
			}
		})
	}
}

func TestDamaged(t *testing.T) {
	tests := []struct{ name, sheet, says string }{
		{"rows go back", `<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>`, "S!1: damaged part"},
		{"cells go back", `<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>`, "cell A1 after B1"},
		{"a cell twice", `<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>`, "cell B1 after B1"},
		{"a cell of another row", `<row r="1"><c r="B2"><v>1</v></c></row>`, `cell with r="B2"`},
		{"text that is not there", `<row><c t="s"><v>2</v></c></row>`, `text number "2" of 2`},
		{"negative text", `<row><c t="s"><v>-1</v></c></row>`, `text number "-1" of 2`},
		{"unknown type", `<row><c t="q"><v>2</v></c></row>`, `cell with t="q"`},
		{"entity", `<row><c><v>&lol;</v></c></row>`, `entity "&lol;"`},
		{"not UTF-8", "<row><c t=\"str\"><v>Sa\xefd</v></c></row>", "not UTF-8"},
		{"open", `<row>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := minimal(t, rowsXML(tt.sheet))
			if tt.name == "open" {
				data = minimal(t, "<worksheet><sheetData><row>")
			}
			_, _, err := ReadXLSX(t.Context(), bytes.NewReader(data), "f.xlsx", nil)
			if !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want ErrFormat and %q", err, tt.says)
			}
		})
	}
	for name, data := range map[string][]byte{
		"document type": minimal(t, `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`),
		"latin-1":       minimal(t, `<?xml version="1.0" encoding="ISO-8859-1"?><worksheet/>`),
		"utf-16":        minimal(t, "\xff\xfe<\x00w\x00"),
		"no sheet part": minimal(t, "<worksheet/>", "xl/workbook.xml", `<workbook><sheets><sheet name="S" id="nowhere"/></sheets></workbook>`),
		"double part":   minimal(t, "<worksheet/>", "XL/Worksheets/sheet1.xml", "<worksheet/>"),
	} {
		if _, _, err := ReadXLSX(t.Context(), bytes.NewReader(data), "f.xlsx", nil); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: got %v, want ErrFormat", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := ReadXLSX(ctx, bytes.NewReader(minimal(t, rowsXML(""))), "f.xlsx", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}
