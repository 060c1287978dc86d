package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// show lists the cells of a row with how they are stored.
func show(g *Grid, i int) string {
	var out []string
	for j, c := range g.Rows[i].Cells {
		s := g.Stored(i, j)
		if s == (Stored{}) {
			continue
		}
		mark := s.Kind.String()
		if s.Formula {
			mark += " formula"
		}
		out = append(out, fmt.Sprintf("%s %q %s", cellName(g.Rows[i].Number, j+1), c, mark))
	}
	return strings.Join(out, "; ")
}

func TestReadCells(t *testing.T) {
	tests := []struct{ name, cells, want string }{
		{"number", `<c r="A1"><v>1250</v></c>`, `A1 "1250" Number`},
		{"text that looks like one", `<c r="A1" t="inlineStr"><is><t>007</t></is></c>`, `A1 "007" Text`},
		{"shared text", `<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>`, `A1 "zero" Text; B1 "one" Text`},
		{"binary noise", `<c r="A1"><v>0.30000000000000004</v></c>`, `A1 "0.3" Number`},
		{"exponent", `<c r="A1"><v>1.25E+6</v></c><c r="B1"><v>-2.5E-3</v></c>`, `A1 "1250000" Number; B1 "-0.0025" Number`},
		{"more than 15 digits", `<c r="A1"><v>9007199254740993</v></c><c r="B1"><v>1234567890.123456789</v></c>`, `A1 "9007199254740993" Number; B1 "1234567890.12346" Number`},
		{"minus nought", `<c r="A1"><v>-0</v></c>`, `A1 "0" Number`},
		{"percent", `<c r="A1" s="2"><v>0.14</v></c>`, `A1 "0.14" Percent`},
		{"date", `<c r="A1" s="1"><v>45634</v></c><c r="B1" s="3"><v>45634.75</v></c><c r="C1" s="4"><v>45634.6041666667</v></c>`,
			`A1 "2024-12-08" Date; B1 "2024-12-08" Date; C1 "2024-12-08T14:30:00" Date`},
		{"first days of Excel", `<c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>59</v></c><c r="C1" s="1"><v>60</v></c><c r="D1" s="1"><v>61</v></c>`,
			`A1 "1900-01-01" Date; B1 "1900-02-28" Date; C1 "60" Number; D1 "1900-03-01" Date`},
		{"no such day", `<c r="A1" s="1"><v>-3</v></c><c r="B1" s="1"><v>3000000</v></c>`, `A1 "-3" Number; B1 "3000000" Number`},
		{"ISO date", `<c r="A1" s="1" t="d"><v>2024-12-08T00:00:00</v></c>`, `A1 "2024-12-08" Date`},
		{"bool", `<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c>`, `A1 "TRUE" Bool; B1 "FALSE" Bool`},
		{"error", `<c r="A1" t="e"><v>#N/A</v></c>`, `A1 "#N/A" Error`},
		{"formula", `<c r="A1"><f>SUM(B1)</f><v>5</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>`, `A1 "5" Number formula; B1 "ab" Text formula`},
		{"formula without a result", `<c r="A1"><f>SUM(B1)</f></c><c r="B1"><v>1</v></c>`, `A1 "" Empty formula; B1 "1" Number`},
		{"formula for nothing", `<c r="A1" t="str"><f>""</f><v></v></c><c r="B1" t="str"><f>""</f></c><c r="C1"><v>1</v></c>`, `C1 "1" Number`},
		{"no references", `<c><v>1</v></c><c/><c><v>3</v></c>`, `A1 "1" Number; C1 "3" Number`},
		{"prefixes", `<x:c r="A1"><x:v>1</x:v></x:c>`, `A1 "1" Number`},
		{"escapes", `<c r="A1" t="str"><v>a_x000D__x000A_b_x005F_x0041_&#233;<![CDATA[<&]]>_xD83D__xDE00_</v></c>`, `A1 "a\nb_x0041_é<&😀" Text`},
		{"line ends and controls", "<c r=\"A1\" t=\"str\"><v>a\r\nb_x0007_</v></c>", "A1 \"a\\nb\uFFFD\" Text"},
		{"comments between", `<!-- <c r="A1"/> --><c r="B1"><!-- > --><v>1<?x y?>2</v></c>`, `B1 "12" Number`},
		{"greater-than in an attribute", `<c r="A1" note="a>b"><v>1</v></c>`, `A1 "1" Number`},
		{"not a number", `<c r="A1"><v>12 000</v></c><c r="B1"><v>0x10</v></c><c r="C1"><v>1e999</v></c>`, `A1 "12 000" Text; B1 "0x10" Text; C1 "1e999" Text`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := minimal(t, rowsXML("<row>"+tt.cells+"</row>"))
			gs, _, err := ReadXLSX(t.Context(), bytes.NewReader(data), "f", nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(gs[0], 0); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestReadLayout(t *testing.T) {
	data := minimal(t, `<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="true"/></cols><sheetData>
		<row r="1"><c r="A1"><v>1</v></c></row>
		<row r="3" hidden="1"><c r="B3"><f>A1</f></c><c r="D3" t="e"><v>#REF!</v></c></row>
		<row r="4" s="1"/><row r="5"><c r="A5" s="1"/></row>
		<row r="9"><c r="C9"><f>1</f><v>7</v></c></row></sheetData>
		<mergeCells count="3"><mergeCell ref="C9:D12"/><mergeCell ref="A1:C1"/><mergeCell ref="A3:A9"/></mergeCells></worksheet>`,
		"xl/workbook.xml", `<workbook><workbookPr date1904="1"/><sheets><sheet name="S" state="veryHidden" id="a"/></sheets><calcPr fullCalcOnLoad="1"/></workbook>`)
	gs, faults, err := ReadXLSX(t.Context(), bytes.NewReader(data), "f", nil)
	if err != nil {
		t.Fatal(err)
	}
	g := gs[0]
	got := []string{fmt.Sprint(g.Hidden, g.Merged, g.HiddenColumns), g.Shown(0, 2), g.Shown(1, 0), g.Shown(2, 3), g.Shown(0, 3),
		fmt.Sprint(g.ColumnHidden(0), g.ColumnHidden(1), g.ColumnHidden(2), g.ColumnHidden(3), g.ColumnHidden(9))}
	for _, at := range [][2]int{{0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 2}, {9, 9}} {
		m, ok := g.Merge(at[0], at[1])
		got = append(got, fmt.Sprint(at, " ", ok))
		if ok {
			got[len(got)-1] += " " + m.String()
		}
	}
	i, ok := g.Index(9)
	got = append(got, fmt.Sprint(i, ok))
	want := []string{"true [A1:C1 A3:A9 C9:D12] [[2 3] [5 16384]]", "1", "", "7", "", "false true true false true",
		"[0 1] true A1:C1", "[1 0] true A3:A9", "[1 1] false", "[2 0] true A3:A9", "[2 2] true C9:D12", "[9 9] false", "2 true"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	wantFaults := []string{"f:S!B3: sheet-no-result", `f:S!D3: sheet-error-value "#REF!"`, "f:S: sheet-hidden-sheet", `f:S: sheet-hidden-rows "1"`,
		`f:S: sheet-hidden-columns "C"`, `f:S: sheet-stale "2"`}
	if d := cmp.Diff(wantFaults, faultStrings(faults)); d != "" {
		t.Errorf("faults (-want +got):\n%s", d)
	}
}

func TestRead1904(t *testing.T) {
	data := minimal(t, rowsXML(`<row><c s="1"><v>44172</v></c><c s="1"><v>0</v></c></row>`),
		"xl/workbook.xml", `<workbook><workbookPr date1904="true"/><sheets><sheet name="S" id="a"/></sheets></workbook>`)
	gs, _, err := ReadXLSX(t.Context(), bytes.NewReader(data), "f", nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"2024-12-08", "1904-01-01"}, gs[0].Rows[0].Cells); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestReadStrict reads the strict form of the format, whose names of relations
// and namespaces are others.
func TestReadStrict(t *testing.T) {
	const rel = `<Relationship Id="%s" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/%s" Target="%s"/>`
	data := minimal(t, `<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" s="1" t="d"><x:v>2024-12-08</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
		"_rels/.rels", "<Relationships>"+fmt.Sprintf(rel, "a", "officeDocument", "/xl/workbook.xml")+"</Relationships>",
		"xl/_rels/workbook.xml.rels", "<Relationships>"+fmt.Sprintf(rel, "a", "worksheet", "../xl/worksheets/Sheet1.xml")+
			fmt.Sprintf(rel, "b", "sharedStrings", "sharedStrings.xml")+fmt.Sprintf(rel, "c", "styles", "styles.xml")+"</Relationships>")
	gs, _, err := ReadXLSX(t.Context(), bytes.NewReader(data), "f", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(gs[0], 0), `A1 "zero" Text; B1 "2024-12-08" Date`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestRowsByRow compares reading by row with reading at once, and stopping.
func TestRowsByRow(t *testing.T) {
	data := mustWrite(t, rich())
	gs, _, err := ReadXLSX(t.Context(), bytes.NewReader(data), "f", nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := OpenXLSX(t.Context(), bytes.NewReader(data), int64(len(data)), "f", nil)
	if err != nil {
		t.Fatal(err)
	}
	var rows []Row
	for r, err := range b.Rows(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	if d := cmp.Diff(gs[0].Rows, rows, cmp.AllowUnexported(Row{})); d != "" {
		t.Errorf("(-at once +by row):\n%s", d)
	}
	for r := range b.Rows(t.Context(), 0) {
		if r.Number != 1 {
			t.Errorf("row %d first", r.Number)
		}
		break
	}
	for _, err := range b.Rows(t.Context(), 7) {
		if err == nil {
			t.Error("a sheet that is not there was read")
		}
	}
}

// sitrepData is the folder of real files, or the test is skipped.
func sitrepData(t *testing.T) string {
	dir := os.Getenv("SITREP_DATA")
	if dir == "" {
		t.Skip("SITREP_DATA is not set: the messy files of real desks are not read")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestMessyFiles reads real files and looks up facts that were seen in them
// with other programs.
func TestMessyFiles(t *testing.T) {
	dir := filepath.Join(sitrepData(t), "messy")
	tests := []struct {
		file    string
		sheets  string            // name:rows:merged ranges
		cells   map[string]string // "sheet!cell" to text and kind
		faults  int
		because string
	}{
		{"afghanistan-adminboundaries-arabic-script.xlsx", "ADM0:2:0 ADM1:35:0 ADM2:402:0", map[string]string{
			"ADM0!B2": "افغانستان Text", "ADM0!I2": "2017-12-12T00:00:00 Date", "ADM0!L2": "641934.543034258 Number", "ADM1!L2": "43081 Number",
			"ADM2!A2": "Khash Text", "ADM2!V2": "242.907843678703 Number"}, 0, "numbers that are dates without the format of one stay numbers"},
		{"hxl-input-merged.xlsx", "input-valid:7:6", map[string]string{
			"input-valid!A1": "¿Qué? Text", "input-valid!A4": "001 Text", "input-valid!E4": "100 Number", "input-valid!I4": "1 March 2015 Text",
			"input-valid!C1 shown": "¿Qué?", "input-valid!I7 shown": "1 March 2015", "input-valid!D6 shown": "UNICEF", "input-valid!G6 shown": "Colombia"}, 0, "merged cells"},
		{"hxl-input-quality.xlsx", "input-quality-no-hxl:6:6 input-quality-hxl:7:0", map[string]string{
			"input-quality-hxl!B3": "#sector+es Text", "input-quality-hxl!F7": "95 Number"}, 0, "two sheets"},
		{"ukraine-border-crossings-readme-sheet.xlsx", "READ ME:11:0 Border Crossings:81:0", map[string]string{
			"READ ME!C9": "80 Number formula", "READ ME!D7": "` Text", "READ ME!C7": "32 Number", "Border Crossings!B81": "Улянівське - Шрамко Text", "Border Crossings!D2": "51.1852213611046 Number"}, 0, "formula with its result; 1,000 empty rows"},
		{"ukraine-dtm-idp-round-14.xlsx", "Estimated Population:28:2 Current Location of IDPs:8:1 Origin Oblasts of IDPs:8:1", map[string]string{
			"Estimated Population!D3": "2023-09-30 Date", "Estimated Population!G3": "121000 Number", "Estimated Population!G26": "n/a Text", "Estimated Population!H28": "15000 Number",
			"Current Location of IDPs!B2": "0.14 Percent"}, 0, "shares"},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			f, err := os.Open(filepath.Join(dir, tt.file))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			gs, faults, err := ReadXLSX(t.Context(), f, tt.file, nil)
			if err != nil {
				t.Fatal(err)
			}
			var sheets []string
			for _, g := range gs {
				sheets = append(sheets, fmt.Sprintf("%s:%d:%d", g.Name, len(g.Rows), len(g.Merged)))
			}
			if got := strings.Join(sheets, " "); got != tt.sheets {
				t.Errorf("sheets %s, want %s", got, tt.sheets)
			}
			got := map[string]string{}
			for at := range tt.cells {
				got[at] = lookUp(t, gs, at)
			}
			if d := cmp.Diff(tt.cells, got); d != "" {
				t.Errorf("%s (-want +got):\n%s", tt.because, d)
			}
			if len(faults) != tt.faults {
				t.Errorf("faults %v, want %d", faults, tt.faults)
			}
			sameAsExcelize(t, f.Name(), gs)
		})
	}
	for name, rows := range map[string]int{"hxl-input-fuzzy.csv": 7, "hxl-input-latin1.csv": 7, "hxl-input-multiple-headers.csv": 5, "ukraine-key-figures-two-header-rows.csv": 52} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		g, _, err := ReadCSV(t.Context(), f, name, nil)
		if err != nil || len(g.Rows) != rows {
			t.Errorf("%s: %d rows, %v; want %d", name, len(g.Rows), err, rows)
		}
	}
}

// lookUp returns "sheet!cell" as text and kind, or as it is shown.
func lookUp(t *testing.T, gs []*Grid, at string) string {
	t.Helper()
	name, cell, _ := strings.Cut(at, "!")
	cell, _, shown := strings.Cut(cell, " ")
	column, row, ok := parseCellName([]byte(cell))
	if !ok {
		t.Fatal(at)
	}
	for _, g := range gs {
		if i, ok := g.Index(row); ok && g.Name == name {
			if shown {
				return g.Shown(i, column-1)
			}
			s := g.Stored(i, column-1)
			out := g.Cell(i, column-1) + " " + s.Kind.String()
			if s.Formula {
				out += " formula"
			}
			return out
		}
	}
	return "not there"
}

// sameAsExcelize is the slow twin: every cell that another reader sees we see
// too, and no others. Dates and percentages are shown otherwise by it, and are
// left to the facts above.
func sameAsExcelize(t *testing.T, path string, gs []*Grid) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, g := range gs {
		rows, err := f.GetRows(g.Name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		want, got := 0, 0
		for n, row := range rows {
			i, ok := g.Index(n + 1)
			for j, c := range row {
				if c == "" {
					continue
				}
				want++
				if k := g.Stored(i, j).Kind; k == Date {
					continue
				}
				if n, isNumber := numberText([]byte(c)); isNumber && g.Stored(i, j).Kind != Text {
					c = n
				}
				if !ok || g.Cell(i, j) != c {
					t.Errorf("%s!%s: %q, excelize reads %q", g.Name, cellName(n+1, j+1), g.Cell(i, j), c)
				}
			}
		}
		for i := range g.Rows {
			for _, c := range g.Rows[i].Cells {
				if c != "" {
					got++
				}
			}
		}
		if got != want {
			t.Errorf("%s: %d cells, excelize reads %d", g.Name, got, want)
		}
	}
}

// tokens runs the scanner over a document and lists what it sees.
func tokens(in string) ([]string, error) {
	s := newScanner(strings.NewReader(in))
	var out []string
	for {
		if err := s.next(); err != nil {
			return nil, err
		}
		switch s.kind {
		case endOfPart:
			return out, nil
		case startTag:
			t := "<" + string(s.name)
			for s.attr() {
				v, err := s.value()
				if err != nil {
					return nil, err
				}
				t += " " + string(s.key) + "=" + v
			}
			out = append(out, t)
		case endTag:
			out = append(out, ">")
		case textToken:
			if n := len(out); n > 0 && strings.HasPrefix(out[n-1], "t:") {
				out[n-1] += string(s.text)
			} else if s.depth > 0 && len(s.text) > 0 {
				out = append(out, "t:"+string(s.text))
			}
		}
	}
}

// slowTokens is the same by encoding/xml.
func slowTokens(in string) ([]string, error) {
	d := xml.NewDecoder(strings.NewReader(in))
	var out []string
	depth := 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch x := tok.(type) {
		case xml.StartElement:
			depth++
			t := "<" + x.Name.Local
			for _, a := range x.Attr {
				t += " " + a.Name.Local + "=" + a.Value
			}
			out = append(out, t)
		case xml.EndElement:
			depth--
			out = append(out, ">")
		case xml.CharData:
			if n := len(out); n > 0 && strings.HasPrefix(out[n-1], "t:") {
				out[n-1] += string(x)
			} else if depth > 0 && len(x) > 0 {
				out = append(out, "t:"+string(x))
			}
		}
	}
}

// TestScannerWindow wants the same of a document in whatever pieces it comes,
// and however long its texts are.
func TestScannerWindow(t *testing.T) {
	in := `<?xml version="1.0"?><a>` + strings.Repeat("x", 2*window) + `<b c="` + strings.Repeat("&gt;>", window/3) + `"/><!--` + strings.Repeat(" - ", window) + `--></a>`
	want, err := slowTokens(in)
	if err != nil {
		t.Fatal(err)
	}
	got, err := tokens(in)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-encoding/xml +scanner):\n%.500s", d)
	}
	small := `<a b="1>2">x<![CDATA[y]]><!-- z --><c/></a>`
	s := newScanner(iotestOneByte{strings.NewReader(small)})
	n := 0
	for s.kind != endOfPart || n == 0 {
		if err := s.next(); err != nil {
			t.Fatal(err)
		}
		n++
	}
	if want, _ := tokens(small); n < len(want) {
		t.Errorf("%d tokens byte by byte, want at least %d", n, len(want))
	}
}

