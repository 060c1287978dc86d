package brief

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A Config is what a desk decides once for a series of briefs. The zero value
// composes a brief without texts, from core indicators only.
type Config struct {
	Title        string `toml:"title"` // zero: weekly humanitarian brief, in the language of the report
	Series       string `toml:"series"`
	Number       int    `toml:"number"`
	Organisation string `toml:"organisation"`
	Producer     string `toml:"producer"`
	Country      string `toml:"country"`
	Language     string `toml:"language"` // BCP 47 tag of the desk's own texts and of the report; zero: en
	Digits       string `toml:"digits"`   // latin or arabic-indic; zero: the language's own
	Months       string `toml:"months"`   // a set of month names of the language, such as maghreb

	// FigureLanguage is the language in which the register words its figures: en,
	// fr, es or ar, whatever the report's. Zero: what the register says of it. Pass
	// it to the options of package register, of which this package knows nothing.
	FigureLanguage string `toml:"figure_language"`

	Texts       Texts             `toml:"texts"`
	Contacts    []Contact         `toml:"contacts"`
	NextIssue   map[string]string `toml:"next_issue"` // as-of date to date
	KeyFigures  []KeyFigure       `toml:"key_figures"`
	Indicators  []OwnIndicator    `toml:"indicators"`
	Places      map[string]string `toml:"places"` // P-code to name
	Words       map[string]string `toml:"words"`  // text of the register to the same in the language of the report
	Waivers     []Waiver          `toml:"waivers"`
	Policies    Policies          `toml:"policies"`
	Disclaimers map[string]string `toml:"disclaimers"` // map, data
	Charts      []ChartEntry      `toml:"charts"`      // nil: the usual ones; charts = [] is none
	Maps        []MapEntry        `toml:"maps"`        // nil: the usual one; maps = [] is none
	SignOff     []SignOff         `toml:"signoff"`
}

// Texts are the desk's own sentences, which may cite figures: {R06-01} prints
// as that figure. A sentence that cites a figure not yet known is left out.
type Texts struct {
	Generated      bool     `toml:"generated"` // the library writes the sentences of sections the desk left empty
	Highlights     []string `toml:"highlights"`
	Overview       []string `toml:"overview"`
	Displacement   []string `toml:"displacement"`
	CivilianHarm   []string `toml:"civilian_harm"`
	Infrastructure []string `toml:"infrastructure"`
	Access         []string `toml:"access"`
	Response       []string `toml:"response"`
	DataNotes      []string `toml:"data_notes"`
}

// hasTexts reports whether the desk wrote anything that a reader sees.
func (c *Config) hasTexts() bool {
	t := c.Texts
	return c.Title != "" || len(slices.Concat(t.Highlights, t.Overview, t.Displacement, t.CivilianHarm, t.Infrastructure, t.Access, t.Response, t.DataNotes)) > 0
}

// A Contact is a person or office a reader may write to.
type Contact struct {
	Name  string `toml:"name"`
	Role  string `toml:"role"`
	Email string `toml:"email"`
}

// A KeyFigure asks for a tile: the figure with an id, or the current value of
// a series. The order is the desk's.
type KeyFigure struct {
	ID     string `toml:"id"`
	Series string `toml:"series"`
	Label  string `toml:"label"`
}

// An OwnIndicator extends the core.
type OwnIndicator struct {
	Name   string `toml:"name"`
	Nature string `toml:"nature"`
	Unit   string `toml:"unit"`
	Label  string `toml:"label"`
	Theme  string `toml:"theme"` // zero: response
}

// A Waiver lets an editor go on despite a finding. It names the finding, the
// row, the reason and the editor, and is spent when a later issue comes.
type Waiver struct {
	Code   string `toml:"code"`
	Figure string `toml:"figure"`
	Reason string `toml:"reason"`
	Name   string `toml:"name"`
	Date   string `toml:"date"`
	Until  string `toml:"until"` // last as-of date it holds for
}

// Policies are named choices that are printed wherever they were used.
type Policies struct {
	MagnitudeWords string `toml:"magnitude_words"` // none, acled or literal
}

// An Issue is one brief of a series.
type Issue struct {
	AsOf    humanitarian.Date
	Period  humanitarian.Period
	Number  int // zero: the configuration's, or the one after the previous issue's if that is higher
	Edition disclosure.Edition
	Draft   bool
	// Layout says which product it is. The zero value is the full brief.
	Layout document.Layout
	// Language of the whole report. Nil: that of the configuration's tag, English
	// if it has none.
	Language *locale.Language
	// Gazetteer knows which P-codes there are, which lie in which, and what they
	// are called. Nil: the names of the configuration, else the codes.
	Gazetteer *gazetteer.Gazetteer
	// Boundaries are those that maps are drawn on, of the level of their areas or
	// of several. Nil: no map.
	Boundaries *document.Boundaries
	// Previous is the issue before this one, or the register as it was then. Nil:
	// the section on what changed compares values of this register only.
	Previous *Previous
}

// language returns the language of the report.
func (i Issue) language(config *Config) (*locale.Language, error) {
	if i.Language != nil {
		return i.Language, nil
	}
	return config.Wording("")
}

