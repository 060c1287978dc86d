package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// mostPlaces is how many places a list offers that a person can still use.
const mostPlaces = 2000

// placeLists are the places that the sheet of figures offers.
type placeLists struct {
	levels int // 0 to 3
	lang   *locale.Language
	known  map[string]string // P-code to label
	all    []string          // labels of all levels
	rows   [3][][2]string    // of each level: label of the parent, label
}

func newPlaceLists(g *gazetteer.Gazetteer, l *locale.Language) *placeLists {
	p := &placeLists{lang: l, known: map[string]string{}}
	if g == nil {
		return p
	}
	for level := 1; level <= 3; level++ {
		for _, place := range g.Places(level) {
			label := place.PCode() + placeMark + place.Name(l.Tag()).Text
			p.known[place.PCode()] = label
			parent, _ := place.Parent()
			p.rows[level-1] = append(p.rows[level-1], [2]string{p.known[parent.PCode()], label})
			p.all = append(p.all, label)
		}
		if len(p.rows[level-1]) == 0 {
			break
		}
		p.levels = level
		slices.SortFunc(p.rows[level-1], func(a, b [2]string) int { return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1])) })
	}
	slices.Sort(p.all)
	if len(p.all) > mostPlaces {
		p.all = nil
	}
	return p
}

func (p *placeLists) any() bool { return p.levels > 0 }

// label adds the name to a single P-code.
func (p *placeLists) label(codes string) string {
	if l := p.known[codes]; l != "" {
		return l
	}
	return codes
}

// placesSheet holds the lists of places: all, admin1, and for each deeper level
// the parent beside the place, sorted by parent, so that a list can take the
// places within the area chosen.
func (t *template) placesSheet() sheet.Sheet {
	columns := [][]string{t.places.all, nil}
	heads := []string{t.head("place"), t.head(admin1)}
	for level := range t.places.levels {
		var parents, names []string
		for _, r := range t.places.rows[level] {
			parents, names = append(parents, r[0]), append(names, r[1])
		}
		if level == 0 {
			columns[1] = names
			continue
		}
		columns = append(columns, parents, names)
		heads = append(heads, t.head([]string{admin1, admin2}[level-1]), t.head([]string{admin2, admin3}[level-1]))
	}
	return t.listSheet(t.say("sheet_places"), heads, columns)
}

