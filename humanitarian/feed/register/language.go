package register

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// The language in which figures are worded belongs to the register, never to
// the report: the same rows are the same numbers in every language of a brief.

// tongues are the languages of package numeral, the register's own first.
func tongues() []string { return []string{"en", "fr", "es", "ar"} }

// base returns the language of a tag, such as fr of fr-CD, and whether figures
// can be read in it.
func base(tag string) (string, bool) {
	b, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	return b, slices.Contains(tongues(), b)
}

// speak sets the language of the figures. Empty says nothing of it.
func (rd *reader) speak(tag string) error {
	if tag == "" {
		return nil
	}
	b, ok := base(tag)
	if !ok {
		return failed("figure_language", fmt.Errorf("figures cannot be read in the language %q; use en, fr, es or ar", tag), tag)
	}
	rd.tongue = b
	return nil
}

// numeral returns the reader of figures in a language. It is built when the
// first figure needs it.
func (rd *reader) numeral(tag string) *numeral.Language {
	l := rd.numbers[tag]
	if l == nil {
		l, _ = numeral.Of(tag) // tongues lists it
		if rd.numbers == nil {
			rd.numbers = map[string]*numeral.Language{}
		}
		rd.numbers[tag] = l
	}
	return l
}

// worded reads a figure as a source worded it, in the language that its row or
// the register names. Where none is named, English reads it first, the language
// of the register's own words, and no other may read another number; what
// English does not take for a number the others may read, and must agree.
// guessed lists the languages that read it though nobody named them.
func (rd *reader) worded(said, s string) (h heard, guessed []string, err error) {
	if tag := cmp.Or(said, rd.tongue); tag != "" {
		h, err = parseFigure(rd.numeral(tag), s)
		return h, nil, err
	}
	if h, ok := parseCanonical(s); ok {
		return h, nil, nil
	}
	l := rd.numeral(tongues()[0])
	h, err = parseIn(l, s)
	english := takes(l, s, err)
	if english && err != nil {
		return h, nil, reason(l, s, err)
	}
	for _, other := range tongues()[1:] {
		n := rd.numeral(other)
		o, wrong := parseIn(n, s)
		switch {
		case english && (wrong != nil || o == h), !takes(n, s, wrong):
		case wrong != nil:
			return heard{}, nil, reason(n, s, wrong)
		case english, guessed != nil && o != h, isEnglishToo(s):
			return heard{}, nil, ambiguous
		default:
			h, guessed, err = o, append(guessed, other), nil
		}
	}
	return h, guessed, reason(l, s, err)
}

// reason is err, or why the language does not read s.
func reason(l *numeral.Language, s string, err error) error {
	if err == errUnread {
		return refusal(l, s)
	}
	return err
}

// isEnglishToo reports whether all words of s are number words of another
// language that English texts hold too, in another meaning: 12 M may be men, and
// UN a source in the wrong column.
func isEnglishToo(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool {
		return !slices.Contains([]string{"cent", "cents", "dos", "m", "md", "mil", "miles", "nul", "once", "quarts", "sept", "un", "uno"}, w)
	})
}

// guesses counts the figures that were read in languages that nobody named, by
// those languages.
type guesses map[string]*guess

type guess struct {
	n     int
	first humanitarian.Position
	text  string
}

func (g guesses) add(tags []string, at humanitarian.Position, text string) {
	key := strings.Join(tags, " ")
	if g[key] == nil {
		g[key] = &guess{first: at, text: text}
	}
	g[key].n++
}

// report says once for each language that figures were read in it. What
// several languages read alike goes to the one that read most.
func (g guesses) report(rd *reader) {
	total := map[string]int{}
	for tags, x := range g {
		for tag := range strings.FieldsSeq(tags) {
			total[tag] += x.n
		}
	}
	said := guesses{}
	for _, tags := range slices.Sorted(maps.Keys(g)) {
		likely := slices.MaxFunc(strings.Fields(tags), func(a, b string) int { return cmp.Compare(total[a], total[b]) })
		x, ok := said[likely]
		switch {
		case !ok:
			said[likely] = g[tags]
			continue
		case g[tags].first.Row < x.first.Row:
			x.first, x.text = g[tags].first, g[tags].text
		}
		x.n += g[tags].n
	}
	for _, tag := range tongues() {
		if x := said[tag]; x != nil {
			rd.add(humanitarian.Finding{Code: "language_guessed", Severity: humanitarian.NoteFinding, Positions: []humanitarian.Position{x.first},
				Args: []string{tag, "cells", strconv.Itoa(x.n), short(x.text)}})
		}
	}
}
