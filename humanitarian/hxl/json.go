package hxl

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// ErrJSON means that a text is not JSON, or holds no array of arrays and none
// of objects.
var ErrJSON = errors.New("not JSON with an array of arrays or an array of objects")

// Limits of JSON. A file beyond them is refused, never cut.
const (
	maxJSON    = 64 << 20 // bytes; the tree of them takes some ten times that
	maxDepth   = 64       // arrays and objects inside one another
	maxColumns = 2_000
)

// ReadJSON reads a table from JSON: an array of arrays with the tags among
// them, or an array of objects whose keys are tags. Where it stands inside
// other objects, the first found is taken, those less deep before others.
// Numbers are kept as they are written, null is an empty cell, true and false
// are these words.
//
// ReadJSON fails with [ErrJSON], with [ErrNoTags], when an object has a key
// twice, for more than 64 MiB or 2,000 columns, with a cancelled context, and with the error of
// r.
func ReadJSON(ctx context.Context, r io.Reader, opts *Options) (*Table, []humanitarian.Finding, error) {
	var o Options
	if opts != nil {
		o = *opts
	}
	data, err := io.ReadAll(io.LimitReader(r, maxJSON+1))
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("hxl: %s: %w", o.File, err)
	case len(data) > maxJSON:
		return nil, nil, fmt.Errorf("hxl: %s: more than %d bytes", o.File, maxJSON)
	case !utf8.Valid(data):
		return nil, nil, fmt.Errorf("hxl: %s: not UTF-8: %w", o.File, ErrJSON)
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	d.UseNumber()
	p := &jsonParser{ctx: ctx, d: d}
	v, err := p.value(0)
	if err == nil {
		if _, after := d.Token(); after != io.EOF {
			err = errors.New("something follows the end")
		}
	}
	if err != nil {
		if ctx.Err() != nil {
			return nil, nil, fmt.Errorf("hxl: %s: %w", o.File, ctx.Err())
		}
		return nil, nil, fmt.Errorf("hxl: %s: byte %d: %w: %w", o.File, d.InputOffset(), ErrJSON, err)
	}
	rows, ok := findTable(v)
	if !ok {
		return nil, nil, fmt.Errorf("hxl: %s: %w", o.File, ErrJSON)
	}
	if rows == nil {
		return nil, nil, fmt.Errorf("hxl: %s: more than %d columns", o.File, maxColumns)
	}
	return Read(func(yield func(Row, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}, &o)
}

// object keeps the order of keys, which is that of columns.
type object struct {
	keys   []string
	values map[string]any
}

type jsonParser struct {
	ctx context.Context
	d   *json.Decoder
	n   int
}

// value reads a string, bool, json.Number, []any, *object or nil.
func (p *jsonParser) value(depth int) (any, error) {
	if p.n++; p.n%4096 == 0 && p.ctx.Err() != nil {
		return nil, p.ctx.Err()
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("more than %d arrays and objects inside one another", maxDepth)
	}
	t, err := p.d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('['):
		return p.array(depth)
	case json.Delim('{'):
		return p.object(depth)
	}
	return t, nil
}

