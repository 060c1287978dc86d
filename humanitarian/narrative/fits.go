package narrative

import (
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// differences adds a code for each thing in which the figure differs from what
// the sentence says, the gravest last, and returns how far apart they are.
func (v *verdict) differences(i int, codes *[]string) (rank int) {
	e, f := v.s.c.facts, &v.s.c.facts.figures[i]
	for k, check := range []struct {
		code string
		bad  bool
	}{
		{Foreseen, !f.IsObserved() && !v.what.foreseen},
		{WrongSource, v.what.sources != nil && !intersects(v.what.sources, e.said[i])},
		{WrongPeople, !v.peopleFit(f, e.unit[i])},
		{WrongUnit, e.unit[i] != humanitarian.Permille && v.what.units != nil && !slices.Contains(v.what.units, string(e.unit[i]))},
		{WrongPlace, !v.placeFits(f)},
		{WrongStatus, v.what.statuses != nil && f.Status != humanitarian.StatusNotStated && !slices.Contains(v.what.statuses, f.Status.String())},
		{WrongMeasure, v.what.measures != nil && !slices.Contains(v.what.measures, f.Indicator)},
	} {
		if check.bad {
			rank += 1 + k
			if codes != nil {
				*codes = append(*codes, check.code)
			}
		}
	}
	if codes != nil && len(*codes) > 0 {
		rank++
	}
	return rank
}

func intersects(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return s != "" && slices.Contains(b, s) })
}

// peopleFit reports whether the sex, age and group of f are those that the
// sentence names. A part is not the whole, and the whole is no part.
func (v *verdict) peopleFit(f *humanitarian.Figure, unit humanitarian.Unit) bool {
	part := f.Sex != humanitarian.SexAll || f.Age != "" || slices.ContainsFunc([]string{"worker=health", "worker=aid", "worker=media", "worker=education", "women_and_children="},
		func(group string) bool { return strings.Contains(f.Group, group) })
	if len(v.what.people) == 0 {
		return !part || slices.ContainsFunc(v.what.peopleBefore, func(p string) bool { return isPeople(f, p) }) || v.what.aged && strings.ContainsAny(f.Age, "0123456789") || unit == humanitarian.Permille && v.what.measures != nil
	}
	return slices.ContainsFunc(v.what.people, func(p string) bool { return isPeople(f, p) })
}

// isPeople reports whether f counts the people of a word of the vocabulary.
func isPeople(f *humanitarian.Figure, word string) bool {
	switch word {
	case "child":
		from, to, years := strings.Cut(f.Age, "-")
		low, err1 := strconv.Atoi(from)
		high, err2 := strconv.Atoi(to)
		return f.Age == "child" || years && err1 == nil && err2 == nil && low < 18 && high < 18 || f.Indicator == "children_out_of_school"
	case "girl":
		return f.Sex == humanitarian.Female && isPeople(f, "child")
	case "boy":
		return f.Sex == humanitarian.Male && isPeople(f, "child")
	case "woman":
		return f.Sex == humanitarian.Female && (f.Age == "" || f.Age == "adult")
	case "man":
		return f.Sex == humanitarian.Male && (f.Age == "" || f.Age == "adult")
	case "female":
		return f.Sex == humanitarian.Female && f.Age == ""
	case "male":
		return f.Sex == humanitarian.Male && f.Age == ""
	case "older", "adult":
		return f.Age == word && f.Sex == humanitarian.SexAll
	}
	for pair := range strings.SplitSeq(f.Group, ";") { // worker=health
		if strings.TrimSpace(pair) == word {
			return true
		}
	}
	return false
}

// placeFits reports whether the places the sentence names are those of f: each
// name belongs to one of its P-codes, or to one that the people came from, and
// each P-code of where they are has a name.
func (v *verdict) placeFits(f *humanitarian.Figure) bool {
	if len(v.what.places) == 0 || slices.ContainsFunc(v.what.places, func(c cue) bool { return c.values == nil }) {
		return true
	}
	covered := make([]bool, len(f.Place.Codes))
	for _, c := range v.what.places {
		fits := len(f.Place.Codes) == 0 && slices.Contains(c.values, wholeCountry) || intersects(c.values, f.Origin)
		for k, code := range f.Place.Codes {
			if v.within(c.values, code, f.Place.Precision == humanitarian.Part || f.Place.Precision == humanitarian.Vague) {
				covered[k], fits = true, true
			}
		}
		if len(f.Place.Codes) == 0 && v.isCountry(c.values) {
			fits = true
		}
		if !fits {
			return false
		}
	}
	return !slices.Contains(covered, false)
}

// within reports whether a name of some P-codes may speak of a figure's code:
// it is the code, an area around it, or, of a figure on a part of its area, a
// place in it.
func (v *verdict) within(names []string, code string, part bool) bool {
	g := v.s.c.gaz
	return slices.ContainsFunc(names, func(n string) bool {
		return n == code || g != nil && (g.Within(code, n) || part && g.Within(n, code))
	})
}

// isCountry reports whether a name is that of a whole country.
func (v *verdict) isCountry(codes []string) bool {
	return v.s.c.gaz != nil && slices.ContainsFunc(codes, func(code string) bool {
		p, ok := v.s.c.gaz.Place(code)
		return ok && p.Level() == 0
	})
}
