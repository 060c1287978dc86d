package tally

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A Part is one figure inside a total, as it was added.
type Part struct {
	ID       string                `json:"id"`
	Source   string                `json:"source"`
	Quantity humanitarian.Quantity `json:"quantity"`
	Verified bool                  `json:"verified,omitempty"`
}

// A Result is a total with everything needed to defend it. The zero value
// adds nothing and is unknown.
type Result struct {
	Sum      humanitarian.Sum      `json:"sum"`
	Unit     humanitarian.Unit     `json:"unit"`
	Parts    []Part                `json:"parts"`
	Excluded []Exclusion           `json:"excluded"`
	Policies []humanitarian.Phrase `json:"policies"` // of magnitude words and household sizes, as they were used
	Origins  int                   `json:"origins"`  // distinct sources; relays are none
	Verified int                   `json:"verified"` // parts verified, of len(Parts)
}

// A Refusal is an addition that the rules forbid. It names both figures and
// what is missing.
type Refusal struct {
	Rule    Rule                `json:"rule"`
	A       string              `json:"a"`
	B       string              `json:"b"`
	Reason  humanitarian.Phrase `json:"reason"`  // why not, of the section refusal of the catalogues
	Missing humanitarian.Phrase `json:"missing"` // what to do instead, of the section remedy
}

// Error says which figures may not be added, why, and what would allow it.
func (r *Refusal) Error() string {
	return fmt.Sprintf("tally: %s and %s may not be added (rule %d): %s; %s", r.A, r.B, r.Rule, r.Reason, r.Missing)
}

// Total adds the figures that answer q. One answer is its own total; several
// add only where they were declared disjoint. The error is a [*Refusal] or
// wraps [humanitarian.ErrOverflow]; Excluded is filled in either case.
func Total(reg *humanitarian.Register, q Query) (Result, error) {
	figures, excluded := Select(reg, q)
	r, err := add(reg, figures, q)
	r.Excluded = excluded
	return r, err
}

// Add adds the figures named by ids under the same rules, whatever their
// indicator. An id that is not in the register is an error.
func Add(reg *humanitarian.Register, ids []string, q Query) (Result, error) {
	var figures []humanitarian.Figure
	var excluded []Exclusion
	valid := InForce(reg, q.AsOf)
	index := valid.Index()
	for _, id := range ids {
		i, ok := index[id]
		if !ok {
			return Result{}, fmt.Errorf("tally: there is no figure %s in the register", id)
		}
		f := valid.Figures[i]
		if e, no := q.exclude(reg, f); no {
			excluded = append(excluded, e)
			continue
		}
		figures = append(figures, f)
	}
	r, err := add(reg, figures, q)
	r.Excluded = excluded
	return r, err
}

func add(reg *humanitarian.Register, figures []humanitarian.Figure, q Query) (Result, error) {
	if no := refusal(reg, figures, q); no != nil {
		return Result{}, no
	}
	r := Result{Unit: q.Unit}
	origins := map[string]bool{}
	for _, f := range figures {
		n, unit, policies, err := q.count(reg, f)
		if err != nil {
			return Result{}, err
		}
		for _, p := range policies {
			if !slices.ContainsFunc(r.Policies, func(q humanitarian.Phrase) bool { return q.String() == p.String() }) {
				r.Policies = append(r.Policies, p)
			}
		}
		if r.Sum, err = r.Sum.Plus(humanitarian.SumOf(n)); err != nil {
			return Result{}, fmt.Errorf("tally: %s: %w", f.ID, err)
		}
		p := Part{ID: f.ID, Source: f.Source.Name, Quantity: n, Verified: f.Verification == humanitarian.Verified}
		r.Parts, r.Unit = append(r.Parts, p), unit
		origins[f.Source.Name] = true
		if p.Verified {
			r.Verified++
		}
	}
	r.Origins = len(origins)
	return r, nil
}

// count returns the quantity of f as q counts it, its unit, and the policies
// used.
func (q Query) count(reg *humanitarian.Register, f humanitarian.Figure) (n humanitarian.Quantity, unit humanitarian.Unit, policies []humanitarian.Phrase, err error) {
	n, unit = f.Quantity, reg.Unit(f)
	if floored := q.Floors.Floor(n); floored != n {
		n, policies = floored, append(policies, humanitarian.Say("policy.magnitude_words", string(q.Floors)))
	}
	if q.Unit == humanitarian.Person && unit == humanitarian.Household {
		size, source := f.Household, f.Source.Name
		if size == 0 {
			size, source = q.Convert.Size, q.Convert.Source
		}
		times, err := n.Times(size)
		if err != nil {
			return n, unit, nil, fmt.Errorf("tally: %s: %w", f.ID, err)
		}
		n, unit = times, humanitarian.Person
		policies = append(policies, humanitarian.Say("policy.household_size", strconv.FormatInt(size, 10), source))
	}
	return n, unit, policies, nil
}

