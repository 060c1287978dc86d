package review

import (
	"bytes"
	"context"
	"os"
	"sync"
	"testing"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// article has a total with a part, a toll of fighters, a rival, families with
// the same people counted in persons, a place with two codes, and movements of
// fighters that are no figures.
const article = `At least 14 civilians were killed in Aleppo on Tuesday, including four children, the health ministry said. ` +
	`Eleven soldiers were wounded near Tadmora. Some 84 families (about 500 people) fled to Idleb. ` +
	`Two schools and 18 houses were destroyed. Another 900 troops arrived from the coast. ` +
	`The escalation has also caused damage to infrastructure.`

var gazetteerOnce = sync.OnceValues(func() (*gazetteer.Gazetteer, error) {
	f, err := os.Open("../../../testdata/gazetteer-syria/places.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, _, err := gazetteer.ReadCSV(context.Background(), f, nil)
	g, _ := gazetteer.New(entries)
	return g, err
})

func places(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteerOnce()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

var extractorOnce = sync.OnceValues(func() (*extract.Extractor, error) {
	g, err := gazetteerOnce()
	if err != nil {
		return nil, err
	}
	return extract.For("en", &extract.Options{Places: g.Matcher(nil)})
})

// text reads s as a text of the sample's publisher.
func text(t testing.TB, id, s string) Text {
	t.Helper()
	e, err := extractorOnce()
	if err != nil {
		t.Fatal(err)
	}
	doc := extract.Document{Text: s, Date: humanitarian.MustParseDate("2024-12-05")}
	r, err := e.Extract(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return Text{ID: id, Document: doc, Result: r,
		Source: humanitarian.Source{Name: "Northern Wire", Kind: humanitarian.Media, Title: "Strikes in the north", URL: "https://example.org/a?b=1&c=2"}}
}

// written is the review as a workbook.
func written(t testing.TB, rv *Review, o *Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(t.Context(), &b, rv, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// typed is the workbook of rv after people typed into cells of the sheet of
// candidates; edit gets a function that sets the text of a cell of a row.
func typed(t testing.TB, rv *Review, o Options, edit func(set func(id, column, text string), s *sheet.Sheet)) []byte {
	t.Helper()
	wb, err := newWording(o).workbook(rv)
	if err != nil {
		t.Fatal(err)
	}
	s := &wb.Sheets[0]
	set := func(id, column, text string) {
		for i, row := range s.Rows {
			if i > 0 && row[0].Text == id {
				row[index(column)-1] = input(text)
				return
			}
		}
		t.Fatalf("no row %s", id)
	}
	edit(set, s)
	var b bytes.Buffer
	if err := sheet.Write(t.Context(), &b, wb); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func language(t testing.TB, tag string) *locale.Language {
	t.Helper()
	l, err := locale.Of(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
