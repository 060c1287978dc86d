package register

import (
	"errors"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// A row is a figure in the making.
type row struct {
	rd       *reader
	line     int
	fig      humanitarian.Figure
	findings []humanitarian.Finding
	raw      []cell // cells that could not be read, kept in Extra
	number   [parts]cell
	figure   cell
	language cell // of the figure
	period   cell
}

func (rd *reader) newRow(line int) *row {
	return &row{rd: rd, line: line, fig: humanitarian.Figure{Position: rd.at(line, 0)}}
}

func (rw *row) add(code string, s humanitarian.Severity, c cell, args ...string) {
	rw.findings = append(rw.findings, humanitarian.Finding{Code: code, Severity: s, Positions: []humanitarian.Position{rw.position(c)}, Args: args})
}

func (rw *row) position(c cell) humanitarian.Position {
	if c.at != (humanitarian.Position{}) {
		return c.at
	}
	return rw.rd.at(rw.line, c.column)
}

// bad reports a cell that cannot be read.
func (rw *row) bad(c cell, err error) {
	if c.name == "sensitivity" {
		rw.fig.Sensitivity = humanitarian.Strict // nobody can say that it is public
	}
	if errors.Is(err, ambiguous) {
		rw.add("ambiguous_number", humanitarian.RowFinding, c, c.name, short(c.text))
		return
	}
	why, words := unfit("value"), ""
	if c.field >= 0 && c.field < len(rw.rd.fields) && rw.rd.fields[c.field].Words != nil {
		why, words = "words", strings.Join(rw.rd.fields[c.field].Words, ", ")
	}
	if errors.Is(err, humanitarian.ErrNegative) {
		why = "negative"
	}
	errors.As(err, &why)
	rw.add("bad_value", humanitarian.RowFinding, c, c.name, short(c.text), string(why), words)
}

// read fills the figure from its cells and adds it to the register.
func (rw *row) read(cells []cell) {
	for _, c := range cells {
		if strings.TrimSpace(c.text) == "" {
			continue
		}
		switch c.field {
		case unknownField:
			rw.fig.Extra = append(rw.fig.Extra, c.name, c.text)
			continue
		case figureField:
			rw.figure = trimmed(c)
			continue
		case periodField:
			rw.period = trimmed(c)
			continue
		case languageField:
			rw.language = trimmed(c)
			continue
		}
		if c.field < 0 {
			continue // fromSheet took it
		}
		f := rw.rd.fields[c.field]
		if !f.verbatim {
			c = trimmed(c)
		}
		if rw.rd.words != nil {
			c.text = rw.rd.words.canonical(f.Name, c.text)
		}
		if f.part != noPart {
			rw.number[f.part] = c
			continue
		}
		if err := f.set(&rw.fig, c.text); err != nil {
			rw.bad(c, err)
			if f.get(&rw.fig) == "" {
				rw.raw = append(rw.raw, c)
			}
		}
	}
	rw.readPeriod()
	rw.readQuantity()
	rw.keep()
}

func trimmed(c cell) cell {
	c.text = strings.TrimSpace(c.text)
	return c
}

// keep adds the figure and its findings. Unread cells follow the unknown ones
// in the order of the columns, so that a register written and read again is
// the same.
func (rw *row) keep() {
	rank := func(c cell) int {
		if c.field < 0 {
			return len(rw.rd.fields) - c.field
		}
		return c.field
	}
	slices.SortStableFunc(rw.raw, func(a, b cell) int { return rank(a) - rank(b) })
	for _, c := range rw.raw {
		rw.fig.Extra = append(rw.fig.Extra, c.name, c.text)
	}
	rw.rd.reg.Figures = append(rw.rd.reg.Figures, rw.fig)
	for _, f := range rw.findings {
		if rw.fig.ID != "" {
			f.Figures = []string{rw.fig.ID}
		}
		rw.rd.add(f)
	}
}

// readPeriod reads START..END. A reversed one is read, for package check to
// report.
func (rw *row) readPeriod() {
	c := rw.period
	if c.text == "" {
		return
	}
	a, b, ok := strings.Cut(c.text, "..")
	start, err1 := humanitarian.ParseDate(strings.TrimSpace(a))
	end, err2 := humanitarian.ParseDate(strings.TrimSpace(b))
	p := humanitarian.Period{Start: start, End: end}
	switch {
	case !ok || err1 != nil || err2 != nil || start.IsZero() || end.IsZero():
		rw.bad(c, unfit("period"))
	case rw.fig.Period != humanitarian.Period{} && rw.fig.Period != p:
		rw.bad(c, unfit("period_disagrees"))
	default:
		rw.fig.Period = p
		return
	}
	rw.raw = append(rw.raw, c)
}

// readQuantity reads the columns of the quantity and the figure as read.
func (rw *row) readQuantity() {
	fromColumns, given := rw.fromColumns()
	rw.readLanguage()
	if rw.figure.text == "" {
		rw.fig.Quantity = fromColumns
		return
	}
	q, share, err := rw.parse(rw.figure)
	if share && err == nil {
		switch rw.fig.Unit {
		case "":
			rw.fig.Unit = humanitarian.Permille
		case humanitarian.Permille:
		default:
			err = unfit("permille")
		}
	}
	switch {
	case err != nil:
		rw.unfit(rw.figure, humanitarian.Parts{}, err)
		rw.keepFigure()
		rw.fig.Quantity = fromColumns
	case given && q != fromColumns:
		rw.add("figure_disagrees", humanitarian.RowFinding, rw.figure, short(rw.figure.text), fromColumns.String())
		rw.keepFigure()
		rw.fig.Quantity = fromColumns
	default:
		rw.fig.Quantity = q
	}
}

// keepFigure keeps the figure as read among the unread cells, and its language.
func (rw *row) keepFigure() {
	rw.raw = append(rw.raw, rw.figure)
	if rw.language.text != "" {
		rw.raw = append(rw.raw, rw.language)
	}
}

// readLanguage reports a language in which no figure can be read, and forgets
// it.
func (rw *row) readLanguage() {
	c := rw.language
	if _, ok := base(c.text); c.text == "" || ok {
		return
	}
	rw.add("bad_value", humanitarian.RowFinding, c, c.name, short(c.text), "words", strings.Join(tongues(), ", "))
	rw.raw = append(rw.raw, c)
	rw.language = cell{}
}

// parse reads the figure as read. A number that a workbook stores has nothing of
// a language in it.
func (rw *row) parse(c cell) (q humanitarian.Quantity, share bool, err error) {
	switch {
	case c.stored.Kind == sheet.Percent:
		q, err = shareOf(c.text)
		return q, true, err
	case c.stored.Kind == sheet.Number && strings.Contains(c.text, "."):
		return q, false, unfit("decimals")
	}
	said, _ := base(rw.language.text)
	h, guessed, err := rw.rd.worded(said, c.text)
	if guessed != nil && err == nil {
		rw.rd.guesses.add(guessed, rw.position(c), c.text)
	}
	return h.quantity, h.share, err
}

// fromColumns makes a quantity of the columns; given is whether any is filled.
// Columns that make none stay in Extra.
func (rw *row) fromColumns() (q humanitarian.Quantity, given bool) {
	var p humanitarian.Parts
	var err error
	fine := true
	try := func(c cell, read func(string) error) {
		if c.text == "" {
			return
		}
		given = true
		if err := read(c.text); err != nil {
			rw.bad(c, err)
			fine = false
		}
	}
	try(rw.number[partForm], func(s string) error { p.Form, err = humanitarian.ParseForm(s); return err })
	try(rw.number[partWord], func(s string) error { p.Word, err = humanitarian.ParseWord(s); return err })
	whole := func(to **int64) func(string) error {
		return func(s string) error {
			n, err := parseWhole(s)
			if err == nil {
				*to = &n
			}
			return err
		}
	}
	try(rw.number[partLow], whole(&p.Low))
	try(rw.number[partBest], whole(&p.Best))
	try(rw.number[partHigh], whole(&p.High))
	if fine && given {
		if rw.number[partForm].text == "" {
			p.Form = formOf(p)
		}
		if q, err = humanitarian.QuantityFrom(p); err != nil {
			rw.unfit(rw.firstNumber(), p, err)
			fine = false
		}
	}
	if !fine {
		for _, c := range rw.number {
			if c.text != "" {
				rw.raw = append(rw.raw, c)
			}
		}
	}
	return q, given
}

// formOf is the form of columns without a quantifier: a best value is exact,
// a word is a magnitude. Bounds alone may mean several things.
func formOf(p humanitarian.Parts) humanitarian.Form {
	switch {
	case p.Best != nil:
		return humanitarian.Exact
	case p.Word != humanitarian.NoWord:
		return humanitarian.Magnitude
	}
	return humanitarian.NotReported
}

func (rw *row) firstNumber() cell {
	for _, c := range rw.number {
		if c.text != "" {
			return c
		}
	}
	return cell{}
}

// unfit words an error of QuantityFrom or of the figure as read.
func (rw *row) unfit(c cell, p humanitarian.Parts, err error) {
	var order outOfOrder
	switch {
	case errors.As(err, &order):
		rw.add("low_above_high", humanitarian.RowFinding, c, count(&order.low), count(&order.high))
	case errors.Is(err, humanitarian.ErrOrder) && p.Low != nil && p.High != nil && *p.Low > *p.High:
		rw.add("low_above_high", humanitarian.RowFinding, c, count(p.Low), count(p.High))
	case errors.Is(err, humanitarian.ErrOrder):
		rw.add("quantity_unfit", humanitarian.RowFinding, c, p.Form.String(), "best_outside")
	case errors.Is(err, humanitarian.ErrForm):
		form := p.Form.String()
		if rw.number[partForm].text == "" {
			form = ""
		}
		rw.add("quantity_unfit", humanitarian.RowFinding, c, form, "filled", rw.filled())
	default:
		rw.bad(c, err)
	}
}

func (rw *row) filled() string {
	var out []string
	for _, c := range rw.number[1:] {
		if c.text != "" {
			out = append(out, c.name)
		}
	}
	return strings.Join(out, ", ")
}
