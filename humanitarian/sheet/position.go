package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

// Position is a place in a source file. Row and Column count from 1, as people
// count them on the screen; 0 means the whole file, or the whole row. For a CSV
// file Row is the line of the file, blank lines and lines inside quoted cells
// counted, and Column is the number of the cell in its row. The zero value is
// nowhere, and prints as an empty string.
type Position struct {
	File   string // name as the caller gave it, "week49.xlsx"
	Sheet  string // sheet of a workbook; empty for CSV
	Row    int    // row of the sheet, or line of the file
	Column int    // column; 1 is A
}

// String returns "week49.xlsx:Figures!F14" for a workbook and
// "register.csv:14:6" for CSV, shortened where parts are unknown.
func (p Position) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Sheet != "" {
		b.WriteString(":")
		b.WriteString(p.Sheet)
		switch {
		case p.Row > 0 && p.Column > 0:
			b.WriteString("!" + ColumnName(p.Column) + strconv.Itoa(p.Row))
		case p.Row > 0:
			b.WriteString("!" + strconv.Itoa(p.Row))
		}
		return b.String()
	}
	if p.Row > 0 {
		b.WriteString(":" + strconv.Itoa(p.Row))
		if p.Column > 0 {
			b.WriteString(":" + strconv.Itoa(p.Column))
		}
	}
	return b.String()
}

// ColumnName returns the letters of a column counted from 1: A, Z, AA, XFD.
// It returns "?" for numbers below 1.
func ColumnName(n int) string {
	if n < 1 {
		return "?"
	}
	var buf [16]byte
	i := len(buf)
	for n > 0 {
		n--
		i--
		buf[i] = byte('A' + n%26)
		n /= 26
	}
	return string(buf[i:])
}

// Codes of the faults this package reports. They are stable.
const (
	CodeDelimiter     = "sheet-delimiter"      // note: the delimiter was guessed; Args: "semicolon" or "tab"
	CodeEncoding      = "sheet-encoding"       // a cell is not UTF-8; Args: the text kept, the bytes in hex
	CodeNUL           = "sheet-nul"            // a cell holds NUL bytes; Args: the text kept
	CodeRagged        = "sheet-ragged"         // more or fewer cells than the first row; Args: found, expected
	CodeBareQuote     = "sheet-bare-quote"     // a quote in the wrong place, kept as text; Args: the cell
	CodeUnclosedQuote = "sheet-unclosed-quote" // a quote that never closes, kept as text
	CodeErrorValue    = "sheet-error-value"    // a cell holds #REF!, #N/A and the like; Args: the value
	CodeHiddenSheet   = "sheet-hidden-sheet"   // note: the sheet is hidden, and was read
	CodeHiddenRows    = "sheet-hidden-rows"    // note: hidden rows were read; Args: how many
	CodeHiddenColumns = "sheet-hidden-columns" // note: hidden columns were read; Args: their letters
	CodeNoResult      = "sheet-no-result"      // a formula without a stored result, read as empty: open and save the file in Excel
	CodeStale         = "sheet-stale"          // the program that wrote the file left calculating to Excel, so results may be wrong; Args: how many formulas the sheet has
	CodeMore          = "sheet-more"           // the list of faults was cut; Args: how many were left out
)

// Fault is something in a file that a human should look at. Reading went on;
// nothing was repaired without one. A feed turns faults into findings. The zero
// value is no fault.
type Fault struct {
	Position Position
	Code     string   // one of the Code constants
	Args     []string // what was read, for the message; see the constant
	Note     bool     // the file is in order, but the reader made a choice
}

// String returns the fault in one line, for logs and tests; a report words
// faults in its own language from Code and Args.
func (f Fault) String() string {
	s := f.Position.String() + ": " + f.Code
	for _, a := range f.Args {
		s += " " + strconv.Quote(a)
	}
	return s
}

// Limits bounds what a reader accepts. Nil and the zero value mean the
// defaults. A file that exceeds one is refused with a [LimitError]; it is never
// cut short.
type Limits struct {
	MaxBytes    int64 // bytes of the file, and of all cell text; default 256 MiB
	MaxRowBytes int   // bytes of one CSV row; default 1 MiB
	MaxRows     int   // rows with content, all sheets together; default 1,000,000
	MaxColumns  int   // columns of a row; default 1,000
	MaxCells    int   // cells of all grids together, gaps counted; default 10,000,000
	MaxUnzipped int64 // bytes of a workbook after unzipping; default 256 MiB
	MaxSheets   int   // sheets of a workbook; default 1,000
	MaxStrings  int   // different texts of a workbook; default 2,000,000
	MaxFaults   int   // faults kept before [CodeMore]; default 10,000

	// Delimiter is the CSV delimiter: ',', ';' or '\t'. Zero means it is
	// detected, and a detected delimiter other than the comma is a fault.
	Delimiter byte
}

func (l *Limits) orDefaults() Limits {
	var d Limits
	if l != nil {
		d = *l
	}
	if d.MaxBytes <= 0 {
		d.MaxBytes = 256 << 20
	}
	if d.MaxRowBytes <= 0 {
		d.MaxRowBytes = 1 << 20
	}
	if d.MaxRows <= 0 {
		d.MaxRows = 1_000_000
	}
	if d.MaxColumns <= 0 {
		d.MaxColumns = 1_000
	}
	if d.MaxUnzipped <= 0 {
		d.MaxUnzipped = 256 << 20
	}
	if d.MaxCells <= 0 {
		d.MaxCells = 10_000_000
	}
	if d.MaxSheets <= 0 {
		d.MaxSheets = 1_000
	}
	if d.MaxStrings <= 0 {
		d.MaxStrings = 2_000_000
	}
	if d.MaxFaults <= 0 {
		d.MaxFaults = 10_000
	}
	return d
}

// LimitError says which limit of [Limits] a file exceeded, and where.
type LimitError struct {
	Position Position
	What     string // "bytes in the file", "bytes in one row", "rows", ...
	Limit    int64
	Hint     string // what may have caused it; often empty
}

// Error returns the position, the limit and the hint in one line.
func (e *LimitError) Error() string {
	s := fmt.Sprintf("sheet: %s: more than %d %s", e.Position, e.Limit, e.What)
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// faultList keeps the first max faults and counts the rest.
type faultList struct {
	list []Fault
	max  int
	more int
}

func (l *faultList) add(f Fault) {
	if len(l.list) >= l.max {
		l.more++
		return
	}
	l.list = append(l.list, f)
}

func (l *faultList) done(file string) []Fault {
	if l.more > 0 {
		l.list = append(l.list, Fault{Position: Position{File: file}, Code: CodeMore, Args: []string{strconv.Itoa(l.more)}})
		l.more = 0
	}
	return l.list
}
