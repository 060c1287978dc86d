package brief

import (
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// differences adds the table of figures that were revised, taken back, or are
// not comparable any more.
func (c *composer) differences(l *tally.Ledger) {
	t := &document.Table{Title: c.say("diff.table_changed"), Name: "differences", Columns: c.columns("column.what", 5, "column.where", 3,
		"diff.column_dates", 4, "column.earlier", 3, "column.now", 3, "diff.column_became", 4, "column.change", 5, "diff.column_why", 5, "column.source", 2)}
	for _, x := range l.Differences {
		switch x.Kind {
		case tally.Unchanged, tally.Added, tally.Continued, tally.MetadataOnly:
			continue
		}
		t.Rows = append(t.Rows, c.differenceRow(x))
	}
	if len(t.Rows) > 0 {
		dropEmpty(t, len(t.Columns)-2)
		c.add(t)
	}
}

// dropEmpty takes out a column of t in which no row says anything.
func dropEmpty(t *document.Table, at int) {
	if slices.ContainsFunc(t.Rows, func(r document.Row) bool { return r.Cells[at].Text != "" }) {
		return
	}
	t.Columns = slices.Delete(t.Columns, at, at+1)
	for i, r := range t.Rows {
		t.Rows[i].Cells = slices.Delete(r.Cells, at, at+1)
	}
}

func (c *composer) differenceRow(x tally.Difference) document.Row {
	now, change := text(c.say("diff.nothing")), text("")
	if x.New != nil && x.Kind != tally.Withdrawn {
		now = c.value(*x.New)
		ch := x.Change
		change = document.Value{Class: document.ChangeValue, Change: &ch, Nature: c.reg.Nature(*x.New), Figures: []string{x.New.ID}}
	}
	return document.Row{Cells: []document.Value{text(c.both(x, func(f humanitarian.Figure) string { return c.what(f, false) })), text(c.both(x, c.where)), text(c.both(x, func(f humanitarian.Figure) string { return c.timeOf(f).Format(c.lang) })), c.earlier(x.Old), now,
		text(c.say("diff." + x.Kind.String())), change, text(c.lang.Phrase(x.Reason)), c.marksThen(x.Old, x.New)}}
}

// both words something of both figures, once where it is the same.
func (c *composer) both(x tally.Difference, say func(humanitarian.Figure) string) string {
	if x.New == nil {
		return say(*x.Old)
	}
	was, is := say(*x.Old), say(*x.New)
	if was == is {
		return is
	}
	return c.say("diff.then", was, is)
}

// movements says of each series that moved how much of it was correction: a
// rise of what was recorded is no count of new events.
func (c *composer) movements(l *tally.Ledger) {
	for _, m := range l.Movements {
		if m.Change.Kind != tally.Delta || !c.current[m.New.ID] || m.Revised == 0 && len(m.Added) == 0 || c.reg.Nature(*m.New) != humanitarian.Cumulative {
			continue
		}
		p := &document.Paragraph{Spans: c.movement(m)}
		figures := append([]*humanitarian.Figure{m.New}, m.Added...)
		if marks := c.bothMarks(figures...); len(marks.Marks) > 0 {
			p.Spans = append(p.Spans, document.Span{Text: " "}, document.Span{Value: &marks})
		}
		c.add(p)
	}
}

// movement words how far a series moved: "+786 recorded, of which 702 were
// added late: earlier deaths accepted on review".
func (c *composer) movement(m tally.Movement) []document.Span {
	change := m.Change
	moved := document.Value{Class: document.ChangeValue, Change: &change, Nature: humanitarian.Cumulative, Figures: []string{m.New.ID}}
	what := c.say("cell.in_brackets", c.what(*m.New, false), c.where(*m.New))
	if m.IsCorrection() && len(m.Added) == 0 {
		return c.valued("diff.moved_by_revision", map[int]document.Value{1: moved}, what, "")
	}
	spans := c.valued("diff.moved", map[int]document.Value{1: moved}, what, "")
	if now, since, ok := c.corrected(m); ok {
		spans = append(spans, c.valued("diff.moved_corrected", map[int]document.Value{0: c.value(now), 1: since}, "", "")...)
	}
	if len(m.Added) > 0 {
		var reasons, ids []string
		for _, f := range m.Added {
			ids = append(ids, f.ID)
			if !slices.Contains(reasons, f.Reason) {
				reasons = append(reasons, f.Reason)
			}
		}
		v := document.Value{Class: document.TotalValue, Sum: &m.Late, Unit: c.reg.Unit(*m.New), Figures: ids}
		if len(m.Added) == 1 {
			v = c.value(*m.Added[0])
		}
		spans = append(spans, c.valued("diff.moved_late", map[int]document.Value{0: v}, "", strings.Join(reasons, c.say("list.semicolon")))...)
	}
	end := "diff.moved_end"
	if m.IsCorrection() {
		end = "diff.moved_corrections_only"
	}
	return append(spans, document.Span{Text: c.say(end)})
}

// columns returns columns from pairs of the key of a wording and a weight.
func (c *composer) columns(pairs ...any) (out []document.Column) {
	for i := 0; i+1 < len(pairs); i += 2 {
		key := pairs[i].(string)
		out = append(out, document.Column{Label: c.say(key), Weight: pairs[i+1].(int), Figure: key == "column.figure" || key == "column.earlier" || key == "column.now"})
	}
	return out
}

// valued words a key in which some places are values, which stay values.
func (c *composer) valued(key string, values map[int]document.Value, args ...string) []document.Span {
	const mark = "\x00" // no wording holds it
	for place := range values {
		args[place] = mark + strconv.Itoa(place) + mark
	}
	var out []document.Span
	for i, piece := range strings.Split(c.say(key, args...), mark) {
		if i%2 == 1 {
			place, _ := strconv.Atoi(piece)
			v := values[place]
			out = append(out, document.Span{Value: &v})
		} else if piece != "" {
			out = append(out, document.Span{Text: piece})
		}
	}
	return out
}
