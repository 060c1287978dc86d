package pdffile

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
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
	Outlines    []Outline
	Links       []Link // in the order in which a reader meets them
	Attachments []Attachment
}

// Finish writes src, the output of the pen, anew with what the plan adds. The same arguments give the same bytes. It
// fails on anything in src that it does not know, and on a plan that points outside the document.
func Finish(src []byte, plan *Plan) ([]byte, error) {
	in, err := parseFile(src)
	if err != nil {
		return nil, err
	}
	f := &finisher{in: in, plan: plan, copied: map[ref]ref{}}
	catalog, info := f.reserve(), f.reserve()
	if err := f.pages(); err != nil {
		return nil, err
	}
	root := dict{"Type": name("Catalog"), "Pages": f.pageRoot}
	if err := f.annotations(); err != nil {
		return nil, err
	}
	if err := f.outlines(root); err != nil {
		return nil, err
	}
	if err := f.attachments(root); err != nil {
		return nil, err
	}
	if err := f.meta(root, info); err != nil {
		return nil, err
	}
	f.set(catalog, root)
	return f.bytes(catalog, info, func(all []byte) []byte {
		sum := sha256.Sum256(all)
		return sum[:16]
	}), nil
}

type finisher struct {
	writer
	in       *file
	plan     *Plan
	copied   map[ref]ref // from numbers in the source to numbers in the result
	pageRoot ref
	page     []pageRef
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
	f.pageRoot = f.reserve()
	resources := f.reserve()
	var out array
	for i, kid := range kids {
		p, err := f.copyPage(kid, tree["MediaBox"], resources)
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

func (f *finisher) copyPage(kid, inherited any, resources ref) (pageRef, error) {
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
	contents, err := f.addStream(dict{}, content)
	if err != nil {
		return pageRef{}, err
	}
	p.dict = dict{"Type": name("Page"), "Parent": f.pageRoot, "MediaBox": media, "Resources": resources,
		"Contents": contents}
	f.set(p.number, p.dict)
	return p, nil
}

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

// resources copies the one resource dictionary and puts the plan's fonts in.
func (f *finisher) resources(to ref) error {
	d, err := f.dictAt("resources", ref(2))
	if err != nil {
		return err
	}
	if err := only("resources", d, "ProcSet", "Font", "XObject", "ExtGState", "ColorSpace"); err != nil {
		return err
	}
	if spaces, ok := d["ColorSpace"].(dict); d["ColorSpace"] != nil && (!ok || len(spaces) > 0) {
		return fmt.Errorf("pdf: the pen wrote spot colours")
	}
	if fonts, ok := d["Font"].(dict); !ok || len(fonts) > 0 {
		return fmt.Errorf("pdf: the pen wrote fonts of its own")
	}
	out := dict{"ProcSet": d["ProcSet"]}
	for _, k := range []name{"XObject", "ExtGState"} {
		group, _ := d[k].(dict)
		if len(group) == 0 {
			continue
		}
		if out[k], err = f.copyGroup(group); err != nil {
			return err
		}
	}
	fonts := dict{}
	for i := range f.plan.Fonts {
		ft := &f.plan.Fonts[i]
		if _, twice := fonts[name(ft.Resource)]; twice {
			return fmt.Errorf("pdf: font resource %q twice", ft.Resource)
		}
		if fonts[name(ft.Resource)], err = f.fontObject(ft); err != nil {
			return err
		}
	}
	if len(fonts) > 0 {
		out["Font"] = fonts
	}
	f.set(to, out)
	return nil
}

// copyGroup copies the images or graphics states of a resource dictionary in order of their names.
func (f *finisher) copyGroup(group dict) (dict, error) {
	out := dict{}
	keys := make([]string, 0, len(group))
	for k := range group {
		keys = append(keys, string(k))
	}
	slices.Sort(keys)
	for _, k := range keys {
		o, err := f.copy(group[name(k)], 0)
		if err != nil {
			return nil, err
		}
		out[name(k)] = o
	}
	return out, nil
}

// copy returns o with its references followed and renumbered.
func (f *finisher) copy(o any, depth int) (any, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("pdf: nested too deep")
	}
	switch o := o.(type) {
	case ref:
		if n, ok := f.copied[o]; ok {
			return n, nil
		}
		target, ok := f.in.objects[o]
		if !ok {
			return nil, fmt.Errorf("pdf: no object %d", o)
		}
		n := f.reserve()
		f.copied[o] = n
		c, err := f.copy(target, depth+1)
		if err != nil {
			return nil, err
		}
		f.set(n, c)
		return n, nil
	case array:
		out := make(array, len(o))
		for i, v := range o {
			c, err := f.copy(v, depth+1)
			if err != nil {
				return nil, err
			}
			out[i] = c
		}
		return out, nil
	case dict:
		return f.copyDict(o, depth)
	case *stream:
		d, err := f.copyDict(o.dict, depth)
		if err != nil {
			return nil, err
		}
		return &stream{d, o.data}, nil
	}
	return o, nil
}

func (f *finisher) copyDict(d dict, depth int) (dict, error) {
	if err := only("resource", d, "Type", "Subtype", "Width", "Height", "ColorSpace", "BitsPerComponent", "Filter",
		"DecodeParms", "Predictor", "Colors", "Columns", "Mask", "SMask", "Decode", "Length", "ca", "CA", "BM"); err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(d))
	for k := range d {
		keys = append(keys, string(k))
	}
	slices.Sort(keys)
	out := dict{}
	for _, k := range keys {
		c, err := f.copy(d[name(k)], depth+1)
		if err != nil {
			return nil, err
		}
		out[name(k)] = c
	}
	return out, nil
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
