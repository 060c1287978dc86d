package hxl

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Tag is a hashtag with its attributes. Tags are comparable: #affected+f+idps
// and #Affected +idps +f are equal. The zero value is no tag.
type Tag struct {
	text string // normal form, "#affected+f+idps"
}

// ErrTag is why a text is not a tag or a pattern, to be found with errors.Is.
var ErrTag = errors.New("a tag is # and a letter, then letters, digits or _, then attributes such as +code")

// ParseTag reads a tag. Case, the order of attributes, repeated attributes and
// blanks between the parts do not matter. It fails with [ErrTag].
func ParseTag(s string) (Tag, error) {
	body, ok := strings.CutPrefix(trim(s), "#")
	if !ok {
		return Tag{}, fmt.Errorf("hxl: %q: %w", s, ErrTag)
	}
	name, rest := token(body)
	if name == "" {
		return Tag{}, fmt.Errorf("hxl: %q: %w", s, ErrTag)
	}
	var attributes []string
	for rest = trim(rest); rest != ""; rest = trim(rest) {
		var a string
		if rest[0] == '+' {
			a, rest = token(rest[1:])
		}
		if a == "" {
			return Tag{}, fmt.Errorf("hxl: %q: %w", s, ErrTag)
		}
		attributes = append(attributes, a)
	}
	return makeTag(name, attributes), nil
}

// MustParseTag is ParseTag for tags known to be right; it panics otherwise.
func MustParseTag(s string) Tag {
	t, err := ParseTag(s)
	if err != nil {
		panic("hxl.MustParseTag: " + err.Error())
	}
	return t
}

func makeTag(name string, attributes []string) Tag {
	slices.Sort(attributes)
	return Tag{"#" + strings.Join(append([]string{name}, slices.Compact(attributes)...), "+")}
}

// token cuts a name off the front of s, in lower case.
func token(s string) (name, rest string) {
	n := 0
	for n < len(s) && (isLetter(s[n]) || n > 0 && (s[n] == '_' || '0' <= s[n] && s[n] <= '9')) {
		n++
	}
	return strings.ToLower(s[:n]), s[n:]
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// trim drops blanks as HXL knows them; the no-break space comes from web pages.
func trim(s string) string { return strings.Trim(s, " \t\r\n\u00a0\ufeff") }

// IsZero reports whether t is no tag.
func (t Tag) IsZero() bool { return t.text == "" }

// String returns the normal form, #affected+f+idps, and "" for the zero tag.
func (t Tag) String() string { return t.text }

// Hashtag returns the tag without attributes, #affected.
func (t Tag) Hashtag() string {
	name, _, _ := strings.Cut(t.text, "+")
	return name
}

// Attributes returns the attributes, sorted; nil when there are none.
func (t Tag) Attributes() []string {
	_, rest, ok := strings.Cut(t.text, "+")
	if !ok {
		return nil
	}
	return strings.Split(rest, "+")
}

// Has reports whether t has the attribute, in lower case and without its +.
func (t Tag) Has(attribute string) bool {
	_, rest, _ := strings.Cut(t.text, "+")
	for rest != "" {
		var a string
		a, rest, _ = strings.Cut(rest, "+")
		if a == attribute {
			return true
		}
	}
	return false
}

// With returns t with an attribute more. It fails with [ErrTag] when the
// attribute is not one, or t is no tag.
func (t Tag) With(attribute string) (Tag, error) { return ParseTag(t.text + "+" + attribute) }

// MarshalText returns the normal form.
func (t Tag) MarshalText() ([]byte, error) { return []byte(t.text), nil }

// UnmarshalText reads a tag; an empty text is no tag.
func (t *Tag) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*t = Tag{}
		return nil
	}
	parsed, err := ParseTag(string(b))
	if err == nil {
		*t = parsed
	}
	return err
}
