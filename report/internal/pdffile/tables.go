package pdffile

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// tables reads where each object stands: the newest table first, then those it says were before it, in whose objects
// the newer ones stand in place of the older.
func (r *Reading) tables() error {
	i := bytes.LastIndex(r.src, []byte("startxref"))
	if i < 0 {
		return errors.New("pdf: no startxref: the file was cut off")
	}
	l := &lexer{src: r.src, pos: i + len("startxref")}
	at, err := l.integer()
	if err != nil {
		return err
	}
	seen := map[int]bool{}
	for next := []int{at}; len(next) > 0; {
		at, next = next[0], next[1:]
		if at < 0 || at >= len(r.src) || seen[at] || len(seen) > 1000 {
			return errors.New("pdf: the table of objects is damaged")
		}
		seen[at] = true
		d, err := r.table(at)
		if err != nil {
			return err
		}
		if r.trailer == nil {
			r.trailer = d
		}
		for _, k := range []name{"XRefStm", "Prev"} { // in this order: a hybrid's stream fills what its table leaves out
			if d[k] != nil {
				n, err := strconv.Atoi(string(numberOf(d[k])))
				if err != nil {
					return fmt.Errorf("pdf: the table of objects: %s: %w", k, err)
				}
				next = append(next, n)
			}
		}
	}
	return nil
}

// table reads one table, in the open or packed as a stream, and returns its trailer.
func (r *Reading) table(at int) (dict, error) {
	l := &lexer{src: r.src, pos: at}
	if l.word() == "xref" {
		return r.openTable(l)
	}
	l.pos = at
	n, err := l.integer()
	if err != nil {
		return nil, fmt.Errorf("pdf: the table of objects: %w", err)
	}
	l.pos = at
	o, err := l.indirect(n)
	if err != nil {
		return nil, fmt.Errorf("pdf: the table of objects: %w", err)
	}
	s, ok := o.(*stream)
	if !ok {
		return nil, errors.New("pdf: the table of objects is no stream")
	}
	return s.dict, r.packedTable(s)
}

// know notes where an object stands unless a newer table has said so. Place nil is an object that was deleted.
func (r *Reading) know(n int, p *place) error {
	if n < 0 || n > maxObjects {
		return fmt.Errorf("pdf: object %d is out of range", n)
	}
	if _, newer := r.at[ref(n)]; newer {
		return nil
	}
	if p == nil {
		if _, known := r.objects[ref(n)]; !known {
			r.objects[ref(n)] = nil
		}
		return nil
	}
	if _, deleted := r.objects[ref(n)]; !deleted {
		r.at[ref(n)] = *p
	}
	return nil
}

func (r *Reading) openTable(l *lexer) (dict, error) {
	for {
		back := l.pos
		w := l.word()
		if w == "trailer" {
			break
		}
		l.pos = back
		first, err := l.integer()
		if err != nil {
			return nil, err
		}
		n, err := l.integer()
		if err != nil {
			return nil, err
		}
		for i := range n {
			at, err := l.integer()
			if err != nil {
				return nil, err
			}
			if _, err = l.integer(); err != nil {
				return nil, err
			}
			p := &place{at: at}
			switch l.word() {
			case "n":
			case "f":
				p = nil
			default:
				return nil, fmt.Errorf("pdf: the table of objects is damaged at object %d", first+i)
			}
			if p != nil && (at < 0 || at >= len(r.src)) {
				return nil, fmt.Errorf("pdf: object %d is outside the file", first+i)
			}
			if err := r.know(first+i, p); err != nil {
				return nil, err
			}
		}
	}
	o, err := l.object(0)
	if err != nil {
		return nil, err
	}
	d, ok := o.(dict)
	if !ok {
		return nil, errors.New("pdf: the trailer is no dictionary")
	}
	return d, nil
}

func (r *Reading) packedTable(s *stream) error {
	data, err := r.unpack(s)
	if err != nil {
		return fmt.Errorf("pdf: the table of objects: %w", err)
	}
	widths, ok := s.dict["W"].(array)
	var w [3]int
	for i := range min(len(widths), 3) {
		w[i], err = strconv.Atoi(string(numberOf(widths[i])))
		ok = ok && err == nil && w[i] >= 0 && w[i] <= 7
	}
	row := w[0] + w[1] + w[2]
	if !ok || len(widths) != 3 || row == 0 {
		return errors.New("pdf: the table of objects has no widths")
	}
	index, ok := s.dict["Index"].(array)
	if !ok {
		index = array{number("0"), s.dict["Size"]}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, err := strconv.Atoi(string(numberOf(index[i])))
		n, err2 := strconv.Atoi(string(numberOf(index[i+1])))
		if err != nil || err2 != nil || n < 0 || n > len(data)/row {
			return errors.New("pdf: the table of objects is shorter than it says")
		}
		for k := range n {
			if err := r.entry(first+k, data[k*row:(k+1)*row], w); err != nil {
				return err
			}
		}
		data = data[n*row:]
	}
	return nil
}

// entry reads one entry of a packed table: free, at a byte, or in an object stream.
func (r *Reading) entry(n int, b []byte, w [3]int) error {
	field := func(width, absent int) int {
		if width == 0 {
			return absent
		}
		v := 0
		for _, c := range b[:width] {
			v = v<<8 | int(c)
		}
		b = b[width:]
		return v
	}
	kind, second, third := field(w[0], 1), field(w[1], 0), field(w[2], 0)
	switch {
	case kind == 0:
		return r.know(n, nil)
	case kind == 1 && second < len(r.src):
		return r.know(n, &place{at: second})
	case kind == 2 && second > 0 && second <= maxObjects:
		return r.know(n, &place{at: third, holder: ref(second)})
	}
	return fmt.Errorf("pdf: object %d is outside the file", n)
}

// An objectStream holds objects without their numbers; heads says which stands where.
type objectStream struct {
	body  []byte
	heads []head
}

type head struct {
	number ref
	at     int
}

func (r *Reading) fromStream(n ref, p place) (any, error) {
	s, err := r.objectStream(p.holder)
	if err != nil {
		return nil, err
	}
	if p.at >= len(s.heads) || s.heads[p.at].number != n || s.heads[p.at].at > len(s.body) {
		return nil, errors.New("pdf: it is not where the table says")
	}
	return (&lexer{src: s.body, pos: s.heads[p.at].at}).object(0)
}

func (r *Reading) objectStream(n ref) (*objectStream, error) {
	if s, ok := r.packed[n]; ok {
		return s, nil
	}
	if r.at[n].holder != 0 {
		return nil, errors.New("pdf: an object stream within another")
	}
	s, data, err := r.stream(n)
	if err != nil {
		return nil, err
	}
	count, err := strconv.Atoi(string(numberOf(s.dict["N"])))
	first, err2 := strconv.Atoi(string(numberOf(s.dict["First"])))
	if err != nil || err2 != nil || count < 0 || first < 0 || first > len(data) || count > first {
		return nil, errors.New("pdf: an object stream is damaged")
	}
	out := &objectStream{body: data}
	l := &lexer{src: data[:first]}
	for range count {
		k, err := l.integer()
		at, err2 := l.integer()
		if err != nil || err2 != nil || at < 0 {
			return nil, errors.New("pdf: an object stream is damaged")
		}
		out.heads = append(out.heads, head{ref(k), first + at})
	}
	r.packed[n] = out
	return out, nil
}
