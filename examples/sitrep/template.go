package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/feed/register"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report"
	"github.com/humanitarian-sitrep/sitrep/report/brief"
)

// runTemplate writes the workbook in which a desk types its figures.
func runTemplate(ctx context.Context, args []string, _, stderr io.Writer) (done bool, err error) {
	in := newInputs("template", stderr)
	defer in.explain(&err)
	in.flags.StringVar(&in.out, "out", "", "the workbook to write, such as week49.xlsx")
	rows := in.flags.Int("rows", 0, "for how many rows of figures lists and marks are laid out; default: 1000")
	if err := in.parse(args, stderr, "out"); err != nil {
		return false, err
	}
	config, found, err := in.readConfig(ctx)
	if err != nil {
		return false, err
	}
	opts := &report.TemplateOptions{Example: true, Rows: *rows}
	if opts.Language, err = in.language(config); err != nil {
		return false, err
	}
	if opts.Indicators, err = config.OwnIndicators(); err != nil {
		return false, err
	}
	var more []humanitarian.Finding
	if opts.Gazetteer, more, err = in.places(ctx); err != nil {
		return false, err
	}
	found = append(found, more...)
	if in.config != "" {
		opts.Sheets = []sheet.Sheet{brief.ConfigSheet(opts.Language, config)}
	}
	var book bytes.Buffer
	if err := report.WriteTemplate(ctx, &book, opts); err != nil {
		return false, err
	}
	printFindings(stderr, opts.Language, found)
	return clean(found), writeWhole(filepath.Dir(in.out), []file{{filepath.Base(in.out), book.Bytes()}})
}

// readConfig reads the configuration: that of -config, as TOML or as the sheet
// of a workbook, else that of the register where it is a workbook with such a
// sheet.
func (in *inputs) readConfig(ctx context.Context) (*brief.Config, []humanitarian.Finding, error) {
	path := in.config
	if path == "" && isWorkbook(in.register) {
		path = in.register
	}
	if path == "" {
		return &brief.Config{}, nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	if !isWorkbook(path) {
		config, err := brief.ReadConfig(f)
		if config != nil {
			in.settings = *config
		}
		return config, nil, about(path, "config", err)
	}
	config, found, err := brief.ReadConfigSheet(ctx, f, filepath.Base(path))
	if in.config == "" && (errors.Is(err, brief.ErrNoConfigSheet) || errors.Is(err, sheet.ErrFormat) || errors.Is(err, sheet.ErrEmpty)) {
		return &brief.Config{}, nil, nil
	}
	if err != nil {
		return nil, nil, about(path, "", err)
	}
	in.settings = *config
	return config, found, nil
}

func isWorkbook(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xlsx") }

// readMapping reads the file of -mapping, if there is one.
func (in *inputs) readMapping() (*register.Mapping, error) {
	if in.mapping == "" {
		return nil, nil
	}
	f, err := os.Open(in.mapping)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, err := register.ReadMapping(f)
	return m, about(in.mapping, "mapping_unread", err)
}
