package numeral

// A role is what a phrase of the vocabulary does: one section of a vocabulary
// file. The README beside the files says what belongs into each.
type role uint8

const (
	// Number words.
	roleUnit role = iota
	roleTeen
	roleTens
	roleTensTeen
	roleTail
	roleHundreds
	roleHundred
	roleScale
	roleAlone
	roleDual
	roleTwoWays
	roleSuffix
	roleSpacedSuffix
	roleCounted
	roleArticle
	roleAnd
	rolePlus
	rolePart
	roleAbout
	roleDoubtful
	roleDoubtfulNot

	// Amounts without a number.
	roleWord
	roleTooLarge
	roleQuantity
	roleCell

	// Bounds and ranges.
	roleBound
	roleAfter
	roleAfterNoun
	roleThe
	roleBetween
	roleFrom
	roleTo
	roleOr
	rolePerhaps
	roleChange
	roleBy

	// Shares.
	rolePercent
	roleShare
	roleShareWeak
	roleFraction
	roleRatio
	roleRatioWeak
	roleEvery

	// What is no count.
	roleOrdinal
	roleOrdinalSuffix
	roleTimeUnit
	roleMonth
	roleMonthCapital
	roleDateOf
	roleDateOn
	roleDateAnd
	roleYear
	roleYearWeak
	roleTime
	roleTimeBefore
	roleTimeCue
	roleHours
	roleLabel
	roleLabelPlural
	roleLabelWeak
	roleGlued

	// The words around.
	roleFunction
	roleVerb
	roleNever

	roles // how many there are
)

// The roles of a word fit into a set of 64.
const _ = uint(64 - roles)

// A roleSet has a bit for each role in it.
type roleSet uint64

func (s roleSet) has(r role) bool { return s&(1<<r) != 0 }

// meets reports whether s and t have a role in common.
func (s roleSet) meets(t roleSet) bool { return s&t != 0 }

const (
	// numberRoles are those of words that are surely a number.
	numberRoles roleSet = 1<<roleUnit | 1<<roleTeen | 1<<roleTens | 1<<roleTensTeen | 1<<roleHundreds | 1<<roleAlone |
		1<<roleDual | 1<<roleWord
	// amountRoles are those that an amount can begin with.
	amountRoles = numberRoles | 1<<roleTwoWays | 1<<roleArticle | 1<<rolePart | 1<<roleTooLarge | 1<<roleQuantity |
		1<<roleShare | 1<<roleShareWeak | 1<<rolePercent
	// beginRoles are those that any reading can begin with.
	beginRoles = amountRoles | 1<<roleBound | 1<<roleBetween | 1<<roleFrom | 1<<roleOrdinal | 1<<roleMonth |
		1<<roleLabel | 1<<roleLabelPlural | 1<<roleLabelWeak | 1<<roleNever | 1<<roleTimeBefore | 1<<roleEvery
	// waitingRoles are those of them that need a number in the next word.
	waitingRoles = 1<<roleArticle | 1<<roleBetween | 1<<roleFrom | 1<<roleLabel | 1<<roleLabelPlural | 1<<roleLabelWeak
)

// valued says what stands before the " = " of a line of a section.
type valued uint8

const (
	noValue  valued = iota
	count           // a number
	ratio           // two numbers: 1/3
	form            // a word of the register's quantifier column
	word            // a word of the register's word column
	quantity        // the canonical text of a quantity
)

type section struct {
	name  string
	value valued
}

func sections() [roles]section {
	return [roles]section{
		roleUnit:         {"unit", count},
		roleTeen:         {"teen", count},
		roleTens:         {"tens", count},
		roleTensTeen:     {"tens-teen", count},
		roleTail:         {"tail", count},
		roleHundreds:     {"hundreds", count},
		roleHundred:      {"hundred", count},
		roleScale:        {"scale", count},
		roleAlone:        {"alone", count},
		roleDual:         {"dual", count},
		roleTwoWays:      {"two-ways", ratio},
		roleSuffix:       {"suffix", count},
		roleSpacedSuffix: {"spaced-suffix", count},
		roleCounted:      {"counted", noValue},
		roleArticle:      {"article", count},
		roleAnd:          {"and", noValue},
		rolePlus:         {"plus", count},
		rolePart:         {"part", count},
		roleAbout:        {"about", count},
		roleDoubtful:     {"doubtful", noValue},
		roleDoubtfulNot:  {"doubtful-not", noValue},

		roleWord:     {"word", word},
		roleTooLarge: {"too-large", noValue},
		roleQuantity: {"quantity", quantity},
		roleCell:     {"cell", quantity},

		roleBound:     {"bound", form},
		roleAfter:     {"after", form},
		roleAfterNoun: {"after-noun", form},
		roleThe:       {"the", noValue},
		roleBetween:   {"between", noValue},
		roleFrom:      {"from", noValue},
		roleTo:        {"to", noValue},
		roleOr:        {"or", noValue},
		rolePerhaps:   {"perhaps", noValue},
		roleChange:    {"change", noValue},
		roleBy:        {"by", noValue},

		rolePercent:   {"percent", count},
		roleShare:     {"share", ratio},
		roleShareWeak: {"share-weak", ratio},
		roleFraction:  {"fraction", count},
		roleRatio:     {"ratio", noValue},
		roleRatioWeak: {"ratio-weak", noValue},
		roleEvery:     {"every", noValue},

		roleOrdinal:       {"ordinal", count},
		roleOrdinalSuffix: {"ordinal-suffix", noValue},
		roleTimeUnit:      {"time-unit", noValue},
		roleMonth:         {"month", count},
		roleMonthCapital:  {"month-capital", noValue},
		roleDateOf:        {"date-of", noValue},
		roleDateOn:        {"date-on", noValue},
		roleDateAnd:       {"date-and", noValue},
		roleYear:          {"year", noValue},
		roleYearWeak:      {"year-weak", noValue},
		roleTime:          {"time", noValue},
		roleTimeBefore:    {"time-before", noValue},
		roleTimeCue:       {"time-cue", noValue},
		roleHours:         {"hours", noValue},
		roleLabel:         {"label", noValue},
		roleLabelPlural:   {"label-plural", noValue},
		roleLabelWeak:     {"label-weak", noValue},
		roleGlued:         {"glued", noValue},

		roleFunction: {"function", noValue},
		roleVerb:     {"verb", noValue},
		roleNever:    {"never", noValue},
	}
}
