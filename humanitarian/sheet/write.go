package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Write writes a workbook as .xlsx. The same workbook gives the same bytes.
// Nothing is written to w before all is rendered, and no temporary files are
// used. The workbook is only read; it may be written from several goroutines,
// unless a [Sheet.More] of it may not.
//
// Write fails, naming the sheet and the cell, when a name is empty or doubled
// after cleaning, a text is longer than the 32,767 characters a cell holds, a
// date is not ISO, a link is neither http, https, mailto nor "#Sheet!A1", spans
// overlap, a validation or a condition does not make sense, or a limit of Excel
// is exceeded; when ctx is cancelled, looked at between sheets and every 512
// rows; and when w fails.
func Write(ctx context.Context, w io.Writer, wb *Workbook) error {
	var b bytes.Buffer
	if err := Stream(ctx, &b, wb); err != nil {
		return err
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("sheet: writing: %w", err)
	}
	return nil
}

// Stream is Write for workbooks too large to be held, even compressed: it
// writes each row as it comes from [Sheet.More], in the same bytes that Write
// gives. After an error what has been written is of no use; write to a file
// that is then removed.
func Stream(ctx context.Context, w io.Writer, wb *Workbook) error {
	if wb == nil || len(wb.Sheets) == 0 {
		return errors.New("sheet: a workbook needs at least one sheet")
	}
	if err := render(ctx, w, wb); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	return nil
}

// render lets excelize make styles, names and the frame of each sheet, and
// fills in the rows itself. excelize's StreamWriter was tried and rejected: it
// puts sheets above 16 MB into the system's temporary folder, in the clear, and
// takes twice as long.
func render(ctx context.Context, w io.Writer, wb *Workbook) error {
	names, err := sheetNames(wb)
	if err != nil {
		return err
	}
	f := excelize.NewFile()
	defer f.Close()
	st := &styles{f: f, ids: map[styleKey]int{}}
	if err := frames(&frameBuilder{f: f, styles: st, marks: map[Style]int{}}, wb, names); err != nil {
		return err
	}
	made := &capture{parts: map[string]*bytes.Buffer{}}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return made })
	// Written once for the frames, and once more when the rows have registered
	// the styles they need and the filters have their last row.
	if err := f.Write(io.Discard); err != nil {
		return err
	}
	frame := make([]string, len(names))
	for i := range names {
		frame[i] = made.text(sheetPart(i + 1))
	}
	own, err := ownParts(wb)
	if err != nil {
		return err
	}
	a := newArchive(w)
	if err := a.add(contentTypes, withTypes(made.text(contentTypes), wb)); err != nil {
		return err
	}
	for i := range wb.Sheets {
		st.rtl = wb.Sheets[i].RightToLeft
		b := &body{ctx: ctx, sheet: &wb.Sheets[i], styles: st, relIDs: map[string]int{}}
		if err := a.sheet(b, i+1, frame[i]); err != nil {
			return fmt.Errorf("sheet %q: %w", names[i], err)
		}
		if err := setFilter(f, names[i], b); err != nil {
			return fmt.Errorf("sheet %q: %w", names[i], err)
		}
	}
	if err := f.Write(io.Discard); err != nil {
		return err
	}
	return a.rest(made, own, wb, names)
}

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
func frames(b *frameBuilder, wb *Workbook, names []string) error {
	f, active := b.f, -1
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
		// setPage after setTitles: excelize's AutoFilter drops fit to page.
		for _, set := range []func(*frameBuilder, string, *Sheet) error{
			setColumns, setView, setTitles, setPage, setProtection, setValidations, setConditions} {
			if err := set(b, name, s); err != nil {
				return fmt.Errorf("sheet %q: %w", name, err)
			}
		}
		if s.Hidden {
			if err := f.SetSheetVisible(name, false); err != nil {
				return err
			}
		}
	}
	for _, n := range wb.Names {
		if err := f.SetDefinedName(&excelize.DefinedName{Name: n.Name, RefersTo: n.Refers}); err != nil {
			return fmt.Errorf("name %q: %w", n.Name, err)
		}
	}
	return nil
}

// frameBuilder is the workbook as excelize makes it, without rows.
type frameBuilder struct {
	f      *excelize.File
	styles *styles
	marks  map[Style]int
}

// mark returns the format of a condition.
func (b *frameBuilder) mark(s Style) (int, error) {
	if id, ok := b.marks[s]; ok {
		return id, nil
	}
	id, err := b.f.NewConditionalStyle(mark(s))
	b.marks[s] = id
	return id, err
}

