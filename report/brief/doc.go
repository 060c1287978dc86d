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
// # Charts and maps
//
// A brief gets the charts that its desk asks for ([ChartEntry]), else the usual
// ones: people displaced and civilians killed over time, the displaced by area,
// rival claims side by side. It gets a map of figures of one source, measure and
// time, each of one whole area, if it is given boundaries ([Issue.Boundaries])
// and the desk's disclaimer for them. A chart adds nothing and compares nothing
// that the tables may not: no forecast, no relay, nobody but civilians among the
// killed, and a break in comparability cuts it. What is disputed, pending or
// left out keeps its place without its figure.
package brief
