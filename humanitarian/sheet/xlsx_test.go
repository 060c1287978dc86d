package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func text(s string) Cell { return Cell{Kind: Text, Text: s} }

func rich() *Workbook {
	return &Workbook{
		Properties: Properties{Title: "Brief <49>", Creator: "IM desk", Language: "fr", Created: "2024-12-08", Keywords: "a, b"},
		Sheets: []Sheet{{
			Name:    "Key: figures/1",
			Columns: []Column{{Width: 30}, {}, {Width: 12.5}},
			Rows: [][]Cell{
				{{Kind: Text, Text: "Brief", Style: Title, Span: 3}},
				{{Kind: Text, Text: "What", Style: Header}, {Kind: Text, Text: "Value", Style: Header}, {Kind: Text, Text: "As of", Style: Header}},
				{text("=1+1"), {Kind: Number, Int: -1250000}, {Kind: Date, Text: "2024-12-08"}},
				{text("_x0041_x0042_"), {Kind: Decimal, Int: 1250, Places: 2}, {Kind: Date, Text: "1899-01-01"}},
				{text(" a\r\nb\x01<&>\" "), {Kind: Percent, Int: 125, Places: 1}, {Kind: Year, Int: 2024}},
				nil,
				{{Kind: Text, Text: "source", Style: Link, Link: "https://example.org/?a=1&b=\"2\""}, {Kind: Number, Int: 5, Formula: "SUM(B3:B3)"}, {Kind: Text, Text: "not reported", Style: Unknown}},
				{{Kind: Text, Text: "go", Style: Link, Link: LinkTo("Données", 1, 1)}, {Kind: Number, Int: 9_999_999_999_999_999, Style: Total}, {Kind: Text, Text: "x", Formula: `"x"`}},
			},
			FrozenRows: 2, FrozenColumns: 1, FilterRow: 2, TitleRows: 2, Landscape: true, FitToWidth: true,
			Header: "R&D 49", Footer: "49",
			Validations: []Validation{{Column: 1, FirstRow: 3, Values: []string{"a", "b"}}, {Column: 2, FirstRow: 3, LastRow: 9, Source: "'Données'!$A$1:$A$2", Strict: true}},
		}, {
			Name: "Données", RightToLeft: true,
			Rows: [][]Cell{{text("نازحون"), text("007")}},
		}},
	}
}

