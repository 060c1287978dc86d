// Package draw is the small drawing interface between charts and maps, which make marks, and pages, which carry them.
//
//	var l draw.List
//	l.Rect(draw.Rect{W: 40_000, H: 9_000}, draw.Paint{Fill: draw.RGB(0x0077B8)})
//	l.Text(draw.Point{X: 43_000, Y: 7_000}, draw.Left, draw.TextStyle{Size: 8_000, Ink: draw.RGB(0x262626)}, "1,250")
//	l.Play(page, draw.Point{X: 42_520, Y: 90_000}) // page is any other Canvas
//
// # Units
//
// Every length is an integer in thousandths of a point. The origin is a top left corner and y grows downwards, in every
// language: whoever mirrors does so before drawing.
//
// # Terminology
//
// A [Canvas] takes marks. A [List] is a canvas that keeps them: it is what a layout returns, what is played onto a page,
// and what a test reads. A [Paint] says how a closed shape looks; an [Ink] that is zero draws nothing. A [Measurer] says
// how wide a text will be, because shaping lives elsewhere.
//
// # Limits
//
// There are no curves but circles, no rotation, no transparency (PDF/A-1b has none) and no colours but RGB.
package draw
