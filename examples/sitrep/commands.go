package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/disclosure"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/tally"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
)

// inputs are the flags that every command shares.
type inputs struct {
	flags                     *flag.FlagSet
	register, config, country string
	lang, wording, gazetteer  string
	mapping, figures          string
	asOf                      humanitarian.Date
	out                       string

	settings brief.Config     // the configuration, once it was read
	said     *locale.Language // the language of the report, once it is known
}

func newInputs(name string, stderr io.Writer) *inputs {
	in := &inputs{flags: flag.NewFlagSet("sitrep "+name, flag.ContinueOnError)}
	in.flags.SetOutput(stderr)
	in.flags.StringVar(&in.register, "register", "", "the register, as a workbook (XLSX), CSV or JSON Lines")
	in.flags.StringVar(&in.figures, "figure-language", "", "en, fr, es or ar: the language in which the register words its figures; default: the mapping's or the configuration's, else the register's own, see the data dictionary")
	in.flags.StringVar(&in.mapping, "mapping", "", "how the desk's own table becomes a register, as TOML")
	in.flags.StringVar(&in.config, "config", "", "the desk's configuration, as TOML or a workbook; default: the sheet of the brief in the register's workbook")
	in.flags.StringVar(&in.country, "country", "", "ISO 3166-1 alpha-3 code, such as SYR; default: the configuration's")
	in.flags.StringVar(&in.lang, "lang", "", "en, fr, es or ar; default: the configuration's language, else en")
	in.flags.StringVar(&in.wording, "wording", "", "a file of wordings that adds a language or changes one")
	in.flags.StringVar(&in.gazetteer, "gazetteer", "", "the country's places: a table of P-codes (CSV or XLSX), or GeoJSON")
	in.flags.TextVar(&in.asOf, "as-of", humanitarian.Date{}, "the day the brief speaks as of, such as 2024-12-05")
	return in
}

// parse reads the flags and checks that the needed ones are there.
func (in *inputs) parse(args []string, stderr io.Writer, needed ...string) error {
	if err := in.flags.Parse(args); err != nil {
		return errors.Join(errUse, err)
	}
	set := map[string]bool{}
	in.flags.Visit(func(f *flag.Flag) { set[f.Name] = true })
	for _, name := range needed {
		if !set[name] {
			fmt.Fprintf(stderr, "sitrep: -%s is needed: %s\n", name, in.flags.Lookup(name).Usage)
			return errUse
		}
	}
	if in.flags.NArg() > 0 {
		fmt.Fprintf(stderr, "sitrep: %q is left over; every value follows its flag\n", in.flags.Arg(0))
		return errUse
	}
	return nil
}

