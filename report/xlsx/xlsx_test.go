package xlsx

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func quantity(s string) document.Value {
	q := humanitarian.MustParseQuantity(s)
	return document.Value{Class: document.FigureValue, Quantity: &q}
}

func sum(t testing.TB, quantities ...string) document.Value {
	t.Helper()
	var qs []humanitarian.Quantity
	for _, s := range quantities {
		qs = append(qs, humanitarian.MustParseQuantity(s))
	}
	s, err := humanitarian.Add(qs...)
	if err != nil {
		t.Fatal(err)
	}
	return document.Value{Class: document.TotalValue, Sum: &s}
}

func withUnit(v document.Value, u humanitarian.Unit) document.Value { v.Unit = u; return v }

func words(s string) document.Value { return document.Value{Class: document.TextValue, Text: s} }

func marks(ns ...int) document.Value { return document.Value{Class: document.MarksValue, Marks: ns} }

func on(s string) document.Value {
	return document.Value{Class: document.DateValue, Date: humanitarian.MustParseDate(s)}
}

// sample is a small brief with every kind of block, value and unknown.
func sample(t testing.TB) *document.Document {
	figureTable := &document.Table{
		Title: "Civilians killed, 28 November to 5 December 2024", Name: "civilian_harm", Note: "Rows in grey are printed as published and not counted.",
		Columns: []document.Column{{Label: "Place", Weight: 3}, {Label: "Killed", Weight: 2, Figure: true}, {Label: "As of", Weight: 1}, {Label: "Source", Weight: 1}},
		Rows: []document.Row{
			{Cells: []document.Value{words("Aleppo"), quantity("1250"), on("2024-12-05"), marks(1)}},
			{Cells: []document.Value{words("children"), quantity(">=26"), on("2024-12-05"), marks(1)}, Indent: 1},
			{Cells: []document.Value{words("Idleb"), quantity("69..75..82"), on("2024-12"), marks(1, 2)}},
			{Cells: []document.Value{words("Hama"), quantity("none"), on("2024-12-04"), marks(2)}},
			{Cells: []document.Value{words("Homs"), quantity("not_reported"), {}, {}}},
			{Cells: []document.Value{words("Daraa"), quantity("some"), on("2024-12-04"), marks(2)}},
			{Cells: []document.Value{words("Tartous"), quantity("withheld<5"), on("2024-12-04"), marks(9)}},
			{Cells: []document.Value{words("Raqqa"), quantity("hundreds"), on("2024-12-04"), marks(2)}, Muted: true},
			{Cells: []document.Value{words("Total"), sum(t, "1250", "69..75..82", "none", "some"), {}, {}}, Total: true},
		},
	}
	return &document.Document{
		Schema: document.SchemaVersion, Title: "Syria & region: situation brief", Number: 7, Country: "SYR",
		Organisation: "Example Relief", Language: "en", Edition: "public",
		AsOf:   humanitarian.MustParseDate("2024-12-05"),
		Period: humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-28"), End: humanitarian.MustParseDate("2024-12-05")},
		Blocks: []document.Block{
			&document.Heading{Level: 1, Text: "Key figures"},
			&document.KeyFigures{Tiles: []document.Tile{
				{Label: "People displaced", Value: quantity("~280000"), Lines: []string{"as of 5 December 2024", "OCHA"}, Marks: []int{1}},
				{Label: "Civilians killed", Value: sum(t, "1250", ">=26"), Marks: []int{1, 2}},
				{Label: "People missing", Value: quantity("not_reported")},
				{Label: "Funding received", Value: withUnit(quantity("4200000"), "USD")},
				{Label: "Children", Value: withUnit(quantity("273"), humanitarian.Permille)},
			}},
			&document.Heading{Level: 1, Text: "Civilian harm: killed/injured"},
			figureTable,
			&document.Heading{Level: 1, Text: "Access"},
			&document.Paragraph{Spans: []document.Span{{Text: "Two crossings are open; "}, {Value: new(quantity("45000"))}, {Text: " people crossed "}, {Value: new(marks(2, 1))}, {Text: "."}}},
			&document.Heading{Level: 2, Text: "Routes"},
			&document.Bullets{Items: []document.Paragraph{{Spans: []document.Span{{Text: "=The M5 is closed."}}}}},
			&document.Heading{Level: 1, Text: "Funding"},
		},
		Sources: []document.Source{
			{Number: 1, Name: "OCHA", Title: "Flash update 5", Date: humanitarian.MustParseDate("2024-12-05"), URL: "https://example.org/a?b=1&c=2", Figures: []string{"A-1", "A-2"}},
			{Number: 2, Name: "A monitor", Publisher: "A newspaper", Date: humanitarian.MustParseDate("2024-12"), URL: "javascript:alert(1)", Figures: []string{"B-1"}},
		},
		Findings: []document.Finding{{Code: "unknown_indicator", Severity: "error", Message: "the indicator deads is not known", Hint: "Use a core indicator.", Figures: []string{"A-9"}}},
		Data: document.Data{
			Columns: []string{"id", "revision", "indicator", "quantifier", "low", "best", "high", "household_size", "as_of", "source_url"},
			Rows: [][]string{
				{"A-1", "0", "killed", "exact", "1250", "1250", "1250", "5.40", "2024-12-05", "https://example.org"},
				{"007", "1", "killed", "not_reported", "", "", "", "", "2024-12", "=1+1"},
				{"A-3", "", "killed", "exact", "9007199254740993", "012", "-1", "x", "2024-12-05T14:30"},
			},
		},
	}
}

