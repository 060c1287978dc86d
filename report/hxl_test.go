package report_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report"
)

// TestSampleWorkbooks looks at the workbook of every sample brief in every
// language, without and with hashtags, as strictly as Excel does; and opened and
// written again it is the same.
func TestSampleWorkbooks(t *testing.T) {
	for asOf := range issues {
		for _, configuration := range []string{"brief.toml", "brief.fr.toml", "brief.es.toml", "brief.ar.toml"} {
			b := composeSampleWith(t, asOf, configuration)
			for _, tagged := range []bool{false, true} {
				if tagged {
					b.Tag()
				}
				var book, again bytes.Buffer
				if err := report.WriteXLSX(t.Context(), &book, b, nil); err != nil {
					t.Fatal(err)
				}
				for _, wrong := range sheet.CheckPackage(book.Bytes()) {
					t.Errorf("%s, %s: %s", asOf, configuration, wrong)
				}
				opened, found, err := report.Open(t.Context(), bytes.NewReader(book.Bytes()))
				if err != nil || len(found) > 0 {
					t.Fatalf("%s, %s: %v, %v", asOf, configuration, found, err)
				}
				if got := slices.Contains(opened.Document.Data.Tags, "#indicator+code"); got != tagged {
					t.Errorf("%s, %s: hashtags travel: %v, want %v", asOf, configuration, got, tagged)
				}
				if err := report.WriteXLSX(t.Context(), &again, opened, nil); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(book.Bytes(), again.Bytes()) {
					t.Errorf("%s, %s: opened and written again it is another workbook", asOf, configuration)
				}
			}
		}
	}
}
