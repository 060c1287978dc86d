// Package pdf writes a document as a PDF that prints well in black and white and whose figures can be copied out.
//
//	findings, err := pdf.Write(ctx, w, d, nil)
//
// The first page opens with a band: title, number, date, edition. Headings appear in the outline, source marks such as
// [3] lead to the register of sources at the end, and each page says which of how many it is. A draft says so at the
// head and the foot of each page, and in a pale word behind it, which is drawn as shapes so that it is in no copied text.
//
// # Looks
//
// A [Theme] makes the pages an organisation's own: accent, paper (A4 or Letter), fonts, logo, and what stands where a
// document names nobody. [ReadTheme] reads one from a small file. Whatever the accent, every text has a contrast of at
// least 4.5 to 1 with what it lies on. The document's own layout decides how dense its pages are: a flash update and a
// snapshot are set smaller and closer than a brief, and say so (pages_over) if they still take more pages than they should.
//
// Notes on rows of a table have marks such as [*] behind the first text of the row, and stand below the table.
//
// A line breaks neither within a date nor between a number and what it counts, nor before a source mark, while there is
// another place to break it. A row is cut only if it is taller than a page, and two rows at least follow a head.
//
// # How a page is made
//
// Laying out comes first, in whole thousandths of a point, so that every machine makes the same pages; drawing second.
// Blocks become strips, which no page break cuts; strips that keep together move together. Everything is placed from
// the start edge, and a right-to-left document is mirrored at the end.
//
// # Who hears the page
//
// Every text belongs to an element of a tree that is in reading order: the title is its H1, each section a Sect under an
// H2, each table a Table whose column heads and row heads say so, however many pages it takes; key figures, bullets and
// sources are lists. What repeats on each page and what adorns it is marked as an artifact. Arabic text is there once
// more in its order, since its glyphs stand in the order of the page.
//
// # Who copies from the page
//
// pdftotext and PDFBox give each word and number as it was written, in every language: tests hold them to it. The text
// behind an Arabic line has invisible direction marks beside left-to-right pieces such as "-8%" or "[1]"; without them
// these programs put such pieces in the wrong place. (pdftotext adds more of its own, U+202A to U+202C.) Two things they
// do are beyond reach. PDFBox turns brackets round that stand in Arabic text. And pdftotext takes the direction of a page
// from the letters that most of it has: on an Arabic page of mostly Latin names it gives the pieces of an Arabic line from
// left to right and may glue a number to the word beside it, though each number is whole.
//
// Chrome's engine gives every number right, but the words of a left-to-right phrase within an Arabic line in reverse:
// "50,000 to 45,360" for "45,360 to 50,000". Firefox's gives the pieces of an Arabic line from left to right. Acrobat,
// Preview and screen readers have not been tried.
//
// # Charts and maps
//
// They are drawn from the values of the document: solid is what a source vouches for, light what may be, hatched what nobody
// said. Scales begin at zero, a break in comparability is drawn and named, and no figure needs colour to be read. Each has its
// title above, its source and date beneath, and is a Figure whose alternative text says every figure of it. No page break cuts
// one: what does not fit on a page, or cannot be drawn truthfully, is printed as a table, with a finding (chart_as_table).
//
// A map needs the boundaries that it was composed with ([Options.Boundaries]); on any others its figures could stand in the
// wrong place. It opens the page beside the highlights where both are short enough. Maps and time axes are not mirrored.
//
// # Standards
//
// With [Options.Archive] the file is PDF/A-1b, which Apache PDFBox Preflight confirms in the tests, and says so. Other
// files claim nothing, though they carry their associated files as PDF/A-3 wants them. PDF/UA has not been verified.
//
// # Speed and size
//
// The benchmarks write a brief of four pages with three tables, three charts and a map, one like what two programs for
// ReportLab 3.6.12 and WeasyPrint 57.2 write in their languages. They were run in turn, seven rounds, on a quiet machine of
// two cores: by the medians of the rounds ReportLab took 9.2 times as long as BenchmarkBriefEN (6.9 to 10.0) and WeasyPrint
// 58 times (48 to 68), and Arabic took 1.34 times as long as English (1.25 to 1.44). A brief allocates 2.9 MB in English and
// 3.2 in Arabic, and after 1,000 of them 25 MB are in use. The sample's first brief, with the register and the document
// inside, takes 108 kB in English and 146 in Arabic. Tests hold these sizes below 4 MB and 150 kB.
// To measure anew:
//
//	go test -run '^$' -bench Brief -benchtime 300x ./report/pdf
//
// Documents share parsed fonts, shaped words, outlines of letters and prepared boundaries, within bounds, and no document's
// bytes depend on that. Coordinates of maps are packed fast; text, fonts and what repeats itself are packed with more care. A
// batch should give [Options.Language], which is read from a catalogue otherwise, once for each document.
//
// # Limits
//
// Pictures but a logo have no place. A map is drawn on boundaries of about one level; neighbours and the sea are blank.
package pdf
