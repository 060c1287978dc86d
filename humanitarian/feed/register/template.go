package register

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// TemplateOptions say what a data-entry workbook holds. Nil and the zero value
// make an empty one in English.
type TemplateOptions struct {
	// Language of heads, lists, help and, later, of the figures. Nil: English.
	Language *locale.Language

	// Gazetteer gives the lists of places: admin1, then those within it. Nil:
	// the P-codes are typed.
	Gazetteer *gazetteer.Gazetteer

	// Indicators are the desk's own, after the core.
	Indicators []humanitarian.Indicator

	// Example adds a sheet with a filled example, which is never read.
	Example bool

	// Rows is for how many rows of figures the lists and marks are laid out;
	// 0 means 1,000, or more where Register needs them.
	Rows int

	// Register gives figures that stand in the workbook already, such as those
	// of the last issue. Nil: none.
	Register *humanitarian.Register

	// Sheets are further ones, such as that of the brief, put behind the
	// sources.
	Sheets []sheet.Sheet
}

// WriteTemplate writes the workbook in which a desk types its figures, and
// which [Read] reads: a sheet of figures, one of sources, lists, a page that
// explains them. The same options make the same bytes.
//
// It fails when figures of Register cannot be said in the register, as [Write]
// does, when package numeral does not know the language, and as [sheet.Write]
// does.
func WriteTemplate(ctx context.Context, w io.Writer, opts *TemplateOptions) error {
	t, err := newTemplate(opts)
	if err != nil {
		return fmt.Errorf("register: the template: %w", err)
	}
	if err := sheet.Write(ctx, w, t.workbook()); err != nil {
		return fmt.Errorf("register: the template: %w", err)
	}
	return nil
}

// A template is the workbook in the making.
type template struct {
	opts    TemplateOptions
	lang    *locale.Language
	numbers *numeral.Language
	reg     *humanitarian.Register
	fields  []field
	columns []string // of the sheet of figures
	visible int      // how many of them are not folded
	keys    []string // short names of the sources, by figure
	places  *placeLists
	own     []humanitarian.Indicator // the core and the desk's own
	offers  map[string][]choice      // by column
}

func newTemplate(opts *TemplateOptions) (*template, error) {
	t := &template{fields: fields()}
	if opts != nil {
		t.opts = *opts
	}
	t.lang = t.opts.Language
	if t.lang == nil {
		t.lang = locale.English()
	}
	var ok bool
	if t.numbers, ok = numeral.Of(t.lang.Tag()); !ok {
		return nil, fmt.Errorf("figures cannot be read in the language %q; use en, fr, es or ar", t.lang.Tag())
	}
	t.reg = t.opts.Register
	if t.reg == nil {
		t.reg = &humanitarian.Register{}
	}
	known := newRows()
	for _, f := range t.reg.Figures {
		if err := known.writable(f); err != nil {
			return nil, err
		}
	}
	if t.opts.Rows <= 0 {
		t.opts.Rows = 1000
	}
	t.opts.Rows = max(t.opts.Rows, len(t.reg.Figures)+50)
	t.places = newPlaceLists(t.opts.Gazetteer, t.lang)
	t.own, t.offers = indicators(t.opts.Indicators), map[string][]choice{}
	for _, name := range listColumns() {
		t.offers[name] = choices(t.lang, name, t.own)
	}
	t.arrange(known)
	t.gatherSources()
	return t, nil
}

// arrange puts the columns of the short form first and all others, folded,
// behind them.
func (t *template) arrange(known rows) {
	short := []string{"id", figureColumn, "indicator", "status"}
	for i := range t.places.levels {
		short = append(short, []string{admin1, admin2, admin3}[i])
	}
	short = append(short, "place", "as_of", periodColumn, "source", "source_date", "source_url", "note")
	t.columns, t.visible = short, len(short)
	for _, f := range t.fields {
		if !slices.Contains(short, f.Name) {
			t.columns = append(t.columns, f.Name)
		}
	}
	for _, name := range known.extra(t.reg) {
		if name != figureColumn && name != periodColumn {
			t.columns = append(t.columns, name)
		}
	}
}