func write(t testing.TB, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, d, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	compareGolden(t, "testdata/sample.txt", dump(t, write(t, sample(t))))
	compareGolden(t, "testdata/rich.txt", dump(t, write(t, rich(t, locale.English()))))
}

func compareGolden(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s: the workbook changed (-want +got); look, then run with -update:\n%s", golden, diff)
	}
}

func TestUnknownIsVisibleAndNeverZero(t *testing.T) {
	for _, c := range []struct{ name, quantity, want, why string }{
		{"none", "none", "none reported", "a source said so; it is not our count"},
		{"some", "some", "reported, number not known", "there were some"},
		{"silence", "not_reported", "no data", "silence is not zero"},
		{"withheld", "withheld", "withheld", "hidden is not zero"},
		{"small cell", "withheld<5", "withheld (<5)", "the edition's own wording"},
		{"word", "hundreds", "hundreds", "a word has no number without a policy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &document.Document{Blocks: []document.Block{&document.Heading{Level: 1, Text: "Harm"}, &document.Table{Title: "T",
				Columns: []document.Column{{Label: "Place"}, {Label: "Killed", Figure: true}},
				Rows:    []document.Row{{Cells: []document.Value{words("Aleppo"), quantity(c.quantity)}}}}}}
			got := dump(t, write(t, d))
			line := fmt.Sprintf("A4 \"Aleppo\"  B4 %q\n", c.want)
			if !strings.Contains(got, line) {
				t.Errorf("%s (%s): no row %q in\n%s", c.quantity, c.why, line, got)
			}
		})
	}
	if c := (&book{}).said(document.Value{}, 0); c.Kind != sheet.Empty {
		t.Errorf("the zero value must stay an empty cell, got %+v", c)
	}
}

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		name, want, why string
		v               document.Value
	}{
		{"exact", "5 5 5", "a number is all three", quantity("5")},
		{"exact zero", "0 0 0", "somebody counted", quantity("0")},
		{"at least", "5 - -", "no ceiling was given", quantity(">=5")},
		{"up to", "- - 5", "the source gave no floor", quantity("<=5")},
		{"about", "- 5 -", "bounds unknown", quantity("~5")},
		{"nearly", "- 5 5", "it is below", quantity("<~5")},
		{"none", "- - -", "0 would look like a count", quantity("none")},
		{"sum", "6 7 8", "all parts closed", sum(t, "1", "5..6..7")},
		{"sum with some", "5 - -", "a part without a number opens it", sum(t, "5", "some")},
		{"sum of about", "- 10 -", "a floor of 0 says nothing", sum(t, "~5", "~5")},
		{"sum of nothing", "- - -", "unknown", sum(t)},
		{"sum of some", "- - -", "no number at all", sum(t, "some", "hundreds")},
		{"text", "- - -", "not a figure", words("5")},
	} {
		b, got := boundsOf(c.v), ""
		for _, n := range []*int64{b.low, b.best, b.high} {
			if n == nil {
				got += " -"
			} else {
				got += fmt.Sprint(" ", *n)
			}
		}
		if got[1:] != c.want {
			t.Errorf("%s: got %s, want %s: %s", c.name, got[1:], c.want, c.why)
		}
	}
}

func TestFiguresAreNeverClipped(t *testing.T) {
	p := newPage("P")
	v := sum(t, append(strings.Fields(strings.Repeat("some ", 1234)), "100000000..200000000..300000000")...)
	c := (&book{l: locale.English()}).said(v, sheet.Figure)
	p.add(text(sheet.Wrap, strings.Repeat("wide ", 40)), c)
	s := p.finish()
	if s.Columns[0].Width > maxWidth+2 || s.Columns[1].Width < float64(len(c.Text)) {
		t.Errorf("prose must wrap and %q must fit, got widths %v", c.Text, s.Columns)
	}
}

