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

	at     humanitarian.Position // where, when not in this row of the table
	stored sheet.Stored          // of a cell of a workbook
}

// Fields that are not canonical.
const (
	unknownField  = -1
	figureField   = -2
	periodField   = -3
	admin1Field   = -4
	admin2Field   = -5
	admin3Field   = -6
	languageField = -7
)

// besides names the columns of sheets that are not canonical.
func besides(field int) string {
	return map[int]string{figureField: figureColumn, periodField: periodColumn, admin1Field: admin1, admin2Field: admin2, admin3Field: admin3, languageField: languageColumn}[field]
}

// field returns the field that a head names: in the register's own word or, in
// workbooks, in one of the languages.
func (rd *reader) field(name string) int {
	for _, f := range []int{figureField, periodField, languageField} {
		if strings.EqualFold(name, besides(f)) {
			return f
		}
	}
	if i := rd.known(name); i >= 0 || rd.words == nil {
		return i // -1 is unknownField
	}
	column := rd.words.head(name)
	for _, f := range []int{figureField, periodField, admin1Field, admin2Field, admin3Field, languageField} {
		if column == besides(f) {
			return f
		}
	}
	return rd.known(column)
}

// fieldName is the name of a field that is not unknown.
func (rd *reader) fieldName(field int) string {
	if field < 0 {
		return besides(field)
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
	if rd.opts.Mapping != nil {
		rd.words = newVocabulary(rd.opts.Language, rd.reg.Indicators)
		return rd.readMapped(ctx, []*sheet.Grid{grid}, faults)
	}
	header, _, err := rd.heads(grid, 0)
	if err != nil {
		// The sheet of a template, saved as CSV, has heads in its language.
		rd.words = newVocabulary(rd.opts.Language, rd.reg.Indicators)
		translated, _, err2 := rd.heads(grid, 0)
		if err2 != nil {
			return err
		}
		header = translated
		if err := rd.hear(grid, 0); err != nil {
			return err
		}
	}
	rd.setHeader(grid, 0, header)
	first := firstRow(grid, 0)
	next := rd.headerFaults(grid, first, faults)
	for i := first; i < len(grid.Rows); i++ {
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

// headerFaults reports what is odd about the file and what stands above its
// first row of figures, and returns how many faults that were.
func (rd *reader) headerFaults(grid *sheet.Grid, first int, faults []sheet.Fault) int {
	n := 0
	for ; n < len(faults) && (len(grid.Rows) <= first || faults[n].Position.Row < grid.Rows[first].Number); n++ {
		rd.fileFault(faults[n])
	}
	return n
}

// fileFault reports what package sheet saw outside the rows of figures.
func (rd *reader) fileFault(f sheet.Fault) {
	found := humanitarian.Finding{Severity: humanitarian.WarningFinding, Positions: []humanitarian.Position{rd.at(f.Position.Row, f.Position.Column)}}
	switch f.Code {
	case sheet.CodeDelimiter:
		found.Code, found.Severity, found.Args = "delimiter_guessed", humanitarian.NoteFinding, f.Args
	case sheet.CodeEncoding, sheet.CodeNUL:
		found.Code, found.Args = "not_utf8", []string{short(f.Args[0])}
	case sheet.CodeBareQuote, sheet.CodeUnclosedQuote:
		found.Code = "bad_quote"
	default:
		return
	}
	rd.add(found)
}

func isBlank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// heads reads row i of the grid as a header. It must name an id, an indicator,
// a source and some column for the number; known is how many columns it names.
func (rd *reader) heads(grid *sheet.Grid, i int) (header []cell, known int, err error) {
	found, seen := []string{}, map[string]bool{}
	has := map[string]bool{}
	for j, s := range grid.Rows[i].Cells {
		name := strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
		c := cell{name: name, field: rd.field(name), column: j + 1}
		if name == "" {
			c.name, c.unnamed, c.field = fmt.Sprintf("column %d", j+1), true, unknownField
		} else if len(found) < 60 {
			found = append(found, fmt.Sprintf("%q", short(name)))
		}
		if c.field != unknownField {
			name = rd.fieldName(c.field)
			if has[name] {
				return nil, len(has), failed("head_twice", fmt.Errorf("%w: the column %s stands twice", ErrHeader, name), name)
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
		missing = append(missing, "figure / quantifier / best")
	}
	if missing != nil {
		there, lacks := strings.Join(found, ", "), strings.Join(missing, ", ")
		return nil, len(has), failed("heads_missing", fmt.Errorf("%w: found %s; missing %s", ErrHeader, there, lacks), there, lacks)
	}
	return header, len(has), nil
}

// cells joins the texts of a row to the columns of the header. Blank cells are
// left out, but for formulas and, where all is wanted, for merged cells.
func (rw *row) cells(r sheet.Row, header []cell, all bool) []cell {
	var cells []cell
	for j := range max(len(r.Cells), len(header)) {
		text := ""
		if j < len(r.Cells) {
			text = r.Cells[j]
		}
		formula := j < len(r.Stored) && r.Stored[j].Formula
		if !all && !formula && strings.TrimSpace(text) == "" {
			continue
		}
		c := cell{field: unknownField, unnamed: true}
		if j < len(header) {
			c = header[j]
		} else if c.name = fmt.Sprintf("column %d", j+1); slices.ContainsFunc(header, func(h cell) bool { return h.name == c.name }) {
			c.name = fmt.Sprintf("column %d beyond the header", j+1)
		}
		c.column, c.text = j+1, text
		if c.unnamed && strings.TrimSpace(c.text) != "" {
			rw.rd.unknownColumn(c.name, rw.rd.at(rw.line, c.column))
		}
		cells = append(cells, c)
	}
	return cells
}

// csvRow makes a figure of row i of the grid.
func (rd *reader) csvRow(grid *sheet.Grid, i int, header []cell, faults []sheet.Fault) {
	rw := rd.newRow(grid.Rows[i].Number)
	cells := rw.cells(grid.Rows[i], header, false)
	for _, f := range faults {
		field := unknownField
		if j := f.Position.Column - 1; j >= 0 && j < len(header) {
			field = header[j].field
		}
		rw.fault(f, field)
	}
	rw.read(rw.fromSheet(cells))
}

// fault makes a finding of what package sheet saw.
func (rw *row) fault(f sheet.Fault, field int) {
	c := cell{column: f.Position.Column}
	switch f.Code {
	case sheet.CodeEncoding, sheet.CodeNUL:
		// In free text the damage is visible and harmless; anywhere else it
		// may have changed what the row says.
		severity := humanitarian.RowFinding
		if field == unknownField || field >= 0 && rw.rd.fields[field].Takes == "text" && rw.rd.fields[field].Name != "id" {
			severity = humanitarian.WarningFinding
		}
		rw.add("not_utf8", severity, c, short(f.Args[0]))
	case sheet.CodeBareQuote:
		rw.add("bad_quote", humanitarian.WarningFinding, c)
	case sheet.CodeUnclosedQuote:
		rw.add("bad_quote", humanitarian.RowFinding, c)
	case sheet.CodeRagged:
		rw.add("ragged_row", humanitarian.RowFinding, cell{}, f.Args...)
	}
}
