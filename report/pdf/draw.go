package pdf

import (
	"context"
	"time"

	"github.com/humanitarian-sitrep/sitrep/humanitarian"
	"github.com/humanitarian-sitrep/sitrep/humanitarian/locale"
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/pdffile"
	"github.com/humanitarian-sitrep/sitrep/report/internal/shape"
)

// draw turns pages into a file, with what a workshop lends; nil lends nothing. It stops between pages when ctx is done.
func draw(ctx context.Context, d *document.Document, lang *locale.Language, laid *laidOut, faces *shape.Faces, shop *workshop, opts *Options) ([]byte, error) {
	c, err := newCanvas(paperSize{laid.sheet.pageWidth, laid.sheet.pageHeight}, faces)
	if err != nil {
		return nil, err
	}
	if shop != nil {
		c.packer, c.buffers = shop.packer, shop.pages
	}
	for _, p := range laid.pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.addPage()
		for _, it := range p.items {
			it.draw(c)
		}
	}
	at := midnight(d.AsOf)
	var attached []attachment
	for _, f := range opts.Attachments {
		if opts.Archive {
			break
		}
		attached = append(attached, attachment{name: f.Name, description: f.Description, mime: f.MIME,
			relationship: f.Relationship, modified: at, data: f.Data})
	}
	return c.finish(fileMeta{title: d.Masthead(lang), author: d.Organisation, subject: d.Series, creator: "sitrep",
		lang: d.Language, rtl: lang.RightToLeft(), created: at, modified: at,
		archive: opts.Archive}, laid.tree, attached)
}

// midnight is the time that the file bears: the document's own date, since nothing here reads the clock.
func midnight(d humanitarian.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	d = d.First()
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC)
}

func (it item) draw(c *canvas) {
	switch it.kind {
	case textItem:
		c.text(*it.line, it.x, it.y, it.tag)
	case fillItem:
		c.enter(nil)
		c.setFill(it.ink)
		c.rect(it.x, it.y, it.w, it.h, fill)
	case pictureItem:
		it.tag.Box = &pdffile.Area{Page: c.page, X: it.x, Y: it.y, W: it.w, H: it.h}
		c.enter(it.tag)
		c.picture(it.art.picture, it.x, it.y, it.w, it.h)
	case outlineItem:
		c.enter(nil)
		c.setFill(it.ink)
		for _, glyph := range it.art.outline {
			c.outline(glyph)
		}
	case paintingItem:
		it.painting.draw(c, it)
	case placeItem:
		c.place(it.name, it.y)
	case bookmarkItem:
		c.bookmark(it.name, it.level, it.y)
	}
}
