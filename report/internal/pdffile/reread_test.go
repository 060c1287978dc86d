package pdffile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
)

// reopen reads a finished file of either layout.
func reopen(src []byte) (*file, error) {
	i := bytes.LastIndex(src, []byte("startxref"))
	if i < 0 {
		return nil, fmt.Errorf("no startxref")
	}
	at, err := strconv.Atoi(string(bytes.Fields(src[i:])[1]))
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(src[at:], []byte("xref")) {
		return parseFile(src)
	}
	l := &lexer{src: src, pos: at}
	n, err := l.integer()
	if err != nil {
		return nil, err
	}
	l.pos = at
	o, err := l.indirect(n)
	if err != nil {
		return nil, err
	}
	xref := o.(*stream)
	table, err := unpack(xref)
	if err != nil {
		return nil, err
	}
	table = unfiltered(table)
	f := &file{objects: map[ref]any{}, trailer: xref.dict}
	for n := 1; 7*n < len(table); n++ {
		e := table[7*n:]
		at, index := int(binary.BigEndian.Uint32(e[1:])), int(binary.BigEndian.Uint16(e[5:]))
		switch e[0] {
		case 1:
			l.pos = at
			f.objects[ref(n)], err = l.indirect(n)
		case 2:
			f.objects[ref(n)], err = inStream(src, table, at, index, n)
		}
		if err != nil {
			return nil, fmt.Errorf("object %d: %w", n, err)
		}
	}
	return f, nil
}

// inStream reads one object of an object stream, the slow way: the whole stream for each.
func inStream(src, table []byte, holder, index, n int) (any, error) {
	l := &lexer{src: src, pos: int(binary.BigEndian.Uint32(table[7*holder+1:]))}
	o, err := l.indirect(holder)
	if err != nil {
		return nil, err
	}
	s := o.(*stream)
	body, err := unpack(s)
	if err != nil {
		return nil, err
	}
	first, err := strconv.Atoi(string(s.dict["First"].(number)))
	if err != nil {
		return nil, err
	}
	head := bytes.Fields(body[:first])
	if string(head[2*index]) != strconv.Itoa(n) {
		return nil, fmt.Errorf("object %s in its place", head[2*index])
	}
	at, err := strconv.Atoi(string(head[2*index+1]))
	if err != nil {
		return nil, err
	}
	return (&lexer{src: body, pos: first + at}).object(0)
}

// unfiltered undoes the filter of a cross-reference table.
func unfiltered(rows []byte) []byte {
	const n = entryBytes
	out := make([]byte, n) // above the first
	for ; len(rows) > n; rows = rows[n+1:] {
		for _, b := range rows[1 : n+1] {
			out = append(out, b+out[len(out)-n])
		}
	}
	return out[n:]
}

// unpack inflates a stream of any kind.
func unpack(s *stream) ([]byte, error) {
	return inflate(&stream{dict{"Filter": s.dict["Filter"], "Length": s.dict["Length"]}, s.data})
}
