package brief

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// claimTable returns a table of claims without rows.
func (c *composer) claimTable(name string) *document.Table {
	return c.table(name, column{"what", 7}, column{"figure", 4}, column{"where", 5}, column{"when", 6}, column{"who_known", 6}, column{"source", 2})
}

// claims adds a table of figures as their sources stated them, each whole
// followed by its parts, and under it the lawful total or why there is none.
func (c *composer) claims(name string, figures []humanitarian.Figure) {
	if len(figures) == 0 {
		return
	}
	t := c.claimTable(name)
	wholes, in := c.addClaims(t, figures)
	c.totals(t, wholes)
	c.unequal(t, in)
	c.unnamedParts(t, figures)
	c.inColumns(t)
	c.add(t)
}

// addClaims adds figures to t, each whole followed by its parts. It returns the
// wholes, and the ids of all.
func (c *composer) addClaims(t *document.Table, figures []humanitarian.Figure) (wholes []humanitarian.Figure, in map[string]bool) {
	in = map[string]bool{}
	for _, f := range figures {
		in[f.ID] = true
	}
	wholes = slices.DeleteFunc(slices.Clone(figures), func(f humanitarian.Figure) bool { return f.PartOf != "" && in[f.PartOf] })
	slices.SortStableFunc(wholes, c.compareClaims)
	parts := map[string][]humanitarian.Figure{}
	for _, f := range figures {
		if f.PartOf != "" {
			parts[f.PartOf] = append(parts[f.PartOf], f)
		}
	}
	c.addRows(t, wholes, parts, 0, map[string]bool{})
	return wholes, in
}

// unnamedParts says below a table that parts of one area, which no column tells
// apart, may be different parts.
func (c *composer) unnamedParts(t *document.Table, figures []humanitarian.Figure) {
	type unnamed struct{ indicator, place string }
	seen := map[unnamed]bool{}
	for _, f := range figures {
		of := unnamed{f.Indicator, f.Place.Key()}
		if f.Place.Precision != humanitarian.Part || f.Place.Name != "" || f.Level == humanitarian.Incident {
			continue
		}
		if seen[of] {
			t.Note = joined(t.Note, c.say("notes.unnamed_parts"))
			return
		}
		seen[of] = true
	}
}

// unequal says below a table which of its breakdowns do not add up; they are
// printed as published and never repaired (rule 9).
func (c *composer) unequal(t *document.Table, in map[string]bool) {
	for _, f := range c.findings {
		if f.Code == "partition_unequal" && len(f.Figures) > 0 && in[f.Figures[0]] && !slices.ContainsFunc(f.Figures, func(id string) bool { return c.isWithheld(id) || !c.current[id] }) {
			message, _ := c.lang.Finding(f)
			t.Annotate(f.Figures[0], c.say("notes.unequal", c.cite(f.Figures[0]), message))
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
		text(c.where(f)), c.when(f), text(c.say("cell.in_brackets", c.say("cell.nobody"), c.say("cell.derived"))), text("")}}, true
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
	other := func(f humanitarian.Figure) int { // what only checks another figure stands below it
		if f.Role == humanitarian.Triangulation {
			return 1
		}
		return 0
	}
	return cmp.Or(at(a)-at(b), cmp.Compare(a.Status, b.Status), level(a)-level(b), strings.Compare(a.Place.Key(), b.Place.Key()), other(a)-other(b), b.Reference().Compare(a.Reference()))
}

func (c *composer) row(f humanitarian.Figure, indent int) document.Row {
	c.tabled[f.ID] = true
	return document.Row{Indent: indent, Cells: []document.Value{
		text(c.what(f, indent > 0)), c.value(f), text(c.where(f)), c.when(f), text(c.whoKnown(f)),
		{Class: document.MarksValue, Marks: c.marksOf(f)}}}
}

