package tally

import (
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// columns is a set of the register's columns, one bit each; the columns of a
// quantity are one, called figure.
type columns uint64

var columnNames = [...]string{"revision", "indicator", "nature", "figure", "unit", "household_size", "status", "sex", "age", "group",
	"part_of", "partition", "level", "place", "place_name", "place_precision", "origin_place", "period_start", "period_end", "period_basis",
	"as_of", "modality", "series", "links", "sector", "definition", "method", "verification", "verified_by", "role", "reason", "event",
	"facility_type", "facility", "damage", "function", "access", "source", "source_kind", "source_title", "source_date", "source_url",
	"publisher", "excerpt", "note", "sensitivity"}

// column returns the set of one column.
func column(name string) columns { return 1 << slices.Index(columnNames[:], name) }

// names lists the columns of c in the order of the register.
func (c columns) names() []string {
	var out []string
	for i, name := range columnNames {
		if c&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return out
}

// filled returns the columns in which f says anything.
func filled(f *humanitarian.Figure) columns { return changed(f, &humanitarian.Figure{}) }

// changed returns the columns in which two rows differ. Their ids, positions
// and unknown columns are not compared.
func changed(a, b *humanitarian.Figure) columns {
	var out columns
	at := 0
	next := func(differs bool) {
		if differs {
			out |= 1 << at
		}
		at++
	}
	next(a.Revision != b.Revision)
	next(a.Indicator != b.Indicator)
	next(a.Nature != b.Nature)
	next(a.Quantity != b.Quantity)
	next(a.Unit != b.Unit)
	next(a.Household != b.Household)
	next(a.Status != b.Status)
	next(a.Sex != b.Sex)
	next(a.Age != b.Age)
	next(a.Group != b.Group)
	next(a.PartOf != b.PartOf)
	next(a.Partition != b.Partition)
	next(a.Level != b.Level)
	next(!slices.Equal(a.Place.Codes, b.Place.Codes))
	next(a.Place.Name != b.Place.Name)
	next(a.Place.Precision != b.Place.Precision)
	next(!slices.Equal(a.Origin, b.Origin))
	next(a.Period.Start != b.Period.Start)
	next(a.Period.End != b.Period.End)
	next(a.Basis != b.Basis)
	next(a.AsOf != b.AsOf)
	next(a.Modality != b.Modality)
	next(a.Series != b.Series)
	next(!slices.Equal(a.Links, b.Links))
	next(a.Sector != b.Sector)
	next(a.Definition != b.Definition)
	next(a.Method != b.Method)
	next(a.Verification != b.Verification)
	next(a.VerifiedBy != b.VerifiedBy)
	next(a.Role != b.Role)
	next(a.Reason != b.Reason)
	next(a.Event != b.Event)
	next(a.FacilityType != b.FacilityType)
	next(a.FacilityName != b.FacilityName)
	next(a.Damage != b.Damage)
	next(a.Function != b.Function)
	next(a.Access != b.Access)
	next(a.Source.Name != b.Source.Name)
	next(a.Source.Kind != b.Source.Kind)
	next(a.Source.Title != b.Source.Title)
	next(a.Source.Date != b.Source.Date)
	next(a.Source.URL != b.Source.URL)
	next(a.Publisher != b.Publisher)
	next(a.Excerpt != b.Excerpt)
	next(a.Note != b.Note)
	next(max(a.Sensitivity, humanitarian.Public) != max(b.Sensitivity, humanitarian.Public))
	return out
}
