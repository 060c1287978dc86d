package pdffile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxInflated bounds the content of one page.
const maxInflated = 64 << 20

// A Plan says what Finish adds.
type Plan struct {
	Meta        Meta
	Fonts       []Font // in the order of their objects
	Images      []Image
	Structure   *Element // the whole document; nil for a file without tags
	Outlines    []Outline
	Links       []Link // in the order in which a reader meets them
	Attachments []Attachment
	Archive     bool    // keep to PDF/A-1b, and say so; anything that it forbids is an error
	Packer      *Packer // nil: one of its own

	// Contents follow what the pen wrote on each page, lines of operators as it would write them. There may be none; else
	// there is one for each page. The pen would copy them again and again.
	Contents [][]byte
}

// Finish writes src, the output of the pen, anew with what the plan adds. The same arguments give the same bytes. It
// fails on anything in src that it does not know, and on a plan that points outside the document.
func Finish(src []byte, plan *Plan) ([]byte, error) {
	in, err := parseFile(src)
	if err != nil {
		return nil, err
	}
	if plan.Archive && len(plan.Attachments) > 0 {
		return nil, fmt.Errorf("pdf: an archive file carries no attachments")
	}
	packer := plan.Packer
	if packer == nil {
		packer = &Packer{}
	}
	f := &finisher{in: in, plan: plan, writer: writer{tools: packer.take()}}
	defer packer.give(f.tools)
	catalog, info := f.reserve(), f.reserve()
	if err := f.pages(); err != nil {
		return nil, err
	}
	root := dict{"Type": name("Catalog"), "Pages": f.pageRoot}
	if err := f.annotations(); err != nil {
		return nil, err
	}
	for _, add := range []func(dict) error{f.structure, f.outlines, f.attachments, f.outputIntent} {
		if err := add(root); err != nil {
			return nil, err
		}
	}
	if err := f.meta(root, info); err != nil {
		return nil, err
	}
	f.set(catalog, root)
	if plan.Archive {
		return f.archive(catalog, info)
	}
	return f.compact(catalog, info)
}

type finisher struct {
	writer
	in       *file
	plan     *Plan
	pageRoot ref
	page     []pageRef
	tagged   []taggedLink
}

type pageRef struct {
	number ref
	dict   dict
	height number
}

// only fails if d has a key outside allowed.
func only(what string, d dict, allowed ...name) error {
	for k := range d {
		if !slices.Contains(allowed, k) {
			return fmt.Errorf("pdf: %s: unknown key %q", what, trunc(string(k)))
		}
	}
	return nil
}

func (f *finisher) dictAt(what string, o any) (dict, error) {
	r, ok := o.(ref)
	if !ok {
		return nil, fmt.Errorf("pdf: %s is no reference", what)
	}
	d, ok := f.in.objects[r].(dict)
	if !ok {
		return nil, fmt.Errorf("pdf: %s is no dictionary", what)
	}
	return d, nil
}

// pages copies the page tree, which gofpdf writes flat.
func (f *finisher) pages() error {
	if err := only("trailer", f.in.trailer, "Size", "Root", "Info"); err != nil {
		return err
	}
	catalog, err := f.dictAt("catalog", f.in.trailer["Root"])
	if err != nil {
		return err
	}
	if err := only("catalog", catalog, "Type", "Pages", "Names"); err != nil {
		return err
	}
	if err := noNames(catalog["Names"]); err != nil {
		return err
	}
	tree, err := f.dictAt("page tree", catalog["Pages"])
	if err != nil {
		return err
	}
	if err := only("page tree", tree, "Type", "Kids", "Count", "MediaBox"); err != nil {
		return err
	}
	kids, ok := tree["Kids"].(array)
	if !ok || tree["Count"] != integer(len(kids)) || len(kids) == 0 {
		return fmt.Errorf("pdf: page tree does not count its pages")
	}
	if n := len(f.plan.Contents); n != 0 && n != len(kids) {
		return fmt.Errorf("pdf: contents of %d pages for %d", n, len(kids))
	}
	f.pageRoot = f.reserve()
	resources := f.reserve()
	var out array
	for i, kid := range kids {
		var more []byte
		if len(f.plan.Contents) > 0 {
			more = f.plan.Contents[i]
		}
		p, err := f.copyPage(kid, tree["MediaBox"], resources, more)
		if err != nil {
			return fmt.Errorf("pdf: page %d: %w", i+1, err)
		}
		f.page = append(f.page, p)
		out = append(out, p.number)
	}
	f.set(f.pageRoot, dict{"Type": name("Pages"), "Kids": out, "Count": integer(len(out))})
	return f.resources(resources)
}

// noNames fails if the name dictionary holds anything: gofpdf writes an empty one.
func noNames(o any) error {
	d, ok := o.(dict)
	if o != nil && !ok {
		return fmt.Errorf("pdf: name dictionary of an unknown kind")
	}
	if err := only("name dictionary", d, "EmbeddedFiles"); err != nil {
		return err
	}
	if e, ok := d["EmbeddedFiles"]; ok {
		e, _ := e.(dict)
		if names, ok := e["Names"].(array); !ok || len(names) > 0 || len(e) != 1 {
			return fmt.Errorf("pdf: the pen embedded files of its own")
		}
	}
	return nil
}

