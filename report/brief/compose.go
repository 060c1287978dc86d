package brief

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// ErrStopped is returned when a brief finding stops the brief. The findings
// beside it say why; a draft is composed all the same.
var ErrStopped = errors.New("brief: a finding stops this brief; correct it, or make a draft")

// A sourceKey is what makes two figures share a source mark.
type sourceKey struct {
	source    humanitarian.Source
	publisher string
}

// A composer holds one issue while it is composed.
type composer struct {
	reg      *humanitarian.Register         // the edition's as known by the as-of date, one revision of each id
	hidden   map[string]bool                // ids that must not be named
	later    map[string]humanitarian.Figure // ids that nobody could know by then
	rest     []humanitarian.Finding         // what was found in rows of that kind: told to the desk alone
	rows     map[string]humanitarian.Figure // ids to the rows in force, whatever the edition shows
	verified map[string]bool                // ids of which the register names the verifier, whatever the edition shows
	raw      map[string]string              // ids to a number as it stood in the cell that could not be read
	index    map[string]int                 // ids to places in reg
	relays   map[string][]humanitarian.Figure
	config   *Config
	issue    Issue
	lang     *locale.Language

	left     map[string]humanitarian.Phrase // id to why it is not counted
	current  map[string]bool                // ids this brief may show as of its period
	past     map[string]bool                // ids of counts that ended before it, of which nothing newer is known
	doubted  map[string]bool                // ids of wholes of which a part is disputed
	replaced map[string]string              // ids of figures known by the as-of date to what stands in their place
	uneven   map[string]bool                // series that are not expected to add up
	withheld int
	waived   []Waiver

	doc       *document.Document
	marks     map[sourceKey]int
	shown     map[string]bool
	tabled    map[string]bool // figures that have a row
	said      map[string]bool // what is said once, and was
	maps      []picture
	pictures  []picture              // charts
	typed     []string               // the desk's sentences as they print
	ledgerNow *tally.Ledger          // what changed since the previous issue; nil without one
	before    *humanitarian.Register // what the previous issue showed
	desk      *humanitarian.Register // the edition's figures, uncut: to compare, never to print
	deskNow   *humanitarian.Register // of them one revision of each id
	strands   map[string]string      // ids to the series that a sentence may compare them in
	rehearsed map[string]bool        // what this one shows apart from what changed
	short     bool                   // a shorter product is being made of the whole
	rowed     map[string]bool        // figures that have a row in it
	seal      string                 // digest of the whole
	findings  []humanitarian.Finding
}

// Compose composes one issue of a brief. The findings passed in are those of
// reading and checking the register; they decide which rows are left out. The
// register is not changed. Compose returns [ErrStopped] when a brief finding
// stops the brief, and the document of a draft in any case.
func Compose(ctx context.Context, reg *humanitarian.Register, config *Config, issue Issue, findings []humanitarian.Finding) (*document.Document, []humanitarian.Finding, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if config == nil {
		config = &Config{}
	}
	if issue.AsOf.IsZero() || issue.AsOf.Day() == 0 {
		return nil, nil, errors.New("brief: a brief needs the day it speaks as of")
	}
	lang, err := issue.language(config)
	if err != nil {
		return nil, nil, err
	}
	c, clashes := newComposer(reg, config, issue, lang, findings)
	c.doc = c.masthead()
	if own := cmp.Or(config.Language, "en"); !strings.HasPrefix(lang.Tag(), own) && !strings.HasPrefix(own, lang.Tag()) && config.hasTexts() {
		c.find("texts_language", humanitarian.WarningFinding, nil, own, lang.Tag())
	}
	c.checkPeriod()
	for _, name := range clashes {
		c.find("words_clash", humanitarian.WarningFinding, nil, name)
	}
	c.grantWaivers()
	c.chooseFigures()
	c.uneven = c.unevenSeries()
	c.planMaps()
	c.planCharts()
	if err := c.rehearse(ctx); err != nil {
		return nil, nil, err
	}
	if err := c.sections(ctx, c.changes); err != nil {
		return nil, nil, err
	}
	c.seal = c.digest()
	if err := c.layOut(ctx); err != nil {
		return nil, nil, err
	}
	c.checkClaims()
	c.signOff()
	c.lostSections()
	c.stoppers()
	c.finish()
	if !issue.Draft && slices.ContainsFunc(c.findings, func(f humanitarian.Finding) bool { return f.Severity == humanitarian.BriefFinding }) {
		return nil, slices.Concat(c.findings, c.rest), ErrStopped
	}
	return c.doc, slices.Concat(c.findings, c.rest), nil
}

