package sheet

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// rowBatch is how many rows are read or written between looks at the context.
const rowBatch = 512

// Errors of the readers, to be found with errors.Is.
var (
	ErrEmpty  = errors.New("the file is empty")
	ErrUTF16  = errors.New("the file is UTF-16, not UTF-8: in Excel, save as CSV UTF-8 (comma delimited)")
	ErrFormat = errors.New("not a file of this kind")
)

// ReadCSV reads a CSV file into a grid. The name stands in positions. It takes
// UTF-8 with or without a byte order mark, commas, semicolons or tabs, LF, CRLF
// or CR line ends, and Excel's "sep=;" first line.
//
// Everything odd is a [Fault] and reading goes on: cells that are not UTF-8
// keep what can be read, with U+FFFD for the rest; rows shorter or longer than
// the first; quotes in the wrong place, kept as text; a delimiter that had to
// be guessed. ReadCSV fails for an empty file ([ErrEmpty]), UTF-16
// ([ErrUTF16]), a workbook named .csv ([ErrFormat]), a file beyond its limits
// ([LimitError]), a cancelled context, and when r fails.
func ReadCSV(ctx context.Context, r io.Reader, name string, limits *Limits) (*Grid, []Fault, error) {
	lim := limits.orDefaults()
	switch lim.Delimiter {
	case 0, ',', ';', '\t':
	default:
		return nil, nil, fmt.Errorf("sheet: %s: delimiter %q is not a comma, semicolon or tab", name, lim.Delimiter)
	}
	c := &csvReader{
		src:    bufio.NewReaderSize(r, 64<<10),
		name:   name,
		lim:    lim,
		comma:  lim.Delimiter,
		faults: faultList{max: lim.MaxFaults},
		grid:   &Grid{File: name},
	}
	if err := c.start(); err != nil {
		return nil, nil, err
	}
	for n := 0; ; n++ {
		if n%rowBatch == 0 {
			if err := ctx.Err(); err != nil {
				return nil, nil, fmt.Errorf("sheet: %s: %w", name, err)
			}
		}
		err := c.record()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, err
		}
	}
	if len(c.grid.Rows) == 0 {
		return nil, nil, fmt.Errorf("sheet: %s: %w", name, ErrEmpty)
	}
	return c.grid, c.faults.done(name), nil
}

// csvReader reads logical rows from physical lines. Lines of a row whose quote
// turned out never to close are put back and read again as rows of their own;
// rescan bounds that work, so that hostile quotes cannot make it quadratic.
type csvReader struct {
	src    *bufio.Reader
	name   string
	lim    Limits
	comma  byte
	grid   *Grid
	faults faultList

	back   [][]byte // lines put back, next last
	line   int      // number of the line last returned
	bytes  int64    // read so far
	rescan int      // bytes put back so far
	width  int      // cells of the first row
}

// start looks at the first bytes: encoding, kind of file, delimiter.
func (c *csvReader) start() error {
	head, err := c.src.Peek(64 << 10)
	if err != nil && err != io.EOF {
		return fmt.Errorf("sheet: %s: %w", c.name, err)
	}
	switch {
	case len(head) == 0:
		return fmt.Errorf("sheet: %s: %w", c.name, ErrEmpty)
	case looksUTF16(head):
		return fmt.Errorf("sheet: %s: %w", c.name, ErrUTF16)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, oleMagic):
		return fmt.Errorf("sheet: %s: this is a workbook, not CSV: %w", c.name, ErrFormat)
	}
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		head = head[3:]
		if _, err := c.src.Discard(3); err != nil {
			return fmt.Errorf("sheet: %s: %w", c.name, err)
		}
		c.bytes = 3
	}
	if c.comma == 0 {
		return c.guess(head)
	}
	return nil
}

func (c *csvReader) guess(head []byte) error {
	c.comma = guessDelimiter(head)
	if len(head) >= 5 && strings.EqualFold(string(head[:4]), "sep=") && strings.IndexByte(",;\t", head[4]) >= 0 &&
		(len(head) == 5 || head[5] == '\n' || head[5] == '\r') {
		c.comma = head[4]
		if _, err := c.readLine(c.lim.MaxRowBytes); err != nil {
			return err
		}
	}
	what := map[byte]string{';': "semicolon", '\t': "tab"}[c.comma]
	if what != "" {
		c.faults.add(Fault{Position: Position{File: c.name, Row: 1}, Code: CodeDelimiter, Args: []string{what}, Note: true})
	}
	return nil
}

