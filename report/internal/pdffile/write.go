package pdffile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"
)

// writer numbers objects and writes them in order of their numbers.
type writer struct {
	objects []any // object n is objects[n-1]
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

// addStream compresses data and adds it as a stream.
func (w *writer) addStream(d dict, data []byte) (ref, error) {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		return 0, fmt.Errorf("pdf: compress: %w", err)
	}
	if err := z.Close(); err != nil {
		return 0, fmt.Errorf("pdf: compress: %w", err)
	}
	d["Filter"] = name("FlateDecode")
	return w.add(&stream{d, b.Bytes()}), nil
}

// bytes writes the file. id gets the bytes of all objects and returns the file identifier.
func (w *writer) bytes(root, info ref, id func([]byte) []byte) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	offsets := make([]int, len(w.objects))
	for i, o := range w.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		if s, ok := o.(*stream); ok {
			s.dict["Length"] = integer(len(s.data))
			writeObject(&b, s.dict)
			b.WriteString("\nstream\n")
			b.Write(s.data)
			b.WriteString("\nendstream")
		} else {
			writeObject(&b, o)
		}
		b.WriteString("\nendobj\n")
	}
	sum := str(id(b.Bytes()))
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(w.objects)+1)
	for _, off := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", off)
	}
	b.WriteString("trailer\n")
	writeObject(&b, dict{"Size": integer(len(w.objects) + 1), "Root": root, "Info": info, "ID": array{sum, sum}})
	fmt.Fprintf(&b, "\nstartxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
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
		fmt.Fprintf(b, "%d 0 R", int(o))
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
	default:
		panic(fmt.Sprintf("pdffile: object of type %T", o))
	}
}

func writeDict(b *bytes.Buffer, d dict) {
	keys := make([]name, 0, len(d))
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

func writeString(b *bytes.Buffer, s str) {
	for _, c := range s {
		if c < ' ' || c >= 0x7F {
			fmt.Fprintf(b, "<%X>", []byte(s))
			return
		}
	}
	b.WriteByte('(')
	for _, c := range s {
		if c == '(' || c == ')' || c == '\\' {
			b.WriteByte('\\')
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
