package brief

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// staleAfter is how many days an unrenewed figure may be old before the brief
// says so (ReliefWeb's rule for digital situation reports).
const staleAfter = 30

func claimColumns() []document.Column {
	return []document.Column{{Label: "What", Weight: 6}, {Label: "Figure", Weight: 4, Figure: true}, {Label: "Where", Weight: 4},
		{Label: "When", Weight: 5}, {Label: "Who says so", Weight: 4}, {Label: "How known", Weight: 4}, {Label: "Source", Weight: 2}}
}

// claims adds a table of figures as their sources stated them, each whole
// followed by its parts, and under it the lawful total or why there is none.
func (c *composer) claims(name, title string, figures []humanitarian.Figure) {
	if len(figures) == 0 {
		return
	}
	t := &document.Table{Title: title, Name: name, Columns: claimColumns()}
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
	c.add(t)
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
	return document.Row{Indent: indent, Muted: true, Cells: []document.Value{text("of whom: " + d.Label), {Class: document.DerivedValue, Quantity: &q, Unit: c.reg.Unit(f), Figures: d.From},
		text(c.where(f)), c.when(f), text("nobody"), text("derived from the rows above"), text("")}}, true
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
	label := f.Indicator
	if i, ok := c.reg.Indicator(f.Indicator); ok {
		label = i.Label
	}
	ind, _ := c.reg.Indicator(f.Indicator)
	group := people(f, ind.Harm)
	if u := c.reg.Unit(f); u == humanitarian.Household {
		group = append(group, "households")
	} else if u == humanitarian.Permille {
		group = append(group, "share of "+c.shareOf(f))
	}
	if under {
		first, size := utf8.DecodeRuneInString(label)
		label = "of whom: " + string(unicode.ToLower(first)) + label[size:]
	}
	if len(group) > 0 {
		label += " (" + strings.Join(group, ", ") + ")"
	}
	return label
}

func (c *composer) shareOf(f humanitarian.Figure) string {
	id, ok := f.LinkTo(humanitarian.ShareOf)
	if !ok {
		return "what the source counts"
	}
	w, ok := c.reg.Figure(id)
	if !ok {
		return id
	}
	return c.lang.Quantity(w.Quantity, c.reg.Unit(w))
}

// where words the place: names of P-codes, and whether it is the whole of them.
func (c *composer) where(f humanitarian.Figure) string {
	var names []string
	for _, code := range f.Place.Codes {
		names = append(names, cmp.Or(c.config.Places[code], code))
	}
	s := strings.Join(names, ", ")
	if s == "" {
		s = "whole country"
	}
	switch f.Place.Precision {
	case humanitarian.Part:
		s = "part of " + s
	case humanitarian.Vague:
		s = "around " + s
	}
	if f.Place.Name != "" {
		s += " (" + f.Place.Name + ")"
	}
	return s
}

// when gives the date or window that f itself speaks of.
func (c *composer) when(f humanitarian.Figure) document.Value {
	l := c.lang
	if c.reg.Nature(f) == humanitarian.Stock {
		s := "date not stated"
		if !f.AsOf.IsZero() {
			s = "as of " + l.Date(f.AsOf)
		}
		if !f.Period.Start.IsZero() {
			s += ", since " + l.Date(f.Period.Start)
		}
		return text(s)
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
		if o, ok := c.reg.Figure(id); ok && o.Source.Name != s {
			s += ", quoting " + o.Source.Name
		} else if f.Publisher != "" {
			s += ", carried by " + f.Publisher
		}
	}
	var by []string
	for _, r := range tally.Relays(c.reg, f.ID) {
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
		s += "; also carried by " + strings.Join(by, ", ")
	}
	return s
}

