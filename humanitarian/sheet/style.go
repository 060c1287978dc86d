package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// styleKey tells cell formats apart. kind is the stored kind; guard marks text
// that must stay text when someone edits the cell.
type styleKey struct {
	style    Style
	kind     Kind
	places   uint8
	guard    bool
	unlocked bool
	right    bool
	rtl      bool
}

// styles registers cell formats in the order in which they are first used.
type styles struct {
	f   *excelize.File
	ids map[styleKey]int
	rtl bool // of the sheet being written: its text is read from right to left
}

// id returns the cell format of a cell.
func (s *styles) id(c *Cell, v value) (int, error) {
	if int(c.Style) >= styleCount {
		return 0, fmt.Errorf("unknown style %v", c.Style)
	}
	k := styleKey{style: c.Style, kind: v.kind, unlocked: c.Unlocked, right: c.Right}
	switch {
	case v.kind == Decimal || v.kind == Percent:
		k.places = c.Places
	case v.kind == Text:
		k.guard = len(v.text) <= 255 && looksTyped(v.text)
	}
	return s.of(k)
}

// of returns the cell format for a key; 0 is the plain one.
func (s *styles) of(k styleKey) (int, error) {
	if k == (styleKey{kind: Text}) && !s.rtl || k == (styleKey{}) || k == (styleKey{kind: Bool}) {
		return 0, nil
	}
	k.rtl = s.rtl
	if id, ok := s.ids[k]; ok {
		return id, nil
	}
	id, err := s.f.NewStyle(k.format())
	if err != nil {
		return 0, fmt.Errorf("style %v: %w", k.style, err)
	}
	s.ids[k] = id
	return id, nil
}

// looksTyped reports text that Excel would turn into a formula or a number if
// it were typed again.
func looksTyped(s string) bool {
	return s != "" && (strings.IndexByte("=+-@", s[0]) >= 0 || plainNumber(s))
}

func (k styleKey) format() *excelize.Style {
	st := look(k.style)
	code := ""
	switch k.kind {
	case Number:
		code = "#,##0"
	case Year:
		code = "0"
	case Decimal:
		code = "#,##0" + fraction(k.places)
	case Percent:
		code = "0" + fraction(k.places) + "%"
	case Date:
		code = "yyyy-mm-dd"
	case Text:
		if k.guard {
			code = "@"
		}
	}
	if code != "" {
		st.CustomNumFmt = &code
	}
	if k.kind >= Number && k.kind <= Date || k.right || k.style == Unknown {
		if st.Alignment == nil {
			st.Alignment = &excelize.Alignment{}
		}
		// Numbers end at the edge of their cells; the words of the next column
		// begin there.
		st.Alignment.Horizontal, st.Alignment.Indent = "right", 1
	}
	if k.rtl {
		if st.Alignment == nil {
			st.Alignment = &excelize.Alignment{}
		}
		st.Alignment.ReadingOrder = 2 // else "at least" and its number change places
	}
	if k.unlocked {
		st.Protection = &excelize.Protection{Locked: false}
	}
	return st
}

func fraction(places uint8) string {
	if places == 0 {
		return ""
	}
	return "." + strings.Repeat("0", int(places))
}

// look returns font, fill and alignment. The greys keep a contrast of 7:1 on
// white.
func look(s Style) *excelize.Style {
	font := func(f excelize.Font) *excelize.Font {
		f.Family = "Calibri"
		if f.Size == 0 {
			f.Size = 11
		}
		return &f
	}
	fill := func(rgb string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgb}}
	}
	switch s {
	case Header:
		return &excelize.Style{Font: font(excelize.Font{Bold: true, Color: "FFFFFF"}), Fill: fill("1F4E79"),
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}
	case Title:
		return &excelize.Style{Font: font(excelize.Font{Bold: true, Size: 16, Color: "1F4E79"})}
	case Note:
		return &excelize.Style{Font: font(excelize.Font{Size: 9, Color: "595959"}),
			Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	case Figure:
		return &excelize.Style{Font: font(excelize.Font{Bold: true}), Alignment: &excelize.Alignment{Vertical: "top"}}
	case Total:
		return &excelize.Style{Font: font(excelize.Font{Bold: true}),
			Border:    []excelize.Border{{Type: "top", Color: "000000", Style: 1}},
			Alignment: &excelize.Alignment{Vertical: "top"}}
	case Unknown:
		return &excelize.Style{Font: font(excelize.Font{Italic: true, Color: "595959"}),
			Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top"}}
	case Link:
		return &excelize.Style{Font: font(excelize.Font{Underline: "single", Color: "0563C1"}),
			Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	case Wrap:
		return &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	case Input:
		return &excelize.Style{Fill: fill("FFF9E5"), Border: box("BFBFBF"), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	case Warn:
		return &excelize.Style{Font: font(excelize.Font{Italic: true, Color: "7F4F00"}), Fill: fill("FFE8B3")}
	case Bad:
		return &excelize.Style{Font: font(excelize.Font{Bold: true, Color: "8B0000"}), Fill: fill("F8CBCB")}
	case Tag:
		return &excelize.Style{Font: font(excelize.Font{Size: 9, Color: "595959"}), Fill: fill("F2F2F2")}
	}
	return &excelize.Style{}
}

func box(rgb string) []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: rgb, Style: 1})
	}
	return out
}

// mark is a style as a condition puts it over that of a cell. Excel lets a
// condition change neither font nor size.
func mark(s Style) *excelize.Style {
	st := look(s)
	if st.Font != nil {
		st.Font.Family, st.Font.Size = "", 0
	}
	st.Alignment = nil
	return st
}
