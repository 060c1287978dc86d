package register

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// A mappedTable is a desk's table with a mapping joined to it.
type mappedTable struct {
	rd       *reader
	m        *Mapping
	g        *sheet.Grid
	heads    []string       // of the columns, "" where there is none
	at       map[string]int // head or [letters] to column, from 0
	twice    map[string]bool
	used     map[int]bool
	headed   int // columns with a head
	width    int // columns with a head or named by the mapping
	figures  []MappedFigure
	above    map[int]string // last text of the columns to fill down
	formulas *formulas
	faults   map[int][]sheet.Fault // of a CSV file, by row
	sums     map[int]running
	totals   []string // folded words that begin a row of totals
}

// readMapped reads the table that the mapping describes.
func (rd *reader) readMapped(ctx context.Context, grids []*sheet.Grid, faults []sheet.Fault) error {
	m := rd.opts.Mapping
	if err := m.check(); err != nil {
		return fmt.Errorf("%w: %w", ErrMapping, err)
	}
	g, err := m.grid(grids)
	if err != nil {
		return err
	}
	if rd.opts.Language == "" {
		rd.words.prefer(m.language())
		if err := rd.speak(m.Language); err != nil {
			return err
		}
	}
	rd.sheet = g.Name
	for _, other := range grids {
		if other != g {
			rd.sheetNote("sheet_not_read", other, other.Name)
		}
	}
	t := &mappedTable{rd: rd, m: m, g: g, at: map[string]int{}, twice: map[string]bool{}, used: map[int]bool{}, above: map[int]string{}, sums: map[int]running{},
		formulas: newFormulas(faults, g), totals: rd.words.totalWords()}
	if err := t.join(); err != nil {
		return err
	}
	t.sortFaults(faults)
	last, _ := g.Index(m.lastHead())
	rd.sheetFaults(g, last, faults)
	for i := range g.Rows {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		t.row(i)
	}
	t.formulas.report(rd)
	return nil
}

// sortFaults keeps what package sheet saw in the cells of a CSV file; rows that
// are longer or shorter than the first are seen better by ragged.
func (t *mappedTable) sortFaults(faults []sheet.Fault) {
	t.faults = map[int][]sheet.Fault{}
	for _, x := range faults {
		switch {
		case t.g.Name != "" || x.Code == sheet.CodeRagged:
		case x.Code == sheet.CodeDelimiter || x.Position.Row <= t.m.lastHead():
			t.rd.fileFault(x)
		default:
			t.faults[x.Position.Row] = append(t.faults[x.Position.Row], x)
		}
	}
}

// grid finds the sheet of the mapping.
func (m *Mapping) grid(grids []*sheet.Grid) (*sheet.Grid, error) {
	var names []string
	for _, g := range grids {
		if g.Name == m.Sheet || m.Sheet == "" && len(grids) == 1 {
			return g, nil
		}
		names = append(names, fmt.Sprintf("%q", g.Name))
	}
	if m.Sheet == "" {
		return nil, failed("mapping_sheet", fmt.Errorf("%w: there are several sheets; name one of %s in sheet", ErrMapping, strings.Join(names, ", ")), strings.Join(names, ", "))
	}
	return nil, failed("mapping_no_sheet", fmt.Errorf("%w: there is no sheet %q among %s", ErrMapping, m.Sheet, strings.Join(names, ", ")), m.Sheet, strings.Join(names, ", "))
}

// join reads the heads and finds every column that the mapping names.
func (t *mappedTable) join() error {
	t.heads = make([]string, widest(t.g))
	for _, number := range t.m.heads() {
		i, ok := t.g.Index(number)
		if !ok {
			return failed("mapping_row", fmt.Errorf("%w: row %d, which header names, is empty", ErrMapping, number), strconv.Itoa(number))
		}
		for j := range t.heads {
			text := strings.TrimSpace(strings.ToValidUTF8(t.g.Shown(i, j), "\uFFFD"))
			switch {
			case t.heads[j] == "":
				t.heads[j] = text
			case text != "" && text != t.heads[j]:
				t.heads[j] += " / " + text
			}
		}
	}
	for j, h := range t.heads {
		t.at["["+sheet.ColumnName(j+1)+"]"] = j
		if h == "" {
			continue
		}
		if _, ok := t.at[h]; ok {
			t.twice[h] = true
		}
		t.at[h] = j
		t.headed = j + 1
	}
	t.width = t.headed
	t.figures = t.m.Figures
	if len(t.figures) == 0 {
		t.figures = []MappedFigure{{}}
	}
	return t.lookUp()
}

