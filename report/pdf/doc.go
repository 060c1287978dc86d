// Package pdf writes a document as a PDF on A4 that prints well in black and white and whose figures can be copied out.
//
//	findings, err := pdf.Write(ctx, w, d, nil)
//
// The first page opens with a band: title, number, date, edition. Headings appear in the outline, source marks such as
// [3] lead to the register of sources at the end, and each page says which of how many it is. A draft says so at the
// head and the foot of each page.
//
// # How a page is made
//
// Laying out comes first, in whole thousandths of a point, so that every machine makes the same pages; drawing second.
// Blocks become strips, which no page break cuts; strips that keep together move together. Everything is placed from
// the start edge, and a right-to-left document is mirrored at the end.
//
// # Limits
//
// There is no map, chart, picture or logo. The file is not tagged for screen readers, nor PDF/A.
package pdf
