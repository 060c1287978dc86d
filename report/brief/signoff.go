package brief

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A SignOff is what a desk says of the state of one issue: draft, in_review,
// approved or signed, by whom and when. Digest seals it: the brief prints it,
// and one whose figures or sentences changed since has another. The zero value
// says nothing.
type SignOff struct {
	AsOf    string `toml:"as_of"`   // of the issue
	Edition string `toml:"edition"` // zero: public
	State   string `toml:"state"`
	Name    string `toml:"name"`
	Date    string `toml:"date"`
	Digest  string `toml:"digest"`
}

// signOff prints the state of the issue and finds out whether it is still what
// was signed. The last entry of the configuration for the issue counts.
func (c *composer) signOff() {
	var s SignOff
	for _, e := range c.config.SignOff {
		if e.AsOf == c.issue.AsOf.String() && cmp.Or(e.Edition, "public") == c.issue.Edition.String() {
			s = e
		}
	}
	if s.State == "" {
		return
	}
	state, err := document.ParseSignOffState(s.State)
	date, err2 := humanitarian.ParseDate(s.Date)
	final := state == document.Approved || state == document.Signed
	if err != nil || err2 != nil || final && (s.Name == "" || date.IsZero()) {
		c.find("signoff_incomplete", humanitarian.WarningFinding, nil, s.State)
		return
	}
	out := &document.SignOff{State: state, Name: s.Name, Date: date, Digest: c.digest()}
	switch {
	case final && s.Digest == "":
		c.find("signoff_unsealed", humanitarian.NoteFinding, nil, out.Digest)
	case final && s.Digest != out.Digest:
		c.find("signoff_stale", humanitarian.RowFinding, nil, s.Name, s.Date, out.Digest)
		out.State = document.Changed
	}
	c.doc.SignOff = out
	c.heading(1, c.say("signoff.title"))
	c.add(&document.Paragraph{Note: true, Spans: []document.Span{{Text: c.say("signoff."+string(out.State), out.Name, out.Date.String())}}})
}

// digest returns the SHA-256, in hexadecimal, of what a signature covers: the
// figures that the issue shows, as its edition shows them, and the desk's own
// sentences.
func (c *composer) digest() string {
	var figures []humanitarian.Figure
	for _, f := range c.reg.Figures {
		if c.shown[f.ID] {
			f.Position = humanitarian.Position{}
			figures = append(figures, f)
		}
	}
	b, err := json.Marshal(struct {
		AsOf    humanitarian.Date
		Period  humanitarian.Period
		Edition string
		Figures []humanitarian.Figure
		Texts   Texts
	}{c.issue.AsOf, c.issue.Period, c.issue.Edition.String(), figures, c.config.Texts})
	if err != nil {
		panic("brief: a figure cannot be sealed: " + err.Error()) // its types always encode
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// lostSections reports sections of the previous issue that have no content any
// more. Headings compare only in one language and one product.
func (c *composer) lostSections() {
	p := c.issue.Previous
	if p == nil || p.Language != c.lang.Tag() || p.Layout != c.issue.Layout || p.Series != c.config.Series {
		return
	}
	now := c.headings()
	for _, s := range p.Sections {
		if !slices.Contains(now, s) && s != c.say("signoff.title") {
			c.find("section_lost", humanitarian.WarningFinding, nil, s)
		}
	}
}