// lookUp returns an error that lists the columns which are not there, or there
// twice, and those that are.
func (t *mappedTable) lookUp() error {
	names := slices.Concat(sortedKeys(t.m.Columns), t.m.FillDown, t.m.Ignore, placesOf(t.m.ID))
	for _, f := range t.figures {
		names = append(append(names, sortedKeys(f.Columns)...), f.Column)
	}
	for _, s := range t.m.Skip {
		names = append(names, s.Column)
	}
	var missing []string
	for _, n := range names {
		if n == "" {
			continue
		}
		j, ok := t.at[n]
		switch {
		case !ok:
			missing = append(missing, fmt.Sprintf("%q", n))
		case t.twice[n]:
			missing = append(missing, fmt.Sprintf("%q (it stands twice; write [%s])", n, sheet.ColumnName(j+1)))
		}
		t.used[j] = true
		t.width = max(t.width, j+1)
	}
	if missing == nil {
		t.remember()
		return nil
	}
	var there []string
	for _, h := range t.heads {
		if h != "" && len(there) < 60 {
			there = append(there, fmt.Sprintf("%q", short(h)))
		}
	}
	err := fmt.Errorf("%w: no column %s; there are %s", ErrMapping, strings.Join(missing, ", "), strings.Join(there, ", "))
	return failed("heads_missing", err, strings.Join(there, ", "), strings.Join(missing, ", "))
}

// placesOf lists the heads that the pattern of an id names.
func placesOf(pattern string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(pattern, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return out
		}
		if name != "row" && name != "figure" {
			out = append(out, name)
		}
		pattern = after
	}
}

// remember sets the header of the register, by which findings about a figure
// know the column of its cell.
func (t *mappedTable) remember() {
	t.rd.reg.Header = slices.Clone(t.heads)
	for _, name := range sortedKeys(t.m.Columns) {
		t.rd.reg.Header[t.at[name]] = t.m.Columns[name]
	}
	if c := t.figures[0].Column; c != "" && len(t.figures) == 1 {
		t.rd.reg.Header[t.at[c]] = figureColumn
	}
}

// row makes figures of row i of the sheet, or says why it makes none.
func (t *mappedTable) row(i int) {
	r := t.g.Rows[i]
	first := max(t.m.First, t.m.lastHead()+1)
	text := firstText(r.Cells)
	switch {
	case slices.Contains(t.m.heads(), r.Number), text == "" && !slices.ContainsFunc(r.Stored, noResult):
		return
	case r.Number < first || t.m.Last > 0 && r.Number > t.m.Last:
		t.leftOut(i, "outside", text)
		return
	case isTags(r.Cells):
		t.leftOut(i, "tags", text)
		t.beside(i)
		return
	}
	for _, s := range t.m.Skip {
		if s.skips(t.text(i, s.Column)) {
			t.leftOut(i, "skip", text)
			return
		}
	}
	read := 0
	for _, f := range t.figures {
		if t.hasFigure(i, f) {
			read++
		}
	}
	if read == 0 {
		t.leftOut(i, "no_figure", text)
		return
	}
	for _, f := range t.figures {
		if t.hasFigure(i, f) {
			t.figure(i, f)
		} else {
			j := t.at[f.Column]
			t.rd.add(humanitarian.Finding{Code: "figure_missing", Severity: humanitarian.WarningFinding, Positions: []humanitarian.Position{t.rd.in(t.g, i, j)},
				Args: []string{short(t.heads[j])}})
		}
	}
}

// leftOut reports a row that makes no figure. One without a figure may be a
// note, or a figure that somebody forgot.
func (t *mappedTable) leftOut(i int, why, text string) {
	severity := humanitarian.NoteFinding
	if why == "no_figure" {
		severity = humanitarian.WarningFinding
	}
	t.rd.add(humanitarian.Finding{Code: "row_left_out", Severity: severity, Positions: []humanitarian.Position{t.rd.in(t.g, i, -1)}, Args: []string{short(text), why}})
}

// beside reports notes that stand beside the table in a row of tags.
func (t *mappedTable) beside(i int) {
	for j, s := range t.g.Rows[i].Cells {
		if s = strings.TrimSpace(s); s != "" && t.heads[j] == "" && !strings.HasPrefix(s, "#") {
			t.rd.add(humanitarian.Finding{Code: "text_beside", Severity: humanitarian.NoteFinding, Positions: []humanitarian.Position{t.rd.in(t.g, i, j)}, Args: []string{short(s)}})
		}
	}
}

