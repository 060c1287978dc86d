package main

import (
	"bufio"
	"bytes"
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
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/extract/review"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/gazetteer"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
)

func runExtract(ctx context.Context, args []string, stdout, stderr io.Writer) (bool, error) {
	return extractFrom(ctx, args, os.Stdin, stdout, stderr)
}

// A passage is one text to read, as a line of JSON Lines gives it; of a plain
// text the flags give the rest.
type passage struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Date      string `json:"date"`
	Lang      string `json:"lang"`
	Source    string `json:"source"`
	Publisher string `json:"publisher"`
	Title     string `json:"title"`
	URL       string `json:"url"`
}

// An extraction is one run of the command.
type extraction struct {
	inputs
	passage                // what the flags say, for texts that do not
	format, sheetLang      string
	why, whyNot            bool
	places                 *gazetteer.Gazetteer
	words                  *locale.Language
	readers                map[string]*extract.Extractor
	out                    *bufio.Writer
	stderr                 io.Writer
	texts                  []review.Text // for the review sheet
	bad, read, found, none int           // lines that could not be read; texts; candidates; refused numbers
}

// extractFrom reads texts from r and writes what they say.
func extractFrom(ctx context.Context, args []string, r io.Reader, stdout, stderr io.Writer) (bool, error) {
	x, err := newExtraction(ctx, args, stderr)
	if err != nil {
		return false, err
	}
	var whole bytes.Buffer // of -out, which appears whole or not at all
	x.out = bufio.NewWriter(stdout)
	if x.inputs.out != "" {
		x.out = bufio.NewWriter(&whole)
	}
	if err := x.readAll(ctx, r); err != nil {
		return false, err
	}
	if x.format == "xlsx" {
		err := review.Write(ctx, x.out, review.New(x.texts...), &review.Options{Language: x.words, Gazetteer: x.places})
		if err != nil {
			return false, err
		}
	}
	if err := x.out.Flush(); err != nil {
		return false, err
	}
	if x.inputs.out != "" {
		err = writeWhole(filepath.Dir(x.inputs.out), []file{{filepath.Base(x.inputs.out), whole.Bytes()}})
		fmt.Fprintln(stderr, x.words.Say("tool.extract_done", strconv.Itoa(x.read), strconv.Itoa(x.found), strconv.Itoa(x.none)))
	}
	return x.bad == 0, err
}

func newExtraction(ctx context.Context, args []string, stderr io.Writer) (*extraction, error) {
	x := &extraction{stderr: stderr, readers: map[string]*extract.Extractor{}}
	x.flags = flag.NewFlagSet("sitrep extract", flag.ContinueOnError)
	x.flags.SetOutput(stderr)
	text := func(to *string, name, usage string) { x.flags.StringVar(to, name, "", usage) }
	text(&x.lang, "lang", "the language of the text: "+strings.Join(extract.Languages(), ", ")+"; default: en. Texts in Arabic letters are read as Arabic")
	text(&x.Date, "date", "the day of publication, such as 2024-12-05; without it \"on Tuesday\" is no date")
	text(&x.gazetteer, "gazetteer", "the country's places: a table of P-codes (CSV or XLSX), or GeoJSON")
	x.flags.StringVar(&x.format, "format", "text", "text; jsonl, one object for each text; or xlsx, the sheet for review")
	x.flags.BoolVar(&x.why, "why", false, "say of each candidate which rules made it")
	x.flags.BoolVar(&x.whyNot, "why-not", false, "list the numbers that were refused, and why")
	text(&x.inputs.out, "out", "the file to write; default: standard output")
	text(&x.sheetLang, "sheet-lang", "the language of the review sheet and of the readable form: "+strings.Join(locale.Tags(), ", ")+"; default: that of -lang")
	text(&x.ID, "id", "begins the ids of the figures; default: text")
	text(&x.Source, "source", "who speaks where the text names nobody")
	text(&x.Publisher, "publisher", "who printed it, when that is not the source")
	text(&x.Title, "title", "the title of the text")
	text(&x.URL, "url", "the address of the text")
	if err := x.parse(args, stderr); err != nil {
		return nil, err
	}
	if err := x.check(); err != nil {
		fmt.Fprintln(stderr, "sitrep:", err)
		return nil, errUse
	}
	places, found, err := x.inputs.places(ctx)
	if err != nil {
		return nil, err
	}
	x.places = places
	printFindings(stderr, x.words, found)
	_, err = x.reader(x.lang)
	return x, err
}

// check looks at the flags together.
func (x *extraction) check() (err error) {
	if x.lang == "" {
		x.lang = "en"
	}
	if x.sheetLang == "" {
		x.sheetLang = x.lang
	}
	if x.words, err = locale.Of(x.sheetLang); err != nil {
		return err
	}
	if _, err := humanitarian.ParseDate(x.Date); err != nil {
		return err
	}
	switch {
	case !slices.Contains([]string{"text", "jsonl", "xlsx"}, x.format):
		return fmt.Errorf("-format %q is not known; use text, jsonl or xlsx", x.format)
	case x.format == "xlsx" && x.inputs.out == "":
		return errors.New("-out is needed for a workbook: the file to write")
	}
	return nil
}

