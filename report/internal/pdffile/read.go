package pdffile

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// ErrEncrypted is returned by [Read] for a file that is locked with a password, even an empty one.
var ErrEncrypted = errors.New("pdf: the file is locked; save it without a password")

// maxRead bounds all that is unpacked of one file, and maxPages its pages.
const (
	maxRead  = 256 << 20
	maxPages = 10_000
)

// A Reading is a PDF that was read: one that this package wrote, in either layout, or what another program made of it by
// saving it anew. It may not be used by two goroutines at once.
type Reading struct {
	src     []byte
	at      map[ref]place
	trailer dict
	objects map[ref]any
	packed  map[ref]*objectStream
	open    int // how many objects are being read, one for the other
	left    int // bytes that may still be unpacked
	root    dict
	pages   []dict
	page    map[ref]int // the pages by number of their object
	fonts   map[ref]*fontText
}

// A place is where an object stands: at a byte of the file or, with a holder, as the n-th of an object stream.
type place struct {
	at     int
	holder ref
}

// Read reads the tables of a file and its list of pages; all else is read when it is asked for. It fails with
// [ErrEncrypted] on a locked file and on anything that no reader could find its way through.
func Read(src []byte) (*Reading, error) {
	r := &Reading{src: src, at: map[ref]place{}, objects: map[ref]any{}, packed: map[ref]*objectStream{}, left: maxRead,
		page: map[ref]int{}, fonts: map[ref]*fontText{}}
	if !bytes.HasPrefix(src, []byte("%PDF-")) {
		return nil, errors.New("pdf: no header")
	}
	if err := r.tables(); err != nil {
		return nil, err
	}
	if r.trailer["Encrypt"] != nil {
		return nil, ErrEncrypted
	}
	root, err := r.dict(r.trailer["Root"])
	if err != nil {
		return nil, fmt.Errorf("pdf: catalog: %w", err)
	}
	r.root = root
	return r, r.readPages(root["Pages"], dict{}, map[ref]bool{})
}

// Pages returns how many pages the file has.
func (r *Reading) Pages() int { return len(r.pages) }

// Producer returns the program that the file says it was made by. Programs that save a file anew mostly keep it, and those
// that print it do not.
func (r *Reading) Producer() string {
	info, err := r.maybeDict(r.trailer["Info"])
	if err != nil {
		return ""
	}
	v, err := r.get(info["Producer"])
	s, ok := v.(str)
	if err != nil || !ok {
		return ""
	}
	return textOf(s)
}

// Archive reports whether the file says that it is PDF/A, as one of [Plan.Archive] does.
func (r *Reading) Archive() bool {
	_, data, err := r.stream(r.root["Metadata"])
	return err == nil && bytes.Contains(data, []byte("<pdfaid:part>"))
}

// inherited are the keys of a page that may stand above it in the tree.
func inherited() []name { return []name{"Resources", "MediaBox", "CropBox", "Rotate"} }

func (r *Reading) readPages(node any, above dict, seen map[ref]bool) error {
	at, ok := node.(ref)
	if !ok || seen[at] || len(seen) > 2*maxPages {
		return errors.New("pdf: the tree of pages is damaged")
	}
	seen[at] = true
	d, err := r.dict(at)
	if err != nil {
		return fmt.Errorf("pdf: tree of pages: %w", err)
	}
	own := dict{}
	for k, v := range d {
		own[k] = v
	}
	for _, k := range inherited() {
		if own[k] == nil && above[k] != nil {
			own[k] = above[k]
		}
	}
	if d["Kids"] == nil {
		r.page[at] = len(r.pages)
		r.pages = append(r.pages, own)
		return nil
	}
	kids, err := r.array(d["Kids"])
	if err != nil {
		return err
	}
	for _, kid := range kids {
		if err := r.readPages(kid, own, seen); err != nil {
			return err
		}
	}
	return nil
}

