package review

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// A row is one row of the sheet on its way to an item.
type row struct {
	rd   *reader
	w    *wording
	g    *sheet.Grid
	i    int
	cols map[string]int
	item Item
	bad  bool // a cell cannot be taken, so the row cannot be accepted
}

// find adds a finding at a cell of the row.
func (rw *row) find(column, code string, s humanitarian.Severity, args ...string) {
	p := rw.at(column)
	f := humanitarian.Finding{Code: code, Severity: s, Positions: []humanitarian.Position{p}, Args: args}
	if id := rw.item.Proposed.ID; id != "" {
		f.Figures = []string{id}
	}
	rw.rd.findings = append(rw.rd.findings, f)
	rw.bad = rw.bad || s >= humanitarian.RowFinding
}

func (rw *row) at(column string) humanitarian.Position {
	p := humanitarian.Position{File: rw.rd.opts.Name, Sheet: rw.g.Name, Row: rw.g.Rows[rw.i].Number}
	if j, ok := rw.cols[column]; ok && column != "" {
		p.Column = j + 1
	}
	return p
}

// unread is the finding for a cell that its column does not take.
func (rw *row) unread(column, typed, why string, more ...string) {
	rw.find(column, "bad_value", humanitarian.RowFinding, append([]string{rw.w.head(column), cut(typed, 80), why}, more...)...)
}

// read takes what was typed, column by column, then looks at the whole.
func (rw *row) read() {
	rw.item.Position = rw.at("")
	rw.item.Sentence, rw.item.Words = rw.kept("sentence"), rw.kept("words")
	rw.item.Tier, rw.item.Why = rw.kept("tier"), rw.kept("why")
	for _, c := range columns() {
		j, ok := rw.cols[c.name]
		if !ok || c.take == nil {
			continue
		}
		typed, stored := strings.TrimSpace(rw.g.Cell(rw.i, j)), rw.g.Stored(rw.i, j)
		switch {
		case stored.Formula && stored.Kind == sheet.Empty || stored.Kind == sheet.Error:
			rw.unread(c.name, typed, "value")
		case c.decides:
			c.take(rw, typed)
		case fold(typed) != fold(said(c.show(rw.w, rw.item.unedited()))):
			c.take(rw, typed)
		}
	}
	rw.judge()
}

// kept is the text of a locked column.
func (rw *row) kept(column string) string {
	j, ok := rw.cols[column]
	if !ok {
		return ""
	}
	return rw.g.Cell(rw.i, j)
}

func (rw *row) decision(typed string) {
	word, ok := rw.w.word("decision", typed)
	if !ok && typed != "" {
		rw.unread("decision", typed, "words", rw.w.labels("decision"))
		return
	}
	rw.item.Decision, _ = ParseDecision(word) // a word of the list, or empty
}

func (rw *row) reason(typed string) { rw.item.Reason = typed }

func (rw *row) reviewer(typed string) { rw.item.Reviewer = typed }

func (rw *row) indicator(typed string) {
	word, ok := rw.w.word("indicator", typed)
	if !ok {
		rw.find("indicator", "unknown_indicator", humanitarian.RowFinding, cut(typed, 80))
		return
	}
	rw.item.Figure.Indicator = word
}

// figure reads a number as people write it, in the language of the sheet.
func (rw *row) figure(typed string) {
	kind := rw.g.Stored(rw.i, rw.cols["figure"]).Kind
	if q, err := humanitarian.ParseQuantity(typed); err == nil && kind != sheet.Date {
		rw.item.Figure.Quantity = q
		return
	}
	r, err := rw.w.numbers.Parse(typed)
	switch {
	case err == nil && r.Kind == numeral.Cardinal && (kind == sheet.Text || kind == sheet.Number):
		rw.item.Figure.Quantity = r.Quantity
	case err != nil && typed != "" && strings.Trim(typed, "0123456789., ") == "":
		rw.find("figure", "ambiguous_number", humanitarian.RowFinding, rw.w.head("figure"), cut(typed, 80))
	default:
		rw.unread("figure", typed, "number")
	}
}

func (rw *row) unit(typed string) {
	word, ok := rw.w.word("unit", typed)
	if !ok && typed != "" {
		rw.unread("unit", typed, "words", rw.w.labels("unit"))
		return
	}
	rw.item.Figure.Unit = humanitarian.Unit(word)
}

func (rw *row) status(typed string) {
	word, ok := rw.w.word("status", typed)
	if !ok && typed != "" {
		rw.unread("status", typed, "words", rw.w.labels("status"))
		return
	}
	rw.item.Figure.Status, _ = humanitarian.ParseStatus(word) // a word of the list, or empty
}

// place takes P-codes, or a name. A name of the gazetteer becomes its code;
// any other stays a name, of which nobody knows where it lies.
func (rw *row) place(typed string) {
	p := humanitarian.Place{Precision: humanitarian.Part}
	if was := rw.item.Proposed.Place; len(was.Codes) == 0 {
		p.Name = was.Name // the code says which of several it is
	}
	switch codes := strings.FieldsFunc(typed, func(r rune) bool { return r == ';' || r == ',' || r == ' ' }); {
	case typed == "":
		p = humanitarian.Place{Precision: humanitarian.Vague}
	case !slices.ContainsFunc(codes, func(s string) bool { return !isCode(s) }):
		p.Codes = codes
		for _, c := range codes {
			if rw.w.places != nil && !rw.w.places.Known(c) {
				rw.find("place", "pcode_unknown", humanitarian.RowFinding, c)
			}
		}
	default:
		p.Name, p.Precision = typed, humanitarian.Vague
		if code := rw.w.code(typed); code != "" {
			p.Codes, p.Precision = []string{code}, humanitarian.Part
		}
	}
	rw.item.Figure.Place = p
}

// code is the P-code of the one place that has a name, or "".
func (w *wording) code(name string) string {
	if w.places == nil {
		return ""
	}
	found := w.places.Match(name, gazetteer.Filter{})
	if len(found) != 1 {
		return ""
	}
	return found[0].Place.PCode()
}

// isCode reports whether s has the shape of a P-code: capitals, then digits and
// capitals; or a country's letters alone.
func isCode(s string) bool {
	letters := 0
	for letters < len(s) && s[letters] >= 'A' && s[letters] <= 'Z' {
		letters++
	}
	return letters > 0 && letters <= 4 && len(s) <= 32 && (letters < len(s) || letters == 2 || letters == 3) &&
		strings.Trim(s[letters:], "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// period reads START..END, an open end, or one day.
func (rw *row) period(typed string) {
	a, b, ok := strings.Cut(typed, "..")
	if !ok {
		b = a
	}
	start, err1 := humanitarian.ParseDate(strings.TrimSpace(a))
	end, err2 := humanitarian.ParseDate(strings.TrimSpace(b))
	switch {
	case err1 != nil || err2 != nil:
		rw.unread("period", typed, "period")
	case !start.IsZero() && !end.IsZero() && start.First().After(end.Last()):
		rw.find("period", "period_reversed", humanitarian.RowFinding, start.String(), end.String())
	default:
		rw.item.Figure.Period = humanitarian.Period{Start: start, End: end}
	}
}

func (rw *row) asOf(typed string) {
	d, err := humanitarian.ParseDate(typed)
	if err != nil {
		rw.unread("as_of", typed, "date")
		return
	}
	rw.item.Figure.AsOf = d
}

// source is who said it. The kind of another source is not known.
func (rw *row) source(typed string) {
	rw.item.Figure.Source.Name, rw.item.Figure.Source.Kind = typed, humanitarian.SourceKindNotStated
}
