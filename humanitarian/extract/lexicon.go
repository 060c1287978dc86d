package extract

import (
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// An effect is what happened to the people or things counted.
type effect uint8

const (
	noEffect  effect = iota
	kill             // died by any cause
	injure           // hurt
	harm             // killed or injured
	missing          // unaccounted for
	detained         // held by anybody
	abducted         // taken by force
	displaced        // driven from home
	evacuated        // moved away by somebody, or told to
	fled             // left by themselves
	sheltered        // live in a camp or with hosts
	arrived          // reached a place of refuge
	homeless         // lost their home
	refugee          // live in another country
	cross            // crossed a border
	returned         // went home
	affected
	trapped // besieged, stranded, cut off
	need    // need help
	risk    // may be harmed
	outage  // without power or water
	destroy
	damage
	ruin     // damaged or destroyed, not told apart
	inundate // flooded or burning, extent not known
	disable  // out of service
	attack   // was attacked

	// The following say nothing by themselves.
	cause    // force, leave, put: what follows the object counts
	stay     // live, sleep: where they stay counts
	reach    // was given help
	host     // takes in
	claim    // claim, cost, take: with "lives"
	hostage  // "took N hostage"
	withhim  // "took N with him"
	see      // what befalls the object counts: "saw their homes burn"
	sameness // the effect of the figure before
)

var effectNames = [...]string{
	"none", "kill", "injure", "harm", "missing", "detained", "abducted", "displaced", "evacuated", "fled", "sheltered", "arrived",
	"homeless", "refugee", "cross", "returned", "affected", "trapped", "need", "risk", "outage", "destroy", "damage", "ruin",
	"inundate", "disable", "attack", "cause", "stay", "reach", "host", "claim", "hostage", "withhim", "see", "same",
}

// String returns the vocabulary's word for e.
func (e effect) String() string { return effectNames[e] }

// isMovement reports whether e is a movement that fighters make too.
func (e effect) isMovement() bool {
	switch e {
	case fled, sheltered, arrived, cross, returned:
		return true
	}
	return false
}

// isHarm reports whether e is harm done to persons.
func (e effect) isHarm() bool { _, _, ok := harmMeasure(e); return ok }

// A nounKind is what a noun names.
type nounKind uint8

const (
	notNoun nounKind = iota
	person
	fighter
	household
	dwelling
	facility
	infrastructure
	event // deaths, injuries, displacements: counted themselves, or "of N"
	thing // never a figure
)

// A noun is one entry of a noun section.
type noun struct {
	kind     nounKind
	civilian bool
	member   bool // "members": what they are members of decides
	dual     bool // the form says two
	lives    bool // "lives": counts only when they were lost
	loss     bool // "loss": deaths only when people were lost
	captive  bool // held by somebody: escape is no displacement
	part     bool // of a house: what befalls it befalls the house
	doubtful bool // may be armed: "bandits"
	same     bool // "ones": counts what was counted before
	effect   effect
	facility string // health, school, water ...
	sex      humanitarian.Sex
	age      string
	group    string
}

// A frame says where the one who suffers stands.
type frame uint8

const (
	plain     frame = iota // a verb that says nothing about harm
	onObject               // object of the active, subject of the passive
	onSubject              // subject
	onEither               // either
)

// A form is the shape of a verb; a word can have several.
type form uint8

const (
	finite form = 1 << iota
	participle
	gerund
)

// A verb is one entry of a verb section.
type verb struct {
	effect effect
	frame  frame
	form   form
	weak   bool // means displacement only of people, without another object
	armed  bool // means death only of fighters: "neutralised"
}

// A class is a set of the grammar sections a word stands in.
type class uint64

const (
	isBe class = 1 << iota
	isHave
	isModal
	isTransparent
	isAdverb
	isNot
	isNo
	isDeterminer
	isArticle
	isPronoun
	isNumbering
	isOther
	isModifier
	isOf
	isBy
	isPreposition
	isAnd
	isSubordinator
	isIf
	isRelative
	isInclude
	isPartOf
	isRate
	isAge
	isSport
	isOrder
	isFearSoft
	isPrevent
	isDeny
	isFalse
	isHistory
	isCapacity
	isTollRise
	isTollAt
	isAttributeCue
	isPlaceBefore
	isCountry
	isAbroad
	isMonth
	isWeekday
	isDayBefore
	isSince
	isAsOf
	isAbbreviation
	isCurrency
	isRanks
	isReflexive
	isWithin
	isPossessive
	isTo
	isFrom
	isAmong
	isToward
	isWhose
	isOr
	isPast
	isArmed
	isRiseUp
	isGo
	isPluralWord
	isGoverning
	isRelease
	isBetween
	isOrMore
)

func classNames() map[string]class {
	return map[string]class{
		"be": isBe, "have": isHave, "modal": isModal, "transparent": isTransparent, "adverb": isAdverb, "not": isNot, "no": isNo,
		"determiner": isDeterminer, "article": isArticle, "pronoun": isPronoun, "reflexive": isReflexive, "numbering": isNumbering, "other": isOther,
		"modifier": isModifier, "of": isOf | isPreposition, "by": isBy | isPreposition, "preposition": isPreposition, "and": isAnd,
		"subordinator": isSubordinator, "if": isIf, "relative": isRelative, "include": isInclude, "part-of": isPartOf, "rate": isRate,
		"age": isAge, "sport": isSport, "order": isOrder, "fear-soft": isFearSoft, "prevent": isPrevent, "deny": isDeny,
		"false": isFalse, "history": isHistory, "capacity": isCapacity, "toll-rise": isTollRise, "toll-at": isTollAt,
		"attribute-cue": isAttributeCue, "place-before": isPlaceBefore, "country": isCountry,
		"abroad": isAbroad, "month": isMonth, "weekday": isWeekday, "day-before": isDayBefore,
		"since": isSince | isPreposition, "as-of": isAsOf | isPreposition, "abbreviation": isAbbreviation, "currency": isCurrency, "ranks": isRanks, "band": isArmed, "possessive": isPossessive, "to": isTo, "from": isFrom, "among": isAmong, "toward": isToward, "whose": isWhose, "or": isOr, "past": isPast, "armed": isArmed, "rise-up": isRiseUp, "go": isGo, "plural": isPluralWord, "governing": isGoverning, "release": isRelease, "between": isBetween, "or-more": isOrMore, "within": isWithin | isPreposition,
	}
}

// A lexeme is all that the vocabulary knows of one word or phrase.
type lexeme struct {
	class   class
	noun    *noun
	verbs   []verb
	states  []effect
	toll    effect
	civil   bool   // of a toll: of civilians
	belongs bool   // ties people to a body of men: "belonging to"
	planned bool   // of a modal: an intention rather than a possibility
	entry   string // the words, of a noun
	plural  bool   // the noun is a plural
	source  string // kind of source it names
	value   int    // of a month, a weekday, a count of days
}

func (l *lexeme) is(c class) bool { return l != nil && l.class&c != 0 }

// isUnknown reports whether the grammar knows nothing of the word.
func (l *lexeme) isUnknown() bool {
	return l == nil || l.class&^(isAbbreviation|isCountry) == 0 && l.noun == nil && len(l.verbs) == 0 && len(l.states) == 0 && l.toll == noEffect && l.source == "" && !l.belongs
}

// verb returns the first verb of l with one of the forms and whether there is one.
func (l *lexeme) verb(f form) (verb, bool) {
	if l != nil {
		for _, v := range l.verbs {
			if v.form&f != 0 {
				return v, true
			}
		}
	}
	return verb{}, false
}

// A lexicon finds lexemes. It is read-only once built.
type lexicon struct {
	words  map[string]int32 // folded word to its number
	single []*lexeme        // by word number; nil inside phrases only
	starts []bool           // by word number: a phrase begins with it
	next   map[uint64]int32 // phrase trie: node<<32 | word to node
	leaf   []*lexeme        // by node
	forms  []ending
	ends   endings
	glued  map[string][]string // first two letters to words that scans glue to others
	rules  grammar
}

// A grammar is how a language differs from English in what the engine needs.
type grammar struct {
	verbFirst   bool // the verb opens its clause, people follow it
	nounFirst   bool // adjectives follow their noun
	noCapitals  bool // names are not capitalised
	proclitics  []string
	upTo        string   // the bound that "went up to 88" does not mean
	conjunction string   // "and" written onto the next word
	bareCounts  bool     // a singular without article counts one
	definite    []string // prefixes of a definite noun
	elision     bool     // l'armée is two words
}

type ending struct {
	suffix string
	form   form
}

// endings tell by its last letters what an unknown word may be.
type endings struct {
	adverb, plural, person, verb []string
}

func endsIn(w string, suffixes []string) bool {
	for _, s := range suffixes {
		if len(w) > len(s)+1 && strings.EqualFold(w[len(w)-len(s):], s) {
			return true
		}
	}
	return false
}

const rootNode = 0

func (l *lexicon) word(folded []byte) int32 {
	if id, ok := l.words[string(folded)]; ok {
		return id
	}
	for _, p := range l.rules.proclitics {
		if len(folded) > len(p)+3 && string(folded[:len(p)]) == p {
			if id, ok := l.words[string(folded[len(p):])]; ok {
				return id
			}
		}
	}
	return -1
}