// read reads the configuration, if there is one, and the register.
func (in *inputs) read(ctx context.Context) (*humanitarian.Register, []humanitarian.Finding, *brief.Config, error) {
	config, unread, err := in.readConfig(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	if in.country == "" {
		in.country = config.Country
	}
	own, err := config.OwnIndicators()
	if err != nil {
		return nil, nil, nil, err
	}
	mapping, err := in.readMapping()
	if err != nil {
		return nil, nil, nil, err
	}
	f, err := os.Open(in.register)
	if err != nil {
		return nil, nil, nil, err
	}
	defer f.Close()
	reg, found, err := register.Read(ctx, f, &register.Options{Name: filepath.Base(in.register), Country: in.country, Indicators: own, Mapping: mapping, Language: in.tongue(config, mapping)})
	if err != nil {
		return nil, nil, nil, about(in.register, "", err)
	}
	return reg, append(found, unread...), config, nil
}

// tongue returns the language in which figures are worded, where the flag or the
// configuration names one. A mapping knows its table better than the configuration.
func (in *inputs) tongue(config *brief.Config, mapping *register.Mapping) string {
	if in.figures == "" && mapping != nil && mapping.Language != "" {
		return "" // the reader asks the mapping
	}
	return cmp.Or(in.figures, config.FigureLanguage)
}

// language returns the language of -wording, of -lang or of the configuration.
func (in *inputs) language(config *brief.Config) (l *locale.Language, err error) {
	if in.wording == "" {
		l, err = config.Wording(in.lang)
		if _, unknown := locale.Of(cmp.Or(in.lang, config.Language)); unknown != nil {
			err = humanitarian.Failed(err, humanitarian.Say("failure.language", cmp.Or(in.lang, config.Language), strings.Join(locale.Tags(), ", ")))
		}
	} else {
		l, err = in.ownWording()
	}
	if err != nil {
		return nil, err
	}
	in.said = l
	return l, nil
}

// ownWording returns the language of the file of -wording.
func (in *inputs) ownWording() (*locale.Language, error) {
	f, err := os.Open(in.wording)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	l, err := locale.Read(f)
	if err != nil {
		return nil, about(in.wording, "wordings", err)
	}
	if in.lang != "" && l.Tag() != in.lang {
		err := fmt.Errorf("%s is a file of wordings for %s, not for %s; leave -lang out or give another file", in.wording, l.Tag(), in.lang)
		return nil, humanitarian.Failed(err, humanitarian.Say("failure.wordings_of", in.wording, l.Tag(), in.lang))
	}
	printFindings(in.flags.Output(), l, l.Findings())
	return l, nil
}

func runBrief(ctx context.Context, args []string, _, stderr io.Writer) (done bool, err error) {
	in := newInputs("brief", stderr)
	defer in.explain(&err)
	var period, edition, boundaries, previous string
	var issue brief.Issue
	var looks looks
	looks.define(in)
	in.flags.StringVar(&period, "period", "", "the period covered, such as 2024-11-28..2024-12-05")
	in.flags.StringVar(&edition, "edition", "public", "public, partners or internal")
	in.flags.IntVar(&issue.Number, "number", 0, "the number of the issue; default: the configuration's, or one more than -previous has")
	in.flags.BoolVar(&issue.Draft, "draft", false, "write the files in any case, marked as a draft")
	in.flags.StringVar(&boundaries, "boundaries", "", "GeoJSON of areas with P-codes, for maps")
	in.flags.StringVar(&previous, "previous", "", "the brief before this one (PDF, XLSX or JSON), or the register as it was then")
	in.flags.StringVar(&in.out, "out", "", "the folder to write brief.pdf, .xlsx, .json and .txt to")
	tags := in.flags.Bool("hxl", false, "put a row of HXL hashtags below the heads of the workbook's data")
	if err := in.parse(args, stderr, "register", "as-of", "period", "out"); err != nil {
		return false, err
	}
	issue.AsOf = in.asOf
	if err := parseIssue(&issue, period, edition, looks.layout); err != nil {
		fmt.Fprintln(stderr, "sitrep:", err)
		return false, errUse
	}
	reg, found, config, err := in.read(ctx)
	if err != nil {
		return false, err
	}
	if issue.Language, err = in.language(config); err != nil {
		return false, err
	}
	places, more, err := in.places(ctx)
	if err != nil {
		return false, err
	}
	issue.Gazetteer, found = places, append(found, more...)
	if issue.Boundaries, more, err = readBoundaries(ctx, boundaries); err != nil {
		return false, err
	}
	found = append(found, more...)
	if issue.Previous, err = in.previousIssue(ctx, previous, config); err != nil {
		return false, err
	}
	opts, err := looks.options(issue.Boundaries)
	if err != nil {
		return false, err
	}
	b, found, err := report.Compose(ctx, reg, found, config, issue)
	if errors.Is(err, brief.ErrStopped) {
		printFindings(stderr, issue.Language, found)
		fmt.Fprintln(stderr, "sitrep:", err)
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if *tags {
		b.Tag()
	}
	more, err = writeBrief(ctx, in.out, b, opts)
	found = append(found, more...)
	printFindings(stderr, issue.Language, found)
	return clean(found), err
}

func parseIssue(issue *brief.Issue, period, edition, layout string) error {
	var err1, err2, err3 error
	issue.Period, err1 = humanitarian.ParsePeriod(period)
	issue.Edition, err2 = disclosure.ParseEdition(edition)
	issue.Layout, err3 = document.ParseLayout(layout)
	return errors.Join(err1, err2, err3)
}

// writeBrief renders all four files before the first is written.
func writeBrief(ctx context.Context, dir string, b *report.Brief, opts *pdf.Options) ([]humanitarian.Finding, error) {
	var pages, book, text, tree bytes.Buffer
	found, err := report.WritePDF(ctx, &pages, b, opts)
	if err = errors.Join(err, report.WriteXLSX(ctx, &book, b, nil), report.WriteJSON(ctx, &tree, b), report.WriteText(ctx, &text, b)); err != nil {
		return found, err
	}
	return found, writeWhole(dir, []file{{"brief.pdf", pages.Bytes()}, {"brief.xlsx", book.Bytes()}, {"brief.json", tree.Bytes()}, {"brief.txt", text.Bytes()}})
}

func runCheck(ctx context.Context, args []string, stdout, stderr io.Writer) (done bool, err error) {
	in := newInputs("check", stderr)
	defer in.explain(&err)
	asJSON := in.flags.Bool("json", false, "print the findings as JSON")
	previous := in.flags.String("previous", "", "the brief before this one (PDF, XLSX or JSON), or the register as it was then")
	in.flags.StringVar(&in.out, "sheet", "", "also write the findings as a workbook to print, such as check.xlsx")
	if err := in.parse(args, stderr, "register"); err != nil {
		return false, err
	}
	reg, found, config, err := in.read(ctx)
	if err != nil {
		return false, err
	}
	lang, err := in.language(config)
	if err != nil {
		return false, err
	}
	places, more, err := in.places(ctx)
	if err != nil {
		return false, err
	}
	found = append(found, more...)
	issue := brief.Issue{AsOf: in.asOf, Language: lang, Gazetteer: places}
	if issue.Previous, err = in.previousIssue(ctx, *previous, config); err != nil {
		return false, err
	}
	if found, err = report.Preflight(ctx, reg, found, config, issue); err != nil {
		return false, err
	}
	if in.out != "" {
		if err := writeQASheet(ctx, in.out, lang, found); err != nil {
			return false, err
		}
	}
	if *asJSON {
		return clean(found), printJSON(stdout, lang, found)
	}
	printFindings(stdout, lang, found)
	return clean(found), nil
}

func runRoll(ctx context.Context, args []string, stdout, stderr io.Writer) (done bool, err error) {
	in := newInputs("roll", stderr)
	defer in.explain(&err)
	in.flags.StringVar(&in.out, "out", "", "the register of the next issue, as CSV")
	tags := in.flags.Bool("hxl", false, "put a row of HXL hashtags below the header")
	if err := in.parse(args, stderr, "register", "as-of", "out"); err != nil {
		return false, err
	}
	reg, found, config, err := in.read(ctx)
	if err != nil {
		return false, err
	}
	lang, err := in.language(config)
	if err != nil {
		return false, err
	}
	next, stale := tally.Roll(reg, in.asOf, 30)
	var buf bytes.Buffer
	if err := register.Write(ctx, &buf, next, &register.WriteOptions{Tags: *tags}); err != nil {
		return false, err
	}
	printFindings(stderr, lang, found)
	for _, id := range stale {
		fmt.Fprintln(stdout, lang.Say("tool.roll_stale", id))
	}
	fmt.Fprintln(stdout, lang.Say("tool.roll_rows", strconv.Itoa(len(next.Figures)-len(reg.Figures)), in.out))
	return clean(found), writeWhole(filepath.Dir(in.out), []file{{filepath.Base(in.out), buf.Bytes()}})
}

func clean(found []humanitarian.Finding) bool {
	return !slices.ContainsFunc(found, func(f humanitarian.Finding) bool { return f.Severity >= humanitarian.RowFinding })
}

func printFindings(w io.Writer, l *locale.Language, found []humanitarian.Finding) {
	for _, f := range found {
		_, hint := l.Finding(f)
		fmt.Fprintf(w, "%s\n    %s\n", l.FindingLine(f), hint)
	}
}

func printJSON(w io.Writer, l *locale.Language, found []humanitarian.Finding) error {
	type finding struct {
		Code      string                  `json:"code"`
		Severity  humanitarian.Severity   `json:"severity"`
		Message   string                  `json:"message"`
		Hint      string                  `json:"hint"`
		Positions []humanitarian.Position `json:"positions"`
		Figures   []string                `json:"figures"`
	}
	out := make([]finding, len(found))
	for i, f := range found {
		message, hint := l.Finding(f)
		out[i] = finding{f.Code, f.Severity, message, hint, append([]humanitarian.Position{}, f.Positions...), append([]string{}, f.Figures...)}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
