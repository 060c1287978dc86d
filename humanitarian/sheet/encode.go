package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// Limits of the file format (Excel specifications and limits, Microsoft).
const (
	maxSheetRows    = 1_048_576
	maxSheetColumns = 16_384
	maxCellChars    = 32_767
	maxLinks        = 65_529
	maxExact        = 999_999_999_999_999 // 15 digits
)

func cellName(row, column int) string {
	return ColumnName(column) + strconv.Itoa(row)
}

// appendCell appends the XML of one cell. style is the cell format.
func appendCell(b, name []byte, c *Cell, v value, style int) []byte {
	if v.kind == Empty && c.Formula == "" && style == 0 {
		return b
	}
	b = append(b, `<c r="`...)
	b = append(b, name...)
	if style != 0 {
		b = append(b, `" s="`...)
		b = strconv.AppendInt(b, int64(style), 10)
	}
	switch {
	case v.kind == Text && c.Formula == "":
		b = append(b, `" t="inlineStr"><is><t xml:space="preserve">`...)
		b = appendEscaped(b, v.text)
		return append(b, `</t></is></c>`...)
	case v.kind == Text:
		b = append(b, `" t="str`...)
	case v.kind == Bool:
		b = append(b, `" t="b`...)
	}
	if v.kind == Empty && c.Formula == "" {
		return append(b, `"/>`...)
	}
	b = append(b, `">`...)
	if c.Formula != "" {
		b = append(b, `<f>`...)
		b = appendEscaped(b, c.Formula)
		b = append(b, `</f>`...)
	}
	if v.kind != Empty {
		b = append(b, `<v>`...)
		if v.kind == Text {
			b = appendEscaped(b, v.text)
		} else {
			b = appendFixed(b, v.n, v.places)
		}
		b = append(b, `</v>`...)
	}
	return append(b, `</c>`...)
}

// value is what goes into the file: text, or a number as written there.
type value struct {
	kind   Kind // Empty, Text, or the kind of number
	text   string
	n      int64 // divided by 10 to the power places
	places int
}

// valueOf turns a cell into its stored value.
func valueOf(c *Cell) (value, error) {
	if c.Places > 9 {
		return value{}, fmt.Errorf("%d decimal places, at most 9", c.Places)
	}
	switch c.Kind {
	case Empty:
		return value{}, nil
	case Text:
		if n := utf16Len(c.Text); n > maxCellChars {
			return value{}, fmt.Errorf("text of %d characters, a cell holds %d", n, maxCellChars)
		}
		return value{kind: Text, text: c.Text}, nil
	case Number, Year:
		return number(c, 0), nil
	case Decimal:
		return number(c, int(c.Places)), nil
	case Percent:
		return number(c, int(c.Places)+2), nil
	case Bool:
		if c.Int != 0 {
			return value{kind: Bool, n: 1}, nil
		}
		return value{kind: Bool}, nil
	case Date:
		days, ok := serial(c.Text)
		if !ok {
			return value{}, fmt.Errorf("%q is not an ISO date", c.Text)
		}
		if days < 61 { // 1900-03-01
			return value{kind: Text, text: c.Text}, nil
		}
		return value{kind: Date, n: days}, nil
	}
	return value{}, fmt.Errorf("unknown kind %v", c.Kind)
}

// serial returns an ISO date as Excel counts days from 1900-03-01 on.
func serial(iso string) (int64, bool) {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return 0, false
	}
	return int64(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour)), true
}

func number(c *Cell, places int) value {
	if c.Int > maxExact || c.Int < -maxExact {
		if c.Kind == Percent {
			return value{kind: Text, text: fixed(c.Int, int(c.Places)) + "%"}
		}
		return value{kind: Text, text: fixed(c.Int, places)}
	}
	return value{kind: c.Kind, n: c.Int, places: places}
}

// fixed returns n divided by 10 to the power places, exactly.
func fixed(n int64, places int) string { return string(appendFixed(nil, n, places)) }

func appendFixed(b []byte, n int64, places int) []byte {
	if places == 0 {
		return strconv.AppendInt(b, n, 10)
	}
	u := uint64(n)
	if n < 0 {
		b, u = append(b, '-'), -u
	}
	var digits [20]byte
	d := strconv.AppendUint(digits[:0], u, 10)
	if len(d) <= places {
		b = append(b, '0')
	} else {
		b = append(b, d[:len(d)-places]...)
	}
	b = append(b, '.')
	for range places - len(d) {
		b = append(b, '0')
	}
	return append(b, d[max(0, len(d)-places):]...)
}

func utf16Len(s string) int {
	if len(s) <= maxCellChars {
		return len(s) // an upper bound, and within the limit
	}
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// appendEscaped appends s as XML text. Control characters, which XML cannot
// hold, become U+FFFD; line ends become LF; what looks like Excel's own escape,
// _x0041_, is escaped so that it reads back as it stands.
func appendEscaped(b []byte, s string) []byte {
	last := 0
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= ' ' && r < 0x7f && r != '&' && r != '<' && r != '>' && r != '_' {
			i++
			continue
		}
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		to := ""
		switch {
		case r == '&':
			to = "&amp;"
		case r == '<':
			to = "&lt;"
		case r == '>':
			to = "&gt;"
		case r == '\r':
			to = "\n"
			if i+1 < len(s) && s[i+1] == '\n' {
				n = 2
			}
		case r == '_' && isExcelEscape(s[i:]):
			to = "_x005F_"
		case isControl(r), r == 0xfffe, r == 0xffff, r == utf8.RuneError:
			to = "\uFFFD"
		}
		if to != "" {
			b = append(b, s[last:i]...)
			b = append(b, to...)
			last = i + n
		}
		i += n
	}
	return append(b, s[last:]...)
}

// appendAttr appends s as the value of an attribute.
func appendAttr(b []byte, s string) []byte {
	return append(b, strings.ReplaceAll(string(appendEscaped(nil, s)), `"`, "&quot;")...)
}

// isExcelEscape reports whether s begins with _xHHHH_.
func isExcelEscape(s string) bool {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for i := 2; i < 6; i++ {
		if hexDigit(s[i]) < 0 {
			return false
		}
	}
	return true
}

func validWidth(w float64) bool {
	return !math.IsNaN(w) && w >= 0 && w <= 255
}
