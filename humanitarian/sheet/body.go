package sheet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// body renders the rows of one sheet as they come. It joins them with the frame
// that excelize made, and with what they asked for: merged cells and links.
type body struct {
	ctx    context.Context
	sheet  *Sheet
	styles *styles

	rows    int // written so far
	letters []string
	name    []byte // scratch

	merges []byte
	merged int
	links  []byte
	linked int
	rels   []byte
	relIDs map[string]int
}

// blockSize is how much row XML is gathered before it is compressed.
const blockSize = 64 << 10

// write renders the sheet around its rows.
func (b *body) write(w io.Writer, frame string) error {
	head, tail, ok := cutSheetData(frame)
	if !ok {
		return errors.New("excelize made no sheet data")
	}
	head, err := b.head(head)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, head+"<sheetData>"); err != nil {
		return err
	}
	if err := b.writeRows(w); err != nil {
		return err
	}
	_, err = io.WriteString(w, "</sheetData>"+b.tail(tail))
	return err
}

// head adds the columns to what excelize puts before the rows, and takes from
// it what is not so: a filter that hides rows, a sheet of one cell.
func (b *body) head(s string) (string, error) {
	s = strings.Replace(withRelationships(s), ` filterMode="true"`, "", 1)
	if b.sheet.More != nil {
		// How far the rows will reach is not known; readers look for themselves.
		for _, d := range []string{`<dimension ref="A1"></dimension>`, `<dimension ref="A1"/>`} {
			s = strings.Replace(s, d, "", 1)
		}
	}
	cols, deepest, err := b.columns()
	if err != nil {
		return "", err
	}
	if deepest > 0 {
		s = strings.Replace(s, "<sheetFormatPr ", `<sheetFormatPr outlineLevelCol="`+strconv.Itoa(int(deepest))+`" `, 1)
	}
	return s + cols, nil
}

// writeRows renders all rows: those at hand, then those that are given one at
// a time.
func (b *body) writeRows(w io.Writer) error {
	buf := make([]byte, 0, 2*blockSize)
	for _, row := range b.sheet.Rows {
		var err error
		if buf, err = b.next(w, buf, row); err != nil {
			return err
		}
	}
	if b.sheet.More != nil {
		for row, err := range b.sheet.More {
			if err != nil {
				return fmt.Errorf("row %d: %w", b.rows+1, err)
			}
			if buf, err = b.next(w, buf, row); err != nil {
				return err
			}
		}
	}
	_, err := w.Write(buf)
	return err
}

// next renders one row, and writes what has gathered when it is enough.
func (b *body) next(w io.Writer, buf []byte, row []Cell) ([]byte, error) {
	if b.rows%rowBatch == 0 {
		if err := b.ctx.Err(); err != nil {
			return buf, err
		}
	}
	if b.rows++; b.rows > maxSheetRows {
		return buf, fmt.Errorf("more than %d rows", maxSheetRows)
	}
	if len(row) > maxSheetColumns {
		return buf, fmt.Errorf("%d cells in row %d: a sheet holds %d", len(row), b.rows, maxSheetColumns)
	}
	for len(b.letters) < len(row) {
		b.letters = append(b.letters, ColumnName(len(b.letters)+1))
	}
	buf, err := b.row(buf, b.rows, row)
	if err != nil || len(buf) < blockSize {
		return buf, err
	}
	_, err = w.Write(buf)
	return buf[:0], err
}

func (b *body) row(buf []byte, n int, row []Cell) ([]byte, error) {
	if len(row) == 0 {
		return buf, nil
	}
	var digits [8]byte
	num := strconv.AppendInt(digits[:0], int64(n), 10)
	buf = append(append(buf, `<row r="`...), num...)
	if lines := b.sheet.lines(row); lines > 1 {
		// Excel fits a row without a height to its text, LibreOffice does not.
		buf = append(buf, `" ht="`...)
		buf = strconv.AppendInt(buf, int64(rowHeight(lines)), 10)
	}
	buf = append(buf, `">`...)
	covered := 0 // columns up to this one are covered by a span
	for j := range row {
		c := &row[j]
		b.name = append(append(b.name[:0], b.letters[j]...), num...)
		v, err := valueOf(c)
		switch {
		case err != nil:
		case j < covered && (v.kind != Empty || c.Formula != "" || c.Span > 1):
			return buf, fmt.Errorf("cell %s is under the span of a cell before it", b.name)
		case c.Span > 1 && j+c.Span > maxSheetColumns:
			err = fmt.Errorf("span of %d", c.Span)
		case c.Span > 1:
			covered = j + c.Span
			b.merge(n, covered)
		}
		if err == nil && c.Link != "" {
			err = b.link(c.Link)
		}
		id := 0
		if err == nil {
			id, err = b.styles.id(c, v)
		}
		if err != nil {
			return buf, fmt.Errorf("cell %s: %w", b.name, err)
		}
		buf = appendCell(buf, b.name, c, v, id)
	}
	return append(buf, `</row>`...), nil
}