func TestSameBytes(t *testing.T) {
	d := sample(t)
	want := write(t, d)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := Write(context.Background(), &b, d, &Options{}); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("a second writing differs: %v", err)
			}
		})
	}
	wg.Wait()
}

func TestEmptyDocument(t *testing.T) {
	got := dump(t, write(t, &document.Document{}))
	for _, want := range []string{"This brief has no key figures.", "This brief has no sources.", "No findings.", "This edition holds no figures.", "Edition not stated"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

func TestHugeDocument(t *testing.T) {
	d := sample(t)
	long := strings.Repeat("é", 40_000)
	d.Title = strings.Repeat("&", 400)
	d.Blocks = append(d.Blocks, &document.Heading{Level: 1, Text: "Long"}, &document.Paragraph{Spans: []document.Span{{Text: long}}})
	for i := range 300 { // equal headings, long ones, and none at all
		d.Blocks = append(d.Blocks, &document.Heading{Level: 1, Text: []string{"Data", strings.Repeat("Ж", 50), "", "History"}[i%4]},
			&document.Paragraph{Spans: []document.Span{{Text: "x"}}})
	}
	for i := range 20_000 {
		d.Data.Rows = append(d.Data.Rows, []string{fmt.Sprint(i), "0", "killed", "exact", "1", "1", "1"})
	}
	grids, _, err := sheet.ReadXLSX(context.Background(), bytes.NewReader(write(t, d)), "huge.xlsx", nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := 8 + 300; len(grids) != want {
		t.Errorf("got %d sheets, want %d", len(grids), want)
	}
	for _, g := range grids {
		if g.Name == "Data" && len(g.Rows) != 20_004 {
			t.Errorf("got %d rows of data, want 20,004", len(g.Rows))
		}
		if g.Name == "Long" && !strings.Contains(g.Cell(1, 0), "[…]") {
			t.Error("a text longer than a cell was cut in silence")
		}
	}
}

func TestDraft(t *testing.T) {
	d := sample(t)
	d.Draft = true
	got := dump(t, write(t, d))
	if n := strings.Count(got, `header="&CDRAFT: Syria && region`); n != 7 {
		t.Errorf("DRAFT stands in the header of %d sheets, want all 7:\n%s", n, got)
	}
}

func TestProperties(t *testing.T) {
	core := string(unzip(t, write(t, sample(t)))["docProps/core.xml"])
	for _, want := range []string{"<dc:title>Syria &amp; region: situation brief, No. 7<", "<dc:creator>Example Relief<", "<dc:language>en<", ">2024-12-05T00:00:00Z<"} {
		if !strings.Contains(core, want) {
			t.Errorf("no %s in %s", want, core)
		}
	}
}

func TestRefusals(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var b bytes.Buffer
	if err := Write(ctx, &b, sample(t), nil); !errors.Is(err, context.Canceled) || b.Len() > 0 {
		t.Errorf("cancelled: got %v and %d bytes", err, b.Len())
	}
	d := sample(t)
	d.Language = "xx"
	if err := Write(context.Background(), &b, d, nil); err == nil || b.Len() > 0 {
		t.Errorf("a language that is not here: got %v and %d bytes", err, b.Len())
	}
	if err := Write(context.Background(), failing{}, sample(t), nil); !errors.Is(err, errFull) {
		t.Errorf("a full disk: got %v", err)
	}
}

var errFull = errors.New("disk full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("SITREP_CI") == "1" {
			t.Fatal("soffice is not installed")
		}
		t.Skip("soffice is not installed: the workbook was not opened by LibreOffice")
	}
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--convert-to", "pdf", "--outdir", dir}
	files := map[string][]byte{}
	for name, d := range workbooks(t) {
		files[name] = write(t, d)
		file := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(file, files[name], 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	out, err := exec.Command(soffice, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	keep := os.Getenv("SITREP_KEEP") // a folder, to look at
	for name, data := range files {
		pdf, err := os.ReadFile(filepath.Join(dir, name+".pdf"))
		if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Fatalf("%s: no PDF: %v: %s", name, err, out)
		}
		if keep != "" {
			err := errors.Join(os.WriteFile(filepath.Join(keep, name+".pdf"), pdf, 0o600), os.WriteFile(filepath.Join(keep, name+".xlsx"), data, 0o600))
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestMarginsOfArabic wants the header and the footer of every sheet to run from
// right to left: programs lay them out the other way.
func TestMarginsOfArabic(t *testing.T) {
	for name, part := range unzip(t, write(t, rich(t, locale.Arabic()))) {
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		for _, want := range []string{"<oddHeader>&amp;C\u2067", "\u2069</oddHeader>", "<oddFooter>&amp;L\u2067", "\u2069&amp;R"} {
			if !strings.Contains(string(part), want) {
				t.Errorf("%s has no %q", name, want)
			}
		}
	}
}
