package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
)

// oleMagic begins .xls files and workbooks with a password.
var oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// Book is an open workbook, whose sheets can be read row by row. It holds the
// texts that cells share, no rows, and may be used from several goroutines.
// There is nothing to close; the file belongs to the caller. The zero value has
// no sheets.
type Book struct {
	name   string
	lim    Limits
	sheets []sheetPlace
	texts  []string
	shapes []shape // by cell format

	from1904 bool // days count from 1904
	stale    bool // the workbook asks to be calculated when it is opened

	custom   []Value
	payloads []*zip.File
}

// SheetInfo is what a workbook says of a sheet.
type SheetInfo struct {
	Name   string
	Hidden bool
}

type sheetPlace struct {
	SheetInfo
	part *zip.File
}

// OpenXLSX opens a workbook of size bytes for reading by row; [ReadXLSX] reads
// one at once. The name stands in positions. OpenXLSX reads what the sheets
// share, and fails as ReadXLSX does.
func OpenXLSX(ctx context.Context, r io.ReaderAt, size int64, name string, limits *Limits) (*Book, error) {
	b, err := openBook(ctx, r, size, name, limits.orDefaults())
	var limit *LimitError
	switch {
	case errors.As(err, &limit):
		return nil, err // it knows its place
	case err != nil:
		return nil, fmt.Errorf("sheet: %s: %w", name, err)
	}
	return b, nil
}

// Sheets lists the sheets in the order of their tabs. Chart sheets, which have
// no rows, are left out.
func (b *Book) Sheets() []SheetInfo {
	out := make([]SheetInfo, len(b.sheets))
	for i, s := range b.sheets {
		out[i] = s.SheetInfo
	}
	return out
}

// Rows reads the rows with content of sheet i of [Book.Sheets], from the top.
// A row is the caller's to keep. The first error is the last thing it gives:
// a damaged file ([ErrFormat]), a limit ([LimitError]), a cancelled context.
//
// Faults are for the caller to see: [Row.Stored] tells error values, and
// formulas without a result, from other cells. Merged ranges stand behind the
// rows in the file; ReadXLSX gives them.
func (b *Book) Rows(ctx context.Context, i int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if i < 0 || i >= len(b.sheets) {
			yield(Row{}, fmt.Errorf("sheet: %s: there is no sheet %d", b.name, i))
			return
		}
		p := &sheetParser{ctx: ctx, book: b, at: Position{File: b.name, Sheet: b.sheets[i].Name}, row: func(r Row) bool { return yield(r, nil) }}
		if err := p.parse(b.sheets[i].part); err != nil && err != errStop {
			yield(Row{}, err)
		}
	}
}

// errStop ends reading because the caller wants no more rows.
var errStop = errors.New("stop")

