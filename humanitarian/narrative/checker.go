package narrative

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
)

// CheckOptions say what a [Checker] knows beside the figures. Nil and the zero
// value check measures, people, units and the register's own names.
type CheckOptions struct {
	// Vocabulary is a user's file of words, in the format of claims/<tag>.txt; it
	// adds to those that are here. It is read once, by NewChecker.
	Vocabulary io.Reader

	// Places names P-codes, Gazetteer names more of them; Words gives texts of
	// the register in the language of the prose, as in [Options].
	Places    map[string]string
	Gazetteer *gazetteer.Gazetteer
	Words     map[string]string

	// Waivers let numbers stand that no figure supports.
	Waivers []Waiver
}

// A Waiver is an editor's written word that a number in a text may stand. The
// zero value is no waiver, and is refused.
type Waiver struct {
	Text   string // the words around the number, exactly as they stand in the text
	Reason string
	Name   string // of the editor
	Date   humanitarian.Date
}

// An Issue is a number in a text that no figure supports as the text says it.
type Issue struct {
	Code       string
	Args       []string // the words of the number; the id of the closest figure and what it says, if there is one
	Start, End int      // bytes of the text: the number with its bound words
	Figures    []string // ids of the figures that come closest
	Waived     *Waiver  // nil: it is not
}

// Finding returns i as a finding on the text at a position: an error, or a note
// if an editor waived it.
func (i Issue) Finding(at humanitarian.Position) humanitarian.Finding {
	severity := humanitarian.RowFinding
	if i.Waived != nil {
		severity = humanitarian.NoteFinding
	}
	return humanitarian.Finding{Code: i.Code, Severity: severity, Positions: []humanitarian.Position{at}, Figures: slices.Clone(i.Figures), Args: slices.Clone(i.Args)}
}

// The codes of issues.
const (
	Unsupported   = "claim_unsupported"    // no figure has this value
	WrongMeasure  = "claim_measure"        // the value counts something else
	WrongStatus   = "claim_status"         // fighters told as civilians, or the other way round
	WrongPeople   = "claim_people"         // the value of a part told as the whole, or of others
	WrongUnit     = "claim_unit"           // households told as people
	WrongPlace    = "claim_place"          // the value is of another place
	WrongSource   = "claim_source"         // the value is another source's
	Quantifier    = "claim_quantifier"     // a floor told as a count, or another bound than the source's
	Rounded       = "claim_rounded"        // people killed, hurt or taken are never rounded
	Foreseen      = "claim_foreseen"       // a forecast or plan told as if it had happened
	NotComparable = "claim_not_comparable" // a change between values that do not compare
	Unreadable    = "claim_unreadable"     // the number can be read in two ways
)

// IssueCodes lists the codes an issue may carry, sorted.
func IssueCodes() []string {
	codes := []string{Unsupported, WrongMeasure, WrongStatus, WrongPeople, WrongUnit, WrongPlace, WrongSource, Quantifier, Rounded, Foreseen, NotComparable, Unreadable}
	slices.Sort(codes)
	return codes
}

// A Checker checks the numbers in prose against figures. Make one with
// [NewChecker]. It never changes and is safe for concurrent use.
type Checker struct {
	numbers *numeral.Language
	words   *lexicon
	// currencies are words that a number may stand behind or before: dollars.
	currencies map[string]bool
	places     *gazetteer.Matcher
	gaz        *gazetteer.Gazetteer
	facts      *evidence
	waivers    []Waiver
}

// NewChecker returns a checker for prose in a language and the figures that a
// text may tell. The error says that the language is not here, what is wrong
// with the vocabulary, or which waiver is incomplete.
func NewChecker(tag string, f Facts, opts *CheckOptions) (*Checker, error) {
	if opts == nil {
		opts = &CheckOptions{}
	}
	numbers, ok := numeral.Of(tag)
	if !ok {
		return nil, fmt.Errorf("narrative: prose in %q cannot be checked; use en, fr, es or ar", tag)
	}
	for _, w := range opts.Waivers {
		if strings.TrimSpace(w.Text) == "" || w.Reason == "" || w.Name == "" || w.Date.IsZero() {
			return nil, fmt.Errorf("narrative: the waiver of %q is incomplete; it needs the text, a reason, a name and a date", w.Text)
		}
	}
	c := &Checker{numbers: numbers, words: newLexicon(numbers.Tag() == "ar"), gaz: opts.Gazetteer, facts: newEvidence(f), currencies: map[string]bool{}, waivers: slices.Clone(opts.Waivers)}
	file, err := claims.Open("claims/" + numbers.Tag() + ".txt")
	if err != nil {
		return nil, fmt.Errorf("narrative: %w", err)
	}
	defer file.Close()
	if err := c.words.readVocabulary(file); err != nil {
		return nil, fmt.Errorf("narrative: claims/%s.txt: %w", numbers.Tag(), err)
	}
	if opts.Vocabulary != nil {
		if err := c.words.readVocabulary(opts.Vocabulary); err != nil {
			return nil, fmt.Errorf("narrative: the vocabulary cannot be used: %w", err)
		}
	}
	c.addCurrencies(f)
	if opts.Gazetteer != nil {
		c.places = opts.Gazetteer.Matcher(&gazetteer.MatcherOptions{Prefixes: c.words.clitic})
	}
	return c, c.addNames(f, opts)
}

