package sheet

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// entry is a workbook in which people type: it uses all that a template needs.
func entry() *Workbook {
	chart := `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>Figures!$B$2</c:f><c:numCache><c:ptCount val="1"/><c:pt idx="0"><c:v>5</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="l"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="b"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>`
	drawing := `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>5</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>15</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart" descr="One bar: 5"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>`
	head := func(s string) Cell { return Cell{Kind: Text, Text: s, Style: Header} }
	return &Workbook{
		Custom:  []Value{{"brief.period", "2024-11-28..2024-12-05"}, {"note <1>", "a & \"b\" é"}},
		Payload: []byte(`<brief xmlns="urn:example:brief"><asOf>2024-12-05</asOf></brief>`),
		Names:   []Name{{"list_SY01", "Lists!$B$2:$B$3"}, {"status", "Lists!$A$2:$A$3"}},
		Parts: []Part{
			{Name: "xl/drawings/drawing1.xml", Type: "application/vnd.openxmlformats-officedocument.drawing+xml", Data: []byte(drawing),
				Relations: []Relation{{"rId1", relationships + "/chart", "xl/charts/chart1.xml"}}},
			{Name: "xl/charts/chart1.xml", Type: "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", Data: []byte(chart)},
		},
		Sheets: []Sheet{{
			Name:    "Figures",
			Columns: []Column{{Width: 12, Kind: Text, Unlocked: true, Style: Input}, {Width: 10, Unlocked: true}, {Kind: Date, Unlocked: true, Style: Input}, {Unlocked: true}, {Width: 9, Level: 1, Hidden: true}, {Width: 9, Level: 1, Hidden: true}},
			Rows: [][]Cell{
				{head("id"), head("figure"), head("as of"), head("place"), head("low"), head("high")},
				{{Kind: Text, Text: "007", Unlocked: true}, {Kind: Number, Int: 5, Unlocked: true}, {Kind: Date, Text: "2024-12-05", Unlocked: true}, {Kind: Text, Text: "SY01", Unlocked: true}, {Kind: Bool, Int: 1}, {Kind: Number, Int: 10, Formula: "B2*2"}},
			},
			FrozenRows: 1, FilterRow: 1, Protected: true, Drawing: "xl/drawings/drawing1.xml",
			Validations: []Validation{
				{Column: 1, FirstRow: 2, Values: []string{"civilian", "\"mixed\" & <other>"}, PromptTitle: "Status", Prompt: "Choose one.", Strict: true},
				{Column: 2, FirstRow: 2, Test: NumberTest, Min: "0", ErrorTitle: "Not a number", Error: "Write digits: 1250."},
				{Column: 3, FirstRow: 2, Test: DateTest, Min: "2024-01-01", Max: "2025-12-31", Error: "Write 2024-12-05."},
				{Column: 4, FirstRow: 2, LastRow: 50, Source: `INDIRECT("list_"&$D2)`},
				{Column: 5, FirstRow: 2, Test: WholeTest, Max: "100"},
				{Column: 6, FirstRow: 2, Test: Custom, Formula: "AND(F2>=E2,F2<>0)"},
			},
			Conditions: []Condition{
				{Range: Range{2, 1, 0, 6}, Formula: `AND($B2<>"",$A2="")`, Style: Bad, Stop: true},
				{Range: Range{2, 5, 50, 6}, Formula: "$E2>$F2", Style: Warn},
			},
		}, {
			Name: "Lists", Hidden: true,
			Rows: [][]Cell{{head("status"), head("SY01")}, {text("civilian"), text("Idleb")}, {text("mixed"), text("Harim")}},
		}},
	}
}

