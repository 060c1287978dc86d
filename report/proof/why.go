package proof

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// An Answer is one place where a number stands in a brief and what is behind
// it. All of it is the brief's own, and shared with the document.
type Answer struct {
	Section  string         // the heading it stands under
	Block    string         // the title of the table, chart or map; empty in prose and tiles
	Label    string         // the row, tile or sentence it stands in
	Value    document.Value // as it is printed; of a figure that is not printed by itself, without a class
	Figures  []Figure       // in the order of the value
	Sources  []document.Source
	Findings []document.Finding // about these figures
	Rule     Rule
	Whole    string // of a partition that was added: the id of the whole
	LeftOut  []LeftOut
	Notes    []string
}

// A LeftOut is a total that does not count one of the figures, and why.
type LeftOut struct {
	Figure string // its id
	Total  string // the row or tile of the total
	Reason humanitarian.Phrase
}

// A Figure is a row of the brief's register: the cells that are not empty, in
// the order of its columns.
type Figure struct {
	ID    string
	Cells []Cell
}

// A Cell is the name of a column of the register and what a row says in it.
type Cell struct{ Column, Text string }

// Cell returns what the row says in a column, or nothing.
func (f Figure) Cell(column string) string {
	i := slices.IndexFunc(f.Cells, func(c Cell) bool { return c.Column == column })
	if i < 0 {
		return ""
	}
	return f.Cells[i].Text
}

// A Rule says what allowed a number to be printed: the name of a wording of the
// section why of the catalogues, with rule_ before it.
type Rule string

// The rules behind printed numbers.
const (
	Stated    Rule = "stated"    // as its source said it
	Partition Rule = "partition" // added as declared parts of one whole
	Incidents Rule = "incidents" // added as incidents with event ids of their own
	Interval  Rule = "derived"   // derived by interval arithmetic
	OneSeries Rule = "change"    // subtracted within a series
	NoDelta   Rule = "break"     // not subtracted, with a reason
	NoRule    Rule = ""          // a count of rows or a date
)

// Why returns every place in the brief where the number or the figure stands,
// in the order of its pages, and nothing for what it does not hold. A figure of
// the brief's register that is not printed by itself, such as one that a total
// left out, has one answer without a place.
func Why(doc *document.Document, q Query) []Answer {
	if doc == nil || q.ID == "" && len(q.numbers()) == 0 {
		return nil
	}
	t := &tracer{doc: doc, query: q, rows: map[string][]string{}, leftOut: map[string][]LeftOut{}}
	for _, r := range doc.Data.Rows {
		if id := cell(doc.Data.Columns, r, "id"); id != "" {
			t.rows[id] = r
		}
	}
	t.see = t.exclusions
	for _, b := range slices.Concat(doc.Blocks, doc.Appendix) {
		t.block(b)
	}
	t.see, t.section = t.match, ""
	for _, b := range slices.Concat(doc.Blocks, doc.Appendix) {
		t.block(b)
	}
	if len(t.answers) == 0 {
		t.unprinted()
	}
	return t.answers
}

// unprinted looks for what was asked among the rows that the brief carries and
// does not print by themselves, such as one that a total left out.
func (t *tracer) unprinted() {
	for _, r := range t.doc.Data.Rows {
		id := cell(t.doc.Data.Columns, r, "id")
		if id == "" || t.rows[id] == nil {
			continue
		}
		f := t.figure(id, r)
		q, unit := f.Quantity(), humanitarian.Unit(f.Cell("unit"))
		if id == t.query.ID || t.query.ID == "" && t.query.asks(document.Value{Quantity: &q, Unit: unit}) {
			t.answer("", "", document.Value{Figures: []string{id}}, nil)
		}
	}
}

// cell returns what a row says in a column, or nothing.
func cell(columns, row []string, name string) string {
	if i := slices.Index(columns, name); i >= 0 && i < len(row) {
		return row[i]
	}
	return ""
}

// A tracer walks a document and collects answers.
type tracer struct {
	doc     *document.Document
	query   Query
	rows    map[string][]string
	section string
	answers []Answer
	leftOut map[string][]LeftOut // by the id of the figure
	marks   []int                // the source marks of the row at hand

	see func(block, label string, v document.Value, notes []string) // is shown each value
}

func (t *tracer) block(b document.Block) {
	switch b := b.(type) {
	case *document.Heading:
		if b.Level == 1 {
			t.section = b.Text
		}
	case *document.Paragraph:
		t.prose(*b)
	case *document.Bullets:
		for _, p := range b.Items {
			t.prose(p)
		}
	case *document.KeyFigures:
		for _, tile := range b.Tiles {
			t.value("", tile.Label, tile.Value, tile.Lines)
		}
	case *document.Table:
		t.table(b)
	case *document.Chart:
		for _, r := range b.Rows {
			for i, v := range append(slices.Clone(r.Values), r.Total) {
				label := r.Label.Text
				if i < len(b.Series) {
					label = strings.TrimSpace(label + " " + b.Series[i])
				}
				t.value(b.Title, label, v, nil)
			}
		}
	case *document.Map:
		for _, a := range b.Areas {
			t.value(b.Title, a.Name, a.Value, nil)
			t.value(b.Title, a.Name, a.Rate, nil)
		}
	}
}

