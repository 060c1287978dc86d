package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Write writes a workbook as .xlsx. The same workbook gives the same bytes.
// Nothing is written to w before all is rendered, and no temporary files are
// used. The workbook is only read; it may be written from several goroutines.
//
// Write fails, naming the sheet and the cell, when a name is empty or doubled
// after cleaning, a text is longer than the 32,767 characters a cell holds, a
// date is not ISO, a link is neither http, https, mailto nor "#Sheet!A1", spans
// overlap, or a limit of Excel is exceeded; when ctx is cancelled, looked at
// between sheets and every 512 rows; and when w fails.
func Write(ctx context.Context, w io.Writer, wb *Workbook) error {
	if wb == nil || len(wb.Sheets) == 0 {
		return errors.New("sheet: a workbook needs at least one sheet")
	}
	a, err := render(ctx, wb)
	if err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	if err := a.writeTo(w); err != nil {
		return fmt.Errorf("sheet: writing: %w", err)
	}
	return nil
}

// render lets excelize make styles, names and the frame of each sheet, and
// fills in the rows itself. excelize's StreamWriter was tried and rejected: it
// puts sheets above 16 MB into the system's temporary folder, in the clear.
func render(ctx context.Context, wb *Workbook) (*archive, error) {
	names, err := sheetNames(wb)
	if err != nil {
		return nil, err
	}
	f := excelize.NewFile()
	defer f.Close()
	if err := frames(f, wb, names); err != nil {
		return nil, err
	}
	a := newArchive()
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return a })
	// Written once for the frames, and once more when the rows have registered
	// the styles they need.
	if err := f.Write(io.Discard); err != nil {
		return nil, err
	}
	st := &styles{f: f, ids: map[styleKey]int{}}
	for i := range wb.Sheets {
		frame := a.parts[sheetPart(i+1)]
		if frame == nil {
			return nil, fmt.Errorf("sheet %q: no part", names[i])
		}
		b := &body{ctx: ctx, sheet: &wb.Sheets[i], styles: st, relIDs: map[string]int{}}
		if err := b.pack(frame.String(), i+1, a); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", names[i], err)
		}
	}
	if err := f.Write(io.Discard); err != nil {
		return nil, err
	}
	a.extra["docProps/core.xml"], err = coreXML(&wb.Properties)
	if err != nil {
		return nil, err
	}
	a.extra["docProps/app.xml"] = []byte(xmlHeader +
		`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>`)
	return a, nil
}

const xmlHeader = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func sheetNames(wb *Workbook) ([]string, error) {
	names := make([]string, len(wb.Sheets))
	seen := map[string]bool{}
	for i, s := range wb.Sheets {
		n := CleanName(s.Name)
		if n == "" || strings.EqualFold(n, "History") { // Excel keeps History for itself
			return nil, fmt.Errorf("sheet %d: %q is not a name for a sheet", i+1, s.Name)
		}
		if seen[strings.ToLower(n)] {
			return nil, fmt.Errorf("sheet %d: two sheets would be named %q", i+1, n)
		}
		seen[strings.ToLower(n)] = true
		names[i] = n
	}
	return names, nil
}

// frames creates the sheets and all that is not rows.
func frames(f *excelize.File, wb *Workbook, names []string) error {
	active := -1
	for i, name := range names {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return err
		}
		if active < 0 && !wb.Sheets[i].Hidden {
			active = i
		}
	}
	if active < 0 {
		return errors.New("all sheets are hidden")
	}
	f.SetActiveSheet(active)
	for i, name := range names {
		s := &wb.Sheets[i]
		// setPage after setNames: excelize's AutoFilter drops fit to page.
		for _, set := range []func(*excelize.File, string, *Sheet) error{setColumns, setView, setNames, setPage, setLists} {
			if err := set(f, name, s); err != nil {
				return fmt.Errorf("sheet %q: %w", name, err)
			}
		}
		if s.Hidden {
			if err := f.SetSheetVisible(name, false); err != nil {
				return err
			}
		}
	}
	return nil
}

func setColumns(f *excelize.File, name string, s *Sheet) error {
	if len(s.Columns) > maxSheetColumns || len(s.Rows) > maxSheetRows {
		return fmt.Errorf("%d columns, %d rows: a sheet holds %d and %d", len(s.Columns), len(s.Rows), maxSheetColumns, maxSheetRows)
	}
	for i, c := range s.Columns {
		if !validWidth(c.Width) {
			return fmt.Errorf("width %v of column %s is not between 0 and 255", c.Width, ColumnName(i+1))
		}
		if c.Width > 0 {
			if err := f.SetColWidth(name, ColumnName(i+1), ColumnName(i+1), c.Width); err != nil {
				return err
			}
		}
	}
	widest := 1
	for _, r := range s.Rows {
		widest = max(widest, len(r))
	}
	if widest > maxSheetColumns {
		return fmt.Errorf("%d cells in a row: a sheet holds %d", widest, maxSheetColumns)
	}
	// Readers that stream trust the dimension: without it they see one row.
	return f.SetSheetDimension(name, "A1:"+cellName(max(1, len(s.Rows)), widest))
}

