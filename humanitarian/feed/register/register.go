package register

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/numeral"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
)

// Options say how a register is read. Nil and the zero value are the defaults.
type Options struct {
	Name       string                   // file name, for positions; empty is "register"
	Country    string                   // ISO 3166-1 alpha-3, kept in the register; empty is not known
	Indicators []humanitarian.Indicator // the desk's own, after the core; one that has a core name replaces it
	Limits     sheet.Limits             // zero: those of package sheet; MaxRowBytes also limits a JSON line

	// Language is the tag of the language in which the column figure is worded:
	// en, fr, es or ar. Empty is that of the mapping, else that of the heads of
	// the columns, else none; see the package comment.
	Language string

	// Mapping says how the desk's own table becomes a register. Nil: the table
	// is a register.
	Mapping *Mapping
}

// Errors that [Read] wraps.
var (
	// ErrHeader means that the first row is not the header of a register.
	ErrHeader = errors.New("wrong header")
	// ErrEmpty means that the file has no row.
	ErrEmpty = errors.New("the file is empty")
	// ErrFormat means that the file is neither a workbook, CSV nor JSON Lines.
	ErrFormat = errors.New("not a register")
	// ErrMapping means that a mapping does not fit the table.
	ErrMapping = errors.New("the mapping does not fit")
)

// Read reads a register. It takes a workbook (XLSX), JSON Lines when the first
// character is {, else CSV with a header.
//
// In a workbook the sheet that has the header of a register is read, and with
// it the sheet of sources that its rows refer to; see the package comment.
//
// Every row becomes a figure, or a finding where it cannot. Findings are
// sorted; those with the severity of a row name the figure that enters no total,
// as long as no other revision stands in its place (see check.InForce).
// Read fails when the file cannot be read as a whole: [ErrHeader], [ErrEmpty],
// [ErrFormat], [ErrMapping], a limit ([sheet.LimitError]), an unknown language,
// a cancelled context, or the error of r. What a desk can mend is a
// [humanitarian.Failure], which package locale words.
func Read(ctx context.Context, r io.Reader, opts *Options) (*humanitarian.Register, []humanitarian.Finding, error) {
	var o Options
	if opts != nil {
		o = *opts
	}
	if o.Name == "" {
		o.Name = "register"
	}
	o.Limits.MaxFaults = 1 << 30 // a fault excludes its row, so none may be cut; the file's own limits bound them
	rd, err := newReader(o)
	if err == nil {
		err = rd.readAny(ctx, r)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("register: %s: %w", o.Name, err)
	}
	rd.guesses.report(rd)
	rd.duplicates()
	return rd.reg, rd.sorted(), nil
}

// failed makes an error one that is said in the reader's language: as name of the
// section failure.
func failed(name string, err error, args ...string) error {
	return humanitarian.Failed(err, humanitarian.Say("failure."+name, args...))
}

func newReader(o Options) (*reader, error) {
	rd := &reader{opts: o, fields: fields(), guesses: guesses{},
		reg: &humanitarian.Register{Country: o.Country, Indicators: indicators(o.Indicators)}}
	return rd, rd.speak(o.Language)
}

// readAny reads the kind of file that r begins like.
func (rd *reader) readAny(ctx context.Context, r io.Reader) error {
	src := bufio.NewReaderSize(r, 64<<10)
	first, err := rd.sniff(src)
	switch {
	case err != nil:
		return err
	case first == workbook:
		return rd.readWorkbook(ctx, src)
	case first != '{':
		return rd.readCSV(ctx, src)
	case rd.opts.Mapping != nil:
		return fmt.Errorf("%w: JSON Lines need no mapping; their keys are the columns of the register", ErrMapping)
	}
	if err := rd.readLines(ctx, src); err != nil {
		return err
	}
	if rd.rows == 0 {
		return ErrEmpty
	}
	return nil
}

// indicators are the core with the desk's own; an own one replaces a core one
// of the same name.
func indicators(own []humanitarian.Indicator) []humanitarian.Indicator {
	out := humanitarian.CoreIndicators()
	for _, i := range own {
		if j := slices.IndexFunc(out, func(c humanitarian.Indicator) bool { return c.Name == i.Name }); j >= 0 {
			out[j] = i
			continue
		}
		out = append(out, i)
	}
	return out
}

type reader struct {
	opts     Options
	fields   []field
	reg      *humanitarian.Register
	findings []humanitarian.Finding
	rows     int            // rows with content, whether they became figures or not
	unknown  map[string]int // unknown columns, reported once

	tongue  string // language of the figures; empty: the register names none
	numbers map[string]*numeral.Language
	guesses guesses
	words   *vocabulary // nil: the register's own words alone
	sheet   string      // of a workbook
	sources sources     // of the sheet of sources
}

func (rd *reader) at(row, column int) humanitarian.Position {
	return humanitarian.Position{File: rd.opts.Name, Sheet: rd.sheet, Row: row, Column: column}
}

