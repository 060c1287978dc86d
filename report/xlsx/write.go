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

// Options are the settings of [Write]. Nil and the zero value are the defaults.
type Options struct {
	// Language words the workbook. Nil: the language here that fits the tag of
	// the document, English for a document without one.
	Language *locale.Language
}

// Write writes d as a workbook to w. It fails when there is no language for d,
// when d has more rows than a sheet holds, when ctx is cancelled or when w
// fails; nothing is written before all is rendered. A nil opts means the
// defaults; a nil d panics.
func Write(ctx context.Context, w io.Writer, d *document.Document, opts *Options) error {
	if d == nil {
		panic("xlsx.Write: nil document")
	}
	b := &book{ctx: ctx, d: d, marks: map[int]int{}}
	if opts != nil {
		b.l = opts.Language
	}
	if b.l == nil {
		l, err := locale.Of(d.Language)
		if err != nil {
			return fmt.Errorf("xlsx: %w", err)
		}
		b.l = l
	}
	b.names = b.standing()
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
	names standing
}

// standing are the names of the sheets every workbook has, in the language of
// the report. Sections come after the first.
type standing struct{ keyFigures, sources, findings, data, readMe string }

func (b *book) standing() standing {
	name := func(key string) string { return sheet.CleanName(b.say(key)) }
	return standing{name("key_figures"), name("sources"), name("findings"), name("data"), name("read_me")}
}

// say words a key of the section workbook.
func (b *book) say(key string, args ...string) string { return b.l.Say("workbook."+key, args...) }

func (b *book) workbook() (*sheet.Workbook, error) {
	d := b.d
	front, sections := b.split(d.Blocks)
	wb := &sheet.Workbook{Properties: sheet.Properties{
		Title:    d.Masthead(b.l),
		Creator:  d.Organisation,
		Language: b.l.Tag(),
	}}
	if boiler := d.Boiler(b.l); len(boiler) > 0 {
		wb.Properties.Subject = boiler[0]
	}
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
		s.RightToLeft = b.l.RightToLeft()
		wb.Sheets = append(wb.Sheets, s)
	}
	return wb, nil
}

// margins returns what every printed page carries: the title, marked when a
// draft, and the edition.
func (b *book) margins() (header, footer string) {
	footer = b.say("edition_not_stated")
	if b.d.Edition != "" {
		footer = b.l.Say("brief.edition_line", b.d.Edition)
	}
	if b.d.Organisation != "" {
		footer += " " + b.d.Organisation
	}
	return short(b.d.Masthead(b.l)), short(footer)
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
func (b *book) split(blocks []document.Block) (front []document.Block, sections []section) {
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
	for _, s := range []string{b.names.keyFigures, b.names.sources, b.names.findings, b.names.data, b.names.readMe} {
		taken[strings.ToLower(s)] = true
	}
	front = all[0].blocks
	for _, s := range all[1:] {
		switch {
		case !hasContent(s.blocks):
		case strings.EqualFold(s.title, b.l.Say("brief.key_figures")):
			front = append(front, s.blocks...)
		default:
			s.sheet = sheetName(s.title, b.say("section"), taken)
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
func sheetName(title, otherwise string, taken map[string]bool) string {
	clean := sheet.CleanName(title)
	if clean == "" {
		clean = sheet.CleanName(otherwise)
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