// what words the measure and the group of f; under its whole it says so.
func (c *composer) what(f humanitarian.Figure, under bool) string {
	ind, _ := c.reg.Indicator(f.Indicator)
	label := c.label(ind, f.Indicator, "indicator")
	if under {
		label = c.say(c.ofWhom(f), c.label(ind, f.Indicator, "measure"))
	}
	w, _ := c.figure(f.PartOf)
	defined := f.Definition != "" && (isDefined(ind) || !f.IsObserved()) && !(under && w.Definition == f.Definition)
	of := f
	if defined {
		of.FacilityType = "" // the definition says it
	}
	group := c.people(of, ind.Harm)
	if u := c.reg.Unit(f); u == humanitarian.Household {
		group = append(group, c.say("people.households"))
	} else if u == humanitarian.Permille {
		group = append(group, c.shareOf(f))
	}
	if f.Basis == humanitarian.Recorded {
		group = append(group, c.say("people.recorded"))
	}
	if defined {
		group = append(group, c.own(f.Definition))
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
	names = nil
	for _, code := range f.Origin {
		names = append(names, c.place(code))
	}
	if len(names) > 0 && !slices.Equal(f.Origin, f.Place.Codes) {
		s = c.say("cell.from", s, strings.Join(names, c.say("list.comma")))
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
	s := c.saidBy(f)
	var by []string
	for _, r := range c.carriers(f) {
		name := r.Source.Name
		if name == f.Source.Name {
			name = r.Publisher
		}
		if name != "" && !slices.Contains(by, name) {
			by = append(by, name)
		}
	}
	if len(by) > 0 {
		s = c.say("cell.also_carried_by", s, strings.Join(by, c.say("list.comma")))
	}
	return s
}

// saidBy names the source of f and, of a relay, whom it quotes or who carried it.
func (c *composer) saidBy(f humanitarian.Figure) string {
	name := f.Source.Name
	if id, ok := f.LinkTo(humanitarian.Quotes); ok {
		if o, ok := c.figure(id); ok && o.Source.Name != name {
			return c.say("cell.quoting", name, o.Source.Name)
		}
		if f.Publisher != "" {
			return c.say("cell.carried_by", name, f.Publisher)
		}
	}
	return name
}

// carriers returns the relays that carry f as it is, known by the as-of date. A
// copy has no window of its own.
func (c *composer) carriers(f humanitarian.Figure) []humanitarian.Figure {
	return slices.DeleteFunc(slices.Clone(c.relays[f.ID]), func(r humanitarian.Figure) bool {
		_, known := tally.Known(c.reg, r, c.issue.AsOf, humanitarian.Period{})
		return !known || c.leftOut(r.ID) || r.Role == humanitarian.Withdrawn || !c.folds(r)
	})
}

// marksOf returns the source marks of f and of those that carry it.
func (c *composer) marksOf(f humanitarian.Figure) []int {
	marks := []int{c.mark(f)}
	for _, r := range c.carriers(f) {
		marks = append(marks, c.mark(r))
	}
	slices.Sort(marks)
	return slices.Compact(marks)
}

// totals adds a total row for each measure and status of the table that has
// several figures, or says in the note why they are not added up.
func (c *composer) totals(t *document.Table, wholes []humanitarian.Figure) {
	type key struct {
		indicator string
		status    humanitarian.Status
	}
	var keys []key
	members := map[key][]humanitarian.Figure{}
	for _, f := range wholes {
		k := key{f.Indicator, f.Status}
		if members[k] == nil {
			keys = append(keys, k)
		}
		if f.IsObserved() && !f.IsRelay() && c.reg.Unit(f) != humanitarian.Permille && f.PartOf == "" {
			members[k] = append(members[k], f)
		}
	}
	floors, _ := tally.ParseFloors(c.config.Policies.MagnitudeWords)
	var notes []string
	for _, k := range keys {
		q := tally.Query{Indicator: k.indicator, Status: k.status, AsOf: c.issue.AsOf, Period: c.issue.Period, Upto: c.issue.Edition.Upto(), Left: c.left, Floors: floors}
		rows, note := c.totalOf(members[k], q)
		t.Rows = append(t.Rows, rows...)
		if note != "" {
			notes = append(notes, note)
		}
	}
	t.Note = strings.Join(notes, " ")
}

// totalOf returns the total of figures that may be added, in each of the columns
// that how they are known sets them in: verified and other figures never add into
// one (rule 11). The note says why there is none, or none over the columns.
func (c *composer) totalOf(figures []humanitarian.Figure, q tally.Query) ([]document.Row, string) {
	if len(figures) < 2 {
		return nil, ""
	}
	ind, _ := c.reg.Indicator(q.Indicator)
	r, err := tally.Add(c.reg, idsOf(figures), q)
	var no *tally.Refusal
	switch {
	case errors.As(err, &no):
		return nil, c.notAdded(c.label(ind, q.Indicator, "measure"), no)
	case err != nil:
		return nil, c.say("notes.too_large", c.label(ind, q.Indicator, "measure"))
	}
	_, excluded := tally.Select(c.reg, q)
	columns := map[document.Known][]string{}
	for _, p := range r.Parts {
		f, _ := c.figure(p.ID)
		columns[columnOf(f)] = append(columns[columnOf(f)], p.ID)
	}
	var rows []document.Row
	for _, k := range knownColumns() {
		if len(columns[k]) < 2 { // the others support it, or stand in another column
			continue
		}
		if r, err = tally.Add(c.reg, columns[k], q); err != nil {
			continue // its parts add up with more; so this cannot be
		}
		r.Excluded = slices.Clone(excluded)
		for _, other := range knownColumns() {
			for _, id := range columns[other] {
				if other != k {
					r.Excluded = append(r.Excluded, tally.Exclusion{ID: id, Rule: 11, Reason: humanitarian.Say("exclusion.other_column")})
				}
			}
		}
		rows = append(rows, c.totalRow(q.Indicator, r, len(columns) > 1))
	}
	if len(columns) > 1 {
		return rows, c.say("notes.columns_apart", c.label(ind, q.Indicator, "measure"))
	}
	return rows, ""
}

func idsOf(figures []humanitarian.Figure) (ids []string) {
	for _, f := range figures {
		ids = append(ids, f.ID)
	}
	return ids
}

// notAdded says which two figures are not added and why. What would have to be
// done about it is told to the desk and not to readers.
func (c *composer) notAdded(measure string, no *tally.Refusal) string {
	if c.isForDesk() {
		return c.say("notes.not_added", measure, c.cite(no.A), c.cite(no.B), c.lang.Phrase(no.Reason), c.lang.Phrase(no.Missing))
	}
	why := no.Reason
	switch why.Key { // what these name is a row, an event or a series of the register
	case "refusal.not_disjoint", "refusal.two_breakdowns", "refusal.no_number":
		why = humanitarian.Say("refusal.undeclared")
	case "refusal.one_event", "refusal.one_series":
		why = humanitarian.Say(why.Key + "_unnamed")
	}
	return c.say("notes.not_added_public", measure, c.cite(no.A), c.cite(no.B), c.lang.Phrase(why))
}

// isForDesk reports whether the desk reads this issue: a draft, or the internal
// edition.
func (c *composer) isForDesk() bool { return c.issue.Draft || c.issue.Edition == disclosure.Internal }

// cite names a figure for a reader: what it says, and who says so. The desk is
// told its id in the data, too.
func (c *composer) cite(id string) string {
	f, _ := c.figure(id)
	said := c.lang.Quantity(f.Quantity, c.reg.Unit(f))
	if !c.isForDesk() {
		return c.say("cell.in_brackets", said, f.Source.Name)
	}
	return c.say("cell.cited", said, f.Source.Name, id)
}

// totalRow is the row of a total; inColumn says that it is of one column only.
func (c *composer) totalRow(indicator string, r tally.Result, inColumn bool) document.Row {
	ind, _ := c.reg.Indicator(indicator)
	var ids []string
	for _, p := range r.Parts {
		ids = append(ids, p.ID)
	}
	n := int64(len(r.Parts))
	known := []string{c.lang.Plural("cell.origins", int64(r.Origins), strconv.Itoa(r.Origins)), c.say("cell.verified_of", strconv.Itoa(r.Verified), strconv.FormatInt(n, 10))}
	for _, p := range r.Policies {
		known = append(known, c.lang.Phrase(p))
	}
	key := "cell.total"
	if inColumn {
		key = "cell.total_column"
	}
	return document.Row{Total: true, Cells: []document.Value{
		text(c.lang.Plural(key, n, strconv.FormatInt(n, 10), c.label(ind, indicator, "indicator"))),
		{Class: document.TotalValue, Sum: &r.Sum, Unit: r.Unit, Figures: ids, Excluded: r.Excluded}, text(""), text(""),
		text(strings.Join(known, c.say("list.semicolon"))), text("")}}
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