func setColumns(b *frameBuilder, name string, s *Sheet) error {
	if len(s.Columns) > maxSheetColumns || len(s.Rows) > maxSheetRows {
		return fmt.Errorf("%d columns, %d rows: a sheet holds %d and %d", len(s.Columns), len(s.Rows), maxSheetColumns, maxSheetRows)
	}
	for i, c := range s.Columns {
		if !validWidth(c.Width) {
			return fmt.Errorf("width %v of column %s is not between 0 and 255", c.Width, ColumnName(i+1))
		}
		if c.Level > maxLevel || int(c.Style) >= styleCount || c.Kind > Bool {
			return fmt.Errorf("level %d, %v or %v of column %s is not known", c.Level, c.Style, c.Kind, ColumnName(i+1))
		}
	}
	if s.More != nil {
		return nil // how many rows there will be is not known
	}
	widest := 1
	for _, r := range s.Rows {
		widest = max(widest, len(r))
	}
	if widest > maxSheetColumns {
		return fmt.Errorf("%d cells in a row: a sheet holds %d", widest, maxSheetColumns)
	}
	// Readers that stream trust the dimension: without it they see one row.
	return b.f.SetSheetDimension(name, "A1:"+cellName(max(1, len(s.Rows)), widest))
}

// setProtection locks the cells that are not unlocked, and leaves people what
// does no harm: to sort, filter, fold, and make columns wider.
func setProtection(b *frameBuilder, name string, s *Sheet) error {
	if !s.Protected {
		return nil
	}
	return b.f.ProtectSheet(name, &excelize.SheetProtectionOptions{AutoFilter: true, Sort: true, FormatCells: true, FormatColumns: true,
		FormatRows: true, InsertRows: true, InsertHyperlinks: true, DeleteRows: true, SelectLockedCells: true, SelectUnlockedCells: true})
}

func setView(b *frameBuilder, name string, s *Sheet) error {
	f := b.f
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

func setPage(b *frameBuilder, name string, s *Sheet) error {
	f := b.f
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
	side, end, head := 0.4, 0.6, 0.3 // inches; Excel's own waste a tenth of the page
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &head, Footer: &head}); err != nil {
		return err
	}
	for _, row := range s.PageBreaks {
		if row < 2 || row > maxSheetRows {
			return fmt.Errorf("no page can begin at row %d", row)
		}
		if err := f.InsertPageBreak(name, cellName(row, 1)); err != nil {
			return err
		}
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

func setTitles(b *frameBuilder, name string, s *Sheet) error {
	from := max(s.TitleFrom, 1)
	if s.TitleRows < 0 || s.TitleFrom < 0 || from-1 > maxSheetRows-s.TitleRows {
		return fmt.Errorf("%d title rows from row %d", s.TitleRows, s.TitleFrom)
	}
	if s.TitleRows > 0 {
		if err := b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name,
			RefersTo: fmt.Sprintf("%s!$%d:$%d", quoteName(name), from, from+s.TitleRows-1)}); err != nil {
			return err
		}
	}
	if s.PrintColumns < 0 || s.PrintColumns > maxSheetColumns {
		return fmt.Errorf("%d columns to print", s.PrintColumns)
	}
	if s.PrintColumns > 0 {
		// Whole columns: rows that will be typed are printed too.
		if err := b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: name,
			RefersTo: quoteName(name) + "!$A:$" + ColumnName(s.PrintColumns)}); err != nil {
			return err
		}
	}
	if s.FilterRow <= 0 {
		return nil
	}
	if s.FilterRow > len(s.Rows) || len(s.Rows[s.FilterRow-1]) == 0 {
		return fmt.Errorf("filter row %d has no cells", s.FilterRow)
	}
	if s.More != nil {
		return nil // setFilter follows when the rows are counted
	}
	return b.f.AutoFilter(name, s.filterRange(len(s.Rows)), nil)
}

// filterRange is the range with filter buttons, once the rows are counted.
func (s *Sheet) filterRange(rows int) string {
	return fmt.Sprintf("A%d:%s", s.FilterRow, cellName(max(rows, min(s.FilterLast, maxSheetRows)), len(s.Rows[s.FilterRow-1])))
}

// absolute writes A2:C8 as $A$2:$C$8.
func absolute(ref string) string {
	var b strings.Builder
	for i, r := range ref {
		letter := 'A' <= r && r <= 'Z'
		if after := i > 0 && 'A' <= ref[i-1] && ref[i-1] <= 'Z'; letter != after && r != ':' {
			b.WriteByte('$')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// setFilter registers the hidden name that Excel wants beside a filter whose
// last row was not known.
func setFilter(f *excelize.File, name string, b *body) error {
	if b.sheet.FilterRow <= 0 || b.sheet.More == nil {
		return nil
	}
	return f.AutoFilter(name, b.sheet.filterRange(b.rows), nil)
}
