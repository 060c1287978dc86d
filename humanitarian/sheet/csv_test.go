package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// dump lists the cells of a grid with their positions.
func dump(g *Grid) []string {
	var out []string
	for i, r := range g.Rows {
		for j := range r.Cells {
			out = append(out, g.Position(i, j).String()+" "+g.Cell(i, j))
		}
	}
	return out
}

func faultStrings(fs []Fault) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.String())
	}
	return out
}

func TestReadCSV(t *testing.T) {
	tests := []struct {
		name, why, in string
		cells, faults []string
	}{
		{name: "plain", why: "the common case", in: "a,b\n1,2\n",
			cells: []string{"f:1:1 a", "f:1:2 b", "f:2:1 1", "f:2:2 2"}},
		{name: "bom and crlf", why: "what Excel writes", in: "\xef\xbb\xbfa,b\r\n1,2\r\n",
			cells: []string{"f:1:1 a", "f:1:2 b", "f:2:1 1", "f:2:2 2"}},
		{name: "cr", why: "old Mac Excel", in: "a,b\r1,2",
			cells: []string{"f:1:1 a", "f:1:2 b", "f:2:1 1", "f:2:2 2"}},
		{name: "multi-line", why: "lines inside quotes count, and later cells know theirs", in: "a,b\n\"x\r\ny\",2\n\n3,4\n",
			cells: []string{"f:1:1 a", "f:1:2 b", "f:2:1 x\ny", "f:3:2 2", "f:5:1 3", "f:5:2 4"}},
		{name: "semicolon", why: "a French desk; decimal commas outnumber semicolons", in: "nom;x;y\nA;1,5;2,5\nB;3,5;4,5\n",
			cells:  []string{"f:1:1 nom", "f:1:2 x", "f:1:3 y", "f:2:1 A", "f:2:2 1,5", "f:2:3 2,5", "f:3:1 B", "f:3:2 3,5", "f:3:3 4,5"},
			faults: []string{`f:1: sheet-delimiter "semicolon"`}},
		{name: "tab", why: "pasted from a sheet", in: "a\tb\n1\t2\n",
			cells:  []string{"f:1:1 a", "f:1:2 b", "f:2:1 1", "f:2:2 2"},
			faults: []string{`f:1: sheet-delimiter "tab"`}},
		{name: "sep line", why: "Excel's own hint, not data", in: "sep=;\na;b\n",
			cells:  []string{"f:2:1 a", "f:2:2 b"},
			faults: []string{`f:1: sheet-delimiter "semicolon"`}},
		{name: "latin1", why: "one cell pasted from an old file", in: "a,b\nSa\xefd,2\nSaïd,3\n",
			cells:  []string{"f:1:1 a", "f:1:2 b", "f:2:1 Sa\uFFFDd", "f:2:2 2", "f:3:1 Saïd", "f:3:2 3"},
			faults: []string{`f:2:1: sheet-encoding "Sa` + "\uFFFD" + `d" "ef"`}},
		{name: "ragged", why: "rows of other lengths are kept", in: "a,b\n1\n1,2,3\n",
			cells:  []string{"f:1:1 a", "f:1:2 b", "f:2:1 1", "f:3:1 1", "f:3:2 2", "f:3:3 3"},
			faults: []string{`f:2: sheet-ragged "1" "2"`, `f:3: sheet-ragged "3" "2"`}},
		{name: "bare quotes", why: "kept as text", in: "a,b\n5\" pipe,\"x\" y\n",
			cells:  []string{"f:1:1 a", "f:1:2 b", "f:2:1 5\" pipe", "f:2:2 \"x\" y"},
			faults: []string{`f:2:1: sheet-bare-quote "5\" pipe"`, `f:2:2: sheet-bare-quote "\"x\" y"`}},
		{name: "unclosed to the end", why: "the rows after it are not swallowed", in: "a,b\n1,\"two\n3,4\n",
			cells:  []string{"f:1:1 a", "f:1:2 b", "f:2:1 1", "f:2:2 \"two", "f:3:1 3", "f:3:2 4"},
			faults: []string{`f:2:2: sheet-unclosed-quote "\"two"`}},
		{name: "unclosed to the next quote", why: "likewise when a later quote seems to close it", in: "a,b\n1,\"two\n3,\"four\"\n",
			cells:  []string{"f:1:1 a", "f:1:2 b", "f:2:1 1", "f:2:2 \"two", "f:3:1 3", "f:3:2 four"},
			faults: []string{`f:2:2: sheet-unclosed-quote "\"two"`}},
		{name: "doubled", why: "RFC 4180", in: "\"a \"\"b\"\"\",\"\"\n",
			cells: []string{`f:1:1 a "b"`, "f:1:2 "}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g, faults, err := ReadCSV(t.Context(), strings.NewReader(tt.in), "f", nil)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.cells, dump(g)); d != "" {
				t.Errorf("%s: cells (-want +got):\n%s", tt.why, d)
			}
			if d := cmp.Diff(tt.faults, faultStrings(faults)); d != "" {
				t.Errorf("%s: faults (-want +got):\n%s", tt.why, d)
			}
			// The same bytes one at a time: buffering must not show.
			g2, _, err := ReadCSV(t.Context(), iotestOneByte{strings.NewReader(tt.in)}, "f", nil)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(dump(g), dump(g2)); d != "" {
				t.Errorf("one byte at a time (-whole +bytes):\n%s", d)
			}
		})
	}
}

