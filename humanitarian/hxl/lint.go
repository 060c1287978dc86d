package hxl

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Lint finds what stands in the way of those who will read a table with other
// tools: unknown hashtags, columns without tag or header, repeated tags, parts
// before their whole, cells that are not the number or date that their tag
// promises. The findings are sorted; all are warnings, for each reader decides
// what it cannot do without. A finding about a column has the position of its
// tag.
func Lint(t *Table) []humanitarian.Finding {
	var out []humanitarian.Finding
	out = append(out, t.lintColumns()...)
	for _, r := range t.Rows {
		if IsTagRow(r.Cells) {
			first := slices.IndexFunc(r.Cells, func(c string) bool { _, err := ParseTag(c); return err == nil })
			out = append(out, t.finding(CodeTagsAgain, r.Number, first, r.Cells[first]))
			continue
		}
		out = append(out, t.lintRow(r)...)
	}
	slices.SortStableFunc(out, humanitarian.CompareFindings)
	return out
}

func (t *Table) lintColumns() []humanitarian.Finding {
	var out []humanitarian.Finding
	core := CoreHashtags()
	for j, c := range t.Columns {
		if c.Tag.IsZero() {
			if t.hasData(j) {
				out = append(out, t.finding(CodeNoTag, t.TagRow, j, c.Header))
			}
			continue
		}
		name := c.Tag.Hashtag()
		if _, known := slices.BinarySearch(core, name); !known && !strings.HasPrefix(name, "#x_") {
			out = append(out, t.finding(CodeUnknownTag, t.TagRow, j, c.Tag.String()))
		}
		if trim(c.Header) == "" && t.TagRow > 0 {
			out = append(out, t.finding(CodeNoHeader, t.TagRow, j, c.Tag.String()))
		}
		out = append(out, t.lintOrder(j)...)
	}
	return out
}

// lintOrder compares column j with those to its left: a pattern takes the
// first column that it fits, and #affected fits #affected+f.
func (t *Table) lintOrder(j int) []humanitarian.Finding {
	tag := t.Columns[j].Tag
	for _, left := range t.Columns[:j] {
		switch {
		case left.Tag == tag:
			return []humanitarian.Finding{t.finding(CodeRepeated, t.TagRow, j, tag.String())}
		case takesNumbers(tag) && left.Tag.Hashtag() == tag.Hashtag() && contains(left.Tag, tag):
			return []humanitarian.Finding{t.finding(CodePartFirst, t.TagRow, j, left.Tag.String(), tag.String())}
		}
	}
	return nil
}

// contains reports whether part has all attributes of whole.
func contains(part, whole Tag) bool {
	return !slices.ContainsFunc(whole.Attributes(), func(a string) bool { return !part.Has(a) })
}

func (t *Table) hasData(j int) bool {
	return slices.ContainsFunc(t.Rows, func(r Row) bool { return j < len(r.Cells) && trim(r.Cells[j]) != "" })
}

func (t *Table) lintRow(r Row) []humanitarian.Finding {
	var out []humanitarian.Finding
	start, end := "", ""
	for j, c := range t.Columns {
		if j >= len(r.Cells) || c.Tag.IsZero() || trim(r.Cells[j]) == "" {
			continue
		}
		cell := trim(r.Cells[j])
		switch {
		case takesNumbers(c.Tag) && !isNumber(cell):
			out = append(out, t.finding(CodeNotNumber, r.Number, j, cell, c.Tag.String()))
		case c.Tag.Hashtag() == "#date":
			switch {
			case !isDate(cell):
				out = append(out, t.finding(CodeNotDate, r.Number, j, cell, c.Tag.String()))
			case c.Tag.Has("start") && start == "":
				start = cell
			case c.Tag.Has("end") && end == "":
				end = cell
				if reversed(start, end) {
					out = append(out, t.finding(CodeDateReverse, r.Number, j, start, end))
				}
			}
		}
	}
	return out
}

// reversed compares two ISO dates of the same length, which compare as text.
func reversed(start, end string) bool { return len(start) == len(end) && start > end }

// takesNumbers reports whether the core schema wants numbers under the tag.
func takesNumbers(t Tag) bool {
	switch t.Hashtag() {
	case "#affected", "#inneed", "#population", "#reached", "#targeted", "#value":
		return true
	case "#indicator", "#output":
		return t.Has("num")
	}
	return false
}

// isNumber reports what other programs read as a number: digits, a decimal
// point, an exponent. No thousands separators.
func isNumber(s string) bool {
	if strings.ContainsAny(s, "_xXpPnN") { // 1_000, 0x10, nan, inf: Go's, not a table's
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// isDate reports an ISO date: a year, month, day, quarter or week, or a day
// with its time. A bare number of days, which Excel leaves behind, is none.
func isDate(s string) bool {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006", "2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	if len(s) < 6 {
		return false
	}
	year, rest := s[:4], strings.TrimPrefix(s[4:], "-")
	if _, err := time.Parse("2006", year); err != nil {
		return false
	}
	n, err := strconv.ParseUint(rest[1:], 10, 8)
	switch rest[0] | 0x20 {
	case 'q':
		return err == nil && len(rest) == 2 && 1 <= n && n <= 4
	case 'w':
		return err == nil && len(rest) == 3 && 1 <= n && n <= 53
	}
	return false
}

// CoreHashtags lists the hashtags of HXL 1.1 that are released, sorted.
func CoreHashtags() []string {
	return []string{"#access", "#activity", "#adm1", "#adm2", "#adm3", "#adm4", "#adm5", "#affected", "#beneficiary", "#capacity", "#cause",
		"#channel", "#contact", "#country", "#crisis", "#currency", "#date", "#description", "#event", "#frequency", "#geo", "#group", "#impact",
		"#indicator", "#inneed", "#item", "#loc", "#meta", "#modality", "#need", "#operations", "#org", "#output", "#population", "#reached",
		"#region", "#respondee", "#sector", "#service", "#severity", "#status", "#subsector", "#targeted", "#value"}
}
