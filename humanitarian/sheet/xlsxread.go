package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// oleMagic begins .xls files and workbooks with a password.
var oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// noTempDir is a folder that cannot exist, so that excelize cannot put figures
// into temporary files.
const noTempDir = "\x00"

// ReadXLSX reads every sheet of a workbook with content, in order, hidden ones
// too. The name stands in positions. Numbers are read as stored, without the
// separators and rounding of their display, to 15 digits; dates and times as
// ISO text, 2024-12-08 or 2024-12-08T14:30:00 (formats that show hours only
// give 14:30:00); formulas as their stored results; merged cells as the first.
//
// ReadXLSX fails for what is not a workbook ([ErrFormat]), old .xls files and
// workbooks with a password (likewise), one without any content ([ErrEmpty]), a
// file beyond its limits, zip bombs included ([LimitError]), a cancelled
// context, and when r fails.
func ReadXLSX(ctx context.Context, r io.Reader, name string, limits *Limits) (grids []*Grid, faults []Fault, err error) {
	defer func() {
		if p := recover(); p != nil {
			grids, faults = nil, nil
			err = fmt.Errorf("sheet: %s: damaged workbook (%v): %w", name, p, ErrFormat)
		}
	}()
	lim := limits.orDefaults()
	data, err := io.ReadAll(io.LimitReader(r, lim.MaxBytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("sheet: %s: %w", name, err)
	}
	if err := inspect(ctx, data, name, lim); err != nil {
		return nil, nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: lim.MaxUnzipped, UnzipXMLSizeLimit: lim.MaxUnzipped, TmpDir: noTempDir})
	if err != nil {
		return nil, nil, fmt.Errorf("sheet: %s: %w: %w", name, ErrFormat, err)
	}
	defer f.Close()
	if err := isoFormats(f); err != nil {
		return nil, nil, fmt.Errorf("sheet: %s: styles: %w", name, err)
	}
	x := &xlsxReader{ctx: ctx, f: f, name: name, lim: lim, faults: faultList{max: lim.MaxFaults}}
	for _, s := range f.GetSheetList() {
		g, err := x.sheet(s)
		if err != nil {
			return nil, nil, err
		}
		if g != nil && len(g.Rows) > 0 {
			grids = append(grids, g)
		}
	}
	if len(grids) == 0 {
		return nil, nil, fmt.Errorf("sheet: %s: %w", name, ErrEmpty)
	}
	return grids, x.faults.done(name), nil
}

