package brief

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// A SignOff is what a desk says of the state of one issue: draft, in_review,
// approved or signed, by whom and when. Digest seals it: a finding says which
// digest the issue has, and whatever of it is edited later gives it another. It
// is the same in all layouts of the issue, and not in another language or
// edition, which somebody has to read anew. The zero value says nothing.
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
	out := &document.SignOff{State: state, Name: s.Name, Date: date, Digest: c.seal}
	switch {
	case final && s.Digest == "":
		c.find("signoff_unsealed", humanitarian.WarningFinding, nil, out.Digest)
	case final && s.Digest != out.Digest:
		c.find("signoff_stale", humanitarian.RowFinding, nil, s.Name, s.Date, out.Digest)
		out.State = document.Changed
	}
	c.doc.SignOff = out
}

// digest returns the SHA-256, in hexadecimal, of what a signature covers: all
// that the full brief of the issue says, from its title to its contacts, and the
// figures that it shows, as its edition shows them. It is made of the document
// and not of the configuration, so that nothing that prints can be forgotten
// here, and a configuration means the same wherever it was written. What the
// state of the brief itself changes is left out.
func (c *composer) digest() string {
	d := *c.doc
	d.Title = c.config.Title // that of the layout, if the desk gave none
	d.Layout, d.Draft, d.Findings = document.FullBrief, false, nil
	var figures []humanitarian.Figure
	for _, f := range c.reg.Figures {
		if c.shown[f.ID] {
			f.Position = humanitarian.Position{}
			figures = append(figures, f)
		}
	}
	h := sha256.New()
	out := json.NewEncoder(h)
	if err := errors.Join(out.Encode(&d), out.Encode(figures)); err != nil {
		panic("brief: a document cannot be sealed: " + err.Error()) // its types always encode
	}
	return hex.EncodeToString(h.Sum(nil))
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
		if !slices.Contains(now, s) {
			c.find("section_lost", humanitarian.WarningFinding, nil, s)
		}
	}
}