func TestGuessDelimiter(t *testing.T) {
	tests := []struct {
		name, why, in string
		want          byte
	}{
		{"lists in cells", "digits stand on both sides of commas, and semicolons are many", "id,low,best,place,links\nS-1,12,15,SY01;SY02;SY03;SY04;SY05;SY06,\nS-2,22,25,SY01;SY02;SY03;SY04;SY05;SY06,a=1;b=2\n", ','},
		{"lists alone", "one row is enough of a header", "place,n\nSY01;SY02;SY03,4\n", ','},
		{"ragged", "a note with commas breaks the number in two rows", "id,n,place\na,1,x;y\nb,2,x;y, and more, later\nc,3,x;y\nd,4,x;y, or z\n", ','},
		{"decimals", "commas in numbers do not separate", "nom;x\nA;1,5\nB;2,5\n", ';'},
		{"decimals without a header", "likewise", "1,5;2,5\n1,7;2,5\n", ';'},
		{"prose", "commas in sentences", "id;note\nA;one, two\nB;three, four\n", ';'},
		{"title above", "the first row is a title with a comma", "Brief, week 49\nid;n;place\nA;1;x\nB;2;y\nC;3;z\n", ';'},
		{"tabs", "cells with both others", "id\tn\nA, b; c\t1\nB, c; d\t2\n", '\t'},
		{"one column", "nothing separates", "id\nA\n", ','},
		{"quoted", "delimiters in quotes do not count", "a,b\n\"x;y;z;\",1\n\"x;y;z;\",1\n", ','},
		{"empty", "no row at all", "", ','},
	}
	for _, tt := range tests {
		if got := guessDelimiter([]byte(tt.in)); got != tt.want {
			t.Errorf("%s: got %q, want %q: %s", tt.name, got, tt.want, tt.why)
		}
	}
}

type iotestOneByte struct{ r io.Reader }

func (o iotestOneByte) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return o.r.Read(p[:1])
}

// endless gives head once and then n times the byte b.
type endless struct {
	head string
	b    byte
	n    int
	read int
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.head) > 0 {
		n := copy(p, e.head)
		e.head = e.head[n:]
		return n, nil
	}
	n := min(len(p), e.n)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range n {
		p[i] = e.b
	}
	e.n -= n
	e.read += n
	return n, nil
}

func TestReadCSVHostile(t *testing.T) {
	utf16 := "\xff\xfea\x00,\x00b\x00\n\x00"
	tests := []struct {
		name string
		r    io.Reader
		lim  *Limits
		is   error
		says string
	}{
		{"empty", strings.NewReader(""), nil, ErrEmpty, "empty"},
		{"blank", strings.NewReader("\n\n"), nil, ErrEmpty, "empty"},
		{"only a mark", strings.NewReader("\xef\xbb\xbf"), nil, ErrEmpty, "empty"},
		{"utf-16", strings.NewReader(utf16), nil, ErrUTF16, "save as CSV UTF-8"},
		{"utf-16 unmarked", strings.NewReader("a\x00,\x00b\x00\n\x001\x00,\x002\x00\n\x00"), nil, ErrUTF16, "save as CSV UTF-8"},
		{"workbook", strings.NewReader("PK\x03\x04...."), nil, ErrFormat, "workbook"},
		{"long quoted", &endless{head: "a,b\n1,\"", b: '\n', n: 200 << 20}, nil, nil, "f:2: more than 1048576 bytes in one row (a quote opened on line 2 is never closed)"},
		{"too many bytes", &endless{head: "a\n", b: '\n', n: 2000}, &Limits{MaxBytes: 1000}, nil, "more than 1000 bytes in the file"},
		{"too many rows", strings.NewReader("a\nb\nc\n"), &Limits{MaxRows: 2}, nil, "f:3: more than 2 rows"},
		{"too many columns", strings.NewReader("a,b\nc,d,e\n"), &Limits{MaxColumns: 2}, nil, "f:2: more than 2 columns"},
		{"delimiter", strings.NewReader("a"), &Limits{Delimiter: '|'}, nil, "delimiter"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := ReadCSV(t.Context(), tt.r, "f", tt.lim)
			if err == nil || !strings.Contains(err.Error(), tt.says) || tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("got %v, want %q", err, tt.says)
			}
		})
	}
}

