package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"github.com/klauspost/compress/flate"
	"html"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// capture keeps the parts that excelize makes. It takes the place of its zip
// writer, whose order is that of a map.
type capture struct{ parts map[string]*bytes.Buffer }

func (c *capture) Create(name string) (io.Writer, error) {
	b := new(bytes.Buffer)
	c.parts[name] = b
	return b, nil
}

func (c *capture) AddFS(fs.FS) error { return errors.New("sheet: AddFS is not used") }

func (c *capture) Close() error { return nil }

func (c *capture) text(name string) string {
	if b := c.parts[name]; b != nil {
		return b.String()
	}
	return ""
}

// archive writes the parts of a workbook: the content types, as Excel itself
// does, then the sheets as they are made, then what they asked for, sorted by
// name. Nothing has a time.
type archive struct {
	zip  *zip.Writer
	done map[string]bool
}

// newArchive compresses at level 1, which is twice as fast as the default and
// costs a fifth in size.
func newArchive(w io.Writer) *archive {
	zw := zip.NewWriter(w)
	zw.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	return &archive{zip: zw, done: map[string]bool{}}
}

func (a *archive) create(name string) (io.Writer, error) {
	if a.done[name] {
		return nil, fmt.Errorf("two parts are named %s", name)
	}
	a.done[name] = true
	return a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
}

func (a *archive) add(name string, data []byte) error {
	w, err := a.create(name)
	if err == nil {
		_, err = w.Write(data)
	}
	if err != nil {
		return fmt.Errorf("part %s: %w", name, err)
	}
	return nil
}

// sheet writes sheet n, counted from 1, and its relations, if it has any.
func (a *archive) sheet(b *body, n int, frame string) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	w, err := a.create(sheetPart(n))
	if err != nil {
		return err
	}
	if err := b.write(w, frame); err != nil || len(b.rels) == 0 {
		return err
	}
	return a.add(fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", n), relationPart(b.rels))
}

func sheetPart(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

// rest writes all that is not a sheet; our parts go before excelize's.
func (a *archive) rest(made *capture, own map[string][]byte, wb *Workbook, names []string) error {
	all := map[string][]byte{}
	for name := range made.parts {
		if !a.done[name] {
			all[name] = []byte(made.text(name))
		}
	}
	maps.Copy(all, own)
	if len(wb.Custom) > 0 {
		all["_rels/.rels"] = []byte(withRelation(made.text("_rels/.rels"), "rIdCustom", relationships+"/custom-properties", customPart))
	}
	if len(wb.Payload) > 0 {
		const rels = "xl/_rels/workbook.xml.rels"
		all[rels] = []byte(withRelation(made.text(rels), "rIdPayload", relationships+"/customXml", "/"+payloadPart))
	}
	all["xl/workbook.xml"] = []byte(quotedFilters(made.text("xl/workbook.xml"), wb, names))
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if err := a.add(name, all[name]); err != nil {
			return err
		}
	}
	return a.zip.Close()
}

// quotedFilters doubles the apostrophes of sheet names where excelize's
// AutoFilter forgets to.
func quotedFilters(book string, wb *Workbook, names []string) string {
	for i, n := range names {
		if wb.Sheets[i].FilterRow > 0 && strings.Contains(n, "'") {
			book = strings.ReplaceAll(book, ">"+html.EscapeString("'"+n+"'!$A$"), ">"+html.EscapeString(quoteName(n)+"!$A$"))
		}
	}
	return book
}

const contentTypes = "[Content_Types].xml"

// sortDefaults sorts the Default elements of [Content_Types].xml, which
// excelize adds in the order of a map.
func sortDefaults(b []byte) []byte {
	element := regexp.MustCompile(`<Default [^>]*?(?:/>|></Default>)`)
	sorted := element.FindAll(b, -1)
	if len(sorted) < 2 {
		return b
	}
	sorted = slices.Clone(sorted)
	slices.SortFunc(sorted, bytes.Compare)
	i := 0
	return element.ReplaceAllFunc(b, func([]byte) []byte { i++; return sorted[i-1] })
}
