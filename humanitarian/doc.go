// Package humanitarian holds the nouns of a situation report: quantities,
// sums, indicators, places, periods, sources, figures and the register.
//
// A [Quantity] is what a source said, with its bounds and its wording; a
// [Sum] is what may be said of several. Unknown is never zero.
package humanitarian