func TestReadCSVLongLine(t *testing.T) {
	e := &endless{head: "a,b\n", b: 'x', n: 200 << 20}
	_, _, err := ReadCSV(t.Context(), e, "f", nil)
	var limit *LimitError
	if !errors.As(err, &limit) || limit.Position.Row != 2 {
		t.Fatalf("got %v, want a limit on line 2", err)
	}
	if e.read > 2<<20 {
		t.Errorf("read %d bytes of a 200 MB line, want little more than the limit", e.read)
	}
}

// A file of quotes that open and never properly close must not take quadratic
// time.
func TestReadCSVQuoteStorm(t *testing.T) {
	for _, line := range []string{"\"a\n", "x,\"\n", "\"\"\"\n", "\"a\"\"\n", "\"\n\"x"} {
		in := "a,b\n" + strings.Repeat(line, 200_000)
		if _, _, err := ReadCSV(t.Context(), strings.NewReader(in), "f", nil); err != nil {
			var limit *LimitError
			if !errors.As(err, &limit) {
				t.Errorf("%q: %v", line, err)
			}
		}
	}
}

func TestReadCSVCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := ReadCSV(ctx, strings.NewReader("a"), "f", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestFaultLimit(t *testing.T) {
	_, faults, err := ReadCSV(t.Context(), strings.NewReader("a,b\n1\n1\n1\n"), "f", &Limits{MaxFaults: 1})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{`f:2: sheet-ragged "1" "2"`, `f: sheet-more "2"`}, faultStrings(faults)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestWriteCSV(t *testing.T) {
	rows := [][]string{{"=1+1", "+33 1", "-5", "-1,200.5%", "@x", "\tx", "a\"b", "x\ny", " z"}, {""}, {"-x"}}
	tests := []struct {
		name, want string
		opts       *CSVOptions
	}{
		{"guarded", "'=1+1,'+33 1,-5,\"-1,200.5%\",'@x,\"'\tx\",\"a\"\"b\",\"x\ny\",\" z\"\n\"\"\n'-x\n", nil},
		{"unguarded", "=1+1,+33 1,-5,\"-1,200.5%\",@x,\"\tx\",\"a\"\"b\",\"x\ny\",\" z\"\n\"\"\n-x\n", &CSVOptions{Unguarded: true}},
	}
	for _, tt := range tests {
		var b bytes.Buffer
		if err := WriteCSV(&b, nil, rows, tt.opts); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(tt.want, b.String()); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\xef\xbb\xbfa;b\r\n1,5;2\r\n", "a\t\"b\nc\"\td\n", "\"a\n\"b", "x,\"\"\"\n\"", "sep=;\na;b",
		"\xff\xfea\x00", "Sa\xefd,\"\xe9\"\n", "\r\r\n\n\"\r\"", "a,\x00b\n", "\"a\"b,\"c\nd\"e,f\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		g, faults, err := ReadCSV(context.Background(), strings.NewReader(in), "f", &Limits{MaxRowBytes: 4096})
		if err != nil {
			return
		}
		lines := 1 + strings.Count(in, "\n") + strings.Count(in, "\r")
		var rows [][]string
		last := 0
		for i, r := range g.Rows {
			if r.Number <= last || r.Number > lines {
				t.Fatalf("row %d on line %d after line %d of %d", i, r.Number, last, lines)
			}
			last = r.Number
			for j, c := range r.Cells {
				if !utf8.ValidString(c) || strings.ContainsRune(c, 0) {
					t.Fatalf("cell %q", c)
				}
				if p := g.Position(i, j); p.Row < r.Number || p.Row > lines || p.Column != j+1 {
					t.Fatalf("position %v in row %d", p, r.Number)
				}
			}
			rows = append(rows, r.Cells)
		}
		_ = faultStrings(faults)
		// What was read must survive writing and reading.
		var b bytes.Buffer
		if err := WriteCSV(&b, nil, rows, &CSVOptions{Unguarded: true}); err != nil {
			t.Fatal(err)
		}
		again, _, err := ReadCSV(context.Background(), &b, "f", &Limits{Delimiter: ','})
		if err != nil {
			return // a written row may begin with what looks like another file
		}
		var got [][]string
		for _, r := range again.Rows {
			got = append(got, r.Cells)
		}
		norm := cmp.Transformer("lf", func(s string) string {
			return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(s, "\ufeff"))
		})
		if d := cmp.Diff(rows, got, norm); d != "" {
			t.Fatalf("round trip (-read +again):\n%s", d)
		}
	})
}
