package brief

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/check"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// claimTable returns a table of claims without rows.
func (c *composer) claimTable(name string) *document.Table {
	return c.table(name, column{"what", 6}, column{"figure", 4}, column{"where", 4}, column{"when", 6}, column{"who", 4}, column{"known", 4}, column{"source", 2})
}

// claims adds a table of figures as their sources stated them, each whole
// followed by its parts, and under it the lawful total or why there is none.
func (c *composer) claims(name string, figures []humanitarian.Figure) {
	if len(figures) == 0 {
		return
	}
	t := c.claimTable(name)
	in := map[string]bool{}
	for _, f := range figures {
		in[f.ID] = true
	}
	wholes := slices.DeleteFunc(slices.Clone(figures), func(f humanitarian.Figure) bool { return f.PartOf != "" && in[f.PartOf] })
	slices.SortStableFunc(wholes, c.compareClaims)
	parts := map[string][]humanitarian.Figure{}
	for _, f := range figures {
		if f.PartOf != "" {
			parts[f.PartOf] = append(parts[f.PartOf], f)
		}
	}
	c.addRows(t, wholes, parts, 0, map[string]bool{})
	c.totals(t, wholes)
	c.unequal(t, in)
	c.add(t)
}

// unequal says below a table which of its breakdowns do not add up; they are
// printed as published and never repaired (rule 9).
func (c *composer) unequal(t *document.Table, in map[string]bool) {
	for _, f := range c.findings {
		if f.Code == "partition_unequal" && len(f.Figures) > 0 && in[f.Figures[0]] && !slices.ContainsFunc(f.Figures, func(id string) bool { return c.isWithheld(id) || !c.current[id] }) {
			message, _ := c.lang.Finding(f)
			t.Note = strings.TrimSpace(t.Note + " " + c.say("notes.unequal", c.cite(f.Figures[0]), message))
		}
	}
}

// addRows adds each figure with its parts below it; a figure stands once, so
// that parts in a circle end.
func (c *composer) addRows(t *document.Table, wholes []humanitarian.Figure, parts map[string][]humanitarian.Figure, indent int, done map[string]bool) {
	for _, f := range wholes {
		if f.ID != "" && done[f.ID] {
			continue
		}
		done[f.ID] = true
		t.Rows = append(t.Rows, c.row(f, min(indent, 3)))
		if f.ID == "" || len(parts[f.ID]) == 0 {
			continue
		}
		c.addRows(t, parts[f.ID], parts, indent+1, done)
		if r, ok := c.remainder(f, min(indent+1, 3)); ok {
			t.Rows = append(t.Rows, r)
		}
	}
}

// remainder returns the row "not disaggregated" of a whole whose parts were
// declared a partial partition (rule 9); it is derived and says so.
func (c *composer) remainder(f humanitarian.Figure, indent int) (document.Row, bool) {
	d, err := tally.Remainder(c.reg, f.ID)
	if err != nil || d.Low == nil && d.High == nil {
		return document.Row{}, false
	}
	for _, id := range d.From {
		if _, left := c.left[id]; left || !c.current[id] {
			return document.Row{}, false
		}
	}
	p := humanitarian.Parts{Form: humanitarian.Range, Low: d.Low, High: d.High}
	switch {
	case d.High == nil:
		p.Form = humanitarian.AtLeast
	case d.Low == nil:
		p.Form = humanitarian.AtMost
	case *d.Low == *d.High:
		p = humanitarian.Parts{Form: humanitarian.Exact, Best: d.Low}
	}
	q, err := humanitarian.QuantityFrom(p)
	if err != nil {
		return document.Row{}, false
	}
	return document.Row{Indent: indent, Muted: true, Cells: []document.Value{text(c.say(c.ofWhom(f), c.lang.Phrase(d.Label))), {Class: document.DerivedValue, Quantity: &q, Unit: c.reg.Unit(f), Figures: d.From},
		text(c.where(f)), c.when(f), text(c.say("cell.nobody")), text(c.say("cell.derived")), text("")}}, true
}

// compareClaims sorts by measure in the core's order, widest window first.
func (c *composer) compareClaims(a, b humanitarian.Figure) int {
	at := func(f humanitarian.Figure) int {
		return slices.IndexFunc(c.reg.Indicators, func(i humanitarian.Indicator) bool { return i.Name == f.Indicator })
	}
	level := func(f humanitarian.Figure) int {
		if f.Level == humanitarian.Incident {
			return 1
		}
		return 0
	}
	return cmp.Or(at(a)-at(b), cmp.Compare(a.Status, b.Status), level(a)-level(b), strings.Compare(a.Place.Key(), b.Place.Key()), b.Reference().Compare(a.Reference()))
}

