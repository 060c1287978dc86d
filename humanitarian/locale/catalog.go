package locale

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// A catalog is a file of wordings as read: section.name, or section.name[form]
// for a plural, to text.
type catalog struct{ texts map[string]string }

// maxCatalog limits a file of wordings; the largest here has 40 KB.
const maxCatalog = 4 << 20

// readCatalog reads lines of the forms
//
//	# a note to the translator, above the line it is for
//	[section]
//	name = text with {0} and {1:date}
//	name[few] = text for the plural form few
//
// Blanks around the text are dropped; \s at its ends stands for one.
func readCatalog(r io.Reader) (catalog, error) {
	c := catalog{texts: map[string]string{}}
	section, n := "", 0
	s := bufio.NewScanner(io.LimitReader(r, maxCatalog))
	for s.Scan() {
		n++
		line := trim(strings.TrimPrefix(s.Text(), "\ufeff"))
		switch {
		case !utf8.ValidString(line):
			return c, fmt.Errorf("line %d is not UTF-8; save the file as UTF-8", n)
		case line == "" || line[0] == '#':
			continue
		case line[0] == '[' && strings.HasSuffix(line, "]"):
			section = strings.TrimSpace(line[1 : len(line)-1])
			continue
		}
		name, text, ok := strings.Cut(line, "=")
		key := section + "." + strings.TrimSpace(name)
		if !ok || section == "" || strings.TrimSpace(name) == "" {
			return c, fmt.Errorf("line %d is not a wording; write name = text below a [section]", n)
		}
		if _, twice := c.texts[key]; twice {
			return c, fmt.Errorf("line %d words %s a second time; keep one", n, key)
		}
		text = strings.ReplaceAll(trim(text), `\s`, " ")
		if err := wellFormed(text); err != nil {
			return c, fmt.Errorf("line %d, %s: %w", n, key, err)
		}
		c.texts[key] = text
	}
	if err := s.Err(); err != nil {
		return c, fmt.Errorf("line %d: %w", n+1, err)
	}
	return c, nil
}

// trim takes plain blanks from the ends; a no-break space is part of a wording.
func trim(s string) string { return strings.Trim(s, " \t\r") }

// has reports whether c words a key, in one form or in plural forms.
func (c catalog) has(key string) bool {
	_, ok := c.texts[key]
	_, other := c.texts[key+"[other]"]
	return ok || other
}

// free are sections whose keys need not stand in every language: each has its
// own months and what its catalogue says of itself.
func free(key string) bool {
	section, _, _ := strings.Cut(key, ".")
	return section == "catalog" || strings.HasPrefix(section, "months_")
}

// plain returns a key without its plural form.
func plain(key string) string { name, _, _ := strings.Cut(key, "["); return name }

// isPlural reports whether a key is a plural form of the CLDR, or one that bends
// the same words: the dual behind a quantifier, the share with its article. The
// special forms, such as person[none], are none.
func isPlural(key string) bool {
	_, form, _ := strings.Cut(key, "[")
	return slices.Contains([]string{"zero]", "one]", "two]", "dual]", "few]", "many]", "other]", "share]"}, form)
}

// fits checks a user's catalogue against a base: a key that nobody asks for, a
// place that is never filled and, above all, a wording that would lose a figure
// or put another number in its place are mistakes.
func (c catalog) fits(base *Language, tag language.Tag) error {
	for _, k := range slices.Sorted(maps.Keys(c.texts)) {
		if free(k) {
			continue
		}
		text := c.texts[k]
		like, ok := base.texts[k]
		if !ok {
			like, ok = base.example(plain(k))
		}
		switch section, _, _ := strings.Cut(k, "."); {
		case !ok:
			return fmt.Errorf("%s is not a wording of this library; see the catalogue of %s for the names", k, base.Tag())
		case text == "" && like != "" && k != "number.group":
			return fmt.Errorf("%s is empty; leave the line out to keep %q", k, like)
		case slices.Contains([]string{"quantity", "noun", "number", "sum", "word"}, section) && k != "number.group_from" && strings.ContainsFunc(withoutPlaces(text), unicode.IsDigit):
			return fmt.Errorf("%s holds a digit of its own; a reader would take it for a figure", k)
		}
		if err := samePlaces(k, text, like, tag); err != nil {
			return err
		}
	}
	return nil
}

// samePlaces wants every place of a wording once. A plural form may say its
// number in a word only where it is used for that number alone: "one" in
// English, but not in Ukrainian, where it is also the form of 21.
func samePlaces(k, text, like string, tag language.Tag) error {
	wanted, got := placeholders(like), placeholders(text)
	for _, p := range got {
		if !slices.Contains(wanted, p) {
			return fmt.Errorf("%s holds {%s}, which is never filled in; the wording it replaces is %q", k, p, like)
		}
		if strings.Count(text, "{"+p+"}") > 1 {
			return fmt.Errorf("%s holds {%s} twice; write it once", k, p)
		}
	}
	if len(got) == len(wanted) || oneNumberOnly(k, tag) {
		return nil
	}
	return fmt.Errorf("%s leaves out what is filled in: the wording it replaces is %q, and each {...} of it is needed", k, like)
}

// oneNumberOnly reports whether a plural form is used for a single number.
func oneNumberOnly(key string, tag language.Tag) bool {
	_, form, _ := strings.Cut(key, "[")
	want, ok := map[string]plural.Form{"zero]": plural.Zero, "one]": plural.One, "two]": plural.Two}[form]
	n := 0
	for i := range 1000 {
		if plural.Cardinal.MatchPlural(tag, i, 0, 0, 0, 0) == want {
			n++
		}
	}
	return ok && n == 1
}

// withoutPlaces returns a wording without its places.
func withoutPlaces(text string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, text, _ = strings.Cut(rest, "}")
	}
}

// example returns one wording of a key: itself, or its form other.
func (l *Language) example(key string) (string, bool) {
	if s, ok := l.texts[key]; ok {
		return s, true
	}
	s, ok := l.texts[key+"[other]"]
	return s, ok
}

// Keys lists the keys of l without plural forms, sorted.
func (l *Language) Keys() []string {
	var out []string
	for k := range l.texts {
		if !free(k) {
			out = append(out, plain(k))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Missing lists the keys that l takes from the language it was read upon.
func (l *Language) Missing() []string {
	return slices.DeleteFunc(l.Keys(), func(k string) bool { return l.own[k] || l.own[k+"[other]"] })
}
