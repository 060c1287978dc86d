package gazetteer

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// TableOptions say how a table is read. Nil and the zero value suit COD
// tables, the global P-code list and this package's own format.
type TableOptions struct {
	// File stands in positions.
	File string

	// Columns gives headers of the file a name that the package knows:
	// {"Code district": "adm2_pcode", "ADM1_DA": "adm1_name_prs"}.
	Columns map[string]string

	// PopulationYear and PopulationSource belong to population columns
	// without their own. A population without a year is not used.
	PopulationYear   int
	PopulationSource string

	Limits Limits
}

// ErrNoPCodeColumn is wrapped when a table has no column of P-codes.
var ErrNoPCodeColumn = errors.New("no column of P-codes was recognised")

const (
	headerRows = 25  // rows among which the header is looked for
	rowBatch   = 512 // rows read between looks at the context
)

// ReadRows reads a table row by row, as a workbook reader yields it. The
// header is the first of the leading 25 rows with a column of P-codes; a row
// of HXL tags below it is skipped, and columns that say nothing about a place
// are left alone. A table with a column for each level, as COD tables have,
// describes the areas of the higher levels too.
//
// Cells that cannot be read, and rows that name a place without a P-code, are
// findings. The error wraps [ErrNoPCodeColumn], is a [*LimitError], or is
// that of the context.
func ReadRows(ctx context.Context, rows iter.Seq2[humanitarian.Position, []string], opts *TableOptions) ([]Entry, []humanitarian.Finding, error) {
	t := newTableReader(opts)
	n := 0
	for at, cells := range rows {
		if n++; n%rowBatch == 0 {
			if err := ctx.Err(); err != nil {
				return nil, nil, fmt.Errorf("gazetteer: %s: %w", t.opts.File, err)
			}
		}
		if err := t.row(at, cells); err != nil {
			return nil, nil, err
		}
	}
	return t.done()
}

// A tableReader turns rows into entries.
type tableReader struct {
	opts     TableOptions
	schema   schema
	rows     int
	findings findings
	entries  []Entry
	seen     map[ancestor]bool
	levels   [maxLevel + 1]part // of the record being read
}

// An ancestor is a higher area as a row describes it; the next hundred rows
// say the same.
type ancestor struct{ pcode, parent, name string }

func newTableReader(opts *TableOptions) *tableReader {
	t := &tableReader{seen: map[ancestor]bool{}}
	if opts != nil {
		t.opts = *opts
	}
	t.opts.Limits = t.opts.Limits.orDefaults()
	return t
}

func (t *tableReader) row(at humanitarian.Position, cells []string) error {
	t.rows++
	if limit := t.opts.Limits.Rows; t.rows > limit {
		return &LimitError{File: t.opts.File, What: "rows", Limit: int64(limit)}
	}
	if limit := t.opts.Limits.Columns; len(cells) > limit {
		return &LimitError{File: t.opts.File, What: "columns", Limit: int64(limit)}
	}
	if at.File == "" {
		at.File = t.opts.File
	}
	switch {
	case t.schema.columns != nil:
		if !isTagRow(cells) {
			t.record(at, cells)
		}
	case t.rows <= headerRows:
		if s := newSchema(cells, t.opts.Columns); s.hasPCode {
			t.schema = s
		}
	default:
		return t.noHeader()
	}
	return nil
}

func (t *tableReader) noHeader() error {
	return fmt.Errorf("gazetteer: %s: %w; name the column in Columns", t.opts.File, ErrNoPCodeColumn)
}

func (t *tableReader) done() ([]Entry, []humanitarian.Finding, error) {
	if t.schema.columns == nil {
		return nil, nil, t.noHeader()
	}
	return t.entries, t.findings.sorted(), nil
}

// record adds the place of a row and the areas above it, and returns the
// P-code of what the row is about, if it has one.
func (t *tableReader) record(at humanitarian.Position, cells []string) string {
	r := record{t: t, at: at, schema: &t.schema, cells: cells, levels: t.levels[:t.schema.levels]}
	clear(r.levels)
	own, above := r.entries()
	for _, e := range above {
		key := ancestor{pcode: e.PCode, parent: e.Parent}
		if len(e.Names) > 0 {
			key.name = e.Names[0].Text
		}
		if !t.seen[key] {
			t.seen[key] = true
			t.entries = append(t.entries, e)
		}
	}
	if own.PCode != "" {
		if len(t.entries) == cap(t.entries) { // entries are large: copy them less often than append does
			t.entries = slices.Grow(t.entries, len(t.entries)+1)
		}
		t.entries = append(t.entries, own)
	}
	if r.codeless {
		return ""
	}
	return own.PCode
}

// isTagRow reports whether a row holds HXL tags.
func isTagRow(cells []string) bool {
	tags := 0
	for _, c := range cells {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		if c[0] != '#' {
			return false
		}
		tags++
	}
	return tags > 0
}
