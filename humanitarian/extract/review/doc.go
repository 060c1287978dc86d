// Package review puts candidate figures before an analyst, in a workbook, and
// makes figures of those that were accepted.
//
//	rv := review.New(review.Text{ID: "R7", Document: doc, Source: source, Result: result})
//	err := review.Write(ctx, file, rv, nil)              // the analyst decides, row by row
//	rv, findings, err := review.Read(ctx, file, nil)     // what was decided
//	findings = rv.Append(reg, nil)                       // accepted rows, into a register
//
// # Terms
//
// An item is one candidate with the decision about it. It is proposed as the
// text says it, and may be edited; what was changed is noted with the figure.
// A refusal is a number that the extractor read and took for no figure. It
// stands on a sheet of its own, so that a reader sees that nothing was
// overlooked.
//
// # What an acceptance means
//
// Nothing becomes a figure before somebody accepts it, and what is accepted is
// unverified: that an article says so is not that it is so. A cell that cannot
// be taken as it was typed is a finding with its sheet and cell, and its row
// stays open. Fighters become civilians only with a written reason.
//
// # Limits
//
// The rules that made a candidate and the reasons of refusals are in English,
// as package extract gives them. A review reads back in the language in which it
// was written. Rows cannot be added in the workbook; type them into the
// register.
package review
