// Package disclosure makes editions: what readers of the public, partner and
// internal edition may see of a figure.
//
//	edition, withheld := disclosure.Public.Register(reg)
//
// Public is the zero value and the default everywhere. It keeps an allow-list
// of columns: notes, excerpts, verifiers, parties to the conflict, facility
// names and place names below a P-code are not on it. Rows above an edition
// are withheld and appear as a count only. Small cells are not treated yet.
package disclosure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// An Edition is who a brief is for. The zero value is Public.
type Edition uint8

// The editions, widest readership first.
const (
	Public Edition = iota
	Partners
	Internal
)

var editionWords = [...]string{"public", "partners", "internal"}

// String returns public, partners or internal.
func (e Edition) String() string {
	if int(e) < len(editionWords) {
		return editionWords[e]
	}
	return fmt.Sprintf("Edition(%d)", e)
}

// ParseEdition reads the word of an edition; empty is Public.
func ParseEdition(s string) (Edition, error) {
	if s == "" {
		return Public, nil
	}
	if i := slices.Index(editionWords[:], s); i >= 0 {
		return Edition(i), nil
	}
	return 0, fmt.Errorf("disclosure: %q is not an edition; use public, partners or internal", s)
}

// Upto returns the highest sensitivity the edition may show.
func (e Edition) Upto() humanitarian.Sensitivity {
	switch e {
	case Partners:
		return humanitarian.Restricted
	case Internal:
		return humanitarian.Strict
	}
	return humanitarian.Public
}

// Allows reports whether f may stand in the edition. A figure that counts by
// party to the conflict means nothing without the party, so it stands in the
// internal edition only.
func (e Edition) Allows(f humanitarian.Figure) bool {
	return max(f.Sensitivity, humanitarian.Public) <= e.Upto() && (e == Internal || !byParty(f.Group))
}

func byParty(group string) bool {
	for pair := range strings.SplitSeq(group, ";") {
		if strings.HasPrefix(strings.TrimSpace(pair), "party=") {
			return true
		}
	}
	return false
}

// Figure returns f with what the edition does not show left empty.
func (e Edition) Figure(f humanitarian.Figure) humanitarian.Figure {
	f.Extra, f.Position = nil, humanitarian.Position{}
	if e == Internal {
		return f
	}
	f.Excerpt, f.Note, f.VerifiedBy, f.FacilityName = "", "", "", ""
	f.Place.Name = ""
	f.Group = publicGroups(f.Group)
	return f
}

// publicGroups keeps the pairs of an allow-list: who was hurt and by what kind
// of weapon, never by whom.
func publicGroups(group string) string {
	var kept []string
	for pair := range strings.SplitSeq(group, ";") {
		key, _, _ := strings.Cut(strings.TrimSpace(pair), "=")
		if slices.Contains([]string{"worker", "cause", "disability", "service", "population"}, key) {
			kept = append(kept, strings.TrimSpace(pair))
		}
	}
	return strings.Join(kept, ";")
}

// Register returns a copy of reg as the edition shows it, and how many figures
// are withheld.
func (e Edition) Register(reg *humanitarian.Register) (*humanitarian.Register, int) {
	out := &humanitarian.Register{Country: reg.Country, Indicators: reg.Indicators}
	withheld := 0
	for _, f := range reg.Figures {
		if !e.Allows(f) {
			withheld++
			continue
		}
		out.Figures = append(out.Figures, e.Figure(f))
	}
	return out, withheld
}
