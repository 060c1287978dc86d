package extract

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// A subject is what a number counts. Each kind of subject is a type of its own
// and alone decides which measures exist for it. That is the guard of this
// package: fighters and mixed have no method that yields a displacement,
// return, refugee, need or civilian measure, so no rule elsewhere can make one.
type subject interface {
	// measure returns the measure of e for this subject. Where there is none, why
	// says so in plain words.
	measure(e effect) (m measure, why string)
	unit() humanitarian.Unit
}

// A measure is an indicator of the register with its status. Only this file
// builds one.
type measure struct {
	indicator string
	status    humanitarian.Status
	unit      humanitarian.Unit
	facility  string // facility_type of the register
	category  string // the scorer's name of the measure
}

// The reasons why a number that was understood is no figure.
const (
	whyFighters    = "fighters"
	whyMixed       = "mixed"
	whyDoubtful    = "doubtful"
	whyThing       = "thing"
	whyNoEffect    = "no_effect"
	whyHelped      = "helped"
	whyWrongNoun   = "wrong_noun"
	whyFamilies    = "families"
	whyNoIndicator = "no_indicator"
	whyUnknownNoun = "unknown_noun"
	whyNoTarget    = "no_target"
	whyEscaped     = "escaped"
	whyIncrease    = "increase"
	whyGame        = "game"
	whyCapacity    = "capacity"
)

// people are persons who are not known to be fighters.
type people struct{ civilian bool }

func (people) unit() humanitarian.Unit { return humanitarian.Person }

func (p people) measure(e effect) (measure, string) {
	status, suffix := humanitarian.StatusUnknown, "_unspecified"
	if p.civilian {
		status, suffix = humanitarian.Civilian, "_civilian"
	}
	if name, category, ok := harmMeasure(e); ok {
		if category == "missing" || category == "detained" {
			suffix = ""
		}
		return measure{indicator: name, status: status, unit: humanitarian.Person, category: category + suffix}, ""
	}
	return moved(e, humanitarian.Person)
}

// households are families counted as families.
type households struct{}

func (households) unit() humanitarian.Unit { return humanitarian.Household }

func (households) measure(e effect) (measure, string) {
	if _, _, ok := harmMeasure(e); ok {
		return measure{}, whyFamilies
	}
	return moved(e, humanitarian.Household)
}

// fighters are soldiers, rebels, police and all who bear arms for somebody.
type fighters struct{}

func (fighters) unit() humanitarian.Unit { return humanitarian.Person }

func (fighters) measure(e effect) (measure, string) {
	name, category, ok := harmMeasure(e)
	if !ok {
		return measure{}, whyFighters
	}
	if category != "detained" && category != "missing" {
		category += "_combatant"
	}
	return measure{indicator: name, status: humanitarian.Combatant, unit: humanitarian.Person, category: category}, ""
}

// doubtful are people who may bear arms. Their dead are people of unknown status;
// where they went is for the analyst to say.
type doubtful struct{}

func (doubtful) unit() humanitarian.Unit { return humanitarian.Person }

func (doubtful) measure(e effect) (measure, string) {
	if e.isHarm() {
		return people{}.measure(e)
	}
	return measure{}, whyDoubtful
}

// mixed are fighters counted together with their families.
type mixed struct{}

func (mixed) unit() humanitarian.Unit          { return humanitarian.Person }
func (mixed) measure(effect) (measure, string) { return measure{}, whyMixed }

// dwellings are homes of every kind.
type dwellings struct{}

func (dwellings) unit() humanitarian.Unit { return humanitarian.Structure }

func (dwellings) measure(e effect) (measure, string) {
	switch e {
	case destroy:
		return measure{indicator: "homes_destroyed", unit: humanitarian.Structure, category: "housing_destroyed"}, ""
	case damage:
		return measure{indicator: "homes_damaged", unit: humanitarian.Structure, category: "housing_damaged"}, ""
	case ruin, inundate, affected:
		return measure{indicator: "homes_affected", unit: humanitarian.Structure, category: "housing_affected"}, ""
	case evacuated, displaced:
		return measure{indicator: "evacuated", status: humanitarian.Civilian, unit: humanitarian.Household, category: "displaced"}, ""
	}
	return measure{}, whyWrongNoun
}

// facilities are hospitals, schools, bridges and the like, of one kind.
type facilities struct{ kind string }

func (facilities) unit() humanitarian.Unit { return humanitarian.Facility }

