package pdffile

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// errFilter is what a stream gives that is packed as no page or font of ours is. Pictures may be.
var errFilter = errors.New("pdf: packed in a way that is not known here")

// unpack returns what a stream holds.
func (r *Reading) unpack(s *stream) ([]byte, error) {
	filters, err := r.list(s.dict["Filter"])
	if err != nil {
		return nil, err
	}
	parms, err := r.list(s.dict["DecodeParms"])
	if err != nil {
		return nil, err
	}
	data := s.data
	for i, f := range filters {
		if f != name("FlateDecode") {
			return nil, errFilter
		}
		if data, err = r.inflate(data); err != nil {
			return nil, err
		}
		if i < len(parms) && parms[i] != nil {
			d, err := r.dict(parms[i])
			if err == nil {
				data, err = unpredict(data, d)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return data, nil
}

// list returns one object or a list of them as a list.
func (r *Reading) list(o any) (array, error) {
	v, err := r.get(o)
	if err != nil || v == nil {
		return nil, err
	}
	a, ok := v.(array)
	if !ok {
		a = array{v}
	}
	out := make(array, len(a))
	for i := range a {
		if out[i], err = r.get(a[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r *Reading) inflate(data []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("pdf: unpack: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(z, int64(r.left)+1))
	if err != nil {
		return nil, fmt.Errorf("pdf: unpack: %w", err)
	}
	if r.left -= len(out); r.left < 0 {
		return nil, fmt.Errorf("pdf: the file unpacks to more than %d bytes", maxRead)
	}
	return out, nil
}

// unpredict undoes the filters of PNG, which programs use for tables (ISO 32000-1, 7.4.4.4).
func unpredict(data []byte, d dict) ([]byte, error) {
	value := func(key name, absent int) (int, error) {
		if d[key] == nil {
			return absent, nil
		}
		return strconv.Atoi(string(numberOf(d[key])))
	}
	kind, err1 := value("Predictor", 1)
	columns, err2 := value("Columns", 1)
	colours, err3 := value("Colors", 1)
	bits, err4 := value("BitsPerComponent", 8)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return nil, errFilter
	}
	if kind == 1 {
		return data, nil
	}
	if kind < 10 || columns < 1 || columns > 1<<20 || colours < 1 || colours > 4 || bits < 1 || bits > 16 {
		return nil, errFilter
	}
	size, step := (columns*colours*bits+7)/8, max(1, colours*bits/8)
	if len(data)%(size+1) != 0 {
		return nil, errors.New("pdf: a table ends within a row")
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, size)
	for len(data) > 0 {
		row := append([]byte(nil), data[1:size+1]...)
		if data[0] > 4 {
			return nil, errFilter
		}
		unfilter(data[0], row, above, step)
		out, above, data = append(out, row...), row, data[size+1:]
	}
	return out, nil
}

func unfilter(kind byte, row, above []byte, step int) {
	for i := range row {
		var left, corner byte
		if i >= step {
			left, corner = row[i-step], above[i-step]
		}
		switch kind {
		case 1:
			row[i] += left
		case 2:
			row[i] += above[i]
		case 3:
			row[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			row[i] += paeth(left, above[i], corner)
		}
	}
}

// paeth is the neighbour that is nearest to left + above - corner (ISO 15948, 9.4).
func paeth(left, above, corner byte) byte {
	p := int(left) + int(above) - int(corner)
	a, b, c := abs(p-int(left)), abs(p-int(above)), abs(p-int(corner))
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return above
	}
	return corner
}

func abs(n int) int { return max(n, -n) }
