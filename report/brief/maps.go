package brief

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A MapEntry asks for a map of figures of one source, one measure and one time
// by area: the parts of a whole, or all figures of an indicator, each of one
// whole area. A map that the rules forbid is left out with a finding
// (chart_unfit). The zero value takes whatever the brief has.
type MapEntry struct {
	Whole     string `toml:"whole"`     // id of a figure
	Indicator string `toml:"indicator"` // in place of a whole
	Status    string `toml:"status"`
	Source    string `toml:"source"`
	Rate      bool   `toml:"rate"`  // shade the share of the population, which the gazetteer must have; false: circles of counts
	Title     string `toml:"title"` // zero: what, when and unit
}

func (e MapEntry) name() string {
	return strings.TrimSpace("map " + e.Whole + e.Indicator)
}

// areaSet is figures that may stand on one map.
type areaSet struct {
	figures []areaFigure
	origin  bool
	whole   humanitarian.Figure // zero: none
}

// planMaps decides which maps the brief has: those that the desk asks for, else
// one of the displaced, if their figures allow it. There is none without
// boundaries and a disclaimer for them.
func (c *composer) planMaps() {
	entries, asked := c.config.Maps, c.config.Maps != nil
	if !asked {
		entries = []MapEntry{{}}
	}
	for _, e := range entries {
		p, fault := c.mapped(e)
		switch {
		case fault == "" && c.config.Disclaimers["map"] == "":
			c.find("map_without_disclaimer", humanitarian.WarningFinding, nil)
		case fault == "":
			c.maps = append(c.maps, p)
		case asked:
			c.find("chart_unfit", humanitarian.WarningFinding, nil, e.name(), "fault_"+fault)
		}
	}
	if !asked {
		c.locate()
	}
}

// locate plans a map of where the figures of this issue are, if no map of figures
// can lead it: it says where, and never how many.
func (c *composer) locate() {
	if len(c.maps) > 0 || c.issue.Boundaries == nil {
		return
	}
	switch m := c.locator(); {
	case len(m.Areas) == 0:
	case m.Disclaimer != "":
		c.maps = append(c.maps, picture{block: func() document.Block { return c.locator() }})
	case !slices.ContainsFunc(c.findings, func(f humanitarian.Finding) bool { return f.Code == "map_without_disclaimer" }):
		c.find("map_without_disclaimer", humanitarian.WarningFinding, nil)
	}
}

// locator returns the map of the areas that the figures of this issue speak of. A
// figure of a part of an area, around it, or of several together is no figure of
// the area (rule 8), which is therefore told from one that has its own.
func (c *composer) locator() *document.Map {
	m := &document.Map{Name: "map", Kind: document.Located, Title: c.say("map.located"), AsOf: document.Value{Class: document.DateValue, Date: c.issue.AsOf},
		Disclaimer: c.config.Disclaimers["map"], Outlines: c.issue.Boundaries.Outlines(), Note: c.say("map.located_note")}
	if c.short {
		m.Note = c.say("map.located_short")
	}
	at := map[string]int{}
	for _, f := range c.figures(func(humanitarian.Figure) bool { return true }) {
		for _, code := range f.Place.Codes {
			area, ok := c.outlined(code)
			if !ok {
				continue
			}
			i, known := at[area]
			if !known {
				i, at[area] = len(m.Areas), len(m.Areas)
				m.Areas = append(m.Areas, document.Area{PCode: area, Name: c.place(area)})
			}
			own, one := areaOf(f)
			m.Areas[i].Own = m.Areas[i].Own || one && own == area && counts(f)
		}
	}
	slices.SortFunc(m.Areas, func(a, b document.Area) int { return strings.Compare(a.PCode, b.PCode) })
	for i, a := range m.Areas {
		key := "map.located_spoken"
		if a.Own {
			key = "map.located_own"
		}
		m.Areas[i].Value = text(c.say(key))
	}
	return m
}

// outlined returns the largest area with an outline in which a place lies.
func (c *composer) outlined(code string) (string, bool) {
	var best string
	for _, s := range c.issue.Boundaries.Shapes() {
		if c.reg.LiesIn(code, s.PCode) && (best == "" || c.reg.LiesIn(best, s.PCode)) {
			best = s.PCode
		}
	}
	return best, best != ""
}

// addMaps adds the maps.
func (c *composer) addMaps() {
	for _, p := range c.maps {
		c.add(p.block())
	}
}

// mapped resolves an entry, or says what is wrong with it, as picture does.
func (c *composer) mapped(e MapEntry) (picture, string) {
	b := c.issue.Boundaries
	if b == nil {
		return picture{}, "boundaries"
	}
	set, fault := c.areaSet(e)
	if fault != "" {
		return picture{}, fault
	}
	on := 0
	for _, f := range set.figures {
		if b.Has(f.code) {
			on++
		}
	}
	if on < 2 {
		return picture{}, "areas"
	}
	var rates []document.Value
	var per gazetteer.Population
	if e.Rate {
		var ok bool
		if rates, per, ok = c.rates(set.figures); !ok {
			return picture{}, "population"
		}
	}
	return picture{whole: set.whole.ID, block: func() document.Block { return c.mapOf(e, set, rates, per) }}, ""
}

