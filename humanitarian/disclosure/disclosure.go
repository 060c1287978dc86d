// Package disclosure makes editions: what readers of the public, partner and
// internal edition may see of a figure.
//
//	edition, withheld := disclosure.Public.Register(reg)
//
// Public is the zero value and the default everywhere. It keeps an allow-list
// of columns: notes, excerpts, verifiers, parties to the conflict, facility
// names and place names below a P-code are not on it. Rows above an edition
// are withheld and appear as a count only. Where a complete breakdown has one
// withheld member, a second one is withheld with it, so that subtraction does
// not bring it back. Small cells are not treated yet.
package disclosure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
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
// party to the conflict, or by anything else that the edition does not name,
// means nothing without it, so it stands in the internal edition only.
func (e Edition) Allows(f humanitarian.Figure) bool {
	if max(f.Sensitivity, humanitarian.Public) > e.Upto() {
		return false
	}
	_, all := publicGroups(f.Group)
	return e == Internal || all
}

// Figure returns f with what the edition does not show left empty.
func (e Edition) Figure(f humanitarian.Figure) humanitarian.Figure {
	f.Extra, f.Position = nil, humanitarian.Position{}
	if e == Internal {
		return f
	}
	f.Excerpt, f.Note, f.VerifiedBy, f.FacilityName = "", "", "", ""
	f.Place.Name = ""
	f.Group, _ = publicGroups(f.Group)
	f.Place.Codes, f.Origin = publicCodes(f.Place.Codes), publicCodes(f.Origin)
	return f
}

// publicGroups keeps the pairs of an allow-list: who was hurt and by what kind
// of weapon, never by whom. It reports whether it kept all of them.
func publicGroups(group string) (kept string, all bool) {
	var pairs []string
	all = true
	for pair := range strings.SplitSeq(group, ";") {
		key, value, ok := strings.Cut(pair, "=")
		key = strings.ToLower(strings.TrimSpace(key))
		switch {
		case strings.TrimSpace(pair) == "":
		case ok && slices.Contains([]string{"worker", "cause", "disability", "service", "women_and_children", "registered"}, key):
			pairs = append(pairs, key+"="+strings.TrimSpace(value))
		default:
			all = false
		}
	}
	return strings.Join(pairs, ";"), all
}

// publicCodes drops what does not have the shape of a P-code: a cell that could
// not be read may hold the name of a safe house.
func publicCodes(codes []string) []string {
	var out []string
	for _, c := range codes {
		if len(c) <= 12 && strings.ContainsAny(c, "0123456789") && !strings.ContainsFunc(c, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') }) {
			out = append(out, c)
		} else {
			out = append(out, "unreadable")
		}
	}
	return out
}

// Register returns a copy of reg as the edition shows it, and how many figures
// are withheld: [Edition.Visible], cut to what the edition shows of each.
func (e Edition) Register(reg *humanitarian.Register) (*humanitarian.Register, int) {
	out, withheld := e.Visible(reg)
	for i, f := range out.Figures {
		out.Figures[i] = e.Figure(f)
	}
	return out, withheld
}

// Visible returns the figures that the edition shows, whole, and how many are
// withheld. Where one revision of a figure is withheld, all are; so are relays
// of it, and what would give it away by subtraction. What stays does not name
// what is withheld, and a breakdown with a withheld part is no partition any
// more.
func (e Edition) Visible(reg *humanitarian.Register) (*humanitarian.Register, int) {
	out := &humanitarian.Register{Country: reg.Country, Indicators: reg.Indicators, Header: reg.Header, Within: reg.Within}
	hidden := e.hidden(reg)
	broken := map[string]bool{}
	for _, f := range reg.Figures {
		if hidden[f.ID] || !e.Allows(f) {
			broken[f.PartOf] = true
		}
	}
	withheld := 0
	for _, f := range reg.Figures {
		if hidden[f.ID] || !e.Allows(f) {
			withheld++
			continue
		}
		if hidden[f.PartOf] {
			f.PartOf, f.Partition = "", humanitarian.PartitionNotStated
		} else if broken[f.PartOf] {
			f.Partition = humanitarian.PartitionNotStated
		}
		f.Links = slices.DeleteFunc(slices.Clone(f.Links), func(l humanitarian.Link) bool { return hidden[l.ID] })
		out.Figures = append(out.Figures, f)
	}
	return out, withheld
}

// hidden returns the ids of which nothing may be shown.
func (e Edition) hidden(reg *humanitarian.Register) map[string]bool {
	hidden := map[string]bool{}
	for _, f := range reg.Figures {
		if f.ID != "" && !e.Allows(f) {
			hidden[f.ID] = true
		}
	}
	partitions := completePartitions(reg)
	for again := true; again; {
		again = false
		for _, members := range partitions {
			if f, alone := onlyOneHidden(members, hidden); alone {
				hidden[f.ID], again = true, true
			}
		}
		for _, f := range reg.Figures {
			if origin, ok := f.LinkTo(humanitarian.Quotes); ok && hidden[origin] && !hidden[f.ID] && f.ID != "" {
				hidden[f.ID], again = true, true
			}
		}
	}
	return hidden
}

// completePartitions returns each whole with the parts that make it up: the
// whole first, then the cells of one breakdown.
func completePartitions(reg *humanitarian.Register) (out [][]humanitarian.Figure) {
	index := reg.Index()
	at := map[string][]int{} // whole to its partitions in out
	for _, f := range reg.Figures {
		w, ok := index[f.PartOf]
		if !ok || f.PartOf == "" || f.ID == "" || f.Partition != humanitarian.Complete {
			continue
		}
		i := slices.IndexFunc(at[f.PartOf], func(i int) bool { return tally.MayAdd(reg, out[i][1], f, tally.Query{}) == nil })
		if i < 0 {
			at[f.PartOf] = append(at[f.PartOf], len(out))
			out = append(out, []humanitarian.Figure{reg.Figures[w], f})
			continue
		}
		n := at[f.PartOf][i]
		out[n] = append(out[n], f)
	}
	return out
}

// onlyOneHidden returns the smallest part to withhold besides the one member of
// a partition that is hidden, or the whole where there is no other part.
func onlyOneHidden(members []humanitarian.Figure, hidden map[string]bool) (humanitarian.Figure, bool) {
	n := 0
	var with humanitarian.Figure
	for i, f := range members {
		if hidden[f.ID] {
			n++
		} else if i > 0 && (with.ID == "" || humanitarian.SumOf(f.Quantity).Point() < humanitarian.SumOf(with.Quantity).Point()) {
			with = f
		}
	}
	if n == 1 && with.ID == "" {
		with = members[0]
	}
	return with, n == 1 && !hidden[with.ID]
}

// Columns returns those of the register's columns that the edition may show,
// in their order: an allow-list for all but the internal edition.
func (e Edition) Columns(all []string) []string {
	if e == Internal {
		return all
	}
	allowed := strings.Fields(`id revision indicator nature quantifier low best high word unit household_size status sex age group part_of partition
		level place place_precision origin_place period_start period_end period_basis as_of modality series links sector definition method
		verification role reason facility_type damage function access source source_kind source_title source_date source_url publisher sensitivity`)
	return slices.DeleteFunc(slices.Clone(all), func(c string) bool { return !slices.Contains(allowed, c) })
}