func (c *composer) known(f humanitarian.Figure) string {
	s := strings.ReplaceAll(f.Verification.String(), "_", " ")
	if f.VerifiedBy != "" {
		s += " by " + f.VerifiedBy
	}
	if n := f.Reference().DaysUntil(c.issue.AsOf); n > staleAfter && c.reg.Nature(f) == humanitarian.Stock {
		s += fmt.Sprintf("; stale, %d days old", n)
	}
	if f.Role == humanitarian.Recommended {
		s += "; recommended: " + f.Reason
	}
	return s
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
			notes = append(notes, fmt.Sprintf("Not added up (%s): %s and %s: %s; %s.", strings.ReplaceAll(k.indicator, "_", " "), c.cite(no.A), c.cite(no.B), no.Reason, no.Missing))
		case err != nil:
			notes = append(notes, "Not added up: "+err.Error()+".")
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
	f, _ := c.reg.Figure(id)
	return fmt.Sprintf("%s (%s, %s)", c.lang.Quantity(f.Quantity, c.reg.Unit(f)), f.Source.Name, id)
}

func (c *composer) totalRow(indicator string, r tally.Result) document.Row {
	ind, _ := c.reg.Indicator(indicator)
	var ids []string
	for _, p := range r.Parts {
		ids = append(ids, p.ID)
	}
	known := fmt.Sprintf("%d of %d verified", r.Verified, len(r.Parts))
	if r.Policy != "" {
		known += "; " + r.Policy
	}
	return document.Row{Total: true, Cells: []document.Value{
		text(fmt.Sprintf("%s: total of the %d rows above that may be added", ind.Label, len(r.Parts))),
		{Class: document.TotalValue, Sum: &r.Sum, Unit: r.Unit, Figures: ids, Excluded: r.Excluded}, text(""), text(""),
		text(fmt.Sprintf("%d %s", r.Origins, plural(r.Origins, "origin"))), text(known), text("")}}
}

// people words who is counted: sex and age, the public pairs of the group, a
// status other than civilian, the type of facility.
func people(f humanitarian.Figure, harm bool) (group []string) {
	words := map[string]string{"female adult": "women", "male adult": "men", "female child": "girls", "male child": "boys", "not_stated child": "children", "female ": "women and girls", "male ": "men and boys"}
	switch sexAge := f.Sex.String() + " " + f.Age; {
	case f.Sex == humanitarian.SexAll && f.Age == "":
	case words[sexAge] != "":
		group = append(group, words[sexAge])
	default:
		if f.Sex != humanitarian.SexAll {
			group = append(group, strings.Replace(f.Sex.String(), "unknown", "sex not known", 1))
		}
		if a, b, ok := strings.Cut(f.Age, "-"); ok && a == b {
			group = append(group, "aged "+a)
		} else if ok {
			group = append(group, "aged "+a+" to "+b)
		} else if f.Age != "" {
			group = append(group, strings.Replace(f.Age, "unknown", "age not known", 1))
		}
	}
	for pair := range strings.SplitSeq(f.Group, ";") {
		if k, v, ok := strings.Cut(strings.TrimSpace(pair), "="); ok {
			v = strings.ReplaceAll(v, "_", " ")
			switch k {
			case "worker":
				v += " workers"
			case "women_and_children":
				v = "women and children"
			case "registered":
				v = map[bool]string{true: "registered", false: "not registered"}[v == "yes"]
			case "disability":
				v = map[bool]string{true: "people with disabilities", false: "disability: " + v}[v == "yes"]
			}
			group = append(group, v)
		}
	}
	if f.Status > humanitarian.Civilian || harm && f.Status == humanitarian.StatusNotStated {
		group = append(group, statusWords(f.Status))
	}
	if f.FacilityType != "" {
		group = append(group, strings.ReplaceAll(f.FacilityType, "_", " "))
	}
	return group
}

func statusWords(s humanitarian.Status) string {
	switch s {
	case humanitarian.Combatant:
		return "fighters"
	case humanitarian.Mixed:
		return "fighters and civilians together"
	case humanitarian.StatusUnknown:
		return "status not known"
	case humanitarian.StatusNotStated:
		return "status not stated"
	}
	return strings.ReplaceAll(s.String(), "_", " ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}
