// Package report is the front door: the few calls that turn a register into a
// brief and its files.
//
//	reg, found, err := register.Read(ctx, file, nil)
//	b, found, err := report.Compose(ctx, reg, found, config, brief.Issue{AsOf: day, Period: week})
//	found, err = report.WritePDF(ctx, w, b, nil)
//
// The same register, configuration and issue make the same bytes. Nothing here
// reads the clock, the environment or the network.
package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/check"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
	"github.com/humanitarian-sitrep/sitrep/report/xlsx"
)

// A Brief is one composed issue, ready to be written. The zero value cannot be
// written; make one with [Compose].
type Brief struct {
	Document *document.Document
	lang     *locale.Language // nil: that of the document's tag
	outlines *document.Boundaries
	theme    *pdf.Theme // of a brief that was opened
	assets   []Asset    // what it was made with, as far as it is known
	register []byte     // the edition's figures, as the PDF carries them
}

// Compose checks the register and composes one issue of a brief. Pass the
// findings of reading along: they decide which rows are left out. The error is
// [brief.ErrStopped] when a brief finding stops it; the findings say why.
func Compose(ctx context.Context, reg *humanitarian.Register, found []humanitarian.Finding, config *brief.Config, issue brief.Issue) (*Brief, []humanitarian.Finding, error) {
	options := &check.Options{Gazetteer: issue.Gazetteer, Read: found}
	if issue.Gazetteer != nil {
		known := *reg
		known.Within = issue.Gazetteer.Within
		reg = &known
	}
	visible, _ := issue.Edition.Visible(reg) // a finding must not tell of what the edition withholds
	known, _ := issue.Edition.Visible(tally.AsKnown(reg, issue.AsOf))
	doc, found, err := brief.Compose(ctx, reg, config, issue, slices.Concat(found, checkKnown(visible, known, issue.AsOf, options)))
	if len(known.Figures) < len(visible.Figures) {
		found = besides(found, check.Rows(tally.InForce(visible, issue.AsOf), options))
	}
	if err != nil {
		return nil, found, err
	}
	b := &Brief{Document: doc, lang: issue.Language, outlines: issue.Boundaries}
	if b.assets, err = composedWith(ctx, issue); err != nil {
		return nil, found, err
	}
	if err := b.fillData(ctx, reg, issue.Edition); err != nil {
		return nil, found, err
	}
	lang, err := b.language()
	if err != nil {
		return nil, found, fmt.Errorf("report: %w", err)
	}
	left, err := placeholders(doc, lang, config, found)
	return b, append(found, left...), err
}

// checkKnown checks the rows that were known by the as-of date, as they were
// known: what came later decides nothing in this issue. A share of what came
// later does name its whole.
func checkKnown(all, known *humanitarian.Register, asOf humanitarian.Date, options *check.Options) []humanitarian.Finding {
	shares := map[string]bool{}
	for _, f := range all.Figures {
		if _, ok := f.LinkTo(humanitarian.ShareOf); ok {
			shares[f.ID] = true
		}
	}
	return slices.DeleteFunc(check.Rows(tally.InForce(known, asOf), options), func(f humanitarian.Finding) bool {
		return f.Code == "share_without_whole" && slices.ContainsFunc(f.Figures, func(id string) bool { return shares[id] })
	})
}

// besides adds to found what was found in all rows, as far as it is not among it:
// the desk is told of rows that came later, too, which decide nothing in this issue.
func besides(found, all []humanitarian.Finding) []humanitarian.Finding {
	sorted := slices.SortedFunc(slices.Values(found), humanitarian.CompareFindings)
	for _, f := range all {
		if _, told := slices.BinarySearchFunc(sorted, f, humanitarian.CompareFindings); !told {
			f.Severity = humanitarian.NoteFinding
			found = append(found, f)
		}
	}
	return found
}

