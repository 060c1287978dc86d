package register

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// A Mapping says how a desk's own table becomes a register: where it stands,
// which column is which, and what is the same for every row. Columns of the
// table are named by their heads, several rows of heads joined by " / ", or by
// their letters in brackets, such as [F]. The zero value maps nothing.
type Mapping struct {
	Language string `toml:"language"` // tag of the language of figures and words; empty: en for words, none named for figures
	Sheet    string `toml:"sheet"`    // name of the sheet; empty: the only one
	Header   []int  `toml:"header"`   // rows of heads, such as [2, 3]; empty: row 1
	First    int    `toml:"first"`    // first row of data; 0: the one below the heads
	Last     int    `toml:"last"`     // last row of data; 0: the last of the sheet
	Dates    string `toml:"dates"`    // order of dates in digits: dmy, mdy or ymd; empty: not known

	// ID makes the ids of figures: {row} stands for the row of the sheet,
	// {figure} for the Name of the figure, {Head} for a cell of the row.
	ID string `toml:"id"`

	Columns   map[string]string            `toml:"columns"`   // column of the table to column of the register
	Constants map[string]string            `toml:"constants"` // column of the register to what it holds in every row
	Values    map[string]map[string]string `toml:"values"`    // column of the register, then text of the table, to word of the register
	Empty     []string                     `toml:"empty"`     // texts that mean an empty cell, in all columns but those of figures and places
	FillDown  []string                     `toml:"fill_down"` // columns of the table whose blank cells mean the text above
	Ignore    []string                     `toml:"ignore"`    // columns of the table that are not wanted

	Skip    []SkipRows     `toml:"skip"`
	Figures []MappedFigure `toml:"figures"` // the figures of one row; empty: one, of the column mapped to figure
}

// SkipRows leaves out rows that are not data, such as totals. Each is reported.
// The zero value skips nothing.
type SkipRows struct {
	Column string   `toml:"column"` // of the table
	Is     []string `toml:"is"`     // the whole text of the cell
	Begins []string `toml:"begins"` // the beginning of it
}

// A MappedFigure is one of several figures that stand side by side in a row.
type MappedFigure struct {
	Column    string            `toml:"column"` // of the table, where the number stands
	Name      string            `toml:"name"`   // for the id of the figure, unlike the others
	Share     bool              `toml:"share"`  // 0.14 means 14%
	Constants map[string]string `toml:"constants"`
	Columns   map[string]string `toml:"columns"` // besides those of the mapping, for this figure alone
}

// maxMapping bounds a file of a mapping.
const maxMapping = 1 << 20

// ReadMapping reads a mapping from TOML. The error lists everything that is
// wrong with it, unknown keys and columns included.
func ReadMapping(r io.Reader) (*Mapping, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxMapping+1))
	if err == nil && len(text) > maxMapping {
		err = fmt.Errorf("it has more than %d bytes", maxMapping)
	}
	if err != nil {
		return nil, fmt.Errorf("register: the mapping cannot be read: %w", err)
	}
	var m Mapping
	md, err := toml.Decode(string(text), &m)
	if err != nil {
		return nil, fmt.Errorf("register: the mapping cannot be read: %w", err)
	}
	if keys := md.Undecoded(); len(keys) > 0 {
		var names []string
		for _, k := range keys {
			names = append(names, k.String())
		}
		return nil, fmt.Errorf("register: the mapping has unknown keys: %s", strings.Join(names, ", "))
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("register: the mapping: %w", err)
	}
	return &m, nil
}

// check returns all that is wrong with m, whatever the table.
func (m *Mapping) check() error {
	var errs []error
	wrong := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if _, ok := numeral.Of(m.language()); !ok {
		wrong("language %q: use en, fr, es or ar", m.Language)
	}
	if !slices.Contains([]string{"", "dmy", "mdy", "ymd"}, m.Dates) {
		wrong("dates %q: use dmy, mdy or ymd", m.Dates)
	}
	for i, n := range m.Header {
		if n < 1 || i > 0 && n <= m.Header[i-1] {
			wrong("header: rows count from 1 and ascend, such as [2, 3]")
			break
		}
	}
	if m.First < 0 || m.Last < 0 || m.Last > 0 && m.Last < m.First || m.First > 0 && m.First <= m.lastHead() {
		wrong("first and last: the rows of data stand below the header, first before last")
	}
	known := knownColumns()
	columns := func(where string, names []string) {
		for _, name := range names {
			if !slices.Contains(known, name) {
				wrong("%s: %q is not a column of the register", where, name)
			}
		}
	}
	columns("columns", sortedValues(m.Columns))
	columns("constants", sortedKeys(m.Constants))
	columns("values", sortedKeys(m.Values))
	errs = append(errs, m.checkFigures(columns)...)
	for _, s := range m.Skip {
		if s.Column == "" || len(s.Is)+len(s.Begins) == 0 {
			wrong("skip: a column, and the texts that it is or begins with, are needed")
		}
	}
	if m.ID == "" && !slices.Contains(sortedValues(m.Columns), "id") {
		wrong("id: give a pattern such as W49-{row}, or map a column to id")
	}
	return errors.Join(errs...)
}

func (m *Mapping) checkFigures(columns func(string, []string)) []error {
	var errs []error
	names := map[string]bool{}
	for _, f := range m.Figures {
		if f.Column == "" || names[f.Name] {
			errs = append(errs, fmt.Errorf("figures: each needs its column, and a name unlike the others"))
		}
		names[f.Name] = true
		columns("figures.columns", sortedValues(f.Columns))
		columns("figures.constants", sortedKeys(f.Constants))
	}
	if len(m.Figures) > 1 && m.ID != "" && !strings.Contains(m.ID, "{figure}") {
		errs = append(errs, fmt.Errorf("id: with several figures in a row the pattern needs {figure}"))
	}
	return errs
}

func (m *Mapping) language() string {
	if m.Language == "" {
		return "en"
	}
	return m.Language
}

// heads are the rows of the header.
func (m *Mapping) heads() []int {
	if len(m.Header) == 0 {
		return []int{1}
	}
	return m.Header
}

func (m *Mapping) lastHead() int { return m.heads()[len(m.heads())-1] }

// knownColumns are those that a mapping may fill.
func knownColumns() []string {
	out := []string{figureColumn, periodColumn, languageColumn}
	for _, f := range fields() {
		out = append(out, f.Name)
	}
	return out
}

func sortedValues(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

// value gives the word of the register for a text of the table.
func (m *Mapping) value(column, text string) string {
	if w, ok := m.Values[column][text]; ok {
		return w
	}
	if column != figureColumn && column != "place" && column != "origin_place" && slices.Contains(m.Empty, text) {
		return ""
	}
	return text
}

// skips reports whether a rule leaves out a row.
func (s SkipRows) skips(text string) bool {
	return slices.Contains(s.Is, text) || slices.ContainsFunc(s.Begins, func(b string) bool { return b != "" && strings.HasPrefix(text, b) })
}