func (c *composer) row(f humanitarian.Figure, indent int) document.Row {
	c.tabled[f.ID] = true
	return document.Row{Indent: indent, Cells: []document.Value{
		text(c.what(f, indent > 0)), c.value(f), text(c.where(f)), c.when(f), text(c.who(f)), text(c.known(f)),
		{Class: document.MarksValue, Marks: []int{c.mark(f)}}}}
}

// what words the measure and the group of f; under its whole it says so.
func (c *composer) what(f humanitarian.Figure, under bool) string {
	ind, _ := c.reg.Indicator(f.Indicator)
	label := c.label(ind, f.Indicator, "indicator")
	if under {
		label = c.say(c.ofWhom(f), c.label(ind, f.Indicator, "measure"))
	}
	group := c.people(f, ind.Harm)
	if u := c.reg.Unit(f); u == humanitarian.Household {
		group = append(group, c.say("people.households"))
	} else if u == humanitarian.Permille {
		group = append(group, c.shareOf(f))
	}
	if f.Basis == humanitarian.Recorded {
		group = append(group, c.say("people.recorded"))
	}
	if len(group) > 0 {
		label = c.say("cell.in_brackets", label, strings.Join(group, c.say("list.comma")))
	}
	return label
}

// ofWhom is the wording that introduces a part: of people, or of things.
func (c *composer) ofWhom(f humanitarian.Figure) string {
	if u := c.reg.Unit(f); u == humanitarian.Person || u == humanitarian.Household || u == humanitarian.Permille {
		return "cell.of_whom"
	}
	return "cell.of_which"
}

// label words an indicator; one of the desk's own carries its label.
func (c *composer) label(ind humanitarian.Indicator, name, list string) string {
	if ind.Label != "" {
		return ind.Label
	}
	return c.lang.Word(list, name)
}

func (c *composer) shareOf(f humanitarian.Figure) string {
	id, ok := f.LinkTo(humanitarian.ShareOf)
	w, known := c.figure(id)
	if !ok || !known {
		return c.say("people.share_of_unknown")
	}
	return c.say("people.share_of", c.lang.Quantity(w.Quantity, c.reg.Unit(w)))
}

// where words the place: names of P-codes, and whether it is the whole of them.
func (c *composer) where(f humanitarian.Figure) string {
	var names []string
	for _, code := range f.Place.Codes {
		names = append(names, c.place(code))
	}
	s := strings.Join(names, c.say("list.comma"))
	if s == "" {
		s = c.say("cell.whole_country")
	}
	switch {
	case f.Place.Precision == humanitarian.Part:
		s = c.say("cell.part_of", s)
	case f.Place.Precision == humanitarian.Vague && len(names) == 0:
		s = c.say("cell.somewhere")
	case f.Place.Precision == humanitarian.Vague:
		s = c.say("cell.around", s)
	}
	if f.Place.Name != "" {
		s = c.say("cell.in_brackets", s, f.Place.Name)
	}
	return s
}

// when gives the date or window that f itself speaks of.
func (c *composer) when(f humanitarian.Figure) document.Value {
	if c.reg.Nature(f) == humanitarian.Stock {
		return document.Value{Class: document.AsOfValue, Date: f.AsOf, Period: humanitarian.Period{Start: f.Period.Start}}
	}
	p := f.Period
	if p.End.IsZero() {
		p.End = f.AsOf
	}
	return document.Value{Class: document.PeriodValue, Period: p}
}

// who names the origin and, apart from it, who carried the figure.
func (c *composer) who(f humanitarian.Figure) string {
	s := f.Source.Name
	if id, ok := f.LinkTo(humanitarian.Quotes); ok {
		if o, ok := c.figure(id); ok && o.Source.Name != s {
			s = c.say("cell.quoting", f.Source.Name, o.Source.Name)
		} else if f.Publisher != "" {
			s = c.say("cell.carried_by", f.Source.Name, f.Publisher)
		}
	}
	var by []string
	for _, r := range c.relays[f.ID] {
		name := r.Source.Name
		if name == f.Source.Name {
			name = r.Publisher
		}
		if c.current[r.ID] && c.folds(r) && name != "" && !slices.Contains(by, name) {
			by = append(by, name)
			c.mark(r)
		}
	}
	if len(by) > 0 {
		s = c.say("cell.also_carried_by", s, strings.Join(by, c.say("list.comma")))
	}
	return s
}

