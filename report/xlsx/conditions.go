package xlsx

import (
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// staleAfter is how many days a stock may be old before its date is marked; the
// brief says in words that it is stale after as many (ReliefWeb's rule for
// digital situation reports).
const staleAfter = 30

// conditions marks in a table what has no number, so that an empty cell is never
// taken for a zero, and the date of a stock that has grown stale.
func (b *book) conditions(p *placed) (out []sheet.Condition) {
	first, last := p.row(0), p.row(len(p.Rows)-1)
	for j, w := range p.wide {
		if w == numbersBeside {
			low, high := p.more[j], p.more[j]+2
			said := sheet.ColumnName(p.at[j])
			out = append(out, sheet.Condition{Range: sheet.Range{Row: first, Column: low, LastRow: last, LastColumn: high}, Style: sheet.Tag,
				Formula: fmt.Sprintf(`AND(COUNT($%s%d:$%s%d)=0,$%s%d<>"")`, sheet.ColumnName(low), first, sheet.ColumnName(high), first, said, first)})
		}
		if w == datesBeside && b.d.AsOf.Day() > 0 {
			out = append(out, b.stale(p, j)...)
		}
	}
	return out
}

// stale marks the days of stocks, run by run of rows: a flow does not grow stale.
func (b *book) stale(p *placed, j int) (out []sheet.Condition) {
	asOf, to := b.d.AsOf.String()[:len("2024-12-05")], p.more[j]+1
	start := -1
	for i := 0; i <= len(p.Rows); i++ {
		stock := i < len(p.Rows) && j < len(p.Rows[i].Cells) && p.Rows[i].Cells[j].Class == document.AsOfValue
		switch {
		case stock && start < 0:
			start = i
		case !stock && start >= 0:
			first := p.row(start)
			at := fmt.Sprintf("$%s%d", sheet.ColumnName(to), first)
			out = append(out, sheet.Condition{Range: sheet.Range{Row: first, Column: to, LastRow: p.row(i - 1), LastColumn: to}, Style: sheet.Warn,
				Formula: fmt.Sprintf(`AND(ISNUMBER(%s),%s<DATE(%s)-%d)`, at, at, dateArgs(asOf), staleAfter)})
			start = -1
		}
	}
	return out
}

// dateArgs writes 2024-12-05 as the arguments of DATE.
func dateArgs(iso string) string {
	var out []string
	for s := range strings.SplitSeq(iso, "-") {
		out = append(out, strings.TrimLeft(s, "0"))
	}
	return strings.Join(out, ",")
}

// severities marks the findings that keep a row out of totals, and those to be
// looked at.
func (b *book) severities(p *page, header int) {
	rows := sheet.Range{Row: header + 1, Column: 1, LastRow: len(p.sheet.Rows), LastColumn: 1}
	for _, s := range []struct {
		word  string
		style sheet.Style
	}{{"stop", sheet.Bad}, {"error", sheet.Bad}, {"warning", sheet.Warn}} {
		p.sheet.Conditions = append(p.sheet.Conditions, sheet.Condition{Range: rows, Style: s.style,
			Formula: fmt.Sprintf(`$A%d="%s"`, header+1, strings.ReplaceAll(b.l.Word("severity", s.word), `"`, `""`))})
	}
}

// faults marks in the data what no register should hold: a low above the best
// or the high, and a figure without a source.
func (b *book) faults(p *page, columns []string, header int) {
	at := map[string]string{}
	for i, name := range columns {
		at[name] = fmt.Sprintf("$%s%d", sheet.ColumnName(i+1), header+1)
	}
	mark := func(name, formula string, style sheet.Style) {
		for i, column := range columns {
			if column == name {
				p.sheet.Conditions = append(p.sheet.Conditions, sheet.Condition{Formula: formula, Style: style,
					Range: sheet.Range{Row: header + 1, Column: i + 1, LastRow: len(p.sheet.Rows), LastColumn: i + 1}})
			}
		}
	}
	if at["low"] != "" && at["best"] != "" && at["high"] != "" {
		mark("low", fmt.Sprintf("OR(AND(COUNT(%s,%s)=2,%[1]s>%[2]s),AND(COUNT(%[1]s,%[3]s)=2,%[1]s>%[3]s))", at["low"], at["best"], at["high"]), sheet.Bad)
	}
	if at["id"] != "" && at["source"] != "" {
		mark("source", fmt.Sprintf(`AND(%s<>"",%s="")`, at["id"], at["source"]), sheet.Warn)
	}
}
