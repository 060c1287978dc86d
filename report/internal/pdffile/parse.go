package pdffile

import (
	"bytes"
	"fmt"
	"strconv"
)

// Limits on what is read.
const (
	maxObjects = 1 << 20
	maxDepth   = 32
)

// Objects are Go values: nil, bool, number, name, str, array, dict, ref and *stream.
type (
	number string // as written
	name   string // without the slash, escapes undone
	str    []byte
	array  []any
	dict   map[name]any
	ref    int
	stream struct {
		dict dict
		data []byte
	}
)

// file is a parsed file.
type file struct {
	objects map[ref]any
	trailer dict
}

// parseFile reads a whole file through its cross-reference table.
func parseFile(src []byte) (*file, error) {
	if !bytes.HasPrefix(src, []byte("%PDF-1.")) {
		return nil, fmt.Errorf("pdf: no header")
	}
	i := bytes.LastIndex(src, []byte("startxref"))
	if i < 0 {
		return nil, fmt.Errorf("pdf: no startxref")
	}
	l := &lexer{src: src, pos: i + len("startxref")}
	at, err := l.integer()
	if err != nil {
		return nil, err
	}
	if at < 0 || at >= i {
		return nil, fmt.Errorf("pdf: cross-reference table outside the file")
	}
	l.pos = at
	offsets, err := l.xref()
	if err != nil {
		return nil, err
	}
	f := &file{objects: make(map[ref]any, len(offsets))}
	tr, err := l.object(0)
	if err != nil {
		return nil, err
	}
	var ok bool
	if f.trailer, ok = tr.(dict); !ok {
		return nil, fmt.Errorf("pdf: trailer is no dictionary")
	}
	for n, off := range offsets {
		if off < 0 { // free
			continue
		}
		if off >= len(src) {
			return nil, fmt.Errorf("pdf: object %d outside the file", n)
		}
		l.pos = off
		o, err := l.indirect(n)
		if err != nil {
			return nil, fmt.Errorf("pdf: object %d: %w", n, err)
		}
		f.objects[ref(n)] = o
	}
	return f, nil
}

type lexer struct {
	src    []byte
	pos    int
	length func(any) any // finds the length of a stream that stands elsewhere; nil: none may
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelim(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// skip passes blanks and comments.
func (l *lexer) skip() {
	for l.pos < len(l.src) && (isSpace(l.src[l.pos]) || l.src[l.pos] == '%') {
		if l.src[l.pos] == '%' {
			for l.pos < len(l.src) && l.src[l.pos] != '\n' && l.src[l.pos] != '\r' {
				l.pos++
			}
			continue
		}
		l.pos++
	}
}

// word reads a bare token.
func (l *lexer) word() string {
	l.skip()
	from := l.pos
	for l.pos < len(l.src) && !isSpace(l.src[l.pos]) && !isDelim(l.src[l.pos]) {
		l.pos++
	}
	return string(l.src[from:l.pos])
}

func (l *lexer) expect(want string) error {
	if got := l.word(); got != want {
		return fmt.Errorf("pdf: %q where %q should be, at byte %d", trunc(got), want, l.pos)
	}
	return nil
}

func trunc(s string) string { return s[:min(len(s), 20)] }

func (l *lexer) integer() (int, error) {
	w := l.word()
	n, err := strconv.ParseInt(w, 10, 40)
	if err != nil {
		return 0, fmt.Errorf("pdf: %q is no integer, at byte %d", trunc(w), l.pos)
	}
	return int(n), nil
}

// xref reads one table and the word trailer. Offsets of free objects are -1.
func (l *lexer) xref() ([]int, error) {
	if err := l.expect("xref"); err != nil {
		return nil, err
	}
	first, err := l.integer()
	if err != nil {
		return nil, err
	}
	n, err := l.integer()
	if err != nil {
		return nil, err
	}
	if first != 0 || n < 1 || n > maxObjects || n > len(l.src)/20+1 {
		return nil, fmt.Errorf("pdf: cross-reference table of %d objects from %d", n, first)
	}
	offsets := make([]int, n)
	for i := range offsets {
		if offsets[i], err = l.integer(); err != nil {
			return nil, err
		}
		if _, err = l.integer(); err != nil {
			return nil, err
		}
		switch w := l.word(); w {
		case "n":
		case "f":
			offsets[i] = -1
		default:
			return nil, fmt.Errorf("pdf: cross-reference entry %d is %q", i, trunc(w))
		}
	}
	return offsets, l.expect("trailer")
}

// indirect reads "n 0 obj ... endobj".
func (l *lexer) indirect(n int) (any, error) {
	got, err := l.integer()
	if err != nil {
		return nil, err
	}
	if got != n {
		return nil, fmt.Errorf("pdf: found object %d", got)
	}
	if err := l.expect("0"); err != nil {
		return nil, err
	}
	if err := l.expect("obj"); err != nil {
		return nil, err
	}
	o, err := l.object(0)
	if err != nil {
		return nil, err
	}
	switch w := l.word(); w {
	case "endobj":
		return o, nil
	case "stream":
		d, ok := o.(dict)
		if !ok {
			return nil, fmt.Errorf("pdf: stream without dictionary")
		}
		return l.stream(d)
	default:
		return nil, fmt.Errorf("pdf: %q after the object", trunc(w))
	}
}

func (l *lexer) stream(d dict) (*stream, error) {
	length := d["Length"]
	if _, elsewhere := length.(ref); elsewhere && l.length != nil {
		length = l.length(length)
	}
	n, err := strconv.Atoi(string(numberOf(length)))
	if err != nil || n < 0 {
		return nil, fmt.Errorf("pdf: stream without a length")
	}
	if l.pos < len(l.src) && l.src[l.pos] == '\r' {
		l.pos++
	}
	if l.pos >= len(l.src) || l.src[l.pos] != '\n' {
		return nil, fmt.Errorf("pdf: no line end after stream")
	}
	l.pos++
	if n > len(l.src)-l.pos {
		return nil, fmt.Errorf("pdf: stream longer than the file")
	}
	s := &stream{dict: d, data: l.src[l.pos : l.pos+n]}
	l.pos += n
	if err := l.expect("endstream"); err != nil {
		return nil, err
	}
	return s, l.expect("endobj")
}

func numberOf(o any) number {
	n, _ := o.(number)
	return n
}

// object reads one direct object or reference.
func (l *lexer) object(depth int) (any, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("pdf: nested too deep")
	}
	l.skip()
	if l.pos >= len(l.src) {
		return nil, fmt.Errorf("pdf: unexpected end")
	}
	rest := l.src[l.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("<<")):
		l.pos += 2
		return l.dict(depth)
	case rest[0] == '<':
		return l.hex()
	case rest[0] == '(':
		return l.literal()
	case rest[0] == '/':
		l.pos++
		return l.name()
	case rest[0] == '[':
		l.pos++
		return l.array(depth)
	}
	w := l.word()
	switch w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	if !isNumber(w) {
		return nil, fmt.Errorf("pdf: unknown token %q at byte %d", trunc(w), l.pos)
	}
	return l.refOr(number(w)), nil
}

