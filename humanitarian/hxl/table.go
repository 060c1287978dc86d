package hxl

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Row is a row of a source: its number as people count it there, from 1, and
// its cells. For a CSV file the number is the line on which the row starts; for
// JSON it is the place in the array.
type Row struct {
	Number int
	Cells  []string
}

// Table is a table with hashtags. The zero value has no columns.
type Table struct {
	File    string // name as the caller gave it
	Sheet   string // of a workbook
	TagRow  int    // number of the row of tags; 0 for JSON objects, whose keys they are
	Columns []Column
	Rows    []Row // the data, without rows that are empty
}

// Column is a column of a table.
type Column struct {
	Tag    Tag    // zero when the column has none
	Header string // from the row above the tags
}

// Options say where rows come from, for positions in findings. Nil and the
// zero value are nowhere.
type Options struct {
	File  string
	Sheet string // of a workbook
}

// ErrNoTags means that none of the first 25 rows is a row of hashtags.
var ErrNoTags = errors.New("no row of hashtags in the first 25 rows: at least half of its cells must be tags such as #adm1+code")

// How the row of tags is found, as libhxl does.
const (
	searchRows = 25
	halfOf     = 2
)

// Codes of the findings of this package, in the order in which people meet
// them. A finding about a cell has its position, and the cell as first
// argument.
const (
	CodeBadTag      = "hxl_bad_tag"      // a cell of the tag row is not a tag; Args: the cell
	CodeBeyond      = "hxl_beyond"       // a cell stands to the right of all columns; Args: the cell
	CodeTagsAgain   = "hxl_tags_again"   // a second row of tags among the data; Args: its first tag
	CodeUnknownTag  = "hxl_unknown_tag"  // the hashtag is neither in the core nor an extension, #x_...; Args: the tag
	CodeNoTag       = "hxl_no_tag"       // a column with data has no tag; Args: its header
	CodeNoHeader    = "hxl_no_header"    // a tagged column has no header; Args: the tag
	CodeRepeated    = "hxl_repeated"     // two columns have the same tag; Args: the tag
	CodePartFirst   = "hxl_part_first"   // a part stands left of its whole, so that a pattern finds the part; Args: part, whole
	CodeNotNumber   = "hxl_not_number"   // a cell under a tag for numbers is none; Args: the cell, the tag
	CodeNotDate     = "hxl_not_date"     // a cell under #date is no ISO date; Args: the cell, the tag
	CodeDateReverse = "hxl_date_reverse" // #date+end before #date+start in one row; Args: start, end
)

// Codes lists the codes of the findings of this package, sorted.
func Codes() []string {
	return []string{CodeBadTag, CodeBeyond, CodeDateReverse, CodeNoHeader, CodeNoTag, CodeNotDate, CodeNotNumber, CodePartFirst, CodeRepeated, CodeTagsAgain, CodeUnknownTag}
}

// Read reads a table from its rows. Titles and notes above the header are
// passed over. The findings, sorted, name cells of the tag row that are not
// tags, and cells to the right of all columns; [Lint] finds more. Read fails
// with [ErrNoTags], and with the error that the rows give.
func Read(rows iter.Seq2[Row, error], opts *Options) (*Table, []humanitarian.Finding, error) {
	var o Options
	if opts != nil {
		o = *opts
	}
	r := &reader{table: &Table{File: o.File, Sheet: o.Sheet}}
	for row, err := range rows {
		if err != nil {
			return nil, nil, fmt.Errorf("hxl: %w", err)
		}
		if !r.take(row) {
			break
		}
	}
	if r.table.Columns == nil {
		where := humanitarian.Position{File: o.File, Sheet: o.Sheet}.String()
		if o.Sheet != "" {
			where = o.File + ":" + o.Sheet
		}
		return nil, nil, fmt.Errorf("hxl: %s: %w", where, ErrNoTags)
	}
	slices.SortStableFunc(r.findings, humanitarian.CompareFindings)
	return r.table, r.findings, nil
}

