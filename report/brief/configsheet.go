package brief

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// ErrNoConfigSheet means that a workbook has no sheet of a brief.
var ErrNoConfigSheet = errors.New("brief: the workbook has no sheet of the brief, as the data-entry workbook has")

// ConfigSheet returns the sheet on which a desk writes what [ReadConfigSheet]
// reads, in the words of l, with what c says already; nil is nothing. Each row
// says in its first cell what it holds. Only the heads are locked, so that a desk
// with more to say inserts rows. Charts and maps have no place on it; they need
// the configuration in TOML.
func ConfigSheet(l *locale.Language, c *Config) sheet.Sheet {
	if c == nil {
		c = &Config{Language: l.Tag()}
	}
	s := sheet.Sheet{Name: l.Say("template.sheet_brief"), FrozenColumns: 1, FitToWidth: true, Landscape: true, RightToLeft: l.RightToLeft(), Protected: true,
		Columns: []sheet.Column{{Width: 34, Unlocked: true}, {Width: 60, Kind: sheet.Text, Unlocked: true}}}
	for range 5 {
		s.Columns = append(s.Columns, sheet.Column{Width: 22, Kind: sheet.Text, Unlocked: true})
	}
	var above []string
	for _, k := range configKinds() {
		if slices.Compare(above, k.heads) != 0 {
			if above != nil {
				s.Rows = append(s.Rows, nil)
			}
			s.Rows = append(s.Rows, headsOf(l, k.heads))
			above = k.heads
		}
		written := k.get(c)
		for i := range max(k.lines, len(written)+k.lines-1) {
			row := []sheet.Cell{{Kind: sheet.Text, Text: l.Word("brief_row", k.name), Style: sheet.Wrap, Unlocked: true}}
			for j := range k.heads {
				cell := sheet.Cell{Style: sheet.Input, Unlocked: true}
				if i < len(written) && j < len(written[i]) && written[i][j] != "" {
					cell.Kind, cell.Text = sheet.Text, written[i][j]
				}
				row = append(row, cell)
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

func headsOf(l *locale.Language, heads []string) []sheet.Cell {
	row := []sheet.Cell{{Kind: sheet.Text, Text: l.Word("brief_head", "what"), Style: sheet.Header}}
	for _, h := range heads {
		row = append(row, sheet.Cell{Kind: sheet.Text, Text: l.Word("brief_head", h), Style: sheet.Header})
	}
	return row
}

// ReadConfigSheet reads a configuration from the sheet of the brief of a
// workbook, in whatever language it was made. The name stands in positions.
//
// What cannot be read is a finding that stops the brief, with its cell: a
// misspelt waiver must not vanish. The error is [ErrNoConfigSheet] for a
// workbook without such a sheet, else that of [sheet.ReadXLSX].
func ReadConfigSheet(ctx context.Context, r io.Reader, name string) (*Config, []humanitarian.Finding, error) {
	grids, _, err := sheet.ReadXLSX(ctx, r, name, nil)
	if err != nil {
		return nil, nil, fmt.Errorf("brief: %w", err)
	}
	var spoken []*locale.Language
	for _, tag := range locale.Tags() {
		if l, err := locale.Of(tag); err == nil {
			spoken = append(spoken, l)
		}
	}
	for _, g := range grids {
		for _, l := range spoken {
			if isConfigSheet(g, l) {
				c := &configReader{grid: g, file: name, labels: map[string]string{}, seen: map[string]bool{}, config: &Config{}}
				c.learn(spoken, l)
				c.read()
				return c.config, c.found, nil
			}
		}
	}
	return nil, nil, ErrNoConfigSheet
}

// isConfigSheet reports whether the first row of a sheet is that of the sheet
// of the brief in a language.
func isConfigSheet(g *sheet.Grid, l *locale.Language) bool {
	return len(g.Rows) > 0 && g.Cell(0, 0) == l.Word("brief_head", "what") && g.Cell(0, 1) == l.Word("brief_head", "text")
}

type configReader struct {
	grid   *sheet.Grid
	file   string
	labels map[string]string // what a first cell says, to the name of a kind; "" for heads
	seen   map[string]bool
	config *Config
	found  []humanitarian.Finding
}

// learn gathers the labels of all languages; those of the sheet's own win.
func (c *configReader) learn(spoken []*locale.Language, own *locale.Language) {
	for _, l := range append(slices.Clone(spoken), own) {
		c.labels[l.Word("brief_head", "what")] = ""
		for _, k := range configKinds() {
			c.labels[l.Word("brief_row", k.name)] = k.name
			c.labels[k.name] = k.name
		}
	}
}

func (c *configReader) unread(i, j int, text, why string) {
	p := c.grid.Position(i, j)
	c.found = append(c.found, humanitarian.Finding{Code: "config_unread", Severity: humanitarian.BriefFinding,
		Positions: []humanitarian.Position{{File: c.file, Sheet: p.Sheet, Row: p.Row, Column: p.Column}}, Args: []string{text, why}})
}

func (c *configReader) read() {
	kinds := map[string]configKind{}
	for _, k := range configKinds() {
		kinds[k.name] = k
	}
	for i, r := range c.grid.Rows {
		what := strings.TrimSpace(c.grid.Cell(i, 0))
		values := make([]string, max(0, len(r.Cells)-1))
		filled := false
		for j := range values {
			values[j] = strings.TrimSpace(r.Cells[j+1])
			if st := c.grid.Stored(i, j+1); st.Kind == sheet.Date {
				values[j] = strings.TrimSuffix(values[j], "T00:00:00")
			} else if st.Formula && st.Kind == sheet.Empty {
				c.unread(i, j+1, what, "result")
			}
			filled = filled || values[j] != ""
		}
		name, ok := c.labels[what]
		switch {
		case ok && name == "" || !filled:
		case !ok:
			c.unread(i, 0, what, "what")
		default:
			c.row(i, kinds[name], what, values)
		}
	}
}

// row gives what one row says to the configuration.
func (c *configReader) row(i int, k configKind, what string, values []string) {
	for j := len(k.heads); j < len(values); j++ {
		if values[j] != "" {
			c.unread(i, j+1, what, "beyond")
		}
	}
	for len(values) < len(k.heads) {
		values = append(values, "")
	}
	if k.lines == 1 && c.seen[k.name] {
		c.unread(i, 1, what, "twice")
		return
	}
	c.seen[k.name] = true
	if why := k.add(c.config, values); why != "" {
		c.unread(i, 1, what, why)
	}
}

// A configKind is what a row of the sheet may hold.
type configKind struct {
	name  string   // of the section brief_row
	heads []string // of the cells behind the first, of the section brief_head
	lines int      // rows laid out for it; 1 also means at most one
	get   func(*Config) [][]string
	add   func(*Config, []string) string // returns a word of the section config_unfit, or ""
}

// configKinds lists them in the order of the sheet.
func configKinds() []configKind {
	return slices.Concat(issueKinds(), textKinds(), listKinds(), wordKinds())
}

func issueKinds() []configKind {
	one := func(name string, at func(*Config) *string) configKind {
		return configKind{name: name, heads: []string{"text"}, lines: 1,
			get: func(c *Config) [][]string { return [][]string{{*at(c)}} },
			add: func(c *Config, v []string) string { *at(c) = v[0]; return "" }}
	}
	number := configKind{name: "number", heads: []string{"text"}, lines: 1,
		get: func(c *Config) [][]string {
			if c.Number == 0 {
				return nil
			}
			return [][]string{{strconv.Itoa(c.Number)}}
		},
		add: func(c *Config, v []string) string {
			n, err := strconv.Atoi(v[0])
			if err != nil || n < 0 {
				return "number"
			}
			c.Number = n
			return ""
		}}
	return []configKind{
		one("title", func(c *Config) *string { return &c.Title }),
		one("series", func(c *Config) *string { return &c.Series }),
		number,
		one("organisation", func(c *Config) *string { return &c.Organisation }),
		one("producer", func(c *Config) *string { return &c.Producer }),
		one("country", func(c *Config) *string { return &c.Country }),
		one("language", func(c *Config) *string { return &c.Language }),
		one("digits", func(c *Config) *string { return &c.Digits }),
		one("months", func(c *Config) *string { return &c.Months }),
		checked(one("figure_language", func(c *Config) *string { return &c.FigureLanguage }), "tongue", func(c *Config) bool {
			fine := c.readsFigures()
			if !fine {
				c.FigureLanguage = ""
			}
			return fine
		}),
		checked(one("magnitude_words", func(c *Config) *string { return &c.Policies.MagnitudeWords }), "policy", func(c *Config) bool {
			_, err := tally.ParseFloors(c.Policies.MagnitudeWords)
			if err != nil {
				c.Policies.MagnitudeWords = ""
			}
			return err == nil
		}),
		disclaimer("disclaimer_map", "map"),
		disclaimer("disclaimer_data", "data"),
	}
}

// checked adds a test of the configuration after a row was read into it, which
// takes back what cannot stay.
func checked(k configKind, why string, fine func(*Config) bool) configKind {
	add := k.add
	k.add = func(c *Config, v []string) string {
		if fault := add(c, v); fault != "" || fine(c) {
			return fault
		}
		return why
	}
	return k
}

func disclaimer(name, key string) configKind {
	return configKind{name: name, heads: []string{"text"}, lines: 1,
		get: func(c *Config) [][]string { return [][]string{{c.Disclaimers[key]}} },
		add: func(c *Config, v []string) string { set(&c.Disclaimers, key, v[0]); return "" }}
}

func set(m *map[string]string, key, value string) {
	if *m == nil {
		*m = map[string]string{}
	}
	(*m)[key] = value
}

func textKinds() []configKind {
	many := func(name string, lines int, at func(*Config) *[]string) configKind {
		return configKind{name: name, heads: []string{"text"}, lines: lines,
			get: func(c *Config) (out [][]string) {
				for _, s := range *at(c) {
					out = append(out, []string{s})
				}
				return out
			},
			add: func(c *Config, v []string) string { *at(c) = append(*at(c), v[0]); return "" }}
	}
	return []configKind{
		many("highlights", 5, func(c *Config) *[]string { return &c.Texts.Highlights }),
		many("overview", 3, func(c *Config) *[]string { return &c.Texts.Overview }),
		many("displacement", 2, func(c *Config) *[]string { return &c.Texts.Displacement }),
		many("civilian_harm", 2, func(c *Config) *[]string { return &c.Texts.CivilianHarm }),
		many("infrastructure", 2, func(c *Config) *[]string { return &c.Texts.Infrastructure }),
		many("access", 2, func(c *Config) *[]string { return &c.Texts.Access }),
		many("response", 2, func(c *Config) *[]string { return &c.Texts.Response }),
		many("data_notes", 2, func(c *Config) *[]string { return &c.Texts.DataNotes }),
	}
}

// rowsOf lays out a list of the configuration, and reads it.
func rowsOf[T any](name string, lines int, heads []string, list func(*Config) *[]T, at func(*T) []*string) configKind {
	return configKind{name: name, heads: heads, lines: lines,
		get: func(c *Config) (out [][]string) {
			for i := range *list(c) {
				var row []string
				for _, s := range at(&(*list(c))[i]) {
					row = append(row, *s)
				}
				out = append(out, row)
			}
			return out
		},
		add: func(c *Config, v []string) string {
			var item T
			for j, s := range at(&item) {
				*s = v[j]
			}
			*list(c) = append(*list(c), item)
			return ""
		}}
}

func listKinds() []configKind {
	return []configKind{
		rowsOf("contact", 3, []string{"name", "function", "email"}, func(c *Config) *[]Contact { return &c.Contacts },
			func(x *Contact) []*string { return []*string{&x.Name, &x.Role, &x.Email} }),
		dates("next_issue", func(c *Config) *map[string]string { return &c.NextIssue }),
		rowsOf("key_figure", 6, []string{"id", "series", "label"}, func(c *Config) *[]KeyFigure { return &c.KeyFigures },
			func(x *KeyFigure) []*string { return []*string{&x.ID, &x.Series, &x.Label} }),
		rowsOf("waiver", 3, []string{"code", "id", "reason", "signed_by", "signed_on", "until"}, func(c *Config) *[]Waiver { return &c.Waivers },
			func(x *Waiver) []*string {
				return []*string{&x.Code, &x.Figure, &x.Reason, &x.Name, &x.Date, &x.Until}
			}),
		rowsOf("sign_off", 2, []string{"as_of", "edition", "state", "signed_by", "signed_on", "digest"}, func(c *Config) *[]SignOff { return &c.SignOff },
			func(x *SignOff) []*string {
				return []*string{&x.AsOf, &x.Edition, &x.State, &x.Name, &x.Date, &x.Digest}
			}),
		checked(rowsOf("indicator", 2, []string{"indicator", "nature", "unit", "label", "theme"}, func(c *Config) *[]OwnIndicator { return &c.Indicators },
			func(x *OwnIndicator) []*string {
				return []*string{&x.Name, &x.Nature, &x.Unit, &x.Label, &x.Theme}
			}), "own", func(c *Config) bool {
			last := len(c.Indicators) - 1
			_, err := (&Config{Indicators: c.Indicators[last:]}).OwnIndicators()
			if err != nil {
				c.Indicators = c.Indicators[:last]
			}
			return err == nil
		}),
	}
}

// dates is the map of as-of dates to the dates of the next issue.
func dates(name string, at func(*Config) *map[string]string) configKind {
	k := pairs(name, []string{"as_of", "due"}, at)
	add := k.add
	k.add = func(c *Config, v []string) string {
		for _, s := range v {
			if d, err := humanitarian.ParseDate(s); err != nil || d.IsZero() {
				return "date"
			}
		}
		return add(c, v)
	}
	return k
}

// pairs is a map of the configuration, sorted by its keys.
func pairs(name string, heads []string, at func(*Config) *map[string]string) configKind {
	return configKind{name: name, heads: heads, lines: 2,
		get: func(c *Config) (out [][]string) {
			for k, v := range *at(c) {
				out = append(out, []string{k, v})
			}
			slices.SortFunc(out, func(a, b []string) int { return slices.Compare(a, b) })
			return out
		},
		add: func(c *Config, v []string) string {
			if _, ok := (*at(c))[v[0]]; ok {
				return "twice"
			}
			set(at(c), v[0], v[1])
			return ""
		}}
}

func wordKinds() []configKind {
	return []configKind{
		pairs("place", []string{"code_place", "place_name"}, func(c *Config) *map[string]string { return &c.Places }),
		pairs("word", []string{"said", "printed"}, func(c *Config) *map[string]string { return &c.Words }),
	}
}