func openBook(ctx context.Context, r io.ReaderAt, size int64, name string, lim Limits) (*Book, error) {
	pk, err := openPackage(r, size, name, lim)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b := &Book{name: name, lim: lim}
	roots, err := pk.relations("")
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(roots, func(r relation) bool { return path.Base(r.kind) == "officeDocument" })
	if i < 0 {
		return nil, fmt.Errorf("not an .xlsx workbook: %w", ErrFormat)
	}
	rels, err := pk.relations(roots[i].path)
	if err != nil {
		return nil, err
	}
	if err := b.workbook(pk, roots[i].path, rels); err != nil {
		return nil, err
	}
	if err := b.properties(pk, roots, rels); err != nil {
		return nil, err
	}
	for _, rel := range rels {
		switch path.Base(rel.kind) {
		case "styles":
			err = pk.scan(rel.path, b.styles)
		case "sharedStrings":
			err = pk.scan(rel.path, func(s *scanner) error { return b.sharedTexts(ctx, s) })
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// workbook reads the list of sheets.
func (b *Book) workbook(pk *parts, at string, rels []relation) error {
	byID := map[string]relation{}
	for _, r := range rels {
		byID[r.id] = r
	}
	var found []foundSheet
	err := pk.scan(at, func(s *scanner) (err error) {
		found, err = b.settings(s)
		return err
	})
	if err != nil {
		return err
	}
	for _, f := range found {
		rel, ok := byID[f.rel]
		if !ok {
			return fmt.Errorf("the sheet %q has no part: %w", f.info.Name, ErrFormat)
		}
		if path.Base(rel.kind) != "worksheet" {
			continue // a chart, a macro sheet
		}
		part := pk.part(rel.path)
		if part == nil {
			return fmt.Errorf("the sheet %q has no part: %w", f.info.Name, ErrFormat)
		}
		b.sheets = append(b.sheets, sheetPlace{f.info, part})
	}
	return nil
}

type foundSheet struct {
	info SheetInfo
	rel  string
}

func (b *Book) settings(s *scanner) (found []foundSheet, err error) {
	if string(s.name) != "workbook" {
		return nil, errors.New("not the list of the sheets of a workbook")
	}
	err = s.children(1, func() error {
		switch string(s.name) {
		case "workbookPr":
			b.from1904 = s.flag("date1904")
		case "calcPr":
			b.stale = s.flag("fullCalcOnLoad")
		case "sheets":
			return s.children(2, func() error {
				if len(found) >= b.lim.MaxSheets {
					return &LimitError{Position: Position{File: b.name}, What: "sheets", Limit: int64(b.lim.MaxSheets)}
				}
				f, err := s.foundSheet()
				found = append(found, f)
				return err
			})
		}
		return nil
	})
	return found, err
}

func (s *scanner) foundSheet() (f foundSheet, err error) {
	for s.attr() {
		v, err := s.value()
		if err != nil {
			return f, err
		}
		switch string(s.key) {
		case "name":
			f.info.Name = v
		case "state":
			f.info.Hidden = v != "visible"
		case "id":
			f.rel = v
		}
	}
	return f, nil
}

// flag reports whether the start tag has the attribute, set to true.
func (s *scanner) flag(key string) bool {
	for s.attr() {
		if string(s.key) == key {
			return isTrue(s.val)
		}
	}
	return false
}

func isTrue(v []byte) bool { return string(v) == "1" || string(v) == "true" || string(v) == "on" }

// parts are the parts of a workbook by name, in lower case, as the format
// compares names.
type parts struct {
	file map[string]*zip.File
}

// maxParts bounds the parts of a workbook, and what one of them refers to.
const maxParts = 10_000

// openPackage refuses other kinds of file and zip bombs, by what the directory
// of the archive says; archive/zip does not unzip more of a part than that.
func openPackage(r io.ReaderAt, size int64, name string, lim Limits) (*parts, error) {
	at := Position{File: name}
	head := make([]byte, len(oleMagic))
	n, err := r.ReadAt(head, 0)
	switch {
	case size > lim.MaxBytes:
		return nil, &LimitError{Position: at, What: "bytes in the file", Limit: lim.MaxBytes}
	case size == 0:
		return nil, ErrEmpty
	case err != nil && err != io.EOF:
		return nil, err
	case bytes.Equal(head[:n], oleMagic):
		return nil, fmt.Errorf("an .xls file, or a workbook with a password: save it as .xlsx without one: %w", ErrFormat)
	}
	zr, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("not an .xlsx workbook: %w: %w", ErrFormat, err)
	}
	if len(zr.File) > maxParts {
		return nil, &LimitError{Position: at, What: "parts in the workbook", Limit: maxParts}
	}
	pk := &parts{file: map[string]*zip.File{}}
	var sum uint64
	for _, f := range zr.File {
		sum += f.UncompressedSize64
		if f.UncompressedSize64 > uint64(lim.MaxUnzipped) || sum > uint64(lim.MaxUnzipped) {
			return nil, &LimitError{Position: at, What: "bytes after unzipping", Limit: lim.MaxUnzipped}
		}
		key := partKey(f.Name)
		if pk.file[key] != nil {
			return nil, fmt.Errorf("two parts are named %q: %w", f.Name, ErrFormat)
		}
		pk.file[key] = f
	}
	return pk, nil
}

func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (p *parts) part(name string) *zip.File { return p.file[partKey(name)] }

type relation struct{ id, kind, path string }

// relations lists what a part refers to inside the workbook; "" is the
// workbook itself.
func (p *parts) relations(of string) ([]relation, error) {
	dir, base := path.Split(of)
	at := dir + "_rels/" + base + ".rels"
	if p.part(at) == nil {
		return nil, nil
	}
	var out []relation
	err := p.scan(at, func(s *scanner) error {
		return s.children(1, func() error {
			r, inside, err := s.relation(dir)
			if inside {
				out = append(out, r)
			}
			if len(out) > maxParts {
				return errors.New("it refers to too many parts")
			}
			return err
		})
	})
	return out, err
}

func (s *scanner) relation(dir string) (r relation, inside bool, err error) {
	inside = true
	for s.attr() {
		v, err := s.value()
		if err != nil {
			return r, false, err
		}
		switch string(s.key) {
		case "Id":
			r.id = v
		case "Type":
			r.kind = v
		case "Target":
			r.path = v
		case "TargetMode":
			inside = v != "External"
		}
	}
	if strings.HasPrefix(r.path, "/") {
		r.path = path.Clean(r.path[1:])
	} else {
		r.path = path.Join(dir, r.path)
	}
	return r, inside, nil
}

// scan opens a part, lets read take it from its first tag, and reads it to its
// end, which checks its size and checksum.
func (p *parts) scan(name string, read func(*scanner) error) error {
	f := p.part(name)
	if f == nil {
		return fmt.Errorf("the part %q is missing: %w", name, ErrFormat)
	}
	return scanPart(f, read)
}

func scanPart(f *zip.File, read func(*scanner) error) error {
	rc, err := f.Open()
	if err != nil {
		return damaged(f, err)
	}
	defer rc.Close()
	s := newScanner(rc)
	for s.kind != startTag {
		if err := s.next(); err != nil {
			return damaged(f, err)
		}
		if s.kind == endOfPart {
			return damaged(f, errors.New("nothing in it"))
		}
	}
	if err := read(s); err != nil {
		return damaged(f, err)
	}
	for s.kind != endOfPart {
		if err := s.next(); err != nil {
			return damaged(f, err)
		}
	}
	return nil
}

// damaged says which part is broken; limits, cancelling and the like go
// through as they are.
func damaged(f *zip.File, err error) error {
	var limit *LimitError
	if errors.As(err, &limit) || err == errStop || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("damaged part %q: %w: %w", f.Name, ErrFormat, err)
}
