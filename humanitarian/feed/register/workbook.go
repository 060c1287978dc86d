package register

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// headerRows is how far down a sheet its header may stand.
const headerRows = 40

// readWorkbook reads the sheet that is a register, or that of the mapping.
func (rd *reader) readWorkbook(ctx context.Context, r io.Reader) error {
	grids, faults, err := sheet.ReadXLSX(ctx, r, rd.opts.Name, &rd.opts.Limits)
	switch {
	case errors.Is(err, sheet.ErrEmpty):
		return ErrEmpty
	case errors.Is(err, sheet.ErrFormat):
		return failed("workbook", fmt.Errorf("%w: %w", ErrFormat, err))
	case err != nil:
		return err
	}
	return rd.readGrids(ctx, grids, faults)
}

// readGrids reads the sheets of a workbook.
func (rd *reader) readGrids(ctx context.Context, grids []*sheet.Grid, faults []sheet.Fault) error {
	if rd.words == nil {
		rd.words = newVocabulary(rd.opts.Language, rd.reg.Indicators)
	}
	if rd.opts.Mapping != nil {
		return rd.readMapped(ctx, grids, faults)
	}
	chosen, err := rd.choose(grids)
	if err != nil {
		return err
	}
	if err := rd.hear(grids[chosen.grid], chosen.header); err != nil {
		return err
	}
	rd.findSources(grids)
	for i, g := range grids {
		if i != chosen.grid && !rd.belongs(g) {
			rd.sheetNote("sheet_not_read", g, g.Name)
		}
	}
	return rd.readSheet(ctx, grids[chosen.grid], chosen.header, faults)
}

// A place in a workbook where the header of a register stands.
type headerAt struct{ grid, header int }

// choose finds the one sheet that is a register. Hidden ones are taken only
// where no other is, and of several visible ones none, since an old sheet left
// behind would count everything twice.
func (rd *reader) choose(grids []*sheet.Grid) (headerAt, error) {
	var found, hidden []headerAt
	var why error
	for i, g := range grids {
		if rd.isExample(g) {
			continue
		}
		h, err := rd.findHeader(g)
		switch {
		case err != nil && (why == nil || h >= 0):
			why = fmt.Errorf("%s: %w", g.Name, err)
		case err != nil:
		case g.Hidden:
			hidden = append(hidden, headerAt{i, h})
		default:
			found = append(found, headerAt{i, h})
		}
	}
	if len(found) == 0 {
		found = hidden
	}
	switch {
	case len(found) == 0 && why == nil:
		return headerAt{}, failed("sheet_none", fmt.Errorf("%w: there is no sheet with figures", ErrHeader))
	case len(found) == 0:
		return headerAt{}, why
	case len(found) > 1:
		var names []string
		for _, f := range found {
			names = append(names, fmt.Sprintf("%q", grids[f.grid].Name))
		}
		all := strings.Join(names, ", ")
		return headerAt{}, failed("sheets_alike", fmt.Errorf("%w: the sheets %s all look like a register; keep one, or name it in a mapping", ErrHeader, all), all)
	}
	return found[0], nil
}

// findHeader returns the row of the header; where there is none, the row that
// comes closest, or -1, and what it lacks.
func (rd *reader) findHeader(g *sheet.Grid) (row int, err error) {
	row = -1
	for i := 0; i < min(headerRows, len(g.Rows)); i++ {
		_, known, e := rd.heads(g, i)
		if e == nil {
			return i, nil
		}
		if err == nil || known >= 3 {
			err = e
			if known >= 3 {
				row = i
			}
		}
	}
	if err == nil {
		err = failed("sheet_empty", fmt.Errorf("%w: the sheet is empty", ErrHeader))
	}
	return row, err
}

// hear takes the language of the figures from the heads, unless it was given.
func (rd *reader) hear(g *sheet.Grid, header int) error {
	tag, all := rd.words.language(g.Rows[header].Cells)
	if rd.opts.Language != "" || tag == "" {
		return nil
	}
	if !all {
		rd.add(humanitarian.Finding{Code: "language_guessed", Severity: humanitarian.NoteFinding, Positions: []humanitarian.Position{rd.in(g, header, -1)}, Args: []string{tag, "heads"}})
	}
	rd.words.prefer(tag)
	return rd.speak(tag)
}

