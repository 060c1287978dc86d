package extract

import "github.com/humanitarian-sitrep/sitrep/humanitarian"

// A Line is what one text yields in the interchange form of the extraction
// scorer: one JSON object a text.
//
// It folds what the register keeps apart: more than and at least are both
// at_least, nearly and about are both about, and a report without a number is
// none, which in the register would say that a source counted zero.
type Line struct {
	ID      string       `json:"id"`
	Figures []LineFigure `json:"figures"`
}

// A LineFigure is one candidate of a [Line].
type LineFigure struct {
	Indicator   string  `json:"indicator"`
	Low         *int64  `json:"low"`
	High        *int64  `json:"high"`
	Quantifier  string  `json:"quantifier"`
	Vague       *string `json:"vague"`
	Unit        string  `json:"unit"`
	Place       *string `json:"place"`
	Span        string  `json:"span"`
	Start       int     `json:"start"`
	End         int     `json:"end"`
	Subset      bool    `json:"subset"`
	Modality    string  `json:"modality"`
	DuplicateOf *string `json:"duplicate_of"`
	Tier        string  `json:"tier"`
}

// NewLine folds the candidates of text into a line with this id.
func NewLine(id, text string, r Result) Line {
	l := Line{ID: id, Figures: []LineFigure{}}
	for _, c := range r.Candidates {
		f := LineFigure{Indicator: c.category, Unit: lineUnit(c), Span: text[c.Evidence.Start:c.Evidence.End], Start: c.Evidence.Start, End: c.Evidence.End,
			Subset: c.Subset, Modality: c.Modality.String(), Tier: c.Tier.String(), Place: textOrNil(c.Place.Text), DuplicateOf: textOrNil(c.DuplicateOf)}
		foldQuantity(&f, c)
		l.Figures = append(l.Figures, f)
	}
	return l
}

func textOrNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// foldQuantity writes the scorer's bounds and words for a quantity.
func foldQuantity(f *LineFigure, c Candidate) {
	parts := c.Quantity.Parts()
	switch c.Quantity.Form() {
	case humanitarian.Exact:
		f.Quantifier, f.Low, f.High = "exact", parts.Best, parts.Best
	case humanitarian.About, humanitarian.Nearly:
		f.Quantifier, f.Low, f.High = "about", parts.Best, parts.Best
	case humanitarian.AtLeast, humanitarian.MoreThan:
		f.Quantifier, f.Low = "at_least", parts.Low
	case humanitarian.AtMost, humanitarian.LessThan:
		f.Quantifier, f.High = "at_most", parts.High
	case humanitarian.Range, humanitarian.Estimate:
		f.Quantifier, f.Low, f.High = "range", parts.Low, parts.High
	case humanitarian.Magnitude:
		word := parts.Word.String()
		f.Quantifier, f.Vague = "vague", &word
	default:
		f.Quantifier = "none"
		if c.counted {
			f.Quantifier, f.Vague = "vague", textOrNil("a_number")
		}
	}
}

// lineUnit names the unit as the scorer does: the kind of facility, house for
// homes.
func lineUnit(c Candidate) string {
	switch c.Unit {
	case humanitarian.Structure:
		return "house"
	case humanitarian.Facility, humanitarian.IncidentUnit:
		return c.Facility
	}
	return string(c.Unit)
}
