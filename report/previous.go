package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

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
	p := &brief.Previous{Register: reg, AsOf: doc.AsOf, Series: doc.Series, Number: doc.Number, Language: doc.Language, Layout: doc.Layout, SignOff: doc.SignOff}
	for _, b := range doc.Blocks {
		if h, ok := b.(*document.Heading); ok && h.Level == 1 {
			p.Sections = append(p.Sections, h.Text)
		}
	}
	return p, nil
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
