package register

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

// A vocabulary knows the heads of columns and the words of closed lists in the
// languages of the catalogues, as the template writes them.
type vocabulary struct {
	spoken []*tongue
	months map[string]int // folded name of a month, in any of the languages
}

// A tongue is a vocabulary in one language.
type tongue struct {
	lang  *locale.Language
	heads map[string]string            // folded head to column
	words map[string]map[string]string // column, then folded label, to word

	example string // folded mark of a sheet that is never read
}

// Columns that only sheets have.
const (
	keyColumn = "source_key" // of the sheet of sources, and what a figure refers to
	admin1    = "admin1"
	admin2    = "admin2"
	admin3    = "admin3"
)

// newVocabulary reads the vocabulary of every language, that of the tag first.
func newVocabulary(tag string, indicators []humanitarian.Indicator) *vocabulary {
	v := &vocabulary{months: map[string]int{}}
	for _, t := range locale.Tags() {
		l, err := locale.Of(t)
		if err != nil {
			continue // a tag of the list is there
		}
		v.spoken = append(v.spoken, newTongue(l, indicators))
		monthNames(l, v.months)
	}
	v.prefer(tag)
	return v
}

// monthNames gathers the names of months of a language.
func monthNames(l *locale.Language, months map[string]int) {
	for _, set := range []string{"en", "fr", "es", "levant", "maghreb"} {
		for n := 1; n <= 12; n++ {
			key := "months_" + set + "." + strconv.Itoa(n)
			if name := l.Say(key); name != key {
				months[fold(name)] = n
			}
		}
	}
}

// prefer puts a language first.
func (v *vocabulary) prefer(tag string) {
	slices.SortStableFunc(v.spoken, func(a, b *tongue) int {
		return map[bool]int{true: 0, false: 1}[a.lang.Tag() == tag] - map[bool]int{true: 0, false: 1}[b.lang.Tag() == tag]
	})
}

func newTongue(l *locale.Language, indicators []humanitarian.Indicator) *tongue {
	t := &tongue{lang: l, heads: map[string]string{}, words: map[string]map[string]string{}, example: fold(l.Say("template.example_mark"))}
	for _, name := range sheetColumns() {
		t.heads[fold(l.Word("column_name", name))] = name
	}
	for _, name := range listColumns() {
		t.words[name] = map[string]string{}
		for _, c := range choices(l, name, indicators) {
			t.words[name][fold(c.label)] = c.word
		}
	}
	return t
}

// sheetColumns lists all columns that a sheet of the template may have.
func sheetColumns() []string {
	out := []string{figureColumn, periodColumn, languageColumn, keyColumn, admin1, admin2, admin3}
	for _, f := range fields() {
		out = append(out, f.Name)
	}
	return out
}

// listColumns lists the columns that take the words of a list.
func listColumns() []string {
	var out []string
	for _, f := range fields() {
		if f.Words != nil {
			out = append(out, f.Name)
		}
	}
	return append(out, "indicator", "unit", "age")
}

// A choice is a word of a list and what people see instead.
type choice struct{ word, label string }

// choices lists what a column takes in a language. Labels that two words would
// share carry the word, so that each can be told apart.
func choices(l *locale.Language, column string, indicators []humanitarian.Indicator) []choice {
	var out []choice
	add := func(word, label string) {
		out = append(out, choice{word, label})
	}
	switch column {
	case "indicator":
		for _, i := range indicators {
			if i.Label != "" {
				add(i.Name, i.Label)
				continue
			}
			add(i.Name, l.Word(column, i.Name))
		}
	case "unit":
		for _, u := range humanitarian.Units() {
			add(string(u), l.Word(column, string(u)))
		}
	case "age":
		for _, w := range []string{"child", "adult", "older", "unknown"} {
			add(w, l.Word(column, w))
		}
	default:
		for _, w := range humanitarian.Words(column) {
			add(w, l.Word(column, w))
		}
	}
	seen := map[string]int{}
	for _, c := range out {
		seen[fold(c.label)]++
	}
	for i, c := range out {
		if seen[fold(c.label)] > 1 {
			out[i].label += " (" + c.word + ")"
		}
	}
	return out
}

// canonical returns the word of the register for what a cell of a column says,
// and the text itself when it is none, or may be two.
func (v *vocabulary) canonical(column, text string) string {
	if v.spoken[0].words[column] == nil || slices.Contains(humanitarian.Words(column), text) {
		return text
	}
	key := fold(text)
	if w, ok := v.spoken[0].words[column][key]; ok {
		return w // the language of the sheet decides
	}
	found := ""
	for _, t := range v.spoken[1:] {
		w, ok := t.words[column][key]
		if ok && found != "" && w != found {
			return text
		}
		if ok {
			found = w
		}
	}
	if found != "" {
		return found
	}
	return text
}

// head returns the column that a head names in any language, or "".
func (v *vocabulary) head(text string) string {
	key := fold(text)
	for _, t := range v.spoken {
		if name := t.heads[key]; name != "" {
			return name
		}
	}
	return ""
}

// language returns the tag of the language in which most heads are written, ""
// when they are written in none, and whether all are. The register's own words
// say nothing of a language.
func (v *vocabulary) language(heads []string) (tag string, all bool) {
	best := 0
	for _, t := range v.spoken {
		n, known := 0, 0
		for _, h := range heads {
			if name := v.head(h); name == "" || strings.EqualFold(name, strings.TrimSpace(h)) {
				continue
			}
			known++
			if t.heads[fold(h)] != "" {
				n++
			}
		}
		if n > best {
			best, tag, all = n, t.lang.Tag(), n == known
		}
	}
	return tag, all
}

// fold makes texts equal that people take for the same: case, runs of space,
// underscores, apostrophes, and the marks that only steer the direction.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u2019' || r == '\u02bc' || r == '`':
			return '\''
		case r == '_' || r == '\u00a0' || r == '\u202f':
			return ' '
		case r == '\u0640' || unicode.Is(unicode.Cf, r):
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFC.String(s))
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), " *:")
}
