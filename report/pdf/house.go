package pdf

import (
	"github.com/humanitarian-sitrep/sitrep/report/document"
	"github.com/humanitarian-sitrep/sitrep/report/internal/picture"
)

// logoBox is the room that a logo takes at the start edge of the band. The zero value is no logo.
type logoBox struct {
	room    int // width, with the space after it
	w, h    int
	picture *picture.Picture
	tag     *element
}

const (
	logoHeight = 39_685 // 14 mm
	logoWidth  = 130 * pt
	logoPad    = 4 * pt
)

// bandLogo measures the logo: as high as there is room, unless it is very wide.
func (l *layouter) bandLogo() logoBox {
	p := l.logo
	if p == nil {
		return logoBox{}
	}
	w, h := max(p.Width*logoHeight/p.Height, pt), logoHeight
	if w > logoWidth {
		w, h = logoWidth, max(p.Height*logoWidth/p.Width, pt)
	}
	tag := l.leaf("Figure")
	tag.Alt = l.logoText()
	return logoBox{room: w + 2*logoPad + gutter, w: w, h: h, picture: p, tag: tag}
}

func (l *layouter) logoText() string {
	switch {
	case l.house.LogoText != "":
		return l.house.LogoText
	case l.doc.Organisation != "":
		return l.lang.Say("theme.logo_of", l.doc.Organisation)
	}
	return l.lang.Say("theme.logo")
}

// items places the logo in a band of a height, on white: what was transparent in it is.
func (b logoBox) items(band int) []item {
	if b.picture == nil {
		return nil
	}
	y := (band - b.h) / 2
	return []item{
		{kind: fillItem, x: margin, y: y - logoPad, w: b.w + 2*logoPad, h: b.h + 2*logoPad, ink: white},
		{kind: pictureItem, x: margin + logoPad, y: y, w: b.w, h: b.h, art: &art{picture: b.picture.File}, tag: b.tag},
	}
}

// closing prints what the organisation says at the end of every document: to whom to write, unless the document has
// that already, and disclaimers.
func (l *layouter) closing() {
	if len(l.house.Contacts) > 0 && !l.hasContacts() {
		l.heading(1, l.lang.Say("brief.contacts"))
		for _, s := range l.house.Contacts {
			l.prose(l.theme.body, 3*pt, roleP, l.theme.body.span(s))
		}
	}
	for i, s := range l.house.Disclaimers {
		before := 4 * pt
		if i == 0 {
			before = 10 * pt
		}
		l.prose(l.theme.note, before, roleP, l.theme.note.span(s))
	}
}

func (l *layouter) hasContacts() bool {
	for _, b := range l.doc.Blocks {
		if h, ok := b.(*document.Heading); ok && h.Text == l.lang.Say("brief.contacts") {
			return true
		}
	}
	return false
}
