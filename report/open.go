package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/xlsx"
)

// The names under which the files of a brief stand in findings.
const (
	pdfName  = "brief.pdf"
	xlsxName = "brief.xlsx"
	jsonName = "brief.json"
)

// maxBrief bounds a file to open, in bytes; the largest brief has a few million.
const maxBrief = 64 << 20

// ErrFormat is returned by [Open] for a file of which it knows no brief.
var ErrFormat = errors.New("report: this is no brief: give the PDF, the workbook or the brief.json that this library wrote")

// A format is a kind of file that carries a brief.
type format struct {
	fits func(data []byte) bool
	open func(ctx context.Context, data []byte) (*Brief, []humanitarian.Finding, error)
}

// formats lists the kinds of file that can be opened, each told by its first
// bytes.
func formats() []format {
	return []format{
		{fits: beginsWith("PK\x03\x04"), open: openXLSX},
		{fits: beginsWith("%PDF-"), open: openPDF},
		{fits: func(data []byte) bool { return beginsWith("{")(bytes.TrimLeft(data, "\ufeff \t\r\n")) }, open: openJSON},
	}
}

func beginsWith(s string) func([]byte) bool {
	return func(data []byte) bool { return bytes.HasPrefix(data, []byte(s)) }
}

// Open reads a brief from a file that carries one: the PDF of [WritePDF], the
// workbook of [WriteXLSX] or the JSON of [WriteJSON]. Written again it gives the
// same bytes.
//
// The findings say whether it still is the brief that was written: JSON and PDF
// carry a digest of it (digest_differs, and digest_missing of JSON, which nothing
// else proves), and what is printed as a figure is held against the data in it
// (printed_differs). [Verify] also reads the pages.
//
// A brief from a workbook is the one that was written, whatever people changed
// in its cells since; the findings name each cell that is no longer as it was
// written (cell_differs, formula_differs, sheet_missing, chart_differs), and say
// when the wordings of the desk are needed to write the brief again
// (wordings_missing). A PDF may have been saved anew by another program; it says
// what it was made with ([Brief.Assets]). JSON does not say in which digits and
// months a brief was written; those of its language are taken.
//
// The error is [ErrFormat] for any other file, [ErrNoBrief] for a PDF and
// [xlsx.ErrNoBrief] for a workbook without a brief, or says what is damaged, as
// a [humanitarian.Failure] that package locale words.
func Open(ctx context.Context, r io.Reader) (*Brief, []humanitarian.Finding, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBrief+1))
	if err != nil {
		return nil, nil, fmt.Errorf("report: %w", err)
	}
	if len(data) > maxBrief {
		return nil, nil, fmt.Errorf("report: the file has more than %d bytes; no brief is as large", maxBrief)
	}
	for _, f := range formats() {
		if f.fits(data) {
			return f.open(ctx, data)
		}
	}
	return nil, nil, ErrFormat
}

// damaged makes an error one that is said in the reader's language: that the file
// is damaged, or that somebody edited it.
func damaged(err error) error {
	return humanitarian.Failed(err, humanitarian.Say("failure.damaged"))
}

func openJSON(ctx context.Context, data []byte) (*Brief, []humanitarian.Finding, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	d := new(document.Document)
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), d); err != nil {
		return nil, nil, damaged(fmt.Errorf("report: %s: %w", jsonName, err))
	}
	b, err := reopened(d)
	if err != nil {
		return nil, nil, err
	}
	found, err := proven(ctx, b, bytes.TrimPrefix(data, []byte("\ufeff")), jsonName)
	return b, found, err
}

func openXLSX(ctx context.Context, data []byte) (*Brief, []humanitarian.Finding, error) {
	d, lang, err := xlsx.Open(ctx, bytes.NewReader(data))
	if errors.Is(err, xlsx.ErrNoBrief) || ctx.Err() != nil {
		return nil, nil, fmt.Errorf("report: %w", err)
	}
	if err != nil {
		return nil, nil, damaged(fmt.Errorf("report: %w", err))
	}
	b, err := reopened(d)
	if err != nil {
		return nil, nil, err
	}
	inside, err := json.Marshal(d)
	if err != nil {
		return nil, nil, fmt.Errorf("report: %w", err)
	}
	edited, err := proven(ctx, b, inside, xlsxName)
	if err != nil {
		return nil, nil, err
	}
	if b.lang = lang; lang == nil {
		return b, append(edited, humanitarian.Finding{Code: "wordings_missing", Severity: humanitarian.WarningFinding,
			Positions: []humanitarian.Position{{File: xlsxName}}, Args: []string{d.Language}}), nil
	}
	found, err := xlsx.Compare(ctx, d, bytes.NewReader(data), &xlsx.Options{Language: lang})
	if err != nil {
		return nil, nil, fmt.Errorf("report: %w", err)
	}
	return b, append(edited, found...), nil
}

// reopened makes a brief of a document that was read.
func reopened(d *document.Document) (*Brief, error) {
	if err := sound(d); err != nil {
		return nil, damaged(fmt.Errorf("report: the document is damaged: %w", err))
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	err := w.Write(d.Data.Columns)
	if err = errors.Join(err, w.WriteAll(d.Data.Rows)); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return &Brief{Document: d, register: out.Bytes()}, nil
}

// sound refuses a document that no composing makes and no writer expects.
func sound(d *document.Document) error {
	if d.Schema != document.SchemaVersion {
		return fmt.Errorf("its schema is %q, this library knows %q", d.Schema, document.SchemaVersion)
	}
	for _, blocks := range [][]document.Block{d.Blocks, d.Appendix} {
		for i, b := range blocks {
			if err := soundBlock(b); err != nil {
				return fmt.Errorf("block %d: %w", i+1, err)
			}
		}
	}
	return nil
}

func soundBlock(b document.Block) error {
	const deepest = 9 // of headings and parts
	switch t := b.(type) {
	case *document.Heading:
		if t.Level < 0 || t.Level > deepest {
			return fmt.Errorf("a heading of level %d", t.Level)
		}
	case *document.Table:
		for i, r := range t.Rows {
			if r.Indent < 0 || r.Indent > deepest {
				return fmt.Errorf("row %d is indented %d times", i+1, r.Indent)
			}
		}
	}
	for _, v := range values(b) {
		if err := soundValue(v); err != nil {
			return err
		}
	}
	return nil
}

// values lists the values of a block.
func values(b document.Block) (out []document.Value) {
	spans := func(list []document.Span) {
		for _, s := range list {
			if s.Value != nil {
				out = append(out, *s.Value)
			}
		}
	}
	switch t := b.(type) {
	case *document.Paragraph:
		spans(t.Spans)
	case *document.Bullets:
		for _, p := range t.Items {
			spans(p.Spans)
		}
	case *document.KeyFigures:
		for _, tile := range t.Tiles {
			out = append(out, tile.Value)
		}
	case *document.Table:
		for _, r := range t.Rows {
			out = append(out, r.Cells...)
		}
	case *document.Chart:
		for _, r := range t.Rows {
			out = append(append(out, r.Label, r.Total), r.Values...)
		}
	case *document.Map:
		for _, a := range t.Areas {
			out = append(out, a.Value, a.Rate)
		}
	}
	return out
}

// soundValue wants of a difference the bounds that it is printed with.
func soundValue(v document.Value) error {
	if c := v.Change; c != nil && c.Kind == tally.Delta && (c.Actual.Low == nil || c.Actual.High == nil) && v.Nature != humanitarian.Cumulative {
		return errors.New("a change without its bounds")
	}
	return nil
}
