// Package narrative says figures in sentences, and checks the numbers in
// sentences that others wrote.
//
//	w, err := narrative.New(locale.English(), nil)
//	for _, s := range w.Highlights(narrative.Facts{Register: reg, Figures: figures}, keys) {
//		fmt.Println(s.Text()) // According to OCHA, at least 69 civilians were killed in ...
//	}
//	c, err := narrative.NewChecker("en", facts, nil)
//	for _, issue := range c.Check(text) { ... }
//
// # Sentences
//
// A [Writer] makes sentences of figures. A [Sentence] is a list of pieces: words,
// and values that are figures, dates, windows and changes. No function takes a
// number, so a number that is no figure cannot be printed. A sentence keeps what
// its source said: the quantifier, place and window, the source, whether it was
// verified, the status of the people counted, parts only where they are declared
// as such, a change only as package tally allows it, and rival claims side by
// side. What was forecast is worded as a forecast.
//
// The wordings stand in sentences/<tag>.txt, in the format of package locale's
// catalogues. A user's own file changes them; see [Options].
//
// # Claims
//
// A [Checker] reads prose with package numeral. A number is supported when a
// figure has its value under the policy below and counts what the sentence says:
// measure, status, sex and age, unit, place, source. Words for these stand in
// claims/<tag>.txt; a word belongs to the number it stands nearest to, and
// commas, conjunctions and other numbers make the way longer.
//
//	the text says       a figure supports it if
//	n                   it is exactly n
//	at least n          its lower bound is n, or is n when cut off to n's digits
//	more than n         the same, and it is above n
//	up to n             its upper bound is n
//	fewer than n        the same, and it is below n
//	a to b              its bounds are a and b
//	about n             its best value is n when rounded to n's digits
//	nearly n            the same, and it is not above n
//	1.2 million         its best value is 1.2 million when rounded to these digits
//	dozens, hundreds    it says so, or has a value of 24 to 99, 200 to 999
//	27%, half           it is such a share, or its share of the whole it is part of is
//	halved, doubled     two comparable values of its series have that ratio
//	down from, rose to  the value it tells went that way for certain
//	6 more              it is 6, or two comparable values of its series differ by 6
//	rose by 6           two comparable values of its series differ by 6
//
// A floor is never an exact count, and people killed, hurt or taken are never
// rounded. Numbers that name days, people's ages, distances, resolutions or
// sources count nothing. What cannot be supported is an [Issue]; an editor may
// waive it in writing. A total that a brief prints may be told if it is handed in
// as a figure among the facts.
//
// # Limits
//
// The dates of a sentence are not compared with those of the figure. A number
// from 1900 to 2099 without a noun is taken for a year. Few, several, many and
// "a number of" are not checked. A sentence whose verb is not in the vocabulary
// is checked by all but its measure.
package narrative
