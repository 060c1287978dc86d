package report_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

func ExampleWriteTemplate() {
	var book bytes.Buffer
	opts := &report.TemplateOptions{Language: locale.Spanish(), Example: true}
	if err := report.WriteTemplate(context.Background(), &book, opts); err != nil {
		fmt.Println(err)
		return
	}
	grids, _, err := sheet.ReadXLSX(context.Background(), &book, "semana49.xlsx", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range grids {
		fmt.Println(g.Name)
	}
	// Output:
	// Cifras
	// Fuentes
	// Informe
	// Ejemplo
	// Léame
	// Listas
}

// TestFromTemplateToBrief goes the way of a field officer in every language:
// ten figures of which four are wrong, the findings, the same mended, the brief.
func TestFromTemplateToBrief(t *testing.T) {
	f, err := os.Open("../testdata/gazetteer-syria/places.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	entries, _, err := gazetteer.ReadCSV(t.Context(), f, nil)
	if err != nil {
		t.Fatal(err)
	}
	places, _ := gazetteer.New(entries)
	for _, tag := range locale.Tags() {
		t.Run(tag, func(t *testing.T) {
			l, err := locale.Of(tag)
			if err != nil {
				t.Fatal(err)
			}
			config := &brief.Config{Language: tag, Country: "SYR", Organisation: "Desk", KeyFigures: []brief.KeyFigure{{ID: "F-01"}},
				Texts: brief.Texts{Highlights: []string{"{F-01}"}}}
			issue := brief.Issue{AsOf: humanitarian.MustParseDate("2024-12-08"), Edition: disclosure.Public, Gazetteer: places, Language: l,
				Period: humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-28"), End: humanitarian.MustParseDate("2024-12-08")}}
			for _, mended := range []bool{false, true} {
				var book bytes.Buffer
				opts := &report.TemplateOptions{Language: l, Gazetteer: places, Register: tenFigures(tag, mended), Sheets: []sheet.Sheet{brief.ConfigSheet(l, config)}}
				if err := report.WriteTemplate(t.Context(), &book, opts); err != nil {
					t.Fatal(err)
				}
				for _, wrong := range sheet.CheckPackage(book.Bytes()) {
					t.Errorf("mended %v: %s", mended, wrong)
				}
				read, unread, err := brief.ReadConfigSheet(t.Context(), bytes.NewReader(book.Bytes()), "w.xlsx")
				if err != nil || len(unread) > 0 {
					t.Fatal(unread, err)
				}
				reg, found, err := register.Read(t.Context(), &book, &register.Options{Name: "w.xlsx", Country: read.Country})
				if err != nil {
					t.Fatal(err)
				}
				if want := map[bool]int{false: 4, true: 0}[mended]; len(found) != want {
					t.Errorf("mended %v: %d findings, want %d: %v", mended, len(found), want, found)
				}
				for _, f := range found {
					message, hint := l.Finding(f)
					if english, _ := locale.English().Finding(f); tag != "en" && message == english || hint == "" || strings.Contains(message, "finding.") {
						t.Errorf("not said in %s: %s (%s)", tag, message, hint)
					}
				}
				b, found, err := report.Compose(t.Context(), reg, found, read, issue)
				if err != nil {
					t.Fatal(found, err)
				}
				var text bytes.Buffer
				if err := report.WriteText(t.Context(), &text, b); err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(text.String(), l.Quantity(humanitarian.MustParseQuantity(">=69"), humanitarian.Person)) {
					t.Errorf("the brief does not say at least 69:\n%s", text.String())
				}
			}
		})
	}
}

// tenFigures are as a desk types them; four are wrong until they are mended.
func tenFigures(tag string, mended bool) *humanitarian.Register {
	atLeast := map[string]string{"en": "at least 69", "fr": "au moins 69", "es": "al menos 69", "ar": "ما لا يقل عن 69"}[tag]
	ambiguous := map[string]string{"en": "1.250", "fr": "1.250", "es": "1,250", "ar": "1.250"}[tag]
	typed := []struct{ id, indicator, figure, mended, column, wrong string }{
		{"F-01", "killed", atLeast, "", "", ""},
		{"F-02", "idps", "80000", "", "", ""},
		{"F-03", "injured", "12", "", "", ""},
		{"F-04", "missing", "3", "", "", ""},
		{"F-05", "abducted", "0", "", "", ""},
		{"F-06", "detained", "7", "", "", ""},
		{"F-07", "evacuated", ambiguous, "1250", "", ""},
		{"F-08", "cross_border_out", "900", "900", "status", "civillians"},
		{"F-09", "cross_border_in", "80-60", "60-80", "", ""},
		{"F-10", "arrivals", "55", "55", "place", "Aleppo"},
	}
	reg := &humanitarian.Register{}
	for _, r := range typed {
		f := humanitarian.Figure{ID: r.id, Indicator: r.indicator, Status: humanitarian.Civilian, Place: humanitarian.Place{Codes: []string{"SY02"}},
			Source: humanitarian.Source{Name: "OCHA", Date: humanitarian.MustParseDate("2024-12-07")}}
		if r.indicator == "idps" {
			f.AsOf = humanitarian.MustParseDate("2024-12-05")
		} else {
			f.Period = humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-28"), End: humanitarian.MustParseDate("2024-12-05")}
		}
		figure := r.figure
		if mended && r.mended != "" {
			figure = r.mended
		}
		if !mended && r.column == "status" {
			f.Status, f.Extra = 0, []string{"status", r.wrong}
		}
		if !mended && r.column == "place" {
			f.Place.Codes = []string{r.wrong}
		}
		f.Extra = append(f.Extra, "figure", figure)
		reg.Figures = append(reg.Figures, f)
	}
	return reg
}
