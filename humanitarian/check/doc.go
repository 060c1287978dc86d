// Package check looks at a register and says what in it deserves a human.
//
//	findings := check.Rows(reg, nil)
//	out := check.Excluded(reg, findings)
//
// A finding is never a repair: the row stays as it was published. One with the
// severity of a row takes its figure out of totals; a warning leaves it in.
//
// Only the highest revision of each id is checked. [Rows] knows no language:
// findings carry a code and arguments, and [humanitarian.Finding] words them in
// English.
package check