func setView(f *excelize.File, name string, s *Sheet) error {
	if s.RightToLeft {
		yes := true
		if err := f.SetSheetView(name, -1, &excelize.ViewOptions{RightToLeft: &yes}); err != nil {
			return err
		}
	}
	if s.FrozenRows <= 0 && s.FrozenColumns <= 0 {
		return nil
	}
	rows, cols := max(0, s.FrozenRows), max(0, s.FrozenColumns)
	if rows >= maxSheetRows || cols >= maxSheetColumns {
		return fmt.Errorf("%d rows and %d columns cannot be frozen", rows, cols)
	}
	pane := "bottomRight"
	switch {
	case cols == 0:
		pane = "bottomLeft"
	case rows == 0:
		pane = "topRight"
	}
	return f.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: cols, YSplit: rows,
		TopLeftCell: cellName(rows+1, cols+1), ActivePane: pane})
}

func setPage(f *excelize.File, name string, s *Sheet) error {
	a4, orientation := 9, "portrait"
	if s.Landscape {
		orientation = "landscape"
	}
	layout := &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation}
	if s.FitToWidth {
		yes, one, any := true, 1, 0
		layout.FitToWidth, layout.FitToHeight = &one, &any
		if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
			return err
		}
	}
	if err := f.SetPageLayout(name, layout); err != nil {
		return err
	}
	if s.Header == "" && s.Footer == "" {
		return nil
	}
	// & is a command in headers; && prints one. An empty section is dropped.
	hf := &excelize.HeaderFooterOptions{}
	if s.Header != "" {
		hf.OddHeader = "&C" + headerText(s.Header)
	}
	if s.Footer != "" {
		hf.OddFooter = "&L" + headerText(s.Footer) + "&R&P / &N"
	}
	if utf16Len(hf.OddHeader) > 255 || utf16Len(hf.OddFooter) > 255 {
		return errors.New("header or footer is longer than 255 characters")
	}
	return f.SetHeaderFooter(name, hf)
}

func headerText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 {
			return ' '
		}
		return r
	}, s)
	s = strings.ReplaceAll(s, "&", "&&")
	if isDigit(s[0]) {
		s = " " + s // a digit after &C would be a font size
	}
	return s
}

func setNames(f *excelize.File, name string, s *Sheet) error {
	if s.TitleRows > 0 {
		if s.TitleRows > maxSheetRows {
			return fmt.Errorf("%d title rows", s.TitleRows)
		}
		if err := f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name,
			RefersTo: quoteName(name) + "!$1:$" + strconv.Itoa(s.TitleRows)}); err != nil {
			return err
		}
	}
	if s.FilterRow <= 0 {
		return nil
	}
	if s.FilterRow > len(s.Rows) || len(s.Rows[s.FilterRow-1]) == 0 {
		return fmt.Errorf("filter row %d has no cells", s.FilterRow)
	}
	return f.AutoFilter(name, fmt.Sprintf("A%d:%s", s.FilterRow, cellName(len(s.Rows), len(s.Rows[s.FilterRow-1]))), nil)
}

func setLists(f *excelize.File, name string, s *Sheet) error {
	for i, l := range s.Lists {
		last := l.LastRow
		if last == 0 {
			last = maxSheetRows
		}
		if l.Column < 1 || l.Column > maxSheetColumns || l.FirstRow < 1 || last < l.FirstRow || last > maxSheetRows {
			return fmt.Errorf("list %d: cells out of range", i+1)
		}
		dv := excelize.NewDataValidation(true)
		dv.Sqref = cellName(l.FirstRow, l.Column) + ":" + cellName(last, l.Column)
		if l.Source != "" {
			dv.SetSqrefDropList(l.Source)
		} else {
			for _, v := range l.Values {
				if strings.ContainsRune(v, ',') {
					return fmt.Errorf("list %d: %q holds a comma", i+1, v)
				}
			}
			if err := dv.SetDropList(l.Values); err != nil {
				return fmt.Errorf("list %d: %w", i+1, err)
			}
		}
		style := excelize.DataValidationErrorStyleWarning
		if l.Strict {
			style = excelize.DataValidationErrorStyleStop
		}
		dv.SetError(style, "", "")
		if err := f.AddDataValidation(name, dv); err != nil {
			return fmt.Errorf("list %d: %w", i+1, err)
		}
	}
	return nil
}

func coreXML(p *Properties) ([]byte, error) {
	b := bytes.NewBufferString(xmlHeader + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, e := range [][2]string{{"dc:title", p.Title}, {"dc:subject", p.Subject}, {"dc:creator", p.Creator},
		{"cp:keywords", p.Keywords}, {"dc:description", p.Description}, {"dc:language", p.Language}} {
		if e[1] != "" {
			b.WriteString("<" + e[0] + ">")
			escape(b, e[1])
			b.WriteString("</" + e[0] + ">")
		}
	}
	if p.Created != "" {
		if _, err := time.Parse(time.DateOnly, p.Created); err != nil {
			return nil, fmt.Errorf("created %q is not an ISO date", p.Created)
		}
		b.WriteString(`<dcterms:created xsi:type="dcterms:W3CDTF">` + p.Created + `T00:00:00Z</dcterms:created>`)
	}
	b.WriteString(`</cp:coreProperties>`)
	return b.Bytes(), nil
}