// newComposer returns the composer of an issue, which sees what its edition shows
// and was known by its day, with the names of places and sources that the desk's
// words would make one.
func newComposer(reg *humanitarian.Register, config *Config, issue Issue, lang *locale.Language, findings []humanitarian.Finding) (c *composer, clashes []string) {
	all := tally.AsKnown(reg, issue.AsOf)
	known, _ := issue.Edition.Register(all) // a later row takes nothing out of the edition and puts nothing in
	edition, clashes := config.inWords(tally.InForce(known, issue.AsOf))
	c = &composer{reg: edition, hidden: hiddenIDs(all, known), later: laterFigures(reg, all), config: config, issue: issue, lang: lang, withheld: len(all.Figures) - len(known.Figures),
		left: map[string]humanitarian.Phrase{}, current: map[string]bool{}, past: map[string]bool{}, doubted: map[string]bool{}, shown: map[string]bool{}, tabled: map[string]bool{}}
	c.findings, c.rest = knownFindings(reg, all, findings)
	c.marks = map[sourceKey]int{}
	c.rows, c.raw, c.verified, c.said = map[string]humanitarian.Figure{}, map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, f := range tally.InForce(all, issue.AsOf).Figures {
		c.rows[f.ID] = f
		c.verified[f.ID] = f.VerifiedBy != ""
		if s, ok := unread(f); ok && !c.hidden[f.ID] {
			c.raw[f.ID] = s
		}
	}
	c.index, c.relays = edition.Index(), tally.Relays(edition)
	c.compareBy(all)
	return c, clashes
}

// sections composes the whole brief, with changes in its place.
func (c *composer) sections(ctx context.Context, changes func()) error {
	for _, section := range []func(){c.highlights, c.keyFigures, c.addMaps, c.overview, changes, c.displacement, c.civilianHarm,
		c.infrastructure, c.access, c.response, c.others, c.byAdmin, c.pending, c.notObserved, c.notCounted, c.dataNotes, c.contacts} {
		if err := ctx.Err(); err != nil {
			return err
		}
		section()
	}
	return nil
}

func (c *composer) masthead() *document.Document {
	d := &document.Document{
		Schema: document.SchemaVersion, Title: c.config.Title, Series: c.config.Series, Number: c.issue.Number,
		Country: c.reg.Country, Organisation: c.config.Organisation, Producer: c.config.Producer, Language: c.lang.Tag(),
		Edition: c.issue.Edition.String(), Layout: c.issue.Layout, Draft: c.issue.Draft, AsOf: c.issue.AsOf, Period: c.issue.Period,
	}
	if d.Title == "" {
		d.Title = c.say(c.product().title)
	}
	if d.Number == 0 {
		d.Number = c.config.Number
		if p := c.issue.Previous; p != nil && p.Number > 0 {
			d.Number = max(d.Number, p.Number+1)
		}
	}
	if s, ok := c.config.NextIssue[c.issue.AsOf.String()]; ok {
		next, err := humanitarian.ParseDate(s)
		if err != nil || !next.After(c.issue.AsOf) {
			c.find("next_issue_past", humanitarian.WarningFinding, nil, s, c.issue.AsOf.String())
		} else {
			d.NextIssue = next
		}
	}
	return d
}

// checkPeriod holds the period against the day the brief speaks as of, beyond
// which it knows nothing (rule 14).
func (c *composer) checkPeriod() {
	p, asOf := c.issue.Period, c.issue.AsOf
	if p.Start.After(asOf) {
		c.find("period_begins_later", humanitarian.BriefFinding, nil, p.Start.String(), asOf.String())
	} else if p.End.After(asOf) {
		c.find("period_ends_later", humanitarian.WarningFinding, nil, p.End.String(), asOf.String())
	}
}

func (c *composer) find(code string, s humanitarian.Severity, figures []string, args ...string) {
	c.findings = append(c.findings, humanitarian.Finding{Code: code, Severity: s, Figures: figures, Args: args})
}

