package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// scanner splits the XML of a workbook into tags and text. It exists because
// encoding/xml, which excelize reads with too, takes a second for some 25 MB
// and leaves garbage by the gigabyte; sheets have hundreds of megabytes.
//
// It knows what workbooks use: UTF-8, the five entities and character
// references, CDATA. Prefixes are dropped, so that files whose every tag is
// x:row or whose namespace is that of strict OOXML read the same. A document
// type, with which entities could be declared, is refused.
type scanner struct {
	r        io.Reader
	buf      []byte
	pos, end int  // unread part of buf
	drained  bool // r is at its end

	kind  token
	name  []byte // local name of a tag; valid until the next call of next
	empty bool   // the start tag is its own end: <c/>
	text  []byte // of textToken, decoded; valid until the next call of next
	rest  []byte // attributes not looked at yet
	depth int    // open tags, the current start tag included

	key, val []byte // the attribute that attr found last
	scratch  []byte
	gathered []byte
}

type token uint8

const (
	endOfPart token = iota
	startTag
	endTag
	textToken
)

const (
	window   = 64 << 10
	maxToken = 1 << 20 // a tag, or the text between two: a cell holds a third of it at most
	maxDepth = 200
)

var errToken = errors.New("a tag or text is longer than 1 MiB")

func newScanner(r io.Reader) *scanner { return &scanner{r: r, buf: make([]byte, window)} }

