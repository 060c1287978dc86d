// Package shape turns text into positioned glyphs, line by line, in any mixture of directions.
//
//	faces, err := shape.NewFaces()
//	sh := faces.Shaper()
//	p := sh.Paragraph([]shape.Span{{Text: "نزوح " + shape.Isolate("1,250") + " شخص",
//		Style: shape.Style{Face: shape.Regular, Size: 9_000}}}, shape.RTL)
//	for _, line := range p.Lines(200_000) { ... }
//
// # Units
//
// Every length is an integer in thousandths of a point, so that every machine lays out the same page.
//
// # Terminology
//
// A span is a piece of a paragraph with one style. A run is a piece of a line with one style, one face and one
// direction; the runs of a line are in visual order, left to right, and so are the glyphs of a run. A cluster is the
// smallest piece of source text that a group of glyphs stands for. An isolate is a piece of text whose inner order
// does not touch its surroundings (UAX #9, section 2.7); see [Isolate].
//
// # Text behind glyphs
//
// Each glyph carries the text that it stands for, in visual order like the glyphs themselves, so that a PDF file can say
// what was meant. One glyph for several Arabic letters stands for the first; blanks without width to its left stand for
// the others. In lines that mix directions some of these texts carry a direction mark: see anchor.go.
//
// # Fonts of the caller's own
//
// [Faces.With] adds them. They may be damaged on purpose: what cannot be read is an error, and what only shows when text
// is set is [Shaper.Err].
//
// # Limits
//
// Letters do not join across a change of style inside a word. Lines break where UAX #14 says, else inside an over-long
// word; nothing hyphenates or justifies.
package shape
