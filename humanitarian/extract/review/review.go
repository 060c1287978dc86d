package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
)

// A Text is one text that was read, who published it, and what was found in it.
type Text struct {
	ID       string // begins the ids of its figures; empty: text
	Document extract.Document
	// Source is who speaks where the text names nobody, with title, date and
	// address of the publication. Without a date it has that of the document.
	Source    humanitarian.Source
	Publisher string // who printed it, when that is not the source
	Result    extract.Result
}

// A Decision is what an analyst decided about a candidate. The zero value is
// open.
type Decision uint8

// The decisions.
const (
	Open   Decision = iota // not yet decided
	Accept                 // becomes a figure
	Reject                 // does not
)

var decisionWords = [...]string{"open", "accept", "reject"}

// String returns open, accept or reject, or Decision(9) for a stranger.
func (d Decision) String() string {
	if int(d) < len(decisionWords) {
		return decisionWords[d]
	}
	return fmt.Sprintf("Decision(%d)", uint8(d))
}

// ParseDecision reads open, accept or reject; empty is open.
func ParseDecision(s string) (Decision, error) {
	if i := slices.Index(decisionWords[:], s); i >= 0 {
		return Decision(i), nil
	}
	if s == "" {
		return Open, nil
	}
	return Open, fmt.Errorf("review: %q is not a decision; use accept, reject or open", s)
}

// An Item is one candidate with the decision about it. The zero value proposes
// nothing.
type Item struct {
	Proposed humanitarian.Figure // as the text says it: unverified and pending
	Figure   humanitarian.Figure // as the analyst left it; equal until edited
	Hints    Hints

	Sentence  string                // with the words of the candidate in guillemets
	Words     string                // these words alone
	Tier      string                // A, B or C; see [extract.Tier]
	Why       string                // the rules that made it, one a line: in English, or as the sheet worded them
	Explained []humanitarian.Phrase // the same for package locale to word; not kept by the sheet

	Decision Decision
	Reason   string
	Reviewer string
	Position humanitarian.Position // of its row, once read
}

// Hints are what the analyst should know of a candidate and a figure of the
// register cannot say. The zero value is nothing.
type Hints struct {
	Subset bool     `json:"subset,omitempty"` // a part of a larger figure of the text
	May    []string `json:"may,omitempty"`    // P-codes that the name of the place may mean
	Rival  string   `json:"rival,omitempty"`  // id of another source's figure for the same
	// Inferred: the place stands in another sentence.
	Inferred bool   `json:"inferred,omitempty"`
	DeniedBy string `json:"denied_by,omitempty"` // who denies it, as the text says; never its source
}

// A Refusal is a number that was read and is no figure.
type Refusal struct {
	Text     string // id of the text
	Words    string
	Sentence string              // with the words in guillemets
	Reason   string              // in English, or as the sheet worded it
	Because  humanitarian.Phrase // the same for package locale to word; not kept by the sheet
}

// A Review is candidates under review. The zero value is empty. It is plain
// data: methods may be called concurrently as long as nobody changes it.
type Review struct {
	Items   []Item
	Refused []Refusal
}

// New returns the candidates of texts, all of them open, in the order of the
// texts. Ids begin with that of the text and are unique: two texts with the same
// id are told apart by a number. What a text says did not happen is among the
// refusals.
func New(texts ...Text) *Review {
	rv := &Review{}
	taken := map[string]bool{}
	for _, t := range texts {
		id := cleanID(t.ID)
		for n := 2; taken[id]; n++ {
			id = fmt.Sprintf("%s.%d", cleanID(t.ID), n)
		}
		taken[id] = true
		t.ID = id
		rv.add(t)
	}
	return rv
}

// cleanID makes an id that links of the register can hold.
func cleanID(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == ';' || r == '=' || r == ',' || r == unicode.ReplacementChar || unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return '-'
		}
		return r
	}, s)
	if s = strings.Trim(cut(s, 60), "-"); s == "" {
		return "text"
	}
	return s
}

func (rv *Review) add(t Text) {
	for _, c := range t.Result.Candidates {
		f, ok := t.figure(c)
		if !ok {
			rv.Refused = append(rv.Refused, Refusal{Text: t.ID, Words: t.words(c.Evidence), Sentence: t.marked(c.Sentence, c.Evidence), Reason: "the text says that it did not happen", Because: humanitarian.Say("refused.negated")})
			continue
		}
		rv.Items = append(rv.Items, Item{Proposed: f, Figure: f,
			Hints:    t.hints(c),
			Sentence: t.marked(c.Sentence, c.Evidence), Words: t.words(c.Evidence), Tier: c.Tier.String(), Why: why(c), Explained: c.Explain()})
	}
	for _, x := range t.Result.Rejected {
		rv.Refused = append(rv.Refused, Refusal{Text: t.ID, Words: t.words(x.Number), Sentence: t.marked(x.Sentence, x.Number), Reason: x.Reason, Because: x.Phrase()})
	}
}

// id makes an id of the text's candidates one of the register; none stays none.
func (t Text) id(candidate string) string {
	if candidate == "" {
		return ""
	}
	return t.ID + "-" + candidate
}

// figure is the row that c proposes. Who said it is the text's own attribution
// where there is one; the source of the text is then its publisher.
func (t Text) figure(c extract.Candidate) (humanitarian.Figure, bool) {
	f, ok := c.Figure(t.Document)
	f.ID, f.PartOf = t.id(f.ID), t.id(f.PartOf)
	links := f.Links
	f.Links = nil
	for _, l := range links {
		f.Links = append(f.Links, humanitarian.Link{Kind: l.Kind, ID: t.id(l.ID)})
	}
	if c.Supersedes != "" {
		f.Links = append(f.Links, humanitarian.Link{Kind: humanitarian.Supersedes, ID: t.id(c.Supersedes)})
	}
	said := f.Source
	f.Source, f.Publisher = t.Source, t.Publisher
	if f.Source.Date.IsZero() {
		f.Source.Date = t.Document.Date
	}
	if said.Name != "" && c.Modality != extract.Denied { // who denies a figure is not its source
		f.Source.Name, f.Source.Kind = oneLine(said.Name, longestName), said.Kind
		if f.Publisher == "" {
			f.Publisher = t.Source.Name
		}
	}
	if f.Place.Name == "" && len(f.Place.Codes) == 0 {
		f.Place.Precision = humanitarian.Vague // no place at all is not the whole country
	}
	if f.Indicator == "people_at_risk" && f.IsObserved() {
		f.Modality = humanitarian.AtRisk // what may come was not seen
	}
	f.Excerpt = t.excerpt(c)
	return f, ok
}

func (t Text) hints(c extract.Candidate) Hints {
	h := Hints{Subset: c.Subset, May: c.Place.May, Rival: t.id(c.Rival), Inferred: c.Place.Inferred}
	if c.Modality == extract.Denied {
		h.DeniedBy = oneLine(c.Source.Text, longestName)
	}
	return h
}

// why lists the rules that made c and what the extractor notes about it.
func why(c extract.Candidate) string {
	var out []string
	for _, s := range c.Trace {
		if s.Text == "" {
			out = append(out, s.Rule)
			continue
		}
		out = append(out, fmt.Sprintf("%s: %q", s.Rule, oneLine(s.Text, 80)))
	}
	for _, n := range c.Notes {
		out = append(out, "note: "+n)
	}
	return cut(strings.Join(out, "\n"), longestWhy)
}