// Wording returns the language with a tag, the configuration's own if the tag is
// empty, with the digits and month names of the configuration where they are
// meant for it.
func (c *Config) Wording(tag string) (*locale.Language, error) {
	l, err := locale.Of(cmp.Or(tag, c.Language))
	if err != nil {
		return nil, fmt.Errorf("brief: the language of the report: %w", err)
	}
	if own, err := locale.Of(c.Language); err != nil || own.Tag() != l.Tag() {
		return l, nil
	}
	return l.With(locale.Options{Digits: c.Digits, Months: c.Months})
}

// ReadConfig reads a configuration from TOML. Unknown keys are an error that
// names them, since a misspelt waiver must not vanish.
func ReadConfig(r io.Reader) (*Config, error) {
	var c Config
	md, err := toml.NewDecoder(io.LimitReader(r, 4<<20)).Decode(&c)
	if err != nil {
		return nil, fmt.Errorf("brief: the configuration cannot be read: %w", err)
	}
	if keys := md.Undecoded(); len(keys) > 0 {
		names := make([]string, len(keys))
		for i, k := range keys {
			names[i] = k.String()
		}
		err := fmt.Errorf("brief: the configuration has unknown keys: %s", strings.Join(names, ", "))
		return nil, humanitarian.Failed(err, humanitarian.Say("failure.config_keys", strings.Join(names, ", ")))
	}
	_, err = c.OwnIndicators()
	if _, err2 := tally.ParseFloors(c.Policies.MagnitudeWords); err2 != nil {
		err = errors.Join(err, err2)
	}
	if !c.readsFigures() {
		err2 := fmt.Errorf("brief: figures cannot be read in the language %q of figure_language; use en, fr, es or ar", c.FigureLanguage)
		err = errors.Join(err, humanitarian.Failed(err2, humanitarian.Say("failure.figure_language", c.FigureLanguage)))
	}
	return &c, err
}

// readsFigures reports whether figures can be read in the language that is named
// for them, if one is.
func (c *Config) readsFigures() bool {
	_, ok := numeral.Of(c.FigureLanguage)
	return ok || c.FigureLanguage == ""
}

// OwnIndicators returns the desk's indicators, ready for the register.
func (c *Config) OwnIndicators() ([]humanitarian.Indicator, error) {
	var out []humanitarian.Indicator
	for _, o := range c.Indicators {
		nature, err1 := humanitarian.ParseNature(o.Nature)
		unit, err2 := humanitarian.ParseUnit(o.Unit)
		theme, err3 := humanitarian.Response, error(nil)
		if o.Theme != "" {
			theme, err3 = humanitarian.ParseTheme(o.Theme)
		}
		err := errors.Join(err1, err2, err3)
		if o.Name == "" || nature == humanitarian.NatureOfIndicator || unit == "" || o.Label == "" {
			err = errors.Join(err, errors.New("name, nature, unit and label are needed"))
		}
		if slices.ContainsFunc(humanitarian.CoreIndicators(), func(i humanitarian.Indicator) bool { return i.Name == o.Name }) {
			err = errors.Join(err, errors.New("the core has it already"))
		}
		if err != nil {
			return nil, fmt.Errorf("brief: own indicator %q: %w", o.Name, err)
		}
		out = append(out, humanitarian.Indicator{Name: o.Name, Theme: theme, Nature: nature, Units: []humanitarian.Unit{unit}, Label: o.Label,
			Harm: theme == humanitarian.CivilianHarm && unit == humanitarian.Person})
	}
	return out, nil
}

// neverWaivable lists the findings that no editor may waive (design, section
// 5): rivals summed, fighters or unknowns as civilians, forecast as observed
// and rows above the edition have no finding to waive, and these would open a
// way around.
func neverWaivable(code string) bool {
	return slices.Contains([]string{"status_missing", "above_edition", "duplicate_id", "unknown_indicator", "bad_value",
		"ambiguous_number", "quantity_unfit", "low_above_high", "no_source_date", "mixed_countries", "missing_id", "part_of_itself", "part_of_unseen", "link_loop", "no_source", "pcode_country", "two_recommended",
		"unit_unfit", "currency_missing", "flow_without_period", "stock_without_asof", "cumulative_without_origin"}, code)
}

// fault says why w cannot be granted for an issue, or nothing: the name of a
// wording of the section waiver.
func (w Waiver) fault(i Issue) string {
	date, err := humanitarian.ParseDate(w.Date)
	until, err2 := humanitarian.ParseDate(w.Until)
	switch {
	case neverWaivable(w.Code):
		return "never"
	case w.Reason == "" || w.Name == "" || w.Figure == "" || w.Code == "":
		return "incomplete"
	case err != nil || date.IsZero() || date.After(i.AsOf):
		return "unsigned"
	case err2 != nil || until.IsZero():
		return "endless"
	case date.DaysUntil(until) > 31:
		return "too_long"
	case i.AsOf.After(until):
		return "expired"
	}
	return ""
}

var citation = regexp.MustCompile(`\{([A-Za-z0-9_.:-]+)\}`)
