package pdffile

import (
	"crypto/md5"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Meta describes the document. Empty fields are left out; zero times too.
type Meta struct {
	Title, Author, Subject string
	Creator, Producer      string
	Lang                   string // BCP 47
	RTL                    bool   // pages are read right to left
	Created, Modified      time.Time
}

// An Attachment is a file that travels with the document (an associated file, ISO 32000-2, 14.13). Relationship is one
// of Source, Data, Alternative, Supplement or Unspecified, which is also what empty means. Names must differ.
type Attachment struct {
	Name, Description string
	MIME              string // as "text/csv"; empty is application/octet-stream
	Relationship      string
	Modified          time.Time
	Data              []byte
}

// date writes a time in UTC as PDF wants it.
func date(t time.Time) str { return str(t.UTC().Format("D:20060102150405") + "+00'00'") }

// meta adds the document information, in both places where readers look, and the catalog's entries.
func (f *finisher) meta(root dict, info ref) error {
	m := f.plan.Meta
	d := dict{}
	for _, e := range []struct {
		key   name
		value string
	}{{"Title", m.Title}, {"Author", m.Author}, {"Subject", m.Subject}, {"Creator", m.Creator}, {"Producer", m.Producer}} {
		if e.value != "" {
			d[e.key] = text(e.value)
		}
	}
	if !m.Created.IsZero() {
		d["CreationDate"] = date(m.Created)
	}
	if !m.Modified.IsZero() {
		d["ModDate"] = date(m.Modified)
	}
	f.set(info, d)
	view := dict{"DisplayDocTitle": m.Title != ""}
	if m.RTL {
		view["Direction"] = name("R2L")
	}
	root["ViewerPreferences"] = view
	if m.Lang != "" {
		root["Lang"] = text(m.Lang)
	}
	packet, err := xmp(m, f.plan.Archive)
	if err != nil {
		return err
	}
	// Not compressed, so that programs that know no PDF can read it.
	root["Metadata"] = f.add(&stream{dict{"Type": name("Metadata"), "Subtype": name("XML")}, packet})
	return nil
}

// xmp writes the metadata packet (ISO 16684-1). Only an archive claims to follow a standard: a validator checks that it
// does, in the tests of package pdf.
func xmp(m Meta, archive bool) ([]byte, error) {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` + "\n")
	for _, e := range []struct{ open, value, end string }{
		{"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", m.Title, "</rdf:li></rdf:Alt></dc:title>"},
		{"<dc:creator><rdf:Seq><rdf:li>", m.Author, "</rdf:li></rdf:Seq></dc:creator>"},
		{"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", m.Subject, "</rdf:li></rdf:Alt></dc:description>"},
		{"<dc:language><rdf:Bag><rdf:li>", m.Lang, "</rdf:li></rdf:Bag></dc:language>"},
		{"<xmp:CreatorTool>", m.Creator, "</xmp:CreatorTool>"},
		{"<pdf:Producer>", m.Producer, "</pdf:Producer>"},
		{"<xmp:CreateDate>", isoDate(m.Created), "</xmp:CreateDate>"},
		{"<xmp:ModifyDate>", isoDate(m.Modified), "</xmp:ModifyDate>"},
	} {
		if e.value == "" {
			continue
		}
		b.WriteString(e.open)
		if err := xml.EscapeText(&b, []byte(e.value)); err != nil {
			return nil, fmt.Errorf("pdf: metadata: %w", err)
		}
		b.WriteString(e.end + "\n")
	}
	if archive {
		b.WriteString("</rdf:Description>\n<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n" +
			"<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n")
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String()), nil
}

func isoDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05+00:00")
}

// attachments embeds the associated files, in the order of their names as the name tree demands.
func (f *finisher) attachments(root dict) error {
	if len(f.plan.Attachments) == 0 {
		return nil
	}
	list := slices.Clone(f.plan.Attachments)
	slices.SortFunc(list, func(a, b Attachment) int { return strings.Compare(string(text(a.Name)), string(text(b.Name))) })
	var names, af array
	for i, a := range list {
		if a.Name == "" || i > 0 && list[i-1].Name == a.Name {
			return fmt.Errorf("pdf: attachment %q: names must be given and differ", a.Name)
		}
		spec, err := f.attachment(a)
		if err != nil {
			return fmt.Errorf("pdf: attachment %q: %w", a.Name, err)
		}
		names = append(names, text(a.Name), spec)
		af = append(af, spec)
	}
	root["Names"] = dict{"EmbeddedFiles": dict{"Names": names}}
	root["AF"] = af
	return nil
}

func (f *finisher) attachment(a Attachment) (ref, error) {
	switch a.Relationship {
	case "":
		a.Relationship = "Unspecified"
	case "Source", "Data", "Alternative", "Supplement", "Unspecified":
	default:
		return 0, fmt.Errorf("pdf: unknown relationship %q", a.Relationship)
	}
	if a.MIME == "" {
		a.MIME = "application/octet-stream"
	}
	sum := md5.Sum(a.Data) // what the standard asks for; no one's safety rests on it
	params := dict{"Size": integer(len(a.Data)), "CheckSum": str(sum[:])}
	if !a.Modified.IsZero() {
		params["ModDate"] = date(a.Modified)
	}
	file, err := f.addStream(dict{"Type": name("EmbeddedFile"), "Subtype": name(a.MIME), "Params": params}, thorough, a.Data)
	if err != nil {
		return 0, err
	}
	d := dict{"Type": name("Filespec"), "F": text(a.Name), "UF": text(a.Name),
		"AFRelationship": name(a.Relationship), "EF": dict{"F": file, "UF": file}}
	if a.Description != "" {
		d["Desc"] = text(a.Description)
	}
	return f.add(d), nil
}
