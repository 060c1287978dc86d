package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// runDiff prints what changed from one register or brief to another.
func runDiff(ctx context.Context, args []string, stdout, stderr io.Writer) (done bool, err error) {
	in := newInputs("diff", stderr)
	defer in.explain(&err)
	asJSON := in.flags.Bool("json", false, "print the differences as JSON")
	files, err := in.parseWith(args, stderr, "OLD and NEW, each a register or a brief", 2)
	if err != nil {
		return false, err
	}
	config, unread, err := in.readConfig(ctx)
	if err != nil {
		return false, err
	}
	if in.country == "" {
		in.country = config.Country
	}
	old, found, err := in.readEither(ctx, files[0], config)
	if err != nil {
		return false, err
	}
	new, more, err := in.readEither(ctx, files[1], config)
	if err != nil {
		return false, err
	}
	lang, err := in.language(config)
	if err != nil {
		return false, err
	}
	found = append(append(unread, found...), more...)
	if f, no := old.Misfit(new); no {
		printFindings(stderr, lang, append(found, f))
		return false, nil
	}
	ledger := tally.Diff(old.Register, new.Register, &tally.DiffOptions{OldAsOf: old.AsOf, NewAsOf: new.AsOf})
	found = append(found, ledger.Findings...)
	if !new.AsOf.IsZero() {
		departures(lang, old, new, ledger)
	}
	printFindings(stderr, lang, found)
	if *asJSON {
		return clean(found), printLedgerJSON(stdout, lang, new.Register, ledger)
	}
	printLedger(stdout, lang, new.Register, ledger)
	return clean(found), nil
}

// departures says why a brief no longer shows what is gone from it, since a brief
// leaves out what ended before its period or was replaced. What the older brief
// told as an earlier value only was gone before.
func departures(l *locale.Language, old, new *brief.Previous, ledger *tally.Ledger) {
	both := *new.Register
	for _, f := range old.Register.Figures {
		if _, stays := new.Register.Figure(f.ID); !stays {
			both.Figures = append(slices.Clip(both.Figures), f)
		}
	}
	replaced := tally.Replaced(&both, both.Figures)
	ledger.Differences = slices.DeleteFunc(ledger.Differences, func(x tally.Difference) bool {
		return x.Kind == tally.Removed && slices.Contains(old.Mentioned, x.Old.ID)
	})
	for i, x := range ledger.Differences {
		if x.Kind == tally.Removed {
			why, by := tally.Departed(&both, *x.Old, replaced, new.AsOf, new.Period)
			ledger.Differences[i].Reason = why.Phrase(l.Quantity(by.Quantity, both.Unit(by)), by)
		}
	}
}

// parseWith reads flags that may stand between n values, which it returns.
func (in *inputs) parseWith(args []string, stderr io.Writer, what string, n int) (values []string, err error) {
	if values, err = in.parseAround(args); err == nil && len(values) != n {
		fmt.Fprintf(stderr, "%s needs %s\n", in.flags.Name(), what)
		return nil, errUse
	}
	return values, err
}

// parseAround reads flags that may stand before, between and behind values,
// which it returns. A fall such as -6 is a value.
func (in *inputs) parseAround(args []string) (values []string, err error) {
	for len(args) > 0 {
		if a := args[0]; len(a) > 1 && a[0] == '-' && a[1] >= '0' && a[1] <= '9' {
			values, args = append(values, a), args[1:]
			continue
		}
		if err := in.flags.Parse(args); err != nil {
			return nil, errors.Join(errUse, err)
		}
		if args = in.flags.Args(); len(args) > 0 {
			values, args = append(values, args[0]), args[1:]
		}
	}
	return values, nil
}

// previousIssue reads the issue or the register of -previous, if there is one.
func (in *inputs) previousIssue(ctx context.Context, path string, config *brief.Config) (*brief.Previous, error) {
	if path == "" {
		return nil, nil
	}
	p, _, err := in.readEither(ctx, path, config)
	return p, err
}

// readEither reads a brief (PDF, workbook or JSON) as its readers have it, or a
// register, with what was found in reading that.
func (in *inputs) readEither(ctx context.Context, path string, config *brief.Config) (*brief.Previous, []humanitarian.Finding, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	own, err := config.OwnIndicators()
	if err != nil {
		return nil, nil, err
	}
	p, found, opened := report.ReadPrevious(ctx, bytes.NewReader(data), own)
	if opened == nil {
		return p, found, nil
	}
	if errors.Is(opened, report.ErrEdited) {
		lang, err := in.language(config)
		if err == nil {
			printFindings(in.flags.Output(), lang, found)
		}
		return nil, nil, about(path, "", errors.Join(opened, err))
	}
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, nil, about(path, "", opened)
	}
	reg, found, err := register.Read(ctx, bytes.NewReader(data), &register.Options{Name: filepath.Base(path), Country: in.country, Indicators: own, Language: in.tongue(config, nil)})
	if err != nil {
		return nil, nil, about(path, "neither", errors.Join(opened, err))
	}
	return &brief.Previous{Register: reg}, found, nil
}