// FuzzScanner compares the scanner with encoding/xml wherever that one accepts
// a document of the kind that workbooks are made of.
func FuzzScanner(f *testing.F) {
	for _, s := range []string{`<?xml version="1.0" encoding="utf-8"?><a b="1" c='2 &gt; "x"'>t&amp;u<!-- - --><b/><![CDATA[<x>]]> &#65;&#x1F600;</a>`,
		"<x:a x:b=\"1\">\r\n<x:b>&lt;</x:b></x:a>", "<a><b></a>", "<a b=\"<\"/>", "\ufeff<a/>", "<a b = 'c' />", "<a :b=\"1\" c:=\"2\"/>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, err := tokens(in)
		want, slowErr := slowTokens(in)
		if slowErr != nil || strings.Contains(in, "<!D") || strings.Contains(in, "<![") && strings.Contains(in, "\r") {
			return
		}
		if err != nil {
			// The scanner refuses more: directives, encodings, text outside.
			if strings.Contains(in, "<!") || strings.Contains(in, "<?") || strings.Contains(err.Error(), "outside of the tags") {
				return
			}
			t.Fatalf("%q: %v, where encoding/xml reads %q", in, err, want)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%q (-encoding/xml +scanner):\n%s", in, d)
		}
	})
}

// FuzzNumberText wants numbers to mean the same after reading.
func FuzzNumberText(f *testing.F) {
	for _, s := range []string{"0", "-0", "1250", "007", "1.50", "1e21", "1E-7", "0.1", "123456789012345678", "-.5", "5."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		once, ok := numberText([]byte(in))
		if !ok {
			return
		}
		again, ok := numberText([]byte(once))
		if !ok || again != once {
			t.Fatalf("%q reads %q, and that %q", in, once, again)
		}
	})
}

