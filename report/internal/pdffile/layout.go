package pdffile

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
)

// Limits of PDF 1.4 (its appendix C), which an archive must keep.
const (
	archiveArray  = 8191
	archiveString = 65_535
)

// fileID returns the identifier of a file from all its objects.
func fileID(all []byte) array {
	sum := sha256.Sum256(all)
	id := str(sum[:16])
	return array{id, id}
}

// archive writes the file as PDF 1.4, every object in the open, with a plain cross-reference table.
func (w *writer) archive(root, info ref) ([]byte, error) {
	for _, o := range w.objects {
		if err := withinLimits(o); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	b.Grow(w.streamBytes() + 64*len(w.objects))
	b.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")
	offsets := make([]int, len(w.objects))
	for i, o := range w.objects {
		offsets[i] = b.Len()
		writeIndirect(&b, i+1, o)
	}
	id := fileID(b.Bytes())
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(w.objects)+1)
	for _, off := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", off)
	}
	b.WriteString("trailer\n")
	writeObject(&b, dict{"Size": integer(len(w.objects) + 1), "Root": root, "Info": info, "ID": id})
	fmt.Fprintf(&b, "\nstartxref\n%d\n%%%%EOF\n", start)
	return b.Bytes(), nil
}

// withinLimits fails on what PDF 1.4 readers need not be able to hold.
func withinLimits(o any) error {
	switch o := o.(type) {
	case str:
		if len(o) > archiveString {
			return fmt.Errorf("pdf: a text of %d bytes is too long for an archive file; shorten it or split it into paragraphs", len(o))
		}
	case array:
		if len(o) > archiveArray {
			return fmt.Errorf("pdf: a list of %d is too long for an archive file; split the document or its longest table", len(o))
		}
		for _, v := range o {
			if err := withinLimits(v); err != nil {
				return err
			}
		}
	case dict:
		for _, v := range o {
			if err := withinLimits(v); err != nil {
				return err
			}
		}
	case record:
		for _, f := range o {
			if err := withinLimits(f.value); err != nil {
				return err
			}
		}
	case *stream:
		return withinLimits(o.dict)
	}
	return nil
}

// perStream is how many objects are compressed together.
const perStream = 500

// compact writes the file as PDF 1.7 with all that is no stream compressed: a tagged document has thousands of small
// dictionaries.
func (w *writer) compact(root, info ref) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(w.streamBytes())
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	n := len(w.objects)
	entries := make([]entry, n+1, n+n/perStream+3)
	entries[0] = entry{0, 0, 0xFFFF}
	var small []int
	for i, o := range w.objects {
		if _, ok := o.(*stream); ok {
			entries[i+1] = entry{1, b.Len(), 0}
			writeIndirect(&b, i+1, o)
		} else {
			small = append(small, i+1)
		}
	}
	for len(small) > 0 {
		part := small[:min(len(small), perStream)]
		small = small[len(part):]
		holder := len(entries)
		for k, number := range part {
			entries[number] = entry{2, holder, k}
		}
		entries = append(entries, entry{1, b.Len(), 0})
		s, err := w.objectStream(part)
		if err != nil {
			return nil, err
		}
		writeIndirect(&b, holder, s)
	}
	id := fileID(b.Bytes())
	start := b.Len()
	entries = append(entries, entry{1, start, 0})
	s, err := w.pack(dict{"Type": name("XRef"), "Size": integer(len(entries)), "Root": root, "Info": info, "ID": id,
		"W":           array{integer(1), integer(4), integer(2)},
		"DecodeParms": dict{"Predictor": integer(12), "Columns": integer(entryBytes)}}, fast, table(entries))
	if err != nil {
		return nil, err
	}
	writeIndirect(&b, len(entries)-1, s)
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF\n", start)
	return b.Bytes(), nil
}

// streamBytes is about what the streams take in the file, with room for what goes between them.
func (w *writer) streamBytes() int {
	n := 32 << 10
	for _, o := range w.objects {
		if s, ok := o.(*stream); ok {
			n += len(s.data) + 256
		}
	}
	return n
}

// entry is a line of the cross-reference table: kind 1 has an offset, kind 2 a stream and an index in it.
type entry struct{ kind, at, index int }

const entryBytes = 7

// table writes the lines of the cross-reference table as their differences from the line above (PNG's filter Up): most
// are its successor, and a row of like differences packs into nearly nothing.
func table(entries []entry) []byte {
	out := make([]byte, 0, (entryBytes+1)*len(entries))
	var above, line [entryBytes]byte
	for _, e := range entries {
		line[0] = byte(e.kind)
		binary.BigEndian.PutUint32(line[1:], uint32(e.at))
		binary.BigEndian.PutUint16(line[5:], uint16(e.index))
		out = append(out, 2) // Up
		for i := range line {
			out = append(out, line[i]-above[i])
		}
		above = line
	}
	return out
}

// objectStream packs the objects of the given numbers.
func (w *writer) objectStream(numbers []int) (*stream, error) {
	head, body := w.tools.head[:0], &w.tools.body
	body.Reset()
	for _, n := range numbers {
		head = append(strconv.AppendInt(head, int64(n), 10), ' ')
		head = append(strconv.AppendInt(head, int64(body.Len()), 10), ' ')
		writeObject(body, w.objects[n-1])
		body.WriteByte('\n')
	}
	w.tools.head = head
	return w.pack(dict{"Type": name("ObjStm"), "N": integer(len(numbers)), "First": integer(len(head))}, careful,
		head, body.Bytes())
}

func writeIndirect(b *bytes.Buffer, n int, o any) {
	b.Write(strconv.AppendInt(b.AvailableBuffer(), int64(n), 10))
	b.WriteString(" 0 obj\n")
	if s, ok := o.(*stream); ok {
		s.dict["Length"] = integer(len(s.data))
		writeObject(b, s.dict)
		b.WriteString("\nstream\n")
		b.Write(s.data)
		b.WriteString("\nendstream")
	} else {
		writeObject(b, o)
	}
	b.WriteString("\nendobj\n")
}
