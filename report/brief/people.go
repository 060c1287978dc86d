package brief

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// people words who is counted: sex and age, the public pairs of the group, a
// status other than civilian, the type of facility.
func (c *composer) people(f humanitarian.Figure, harm bool) []string {
	group := c.sexAndAge(f)
	for pair := range strings.SplitSeq(f.Group, ";") {
		if k, v, ok := strings.Cut(strings.TrimSpace(pair), "="); ok {
			group = append(group, c.pair(k, v))
		}
	}
	if f.Status > humanitarian.Civilian || harm && f.Status == humanitarian.StatusNotStated {
		group = append(group, c.lang.Word("status", f.Status.String()))
	}
	if f.FacilityType != "" {
		group = append(group, c.word("facility", f.FacilityType))
	}
	return group
}

// adulthood is the age at which girls and boys become women and men.
const adulthood = 18

// sexAndAge words both in one word where there is one: girls.
func (c *composer) sexAndAge(f humanitarian.Figure) (group []string) {
	together := map[string]string{"female adult": "women", "male adult": "men", "female child": "girls", "male child": "boys",
		"not_stated child": "children", "female ": "female", "male ": "male"}
	if word := together[f.Sex.String()+" "+f.Age]; word != "" {
		return []string{c.say("people." + word)}
	}
	switch f.Sex {
	case humanitarian.Female, humanitarian.Male:
		word := f.Sex.String()
		if from(f.Age) >= adulthood {
			word = together[word+" adult"]
		}
		group = append(group, c.say("people."+word))
	case humanitarian.SexOther, humanitarian.SexUnknown:
		group = append(group, c.say("people.sex_"+f.Sex.String()))
	}
	switch from, to, years := strings.Cut(f.Age, "-"); {
	case years && from == to:
		group = append(group, c.say("people.aged", from))
	case years:
		group = append(group, c.say("people.aged_to", from, to))
	case f.Age == "unknown":
		group = append(group, c.say("people.age_unknown"))
	case f.Age == "child":
		group = append(group, c.say("people.children"))
	case f.Age != "":
		group = append(group, c.lang.Word("people", f.Age))
	}
	return group
}

// pair words one key=value pair of a group. A pair that the catalogues do not
// know shows its value.
func (c *composer) pair(key, value string) string {
	yes := value == "yes"
	switch key {
	case "women_and_children":
		return c.say("people.women_and_children")
	case "registered":
		return c.say(map[bool]string{true: "people.registered", false: "people.not_registered"}[yes])
	case "disability":
		if slices.Contains([]string{"yes", "no"}, value) {
			return c.say(map[bool]string{true: "people.with_disability", false: "people.without_disability"}[yes])
		}
	}
	if name := key + "_" + value; c.lang.Has("people", name) {
		return c.say("people." + name)
	}
	if key == "worker" {
		return c.say("people.workers", c.own(strings.ReplaceAll(value, "_", " ")))
	}
	return c.own(strings.ReplaceAll(value, "_", " "))
}

// word says a word of a list; one that the catalogues do not have is said as
// the desk says it.
func (c *composer) word(list, s string) string {
	if c.lang.Has(list, s) {
		return c.lang.Word(list, s)
	}
	return c.own(strings.ReplaceAll(s, "_", " "))
}
