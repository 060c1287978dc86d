package sheet

import "strings"

// shape is what a number format shows.
type shape uint8

const (
	plainShape shape = iota
	percentShape
	dateOnly
	timeOnly
	dateAndTime
)

// maxFormats bounds number formats and cell formats; Excel has 65,490.
const maxFormats = 100_000

// styles reads the shape of every cell format. Number formats stand before the
// cell formats that use them.
func (b *Book) styles(s *scanner) error {
	own := map[string]string{}
	seen := map[string]shape{}
	full := &LimitError{Position: Position{File: b.name}, What: "cell formats", Limit: maxFormats}
	return s.children(1, func() error {
		switch string(s.name) {
		case "numFmts":
			return s.children(2, func() error {
				if len(own) >= maxFormats {
					return full
				}
				id, code, err := s.numberFormat()
				own[id] = code
				return err
			})
		case "cellXfs":
			return s.children(2, func() error {
				if len(b.shapes) >= maxFormats {
					return full
				}
				id := "0"
				for s.attr() {
					if string(s.key) == "numFmtId" {
						id = string(s.val)
					}
				}
				sh, ok := seen[id]
				if !ok {
					sh = shapeOf(id, own)
					seen[id] = sh
				}
				b.shapes = append(b.shapes, sh)
				return nil
			})
		}
		return nil
	})
}

func (s *scanner) numberFormat() (id, code string, err error) {
	for s.attr() {
		v, err := s.value()
		if err != nil {
			return "", "", err
		}
		switch string(s.key) {
		case "numFmtId":
			id = v
		case "formatCode":
			code = v
		}
	}
	return id, code, nil
}

// shapeOf classifies a number format: built-in ones by ECMA-376, 18.8.30,
// others by their code.
func shapeOf(format string, own map[string]string) shape {
	if code, ok := own[format]; ok {
		return shapeOfCode(code)
	}
	id, ok := smallNumber([]byte(format))
	if !ok {
		return plainShape
	}
	switch {
	case id == 9, id == 10:
		return percentShape
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return dateOnly
	case id == 22:
		return dateAndTime
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return timeOnly
	}
	return plainShape
}

// shapeOfCode looks at the first section of a format code, without quoted text,
// escapes and brackets. Elapsed time, [h]:mm, is a number of days.
func shapeOfCode(code string) shape {
	date, clock, percent := false, false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; {
		case code[i] == ';':
			i = len(code)
		case code[i] == '"' || code[i] == '[':
			end := byte('"')
			if code[i] == '[' {
				end = ']'
			}
			j := strings.IndexByte(code[i+1:], end)
			if j < 0 {
				return plainShape
			}
			if in := strings.ToLower(code[i+1 : i+1+j]); end == ']' && in != "" && strings.Trim(in, in[:1]) == "" && strings.ContainsAny(in, "hms") {
				return plainShape
			}
			i += j + 1
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			i++
		case code[i] == '%':
			percent = true
		case c == 'g' && strings.HasPrefix(strings.ToLower(code[i:]), "general"):
			i += len("general") - 1
		case c == 'y' || c == 'd':
			date = true
		case c == 'h' || c == 's':
			clock = true
		case c == 'm' && !clock:
			// mmm, or m before any hour: a month. Minutes follow hours.
			date = date || !strings.ContainsAny(strings.ToLower(code[i:]), "s:")
		}
	}
	switch {
	case date && clock:
		return dateAndTime
	case date:
		return dateOnly
	case clock:
		return timeOnly
	case percent:
		return percentShape
	}
	return plainShape
}
