package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// readParts reads what package sheet does not: the formulas of the cells, and
// the charts in the order of their parts.
func readParts(data []byte) (formulas map[address]string, charts []drawnChart, err error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil, err
	}
	parts := map[string]*zip.File{}
	var drawn []string
	for _, f := range z.File {
		parts[f.Name] = f
		if strings.HasPrefix(f.Name, "xl/charts/chart") && strings.HasSuffix(f.Name, ".xml") {
			drawn = append(drawn, f.Name)
		}
	}
	slices.SortFunc(drawn, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }) // chart9 before chart10
	for _, name := range drawn {
		c, err := readChart(parts[name])
		if err != nil {
			return nil, nil, err
		}
		charts = append(charts, c)
	}
	formulas = map[address]string{}
	names, err := sheetParts(parts)
	if err != nil {
		return nil, nil, err
	}
	for part, name := range names {
		if err := sheetFormulas(parts[part], name, formulas); err != nil {
			return nil, nil, err
		}
	}
	return formulas, charts, nil
}

// sheetParts maps the parts of the sheets to their names.
func sheetParts(parts map[string]*zip.File) (map[string]string, error) {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	const at = "xl/workbook.xml"
	if err := errors.Join(decodePart(parts[at], &book), decodePart(parts["xl/_rels/workbook.xml.rels"], &rels)); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, s := range book.Sheets {
		for _, r := range rels.Relationship {
			if r.ID != s.ID {
				continue
			}
			target := path.Join(path.Dir(at), r.Target)
			if strings.HasPrefix(r.Target, "/") {
				target = r.Target[1:]
			}
			if parts[target] != nil {
				out[target] = s.Name
			}
		}
	}
	return out, nil
}

func readPart(f *zip.File) ([]byte, error) {
	if f == nil {
		return nil, errors.New("a part of the workbook is missing")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func decodePart(f *zip.File, v any) error {
	data, err := readPart(f)
	if err != nil {
		return err
	}
	return xml.Unmarshal(data, v)
}

// sheetFormulas adds the formulas of one sheet. Most sheets have none, and are
// not parsed.
func sheetFormulas(f *zip.File, name string, to map[address]string) error {
	data, err := readPart(f)
	if err != nil || !bytes.Contains(data, []byte("<f>")) && !bytes.Contains(data, []byte("<f ")) {
		return err
	}
	var at address
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		s, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch s.Name.Local {
		case "c":
			at = address{sheet: name}
			for _, a := range s.Attr {
				if a.Name.Local == "r" {
					at.row, at.column = rowColumn(a.Value)
				}
			}
		case "f":
			var text string
			if err := d.DecodeElement(&text, &s); err != nil {
				return err
			}
			to[at] = text
		}
	}
}

// rowColumn reads C12 as 12 and 3.
func rowColumn(ref string) (row, column int) {
	digits := strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	for _, c := range ref[:len(ref)-len(digits)] {
		column = column*26 + int(c-'A') + 1
	}
	row, _ = strconv.Atoi(digits) // 0 is no cell of any sheet
	return row, column
}

// A drawn chart is what a chart says and draws, whatever program wrote it.
type drawnChart struct {
	title   string   // its first line
	texts   []string // the words of title and bars
	cells   []string // where labels and numbers come from
	labels  []string // in no order: programs store them from the top or the bottom
	numbers []string
}

// parts lists what may differ between two charts, the words as one text: some
// programs split them at line ends.
func (c drawnChart) parts() []string {
	words := strings.Join(strings.Fields(strings.Join(c.texts, " ")), " ")
	return append(slices.Concat([]string{words}, c.cells, slices.Sorted(slices.Values(c.labels))), c.numbers...)
}

func readChart(f *zip.File) (c drawnChart, err error) {
	data, err := readPart(f)
	if err != nil {
		return c, err
	}
	quoting := strings.NewReplacer("(", "", ")", "", "'", "")
	store := &c.texts
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			if len(c.texts) > 0 {
				c.title, _, _ = strings.Cut(c.texts[0], "\n")
			}
			return c, nil
		}
		if err != nil {
			return c, err
		}
		s, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch s.Name.Local {
		case "tx": // of a series, behind the numbers of another
			store = &c.texts
		case "strCache", "multiLvlStrCache":
			store = &c.labels
		case "numCache":
			store = &c.numbers
		case "t", "v", "f":
			var text string
			if err := d.DecodeElement(&text, &s); err != nil {
				return c, err
			}
			switch s.Name.Local {
			case "t":
				c.texts = append(c.texts, text)
			case "f":
				c.cells = append(c.cells, quoting.Replace(text))
			default:
				*store = append(*store, text)
			}
		}
	}
}