func firstText(cells []string) string {
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" {
			return c
		}
	}
	return ""
}

// isTags reports whether a row holds hashtags.
func isTags(cells []string) bool {
	tags, filled := 0, 0
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" {
			filled++
			if len(c) > 1 && c[0] == '#' && c[1] != ' ' {
				tags++
			}
		}
	}
	return tags > 0 && 2*tags >= filled
}

func (t *mappedTable) text(i int, name string) string {
	return strings.TrimSpace(t.g.Cell(i, t.at[name]))
}

// hasFigure reports whether something stands where the number of f belongs.
func (t *mappedTable) hasFigure(i int, f MappedFigure) bool {
	if f.Column != "" {
		j := t.at[f.Column]
		return strings.TrimSpace(t.g.Cell(i, j)) != "" || noResult(t.g.Stored(i, j))
	}
	for name, column := range t.m.Columns {
		if rd := t.rd; rd.field(column) == figureField || rd.known(column) >= 0 && rd.fields[rd.known(column)].part != noPart {
			if j := t.at[name]; strings.TrimSpace(t.g.Cell(i, j)) != "" || noResult(t.g.Stored(i, j)) {
				return true
			}
		}
	}
	_, constant := t.m.Constants["quantifier"]
	return constant
}

// figure makes one figure of row i.
func (t *mappedTable) figure(i int, f MappedFigure) {
	rd := t.rd
	rw := rd.newRow(t.g.Rows[i].Number)
	var cells []cell
	add := func(name, column string) {
		j := t.at[name]
		c := cell{name: column, field: rd.field(column), column: j + 1, text: t.g.Cell(i, j)}
		t.fillDown(rw, i, name, &c)
		rw.stored(t.g, i, j, &c, t.formulas)
		c.text = t.m.value(column, strings.TrimSpace(c.text))
		rw.convert(&c, t.m.Dates)
		cells = append(cells, c)
	}
	for _, name := range sortedKeys(t.m.Columns) {
		if _, own := f.Columns[name]; !own && t.m.Columns[name] != "" {
			add(name, t.m.Columns[name])
		}
	}
	for _, name := range sortedKeys(f.Columns) {
		add(name, f.Columns[name])
	}
	if f.Column != "" {
		add(f.Column, figureColumn)
		t.share(f, &cells[len(cells)-1])
	}
	cells = t.constants(rw, cells, f)
	cells = append(cells, t.id(i, f, cells)...)
	cells = append(cells, t.others(rw, i)...)
	for _, x := range t.faults[rw.line] {
		rw.fault(x, t.fieldAt(cells, x.Position.Column))
	}
	t.ragged(rw, i)
	t.total(rw, i, cells)
	rw.read(rw.fromSheet(cells))
}

// share marks a fraction without percent sign, which the mapping declares one.
func (t *mappedTable) share(f MappedFigure, c *cell) {
	whole, part, _ := strings.Cut(c.text, ".")
	if f.Share && c.field == figureField && isDigits(whole) && (part == "" || isDigits(part)) {
		c.stored.Kind = sheet.Percent
	}
}

// constants adds what the mapping says of every row, where the row itself says
// nothing.
func (t *mappedTable) constants(rw *row, cells []cell, f MappedFigure) []cell {
	for _, set := range []map[string]string{f.Constants, t.m.Constants} {
		for _, column := range sortedKeys(set) {
			i := slices.IndexFunc(cells, func(c cell) bool { return c.name == column })
			c := cell{name: column, field: t.rd.field(column), text: set[column]}
			switch {
			case i < 0:
				cells = append(cells, c)
			case strings.TrimSpace(cells[i].text) == "":
				c.column = cells[i].column
				cells[i] = c
			}
		}
	}
	return cells
}

// fillDown takes the text above for a blank cell of the columns to fill down.
func (t *mappedTable) fillDown(rw *row, i int, name string, c *cell) {
	if !slices.Contains(t.m.FillDown, name) {
		return
	}
	j := t.at[name]
	if s := strings.TrimSpace(t.g.Shown(i, j)); s != "" {
		t.above[j] = s
	} else if t.above[j] != "" {
		c.text = t.above[j]
		rw.add("filled_down", humanitarian.NoteFinding, *c, short(t.heads[j]), short(c.text))
	}
}