func mustWrite(t testing.TB, wb *Workbook) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, wb); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWriteReadBack(t *testing.T) {
	data := mustWrite(t, rich())
	grids, faults, err := ReadXLSX(t.Context(), bytes.NewReader(data), "w.xlsx", nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range grids {
		got = append(got, dump(g)...)
	}
	const k, d = "w.xlsx:Key  figures 1!", "w.xlsx:Données!"
	want := []string{
		k + "A1 Brief", k + "A2 What", k + "B2 Value", k + "C2 As of",
		k + "A3 =1+1", k + "B3 -1250000", k + "C3 2024-12-08",
		k + "A4 _x0041_x0042_", k + "B4 12.5", k + "C4 1899-01-01",
		k + "A5  a\nb\uFFFD<&>\" ", k + "B5 0.125", k + "C5 2024",
		k + "A7 source", k + "B7 5", k + "C7 not reported",
		k + "A8 go", k + "B8 9999999999999999", k + "C8 x",
		d + "A1 نازحون", d + "B1 007",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("cells (-want +got):\n%s", d)
	}
	if len(faults) > 0 {
		t.Errorf("faults %v, want none", faults)
	}
}

// TestWriteFrame looks at the file through excelize: formats, formulas, links,
// layout.
func TestWriteFrame(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(mustWrite(t, rich())))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const s = "Key  figures 1"
	got := map[string]string{}
	for _, c := range []string{"B3", "C3", "B4", "B5", "C5"} {
		got[c], _ = f.GetCellValue(s, c)
	}
	got["formula"], _ = f.GetCellFormula(s, "B7")
	got["text formula"], _ = f.GetCellFormula(s, "A3")
	_, got["link"], _ = f.GetCellHyperLink(s, "A7")
	_, got["inner"], _ = f.GetCellHyperLink(s, "A8")
	merges, _ := f.GetMergeCells(s)
	got["merges"] = fmt.Sprint(merges)
	props, _ := f.GetDocProps()
	got["creator"], got["title"], got["created"], got["modifiedby"] = props.Creator, props.Title, props.Created, props.LastModifiedBy
	panes, _ := f.GetPanes(s)
	got["panes"] = fmt.Sprintf("%d %d %s", panes.XSplit, panes.YSplit, panes.TopLeftCell)
	view, _ := f.GetSheetView("Données", 0)
	got["rtl"] = fmt.Sprint(*view.RightToLeft)
	w, _ := f.GetColWidth(s, "C")
	got["width"] = fmt.Sprint(w)
	hf, _ := f.GetHeaderFooter(s)
	got["header"], got["footer"] = hf.OddHeader, hf.OddFooter
	dim, _ := f.GetSheetDimension(s)
	got["dimension"] = dim
	var names []string
	for _, n := range f.GetDefinedName() {
		names = append(names, n.Name+"="+n.RefersTo)
	}
	got["names"] = strings.Join(names, " ")
	dv, _ := f.GetDataValidations(s)
	got["lists"] = fmt.Sprint(len(dv))
	want := map[string]string{
		"B3": "-1,250,000", "C3": "2024-12-08", "B4": "12.50", "B5": "12.5%", "C5": "2024",
		"formula": "SUM(B3:B3)", "text formula": "", "link": `https://example.org/?a=1&b="2"`, "inner": "'Données'!A1",
		"merges": "[[A1:C1 Brief]]", "creator": "IM desk", "title": "Brief <49>", "created": "2024-12-08T00:00:00Z", "modifiedby": "",
		"panes": "1 2 B3", "rtl": "true", "width": "12.5", "header": "&CR&&D 49", "footer": "&L 49&R&P / &N", "dimension": "A1:C8", "lists": "2",
		"names": "_xlnm.Print_Titles='Key  figures 1'!$1:$2 _xlnm._FilterDatabase='Key  figures 1'!$A$2:$C$8",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// all is a workbook of everything that can be written.
func all() *Workbook {
	wb := entry()
	wb.Sheets = append(wb.Sheets, rich().Sheets...)
	wb.Sheets = append(wb.Sheets, Sheet{Name: "More", Rows: [][]Cell{{text("a"), text("b")}}, FilterRow: 1, More: benchRows(100)})
	return wb
}

// TestWriteDeterministic writes in several goroutines, and in another process,
// whose maps have another order.
func TestWriteDeterministic(t *testing.T) {
	const child = "SHEET_TEST_PRINT_HASH"
	want := fmt.Sprintf("%x", sha256.Sum256(mustWrite(t, all())))
	if os.Getenv(child) != "" {
		fmt.Println(want)
		return
	}
	wb := all()
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := Write(context.Background(), &b, wb); err != nil {
				t.Error(err)
			} else if fmt.Sprintf("%x", sha256.Sum256(b.Bytes())) != want {
				t.Error("bytes differ between runs")
			}
		})
	}
	wg.Wait()
	cmd := exec.Command(os.Args[0], "-test.run=^TestWriteDeterministic$")
	cmd.Env = append(os.Environ(), child+"=1")
	if out, err := cmd.CombinedOutput(); err != nil || !strings.HasPrefix(string(out), want) {
		t.Errorf("another process gives %s (%v), want %s", out, err, want)
	}
	if bytes.Contains(mustWrite(t, &Workbook{Sheets: []Sheet{{Name: "a"}}}), []byte("xuri")) {
		t.Error("the library's author is named as creator")
	}
}

