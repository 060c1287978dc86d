package document

import (
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

// A ChartKind says how a chart is drawn. The zero value is drawn as [Bars].
type ChartKind string

// The kinds of charts.
const (
	Bars      ChartKind = "bars"      // a horizontal bar for each row, the largest first
	Columns   ChartKind = "columns"   // an upright bar for each row, in time order
	Lines     ChartKind = "lines"     // a line for each of up to four series, over the rows in time order
	Stacked   ChartKind = "stacked"   // an upright bar for each row, of up to three series that may be added
	Pyramid   ChartKind = "pyramid"   // two series set against each other, row by row; a row of one value stands beneath
	Multiples ChartKind = "multiples" // a small chart of columns for each series, on one scale
)

// A Chart is figures that are drawn. It holds values as a table does, so that
// whoever cannot draw it prints its [Chart.Table]. The zero value is a chart
// without rows, which shows nothing.
type Chart struct {
	Name   string     `json:"name"`  // stable, such as idps_over_time
	Title  string     `json:"title"` // what, where, when and unit
	Kind   ChartKind  `json:"kind"`
	Series []string   `json:"series,omitempty"` // what the values of a row are, in their order; empty for bars and columns
	Rows   []ChartRow `json:"rows"`
	Note   string     `json:"note,omitempty"`
	Source string     `json:"source,omitempty"` // who says so, where it is one
	AsOf   Value      `json:"as_of,omitzero"`
	Marks  []int      `json:"marks,omitempty"`
}

// A ChartRow is one bar, column, place in time or band: its label, such as a
// date or the name of a place, and a value for each series. Break says why the
// row and what stands before it cannot be compared; empty is no break. Change is
// how far one series moved since the row before, of the class [ChangeValue].
type ChartRow struct {
	Label  Value   `json:"label"`
	Values []Value `json:"values"`
	Total  Value   `json:"total,omitzero"` // of a stack
	Break  string  `json:"break,omitempty"`
	Change Value   `json:"change,omitzero"`
}

// A MapKind says how a map shows its figures. The zero value is [Circles].
type MapKind string

// The kinds of maps.
const (
	Circles MapKind = "circles" // for counts: the area of a circle is in proportion
	Shades  MapKind = "shades"  // for rates
	Located MapKind = "located" // for no figures: a tint where the document speaks of an area, and words in the place of its figure
)

// A Map is figures of areas that are drawn on their boundaries. The boundaries
// are no part of the document, which names them; whoever writes it is given
// them as [Boundaries]. The zero value shows nothing.
type Map struct {
	Name       string   `json:"name"`
	Title      string   `json:"title"` // what, where, when and unit
	Kind       MapKind  `json:"kind"`
	Measure    string   `json:"measure"` // what a circle or a shade means, with the unit
	Areas      []Area   `json:"areas"`
	Note       string   `json:"note,omitempty"`
	Source     string   `json:"source,omitempty"`
	AsOf       Value    `json:"as_of,omitzero"`
	Marks      []int    `json:"marks,omitempty"`
	Disclaimer string   `json:"disclaimer"` // on boundaries and names; no map goes without
	Outlines   Outlines `json:"outlines"`
}

// An Area is one area of a map, its figure, and on a map of rates the rate. On a
// map that is [Located] the value is words, and Own says that the area has a
// figure of its own.
type Area struct {
	PCode string `json:"pcode"`
	Name  string `json:"name"`
	Value Value  `json:"value"`
	Rate  Value  `json:"rate,omitzero"`
	Own   bool   `json:"own,omitempty"`
}

// Outlines names the boundaries that a map is drawn on: a file, and the
// SHA-256 of what it holds.
type Outlines struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

func (*Chart) block() {}
func (*Map) block()   {}

// Foot returns the line beneath a chart: who says so, when, and the source
// marks. What the chart does not say is left out.
func (c *Chart) Foot(l *locale.Language) []Span { return foot(l, c.Source, c.AsOf, c.Marks) }

// Foot returns the line beneath a map, as [Chart.Foot] does.
func (m *Map) Foot(l *locale.Language) []Span { return foot(l, m.Source, m.AsOf, m.Marks) }

func foot(l *locale.Language, source string, asOf Value, marks []int) []Span {
	var out []Span
	if source != "" {
		out = append(out, Span{Text: l.Say("chart.source", source)})
	}
	if asOf.Format(l) != "" {
		if len(out) > 0 {
			out = append(out, Span{Text: l.Say("list.comma")})
		}
		out = append(out, Span{Value: &asOf})
	}
	if len(marks) > 0 {
		if len(out) > 0 {
			out = append(out, Span{Text: " "})
		}
		out = append(out, Span{Value: &Value{Class: MarksValue, Marks: marks}})
	}
	return out
}

// isBeside reports whether r stands beneath a pyramid: its figure is of neither
// side.
func (c *Chart) isBeside(r ChartRow) bool {
	return c.Kind == Pyramid && len(c.Series) > 1 && len(r.Values) == 1
}

// Table returns the data of the chart as a table with its title, note and foot.
func (c *Chart) Table(l *locale.Language) *Table {
	t := &Table{Title: c.Title, Name: c.Name, Columns: []Column{{Weight: 2}}, Note: note(l, c.Note, c.Foot(l))}
	n, total, changes, breaks, beside := len(c.Series), 0, 0, false, false
	for _, r := range c.Rows {
		n, breaks = max(n, len(r.Values)), breaks || r.Break != ""
		beside = beside || c.isBeside(r)
		if r.Total.Format(l) != "" {
			total = 1
		}
		if r.Change.Change != nil {
			changes = 1
		}
	}
	for i := range n {
		k := Column{Weight: 2, Figure: true}
		if i < len(c.Series) {
			k.Label = c.Series[i]
		}
		t.Columns = append(t.Columns, k)
	}
	if beside {
		t.Columns = append(t.Columns, Column{Label: l.Say("column.figure"), Weight: 2, Figure: true})
		n++
	}
	if total > 0 {
		t.Columns = append(t.Columns, Column{Label: l.Say("chart.total"), Weight: 2, Figure: true})
	}
	if changes > 0 {
		t.Columns = append(t.Columns, Column{Label: l.Say("column.change"), Weight: 4})
	}
	if breaks {
		t.Columns = append(t.Columns, Column{Weight: 4})
	}
	for _, r := range c.Rows {
		cells := make([]Value, len(t.Columns))
		cells[0] = r.Label
		if copy(cells[1:], r.Values); c.isBeside(r) {
			cells[1], cells[n] = Value{}, r.Values[0]
		}
		if total > 0 {
			cells[n+1] = r.Total
		}
		if changes > 0 {
			cells[n+1+total] = r.Change
		}
		if r.Break != "" {
			cells[len(cells)-1] = Value{Class: TextValue, Text: r.Break}
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}

// Table returns the data of the map as a table with its title, note and foot.
func (m *Map) Table(l *locale.Language) *Table {
	t := &Table{Title: m.Title, Name: m.Name, Columns: []Column{{Weight: 2}, {Weight: 2, Figure: m.Kind != Located}}, Note: note(l, m.Note, m.Foot(l))}
	if m.Kind == Shades {
		t.Columns = append(t.Columns, Column{Label: m.Measure, Weight: 2, Figure: true})
	}
	for _, a := range m.Areas {
		cells := []Value{{Class: TextValue, Text: a.Name}, a.Value}
		if m.Kind == Shades {
			cells = append(cells, a.Rate)
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}

// note joins the note of a picture and its foot.
func note(l *locale.Language, note string, foot []Span) string {
	s := Paragraph{Spans: foot}.Format(l)
	if note == "" || s == "" {
		return note + s
	}
	return note + " " + s
}
