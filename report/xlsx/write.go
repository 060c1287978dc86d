package xlsx

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/sheet"
	"github.com/humanitarian-sitrep/sitrep/report/document"
)

// Options are the settings of [Write]. There are none yet; nil will stay the
// default.
type Options struct{}

// The sheets every workbook has. Sections come after the first.
const (
	keyFiguresSheet = "Key figures"
	sourcesSheet    = "Sources"
	findingsSheet   = "Findings"
	dataSheet       = "Data"
	readMeSheet     = "Read me"
)

// Write writes d as a workbook to w. It fails when the language of d is not
// English, when d has more rows than a sheet holds, when ctx is cancelled or
// when w fails; nothing is written before all is rendered. A nil opts means the
// defaults; a nil d panics.
func Write(ctx context.Context, w io.Writer, d *document.Document, opts *Options) error {
	if d == nil {
		panic("xlsx.Write: nil document")
	}
	b := &book{ctx: ctx, d: d, marks: map[int]int{}}
	if d.Language != "" && d.Language != "en" && !strings.HasPrefix(d.Language, "en-") {
		return fmt.Errorf("xlsx: the language %q is not here yet", d.Language)
	}
	b.l = locale.English()
	for i, s := range d.Sources {
		if _, ok := b.marks[s.Number]; !ok {
			b.marks[s.Number] = i + 2 // below the header
		}
	}
	wb, err := b.workbook()
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if err := sheet.Write(ctx, w, wb); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// A book is one document on its way to a workbook.
type book struct {
	ctx   context.Context
	d     *document.Document
	l     *locale.Language
	marks map[int]int // row on Sources of each source mark
}

func (b *book) workbook() (*sheet.Workbook, error) {
	d := b.d
	front, sections := split(d.Blocks)
	wb := &sheet.Workbook{Properties: sheet.Properties{
		Title:    d.Masthead(),
		Creator:  d.Organisation,
		Subject:  strings.Join(b.d.Boiler(b.l)[:1], ""),
		Language: b.l.Tag(),
	}}
	if d.Language != "" {
		wb.Properties.Language = d.Language
	}
	if d.AsOf.Day() > 0 {
		wb.Properties.Created = d.AsOf.String()[:len("2024-12-05")]
	}
	makers := []func() (*page, error){func() (*page, error) { return b.keyFigures(front), nil }}
	for _, s := range sections {
		makers = append(makers, func() (*page, error) { return b.section(s), nil })
	}
	makers = append(makers,
		func() (*page, error) { return b.sources(), nil },
		func() (*page, error) { return b.findings(), nil },
		b.data,
		func() (*page, error) { return b.readMe(sections), nil })
	for _, make := range makers {
		if err := b.ctx.Err(); err != nil {
			return nil, err
		}
		p, err := make()
		if err != nil {
			return nil, err
		}
		s := p.finish()
		s.Header, s.Footer = b.margins()
		wb.Sheets = append(wb.Sheets, s)
	}
	return wb, nil
}

// margins returns what every printed page carries: the title, marked when a
// draft, and the edition.
func (b *book) margins() (header, footer string) {
	footer = "Edition: " + b.d.Edition
	if b.d.Edition == "" {
		footer = "Edition not stated"
	}
	if b.d.Organisation != "" {
		footer += ". " + b.d.Organisation
	}
	return short(b.d.Masthead()), short(footer)
}

// short keeps a header below Excel's 255 characters, in which & counts twice.
func short(s string) string {
	const limit = 220
	n := 0
	for i, r := range s {
		n++
		if r == '&' || r > 0xffff {
			n++
		}
		if n > limit {
			return s[:i] + "..."
		}
	}
	return s
}

// A section is a heading and what stands under it.
type section struct {
	sheet  string // its name as a sheet
	title  string
	blocks []document.Block
}

// split gives each section with content a sheet. Key figures, and what stands
// before the first heading, go to the front; sections without content vanish.
func split(blocks []document.Block) (front []document.Block, sections []section) {
	all := []section{{}}
	for _, block := range blocks {
		at := &all[len(all)-1]
		switch t := block.(type) {
		case *document.Heading:
			if t.Level <= 1 {
				all = append(all, section{title: t.Text})
				continue
			}
		case *document.KeyFigures:
			at = &all[0]
		}
		at.blocks = append(at.blocks, block)
	}
	taken := map[string]bool{"history": true} // Excel keeps History for itself
	for _, s := range []string{keyFiguresSheet, sourcesSheet, findingsSheet, dataSheet, readMeSheet} {
		taken[strings.ToLower(s)] = true
	}
	front = all[0].blocks
	for _, s := range all[1:] {
		switch {
		case !hasContent(s.blocks):
		case strings.EqualFold(s.title, keyFiguresSheet):
			front = append(front, s.blocks...)
		default:
			s.sheet = sheetName(s.title, taken)
			sections = append(sections, s)
		}
	}
	return front, sections
}

func hasContent(blocks []document.Block) bool {
	for _, block := range blocks {
		if _, ok := block.(*document.Heading); !ok {
			return true
		}
	}
	return false
}

// sheetName returns the cleaned title, numbered where another sheet has it.
func sheetName(title string, taken map[string]bool) string {
	clean := sheet.CleanName(title)
	if clean == "" {
		clean = "Section"
	}
	name := clean
	for n := 2; taken[strings.ToLower(name)]; n++ {
		suffix := fmt.Sprintf(" (%d)", n)
		base := []rune(clean)
		for name = clean + suffix; sheet.CleanName(name) != name; name = strings.TrimRight(string(base), " '") + suffix {
			base = base[:len(base)-1]
		}
	}
	taken[strings.ToLower(name)] = true
	return name
}
