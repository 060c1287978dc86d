package register

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// grid makes a sheet of lines whose cells a bar separates. A cell may say how
// it is stored: "number:5", "date:2024-12-05", "percent:0.14", "error:#REF!",
// "formula:5", "formula:" for one without a result.
func grid(name, lines string) *sheet.Grid {
	g := &sheet.Grid{File: "w.xlsx", Name: name}
	for i, line := range strings.Split(strings.Trim(lines, "\n"), "\n") {
		r := sheet.Row{Number: i + 1}
		for text := range strings.SplitSeq(line, "|") {
			text = strings.TrimSpace(text)
			st := sheet.Stored{Kind: sheet.Text}
			kind, rest, ok := strings.Cut(text, ":")
			kinds := map[string]sheet.Kind{"number": sheet.Number, "date": sheet.Date, "percent": sheet.Percent, "error": sheet.Error, "formula": sheet.Number}
			if k, known := kinds[kind]; ok && known {
				st, text = sheet.Stored{Kind: k, Formula: kind == "formula"}, rest
			}
			if text == "" {
				st.Kind = sheet.Empty
			}
			r.Cells, r.Stored = append(r.Cells, text), append(r.Stored, st)
		}
		if !isBlank(r.Cells) || strings.Contains(line, "formula:") {
			g.Rows = append(g.Rows, r)
		}
	}
	return g
}

// spoken is the vocabulary, which takes most of the time of a small sheet.
var spoken = sync.OnceValue(func() *vocabulary { return newVocabulary("", humanitarian.CoreIndicators()) })

// readGrids reads sheets as Read would, and shows figures and findings.
func readGrids(t testing.TB, o Options, faults []sheet.Fault, grids ...*sheet.Grid) (*humanitarian.Register, string, error) {
	t.Helper()
	o.Name = "w.xlsx"
	rd, err := newReader(o)
	if err == nil {
		known := *spoken()
		known.spoken = slices.Clone(known.spoken)
		known.prefer(o.Language)
		rd.words = &known
		err = rd.readGrids(context.Background(), grids, faults)
	}
	if err != nil {
		return nil, "", err
	}
	rd.duplicates()
	return rd.reg, show(rd.reg, rd.sorted()), nil
}

func show(reg *humanitarian.Register, found []humanitarian.Finding) string {
	var b strings.Builder
	for _, f := range reg.Figures {
		parts := []string{f.ID, f.Indicator, f.Quantity.String()}
		for _, s := range []string{string(f.Unit), f.Place.Key(), f.Place.Name, f.AsOf.String(), f.Period.String(), f.Source.Name, f.Source.Date.String()} {
			if s != "" {
				parts = append(parts, s)
			}
		}
		if f.Status != 0 {
			parts = append(parts, f.Status.String())
		}
		if len(f.Extra) > 0 {
			parts = append(parts, fmt.Sprintf("%q", f.Extra))
		}
		b.WriteString(strings.Join(parts, " ") + "\n")
	}
	for _, f := range found {
		b.WriteString(f.Positions[0].String() + " " + f.Severity.String() + " " + f.Code)
		for _, a := range f.Args {
			b.WriteString(" " + a)
		}
		b.WriteString("\n")
	}
	return b.String()
}

const figuresHead = "id|figure|indicator|status|place|as_of|period|source|source_date|low|high|note\n"

