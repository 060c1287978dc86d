package review

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// ErrNotReview is wrapped by [Read] for a workbook that [Write] did not write.
var ErrNotReview = errors.New("not a review sheet; write it again and decide there")

// Read reads a review back from its workbook. Rows may have been sorted.
//
// What was typed is taken as it stands; a cell that cannot be is a finding with
// sheet and cell, and an accepted row with such a cell is open again. So is one
// that makes civilians of fighters without a written reason. Findings are
// sorted.
//
// Read fails when r is no workbook, when it is none of [Write] ([ErrNotReview]),
// beyond a limit (sheet.LimitError), when ctx is cancelled and when r fails.
func Read(ctx context.Context, r io.Reader, opts *Options) (*Review, []humanitarian.Finding, error) {
	rd := &reader{}
	if opts != nil {
		rd.opts = *opts
	}
	if rd.opts.Name == "" {
		rd.opts.Name = "review.xlsx"
	}
	grids, _, err := sheet.ReadXLSX(ctx, r, rd.opts.Name, nil)
	if err == nil {
		err = rd.read(ctx, grids)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("review: %s: %w", rd.opts.Name, err)
	}
	slices.SortStableFunc(rd.findings, humanitarian.CompareFindings)
	return &rd.review, rd.findings, nil
}

// A reader is the work on one workbook.
type reader struct {
	opts     Options
	words    *wording
	review   Review
	findings []humanitarian.Finding
	proposed map[string]Item
	order    []string
}

func (rd *reader) read(ctx context.Context, grids []*sheet.Grid) error {
	hidden := slices.IndexFunc(grids, func(g *sheet.Grid) bool { return g.Cell(0, 0) == mark })
	if hidden < 0 || grids[hidden].Cell(0, 1) != version {
		return ErrNotReview
	}
	if rd.opts.Language == nil {
		l, err := locale.Of(grids[hidden].Cell(0, 2))
		if err != nil {
			return fmt.Errorf("%w; give the wordings with which the sheet was written", err)
		}
		rd.opts.Language = l
	}
	rd.words = newWording(rd.opts)
	if err := rd.unpack(grids[hidden]); err != nil {
		return err
	}
	g, at, cols := rd.find(grids, "decision")
	if g == nil {
		return fmt.Errorf("%w: no sheet has the columns %q and %q", ErrNotReview, rd.words.head("id"), rd.words.head("decision"))
	}
	if err := rd.rows(ctx, g, at, cols); err != nil {
		return err
	}
	rd.missing(g)
	if g, at, cols = rd.find(grids, "refused_because"); g != nil {
		rd.refusals(g, at, cols)
	}
	return nil
}

// unpack reads what was proposed.
func (rd *reader) unpack(g *sheet.Grid) error {
	rd.proposed = map[string]Item{}
	for i := 1; i < len(g.Rows); i++ {
		f, hints, err := unpack(g.Cell(i, 1))
		if err != nil || f.ID == "" || f.ID != g.Cell(i, 0) {
			return fmt.Errorf("%w: what was proposed in %s cannot be read", ErrNotReview, g.Position(i, 1))
		}
		f.Verification, f.VerifiedBy = humanitarian.Unverified, "" // whatever the file says
		rd.proposed[f.ID] = Item{Proposed: f, Figure: f, Hints: hints}
		rd.order = append(rd.order, f.ID)
	}
	return nil
}

// find looks for the sheet with a column, and returns the row of its heads and
// where each column stands.
func (rd *reader) find(grids []*sheet.Grid, name string) (g *sheet.Grid, row int, cols map[string]int) {
	names := append(refusedColumns(), "id")
	for _, c := range columns() {
		names = append(names, c.name)
	}
	for _, g := range grids {
		for i := 0; i < min(len(g.Rows), 20) && !g.Hidden; i++ {
			cols := map[string]int{}
			for j := range g.Rows[i].Cells {
				k := slices.IndexFunc(names, func(n string) bool { return fold(rd.words.head(n)) == fold(g.Cell(i, j)) })
				if k >= 0 {
					cols[names[k]] = j
				}
			}
			_, ok := cols[name]
			if _, id := cols["id"]; ok && (id || name != "decision") {
				return g, i, cols
			}
		}
	}
	return nil, 0, nil
}

func (rd *reader) rows(ctx context.Context, g *sheet.Grid, head int, cols map[string]int) error {
	seen := map[string]bool{}
	for i := head + 1; i < len(g.Rows); i++ {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		id := strings.TrimSpace(g.Cell(i, cols["id"]))
		it, known := rd.proposed[id]
		rw := &row{rd: rd, w: rd.words, g: g, i: i, cols: cols, item: it}
		switch {
		case !known && blank(g.Rows[i].Cells):
			continue
		case !known:
			rw.find("id", "review_row_unknown", humanitarian.RowFinding, id)
			continue
		case seen[id]:
			rw.find("id", "review_row_twice", humanitarian.RowFinding, id)
			rd.reopen(id)
			continue
		}
		seen[id] = true
		rw.read()
		rd.review.Items = append(rd.review.Items, rw.item)
	}
	return nil
}

// reopen makes an accepted candidate undecided: two rows decide about it.
func (rd *reader) reopen(id string) {
	for i := range rd.review.Items {
		if it := &rd.review.Items[i]; it.Proposed.ID == id && it.Decision == Accept {
			it.Decision = Open
		}
	}
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// missing keeps candidates whose row was deleted, as open.
func (rd *reader) missing(g *sheet.Grid) {
	for _, it := range rd.review.Items {
		delete(rd.proposed, it.Proposed.ID)
	}
	for _, id := range rd.order {
		it, ok := rd.proposed[id]
		if !ok {
			continue
		}
		delete(rd.proposed, id)
		rd.review.Items = append(rd.review.Items, it)
		rd.findings = append(rd.findings, humanitarian.Finding{Code: "review_row_missing", Severity: humanitarian.WarningFinding,
			Positions: []humanitarian.Position{{File: rd.opts.Name, Sheet: g.Name}}, Figures: []string{id}, Args: []string{id}})
	}
}

func (rd *reader) refusals(g *sheet.Grid, head int, cols map[string]int) {
	for i := head + 1; i < len(g.Rows); i++ {
		cell := func(name string) string {
			j, ok := cols[name]
			if !ok {
				return ""
			}
			return g.Cell(i, j)
		}
		rd.review.Refused = append(rd.review.Refused, Refusal{Text: cell("text"), Words: cell("words"), Sentence: cell("sentence"), Reason: cell("refused_because")})
	}
}