func (t *tracer) table(b *document.Table) {
	for _, r := range b.Rows {
		var label string
		var notes []string
		for _, c := range r.Cells {
			switch {
			case c.Class == document.TextValue && label == "":
				label = c.Text
			case c.Class == document.TextValue && c.Text != "":
				notes = append(notes, c.Text)
			}
		}
		t.marks = nil
		for _, c := range r.Cells {
			t.marks = append(t.marks, c.Marks...)
		}
		for _, c := range r.Cells {
			t.value(b.Title, label, c, notes)
		}
	}
	t.marks = nil
}

// prose looks at the values of a sentence, whose words are their label.
func (t *tracer) prose(p document.Paragraph) {
	var words []string
	for _, s := range p.Spans {
		if s.Value == nil {
			words = append(words, strings.TrimSpace(s.Text))
		}
	}
	label := strings.TrimSpace(strings.Join(words, " … "))
	for _, s := range p.Spans {
		if s.Value != nil {
			t.value("", label, *s.Value, nil)
		}
	}
}

func (t *tracer) value(block, label string, v document.Value, notes []string) {
	t.see(block, label, v, notes)
}

func (t *tracer) match(block, label string, v document.Value, notes []string) {
	if t.query.asks(v) {
		t.answer(block, label, v, notes)
	}
}

// exclusions notes what a total leaves out.
func (t *tracer) exclusions(block, label string, v document.Value, _ []string) {
	for _, e := range v.Excluded {
		out := LeftOut{e.ID, strings.Join(slices.DeleteFunc([]string{t.section, block, label}, func(s string) bool { return s == "" }), " / "), e.Reason}
		if !slices.ContainsFunc(t.leftOut[e.ID], func(o LeftOut) bool { return o.Total == out.Total }) {
			t.leftOut[e.ID] = append(t.leftOut[e.ID], out)
		}
	}
}

func (t *tracer) answer(block, label string, v document.Value, notes []string) {
	a := Answer{Section: t.section, Block: block, Label: label, Value: v, Notes: notes}
	if block == "" && label == "" {
		a.Section = ""
	}
	for _, id := range v.Figures {
		if row, ok := t.rows[id]; ok {
			a.Figures = append(a.Figures, t.figure(id, row))
		}
	}
	for _, s := range t.doc.Sources {
		// what an earlier issue said has no row here; the marks beside it name its source
		isEarlier := len(v.Figures) == 0 && v.Class == document.FigureValue && slices.Contains(t.marks, s.Number)
		if isEarlier || slices.ContainsFunc(v.Figures, func(id string) bool { return slices.Contains(s.Figures, id) }) {
			a.Sources = append(a.Sources, s)
		}
	}
	for _, f := range t.doc.Findings {
		if slices.ContainsFunc(v.Figures, func(id string) bool { return slices.Contains(f.Figures, id) }) {
			a.Findings = append(a.Findings, f)
		}
	}
	for _, f := range a.Figures {
		a.LeftOut = append(a.LeftOut, t.leftOut[f.ID]...)
	}
	a.Rule, a.Whole = t.rule(v, a.Figures)
	t.answers = append(t.answers, a)
}

func (t *tracer) figure(id string, row []string) Figure {
	f := Figure{ID: id}
	for i, c := range t.doc.Data.Columns {
		if i < len(row) && row[i] != "" {
			f.Cells = append(f.Cells, Cell{c, row[i]})
		}
	}
	return f
}

// rule says what allowed the value, as far as the rows behind it show.
func (t *tracer) rule(v document.Value, figures []Figure) (Rule, string) {
	switch {
	case v.Change != nil && v.Change.Kind.String() == "delta":
		return OneSeries, ""
	case v.Change != nil:
		return NoDelta, ""
	case v.Class == document.DerivedValue:
		return Interval, ""
	case v.Quantity != nil || v.Class == "" && len(figures) > 0:
		return Stated, ""
	case v.Sum == nil || len(figures) == 0:
		return NoRule, ""
	case len(figures) == 1:
		return Stated, ""
	}
	whole := figures[0].Cell("part_of")
	if whole != "" && !slices.ContainsFunc(figures, func(f Figure) bool { return f.Cell("part_of") != whole }) {
		return Partition, whole
	}
	return Incidents, ""
}

// Quantity returns what the row says, or not reported where it says none.
func (f Figure) Quantity() humanitarian.Quantity {
	form, err := humanitarian.ParseForm(f.Cell("quantifier"))
	if err != nil {
		return humanitarian.Quantity{}
	}
	word, _ := humanitarian.ParseWord(f.Cell("word"))
	q, _ := humanitarian.QuantityFrom(humanitarian.Parts{Form: form, Word: word, Low: whole(f.Cell("low")), Best: whole(f.Cell("best")), High: whole(f.Cell("high"))})
	return q
}