// gatherSources gives every document a short name.
func (t *template) gatherSources() {
	type document struct {
		source    humanitarian.Source
		publisher string
	}
	named, taken := map[document]string{}, map[string]bool{}
	for _, f := range t.reg.Figures {
		d := document{f.Source, f.Publisher}
		if f.Source.Name == "" {
			t.keys = append(t.keys, "")
			continue
		}
		if named[d] == "" {
			name := f.Source.Name
			if !f.Source.Date.IsZero() {
				name += " " + f.Source.Date.String()
			}
			key := name
			for n := 2; taken[fold(key)]; n++ {
				key = fmt.Sprintf("%s (%d)", name, n)
			}
			named[d], taken[fold(key)] = key, true
		}
		t.keys = append(t.keys, named[d])
	}
}

func (t *template) say(key string, args ...string) string {
	return t.lang.Say("template."+key, args...)
}

// head is the head of a column; the desk's own columns have their names.
func (t *template) head(name string) string {
	if t.lang.Has("column_name", name) {
		return t.lang.Word("column_name", name)
	}
	return name
}

func (t *template) workbook() *sheet.Workbook {
	sheets := []sheet.Sheet{t.figuresSheet(), t.sourcesSheet()}
	for _, s := range t.opts.Sheets {
		s.RightToLeft = t.lang.RightToLeft()
		sheets = append(sheets, s)
	}
	if t.opts.Example {
		sheets = append(sheets, t.exampleSheet())
	}
	sheets = append(sheets, t.readMe())
	if t.places.any() {
		sheets = append(sheets, t.placesSheet())
	}
	return &sheet.Workbook{
		Properties: sheet.Properties{Title: t.say("title"), Language: t.lang.Tag()},
		Sheets:     append(sheets, t.listsSheet()),
	}
}

// figuresSheet is the sheet that is typed into. Only its heads are locked.
func (t *template) figuresSheet() sheet.Sheet {
	s := sheet.Sheet{Name: t.say("sheet_figures"), FrozenRows: 1, FrozenColumns: 2, FilterRow: 1, FilterLast: t.opts.Rows + 1, TitleRows: 1, Landscape: true, FitToWidth: true,
		RightToLeft: t.lang.RightToLeft(), Protected: true}
	var heads []sheet.Cell
	for j, name := range t.columns {
		heads = append(heads, sheet.Cell{Kind: sheet.Text, Text: t.head(name), Style: sheet.Header})
		c := sheet.Column{Width: widthOf(name), Style: sheet.Input, Kind: sheet.Text, Unlocked: true}
		if name == "low" || name == "best" || name == "high" || name == "revision" {
			c.Kind = sheet.Number
		}
		if j >= t.visible {
			c.Level, c.Hidden = 1, true
		}
		s.Columns = append(s.Columns, c)
		s.Validations = append(s.Validations, t.validation(name, j))
	}
	s.PrintColumns = slices.Index(t.columns, "source_date") + 1 // more would be too small to read
	s.Rows = append(s.Rows, heads)
	for i := range t.reg.Figures {
		s.Rows = append(s.Rows, t.figureRow(i))
	}
	s.Conditions = t.marks()
	return s
}

// sourcesSheet is where a document is listed once.
func (t *template) sourcesSheet() sheet.Sheet {
	s := sheet.Sheet{Name: t.say("sheet_sources"), FrozenRows: 1, TitleRows: 1, Landscape: true, FitToWidth: true, RightToLeft: t.lang.RightToLeft(), Protected: true}
	var heads []sheet.Cell
	for j, name := range sourceHeads() {
		heads = append(heads, sheet.Cell{Kind: sheet.Text, Text: t.head(name), Style: sheet.Header})
		s.Columns = append(s.Columns, sheet.Column{Width: widthOf(name), Style: sheet.Input, Kind: sheet.Text, Unlocked: true})
		v := t.validation(name, j)
		if name == "source" {
			v = t.prompt(name, j)
			v.Prompt = t.lang.Say("template.help_source_name")
		}
		s.Validations = append(s.Validations, v)
	}
	s.Rows = append(s.Rows, heads)
	at := map[string]bool{}
	for i, f := range t.reg.Figures {
		if key := t.keys[i]; key != "" && !at[key] {
			at[key] = true
			s.Rows = append(s.Rows, t.sourceRow(key, f))
		}
	}
	letter := "$" + sheet.ColumnName(1)
	s.Conditions = []sheet.Condition{{Range: sheet.Range{Row: 2, Column: 1, LastRow: t.opts.Rows + 1, LastColumn: 1}, Style: sheet.Bad,
		Formula: fmt.Sprintf("AND(%s2<>\"\",COUNTIF(%s$2:%s$%d,%s2)>1)", letter, letter, letter, t.opts.Rows+1, letter)}}
	return s
}

