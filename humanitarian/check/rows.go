package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
)

// Options say how a register is checked. Nil and the zero value are the
// defaults.
type Options struct {
	// Gazetteer holds the P-codes there are. Nil: P-codes are held against the
	// country of the register only.
	Gazetteer *gazetteer.Gazetteer
	// Read is what reading the register found. What would be said of a cell only
	// because it could not be read is not said again. Nil: nothing was found.
	Read []humanitarian.Finding
}

// Rows checks every figure of reg for itself and against those it refers to.
// The findings are sorted and none stands twice. A nil register has none.
//
// Rows does not repeat what reading reports, such as cells that cannot be read
// and ids that stand twice.
func Rows(reg *humanitarian.Register, opts *Options) []humanitarian.Finding {
	if reg == nil {
		return nil
	}
	c := newChecker(reg, opts)
	for i := range reg.Figures {
		f := &reg.Figures[i]
		if f.ID == "" {
			c.row(f, "missing_id")
		} else if j := c.index[f.ID]; reg.Figures[j].Revision != f.Revision {
			continue
		}
		c.indicator(f)
		c.times(f)
		c.source(f)
		c.places(f)
		c.shares(f)
		c.links(f)
		c.roles(f)
	}
	c.wholes()
	c.rivals()
	c.series()
	c.unlike()
	c.ties()
	c.spellings()
	c.oneEvent()
	c.circles()
	slices.SortStableFunc(c.findings, humanitarian.CompareFindings)
	return slices.CompactFunc(c.findings, func(a, b humanitarian.Finding) bool {
		return a.Severity == b.Severity && humanitarian.CompareFindings(a, b) == 0 && slices.Equal(a.Positions, b.Positions)
	})
}

func newChecker(reg *humanitarian.Register, opts *Options) *checker {
	c := &checker{reg: reg, index: reg.Index(), country: reg.Country, alpha2: gazetteer.ISO2(reg.Country), indicators: map[string]humanitarian.Indicator{}}
	if opts != nil {
		c.opts = *opts
	}
	c.cells = unreadCells(InForce(reg, c.opts.Read))
	for _, i := range reg.Indicators {
		if _, ok := c.indicators[i.Name]; !ok {
			c.indicators[i.Name] = i
		}
	}
	return c
}

// InForce returns findings as they bear on the rows of reg that count: a row
// finding about revisions that others replaced is a warning, since other rows
// stand in their place. Reading cannot say so, because a newer revision may be
// published after the day of a brief; for that brief, pass the register as it was
// known ([tally.AsKnown]). A figure that reg does not have is left as found.
func InForce(reg *humanitarian.Register, findings []humanitarian.Finding) []humanitarian.Finding {
	named := map[string][]humanitarian.Figure{}
	for _, f := range findings {
		for _, id := range f.Figures {
			named[id] = nil
		}
	}
	for _, f := range tally.InForce(reg, humanitarian.Date{}).Figures {
		if _, ok := named[f.ID]; ok {
			named[f.ID] = append(named[f.ID], f)
		}
	}
	out := slices.Clone(findings)
	for i, f := range out {
		replaced := func(id string) bool { return len(named[id]) > 0 && !slices.ContainsFunc(named[id], f.Concerns) }
		if f.Severity == humanitarian.RowFinding && len(f.Figures) > 0 && !slices.ContainsFunc(f.Figures, func(id string) bool { return !replaced(id) }) {
			out[i].Severity = humanitarian.WarningFinding
		}
	}
	return out
}

// Excluded returns the ids of the figures of reg that findings of the severity of
// a row take out of totals, as they bear on it ([InForce]). The empty id stands
// for all rows without one.
func Excluded(reg *humanitarian.Register, findings []humanitarian.Finding) map[string]bool {
	out := map[string]bool{}
	for _, f := range InForce(reg, findings) {
		if f.Severity != humanitarian.RowFinding {
			continue
		}
		if f.Code == "missing_id" {
			out[""] = true
		}
		for _, id := range f.Figures {
			out[id] = true
		}
	}
	return out
}

type checker struct {
	reg        *humanitarian.Register
	opts       Options
	index      map[string]int
	indicators map[string]humanitarian.Indicator
	country    string
	alpha2     string
	cells      map[cellOf]bool // that could not be read
	findings   []humanitarian.Finding
}

func (c *checker) add(f *humanitarian.Figure, code string, s humanitarian.Severity, args ...string) {
	found := humanitarian.Finding{Code: code, Severity: s, Args: args}
	if p := f.Position; p != (humanitarian.Position{}) {
		if p.Column == 0 {
			p.Column = c.reg.Column(columnsOf(code)...)
		}
		found.Positions = []humanitarian.Position{p}
	}
	if f.ID != "" {
		found.Figures = []string{f.ID}
	}
	c.findings = append(c.findings, found)
}

