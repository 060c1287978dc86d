package pdf

import (
	"fmt"
	"strings"

	h "github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

func quantity(s string) document.Value {
	q := h.MustParseQuantity(s)
	return document.Value{Class: document.FigureValue, Quantity: &q, Unit: h.Person}
}

func total(qs ...string) document.Value {
	var list []h.Quantity
	for _, s := range qs {
		list = append(list, h.MustParseQuantity(s))
	}
	sum, err := h.Add(list...)
	if err != nil {
		panic(err)
	}
	return document.Value{Class: document.TotalValue, Sum: &sum, Unit: h.Person}
}

func word(s string) document.Value { return document.Value{Class: document.TextValue, Text: s} }

func on(s string) document.Value {
	return document.Value{Class: document.DateValue, Date: h.MustParseDate(s)}
}

func marks(ns ...int) document.Value {
	return document.Value{Class: document.MarksValue, Marks: ns}
}

func text(s string) document.Paragraph {
	return document.Paragraph{Spans: []document.Span{{Text: s}}}
}

func withMark(s string, v document.Value, tail string, ns ...int) document.Paragraph {
	m := marks(ns...)
	return document.Paragraph{Spans: []document.Span{{Text: s}, {Value: &v}, {Text: tail + " "}, {Value: &m}}}
}

// sampleBrief is a made-up issue with each kind of block.
func sampleBrief() *document.Document {
	note := text("A total is printed only where the parts neither overlap nor differ in what they count. \"At least\" stays \"at least\" through every addition.")
	note.Note = true
	return &document.Document{
		Title: "Syrian Arab Republic: hostilities in Idleb, Aleppo and Hama", Series: "Situation report", Number: 7,
		Country: "SYR", Organisation: "Relief Desk Network", Language: "en", Edition: "Public",
		AsOf:      h.MustParseDate("2024-12-08"),
		Period:    h.Period{Start: h.MustParseDate("2024-12-02"), End: h.MustParseDate("2024-12-08")},
		NextIssue: h.MustParseDate("2024-12-15"),
		Blocks: []document.Block{
			&document.Heading{Level: 1, Text: "Highlights"},
			&document.Bullets{Items: []document.Paragraph{
				withMark("Since 27 November ", quantity(">=178000"), " people have been newly displaced, most of them within Idleb and northern Aleppo; women and children make up the larger part.", 1),
				withMark("Health partners report ", quantity("<=12"), " hospitals out of service in Aleppo city. Three of them closed in the period covered because staff could not reach them and fuel ran out.", 2, 3),
				text("Main roads between Hama and Homs are closed to humanitarian movements. There has been no update on the Salamiyah crossing since 4 December."),
			}},
			&document.Heading{Level: 1, Text: "Key figures"},
			&document.KeyFigures{Tiles: []document.Tile{
				{Label: "people newly displaced", Value: quantity(">=178000"), Lines: []string{"27 November to 8 December 2024", "OCHA; see displacement for a rival count"}, Marks: []int{1}},
				{Label: "people killed", Value: quantity("446"), Lines: []string{"verified, 27 November to 6 December 2024"}, Marks: []int{4}},
				{Label: "people injured", Value: quantity("1000..1500"), Lines: []string{"reported, 27 November to 8 December"}, Marks: []int{2, 3}},
				{Label: "hospitals out of service", Value: document.Value{Class: document.FigureValue, Text: "no data"}, Lines: []string{"no update since 4 December"}},
				{Label: "people in need", Value: quantity("16700000"), Lines: []string{"2024 overview; stock at 1 January 2024"}, Marks: []int{5}},
			}},
			&document.Heading{Level: 1, Text: "Situation overview"},
			ptr(text("Hostilities that began on 27 November in western Aleppo moved south along the M5 highway and reached Hama on 5 December. People fled ahead of the front line, many for the second or third time, and sought shelter with relatives, in schools and in reception centres. Returns to Aleppo city have begun, in small numbers and without assistance; partners warn that unexploded ordnance remains in at least eleven neighbourhoods.")),
			&document.Heading{Level: 1, Text: "Displacement"},
			&document.Heading{Level: 2, Text: "New displacement by governorate"},
			displacement(),
			&document.Heading{Level: 1, Text: "Civilian harm"},
			ptr(withMark("The number of people killed is given as counted by each source; the counts are rivals and are not added. The Office counts ", quantity("446"), " people, all verified.", 4)),
			rivals(),
			&document.Heading{Level: 1, Text: "Data notes"},
			&note,
		},
		Sources: []document.Source{
			{Number: 1, Name: "OCHA", Title: "Flash Update No. 8", Date: h.MustParseDate("2024-12-08"), URL: "https://reliefweb.int/report/syrian-arab-republic/flash-update-no-8-recent-developments-syria"},
			{Number: 2, Name: "WHO", Title: "Health cluster bulletin", Date: h.MustParseDate("2024-12-07"), Publisher: "Health Cluster", URL: "https://healthcluster.who.int/"},
			{Number: 3, Name: "Idleb Health Directorate", Date: h.MustParseDate("2024-12-06")},
			{Number: 4, Name: "OHCHR", Title: "Casualty monitoring, monthly", Date: h.MustParseDate("2024-12-06")},
			{Number: 5, Name: "OCHA", Title: "Humanitarian Needs Overview", Date: h.MustParseDate("2024-02")},
		},
	}
}

func ptr(p document.Paragraph) *document.Paragraph { return &p }

func displacement() *document.Table {
	t := &document.Table{Name: "displacement",
		Title: "New displacement, north-west Syria, 27 November to 8 December 2024 (persons)",
		Columns: []document.Column{{Label: "Area", Weight: 3}, {Label: "People displaced", Weight: 2, Figure: true},
			{Label: "Households", Weight: 2, Figure: true}, {Label: "As of", Weight: 2}, {Label: "Source", Weight: 1}, {Label: "Counted?", Weight: 3}},
		Note: "Parts are indented under their whole. Rows in grey are printed and not counted; the last column says why.",
	}
	for _, a := range []string{"Idleb", "Aleppo", "Hama"} {
		t.Rows = append(t.Rows, document.Row{Cells: []document.Value{word(a), quantity(">=45360"), quantity("9072"), on("2024-12-08"), marks(1), word("counted")}})
		for i := range 3 {
			t.Rows = append(t.Rows, document.Row{Indent: 1, Cells: []document.Value{word(fmt.Sprintf("%s, sub-district %d", a, i+1)),
				quantity(fmt.Sprint(12000 + 1337*i)), quantity("~2500"), on("2024-12-07"), marks(1, 2), word("counted in its whole")}})
		}
	}
	t.Rows = append(t.Rows, document.Row{Muted: true, Cells: []document.Value{word("Ar-Raqqa"), quantity("20000..30000"), {}, on("2024-12"), marks(3), word("not counted: another definition (arrivals, any date)")}})
	t.Rows = append(t.Rows, document.Row{Total: true, Cells: []document.Value{word("Total counted"), total(">=45360", ">=45360", ">=45360"), total("9072", "9072", "9072"), {}, {}, word("3 parts")}})
	return t
}

func rivals() *document.Table {
	t := &document.Table{Name: "civilian_harm", Title: "People killed, Syria, since 27 November 2024 (persons)",
		Columns: []document.Column{{Label: "Source", Weight: 3}, {Label: "Killed", Weight: 2, Figure: true}, {Label: "Of whom children", Weight: 2, Figure: true},
			{Label: "Verification", Weight: 2}, {Label: "Mark", Weight: 1}}}
	t.Rows = []document.Row{
		{Cells: []document.Value{word("OHCHR"), quantity("446"), quantity("104"), word("verified"), marks(4)}},
		{Cells: []document.Value{word("Idleb Health Directorate, as printed by the Health Cluster"), quantity(">=510"), quantity("~120"), word("reported"), marks(3)}},
		{Muted: true, Cells: []document.Value{word("A monitor in London"), quantity("830"), {Class: document.FigureValue, Text: "no data"}, word("reported; includes combatants"), marks(2)}},
	}
	return t
}

// hostile is a document that no desk would write.
func hostile() *document.Document {
	d := sampleBrief()
	d.Draft = true
	d.Title = strings.Repeat("A title that does not end, ", 60)
	long := strings.Repeat("x", 10_000)
	k := &document.KeyFigures{}
	for i := range 40 {
		k.Tiles = append(k.Tiles, document.Tile{Label: strings.Repeat("label ", i), Value: word(strings.Repeat("value ", i%7)), Marks: []int{i}})
	}
	k.Tiles[3].Value = word(long)
	t := displacement()
	for i := range 500 {
		t.Rows = append(t.Rows, document.Row{Indent: i % 12, Cells: []document.Value{word(fmt.Sprintf("row-%d", i)), quantity(fmt.Sprint(1_000_000 + i))}})
	}
	t.Rows[20].Cells[0] = word(long)
	t.Rows[21].Cells = append(t.Rows[21].Cells, word("a cell"), word("too many"))
	wide := &document.Table{Title: "wide"}
	for i := range 40 {
		wide.Columns = append(wide.Columns, document.Column{Label: fmt.Sprintf("column %d", i), Weight: -i})
	}
	wide.Rows = []document.Row{{Cells: []document.Value{word(long[:500])}}, {}}
	d.Blocks = append(d.Blocks, &document.Heading{Level: -3, Text: long}, ptr(text(long)), k, t, wide,
		ptr(text("emoji 🚑👩🏽‍🚒 and broken \xff\xfe UTF-8, \x00 control, \u202e override, שלום, سلام")),
		&document.Bullets{Items: []document.Paragraph{{}, text(long)}}, &document.KeyFigures{}, &document.Table{}, &document.Heading{Level: 9},
		&document.Table{Columns: []document.Column{{Label: long, Figure: true}}, Rows: []document.Row{{}, {}}},
	)
	d.Sources = append(d.Sources, document.Source{}, document.Source{Number: -1, Name: long, URL: "javascript:alert(1)"},
		document.Source{Number: 1, Name: "twice"}, document.Source{Number: 9, Name: "url", URL: "http://\xff[::bad"})
	return d
}