func sourceHeads() []string {
	return []string{keyColumn, "source", "source_kind", "source_title", "source_date", "source_url", "publisher"}
}

func (t *template) sourceRow(key string, f humanitarian.Figure) []sheet.Cell {
	row := []sheet.Cell{textCell(key)}
	for _, name := range sourceHeads()[1:] {
		row = append(row, textCell(t.cell(name, &f)))
	}
	return row
}

func textCell(s string) sheet.Cell {
	c := sheet.Cell{Text: s, Style: sheet.Input, Unlocked: true}
	if s != "" {
		c.Kind = sheet.Text
	}
	return c
}

// figureRow is the row of a figure that stands in the workbook already.
func (t *template) figureRow(i int) []sheet.Cell {
	f := t.reg.Figures[i]
	kept := map[string]string{}
	for j := 0; j < len(f.Extra); j += 2 {
		kept[f.Extra[j]] = f.Extra[j+1]
	}
	period := !f.Period.Start.IsZero() && !f.Period.End.IsZero()
	var row []sheet.Cell
	for _, name := range t.columns {
		text := ""
		switch name {
		case figureColumn:
			text = figureText(t.lang, t.numbers, f)
			if f.Quantity == (humanitarian.Quantity{}) && (kept[name] != "" || kept["quantifier"]+kept["low"]+kept["best"]+kept["high"]+kept["word"] != "") {
				text = ""
			}
		case periodColumn:
			if period {
				text = f.Period.Start.String() + ".." + f.Period.End.String()
			}
		case "period_start", "period_end":
			if !period {
				text = t.cell(name, &f)
			}
		case "quantifier", "low", "best", "high", "word", "source_kind", "source_title", "source_date", "source_url", "publisher":
		case "source":
			text = t.keys[i]
		default:
			text = t.cell(name, &f)
		}
		if text == "" {
			text = kept[name]
		}
		row = append(row, textCell(text))
	}
	return row
}

// cell is the text of a column of a figure, in the words of the language.
func (t *template) cell(name string, f *humanitarian.Figure) string {
	i := slices.IndexFunc(t.fields, func(fd field) bool { return fd.Name == name })
	if i < 0 {
		return ""
	}
	text := t.fields[i].get(f)
	if name == "place" || name == "origin_place" {
		return t.places.label(text)
	}
	for _, c := range t.offers[name] {
		if c.word == text {
			return c.label
		}
	}
	return text
}

// figureText says a quantity as a person would type it, where that reads back
// as the same, and else in the register's own grammar.
func figureText(l *locale.Language, numbers *numeral.Language, f humanitarian.Figure) string {
	share := f.Unit == humanitarian.Permille
	unit := f.Unit
	if unit.IsCurrency() {
		unit = ""
	}
	text := foldDigits(l.Quantity(f.Quantity, unit))
	if h, err := parseFigure(numbers, text); err == nil && h.quantity == f.Quantity && h.share == share {
		return directed(l, text)
	}
	return f.Quantity.String()
}

// directed makes text that begins with a number run from right to left where
// the language does.
func directed(l *locale.Language, s string) string {
	if l.RightToLeft() && s != "" && s[0] < 0x80 && strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) > 0 {
		return "\u200f" + s
	}
	return s
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "\u2026"
	}
	return s
}

// widthOf is the width of a column in characters.
func widthOf(name string) float64 {
	switch name {
	case "id", "as_of", "source_date", "low", "best", "high":
		return 12
	case "status":
		return 14
	case figureColumn, periodColumn, "place", keyColumn, "source":
		return 22
	case "indicator", "note", "source_title", "excerpt", "definition":
		return 28
	}
	return 18
}
