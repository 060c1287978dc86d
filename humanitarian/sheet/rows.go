package sheet

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
)

// sheetParser reads one sheet: its rows go to row, the rest stays here.
type sheetParser struct {
	ctx  context.Context
	book *Book
	at   Position
	row  func(Row) bool // false: enough

	columns [][2]int // hidden ones
	merged  []Range

	s      *scanner
	number int // of the row last read
	rows   int // rows with content
	value  []byte
	width  int // cells of the row before, a guess for the next
}

// maxMerged bounds the merged ranges of a sheet.
const maxMerged = 10_000

func (p *sheetParser) parse(f *zip.File) error {
	err := scanPart(f, func(s *scanner) error {
		p.s = s
		if string(s.name) != "worksheet" {
			return errors.New("not a sheet with rows")
		}
		return s.children(1, func() error {
			switch string(s.name) {
			case "cols":
				return s.children(2, p.column)
			case "sheetData":
				return s.children(2, p.oneRow)
			case "mergeCells":
				return s.children(2, p.merge)
			}
			return nil
		})
	})
	var limit *LimitError
	if err == nil || err == errStop || errors.As(err, &limit) {
		return err
	}
	return fmt.Errorf("sheet: %s: %w", p.at, err)
}

func (p *sheetParser) column() error {
	var c [2]int
	hidden := false
	for p.s.attr() {
		switch string(p.s.key) {
		case "min":
			c[0], _ = smallNumber(p.s.val)
		case "max":
			c[1], _ = smallNumber(p.s.val)
		case "hidden":
			hidden = isTrue(p.s.val)
		}
	}
	if hidden && c[0] > 0 && c[0] <= c[1] && len(p.columns) < maxSheetColumns {
		p.columns = append(p.columns, c)
	}
	return nil
}

func (p *sheetParser) merge() error {
	for p.s.attr() {
		if string(p.s.key) != "ref" {
			continue
		}
		r, ok := parseRange(p.s.val)
		if !ok {
			return fmt.Errorf("merged cells %q", p.s.val)
		}
		if len(p.merged) >= maxMerged {
			return &LimitError{Position: p.at, What: "merged ranges", Limit: maxMerged}
		}
		p.merged = append(p.merged, r)
	}
	return nil
}

// oneRow reads one row, with its cells. A row without a number follows the one
// before, as the format has it; one that goes back is damage, for its cells
// would have to be guessed at.
func (p *sheetParser) oneRow() error {
	if string(p.s.name) != "row" {
		return nil
	}
	r := Row{Number: p.number + 1}
	for p.s.attr() {
		switch string(p.s.key) {
		case "r":
			n, ok := smallNumber(p.s.val)
			if !ok {
				return fmt.Errorf("row number %q", p.s.val)
			}
			r.Number = n
		case "hidden":
			r.Hidden = isTrue(p.s.val)
		}
	}
	p.at.Row, p.at.Column = r.Number, 0
	if r.Number <= p.number {
		return fmt.Errorf("row %d after row %d", r.Number, p.number)
	}
	p.number = r.Number
	if r.Number > maxSheetRows {
		return &LimitError{Position: p.at, What: "rows in a sheet", Limit: maxSheetRows}
	}
	if r.Number%rowBatch == 0 || p.rows%rowBatch == 0 {
		if err := p.ctx.Err(); err != nil {
			return err
		}
	}
	column := 0
	err := p.s.children(3, func() error { return p.cell(&r, &column) })
	if err != nil || len(r.Cells) == 0 {
		return err
	}
	p.at.Column = 0
	if p.rows++; p.rows > p.book.lim.MaxRows {
		return &LimitError{Position: p.at, What: "rows", Limit: int64(p.book.lim.MaxRows)}
	}
	p.width = len(r.Cells)
	if !p.row(r) {
		return errStop
	}
	return nil
}

