// Package pdffile finishes the files of the PDF pen: it reads the pen's output and writes it anew with what the pen
// cannot say.
//
//	out, err := pdffile.Finish(src, &pdffile.Plan{Meta: meta, Structure: document, Fonts: fonts, Outlines: outlines, Links: links})
//
// From src it keeps the pages and their content, compressed. It adds fonts by glyph index with the text behind each
// glyph, images, the structure that screen readers walk, language, reading direction, document information in both
// places, what the colours mean, outlines, links, associated files and a file identifier.
//
// The pages' content draws text in fonts and shows images by the resource names that the plan gives; src itself must hold
// neither. Anything in src that is not known here is an error: nothing is dropped in silence.
//
// # Two layouts
//
// An ordinary file is PDF 1.7 with its many small objects compressed together. It claims to follow no standard. With
// [Plan.Archive] it is PDF 1.4 in the open, carries no files, and its metadata say that it is PDF/A-1b, which package
// pdf's tests confirm with a validator. Nothing here can make a transparent mark, in either layout.
//
// # Limits
//
// The parser reads what gofpdf v1.16.2 writes (one cross-reference table, no object streams, no encryption), not PDF at
// large.
package pdffile