// looksUTF16 reports a UTF-16 or UTF-32 byte order mark, or, without one, the
// NUL that every second byte of Latin text then is.
func looksUTF16(b []byte) bool {
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) ||
		bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")) {
		return true
	}
	b = b[:min(len(b), 512)]
	var odd, even int
	for i, x := range b {
		if x == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	half := len(b) / 2
	return half >= 4 && (odd*10 >= half*6 && even*10 < half || even*10 >= half*6 && odd*10 < half)
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// readLine returns the next physical line with its line end. It holds no more
// than max bytes of it.
func (c *csvReader) readLine(max int) ([]byte, error) {
	if n := len(c.back); n > 0 {
		b := c.back[n-1]
		c.back = c.back[:n-1]
		c.line++
		return b, nil
	}
	var buf []byte
	for {
		frag, err := c.src.Peek(1)
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("sheet: %s:%d: %w", c.name, c.line+1, err)
		}
		if len(frag) == 0 {
			if len(buf) == 0 {
				return nil, io.EOF
			}
			break
		}
		frag, _ = c.src.Peek(c.src.Buffered())
		n, end := lineEnd(frag)
		if end && frag[n-1] == '\r' && n == len(frag) {
			// A CR at the end of the buffer: look whether LF follows.
			next, err := c.src.Peek(n + 1)
			if len(next) > n && next[n] == '\n' {
				n++
			} else if err == bufio.ErrBufferFull {
				// The buffer is full with the CR at its very end: take the
				// bytes before it and look again.
				n, end = n-1, false
			}
			frag = next
		}
		buf = append(buf, frag[:n]...)
		c.bytes += int64(n)
		_, _ = c.src.Discard(n) // cannot fail: n bytes are buffered
		if c.bytes > c.lim.MaxBytes {
			return nil, &LimitError{Position: Position{File: c.name, Row: c.line + 1}, What: "bytes in the file", Limit: c.lim.MaxBytes}
		}
		if len(buf) > max {
			return nil, errLongRow
		}
		if end {
			break
		}
	}
	c.line++
	return buf, nil
}

var errLongRow = errors.New("row too long")

// lineEnd returns the length of b up to and with its first line end.
func lineEnd(b []byte) (n int, ok bool) {
	i := bytes.IndexAny(b, "\r\n")
	if i < 0 {
		return len(b), false
	}
	if b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n' {
		return i + 2, true
	}
	return i + 1, true
}

// record reads one row.
func (c *csvReader) record() error {
	first, err := c.readLine(c.lim.MaxRowBytes)
	if err == errLongRow {
		return c.longRow(c.line+1, 0)
	}
	if err != nil {
		return err
	}
	start := c.line
	p := csvParser{comma: c.comma, line: start}
	lines := [][]byte{first}
	size := len(first)
	state := p.feed(first)
	for state == csvOpen && c.rescan <= 16*c.lim.MaxRowBytes {
		next, err := c.readLine(c.lim.MaxRowBytes - size)
		if err == errLongRow {
			return c.longRow(start, p.quoteLine)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		lines = append(lines, next)
		size += len(next)
		p.line = c.line
		state = p.feed(next)
	}
	if state != csvDone {
		// The quote never closes, or text follows where it does: take the
		// first line alone, and the others as rows of their own.
		for i := len(lines) - 1; i > 0; i-- {
			c.back = append(c.back, lines[i])
			c.rescan += len(lines[i])
		}
		c.line = start
		p = csvParser{comma: c.comma, line: start, single: true}
		p.feed(first)
	}
	return c.keep(start, &p)
}

func (c *csvReader) longRow(row, quoteLine int) error {
	hint := ""
	if quoteLine > 0 {
		hint = fmt.Sprintf("a quote opened on line %d is never closed", quoteLine)
	}
	return &LimitError{Position: Position{File: c.name, Row: row}, What: "bytes in one row", Limit: int64(c.lim.MaxRowBytes), Hint: hint}
}

// keep checks the cells of a row and adds it to the grid.
func (c *csvReader) keep(start int, p *csvParser) error {
	if len(p.cells) == 1 && p.cells[0] == "" && !p.quoted {
		return nil // blank line
	}
	if len(p.cells) > c.lim.MaxColumns {
		return &LimitError{Position: Position{File: c.name, Row: start}, What: "columns", Limit: int64(c.lim.MaxColumns)}
	}
	if len(c.grid.Rows) >= c.lim.MaxRows {
		return &LimitError{Position: Position{File: c.name, Row: start}, What: "rows", Limit: int64(c.lim.MaxRows)}
	}
	row := Row{Number: start, Cells: p.cells, lines: p.lines}
	c.grid.Rows = append(c.grid.Rows, row)
	i := len(c.grid.Rows) - 1
	for j, cell := range row.Cells {
		for _, q := range p.faults {
			if q.cell == j {
				c.faults.add(Fault{Position: c.grid.Position(i, j), Code: q.code, Args: []string{strings.ToValidUTF8(cell, "\uFFFD")}})
			}
		}
		if !utf8.ValidString(cell) {
			row.Cells[j] = eachInvalid(cell)
			c.faults.add(Fault{Position: c.grid.Position(i, j), Code: CodeEncoding, Args: []string{row.Cells[j], fmt.Sprintf("% x", invalidBytes(cell))}})
		}
		if strings.IndexByte(cell, 0) >= 0 {
			row.Cells[j] = strings.ReplaceAll(row.Cells[j], "\x00", "\uFFFD")
			c.faults.add(Fault{Position: c.grid.Position(i, j), Code: CodeNUL, Args: []string{row.Cells[j]}})
		}
	}
	if i == 0 {
		c.width = len(row.Cells)
	} else if len(row.Cells) != c.width {
		c.faults.add(Fault{Position: Position{File: c.name, Row: start}, Code: CodeRagged,
			Args: []string{fmt.Sprint(len(row.Cells)), fmt.Sprint(c.width)}})
	}
	return nil
}

// eachInvalid puts one U+FFFD for each byte that is not UTF-8.
func eachInvalid(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	for _, r := range s {
		b.WriteRune(r)
	}
	return b.String()
}

// invalidBytes returns the first 16 bytes of s that are not UTF-8.
func invalidBytes(s string) []byte {
	var out []byte
	for i := 0; i < len(s) && len(out) < 16; {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			out = append(out, s[i])
		}
		i += n
	}
	return out
}
