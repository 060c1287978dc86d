package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// longestExcerpt keeps the words quoted in a register short, in characters.
const longestExcerpt = 240

// Figure returns the row of the register that c becomes when an analyst accepts
// it: unverified and pending. Its id and the ids it points to are those of the
// candidates; the caller makes them unique. A place that is not one place of the
// gazetteer keeps its name and is vague. ok is false for what the text says did
// not happen.
func (c Candidate) Figure(doc Document) (f humanitarian.Figure, ok bool) {
	f = humanitarian.Figure{
		ID: c.ID, Indicator: c.Indicator, Quantity: c.Quantity, Unit: c.Unit, Status: c.Status, Sex: c.Sex, Age: c.Age, Group: c.Group,
		PartOf: c.PartOf, FacilityType: c.Facility, Period: c.When.Period, AsOf: c.When.AsOf,
		Verification: humanitarian.Unverified, Role: humanitarian.Pending, Modality: humanitarian.Observed,
		Source:  humanitarian.Source{Name: c.Source.Text, Kind: sourceKind(c.Source.Kind), Date: doc.Date},
		Excerpt: excerpt(doc.Text[c.Sentence.Start:c.Sentence.End]), Note: strings.Join(c.Notes, "; "),
	}
	f.Place = humanitarian.Place{Name: c.Place.Text}
	switch {
	case c.Place.Code != "":
		f.Place.Codes, f.Place.Precision = []string{c.Place.Code}, humanitarian.Part
	case c.Place.Text != "":
		f.Place.Precision = humanitarian.Vague
	}
	if c.When.Cumulative {
		f.Nature = humanitarian.Cumulative
	}
	if c.EquivalentTo != "" {
		f.Links = append(f.Links, humanitarian.Link{Kind: humanitarian.Overlaps, ID: c.EquivalentTo})
	}
	if c.DuplicateOf != "" {
		f.Links = append(f.Links, humanitarian.Link{Kind: humanitarian.Quotes, ID: c.DuplicateOf})
	}
	if c.Supersedes != "" {
		f.Links = append(f.Links, humanitarian.Link{Kind: humanitarian.Supersedes, ID: c.Supersedes})
	}
	switch c.Modality {
	case Denied:
		f.Role, f.Reason = humanitarian.Disputed, "a party denies it"
	case Planned:
		f.Modality = humanitarian.Planned
	case Hypothetical:
		f.Modality = humanitarian.Forecast
	}
	return f, c.Modality != Negated
}

func sourceKind(kind string) humanitarian.SourceKind {
	switch kind {
	case "un":
		return humanitarian.UN
	case "government":
		return humanitarian.Government
	case "ngo":
		return humanitarian.NGO
	case "party":
		return humanitarian.PartyToConflict
	case "media":
		return humanitarian.Media
	case "witness", "health":
		return humanitarian.Witness
	}
	return humanitarian.SourceKindNotStated
}

// excerpt is one line of at most longestExcerpt characters.
func excerpt(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
	if utf8.RuneCountInString(s) <= longestExcerpt {
		return s
	}
	n := 0
	for i := range s {
		if n == longestExcerpt-1 {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