func (f facilities) measure(e effect) (measure, string) {
	m := measure{unit: humanitarian.Facility, facility: f.kind}
	switch e {
	case destroy:
		m.indicator, m.category = "facilities_destroyed", "facility_destroyed"
	case damage, ruin, inundate, affected:
		m.indicator, m.category = "facilities_damaged", "facility_damaged"
	case disable:
		m.indicator, m.category = "facilities_not_functioning", "facility_nonfunctional"
	case attack:
		m.unit, m.category = humanitarian.IncidentUnit, "attack"
		m.indicator = attackOn(f.kind)
		if m.indicator == "" {
			return measure{}, whyNoIndicator
		}
	default:
		return measure{}, whyWrongNoun
	}
	return m, ""
}

func attackOn(kind string) string {
	switch kind {
	case "health":
		return "attacks_on_health"
	case "school":
		return "attacks_on_education"
	case "water":
		return "attacks_on_water"
	case "camp":
		return "attacks_on_sites"
	case "aid":
		return "attacks_on_aid"
	case "market", "religious", "power", "bakery", "infrastructure":
		return "hostile_incidents"
	}
	return ""
}

// works are infrastructure as a whole.
type works struct{}

func (works) unit() humanitarian.Unit { return humanitarian.Facility }

func (works) measure(e effect) (measure, string) {
	switch e {
	case destroy, damage, ruin, inundate, affected, disable:
		return measure{indicator: "infrastructure_damaged", unit: humanitarian.Facility, facility: "infrastructure", category: "infrastructure_damage"}, ""
	case attack:
		return measure{indicator: "hostile_incidents", unit: humanitarian.IncidentUnit, facility: "infrastructure", category: "attack"}, ""
	}
	return measure{}, whyWrongNoun
}

// things are what is never a figure here.
type things struct{ why string }

func (things) unit() humanitarian.Unit { return "" }
func (t things) measure(effect) (measure, string) {
	if t.why != "" {
		return measure{}, t.why
	}
	return measure{}, whyThing
}

// unknowns are named by a word the vocabulary does not have. Who can be killed,
// hurt or taken is a person; nothing else is concluded.
type unknowns struct{}

func (unknowns) unit() humanitarian.Unit { return humanitarian.Person }

func (unknowns) measure(e effect) (measure, string) {
	if _, _, ok := harmMeasure(e); ok && e != missing {
		return people{}.measure(e)
	}
	return measure{}, whyUnknownNoun
}

// harmMeasure names the measures that exist for every kind of person.
func harmMeasure(e effect) (indicator, category string, ok bool) {
	switch e {
	case kill:
		return "killed", "killed", true
	case injure:
		return "injured", "injured", true
	case harm:
		return "killed_or_injured", "casualties", true
	case missing:
		return "missing", "missing", true
	case detained:
		return "detained", "detained", true
	case abducted:
		return "abducted", "detained", true
	}
	return "", "", false
}

// moved names the measures of civilians and families on the move or in need.
func moved(e effect, unit humanitarian.Unit) (measure, string) {
	m := measure{status: humanitarian.Civilian, unit: unit, category: "displaced"}
	switch e {
	case displaced, fled, homeless:
		m.indicator = "new_displacement"
	case sheltered:
		m.indicator = "idps"
	case evacuated:
		m.indicator = "evacuated"
	case arrived:
		m.indicator = "arrivals"
	case refugee:
		m.indicator, m.category = "cross_border_in", "refugees"
	case cross:
		m.indicator, m.category = "cross_border_out", "refugees"
	case returned:
		m.indicator, m.category = "returns_unspecified", "returned"
	case affected, trapped:
		m.indicator, m.category = "people_affected", "affected"
	case outage:
		m.indicator, m.category = "people_without_service", "affected"
	case need:
		m.indicator, m.category = "people_in_need", "in_need"
	case risk:
		m.indicator, m.category = "people_at_risk", "at_risk"
	case reach:
		return measure{}, whyHelped
	case noEffect:
		return measure{}, whyNoEffect
	default:
		return measure{}, whyWrongNoun
	}
	return m, ""
}

// OwnIndicators returns the indicators that candidates use beyond
// [humanitarian.CoreIndicators], for the caller's register to declare.
func OwnIndicators() []humanitarian.Indicator {
	people := []humanitarian.Unit{humanitarian.Person, humanitarian.Household}
	return []humanitarian.Indicator{
		{Name: "people_affected", Theme: humanitarian.Displacement, Nature: humanitarian.Stock, Units: people, Label: "People affected"},
		{Name: "homes_affected", Theme: humanitarian.Infrastructure, Nature: humanitarian.Cumulative, Units: []humanitarian.Unit{humanitarian.Structure}, Label: "Homes damaged or destroyed"},
		{Name: "infrastructure_damaged", Theme: humanitarian.Infrastructure, Nature: humanitarian.Cumulative, Units: []humanitarian.Unit{humanitarian.Facility}, Label: "Infrastructure damaged"},
	}
}
