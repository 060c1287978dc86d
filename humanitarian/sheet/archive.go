package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// archive collects the parts of a workbook and writes them sorted by name, with
// no times. It takes the place of excelize's zip writer, whose order is that of
// a map.
type archive struct {
	parts  map[string]*bytes.Buffer // from excelize
	extra  map[string][]byte        // ours, instead of or beside those
	packed map[string]packed        // ours likewise, compressed
}

// packed is a part already compressed, so that a large sheet is never held
// in full.
type packed struct {
	data []byte
	crc  uint32
	size uint64
}

func newArchive() *archive {
	return &archive{parts: map[string]*bytes.Buffer{}, extra: map[string][]byte{}, packed: map[string]packed{}}
}

func (a *archive) Create(name string) (io.Writer, error) {
	b := new(bytes.Buffer)
	a.parts[name] = b
	return b, nil
}

func (a *archive) AddFS(fs.FS) error { return errors.New("sheet: AddFS is not used") }

// Close does nothing: writeTo follows once all parts are ready.
func (a *archive) Close() error { return nil }

var defaultElement = regexp.MustCompile(`<Default [^>]*?(?:/>|></Default>)`)

// sortDefaults sorts the Default elements of [Content_Types].xml.
func sortDefaults(b []byte) []byte {
	all := defaultElement.FindAll(b, -1)
	if len(all) < 2 {
		return b
	}
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, bytes.Compare)
	i := 0
	return defaultElement.ReplaceAllFunc(b, func([]byte) []byte { i++; return sorted[i-1] })
}

func (a *archive) writeTo(w io.Writer) error {
	all := map[string]bool{}
	for n := range a.parts {
		all[n] = true
	}
	for n := range a.extra {
		all[n] = true
	}
	for n := range a.packed {
		all[n] = true
	}
	names := slices.Collect(maps.Keys(all))
	slices.SortFunc(names, func(x, y string) int {
		// [Content_Types].xml first, as Excel itself writes it.
		if (x == contentTypes) != (y == contentTypes) {
			if x == contentTypes {
				return -1
			}
			return 1
		}
		return strings.Compare(x, y)
	})
	zw := zip.NewWriter(w)
	for _, n := range names {
		p, err := a.part(n)
		if err != nil {
			return fmt.Errorf("part %s: %w", n, err)
		}
		h := &zip.FileHeader{Name: n, Method: zip.Deflate, CRC32: p.crc,
			CompressedSize64: uint64(len(p.data)), UncompressedSize64: p.size}
		fw, err := zw.CreateRaw(h)
		if err != nil {
			return fmt.Errorf("part %s: %w", n, err)
		}
		if _, err := fw.Write(p.data); err != nil {
			return fmt.Errorf("part %s: %w", n, err)
		}
	}
	return zw.Close()
}

// part returns a part compressed; ours goes before excelize's.
func (a *archive) part(name string) (packed, error) {
	if p, ok := a.packed[name]; ok {
		return p, nil
	}
	data, ok := a.extra[name]
	if !ok {
		data = a.parts[name].Bytes()
	}
	if name == contentTypes {
		data = sortDefaults(data)
	}
	return pack(func(w io.Writer) error { _, err := w.Write(data); return err })
}

const contentTypes = "[Content_Types].xml"

// pack compresses what render writes. Level 1 is twice as fast as the default
// and costs a fifth in size.
func pack(render func(io.Writer) error) (packed, error) {
	var out bytes.Buffer
	fl, err := flate.NewWriter(&out, flate.BestSpeed)
	if err != nil {
		return packed{}, err
	}
	c := &counter{w: fl}
	if err := render(c); err != nil {
		return packed{}, err
	}
	if err := fl.Close(); err != nil {
		return packed{}, err
	}
	return packed{data: out.Bytes(), crc: c.crc, size: c.n}, nil
}

type counter struct {
	w   io.Writer
	crc uint32
	n   uint64
}

func (c *counter) Write(p []byte) (int, error) {
	c.crc = crc32.Update(c.crc, crc32.IEEETable, p)
	c.n += uint64(len(p))
	return c.w.Write(p)
}
