package sheet

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
)

// numberText returns a stored number as it means to be read: digits without an
// exponent, fractions rounded to the 15 digits that Excel keeps, so that
// 0.30000000000000004 reads 0.3. Whole numbers stay as they stand, however
// long: some are codes. It reports false for what is no number.
func numberText(raw []byte) (string, bool) {
	if plainDigits(raw) {
		return string(raw), true
	}
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || bytes.IndexByte(raw, '_') >= 0 || bytes.ContainsAny(raw, "xXpP") {
		return "", false
	}
	if f == 0 {
		return "0", true
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', 14, 64), "e")
	exp, _ := strconv.Atoi(exponent)
	if exp < -20 || exp > 20 {
		return strings.TrimSuffix(strings.TrimRight(mantissa, "0"), ".") + "E" + exponent, true
	}
	sign := ""
	if mantissa[0] == '-' {
		sign, mantissa = "-", mantissa[1:]
	}
	digits := strings.TrimRight(mantissa[:1]+mantissa[2:], "0")
	switch point := exp + 1; {
	case point <= 0:
		return sign + "0." + strings.Repeat("0", -point) + digits, true
	case point >= len(digits):
		return sign + digits + strings.Repeat("0", point-len(digits)), true
	default:
		return sign + digits[:point] + "." + digits[point:], true
	}
}

// plainDigits reports a number that is already written as numberText writes it.
func plainDigits(b []byte) bool {
	if len(b) > 0 && b[0] == '-' {
		b = b[1:]
		if len(b) == 1 && b[0] == '0' {
			return false
		}
	}
	whole, part, point := bytes.Cut(b, []byte("."))
	if len(whole) == 0 || point && len(whole)+len(part) > 15 || len(whole) > 300 || len(whole) > 1 && whole[0] == '0' || point && (len(part) == 0 || part[len(part)-1] == '0') {
		return false
	}
	for _, d := range [2][]byte{whole, part} {
		for _, x := range d {
			if !isDigit(x) {
				return false
			}
		}
	}
	return true
}

// smallNumber reads an index or a row number, at most 9 digits.
func smallNumber(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, d := range b {
		if !isDigit(d) {
			return 0, false
		}
		n = 10*n + int(d-'0')
	}
	return n, true
}

// dateText returns a stored number of days as an ISO date or time, or false
// when there is no such day: before 1900, after 9999, and the 29 February 1900
// that only Excel knows.
func dateText(raw []byte, sh shape, from1904 bool) (string, bool) {
	serial, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || !(serial >= 0 && serial < 2_958_466) {
		return "", false
	}
	day := math.Floor(serial)
	ms := math.Round((serial - day) * 86_400_000)
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case sh == timeOnly:
	case day == 60, day == 0:
		return "", false
	case day < 60:
		first = first.AddDate(0, 0, 1) // Excel's 1900 has a day too many after these
	}
	t := first.AddDate(0, 0, int(day)).Add(time.Duration(ms) * time.Millisecond)
	switch sh {
	case dateOnly:
		return t.Format(time.DateOnly), true
	case timeOnly:
		return t.Round(time.Second).Format(time.TimeOnly), true
	default:
		return t.Round(time.Second).Format("2006-01-02T15:04:05"), true
	}
}

// isoText cuts a date that is stored as ISO text to what its format shows.
func isoText(s string, sh shape) string {
	s = strings.TrimSuffix(s, "Z")
	day, clock, both := strings.Cut(s, "T")
	if both && sh == dateOnly {
		return day
	}
	if both && sh == timeOnly {
		return clock
	}
	return s
}
