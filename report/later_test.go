package report_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

// TestNothingLaterDecides composes the issue of 5 December from registers to which
// later weeks added rows at random - revisions, wholes, origins of relays, what
// replaces a figure, cells that cannot be read - and from what was known of them by
// that day (rule 14). The briefs are the same to the letter, and so is what counts
// against them.
func TestNothingLaterDecides(t *testing.T) {
	asOf := humanitarian.MustParseDate("2024-12-05")
	reg, _, config := readSampleWith(t, "brief.toml")
	for seed := range uint64(12) {
		all := withLaterRows(rand.New(rand.NewPCG(seed, 14)), reg, asOf)
		want, weighed := composeAnew(t, all, asOf, config, true)
		got, all2 := composeAnew(t, all, asOf, config, false)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("seed %d: later rows decided (-known by the day +with later rows):\n%s", seed, diff)
		}
		if diff := cmp.Diff(weighed, all2); diff != "" {
			t.Errorf("seed %d: later rows weigh (-known by the day +with later rows):\n%s", seed, diff)
		}
	}
}

// withLaterRows adds rows to reg that were published after a day, and makes some
// that were known by it refer to them. A few old rows hold what cannot be read.
func withLaterRows(r *rand.Rand, reg *humanitarian.Register, asOf humanitarian.Date) *humanitarian.Register {
	out := *reg
	out.Figures = nil
	for _, f := range reg.Figures {
		if !f.Source.Date.IsZero() && f.Source.Date.After(asOf) {
			continue
		}
		g := f // what comes later about it
		g.Source.Date = humanitarian.MustParseDate(fmt.Sprintf("2024-12-%02d", 6+r.IntN(20)))
		g.Quantity = humanitarian.MustParseQuantity(fmt.Sprint(1 + r.IntN(9_000)))
		later := f.ID + "-later"
		refer := func(k humanitarian.LinkKind) {
			f.Links = append(slices.Clone(f.Links), humanitarian.Link{Kind: k, ID: later})
			g.ID = later
		}
		switch r.IntN(12) {
		case 0:
			g.Revision = f.Revision + 1
		case 1:
			g.Revision = f.Revision + 1
			f.Quantity, f.Extra = humanitarian.Quantity{}, []string{"figure", "1.250"}
		case 2:
			g.Revision = f.Revision + 1
			g.Quantity, g.Extra = humanitarian.Quantity{}, []string{"figure", "1.250"}
		case 3:
			if !f.IsRelay() {
				refer(humanitarian.Quotes)
				g.Source.Name = "Another Source"
			}
		case 4:
			refer(humanitarian.Overlaps)
		case 5:
			refer(humanitarian.Supersedes)
		case 6:
			if f.PartOf == "" {
				f.PartOf, f.Partition, g.ID = later, humanitarian.Partial, later
			}
		case 7:
			g.ID, g.Links = later, []humanitarian.Link{{Kind: humanitarian.Supersedes, ID: f.ID}}
		case 8: // the same id again
		case 9:
			g.ID, g.Role, g.Reason = later, humanitarian.Recommended, "newer"
		default:
			out.Figures = append(out.Figures, f)
			continue
		}
		out.Figures = append(out.Figures, f, g)
	}
	return &out
}

// composeAnew writes and reads a register, all of it or what was known of it, and
// composes from it. It returns the brief as text and JSON, without the places of
// rows, and the findings at the severity of an error.
func composeAnew(t *testing.T, reg *humanitarian.Register, asOf humanitarian.Date, config *brief.Config, known bool) (out []string, weighed []string) {
	t.Helper()
	ctx := context.Background()
	if known {
		reg = tally.AsKnown(reg, asOf)
	}
	var csv bytes.Buffer
	if err := register.Write(ctx, &csv, reg, nil); err != nil {
		t.Fatal(err)
	}
	reg, found, err := register.Read(ctx, &csv, &register.Options{Name: "register.csv", Country: reg.Country, Indicators: reg.Indicators})
	if err != nil {
		t.Fatal(err)
	}
	period, err := humanitarian.ParsePeriod(issues[asOf.String()])
	if err != nil {
		t.Fatal(err)
	}
	b, found, err := report.Compose(ctx, reg, found, config, brief.Issue{AsOf: asOf, Period: period})
	if err != nil {
		t.Fatalf("%v\n%v", err, found)
	}
	for _, f := range found {
		f.Positions = nil
		if f.Severity >= humanitarian.RowFinding {
			weighed = append(weighed, f.String())
		}
	}
	slices.Sort(weighed)
	return []string{text(t, b), fmt.Sprint(b.Document.Data)}, weighed
}