func (c *composer) known(f humanitarian.Figure) string {
	known := []string{c.lang.Word("verification", f.Verification.String())}
	if f.VerifiedBy != "" {
		key := "cell.known_by_other"
		if f.Verification == humanitarian.Verified {
			key = "cell.known_by"
		}
		known[0] = c.say(key, f.Verification.String(), f.VerifiedBy)
	}
	if n := f.Reference().DaysUntil(c.issue.AsOf); n > check.StaleAfter && c.reg.Nature(f) == humanitarian.Stock {
		known = append(known, c.lang.Plural("cell.stale", int64(n), strconv.Itoa(n)))
	}
	if f.Role == humanitarian.Recommended {
		known = append(known, c.say("cell.recommended", f.Reason))
	}
	return strings.Join(known, c.say("list.semicolon"))
}

// totals adds a total row for each measure and status of the table that has
// several figures, or says in the note why they are not added up.
func (c *composer) totals(t *document.Table, wholes []humanitarian.Figure) {
	type key struct {
		indicator string
		status    humanitarian.Status
	}
	var keys []key
	members := map[key][]string{}
	for _, f := range wholes {
		k := key{f.Indicator, f.Status}
		if members[k] == nil {
			keys = append(keys, k)
		}
		if f.IsObserved() && !f.IsRelay() && c.reg.Unit(f) != humanitarian.Permille && f.PartOf == "" {
			members[k] = append(members[k], f.ID)
		}
	}
	floors, _ := tally.ParseFloors(c.config.Policies.MagnitudeWords)
	var notes []string
	for _, k := range keys {
		ids := members[k]
		if len(ids) < 2 {
			continue
		}
		q := tally.Query{Indicator: k.indicator, Status: k.status, AsOf: c.issue.AsOf, Period: c.issue.Period, Upto: c.issue.Edition.Upto(), Left: c.left, Floors: floors}
		r, err := tally.Add(c.reg, ids, q)
		var no *tally.Refusal
		switch {
		case errors.As(err, &no):
			ind, _ := c.reg.Indicator(k.indicator)
			notes = append(notes, c.say("notes.not_added", c.label(ind, k.indicator, "measure"), c.cite(no.A), c.cite(no.B), c.lang.Phrase(no.Reason), c.lang.Phrase(no.Missing)))
		case err != nil:
			ind, _ := c.reg.Indicator(k.indicator)
			notes = append(notes, c.say("notes.too_large", c.label(ind, k.indicator, "measure")))
		case len(r.Parts) < 2: // the others support it, and count in nothing
		default:
			_, r.Excluded = tally.Select(c.reg, q)
			t.Rows = append(t.Rows, c.totalRow(k.indicator, r))
		}
	}
	t.Note = strings.Join(notes, " ")
}

// cite names a figure for a reader: what it says, who says so, and its id in
// the data.
func (c *composer) cite(id string) string {
	f, _ := c.figure(id)
	return c.say("cell.cited", c.lang.Quantity(f.Quantity, c.reg.Unit(f)), f.Source.Name, id)
}

func (c *composer) totalRow(indicator string, r tally.Result) document.Row {
	ind, _ := c.reg.Indicator(indicator)
	var ids []string
	for _, p := range r.Parts {
		ids = append(ids, p.ID)
	}
	n := int64(len(r.Parts))
	known := []string{c.say("cell.verified_of", strconv.Itoa(r.Verified), strconv.FormatInt(n, 10))}
	for _, p := range r.Policies {
		known = append(known, c.lang.Phrase(p))
	}
	return document.Row{Total: true, Cells: []document.Value{
		text(c.lang.Plural("cell.total", n, strconv.FormatInt(n, 10), c.label(ind, indicator, "indicator"))),
		{Class: document.TotalValue, Sum: &r.Sum, Unit: r.Unit, Figures: ids, Excluded: r.Excluded}, text(""), text(""),
		text(c.lang.Plural("cell.origins", int64(r.Origins), strconv.Itoa(r.Origins))), text(strings.Join(known, c.say("list.semicolon"))), text("")}}
}

// place names a P-code: as the desk does, as the gazetteer does, else by the
// code itself.
func (c *composer) place(code string) string {
	if name := c.config.Places[code]; name != "" {
		return name
	}
	if c.issue.Gazetteer != nil {
		if p, ok := c.issue.Gazetteer.Place(code); ok {
			return p.Name(c.lang.Tag()).Text
		}
	}
	return code
}

// own returns a text of the register as the desk says it in the report's
// language: the name of a place or source, a reason. Without a translation it
// stays as it was entered.
func (c *composer) own(s string) string { return cmp.Or(c.config.Words[s], s) }
