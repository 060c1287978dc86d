// Package numeral reads numbers as people write them, in digits and in words,
// in English, French, Spanish and Arabic.
//
//	en := numeral.English()
//	r, err := en.Parse("at least 1.2 million") // one cell; r.Quantity is >=1200000
//	for r := range en.Scan(article) {          // prose
//		fmt.Println(r.Kind, r.Quantity, article[r.Start:r.End])
//	}
//
// It keeps the byte offsets of what it read in the untouched text and refuses
// when a number can be read in two ways. It writes nothing: package locale does.
//
// # Terms
//
// A [Reading] is one number with the words that bound it. Its [Kind] tells what
// it counts from what it names: 300 people from 5 December, Route 5 and 14:30.
// A reading that is [Unsure] says why, and what it may mean.
//
// A bound keeps its own form: "more than" is strict, "at least" is not; "nearly"
// and "about" differ; "up to" is a ceiling. Vague words stay words: dozens,
// several hundred. A dozen is about 12, a couple about 2, une cinquantaine about
// 50, and a hundred, a thousand and a million, with the article, are about that
// much. Half a million and un million are exact, as 1.2 million is.
//
// # Rules
//
// Digits. A language's own way of grouping is sure: 1,250 in English and Arabic,
// 1 250 in French, 1.250 and 12 500 in Spanish; so are spaces, apostrophes, two
// groups or more, and lakh grouping in English. One group of three behind the
// mark of another language is unsure: 1.250 in English is 1250 or 1.25. Before a
// scale word even the own mark is: 1,250 million. Decimals need a scale or a
// percent sign: 1.2 is no count.
//
// Scales. A billion is a thousand million in English and unsure in French, where
// it is a million millions and writers often mean the English one; un billón is
// a million millions.
//
// Ranges. A scale is shared: 1.1 to 1.3 million. Of 60-80,000, of two to three
// hundred and of two or three dozen nobody can say whether it is, and they are
// unsure. "From 71 to 88" behind a word of change, as in "rose", is two numbers,
// not a range. A quantity holds no range that is itself about: in prose "about
// 10 to 20" is 10 to 20, its "about" between Start and NumberStart, and Parse
// refuses it.
//
// Parts. One number that is written in two parts where the language does not
// join them is unsure: "two thousand, five hundred people", "3 thousand 500",
// mille et un, ألف و300. Behind a comma what is a part of those just counted is a
// number of its own: two thousand, 500 of them children.
//
// Years. Four plain digits from 1900 to 2099 are a year after a word for time or
// with nothing behind them, a count with a bound before or a noun behind them,
// and unsure when both speak. In words they are a year after a word for time
// with no noun behind. A number between a month and a noun, "on March 12 people
// were killed", is unsure, or a count where the day stands before its month.
//
// One. English "one" counts before a noun, and is unsure elsewhere ("killing one
// and wounding three") unless it is a pronoun. French and Spanish un, une, una
// count only inside an expression: au moins un, un million, una de cada tres.
// French neuf, which also means new, is like "one".
//
// Shares. Half is 500 permille. A third is about 333 permille, with the exact
// ratio beside; a bound on it is rounded so that it stays true. "Three in four
// civilians" is a share; behind a verb and before anything but people or their
// like, as in "killed one in three attacks", it is unsure. خمس before a noun with
// the article is a fifth with its damma, and unsure without.
//
// Cells. "Not known" is a number that is not known. "Unknown" alone may also be
// silence, so Parse refuses it, as the register does.
//
// Names. Some words always name a number by what follows (resolution, article,
// No.). Camp, week, route and their like do with a capital; without one, a
// number before a noun is a count, and else it is unsure.
//
// # Limits
//
//   - It knows numbers, not things: "under five", "30-year-old", "122mm" and
//     "$5 million" are counts of something the caller must look at.
//   - Words such as twice, double, halved, both and pair are not read, nor are
//     Roman numerals and Arabic dual nouns.
//   - A number of another language's words is not seen; digits always are.
//   - Two numbers with only a space between that fit 12 300 are one number.
//   - Sentences are not parsed. Denial, plan and negation are the caller's.
//
// Scanning takes time linear in the text and memory that does not grow with it.
package numeral