// more reads on, keeping what is unread from mark; it reports false at the end.
func (s *scanner) more() (bool, error) {
	if s.drained {
		return false, nil
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxToken {
			return false, errToken
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := s.r.Read(s.buf[s.end:])
	s.end += n
	if err == io.EOF {
		s.drained = true
		return n > 0, nil
	}
	return true, err
}

// find returns the offset from pos of sep, reading on as needed; -1 at the end.
func (s *scanner) find(sep string, from int) (int, error) {
	for {
		i := 0
		if in := s.buf[s.pos+from : s.end]; len(sep) == 1 {
			i = bytes.IndexByte(in, sep[0])
		} else {
			i = bytes.Index(in, []byte(sep))
		}
		if i >= 0 {
			return from + i, nil
		}
		from = max(from, s.end-s.pos-len(sep)+1)
		ok, err := s.more()
		if err != nil {
			return 0, err
		}
		if !ok && s.drained {
			return -1, nil
		}
	}
}

// next reads the next tag or text. Comments and processing instructions are
// passed over, and so is white space between tags of no consequence to us: it
// comes as text, which only cells look at.
func (s *scanner) next() error {
	if s.kind == startTag && s.empty {
		s.kind, s.empty = endTag, false
		s.depth--
		return nil
	}
	for {
		if s.pos == s.end {
			ok, err := s.more()
			if err != nil {
				return err
			}
			if !ok && s.drained {
				s.kind = endOfPart
				if s.depth > 0 {
					return errors.New("the part ends inside a tag")
				}
				return nil
			}
			continue
		}
		if s.buf[s.pos] != '<' {
			return s.plainText()
		}
		for s.end-s.pos < len("<![CDATA[") {
			if ok, err := s.more(); err != nil {
				return err
			} else if !ok && s.drained {
				break
			}
		}
		if c := s.buf[min(s.pos+1, s.end-1)]; c != '!' && c != '?' {
			return s.tag()
		}
		if read, err := s.markup(s.buf[s.pos:s.end]); read || err != nil {
			return err
		}
	}
}

// markup reads what begins with <! or <?; it reports whether that was text.
func (s *scanner) markup(head []byte) (bool, error) {
	switch {
	case bytes.HasPrefix(head, []byte("<!--")):
		_, err := s.pass("-->", len("<!--"))
		return false, err
	case bytes.HasPrefix(head, []byte("<?")):
		in, err := s.pass("?>", len("<?"))
		if err == nil {
			err = encodingOf(in)
		}
		return false, err
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		in, err := s.pass("]]>", len("<![CDATA["))
		if err != nil {
			return false, err
		}
		s.kind, s.text = textToken, in
		return true, validText(in)
	}
	return false, errors.New("a document type is not allowed in a workbook")
}

// pass moves behind end and returns what stands between.
func (s *scanner) pass(end string, from int) ([]byte, error) {
	i, err := s.find(end, from)
	if err != nil {
		return nil, err
	}
	if i < 0 {
		return nil, errors.New("the part ends inside a tag")
	}
	in := s.buf[s.pos+from : s.pos+i]
	s.pos += i + len(end)
	return in, nil
}

func encodingOf(instruction []byte) error {
	in := strings.ToLower(string(instruction))
	_, v, ok := strings.Cut(in, "encoding")
	if !strings.HasPrefix(in, "xml") || !ok {
		return nil
	}
	v = strings.Trim(v, " \t\r\n=")
	if v != "" {
		v, _, _ = strings.Cut(v[1:], v[:1]) // between the quotes
	}
	if v != "utf-8" && v != "us-ascii" {
		return fmt.Errorf("the encoding %q is not UTF-8", v)
	}
	return nil
}

func (s *scanner) plainText() error {
	i, err := s.find("<", 0)
	if err != nil {
		return err
	}
	if i < 0 {
		i = s.end - s.pos
	}
	raw := s.buf[s.pos : s.pos+i]
	s.pos += i
	s.kind = textToken
	if s.depth == 0 {
		raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
		if len(bytes.TrimSpace(raw)) > 0 {
			return errors.New("text outside of the tags: this is not the XML of a workbook")
		}
	}
	s.text, err = s.decode(raw)
	if err != nil {
		return err
	}
	return validText(s.text)
}

func validText(b []byte) error {
	if !utf8.Valid(b) {
		return errors.New("a text is not UTF-8")
	}
	return nil
}

func (s *scanner) tag() error {
	i := 1
	for quote, at := byte(0), 1; ; {
		var err error
		if i, err = s.find(">", i); err != nil {
			return err
		}
		if i < 0 {
			return errors.New("the part ends inside a tag")
		}
		// A > may stand in an attribute.
		for _, b := range s.buf[s.pos+at : s.pos+i] {
			switch {
			case quote != 0 && b == quote:
				quote = 0
			case quote == 0 && (b == '"' || b == '\''):
				quote = b
			}
		}
		if quote == 0 {
			break
		}
		at = i
		i++
	}
	in := s.buf[s.pos+1 : s.pos+i]
	s.pos += i + 1
	s.empty = false
	switch {
	case len(in) > 0 && in[0] == '/':
		s.kind = endTag
		in = trimSpace(in[1:])
		if s.depth--; s.depth < 0 {
			return errors.New("an end tag without a start")
		}
		s.name, s.rest = local(in), nil
		return nil
	case len(in) > 0 && in[len(in)-1] == '/':
		s.empty = true
		in = in[:len(in)-1]
	}
	s.kind = startTag
	if s.depth++; s.depth > maxDepth {
		return fmt.Errorf("more than %d tags inside one another", maxDepth)
	}
	n := 0
	for n < len(in) && in[n] > ' ' {
		n++
	}
	s.name, s.rest = local(in[:n]), in[n:]
	if len(s.name) == 0 {
		return errors.New("a tag without a name")
	}
	return nil
}

func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i > 0 && i < len(name)-1 {
		return name[i+1:]
	}
	return name
}

// attr moves to the next attribute of the start tag: key and val, not decoded.
func (s *scanner) attr() bool {
	for len(s.rest) > 0 && s.rest[0] <= ' ' {
		s.rest = s.rest[1:]
	}
	i := bytes.IndexByte(s.rest, '=')
	if i < 0 {
		return false
	}
	key := trimSpace(s.rest[:i])
	v := s.rest[i+1:]
	for len(v) > 0 && v[0] <= ' ' {
		v = v[1:]
	}
	if len(v) == 0 || v[0] != '"' && v[0] != '\'' {
		return false
	}
	j := bytes.IndexByte(v[1:], v[0])
	if j < 0 {
		return false
	}
	s.key, s.val, s.rest = local(key), v[1:1+j], v[j+2:]
	return true
}

// value is the attribute that attr found last, decoded.
func (s *scanner) value() (string, error) {
	b, err := s.decode(s.val)
	if err == nil {
		err = validText(b)
	}
	return string(b), err
}

// skip passes over what stands inside the start tag just read, to its end.
func (s *scanner) skip() error {
	for to := s.depth - 1; ; {
		if err := s.next(); err != nil {
			return err
		}
		if s.kind == endTag && s.depth == to || s.kind == endOfPart {
			return nil
		}
	}
}

// child moves to the next start tag directly inside the tag that was opened at
// depth, passing over text; it reports false at that tag's end.
func (s *scanner) child(depth int) (bool, error) {
	for {
		if s.kind == startTag && s.depth > depth { // the caller took no interest
			if err := s.skip(); err != nil {
				return false, err
			}
		}
		if err := s.next(); err != nil {
			return false, err
		}
		switch {
		case s.kind == endOfPart, s.kind == endTag && s.depth < depth:
			return false, nil
		case s.kind == startTag && s.depth == depth+1:
			return true, nil
		}
	}
}

// children calls do for each tag directly inside the one opened at depth.
func (s *scanner) children(depth int, do func() error) error {
	for {
		ok, err := s.child(depth)
		if err != nil || !ok {
			return err
		}
		if err := do(); err != nil {
			return err
		}
	}
}

// decode resolves entities and line ends. The result is valid until the next
// call when it had to be changed.
func (s *scanner) decode(raw []byte) ([]byte, error) {
	i := bytes.IndexByte(raw, '&')
	if cr := bytes.IndexByte(raw, '\r'); cr >= 0 && (i < 0 || cr < i) {
		i = cr
	}
	if i < 0 {
		return raw, nil
	}
	out := append(s.scratch[:0], raw[:i]...)
	for i < len(raw) {
		switch b := raw[i]; b {
		case '\r':
			out = append(out, '\n')
			i++
			if i < len(raw) && raw[i] == '\n' {
				i++
			}
		case '&':
			j := bytes.IndexByte(raw[i:min(len(raw), i+16)], ';')
			if j < 0 {
				return nil, errors.New("a & without an entity")
			}
			r, ok := entity(string(raw[i+1 : i+j]))
			if !ok {
				return nil, fmt.Errorf("the entity %q is not known", raw[i:i+j+1])
			}
			out = utf8.AppendRune(out, r)
			i += j + 1
		default:
			out = append(out, b)
			i++
		}
	}
	s.scratch = out
	return out, nil
}

func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, false
	}
	base := rune(10)
	if d, hex := strings.CutPrefix(digits, "x"); hex {
		digits, base = d, 16
	}
	var r rune
	for _, d := range []byte(digits) {
		v := hexDigit(d)
		if v < 0 || v >= base || r > utf8.MaxRune {
			return 0, false
		}
		r = r*base + v
	}
	return r, digits != "" && r > 0 && utf8.ValidRune(r)
}

