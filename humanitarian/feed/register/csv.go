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

// A cell is one value of a row and the column it stands in.
type cell struct {
	name   string // as the header or key says it
	field  int    // index of the field, or one of those below
	column int    // in the file; 0 in JSON Lines
	text   string

	unnamed bool // the header cell is empty
}

// Fields that are not canonical.
const (
	unknownField = -1
	figureField  = -2
	periodField  = -3
)

func (rd *reader) field(name string) int {
	switch {
	case strings.EqualFold(name, figureColumn):
		return figureField
	case strings.EqualFold(name, periodColumn):
		return periodField
	}
	return rd.known(name) // -1 is unknownField
}

// fieldName is the name of a field that is not unknown.
func (rd *reader) fieldName(field int) string {
	switch field {
	case figureField:
		return figureColumn
	case periodField:
		return periodColumn
	}
	return rd.fields[field].Name
}

func (rd *reader) readCSV(ctx context.Context, r io.Reader) error {
	grid, faults, err := sheet.ReadCSV(ctx, r, rd.opts.Name, &rd.opts.Limits)
	if errors.Is(err, sheet.ErrEmpty) {
		return ErrEmpty
	}
	if err != nil {
		return err
	}
	header, err := rd.header(grid)
	if err != nil {
		return err
	}
	for _, c := range header {
		rd.reg.Header = append(rd.reg.Header, c.name)
	}
	next := rd.headerFaults(grid, faults)
	for i := 1; i < len(grid.Rows); i++ {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		row, end := grid.Rows[i], 1<<62
		if i+1 < len(grid.Rows) {
			end = grid.Rows[i+1].Number
		}
		var mine []sheet.Fault
		for next < len(faults) && faults[next].Position.Row < end {
			mine = append(mine, faults[next])
			next++
		}
		if !isBlank(row.Cells) {
			rd.csvRow(grid, i, header, mine)
		}
	}
	return nil
}

// headerFaults reports what is odd about the file and its header, and returns
// how many faults that were.
func (rd *reader) headerFaults(grid *sheet.Grid, faults []sheet.Fault) int {
	n := 0
	for ; n < len(faults) && (len(grid.Rows) == 1 || faults[n].Position.Row < grid.Rows[1].Number); n++ {
		f := faults[n]
		found := humanitarian.Finding{Severity: humanitarian.WarningFinding, Positions: []humanitarian.Position{rd.at(f.Position.Row, f.Position.Column)}}
		switch f.Code {
		case sheet.CodeDelimiter:
			found.Code, found.Severity, found.Args = "delimiter_guessed", humanitarian.NoteFinding, f.Args
		case sheet.CodeEncoding, sheet.CodeNUL:
			found.Code, found.Args = "not_utf8", []string{short(f.Args[0])}
		case sheet.CodeBareQuote, sheet.CodeUnclosedQuote:
			found.Code = "bad_quote"
		default:
			continue
		}
		rd.add(found, -1)
	}
	return n
}

func isBlank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// header reads the first row. It must name an id, an indicator, a source and
// some column for the number.
func (rd *reader) header(grid *sheet.Grid) ([]cell, error) {
	var header []cell
	found, seen := []string{}, map[string]bool{}
	has := map[string]bool{}
	for j, s := range grid.Rows[0].Cells {
		name := strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
		c := cell{name: name, field: rd.field(name), column: j + 1}
		if name == "" {
			c.name, c.unnamed = fmt.Sprintf("column %d", j+1), true
		} else if len(found) < 60 {
			found = append(found, fmt.Sprintf("%q", short(name)))
		}
		if c.field != unknownField {
			name = rd.fieldName(c.field)
			if has[name] {
				return nil, fmt.Errorf("%w: the column %s stands twice", ErrHeader, name)
			}
			has[name] = true
			c.name = name
		}
		for n := 2; seen[c.name]; n++ {
			c.name = fmt.Sprintf("%s (%d)", name, n)
		}
		seen[c.name] = true
		header = append(header, c)
	}
	var missing []string
	for _, name := range []string{"id", "indicator", "source"} {
		if !has[name] {
			missing = append(missing, name)
		}
	}
	if !has[figureColumn] && !has["quantifier"] && !has["best"] {
		missing = append(missing, "figure (or quantifier, or best)")
	}
	if missing != nil {
		return nil, fmt.Errorf("%w: found %s; missing %s", ErrHeader, strings.Join(found, ", "), strings.Join(missing, ", "))
	}
	for _, c := range header {
		if c.field == unknownField && !c.unnamed {
			rd.unknownColumn(c.name, rd.at(grid.Rows[0].Number, c.column))
		}
	}
	return header, nil
}

// csvRow makes a figure of row i of the grid.
func (rd *reader) csvRow(grid *sheet.Grid, i int, header []cell, faults []sheet.Fault) {
	in := grid.Rows[i].Cells
	rw := rd.newRow(grid.Rows[i].Number)
	cells := make([]cell, 0, len(in))
	for j, s := range in {
		c := cell{name: fmt.Sprintf("column %d", j+1), field: unknownField, unnamed: true}
		if j < len(header) {
			c = header[j]
		} else if slices.ContainsFunc(header, func(h cell) bool { return h.name == c.name }) {
			c.name = fmt.Sprintf("column %d beyond the header", j+1)
		}
		c.text, c.column = s, j+1
		if c.unnamed && strings.TrimSpace(s) != "" {
			rd.unknownColumn(c.name, rd.at(rw.line, c.column))
		}
		cells = append(cells, c)
	}
	for _, f := range faults {
		field := unknownField
		if j := f.Position.Column - 1; j >= 0 && j < len(header) {
			field = header[j].field
		}
		rw.fault(f, field)
	}
	rw.read(cells)
}

// fault makes a finding of what package sheet saw.
func (rw *row) fault(f sheet.Fault, field int) {
	column := f.Position.Column
	switch f.Code {
	case sheet.CodeEncoding, sheet.CodeNUL:
		// In free text the damage is visible and harmless; anywhere else it
		// may have changed what the row says.
		severity := humanitarian.RowFinding
		if field == unknownField || field >= 0 && rw.rd.fields[field].Takes == "text" && rw.rd.fields[field].Name != "id" {
			severity = humanitarian.WarningFinding
		}
		rw.add("not_utf8", severity, column, short(f.Args[0]))
	case sheet.CodeBareQuote:
		rw.add("bad_quote", humanitarian.WarningFinding, column)
	case sheet.CodeUnclosedQuote:
		rw.add("bad_quote", humanitarian.RowFinding, column)
	case sheet.CodeRagged:
		rw.add("ragged_row", humanitarian.RowFinding, 0, f.Args...)
	}
}
