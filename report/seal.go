package report

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// sealed returns d as files carry it: with the digest of all else that it holds.
func sealed(d *document.Document) (*document.Document, error) {
	out := *d
	data, err := json.Marshal(&out)
	if err == nil {
		out.Digest, err = digestOf(data)
	}
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return &out, nil
}

// digestOf returns the digest of a document in JSON, whatever its spaces and the
// order of its names. It is made of what stands there, not of what this version
// knows, so that a later version reads an older file as it was written.
func digestOf(data []byte) (string, error) {
	tree, err := readTree(data)
	if err != nil {
		return "", err
	}
	names, ok := tree.(map[string]any)
	if !ok {
		return "", errors.New("this is no document")
	}
	delete(names, "digest")
	plain, err := json.Marshal(names)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(plain)
	return hex.EncodeToString(sum[:]), nil
}

// proven says where a brief that was read from data is not the one that was
// written. Pages and cells prove a PDF and a workbook as well; nothing else proves
// JSON, so that it must have a digest.
func proven(ctx context.Context, b *Brief, data []byte, file string) (found []humanitarian.Finding, err error) {
	switch is, err := digestOf(data); {
	case err != nil:
		return nil, fmt.Errorf("report: %s: %w", file, err)
	case b.Document.Digest == "" && file == jsonName:
		found = append(found, differs("digest_missing", file))
	case b.Document.Digest != "" && b.Document.Digest != is:
		found = append(found, differs("digest_differs", file))
	}
	more, err := strays(ctx, b.Document, b.lang, file)
	return append(found, more...), err
}

// strays names the figures that a document prints in other words than its data
// has them, each once. A figure that is not in the data is the previous issue's.
func strays(ctx context.Context, d *document.Document, lang *locale.Language, file string) ([]humanitarian.Finding, error) {
	reg, err := Register(ctx, d, nil)
	if err != nil {
		return nil, err
	}
	if lang == nil {
		if lang, err = locale.Of(d.Language); err != nil {
			lang = locale.English() // a language of the desk's own, whose wordings are elsewhere
		}
	}
	rows := map[string][]humanitarian.Quantity{}
	for _, f := range reg.Figures {
		rows[f.ID] = append(rows[f.ID], f.Quantity)
	}
	var found []humanitarian.Finding
	said := map[string]bool{}
	for _, b := range slices.Concat(d.Blocks, d.Appendix) {
		for _, v := range values(b) {
			if v.Class != document.FigureValue || v.Quantity == nil || len(v.Figures) != 1 {
				continue
			}
			id := v.Figures[0]
			if has := rows[id]; len(has) > 0 && !slices.Contains(has, *v.Quantity) && !said[id] {
				said[id] = true
				f := differs("printed_differs", file, id, strconv.Quote(lang.Quantity(has[0], v.Unit)), strconv.Quote(v.Format(lang)))
				f.Figures = []string{id}
				found = append(found, f)
			}
		}
	}
	return found, nil
}
