package narrative

import (
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// noun names the people f counts in one word, if there is one: child, fighter.
// It is the key of a noun of the catalogue, or nothing.
func (t *teller) noun(f humanitarian.Figure) string {
	if t.reg.Unit(f) != humanitarian.Person {
		return ""
	}
	if worker, ok := strings.CutPrefix(f.Group, "worker="); ok && f.Sex == humanitarian.SexAll && f.Age == "" && t.hasNoun("worker_"+worker) {
		return "worker_" + worker
	}
	word := map[string]string{"not_stated child": "child", "female adult": "woman", "male adult": "man", "female child": "girl", "male child": "boy"}[f.Sex.String()+" "+f.Age]
	if word != "" || f.Sex != humanitarian.SexAll || f.Age != "" {
		return word
	}
	switch f.Status {
	case humanitarian.Civilian, humanitarian.Combatant, humanitarian.ArmedForces:
		return f.Status.String()
	}
	return ""
}

func (t *teller) hasNoun(name string) bool {
	_, ok := t.texts.form("noun."+name, "", "other")
	return ok
}

// counted returns the figure with its noun, and the gender of the noun.
func (t *teller) counted(f humanitarian.Figure) (pieces []Piece, gender string) {
	if name := t.noun(f); name != "" && !t.millions(f.Quantity) {
		text, _ := t.texts.form("noun."+name, "", t.number(f.Quantity))
		return fill(text, t.value(f, false), t.value(f, true)), t.texts.words["gender."+name]
	}
	return t.value(f, true), t.texts.words["gender."+string(t.reg.Unit(f))]
}

// millions reports whether package locale may write q as 1.1 million; that
// takes the noun of the unit behind it.
func (t *teller) millions(q humanitarian.Quantity) bool {
	p := q.Parts()
	for _, n := range []*int64{p.Low, p.Best, p.High} {
		if n != nil && *n >= 1_000_000 {
			return true
		}
	}
	return false
}

// tags words who is counted beyond the noun. The status of people killed or
// hurt is always said, in the noun or here; that of a part only where it is not
// that of its whole, which the sentence has said.
func (t *teller) tags(f humanitarian.Figure, besideNoun bool, whole *humanitarian.Figure) string {
	noun := ""
	if besideNoun && !t.millions(f.Quantity) {
		noun = t.noun(f)
	}
	var out []string
	add := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if noun == "" || noun == f.Status.String() || strings.HasPrefix(noun, "worker_") {
		for _, s := range t.sexAndAge(f) {
			add(s)
		}
	}
	for pair := range strings.SplitSeq(f.Group, ";") {
		if k, v, ok := strings.Cut(strings.TrimSpace(pair), "="); ok && noun != k+"_"+v && (whole == nil || whole.Group != f.Group) {
			add(t.pair(k, v))
		}
	}
	ind, _ := t.reg.Indicator(f.Indicator)
	if noun != f.Status.String() && (whole == nil || whole.Status != f.Status) && (f.Status != humanitarian.StatusNotStated || ind.Harm) && t.sayStatus(f) {
		if among := t.texts.words["status."+f.Status.String()]; noun != "" && among != "" {
			add(among) // a word like civilians would not agree with one woman
		} else {
			add(t.lang.Word("status", f.Status.String()))
		}
	}
	if f.FacilityType != "" {
		add(t.lang.Word("facility", f.FacilityType))
	}
	return strings.Join(out, t.lang.Say("list.comma"))
}

// sayStatus reports whether the status of a share needs saying: its whole says
// it otherwise.
func (t *teller) sayStatus(f humanitarian.Figure) bool {
	return t.reg.Unit(f) != humanitarian.Permille || f.Status != humanitarian.StatusNotStated
}

// sexAndAge words both in one word where there is one: girls.
func (t *teller) sexAndAge(f humanitarian.Figure) (out []string) {
	together := map[string]string{"female adult": "women", "male adult": "men", "female child": "girls", "male child": "boys",
		"not_stated child": "children", "female ": "female", "male ": "male"}
	if word := together[f.Sex.String()+" "+f.Age]; word != "" {
		return []string{t.lang.Word("people", word)}
	}
	switch f.Sex {
	case humanitarian.Female, humanitarian.Male:
		out = append(out, t.lang.Word("people", f.Sex.String()))
	case humanitarian.SexOther, humanitarian.SexUnknown:
		out = append(out, t.lang.Word("people", "sex_"+f.Sex.String()))
	}
	switch from, to, years := strings.Cut(f.Age, "-"); {
	case years && from == to:
		out = append(out, t.lang.Say("people.aged", from))
	case years:
		out = append(out, t.lang.Say("people.aged_to", from, to))
	case f.Age == "unknown":
		out = append(out, t.lang.Word("people", "age_unknown"))
	case f.Age == "child":
		out = append(out, t.lang.Word("people", "children"))
	case f.Age != "":
		out = append(out, t.lang.Word("people", f.Age))
	}
	return out
}

// pair words one key=value pair of a group; one that the catalogues do not know
// is shown as it is.
func (t *teller) pair(key, value string) string {
	names := map[string]string{"women_and_children=yes": "women_and_children", "registered=yes": "registered", "registered=no": "not_registered",
		"disability=yes": "with_disability", "disability=no": "without_disability"}
	name := key + "_" + value
	if n, ok := names[key+"="+value]; ok {
		name = n
	}
	if t.lang.Has("people", name) {
		return t.lang.Word("people", name)
	}
	return t.lang.Word("people", key) + t.lang.Say("list.colon") + t.lang.Word("people", value)
}

// measureWord names the measure of f in the middle of a sentence.
func (t *teller) measureWord(f humanitarian.Figure) string {
	if ind, _ := t.reg.Indicator(f.Indicator); ind.Label != "" {
		return t.own(ind.Label)
	}
	return t.lang.Word("measure", f.Indicator)
}

// measure names the measure of f and who is counted.
func (t *teller) measure(f humanitarian.Figure) string {
	s := t.measureWord(f)
	if tags := t.tags(f, false, nil); tags != "" {
		s = t.lang.Say("cell.in_brackets", s, tags)
	}
	return s
}
