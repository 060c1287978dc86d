package brief

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A ChartEntry asks for a chart. Kind says which, and what else is needed:
//
//	columns, lines    the values of a series over time (series); one line has its changes beneath
//	stacked           the parts by sex and age of each value of a series, where they fill it (series)
//	multiples         several series of one measure, a panel each (series)
//	bars              the parts of a whole by area (whole)
//	pyramid           the parts of a whole by sex and age (whole)
//	claims            rival claims on one place, window and status (indicator, status)
//
// A chart that the rules forbid is left out with a finding (chart_unfit). The
// zero value asks for nothing.
type ChartEntry struct {
	Kind      string   `toml:"kind"`
	Series    []string `toml:"series"`
	Whole     string   `toml:"whole"` // id of a figure
	Indicator string   `toml:"indicator"`
	Status    string   `toml:"status"` // zero: civilian, for indicators of harm
	Title     string   `toml:"title"`  // zero: what, where, when and unit, in the language of the report
}

// name says which entry a finding speaks of.
func (e ChartEntry) name() string {
	return strings.Join(strings.Fields(e.Kind+" "+strings.Join(e.Series, " ")+" "+e.Whole+" "+e.Indicator), " ")
}

// fewest is how many values over time make a chart: two are a change.
const fewest = 3

// A picture is a chart or map that will stand in the brief. Its sources get
// their numbers only when it is added, in the order of the page.
type picture struct {
	theme humanitarian.Theme
	whole string // id of the figure whose parts it shows
	block func() document.Block
}

// planCharts decides which charts the brief has: those that the desk asks for,
// else those that its figures allow. It runs after the maps are planned: what a
// map shows needs no bars.
func (c *composer) planCharts() {
	if c.config.Charts != nil {
		for _, e := range c.config.Charts {
			p, fault := c.picture(e)
			if fault != "" {
				c.find("chart_unfit", humanitarian.WarningFinding, nil, e.name(), "fault_"+fault)
				continue
			}
			c.pictures = append(c.pictures, p)
		}
		return
	}
	for _, e := range c.usualCharts() {
		if p, fault := c.picture(e); fault == "" && !c.isMapped(p.whole) {
			c.pictures = append(c.pictures, p)
		}
	}
}

func (c *composer) isMapped(whole string) bool {
	return whole != "" && slices.ContainsFunc(c.maps, func(p picture) bool { return p.whole == whole })
}

// charts adds the charts of a theme.
func (c *composer) charts(t humanitarian.Theme) {
	for _, p := range c.pictures {
		if p.theme == t {
			c.add(p.block())
		}
	}
}

// picture resolves an entry, or says what is wrong with it: the name of a
// wording of the section chart, without fault_.
func (c *composer) picture(e ChartEntry) (picture, string) {
	switch e.Kind {
	case "columns", "lines", "multiples":
		return c.overTime(e)
	case "stacked":
		return c.stacked(e)
	case "bars":
		return c.byPlace(e)
	case "pyramid":
		return c.byPeople(e)
	case "claims":
		return c.sideBySide(e)
	}
	return picture{}, "kind"
}

// usualCharts lists what a desk that asks for nothing gets: people displaced
// and civilians killed over time, the displaced by area, a whole by sex and age,
// and rival claims on the civilians killed.
func (c *composer) usualCharts() []ChartEntry {
	var out []ChartEntry
	if s := c.longestSeries("idps", humanitarian.StatusNotStated); s != "" {
		out = append(out, c.usualOverTime(s))
	}
	if id := c.widestWhole(of("idps")); id != "" {
		out = append(out, ChartEntry{Kind: "bars", Whole: id})
	}
	if id := c.widestPyramid(); id != "" {
		out = append(out, ChartEntry{Kind: "pyramid", Whole: id})
	}
	if s := c.longestSeries("killed", humanitarian.Civilian); s != "" {
		out = append(out, c.usualOverTime(s))
	}
	return append(out, ChartEntry{Kind: "claims", Indicator: "killed"})
}

// usualOverTime chooses how a series is drawn: by sex and age where its parts
// fill it, windows as columns, and what was counted on days as a line, which
// keeps their distance.
func (c *composer) usualOverTime(series string) ChartEntry {
	e := ChartEntry{Kind: "stacked", Series: []string{series}}
	if _, fault := c.stacked(e); fault == "" {
		return e
	}
	e.Kind = "lines"
	if values, _ := c.valuesOf(series); len(values) > 0 && c.reg.Nature(values[0]) == humanitarian.Flow {
		e.Kind = "columns"
	}
	return e
}