func TestSheets(t *testing.T) {
	for _, c := range []struct{ name, rows, want, why string }{
		{"numbers", "A|number:1250|idps|||date:2024-12-05T00:00:00||OCHA|2024-12-06\n", "A idps 1250 2024-12-05 OCHA 2024-12-06\n", "values as stored"},
		{"half a person", "A|number:1.25|idps|||||OCHA|\n", "A idps not_reported OCHA [\"figure\" \"1.25\"]\nw.xlsx:Figures!B2 error bad_value figure 1.25 decimals \n", "1.250 typed where the point is a decimal sign"},
		{"percent", "A|percent:0.145|facilities_functioning|||||WHO|\n", "A facilities_functioning 145 permille WHO\n", ""},
		{"fine percent", "A|percent:0.14555|facilities_functioning|||||WHO|\n", "A facilities_functioning not_reported WHO [\"figure\" \"0.14555\"]\nw.xlsx:Figures!B2 error bad_value figure 0.14555 decimals \n", ""},
		{"became a date", "A|date:2024-05-03|idps|||||OCHA|\n", "A idps not_reported OCHA [\"figure\" \"2024-05-03\"]\nw.xlsx:Figures!B2 error bad_value figure 2024-05-03 became_date \n", "3-5 typed into a cell without the format of text"},
		{"error", "A|error:#REF!|idps|||||OCHA|\n", "A idps not_reported OCHA [\"figure\" \"#REF!\"]\nw.xlsx:Figures!B2 error bad_value figure #REF! error_value \n", ""},
		{"no result", "A|formula:|idps|||||OCHA|\n", "A idps not_reported OCHA\nw.xlsx:Figures!B2 error formula_no_result figure\n", ""},
		{"formula", "A|formula:7|idps|||||OCHA|\n", "A idps 7 OCHA\nw.xlsx:Figures!B2 note formula_read figure 1\n", "a number that nobody said"},
		{"serial", "A|5|idps|||number:45631||OCHA|\n", "A idps 5 2024-12-05 OCHA\nw.xlsx:Figures!F2 note date_from_days as_of 45631 2024-12-05\n", ""},
		{"written date", "A|5|idps|||5 December 2024||OCHA|\n", "A idps 5 2024-12-05 OCHA\nw.xlsx:Figures!F2 note date_from_days as_of 5 December 2024 2024-12-05\n", ""},
		{"two days", "A|5|idps|||5/12/2024||OCHA|\n", "A idps 5 OCHA [\"as_of\" \"5/12/2024\"]\nw.xlsx:Figures!F2 error bad_value as_of 5/12/2024 date \n", "the fifth of December or the twelfth of May"},
		{"arabic digits", "A|\u0661\u066c\u0662\u0665\u0660|idps|||\u0662\u0660\u0662\u0664-\u0661\u0662-\u0660\u0665||OCHA|\n", "A idps 1250 2024-12-05 OCHA\n", ""},
		{"n/a and <5", "A|n/a|idps|||||OCHA|\nB|<5|idps|||||OCHA|\n", "A idps not_reported OCHA\nB idps <5 OCHA\n", ""},
		{"words of another language", "A|5|Personnes tuées|civils||||OCHA|\n", "A killed 5 OCHA civilian\n", "the figures are English, a word was pasted from a French sheet"},
		{"name behind the code", "A|5|killed||SY02 \u2013 Aleppo; SY07|||OCHA|\n", "A killed 5 SY02;SY07 OCHA\n", ""},
		{"two codes", "A|5|killed||SY02 and SY07|||OCHA|\n", "A killed 5 SY02 and SY07 OCHA\nw.xlsx:Figures!E2 error bad_value place SY02 and SY07 pcode \n", "no name is guessed away"},
		{"bounds alone", "A||killed|||||OCHA||number:9|number:3\n", "A killed not_reported OCHA [\"low\" \"9\" \"high\" \"3\"]\nw.xlsx:Figures!J2 error quantity_unfit  filled low, high\n", "bounds alone may be a range or half an estimate"},
	} {
		_, got, err := readGrids(t, Options{}, nil, grid("Figures", figuresHead+c.rows))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s (-want +got):\n%s", c.name, c.why, d)
		}
	}
}

func TestStaleFormulas(t *testing.T) {
	faults := []sheet.Fault{{Position: sheet.Position{File: "w.xlsx", Sheet: "Figures"}, Code: sheet.CodeStale, Args: []string{"1"}},
		{Position: sheet.Position{File: "w.xlsx", Sheet: "Figures"}, Code: sheet.CodeHiddenRows, Args: []string{"3"}, Note: true}}
	_, got, err := readGrids(t, Options{}, faults, grid("Figures", figuresHead+"A|formula:7|idps|||||OCHA|\n"))
	want := "A idps 7 OCHA\nw.xlsx:Figures!0 note rows_hidden 3\nw.xlsx:Figures!B2 warning formula_old figure 7\nw.xlsx:Figures!B2 note formula_read figure 1\n"
	if err != nil || got != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
}