// columnsOf returns the columns in which a finding is mended, the likeliest
// first: the cell to which a finding points.
func columnsOf(code string) []string {
	switch code {
	case "missing_id":
		return []string{"id"}
	case "unknown_indicator":
		return []string{"indicator"}
	case "unit_unfit", "currency_missing":
		return []string{"unit", "indicator"}
	case "status_missing":
		return []string{"status"}
	case "household_size":
		return []string{"household_size"}
	case "stock_without_asof":
		return []string{"as_of"}
	case "flow_without_period", "cumulative_without_origin":
		return []string{"period_start", "period"}
	case "period_reversed":
		return []string{"period_end", "period"}
	case "published_before", "no_source_date":
		return []string{"source_date"}
	case "no_source", "source_spelled_twice":
		return []string{"source"}
	case "verified_by_nobody":
		return []string{"verified_by", "verification"}
	case "pcode_country", "pcode_unknown":
		return []string{"place"}
	case "share_without_whole", "link_unknown", "link_loop", "supersedes_unlike", "supersedes_newer", "relay_before_origin", "relay_unlike":
		return []string{"links"}
	case "share_over_whole", "part_above_whole", "relay_differs", "cumulative_taken_back", "series_tie":
		return []string{"figure", "best", "low", "high"}
	case "part_unknown", "part_of_itself", "part_unlike", "part_of_unseen", "part_of_apart":
		return []string{"part_of"}
	case "series_unlike":
		return []string{"series"}
	case "maybe_one_event":
		return []string{"event"}
	case "role_without_reason":
		return []string{"reason", "role"}
	}
	return nil
}

func (c *checker) row(f *humanitarian.Figure, code string, args ...string) {
	c.add(f, code, humanitarian.RowFinding, args...)
}

func (c *checker) warn(f *humanitarian.Figure, code string, args ...string) {
	c.add(f, code, humanitarian.WarningFinding, args...)
}

func (c *checker) nature(f *humanitarian.Figure) humanitarian.Nature {
	if f.Nature != humanitarian.NatureOfIndicator {
		return f.Nature
	}
	return c.indicators[f.Indicator].Nature
}

func (c *checker) unit(f *humanitarian.Figure) humanitarian.Unit {
	if i := c.indicators[f.Indicator]; f.Unit == "" && len(i.Units) > 0 {
		return i.Units[0]
	}
	return f.Unit
}

func (c *checker) indicator(f *humanitarian.Figure) {
	i, ok := c.indicators[f.Indicator]
	if !ok {
		c.row(f, "unknown_indicator", f.Indicator)
		return
	}
	unit := c.unit(f)
	switch {
	case c.unread(f, "unit"):
	case unit == "":
		c.row(f, "currency_missing", i.Name)
	case !i.Takes(unit):
		c.row(f, "unit_unfit", i.Name, string(unit))
	}
	if i.Harm && f.Status == humanitarian.StatusNotStated && !c.unread(f, "status") {
		c.warn(f, "status_missing", i.Name)
	}
	// Below one person or above thirty no survey finds an average.
	if f.Household != 0 && (f.Household < 100 || f.Household > 3000) {
		c.row(f, "household_size", strconv.FormatInt(f.Household, 10))
	}
}

// times checks that a figure has the dates its nature needs, in order.
func (c *checker) times(f *humanitarian.Figure) {
	start, end := f.Period.Start, f.Period.End
	noStart := start.IsZero() && !c.unread(f, "period_start", "period")
	noEnd := end.IsZero() && !c.unread(f, "period_end", "period")
	switch c.nature(f) {
	case humanitarian.Stock:
		if f.AsOf.IsZero() && !c.unread(f, "as_of") {
			c.row(f, "stock_without_asof")
		}
	case humanitarian.Flow:
		if noStart || noEnd {
			c.row(f, "flow_without_period")
		}
	case humanitarian.Cumulative:
		if noStart {
			c.row(f, "cumulative_without_origin")
		}
	}
	if !start.IsZero() && !end.IsZero() && start.First().After(end.Last()) {
		c.row(f, "period_reversed", start.String(), end.String())
	}
	published, spoken := f.Source.Date, f.AsOf
	if spoken.IsZero() {
		spoken = end
	}
	// A forecast speaks of days to come. Month against day: only what is
	// certain counts here.
	if f.IsObserved() && !published.IsZero() && !spoken.IsZero() && spoken.First().After(published.Last()) {
		c.warn(f, "published_before", published.String(), spoken.String())
	}
}