// refusal returns the first pair that may not be added. Figures that are all
// incidents or all parts of one partition are checked in linear time; only a
// forbidden set is searched pair by pair for its culprits.
func refusal(reg *humanitarian.Register, figures []humanitarian.Figure, q Query) *Refusal {
	if declared(reg, figures, q) {
		return nil
	}
	for i, a := range figures {
		for _, b := range figures[:i] {
			if no := MayAdd(reg, b, a, q); no != nil {
				return no
			}
		}
	}
	return nil
}

// declared reports whether all figures are alike in everything the rules ask
// and every one has an event of its own: the common, large, lawful case.
func declared(reg *humanitarian.Register, figures []humanitarian.Figure, q Query) bool {
	events, ids := make(map[string]bool, len(figures)), make(map[string]bool, len(figures))
	for _, f := range figures {
		ids[f.ID] = true
	}
	for _, f := range figures {
		g := figures[0]
		if ind, _ := reg.Indicator(f.Indicator); ind.Theme == humanitarian.Response {
			return false
		}
		if f.Event == "" || events[f.Event] || f.Level != humanitarian.Incident || f.PartOf != "" || f.IsRelay() || linksInto(f, ids) ||
			!sameCell(f, g) || isDocumented(f) != isDocumented(g) || f.Indicator != g.Indicator || f.Status != g.Status || f.Modality != g.Modality || reg.Nature(f) != humanitarian.Flow ||
			q.unit(reg, f) != q.unit(reg, g) {
			return false
		}
		events[f.Event] = true
	}
	return true
}

// sameCell reports whether two figures count the same kind of people: children
// of one incident and women of another are no total of the two incidents.
func sameCell(a, b humanitarian.Figure) bool {
	return a.Sex == b.Sex && a.Age == b.Age && a.Group == b.Group
}

// isDocumented reports whether f counts what was documented in its days,
// whenever it happened.
func isDocumented(f humanitarian.Figure) bool { return f.Basis == humanitarian.Recorded }

func linksInto(f humanitarian.Figure, ids map[string]bool) bool {
	return slices.ContainsFunc(f.Links, func(l humanitarian.Link) bool { return ids[l.ID] })
}

func (q Query) unit(reg *humanitarian.Register, f humanitarian.Figure) humanitarian.Unit {
	if q.converts(reg, f) {
		return q.Unit
	}
	return reg.Unit(f)
}

// MayAdd returns nil if a and b may stand in one sum, else the refusal.
func MayAdd(reg *humanitarian.Register, a, b humanitarian.Figure, q Query) *Refusal {
	no := func(r Rule, remedy, reason string, args ...string) *Refusal {
		return &Refusal{r, a.ID, b.ID, humanitarian.Say("refusal."+reason, args...), humanitarian.Say("remedy." + remedy)}
	}
	if a.ID == b.ID {
		return no(2, "add_once", "one_figure")
	}
	if !a.IsObserved() || !b.IsObserved() {
		return no(6, "show_apart", "not_observed")
	}
	if a.IsRelay() || b.IsRelay() {
		return no(4, "add_quoted", "relay")
	}
	if no := natureRefusal(reg, a, b); no != nil {
		return no
	}
	if ua, ub := q.unit(reg, a), q.unit(reg, b); ua != ub {
		return no(7, "state_household_size", "units", string(ua), string(ub))
	}
	if ind, _ := reg.Indicator(a.Indicator); ind.Harm && a.Status != b.Status {
		return no(5, "status_rows", "statuses", a.Status.String(), b.Status.String())
	}
	if a.Indicator != b.Indicator {
		return no(7, "casualties_derived", "measures", a.Indicator, b.Indicator)
	}
	if ind, _ := reg.Indicator(a.Indicator); ind.Theme == humanitarian.Response && a.PartOf == "" {
		return no(7, "use_published_total", "response")
	}
	if a.PartOf == b.ID || b.PartOf == a.ID {
		return no(9, "use_whole", "part_and_whole")
	}
	if linked(a, b) {
		return no(9, "use_one", "overlap")
	}
	return licence(reg, a, b)
}

// natureRefusal applies rule 2.
func natureRefusal(reg *humanitarian.Register, a, b humanitarian.Figure) *Refusal {
	na, nb := reg.Nature(a), reg.Nature(b)
	switch {
	case na != nb:
		return &Refusal{2, a.ID, b.ID, humanitarian.Say("refusal.natures", na.String(), nb.String()), humanitarian.Say("remedy.show_both")}
	case na != humanitarian.Flow && oneSeries(reg, a, b):
		return &Refusal{2, a.ID, b.ID, humanitarian.Say("refusal.one_series", a.Series), humanitarian.Say("remedy.use_later")}
	}
	return nil
}

// oneSeries reports whether a and b are values of a series at two times.
func oneSeries(reg *humanitarian.Register, a, b humanitarian.Figure) bool {
	return a.Series != "" && a.Series == b.Series && a.Source.Name == b.Source.Name && order(reg, a, b) != 0 &&
		(alikeButSource(reg, a, b) || alikeButSource(reg, b, a))
}

func linked(a, b humanitarian.Figure) bool {
	has := func(f humanitarian.Figure, id string) bool {
		return slices.ContainsFunc(f.Links, func(l humanitarian.Link) bool {
			return l.ID == id && (l.Kind == humanitarian.Overlaps || l.Kind == humanitarian.Supersedes)
		})
	}
	return has(a, b.ID) || has(b, a.ID)
}