func TestWriteErrors(t *testing.T) {
	one := func(c Cell) *Workbook { return &Workbook{Sheets: []Sheet{{Name: "a", Rows: [][]Cell{{c}}}}} }
	tests := []struct {
		name string
		wb   *Workbook
		says string
	}{
		{"nil", nil, "at least one sheet"},
		{"no name", &Workbook{Sheets: []Sheet{{Name: " [] "}}}, "not a name"},
		{"same name", &Workbook{Sheets: []Sheet{{Name: "a/b"}, {Name: "A b"}}}, "two sheets"},
		{"long text", one(text(strings.Repeat("x", 32_768))), "cell A1: text of 32768 characters"},
		{"date", one(Cell{Kind: Date, Text: "08/12/2024"}), "not an ISO date"},
		{"link", one(Cell{Kind: Text, Text: "x", Link: "javascript:alert(1)"}), "is not http"},
		{"kind", one(Cell{Kind: 99}), "unknown kind Kind(99)"},
		{"style", one(Cell{Style: 99}), "unknown style Style(99)"},
		{"places", one(Cell{Kind: Decimal, Places: 10}), "decimal places"},
		{"created", &Workbook{Properties: Properties{Created: "today"}, Sheets: []Sheet{{Name: "a"}}}, "not an ISO date"},
		{"filter", &Workbook{Sheets: []Sheet{{Name: "a", FilterRow: 3}}}, "filter row 3"},
		{"width", &Workbook{Sheets: []Sheet{{Name: "a", Columns: []Column{{Width: -1}}}}}, "width -1"},
		{"span", &Workbook{Sheets: []Sheet{{Name: "a", Rows: [][]Cell{{{Kind: Text, Text: "x", Span: 2}, text("y")}}}}}, "cell B1 is under the span"},
		{"hidden", &Workbook{Sheets: []Sheet{{Name: "a", Hidden: true}}}, "all sheets are hidden"},
	}
	for _, tt := range tests {
		var b bytes.Buffer
		err := Write(t.Context(), &b, tt.wb)
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.says)
		}
		if b.Len() > 0 {
			t.Errorf("%s: %d bytes written in spite of the error", tt.name, b.Len())
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Write(ctx, io.Discard, rich()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// big is a sheet of rows by 20 cells, larger than excelize keeps in memory.
func big(rows int) *Workbook {
	s := Sheet{Name: "Data", Rows: make([][]Cell, rows)}
	for i := range s.Rows {
		r := make([]Cell, 20)
		for j := range r {
			if j%2 == 0 {
				r[j] = Cell{Kind: Number, Int: int64(i * j)}
			} else {
				r[j] = text("place " + strconv.Itoa(i%97))
			}
		}
		s.Rows[i] = r
	}
	return &Workbook{Sheets: []Sheet{s}}
}

// TestNoTemporaryFiles watches the temporary folder while a large workbook is
// written and read. The folder is looked at again and again, because excelize
// removes its files when it is done.
func TestNoTemporaryFiles(t *testing.T) {
	dir := t.TempDir()
	for _, v := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(v, dir)
	}
	stop, seen := make(chan bool), make(chan string, 1)
	go func() {
		defer close(seen)
		for {
			if es, err := os.ReadDir(dir); err == nil && len(es) > 0 {
				seen <- es[0].Name()
				return
			}
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	data := mustWrite(t, big(60_000))
	_, _, err := ReadXLSX(t.Context(), bytes.NewReader(data), "big.xlsx", &Limits{MaxUnzipped: 512 << 20})
	if err != nil {
		t.Error(err)
	}
	close(stop)
	if name := <-seen; name != "" {
		t.Errorf("temporary file %s", name)
	}
}

func TestReadXLSXFormats(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	codes := []string{"dd/mm/yy", "mmm yyyy", "[h]:mm", "h:mm", `#,##0 "days"`, "d mmm yyyy hh:mm", "0.0%", "[$-409]d\\-mmm;@", "General", "mm:ss", "[Red]#,##0"}
	for i, c := range codes {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &c})
		if err != nil {
			t.Fatal(err)
		}
		cell := cellName(1, i+1)
		_ = f.SetCellValue("Sheet1", cell, 45634.5)
		_ = f.SetCellStyle("Sheet1", cell, cell, id)
	}
	_ = f.SetCellValue("Sheet1", "A3", time.Date(2024, 12, 8, 14, 30, 0, 0, time.UTC))
	_ = f.SetCellValue("Sheet1", "B3", "#REF!")
	_ = f.SetCellBool("Sheet1", "C3", true)
	_ = f.SetRowVisible("Sheet1", 3, false)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	gs, faults, err := ReadXLSX(t.Context(), &b, "f", nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2024-12-08", "2024-12-08", "45634.5", "12:00:00", "45634.5", "2024-12-08T12:00:00", "45634.5", "2024-12-08", "45634.5", "12:00:00", "45634.5"}
	if d := cmp.Diff(want, gs[0].Rows[0].Cells); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"2024-12-08T14:30:00", "#REF!", "TRUE"}, gs[0].Rows[1].Cells); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{`f:Sheet1!B3: sheet-error-value "#REF!"`, `f:Sheet1: sheet-hidden-rows "1"`}, faultStrings(faults)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// remake copies a workbook with one part changed.
func remake(t *testing.T, data []byte, part string, change func([]byte) []byte) []byte {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, p := range zr.File {
		rc, _ := p.Open()
		b, _ := io.ReadAll(rc)
		if p.Name == part {
			b = change(b)
		}
		w, _ := zw.Create(p.Name)
		_, _ = w.Write(b)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// partOf returns a part of a workbook.
func partOf(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := zr.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// corrupt changes the checksum of the sheet in the directory of the archive.
func corrupt(t *testing.T, data []byte) []byte {
	t.Helper()
	b := bytes.Clone(data)
	i := bytes.LastIndex(b, []byte("xl/worksheets/sheet1.xml"))
	if i < 46 || !bytes.HasPrefix(b[i-46:], []byte("PK\x01\x02")) {
		t.Fatal("no directory entry")
	}
	b[i-46+16] ^= 0xff
	return b
}

func TestReadXLSXHostile(t *testing.T) {
	good := mustWrite(t, &Workbook{Sheets: []Sheet{{Name: "a", Rows: [][]Cell{{text("x")}}}}})
	bomb := remake(t, good, "xl/worksheets/sheet1.xml", func(b []byte) []byte { return append(b, make([]byte, 100<<20)...) })
	wide := remake(t, good, "xl/worksheets/sheet1.xml", func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte(`r="A1" t`), []byte(`r="XFD1" t`))
	})
	// The sizes in the directory of the archive say 1,000 bytes, not 100 MB.
	lying := bytes.Clone(bomb)
	for i := 0; ; i += 46 {
		at := bytes.Index(lying[i:], []byte("PK\x01\x02"))
		if at < 0 {
			break
		}
		i += at
		if bytes.HasPrefix(lying[i+46:], []byte("xl/worksheets/sheet1.xml")) {
			copy(lying[i+24:], []byte{0xe8, 3, 0, 0})
		}
	}
	tests := []struct {
		name string
		data []byte
		says string
	}{
		{"empty", nil, "empty"},
		{"not zip", []byte("a,b\n1,2\n"), "not an .xlsx"},
		{"cut", good[:len(good)/2], "not an .xlsx"},
		{"xls", append(bytes.Clone(oleMagic), make([]byte, 600)...), "password"},
		{"bomb", bomb, "more than 67108864 bytes after unzipping"},
		{"lying bomb", lying, "damaged part"},
		{"wrong checksum", corrupt(t, good), "damaged part"},
		{"wide", wide, "more than 1000 columns (there may be a stray value far to the right, in column XFD)"},
		{"no content", mustWrite(t, &Workbook{Sheets: []Sheet{{Name: "a"}}}), "empty"},
		{"other zip", remake(t, good, "xl/workbook.xml", func([]byte) []byte { return []byte("<html/>") }), ""},
		{"bad xml", remake(t, good, "xl/styles.xml", func(b []byte) []byte { return b[:len(b)/2] }), ""},
	}
	for _, tt := range tests {
		_, _, err := ReadXLSX(t.Context(), bytes.NewReader(tt.data), "f.xlsx", &Limits{MaxUnzipped: 64 << 20})
		if tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.says)
		}
	}
}

