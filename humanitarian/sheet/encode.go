package sheet

import (
	"bytes"
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

// cellXML appends the XML of one cell. styleID is the cell format.
func cellXML(b *bytes.Buffer, name string, c *Cell, v value, styleID int) {
	if v.kind == Empty && c.Formula == "" && styleID == 0 {
		return
	}
	b.WriteString(`<c r="`)
	b.WriteString(name)
	b.WriteByte('"')
	if styleID != 0 {
		b.WriteString(` s="`)
		b.Write(strconv.AppendInt(b.AvailableBuffer(), int64(styleID), 10))
		b.WriteByte('"')
	}
	isText := v.kind == Text
	switch {
	case isText && c.Formula == "":
		b.WriteString(` t="inlineStr"><is><t xml:space="preserve">`)
		escape(b, v.text)
		b.WriteString(`</t></is></c>`)
		return
	case isText:
		b.WriteString(` t="str"`)
	}
	if v.kind == Empty && c.Formula == "" {
		b.WriteString(`/>`)
		return
	}
	b.WriteByte('>')
	if c.Formula != "" {
		b.WriteString(`<f>`)
		escape(b, c.Formula)
		b.WriteString(`</f>`)
	}
	if v.kind != Empty {
		b.WriteString(`<v>`)
		escape(b, v.text)
		b.WriteString(`</v>`)
	}
	b.WriteString(`</c>`)
}

// value is what goes into the file: text, or a number as written there.
type value struct {
	kind Kind // Empty, Text, or the kind of number
	text string
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
		return value{Text, c.Text}, nil
	case Number, Year:
		return number(c, 0), nil
	case Decimal:
		return number(c, int(c.Places)), nil
	case Percent:
		return number(c, int(c.Places)+2), nil
	case Date:
		t, err := time.Parse(time.DateOnly, c.Text)
		if err != nil {
			return value{}, fmt.Errorf("%q is not an ISO date", c.Text)
		}
		const first = "1900-03-01"
		if c.Text < first {
			return value{Text, c.Text}, nil
		}
		days := t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour)
		return value{Date, strconv.Itoa(int(days))}, nil
	}
	return value{}, fmt.Errorf("unknown kind %v", c.Kind)
}

func number(c *Cell, places int) value {
	digits := fixed(c.Int, places)
	if c.Int > maxExact || c.Int < -maxExact {
		if c.Kind == Percent {
			return value{Text, fixed(c.Int, int(c.Places)) + "%"}
		}
		return value{Text, digits}
	}
	return value{c.Kind, digits}
}

// fixed returns n divided by 10 to the power places, exactly.
func fixed(n int64, places int) string {
	if places == 0 {
		return strconv.FormatInt(n, 10)
	}
	sign, u := "", uint64(n)
	if n < 0 {
		sign, u = "-", -u
	}
	s := strconv.FormatUint(u, 10)
	if len(s) <= places {
		s = strings.Repeat("0", places+1-len(s)) + s
	}
	return sign + s[:len(s)-places] + "." + s[len(s)-places:]
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

// escape writes s as XML text. Control characters, which XML cannot hold,
// become U+FFFD; line ends become LF; what looks like Excel's own escape,
// _x0041_, is escaped so that it reads back as it stands.
func escape(b *bytes.Buffer, s string) {
	last := 0
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
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
		case r < 0x20 && r != '\t' && r != '\n', r == 0x7f, r == 0xfffe, r == 0xffff, r == utf8.RuneError:
			to = "\uFFFD"
		}
		if to != "" {
			b.WriteString(s[last:i])
			b.WriteString(to)
			last = i + n
		}
		i += n
	}
	b.WriteString(s[last:])
}

// isExcelEscape reports whether s begins with _xHHHH_.
func isExcelEscape(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for i := 2; i < 6; i++ {
		if !isDigit(s[i]) && !('a' <= s[i]|0x20 && s[i]|0x20 <= 'f') {
			return false
		}
	}
	return true
}

func validWidth(w float64) bool {
	return !math.IsNaN(w) && w >= 0 && w <= 255
}
