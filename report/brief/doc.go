// Package brief composes figures to a document: which sections, in which
// order, with which figures side by side.
//
//	doc, findings, err := brief.Compose(ctx, reg, config, brief.Issue{AsOf: day, Period: week})
//
// It decides what stands in a brief and beside what; it adds only through
// package tally, and shows only what the edition allows. A row with a finding
// is printed as published and not counted. A brief finding stops the brief,
// unless it is a draft.
//
// # Terms
//
// The configuration ([Config]) is the desk's: titles, texts, contacts, order
// of key figures, own indicators, waivers. The issue ([Issue]) is one brief of
// it: as-of date, period, number, edition.
//
// A claim is a figure printed as its source stated it. Claims stand in tables
// by what they measure; under each table stands its lawful total, or why there
// is none.
//
// Figures stand in columns by how they are known: verified, reported, estimated
// (rule 11). A total is of one column. Where no source says how its figures were
// verified, a table has one column of figures and says so.
//
// A brief that was approved or signed carries the digest of all that it says
// ([SignOff]); any edit of what it says flips its state, and the next issue owes
// its readers a note.
//
// # Charts and maps
//
// A brief gets the charts that its desk asks for ([ChartEntry]), else the usual
// ones: people displaced and civilians killed over time, as a line with its
// changes beneath or, where parts by sex and age fill each count, as stacked
// columns; the displaced by area; a whole by sex and age; rival claims side by
// side. It gets a map of figures of one source, measure and
// time, each of one whole area, if it is given boundaries ([Issue.Boundaries])
// and the desk's disclaimer for them. A chart adds nothing and compares nothing
// that the tables may not: no forecast, no relay, nobody but civilians among the
// killed, and a break in comparability cuts it. What is disputed, pending or
// left out keeps its place without its figure.
//
// # What changed
//
// An issue that is given the one before it ([Previous]) says what is new, revised,
// withdrawn or no longer comparable, how far each series moved, and which figures
// of that issue it no longer shows, each with the reason. Both are compared as
// their readers have them. New figures that overlap others are no news and stand
// apart; single incidents are news. A key figure says on its tile how it stands to
// the previous issue, or why the two do not compare.
package brief
