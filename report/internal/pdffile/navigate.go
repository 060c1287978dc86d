package pdffile

import (
	"fmt"
	"net/url"
	"strings"
)

// A Place is a point in the document: a page, counted from 1, and thousandths of a point below its top.
type Place struct {
	Page, Y int
}

// An Outline is one bookmark. Level 0 is the outermost; a level deeper than its predecessor's by more than one counts
// as one deeper.
type Outline struct {
	Title string
	Level int
	Place
}

// A Link is an area of a page, in thousandths of a point from its top left corner, that leads to a URI or, if that is
// empty, to a place. Text says what it is for those who do not see it. Tag is the Link element that it belongs to, if the
// document has a structure.
type Link struct {
	Page       int
	X, Y, W, H int
	URI        string
	To         Place
	Text       string
	Tag        *Element
}

// CheckURI reports why a URI may not be a link's target: only http, https and mailto may.
func CheckURI(uri string) error {
	u, err := url.Parse(uri)
	if err != nil {
		return fmt.Errorf("pdf: link: %w", err)
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return fmt.Errorf("pdf: link %q has no host", uri)
		}
	case "mailto":
	default:
		return fmt.Errorf("pdf: link %q: only http, https and mailto may be linked to", uri)
	}
	return nil
}

// pageAt returns a page, counted from 1.
func (f *finisher) pageAt(n int) (*pageRef, error) {
	if n < 1 || n > len(f.page) {
		return nil, fmt.Errorf("pdf: no page %d among %d", n, len(f.page))
	}
	return &f.page[n-1], nil
}

// destination returns the array that names a place.
func (f *finisher) destination(p Place) (array, error) {
	page, err := f.pageAt(p.Page)
	if err != nil {
		return nil, err
	}
	y, err := page.above(p.Y)
	if err != nil {
		return nil, err
	}
	return array{page.number, name("XYZ"), nil, y, nil}, nil
}

// above is like top, a whole number of points and up to one point higher: where a link leads, or may be touched, need not
// be said more precisely.
func (p *pageRef) above(y int) (number, error) {
	h, err := parseMilli(p.height)
	if err != nil {
		return "", err
	}
	return integer((h - y + 999) / 1000), nil
}

// annotations adds the links to their pages.
func (f *finisher) annotations() error {
	annots := make([]array, len(f.page))
	for _, l := range f.plan.Links {
		d, err := f.annotation(l)
		if err != nil {
			return fmt.Errorf("pdf: link: %w", err)
		}
		n := f.add(d)
		if l.Tag != nil {
			d["StructParent"] = f.tag(l.Tag, l.Page, n)
		}
		annots[l.Page-1] = append(annots[l.Page-1], n)
	}
	for i, a := range annots {
		if len(a) > 0 {
			f.page[i].dict["Annots"] = a
		}
	}
	return nil
}

func (f *finisher) annotation(l Link) (dict, error) {
	p, err := f.pageAt(l.Page)
	if err != nil {
		return nil, err
	}
	upper, err := p.above(l.Y)
	if err != nil {
		return nil, err
	}
	lower, err := p.above(l.Y + l.H + 999)
	if err != nil {
		return nil, err
	}
	d := dict{"Type": name("Annot"), "Subtype": name("Link"), "F": number("4"), // to be printed, which an archive demands
		"Border": array{number("0"), number("0"), number("0")},
		"Rect":   array{integer(l.X / 1000), lower, integer((l.X + l.W + 999) / 1000), upper}}
	if l.Text != "" {
		d["Contents"] = text(l.Text)
	}
	if l.URI == "" {
		d["Dest"], err = f.destination(l.To)
		return d, err
	}
	d["A"] = dict{"Type": name("Action"), "S": name("URI"), "URI": str(asciiURI(l.URI))}
	return d, CheckURI(l.URI)
}

// asciiURI escapes what may not stand in a URI as it is.
func asciiURI(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7F {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// outlines adds the bookmarks, all open.
func (f *finisher) outlines(root dict) error {
	if len(f.plan.Outlines) == 0 {
		return nil
	}
	top := dict{"Type": name("Outlines")}
	topRef := f.reserve()
	open := []*outlineItem{{number: topRef, dict: top}}
	for _, o := range f.plan.Outlines {
		dest, err := f.destination(o.Place)
		if err != nil {
			return fmt.Errorf("pdf: bookmark %q: %w", o.Title, err)
		}
		depth := min(max(o.Level, 0), len(open)-1)
		open = open[:depth+1]
		parent := open[depth]
		it := &outlineItem{number: f.reserve(), dict: dict{
			"Title": text(o.Title), "Parent": parent.number, "Dest": dest}}
		f.set(it.number, it.dict)
		if parent.last == nil {
			parent.dict["First"] = it.number
		} else {
			parent.last.dict["Next"] = it.number
			it.dict["Prev"] = parent.last.number
		}
		parent.last = it
		parent.dict["Last"] = it.number
		for _, above := range open {
			above.count++
			above.dict["Count"] = integer(above.count)
		}
		open = append(open, it)
	}
	f.set(topRef, top)
	root["Outlines"] = topRef
	root["PageMode"] = name("UseOutlines")
	return nil
}

type outlineItem struct {
	number ref
	dict   dict
	last   *outlineItem
	count  int
}
