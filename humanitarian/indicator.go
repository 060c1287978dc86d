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
	Label  string // in English; other languages are locale's
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
	of := func(t Theme, n Nature, u []Unit, nameLabels ...string) (out []Indicator) {
		for i := 0; i < len(nameLabels); i += 2 {
			out = append(out, Indicator{Name: nameLabels[i], Theme: t, Nature: n, Units: u, Label: nameLabels[i+1]})
		}
		return out
	}
	harm := of(CivilianHarm, Flow, persons, "killed", "People killed", "injured", "People injured",
		"killed_or_injured", "People killed or injured", "missing", "People missing", "abducted", "People abducted", "detained", "People detained")
	for i := range harm {
		harm[i].Harm = true
	}
	return slices.Concat(
		of(Displacement, Stock, people, "idps", "Internally displaced people"),
		of(Displacement, Flow, people, "new_displacement", "People newly displaced", "secondary_displacement", "People displaced at least twice",
			"arrivals", "Arrivals of displaced people", "departures", "Departures of displaced people", "idp_returns", "Returns of displaced people",
			"refugee_returns", "Returns from abroad", "returns_unspecified", "Returns, origin not stated"),
		of(Displacement, Stock, people, "returnees", "Returnees present"),
		of(Displacement, Flow, people, "cross_border_out", "People who fled abroad", "cross_border_in", "People who arrived from abroad", "evacuated", "People evacuated"),
		of(Displacement, Stock, people, "in_collective_sites", "People in collective sites"),
		of(Displacement, Stock, one(Site), "collective_sites_open", "Collective sites open"),
		harm,
		of(Infrastructure, Cumulative, one(Structure), "homes_damaged", "Homes damaged", "homes_destroyed", "Homes destroyed",
			"structures_damaged", "Structures damaged", "structures_destroyed", "Structures destroyed"),
		of(Infrastructure, Cumulative, one(Facility), "facilities_damaged", "Facilities damaged", "facilities_destroyed", "Facilities destroyed"),
		of(Infrastructure, Stock, one(Facility), "facilities_functioning", "Facilities functioning", "facilities_partly_functioning", "Facilities partly functioning",
			"facilities_not_functioning", "Facilities not functioning", "schools_used_as_shelter", "Schools used as shelter"),
		of(Infrastructure, Stock, people, "people_without_service", "People without a service"),
		of(Infrastructure, Flow, people, "people_service_restored", "People with a service restored"),
		of(CivilianHarm, Flow, one(IncidentUnit), "hostile_incidents", "Hostile incidents", "attacks_on_health", "Attacks on health care",
			"attacks_on_education", "Attacks on education", "attacks_on_water", "Attacks on water services", "attacks_on_sites", "Attacks on displacement sites", "attacks_on_aid", "Attacks on aid"),
		of(Access, Flow, one(IncidentUnit), "access_incidents", "Access incidents", "movements_denied", "Movements denied"),
		of(Access, Stock, one(Route), "routes_closed", "Routes closed"),
		of(Access, Stock, one(Organisation), "organisations_suspended", "Organisations that suspended work"),
		of(Response, Stock, people, "people_in_need", "People in need", "people_targeted", "People targeted"),
		of(Response, Flow, people, "people_reached", "People reached"),
		of(Response, Stock, people, "people_at_risk", "People at risk", "children_out_of_school", "Children out of school"),
		of(Funding, Stock, nil, "funding_required", "Funding required"),
		of(Funding, Cumulative, nil, "funding_received", "Funding received"),
	)
}
