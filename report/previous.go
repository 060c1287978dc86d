package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// ErrEdited is returned by [ReadPrevious] for a file that is no longer the brief
// that was written.
var ErrEdited = errors.New("report: the previous issue is not as it was written; give the file as it was sent out")

// ReadPrevious reads the previous issue from a file that carries a brief, as
// [Open] does, and proves it first: the next issue says what changed since, and
// a number that nobody published must not stand there. A PDF must print on its
// pages what is in it, a workbook hold it in its cells, and the figures be those
// of its data. The error is then [ErrEdited], and the findings say which numbers
// differ. Pages that were laid out by another version, or with what did not
// travel, are only searched for the figures.
func ReadPrevious(ctx context.Context, r io.Reader, own []humanitarian.Indicator) (*brief.Previous, []humanitarian.Finding, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBrief+1))
	if err != nil {
		return nil, nil, fmt.Errorf("report: %w", err)
	}
	b, found, err := Open(ctx, bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	var more []humanitarian.Finding
	switch {
	case beginsWith("%PDF-")(data):
		more, err = Verify(ctx, b, bytes.NewReader(data), nil, nil)
	case beginsWith("PK\x03\x04")(data) && b.lang == nil: // Open compared nothing, not knowing the words
		more, err = Verify(ctx, b, nil, bytes.NewReader(data), nil)
		more = slices.DeleteFunc(more, otherWords)
	}
	if err != nil {
		return nil, nil, err
	}
	found = append(found, slices.DeleteFunc(more, otherLooks)...)
	if slices.ContainsFunc(found, func(f humanitarian.Finding) bool { return f.Severity >= humanitarian.RowFinding }) {
		return nil, found, humanitarian.Failed(ErrEdited, humanitarian.Say("failure.edited"))
	}
	p, err := Previous(ctx, b.Document, own)
	return p, found, err
}

// otherLooks reports whether a finding speaks of the looks of pages, and of none
// of their numbers.
func otherLooks(f humanitarian.Finding) bool {
	if f.Code == "attachment_missing" {
		return f.Args[0] == manifestFile
	}
	return slices.Contains([]string{"file_differs", "file_resaved", "asset_missing"}, f.Code) && f.Positions[0].File == pdfName
}

// otherWords reports whether a finding on a workbook may speak of its wording: it
// is not about a cell that should hold one number and holds another.
func otherWords(f humanitarian.Finding) bool {
	if f.Code != "cell_differs" {
		return true
	}
	return slices.ContainsFunc(f.Args, func(s string) bool {
		_, err := strconv.ParseFloat(s, 64)
		return err != nil
	})
}

// Previous returns what a brief tells the next issue of its series: its figures
// as its readers have them, what it was, and who signed it. Own are the desk's
// indicators besides the core.
func Previous(ctx context.Context, doc *document.Document, own []humanitarian.Indicator) (*brief.Previous, error) {
	if doc == nil {
		return nil, errors.New("report: there is no previous issue; give the brief.json of one")
	}
	reg, err := Register(ctx, doc, own)
	if err != nil {
		return nil, err
	}
	p := &brief.Previous{Register: reg, AsOf: doc.AsOf, Period: doc.Period, Series: doc.Series, Number: doc.Number, Language: doc.Language, Layout: doc.Layout, SignOff: doc.SignOff}
	for _, b := range doc.Blocks {
		if h, ok := b.(*document.Heading); ok && h.Level == 1 {
			p.Sections = append(p.Sections, h.Text)
		}
	}
	p.Mentioned = mentioned(doc)
	return p, nil
}

// mentioned lists the figures that stand nowhere in a brief but in its section on
// what changed, as what another figure was before, in the order of its rows.
func mentioned(doc *document.Document) []string {
	changes, shown := map[string]bool{}, map[string]bool{}
	for _, section := range sectionsOf(slices.Concat(doc.Blocks, doc.Appendix)) {
		of := slices.ContainsFunc(section, isOfChanges)
		for _, b := range section {
			t, isTable := b.(*document.Table)
			for i, v := range values(b) {
				ids := shown
				if of && (!isTable || v.Class == document.ChangeValue || isOfChanges(b) && i%len(t.Columns) == earlierColumn) {
					ids = changes
				}
				for _, id := range v.Figures {
					ids[id] = true
				}
			}
		}
	}
	var out []string
	for _, s := range doc.Sources {
		for _, id := range s.Figures {
			if changes[id] && !shown[id] && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// sectionsOf cuts blocks before each heading of the first level.
func sectionsOf(blocks []document.Block) (out [][]document.Block) {
	from := 0
	for i, b := range blocks {
		if h, ok := b.(*document.Heading); ok && h.Level == 1 {
			out, from = append(out, blocks[from:i]), i
		}
	}
	return append(out, blocks[from:])
}

// earlierColumn is where the tables of changes say what a figure was before.
const earlierColumn = 3

// isOfChanges reports whether b is a table of the section on what changed.
func isOfChanges(b document.Block) bool {
	t, ok := b.(*document.Table)
	return ok && slices.Contains([]string{"changes", "differences"}, t.Name)
}

// Register returns the figures of a brief as a register: those it shows, as its
// edition shows them.
func Register(ctx context.Context, doc *document.Document, own []humanitarian.Indicator) (*humanitarian.Register, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	if err := errors.Join(w.Write(doc.Data.Columns), w.WriteAll(doc.Data.Rows)); err != nil {
		return nil, fmt.Errorf("report: the figures of the brief: %w", err)
	}
	if len(doc.Data.Rows) == 0 {
		return &humanitarian.Register{Country: doc.Country, Indicators: append(humanitarian.CoreIndicators(), own...)}, nil
	}
	reg, _, err := register.Read(ctx, &buf, &register.Options{Name: "brief", Country: doc.Country, Indicators: own})
	if err != nil {
		return nil, fmt.Errorf("report: the figures of the brief: %w", err)
	}
	return reg, nil
}
