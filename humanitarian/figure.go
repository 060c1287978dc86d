package humanitarian

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Position is where in a file something was read. Rows and columns count
// from 1; the zero value is nowhere.
type Position struct {
	File   string `json:"file,omitempty"`
	Sheet  string `json:"sheet,omitempty"`
	Row    int    `json:"row,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String returns week49.xlsx:Figures!F14 for a sheet, register.csv:14:6 for text.
func (p Position) String() string {
	if p.Sheet == "" {
		s := p.File
		if p.Row > 0 {
			s += fmt.Sprintf(":%d", p.Row)
		}
		if p.Column > 0 {
			s += fmt.Sprintf(":%d", p.Column)
		}
		return s
	}
	column := ""
	for n := p.Column; n > 0; n = (n - 1) / 26 {
		column = string(rune('A'+(n-1)%26)) + column
	}
	return fmt.Sprintf("%s:%s!%s%d", p.File, p.Sheet, column, p.Row)
}

// A Place is where a figure belongs: P-codes, or none for the whole country of
// the register. The zero value is the whole country.
type Place struct {
	Codes     []string // P-codes such as SY02; never added up or split
	Name      string   // as the source said it
	Precision PlacePrecision
}

// Key returns the P-codes sorted and joined, equal for the same set.
func (p Place) Key() string {
	codes := slices.Clone(p.Codes)
	slices.Sort(codes)
	return strings.Join(codes, ";")
}

// A Source is who said a figure, as apart from who printed it.
type Source struct {
	Name  string
	Kind  SourceKind
	Title string // of the document
	Date  Date   // of its publication
	URL   string
}

// A LinkKind is how one figure refers to another.
type LinkKind string

// The links of the register.
const (
	Overlaps   LinkKind = "overlaps"   // counts some of the same people
	Quotes     LinkKind = "quotes"     // a relay of the other
	ShareOf    LinkKind = "share_of"   // a share of the other
	Supersedes LinkKind = "supersedes" // replaces the other
)

// LinkKinds lists the links of the register.
func LinkKinds() []LinkKind { return []LinkKind{Overlaps, Quotes, ShareOf, Supersedes} }

// A Link points from one figure to another by id.
type Link struct {
	Kind LinkKind
	ID   string
}

// A Figure is one claim by one source: a row of the register.
// The zero value claims nothing: its quantity is not reported.
type Figure struct {
	ID        string
	Revision  int
	Indicator string
	Nature    Nature // zero: the indicator's own
	Quantity  Quantity
	Unit      Unit  // zero: the indicator's own
	Household int64 // household size in hundredths; 0 is not stated

	Status Status
	Sex    Sex
	Age    string // child, adult, older, unknown or a-b; empty is all ages
	Group  string // key=value pairs joined by ;

	PartOf    string // id of the whole
	Partition Partition
	Level     Level

	Place  Place
	Origin []string // P-codes people left

	Period   Period // of a flow; on a stock, Start is the start of the cohort
	Basis    PeriodBasis
	AsOf     Date
	Modality Modality

	Series     string
	Links      []Link
	Sector     string
	Definition string
	Method     string

	Verification Verification
	VerifiedBy   string
	Role         Role
	Reason       string // why the role
	Event        string

	FacilityType, FacilityName string
	Damage, Function, Access   string

	Source    Source
	Publisher string // who printed it, when not the source
	Excerpt   string
	Note      string

	Sensitivity Sensitivity

	Extra    []string // key, value pairs of unknown columns, in file order
	Position Position
}

// Reference returns the date a figure speaks of: its as-of, else the end of
// its period, else the start, else the publication.
func (f Figure) Reference() Date {
	for _, d := range []Date{f.AsOf, f.Period.End, f.Period.Start} {
		if !d.IsZero() {
			return d
		}
	}
	return f.Source.Date
}

// LinkTo returns the id that the first link of kind k points to.
func (f Figure) LinkTo(k LinkKind) (string, bool) {
	for _, l := range f.Links {
		if l.Kind == k {
			return l.ID, true
		}
	}
	return "", false
}

// IsRelay reports whether f repeats another figure of the register.
func (f Figure) IsRelay() bool { _, ok := f.LinkTo(Quotes); return ok }

// IsObserved reports whether f counts what was seen.
func (f Figure) IsObserved() bool { return f.Modality == ModalityNotStated || f.Modality == Observed }

// A Register is the figures of one desk on one country. Its methods may be
// called concurrently as long as nobody changes the fields.
type Register struct {
	Country    string // ISO 3166-1 alpha-3
	Indicators []Indicator
	Figures    []Figure
	Header     []string // columns as read, in file order; nil when not from a table

	// Within reports whether a P-code is that of an area or of a place in it, as
	// a gazetteer knows. Nil: a code lies in those with which it begins, which
	// is how most countries build them.
	Within func(code, area string) bool
}

// LiesIn reports whether a P-code is that of an area or of a place in it.
func (r *Register) LiesIn(code, area string) bool {
	if r.Within != nil {
		return code == area || r.Within(code, area)
	}
	return strings.HasPrefix(code, area)
}

// Column returns the position in the file of the first of names that the
// header has, counted from 1, or 0.
func (r *Register) Column(names ...string) int {
	for _, name := range names {
		if i := slices.Index(r.Header, name); i >= 0 {
			return i + 1
		}
	}
	return 0
}

// Indicator returns the indicator named s.
func (r *Register) Indicator(s string) (Indicator, bool) {
	i := slices.IndexFunc(r.Indicators, func(i Indicator) bool { return i.Name == s })
	if i < 0 {
		return Indicator{}, false
	}
	return r.Indicators[i], true
}

// Nature returns the nature of f, the indicator's own where f states none.
func (r *Register) Nature(f Figure) Nature {
	if f.Nature != NatureOfIndicator {
		return f.Nature
	}
	i, _ := r.Indicator(f.Indicator)
	return i.Nature
}

// Unit returns the unit of f, the indicator's first where f states none.
func (r *Register) Unit(f Figure) Unit {
	if f.Unit != "" {
		return f.Unit
	}
	if i, ok := r.Indicator(f.Indicator); ok && len(i.Units) > 0 {
		return i.Units[0]
	}
	return ""
}

// Index maps ids to positions in Figures; of equal ids the highest revision
// counts, of equal revisions the first.
func (r *Register) Index() map[string]int {
	m := make(map[string]int, len(r.Figures))
	for i, f := range r.Figures {
		if j, ok := m[f.ID]; !ok || f.Revision > r.Figures[j].Revision {
			m[f.ID] = i
		}
	}
	return m
}

// Figure returns the figure with the id, its highest revision.
func (r *Register) Figure(id string) (Figure, bool) {
	best := -1
	for i, f := range r.Figures {
		if f.ID == id && (best < 0 || f.Revision > r.Figures[best].Revision) {
			best = i
		}
	}
	if best < 0 {
		return Figure{}, false
	}
	return r.Figures[best], true
}

// A Severity is how much a finding weighs.
type Severity uint8

// The severities, lightest first; order matters.
const (
	NoteFinding    Severity = iota // worth knowing
	WarningFinding                 // the row still counts
	RowFinding                     // the row is left out of totals and printed as published
	BriefFinding                   // no brief is written, except as a draft
)

var severityWords = [...]string{"note", "warning", "error", "stop"}

// String returns note, warning, error or stop.
func (s Severity) String() string { return enumString("Severity", severityWords[:], uint8(s)) }

// MarshalText writes the word of s.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Finding is something in the data that deserves a human. Its code is
// stable; its arguments stay apart from its wording so that it can be said in
// any language.
type Finding struct {
	Code      string
	Severity  Severity
	Positions []Position
	Figures   []string
	Args      []string
}

// CompareFindings orders findings by position, code, figures and arguments.
func CompareFindings(a, b Finding) int {
	pos := func(f Finding) Position {
		if len(f.Positions) == 0 {
			return Position{}
		}
		return f.Positions[0]
	}
	p, q := pos(a), pos(b)
	return cmp.Or(strings.Compare(p.File, q.File), strings.Compare(p.Sheet, q.Sheet), cmp.Compare(p.Row, q.Row), cmp.Compare(p.Column, q.Column),
		strings.Compare(a.Code, b.Code), slices.Compare(a.Figures, b.Figures), slices.Compare(a.Args, b.Args))
}

// Concerns reports whether f names g and speaks of its row. An id has a row for
// each revision: a finding with a position in the sheet of g speaks of the rows it
// points to, and one without speaks of all.
func (f Finding) Concerns(g Figure) bool {
	if !slices.Contains(f.Figures, g.ID) {
		return false
	}
	besides := false
	for _, p := range f.Positions {
		if p.Row == 0 || p.File != g.Position.File || p.Sheet != g.Position.Sheet {
			continue
		}
		if p.Row == g.Position.Row {
			return true
		}
		besides = true
	}
	return !besides
}