// FuzzRows reads any rows: whatever comes back is in order, and has a place.
func FuzzRows(f *testing.F) {
	for _, s := range []string{`<row r="2" hidden="1"><c r="B2" s="1"><v>45634</v></c><c r="D2" t="s"><v>1</v></c></row><row><c t="inlineStr"><is><t>x</t></is></c></row>`,
		`<row><c><f>1</f></c></row>`, `<row r="1048576"><c r="ALL1048576"><v>1</v></c></row>`, `<row><c s="4"><v>1e5</v></c><c t="b"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B9"/></mergeCells><sheetData>`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		gs, _, err := ReadXLSX(t.Context(), bytes.NewReader(minimal(t, rowsXML(in))), "f", &Limits{MaxCells: 100_000})
		if err != nil {
			return
		}
		for _, g := range gs {
			last := 0
			for i, r := range g.Rows {
				if r.Number <= last || len(r.Cells) != len(r.Stored) || len(r.Cells) == 0 {
					t.Fatalf("row %d after %d with %d cells, %d stored", r.Number, last, len(r.Cells), len(r.Stored))
				}
				last = r.Number
				for j, c := range r.Cells {
					if s := g.Stored(i, j); s.Kind == Empty && c != "" || s.Kind != Empty && c == "" {
						t.Fatalf("%v: %q stored as %v", g.Position(i, j), c, s)
					}
					g.Shown(i, j)
				}
			}
		}
	})
}
