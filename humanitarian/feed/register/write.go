package register

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// WriteOptions say how a register is written. Nil and the zero value are the
// defaults.
type WriteOptions struct {
	// Guard puts an apostrophe before cells that a spreadsheet would run as
	// formulas, those that begin with = + - or @. Such a file does not read
	// back as it was; leave it off for files that programs read. It does
	// nothing in JSON Lines.
	Guard bool

	// Tags puts a row of HXL hashtags below the header; columns of Extra have
	// none. Read passes over it. It does nothing in JSON Lines.
	Tags bool
}

// Write writes reg as CSV: the canonical columns in their order, then those of
// Extra. [Read] gives the same figures back, apart from their positions and the
// limits named in the package comment. Where a column of a figure is empty and
// Extra holds the cell that could not be read, that cell is written.
//
// It fails when a figure cannot be said in the register (an Extra without
// value, or named like a column in other letters; a P-code or link that holds a
// semicolon), when ctx is cancelled and when w fails. Nothing is written
// before all is rendered.
func Write(ctx context.Context, w io.Writer, reg *humanitarian.Register, opts *WriteOptions) error {
	if opts == nil {
		opts = &WriteOptions{}
	}
	header, rows, err := newRows().table(ctx, reg)
	if err != nil {
		return fmt.Errorf("register: %w", err)
	}
	if opts.Tags {
		rows = append([][]string{TagRow(header)}, rows...)
	}
	if err := sheet.WriteCSV(w, header, rows, &sheet.CSVOptions{Unguarded: !opts.Guard}); err != nil {
		return fmt.Errorf("register: %w", err)
	}
	return nil
}

// WriteJSONL writes reg as JSON Lines: one object for each figure, with the
// canonical columns that are not empty in their order, then Extra. It fails as
// [Write] does.
func WriteJSONL(ctx context.Context, w io.Writer, reg *humanitarian.Register, _ *WriteOptions) error {
	t := newRows()
	var out bytes.Buffer
	for i, f := range reg.Figures {
		if i%256 == 0 && ctx.Err() != nil {
			return fmt.Errorf("register: %w", ctx.Err())
		}
		if err := t.writable(f); err != nil {
			return fmt.Errorf("register: %w", err)
		}
		t.line(&out, f)
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("register: %w", err)
	}
	return nil
}

// line writes one figure as an object.
func (t rows) line(out *bytes.Buffer, f humanitarian.Figure) {
	sep := byte('{')
	put := func(key, value string, number bool) {
		out.WriteByte(sep)
		sep = ','
		writeJSON(out, key)
		out.WriteByte(':')
		if number {
			out.WriteString(value)
			return
		}
		writeJSON(out, value)
	}
	for j, s := range t.cells(&f) {
		if s != "" {
			put(t.fields[j].Name, s, isNumber(t.fields[j], s))
		}
	}
	for i := 0; i < len(f.Extra); i += 2 {
		if !t.canonical[f.Extra[i]] && f.Extra[i+1] != "" {
			put(f.Extra[i], f.Extra[i+1], false)
		}
	}
	if sep == '{' {
		out.WriteByte('{')
	}
	out.WriteString("}\n")
}

func writeJSON(out *bytes.Buffer, s string) {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s)           // a string always encodes
	out.Truncate(out.Len() - 1) // the line end
}

// isNumber reports whether cell s of a column is written as a JSON number.
func isNumber(f field, s string) bool {
	whole, frac, ok := strings.Cut(s, ".")
	return (f.integer || f.decimal) && isDigits(whole) && (len(whole) == 1 || whole[0] != '0') && (!ok || f.decimal && isDigits(frac))
}

// rows makes figures into text.
type rows struct {
	fields    []field
	canonical map[string]bool
}

func newRows() rows {
	t := rows{fields: fields(), canonical: map[string]bool{}}
	for _, f := range t.fields {
		t.canonical[f.Name] = true
	}
	return t
}

// columnName is the column that k names in any letters, or "".
func (t rows) columnName(k string) string {
	for _, c := range shortColumns() {
		if strings.EqualFold(c.Name, k) {
			return c.Name
		}
	}
	for _, f := range t.fields {
		if strings.EqualFold(f.Name, k) {
			return f.Name
		}
	}
	return ""
}

// cells are the canonical cells of a figure.
func (t rows) cells(f *humanitarian.Figure) []string {
	kept := map[string]string{}
	for i := 0; i < len(f.Extra); i += 2 {
		kept[f.Extra[i]] = f.Extra[i+1]
	}
	out := make([]string, len(t.fields))
	for j, fd := range t.fields {
		out[j] = canonicalCell(fd, f, kept)
	}
	return out
}

