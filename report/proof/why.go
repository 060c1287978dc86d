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
	Notes    []string
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
// the register that is not printed by itself has one answer without a place.
func Why(doc *document.Document, q Query) []Answer {
	if doc == nil || q.ID == "" && len(q.numbers()) == 0 {
		return nil
	}
	t := &tracer{doc: doc, query: q, rows: map[string][]string{}}
	for _, r := range doc.Data.Rows {
		if i := slices.Index(doc.Data.Columns, "id"); i >= 0 && i < len(r) {
			t.rows[r[i]] = r
		}
	}
	for _, b := range slices.Concat(doc.Blocks, doc.Appendix) {
		t.block(b)
	}
	if len(t.answers) == 0 && t.rows[q.ID] != nil {
		t.answer("", "", document.Value{Figures: []string{q.ID}}, nil)
	}
	return t.answers
}

// A tracer walks a document and collects answers.
type tracer struct {
	doc     *document.Document
	query   Query
	rows    map[string][]string
	section string
	answers []Answer
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
		for _, c := range r.Cells {
			t.value(b.Title, label, c, notes)
		}
	}
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
	if t.query.asks(v) {
		t.answer(block, label, v, notes)
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
		if slices.ContainsFunc(v.Figures, func(id string) bool { return slices.Contains(s.Figures, id) }) {
			a.Sources = append(a.Sources, s)
		}
	}
	for _, f := range t.doc.Findings {
		if slices.ContainsFunc(v.Figures, func(id string) bool { return slices.Contains(f.Figures, id) }) {
			a.Findings = append(a.Findings, f)
		}
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
