package gazetteer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
)

// maxFindings bounds what one call reports, so that a file in the wrong
// format does not fill the memory with one finding a row.
const maxFindings = 10_000

// maxPlaces is how many places in a file one finding points at.
const maxPlaces = 20

// findings collects what a human should look at.
type findings struct {
	list []humanitarian.Finding
	more int
	seen map[string]int // in list, of those that say the same of several cells

	hidden, hiddenAt int // how many codes had hidden characters, and where in list the finding of them is
}

func (f *findings) add(severity humanitarian.Severity, code string, at []humanitarian.Position, args ...string) {
	if len(f.list) >= maxFindings {
		f.more++
		return
	}
	for i, a := range args {
		args[i] = shorten(a)
	}
	f.list = append(f.list, humanitarian.Finding{Code: code, Severity: severity, Positions: at, Args: args})
}

func (f *findings) warn(at humanitarian.Position, code string, args ...string) {
	f.add(humanitarian.WarningFinding, code, []humanitarian.Position{at}, args...)
}

func (f *findings) note(at humanitarian.Position, code string, args ...string) {
	f.add(humanitarian.NoteFinding, code, []humanitarian.Position{at}, args...)
}

// same adds a finding that many cells of a column give rise to, such as dates
// in another format, once, and lets it point at the first of them.
func (f *findings) same(at humanitarian.Position, severity humanitarian.Severity, code string, args ...string) {
	key := code + "\x00" + strings.Join(args, "\x00")
	i, ok := f.seen[key]
	if !ok {
		if f.seen == nil {
			f.seen = map[string]int{}
		}
		if len(f.list) < maxFindings {
			f.seen[key] = len(f.list)
		}
		f.add(severity, code, []humanitarian.Position{at}, args...)
		return
	}
	if p := &f.list[i].Positions; len(*p) < maxPlaces {
		*p = append(*p, at)
	}
}

// code returns a P-code as it is compared. Hidden characters in it are one
// finding, since a file has them in a whole column or not at all.
func (f *findings) code(at humanitarian.Position, written string) string {
	code := cleanCode(written)
	if len(code) == len(strings.TrimSpace(written)) {
		return code
	}
	if f.hidden++; f.hidden == 1 {
		f.hiddenAt = len(f.list)
		f.note(at, "pcode_hidden", code, "")
	}
	if f.hiddenAt < len(f.list) {
		found := &f.list[f.hiddenAt]
		found.Args[1] = strconv.Itoa(f.hidden)
		if f.hidden > 1 && len(found.Positions) < maxPlaces {
			found.Positions = append(found.Positions, at)
		}
	}
	return code
}

func (f *findings) sorted() []humanitarian.Finding {
	slices.SortStableFunc(f.list, humanitarian.CompareFindings)
	if f.more > 0 {
		f.list = append(f.list, humanitarian.Finding{Code: "more_findings", Severity: humanitarian.WarningFinding, Args: []string{strconv.Itoa(f.more)}})
		f.more = 0
	}
	return f.list
}

// Limits bound what a reader accepts. Nil and zero fields mean the defaults.
// A file beyond them is refused with a [*LimitError], never cut short.
type Limits struct {
	Bytes    int64 // bytes of the file; default 256 MiB
	Rows     int   // rows of a table; default 2,000,000
	Columns  int   // columns of a table; default 1,000
	Features int   // features of a GeoJSON file; default 500,000
	Points   int   // points of a GeoJSON file; default 10,000,000
}

func (l Limits) orDefaults() Limits {
	set := func(n *int, d int) {
		if *n <= 0 {
			*n = d
		}
	}
	if l.Bytes <= 0 {
		l.Bytes = 256 << 20
	}
	set(&l.Rows, 2_000_000)
	set(&l.Columns, 1_000)
	set(&l.Features, 500_000)
	set(&l.Points, 10_000_000)
	return l
}

// A LimitError says which of the [Limits] a file exceeds.
type LimitError struct {
	File  string
	What  string // bytes, rows, columns, features, points
	Limit int64
}

// Error names the file, what there is too much of, and the limit.
func (e *LimitError) Error() string {
	return fmt.Sprintf("gazetteer: %s: more than %d %s; if you trust the file, raise the limit", e.File, e.Limit, e.What)
}

// shorten keeps a text from a file from filling a message.
func shorten(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	n := most
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
