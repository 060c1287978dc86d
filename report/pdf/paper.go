package pdf

import "fmt"

// A Paper is what the pages are printed on. The zero value is A4.
type Paper uint8

// The papers. Letter is what North American offices print on.
const (
	A4     Paper = iota // 210 by 297 mm
	Letter              // 8.5 by 11 inches
)

// String returns A4 or Letter.
func (p Paper) String() string {
	if p == Letter {
		return "Letter"
	}
	return "A4"
}

// ParsePaper reads the name of a paper as [Paper.String] writes it.
func ParsePaper(s string) (Paper, error) {
	for _, p := range []Paper{A4, Letter} {
		if s == p.String() {
			return p, nil
		}
	}
	return A4, fmt.Errorf("pdf: %q is no paper; it is A4 or Letter", s)
}

// Lengths are thousandths of a point.
const (
	pt = 1000

	margin     = 42_520 // 15 mm; office printers need 10
	gutter     = 11_339 // 4 mm
	bandHeight = 68_031 // 24 mm, more if the title wraps
	headHeight = 51_000 // where the body of a later page starts
)

// A sheet is where things stand on a page of one paper.
type sheet struct {
	pageWidth, pageHeight int
	bodyWidth             int // between the margins
	footTop               int // the rule above the footer
	bodyBottom            int
	pageRoom              int // the height that a page after the first offers
}

func (p Paper) sheet() sheet {
	s := sheet{pageWidth: 595_280, pageHeight: 841_890}
	if p == Letter {
		s = sheet{pageWidth: 612_000, pageHeight: 792_000}
	}
	s.bodyWidth = s.pageWidth - 2*margin
	s.footTop = s.pageHeight - 40*pt
	s.bodyBottom = s.footTop - 10*pt
	s.pageRoom = s.bodyBottom - headHeight
	return s
}
