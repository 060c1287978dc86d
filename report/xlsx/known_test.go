package xlsx

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// TestKnownColumns wants a figure as said in the column that says how it is
// known, and its numbers in the three columns that all of these share.
func TestKnownColumns(t *testing.T) {
	l, err := locale.Of("en")
	if err != nil {
		t.Fatal(err)
	}
	table := &document.Table{Columns: []document.Column{{Label: "What"}, {Label: "Verified", Figure: true, Known: document.KnownVerified},
		{Label: "Reported", Figure: true, Known: document.KnownReported}, {Label: "Source"}},
		Rows: []document.Row{{Cells: []document.Value{words("a"), figure("A", "149"), {}, marks(1)}},
			{Cells: []document.Value{words("b"), {}, figure("B", ">=69"), marks(1)}},
			{Cells: []document.Value{words("c"), {}, figure("C", "some"), marks(1)}}}}
	b := &book{d: &document.Document{}, l: l}
	p := lay(table, "Harm", span{})
	if d := cmp.Diff([]string{"What", "Verified", "Reported", "Source", "low", "best", "high"}, p.heads(b)); d != "" {
		t.Errorf("heads (-want +got):\n%s", d)
	}
	number := func(n int64) sheet.Cell { return sheet.Cell{Kind: sheet.Number, Int: n, Style: sheet.Wrap} }
	blank := sheet.Cell{Style: sheet.Wrap}
	for i, want := range [][]sheet.Cell{
		{number(149), blank, number(149), number(149), number(149)},
		{blank, text(sheet.Wrap, "at least 69"), number(69), blank, blank},
		{blank, text(sheet.Unknown, "reported, number not known"), blank, blank, blank},
	} {
		all := b.row(p, i, table.Rows[i], p.parts())
		got := slices.Concat(all[1:3], all[4:]) // without the source
		if d := cmp.Diff(want, got, cmp.Comparer(func(a, b sheet.Cell) bool { return a.Kind == b.Kind && a.Int == b.Int && a.Text == b.Text })); d != "" {
			t.Errorf("row %d (-want +got):\n%s", i, d)
		}
	}
}
