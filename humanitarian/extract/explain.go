package extract

import (
	"fmt"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// Why says in plain English how candidate id came about, one decision a line. It
// is empty for an unknown id.
func (r Result) Why(id string) string {
	for _, c := range r.Candidates {
		if c.ID != id {
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%s: %s %s, %s, tier %s\n", c.ID, c.Indicator, c.Quantity, c.Status, c.Tier)
		for _, s := range c.Trace {
			if s.Text == "" {
				fmt.Fprintf(&b, "  %s\n", s.Rule)
				continue
			}
			fmt.Fprintf(&b, "  %s: %q at %d\n", s.Rule, s.Text, s.Span.Start)
		}
		for _, n := range c.Notes {
			fmt.Fprintf(&b, "  note: %s\n", n)
		}
		return b.String()
	}
	return ""
}

// Explain returns the rules that made c and what the analyst must know of it, a
// phrase each: the keys rule.* of the catalogues, for package locale to word.
func (c Candidate) Explain() []humanitarian.Phrase {
	var out []humanitarian.Phrase
	for _, s := range c.Trace {
		out = append(out, s.Say)
	}
	for _, n := range c.notes {
		out = append(out, humanitarian.Say("rule.note_"+n))
	}
	return out
}

// Phrase returns the reason for package locale to word, under the keys refused.*
// of the catalogues.
func (x Rejected) Phrase() humanitarian.Phrase { return humanitarian.Say("refused." + x.Code) }

// WhyNot says why the numbers written as text were refused, one a line. It is
// empty when none was.
func (r Result) WhyNot(text string) string {
	var b strings.Builder
	for _, x := range r.Rejected {
		if strings.Contains(x.Text, text) {
			fmt.Fprintf(&b, "%q at %d: %s\n", x.Text, x.Number.Start, x.Reason)
		}
	}
	return b.String()
}

// english words the code of a reason.
func english(code string) string {
	for _, r := range [...]struct{ code, text string }{
		{whyShare, "a share or rate, not a count"},
		{whyOrdinal, "says which, not how many"},
		{whyDate, "part of a date or time"},
		{whyLabel, "part of a name or identifier"},
		{whyUnsure, "can be read in two ways"},
		{whyMoney, "money"},
		{whyAge, "an age"},
		{whyCompound, "part of a compound word"},
		{whyRate, "a rate or an average"},
		{whyReleased, "set free: no figure of detention"},
		{whyAgent, "those who did the harm, not those who suffered it"},
		{whyNegated, "the sentence says that it did not happen"},
		{whyHistory, "an earlier figure that the sentence replaces or compares with"},
		{whyNone, "no count"},
		{whyFighters, "fighters: their movement, recruitment or surrender is neither displacement nor a civilian figure"},
		{whyMixed, "fighters and their relatives in one number: set the parts apart by hand"},
		{whyDoubtful, "they may bear arms, or belong to those who do: count them by hand"},
		{whyThing, "counts things, not people, homes or facilities"},
		{whyNoEffect, "nothing in the sentence says what happened to them"},
		{whyHelped, "people who were given help are not a figure of harm or displacement"},
		{whyWrongNoun, "what happened does not fit what is counted"},
		{whyFamilies, "families are not counted as dead, hurt or taken: the persons are"},
		{whyNoIndicator, "an attack on this kind of place has no indicator"},
		{whyUnknownNoun, "the vocabulary does not know what is counted"},
		{whyNoTarget, "attacks on nothing that is counted"},
		{whyEscaped, "prisoners or hostages who got away are not displaced people"},
		{whyIncrease, "an increase that the toll already counts"},
		{whyGame, "the sentence is about a game or a market, not about harm"},
		{whyCapacity, "a capacity, not a count of people"},
	} {
		if r.code == code {
			return r.text
		}
	}
	return code
}

// The notes on a candidate.
const (
	noteThousands = "thousands"
	noteOrdered   = "ordered"
)

func (c *Candidate) note(code string) {
	text := "the mark in the number is read as a thousands mark"
	if code == noteOrdered {
		text = "ordered to leave; that they left is not reported"
	}
	c.notes, c.Notes = append(c.notes, code), append(c.Notes, text)
}
