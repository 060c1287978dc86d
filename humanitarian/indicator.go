package humanitarian

import (
	"fmt"
	"slices"
)

// A Theme is the part of a brief an indicator belongs to. The zero value is
// no theme.
type Theme uint8

// The themes, in the order of the sections of a brief.
const (
	NoTheme Theme = iota
	Displacement
	CivilianHarm
	Infrastructure
	Access
	Response
	Funding
)

var themeWords = [...]string{"", "displacement", "civilian_harm", "infrastructure", "access", "response", "funding"}

// String returns the word for t, such as civilian_harm.
func (t Theme) String() string { return wordOrNotStated("Theme", themeWords[:], uint8(t)) }

// ParseTheme reads the word of a theme.
func ParseTheme(s string) (Theme, error) {
	v, err := parseEnum("theme", themeWords[1:], s)
	return Theme(v + 1), err
}

// A Unit is what is counted: person, household, structure, facility, site,
// organisation, incident, route, vehicle, permille (a share in thousandths) or
// a currency code such as USD. The zero value is the indicator's first unit.
type Unit string

// The units of the register.
const (
	Person       Unit = "person"
	Household    Unit = "household"
	Structure    Unit = "structure"
	Facility     Unit = "facility"
	Site         Unit = "site"
	Organisation Unit = "organisation"
	IncidentUnit Unit = "incident"
	Route        Unit = "route"
	Vehicle      Unit = "vehicle"
	Permille     Unit = "permille"
)

// Units lists the units of the register without currencies.
func Units() []Unit {
	return []Unit{Person, Household, Structure, Facility, Site, Organisation, IncidentUnit, Route, Vehicle, Permille}
}

// IsCurrency reports whether u has the shape of an ISO 4217 code.
func (u Unit) IsCurrency() bool {
	return len(u) == 3 && !slices.ContainsFunc([]byte(u), func(c byte) bool { return c < 'A' || c > 'Z' })
}

// ParseUnit reads a unit; empty is the indicator's own.
func ParseUnit(s string) (Unit, error) {
	u := Unit(s)
	if s == "" || u.IsCurrency() || slices.Contains(Units(), u) {
		return u, nil
	}
	return "", fmt.Errorf("humanitarian: %q is not a unit; use person, household, structure, facility, site, organisation, incident, route, vehicle, permille or a currency code", s)
}

// An Indicator is a measure with its nature and units. The zero value is no
// indicator.
type Indicator struct {
	Name   string // the register's word
	Theme  Theme
	Nature Nature
	Units  []Unit // the first is the default; permille is always allowed
	Label  string // of a desk's own indicator; those of the core are package locale's
	Harm   bool   // counts people killed, hurt or taken: never rounded, needs a status
}

// Takes reports whether the indicator may be counted in u.
func (i Indicator) Takes(u Unit) bool {
	return u == "" || u == Permille || slices.Contains(i.Units, u) || i.Theme == Funding && u.IsCurrency()
}

// CoreIndicators returns the closed core of the register, in the order a brief
// shows it. Callers own the slice.
func CoreIndicators() []Indicator {
	people, persons := []Unit{Person, Household}, []Unit{Person}
	one := func(u Unit) []Unit { return []Unit{u} }
	of := func(t Theme, n Nature, u []Unit, names ...string) (out []Indicator) {
		for _, name := range names {
			out = append(out, Indicator{Name: name, Theme: t, Nature: n, Units: u})
		}
		return out
	}
	harm := of(CivilianHarm, Flow, persons, "killed", "injured", "killed_or_injured", "missing", "abducted", "detained")
	for i := range harm {
		harm[i].Harm = true
	}
	return slices.Concat(
		of(Displacement, Stock, people, "idps"),
		of(Displacement, Flow, people, "new_displacement", "secondary_displacement", "arrivals", "departures", "idp_returns", "refugee_returns", "returns_unspecified"),
		of(Displacement, Stock, people, "returnees"),
		of(Displacement, Flow, people, "cross_border_out", "cross_border_in", "evacuated"),
		of(Displacement, Stock, people, "in_collective_sites"),
		of(Displacement, Stock, one(Site), "collective_sites_open"),
		harm,
		of(Infrastructure, Cumulative, one(Structure), "homes_damaged", "homes_destroyed", "structures_damaged", "structures_destroyed"),
		of(Infrastructure, Cumulative, one(Facility), "facilities_damaged", "facilities_destroyed"),
		of(Infrastructure, Stock, one(Facility), "facilities_functioning", "facilities_partly_functioning", "facilities_not_functioning", "schools_used_as_shelter"),
		of(Infrastructure, Stock, people, "people_without_service"),
		of(Infrastructure, Flow, people, "people_service_restored"),
		of(CivilianHarm, Flow, one(IncidentUnit), "hostile_incidents", "attacks_on_health", "attacks_on_education", "attacks_on_water", "attacks_on_sites", "attacks_on_aid"),
		of(Access, Flow, one(IncidentUnit), "access_incidents", "movements_denied"),
		of(Access, Stock, one(Route), "routes_closed"),
		of(Access, Stock, one(Organisation), "organisations_suspended"),
		of(Response, Stock, people, "people_in_need", "people_targeted"),
		of(Response, Flow, people, "people_reached"),
		of(Response, Stock, people, "people_at_risk", "children_out_of_school"),
		of(Funding, Stock, nil, "funding_required"),
		of(Funding, Cumulative, nil, "funding_received"),
	)
}