// fillData puts the figures that the document shows, as the edition shows
// them, into its data and into the register the PDF carries. Columns that the
// edition never shows are absent.
func (b *Brief) fillData(ctx context.Context, reg *humanitarian.Register, edition disclosure.Edition) error {
	shown := map[string]bool{}
	for _, s := range b.Document.Sources {
		for _, id := range s.Figures {
			shown[id] = true
		}
	}
	visible, _ := edition.Register(tally.AsKnown(reg, b.Document.AsOf))
	visible = tally.InForce(visible, b.Document.AsOf)
	visible.Figures = slices.DeleteFunc(visible.Figures, func(f humanitarian.Figure) bool { return !shown[f.ID] })
	var buf bytes.Buffer
	if err := register.Write(ctx, &buf, visible, nil); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	rows, err := csv.NewReader(&buf).ReadAll()
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	rows = onlyColumns(rows, edition.Columns(rows[0]))
	b.Document.Data = document.Data{Columns: rows[0], Rows: rows[1:]}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(rows); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	b.register = out.Bytes()
	return nil
}

func onlyColumns(rows [][]string, names []string) [][]string {
	header := slices.Clone(rows[0])
	for i, row := range rows {
		var kept []string
		for j, cell := range row {
			if slices.Contains(names, header[j]) {
				kept = append(kept, cell)
			}
		}
		rows[i] = kept
	}
	return rows
}

// language returns the language that the brief was composed in.
func (b *Brief) language() (*locale.Language, error) {
	if b.lang != nil {
		return b.lang, nil
	}
	return locale.Of(b.Document.Language)
}

var errNoBrief = errors.New("report: there is no brief to write; Compose makes one")

// WritePDF writes the brief as a PDF that carries its edition's register and
// document, and a list of what else it was made with ([Asset]). The findings say
// which characters no font has. Nothing is written before all is rendered.
//
// A brief that [Open] gave back is written with what it was written with then.
// The error is [MissingAssets] when some of that did not travel and is neither
// in opts nor supplied ([Brief.Supply]).
func WritePDF(ctx context.Context, w io.Writer, b *Brief, opts *pdf.Options) ([]humanitarian.Finding, error) {
	if b == nil || b.Document == nil {
		return nil, errNoBrief
	}
	var o pdf.Options
	if opts != nil {
		o = *opts
	}
	if o.Language == nil {
		o.Language = b.lang
	}
	if o.Theme == nil {
		o.Theme = b.theme
	}
	if o.Boundaries == nil {
		o.Boundaries = b.outlines
	}
	if missing := b.missing(&o); len(missing) > 0 {
		return nil, MissingAssets(missing)
	}
	if !o.Archive {
		files, err := b.files(ctx, &o)
		if err != nil {
			return nil, err
		}
		o.Attachments = append(slices.Clone(o.Attachments), files...)
	}
	return pdf.Write(ctx, w, b.Document, &o)
}

// files returns what the PDF carries.
func (b *Brief) files(ctx context.Context, o *pdf.Options) ([]pdf.Attachment, error) {
	var doc bytes.Buffer
	if err := WriteJSON(ctx, &doc, b); err != nil {
		return nil, err
	}
	out := []pdf.Attachment{
		{Name: registerFile, MIME: "text/csv", Description: "The figures of this edition", Relationship: "Data", Data: b.register},
		{Name: jsonName, MIME: "application/json", Description: "This brief as a document tree", Relationship: "Source", Data: doc.Bytes()}}
	more, err := travelling(b.madeWith(o))
	return append(out, more...), err
}

// WriteXLSX writes the brief as a workbook.
func WriteXLSX(ctx context.Context, w io.Writer, b *Brief, opts *xlsx.Options) error {
	if b == nil || b.Document == nil {
		return errNoBrief
	}
	var o xlsx.Options
	if opts != nil {
		o = *opts
	}
	if o.Language == nil {
		o.Language = b.lang
	}
	d, err := sealed(b.Document)
	if err != nil {
		return err
	}
	return xlsx.Write(ctx, w, d, &o)
}

// WriteJSON writes the brief as JSON of [document.Schema].
func WriteJSON(ctx context.Context, w io.Writer, b *Brief) error {
	if b == nil || b.Document == nil {
		return errNoBrief
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	d, err := sealed(b.Document)
	if err != nil {
		return err
	}
	out, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if _, err := w.Write(append(out, '\n')); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// WriteText writes the brief as readable text.
func WriteText(ctx context.Context, w io.Writer, b *Brief) error {
	if b == nil || b.Document == nil {
		return errNoBrief
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	lang, err := b.language()
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if _, err := io.WriteString(w, b.Document.Text(lang)); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}
