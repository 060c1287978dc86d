package extract

import (
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// A Span is a stretch of the text: bytes Start to End. The zero value is none.
type Span struct{ Start, End int }

// A Tier says how direct the evidence of a candidate is. The zero value is none.
type Tier uint8

// The tiers.
const (
	NoTier Tier = iota
	TierA       // number, noun and verb stand in one clause
	TierB       // the noun, or what happened, was inherited or is a word beside the noun
	TierC       // without a number, not seen to happen, or doubtful: look first
)

// String returns A, B or C, or nothing for no tier.
func (t Tier) String() string { return [...]string{"", "A", "B", "C"}[t] }

// A Modality says whether a text asserts a figure. The zero value is asserted.
type Modality uint8

// The modalities.
const (
	Asserted     Modality = iota
	Denied                // reported, but a party denies it
	Negated               // said not to have happened
	Hypothetical          // could, may, if
	Planned               // is to happen, is expected
)

var modalityNames = [...]string{"asserted", "denied", "negated", "hypothetical", "planned"}

// String returns the word for m, such as hypothetical.
func (m Modality) String() string { return modalityNames[m] }

// A Place is where a candidate says something happened. The zero value is no
// place: the text names none.
type Place struct {
	Text     string   // as written
	Code     string   // P-code, when the caller's gazetteer has one place of that name
	May      []string // the P-codes it may mean, when there are several
	Span     Span
	Inferred bool // taken from another sentence
}

// A When is the time a candidate speaks of. The zero value is no time: the text
// gives none.
type When struct {
	Period     humanitarian.Period // when it happened
	AsOf       humanitarian.Date   // the count's date
	Cumulative bool                // "since January": the count runs from Period.Start
	Span       Span
}

// An Attribution is who the text says said it. The zero value is nobody: the
// text itself.
type Attribution struct {
	Text string // as written
	Kind string // government, un, ngo, health, party, media, witness
	Span Span
}

// A Step is one decision on the way to a candidate: the rule, and the words it
// rests on.
type Step struct {
	Rule string              // in English
	Say  humanitarian.Phrase // the same, with the words, for package locale to word
	Text string
	Span Span
}

// A Candidate is a figure that a text seems to report, for an analyst to accept.
type Candidate struct {
	ID        string // f1, f2 ... in the order of the text
	Indicator string // of the register, or of [OwnIndicators]
	Status    humanitarian.Status
	Quantity  humanitarian.Quantity // Some when the text gives no number
	Unit      humanitarian.Unit
	Facility  string // health, school ... for facilities
	Sex       humanitarian.Sex
	Age       string // child, or nothing
	Group     string // key=value, such as worker=health
	Modality  Modality

	Place  Place
	When   When
	Source Attribution

	Subset       bool   // a part of a larger figure in the text; never added to it
	PartOf       string // id of that figure
	EquivalentTo string // id of the same people in another unit
	DuplicateOf  string // id of the figure this repeats
	Supersedes   string // id of the earlier figure this replaces
	Rival        string // id of another source's figure for the same thing, in the same sentence

	Evidence Span // the words that carry it
	Number   Span // the number with its bound; empty without one
	Trigger  Span // the words that say what happened
	Sentence Span

	Tier  Tier
	Trace []Step
	Notes []string // what the analyst must know: "ordered, departure not reported"

	notes    []string // the codes of Notes
	category string
	counted  bool // "a number of": a word was used, though not a magnitude
}

// IsFigure reports whether the candidate asserts something new: it happened,
// and it is no repetition.
func (c Candidate) IsFigure() bool {
	return (c.Modality == Asserted || c.Modality == Denied) && c.DuplicateOf == ""
}

// A Rejected is a number that was understood and is no figure, with the reason
// in plain words.
type Rejected struct {
	Number   Span
	Text     string
	Sentence Span
	Code     string // of the reason, such as fighters
	Reason   string // in plain English
}

// A Result is what one text yields.
type Result struct {
	Candidates []Candidate
	Rejected   []Rejected
}

func idOf(n int) string { return "f" + strconv.Itoa(n) }