func (f *finisher) copyPage(kid, inherited any, resources ref, more []byte) (pageRef, error) {
	d, err := f.dictAt("page", kid)
	if err != nil {
		return pageRef{}, err
	}
	if err := only("page", d, "Type", "Parent", "MediaBox", "Resources", "Contents"); err != nil {
		return pageRef{}, err
	}
	if d["Resources"] != ref(2) {
		return pageRef{}, fmt.Errorf("pdf: resources of its own")
	}
	box := d["MediaBox"]
	if box == nil {
		box = inherited
	}
	media, ok := box.(array)
	if !ok || len(media) != 4 || numberOf(media[3]) == "" || numberOf(media[2]) == "" ||
		media[0] != number("0") || media[1] != number("0") {
		return pageRef{}, fmt.Errorf("pdf: unknown page size")
	}
	at, _ := d["Contents"].(ref)
	s, ok := f.in.objects[at].(*stream)
	if !ok {
		return pageRef{}, fmt.Errorf("pdf: no content")
	}
	content, err := inflate(s)
	if err != nil {
		return pageRef{}, err
	}
	p := pageRef{number: f.reserve(), height: numberOf(media[3])}
	how := middling
	if len(content)+len(more) > textPage {
		how = fast
	}
	contents, err := f.addStream(dict{}, how, content, more)
	if err != nil {
		return pageRef{}, err
	}
	p.dict = dict{"Type": name("Page"), "Parent": f.pageRoot, "MediaBox": media, "Resources": resources,
		"Contents": contents}
	f.set(p.number, p.dict)
	return p, nil
}

// textPage is more than the content of a page of text: a longer one is mostly the coordinates of a map.
const textPage = 48 << 10

func inflate(s *stream) ([]byte, error) {
	if err := only("content", s.dict, "Length", "Filter"); err != nil {
		return nil, err
	}
	if s.dict["Filter"] == nil {
		return s.data, nil
	}
	if s.dict["Filter"] != name("FlateDecode") {
		return nil, fmt.Errorf("pdf: unknown filter")
	}
	z, err := zlib.NewReader(bytes.NewReader(s.data))
	if err != nil {
		return nil, fmt.Errorf("pdf: content: %w", err)
	}
	b, err := io.ReadAll(io.LimitReader(z, maxInflated+1))
	if err != nil {
		return nil, fmt.Errorf("pdf: content: %w", err)
	}
	if len(b) > maxInflated {
		return nil, fmt.Errorf("pdf: content too large")
	}
	return b, nil
}

// resources writes the one resource dictionary: the plan's fonts and images. The pen's own is empty, so that nothing
// that is transparent or badly embedded can come from there.
func (f *finisher) resources(to ref) error {
	d, err := f.dictAt("resources", ref(2))
	if err != nil {
		return err
	}
	if err := only("resources", d, "ProcSet", "Font", "XObject", "ExtGState", "ColorSpace"); err != nil {
		return err
	}
	for key, v := range d {
		if group, ok := v.(dict); key != "ProcSet" && (!ok || len(group) > 0) {
			return fmt.Errorf("pdf: the pen wrote a resource of its own: %q", trunc(string(key)))
		}
	}
	out := dict{}
	fonts, images := dict{}, dict{}
	for i := range f.plan.Fonts {
		ft := &f.plan.Fonts[i]
		if _, twice := fonts[name(ft.Resource)]; twice {
			return fmt.Errorf("pdf: font resource %q twice", ft.Resource)
		}
		if fonts[name(ft.Resource)], err = f.fontObject(ft, f.plan.Archive); err != nil {
			return err
		}
	}
	for _, im := range f.plan.Images {
		if _, twice := images[name(im.Resource)]; twice {
			return fmt.Errorf("pdf: image resource %q twice", im.Resource)
		}
		if images[name(im.Resource)], err = f.imageObject(im); err != nil {
			return fmt.Errorf("pdf: image %s: %w", im.Resource, err)
		}
	}
	if len(fonts) > 0 {
		out["Font"] = fonts
	}
	if len(images) > 0 {
		out["XObject"] = images
	}
	f.set(to, out)
	return nil
}

// top returns the PDF ordinate, from the page's bottom, of y thousandths of a point below its top.
func (p *pageRef) top(y int) (number, error) {
	h, err := parseMilli(p.height)
	if err != nil {
		return "", err
	}
	return milli(h - y), nil
}

// parseMilli reads a number with at most three decimals as thousandths.
func parseMilli(n number) (int, error) {
	whole, frac, _ := strings.Cut(string(n), ".")
	if len(frac) > 3 || len(whole) > 8 {
		return 0, fmt.Errorf("pdf: number %q out of range", string(n))
	}
	v := 0
	for _, c := range whole + (frac + "000")[:3] {
		if c < '0' || c > '9' {
			return 0, fmt.Errorf("pdf: number %q out of range", string(n))
		}
		v = 10*v + int(c-'0')
	}
	return v, nil
}
