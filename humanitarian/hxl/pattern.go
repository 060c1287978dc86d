package hxl

import (
	"fmt"
	"slices"
	"strings"
)

// Pattern selects tags. The zero value selects none.
//
//	#affected            every #affected, whatever its attributes
//	#affected+f          those that have f
//	#affected+f-children those that have f and have not children
//	#*+code              every tag that has code
//	#affected+f!         those whose only attribute is f
type Pattern struct {
	name    string // "#affected", "#*"
	with    []string
	without []string
	exactly bool
}

// ParsePattern reads a pattern; its # may be left out. It fails with [ErrTag]
// for what is none, and when an exact pattern excludes attributes as well.
func ParsePattern(s string) (Pattern, error) {
	fail := func() (Pattern, error) { return Pattern{}, fmt.Errorf("hxl: pattern %q: %w", s, ErrTag) }
	body := strings.TrimPrefix(trim(s), "#")
	var p Pattern
	name, rest := token(body)
	if after, ok := strings.CutPrefix(body, "*"); ok {
		name, rest = "*", after
	}
	if name == "" {
		return fail()
	}
	p.name = "#" + name
	for rest = trim(rest); rest != ""; rest = trim(rest) {
		sign := rest[0]
		if sign == '!' {
			if p.exactly = true; trim(rest[1:]) != "" || len(p.without) > 0 {
				return fail()
			}
			break
		}
		var a string
		if a, rest = token(rest[1:]); a == "" {
			return fail()
		}
		switch sign {
		case '+':
			p.with = append(p.with, a)
		case '-':
			p.without = append(p.without, a)
		default:
			return fail()
		}
	}
	slices.Sort(p.with)
	slices.Sort(p.without)
	p.with, p.without = slices.Compact(p.with), slices.Compact(p.without)
	return p, nil
}

// MustParsePattern is ParsePattern for patterns known to be right; it panics
// otherwise.
func MustParsePattern(s string) Pattern {
	p, err := ParsePattern(s)
	if err != nil {
		panic("hxl.MustParsePattern: " + err.Error())
	}
	return p
}

// ParsePatterns reads patterns separated by commas. An empty text gives none.
func ParsePatterns(s string) ([]Pattern, error) {
	if trim(s) == "" {
		return nil, nil
	}
	var out []Pattern
	for part := range strings.SplitSeq(s, ",") {
		p, err := ParsePattern(part)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// Match reports whether p selects t. No pattern selects the zero tag.
func (p Pattern) Match(t Tag) bool {
	if p.name == "" || t.IsZero() || p.name != "#*" && p.name != t.Hashtag() {
		return false
	}
	for _, a := range p.with {
		if !t.Has(a) {
			return false
		}
	}
	for _, a := range p.without {
		if t.Has(a) {
			return false
		}
	}
	return !p.exactly || len(t.Attributes()) == len(p.with)
}

// String returns the normal form, which reads back as the same pattern, and ""
// for the zero value.
func (p Pattern) String() string {
	var b strings.Builder
	b.WriteString(p.name)
	for _, a := range p.with {
		b.WriteString("+" + a)
	}
	for _, a := range p.without {
		b.WriteString("-" + a)
	}
	if p.exactly {
		b.WriteString("!")
	}
	return b.String()
}