// cell reads the open c and puts it into the row, unless it is empty.
func (p *sheetParser) cell(r *Row, column *int) error {
	s := p.s
	if string(s.name) != "c" {
		return nil
	}
	n, format, typ := *column+1, 0, byte(0)
	for s.attr() {
		ok := true
		switch string(s.key) {
		case "r":
			var row int
			n, row, ok = parseCellName(s.val)
			ok = ok && row == r.Number
		case "s":
			format, ok = smallNumber(s.val)
		case "t":
			typ, ok = cellType(s.val)
		}
		if !ok {
			return fmt.Errorf("cell with %s=%q", s.key, s.val)
		}
	}
	if n <= *column || n > maxSheetColumns {
		return fmt.Errorf("cell %s after %s", cellName(r.Number, n), cellName(r.Number, *column))
	}
	*column = n
	p.at.Column = n
	if s.empty {
		return nil
	}
	text, stored, err := p.content(typ, format)
	if err != nil || stored == (Stored{}) || text == "" && stored.Kind != Empty {
		return err
	}
	if n > p.book.lim.MaxColumns {
		return &LimitError{Position: p.at, What: "columns", Limit: int64(p.book.lim.MaxColumns),
			Hint: "there may be a stray value far to the right, in column " + ColumnName(n)}
	}
	if r.Cells == nil {
		r.Cells, r.Stored = make([]string, 0, max(n, p.width)), make([]Stored, 0, max(n, p.width))
	}
	for len(r.Cells) < n-1 {
		r.Cells, r.Stored = append(r.Cells, ""), append(r.Stored, Stored{})
	}
	r.Cells, r.Stored = append(r.Cells, text), append(r.Stored, stored)
	return nil
}

// cellType returns a letter for the type of a cell.
func cellType(v []byte) (byte, bool) {
	switch string(v) {
	case "n":
		return 0, true
	case "s", "b", "e", "d":
		return v[0], true
	case "str":
		return 't', true
	case "inlineStr":
		return 'i', true
	}
	return 0, false
}

// content reads what stands inside a cell, to its end.
func (p *sheetParser) content(typ byte, format int) (text string, stored Stored, err error) {
	s := p.s
	p.value = p.value[:0]
	has := false
	err = s.children(4, func() (err error) {
		switch string(s.name) {
		case "f":
			stored.Formula = true
		case "v":
			has = true
			p.value, err = s.gather(p.value)
		case "is":
			has = true
			text, err = s.richText()
			typ = 'i'
		}
		return err
	})
	if errors.Is(err, errLongText) {
		err = &LimitError{Position: p.at, What: "bytes in one cell", Limit: maxStored}
	}
	if err != nil {
		return "", Stored{}, err
	}
	if !has {
		// A formula for text whose result is empty is often stored without it.
		if typ == 't' {
			return "", Stored{}, nil
		}
		return "", stored, nil
	}
	if typ != 'i' {
		text, stored.Kind, err = p.book.stored(typ, format, p.value)
		return text, stored, err
	}
	stored.Kind = Text
	return text, stored, nil
}

// stored turns the value of a cell into text.
func (b *Book) stored(typ byte, format int, value []byte) (string, Kind, error) {
	sh := plainShape
	if format < len(b.shapes) {
		sh = b.shapes[format]
	}
	switch typ {
	case 's':
		i, ok := smallNumber(trimSpace(value))
		if !ok || i >= len(b.texts) {
			return "", Empty, fmt.Errorf("text number %q of %d", value, len(b.texts))
		}
		return b.texts[i], Text, nil
	case 't':
		return storedText(value), Text, nil
	case 'e':
		return string(value), Error, nil
	case 'd':
		return isoText(string(value), sh), Date, nil
	case 'b':
		if isTrue(trimSpace(value)) {
			return "TRUE", Bool, nil
		}
		return "FALSE", Bool, nil
	}
	value = trimSpace(value)
	if sh >= dateOnly {
		if t, ok := dateText(value, sh, b.from1904); ok {
			return t, Date, nil
		}
	}
	t, ok := numberText(value)
	switch {
	case !ok: // not a number after all: what stands there is better than nothing
		return string(value), Text, nil
	case sh == percentShape:
		return t, Percent, nil
	}
	return t, Number, nil
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && b[0] <= ' ' {
		b = b[1:]
	}
	for len(b) > 0 && b[len(b)-1] <= ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// parseCellName reads "AB12".
func parseCellName(b []byte) (column, row int, ok bool) {
	i := 0
	for i < len(b) && i < 3 && 'A' <= b[i]&^0x20 && b[i]&^0x20 <= 'Z' {
		column = 26*column + int(b[i]&^0x20-'A') + 1
		i++
	}
	row, ok = smallNumber(b[i:])
	return column, row, ok && i > 0 && row > 0 && b[i] != '0'
}

func parseRange(b []byte) (Range, bool) {
	first, last := b, b
	for i, c := range b {
		if c == ':' {
			first, last = b[:i], b[i+1:]
		}
	}
	var r Range
	var ok, ok2 bool
	r.Column, r.Row, ok = parseCellName(first)
	r.LastColumn, r.LastRow, ok2 = parseCellName(last)
	return r, ok && ok2 && r.Row <= r.LastRow && r.Column <= r.LastColumn && r.LastRow <= maxSheetRows && r.LastColumn <= maxSheetColumns
}
