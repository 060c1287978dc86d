package sheet

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ReadXLSX reads every sheet of a workbook with content, in order, hidden ones
// too. The name stands in positions. Numbers are read as stored, without the
// separators and rounding of their display, fractions to 15 digits: 14% is 0.14,
// and [Row.Stored] says that it is a percentage. Dates and times are ISO text,
// 2024-12-08 or 2024-12-08T14:30:00 (formats that show hours only give
// 14:30:00), with the year 1904 of old Macintosh files in mind; formulas are
// their stored results, true and false TRUE and FALSE.
//
// Hidden sheets, rows and columns, error values, formulas without a result and
// results that may be old are faults.
//
// ReadXLSX fails for what is not a workbook or is damaged ([ErrFormat]), old
// .xls files and workbooks with a password (likewise), one without any content
// ([ErrEmpty]), a file beyond its limits, zip bombs included ([LimitError]), a
// cancelled context, and when r fails.
func ReadXLSX(ctx context.Context, r io.Reader, name string, limits *Limits) (grids []*Grid, faults []Fault, err error) {
	lim := limits.orDefaults()
	data, err := io.ReadAll(io.LimitReader(r, lim.MaxBytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("sheet: %s: %w", name, err)
	}
	b, err := OpenXLSX(ctx, bytes.NewReader(data), int64(len(data)), name, &lim)
	if err != nil {
		return nil, nil, err
	}
	x := &gridReader{book: b, lim: lim, faults: faultList{max: lim.MaxFaults}}
	for i := range b.sheets {
		g, err := x.sheet(ctx, i)
		if err != nil {
			return nil, nil, err
		}
		if len(g.Rows) > 0 {
			grids = append(grids, g)
		}
	}
	if len(grids) == 0 {
		return nil, nil, fmt.Errorf("sheet: %s: %w", name, ErrEmpty)
	}
	return grids, x.faults.done(name), nil
}

// gridReader gathers grids. The limits hold for all sheets together.
type gridReader struct {
	book   *Book
	lim    Limits
	faults faultList
	rows   int
	cells  int
	bytes  int64
}

func (x *gridReader) sheet(ctx context.Context, i int) (*Grid, error) {
	info := x.book.sheets[i]
	g := &Grid{File: x.book.name, Name: info.Name, Hidden: info.Hidden}
	var over error
	p := &sheetParser{ctx: ctx, book: x.book, at: Position{File: g.File, Sheet: g.Name}, row: func(r Row) bool {
		if over = x.bound(g, &r); over == nil {
			g.Rows = append(g.Rows, r)
		}
		return over == nil
	}}
	if err := p.parse(info.part); err != nil {
		if over != nil {
			err = over
		}
		return nil, err
	}
	g.Merged, g.HiddenColumns = p.merged, p.columns
	g.settle()
	x.report(g)
	return g, nil
}

// bound counts a row against the limits.
func (x *gridReader) bound(g *Grid, r *Row) error {
	at := Position{File: g.File, Sheet: g.Name, Row: r.Number}
	if x.rows++; x.rows > x.lim.MaxRows {
		return &LimitError{Position: at, What: "rows", Limit: int64(x.lim.MaxRows)}
	}
	if x.cells += len(r.Cells); x.cells > x.lim.MaxCells {
		return &LimitError{Position: at, What: "cells, empty ones between others counted", Limit: int64(x.lim.MaxCells)}
	}
	for _, c := range r.Cells {
		x.bytes += int64(len(c))
	}
	if x.bytes > x.lim.MaxBytes {
		return &LimitError{Position: at, What: "bytes of text", Limit: x.lim.MaxBytes}
	}
	return nil
}

// report adds the faults of a sheet.
func (x *gridReader) report(g *Grid) {
	hidden, formulas := 0, 0
	for i := range g.Rows {
		r := &g.Rows[i]
		if r.Hidden {
			hidden++
		}
		for j, s := range r.Stored {
			if s.Formula {
				formulas++
			}
			switch {
			case s.Formula && s.Kind == Empty:
				x.faults.add(Fault{Position: g.Position(i, j), Code: CodeNoResult})
			case s.Kind == Error, s.Kind == Text && errorValue(r.Cells[j]):
				x.faults.add(Fault{Position: g.Position(i, j), Code: CodeErrorValue, Args: []string{r.Cells[j]}})
			}
		}
	}
	if len(g.Rows) == 0 {
		return
	}
	at := g.Position(-1, -1)
	if g.Hidden {
		x.faults.add(Fault{Position: at, Code: CodeHiddenSheet, Note: true})
	}
	if hidden > 0 {
		x.faults.add(Fault{Position: at, Code: CodeHiddenRows, Args: []string{strconv.Itoa(hidden)}, Note: true})
	}
	if names := g.hiddenWithContent(); len(names) > 0 {
		x.faults.add(Fault{Position: at, Code: CodeHiddenColumns, Args: []string{strings.Join(names, ", ")}, Note: true})
	}
	if x.book.stale && formulas > 0 {
		x.faults.add(Fault{Position: at, Code: CodeStale, Args: []string{strconv.Itoa(formulas)}})
	}
}

// hiddenWithContent names the hidden columns in which something stands.
func (g *Grid) hiddenWithContent() []string {
	if len(g.HiddenColumns) == 0 {
		return nil
	}
	width := 0
	for _, r := range g.Rows {
		width = max(width, len(r.Cells))
	}
	var names []string
	for j := range width {
		if !g.ColumnHidden(j) {
			continue
		}
		for i := range g.Rows {
			if g.Cell(i, j) != "" {
				names = append(names, ColumnName(j+1))
				break
			}
		}
	}
	return names
}

func errorValue(s string) bool {
	switch s {
	case "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!":
		return true
	}
	return false
}
