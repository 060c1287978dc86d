package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
)

// verifyPDF reads the pages back and compares them with those that b makes. A
// file without a brief inside was made for keeping, or is not ours: of what a
// printer made of our pages nothing can be said.
func verifyPDF(ctx context.Context, b *Brief, data []byte) ([]humanitarian.Finding, error) {
	got, err := pdffile.Read(data)
	if err != nil {
		return nil, unreadable(err)
	}
	lang, err := b.language()
	if err != nil {
		return nil, err
	}
	if b, err = b.dressedAs(ctx, got); err != nil {
		return nil, err
	}
	v := &pdfProof{b: b, got: got, data: data, lang: lang}
	ours := got.Producer() == producer
	if v.archive = ours && got.Archive(); !v.archive {
		if err := v.inside(ctx); err != nil {
			return nil, err
		}
		if len(v.found) > 0 && v.found[0].Code == "brief_missing" && !ours {
			return v.found, nil
		}
	}
	if err := v.pages(ctx); err != nil {
		return nil, err
	}
	return v.found, nil
}

// dressedAs returns the brief with the looks that a PDF lists, where it has none
// of its own, and with the boundaries of its map: a brief from a workbook or JSON
// knows nothing of them.
func (b *Brief) dressedAs(ctx context.Context, r *pdffile.Reading) (*Brief, error) {
	inside, _, err := briefIn(ctx, r)
	if errors.Is(err, ErrNoBrief) {
		return b, nil
	}
	if err != nil {
		return nil, err
	}
	out := *b
	out.assets = inside.assets
	if out.theme == nil {
		out.theme = inside.theme
	}
	if out.lang == nil {
		out.lang = inside.lang
	}
	if out.outlines == nil {
		out.outlines = inside.outlines
	}
	return &out, nil
}

// producer is the program that our files say they were made by.
const producer = "sitrep"

// A pdfProof collects what is wrong with a PDF.
type pdfProof struct {
	b         *Brief
	got       *pdffile.Reading
	data      []byte
	lang      *locale.Language
	archive   bool // made for keeping: without files inside
	undressed bool // what it was made with is no longer known
	found     []humanitarian.Finding
}

// inside compares the brief and the register that the PDF carries.
func (v *pdfProof) inside(ctx context.Context) error {
	inside, files, err := briefIn(ctx, v.got)
	if errors.Is(err, ErrNoBrief) {
		v.found = append(v.found, differs("brief_missing", pdfName))
		return nil
	}
	if err != nil {
		return err
	}
	carried, err := json.Marshal(inside.Document)
	if err != nil {
		return err
	}
	more, err := compareTrees(ctx, v.b, carried, pdfName)
	if err != nil {
		return err
	}
	v.found = append(v.found, more...)
	for _, name := range []string{registerFile, manifestFile} {
		if _, ok := files[name]; !ok {
			v.found = append(v.found, differs("attachment_missing", pdfName, name))
			v.undressed = v.undressed || name == manifestFile
		}
	}
	if got, ok := files[registerFile]; ok && !bytes.Equal(got, v.b.register) {
		return v.register(got)
	}
	return nil
}