func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("SITREP_CI") == "1" {
			t.Fatal("soffice (LibreOffice) is missing, and SITREP_CI=1 makes that a failure")
		}
		t.Skip("soffice (LibreOffice) is not installed: not tried whether it opens our workbooks")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "w.xlsx")
	if err := os.WriteFile(path, mustWrite(t, rich()), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", dir, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "w.csv"))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := "Brief,,\nWhat,Value,As of\n=1+1,\"-1,250,000\",2024-12-08\n_x0041_x0042_,12.50,1899-01-01\n\" a\nb\uFFFD<&>\"\" \",12.5%,2024\n" +
		",,\nsource,5,not reported\ngo,9999999999999999,x\n"
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestPosition(t *testing.T) {
	got := []string{Position{"week49.xlsx", "Figures", 14, 6}.String(), Position{"register.csv", "", 14, 6}.String(),
		Position{File: "f", Row: 3}.String(), Position{File: "f", Sheet: "s"}.String(), Position{}.String(),
		ColumnName(26), ColumnName(27), ColumnName(16384), ColumnName(0), CleanName("'a/b:*?'"), Ref("it's", 3, 28)}
	want := []string{"week49.xlsx:Figures!F14", "register.csv:14:6", "f:3", "f:s", "", "Z", "AA", "XFD", "?", "a b", "'it''s'!AB3"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func FuzzReadXLSX(f *testing.F) {
	f.Add(mustWrite(f, rich()))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _, _ = ReadXLSX(context.Background(), bytes.NewReader(b), "f", &Limits{MaxUnzipped: 1 << 20})
	})
}

// TestPrinted looks at what of a sheet a printer is given, and at words that
// stand where numbers do.
func TestPrinted(t *testing.T) {
	row := []Cell{{Kind: Text, Text: "at least 5", Right: true}, {Kind: Number, Int: 1250}, {Kind: Date, Text: "2024-12-05"}}
	data := mustWrite(t, &Workbook{Sheets: []Sheet{{Name: "Print", Rows: [][]Cell{row, row, row, row}, PrintColumns: 2, PageBreaks: []int{3}, FilterRow: 1, FilterLast: 50}}})
	checkPackage(t, data)
	part := string(partOf(t, data, "xl/worksheets/sheet1.xml"))
	for _, want := range []string{`<brk id="2" `, `<autoFilter ref="$A$1:$C$50"`, `<pageMargins left="0.4" right="0.4"`} {
		if !strings.Contains(part, want) {
			t.Errorf("no %s in %s", want, part)
		}
	}
	if book := string(partOf(t, data, "xl/workbook.xml")); !strings.Contains(book, `!$A:$B<`) {
		t.Errorf("no area to print in %s", book)
	}
	if styles := string(partOf(t, data, "xl/styles.xml")); strings.Count(styles, `horizontal="right" indent="1"`)+strings.Count(styles, `indent="1" horizontal="right"`) != 3 {
		t.Errorf("words at the right, numbers and dates keep a margin: %s", styles)
	}
	for _, s := range []Sheet{{Name: "x", PrintColumns: -1}, {Name: "x", PrintColumns: maxSheetColumns + 1}, {Name: "x", PageBreaks: []int{1}}} {
		if err := Write(t.Context(), &bytes.Buffer{}, &Workbook{Sheets: []Sheet{s}}); err == nil {
			t.Errorf("%+v is written", s)
		}
	}
}
