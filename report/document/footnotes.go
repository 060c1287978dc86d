package document

import (
	"slices"
	"strings"
)

// A Footnote is a remark on rows of a table. Its mark is a sign, since numbers are the marks of sources.
type Footnote struct {
	Mark string // such as [*]
	Text string
}

// Footnotes returns the notes of the rows of t, each once, in the order in which
// a reader meets them, and for each row the marks of its own.
func (t *Table) Footnotes() (notes []Footnote, marks [][]string) {
	mark := map[string]string{}
	marks = make([][]string, len(t.Rows))
	for i, r := range t.Rows {
		for _, s := range r.Notes {
			if mark[s] == "" {
				mark[s] = footMark(len(notes))
				notes = append(notes, Footnote{mark[s], s})
			}
			marks[i] = append(marks[i], mark[s])
		}
	}
	return notes, marks
}

// Annotate adds a note to the first row that shows a figure, or to the table if
// none does. The same note on several rows is printed once.
func (t *Table) Annotate(id, note string) {
	for i := range t.Rows {
		if slices.ContainsFunc(t.Rows[i].Cells, func(v Value) bool { return v.Quantity != nil && slices.Contains(v.Figures, id) }) {
			t.Rows[i].Notes = append(t.Rows[i].Notes, note)
			return
		}
	}
	t.Note = strings.TrimSpace(t.Note + " " + note)
}

// footMark returns the mark of note n, counted from 0: the signs of printers in their order, then each twice.
func footMark(n int) string {
	signs := [...]string{"*", "†", "‡", "§"}
	return "[" + strings.Repeat(signs[n%len(signs)], n/len(signs)+1) + "]"
}

// Footed returns t as a table whose rows have no notes: their marks stand in the
// first cells, and the notes at the end of its own. It is for renderers that
// print cells as plain text. t itself is not changed.
func (t *Table) Footed() *Table {
	notes, marks := t.Footnotes()
	if len(notes) == 0 {
		return t
	}
	out := *t
	out.Rows = make([]Row, len(t.Rows))
	for i, r := range t.Rows {
		if len(marks[i]) > 0 && len(r.Cells) > 0 && r.Cells[0].Class == TextValue {
			r.Cells = append([]Value{}, r.Cells...)
			r.Cells[0].Text += " " + strings.Join(marks[i], " ")
		}
		r.Notes = nil
		out.Rows[i] = r
	}
	for _, n := range notes {
		out.Note = strings.TrimSpace(out.Note + " " + n.Mark + " " + n.Text)
	}
	return &out
}
