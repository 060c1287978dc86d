package register

import (
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// fields is the one table of columns: reading, writing, the data dictionary
// and the schema all come from it. The order is that of the file.
func fields() []field {
	var out []field
	out = append(out, claimFields()...)
	out = append(out, peopleFields()...)
	out = append(out, placeAndTimeFields()...)
	out = append(out, standingFields()...)
	return append(out, sourceFields()...)
}

type fig = humanitarian.Figure

func claimFields() []field {
	revision := field{
		Column:  Column{Name: "revision", Meaning: "which version of the row this is; of equal ids the highest counts", Takes: "a whole number; empty is 0", Example: "1"},
		get:     func(f *fig) string { return nonZero(f.Revision) },
		set:     setRevision,
		integer: true,
	}
	household := field{
		Column:  Column{Name: "household_size", Meaning: "persons per household the source used, needed to convert", Takes: "a number with up to two decimals", Example: "5.4"},
		get:     getHousehold,
		set:     setHousehold,
		decimal: true,
	}
	return []field{
		text("id", "name of the row, unlike any other, kept for ever", "R06-07", func(f *fig) *string { return &f.ID }),
		revision,
		text("indicator", "what is measured: one of the core below, or one of your own", "killed", func(f *fig) *string { return &f.Indicator }),
		enum("nature", "how the number moves through time; empty is the indicator's own", "cumulative", humanitarian.ParseNature, func(f *fig) *humanitarian.Nature { return &f.Nature }),
		quantity("quantifier", "how the source worded the number; empty with a best value is exact", "a word of the list", "at_least", partForm, func(p humanitarian.Parts) string { return p.Form.String() }),
		quantity("low", "lower bound the source gave", "a whole number", "69", partLow, func(p humanitarian.Parts) string { return count(p.Low) }),
		quantity("best", "the value the source held most likely", "a whole number", "75", partBest, func(p humanitarian.Parts) string { return count(p.Best) }),
		quantity("high", "upper bound the source gave", "a whole number", "82", partHigh, func(p humanitarian.Parts) string { return count(p.High) }),
		quantity("word", "the word used instead of a number; only with the quantifier magnitude", "a word of the list", "hundreds", partWord, wordOf),
		checked("unit", "what is counted; empty is the indicator's own", "person, household, structure, facility, site, organisation, incident, route, vehicle, permille (50% is 500), or a currency code",
			"person", func(f *fig) *string { return (*string)(&f.Unit) }, checkUnit),
		household,
	}
}

func wordOf(p humanitarian.Parts) string {
	if p.Word == humanitarian.NoWord {
		return ""
	}
	return p.Word.String()
}

func nonZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func peopleFields() []field {
	return []field{
		enum("status", "whether the people counted are civilians", "civilian", humanitarian.ParseStatus, func(f *fig) *humanitarian.Status { return &f.Status }),
		enum("sex", "sex of the people counted; empty is all together", "female", humanitarian.ParseSex, func(f *fig) *humanitarian.Sex { return &f.Sex }),
		checked("age", "age of the people counted; empty is all ages", "child, adult, older, unknown, or years such as 5-17", "child", func(f *fig) *string { return &f.Age }, checkAge),
		checked("group", "what else sets the people apart", "key=value pairs joined by ;", "worker=health", func(f *fig) *string { return &f.Group }, checkGroup),
		text("part_of", "id of the whole that this figure is a part of", "R06-01", func(f *fig) *string { return &f.PartOf }),
		enum("partition", "how the parts of that whole relate", "complete", humanitarian.ParsePartition, func(f *fig) *humanitarian.Partition { return &f.Partition }),
		enum("level", "one event, or an area over a time", "aggregate", humanitarian.ParseLevel, func(f *fig) *humanitarian.Level { return &f.Level }),
	}
}

func placeAndTimeFields() []field {
	return []field{
		codes("place", "where the figure belongs; empty is the whole country", "SY02;SY07", func(f *fig) *[]string { return &f.Place.Codes }),
		text("place_name", "the place as the source named it", "western Aleppo", func(f *fig) *string { return &f.Place.Name }),
		enum("place_precision", "whether the figure covers the whole of its place", "part", humanitarian.ParsePlacePrecision, func(f *fig) *humanitarian.PlacePrecision { return &f.Place.Precision }),
		codes("origin_place", "where people left from", "SY07", func(f *fig) *[]string { return &f.Origin }),
		date("period_start", "first day counted; the origin of a cumulative figure; the start of the cohort of a stock", "2024-11-27", func(f *fig) *humanitarian.Date { return &f.Period.Start }),
		date("period_end", "last day counted", "2024-12-05", func(f *fig) *humanitarian.Date { return &f.Period.End }),
		enum("period_basis", "whether the period is when it happened or when it was documented", "occurred", humanitarian.ParsePeriodBasis, func(f *fig) *humanitarian.PeriodBasis { return &f.Basis }),
		date("as_of", "the day a stock was counted", "2024-12-05", func(f *fig) *humanitarian.Date { return &f.AsOf }),
		enum("modality", "seen or foreseen; empty is observed", "observed", humanitarian.ParseModality, func(f *fig) *humanitarian.Modality { return &f.Modality }),
	}
}

func standingFields() []field {
	links := field{
		Column: Column{Name: "links", Meaning: "how the figure refers to others", Takes: "overlaps=ID, quotes=ID (a relay), share_of=ID, supersedes=ID, joined by ;", Example: "quotes=R06-07"},
		get:    getLinks,
		set:    setLinks,
	}
	return []field{
		text("series", "name shared by the successive values of one measure", "ocha-new-displacement", func(f *fig) *string { return &f.Series }),
		links,
		text("sector", "line of work the figure belongs to", "shelter", func(f *fig) *string { return &f.Sector }),
		text("definition", "who and what is counted, in the source's words", "displaced since 27 November", func(f *fig) *string { return &f.Definition }),
		text("method", "how it was counted, and by which standard", "key informants", func(f *fig) *string { return &f.Method }),
		enum("verification", "what was done to confirm the figure; labels, not ranks", "verified", humanitarian.ParseVerification, func(f *fig) *humanitarian.Verification { return &f.Verification }),
		text("verified_by", "who confirmed it", "OHCHR", func(f *fig) *string { return &f.VerifiedBy }),
		enum("role", "what the desk decided about the figure", "recommended", humanitarian.ParseRole, func(f *fig) *humanitarian.Role { return &f.Role }),
		text("reason", "why that role", "only source with field access", func(f *fig) *string { return &f.Reason }),
		text("event", "id of the event, shared by all figures about it", "2024-12-01-idleb-strike", func(f *fig) *string { return &f.Event }),
		text("facility_type", "kind of facility", "hospital", func(f *fig) *string { return &f.FacilityType }),
		text("facility", "its name", "University Hospital", func(f *fig) *string { return &f.FacilityName }),
		oneOf("damage", "damage to the facility", "moderate", func(f *fig) *string { return &f.Damage }),
		oneOf("function", "whether it works", "partial", func(f *fig) *string { return &f.Function }),
		oneOf("access", "whether people can reach it", "none", func(f *fig) *string { return &f.Access }),
	}
}

func sourceFields() []field {
	excerpt := text("excerpt", "the words the figure was read from", "at least 69 civilians, including 26 children", func(f *fig) *string { return &f.Excerpt })
	note := text("note", "what the desk wants to remember", "women and girls not separated", func(f *fig) *string { return &f.Note })
	excerpt.verbatim, note.verbatim = true, true
	return []field{
		text("source", "who said it", "OHCHR", func(f *fig) *string { return &f.Source.Name }),
		enum("source_kind", "who that is", "un", humanitarian.ParseSourceKind, func(f *fig) *humanitarian.SourceKind { return &f.Source.Kind }),
		text("source_title", "title of the document", "Flash Update No. 4", func(f *fig) *string { return &f.Source.Title }),
		date("source_date", "day it was published; a brief uses nothing published after it", "2024-12-06", func(f *fig) *humanitarian.Date { return &f.Source.Date }),
		text("source_url", "address of the document", "https://example.org/flash-4", func(f *fig) *string { return &f.Source.URL }),
		text("publisher", "who printed it, when not the source", "OCHA", func(f *fig) *string { return &f.Publisher }),
		excerpt,
		note,
		enum("sensitivity", "who may read the figure; empty is public", "public", humanitarian.ParseSensitivity, func(f *fig) *humanitarian.Sensitivity { return &f.Sensitivity }),
	}
}
