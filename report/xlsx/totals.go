package xlsx

import (
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A part is a figure that a total may add: what it is, and where its low stands.
type part struct {
	document.Value
	row, low int
}

// parts are the figures of one table by their id.
type parts map[string]part

// maxTerms is how many cells one SUM takes here; Excel takes 255.
const maxTerms = 200

// parts finds the figures of a table that stand in a cell of their own. Of an id
// that stands twice none is taken: which of the two was added is not known.
func (p *placed) parts() parts {
	out, twice := parts{}, map[string]bool{}
	for i, r := range p.Rows {
		for j, v := range r.Cells {
			if p.wide[j] != numbersBeside || v.Class != document.FigureValue || v.Quantity == nil || len(v.Figures) != 1 || r.Muted {
				continue
			}
			id := v.Figures[0]
			if _, ok := out[id]; ok {
				twice[id] = true
			}
			out[id] = part{v, p.row(i), p.more[j]}
		}
	}
	for id := range twice {
		delete(out, id)
	}
	return out
}

// total makes live formulas of the numbers of a total where the sheet shows
// exactly what the library added: every part by its id, in the same unit, and
// the cells add up to the number that is printed. A total that counts what no
// cell shows, such as the floor of a word or households turned into people,
// stays a number. said is the total as said; it follows its best number, in the
// cell best.
func (p parts) total(v document.Value, said *sheet.Cell, three []sheet.Cell, best string) {
	for k := range three {
		if formula, ok := p.sum(v, k); ok && three[k].Kind == sheet.Number {
			three[k].Formula = formula
		}
	}
	if _, ok := exact(v); ok && said.Kind == sheet.Number && three[1].Formula != "" {
		said.Formula = best
	}
}

// sum returns the formula of bound k of a total: low, best, high. A part without
// a low adds nothing to the low; best and high need that of every part.
func (p parts) sum(v document.Value, k int) (formula string, ok bool) {
	const low = 0
	bound := func(v document.Value) *int64 {
		b := boundsOf(v)
		return []*int64{b.low, b.best, b.high}[k]
	}
	want := bound(v)
	if want == nil || len(v.Figures) == 0 || len(v.Figures) > maxTerms {
		return "", false
	}
	var terms []string
	sum, seen := int64(0), map[string]bool{}
	for _, id := range v.Figures {
		f, known := p[id]
		if !known || seen[id] || f.Unit != v.Unit {
			return "", false
		}
		seen[id] = true
		switch n := bound(f.Value); {
		case n != nil && sheetHolds(*n):
			sum += *n // 200 numbers of 15 digits stay far below the largest int64
		case n != nil || k != low && !addsNothing(*f.Quantity):
			return "", false
		}
		terms = append(terms, cell(f.row, f.low+k))
	}
	return "SUM(" + strings.Join(terms, ",") + ")", sum == *want
}

// addsNothing reports whether a part is closed without a number: its source said
// none, or said nothing.
func addsNothing(q humanitarian.Quantity) bool {
	return q.Form() == humanitarian.None || q.Form() == humanitarian.NotReported
}

func cell(row, column int) string { return sheet.ColumnName(column) + strconv.Itoa(row) }