// printLedger prints one line for each difference and each series that moved.
func printLedger(w io.Writer, l *locale.Language, reg *humanitarian.Register, ledger *tally.Ledger) {
	for _, x := range ledger.Differences {
		fmt.Fprintln(w, differenceLine(l, reg, x))
	}
	for _, m := range ledger.Movements {
		if m.Change.Kind == tally.Delta && (m.Revised != 0 || len(m.Added) > 0) {
			fmt.Fprintln(w, movementLine(l, reg, m))
		}
	}
	if len(ledger.Differences) == 0 {
		fmt.Fprintln(w, l.Say("diff.no_difference"))
	}
	fmt.Fprintln(w, l.Plural("diff.unchanged_rows", int64(ledger.Unchanged), fmt.Sprint(ledger.Unchanged)))
}

func differenceLine(l *locale.Language, reg *humanitarian.Register, x tally.Difference) string {
	f := x.New
	if f == nil {
		f = x.Old
	}
	what := l.Say("why.row", f.ID, l.Word("indicator", f.Indicator))
	if s := placeText(l, strings.Join(f.Place.Codes, ";"), f.Place.Name); s != "" {
		what += l.Say("list.comma") + s
	}
	items := []string{what}
	if x.Old != nil {
		items = append(items, l.Say("diff.was", l.Quantity(x.Old.Quantity, reg.Unit(*x.Old))))
	}
	if x.New != nil && x.Kind != tally.Withdrawn {
		items = append(items, l.Say("diff.is", l.Quantity(x.New.Quantity, reg.Unit(*x.New))))
	}
	if x.Change.Kind == tally.Delta || len(x.Change.Reasons) > 0 {
		items = append(items, document.Value{Class: document.ChangeValue, Change: &x.Change, Nature: reg.Nature(*f)}.Format(l))
	}
	if x.Kind == tally.MetadataOnly {
		items = append(items, l.Say("diff.differing", strings.Join(x.Columns, ", ")))
	}
	if x.Reason.Key != "" {
		items = append(items, l.Say("why.reason", l.Phrase(x.Reason)))
	}
	return l.Say("diff."+x.Kind.String()) + l.Say("list.colon") + strings.Join(items, l.Say("list.semicolon"))
}

func movementLine(l *locale.Language, reg *humanitarian.Register, m tally.Movement) string {
	recorded := func(n int64) string { return l.Say("change.recorded", fmt.Sprint(n)) }
	what := l.Data(m.Series)
	if m.IsCorrection() && len(m.Added) == 0 {
		return l.Say("diff.moved_by_revision", what, recorded(m.Change.Recorded))
	}
	s := l.Say("diff.moved", what, recorded(m.Change.Recorded))
	if now, ok := reg.Figure(m.Old.ID); ok && m.Revised != 0 && m.Old.Reference() != m.New.Reference() {
		since := tally.Compare(reg, now, *m.New)
		s += l.Say("diff.moved_corrected", l.Quantity(now.Quantity, reg.Unit(now)), document.Value{Class: document.ChangeValue, Change: &since, Nature: reg.Nature(now)}.Format(l))
	}
	if len(m.Added) > 0 {
		s += l.Say("diff.moved_late", l.Sum(m.Late, reg.Unit(*m.New)), m.Added[0].Reason)
	}
	if m.IsCorrection() {
		return s + l.Say("diff.moved_corrections_only")
	}
	return s + l.Say("diff.moved_end")
}

// A ledgerLine is a difference as JSON; absent fields are not known.
type ledgerLine struct {
	Kind    tally.DifferenceKind   `json:"kind"`
	Figure  string                 `json:"figure"`
	Old     *humanitarian.Quantity `json:"old,omitempty"`
	New     *humanitarian.Quantity `json:"new,omitempty"`
	Change  tally.Change           `json:"change"`
	Columns []string               `json:"columns,omitempty"`
	Late    bool                   `json:"late,omitempty"`
	Message string                 `json:"message"`
}

func printLedgerJSON(w io.Writer, l *locale.Language, reg *humanitarian.Register, ledger *tally.Ledger) error {
	out := make([]ledgerLine, 0, len(ledger.Differences))
	for _, x := range ledger.Differences {
		line := ledgerLine{Kind: x.Kind, Change: x.Change, Columns: x.Columns, Late: x.Late, Message: differenceLine(l, reg, x)}
		if x.Old != nil {
			line.Figure, line.Old = x.Old.ID, &x.Old.Quantity
		}
		if x.New != nil {
			line.Figure, line.New = x.New.ID, &x.New.Quantity
		}
		out = append(out, line)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