// inspect refuses what must not reach excelize: other kinds of file, zip bombs,
// shared strings so long that cells pointing at them would fill the memory.
func inspect(ctx context.Context, data []byte, name string, lim Limits) error {
	switch {
	case int64(len(data)) > lim.MaxBytes:
		return &LimitError{Position: Position{File: name}, What: "bytes in the file", Limit: lim.MaxBytes}
	case len(data) == 0:
		return fmt.Errorf("sheet: %s: %w", name, ErrEmpty)
	case bytes.HasPrefix(data, oleMagic):
		return fmt.Errorf("sheet: %s: an .xls file, or a workbook with a password: save it as .xlsx without one: %w", name, ErrFormat)
	}
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fmt.Errorf("sheet: %s: not an .xlsx workbook: %w: %w", name, ErrFormat, err)
	}
	if len(zr.File) > 10_000 {
		return &LimitError{Position: Position{File: name}, What: "parts in the workbook", Limit: 10_000}
	}
	var sum uint64
	for _, p := range zr.File {
		sum += p.UncompressedSize64
		if p.UncompressedSize64 > uint64(lim.MaxUnzipped) || sum > uint64(lim.MaxUnzipped) {
			return &LimitError{Position: Position{File: name}, What: "bytes after unzipping", Limit: lim.MaxUnzipped}
		}
	}
	for _, p := range zr.File {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("sheet: %s: %w", name, err)
		}
		if err := unzips(p); err != nil {
			return fmt.Errorf("sheet: %s: damaged part %q: %w: %w", name, p.Name, ErrFormat, err)
		}
		if strings.HasSuffix(strings.ToLower(strings.ReplaceAll(p.Name, `\`, "/")), "sharedstrings.xml") {
			if err := inspectStrings(ctx, p, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// unzips reads a part to its end, which checks its size and checksum: excelize
// takes what it gets until the first error for the whole.
func unzips(p *zip.File) error {
	rc, err := p.Open()
	if err != nil {
		return err
	}
	defer rc.Close()
	n, err := io.Copy(io.Discard, io.LimitReader(rc, int64(p.UncompressedSize64)+1))
	if err == nil && uint64(n) != p.UncompressedSize64 {
		err = fmt.Errorf("%d bytes where %d are announced", n, p.UncompressedSize64)
	}
	return err
}

// maxStored bounds a stored string: 32,767 characters of up to three bytes, and
// room for escapes.
const maxStored = 4 * maxCellChars

func inspectStrings(ctx context.Context, p *zip.File, name string) error {
	rc, err := p.Open()
	if err != nil {
		return fmt.Errorf("sheet: %s: %w: %w", name, ErrFormat, err)
	}
	defer rc.Close()
	d := xml.NewDecoder(rc)
	size := 0
	for n := 0; ; n++ {
		if n%(16*rowBatch) == 0 && ctx.Err() != nil {
			return fmt.Errorf("sheet: %s: %w", name, ctx.Err())
		}
		t, err := d.RawToken()
		if err != nil {
			return nil // excelize reports damage
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "si" {
				size = 0
			}
		case xml.CharData:
			if size += len(t); size > maxStored {
				return &LimitError{Position: Position{File: name}, What: "bytes in one cell", Limit: maxStored}
			}
		}
	}
}

type xlsxReader struct {
	ctx    context.Context
	f      *excelize.File
	name   string
	lim    Limits
	faults faultList
	rows   int
	bytes  int64
}

// sheet reads one sheet; nil for chart sheets, which have no rows.
func (x *xlsxReader) sheet(s string) (*Grid, error) {
	at := Position{File: x.name, Sheet: s}
	rows, err := x.f.Rows(s)
	if err != nil {
		return nil, fmt.Errorf("sheet: %s: %w: %w", at, ErrFormat, err)
	}
	defer rows.Close()
	g := &Grid{File: x.name, Name: s}
	hidden := 0
	for n := 1; rows.Next(); n++ {
		if n%rowBatch == 1 {
			if err := x.ctx.Err(); err != nil {
				return nil, fmt.Errorf("sheet: %s: %w", at, err)
			}
		}
		at.Row = n
		if n > maxSheetRows {
			return nil, &LimitError{Position: at, What: "rows in a sheet", Limit: maxSheetRows}
		}
		opts := rows.GetRowOpts()
		cells, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("sheet: %s: %w: %w", at, ErrFormat, err)
		}
		if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
			continue
		}
		if opts.Hidden {
			hidden++
		}
		if err := x.keep(g, Row{Number: n, Hidden: opts.Hidden, Cells: cells}); err != nil {
			return nil, err
		}
	}
	if err := rows.Error(); err != nil {
		return nil, fmt.Errorf("sheet: %s: %w: %w", at, ErrFormat, err)
	}
	at.Row = 0
	if visible, err := x.f.GetSheetVisible(s); err == nil && !visible && len(g.Rows) > 0 {
		x.faults.add(Fault{Position: at, Code: CodeHiddenSheet, Note: true})
	}
	if hidden > 0 {
		x.faults.add(Fault{Position: at, Code: CodeHiddenRows, Args: []string{strconv.Itoa(hidden)}, Note: true})
	}
	return g, nil
}

func (x *xlsxReader) keep(g *Grid, r Row) error {
	at := Position{File: x.name, Sheet: g.Name, Row: r.Number}
	if len(r.Cells) > x.lim.MaxColumns {
		return &LimitError{Position: at, What: "columns", Limit: int64(x.lim.MaxColumns),
			Hint: "there may be a stray value far to the right, in column " + ColumnName(len(r.Cells))}
	}
	if x.rows++; x.rows > x.lim.MaxRows {
		return &LimitError{Position: at, What: "rows", Limit: int64(x.lim.MaxRows)}
	}
	for j, c := range r.Cells {
		at.Column = j + 1
		if len(c) > maxStored {
			return &LimitError{Position: at, What: "bytes in one cell", Limit: maxStored}
		}
		if x.bytes += int64(len(c)); x.bytes > x.lim.MaxBytes {
			return &LimitError{Position: at, What: "bytes of text", Limit: x.lim.MaxBytes}
		}
		if errorValue(c) {
			x.faults.add(Fault{Position: at, Code: CodeErrorValue, Args: []string{c}})
		}
	}
	g.Rows = append(g.Rows, r)
	return nil
}

func errorValue(s string) bool {
	switch s {
	case "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// isoFormats gives every cell format of the open workbook a number format that
// shows the value itself: ISO for dates and times, General for the rest. The
// display, "12-08-24", would not say which number is the month.
func isoFormats(f *excelize.File) error {
	if f.Styles == nil || f.Styles.CellXfs == nil {
		return nil
	}
	own := map[int]string{}
	if f.Styles.NumFmts != nil {
		for _, n := range f.Styles.NumFmts.NumFmt {
			if n != nil {
				own[n.NumFmtID] = n.FormatCode
			}
		}
	}
	before := len(f.Styles.CellXfs.Xf)
	var ids [len(isoCodes)]int
	for shape := dateOnly; int(shape) < len(isoCodes); shape++ {
		code := isoCodes[shape]
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			return err
		}
		if style >= len(f.Styles.CellXfs.Xf) || f.Styles.CellXfs.Xf[style].NumFmtID == nil {
			return fmt.Errorf("no number format for %s", code)
		}
		ids[shape] = *f.Styles.CellXfs.Xf[style].NumFmtID
	}
	for i := range f.Styles.CellXfs.Xf[:before] {
		xf := &f.Styles.CellXfs.Xf[i]
		if xf.NumFmtID == nil {
			continue
		}
		id := ids[shapeOf(*xf.NumFmtID, own)]
		xf.NumFmtID = &id
	}
	return nil
}

// shape is what a number format shows.
type shape uint8

const (
	noDate shape = iota
	dateOnly
	timeOnly
	dateAndTime
)

var isoCodes = [...]string{noDate: "General", dateOnly: "yyyy-mm-dd", timeOnly: "hh:mm:ss", dateAndTime: `yyyy-mm-dd"T"hh:mm:ss`}

// shapeOf classifies a number format: built-in ones by ECMA-376, 18.8.30,
// others by their code.
func shapeOf(id int, own map[int]string) shape {
	if code, ok := own[id]; ok {
		return shapeOfCode(code)
	}
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return dateOnly
	case id == 22:
		return dateAndTime
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return timeOnly
	}
	return noDate
}

// shapeOfCode looks at the first section of a format code, without quoted text,
// escapes and brackets. Elapsed time, [h]:mm, is a number of days.
func shapeOfCode(code string) shape {
	date, clock := false, false
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
				return noDate
			}
			if in := strings.ToLower(code[i+1 : i+1+j]); end == ']' && in != "" && strings.Trim(in, in[:1]) == "" && strings.ContainsAny(in, "hms") {
				return noDate
			}
			i += j + 1
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			i++
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
	}
	return noDate
}