// Rows gives rows one after another, numbered from 1, to be read by [Read].
func Rows(cells [][]string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for i, c := range cells {
			if !yield(Row{Number: i + 1, Cells: c}, nil) {
				return
			}
		}
	}
}

type reader struct {
	table    *Table
	findings []humanitarian.Finding
	above    Row // the row before
	seen     int
}

// take reads one row; it reports false when reading on is of no use.
func (r *reader) take(row Row) bool {
	if !slices.ContainsFunc(row.Cells, func(c string) bool { return trim(c) != "" }) {
		return true
	}
	if r.table.Columns != nil {
		for j := len(r.table.Columns); j < len(row.Cells); j++ {
			if trim(row.Cells[j]) != "" {
				r.add(CodeBeyond, row.Number, j, row.Cells[j])
			}
		}
		r.table.Rows = append(r.table.Rows, row)
		return true
	}
	r.seen++
	if IsTagRow(row.Cells) {
		r.tags(row)
		return true
	}
	r.above = row
	return r.seen < searchRows
}

// IsTagRow reports whether at least half of the cells that are not empty, and
// at least one, are tags.
func IsTagRow(cells []string) bool {
	filled, tags := 0, 0
	for _, c := range cells {
		if trim(c) == "" {
			continue
		}
		filled++
		if _, err := ParseTag(c); err == nil {
			tags++
		}
	}
	return tags > 0 && tags*halfOf >= filled
}

func (r *reader) tags(row Row) {
	t := r.table
	t.TagRow = row.Number
	t.Columns = make([]Column, len(row.Cells))
	for j, c := range row.Cells {
		if j < len(r.above.Cells) {
			t.Columns[j].Header = r.above.Cells[j]
		}
		if trim(c) == "" {
			continue
		}
		var err error
		if t.Columns[j].Tag, err = ParseTag(c); err != nil {
			r.add(CodeBadTag, row.Number, j, c)
		}
	}
}

func (r *reader) add(code string, row, column int, args ...string) {
	r.findings = append(r.findings, r.table.finding(code, row, column, args...))
}

func (t *Table) finding(code string, row, column int, args ...string) humanitarian.Finding {
	return humanitarian.Finding{Code: code, Severity: humanitarian.WarningFinding, Args: args,
		Positions: []humanitarian.Position{{File: t.File, Sheet: t.Sheet, Row: row, Column: column + 1}}}
}

// Index returns the columns that the pattern selects, counted from 0, from the
// left.
func (t *Table) Index(p Pattern) []int {
	var out []int
	for j, c := range t.Columns {
		if p.Match(c.Tag) {
			out = append(out, j)
		}
	}
	return out
}

// Get returns the first cell of a row that is not empty and whose column the
// pattern selects, and "" when there is none.
func (t *Table) Get(row Row, p Pattern) string {
	for j, c := range t.Columns {
		if j < len(row.Cells) && p.Match(c.Tag) && trim(row.Cells[j]) != "" {
			return row.Cells[j]
		}
	}
	return ""
}

// All returns all cells of a row whose columns the pattern selects, empty ones
// too.
func (t *Table) All(row Row, p Pattern) []string {
	var out []string
	for j, c := range t.Columns {
		if j < len(row.Cells) && p.Match(c.Tag) {
			out = append(out, row.Cells[j])
		}
	}
	return out
}

// Tags returns the row of tags in normal form; columns without one are empty.
func (t *Table) Tags() []string {
	out := make([]string, len(t.Columns))
	for j, c := range t.Columns {
		out[j] = c.Tag.String()
	}
	return out
}

// Lines gives the table as rows to be written: the headers, unless there are
// none, the tags, the data.
func (t *Table) Lines() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		headers := make([]string, len(t.Columns))
		any := false
		for j, c := range t.Columns {
			headers[j] = c.Header
			any = any || c.Header != ""
		}
		if any && !yield(headers) || !yield(t.Tags()) {
			return
		}
		for _, r := range t.Rows {
			if !yield(r.Cells) {
				return
			}
		}
	}
}
