package xlsx

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"

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
	taken map[string]bool // names of sheets, in small letters
	made  []section       // those that have a sheet

	tables []*placed    // on the sheets made so far
	parts  []sheet.Part // charts
}

// standing are the names of the sheets every workbook has, in the language of
// the report. Sections come after the first.
type standing struct{ keyFigures, charts, sources, findings, data, readMe string }

func (s standing) list() []string {
	return []string{s.keyFigures, s.charts, s.sources, s.findings, s.data, s.readMe}
}

func (b *book) standing() standing {
	name := func(key string) string { return sheet.CleanName(b.say(key)) }
	return standing{name("key_figures"), sheet.CleanName(b.more("charts")), name("sources"), name("findings"), name("data"), name("read_me")}
}

// say words a key of the section workbook.
func (b *book) say(key string, args ...string) string { return b.l.Say("workbook."+key, args...) }

// more words a key of the section workbook_more.
func (b *book) more(key string, args ...string) string { return b.l.Say("workbook_more."+key, args...) }

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
	one := func(make func() *page) func() ([]*page, error) {
		return func() ([]*page, error) { return []*page{make()}, nil }
	}
	makers := []func() ([]*page, error){func() ([]*page, error) { return b.cover(front), nil }}
	for _, s := range sections {
		makers = append(makers, func() ([]*page, error) { return b.sections(s), nil })
	}
	makers = append(makers, b.chartSheet, one(b.sources), one(b.findings), b.data, one(b.readMe))
	for _, make := range makers {
		if err := b.ctx.Err(); err != nil {
			return nil, err
		}
		pages, err := make()
		if err != nil {
			return nil, err
		}
		for _, p := range pages {
			s := p.finish()
			s.Header, s.Footer = b.margins()
			s.RightToLeft = b.l.RightToLeft()
			wb.Sheets = append(wb.Sheets, s)
		}
	}
	wb.Parts, wb.Custom = b.parts, b.custom()
	var err error
	wb.Payload, err = b.payload()
	return wb, err
}

// custom are the parameters of the brief, for programs that look for a workbook
// by its properties. The brief itself travels in the payload.
func (b *book) custom() (out []sheet.Value) {
	for _, v := range []sheet.Value{
		{Name: "Brief schema", Value: cmp.Or(b.d.Schema, document.SchemaVersion)}, {Name: "Brief country", Value: b.d.Country},
		{Name: "Brief series", Value: b.d.Series}, {Name: "Brief edition", Value: b.d.Edition},
		{Name: "Brief as of", Value: b.d.AsOf.String()}, {Name: "Brief period", Value: b.d.Period.String()},
		{Name: "Brief number", Value: strconv.Itoa(b.d.Number)},
	} {
		if v.Value != "" {
			v.Value = short(v.Value)
			out = append(out, v)
		}
	}
	return out
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
	return b.directed(short(b.d.Masthead(b.l))), b.directed(short(footer))
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
