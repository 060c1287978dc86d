package register

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

func places(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	f, err := os.Open("../../../testdata/gazetteer-syria/places.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries, _, err := gazetteer.ReadCSV(t.Context(), f, nil)
	if err != nil {
		t.Fatal(err)
	}
	g, _ := gazetteer.New(entries)
	return g
}

func languages(t testing.TB) []*locale.Language {
	t.Helper()
	var out []*locale.Language
	for _, tag := range locale.Tags() {
		l, err := locale.Of(tag)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

func mustTemplate(t testing.TB, o *TemplateOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteTemplate(context.Background(), &b, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// typed is ten figures as a desk types them in a language; four are wrong until
// they are mended.
func typed(tag string, mended bool) *humanitarian.Register {
	said := map[string][6]string{
		"en": {"at least 69", "60,000 to 80,000", "about 25,000", "hundreds", "none reported", "1,250"},
		"fr": {"au moins 69", "60 000 à 80 000", "environ 25 000", "des centaines", "aucun", "1 250"},
		"es": {"al menos 69", "60.000 a 80.000", "alrededor de 25.000", "cientos", "ninguno", "1.250"},
		"ar": {"ما لا يقل عن 69", "من 60,000 إلى 80,000", "نحو 25,000", "مئات", "لا يوجد", "١٬٢٥٠"},
	}[tag]
	ambiguous := "1.250"
	if tag == "es" {
		ambiguous = "1,250"
	}
	week := humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-28"), End: humanitarian.MustParseDate("2024-12-05")}
	ocha := humanitarian.Source{Name: "OCHA", Kind: humanitarian.Coordination, Title: "Flash 4", Date: humanitarian.MustParseDate("2024-12-06"), URL: "https://example.org/4"}
	var figures []humanitarian.Figure
	add := func(indicator, figure string, extra ...string) *humanitarian.Figure {
		f := humanitarian.Figure{ID: fmt.Sprintf("F-%02d", len(figures)+1), Indicator: indicator, Source: ocha, Extra: append(extra, "figure", figure)}
		if indicator == "idps" {
			f.AsOf = week.End
		} else {
			f.Period, f.Status = week, humanitarian.Civilian
		}
		f.Place.Codes = []string{"SY02"}
		figures = append(figures, f)
		return &figures[len(figures)-1]
	}
	add("killed", said[0])
	add("idps", said[1])
	add("injured", said[2])
	add("missing", said[3])
	add("abducted", said[4])
	add("idps", said[5]).Place.Codes = []string{"SY0702"}
	if mended {
		add("killed", "12")
		add("injured", "30")
		add("idps", "500")
		add("idps", "700")
		return &humanitarian.Register{Figures: figures}
	}
	add("killed", ambiguous)
	add("injured", "30", "status", "civillians").Status = 0
	add("idps", "500", "as_of", "5/12/2024").AsOf = humanitarian.Date{}
	add("idps", "700").Place.Codes = []string{"Aleppo"}
	return &humanitarian.Register{Figures: figures}
}

// TestTemplateRoundTrip fills the template of every language with ten figures,
// four of them wrong, and reads six good ones and four findings back.
func TestTemplateRoundTrip(t *testing.T) {
	quantities := []string{">=69", "60000..80000", "~25000", "hundreds", "none", "1250"}
	for _, l := range languages(t) {
		t.Run(l.Tag(), func(t *testing.T) {
			o := &TemplateOptions{Language: l, Gazetteer: places(t), Example: true, Register: typed(l.Tag(), false)}
			reg, found, err := Read(t.Context(), bytes.NewReader(mustTemplate(t, o)), &Options{Name: "w.xlsx"})
			if err != nil {
				t.Fatal(err)
			}
			want := typed(l.Tag(), false).Figures[:6]
			for i := range want {
				want[i].Quantity, want[i].Extra = humanitarian.MustParseQuantity(quantities[i]), nil
			}
			if d := cmp.Diff(want, reg.Figures[:6], sameFigures()); d != "" || len(reg.Figures) != 10 {
				t.Errorf("%d figures (-typed +read):\n%s", len(reg.Figures), d)
			}
			name := sheet.CleanName(l.Say("template.sheet_figures"))
			var got []string
			for _, f := range found {
				got = append(got, fmt.Sprint(f.Positions[0], " ", f.Severity, " ", f.Code, " ", f.Figures))
			}
			cells := []string{"!B8 error ambiguous_number [F-07]", "!D9 error bad_value [F-08]", "!H10 error bad_value [F-09]", "!G11 error bad_value [F-10]"}
			for i := range cells {
				cells[i] = "w.xlsx:" + name + cells[i]
			}
			if d := cmp.Diff(cells, got); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}

			o.Register = typed(l.Tag(), true)
			reg, found, err = Read(t.Context(), bytes.NewReader(mustTemplate(t, o)), &Options{Name: "w.xlsx"})
			if err != nil || len(found) > 0 || len(reg.Figures) != 10 {
				t.Errorf("mended: %d figures, %v, %v", len(reg.Figures), found, err)
			}
		})
	}
}

// TestTemplateKeepsARegister writes figures of every kind into a template of
// every language, and reads them back equal.
func TestTemplateKeepsARegister(t *testing.T) {
	reg := variety(t)
	for _, l := range languages(t) {
		got, found, err := Read(t.Context(), bytes.NewReader(mustTemplate(t, &TemplateOptions{Language: l, Register: reg})), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if f.Severity >= humanitarian.WarningFinding {
				t.Errorf("%s: %v", l.Tag(), f)
			}
		}
		if d := cmp.Diff(reg.Figures, got.Figures, sameFigures()); d != "" {
			t.Errorf("%s (-written +read):\n%s", l.Tag(), d)
		}
	}
}

// variety is a figure for every form and every word of every list.
func variety(t *testing.T) *humanitarian.Register {
	reg := &humanitarian.Register{}
	quantities := []string{"1250", ">=69", ">69", "<=5", "<5", "60..80", "69..75..82", "~25000", "<~486000", "hundreds", "tens", "scores", "some", "none", "not_reported", "withheld", "withheld<5", "0", "9223372036854775807"}
	for n := range 24 {
		f := humanitarian.Figure{ID: fmt.Sprintf("V-%d", n), Quantity: humanitarian.MustParseQuantity(quantities[n%len(quantities)])}
		for _, fd := range fields() {
			words := fd.Words
			if fd.Name == "indicator" {
				words = []string{"killed", "idps", "missing"}
			}
			if fd.part != noPart || len(words) == 0 {
				continue
			}
			if err := fd.set(&f, words[n%len(words)]); err != nil {
				t.Fatal(fd.Name, err)
			}
		}
		f.Unit = []humanitarian.Unit{"", humanitarian.Person, "USD"}[n%3]
		if n == 17 {
			f.Unit = humanitarian.Permille
		}
		f.Source.Name = []string{"OCHA", "IOM", ""}[n%3]
		if f.Source.Name == "" {
			f.Source = humanitarian.Source{}
		}
		f.Age, f.Group, f.Note = []string{"child", "5-17", ""}[n%3], "worker=health", " kept as it is "
		f.Period.Start = humanitarian.MustParseDate("2024-11")
		if n%2 == 0 {
			f.Period.End = humanitarian.MustParseDate("2024-12-05")
		}
		reg.Figures = append(reg.Figures, f)
	}
	return reg
}

func TestTemplateRepeats(t *testing.T) {
	for _, l := range languages(t) {
		o := &TemplateOptions{Language: l, Gazetteer: places(t), Example: true, Register: typed(l.Tag(), true)}
		if !bytes.Equal(mustTemplate(t, o), mustTemplate(t, o)) {
			t.Errorf("%s: the same options give different bytes", l.Tag())
		}
	}
}

// TestTemplateParts looks at what a desk sees.
func TestTemplateParts(t *testing.T) {
	own := []humanitarian.Indicator{{Name: "bakeries_open", Nature: humanitarian.Stock, Units: []humanitarian.Unit{humanitarian.Facility}, Label: "Bakeries open"}}
	tpl, err := newTemplate(&TemplateOptions{Language: locale.Arabic(), Gazetteer: places(t), Indicators: own, Example: true})
	if err != nil {
		t.Fatal(err)
	}
	wb := tpl.workbook()
	for _, s := range wb.Sheets {
		if !s.RightToLeft {
			t.Errorf("%s does not run from right to left", s.Name)
		}
	}
	figures := wb.Sheets[0]
	if got := len(tpl.columns[:tpl.visible]); got != 13 {
		t.Errorf("%d columns are in sight, want the short form and two levels of areas", got)
	}
	for j, c := range figures.Columns {
		if c.Hidden != (j >= tpl.visible) || c.Hidden && c.Level != 1 {
			t.Errorf("column %d: %+v", j+1, c)
		}
	}
	prompts := map[int]bool{}
	for _, v := range figures.Validations {
		if v.FirstRow == 1 {
			t.Errorf("the head of column %d has a list or a test", v.Column)
		}
		if v.FirstRow == 2 && v.Prompt != "" {
			prompts[v.Column] = true
		}
	}
	if len(prompts) != len(tpl.columns) {
		t.Errorf("%d of %d columns explain themselves", len(prompts), len(tpl.columns))
	}
	if area := tpl.areaSource(1, 6); area != `OFFSET('الأماكن'!$D$1,MATCH($E2,'الأماكن'!$C$2:$C$63,0),0,COUNTIF('الأماكن'!$C$2:$C$63,$E2),1)` {
		t.Errorf("admin2 is offered from %s", area)
	}
	if _, err := newTemplate(&TemplateOptions{Register: &humanitarian.Register{Figures: []humanitarian.Figure{{Extra: []string{"odd"}}}}}); err == nil {
		t.Error("a figure that the register cannot say must be refused")
	}
	uk, err := locale.Read(strings.NewReader("[catalog]\ntag = uk\nname = x\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteTemplate(t.Context(), &bytes.Buffer{}, &TemplateOptions{Language: uk}); err == nil || !strings.Contains(err.Error(), "use en, fr, es or ar") {
		t.Errorf("got %v", err)
	}
}

// TestTemplateLocksHeads wants the heads locked and all else open, whether a
// register stands in it or not.
func TestTemplateLocksHeads(t *testing.T) {
	for _, o := range []*TemplateOptions{{}, {Register: typed("en", true)}} {
		tpl, err := newTemplate(o)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range tpl.workbook().Sheets[:2] {
			if !s.Protected {
				t.Errorf("%s is not locked", s.Name)
			}
			for j, c := range s.Columns {
				if !c.Unlocked {
					t.Errorf("%s: nobody can type into column %d", s.Name, j+1)
				}
			}
			for i, r := range s.Rows {
				for j, c := range r {
					if c.Unlocked != (i > 0) {
						t.Errorf("%s: row %d, column %d: unlocked is %v", s.Name, i+1, j+1, c.Unlocked)
					}
				}
			}
		}
	}
}

// TestLibreOfficeOpensTemplates lets LibreOffice write the filled templates
// again, as a desk does that works with it, and reads the same figures.
func TestLibreOfficeOpensTemplates(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("SITREP_CI") == "1" {
			t.Fatal("soffice (LibreOffice) is missing, and SITREP_CI=1 makes that a failure")
		}
		t.Skip("soffice (LibreOffice) is not installed: not tried whether templates survive it")
	}
	dir := t.TempDir()
	var files []string
	for _, l := range languages(t) {
		file := filepath.Join(dir, l.Tag()+".xlsx")
		o := &TemplateOptions{Language: l, Gazetteer: places(t), Example: true, Register: typed(l.Tag(), false)}
		o.Sheets = []sheet.Sheet{probe(t, o)}
		if err := os.WriteFile(file, mustTemplate(t, o), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(dir, "out")}, files...)
	if said, err := exec.CommandContext(ctx, soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, file := range files {
		read := func(path string) (*humanitarian.Register, []humanitarian.Finding) {
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			reg, found, err := Read(t.Context(), f, &Options{Name: "w.xlsx"})
			if err != nil {
				t.Fatal(err)
			}
			found = slices.DeleteFunc(found, func(f humanitarian.Finding) bool { return f.Code == "sheet_not_read" }) // the probe
			return reg, found
		}
		reg, found := read(file)
		again, found2 := read(filepath.Join(dir, "out", filepath.Base(file)))
		if d := cmp.Diff(reg.Figures, again.Figures, sameFigures()); d != "" {
			t.Errorf("%s: figures (-ours +LibreOffice's):\n%s", filepath.Base(file), d)
		}
		if d := cmp.Diff(found, found2); d != "" {
			t.Errorf("%s: findings (-ours +LibreOffice's):\n%s", filepath.Base(file), d)
		}
		if got := probed(t, filepath.Join(dir, "out", filepath.Base(file))); got != "8 TRUE FALSE TRUE" {
			t.Errorf("%s: the list of districts and the test of dates give %q", filepath.Base(file), got)
		}
	}
}

// probe is a sheet that calculates what the lists and validations of the
// template do: how many districts are offered beside Aleppo, which dates pass.
func probe(t *testing.T, o *TemplateOptions) sheet.Sheet {
	tpl, err := newTemplate(o)
	if err != nil {
		t.Fatal(err)
	}
	formula := func(f string) sheet.Cell { return sheet.Cell{Formula: f} }
	text := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s} }
	return sheet.Sheet{Name: "probe", Rows: [][]sheet.Cell{
		{text(tpl.places.label("SY02")), formula("ROWS(" + strings.ReplaceAll(tpl.areaSource(1, 2), "$A2", "$A1") + ")")},
		{text("2024-12"), formula(dateFormula("A2"))},
		{text("05/12/2024"), formula(dateFormula("A3"))},
		{text("2024-12-05"), formula(dateFormula("A4"))},
	}}
}

func probed(t *testing.T, path string) string {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	grids, _, err := sheet.ReadXLSX(t.Context(), f, "w.xlsx", nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, g := range grids {
		for i := range g.Rows {
			if g.Name == "probe" {
				out = append(out, g.Cell(i, 1))
			}
		}
	}
	return strings.Join(out, " ")
}

func TestWorkbooksThatCannotBeRead(t *testing.T) {
	data := mustTemplate(t, nil)
	if _, _, err := Read(t.Context(), bytes.NewReader(data[:len(data)/2]), nil); !errors.Is(err, ErrFormat) {
		t.Errorf("half a workbook: %v", err)
	}
	var limit *sheet.LimitError
	if _, _, err := Read(t.Context(), bytes.NewReader(data), &Options{Limits: sheet.Limits{MaxUnzipped: 1000}}); !errors.As(err, &limit) {
		t.Errorf("beyond its limits: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Read(ctx, bytes.NewReader(data), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
