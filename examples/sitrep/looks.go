package main

import (
	"os"
	"path/filepath"

	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/pdf"
)

// looks are the flags that change how a brief looks, and which product it is.
type looks struct {
	theme, layout string
	archive       bool
}

func (k *looks) define(in *inputs) {
	in.flags.StringVar(&k.theme, "theme", "", "the organisation's looks: logo, colour, fonts, paper, contacts")
	in.flags.StringVar(&k.layout, "layout", "brief", "brief (everything), weekly (two to four pages), flash (one or two pages) or snapshot (one page)")
	in.flags.BoolVar(&k.archive, "archive", false, "write brief.pdf for keeping, as PDF/A-1b, without attached files")
}

// options reads the theme, whose logo and fonts lie beside its file.
func (k *looks) options(b *document.Boundaries) (*pdf.Options, error) {
	opts := &pdf.Options{Boundaries: b, Archive: k.archive}
	if k.theme == "" {
		return opts, nil
	}
	f, err := os.Open(k.theme)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	root, err := os.OpenRoot(filepath.Dir(k.theme))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if opts.Theme, err = pdf.ReadTheme(f, root.FS()); err != nil {
		return nil, about(k.theme, "theme", err)
	}
	return opts, nil
}