// listSheet lays lists side by side.
func (t *template) listSheet(name string, heads []string, columns [][]string) sheet.Sheet {
	s := sheet.Sheet{Name: name, FrozenRows: 1, Protected: true, RightToLeft: t.lang.RightToLeft(), Landscape: true, FitToWidth: true, TitleRows: 1}
	var top []sheet.Cell
	most := 0
	for j, h := range heads {
		top = append(top, sheet.Cell{Kind: sheet.Text, Text: h, Style: sheet.Header})
		s.Columns = append(s.Columns, sheet.Column{Width: 26})
		most = max(most, len(columns[j]))
	}
	s.Rows = append(s.Rows, top)
	for i := range most {
		var row []sheet.Cell
		for _, c := range columns {
			if i < len(c) && c[i] != "" {
				row = append(row, sheet.Cell{Kind: sheet.Text, Text: c[i], Style: sheet.Wrap})
			} else {
				row = append(row, sheet.Cell{})
			}
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// The columns of the sheet of lists that say what the marks need to know of an
// indicator; the lists follow.
const (
	listIndicator = 1
	listNature    = 2
	listHarm      = 3
	firstList     = 4
)

// listsSheet holds what the drop-down lists offer.
func (t *template) listsSheet() sheet.Sheet {
	heads := []string{t.head("indicator"), t.head("nature"), t.say("mark_status")}
	columns := make([][]string, 3)
	for i, c := range t.offers["indicator"] {
		columns[0] = append(columns[0], c.label)
		columns[1] = append(columns[1], t.own[i].Nature.String())
		harm := ""
		if t.own[i].Harm {
			harm = "x"
		}
		columns[2] = append(columns[2], harm)
	}
	for _, name := range t.lists() {
		var labels []string
		for _, c := range t.offers[name] {
			labels = append(labels, c.label)
		}
		heads, columns = append(heads, t.head(name)), append(columns, labels)
	}
	return t.listSheet(t.say("sheet_lists"), heads, columns)
}

// lists are the columns with a list, without the indicator.
func (t *template) lists() []string {
	return slices.DeleteFunc(listColumns(), func(name string) bool { return name == "indicator" })
}

// listRange is the range of the sheet of lists that a column offers.
func (t *template) listRange(name string) string {
	column, n := listIndicator, len(t.offers[name])
	if name != "indicator" {
		column = firstList + slices.Index(t.lists(), name)
	}
	return t.span(t.say("sheet_lists"), column, n)
}

// span is the range of n cells of a column below its head.
func (t *template) span(name string, column, n int) string {
	letter := sheet.ColumnName(column)
	ref := sheet.Ref(name, 2, column) // 'Lists'!A2
	return strings.TrimSuffix(ref, letter+"2") + fmt.Sprintf("$%s$2:$%s$%d", letter, letter, n+1)
}

// places within a list: the column of the sheet of places where a level has
// its labels; the parents stand left of it.
func placeColumn(level int) int { return 2 + 2*level }

// areaSource is the list of a level, 0 for admin1: below admin1 it is the part
// of the list whose parent is the cell to the left.
func (t *template) areaSource(level, column int) string {
	name, rows := t.say("sheet_places"), len(t.places.rows[level])
	if level == 0 {
		return t.span(name, 2, rows)
	}
	parents := t.span(name, placeColumn(level)-1, rows)
	chosen := "$" + sheet.ColumnName(column-1) + "2"
	top := strings.TrimSuffix(t.span(name, placeColumn(level), 1), "$2:$"+sheet.ColumnName(placeColumn(level))+"$2") + "$1"
	return fmt.Sprintf("OFFSET(%s,MATCH(%s,%s,0),0,COUNTIF(%s,%s),1)", top, chosen, parents, parents, chosen)
}

// validation is what a column takes.
func (t *template) validation(name string, j int) sheet.Validation {
	v := t.prompt(name, j)
	letter := sheet.ColumnName(j+1) + "2"
	area := slices.Index([]string{admin1, admin2, admin3}, name)
	switch {
	case name == "source":
		v.Test, v.Source, v.Error = sheet.OneOf, t.span(t.say("sheet_sources"), 1, t.opts.Rows), t.say("error_source")
	case area >= 0:
		v.Test, v.Source, v.Error = sheet.OneOf, t.areaSource(area, j+1), t.say("error_list")
	case name == "place" && len(t.places.all) > 0:
		v.Test, v.Source, v.Error = sheet.OneOf, t.span(t.say("sheet_places"), 1, len(t.places.all)), t.say("error_place")
	case slices.Contains(listColumns(), name):
		v.Test, v.Source, v.Error = sheet.OneOf, t.listRange(name), t.say("error_list")
		v.Strict = name != "indicator" && name != "unit" && name != "age"
	case name == "id" || name == keyColumn:
		column := "$" + sheet.ColumnName(j+1)
		v.Formula, v.Error = fmt.Sprintf("COUNTIF(%s$2:%s$%d,%s)=1", column, column, t.opts.Rows+1, letter), t.say("error_id")
	case name == "low" || name == "best" || name == "high" || name == "revision":
		v.Test, v.Formula, v.Min, v.Error, v.Strict = sheet.WholeTest, "", "0", t.say("error_number"), true
	case name == periodColumn:
		v.Formula, v.Error = "ISNUMBER(FIND(\"..\","+letter+"))", t.say("error_period")
	case t.isDate(name):
		v.Formula, v.Error = dateFormula(letter), t.say("error_date")
	}
	return v
}

func (t *template) isDate(name string) bool {
	i := slices.IndexFunc(t.fields, func(f field) bool { return f.Name == name })
	return i >= 0 && t.fields[i].pattern != ""
}

// dateFormula tests a date that is typed as text, so that 2024-12 stays a
// month; a real date passes too.
func dateFormula(cell string) string {
	return strings.ReplaceAll("OR(ISNUMBER(@),AND(LEN(@)=10,MID(@,5,1)=\"-\",ISNUMBER(DATEVALUE(@))),AND(LEN(@)=7,ISNUMBER(DATEVALUE(@&\"-01\"))),AND(LEN(@)=4,ISNUMBER(VALUE(@))))", "@", cell)
}

// prompt is a validation that everything passes and that only explains.
func (t *template) prompt(name string, j int) sheet.Validation {
	v := sheet.Validation{Column: j + 1, FirstRow: 2, LastRow: t.opts.Rows + 1, Test: sheet.Custom, Formula: "TRUE",
		PromptTitle: cut(t.head(name), 32), ErrorTitle: cut(t.head(name), 32)}
	if t.lang.Has("column_help", name) {
		v.Prompt = t.lang.Say("column_help." + name)
		if e := t.exampleOf(name); e != "" {
			v.Prompt += "\n" + t.say("example", e)
		}
		v.Prompt = cut(v.Prompt, 255)
	}
	return v
}

// exampleOf is what a person might type into a column.
func (t *template) exampleOf(name string) string {
	switch name {
	case figureColumn:
		return figureText(t.lang, t.numbers, humanitarian.Figure{Quantity: humanitarian.MustParseQuantity(">=69")})
	case keyColumn, "source":
		return "OCHA 4"
	case admin1, admin2, admin3:
		return ""
	}
	for _, c := range slices.Concat(Columns(), shortColumns()) {
		if c.Name != name {
			continue
		}
		for _, o := range t.offers[name] {
			if o.word == c.Example {
				return o.label
			}
		}
		if c.Takes == "text" && t.lang.Tag() != "en" && name != "id" && name != "event" && name != "series" && name != "part_of" && name != "source_url" {
			return "" // a sentence in English helps nobody
		}
		return c.Example
	}
	return ""
}

// marks are the conditions that make the sheet of figures point at what it
// lacks.
func (t *template) marks() []sheet.Condition {
	cell := func(name string) string { return "$" + sheet.ColumnName(t.column(name)) + "2" }
	mark := func(name, formula string, style sheet.Style) sheet.Condition {
		c := t.column(name)
		return sheet.Condition{Range: sheet.Range{Row: 2, Column: c, LastRow: t.opts.Rows + 1, LastColumn: c}, Formula: formula, Style: style}
	}
	n := len(t.own)
	lists := t.say("sheet_lists")
	is := func(column int, what string) string {
		return fmt.Sprintf("COUNTIFS(%s,%s,%s,%q)>0", t.span(lists, listIndicator, n), cell("indicator"), t.span(lists, column, n), what)
	}
	low := fmt.Sprintf("AND(ISNUMBER(%s),ISNUMBER(%s),%s>%s)", cell("low"), cell("high"), cell("low"), cell("high"))
	out := []sheet.Condition{
		mark("source", fmt.Sprintf("AND(%s<>\"\",%s=\"\")", cell(figureColumn), cell("source")), sheet.Bad),
		mark("low", low, sheet.Bad), mark("high", low, sheet.Bad),
		mark("as_of", fmt.Sprintf("AND(%s=\"\",%s)", cell("as_of"), is(listNature, "stock")), sheet.Warn),
		mark("status", fmt.Sprintf("AND(%s=\"\",%s)", cell("status"), is(listHarm, "x")), sheet.Warn),
	}
	for level := 1; level < t.places.levels; level++ {
		child, parent := []string{admin1, admin2, admin3}[level], []string{admin1, admin2, admin3}[level-1]
		rows, name := len(t.places.rows[level]), t.say("sheet_places")
		out = append(out, mark(child, fmt.Sprintf("AND(%s<>\"\",COUNTIFS(%s,%s,%s,%s)=0)", cell(child), t.span(name, placeColumn(level)-1, rows), cell(parent),
			t.span(name, placeColumn(level), rows), cell(child)), sheet.Bad))
	}
	return out
}

func (t *template) column(name string) int { return slices.Index(t.columns, name) + 1 }
