package locale

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
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

// fits checks a user's catalogue against a base: keys that nobody asks for and
// placeholders that are never filled are mistakes.
func (c catalog) fits(base *Language) error {
	for _, k := range slices.Sorted(maps.Keys(c.texts)) {
		if free(k) {
			continue
		}
		like, ok := base.example(plain(k))
		if !ok {
			return fmt.Errorf("%s is not a wording of this library; see the catalogue of %s for the names", k, base.Tag())
		}
		for _, p := range placeholders(c.texts[k]) {
			if !slices.Contains(placeholders(like), p) {
				return fmt.Errorf("%s holds {%s}, which is never filled in; the wording it replaces is %q", k, p, like)
			}
		}
	}
	return nil
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