func hexDigit(b byte) rune {
	switch {
	case isDigit(b):
		return rune(b - '0')
	case 'a' <= b|0x20 && b|0x20 <= 'f':
		return rune(b|0x20-'a') + 10
	}
	return -1
}

// storedText resolves Excel's own escapes in the text of a cell, _x000D_ and
// the like, and makes line ends LF. Control characters become U+FFFD.
func storedText(b []byte) string {
	if !bytes.Contains(b, []byte("_x")) && bytes.IndexFunc(b, isControl) < 0 {
		return string(b)
	}
	var out strings.Builder
	s := string(b)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == '_' && isExcelEscape(s[i:]) {
			r, n = escaped(s[i:]), 7
			if utf16.IsSurrogate(r) && isExcelEscape(s[i+7:]) {
				if pair := utf16.DecodeRune(r, escaped(s[i+7:])); pair != utf8.RuneError {
					r, n = pair, 14
				}
			}
		}
		i += n
		switch {
		case r == '\r':
			if !strings.HasPrefix(s[i:], "\n") && !strings.HasPrefix(s[i:], "_x000A_") {
				out.WriteByte('\n')
			}
		case isControl(r), utf16.IsSurrogate(r):
			out.WriteRune(utf8.RuneError)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

func isControl(r rune) bool { return r < 0x20 && r != '\t' && r != '\n' || r == 0x7f }

func escaped(s string) rune {
	return hexDigit(s[2])<<12 | hexDigit(s[3])<<8 | hexDigit(s[4])<<4 | hexDigit(s[5])
}
