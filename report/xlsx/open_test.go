package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// remade returns a workbook with one part changed, or dropped when change
// returns nil.
func remade(t testing.TB, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	done := false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			changed := change(string(b))
			done = changed != string(b)
			b = []byte(changed)
		}
		p, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if !done {
		t.Fatalf("nothing changed in %s", part)
	}
	return out.Bytes()
}

func replaced(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

func writeIn(t testing.TB, d *document.Document, l *locale.Language) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, d, &Options{Language: l}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func with(t testing.TB, l *locale.Language, o locale.Options) *locale.Language {
	t.Helper()
	out, err := l.With(o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRoundTrip(t *testing.T) {
	for name, l := range map[string]*locale.Language{
		"en": locale.English(), "fr": locale.French(), "es": locale.Spanish(), "ar": locale.Arabic(),
		"ar, digits and months": with(t, locale.Arabic(), locale.Options{Digits: "arabic-indic", Months: "maghreb"}),
		"ar, months":            with(t, locale.Arabic(), locale.Options{Months: "maghreb"}),
	} {
		t.Run(name, func(t *testing.T) {
			d := rich(t, l)
			d.Title += " \ufffe\uffff <&>\"'\r\n\x01" // what XML cannot hold, or changes
			want := writeIn(t, d, l)
			back, lang, err := Open(context.Background(), bytes.NewReader(want))
			if err != nil {
				t.Fatal(err)
			}
			if lang == nil {
				t.Fatal("the language is lost")
			}
			a, _ := json.Marshal(d)
			b, _ := json.Marshal(back)
			if diff := cmp.Diff(string(a), string(b)); diff != "" {
				t.Errorf("the document changed (-want +got):\n%s", diff)
			}
			if got := writeIn(t, back, lang); !bytes.Equal(got, want) {
				t.Error("the workbook written again differs")
			}
		})
	}
}

func TestOpenWithWordingsOfTheDesk(t *testing.T) {
	own, err := locale.Read(strings.NewReader("[catalog]\ntag = en\n[workbook]\nsources = Who said so\n"))
	if err != nil {
		t.Fatal(err)
	}
	d, lang, err := Open(context.Background(), bytes.NewReader(writeIn(t, sample(t), own)))
	if err != nil || d == nil || lang != nil {
		t.Errorf("got %v, %v, %v; want the document without a language", d, lang, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	good := write(t, sample(t))
	const payload = "customXml/item1.xml"
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"no payload", remade(t, good, "xl/_rels/workbook.xml.rels", replaced("relationships/customXml", "relationships/other")), ErrNoBrief},
		{"the payload of another program", remade(t, good, payload, func(string) string { return "<other/>" }), ErrNoBrief},
		{"another name space", remade(t, good, payload, replaced(payloadSpace, "https://example.org")), ErrNoBrief},
		{"a broken document", remade(t, good, payload, replaced(`{"`, `{`)), nil},
		{"a text", []byte("id,figure\n"), sheet.ErrFormat},
		{"nothing", nil, sheet.ErrEmpty},
	} {
		d, _, err := Open(context.Background(), bytes.NewReader(c.data))
		if err == nil || d != nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

// sheetPart is the part of a sheet of rich, by the order of its tabs.
const incidentsPart, displacementPart, dataPart = "xl/worksheets/sheet6.xml", "xl/worksheets/sheet5.xml", "xl/worksheets/sheet12.xml"

func TestCompare(t *testing.T) {
	d := rich(t, locale.English())
	good := write(t, d)
	at := func(sheet string, row, column int) humanitarian.Position {
		return humanitarian.Position{File: "brief.xlsx", Sheet: sheet, Row: row, Column: column}
	}
	f := func(code string, s humanitarian.Severity, p humanitarian.Position, args ...string) humanitarian.Finding {
		return humanitarian.Finding{Code: code, Severity: s, Positions: []humanitarian.Position{p}, Args: args}
	}
	for _, c := range []struct {
		name string
		data []byte
		want []humanitarian.Finding
	}{
		{"as written", good, nil},
		{"packed anew", remade(t, good, "docProps/app.xml", replaced("></Properties>", "> </Properties>")), nil},
		{"a number", remade(t, good, incidentsPart, replaced("<v>5</v>", "<v>50</v>")), []humanitarian.Finding{
			f("cell_differs", humanitarian.RowFinding, at("Incidents", 6, 7), "5", "50")}},
		{"a word", remade(t, good, displacementPart, replaced("more than 880,000", "less than 880,000")), []humanitarian.Finding{
			f("cell_differs", humanitarian.RowFinding, at("Displacement", 20, 2), "more than 880,000", "less than 880,000")}},
		{"a number that was not there", remade(t, good, displacementPart, func(s string) string {
			return regexp.MustCompile(`<c r="G22"[^>]*/>`).ReplaceAllString(s, `<c r="G22"><v>0</v></c>`)
		}), []humanitarian.Finding{f("cell_differs", humanitarian.RowFinding, at("Displacement", 22, 7), "", "0")}},
		{"the data", remade(t, good, dataPart, replaced("<v>1250</v>", "<v>1260</v>")), []humanitarian.Finding{
			f("cell_differs", humanitarian.RowFinding, at("Data", 2, 4), "1250", "1260")}},
		{"a formula", remade(t, good, incidentsPart, replaced("SUM(G4,G5,G6)", "SUM(G4:G6)")), []humanitarian.Finding{
			f("formula_differs", humanitarian.RowFinding, at("Incidents", 7, 7), "SUM(G4,G5,G6)", "SUM(G4:G6)")}},
		{"a formula for a number", remade(t, good, dataPart, replaced("<v>1250</v>", "<f>1000+250</f><v>1250</v>")), []humanitarian.Finding{
			f("formula_differs", humanitarian.RowFinding, at("Data", 2, 4), "", "1000+250")}},
		{"a bar", remade(t, good, "xl/charts/chart2.xml", replaced("<c:v>300</c:v>", "<c:v>30</c:v>")), []humanitarian.Finding{
			f("chart_differs", humanitarian.RowFinding, at("", 0, 0), "Displaced by area (persons)", "300", "30")}},
		{"the words of a bar", remade(t, good, "xl/charts/chart1.xml", replaced("at least 150", "150")), []humanitarian.Finding{
			f("chart_differs", humanitarian.RowFinding, at("", 0, 0), "Displaced, Hama (persons)",
				"Displaced, Hama (persons) Source: OCHA, as of 5 December 2024 120 140 at least 150", "Displaced, Hama (persons) Source: OCHA, as of 5 December 2024 120 140 150")}},
		{"a sheet renamed", remade(t, good, "xl/workbook.xml", replaced(`name="Access"`, `name="Access 2"`)), []humanitarian.Finding{
			f("sheet_added", humanitarian.NoteFinding, at("", 0, 0), "Access 2"),
			f("sheet_missing", humanitarian.RowFinding, at("", 0, 0), "Access")}},
	} {
		got, err := Compare(context.Background(), d, bytes.NewReader(c.data), nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestCompareFindsEveryNumber changes every eleventh number of the cells and charts,
// one at a time.
func TestCompareFindsEveryNumber(t *testing.T) {
	d := rich(t, locale.English())
	good := write(t, d)
	number := regexp.MustCompile(`<(c:)?v>[0-9.]+</`)
	n := 0
	parts := unzip(t, good)
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		text := parts[part]
		if !strings.HasPrefix(part, "xl/worksheets/sheet") && !strings.HasPrefix(part, "xl/charts/") {
			continue
		}
		for _, at := range number.FindAllIndex(text, -1) {
			if n++; n%11 != 0 {
				continue
			}
			last := at[1] - len("</") - 1
			data := remade(t, good, part, func(s string) string { return s[:last] + "7" + s[last:] })
			if found, err := Compare(context.Background(), d, bytes.NewReader(data), nil); err != nil || len(found) == 0 {
				t.Errorf("%s: nobody saw %s changed: %v, %v", part, text[at[0]:at[1]], found, err)
			}
		}
	}
	if n < 120 {
		t.Errorf("only %d numbers", n)
	}
}

// TestRecalculated takes the stored results from the formulas, lets LibreOffice
// calculate them, and wants the same numbers.
func TestRecalculated(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("SITREP_CI") == "1" {
			t.Fatal("soffice is not installed")
		}
		t.Skip("soffice is not installed: the formulas were not recalculated")
	}
	good := write(t, rich(t, locale.English()))
	formulas, _, err := readParts(good)
	if err != nil {
		t.Fatal(err)
	}
	stripped := remade(t, good, incidentsPart, func(s string) string {
		return regexp.MustCompile(`</f><v>[^<]*</v>`).ReplaceAllString(s, "</f>")
	})
	dir := t.TempDir()
	file := filepath.Join(dir, "in.xlsx")
	if err := os.WriteFile(file, stripped, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless",
		"--convert-to", "ods", "--outdir", dir, file).CombinedOutput()
	if err == nil {
		out, err = exec.Command(soffice, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless",
			"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir+"/out", filepath.Join(dir, "in.ods")).CombinedOutput()
	}
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	calculated, err := os.ReadFile(filepath.Join(dir, "out", "in.xlsx"))
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	// Nothing was lost on the way, and nobody is accused of a change.
	if found, err := Compare(context.Background(), rich(t, locale.English()), bytes.NewReader(calculated), nil); err != nil || len(found) > 0 {
		t.Errorf("saved by LibreOffice: %v, %v", found, err)
	}
	want, got := valuesAt(t, good), valuesAt(t, calculated)
	if len(formulas) < 5 {
		t.Errorf("only %d formulas", len(formulas))
	}
	for at, f := range formulas {
		if was := valuesAt(t, stripped)[at]; was != "" {
			t.Errorf("%+v still stores %s", at, was)
		}
		if want[at] == "" || want[at] != got[at] {
			t.Errorf("%+v =%s: we store %q, LibreOffice calculates %q", at, f, want[at], got[at])
		}
	}
}

func valuesAt(t *testing.T, data []byte) map[address]string {
	t.Helper()
	grids, _, err := sheet.ReadXLSX(context.Background(), bytes.NewReader(data), "x.xlsx", nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[address]string{}
	for _, g := range grids {
		for _, r := range g.Rows {
			for j, s := range r.Cells {
				out[address{g.Name, r.Number, j + 1}] = s
			}
		}
	}
	return out
}

// TestSameBytesInAnotherProcess writes the same workbook in two processes, whose
// maps are ordered apart.
func TestSameBytesInAnotherProcess(t *testing.T) {
	const where = "SITREP_XLSX_CHILD"
	if file := os.Getenv(where); file != "" {
		if err := os.WriteFile(file, write(t, rich(t, locale.Arabic())), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := write(t, rich(t, locale.Arabic()))
	for range 2 {
		file := filepath.Join(t.TempDir(), "child.xlsx")
		cmd := exec.Command(os.Args[0], "-test.run=^TestSameBytesInAnotherProcess$")
		cmd.Env = append(os.Environ(), where+"="+file)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Error("another process writes other bytes")
		}
	}
}

// FuzzOpen opens any payload, and writes again what it took for a brief.
func FuzzOpen(f *testing.F) {
	good := write(f, sample(f))
	f.Add(`{"blocks":[{"kind":"table","block":{"columns":[],"rows":[{"cells":[{"class":"figure","quantity":"5"}]}]}}]}`)
	f.Add(`{"blocks":[{"kind":"chart","block":{"rows":[{"values":[{"class":"figure","quantity":"<=5"},{}]},{}]}},{"kind":"map","block":null}]}`)
	f.Add(`{"language":"ar","blocks":null,"data":{"columns":["low","low"],"rows":[["1"],[],["1","2","3"]]}}`)
	f.Fuzz(func(t *testing.T, doc string) {
		data := remade(t, good, "customXml/item1.xml", func(string) string {
			return `<brief xmlns="` + payloadSpace + `" wordings="">` + escaped(doc) + `</brief>`
		})
		d, _, err := Open(context.Background(), bytes.NewReader(data))
		if err != nil || len(doc) > 10_000 {
			return
		}
		var b bytes.Buffer
		if err := Write(context.Background(), &b, d, &Options{Language: locale.English()}); err != nil {
			return // a date that is none, a sheet too large
		}
		if found, err := Compare(context.Background(), d, &b, &Options{Language: locale.English()}); err != nil || len(found) > 0 {
			t.Errorf("what was written is not what was written: %v, %v", found, err)
		}
	})
}
