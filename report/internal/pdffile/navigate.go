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
// empty, to a place. Text says what it is for those who do not see it.
type Link struct {
	Page       int
	X, Y, W, H int
	URI        string
	To         Place
	Text       string
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

// destination returns the array that names a place.
func (f *finisher) destination(p Place) (array, error) {
	if p.Page < 1 || p.Page > len(f.page) {
		return nil, fmt.Errorf("pdf: no page %d among %d", p.Page, len(f.page))
	}
	page := &f.page[p.Page-1]
	y, err := page.top(p.Y)
	if err != nil {
		return nil, err
	}
	return array{page.number, name("XYZ"), nil, y, nil}, nil
}

// annotations adds the links to their pages.
func (f *finisher) annotations() error {
	annots := make([]array, len(f.page))
	for _, l := range f.plan.Links {
		if l.Page < 1 || l.Page > len(f.page) {
			return fmt.Errorf("pdf: link on page %d of %d", l.Page, len(f.page))
		}
		p := &f.page[l.Page-1]
		upper, err := p.top(l.Y)
		if err != nil {
			return err
		}
		lower, err := p.top(l.Y + l.H)
		if err != nil {
			return err
		}
		d := dict{"Type": name("Annot"), "Subtype": name("Link"), "F": number("4"),
			"Border": array{number("0"), number("0"), number("0")},
			"Rect":   array{milli(l.X), lower, milli(l.X + l.W), upper}}
		if l.Text != "" {
			d["Contents"] = text(l.Text)
		}
		if l.URI != "" {
			if err := CheckURI(l.URI); err != nil {
				return err
			}
			d["A"] = dict{"Type": name("Action"), "S": name("URI"), "URI": str(asciiURI(l.URI))}
		} else if d["Dest"], err = f.destination(l.To); err != nil {
			return err
		}
		annots[l.Page-1] = append(annots[l.Page-1], f.add(d))
	}
	for i, a := range annots {
		if len(a) > 0 {
			f.page[i].dict["Annots"] = a
		}
	}
	return nil
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
