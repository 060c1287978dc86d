package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// CSVOptions are the options of [WriteCSV]. Nil and the zero value mean the
// defaults.
type CSVOptions struct {
	// Unguarded writes cells that begin with = + - @ tab or CR as they are.
	// By default they get a leading apostrophe, for a spreadsheet would run
	// them as formulas when it opens the file; plain numbers such as -5 or
	// +1,200.5 are not touched. Set it only for files that programs read.
	Unguarded bool
}

// WriteCSV writes a header, unless it is nil, and rows as CSV: UTF-8 without a
// byte order mark, commas, LF, quotes where needed. Nothing is written before
// all is rendered; the error is that of w.
func WriteCSV(w io.Writer, header []string, rows [][]string, opts *CSVOptions) error {
	guard := opts == nil || !opts.Unguarded
	var b bytes.Buffer
	if header != nil {
		writeCSVRow(&b, header, guard)
	}
	for _, r := range rows {
		writeCSVRow(&b, r, guard)
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("sheet: writing CSV: %w", err)
	}
	return nil
}

func writeCSVRow(b *bytes.Buffer, cells []string, guard bool) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		if guard {
			c = Guard(c)
		}
		// A row of one empty cell is quoted, or it would read as a blank line.
		if c == "" && len(cells) == 1 || strings.ContainsAny(c, ",;\t\"\r\n") ||
			c != "" && (c[0] == ' ' || c[len(c)-1] == ' ') {
			b.WriteByte('"')
			b.WriteString(strings.ReplaceAll(c, `"`, `""`))
			b.WriteByte('"')
			continue
		}
		b.WriteString(c)
	}
	b.WriteByte('\n')
}

// Guard returns s with a leading apostrophe when a spreadsheet would take it
// for a formula, and s itself otherwise.
func Guard(s string) string {
	if needsGuard(s) {
		return "'" + s
	}
	return s
}

func needsGuard(s string) bool {
	if s == "" {
		return false
	}
	switch s[0] {
	case '=', '@', '\t', '\r':
		return true
	case '+', '-':
		return !plainNumber(s[1:])
	}
	return false
}

// plainNumber reports digits with separators and at most a percent sign.
func plainNumber(s string) bool {
	s = strings.TrimSuffix(s, "%")
	if s == "" || !isDigit(s[0]) || !isDigit(s[len(s)-1]) {
		return false
	}
	for i := range len(s) {
		if !isDigit(s[i]) && s[i] != '.' && s[i] != ',' {
			return false
		}
	}
	return true
}
