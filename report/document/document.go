// Package document is the tree between figures and pages: sections, key
// figures, tables, charts, maps, prose. Its cells hold values, not text, so
// that every writer says the same number and none can say another.
//
// A [Document] is a list of blocks: [Heading], [Paragraph], [Bullets],
// [KeyFigures], [Table], [Chart] and [Map]. Package brief composes it; pdf,
// xlsx, JSON and the text dump of [Document.Text] write it.
package document

import (
	"cmp"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// SchemaVersion names the shape of a document's JSON.
const SchemaVersion = "1"

// A Document is one brief, composed. The zero value is an empty brief.
type Document struct {
	Schema       string              `json:"schema"`
	Digest       string              `json:"digest,omitempty"` // SHA-256 of all else, in a file: an edit by hand shows
	Title        string              `json:"title"`
	Series       string              `json:"series,omitempty"`
	Number       int                 `json:"number,omitempty"`
	Country      string              `json:"country"`
	Organisation string              `json:"organisation,omitempty"`
	Producer     string              `json:"producer,omitempty"`
	Language     string              `json:"language"`
	Edition      string              `json:"edition"`
	Layout       Layout              `json:"layout,omitempty"`
	Draft        bool                `json:"draft,omitempty"`
	AsOf         humanitarian.Date   `json:"as_of"`
	Period       humanitarian.Period `json:"period"`
	NextIssue    humanitarian.Date   `json:"next_issue"`
	SignOff      *SignOff            `json:"sign_off,omitempty"`
	Blocks       []Block             `json:"blocks"`
	Sources      []Source            `json:"sources"`
	Appendix     []Block             `json:"appendix,omitempty"` // after the sources: a draft's findings
	Findings     []Finding           `json:"findings,omitempty"`
	Data         Data                `json:"data"`
}

// Data is the edition's figures in the register's columns.
type Data struct {
	Columns []string   `json:"columns"`
	Tags    []string   `json:"tags,omitempty"` // HXL hashtags of the columns, for those who exchange data by them; empty for none
	Rows    [][]string `json:"rows"`
}

// A Source is one line of the sources register; its number is the source mark.
type Source struct {
	Number    int               `json:"number"`
	Name      string            `json:"name"`
	Title     string            `json:"title,omitempty"`
	Publisher string            `json:"publisher,omitempty"`
	Date      humanitarian.Date `json:"date"`
	URL       string            `json:"url,omitempty"`
	Figures   []string          `json:"figures"`
}

// A Finding is a finding as this edition may print it.
type Finding struct {
	Code     string   `json:"code"`
	Severity string   `json:"severity"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
	Figures  []string `json:"figures,omitempty"`
}

// A Block is one of Heading, Paragraph, Bullets, KeyFigures, Table, Chart and
// Map, by pointer. The family is closed.
type Block interface{ block() }

// A Heading opens a section (level 1) or a part of one (level 2). It stays
// with what follows.
type Heading struct {
	Level int    `json:"level"`
	Text  string `json:"text"`
}

// A Paragraph is prose; Note prints small.
type Paragraph struct {
	Spans []Span `json:"spans"`
	Note  bool   `json:"note,omitempty"`
}

// Bullets is a list of short texts.
type Bullets struct {
	Items []Paragraph `json:"items"`
}

// KeyFigures is a row of tiles, in the desk's order.
type KeyFigures struct {
	Tiles []Tile `json:"tiles"`
}

// A Tile is one key figure: the value, what it counts, and small lines with
// date, source and where the rivals are.
type Tile struct {
	Label string   `json:"label"`
	Value Value    `json:"value"`
	Lines []string `json:"lines,omitempty"` // who says so, of where and when, and what else a reader must know
	Marks []int    `json:"marks,omitempty"` // printed behind the first line
}

// A Table has one header row. A row marked as a part is indented under its
// whole; a row that is not counted says so in its last column.
type Table struct {
	Title   string   `json:"title"`
	Name    string   `json:"name"` // stable, such as civilian_harm
	Columns []Column `json:"columns"`
	Rows    []Row    `json:"rows"`
	Note    string   `json:"note,omitempty"`
}

// A Column says what its cells hold. Weight shares out the width; Figures
// align to the end.
type Column struct {
	Label  string `json:"label"`
	Weight int    `json:"weight"`
	Figure bool   `json:"figure,omitempty"`
	// Known is set in the columns that share the figure of a row among them: it
	// stands in the one that says how it is known.
	Known Known `json:"known,omitempty"`
}

// Known says how the figures of a column are known. These are kinds and no
// ranks. The zero value says nothing.
type Known string

// The ways in which a figure is known. Reported figures are those that their
// source calls unverified, or publishes without saying how they were verified.
const (
	KnownVerified  Known = "verified"
	KnownReported  Known = "reported"
	KnownEstimated Known = "estimated"
)

// A Row is cells in the order of the columns.
type Row struct {
	Cells  []Value  `json:"cells"`
	Indent int      `json:"indent,omitempty"`
	Total  bool     `json:"total,omitempty"`
	Muted  bool     `json:"muted,omitempty"` // printed, not counted
	Notes  []string `json:"notes,omitempty"` // remarks, which stand below the table; see [Table.Footnotes]
}

// A Span is a piece of prose: text, a value, or source marks.
type Span struct {
	Text  string `json:"text,omitempty"`
	Value *Value `json:"value,omitempty"`
}

// A Class says what a numeral on the page is. Each belongs to exactly one.
type Class string

// The classes of values.
const (
	FigureValue  Class = "figure"  // as one source stated it
	TotalValue   Class = "total"   // added under the rules
	DerivedValue Class = "derived" // nobody said it
	DateValue    Class = "date"
	PeriodValue  Class = "period"
	MarksValue   Class = "marks" // source marks
	TextValue    Class = "text"
	CountValue   Class = "count"  // how many rows, sources or parts
	AsOfValue    Class = "as_of"  // the day of a stock, with the start of its cohort
	ChangeValue  Class = "change" // from one value of a series to the next
)

// A Value is what a cell holds: exactly one of the fields that Class names.
// The zero value is an empty cell.
type Value struct {
	Class    Class                  `json:"class,omitempty"`
	Quantity *humanitarian.Quantity `json:"quantity,omitempty"`
	Sum      *humanitarian.Sum      `json:"sum,omitempty"`
	Count    int64                  `json:"count,omitempty"`
	Unit     humanitarian.Unit      `json:"unit,omitempty"`
	Noun     bool                   `json:"noun,omitempty"`    // in prose: with the noun of the unit
	Figures  []string               `json:"figures,omitempty"` // ids behind the value
	Date     humanitarian.Date      `json:"date,omitzero"`
	Period   humanitarian.Period    `json:"period,omitzero"`
	Marks    []int                  `json:"marks,omitempty"`
	Text     string                 `json:"text,omitempty"`
	Change   *tally.Change          `json:"change,omitempty"`
	Nature   humanitarian.Nature    `json:"nature,omitzero"`    // of the figures of a change
	Excluded []tally.Exclusion      `json:"excluded,omitempty"` // of a total: what was left out, by which rule, and why
}

func (*Heading) block()    {}
func (*Paragraph) block()  {}
func (*Bullets) block()    {}
func (*KeyFigures) block() {}
func (*Table) block()      {}

// Format returns v in the language.
func (v Value) Format(l *locale.Language) string {
	switch {
	case v.Quantity != nil && v.Noun:
		return l.Counted(*v.Quantity, v.Unit)
	case v.Quantity != nil:
		return l.Quantity(*v.Quantity, v.Unit)
	case v.Sum != nil:
		return l.Sum(*v.Sum, v.Unit)
	case v.Change != nil:
		return l.Because(v.Change.Phrase(v.Nature), v.Change.Reasons)
	case v.Class == AsOfValue:
		return v.asOf(l)
	case v.Class == CountValue:
		return l.Number(v.Count)
	case !v.Date.IsZero():
		return l.Date(v.Date)
	case v.Period != (humanitarian.Period{}):
		return l.Period(v.Period)
	case len(v.Marks) > 0:
		return Marks(v.Marks)
	}
	return v.Text
}

// Moved reports which way a change goes, up (1), down (-1) or neither (0), and
// whether it is a number at all: no arrow without a delta.
func (v Value) Moved() (way int, ok bool) {
	c := v.Change
	switch {
	case c == nil || c.Kind != tally.Delta:
		return 0, false
	case v.Nature == humanitarian.Cumulative:
		return cmp.Compare(c.Recorded, 0), true
	case c.Actual.Low == nil || c.Actual.High == nil:
		return 0, false
	case *c.Actual.Low > 0:
		return 1, true
	case *c.Actual.High < 0:
		return -1, true
	}
	return 0, true
}

func (v Value) asOf(l *locale.Language) string {
	switch since := v.Period.Start; {
	case v.Date.IsZero() && since.IsZero():
		return l.Say("cell.date_not_stated")
	case v.Date.IsZero():
		return l.Period(v.Period)
	}
	key := "cell.as_of"
	if v.Date.Day() == 0 {
		key = "cell.as_of_month"
	}
	s := l.Say(key, v.Date.String())
	if !v.Period.Start.IsZero() {
		s += l.Say("list.comma") + l.Period(v.Period)
	}
	return s
}