// longestSeries returns the series of an indicator that can be charted: the
// first that is a key figure, else the one with the most values.
func (c *composer) longestSeries(indicator string, s humanitarian.Status) string {
	best, most := "", fewest-1
	for _, f := range c.figures(func(f humanitarian.Figure) bool {
		return f.Indicator == indicator && f.Status == s && f.Series != "" && f.Sex == humanitarian.SexAll && f.Age == "" && f.Group == "" && counts(f)
	}) {
		values, fault := c.valuesOf(f.Series)
		if fault != "" || len(values) < fewest {
			continue
		}
		if slices.ContainsFunc(c.config.KeyFigures, func(k KeyFigure) bool { return k.Series == f.Series || k.ID == f.ID }) {
			return f.Series
		}
		if len(values) > most {
			best, most = f.Series, len(values)
		}
	}
	return best
}

// sideBySide makes bars of rival claims that may stand side by side: of one
// place, window, status and group. They are never added (rule 3).
func (c *composer) sideBySide(e ChartEntry) (picture, string) {
	ind, ok := c.reg.Indicator(e.Indicator)
	status := humanitarian.StatusNotStated
	if ind.Harm {
		status = humanitarian.Civilian
	}
	if e.Status != "" {
		var err error
		status, err = humanitarian.ParseStatus(e.Status)
		ok = ok && err == nil
	}
	if !ok {
		return picture{}, "claims"
	}
	var best []humanitarian.Figure
	for _, group := range c.rivalGroups(e.Indicator, status) {
		if len(group) > len(best) {
			best = group
		}
	}
	if best == nil {
		return picture{}, "claims"
	}
	return picture{theme: ind.Theme, block: func() document.Block {
		f := best[0]
		when := c.when(f)
		out := &document.Chart{Name: "claims", Kind: document.Bars, Title: c.titled(e.Title, "chart.claims", c.whom(f), c.where(f), when.Format(c.lang), string(c.reg.Unit(f))), AsOf: when}
		for _, f := range best {
			label := c.who(f)
			if f.Verification != humanitarian.VerificationNotStated {
				label = c.say("cell.in_brackets", label, c.known(f))
			}
			out.Rows = append(out.Rows, document.ChartRow{Label: text(label), Values: []document.Value{c.value(f)}})
			out.Marks = c.marked(out.Marks, f)
		}
		return out
	}}, ""
}

// rivalGroups groups the claims on an indicator by what they must have in
// common to stand in one chart; each group has two sources or more.
func (c *composer) rivalGroups(indicator string, s humanitarian.Status) [][]humanitarian.Figure {
	var keys []string
	groups := map[string][]humanitarian.Figure{}
	for _, f := range c.figures(func(f humanitarian.Figure) bool {
		return f.Indicator == indicator && f.Status == s && f.PartOf == "" && !f.IsRelay() && f.Quantity.HasNumber() && counts(f)
	}) {
		k := strings.Join([]string{f.Place.Key(), f.Place.Precision.String(), c.when(f).Format(c.lang), f.Sex.String(), f.Age, f.Group,
			string(c.reg.Unit(f)), f.Level.String(), f.Event, f.FacilityType, f.Sector}, "\x00")
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], f)
	}
	var out [][]humanitarian.Figure
	for _, k := range keys {
		g := groups[k]
		rivals := slices.ContainsFunc(g, func(f humanitarian.Figure) bool { return tally.Rivals(c.reg, g[0], f) })
		if _, err := tally.EnvelopeOf(c.reg, g); err == nil && rivals {
			out = append(out, g)
		}
	}
	return out
}

// whom words the measure of a chart, which has no heading that says civilians.
func (c *composer) whom(f humanitarian.Figure) string {
	what := c.what(f, false)
	if ind, _ := c.reg.Indicator(f.Indicator); ind.Harm && f.Status == humanitarian.Civilian {
		return c.say("cell.in_brackets", what, c.lang.Word("status", f.Status.String()))
	}
	return what
}

// noted joins a note and, as on a tile, where the rivals of f are (rule 3).
func (c *composer) noted(note string, f humanitarian.Figure) string {
	return strings.TrimSpace(note + " " + c.rivalLine(f))
}

// titled words the title of a chart, unless the desk gave one.
func (c *composer) titled(own, key string, args ...string) string {
	if own != "" {
		return own
	}
	return c.say(key, args...)
}

// marked adds the mark of f's source to marks, which stay sorted.
func (c *composer) marked(marks []int, f humanitarian.Figure) []int {
	n := c.mark(f)
	if at, found := slices.BinarySearch(marks, n); !found {
		marks = slices.Insert(marks, at, n)
	}
	return marks
}
