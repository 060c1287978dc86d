package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

func TestFootnotes(t *testing.T) {
	row := func(label string, notes ...string) Row {
		return Row{Cells: []Value{{Class: TextValue, Text: label}, {Class: TextValue, Text: "1,250"}}, Notes: notes}
	}
	table := &Table{Title: "T", Note: "Of the table.", Rows: []Row{row("A", "one"), row("B"), row("C", "two", "one"),
		row("D", "three", "four", "five"), {Notes: []string{"six"}}}}
	notes, marks := table.Footnotes()
	wantNotes := []Footnote{{"[*]", "one"}, {"[†]", "two"}, {"[‡]", "three"}, {"[§]", "four"}, {"[**]", "five"}, {"[††]", "six"}}
	wantMarks := [][]string{{"[*]"}, nil, {"[†]", "[*]"}, {"[‡]", "[§]", "[**]"}, {"[††]"}}
	if diff := cmp.Diff(wantNotes, notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(wantMarks, marks); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
	said := table.text(locale.English())
	for _, want := range []string{"  A [*] | 1,250\n", "  B | 1,250\n", "  C [†] [*] | 1,250\n", "Of the table. [*] one [†] two"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if table.Rows[0].Cells[0].Text != "A" || table.Note != "Of the table." {
		t.Error("the table itself was changed")
	}
}

func TestAnnotate(t *testing.T) {
	shows := func(id string) Row {
		q := humanitarian.MustParseQuantity("7")
		return Row{Cells: []Value{{Class: TextValue, Text: "A"}, {Class: FigureValue, Quantity: &q, Figures: []string{id}}}}
	}
	table := &Table{Rows: []Row{shows("R1"), shows("R2"), shows("R2")}, Note: "Of the table."}
	table.Annotate("R2", "of R2")
	table.Annotate("R9", "of none")
	if notes, marks := table.Footnotes(); len(notes) != 1 || notes[0].Text != "of R2" || len(marks[1]) != 1 || len(marks[2]) != 0 {
		t.Errorf("got %v at %v, want one note at the first row of R2", notes, marks)
	}
	if table.Note != "Of the table. of none" {
		t.Errorf("note %q", table.Note)
	}
}
