package report_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

func verify(t testing.TB, b *report.Brief, pdf, workbook, tree []byte) []humanitarian.Finding {
	t.Helper()
	reader := func(data []byte) io.Reader {
		if data == nil {
			return nil
		}
		return bytes.NewReader(data)
	}
	found, err := report.Verify(context.Background(), b, reader(pdf), reader(workbook), reader(tree))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestVerifyProvesThatAllFilesAgree(t *testing.T) {
	for _, b := range []*report.Brief{composeSample(t, "2024-12-31"), composeIn(t, locale.Arabic())} {
		pdf, book, doc := page(t, b), workbook(t, b), tree(t, b)
		if found := verify(t, b, pdf, book, doc); len(found) > 0 {
			t.Errorf("got %v", found)
		}
		if found := verify(t, open(t, book), pdf, book, doc); len(found) > 0 {
			t.Errorf("opened again: got %v", found)
		}
	}
}

func TestVerifyNamesWhatWasTampered(t *testing.T) {
	b := composeSample(t, "2024-12-16")
	pdf, book, doc := page(t, b), workbook(t, b), tree(t, b)
	row, column := cellOf(t, b, "R18-01", "low")

	found := only(verify(t, b, pdf, retyped(t, book, "<v>880000</v>", "<v>88000</v>"), doc), "Data")
	want := []humanitarian.Finding{{Code: "cell_differs", Severity: humanitarian.RowFinding, Args: []string{"880000", "88000"},
		Positions: []humanitarian.Position{{File: "brief.xlsx", Sheet: "Data", Row: row, Column: column}}}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("a cell (-want +got):\n%s", diff)
	}

	forged := bytes.Replace(doc, []byte(`"quantity": "\u003e880000"`), []byte(`"quantity": "\u003e88000"`), 1)
	if bytes.Equal(forged, doc) {
		t.Fatal("nothing changed")
	}
	found = verify(t, b, pdf, book, forged)
	if len(found) != 1 || found[0].Code != "value_differs" || found[0].Positions[0].File != "brief.json" ||
		!strings.HasSuffix(found[0].Args[0], ".quantity") || !slices.Equal(found[0].Args[1:], []string{`">880000"`, `">88000"`}) {
		t.Errorf("a value: got %v", found)
	}

	forged = slices.Clone(pdf)
	forged[len(forged)/2] ^= 1
	if _, err := report.Verify(context.Background(), b, bytes.NewReader(forged), nil, nil); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("a byte of the PDF: got %v", err)
	}
}

// TestVerifyTellsIssuesApart sets a brief beside the files of another issue.
func TestVerifyTellsIssuesApart(t *testing.T) {
	b, other := composeSample(t, "2024-12-16"), composeSample(t, "2024-12-05")
	for name, found := range map[string][]humanitarian.Finding{
		"pdf": verify(t, b, page(t, other), nil, nil), "xlsx": verify(t, b, nil, workbook(t, other), nil), "json": verify(t, b, nil, nil, tree(t, other))} {
		if len(found) == 0 {
			t.Errorf("%s: nobody saw that it is of another issue", name)
		}
		for i, f := range found {
			if i > 0 && humanitarian.CompareFindings(found[i-1], f) > 0 {
				t.Errorf("%s: the findings are not sorted", name)
			}
		}
	}
}

// TestVerifyLooksInside changes the brief that travels in the workbook and none
// of its cells.
func TestVerifyLooksInside(t *testing.T) {
	b := composeSample(t, "2024-12-16")
	inside := open(t, tree(t, b))
	inside.Document.Sources[0].Figures = append(inside.Document.Sources[0].Figures, "R99-01")
	found := verify(t, b, nil, workbook(t, inside), nil)
	if !slices.ContainsFunc(found, func(f humanitarian.Finding) bool {
		return f.Code == "value_differs" && f.Positions[0].File == "brief.xlsx" && strings.HasPrefix(f.Args[0], "sources[0].figures[")
	}) {
		t.Errorf("got %v", found)
	}
}

func TestVerifyRefuses(t *testing.T) {
	b := composeSample(t, "2024-12-05")
	ctx := context.Background()
	for name, err := range map[string]error{
		"no brief":  second(report.Verify(ctx, nil, nil, nil, nil)),
		"no json":   second(report.Verify(ctx, b, nil, nil, strings.NewReader("{"))),
		"two jsons": second(report.Verify(ctx, b, nil, nil, strings.NewReader("{} {}"))),
		"no xlsx":   second(report.Verify(ctx, b, nil, strings.NewReader("PK"), nil)),
		"cut":       second(report.Verify(ctx, b, failingReader{}, nil, nil)),
	} {
		if err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}

func second(_ []humanitarian.Finding, err error) error { return err }

func ExampleVerify() {
	ctx := context.Background()
	killed := humanitarian.MustParseQuantity(">=69")
	b := &report.Brief{Document: &document.Document{Schema: document.SchemaVersion, Title: "Situation brief", Language: "en",
		Blocks: []document.Block{&document.KeyFigures{Tiles: []document.Tile{{Label: "Civilians killed", Value: document.Value{Class: document.FigureValue, Quantity: &killed}}}}}}}
	var book, tree bytes.Buffer
	if err := errors.Join(report.WriteXLSX(ctx, &book, b, nil), report.WriteJSON(ctx, &tree, b)); err != nil {
		fmt.Println(err)
		return
	}
	back, found, err := report.Open(ctx, bytes.NewReader(book.Bytes()))
	fmt.Println(back.Document.Title, len(found), err)

	forged := strings.Replace(tree.String(), "69", "690", 1)
	found, err = report.Verify(ctx, back, nil, &book, strings.NewReader(forged))
	for _, f := range found {
		fmt.Println(locale.English().FindingLine(f))
	}
	fmt.Println(err)
	// Output:
	// Situation brief 0 <nil>
	// brief.json: error: blocks[0].block.tiles[0].value.quantity holds ">=690", the brief has ">=69" [value_differs]
	// <nil>
}