// get follows references to an object. What is not there is null, as the standard has it.
func (r *Reading) get(o any) (any, error) {
	for range maxDepth {
		at, ok := o.(ref)
		if !ok {
			return o, nil
		}
		var err error
		if o, err = r.object(at); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("pdf: references lead to references")
}

func (r *Reading) object(n ref) (any, error) {
	if o, ok := r.objects[n]; ok {
		return o, nil
	}
	p, ok := r.at[n]
	if !ok {
		return nil, nil
	}
	if r.open++; r.open > maxDepth {
		return nil, errors.New("pdf: objects stand within objects")
	}
	defer func() { r.open-- }()
	var o any
	var err error
	if p.holder != 0 {
		o, err = r.fromStream(n, p)
	} else {
		l := &lexer{src: r.src, pos: p.at, length: r.length}
		o, err = l.indirect(int(n))
	}
	if err != nil {
		return nil, fmt.Errorf("pdf: object %d: %w", n, err)
	}
	r.objects[n] = o
	return o, nil
}

// length is the length of a stream that stands elsewhere.
func (r *Reading) length(o any) any {
	v, err := r.get(o)
	if err != nil {
		return nil // as if it were not there
	}
	return v
}

func (r *Reading) dict(o any) (dict, error) {
	v, err := r.get(o)
	if err != nil {
		return nil, err
	}
	if s, ok := v.(*stream); ok {
		return s.dict, nil
	}
	d, ok := v.(dict)
	if !ok {
		return nil, fmt.Errorf("pdf: %T where a dictionary should be", v)
	}
	return d, nil
}

func (r *Reading) array(o any) (array, error) {
	v, err := r.get(o)
	if err != nil {
		return nil, err
	}
	a, ok := v.(array)
	if !ok {
		return nil, fmt.Errorf("pdf: %T where a list should be", v)
	}
	return a, nil
}

// stream returns a stream with what it holds, unpacked.
func (r *Reading) stream(o any) (*stream, []byte, error) {
	v, err := r.get(o)
	if err != nil {
		return nil, nil, err
	}
	s, ok := v.(*stream)
	if !ok {
		return nil, nil, fmt.Errorf("pdf: %T where a stream should be", v)
	}
	data, err := r.unpack(s)
	return s, data, err
}

// Files returns the files that the PDF carries, in the order of its list of names. A file that is damaged is an error
// that names it.
func (r *Reading) Files() ([]Attachment, error) {
	names, err := r.get(r.root["Names"])
	if err != nil {
		return nil, err
	}
	all, ok := names.(dict)
	if !ok || all["EmbeddedFiles"] == nil {
		return nil, nil
	}
	return r.filesBelow(all["EmbeddedFiles"], nil, 0)
}

func (r *Reading) filesBelow(node any, out []Attachment, depth int) ([]Attachment, error) {
	const most = 1000 // files; a brief carries a dozen
	d, err := r.dict(node)
	if err != nil || depth > maxDepth {
		return nil, errors.Join(errors.New("pdf: the list of files is damaged"), err)
	}
	if d["Kids"] != nil {
		kids, err := r.array(d["Kids"])
		for _, kid := range kids {
			if out, err = r.filesBelow(kid, out, depth+1); err != nil {
				return nil, err
			}
		}
		return out, err
	}
	pairs, err := r.array(d["Names"])
	if err != nil {
		return nil, err
	}
	for pair := range slices.Chunk(pairs, 2) {
		if len(pair) < 2 || len(out) > most {
			return nil, errors.New("pdf: the list of files is damaged")
		}
		a, err := r.file(pair[1])
		if err != nil {
			return nil, fmt.Errorf("pdf: the file %q inside: %w", a.Name, err)
		}
		out = append(out, a)
	}
	return out, nil
}

func (r *Reading) file(spec any) (a Attachment, err error) {
	d, err := r.dict(spec)
	if err != nil {
		return a, err
	}
	for _, k := range []name{"F", "UF"} {
		if s, err := r.get(d[k]); err == nil {
			if s, ok := s.(str); ok {
				a.Name = textOf(s)
			}
		}
	}
	ef, err := r.dict(d["EF"])
	if err != nil {
		return a, err
	}
	s, data, err := r.stream(ef["F"])
	if err != nil {
		return a, err
	}
	kind, _ := s.dict["Subtype"].(name)
	a.MIME, a.Data = string(kind), data
	return a, nil
}
