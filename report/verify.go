package report

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/xlsx"
)

// Verify proves that files hold what b holds. A nil reader is a file that is not
// there, and is not looked at.
//
// The workbook is compared cell by cell with the one that b makes, with its
// formulas, its charts and the brief that travels inside it; the JSON value by
// value. Of the PDF, the text on each page is read back and compared with the
// page that b makes (page_differs), as is what else is drawn there
// (page_redrawn), and each figure that b prints must be found on the pages; then
// come the brief, the register and the list of assets that it carries, each of
// which must be there (attachment_missing). Each difference is a finding
// that names the file, the page, cell or value, what should stand there and what
// does. No findings mean that all files hold the same numbers, and a note
// (file_resaved) that a PDF does, though another program saved it anew, so that
// its bytes are no longer the same. Pages made with what did not travel
// (asset_missing) are not compared; [Brief.Supply] gives it.
//
// The error says which file cannot be read, or that ctx was cancelled.
func Verify(ctx context.Context, b *Brief, pdf, workbook, tree io.Reader) ([]humanitarian.Finding, error) {
	if b == nil || b.Document == nil {
		return nil, errNoBrief
	}
	var found []humanitarian.Finding
	for _, f := range []struct {
		name  string
		r     io.Reader
		check func(context.Context, *Brief, []byte) ([]humanitarian.Finding, error)
	}{{pdfName, pdf, verifyPDF}, {xlsxName, workbook, verifyXLSX}, {jsonName, tree, verifyJSON}} {
		if f.r == nil {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(f.r, maxBrief+1))
		if err == nil && len(data) > maxBrief {
			err = fmt.Errorf("the file has more than %d bytes", maxBrief)
		}
		if err != nil {
			return nil, fmt.Errorf("report: %s: %w", f.name, err)
		}
		more, err := f.check(ctx, b, data)
		if err != nil {
			return nil, fmt.Errorf("report: %s: %w", f.name, err)
		}
		found = append(found, more...)
	}
	slices.SortStableFunc(found, humanitarian.CompareFindings)
	return found, nil
}

func verifyXLSX(ctx context.Context, b *Brief, data []byte) ([]humanitarian.Finding, error) {
	found, err := xlsx.Compare(ctx, b.Document, bytes.NewReader(data), &xlsx.Options{Language: b.lang})
	if err != nil {
		return nil, err
	}
	inside, _, err := xlsx.Open(ctx, bytes.NewReader(data))
	switch {
	case errors.Is(err, xlsx.ErrNoBrief):
		return append(found, differs("brief_missing", xlsxName)), nil
	case err != nil:
		return nil, err
	}
	carried, err := json.Marshal(inside)
	if err != nil {
		return nil, err
	}
	more, err := compareTrees(ctx, b, carried, xlsxName)
	return append(found, more...), err
}

func verifyJSON(ctx context.Context, b *Brief, data []byte) ([]humanitarian.Finding, error) {
	return compareTrees(ctx, b, data, jsonName)
}

// compareTrees compares the document of b with one in JSON.
func compareTrees(ctx context.Context, b *Brief, data []byte, file string) ([]humanitarian.Finding, error) {
	var buf bytes.Buffer
	if err := WriteJSON(ctx, &buf, b); err != nil {
		return nil, err
	}
	want, err := readTree(buf.Bytes())
	if err != nil {
		return nil, err
	}
	got, err := readTree(bytes.TrimPrefix(data, []byte("\ufeff")))
	if err != nil {
		return nil, err
	}
	for _, v := range []any{want, got} {
		if m, ok := v.(map[string]any); ok {
			delete(m, "digest") // which all the rest makes; Open proves it
		}
	}
	t := &treeComparison{file: file}
	t.compare("", want, got)
	if t.more > 0 {
		t.found = append(t.found, differs("more_findings", file, strconv.Itoa(t.more)))
	}
	return t.found, nil
}

func readTree(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber() // a float would take two large numbers for one
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the document")
	}
	return v, nil
}

// maxDiffers is how many differences of one file are listed; the rest is counted.
const maxDiffers = 1000

type treeComparison struct {
	file  string
	found []humanitarian.Finding
	more  int
}

func (t *treeComparison) compare(path string, want, got any) {
	switch w := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok {
			keys := maps.Clone(w)
			maps.Copy(keys, g)
			for _, k := range slices.Sorted(maps.Keys(keys)) {
				t.compare(join(path, k), w[k], g[k])
			}
			return
		}
	case []any:
		if g, ok := got.([]any); ok {
			for i := range max(len(w), len(g)) {
				t.compare(path+"["+strconv.Itoa(i)+"]", at(w, i), at(g, i))
			}
			return
		}
	}
	if was, is := said(want), said(got); was != is {
		if len(t.found) >= maxDiffers {
			t.more++
			return
		}
		t.found = append(t.found, differs("value_differs", t.file, path, short(was), short(is)))
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func at(list []any, i int) any {
	if i < len(list) {
		return list[i]
	}
	return nil
}

// said writes a value as it stands in JSON; what is absent is null.
func said(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // >=69, not \u003e=69
	if err := e.Encode(v); err != nil {
		return err.Error() // cannot be: v was read from JSON
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// short keeps a finding on a line.
func short(s string) string {
	const most = 120
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}

func differs(code, file string, args ...string) humanitarian.Finding {
	s := humanitarian.RowFinding
	if code == "more_findings" {
		s = humanitarian.NoteFinding
	}
	return humanitarian.Finding{Code: code, Severity: s, Positions: []humanitarian.Position{{File: file}}, Args: args}
}
