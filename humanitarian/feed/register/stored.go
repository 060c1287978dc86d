package register

import (
	"strconv"
	"strings"
	"time"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

func noResult(s sheet.Stored) bool { return s.Formula && s.Kind == sheet.Empty }

// formulas counts the cells of figures that a formula computes, by column.
type formulas struct {
	old   bool // their results may be old
	count map[string]int
	first map[string]humanitarian.Position
	names []string
}

func newFormulas(faults []sheet.Fault, g *sheet.Grid) *formulas {
	f := &formulas{count: map[string]int{}, first: map[string]humanitarian.Position{}}
	for _, x := range faults {
		f.old = f.old || x.Code == sheet.CodeStale && x.Position.Sheet == g.Name
	}
	return f
}

func (f *formulas) add(column string, at humanitarian.Position) {
	if f.count[column]++; f.count[column] == 1 {
		f.names = append(f.names, column)
		f.first[column] = at
	}
}

// report says once for each column that figures come from formulas.
func (f *formulas) report(rd *reader) {
	for _, name := range f.names {
		rd.add(humanitarian.Finding{Code: "formula_read", Severity: humanitarian.NoteFinding, Positions: []humanitarian.Position{f.first[name]},
			Args: []string{name, strconv.Itoa(f.count[name])}})
	}
}

// holdsNumber reports whether a number stands in the field: the figure as read or
// a column of its quantity.
func (rw *row) holdsNumber(field int) bool {
	return field == figureField || field >= 0 && rw.rd.fields[field].part != noPart
}

// stored reports what the way in which a workbook stores a cell does to it, and
// gives it the text of the merged cells it lies in.
func (rw *row) stored(g *sheet.Grid, i, j int, c *cell, f *formulas) {
	c.stored = g.Stored(i, j)
	rw.merged(g, i, j, c)
	switch {
	case noResult(c.stored):
		severity := humanitarian.RowFinding
		if c.field == unknownField {
			severity = humanitarian.WarningFinding
		}
		rw.add("formula_no_result", severity, *c, c.name)
		return
	case c.stored.Kind == sheet.Error && c.field != unknownField:
		rw.unread(c, "error_value")
		return
	}
	if c.stored.Formula && rw.holdsNumber(c.field) {
		f.add(c.name, rw.rd.at(rw.line, c.column))
		if f.old {
			rw.add("formula_old", humanitarian.WarningFinding, *c, c.name, short(c.text))
		}
	}
}

// unread reports a cell that the way it is stored makes unreadable, and keeps
// it among the unread ones.
func (rw *row) unread(c *cell, why string) {
	rw.add("bad_value", humanitarian.RowFinding, *c, c.name, short(c.text), why, "")
	raw := *c
	c.text = ""
	if raw.field >= 0 && rw.rd.fields[raw.field].set != nil {
		f := rw.rd.fields[raw.field]
		if err := f.set(&rw.fig, strings.TrimSpace(raw.text)); err == nil || f.get(&rw.fig) != "" {
			return // the column takes any text
		}
	}
	rw.raw = append(rw.raw, raw)
}

// convert makes the text of a cell what its column takes: digits, dates.
func (rw *row) convert(c *cell, order string) {
	switch {
	case strings.TrimSpace(c.text) == "" || c.field == unknownField:
	case rw.isDate(c.field):
		rw.convertDate(c, order)
	case c.stored.Kind == sheet.Date && (rw.holdsNumber(c.field) || c.field >= 0 && rw.rd.fields[c.field].Takes != "text"):
		rw.unread(c, "became_date")
	case c.field != figureField && rw.holdsNumber(c.field) && (c.stored.Kind == sheet.Percent || c.stored.Kind == sheet.Number && strings.Contains(c.text, ".")):
		rw.unread(c, "decimals")
	case c.field == periodField:
		c.text = foldDigits(c.text)
	}
}

func (rw *row) isDate(field int) bool { return field >= 0 && rw.rd.fields[field].pattern != "" }

// convertDate reads dates as spreadsheets and people write them. Whatever is
// not plainly a date of the register is a finding; what may be two days is
// left for the reader of the column to refuse.
func (rw *row) convertDate(c *cell, order string) {
	c.text = strings.TrimSpace(foldDigits(c.text))
	if c.stored.Kind == sheet.Date {
		c.text = strings.TrimSuffix(c.text, "T00:00:00")
		if len(c.text) == len("2024-12-08T14:30:00") {
			c.text = c.text[:len("2024-12-08T14:30")]
		}
		return
	}
	if _, err := humanitarian.ParseDate(c.text); err == nil {
		return
	}
	d, ok := serialDate(c.text)
	if !ok {
		d, ok = rw.writtenDate(c.text, order)
	}
	if ok {
		rw.add("date_from_days", humanitarian.NoteFinding, *c, c.name, short(c.text), d)
		c.text = d
	}
}

// serialDate reads the days since 1899-12-30 that spreadsheets store, from the
// year 2000 to 2099.
func serialDate(s string) (string, bool) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 36526 || n > 73050 {
		return "", false
	}
	return time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC).Format("2006-01-02"), true
}

