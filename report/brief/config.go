package brief

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// A Config is what a desk decides once for a series of briefs. The zero value
// composes a brief without texts, from core indicators only.
type Config struct {
	Title        string `toml:"title"` // zero: Weekly humanitarian brief
	Series       string `toml:"series"`
	Number       int    `toml:"number"`
	Organisation string `toml:"organisation"`
	Producer     string `toml:"producer"`
	Country      string `toml:"country"`
	Language     string `toml:"language"`

	Texts       Texts             `toml:"texts"`
	Contacts    []Contact         `toml:"contacts"`
	NextIssue   map[string]string `toml:"next_issue"` // as-of date to date
	KeyFigures  []KeyFigure       `toml:"key_figures"`
	Indicators  []OwnIndicator    `toml:"indicators"`
	Places      map[string]string `toml:"places"` // P-code to name
	Waivers     []Waiver          `toml:"waivers"`
	Policies    Policies          `toml:"policies"`
	Disclaimers map[string]string `toml:"disclaimers"` // map, data
}

// Texts are the desk's own sentences, which may cite figures: {R06-01} prints
// as that figure. A sentence that cites a figure not yet known is left out.
type Texts struct {
	Highlights     []string `toml:"highlights"`
	Overview       []string `toml:"overview"`
	Displacement   []string `toml:"displacement"`
	CivilianHarm   []string `toml:"civilian_harm"`
	Infrastructure []string `toml:"infrastructure"`
	Access         []string `toml:"access"`
	Response       []string `toml:"response"`
	DataNotes      []string `toml:"data_notes"`
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
	Number  int // zero: the configuration's
	Edition disclosure.Edition
	Draft   bool
}

// ReadConfig reads a configuration from TOML. Unknown keys are an error that
// names them, since a misspelt waiver must not vanish.
func ReadConfig(r io.Reader) (*Config, error) {
	var c Config
	md, err := toml.NewDecoder(io.LimitReader(r, 4<<20)).Decode(&c)
	if err != nil {
		var pe toml.ParseError
		if errors.As(err, &pe) {
			return nil, fmt.Errorf("brief: the configuration cannot be read: %s", pe.ErrorWithUsage())
		}
		return nil, fmt.Errorf("brief: the configuration cannot be read: %w", err)
	}
	if keys := md.Undecoded(); len(keys) > 0 {
		names := make([]string, len(keys))
		for i, k := range keys {
			names[i] = k.String()
		}
		return nil, fmt.Errorf("brief: the configuration has unknown keys: %s", strings.Join(names, ", "))
	}
	_, err = c.OwnIndicators()
	if _, err2 := tally.ParseFloors(c.Policies.MagnitudeWords); err2 != nil {
		err = errors.Join(err, err2)
	}
	return &c, err
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
		"ambiguous_number", "quantity_unfit", "low_above_high", "no_source_date", "mixed_countries", "missing_id", "part_of_itself", "link_loop"}, code)
}

// fault says why w cannot be granted for an issue, or nothing.
func (w Waiver) fault(i Issue) string {
	date, err := humanitarian.ParseDate(w.Date)
	until, err2 := humanitarian.ParseDate(w.Until)
	switch {
	case neverWaivable(w.Code):
		return "this finding is never waivable"
	case w.Reason == "" || w.Name == "" || w.Figure == "" || w.Code == "":
		return "it needs code, figure, reason and name"
	case err != nil || date.IsZero() || date.After(i.AsOf):
		return "it needs the date it was signed, not after the as-of date"
	case err2 != nil || until.IsZero():
		return "it needs until, the as-of date of the issue it holds for"
	case date.DaysUntil(until) > 31:
		return "it holds for one issue, not longer than a month; sign it again for the next"
	case i.AsOf.After(until):
		return "it expired with the issue of " + w.Until
	}
	return ""
}

var citation = regexp.MustCompile(`\{([A-Za-z0-9_.:-]+)\}`)
