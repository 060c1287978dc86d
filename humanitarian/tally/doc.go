// Package tally adds figures and compares them, under rules a caller cannot
// break by accident.
//
//	total, err := tally.Total(reg, tally.Query{Indicator: "killed", Status: humanitarian.Civilian, AsOf: day})
//	var no *tally.Refusal
//	if errors.As(err, &no) {
//		// no names both figures, the rule and the missing declaration
//	}
//
// # Terms
//
// A total is a sum with its parts, what was left out and why, the policy used,
// how many origins speak and how many parts are verified. Figures add only
// where somebody declared that they may: as disjoint parts of one named whole,
// or as incidents with different event ids. Everything else is a [Refusal].
//
// A claim is a figure that could stand for the answer. Rival claims stand side
// by side ([Claims]) and are never added.
//
// A [Change] is a delta, a break with its reasons, or not established. [Diff]
// holds a register against an older one: what is new, revised, withdrawn or no
// longer comparable, and of each series how much of its [Movement] is correction.
//
// A derived value is a number nobody said; it carries that label.
//
// The package decides no wording and repairs nothing.
package tally