func (c *composer) mapOf(e MapEntry, set areaSet, rates []document.Value, per gazetteer.Population) *document.Map {
	f := set.figures[0].Figure
	when, unit := c.when(f), string(c.reg.Unit(f))
	out := &document.Map{Name: "map", Kind: document.Circles, Title: c.titled(e.Title, byArea(set.origin), c.whom(f), when.Format(c.lang), unit),
		Measure: c.say("map.measure", c.whom(f), unit), Source: f.Source.Name, AsOf: when,
		Disclaimer: c.config.Disclaimers["map"], Outlines: c.issue.Boundaries.Outlines(), Note: c.say("map.no_circle")}
	if rates != nil {
		out.Kind, out.Note = document.Shades, ""
		out.Measure = c.say("map.rate", c.whom(f), strconv.Itoa(per.Year), per.Source)
	}
	out.Note = joined(out.Note, c.apartNote(set.figures))
	if set.whole.ID != "" {
		out.Note = c.noted(joined(c.partsNote(set.whole, f), out.Note), set.whole)
	}
	for i, f := range set.figures {
		a := document.Area{PCode: f.code, Name: c.place(f.code), Value: c.shownAs(f)}
		if rates != nil {
			a.Rate = rates[i]
		}
		out.Areas = append(out.Areas, a)
		out.Marks = c.marked(out.Marks, f.Figure)
	}
	return out
}

// areaSet returns the figures that an entry asks for.
func (c *composer) areaSet(e MapEntry) (areaSet, string) {
	switch {
	case e.Whole != "":
		w, ok := c.wholeOf(e.Whole)
		if !ok {
			return areaSet{}, "whole"
		}
		return c.partSet(w)
	case e.Indicator != "":
		return c.widestSet(func(f humanitarian.Figure) bool {
			return f.Indicator == e.Indicator && (e.Status == "" || f.Status.String() == e.Status) && (e.Source == "" || f.Source.Name == e.Source)
		})
	}
	current := func(f humanitarian.Figure) bool { return of("idps", "new_displacement")(f) && !c.isBefore(f) } // it leads the page
	if id := c.widestWhole(current); id != "" {
		w, _ := c.figure(id)
		return c.partSet(w)
	}
	return c.widestSet(of("idps", "new_displacement"))
}

func (c *composer) partSet(w humanitarian.Figure) (areaSet, string) {
	parts, origin := c.partsByArea(w)
	if parts == nil {
		return areaSet{}, "parts"
	}
	return areaSet{parts, origin, w}, ""
}

// widestSet returns the most figures of one source, measure, group and time,
// each of one whole area. A person counted in two of them is counted once in
// each, as their source does; nothing is added.
func (c *composer) widestSet(keep func(humanitarian.Figure) bool) (areaSet, string) {
	var best, done []areaFigure
	figures := c.figures(func(f humanitarian.Figure) bool {
		ind, _ := c.reg.Indicator(f.Indicator)
		_, one := areaOf(f)
		return one && counts(f) && keep(f) && f.PartOf == "" && len(f.Origin) == 0 && f.Level != humanitarian.Incident && (!ind.Harm || f.Status == humanitarian.Civilian)
	})
	for _, f := range figures {
		if slices.ContainsFunc(done, func(g areaFigure) bool { return g.ID == f.ID }) {
			continue
		}
		var set []areaFigure
		for _, g := range figures {
			if c.alike(g, f) && g.Definition == f.Definition {
				set = append(set, areaFigure{g, g.Place.Codes[0], true})
			}
		}
		done = append(done, set...)
		if c.distinct(set) && len(set) > len(best) {
			best = set
		}
	}
	if best == nil {
		return areaSet{}, "unlike"
	}
	return areaSet{figures: best}, ""
}

// rates returns the share of each area's population in tenths of a per cent,
// if the gazetteer has populations of one year and source for all of them. The
// dead and injured have no rates here, since those would round them.
func (c *composer) rates(figures []areaFigure) (out []document.Value, per gazetteer.Population, ok bool) {
	for i, f := range figures {
		ind, _ := c.reg.Indicator(f.Indicator)
		if c.issue.Gazetteer == nil || ind.Harm || c.reg.Unit(f.Figure) != humanitarian.Person {
			return nil, per, false
		}
		p, known := c.issue.Gazetteer.Place(f.code)
		if !known {
			return nil, per, false
		}
		population, err := p.Population(gazetteer.Census{NotAfter: c.issue.AsOf.Year()})
		if err != nil || population.Value <= 0 || population.Source == "" || i > 0 && (population.Year != per.Year || population.Source != per.Source) {
			return nil, per, false
		}
		per = population
		if !f.counted || !f.Quantity.HasNumber() {
			out = append(out, c.shownAs(f))
			continue
		}
		q, err := permille(f.Quantity, population.Value)
		if err != nil {
			return nil, per, false
		}
		out = append(out, document.Value{Class: document.DerivedValue, Quantity: &q, Unit: humanitarian.Permille, Figures: []string{f.ID}})
	}
	return out, per, true
}

// permille sets a quantity against a population. Bounds stay true: a lower one
// is rounded down, an upper one up.
func permille(q humanitarian.Quantity, population int64) (humanitarian.Quantity, error) {
	p := q.Parts()
	scale := func(n *int64, add *big.Rat) *int64 {
		if n == nil {
			return nil
		}
		x := new(big.Rat).Add(new(big.Rat).Mul(big.NewRat(*n, population), big.NewRat(1000, 1)), add)
		whole := new(big.Int).Quo(x.Num(), x.Denom())
		out := whole.Int64()
		if !whole.IsInt64() {
			out = -1 // no quantity has it
		}
		return &out
	}
	almost := new(big.Rat).Sub(big.NewRat(1, 1), big.NewRat(1, population))
	p.Low, p.Best, p.High = scale(p.Low, new(big.Rat)), scale(p.Best, big.NewRat(1, 2)), scale(p.High, almost)
	if p.Form == humanitarian.Exact {
		p.Form = humanitarian.About // a share of an estimate
	}
	return humanitarian.QuantityFrom(p)
}