// addCurrencies notes the codes of the figures and the words of the vocabulary
// for money.
func (c *Checker) addCurrencies(f Facts) {
	for _, fig := range f.Figures {
		if fig.Unit.IsCurrency() {
			c.currencies[strings.ToLower(string(fig.Unit))] = true
		}
	}
	for _, word := range c.words.money {
		c.currencies[word] = true
	}
}

// addNames adds the names of places and sources.
func (c *Checker) addNames(f Facts, opts *CheckOptions) error {
	var bad []error
	seen := map[string]bool{}
	name := func(s string, kind cueKind, values ...string) {
		key := fmt.Sprint(kind, s, values)
		if s == "" || seen[key] {
			return
		}
		seen[key] = true
		for _, text := range []string{s, opts.Words[s]} {
			for _, part := range alternatives(text) {
				acronym := kind == sourceCue && strings.ToUpper(part) == part && !strings.Contains(part, " ") && strings.ContainsFunc(part, unicode.IsUpper)
				if !c.words.add(part, entry{kind: kind, values: values, exact: acronym}) {
					bad = append(bad, fmt.Errorf("narrative: the name %q has no word in it", part))
				}
			}
		}
	}
	for code, text := range opts.Places {
		name(text, placeCue, code)
	}
	for _, fig := range f.Figures {
		if ind, ok := c.facts.reg.Indicator(fig.Indicator); !ok || ind.Label == "" {
			name(strings.ReplaceAll(fig.Indicator, "_", " "), measureCue, fig.Indicator)
		}
		for _, s := range []string{fig.Source.Name, fig.VerifiedBy, fig.Publisher} {
			name(s, sourceCue, s)
		}
		if fig.Place.Name != "" {
			codes := fig.Place.Codes
			if len(codes) == 0 {
				codes = []string{wholeCountry}
			}
			name(fig.Place.Name, placeCue, codes...)
		}
	}
	for _, ind := range c.facts.reg.Indicators {
		name(ind.Label, measureCue, ind.Name) // of a desk's own
	}
	return errors.Join(bad...)
}

// alternatives returns a name and, of Syria Civil Defence (White Helmets), both
// names by themselves.
func alternatives(s string) []string {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	out := []string{s}
	if before, rest, ok := strings.Cut(s, "("); ok {
		inner, _, _ := strings.Cut(rest, ")")
		for _, part := range []string{before, inner} {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// Check returns what is not supported in a text, in the order of the text. A
// waived issue is returned too, and says by whom it was waived.
func (c *Checker) Check(text string) []Issue {
	var out []Issue
	s := newReader(c, text)
	for s.nextSentence() {
		for i := range s.numbers {
			if is, bad := s.judge(&s.numbers[i]); bad {
				out = append(out, is)
			}
		}
		for _, w := range s.ofKind(ratioCue) {
			if is, bad := s.judgeRatio(w); bad {
				out = append(out, is)
			}
		}
		for _, w := range s.ofKind(directionCue) {
			if is, bad := s.judgeDirection(w); bad {
				out = append(out, is)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Issue) int { return a.Start - b.Start })
	for i := range out {
		out[i].Waived = c.waiver(text, out[i])
	}
	return out
}

// waiver returns the waiver whose words stand in the text around an issue.
func (c *Checker) waiver(text string, is Issue) *Waiver {
	for i := range c.waivers {
		w := &c.waivers[i]
		for from := max(0, is.End-len(w.Text)); from <= is.Start; from++ {
			if strings.HasPrefix(text[from:], w.Text) {
				return w
			}
		}
	}
	return nil
}