// in is the position of a cell of a grid.
func (rd *reader) in(g *sheet.Grid, i, j int) humanitarian.Position {
	p := g.Position(i, j)
	return humanitarian.Position{File: rd.opts.Name, Sheet: g.Name, Row: p.Row, Column: p.Column}
}

func (rd *reader) sheetNote(code string, g *sheet.Grid, args ...string) {
	rd.add(humanitarian.Finding{Code: code, Severity: humanitarian.NoteFinding, Positions: []humanitarian.Position{{File: rd.opts.Name, Sheet: g.Name}}, Args: args})
}

// belongs reports whether a sheet is one of the template's that hold no
// figures, so that nothing needs to be said of it.
func (rd *reader) belongs(g *sheet.Grid) bool {
	if rd.isExample(g) || g.Name == rd.sources.sheet {
		return true
	}
	for _, t := range rd.words.spoken {
		for _, key := range []string{"sheet_brief", "sheet_lists", "sheet_places", "sheet_read_me", "sheet_sources"} {
			if strings.EqualFold(g.Name, sheet.CleanName(t.lang.Say("template."+key))) {
				return true
			}
		}
	}
	return false
}

// isExample reports whether the sheet says in its first cell, in one of the
// languages, that it is an example.
func (rd *reader) isExample(g *sheet.Grid) bool {
	for _, t := range rd.words.spoken {
		if len(g.Rows) > 0 && fold(g.Cell(0, 0)) == t.example {
			return true
		}
	}
	return false
}

// readSheet reads the rows of a register below its header.
func (rd *reader) readSheet(ctx context.Context, g *sheet.Grid, h int, faults []sheet.Fault) error {
	header, _, err := rd.heads(g, h)
	if err != nil {
		return err
	}
	rd.sheet = g.Name
	rd.setHeader(g, h, header)
	rd.sheetFaults(g, h, faults)
	formulas := newFormulas(faults, g)
	for i := firstRow(g, h); i < len(g.Rows); i++ {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if isBlank(g.Rows[i].Cells) && !slices.ContainsFunc(g.Rows[i].Stored, noResult) {
			continue
		}
		rw := rd.newRow(g.Rows[i].Number)
		cells := rw.cells(g.Rows[i], header, len(g.Merged) > 0)
		for j := range cells {
			rw.stored(g, i, cells[j].column-1, &cells[j], formulas)
			rw.convert(&cells[j], "")
		}
		rw.read(rw.fromSheet(cells))
	}
	formulas.report(rd)
	return nil
}

// setHeader remembers the columns and reports the unknown ones.
func (rd *reader) setHeader(g *sheet.Grid, h int, header []cell) {
	for _, c := range header {
		rd.reg.Header = append(rd.reg.Header, c.name)
		if c.field == unknownField && !c.unnamed {
			rd.unknownColumn(c.name, rd.at(g.Rows[h].Number, c.column))
		}
	}
}

// sheetFaults reports what is hidden in the sheet that is read. Of hidden
// columns it names those with something below the header, for the template's
// own long columns are folded.
func (rd *reader) sheetFaults(g *sheet.Grid, header int, faults []sheet.Fault) {
	for _, f := range faults {
		if f.Position.Sheet != g.Name {
			continue
		}
		switch f.Code {
		case sheet.CodeHiddenSheet:
			rd.sheetNote("sheet_hidden", g)
		case sheet.CodeHiddenRows:
			rd.sheetNote("rows_hidden", g, f.Args[0])
		case sheet.CodeHiddenColumns:
			if names := hiddenBelow(g, header); names != "" {
				rd.sheetNote("columns_hidden", g, names)
			}
		}
	}
}

// hiddenBelow lists the hidden columns with something in them below a row.
func hiddenBelow(g *sheet.Grid, header int) string {
	var names []string
	for _, run := range g.HiddenColumns {
		for column := run[0]; column <= run[1] && column <= widest(g); column++ {
			for i := header + 1; i < len(g.Rows); i++ {
				if strings.TrimSpace(g.Cell(i, column-1)) != "" {
					names = append(names, sheet.ColumnName(column))
					break
				}
			}
		}
	}
	return strings.Join(names, ", ")
}

func widest(g *sheet.Grid) int {
	width := 0
	for _, r := range g.Rows {
		width = max(width, len(r.Cells))
	}
	return width
}
