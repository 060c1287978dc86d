package register

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// The limits of package sheet, which does not say its defaults in code.
const (
	defaultLineBytes = 1 << 20
	defaultBytes     = 256 << 20
	defaultRows      = 1_000_000
	defaultColumns   = 1_000
)

func (rd *reader) limit(n, otherwise int64) int64 {
	if n > 0 {
		return n
	}
	return otherwise
}

func (rd *reader) readLines(ctx context.Context, src *bufio.Reader) error {
	lim := rd.opts.Limits
	maxLine, maxBytes := rd.limit(int64(lim.MaxRowBytes), defaultLineBytes), rd.limit(lim.MaxBytes, defaultBytes)
	maxRows := rd.limit(int64(lim.MaxRows), defaultRows)
	var total int64
	for number := 1; ; number++ {
		if number%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		line, err := readLine(src, maxLine)
		if err == io.EOF {
			return nil
		}
		total += int64(len(line))
		what := ""
		switch {
		case errors.Is(err, errLong):
			return &sheet.LimitError{Position: sheet.Position{File: rd.opts.Name, Row: number}, What: "bytes in one row", Limit: maxLine}
		case err != nil:
			return err
		case total > maxBytes:
			return &sheet.LimitError{Position: sheet.Position{File: rd.opts.Name, Row: number}, What: "bytes in the file", Limit: maxBytes}
		case int64(rd.rows) >= maxRows:
			return &sheet.LimitError{Position: sheet.Position{File: rd.opts.Name, Row: number}, What: "rows", Limit: maxRows}
		case number == 1:
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		rd.rows++
		if what = rd.jsonRow(number, line); what != "" {
			rd.add(humanitarian.Finding{Code: "bad_json", Severity: humanitarian.RowFinding, Positions: []humanitarian.Position{rd.at(number, 0)}, Args: []string{what}})
		}
	}
}

var errLong = errors.New("the line is too long")

// readLine returns the next line and never holds much more than max bytes.
func readLine(src *bufio.Reader, max int64) ([]byte, error) {
	var line []byte
	for {
		frag, err := src.ReadSlice('\n')
		line = append(line, frag...)
		if int64(len(line)) > max {
			return nil, errLong
		}
		switch {
		case err == nil, err == io.EOF && len(line) > 0:
			return line, nil
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		}
		return nil, err
	}
}

// jsonRow makes a figure of one line, or says why it cannot.
func (rd *reader) jsonRow(number int, line []byte) string {
	rw := rd.newRow(number)
	if !utf8.Valid(line) {
		rw.add("not_utf8", humanitarian.RowFinding, cell{}, "the line")
		line = bytes.ToValidUTF8(line, []byte("\uFFFD"))
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber()
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return "no_brace"
	}
	var cells []cell
	seen := map[string]bool{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return jsonReason(err)
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return jsonReason(err)
		}
		if len(cells) >= defaultColumns {
			return "too_many_keys"
		}
		key, _ := t.(string) // keys of an object are strings
		cells = rw.jsonCell(cells, seen, strings.TrimSpace(key), raw)
	}
	if _, err := dec.Token(); err != nil {
		return jsonReason(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return "more_follows"
	}
	rw.read(cells)
	return ""
}

func jsonReason(err error) string {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "ends_early"
	}
	return "broken"
}

// jsonCell adds a key and its value. Of a key given twice the first counts;
// the second is kept under another name.
func (rw *row) jsonCell(cells []cell, seen map[string]bool, key string, raw json.RawMessage) []cell {
	c := cell{name: key, field: rw.rd.field(key), text: string(raw)}
	if c.field != unknownField {
		c.name = rw.rd.fieldName(c.field)
	}
	if key == "" {
		c.name = "column"
	}
	if seen[c.name] {
		rw.add("bad_value", humanitarian.RowFinding, cell{}, short(c.name), short(c.text), "key_twice", "")
		name := c.name
		for n := 2; seen[c.name]; n++ {
			c.name, c.field = fmt.Sprintf("%s (%d)", name, n), unknownField
		}
	}
	seen[c.name] = true
	switch raw[0] {
	case 'n':
		c.text = ""
	case '"':
		_ = json.Unmarshal(raw, &c.text) // it was decoded once already
	case '{', '[', 't', 'f':
		if c.field != unknownField {
			rw.add("bad_value", humanitarian.RowFinding, cell{}, c.name, short(c.text), "no_scalar", "")
		}
	}
	if c.field == unknownField && c.text != "" {
		rw.rd.unknownColumn(c.name, rw.rd.at(rw.line, 0))
	}
	return append(cells, c)
}