// grantWaivers turns row findings that an editor waived into warnings.
func (c *composer) grantWaivers() {
	for _, w := range c.config.Waivers {
		if c.isWithheld(w.Figure) {
			continue
		}
		if why := w.fault(c.issue); why != "" {
			c.find("waiver_unfit", humanitarian.WarningFinding, []string{w.Figure}, w.Code, why)
			continue
		}
		for i, f := range c.findings {
			if f.Code == w.Code && slices.Contains(f.Figures, w.Figure) && f.Severity == humanitarian.RowFinding {
				c.findings[i].Severity = humanitarian.WarningFinding
				c.waived = append(c.waived, w)
			}
		}
	}
	slices.SortFunc(c.waived, func(a, b Waiver) int { return strings.Compare(a.Figure+a.Code, b.Figure+b.Code) })
	c.waived = slices.Compact(c.waived)
	for _, w := range c.waived {
		c.find("waived", humanitarian.NoteFinding, []string{w.Figure}, w.Code)
	}
	for _, f := range c.findings {
		if f.Severity != humanitarian.RowFinding {
			continue
		}
		ids := f.Figures
		if f.Code == "missing_id" {
			ids = []string{""}
		}
		for _, id := range ids {
			if !c.inForce(f, id) {
				continue
			}
			if _, ok := c.left[id]; !ok {
				c.left[id] = c.printable(f).Phrase()
			}
		}
	}
}

// inForce reports whether a finding speaks of the revision of id that this
// issue prints.
func (c *composer) inForce(f humanitarian.Finding, id string) bool {
	g, ok := c.rows[id]
	return !ok || id == "" || f.Concerns(g)
}

// printable returns f as this edition may print it: without what was read from
// a cell, which may be a name, and without figures that are withheld or that
// nobody could know.
func (c *composer) printable(f humanitarian.Finding) humanitarian.Finding {
	if slices.ContainsFunc(f.Args, c.isLater) {
		f.Code, f.Args = "withheld_detail", nil
	}
	if c.issue.Edition == disclosure.Internal {
		return f
	}
	read := "…" // stands for what was read
	switch f.Code {
	case "bad_value", "ambiguous_number":
		f.Args = slices.Concat(f.Args[:1], []string{read}, f.Args[2:])
	case "not_utf8", "unknown_column", "unknown_indicator", "figure_disagrees", "bad_json", "pcode_unknown", "pcode_country":
		f.Args = []string{read, read, read}
	}
	if slices.ContainsFunc(f.Args, c.isWithheld) || len(f.Figures) == 0 && len(f.Positions) > 0 && len(f.Args) > 0 {
		f.Code, f.Args = "withheld_detail", nil
	}
	return f
}

// isWithheld reports whether id names a figure that the edition does not show.
func (c *composer) isWithheld(id string) bool { return c.hidden[id] }

// isLater reports whether id names a figure that nobody could know on the as-of
// date: what the checks find in it is told to the desk and not to readers.
func (c *composer) isLater(id string) bool { _, ok := c.later[id]; return ok }

// hiddenIDs returns the ids of all figures that none of shown has.
func hiddenIDs(all, shown *humanitarian.Register) map[string]bool {
	hidden := map[string]bool{}
	for _, f := range all.Figures {
		hidden[f.ID] = true
	}
	for _, f := range shown.Figures {
		delete(hidden, f.ID)
	}
	delete(hidden, "")
	return hidden
}

// figure returns the figure with an id.
func (c *composer) figure(id string) (humanitarian.Figure, bool) {
	i, ok := c.index[id]
	if !ok {
		return humanitarian.Figure{}, false
	}
	return c.reg.Figures[i], true
}

// figures returns the current figures that keep says yes to, counted ones only,
// in the register's order.
func (c *composer) figures(keep func(humanitarian.Figure) bool) []humanitarian.Figure {
	return c.chosen(func(f humanitarian.Figure) bool { return c.current[f.ID] && keep(f) })
}

// standing returns the same of the current figures and of earlier counts.
func (c *composer) standing(keep func(humanitarian.Figure) bool) []humanitarian.Figure {
	return c.chosen(func(f humanitarian.Figure) bool { return c.shows(f.ID) && keep(f) })
}

func (c *composer) chosen(keep func(humanitarian.Figure) bool) []humanitarian.Figure {
	var out []humanitarian.Figure
	for _, f := range c.reg.Figures {
		// a relay is shown as "also carried by" beside its origin (rule 4)
		if !c.leftOut(f.ID) && keep(f) && !c.folds(f) {
			out = append(out, f)
		}
	}
	return out
}

// folds reports whether f is a relay that says what its origin says, which
// stands in this brief. A relay that says something else has its own row.
func (c *composer) folds(f humanitarian.Figure) bool {
	id, ok := f.LinkTo(humanitarian.Quotes)
	if !ok {
		return false
	}
	o, known := c.figure(id)
	return known && c.shows(id) && o.Indicator == f.Indicator && o.Status == f.Status && o.Sex == f.Sex && o.Age == f.Age &&
		c.reg.Unit(o) == c.reg.Unit(f) && (o.Place.Key() == f.Place.Key() || len(f.Place.Codes) == 0 || len(o.Place.Codes) == 0) &&
		humanitarian.SumOf(o.Quantity).Point() == humanitarian.SumOf(f.Quantity).Point()
}

