package xlsx

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

const (
	fileName    = "brief.xlsx" // in positions
	maxWorkbook = 64 << 20     // bytes of a workbook to open; the largest brief has a few
	maxDiffers  = 1000         // findings before they are only counted
)

// Compare reads a workbook and says where it is not the one that [Write] makes
// of d and opts: a finding for each sheet that is missing or strange, each cell
// whose value or formula differs, and each chart whose numbers or words do. How
// cells look is not compared. No findings mean that both hold the same numbers.
//
// It fails when the file is no workbook, is damaged or is beyond the limits of
// package sheet, when ctx is cancelled, and when d cannot be written.
func Compare(ctx context.Context, d *document.Document, r io.Reader, opts *Options) ([]humanitarian.Finding, error) {
	got, err := io.ReadAll(io.LimitReader(r, maxWorkbook+1))
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	var want bytes.Buffer
	if err := Write(ctx, &want, d, opts); err != nil {
		return nil, err
	}
	if bytes.Equal(got, want.Bytes()) {
		return nil, nil
	}
	w, err := readContents(ctx, want.Bytes())
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	g, err := readContents(ctx, got)
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	c := &comparison{}
	c.sheets(w, g)
	c.charts(w.charts, g.charts)
	slices.SortStableFunc(c.found, humanitarian.CompareFindings)
	if c.more > 0 {
		c.found = append(c.found, humanitarian.Finding{Code: "more_findings", Severity: humanitarian.NoteFinding,
			Positions: []humanitarian.Position{{File: fileName}}, Args: []string{strconv.Itoa(c.more)}})
	}
	return c.found, nil
}

// contents is what a reader of a workbook finds in it.
type contents struct {
	grids    []*sheet.Grid
	formulas map[address]string
	charts   []drawnChart
}

// An address is a cell of a sheet, counted from 1; without row and column it is
// the file.
type address struct {
	sheet       string
	row, column int
}

func readContents(ctx context.Context, data []byte) (*contents, error) {
	// Reading the grids holds the file to its limits; what follows may unzip it.
	grids, _, err := sheet.ReadXLSX(ctx, bytes.NewReader(data), fileName, &sheet.Limits{MaxBytes: maxWorkbook})
	if err != nil {
		return nil, err
	}
	c := &contents{grids: grids}
	if c.formulas, c.charts, err = readParts(data); err != nil {
		return nil, err
	}
	return c, nil
}

type comparison struct {
	found []humanitarian.Finding
	more  int
}

func (c *comparison) find(code string, s humanitarian.Severity, at address, args ...string) {
	if len(c.found) >= maxDiffers {
		c.more++
		return
	}
	c.found = append(c.found, humanitarian.Finding{Code: code, Severity: s, Args: args,
		Positions: []humanitarian.Position{{File: fileName, Sheet: at.sheet, Row: at.row, Column: at.column}}})
}

func (c *comparison) sheets(want, got *contents) {
	for _, w := range want.grids {
		i := slices.IndexFunc(got.grids, func(g *sheet.Grid) bool { return g.Name == w.Name })
		if i < 0 {
			c.find("sheet_missing", humanitarian.RowFinding, address{}, w.Name)
			continue
		}
		c.grid(w, got.grids[i], want.formulas, got.formulas)
	}
	for _, g := range got.grids {
		if !slices.ContainsFunc(want.grids, func(w *sheet.Grid) bool { return g.Name == w.Name }) {
			c.find("sheet_added", humanitarian.NoteFinding, address{}, g.Name)
		}
	}
}

func (c *comparison) grid(want, got *sheet.Grid, wantFormulas, gotFormulas map[address]string) {
	last := 0
	for _, g := range []*sheet.Grid{want, got} {
		if n := len(g.Rows); n > 0 {
			last = max(last, g.Rows[n-1].Number)
		}
	}
	for row := 1; row <= last; row++ {
		w, g := cellsOf(want, row), cellsOf(got, row)
		for j := range max(len(w), len(g)) {
			at := address{want.Name, row, j + 1}
			was, is := textAt(w, j), textAt(g, j)
			if was != is {
				c.find("cell_differs", humanitarian.RowFinding, at, was, is)
			} else if f, h := wantFormulas[at], gotFormulas[at]; f != h {
				c.find("formula_differs", humanitarian.RowFinding, at, f, h)
			}
		}
	}
}

func cellsOf(g *sheet.Grid, row int) []string {
	if i, ok := g.Index(row); ok {
		return g.Rows[i].Cells
	}
	return nil
}

func textAt(cells []string, j int) string {
	if j < len(cells) {
		return cells[j]
	}
	return ""
}

func (c *comparison) charts(want, got []drawnChart) {
	for i, w := range want {
		var is []string
		if i < len(got) {
			is = got[i].parts()
		}
		was := w.parts()
		for j := range max(len(was), len(is)) {
			if a, b := textAt(was, j), textAt(is, j); a != b {
				c.find("chart_differs", humanitarian.RowFinding, address{}, w.title, a, b)
				break
			}
		}
	}
}