func (c *checker) source(f *humanitarian.Figure) {
	if strings.TrimSpace(f.Source.Name) == "" && !c.unread(f, "source") {
		c.row(f, "no_source")
	}
	if f.Source.Date.IsZero() && !c.unread(f, "source_date") {
		c.row(f, "no_source_date")
	}
	if f.Verification == humanitarian.Verified && strings.TrimSpace(f.VerifiedBy) == "" {
		c.warn(f, "verified_by_nobody")
	}
}

// places checks the P-codes of a figure's place. People may come from abroad,
// so the origin is not checked.
func (c *checker) places(f *humanitarian.Figure) {
	if c.unread(f, "place") {
		return // the text stays in the place, lest the figure be of the whole country
	}
	for _, code := range f.Place.Codes {
		if c.isForeign(code) {
			c.row(f, "pcode_country", code, c.country)
		}
	}
	if c.opts.Gazetteer == nil {
		return
	}
	for _, code := range f.Place.Codes {
		if !c.isForeign(code) && !c.opts.Gazetteer.Known(code) {
			c.row(f, "pcode_unknown", code)
		}
	}
}

// isForeign reports whether a P-code begins with the code of another country,
// or with none where two letters stand. Codes with one letter, such as those
// of Syria's communities, do not say their country.
func (c *checker) isForeign(code string) bool {
	if c.alpha2 == "" || strings.HasPrefix(code, c.alpha2) || strings.HasPrefix(code, c.country) {
		return false
	}
	return len(code) < 2 || code[1] < '0' || code[1] > '9'
}

func (c *checker) shares(f *humanitarian.Figure) {
	if c.unit(f) != humanitarian.Permille {
		return
	}
	of, ok := f.LinkTo(humanitarian.ShareOf)
	if !ok && !c.unread(f, "links") {
		c.row(f, "share_without_whole")
	}
	if i, known := c.index[of]; ok && known && f.IsObserved() && !c.reg.Figures[i].IsObserved() {
		c.row(f, "part_of_unseen", of, c.reg.Figures[i].Modality.String())
	}
	for _, get := range []func() (int64, bool){f.Quantity.High, f.Quantity.Best, f.Quantity.Low} {
		if n, ok := get(); ok && n > 1000 {
			c.row(f, "share_over_whole", strconv.FormatInt(n, 10))
			break
		}
	}
}

func (c *checker) roles(f *humanitarian.Figure) {
	switch f.Role {
	case humanitarian.Recommended, humanitarian.Disputed, humanitarian.Withdrawn, humanitarian.Pending:
		if strings.TrimSpace(f.Reason) == "" {
			c.warn(f, "role_without_reason", f.Role.String())
		}
	}
}

// rivals finds claims about the same thing of which more than one is
// recommended. A relay is no rival, and neither is another value of one source.
func (c *checker) rivals() {
	groups := map[string][]*humanitarian.Figure{}
	var order []string
	for i := range c.reg.Figures {
		f := &c.reg.Figures[i]
		if f.Role != humanitarian.Recommended || f.IsRelay() || f.ID == "" || c.index[f.ID] != i {
			continue
		}
		k := c.claim(f)
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], f)
	}
	for _, k := range order {
		g := groups[k]
		sources := map[string]bool{}
		found := humanitarian.Finding{Code: "two_recommended", Severity: humanitarian.RowFinding}
		for _, f := range g {
			sources[f.Source.Name] = true
			found.Figures = append(found.Figures, f.ID)
			if f.Position != (humanitarian.Position{}) {
				found.Positions = append(found.Positions, f.Position)
			}
		}
		if len(sources) > 1 {
			found.Args = []string{strings.Join(found.Figures, ", ")}
			c.findings = append(c.findings, found)
		}
	}
}

// claim says what a figure is about: same measure, place, window and status.
func (c *checker) claim(f *humanitarian.Figure) string {
	modality := f.Modality
	if f.IsObserved() {
		modality = humanitarian.Observed
	}
	return fmt.Sprintf("%q", []string{f.Indicator, string(c.unit(f)), c.nature(f).String(), f.Place.Key(), placeName(f), f.Place.Precision.String(),
		f.Period.String(), f.AsOf.String(), f.Status.String(), f.Sex.String(), f.Age, f.Group, modality.String(), f.Event,
		f.Sector, strings.Join(f.Origin, ";"), f.FacilityType, f.FacilityName, f.Basis.String(), f.Damage, f.Function, f.Access})
}

// placeName sets places apart that have no P-code of their own.
func placeName(f *humanitarian.Figure) string {
	if f.Place.Precision == humanitarian.Part || f.Place.Precision == humanitarian.Vague || len(f.Place.Codes) == 0 {
		return f.Place.Name
	}
	return ""
}
