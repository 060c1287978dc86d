package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/proof"
)

// runWhy prints what is behind a number or a figure of a brief.
func runWhy(ctx context.Context, args []string, stdout, stderr io.Writer) (done bool, err error) {
	in := newInputs("why", stderr)
	defer in.explain(&err)
	asked, err := in.parseWith(args, stderr, "a brief (PDF, XLSX or JSON) and a NUMBER or ID of it", 2)
	if err != nil {
		return false, err
	}
	config, unread, err := in.readConfig(ctx)
	if err != nil {
		return false, err
	}
	f, err := os.Open(asked[0])
	if err != nil {
		return false, err
	}
	defer f.Close()
	b, found, err := report.Open(ctx, f)
	if err != nil {
		return false, about(asked[0], "", err)
	}
	if in.lang == "" && in.wording == "" && in.config == "" {
		in.lang = b.Document.Language
	}
	lang, err := in.language(config)
	if err != nil {
		return false, err
	}
	printFindings(stderr, lang, append(found, unread...))
	query, err := ask(b.Document, asked[1])
	if err != nil {
		return false, err
	}
	answers := proof.Why(b.Document, query)
	if len(answers) == 0 {
		fmt.Fprintln(stdout, lang.Say("why.not_found", asked[1]))
		return false, nil
	}
	for len(answers) > 0 {
		first := answers[0]
		same := func(a proof.Answer) bool {
			return a.Rule == first.Rule && slices.Equal(a.Value.Figures, first.Value.Figures)
		}
		for _, a := range answers {
			if same(a) {
				fmt.Fprintln(stdout, place(lang, a))
			}
		}
		printAnswer(stdout, lang, first)
		answers = slices.DeleteFunc(answers, same)
	}
	return true, nil
}

// ask reads what somebody asks for: the id of a row, or a number as it is
// written in the brief's language or, where that does not read it, in another.
// One that languages read in two ways is refused.
func ask(d *document.Document, s string) (proof.Query, error) {
	for _, src := range d.Sources {
		if slices.Contains(src.Figures, s) {
			return proof.ID(s), nil
		}
	}
	s, change := signed(s)
	query := func(r numeral.Reading) proof.Query {
		return proof.Query{Quantity: r.Quantity, Permille: r.Kind == numeral.Share, Change: change}
	}
	var readings []numeral.Reading
	for _, tag := range append([]string{d.Language}, locale.Tags()...) {
		l, ok := numeral.Of(tag)
		if !ok {
			continue
		}
		r, err := l.Parse(s)
		if err != nil {
			continue
		}
		if tag == d.Language {
			return query(r), nil
		}
		if !slices.ContainsFunc(readings, func(o numeral.Reading) bool { return o.Quantity == r.Quantity && o.Kind == r.Kind }) {
			readings = append(readings, r)
		}
	}
	switch len(readings) {
	case 0:
		return proof.ID(s), nil // no number: an id that the brief may not have
	case 1:
		return query(readings[0]), nil
	}
	return proof.Query{}, fmt.Errorf("%q can be read as %v and as %v; write the number without separators", s, readings[0].Quantity, readings[1].Quantity)
}

// signed takes the sign out of a change as a brief prints it, such as +6 or "more
// than +154", and says whether it is a rise, a fall or no change.
func signed(s string) (rest string, change int) {
	runes := []rune(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s))
	for i, r := range runes[:max(0, len(runes)-1)] {
		if !unicode.IsDigit(runes[i+1]) || i > 0 && !unicode.IsSpace(runes[i-1]) {
			continue
		}
		switch r {
		case '+':
			change = 1
		case '-', '\u2212':
			change = -1
		default:
			continue
		}
		return string(runes[:i]) + string(runes[i+1:]), change
	}
	return s, 0
}

// place says how a number is printed, and where.
func place(l *locale.Language, a proof.Answer) string {
	if a.Section == "" {
		return l.Say("why.cited")
	}
	at := []string{a.Section}
	for _, s := range []string{a.Block, a.Label} {
		if s != "" {
			at = append(at, s)
		}
	}
	return l.Say("why.printed", a.Value.Format(l), strings.Join(at, l.Say("list.colon")))
}

// printAnswer prints what is behind a number.
func printAnswer(w io.Writer, l *locale.Language, a proof.Answer) {
	line := func(key string, args ...string) { fmt.Fprintln(w, "  "+l.Say("why."+key, args...)) }
	if a.Section != "" {
		line(kindOfValue(a.Value))
	}
	if a.Rule != proof.NoRule {
		line("rule_"+string(a.Rule), a.Whole)
	}
	for _, f := range a.Figures {
		line("row", f.ID, figureText(l, f))
		if s := f.Cell("reason"); s != "" {
			line("reason", s)
		}
	}
	for _, e := range a.Value.Excluded {
		line("excluded", e.ID, l.Phrase(e.Reason))
	}
	for _, o := range a.LeftOut {
		line("left_out", o.Figure, o.Total, l.Phrase(o.Reason))
	}
	if a.Value.Class == document.TotalValue {
		for _, s := range a.Notes {
			line("policy", s)
		}
	}
	for _, s := range a.Sources {
		line("source", s.Format(l))
	}
	for _, f := range a.Findings {
		line("finding", f.Message)
	}
}

// kindOfValue names what a value is.
func kindOfValue(v document.Value) string {
	switch v.Class {
	case document.FigureValue, document.TotalValue, document.DerivedValue, document.ChangeValue:
		return string(v.Class)
	case document.CountValue:
		return "count"
	}
	return "date"
}

// placeText words a place as its source named it, with its P-codes.
func placeText(l *locale.Language, codes, name string) string {
	switch {
	case name == "" || name == codes:
		return l.Data(codes)
	case codes == "":
		return l.Data(name)
	}
	return l.Say("cell.in_brackets", l.Data(name), l.Data(codes))
}

// figureText words a row: how much of what, where, when, and how it is known.
func figureText(l *locale.Language, f proof.Figure) string {
	items := []string{l.Quantity(f.Quantity(), humanitarian.Unit(f.Cell("unit"))), l.Word("indicator", f.Cell("indicator"))}
	if s := f.Cell("status"); s != "" {
		items = append(items, l.Word("status", s))
	}
	if s := placeText(l, f.Cell("place"), f.Cell("place_name")); s != "" {
		items = append(items, s)
	}
	start, _ := humanitarian.ParseDate(f.Cell("period_start"))
	end, _ := humanitarian.ParseDate(f.Cell("period_end"))
	if p := (humanitarian.Period{Start: start, End: end}); p != (humanitarian.Period{}) {
		items = append(items, l.Period(p))
	}
	if d, err := humanitarian.ParseDate(f.Cell("as_of")); err == nil && !d.IsZero() {
		items = append(items, l.Say("brief.as_of", d.String()))
	}
	if s := f.Cell("definition"); s != "" {
		items = append(items, l.Data(s))
	}
	if s := f.Cell("verification"); s != "" {
		items = append(items, l.Word("verification", s))
	}
	return strings.Join(items, l.Say("list.comma"))
}
