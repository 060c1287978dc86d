// Package pdffile finishes the files of the PDF pen: it reads the pen's output and writes it anew with what the pen
// cannot say.
//
//	out, err := pdffile.Finish(src, &pdffile.Plan{Meta: meta, Fonts: fonts, Outlines: outlines, Links: links})
//
// From src it keeps pages, their content, images and graphics states. It adds fonts by glyph index with the text behind
// each glyph, language, reading direction, document information in both places, outlines, links, associated files and a
// file identifier, and compresses the pages.
//
// The pages' content draws text in fonts by the resource names that [Plan.Fonts] gives; src itself must hold no fonts.
// Anything in src that is not known here is an error: nothing is dropped in silence.
//
// # Limits
//
// The parser reads what gofpdf v1.16.2 writes (one cross-reference table, no object streams, no encryption), not PDF at
// large.
package pdffile
