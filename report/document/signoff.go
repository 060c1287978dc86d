package document

import (
	"fmt"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

// A SignOffState says how far a brief has come on its way to readers. The zero
// value says nothing.
type SignOffState string

// The states, in the order a brief goes through them. Changed is a brief that
// somebody approved or signed and that is not the same any more.
const (
	NoSignOff SignOffState = ""
	InDraft   SignOffState = "draft"
	InReview  SignOffState = "in_review"
	Approved  SignOffState = "approved"
	Signed    SignOffState = "signed"
	Changed   SignOffState = "changed"
)

// ParseSignOffState reads a state that a desk may give: draft, in_review,
// approved or signed; empty is none. That a brief changed is found, not given.
func ParseSignOffState(s string) (SignOffState, error) {
	if slices.Contains([]SignOffState{NoSignOff, InDraft, InReview, Approved, Signed}, SignOffState(s)) {
		return SignOffState(s), nil
	}
	return NoSignOff, fmt.Errorf("document: %q is no state of a brief; use draft, in_review, approved or signed", s)
}

// A SignOff is who stands for a brief. Digest is the SHA-256, in hexadecimal,
// of all that it says, as package brief makes it; a brief of another digest is
// not the one that was signed.
type SignOff struct {
	State  SignOffState      `json:"state"`
	Name   string            `json:"name,omitempty"`
	Date   humanitarian.Date `json:"date,omitzero"`
	Digest string            `json:"digest"`
}

// Format words the state, with who gave it and when, or says nothing.
func (s *SignOff) Format(l *locale.Language) string {
	if s == nil || s.State == NoSignOff {
		return ""
	}
	return l.Say("signoff."+string(s.State), s.Name, s.Date.String())
}