// merge notes that the cell at hand covers the columns up to last.
func (b *body) merge(row, last int) {
	b.merged++
	b.merges = append(append(b.merges, `<mergeCell ref="`...), b.name...)
	b.merges = append(append(b.merges, ':'), cellName(row, last)...)
	b.merges = append(b.merges, `"/>`...)
}

// link adds a hyperlink to the cell at hand. Targets are shared, for a brief
// links to the same few sources again and again.
func (b *body) link(target string) error {
	b.linked++
	if b.linked > maxLinks {
		return fmt.Errorf("more than %d links on a sheet", maxLinks)
	}
	if utf16Len(target) > 2079 {
		return errors.New("a link of more than 2,079 characters")
	}
	b.links = append(append(b.links, `<hyperlink ref="`...), b.name...)
	if place, ok := strings.CutPrefix(target, "#"); ok {
		if !strings.Contains(place, "!") {
			return fmt.Errorf("link %q names no sheet and cell", target)
		}
		b.links = append(b.links, `" location="`...)
		b.links = append(appendAttr(b.links, place), `"/>`...)
		return nil
	}
	scheme, _, _ := strings.Cut(strings.ToLower(target), ":")
	if scheme != "http" && scheme != "https" && scheme != "mailto" {
		return fmt.Errorf("link %q is not http, https, mailto or #Sheet!A1", target)
	}
	id, ok := b.relIDs[target]
	if !ok {
		id = len(b.relIDs) + 1
		b.relIDs[target] = id
		b.rels = appendRelation(b.rels, "rIdLink"+strconv.Itoa(id), relationships+"/hyperlink",
			strings.Map(urlRune, target), true)
	}
	b.links = append(b.links, `" r:id="rIdLink`...)
	b.links = append(strconv.AppendInt(b.links, int64(id), 10), `"/>`...)
	return nil
}

// urlRune drops control characters and spaces, which Excel takes for damage.
func urlRune(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}

// tail adds merged cells, links and the drawing to what follows the rows. The
// order of elements is fixed by ECMA-376, 18.3.1.99.
func (b *body) tail(s string) string {
	page := []string{"<printOptions", "<pageMargins", "<pageSetup", "<headerFooter", "</worksheet>"}
	checks := append([]string{"<conditionalFormatting", "<dataValidations"}, page...)
	if b.sheet.FilterRow > 0 && b.sheet.More != nil { // else the frame has it
		s = insertBefore(s, `<autoFilter ref="`+absolute(b.sheet.filterRange(b.rows))+`"/>`, checks...)
	}
	if b.merged > 0 {
		s = insertBefore(s, fmt.Sprintf(`<mergeCells count="%d">%s</mergeCells>`, b.merged, b.merges), checks...)
	}
	if b.linked > 0 {
		s = insertBefore(s, "<hyperlinks>"+string(b.links)+"</hyperlinks>", page...)
	}
	if b.sheet.Drawing != "" {
		b.rels = appendRelation(b.rels, "rIdDrawing", relationships+"/drawing", "/"+b.sheet.Drawing, false)
		s = insertBefore(s, `<drawing r:id="rIdDrawing"/>`, "</worksheet>")
	}
	return s
}

func cutSheetData(s string) (head, tail string, ok bool) {
	if head, tail, ok = strings.Cut(s, "<sheetData/>"); ok {
		return head, tail, true
	}
	head, rest, ok := strings.Cut(s, "<sheetData>")
	if !ok {
		return "", "", false
	}
	_, tail, ok = strings.Cut(rest, "</sheetData>")
	return head, tail, ok
}

// insertBefore puts x before the first of the elements.
func insertBefore(s, x string, elements ...string) string {
	at := len(s)
	for _, e := range elements {
		if i := strings.Index(s, e); i >= 0 {
			at = min(at, i)
		}
	}
	return s[:at] + x + s[at:]
}

func withRelationships(head string) string {
	const ns = ` xmlns:r="` + relationships + `"`
	i := strings.Index(head, "<worksheet")
	if i < 0 || strings.Contains(head, "xmlns:r=") {
		return head
	}
	i += len("<worksheet")
	return head[:i] + ns + head[i:]
}
