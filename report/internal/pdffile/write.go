package pdffile

import (
	"bytes"
	"fmt"
	"github.com/klauspost/compress/zlib"
	"slices"
	"strconv"
	"sync"
	"unicode/utf16"
)

// writer numbers objects and writes them in order of their numbers.
type writer struct {
	objects []any // object n is objects[n-1]
	tools   *packing
}

// reserve returns a number to be filled with set.
func (w *writer) reserve() ref {
	w.objects = append(w.objects, nil)
	return ref(len(w.objects))
}

func (w *writer) set(r ref, o any) { w.objects[r-1] = o }

func (w *writer) add(o any) ref {
	r := w.reserve()
	w.set(r, o)
	return r
}

// addStream compresses data, which may come in parts, and adds it as a stream.
func (w *writer) addStream(d dict, how effort, data ...[]byte) (ref, error) {
	s, err := w.pack(d, how, data...)
	if err != nil {
		return 0, err
	}
	return w.add(s), nil
}

// pack makes a compressed stream.
func (w *writer) pack(d dict, how effort, data ...[]byte) (*stream, error) {
	t := w.tools
	t.out.Reset()
	z := t.packers[how]
	z.Reset(&t.out)
	for _, part := range data {
		if _, err := z.Write(part); err != nil {
			return nil, fmt.Errorf("pdf: compress: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pdf: compress: %w", err)
	}
	d["Filter"] = name("FlateDecode")
	return &stream{d, bytes.Clone(t.out.Bytes())}, nil
}

// An effort is how much time is taken to pack something small.
type effort int

const (
	fast     effort = iota // coordinates, which hardly get smaller for more effort, and what is small anyhow
	middling               // pages of text, and fonts
	careful                // what repeats itself: the tree of elements
	thorough               // files that travel inside, which are most of a brief
	efforts
)

// level returns what the compressor calls an effort.
func (e effort) level() int { return [efforts]int{3, 5, 6, 8}[e] }

// packing is the compressors of one file, and the memory that its making takes.
type packing struct {
	packers [efforts]*zlib.Writer
	out     bytes.Buffer // packed
	head    []byte       // of an object stream, and its
	body    bytes.Buffer
	profile []byte // see outputIntent
}

// A Packer keeps compressors from one file for the next: a new one costs more than what it mostly has to do. It may be
// shared, and no file depends on it. The zero value is ready to use.
type Packer struct {
	mu   sync.Mutex
	idle []*packing
}

const (
	maxIdle     = 8
	maxIdleSize = 1 << 20
)

func (p *Packer) take() *packing {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.idle); n > 0 {
		t := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return t
	}
	t := &packing{}
	for e := range efforts {
		z, err := zlib.NewWriterLevel(nil, e.level())
		if err != nil {
			panic("pdffile: " + err.Error()) // no such level
		}
		t.packers[e] = z
	}
	return t
}

func (p *Packer) give(t *packing) {
	if t.out.Cap()+t.body.Cap()+cap(t.head) > maxIdleSize {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) < maxIdle {
		p.idle = append(p.idle, t)
	}
}

func integer(n int) number { return number(strconv.Itoa(n)) }

// milli writes thousandths as a number: 1500 is 1.5.
func milli(n int) number { return number(AppendMilli(nil, n)) }

// AppendMilli appends n thousandths as a PDF number.
func AppendMilli(b []byte, n int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, int64(n/1000), 10)
	if n %= 1000; n != 0 {
		b = append(b, '.', byte('0'+n/100))
		if n %= 100; n != 0 {
			b = append(b, byte('0'+n/10))
			if n %= 10; n != 0 {
				b = append(b, byte('0'+n))
			}
		}
	}
	return b
}

func writeObject(b *bytes.Buffer, o any) {
	switch o := o.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		b.WriteString(strconv.FormatBool(o))
	case number:
		b.WriteString(string(o))
	case name:
		writeName(b, o)
	case str:
		writeString(b, o)
	case ref:
		b.Write(append(strconv.AppendInt(b.AvailableBuffer(), int64(o), 10), " 0 R"...))
	case array:
		b.WriteByte('[')
		for i, v := range o {
			if i > 0 {
				b.WriteByte(' ')
			}
			writeObject(b, v)
		}
		b.WriteByte(']')
	case dict:
		writeDict(b, o)
	case record:
		o.write(b)
	default:
		panic(fmt.Sprintf("pdffile: object of type %T", o))
	}
}

func writeDict(b *bytes.Buffer, d dict) {
	var few [16]name
	keys := few[:0]
	for k := range d {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	b.WriteString("<<")
	for _, k := range keys {
		writeName(b, k)
		b.WriteByte(' ')
		writeObject(b, d[k])
		b.WriteByte('\n')
	}
	b.WriteString(">>")
}

// A record is a dictionary whose keys stand in their order already. A document has thousands of small ones.
type record []field

type field struct {
	key   name
	value any
}

func (r record) write(b *bytes.Buffer) {
	b.WriteString("<<")
	for _, f := range r {
		writeName(b, f.key)
		b.WriteByte(' ')
		writeObject(b, f.value)
		b.WriteByte('\n')
	}
	b.WriteString(">>")
}

func writeName(b *bytes.Buffer, n name) {
	b.WriteByte('/')
	for i := range len(n) {
		if c := n[i]; c <= ' ' || c >= 0x7F || c == '#' || isDelim(c) {
			fmt.Fprintf(b, "#%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
}

// writeString writes a literal string: hexadecimal digits would take twice the room of each Arabic letter.
func writeString(b *bytes.Buffer, s str) {
	b.WriteByte('(')
	for _, c := range s {
		switch c {
		case '(', ')', '\\':
			b.WriteByte('\\')
		case '\r': // readers take it for a newline
			b.WriteByte('\\')
			c = 'r'
		}
		b.WriteByte(c)
	}
	b.WriteByte(')')
}

// text makes a text string: ASCII as it is, all else UTF-16 with its mark.
func text(s string) str {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] >= ' ' && s[i] < 0x7F
	}
	if plain {
		return str(s)
	}
	return append(str{0xFE, 0xFF}, utf16be(s)...)
}

func utf16be(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}