func TestMergedCells(t *testing.T) {
	g := grid("Figures", figuresHead+"A|5|idps||SY02|||OCHA|\nB|6|idps|||||OCHA|\nC|90|idps|||||OCHA|\nD||idps|||||OCHA|\n")
	g.Merged = []sheet.Range{{Row: 2, Column: 5, LastRow: 3, LastColumn: 5}, {Row: 4, Column: 2, LastRow: 5, LastColumn: 2}, {Row: 5, Column: 8, LastRow: 5, LastColumn: 9}}
	_, got, err := readGrids(t, Options{}, nil, g)
	want := `A idps 5 SY02 OCHA
B idps 6 SY02 OCHA
C idps 90 OCHA
D idps not_reported OCHA
w.xlsx:Figures!E3 note merged_text place SY02
w.xlsx:Figures!B4 error merged_figure 90 B4:B5
w.xlsx:Figures!I5 warning merged_across source_date H5:I5
`
	if err != nil || got != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
}

const sourcesSheet = `
source_key|source|source_kind|source_date|publisher
OCHA 4|OCHA|United Nations|2024-12-06|
SNHR|SNHR|monitor|yesterday|
twice|A||2024-12-01|
twice|B||2024-12-02|
|UNHCR||2024-12-03|
`

func TestSources(t *testing.T) {
	figures := grid("Figures", figuresHead+`
A|5|killed|||||ocha 4|
B|6|killed|||||OCHA 4|2024-12-07
C|7|killed|||||SNHR|
D|8|killed|||||SNHR|
E|9|killed|||||twice|
F|9|killed|||||OCHA 5|
`)
	reg, got, err := readGrids(t, Options{}, nil, figures, grid("Sources", sourcesSheet))
	want := `A killed 5 OCHA 2024-12-06
B killed 6 OCHA 2024-12-07
C killed 7 SNHR ["source_date" "yesterday"]
D killed 8 SNHR ["source_date" "yesterday"]
E killed 9 twice
F killed 9 OCHA 5
w.xlsx:Figures!I4 error source_disagrees source_date 2024-12-07 2024-12-06 OCHA 4
w.xlsx:Figures!H7 error source_twice twice
w.xlsx:Figures!H8 warning source_not_listed OCHA 5 Sources
w.xlsx:Sources!D3 error bad_value source_date yesterday date 
w.xlsx:Sources!A4 warning source_twice twice
w.xlsx:Sources!6 warning source_unnamed UNHCR
`
	if err != nil || got != want {
		t.Errorf("%v\n%s", err, cmp.Diff(want, got))
	}
	if reg.Figures[0].Source.Kind != humanitarian.UN {
		t.Errorf("got %v", reg.Figures[0].Source.Kind)
	}
}

