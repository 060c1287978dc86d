package document

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func TestSchemaIsFresh(t *testing.T) {
	if *update {
		if err := os.WriteFile("schema.json", Schema(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, Schema()) {
		t.Error("schema.json is stale: run go test ./report/document -update")
	}
}

// everyBlock has each kind of block, once full and once empty.
func everyBlock() *Document {
	q := humanitarian.MustParseQuantity(">=178000")
	sum, _ := humanitarian.Add(q, humanitarian.MustParseQuantity("some"))
	figure := Value{Class: FigureValue, Quantity: &q, Unit: humanitarian.Person, Figures: []string{"a"}}
	share := humanitarian.MustParseQuantity("120")
	noun := figure
	noun.Noun = true
	return &Document{
		Schema: SchemaVersion, Title: "Brief", Number: 3, Country: "SYR", Language: "en", Edition: "public", Draft: true, AsOf: humanitarian.MustParseDate("2024-12-05"),
		Period: humanitarian.Period{Start: humanitarian.MustParseDate("2024-11-28"), End: humanitarian.MustParseDate("2024-12-05")},
		Blocks: []Block{
			&Heading{1, "Highlights"}, &Heading{},
			&Paragraph{Spans: []Span{{Text: "OCHA counted "}, {Value: &noun}, {Text: "."}}}, &Paragraph{Note: true},
			&Bullets{Items: []Paragraph{{Spans: []Span{{Text: "one"}}}}}, &Bullets{},
			&KeyFigures{Tiles: []Tile{{Label: "Displaced", Value: figure, Lines: []string{"Aleppo"}, Marks: []int{1}}}}, &KeyFigures{},
			&Table{Title: "Claims", Name: "claims", Columns: []Column{{Label: "What", Weight: 2}, {Label: "Verified", Weight: 1, Figure: true, Known: KnownVerified}}, Note: "never added",
				Rows: []Row{{Cells: []Value{{Class: TextValue, Text: "all"}, {Class: TotalValue, Sum: &sum}}, Total: true}, {Cells: []Value{{}, {Class: CountValue, Count: 2}}, Indent: 1, Muted: true}}},
			&Table{},
			&Chart{Name: "claims", Title: "People killed, Aleppo (persons)", Kind: Columns, Note: "never added", Source: "OCHA", Marks: []int{1},
				AsOf: Value{Class: AsOfValue, Date: humanitarian.MustParseDate("2024-12-05")},
				Rows: []ChartRow{{Label: Value{Class: DateValue, Date: humanitarian.MustParseDate("2024-12-05")}, Values: []Value{figure}},
					{Label: Value{Class: TextValue, Text: "later"}, Values: []Value{{Class: FigureValue, Quantity: new(humanitarian.Quantity)}}, Break: "another place"}}},
			&Chart{Kind: Stacked, Series: []string{"women", "men"}, Rows: []ChartRow{{Label: Value{Class: TextValue, Text: "May"},
				Values: []Value{figure, figure}, Total: Value{Class: TotalValue, Sum: &sum}}}},
			&Chart{},
			&Map{Name: "displaced", Title: "Displaced by area", Kind: Shades, Measure: "share of the population", Disclaimer: "no opinion on borders", Marks: []int{1},
				Areas:    []Area{{PCode: "SY02", Name: "Aleppo", Value: figure, Rate: Value{Class: DerivedValue, Quantity: &share, Unit: humanitarian.Permille}}},
				Outlines: Outlines{File: "boundaries.geojson", SHA256: "00ff"}},
			&Map{},
		},
		Sources: []Source{{Number: 1, Name: "OCHA", Title: "Flash update", Publisher: "Press", Date: humanitarian.MustParseDate("2024-12"), URL: "https://example.org", Figures: []string{"a"}}},
	}
}

func TestTextSaysEverything(t *testing.T) {
	got := everyBlock().Text(locale.English())
	for _, want := range []string{"DRAFT: Brief, No. 3", "OCHA counted at least 178,000 people.", "- one", "* Displaced: at least 178,000 [1]",
		"all | at least 178,000, and 1 report without a number", "Note: never added", "[1] OCHA, Flash update, December 2024, printed by Press, https://example.org",
		"People killed, Aleppo (persons)\n  5 December 2024 | at least 178,000 | \n  later | no data | another place\n  Note: never added Source: OCHA, as of 5 December 2024 [1]\n",
		"women | men | Total", "Aleppo | at least 178,000 | 12%", "no opinion on borders"} {
		if !strings.Contains(got, want) {
			t.Errorf("the text lacks %q\n%s", want, got)
		}
	}
}

func TestJSONRoundTrip(t *testing.T) {
	d := everyBlock()
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var back Document
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, &back, cmp.Comparer(func(a, b humanitarian.Date) bool { return a == b }),
		cmp.Comparer(func(a, b humanitarian.Quantity) bool { return a == b }), cmp.Comparer(func(a, b humanitarian.Sum) bool { return a == b })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, bad := range []string{`{"blocks":[{"kind":"film","block":{}}]}`, `{"blocks":[{"kind":"heading","block":[]}]}`, `{"blocks":[{"kind":"map","block":[]}]}`, `[]`} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil {
			t.Errorf("%s must not be read", bad)
		}
	}
}
