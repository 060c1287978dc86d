package narrative

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed sentences/*.txt
var sentences embed.FS

//go:embed claims/*.txt
var claims embed.FS

// maxFile limits a file of wordings; the largest here has 30 KB.
const maxFile = 4 << 20

// A line is one wording of a file: name[form] = text in a section.
type line struct {
	section, name, form, text string
	number                    int
}

// readLines reads the format of package locale's catalogues: sections in
// brackets, name = text, notes behind #.
func readLines(r io.Reader) ([]line, error) {
	var out []line
	section, n := "", 0
	s := bufio.NewScanner(io.LimitReader(r, maxFile))
	for s.Scan() {
		n++
		text := strings.Trim(strings.TrimPrefix(s.Text(), "\ufeff"), " \t\r")
		switch {
		case !utf8.ValidString(text):
			return nil, fmt.Errorf("line %d is not UTF-8; save the file as UTF-8", n)
		case text == "" || text[0] == '#':
			continue
		case text[0] == '[' && strings.HasSuffix(text, "]"):
			section = strings.TrimSpace(text[1 : len(text)-1])
			continue
		}
		name, value, ok := strings.Cut(text, "=")
		name, form, _ := strings.Cut(strings.TrimSpace(name), "[")
		if !ok || section == "" || name == "" {
			return nil, fmt.Errorf("line %d is not a wording; write name = text below a [section]", n)
		}
		value = strings.ReplaceAll(strings.Trim(value, " \t"), `\s`, " ")
		out = append(out, line{section, name, strings.TrimSuffix(form, "]"), value, n})
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", n+1, err)
	}
	return out, nil
}

// texts are the wordings of a language: section.name or section.name[form] to
// text.
type texts struct {
	tag   language.Tag
	words map[string]string
	joins []join
}

// A join is how a word at the end of one piece changes before letters that
// begin the next: de before a is d'.
type join struct{ word, becomes, before string }

// readTexts reads a file of wordings. They are checked against those they
// replace, if there are any.
func readTexts(r io.Reader, base map[string]string) (map[string]string, error) {
	lines, err := readLines(r)
	if err != nil {
		return nil, err
	}
	own := map[string]string{}
	for _, l := range lines {
		key := l.section + "." + l.name
		if l.form != "" {
			key += "[" + l.form + "]"
		}
		if _, twice := own[key]; twice {
			return nil, fmt.Errorf("line %d words %s a second time; keep one", l.number, key)
		}
		if err := fits(l, key, base); err != nil {
			return nil, fmt.Errorf("line %d, %s: %w", l.number, key, err)
		}
		own[key] = l.text
	}
	return own, nil
}

// upon returns own with what it does not word taken from base; the forms of a
// wording are taken over whole or not at all.
func upon(base, own map[string]string) map[string]string {
	out, worded := maps.Clone(own), names(own)
	for k, v := range base {
		if !worded[plain(k)] {
			out[k] = v
		}
	}
	return out
}

// names are the keys of m without forms.
func names(m map[string]string) map[string]bool {
	out := map[string]bool{}
	for k := range m {
		out[plain(k)] = true
	}
	return out
}

// plain returns a key without its form.
func plain(key string) string { name, _, _ := strings.Cut(key, "["); return name }

// fits checks one wording: its places must be numbers, and where there is a
// base, ones that the wording it replaces fills.
func fits(l line, key string, base map[string]string) error {
	own, err := placesOf(l.text)
	if err != nil || base == nil || l.section == "join" || l.section == "catalog" {
		return err
	}
	known, found := map[int]bool{}, false
	for k, v := range base {
		if plain(k) == plain(key) {
			found = true
			ps, _ := placesOf(v)
			for _, p := range ps {
				known[p] = true
			}
		}
	}
	if !found {
		return fmt.Errorf("it is not a wording of this library; see sentences/en.txt for the names")
	}
	for _, p := range own {
		if !known[p] {
			return fmt.Errorf("it holds {%d}, which is never filled in", p)
		}
	}
	return nil
}

// placesOf lists the places of a wording, sorted.
func placesOf(text string) ([]int, error) {
	var out []int
	for {
		_, rest, ok := strings.Cut(text, "{")
		if !ok {
			break
		}
		place, after, ok := strings.Cut(rest, "}")
		n, err := strconv.Atoi(place)
		if !ok || err != nil || n < 0 || n > 9 {
			return nil, fmt.Errorf("{%s is not a place; write {0} as the wording it replaces does", place)
		}
		out, text = append(out, n), after
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// loadTexts returns the wordings for a language tag, changed by a user's file
// if there is one.
func loadTexts(tag string, own io.Reader) (*texts, error) {
	t, err := language.Parse(tag)
	if err != nil {
		return nil, fmt.Errorf("narrative: %q is not a BCP 47 tag", tag)
	}
	base, _ := t.Base()
	out := &texts{tag: t}
	if f, err := sentences.Open("sentences/" + base.String() + ".txt"); err == nil {
		defer f.Close()
		if out.words, err = readTexts(f, nil); err != nil {
			return nil, fmt.Errorf("narrative: sentences/%s.txt: %w", base, err)
		}
	}
	if out.words == nil && own == nil {
		return nil, fmt.Errorf("narrative: there are no sentences in %q here; give a file of them in Options.Sentences", tag)
	}
	if own != nil {
		if err := out.take(own); err != nil {
			return nil, fmt.Errorf("narrative: the file of sentences cannot be used: %w", err)
		}
	}
	return out, out.readJoins()
}

// take reads a user's file. A language that is not here needs every wording.
func (t *texts) take(r io.Reader) error {
	english, err := loadTexts("en", nil)
	if err != nil {
		return err
	}
	base := t.words
	if base == nil {
		base = english.words
	}
	own, err := readTexts(r, base)
	if err != nil {
		return err
	}
	if t.words != nil {
		t.words = upon(t.words, own)
		return nil
	}
	worded := names(own)
	for _, k := range slices.Sorted(maps.Keys(english.words)) {
		if !worded[plain(k)] && !strings.HasPrefix(k, "join.") {
			return fmt.Errorf("it does not word %s, which English says as %q", plain(k), english.words[k])
		}
	}
	t.words = own
	return nil
}

func (t *texts) readJoins() error {
	for _, k := range slices.Sorted(maps.Keys(t.words)) {
		word, ok := strings.CutPrefix(k, "join.")
		if !ok {
			continue
		}
		becomes, before, ok := strings.Cut(t.words[k], "|")
		if !ok {
			return fmt.Errorf("narrative: %s: write what the word becomes, | and the letters before which it does", k)
		}
		// the blank behind the word goes with it unless it is written: d' but e_
		becomes = strings.ReplaceAll(strings.TrimSpace(becomes), "_", " ")
		t.joins = append(t.joins, join{word, becomes, strings.TrimSpace(before)})
	}
	return nil
}

// form returns the wording of a key for a gender and a form of number, each
// where the language tells them apart.
func (t *texts) form(key, gender, number string) (string, bool) {
	for _, k := range []string{key + "[" + gender + "." + number + "]", key + "[" + number + "]", key + "[" + gender + ".other]", key + "[other]", key} {
		if s, ok := t.words[k]; ok {
			return s, true
		}
	}
	return "", false
}

// variants counts the wordings key[1], key[2] and so on.
func (t *texts) variants(key string) int {
	n := 0
	for {
		if _, ok := t.words[key+"["+strconv.Itoa(n+1)+"]"]; !ok {
			return n
		}
		n++
	}
}

// category returns the plural form of n by the rules of the Unicode CLDR.
func (t *texts) category(n int64) string {
	if n > 10_000_000 {
		n = 10_000_000 + n%1_000_000 // the rules look at the last six digits and the size
	}
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}
	if name, ok := names[plural.Cardinal.MatchPlural(t.tag, int(n), 0, 0, 0, 0)]; ok {
		return name
	}
	return "other"
}
