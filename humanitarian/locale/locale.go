// Package locale words numbers, dates, quantities and the vocabulary of the
// field for readers of a language.
//
//	locale.English().Quantity(q, humanitarian.Person) // at least 1,250
//	locale.Arabic().Quantity(q, humanitarian.Person)  // ما لا يقل عن ⁦1,250⁩
//
// Every wording stands in a catalogue, catalog/<tag>.txt: key, text, note, made
// to be edited by a translator. [Read] takes another catalogue, which adds a
// language or changes a wording of one that is here. Values stay values until
// they come here; nothing is parsed, which is the work of package numeral.
// English follows the editorial conventions of the United Nations.
package locale

import (
	"embed"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

//go:embed catalog/*.txt
var catalogs embed.FS

// A Language words values for readers of one language. Make one with
// [English], [French], [Spanish], [Arabic], [Of] or [Read]. It never changes
// and is safe for concurrent use.
type Language struct {
	tag   language.Tag
	texts map[string]string // key to wording; plural forms as key[form]
	own   map[string]bool   // the keys this language has itself, not through its base
	shape numberShape
	rtl   bool
	base  string
}

// English returns the English of UN publications.
func English() *Language { return builtIn("en") }

// French returns French.
func French() *Language { return builtIn("fr") }

// Spanish returns Spanish.
func Spanish() *Language { return builtIn("es") }

// Arabic returns Arabic with Latin digits and the month names of the Levant;
// see [Options] for others.
func Arabic() *Language { return builtIn("ar") }

// Tags lists the languages that are here.
func Tags() []string { return []string{"en", "fr", "es", "ar"} }

// Of returns the language here that fits a BCP 47 tag: fr for fr-FR. An empty
// tag is English. The error names the tags there are.
func Of(tag string) (*Language, error) {
	if tag == "" {
		return English(), nil
	}
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	for _, t := range Tags() {
		if t == base {
			return builtIn(t), nil
		}
	}
	return nil, fmt.Errorf("locale: there is no language %q here; use one of %s, or give a file of wordings for it", tag, strings.Join(Tags(), ", "))
}

// builtIn reads a catalogue of this package; that it can be read is tested.
func builtIn(tag string) *Language {
	f, err := catalogs.Open("catalog/" + tag + ".txt")
	if err != nil {
		panic("locale: " + err.Error())
	}
	defer f.Close()
	c, err := readCatalog(f)
	if err != nil {
		panic("locale: catalog/" + tag + ".txt: " + err.Error())
	}
	l, err := newLanguage(c, nil)
	if err != nil {
		panic("locale: catalog/" + tag + ".txt: " + err.Error())
	}
	return l
}

// Read reads a user's catalogue. Its tag is that of a language here, whose
// wordings it changes, or a new one, whose missing wordings [Language.Missing]
// lists and which are said in the language of its key catalog.base, English if
// it has none. The error names the line and what is wrong with it.
func Read(r io.Reader) (*Language, error) {
	c, err := readCatalog(r)
	if err != nil {
		return nil, fmt.Errorf("locale: the file of wordings cannot be used: %w", err)
	}
	tag := c.texts["catalog.tag"]
	base, err := Of(tag)
	if err != nil || tag == "" {
		if base, err = Of(c.texts["catalog.base"]); err != nil {
			return nil, err
		}
	}
	if tag == "" {
		return nil, fmt.Errorf("locale: the file of wordings does not say its language: write tag = uk, or another BCP 47 tag, under [catalog]")
	}
	l, err := newLanguage(c, base)
	if err != nil {
		return nil, fmt.Errorf("locale: the file of wordings cannot be used: %w", err)
	}
	return l, nil
}

// newLanguage makes a language of a catalogue, upon a base if there is one.
func newLanguage(c catalog, base *Language) (*Language, error) {
	tag, err := language.Parse(c.texts["catalog.tag"])
	if err != nil {
		return nil, fmt.Errorf("%q is not a BCP 47 tag", c.texts["catalog.tag"])
	}
	l := &Language{tag: tag, texts: map[string]string{}, own: map[string]bool{}}
	var from map[string]string
	if base != nil {
		from, l.base = base.texts, base.Tag()
		if err := c.fits(base, tag); err != nil {
			return nil, err
		}
	}
	for k, v := range from {
		if name, _, plural := strings.Cut(k, "["); !plural || !isPlural(k) || !c.has(name) {
			l.texts[k] = v // plural forms are taken over whole or not at all
		}
	}
	for k, v := range c.texts {
		l.texts[k], l.own[k] = v, true
	}
	l.rtl = l.texts["catalog.direction"] == "right-to-left"
	l.shape, err = shapeOf(l.texts)
	return l, err
}

// Options are choices within a language. The zero value is the catalogue's own.
type Options struct {
	// Digits is latin or arabic-indic; empty is the catalogue's.
	Digits string
	// Months names a set of month names of the catalogue, such as levant or
	// maghreb in Arabic; empty is the first.
	Months string
}

// With returns l with the options. The error says which option l does not have.
func (l *Language) With(o Options) (*Language, error) {
	out := *l
	switch o.Digits {
	case "":
	case "latin", "arabic-indic":
		out.shape.indic = o.Digits == "arabic-indic"
	default:
		return nil, fmt.Errorf("locale: digits %q are not known; use latin or arabic-indic", o.Digits)
	}
	if o.Months != "" {
		if _, ok := l.texts["months_"+o.Months+".1"]; !ok {
			return nil, fmt.Errorf("locale: %s has no month names called %q", l.Tag(), o.Months)
		}
		out.shape.months = "months_" + o.Months
	}
	return &out, nil
}

// Tag returns the BCP 47 tag of l.
func (l *Language) Tag() string { return l.tag.String() }

// Findings says how many wordings a user's language leaves out and in which
// language they are said (wordings_incomplete).
func (l *Language) Findings() []humanitarian.Finding {
	missing := len(l.Missing())
	if l.base == "" || l.base == l.Tag() || missing == 0 {
		return nil // whole, or a change to a language that is here
	}
	return []humanitarian.Finding{{Code: "wordings_incomplete", Severity: humanitarian.NoteFinding, Args: []string{l.Tag(), strconv.Itoa(missing), l.base}}}
}

// RightToLeft reports whether l is written from right to left.
func (l *Language) RightToLeft() bool { return l.rtl }