// maxExtra bounds the columns of Extra in CSV, so that the file can be read
// again under the default limits.
const maxExtra = 900

// table returns the header and the rows of a CSV file.
func (t rows) table(ctx context.Context, reg *humanitarian.Register) (header []string, out [][]string, err error) {
	for _, f := range reg.Figures {
		if err := t.writable(f); err != nil {
			return nil, nil, err
		}
	}
	for _, f := range t.fields {
		header = append(header, f.Name)
	}
	extra := t.extra(reg)
	if len(extra) > maxExtra {
		return nil, nil, fmt.Errorf("there are %d unknown columns; CSV takes %d", len(extra), maxExtra)
	}
	header = append(header, extra...)
	at := map[string]int{}
	for i, k := range extra {
		at[k] = len(t.fields) + i
	}
	for i, f := range reg.Figures {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		cells := append(t.cells(&f), make([]string, len(extra))...)
		for j := 0; j < len(f.Extra); j += 2 {
			if n := at[f.Extra[j]]; n > 0 {
				cells[n] = f.Extra[j+1]
			}
		}
		out = append(out, cells)
	}
	return header, out, nil
}

// extra lists the columns of Extra in an order that agrees with that of every
// figure, where there is one; else the column that comes first goes first. It
// stops early when there are too many.
func (t rows) extra(reg *humanitarian.Register) []string {
	var keys []string
	after, before := map[string]map[string]bool{}, map[string]int{}
	for _, f := range reg.Figures {
		last := ""
		for i := 0; i < len(f.Extra); i += 2 {
			k := f.Extra[i]
			if t.canonical[k] {
				continue
			}
			if after[k] == nil {
				if keys = append(keys, k); len(keys) > maxExtra {
					return keys
				}
				after[k] = map[string]bool{}
			}
			if last != "" && !after[last][k] {
				after[last][k] = true
				before[k]++
			}
			last = k
		}
	}
	var out []string
	for len(keys) > 0 {
		n := max(0, slices.IndexFunc(keys, func(k string) bool { return before[k] == 0 }))
		k := keys[n]
		for next := range after[k] {
			before[next]--
		}
		keys = slices.Delete(keys, n, n+1)
		out = append(out, k)
	}
	return out
}

// canonicalCell is the text of a column; where the figure has none, the cell
// that could not be read.
func canonicalCell(fd field, f *humanitarian.Figure, kept map[string]string) string {
	if fd.part == noPart {
		if s := fd.get(f); s != "" {
			return s
		}
		return kept[fd.Name]
	}
	if f.Quantity != (humanitarian.Quantity{}) {
		return fd.get(f)
	}
	for _, c := range []string{"quantifier", "low", "best", "high", "word"} {
		if kept[c] != "" {
			return kept[fd.Name]
		}
	}
	return fd.get(f)
}

// writable reports what of f a register cannot say.
func (t rows) writable(f humanitarian.Figure) error {
	if err := t.unsayable(f); err != nil {
		return fmt.Errorf("figure %q: %w", short(f.ID), err)
	}
	return nil
}

func (t rows) unsayable(f humanitarian.Figure) error {
	if len(f.Extra)%2 != 0 {
		return fmt.Errorf("the column %q of Extra has no value", short(f.Extra[len(f.Extra)-1]))
	}
	seen := map[string]bool{}
	for i := 0; i < len(f.Extra); i += 2 {
		k := f.Extra[i]
		name := t.columnName(k)
		if k == "" || strings.TrimSpace(k) != k || seen[k] || name != "" && name != k {
			return fmt.Errorf("the column %q of Extra is empty, stands twice, or is named like a column of the register", short(k))
		}
		seen[k] = true
	}
	for _, c := range slices.Concat(f.Place.Codes, f.Origin) {
		if c == "" || strings.Contains(c, ";") {
			return fmt.Errorf("%q cannot be a P-code", short(c))
		}
	}
	for _, l := range f.Links {
		if !isLinkKind(l.Kind) || l.ID == "" || strings.Contains(l.ID, ";") {
			return fmt.Errorf("%q cannot be a link", short(string(l.Kind)+"="+l.ID))
		}
	}
	if f.Revision < 0 || f.Household < 0 {
		return fmt.Errorf("a revision or household size is negative")
	}
	return nil
}