func (rd *reader) add(f humanitarian.Finding) { rd.findings = append(rd.findings, f) }

// workbook is what sniff returns for one.
const workbook = 'P'

// sniff returns the first byte that is not space, or workbook.
func (rd *reader) sniff(src *bufio.Reader) (byte, error) {
	head, err := src.Peek(64 << 10)
	if err != nil && err != io.EOF {
		return 0, err
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return workbook, nil
	}
	rest := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case len(rest) == 0 && len(head) < 64<<10:
		return 0, ErrEmpty
	case len(rest) == 0:
		return ',', nil
	case rest[0] == '[':
		return 0, failed("json_array", fmt.Errorf("%w: this is a JSON array; write one object on each line", ErrFormat))
	case rest[0] == '{':
		return '{', nil
	case rd.opts.Limits.Delimiter == 0 && rd.opts.Mapping == nil:
		rd.delimiter(rest)
	}
	return ',', nil
}

// delimiter finds the delimiter under which the first line names the most
// columns of the register; what is between the numbers of a row says less. The
// comma wins ties, and a first line "sep=;" is left to package sheet.
func (rd *reader) delimiter(head []byte) {
	line, _, _ := strings.Cut(string(head), "\n")
	if strings.HasPrefix(strings.ToLower(line), "sep=") {
		return
	}
	named, char, what := rd.divided(line)
	if named < 3 { // the heads may be those of a template in another language
		rd.words = newVocabulary(rd.opts.Language, rd.reg.Indicators)
		if more, char2, what2 := rd.divided(line); more > named {
			char, what = char2, what2
		}
		rd.words = nil
	}
	rd.opts.Limits.Delimiter = char
	if what != "" {
		rd.add(humanitarian.Finding{Code: "delimiter_guessed", Severity: humanitarian.NoteFinding, Positions: []humanitarian.Position{rd.at(1, 0)}, Args: []string{what}})
	}
}

// divided returns the delimiter under which a line names the most columns, and
// how many.
func (rd *reader) divided(line string) (named int, char byte, what string) {
	for _, d := range []struct {
		char byte
		what string
	}{{',', ""}, {';', "semicolon"}, {'\t', "tab"}} {
		n := 0
		for name := range strings.SplitSeq(line, string(d.char)) {
			if rd.field(strings.Trim(name, "\" \r\t")) != unknownField {
				n++
			}
		}
		if n > named || d.char == ',' {
			named, char, what = n, d.char, d.what
		}
	}
	return named, char, what
}

// known returns the index of the field a header cell or key names, or -1.
func (rd *reader) known(name string) int {
	return slices.IndexFunc(rd.fields, func(f field) bool { return strings.EqualFold(f.Name, name) })
}

// unknownColumn reports a column once.
func (rd *reader) unknownColumn(name string, p humanitarian.Position) {
	if rd.unknown == nil {
		rd.unknown = map[string]int{}
	}
	if rd.unknown[name]++; rd.unknown[name] == 1 {
		rd.add(humanitarian.Finding{Code: "unknown_column", Severity: humanitarian.NoteFinding, Positions: []humanitarian.Position{p}, Args: []string{short(name)}})
	}
}

// duplicates reports ids that stand twice in the same revision.
func (rd *reader) duplicates() {
	type key struct {
		id       string
		revision int
	}
	seen := map[key][]int{}
	for i, f := range rd.reg.Figures {
		if f.ID != "" {
			seen[key{f.ID, f.Revision}] = append(seen[key{f.ID, f.Revision}], i)
		}
	}
	for i, f := range rd.reg.Figures {
		rows := seen[key{f.ID, f.Revision}]
		if len(rows) < 2 || rows[0] != i {
			continue
		}
		found := humanitarian.Finding{Code: "duplicate_id", Severity: humanitarian.RowFinding, Figures: []string{f.ID}, Args: []string{short(f.ID)}}
		for _, j := range rows {
			p := rd.reg.Figures[j].Position
			p.Column = rd.reg.Column("id")
			found.Positions = append(found.Positions, p)
		}
		rd.add(found)
	}
}

// sorted returns the findings in order, as one where they differ in their figures
// alone: a bad cell of the sheet of sources concerns every row that refers to it.
func (rd *reader) sorted() []humanitarian.Finding {
	slices.SortStableFunc(rd.findings, humanitarian.CompareFindings)
	var out []humanitarian.Finding
	for _, f := range rd.findings {
		if n := len(out) - 1; n >= 0 && len(f.Figures) > 0 && f.Positions[0].Column > 0 && out[n].Code == f.Code &&
			slices.Equal(out[n].Positions, f.Positions) && slices.Equal(out[n].Args, f.Args) && !slices.Contains(out[n].Figures, f.Figures[0]) {
			out[n].Severity = max(out[n].Severity, f.Severity)
			out[n].Figures = append(slices.Clone(out[n].Figures), f.Figures...)
			continue
		}
		out = append(out, f)
	}
	return out
}
