package tally

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Roll prepares the register of the next issue: every figure of reg, and for
// each series a row for the next value, with what stays (measure, place,
// definition, source) filled in and what must be read anew (figure, dates,
// document) empty. Its quantity is not reported, so it counts as no data until
// somebody fills it. Stale are the ids of the newest values older than days.
func Roll(reg *humanitarian.Register, asOf humanitarian.Date, days int) (next *humanitarian.Register, stale []string) {
	next = &humanitarian.Register{Country: reg.Country, Indicators: reg.Indicators, Within: reg.Within, Figures: slices.Clone(reg.Figures)}
	known := slices.DeleteFunc(slices.Clone(reg.Figures), func(f humanitarian.Figure) bool {
		_, ok := knownBy(reg, f, asOf, humanitarian.Period{})
		return !ok || f.IsRelay() || f.Role == humanitarian.Withdrawn
	})
	replaced := Replaced(reg, known)
	done := map[string]bool{}
	for _, f := range reg.Figures {
		done[f.ID] = true
	}
	for _, f := range known {
		if _, old := replaced[f.ID]; old || replaced[f.PartOf] != "" {
			continue
		}
		if f.Reference().DaysUntil(asOf) > days {
			stale = append(stale, f.ID)
		}
		id := f.Series + "-after-" + asOf.String()
		if f.Series == "" || done[id] {
			continue
		}
		done[id] = true
		next.Figures = append(next.Figures, humanitarian.Figure{
			ID: id, Indicator: f.Indicator, Nature: f.Nature, Unit: f.Unit, Status: f.Status, Sex: f.Sex, Age: f.Age, Group: f.Group,
			Level: f.Level, Place: f.Place, Origin: f.Origin, Period: humanitarian.Period{Start: cohort(reg, f)}, Basis: f.Basis,
			Modality: f.Modality, Series: f.Series, Sector: f.Sector, Definition: f.Definition, Method: f.Method,
			Source: humanitarian.Source{Name: f.Source.Name, Kind: f.Source.Kind}, Sensitivity: f.Sensitivity,
		})
	}
	return next, stale
}

// cohort returns the start that belongs to the identity of a series.
func cohort(reg *humanitarian.Register, f humanitarian.Figure) humanitarian.Date {
	if reg.Nature(f) == humanitarian.Flow {
		return humanitarian.Date{}
	}
	return f.Period.Start
}
