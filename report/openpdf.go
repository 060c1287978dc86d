package report

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
)

// ErrNoBrief is returned by [Open] for a PDF that carries no brief.
var ErrNoBrief = errors.New("report: the PDF carries no brief: it is another document, was printed to PDF again, has its attachments removed, or is the archive variant, which carries none; give the file as it was sent out, or brief.json")

// The names of the files that a PDF carries.
const (
	registerFile = "register.csv"
	manifestFile = "assets.json"
)

// openPDF reads the brief from the JSON that the PDF carries, whether the file
// is as it was written or another program saved it anew.
func openPDF(ctx context.Context, data []byte) (*Brief, []humanitarian.Finding, error) {
	r, err := pdffile.Read(data)
	if err != nil {
		return nil, nil, fmt.Errorf("report: %s: %w", pdfName, unreadable(err))
	}
	b, files, err := briefIn(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	found, err := proven(ctx, b, files[jsonName], pdfName)
	return b, found, err
}

// unreadable says what to do about a PDF that cannot be read.
func unreadable(err error) error {
	if errors.Is(err, pdffile.ErrEncrypted) {
		return humanitarian.Failed(errors.New("it is locked; save it without a password, or give brief.json"), humanitarian.Say("failure.locked"))
	}
	return damaged(fmt.Errorf("it is damaged; give the file as it was sent out, or brief.json: %w", err))
}

// briefIn returns the brief that a PDF carries, and all the files in it by name.
// The error is [ErrNoBrief] when it carries no brief.
func briefIn(ctx context.Context, r *pdffile.Reading) (*Brief, map[string][]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	list, err := r.Files()
	if err != nil {
		return nil, nil, damaged(fmt.Errorf("report: a file in %s is damaged; give the PDF as it was sent out, or brief.json: %w", pdfName, err))
	}
	files := map[string][]byte{}
	for _, f := range list {
		files[f.Name] = f.Data
	}
	d := new(document.Document)
	if json.Unmarshal(files[jsonName], d) != nil || d.Schema == "" {
		return nil, nil, ErrNoBrief // nothing, or a file of the same name from elsewhere
	}
	b, err := reopened(d)
	if err != nil {
		return nil, nil, err
	}
	return b, files, b.readManifest(ctx, files)
}
