package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

const (
	xmlHeader     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	customPart    = "docProps/custom.xml"
	payloadPart   = "customXml/item1.xml"
)

func coreXML(p *Properties) ([]byte, error) {
	b := bytes.NewBufferString(xmlHeader + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, e := range [][2]string{{"dc:title", p.Title}, {"dc:subject", p.Subject}, {"dc:creator", p.Creator},
		{"cp:keywords", p.Keywords}, {"dc:description", p.Description}, {"dc:language", p.Language}} {
		if e[1] != "" {
			b.WriteString("<" + e[0] + ">")
			b.Write(appendEscaped(nil, e[1]))
			b.WriteString("</" + e[0] + ">")
		}
	}
	if p.Created != "" {
		if _, err := time.Parse(time.DateOnly, p.Created); err != nil {
			return nil, fmt.Errorf("created %q is not an ISO date", p.Created)
		}
		b.WriteString(`<dcterms:created xsi:type="dcterms:W3CDTF">` + p.Created + `T00:00:00Z</dcterms:created>`)
	}
	b.WriteString(`</cp:coreProperties>`)
	return b.Bytes(), nil
}

// customXML renders the caller's own properties. The fmtid is the one that
// Office gives to user-defined properties, and their numbers start with 2.
func customXML(values []Value) ([]byte, error) {
	b := []byte(xmlHeader + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`)
	seen := map[string]bool{}
	for i, v := range values {
		if v.Name == "" || seen[strings.ToLower(v.Name)] {
			return nil, fmt.Errorf("custom property %d: the name %q is empty or used twice", i+1, v.Name)
		}
		if n := utf16Units(v.Value); n > 255 {
			return nil, fmt.Errorf("custom property %q has %d characters, at most 255: use Payload", v.Name, n)
		}
		seen[strings.ToLower(v.Name)] = true
		b = append(b, `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="`+strconv.Itoa(i+2)+`" name="`...)
		b = append(appendAttr(b, v.Name), `"><vt:lpwstr>`...)
		b = append(appendEscaped(b, v.Value), `</vt:lpwstr></property>`...)
	}
	return append(b, `</Properties>`...), nil
}

// ownParts renders the parts that excelize does not make, or makes with a
// clock and a name of its own.
func ownParts(wb *Workbook) (map[string][]byte, error) {
	core, err := coreXML(&wb.Properties)
	if err != nil {
		return nil, err
	}
	own := map[string][]byte{"docProps/core.xml": core, "docProps/app.xml": []byte(xmlHeader +
		`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>`)}
	if len(wb.Custom) > 0 {
		if own[customPart], err = customXML(wb.Custom); err != nil {
			return nil, err
		}
	}
	if len(wb.Payload) > 0 {
		if err := wellFormed(wb.Payload); err != nil {
			return nil, fmt.Errorf("payload: %w", err)
		}
		own[payloadPart] = wb.Payload
	}
	for _, p := range wb.Parts {
		if err := addPart(own, p); err != nil {
			return nil, fmt.Errorf("part %q: %w", p.Name, err)
		}
	}
	for i := range wb.Sheets {
		if d := wb.Sheets[i].Drawing; d != "" && own[d] == nil {
			return nil, fmt.Errorf("sheet %d: there is no part %q for its drawing", i+1, d)
		}
	}
	return own, nil
}

func wellFormed(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func addPart(own map[string][]byte, p Part) error {
	dir, base, _ := cutLast(p.Name)
	switch {
	case own[p.Name] != nil:
		return errors.New("two parts have this name")
	case dir == "" || base == "" || p.Type == "" || strings.ContainsAny(p.Name, `\"<>&?# `) || strings.Contains("/"+p.Name, "/."):
		return errors.New("a part needs a name like xl/charts/chart1.xml, and a content type")
	case strings.HasPrefix(p.Name, "xl/worksheets/") || strings.HasPrefix(p.Name, "_rels/") || strings.Contains(p.Name, "/_rels/"):
		return errors.New("this name belongs to package sheet")
	case len(p.Data) == 0:
		return errors.New("a part without content")
	}
	own[p.Name] = p.Data
	if len(p.Relations) == 0 {
		return nil
	}
	var rels []byte
	for _, r := range p.Relations {
		rels = appendRelation(rels, r.ID, r.Type, "/"+strings.TrimPrefix(r.Target, "/"), false)
	}
	own[dir+"/_rels/"+base+".rels"] = relationPart(rels)
	return nil
}

func cutLast(name string) (dir, base string, ok bool) {
	i := strings.LastIndexByte(name, '/')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

func appendRelation(b []byte, id, kind, target string, outside bool) []byte {
	b = append(appendAttr(append(b, `<Relationship Id="`...), id), `" Type="`...)
	b = append(appendAttr(b, kind), `" Target="`...)
	b = append(appendAttr(b, target), '"')
	if outside {
		b = append(b, ` TargetMode="External"`...)
	}
	return append(b, `/>`...)
}

func relationPart(rels []byte) []byte {
	return []byte(xmlHeader + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + string(rels) + `</Relationships>`)
}

// withTypes adds the content types of our own parts to those of excelize.
func withTypes(types string, wb *Workbook) []byte {
	var b []byte
	add := func(name, kind string) {
		b = append(appendAttr(append(b, `<Override PartName="/`...), name), `" ContentType="`...)
		b = append(appendAttr(b, kind), `"/>`...)
	}
	if len(wb.Custom) > 0 {
		add(customPart, "application/vnd.openxmlformats-officedocument.custom-properties+xml")
	}
	for _, p := range wb.Parts {
		add(p.Name, p.Type)
	}
	return sortDefaults([]byte(insertBefore(types, string(b), "</Types>")))
}

// withRelation adds a relation to a part of relations that excelize made.
func withRelation(rels, id, kind, target string) string {
	return insertBefore(rels, string(appendRelation(nil, id, kind, target, false)), "</Relationships>")
}