// refOr returns the reference "n 0 R" that begins with the number w, or else the number.
func (l *lexer) refOr(w number) any {
	n, err := strconv.Atoi(string(w))
	if err != nil || n < 0 {
		return w
	}
	back := l.pos
	if l.word() == "0" && l.word() == "R" {
		return ref(n)
	}
	l.pos = back
	return w
}

// isNumber reports whether s is a PDF number. NaN and exponents are not.
func isNumber(s string) bool {
	digits, dots := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			dots++
		case i == 0 && (c == '-' || c == '+'):
		default:
			return false
		}
	}
	return digits > 0 && dots < 2 && len(s) < 32
}

func (l *lexer) name() (name, error) {
	w := l.word()
	if bytes.IndexByte([]byte(w), '#') < 0 {
		return name(w), nil
	}
	var out []byte
	for i := 0; i < len(w); i++ {
		if w[i] != '#' {
			out = append(out, w[i])
			continue
		}
		if i+2 >= len(w) {
			return "", fmt.Errorf("pdf: bad name")
		}
		b, err := strconv.ParseUint(w[i+1:i+3], 16, 8)
		if err != nil {
			return "", fmt.Errorf("pdf: bad name: %w", err)
		}
		out = append(out, byte(b))
		i += 2
	}
	return name(out), nil
}

func (l *lexer) array(depth int) (array, error) {
	a := array{}
	for {
		l.skip()
		if l.pos < len(l.src) && l.src[l.pos] == ']' {
			l.pos++
			return a, nil
		}
		o, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		a = append(a, o)
	}
}

func (l *lexer) dict(depth int) (dict, error) {
	d := dict{}
	for {
		l.skip()
		if bytes.HasPrefix(l.src[l.pos:], []byte(">>")) {
			l.pos += 2
			return d, nil
		}
		k, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		key, ok := k.(name)
		if !ok {
			return nil, fmt.Errorf("pdf: dictionary key is no name, at byte %d", l.pos)
		}
		v, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if _, twice := d[key]; twice {
			return nil, fmt.Errorf("pdf: key %q twice", trunc(string(key)))
		}
		d[key] = v
	}
}

func (l *lexer) hex() (str, error) {
	l.pos++
	end := bytes.IndexByte(l.src[l.pos:], '>')
	if end < 0 {
		return nil, fmt.Errorf("pdf: hex string without end")
	}
	var digits []byte
	for _, c := range l.src[l.pos : l.pos+end] {
		if !isSpace(c) {
			digits = append(digits, c)
		}
	}
	l.pos += end + 1
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make(str, len(digits)/2)
	for i := range out {
		b, err := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
		if err != nil {
			return nil, fmt.Errorf("pdf: bad hex string: %w", err)
		}
		out[i] = byte(b)
	}
	return out, nil
}

// literal reads a string in parentheses.
func (l *lexer) literal() (str, error) {
	out, depth := str{}, 0
	for ; l.pos < len(l.src); l.pos++ {
		switch c := l.src[l.pos]; c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
			out = append(out, c)
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return out, nil
			}
			out = append(out, c)
		case '\\':
			if l.pos++; l.pos >= len(l.src) {
				return nil, fmt.Errorf("pdf: string without end")
			}
			out = l.escaped(out)
		default:
			out = append(out, c)
		}
	}
	return nil, fmt.Errorf("pdf: string without end")
}

// escaped appends what a backslash and the byte after it stand for (ISO 32000-1, table 3). It ends on the last byte it
// takes.
func (l *lexer) escaped(out str) str {
	c := l.src[l.pos]
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	switch {
	case c == '\r':
		if l.pos+1 < len(l.src) && l.src[l.pos+1] == '\n' {
			l.pos++
		}
		return out
	case c == '\n':
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	n := 0
	for i := range 3 {
		if l.pos+i >= len(l.src) || l.src[l.pos+i] < '0' || l.src[l.pos+i] > '7' {
			l.pos += i - 1
			return append(out, byte(n))
		}
		n = 8*n + int(l.src[l.pos+i]-'0')
	}
	l.pos += 2
	return append(out, byte(n))
}