// licence applies rules 1, 3, 8 and 9: without a declaration nothing adds.
func licence(reg *humanitarian.Register, a, b humanitarian.Figure) *Refusal {
	disjoint := func(f humanitarian.Figure) bool {
		return f.Partition == humanitarian.Complete || f.Partition == humanitarian.Partial
	}
	no := func(r Rule, remedy, reason string, args ...string) *Refusal {
		return &Refusal{r, a.ID, b.ID, humanitarian.Say("refusal."+reason, args...), humanitarian.Say("remedy." + remedy)}
	}
	switch {
	case a.PartOf != "" && a.PartOf == b.PartOf && disjoint(a) && disjoint(b) && a.Source.Name == b.Source.Name:
		if !oneDimension(reg, a, b) {
			return no(9, "each_breakdown_once", "two_breakdowns", a.PartOf)
		}
		if isDocumented(a) != isDocumented(b) {
			return no(10, "show_both", "documented")
		}
		return nil
	case a.PartOf != "" && a.PartOf == b.PartOf:
		return no(9, "declare_partition", "not_disjoint", a.PartOf)
	case a.Level == humanitarian.Incident && b.Level == humanitarian.Incident && a.Event != "" && b.Event != "" && a.Event != b.Event && reg.Nature(a) == humanitarian.Flow:
		if !sameCell(a, b) {
			return no(9, "show_both", "unlike_cells")
		}
		if isDocumented(a) != isDocumented(b) {
			return no(10, "show_both", "documented")
		}
		return nil
	case a.Event != "" && a.Event == b.Event:
		return no(3, "choose_one", "one_event", a.Event)
	case Rivals(reg, a, b):
		return no(3, "side_by_side", "rivals", a.Source.Name, b.Source.Name)
	case nested(reg, a.Place, b.Place):
		return no(8, "parent_and_children", "nested_places")
	}
	return no(1, "declare_disjoint", "undeclared")
}

// oneDimension reports whether two parts of a whole are cells of one
// breakdown: both differ from the whole, and lie apart from one another, in a
// same respect. Women, men and children are one; by sex and by place are two;
// a district and its sub-district, or 0-17 and 5-17, do not lie apart.
func oneDimension(reg *humanitarian.Register, a, b humanitarian.Figure) bool {
	w, _ := reg.Figure(a.PartOf)
	if a.Place.Key() != w.Place.Key() && b.Place.Key() != w.Place.Key() && a.Place.Key() != b.Place.Key() {
		return !nested(reg, a.Place, b.Place)
	}
	if a.Period != w.Period && b.Period != w.Period && a.Period != b.Period {
		return !a.Period.Touches(b.Period)
	}
	if groupKeys(a) != groupKeys(b) && a.Group != "" && b.Group != "" {
		return false // health workers may be people with disabilities
	}
	if a.Age != w.Age && b.Age != w.Age && a.Age != b.Age && !agesMeet(a.Age, b.Age) {
		return true
	}
	of := func(f humanitarian.Figure) []string {
		return []string{f.Sex.String(), f.Group, f.Place.Name, f.Status.String(),
			f.FacilityType + f.FacilityName, strings.Join(f.Origin, ";"), f.Event, f.Sector, f.Definition}
	}
	whole, x, y := of(w), of(a), of(b)
	for i := range whole {
		if x[i] != whole[i] && y[i] != whole[i] && x[i] != y[i] {
			return true
		}
	}
	return false
}

// groupKeys returns what the groups of f tell apart: worker of worker=health.
func groupKeys(f humanitarian.Figure) string {
	pairs := strings.Split(f.Group, ";")
	for i, p := range pairs {
		pairs[i], _, _ = strings.Cut(strings.TrimSpace(p), "=")
	}
	slices.Sort(pairs)
	return strings.Join(pairs, ";")
}

// agesMeet reports whether two age groups share a year. Unknown ages are a
// cell of their own; child is below 18 and older from 60.
func agesMeet(a, b string) bool {
	years := func(s string) (from, to int) {
		switch s {
		case "child":
			return 0, 17
		case "adult":
			return 18, 199
		case "older":
			return 60, 199
		case "unknown":
			return -1, -1
		}
		if _, err := fmt.Sscanf(s, "%d-%d", &from, &to); err != nil {
			return 0, 199
		}
		return from, to
	}
	a1, a2 := years(a)
	b1, b2 := years(b)
	return a1 <= b2 && b1 <= a2
}

// nested reports whether one place holds the other as far as P-codes say;
// the whole country holds every place.
func nested(reg *humanitarian.Register, a, b humanitarian.Place) bool {
	if a.Key() == b.Key() {
		return false
	}
	if len(a.Codes) == 0 || len(b.Codes) == 0 {
		return true
	}
	for _, x := range a.Codes {
		for _, y := range b.Codes {
			if reg.LiesIn(x, y) || reg.LiesIn(y, x) {
				return true
			}
		}
	}
	return false
}
