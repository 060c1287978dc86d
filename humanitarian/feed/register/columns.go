package register

import (
	"encoding"
	"fmt"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// SchemaVersion is the version of the register's columns. It changes when a
// column changes its name or meaning.
const SchemaVersion = "1"

// A Column describes one column of the register. The zero value is no column.
type Column struct {
	Name    string
	Meaning string   // one line
	Takes   string   // what a cell may hold
	Words   []string // the closed list of words, where there is one
	Example string
}

// Columns lists the canonical columns in the order [Write] writes them.
func Columns() []Column {
	var out []Column
	for _, f := range fields() {
		out = append(out, f.Column)
	}
	return out
}

// The columns that only the short form has.
const (
	figureColumn   = "figure"
	periodColumn   = "period"
	languageColumn = "figure_language"
)

func shortColumns() []Column {
	return []Column{
		{Name: figureColumn, Meaning: "the number as read; fills quantifier, low, best, high and word", Takes: "text, see below", Example: "at least 69"},
		{Name: periodColumn, Meaning: "both ends of the period; fills period_start and period_end", Takes: "START..END", Example: "2024-11-27..2024-12-05"},
		{Name: languageColumn, Meaning: "the language in which figure is worded, where it is not that of the register", Takes: "a word of the list", Words: tongues(), Example: "es"},
	}
}

// part says which part of a quantity a column holds.
type part uint8

const (
	noPart part = iota
	partForm
	partLow
	partBest
	partHigh
	partWord
	parts
)

// A field joins a column to its place in a figure. get returns the text of the
// cell, empty for nothing; set reads it. The columns of a quantity have no set:
// they are read together.
type field struct {
	Column
	part     part
	get      func(*humanitarian.Figure) string
	set      func(*humanitarian.Figure, string) error
	integer  bool // a whole number in JSON
	decimal  bool // a decimal in JSON
	pattern  string
	verbatim bool // space around the text is kept
}

// unfit is why a cell cannot be read: the name of a wording of the section
// unfit of the catalogues.
type unfit string

func (u unfit) Error() string { return strings.ReplaceAll(string(u), "_", " ") }

// ambiguous marks a number that can be read in two ways.
const ambiguous unfit = "ambiguous"

func text(name, meaning, example string, at func(*humanitarian.Figure) *string) field {
	return field{
		Column: Column{Name: name, Meaning: meaning, Takes: "text", Example: example},
		get:    func(f *humanitarian.Figure) string { return *at(f) },
		set:    func(f *humanitarian.Figure, s string) error { *at(f) = s; return nil },
	}
}

// checked is text that is kept as written and must pass ok.
func checked(name, meaning, takes, example string, at func(*humanitarian.Figure) *string, ok func(string) error) field {
	f := text(name, meaning, example, at)
	f.Takes = takes
	f.set = func(f *humanitarian.Figure, s string) error { *at(f) = s; return ok(s) }
	return f
}

// oneOf is text that must be one of the column's words.
func oneOf(name, meaning, example string, at func(*humanitarian.Figure) *string) field {
	words := humanitarian.Words(name)
	f := checked(name, meaning, "a word of the list", example, at, func(s string) error {
		for _, w := range words {
			if s == w {
				return nil
			}
		}
		return unfit("words")
	})
	f.Words = words
	return f
}

func enum[T interface {
	comparable
	encoding.TextMarshaler
}](name, meaning, example string, parse func(string) (T, error), at func(*humanitarian.Figure) *T) field {
	return field{
		Column: Column{Name: name, Meaning: meaning, Takes: "a word of the list", Words: humanitarian.Words(name), Example: example},
		get: func(f *humanitarian.Figure) string {
			var zero T
			if *at(f) == zero {
				return ""
			}
			b, _ := (*at(f)).MarshalText() // the enums of humanitarian never fail
			return string(b)
		},
		set: func(f *humanitarian.Figure, s string) error {
			v, err := parse(s)
			if err == nil {
				*at(f) = v
			}
			return err
		},
	}
}

func date(name, meaning, example string, at func(*humanitarian.Figure) *humanitarian.Date) field {
	f := enum(name, meaning, example, func(s string) (humanitarian.Date, error) {
		d, err := humanitarian.ParseDate(s)
		if err != nil {
			err = unfit("date")
		}
		return d, err
	}, at)
	f.Takes, f.Words = "YYYY-MM-DD, YYYY-MM or YYYY; time optional: YYYY-MM-DDTHH:MM", nil
	f.pattern = `^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?$`
	return f
}

// codes is a list of P-codes. A text that is none is kept, for an empty place
// would mean the whole country.
func codes(name, meaning, example string, at func(*humanitarian.Figure) *[]string) field {
	return field{
		Column: Column{Name: name, Meaning: meaning, Takes: "P-codes joined by ;", Example: example},
		get:    func(f *humanitarian.Figure) string { return strings.Join(*at(f), ";") },
		set: func(f *humanitarian.Figure, s string) error {
			*at(f) = nil
			var err error
			for c := range strings.SplitSeq(s, ";") {
				if c = strings.TrimSpace(c); c == "" {
					continue
				}
				*at(f) = append(*at(f), c)
				if !isPCode(c) {
					err = unfit("pcode")
				}
			}
			return err
		},
	}
}

// isPCode reports whether s has the shape of a P-code: one to four capitals,
// then digits and capitals that begin with a digit. A country alone, such as
// SY, is one too.
func isPCode(s string) bool {
	n := 0
	for n < len(s) && s[n] >= 'A' && s[n] <= 'Z' {
		n++
	}
	if n == len(s) {
		return n == 2 || n == 3
	}
	if n < 1 || n > 4 || len(s) > 32 || s[n] < '0' || s[n] > '9' {
		return false
	}
	for _, c := range []byte(s[n:]) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

func quantity(name, meaning, takes, example string, p part, get func(humanitarian.Parts) string) field {
	return field{
		Column:  Column{Name: name, Meaning: meaning, Takes: takes, Words: humanitarian.Words(name), Example: example},
		part:    p,
		integer: p == partLow || p == partBest || p == partHigh,
		get:     func(f *humanitarian.Figure) string { return get(f.Quantity.Parts()) },
	}
}

func count(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

func setRevision(f *humanitarian.Figure, s string) error {
	n, err := parseWhole(s)
	if err == nil && n > 1<<30 {
		err = unfit("revision")
	}
	if err == nil {
		f.Revision = int(n)
	}
	return err
}

func getHousehold(f *humanitarian.Figure) string {
	n := f.Household
	if n == 0 {
		return ""
	}
	s := strconv.FormatInt(n/100, 10)
	if n%100 != 0 {
		s += strings.TrimRight(fmt.Sprintf(".%02d", n%100), "0")
	}
	return s
}

// setHousehold reads persons with up to two decimals into hundredths.
func setHousehold(f *humanitarian.Figure, s string) error {
	whole, frac, _ := strings.Cut(s, ".")
	if !isDigits(whole) || len(whole) > 6 || len(frac) > 2 || strings.Contains(s, ".") && !isDigits(frac) {
		if strings.Contains(s, ",") {
			return ambiguous
		}
		return unfit("household_size")
	}
	n, _ := strconv.ParseInt(whole+(frac + "00")[:2], 10, 64) // at most 8 digits
	if n == 0 {
		return unfit("household_zero")
	}
	f.Household = n
	return nil
}

func getLinks(f *humanitarian.Figure) string {
	var out []string
	for _, l := range f.Links {
		out = append(out, string(l.Kind)+"="+l.ID)
	}
	return strings.Join(out, ";")
}

func setLinks(f *humanitarian.Figure, s string) error {
	var links []humanitarian.Link
	for l := range strings.SplitSeq(s, ";") {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		kind, id, _ := strings.Cut(l, "=")
		link := humanitarian.Link{Kind: humanitarian.LinkKind(strings.TrimSpace(kind)), ID: strings.TrimSpace(id)}
		if !isLinkKind(link.Kind) || link.ID == "" {
			return unfit("link")
		}
		links = append(links, link)
	}
	f.Links = links
	return nil
}

func isLinkKind(k humanitarian.LinkKind) bool {
	for _, l := range humanitarian.LinkKinds() {
		if l == k {
			return true
		}
	}
	return false
}

func checkUnit(s string) error {
	if _, err := humanitarian.ParseUnit(s); err != nil {
		return unfit("unit")
	}
	return nil
}

func checkAge(s string) error {
	switch s {
	case "child", "adult", "older", "unknown":
		return nil
	}
	a, b, ok := strings.Cut(s, "-")
	from, err1 := strconv.Atoi(a)
	to, err2 := strconv.Atoi(b)
	if !ok || !isDigits(a) || !isDigits(b) || err1 != nil || err2 != nil || from > to || to > 150 {
		return unfit("age")
	}
	return nil
}

func checkGroup(s string) error {
	for kv := range strings.SplitSeq(s, ";") {
		k, v, ok := strings.Cut(kv, "=")
		if !ok || strings.TrimSpace(k) == "" || strings.TrimSpace(v) == "" {
			return unfit("group")
		}
	}
	return nil
}

// short cuts s so that a finding stays one line.
func short(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "..."
	}
	return s
}