func TestTemplate(t *testing.T) {
	data := mustWrite(t, entry())
	checkPackage(t, data)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const s = "Figures"
	got := map[string]string{}
	dvs, err := f.GetDataValidations(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range dvs {
		got["validation "+v.Sqref] = strings.TrimSpace(strings.Join([]string{v.Type, v.Operator, v.Formula1, v.Formula2, *v.ErrorStyle}, " "))
	}
	got["prompt"] = *dvs[0].PromptTitle + ": " + *dvs[0].Prompt
	cfs, err := f.GetConditionalFormats(s)
	if err != nil {
		t.Fatal(err)
	}
	for ref, c := range cfs {
		got["condition "+ref] = c[0].Criteria
	}
	prot, err := f.GetSheetProtection(s)
	if err != nil {
		t.Fatal(err)
	}
	if !prot.SelectUnlockedCells || prot.DeleteColumns || prot.Password != "" {
		t.Errorf("protection %+v", prot)
	}
	for _, cell := range []string{"A1", "A2", "B2"} {
		id, _ := f.GetCellStyle(s, cell)
		st, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		got["locked "+cell] = "yes"
		if st.Protection != nil && !st.Protection.Locked {
			got["locked "+cell] = "no"
		}
	}
	id, err := f.GetColStyle(s, "A")
	if err != nil {
		t.Fatal(err)
	}
	st, err := f.GetStyle(id)
	if err != nil || st.Protection == nil || st.Protection.Locked || *st.CustomNumFmt != "@" {
		t.Errorf("the format of column A is %+v, want text and unlocked", st)
	}
	level, _ := f.GetColOutlineLevel(s, "E")
	visible, _ := f.GetColVisible(s, "E")
	if level != 1 || visible {
		t.Errorf("column E has level %d, visible %v", level, visible)
	}
	part := string(partOf(t, data, "xl/worksheets/sheet1.xml"))
	for _, must := range []string{`outlineLevelCol="1"`, `<col min="7" max="7" width="9.140625" collapsed="1"`, `<col min="8" max="16384" `} {
		if !strings.Contains(part, must) {
			t.Errorf("no %s, so Excel has no button to unfold the group, or deletes no row", must)
		}
	}
	want := map[string]string{
		"validation A2:A1048576": `list  "civilian,"mixed" & <other>"  stop`,
		"validation B2:B1048576": "decimal greaterThanOrEqual 0  warning",
		"validation C2:C1048576": "date between 45292 46022 warning",
		"validation D2:D50":      `list  INDIRECT("list_"&$D2)  warning`,
		"validation E2:E1048576": "whole lessThanOrEqual 100  warning",
		"validation F2:F1048576": "custom  AND(F2>=E2,F2<>0)  warning",
		"prompt":                 "Status: Choose one.",
		"condition A2:F1048576":  `AND($B2<>"",$A2="")`,
		"condition E2:F50":       "$E2>$F2",
		"locked A1":              "yes", "locked A2": "no", "locked B2": "no",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	b, err := OpenXLSX(t.Context(), bytes.NewReader(data), int64(len(data)), "t.xlsx", nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(entry().Custom, b.Custom()); d != "" {
		t.Errorf("custom properties (-want +got):\n%s", d)
	}
	load, err := b.Payloads()
	if err != nil || len(load) != 1 || !bytes.Equal(load[0], entry().Payload) {
		t.Errorf("payloads %q, %v", load, err)
	}
	if d := cmp.Diff([]SheetInfo{{"Figures", false}, {"Lists", true}}, b.Sheets()); d != "" {
		t.Errorf("sheets (-want +got):\n%s", d)
	}
}

func TestTemplateErrors(t *testing.T) {
	valid := func(v Validation) *Workbook {
		return &Workbook{Sheets: []Sheet{{Name: "a", Validations: []Validation{v}}}}
	}
	tests := []struct {
		name string
		wb   *Workbook
		says string
	}{
		{"no column", valid(Validation{FirstRow: 1, Values: []string{"a"}}), "cells out of range"},
		{"no values", valid(Validation{Column: 1, FirstRow: 1}), "neither Values nor Source"},
		{"comma", valid(Validation{Column: 1, FirstRow: 1, Values: []string{"a,b"}}), "holds a comma"},
		{"long list", valid(Validation{Column: 1, FirstRow: 1, Values: []string{strings.Repeat("x", 256)}}), "put them on a sheet"},
		{"long prompt", valid(Validation{Column: 1, FirstRow: 1, Values: []string{"a"}, Prompt: strings.Repeat("😀", 128)}), "the prompt has 256 characters"},
		{"no bounds", valid(Validation{Column: 1, FirstRow: 1, Test: DateTest}), "neither Min nor Max"},
		{"date", valid(Validation{Column: 1, FirstRow: 1, Test: DateTest, Min: "5.12.2024"}), "not an ISO date"},
		{"whole", valid(Validation{Column: 1, FirstRow: 1, Test: WholeTest, Min: "1.5"}), "not a number that fits"},
		{"test", valid(Validation{Column: 1, FirstRow: 1, Test: 9}), "unknown test Test(9)"},
		{"condition", &Workbook{Sheets: []Sheet{{Name: "a", Conditions: []Condition{{Range: Range{1, 1, 1, 1}}}}}}, "no formula"},
		{"level", &Workbook{Sheets: []Sheet{{Name: "a", Columns: []Column{{Level: 8}}}}}, "level 8"},
		{"custom twice", &Workbook{Custom: []Value{{"a", ""}, {"A", ""}}, Sheets: []Sheet{{Name: "a"}}}, "used twice"},
		{"custom long", &Workbook{Custom: []Value{{"a", strings.Repeat("x", 256)}}, Sheets: []Sheet{{Name: "a"}}}, "use Payload"},
		{"payload", &Workbook{Payload: []byte("<a>"), Sheets: []Sheet{{Name: "a"}}}, "payload"},
		{"drawing", &Workbook{Sheets: []Sheet{{Name: "a", Drawing: "xl/drawings/drawing1.xml"}}}, "there is no part"},
		{"part", &Workbook{Parts: []Part{{Name: "../x.xml", Type: "t", Data: []byte("x")}}, Sheets: []Sheet{{Name: "a"}}}, "needs a name"},
		{"our part", &Workbook{Parts: []Part{{Name: "xl/worksheets/sheet1.xml", Type: "t", Data: []byte("x")}}, Sheets: []Sheet{{Name: "a"}}}, "belongs to package sheet"},
		{"name", &Workbook{Names: []Name{{"a b", "A1"}}, Sheets: []Sheet{{Name: "a"}}}, `name "a b"`},
		{"error value", &Workbook{Sheets: []Sheet{{Name: "a", Rows: [][]Cell{{{Kind: Error}}}}}}, "unknown kind Error"},
		{"more", &Workbook{Sheets: []Sheet{{Name: "a", More: func(yield func([]Cell, error) bool) { yield(nil, errors.New("no rows")) }}}}, "row 1: no rows"},
	}
	for _, tt := range tests {
		var b bytes.Buffer
		if err := Write(t.Context(), &b, tt.wb); err == nil || !strings.Contains(err.Error(), tt.says) || b.Len() > 0 {
			t.Errorf("%s: got %v and %d bytes, want %q and none", tt.name, err, b.Len(), tt.says)
		}
	}
}

// TestStream compares rows given one at a time with the same rows at hand.
func TestStream(t *testing.T) {
	held := &Workbook{Sheets: []Sheet{{Name: "it's", Rows: [][]Cell{{text("a"), text("b")}}, FilterRow: 1, TitleRows: 1, FitToWidth: true}}}
	given := &Workbook{Sheets: []Sheet{held.Sheets[0]}}
	given.Sheets[0].More = benchRows(1000)
	for row := range benchRows(1000) {
		held.Sheets[0].Rows = append(held.Sheets[0].Rows, append([]Cell(nil), row...))
	}
	var streamed bytes.Buffer
	if err := Stream(t.Context(), &streamed, given); err != nil {
		t.Fatal(err)
	}
	written := mustWrite(t, given)
	if !bytes.Equal(streamed.Bytes(), written) {
		t.Error("Stream and Write give different bytes")
	}
	checkPackage(t, written)
	if bytes.Contains(partOf(t, written, "xl/worksheets/sheet1.xml"), []byte("<dimension")) {
		t.Error("a sheet whose rows were not counted has a dimension, which readers trust")
	}
	read := func(data []byte) ([]*Grid, string) {
		gs, _, err := ReadXLSX(t.Context(), bytes.NewReader(data), "f", nil)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var names []string
		for _, n := range f.GetDefinedName() {
			names = append(names, n.Name+" "+n.RefersTo)
		}
		return gs, strings.Join(names, "\n")
	}
	a, names := read(mustWrite(t, held))
	b, names2 := read(written)
	if d := cmp.Diff(a, b, cmp.AllowUnexported(Grid{}, Row{})); d != "" {
		t.Errorf("rows (-held +given):\n%s", d)
	}
	if d := cmp.Diff(names, names2); d != "" {
		t.Errorf("names (-held +given):\n%s", d)
	}
	if want := "'it''s'!$A$1:$B$1001"; !strings.Contains(names, want) {
		t.Errorf("no filter over %s in %s", want, names)
	}
}

// TestLibreOfficeTemplate lets LibreOffice open the template and write it
// again, which it can only do with parts it understood.
func TestLibreOfficeTemplate(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("SITREP_CI") == "1" {
			t.Fatal("soffice (LibreOffice) is missing, and SITREP_CI=1 makes that a failure")
		}
		t.Skip("soffice (LibreOffice) is not installed: not tried whether it opens our templates")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "t.xlsx")
	if err := os.WriteFile(file, mustWrite(t, entry()), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	said, err := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	f, err := excelize.OpenFile(filepath.Join(out, "t.xlsx"))
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	defer f.Close()
	dvs, _ := f.GetDataValidations("Figures")
	cfs, _ := f.GetConditionalFormats("Figures")
	prot, err := f.GetSheetProtection("Figures")
	level, _ := f.GetColOutlineLevel("Figures", "E")
	if len(dvs) != 6 || len(cfs) != 2 || err != nil || !prot.SelectUnlockedCells || level != 1 {
		t.Errorf("of the template came back %d validations, %d conditions, protection %+v (%v), outline level %d", len(dvs), len(cfs), prot, err, level)
	}
	if v, _ := f.GetCellValue("Figures", "F2"); v != "10" {
		t.Errorf("the formula gives %q, want 10", v)
	}
	// What LibreOffice writes reads like what we wrote.
	in, err := os.Open(filepath.Join(out, "t.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	theirs, _, err := ReadXLSX(t.Context(), in, "t.xlsx", nil)
	if err != nil {
		t.Fatal(err)
	}
	ours, _, err := ReadXLSX(t.Context(), bytes.NewReader(mustWrite(t, entry())), "t.xlsx", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range ours {
		for j := range ours[i].Rows {
			// LibreOffice stores TRUE as the formula TRUE().
			if a, b := show(ours[i], j), strings.ReplaceAll(show(theirs[i], j), "Bool formula", "Bool"); a != b {
				t.Errorf("%s\nwe wrote          %s\nLibreOffice wrote %s", ours[i].Name, a, b)
			}
		}
	}
}