func (p *jsonParser) array(depth int) (any, error) {
	out := []any{}
	for p.d.More() {
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	_, err := p.d.Token()
	return out, err
}

func (p *jsonParser) object(depth int) (any, error) {
	o := &object{values: map[string]any{}}
	for p.d.More() {
		t, err := p.d.Token()
		if err != nil {
			return nil, err
		}
		key, _ := t.(string)
		if _, twice := o.values[key]; twice {
			return nil, fmt.Errorf("an object has the key %q twice", key)
		}
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		o.keys = append(o.keys, key)
		o.values[key] = v
	}
	_, err := p.d.Token()
	return o, err
}

// findTable looks for the first table, level by level. A table that is too
// wide has no rows.
func findTable(v any) ([]Row, bool) {
	for level := []any{v}; len(level) > 0; {
		var next []any
		for _, v := range level {
			if rows, ok := tableOf(v); ok {
				return rows, true
			}
			switch v := v.(type) {
			case []any:
				next = append(next, v...)
			case *object:
				for _, k := range v.keys {
					next = append(next, v.values[k])
				}
			}
		}
		level = next
	}
	return nil, false
}

// tableOf returns the rows of an array of arrays or of objects.
func tableOf(v any) ([]Row, bool) {
	items, _ := v.([]any)
	if len(items) == 0 {
		return nil, false
	}
	if _, ok := items[0].(*object); ok {
		return objectRows(items)
	}
	var rows []Row
	for i, item := range items {
		cells, ok := item.([]any)
		if !ok {
			return nil, false
		}
		if len(cells) > maxColumns {
			return nil, true
		}
		row := Row{Number: i + 1, Cells: make([]string, len(cells))}
		for j, c := range cells {
			row.Cells[j] = flat(c)
		}
		rows = append(rows, row)
	}
	return rows, true
}

func objectRows(items []any) ([]Row, bool) {
	var keys []string
	at := map[string]int{}
	for _, item := range items {
		o, ok := item.(*object)
		if !ok {
			return nil, false
		}
		for _, k := range o.keys {
			if _, seen := at[k]; !seen {
				at[k] = len(keys)
				keys = append(keys, k)
			}
		}
	}
	if len(keys) > maxColumns {
		return nil, true
	}
	rows := []Row{{Cells: keys}}
	for i, item := range items {
		o := item.(*object)
		width := 0
		for _, k := range o.keys {
			width = max(width, at[k]+1)
		}
		row := Row{Number: i + 1, Cells: make([]string, width)}
		for _, k := range o.keys {
			row.Cells[at[k]] = flat(o.values[k])
		}
		rows = append(rows, row)
	}
	return rows, true
}

// flat returns a value as the text of a cell.
func flat(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	return string(appendJSON(nil, v))
}

func appendJSON(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case json.Number:
		return append(b, v...)
	case string:
		return appendString(b, v)
	case []any:
		b = append(b, '[')
		for i, x := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, x)
		}
		return append(b, ']')
	case *object:
		b = append(b, '{')
		for i, k := range v.keys {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendString(b, k), ':')
			b = appendJSON(b, v.values[k])
		}
		return append(b, '}')
	}
	return b
}

func appendString(b []byte, s string) []byte {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string cannot fail
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
}

// WriteJSON writes a table as an array of arrays: headers, unless there are
// none, tags, data, one row a line. Cells are strings, as they were read. The
// error is that of w.
func WriteJSON(w io.Writer, t *Table) error {
	b := []byte("[")
	sep := "\n"
	for line := range t.Lines() {
		b = append(append(b, sep...), '[')
		for j, c := range line {
			if j > 0 {
				b = append(b, ", "...)
			}
			b = appendString(b, c)
		}
		b = append(b, ']')
		sep = ",\n"
	}
	return send(w, append(b, "\n]\n"...))
}

// WriteJSONObjects writes a table as an array of objects, whose keys are the
// tags in normal form; columns without a tag are left out, and so are empty
// cells. It fails when two columns have the same tag, for an object can hold
// but one, and with the error of w.
func WriteJSONObjects(w io.Writer, t *Table) error {
	tags := t.Tags()
	for j, tag := range tags {
		if tag != "" && slices.Contains(tags[:j], tag) {
			return fmt.Errorf("hxl: two columns have the tag %s: write arrays instead", tag)
		}
	}
	b := []byte("[")
	sep := "\n"
	for _, r := range t.Rows {
		b = append(append(b, sep...), '{')
		first := true
		for j, c := range r.Cells {
			if j >= len(tags) || tags[j] == "" || c == "" {
				continue
			}
			if !first {
				b = append(b, ", "...)
			}
			first = false
			b = append(appendString(b, tags[j]), ": "...)
			b = appendString(b, c)
		}
		b = append(b, '}')
		sep = ",\n"
	}
	return send(w, append(b, "\n]\n"...))
}

func send(w io.Writer, b []byte) error {
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("hxl: writing: %w", err)
	}
	return nil
}
