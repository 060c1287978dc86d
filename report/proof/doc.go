// Package proof answers where a number of a brief comes from.
//
//	for _, a := range proof.Why(doc, proof.Number(664000)) {
//		fmt.Println(a.Section, a.Block, a.Figures)
//	}
//
// An [Answer] is one place where the number stands: the value as it is printed,
// the rows of the brief's own register behind it, their sources, what was left
// out and why, the policy used and the rule that allowed it. Answers are values;
// package locale words them, and only what the brief itself carries is said, so
// an answer from a public brief tells nothing that the brief withholds.
package proof
