package numeral

import (
	"fmt"
	"strings"
)

// A Language reads the numbers of one language. It is safe for concurrent use.
// Make one with [English], [French], [Spanish], [Arabic] or [Of] and keep it:
// laying out its vocabulary takes about half a millisecond. The zero value
// knows no language and reads nothing.
type Language struct {
	tag   string
	words *vocabulary
	style style
}

// English returns the reader of English numbers.
func English() *Language { return load("en") }

// French returns the reader of French numbers.
func French() *Language { return load("fr") }

// Spanish returns the reader of Spanish numbers.
func Spanish() *Language { return load("es") }

// Arabic returns the reader of Arabic numbers, in Latin and in Arabic digits.
func Arabic() *Language { return load("ar") }

// Of returns the reader for a language tag such as "fr" or "ar-SY", going by
// its first part, and nil and false for a language that is not here.
func Of(tag string) (*Language, bool) {
	base, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	switch base = strings.ToLower(base); base {
	case "en", "fr", "es", "ar":
		return load(base), true
	}
	return nil, false
}

// Tag returns the BCP 47 tag of l, such as "fr".
func (l *Language) Tag() string { return l.tag }

func load(tag string) *Language {
	v := readVocabulary(tag)
	s, err := styleOf(v.settings)
	if err != nil {
		panic(fmt.Sprintf("numeral: vocabulary/%s.txt: %v", tag, err))
	}
	return &Language{tag: tag, words: v, style: s}
}

// A style is the part of a language's grammar that the settings of its
// vocabulary file choose.
type style struct {
	group, decimal rune // its own marks inside digits; no group is a space

	tensPlain, tensReversed  bool  // forty-five; five and forty
	hundredPlain, hundredAnd bool  // one hundred five; one hundred and five
	scalePlain, scaleAnd     bool  // two thousand five; two thousand and five
	andAny                   bool  // that "and" joins any smaller part, not only one below a hundred
	digitsPlain, digitsAnd   bool  // 3 mil 500; 3 آلاف و500
	ascending                bool  // dos mil quinientos millones
	wideHundred              int64 // what stands before a hundred is below this: fifteen hundred
	digitHundred             bool  // 3 hundred
	indian                   bool  // 1,00,000
	percentBefore            bool  // ٪27
	monthDay                 bool  // December 5
	nounFirst                bool  // شخص واحد, a person one
	yearPairs                bool  // twenty twenty-four
	tensTeen                 bool  // soixante-dixième

	joinedFirst string // the word for first that joins a number: twenty-first

	// Letters and words that are written onto the next word.
	conjunctions, prepositions []string
	articles                   []string
}

// styleOf reads the settings; the README of the vocabulary has what they mean.
func styleOf(settings map[string]string) (style, error) {
	s := style{wideHundred: 10}
	for key, value := range settings {
		is := func(want string) bool { return strings.Contains(" | "+value+" | ", " | "+want+" | ") }
		switch key {
		case "group":
			if value != "space" {
				s.group = []rune(value)[0]
			}
		case "decimal":
			s.decimal = []rune(value)[0]
		case "tens":
			s.tensPlain, s.tensReversed, s.tensTeen = is("plain"), is("reversed"), is("teen")
		case "hundred":
			s.hundredPlain, s.hundredAnd = is("plain"), is("and")
		case "scale":
			s.scalePlain, s.scaleAnd, s.andAny = is("plain"), is("and") || is("and any"), is("and any")
		case "digits":
			s.digitsPlain, s.digitsAnd = is("plain"), is("and")
		case "ascending":
			s.ascending = is("yes")
		case "wide-hundred":
			s.wideHundred, s.digitHundred = 100, is("yes")
			if is("teens") {
				s.wideHundred = 20
			}
		case "indian":
			s.indian = is("yes")
		case "percent-before":
			s.percentBefore = is("yes")
		case "month-day":
			s.monthDay = is("yes")
		case "noun-first":
			s.nounFirst = is("yes")
		case "year-pairs":
			s.yearPairs = is("yes")
		case "joined-first":
			s.joinedFirst = value
		case "conjunctions":
			s.conjunctions = strings.Fields(value)
		case "prepositions":
			s.prepositions = strings.Fields(value)
		case "articles":
			s.articles = strings.Fields(value)
		default:
			return s, fmt.Errorf("no setting is called %q", key)
		}
	}
	return s, nil
}