// id makes the id of a figure, unless a column gives it.
func (t *mappedTable) id(i int, f MappedFigure, cells []cell) []cell {
	if t.m.ID == "" || slices.ContainsFunc(cells, func(c cell) bool { return c.name == "id" && strings.TrimSpace(c.text) != "" }) {
		return nil
	}
	pairs := []string{"{row}", strconv.Itoa(t.g.Rows[i].Number), "{figure}", f.Name}
	for _, name := range placesOf(t.m.ID) {
		pairs = append(pairs, "{"+name+"}", t.text(i, name))
	}
	return []cell{{name: "id", field: t.rd.known("id"), text: strings.NewReplacer(pairs...).Replace(t.m.ID)}}
}

// others keeps the cells of columns that the mapping does not name.
func (t *mappedTable) others(rw *row, i int) []cell {
	var out []cell
	names := map[string]bool{}
	for j, s := range t.g.Rows[i].Cells {
		if t.used[j] || strings.TrimSpace(s) == "" {
			continue
		}
		name := t.heads[j]
		if name == "" || names[name] || t.rd.field(name) != unknownField || strings.EqualFold(name, "id") {
			name = strings.TrimSpace(name + " [" + sheet.ColumnName(j+1) + "]")
		}
		names[name] = true
		t.rd.unknownColumn(name, t.rd.in(t.g, i, j))
		out = append(out, cell{name: name, field: unknownField, column: j + 1, text: s})
	}
	return out
}

// ragged reports a row of a CSV file with other cells than there are heads or
// columns of the mapping: a comma that was not quoted shifts all that follow.
func (t *mappedTable) ragged(rw *row, i int) {
	if t.g.Name != "" {
		return
	}
	cells := t.g.Rows[i].Cells
	n := len(cells)
	for n > 0 && strings.TrimSpace(cells[n-1]) == "" {
		n--
	}
	switch {
	case n > t.width:
		rw.add("ragged_row", humanitarian.RowFinding, cell{}, strconv.Itoa(len(cells)), strconv.Itoa(t.width))
	case len(cells) < t.headed:
		rw.add("ragged_row", humanitarian.WarningFinding, cell{}, strconv.Itoa(len(cells)), strconv.Itoa(t.headed))
	}
}

func (t *mappedTable) fieldAt(cells []cell, column int) int {
	for _, c := range cells {
		if c.column == column && column > 0 {
			return c.field
		}
	}
	return unknownField
}

// total reports a row that calls itself a total and that no rule skips: its
// figures are those of the rows above once more. So may a number be that a
// formula computes in a row without a name, or that is the sum of those above.
func (t *mappedTable) total(rw *row, i int, cells []cell) {
	for j, s := range t.g.Rows[i].Cells {
		if len(s) > 120 || s == "" || s[0] >= '0' && s[0] <= '9' {
			continue
		}
		s = fold(s)
		for _, w := range t.totals {
			if s == w || strings.HasPrefix(s, w+" ") || strings.HasPrefix(s, w+":") {
				rw.add("total_row", humanitarian.RowFinding, cell{column: j + 1}, short(strings.TrimSpace(t.g.Cell(i, j))))
				return
			}
		}
	}
	k := slices.IndexFunc(cells, func(c cell) bool { return c.field == figureField || c.name == "best" })
	if k < 0 || cells[k].column == 0 {
		return
	}
	c := cells[k]
	named := slices.ContainsFunc(cells, func(c cell) bool {
		return c.field >= 0 && c.column > 0 && !rw.holdsNumber(c.field) && c.name != "id" && strings.TrimSpace(c.text) != ""
	})
	n, err := parseWhole(strings.TrimSpace(c.text))
	above := t.sums[c.column]
	isSum := err == nil && n > 0 && above.rows > 1 && above.sum == n
	switch {
	case !named && (isSum || c.stored.Formula), isSum && c.stored.Formula:
		rw.add("total_row", humanitarian.RowFinding, c, short(c.text))
	case isSum && above.rows > 2:
		rw.add("total_row", humanitarian.WarningFinding, c, short(c.text))
	case err == nil && n < 1<<40:
		t.sums[c.column] = running{above.sum + n, above.rows + 1}
	}
}

// running is the sum of the numbers of a column so far.
type running struct {
	sum  int64
	rows int
}

// totalWords are the words, in all languages, with which rows of totals begin.
func (v *vocabulary) totalWords() []string {
	var out []string
	for _, t := range v.spoken {
		for w := range strings.SplitSeq(t.lang.Say("template.total_words"), ",") {
			out = append(out, fold(w))
		}
	}
	return out
}