// register compares the register inside cell by cell.
func (v *pdfProof) register(data []byte) error {
	want, err := csv.NewReader(bytes.NewReader(v.b.register)).ReadAll()
	if err != nil {
		return err
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	got, err := r.ReadAll()
	if err != nil {
		v.found = append(v.found, differs("file_differs", registerFile))
		return nil // what is no table is not the register
	}
	cell := func(rows [][]string, i, j int) string {
		if i < len(rows) && j < len(rows[i]) {
			return rows[i][j]
		}
		return ""
	}
	for i := range max(len(want), len(got)) {
		for j := range max(len(want[0]), len(got[min(i, len(got)-1)])) {
			if was, is := cell(want, i, j), cell(got, i, j); was != is {
				f := differs("cell_differs", registerFile, short(was), short(is))
				f.Positions[0].Row, f.Positions[0].Column = i+1, j+1
				v.found = append(v.found, f)
			}
		}
	}
	return nil
}

// pages compares what is printed with what b prints.
func (v *pdfProof) pages(ctx context.Context) error {
	if left := v.b.Missing(); len(left) > 0 {
		return v.without(left)
	}
	if v.undressed {
		return v.figures() // with what looks the pages were made, nobody can say
	}
	var buf bytes.Buffer
	if _, err := WritePDF(ctx, &buf, v.b, &pdf.Options{Archive: v.archive}); err != nil {
		return err
	}
	want, err := pdffile.Read(buf.Bytes())
	if err != nil {
		return err
	}
	list, err := pdffile.Differ(want, v.got)
	if err != nil {
		return unreadable(err)
	}
	if len(list) <= otherLayout {
		for _, d := range list {
			v.found = append(v.found, v.difference(d))
		}
	} else {
		v.found = append(v.found, differs("file_differs", pdfName))
	}
	if len(list) == 0 || len(list) > otherLayout {
		if err := v.figures(); err != nil {
			return err
		}
	}
	if len(v.found) == 0 && !bytes.Equal(buf.Bytes(), v.data) {
		f := differs("file_resaved", pdfName)
		f.Severity = humanitarian.NoteFinding
		v.found = append(v.found, f)
	}
	return nil
}

// without says what is missing for the pages to be made again. Their numbers can
// still be looked for, unless they may be worded in digits that are not known.
func (v *pdfProof) without(left []Asset) error {
	worded := true
	for _, a := range left {
		v.found = append(v.found, differs("asset_missing", pdfName, string(a.Role), a.named()))
		worded = worded && a.Role != WordingsAsset
	}
	if !worded {
		return nil
	}
	return v.figures()
}

// otherLayout is how many places differ of a file that was laid out anew, with
// other fonts or by another version, rather than edited. Of such a file it is
// said that it is another, and which numbers it lacks.
const otherLayout = 100

// difference words what differs on a page; the row of its position is the page.
func (v *pdfProof) difference(d pdffile.Difference) humanitarian.Finding {
	page := strconv.Itoa(d.Page)
	f := differs("page_redrawn", pdfName, page)
	if d.Want != "" || d.Got != "" {
		f = differs("page_differs", pdfName, page, strconv.Quote(short(d.Want)), strconv.Quote(short(d.Got)))
	}
	f.Positions[0].Row = d.Page
	return f
}

// figures looks for each number that the brief prints on the pages themselves,
// as often as it prints it. It holds the reading of the pages against the tree
// alone, so that a fault of the writer would show that makes both files.
func (v *pdfProof) figures() error {
	printed := map[string]int{}
	for i := range v.got.Pages() {
		p, err := v.got.Page(i)
		if err != nil {
			return unreadable(err)
		}
		for _, s := range p.Texts {
			for _, n := range numerals(s) {
				printed[n]++
			}
		}
	}
	for _, b := range slices.Concat(v.b.Document.Blocks, v.b.Document.Appendix) {
		switch b.(type) {
		case *document.Chart, *document.Map:
			continue // they print some of their values only, and all in the table of the workbook
		}
		for _, value := range values(b) {
			for _, n := range numerals(value.Format(v.lang)) {
				if printed[n]--; printed[n] == -1 {
					v.found = append(v.found, differs("value_differs", pdfName, v.lang.Say("verify.pages"), strconv.Quote(n), `""`))
				}
			}
		}
	}
	return nil
}

// numerals lists the numbers in a text, in digits of any script, as they are
// written.
func numerals(s string) (out []string) {
	const within = ",.\u00a0\u202f\u066b\u066c" // between the digits of one number
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		if !unicode.IsDigit(runes[i]) {
			continue
		}
		end := i + 1
		for end < len(runes) && (unicode.IsDigit(runes[end]) || end+1 < len(runes) && unicode.IsDigit(runes[end+1]) && strings.ContainsRune(within, runes[end])) {
			end++
		}
		out = append(out, string(runes[i:end]))
		i = end
	}
	return out
}
