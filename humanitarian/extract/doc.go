// Package extract proposes figures found in prose, each with the words it
// rests on, and says just as clearly which numbers it refused and why.
//
//	e, _ := extract.For("en", nil)
//	r, err := e.Extract(ctx, extract.Document{Text: text, Date: published})
//	for _, c := range r.Candidates { ... } // c.Quantity, c.Indicator, c.Status, c.Evidence, c.Trace
//	for _, x := range r.Rejected { ... }   // x.Number, x.Reason
//
// It works offline by rules and word lists, without a model, so that every
// answer can be explained. Nothing it proposes is a fact: a candidate becomes a
// figure when an analyst accepts it, and then as unverified.
//
// # Terms
//
// A candidate is one number, or one report without a number, with the measure
// it belongs to. Its [Tier] says how direct the evidence is: A for number, noun
// and verb in one clause, B where a noun or a place was inherited, C for what
// an analyst must look at first. A rejected span is a number that was
// understood and refused.
//
// Offsets are bytes of the untouched text.
//
// # What cannot happen
//
// A group of fighters, fighters together with their families or with others in one
// number, and people who may bear arms are of types that have no displacement,
// return, refugee or civilian measure; see subject.go for the types and arms.go for
// the signs by which words around a noun show that it counts one of them.
// A report without a number is [humanitarian.Some], never zero.
//
// # How it works
//
// Text is cut into sentences (sentence.go), the damage of scans is repaired
// (repair.go), sentences become words and numbers (token.go, number.go, lex.go),
// and those noun phrases (phrase.go, head.go, tail.go, counted.go) and verb groups
// (group.go). Each number then looks for what happened to whom it counts: to the
// left for the verb whose object it is (left.go, complement.go), to the right for
// the verb whose subject it is (right.go, predicate.go, abroad.go), to a toll
// (toll.go), to the total it is a part of (part.go) or to the number before it
// (assemble.go). The subject decides which measure there is (subject.go), after a
// look for arms around it (arms.go), the sentence whether it is asserted
// (modality.go).
//
// All words live in vocabulary/, one file a language; see vocabulary.go. A
// language that package numeral reads is added by adding its file.
//
// # Limits
//
// It reads what a sentence says, not what it implies: no arithmetic beyond parts
// that add up to a total, no judgement of who is right, no pronouns. A bare number
// that moved, behind a sentence about fighters, is refused, even where it may count
// the people who fled from them. Nouns the vocabulary does not have are people only when they were
// killed, hurt or taken. English is measured against annotated texts (TestScore);
// French and Arabic are tested on sentences written for the purpose.
package extract
