package gazetteer

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// How says how a text fits a name, the closest first.
type How uint8

// The ways in which a text can fit a place.
const (
	ByCode         How = iota + 1 // it is the P-code
	Exact                         // spelled as in the gazetteer
	Normalised                    // the same but for case, accents, hyphens, apostrophes and everyday Arabic spelling
	WithoutArticle                // the same but for al-, ar-, ال, of a place that has this article in some spelling
	Namesake                      // it fits an area above or below the place, and both have a name in common
	Similar                       // a few letters differ; only Suggest looks that far
)

var howWords = [...]string{"", "code", "exact", "normalised", "article", "namesake", "similar"}

// String returns code, exact, normalised, article, namesake or similar.
func (h How) String() string {
	if int(h) < len(howWords) {
		return howWords[h]
	}
	return fmt.Sprintf("How(%d)", uint8(h))
}

// A Candidate is a place that a text may mean. The zero value is none.
type Candidate struct {
	Place    Place
	Spelling Name // of the gazetteer
	How      How
	Distance int // letters that differ; 0 except for suggestions
}

// compareCandidates puts the closest and largest first.
func compareCandidates(a, b Candidate) int {
	return cmp.Or(cmp.Compare(a.How, b.How), cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Place.Level(), b.Place.Level()),
		strings.Compare(a.Place.PCode(), b.Place.PCode()))
}

// A Filter says which places may be meant. The zero value lets all through; a
// country or area that does not exist lets none.
type Filter struct {
	Country string // ISO code of the country
	Levels  []int  // such as 1 for governorates; nil is any
	Within  string // P-code of an area; it and all that lies in it may be meant
	Lang    string // look only at spellings in this language
}

// filter is a Filter made ready: codes resolved to numbers.
type filter struct {
	g       *Gazetteer
	country string
	levels  []int
	within  int32 // -1 is anywhere
	lang    string
	nothing bool // it asks for an area or country that does not exist
}

func (g *Gazetteer) filter(f Filter) filter {
	c := filter{g: g, country: ISO3(f.Country), levels: slices.Clone(f.Levels), within: -1, lang: f.Lang}
	c.nothing = f.Country != "" && c.country == ""
	if f.Within != "" {
		area, ok := g.byCode[f.Within]
		c.within, c.nothing = area, c.nothing || !ok
	}
	return c
}

func (f *filter) place(i int32) bool {
	p := Place{f.g, i}
	return !f.nothing && (f.country == "" || p.Country() == f.country) &&
		(f.levels == nil || slices.Contains(f.levels, p.Level())) &&
		(f.within < 0 || f.g.within(i, f.within))
}

func (f *filter) ending(e ending) bool {
	return (f.lang == "" || f.g.places[e.place].Names[e.name].Lang == f.lang) && f.place(e.place)
}

// Match returns all places that text as a whole may mean: by P-code or name,
// else by name with its article left out or added. All of the better sort are
// returned and none of the worse; which of several is meant is not guessed.
// An area above or below one of them that has a name in common with it is
// returned too, as a [Namesake]: the governorate of Raqqa and its district
// Ar-Raqqa are both called either, whichever spelling the data has for one.
// A kind beside the name narrows them: "Aleppo" is a governorate, a district
// and a sub-district, "Aleppo Governorate" one place. The order is that of
// How, then level, then P-code.
func (g *Gazetteer) Match(text string, f Filter) []Candidate {
	text = strings.TrimSpace(text)
	c := g.filter(f)
	if i, ok := g.byCode[cleanCode(text)]; ok && c.place(i) {
		p := Place{g, i}
		return []Candidate{{Place: p, Spelling: p.Name(f.Lang), How: ByCode}}
	}
	r := reader{g: g, filter: &c, text: text, whole: true, anyCase: true}
	w, ok := nextWord(text, 0, &r.buf)
	if !ok {
		return nil
	}
	h, _ := r.from(w)
	if h.kind < 0 {
		h.text = text // with apostrophes that a hit leaves out
	}
	return h.Candidates()
}

// ErrNoPlace is wrapped by [Gazetteer.Resolve] when no place has the name.
var ErrNoPlace = errors.New("no place of that name is in the gazetteer")

// An AmbiguousError says that a text may mean several places.
type AmbiguousError struct {
	Text       string
	Candidates []Candidate
}

// Error names the first candidates and says what to do.
func (e *AmbiguousError) Error() string {
	var list []string
	for i, c := range e.Candidates {
		if i == 5 {
			list = append(list, fmt.Sprintf("%d more", len(e.Candidates)-i))
			break
		}
		level := ""
		if n := c.Place.Level(); n != LevelUnknown {
			level = fmt.Sprintf(" (admin%d)", n)
		}
		list = append(list, c.Place.PCode()+" "+c.Place.Name("en").Text+level)
	}
	return fmt.Sprintf("gazetteer: %q may be %s; write the P-code", e.Text, strings.Join(list, ", "))
}

// Resolve returns the one place that text may mean. It never chooses: the
// error is an [*AmbiguousError] for several and wraps [ErrNoPlace] for none.
func (g *Gazetteer) Resolve(text string, f Filter) (Place, error) {
	candidates := g.Match(text, f)
	switch len(candidates) {
	case 0:
		return Place{}, fmt.Errorf("gazetteer: %q: %w; check the spelling or write the P-code", text, ErrNoPlace)
	case 1:
		return candidates[0].Place, nil
	}
	return Place{}, &AmbiguousError{Text: text, Candidates: candidates}
}