// writtenDate reads 5 December 2024, December 2024 and, where the order is
// known or only one fits, 5/12/2024.
func (rw *row) writtenDate(s, order string) (string, bool) {
	if d, ok := numericDate(s, order); ok {
		return d, true
	}
	if rw.rd.words == nil {
		return "", false
	}
	words := strings.FieldsFunc(fold(s), func(r rune) bool { return r == ' ' || r == ',' || r == '-' || r == '/' || r == '.' })
	day, month, year, name := 0, 0, 0, ""
	for _, w := range words {
		n, err := strconv.Atoi(w)
		switch {
		case w == "de" || w == "del":
		case err != nil && strings.TrimSuffix(w, "er") == "1":
			day = 1
		case err != nil && (name == "" || month == 0):
			name = strings.TrimSpace(name + " " + w)
			month = rw.rd.words.months[name]
		case err == nil && len(w) == 4 && year == 0:
			year = n
		case err == nil && len(w) <= 2 && day == 0 && n > 0:
			day = n
		default:
			return "", false
		}
	}
	d, err := humanitarian.DateFrom(year, month, day)
	if err != nil || year < 1900 || month == 0 {
		return "", false
	}
	return d.String(), true
}

// numericDate reads three numbers. Without an order it reads them only when
// one order makes a date and the others do not.
func numericDate(s, order string) (string, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/.- ", r) })
	if len(parts) != 3 || !isDigits(parts[0]) || !isDigits(parts[1]) || !isDigits(parts[2]) {
		return "", false
	}
	found := map[string]bool{}
	last := ""
	for _, o := range []string{"dmy", "mdy", "ymd"} {
		y, m, d := strings.IndexByte(o, 'y'), strings.IndexByte(o, 'm'), strings.IndexByte(o, 'd')
		if len(parts[y]) != 4 || order != "" && o != order {
			continue
		}
		var n [3]int
		for k, j := range []int{y, m, d} {
			n[k], _ = strconv.Atoi(parts[j]) // digits; too many are refused as a date
		}
		if date, err := humanitarian.DateFrom(n[0], n[1], n[2]); err == nil && date.Day() > 0 {
			last = date.String()
			found[last] = true
		}
	}
	return last, len(found) == 1
}

// merged gives a cell the text of the merged cells that cover it, where they
// run down one column; a number that stands for several rows belongs to none
// of them.
func (rw *row) merged(g *sheet.Grid, i, j int, c *cell) {
	if len(g.Merged) == 0 || c.field == unknownField {
		return
	}
	m, ok := g.Merge(i, j)
	if !ok {
		return
	}
	first := m.Row == g.Rows[i].Number && m.Column == j+1
	switch {
	case rw.holdsNumber(c.field) && m.LastRow > m.Row:
		if first {
			rw.add("merged_figure", humanitarian.RowFinding, *c, short(c.text), m.String())
		}
	case first:
	case m.Column == m.LastColumn:
		c.text = g.Shown(i, j)
		if top, ok := g.Index(m.Row); ok {
			c.stored = g.Stored(top, j)
		}
		rw.add("merged_text", humanitarian.NoteFinding, *c, c.name, short(c.text))
	default:
		rw.add("merged_across", humanitarian.WarningFinding, *c, c.name, m.String())
	}
}

// shareOf reads a stored fraction as thousandths: 0.14 is 140.
func shareOf(s string) (humanitarian.Quantity, error) {
	whole, part, _ := strings.Cut(s, ".")
	if !isDigits(whole) || part != "" && !isDigits(part) {
		return humanitarian.Quantity{}, unfit("number")
	}
	if len(part) > 3 {
		return humanitarian.Quantity{}, unfit("decimals")
	}
	n, err := strconv.ParseInt(whole+(part + "000")[:3], 10, 64)
	if err != nil {
		return humanitarian.Quantity{}, unfit("too_large")
	}
	return humanitarian.QuantityFrom(humanitarian.Parts{Form: humanitarian.Exact, Best: &n})
}
