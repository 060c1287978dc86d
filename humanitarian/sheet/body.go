package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// body renders the rows of one sheet, compressed as they are made. pack joins
// them with the frame that excelize made, and with what they asked for: merged
// cells and links.
type body struct {
	ctx    context.Context
	sheet  *Sheet
	styles *styles

	merges bytes.Buffer
	merged int
	links  bytes.Buffer
	linked int
	rels   bytes.Buffer
	relIDs map[string]int
}

// blockSize is how much row XML is gathered before it is compressed.
const blockSize = 64 << 10

// writeRows renders all rows.
func (b *body) writeRows(w io.Writer) error {
	var letters []string
	var buf bytes.Buffer
	for i, row := range b.sheet.Rows {
		if i%rowBatch == 0 {
			if err := b.ctx.Err(); err != nil {
				return err
			}
		}
		for len(letters) < len(row) {
			letters = append(letters, ColumnName(len(letters)+1))
		}
		if err := b.row(&buf, i+1, row, letters); err != nil {
			return err
		}
		if buf.Len() >= blockSize {
			if _, err := w.Write(buf.Bytes()); err != nil {
				return err
			}
			buf.Reset()
		}
	}
	_, err := w.Write(buf.Bytes())
	return err
}

func (b *body) row(buf *bytes.Buffer, n int, row []Cell, letters []string) error {
	if len(row) == 0 {
		return nil
	}
	num := strconv.Itoa(n)
	buf.WriteString(`<row r="` + num + `"`)
	if n := b.sheet.lines(row); n > 1 {
		// Excel fits a row without a height to its text, LibreOffice does not.
		// 409 points is the most a row can have.
		buf.WriteString(` ht="` + strconv.Itoa(min(15*n, 405)) + `"`)
	}
	buf.WriteByte('>')
	covered := 0 // columns up to this one are covered by a span
	for j := range row {
		c := &row[j]
		name := letters[j] + num
		v, err := valueOf(c)
		if err != nil {
			return fmt.Errorf("cell %s: %w", name, err)
		}
		if j < covered && (v.kind != Empty || c.Formula != "" || c.Span > 1) {
			return fmt.Errorf("cell %s is under the span of a cell before it", name)
		}
		if c.Span > 1 {
			if j+c.Span > maxSheetColumns {
				return fmt.Errorf("cell %s: span of %d", name, c.Span)
			}
			covered = j + c.Span
			b.merged++
			b.merges.WriteString(`<mergeCell ref="` + name + `:` + cellName(n, j+c.Span) + `"/>`)
		}
		if c.Link != "" {
			if err := b.link(name, c.Link); err != nil {
				return fmt.Errorf("cell %s: %w", name, err)
			}
		}
		id, err := b.styles.id(c, v)
		if err != nil {
			return fmt.Errorf("cell %s: %w", name, err)
		}
		cellXML(buf, name, c, v, id)
	}
	buf.WriteString(`</row>`)
	return nil
}

// link adds a hyperlink. Targets are shared, for a brief links to the same few
// sources again and again.
func (b *body) link(name, target string) error {
	b.linked++
	if b.linked > maxLinks {
		return fmt.Errorf("more than %d links on a sheet", maxLinks)
	}
	if utf16Len(target) > 2079 {
		return errors.New("a link of more than 2,079 characters")
	}
	if place, ok := strings.CutPrefix(target, "#"); ok {
		if !strings.Contains(place, "!") {
			return fmt.Errorf("link %q names no sheet and cell", target)
		}
		b.links.WriteString(`<hyperlink ref="` + name + `" location="`)
		escapeAttr(&b.links, place)
		b.links.WriteString(`"/>`)
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
		b.rels.WriteString(`<Relationship Id="rIdLink` + strconv.Itoa(id) +
			`" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="`)
		escapeAttr(&b.rels, strings.Map(urlRune, target))
		b.rels.WriteString(`" TargetMode="External"/>`)
	}
	b.links.WriteString(`<hyperlink ref="` + name + `" r:id="rIdLink` + strconv.Itoa(id) + `"/>`)
	return nil
}

// urlRune drops control characters and spaces, which Excel takes for damage.
func urlRune(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}

func escapeAttr(b *bytes.Buffer, s string) {
	var t bytes.Buffer
	escape(&t, s)
	b.Write(bytes.ReplaceAll(t.Bytes(), []byte(`"`), []byte("&quot;")))
}

// pack renders sheet n, counted from 1, around the rows: its part, compressed,
// and its relationships, if it has any, go to the archive.
func (b *body) pack(frame string, n int, a *archive) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	head, tail, ok := cutSheetData(frame)
	if !ok {
		return errors.New("excelize made no sheet data")
	}
	p, err := pack(func(w io.Writer) error {
		if _, err := io.WriteString(w, withRelationships(head)+"<sheetData>"); err != nil {
			return err
		}
		if err := b.writeRows(w); err != nil {
			return err
		}
		_, err := io.WriteString(w, "</sheetData>"+b.tail(tail))
		return err
	})
	if err != nil {
		return err
	}
	a.packed[sheetPart(n)] = p
	if len(b.relIDs) > 0 {
		a.extra[fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", n)] = []byte(xmlHeader +
			`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + b.rels.String() + `</Relationships>`)
	}
	return nil
}

func sheetPart(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

// tail adds merged cells and links to what follows the rows.
func (b *body) tail(s string) string {
	if b.merged > 0 {
		s = insertBefore(s, fmt.Sprintf(`<mergeCells count="%d">%s</mergeCells>`, b.merged, b.merges.String()),
			"<dataValidations", "<printOptions", "<pageMargins", "<pageSetup", "<headerFooter", "</worksheet>")
	}
	if b.linked > 0 {
		s = insertBefore(s, "<hyperlinks>"+b.links.String()+"</hyperlinks>",
			"<printOptions", "<pageMargins", "<pageSetup", "<headerFooter", "</worksheet>")
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

// insertBefore puts x before the first of the elements. The order of elements
// is fixed by ECMA-376, 18.3.1.99.
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
	const ns = ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	i := strings.Index(head, "<worksheet")
	if i < 0 || strings.Contains(head, "xmlns:r=") {
		return head
	}
	i += len("<worksheet")
	return head[:i] + ns + head[i:]
}