func TestWhichSheet(t *testing.T) {
	register := func(name string) *sheet.Grid {
		return grid(name, "Weekly figures\n\n"+figuresHead+"A|5|idps|||||OCHA|\n")
	}
	hidden := register("old")
	hidden.Hidden = true
	for _, c := range []struct {
		name  string
		grids []*sheet.Grid
		want  string
	}{
		{"a title above", []*sheet.Grid{register("Data")}, "A idps 5 OCHA\n"},
		{"notes beside", []*sheet.Grid{grid("About", "hello"), register("Data")}, "A idps 5 OCHA\nw.xlsx:About!0 note sheet_not_read About\n"},
		{"a hidden one", []*sheet.Grid{hidden, register("Data")}, "A idps 5 OCHA\nw.xlsx:old!0 note sheet_not_read old\n"},
		{"two", []*sheet.Grid{register("48"), register("49")}, `wrong header: the sheets "48", "49" all look like a register; keep one, or name it in a mapping`},
		{"none", []*sheet.Grid{grid("About", "hello")}, `About: wrong header: found "hello"; missing id, indicator, source, figure / quantifier / best`},
		{"nearly", []*sheet.Grid{grid("About", "hello"), grid("Data", "id|figure|indicator|place\n")}, `Data: wrong header: found "id", "figure", "indicator", "place"; missing source`},
		{"an example alone", []*sheet.Grid{grid("x", locale.French().Say("template.example_mark")+"\n"+figuresHead)}, "wrong header: there is no sheet with figures"},
	} {
		_, got, err := readGrids(t, Options{}, nil, c.grids...)
		if err != nil {
			got = err.Error()
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

// TestLanguageOfHeads reads figures in the language of the heads.
func TestLanguageOfHeads(t *testing.T) {
	french := "Identifiant|Chiffre tel que lu|Indicateur|Source|%s\nA|au moins 1 250|Personnes tuées|OCHA|\n"
	for _, c := range []struct{ last, want string }{
		{"Statut des personnes", "A killed >=1250 OCHA\n"},
		{"Status of the people", "A killed >=1250 OCHA\nw.xlsx:Chiffres!1 note language_guessed fr heads\n"},
	} {
		_, got, err := readGrids(t, Options{}, nil, grid("Chiffres", fmt.Sprintf(french, c.last)))
		if err != nil || got != c.want {
			t.Errorf("%v\n%s", err, cmp.Diff(c.want, got))
		}
	}
	_, got, err := readGrids(t, Options{Language: "en"}, nil, grid("Chiffres", fmt.Sprintf(french, "Statut des personnes")))
	if want := "w.xlsx:Chiffres!B2 error bad_value figure au moins 1 250 number "; err != nil || !strings.Contains(got, want) {
		t.Errorf("the caller's language wins: %v\n%s", err, got)
	}
	if _, _, err := Read(context.Background(), strings.NewReader("id"), &Options{Language: "uk"}); err == nil || !strings.Contains(err.Error(), "use en, fr, es or ar") {
		t.Errorf("got %v", err)
	}
}

// TestTemplateSavedAsCSV reads heads in a language from CSV too.
func TestTemplateSavedAsCSV(t *testing.T) {
	in := "Identificador;Cifra tal como se lee;Indicador;Fuente\nA;al menos 1.250;Personas muertas;OCHA\n"
	reg, found, err := Read(context.Background(), strings.NewReader(in), nil)
	if err != nil {
		t.Fatal(err)
	}
	if reg.Figures[0].Quantity.String() != ">=1250" || len(found) != 1 || found[0].Code != "delimiter_guessed" {
		t.Errorf("%+v %v", reg.Figures, found)
	}
}

func BenchmarkReadWorkbook(b *testing.B) {
	data := benchWorkbook(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		reg, _, err := Read(b.Context(), bytes.NewReader(data), nil)
		if err != nil || len(reg.Figures) != 10_000 {
			b.Fatal(err)
		}
	}
}

// benchWorkbook is a template with 10,000 figures.
func benchWorkbook(tb testing.TB) []byte {
	reg := &humanitarian.Register{}
	for i := range 10_000 {
		f := humanitarian.Figure{ID: fmt.Sprintf("R-%05d", i), Indicator: "killed", Quantity: humanitarian.MustParseQuantity(fmt.Sprintf(">=%d", i+1)),
			Status: humanitarian.Civilian, Period: humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-28"), End: humanitarian.MustParseDate("2024-12-05")},
			Source: humanitarian.Source{Name: fmt.Sprintf("source %d", i%40), Date: humanitarian.MustParseDate("2024-12-06")}}
		f.Place.Codes = []string{fmt.Sprintf("SY%02d", i%14+1)}
		reg.Figures = append(reg.Figures, f)
	}
	var b bytes.Buffer
	if err := WriteTemplate(context.Background(), &b, &TemplateOptions{Register: reg}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
