package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// writeQASheet writes findings as a workbook of one sheet to print and tick off,
// the gravest first.
func writeQASheet(ctx context.Context, path string, l *locale.Language, found []humanitarian.Finding) error {
	heads := []string{"column.severity", "column.figures", "column.where", "column.what", "column.what_to_do", "workbook.code"}
	s := sheet.Sheet{Name: l.Say("workbook.findings"), FrozenRows: 1, FilterRow: 1, TitleRows: 1, Landscape: true, FitToWidth: true, RightToLeft: l.RightToLeft(),
		Columns: []sheet.Column{{Width: 10}, {Width: 18}, {Width: 22}, {Width: 50}, {Width: 50}, {Width: 20}}}
	var head []sheet.Cell
	for _, key := range heads {
		head = append(head, sheet.Cell{Kind: sheet.Text, Text: l.Say(key), Style: sheet.Header})
	}
	s.Rows = append(s.Rows, head)
	for severity := humanitarian.BriefFinding; ; severity-- {
		for _, f := range found {
			if f.Severity == severity {
				s.Rows = append(s.Rows, qaRow(l, f))
			}
		}
		if severity == humanitarian.NoteFinding {
			break
		}
	}
	var book bytes.Buffer
	if err := sheet.Write(ctx, &book, &sheet.Workbook{Sheets: []sheet.Sheet{s}}); err != nil {
		return err
	}
	return writeWhole(filepath.Dir(path), []file{{filepath.Base(path), book.Bytes()}})
}

func qaRow(l *locale.Language, f humanitarian.Finding) (row []sheet.Cell) {
	message, hint := l.Finding(f)
	var at []string
	for _, p := range f.Positions {
		at = append(at, p.String())
	}
	for _, s := range []string{l.Word("severity", f.Severity.String()), strings.Join(f.Figures, ", "), strings.Join(at, ", "), message, hint, f.Code} {
		row = append(row, sheet.Cell{Kind: sheet.Text, Text: s, Style: sheet.Wrap})
	}
	return row
}
