package sheet

import (
	"fmt"
	"iter"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Workbook is a workbook to be written by [Write]. The zero value has no
// sheets and cannot be written.
type Workbook struct {
	Properties Properties
	Sheets     []Sheet
	Names      []Name  // names of ranges, for formulas and lists
	Custom     []Value // document properties of the caller's own; see [Book.Custom]
	Payload    []byte  // an XML document that travels with the workbook, unseen; see [Book.Payload]
	Parts      []Part  // charts, pictures and the like, made by the caller
}

// Name gives a name to a range, "Lists!$A$2:$A$40", or to a formula without
// its "=". It follows Excel's rules: letters, digits, _ and ., no spaces, not
// like a cell.
type Name struct{ Name, Refers string }

// Value is a document property of the caller's own. Excel shows it among the
// custom properties, and keeps up to 255 characters of it.
type Value struct{ Name, Value string }

// Part is a part of the package that this one does not know, such as a chart
// or a picture. A drawing is put on a sheet by [Sheet.Drawing].
type Part struct {
	Name      string // "xl/charts/chart1.xml"; no two alike
	Type      string // content type
	Data      []byte
	Relations []Relation // to other parts
}

// Relation points from a part to another one of the workbook.
type Relation struct {
	ID     string // by which the part refers to it, "rId1"
	Type   string // the URI of its kind
	Target string // name of the other part, "xl/charts/chart1.xml"
}

// Properties are the document properties of a workbook. Empty ones are left
// out; no program name and no clock fill them.
type Properties struct {
	Title       string
	Creator     string
	Subject     string
	Description string
	Keywords    string
	Language    string // BCP 47 tag
	Created     string // ISO date, "2024-12-08"
}

// Sheet is one sheet. The zero value is an empty sheet without a name, and a
// name is required.
type Sheet struct {
	// Name is cleaned by [CleanName]; two names that are then equal, in any
	// case, are an error.
	Name    string
	Columns []Column // from column A on
	Rows    [][]Cell

	// More gives rows after Rows, one at a time, so that a large sheet is never
	// held in memory; [Stream] writes them as they come. A row may be used
	// again for the next one. An error ends the writing.
	More iter.Seq2[[]Cell, error]

	FrozenRows    int  // rows that stay when the sheet scrolls
	FrozenColumns int  // columns that stay
	FilterRow     int  // row, from 1, with filter buttons over the rows below it; 0 for none
	FilterLast    int  // last row that the filter reaches, where more will be typed; 0 for the last one written
	TitleRows     int  // rows repeated on every printed page, from TitleFrom on
	TitleFrom     int  // the first of them, from 1, on pages after the one that has it; 0 for the first row
	PrintColumns  int  // columns that are printed, from the first; 0 for all
	RightToLeft   bool // column A on the right
	Landscape     bool
	FitToWidth    bool // print all columns on one page

	// PageBreaks are rows, from 1, that begin a printed page. Excel heeds them
	// only without FitToWidth.
	PageBreaks []int

	Hidden bool // the first sheet that is not hidden is the one shown

	Header string // printed in the middle of the top margin
	Footer string // printed at the bottom, before "page / pages"

	Validations []Validation // what cells take: drop-down lists, dates, numbers
	Conditions  []Condition  // marks that appear by themselves
	Drawing     string       // name of the part of Workbook.Parts with charts and pictures; empty for none

	// Protected sheets let people change only cells that are Unlocked, and what
	// lies right of Columns where one of them is. They may sort, filter, format,
	// and insert rows and delete those without a locked cell. There is no
	// password: it guards against slips, not against people.
	Protected bool
}

// Column is the layout of one column. The zero value is a plain column of the
// width that the program which opens the file thinks fit.
type Column struct {
	Width float64 // characters, at most 255

	// Style, Kind and Unlocked hold for the cells that are not written: those
	// in which people will type. In a column of the kind Text what is typed
	// stays as it is: 3-5 does not become the third of May, 007 not 7.
	Style    Style
	Kind     Kind
	Unlocked bool

	Level  uint8 // depth in the outline, at most 7: columns with a level can be folded together
	Hidden bool  // hidden, or folded when it has a level
}

// Kind is what a cell holds.
type Kind uint8

// The kinds of cell. The zero value is an empty cell.
const (
	Empty   Kind = iota // nothing; the style still shows
	Text                // Cell.Text, never a formula
	Number              // Cell.Int with thousands separators
	Year                // Cell.Int without separators: years, codes that are numbers
	Decimal             // Cell.Int divided by 10 to the power Cell.Places
	Percent             // like Decimal, of percent: 125 with one place is 12.5%
	Date                // Cell.Text, an ISO date
	Bool                // true when Cell.Int is not 0
	Error               // an error value such as #N/A; read, never written
)

// String returns the name of the kind, or "Kind(9)" for one it does not know.
func (k Kind) String() string {
	return enumName("Kind", int(k), []string{"Empty", "Text", "Number", "Year", "Decimal", "Percent", "Date", "Bool", "Error"})
}

// Style is how a cell looks. The zero value is plain.
type Style uint8

// The styles.
const (
	Plain   Style = iota
	Header        // column heading: white on blue, wrapped
	Title         // title of a sheet: large, bold
	Note          // small print: small, grey, wrapped
	Figure        // key figure: bold
	Total         // total: bold, line above
	Unknown       // not reported, withheld: grey italic, right
	Link          // blue, underlined, wrapped
	Wrap          // plain, wrapped, top
	Tag           // HXL hashtag row: small, grey, on light grey
	Input         // to be filled in: framed, on light yellow, wrapped
	Warn          // to be looked at: italic, on amber
	Bad           // wrong: bold, on red
)

const styleCount = int(Bad) + 1

// String returns the name of the style, or "Style(99)" for one it does not know.
func (s Style) String() string {
	return enumName("Style", int(s), []string{"Plain", "Header", "Title", "Note", "Figure", "Total", "Unknown", "Link", "Wrap", "Tag", "Input", "Warn", "Bad"})
}

func enumName(typ string, n int, names []string) string {
	if n < len(names) {
		return names[n]
	}
	return fmt.Sprintf("%s(%d)", typ, n)
}

// Cell is one cell. The zero value is empty.
//
// Excel keeps 15 digits of a number. A number with more is written as text with
// all its digits, for a rounded figure is worse. Dates before 1900-03-01, which
// Excel miscounts or does not have, are written as text likewise.
type Cell struct {
	Kind   Kind
	Text   string // of Text and Date
	Int    int64  // of Number, Year, Decimal, Percent; Bool
	Places uint8  // decimal places of Decimal and Percent, at most 9

	// Formula, without the leading "=", makes the cell a formula; Kind and
	// value are then its stored result, which is shown until a program
	// recalculates. It must come from the caller's code, never from data.
	Formula string

	Style    Style
	Right    bool   // words that stand where numbers do, at the right of the cell
	Unlocked bool   // may be changed on a protected sheet
	Link     string // http:, https:, mailto:, or "#Sheet!A1" (see [LinkTo])
	Span     int    // columns the cell covers, itself included; 0 and 1 mean one
}

// CleanName returns a name that Excel accepts for a sheet: the characters
// : \ / ? * [ ] and control characters become spaces, spaces and apostrophes at
// the ends are dropped, and what exceeds 31 UTF-16 units is cut. It returns ""
// when nothing is left.
func CleanName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r == utf8.RuneError || strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, name)
	name = strings.Trim(name, " '")
	n := 0
	for i, r := range name {
		n += utf16.RuneLen(r)
		if n > 31 {
			return strings.TrimRight(name[:i], " '")
		}
	}
	return name
}

// LinkTo returns the [Cell.Link] to a cell of a sheet of the same workbook, row
// and column from 1.
func LinkTo(sheetName string, row, column int) string {
	return "#" + Ref(sheetName, row, column)
}

// Ref returns the reference of a cell as formulas write it, 'Key figures'!B3,
// row and column from 1, the name cleaned and quoted.
func Ref(sheetName string, row, column int) string {
	return quoteName(CleanName(sheetName)) + "!" + cellName(row, column)
}

func quoteName(name string) string {
	return "'" + strings.ReplaceAll(name, "'", "''") + "'"
}