// reader returns the extractor of a language, made once.
func (x *extraction) reader(tag string) (*extract.Extractor, error) {
	if e := x.readers[tag]; e != nil {
		return e, nil
	}
	var o extract.Options
	if x.places != nil {
		o.Places = x.places.Matcher(&gazetteer.MatcherOptions{Prefixes: strings.HasPrefix(tag, "ar")})
	}
	e, err := extract.For(tag, &o)
	if err == nil {
		x.readers[tag] = e
	}
	return e, err
}

// Limits on what is held in memory at once.
const (
	longestText = 256 << 20
	longestLine = 64 << 20
)

// readAll reads plain text, or JSON Lines when the first character is a brace.
func (x *extraction) readAll(ctx context.Context, r io.Reader) error {
	src := bufio.NewReaderSize(r, 64<<10)
	head, err := src.Peek(4096)
	if err != nil && err != io.EOF {
		return err
	}
	if bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"), []byte("{")) {
		return x.readLines(ctx, src)
	}
	b, err := io.ReadAll(io.LimitReader(src, longestText+1))
	switch {
	case err != nil:
		return err
	case len(b) > longestText:
		return fmt.Errorf("the text is longer than %d MB; cut it, or give it as JSON Lines", longestText>>20)
	}
	return x.one(ctx, passage{Text: string(b)}, 0)
}

// readLines reads JSON Lines; a bad line is reported and does not stop the rest.
func (x *extraction) readLines(ctx context.Context, src *bufio.Reader) error {
	for n := 1; ; n++ {
		line, err := readLine(src)
		last := errors.Is(err, io.EOF)
		if err != nil && !last && !errors.Is(err, errLongLine) {
			return err
		}
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
		switch {
		case errors.Is(err, errLongLine):
			x.complain(n, err)
		case len(line) > 0:
			if err := x.line(ctx, line, n); err != nil {
				return err
			}
		}
		if src.Buffered() == 0 { // nobody waits for an answer longer than for the text
			if err := x.out.Flush(); err != nil {
				return err
			}
		}
		if last {
			return nil
		}
	}
}

// line reads one line of JSON.
func (x *extraction) line(ctx context.Context, line []byte, n int) error {
	var p struct {
		passage
		Text *string `json:"text"` // told apart from an empty one
	}
	err := json.Unmarshal(line, &p)
	if err == nil && p.Text == nil {
		err = errors.New("there is no \"text\"")
	}
	if err != nil {
		x.complain(n, fmt.Errorf("%w; write one object {\"id\", \"text\", \"date\"}", err))
		return nil
	}
	p.passage.Text = *p.Text
	return x.one(ctx, p.passage, n)
}

var errLongLine = fmt.Errorf("the line is longer than %d MB and is left out", longestLine>>20)

// readLine reads a line without holding more of it than may be.
func readLine(src *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		piece, err := src.ReadSlice('\n')
		if long = long || len(line)+len(piece) > longestLine; long {
			line = nil
		} else {
			line = append(line, piece...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err == nil && long:
			return nil, errLongLine
		default:
			return line, err
		}
	}
}

func (x *extraction) complain(line int, err error) {
	x.bad++
	if line > 0 {
		fmt.Fprintf(x.stderr, "line %d: %v\n", line, err)
		return
	}
	fmt.Fprintln(x.stderr, err)
}

// one reads one text and writes what it says. The error stops everything.
func (x *extraction) one(ctx context.Context, p passage, line int) error {
	x.fill(&p, line)
	date, err := humanitarian.ParseDate(p.Date)
	if err != nil {
		x.complain(line, fmt.Errorf("%w; the text is read without one", err))
	}
	e, err := x.reader(p.Lang)
	if err != nil {
		x.complain(line, err)
		return nil
	}
	t := review.Text{ID: p.ID, Document: extract.Document{Text: p.Text, Date: date}, Publisher: p.Publisher,
		Source: humanitarian.Source{Name: p.Source, Title: p.Title, URL: p.URL}}
	if t.Result, err = e.Extract(ctx, t.Document); err != nil {
		return err
	}
	x.read, x.found, x.none = x.read+1, x.found+len(t.Result.Candidates), x.none+len(t.Result.Rejected)
	switch x.format {
	case "xlsx":
		x.texts = append(x.texts, t)
		return nil
	case "jsonl":
		return x.writeLine(t)
	}
	return x.writeText(t)
}

// fill takes from the flags what the text does not say itself.
func (x *extraction) fill(p *passage, line int) {
	for _, f := range []struct {
		to   *string
		flag string
	}{{&p.Date, x.Date}, {&p.Source, x.Source}, {&p.Publisher, x.Publisher}, {&p.Title, x.Title}, {&p.URL, x.URL}} {
		if *f.to == "" {
			*f.to = f.flag
		}
	}
	if p.ID == "" && line > 0 {
		p.ID = fmt.Sprintf("line-%d", line)
	}
	if p.ID == "" {
		p.ID = x.ID
	}
	if p.Lang == "" {
		p.Lang = x.lang
		if inArabic(p.Text) {
			p.Lang = "ar"
		}
	}
}

// inArabic reports whether most letters of the beginning of s are Arabic.
func inArabic(s string) bool {
	arabic, other := 0, 0
	for i, r := range s {
		if i > 4000 {
			break
		}
		switch {
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.IsLetter(r):
			other++
		}
	}
	return arabic > other
}
