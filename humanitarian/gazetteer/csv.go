package gazetteer

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// ErrNotUTF8 is wrapped when a file is UTF-16, as some programs save it.
var ErrNotUTF8 = errors.New("the file is UTF-16, not UTF-8; save it as CSV UTF-8")

// ReadCSV reads a CSV file in UTF-8, with or without a byte order mark, as
// [ReadRows] does. Semicolons or tabs instead of commas, cells that are not
// UTF-8 and rows with a quotation mark out of place are findings; such a row
// is left out. A quotation mark that swallows further lines is an error.
func ReadCSV(ctx context.Context, r io.Reader, opts *TableOptions) ([]Entry, []humanitarian.Finding, error) {
	t := newTableReader(opts)
	src := bufio.NewReaderSize(&capped{r: r, left: t.opts.Limits.Bytes, file: t.opts.File, limit: t.opts.Limits.Bytes}, 64<<10)
	head, err := src.Peek(16 << 10)
	if err != nil && err != io.EOF {
		return nil, nil, t.failed(err)
	}
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return nil, nil, fmt.Errorf("gazetteer: %s: %w", t.opts.File, ErrNotUTF8)
	}
	if bytes.HasPrefix(head, []byte("\uFEFF")) {
		if _, err := src.Discard(len("\uFEFF")); err != nil {
			return nil, nil, t.failed(err)
		}
	}
	c := csv.NewReader(src)
	c.Comma = t.delimiter(head)
	c.FieldsPerRecord = -1
	c.ReuseRecord = true
	for n := 0; ; n++ {
		if n%rowBatch == 0 && ctx.Err() != nil {
			return nil, nil, t.failed(ctx.Err())
		}
		cells, err := c.Read()
		if err == io.EOF {
			return t.done()
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			if bad.StartLine != bad.Line {
				return nil, nil, t.failed(fmt.Errorf("a quotation mark opened on line %d is not closed: %w", bad.StartLine, bad.Err))
			}
			t.findings.warn(humanitarian.Position{File: t.opts.File, Row: bad.StartLine}, "bad_quote")
			continue
		}
		if err != nil {
			return nil, nil, t.failed(err)
		}
		line, _ := c.FieldPos(0)
		at := humanitarian.Position{File: t.opts.File, Row: line}
		t.utf8(at, cells)
		if err := t.row(at, cells); err != nil {
			return nil, nil, err
		}
	}
}

func (t *tableReader) failed(err error) error {
	var limit *LimitError
	if errors.As(err, &limit) {
		return limit
	}
	return fmt.Errorf("gazetteer: %s: %w", t.opts.File, err)
}

// delimiter returns the one that the first lines of a file hold most often.
func (t *tableReader) delimiter(head []byte) rune {
	lines := bytes.SplitN(head, []byte("\n"), headerRows+1)
	head = bytes.Join(lines[:min(len(lines), headerRows)], []byte("\n"))
	best := ','
	for _, d := range ";\t" {
		if bytes.Count(head, []byte(string(d))) > bytes.Count(head, []byte(string(best))) {
			best = d
		}
	}
	if best != ',' {
		name := map[rune]string{';': "semicolon", '\t': "tab"}[best]
		t.findings.note(humanitarian.Position{File: t.opts.File}, "delimiter_guessed", name)
	}
	return best
}

func (t *tableReader) utf8(at humanitarian.Position, cells []string) {
	for i, cell := range cells {
		if !utf8.ValidString(cell) {
			cells[i] = strings.ToValidUTF8(cell, "\uFFFD")
			at.Column = i + 1
			t.findings.warn(at, "not_utf8", cells[i])
		}
	}
}

// A capped reader fails beyond a number of bytes, where [io.LimitedReader]
// would end as if the file were whole.
type capped struct {
	r           io.Reader
	file        string
	left, limit int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, &LimitError{File: c.file, What: "bytes", Limit: c.limit}
	}
	if len(p) == 0 {
		return 0, nil
	}
	n, err := c.r.Read(p[:min(int64(len(p)-1), c.left)+1])
	c.left -= int64(n)
	if c.left < 0 {
		return max(n-1, 0), &LimitError{File: c.file, What: "bytes", Limit: c.limit}
	}
	return n, err
}