// stoppers adds the findings that stop a brief.
func (c *composer) stoppers() {
	if len(c.shown) == 0 {
		c.find("no_figures", humanitarian.BriefFinding, nil)
	}
	if c.config.Country != "" && c.reg.Country != "" && c.config.Country != c.reg.Country {
		c.find("mixed_countries", humanitarian.BriefFinding, nil, c.reg.Country, c.config.Country)
	}
	if prefixes := c.countries(); c.reg.Country == "" && len(prefixes) > 1 {
		c.find("mixed_countries", humanitarian.BriefFinding, nil, prefixes[0], prefixes[1])
	}
	if c.withheld > 0 {
		c.find("above_edition", humanitarian.NoteFinding, nil, fmt.Sprint(c.withheld))
	}
}

// countries returns the countries that the P-codes of shown figures name.
func (c *composer) countries() (out []string) {
	for _, f := range c.reg.Figures {
		for _, code := range f.Place.Codes {
			if len(code) >= 3 && c.shown[f.ID] && code[1] >= 'A' && !slices.Contains(out, code[:2]) {
				out = append(out, code[:2])
			}
		}
	}
	slices.Sort(out)
	return out
}

// finish sorts the findings and puts those that this edition may print into
// the document; a draft prints them on its last page.
func (c *composer) finish() {
	slices.SortFunc(c.findings, humanitarian.CompareFindings)
	var rows []document.Row
	for _, f := range c.findings {
		if slices.ContainsFunc(f.Figures, c.isWithheld) || slices.ContainsFunc(f.Figures, c.isLater) {
			continue
		}
		f = c.printable(f)
		message, hint := c.lang.Finding(f)
		d := document.Finding{Code: f.Code, Severity: f.Severity.String(), Message: message, Hint: hint, Figures: f.Figures}
		c.doc.Findings = append(c.doc.Findings, d)
		rows = append(rows, document.Row{Cells: []document.Value{text(c.lang.Word("severity", d.Severity)), text(strings.Join(d.Figures, ", ")), text(d.Message), text(d.Hint)}})
	}
	if c.issue.Draft && len(rows) > 0 {
		t := c.table("findings", column{"severity", 2}, column{"figures", 3}, column{"what", 7}, column{"what_to_do", 7})
		t.Rows = rows
		c.doc.Appendix = []document.Block{&document.Heading{Level: 1, Text: c.say("brief.findings")}, t}
	}
}

func (c *composer) add(b document.Block) { c.doc.Blocks = append(c.doc.Blocks, b) }

func (c *composer) heading(level int, s string) { c.add(&document.Heading{Level: level, Text: s}) }

// say words a key of the catalogues.
func (c *composer) say(key string, args ...string) string { return c.lang.Say(key, args...) }

// A column is the name of a wording of the section column and its weight.
type column struct {
	name   string
	weight int
}

// table returns a table without rows; its column named figure holds figures.
func (c *composer) table(name string, columns ...column) *document.Table {
	t := &document.Table{Title: c.say("table." + name), Name: name}
	for _, k := range columns {
		t.Columns = append(t.Columns, document.Column{Label: c.say("column." + k.name), Weight: k.weight, Figure: k.name == "figure" || k.name == "earlier" || k.name == "now"})
	}
	return t
}

func text(s string) document.Value { return document.Value{Class: document.TextValue, Text: s} }

// mark returns the number of f's source in the sources register, which lists
// sources in the order in which the brief first shows them.
func (c *composer) mark(f humanitarian.Figure) int {
	n := c.markSource(f)
	if list := &c.doc.Sources[n-1].Figures; !slices.Contains(*list, f.ID) {
		*list = append(*list, f.ID)
	}
	c.shown[f.ID] = true
	return n
}

// markSource returns the number of f's source without showing f.
func (c *composer) markSource(f humanitarian.Figure) int {
	key := sourceKey{f.Source, f.Publisher}
	n, ok := c.marks[key]
	if !ok {
		n = len(c.doc.Sources) + 1
		c.marks[key] = n
		c.doc.Sources = append(c.doc.Sources, document.Source{Number: n, Name: f.Source.Name, Title: f.Source.Title,
			Publisher: f.Publisher, Date: f.Source.Date, URL: f.Source.URL, Figures: []string{}})
	}
	return n
}

func (c *composer) value(f humanitarian.Figure) document.Value {
	q := f.Quantity
	return document.Value{Class: document.FigureValue, Quantity: &q, Unit: c.reg.Unit(f), Figures: []string{f.ID}}
}
