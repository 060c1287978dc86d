package pdffile

import (
	"bytes"
	"maps"
	"slices"
)

// A Difference is what two files do not have in common, in the eyes of a reader.
type Difference struct {
	Page int // from 1; 0 is the whole file

	// Want and Got are the texts in one place of the page. Both are empty where the texts are the same and something else
	// that is drawn is not, or, of page 0, where the files have not as many pages or not the same structure.
	Want, Got string
}

// Differ compares what readers meet of two files: the pages, their text, the fonts and pictures they are drawn with, the
// links on them, and the structure that is read aloud. How the files are packed and numbered makes no difference. The
// error says which of the two cannot be read.
func Differ(want, got *Reading) ([]Difference, error) {
	var out []Difference
	if want.Pages() != got.Pages() {
		out = append(out, Difference{})
	}
	c := &comparison{want: want, got: got, seen: map[[2]ref]bool{}}
	for i := range min(want.Pages(), got.Pages()) {
		w, err := want.Page(i)
		if err != nil {
			return nil, err
		}
		g, err := got.Page(i)
		if err != nil {
			return nil, err
		}
		texts := differentTexts(i+1, w.Texts, g.Texts)
		out = append(out, texts...)
		if len(texts) == 0 && (w.drawn != g.drawn || !c.same(c.page(want.pages[i]), c.page(got.pages[i]))) {
			out = append(out, Difference{Page: i + 1})
		}
	}
	if len(out) == 0 && !c.same(c.root(want.root), c.root(got.root)) {
		out = append(out, Difference{})
	}
	return out, nil
}

// differentTexts pairs the texts of a page, place by place where there are as many, or else those that one page has and
// the other has not.
func differentTexts(page int, want, got []string) (out []Difference) {
	if len(want) != len(got) {
		want, got = without(want, got), without(got, want)
	}
	for i := range max(len(want), len(got)) {
		var d Difference
		if i < len(want) {
			d.Want = want[i]
		}
		if i < len(got) {
			d.Got = got[i]
		}
		if d.Want != d.Got {
			d.Page = page
			out = append(out, d)
		}
	}
	return out
}

// without returns the texts of list that other does not have as often.
func without(list, other []string) (out []string) {
	n := map[string]int{}
	for _, s := range other {
		n[s]++
	}
	for _, s := range list {
		if n[s]--; n[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}

// A comparison walks through the objects of two files side by side.
type comparison struct {
	want, got *Reading
	seen      map[[2]ref]bool
	next      [][2]any
}

// page is a page without its content, which is compared by its operators, and without the way up.
func (c *comparison) page(d dict) dict {
	d = maps.Clone(d)
	delete(d, "Contents")
	delete(d, "Parent")
	return d
}

// root is what readers meet of the catalog besides pages and files. Versions are of the packing.
func (c *comparison) root(d dict) dict {
	d = maps.Clone(d)
	for _, k := range []name{"Pages", "Names", "AF", "Metadata", "Version", "Extensions", "OutputIntents"} {
		delete(d, k)
	}
	return d
}

// same reports whether two objects and all they lead to are the same.
func (c *comparison) same(want, got any) bool {
	c.next = append(c.next[:0], [2]any{want, got})
	for len(c.next) > 0 {
		pair := c.next[len(c.next)-1]
		c.next = c.next[:len(c.next)-1]
		w, wRef := pair[0].(ref)
		g, gRef := pair[1].(ref)
		if wRef && gRef {
			if c.seen[[2]ref{w, g}] {
				continue
			}
			c.seen[[2]ref{w, g}] = true
			wPage, isPage := c.want.page[w]
			gPage, isPage2 := c.got.page[g]
			if isPage || isPage2 {
				if isPage != isPage2 || wPage != gPage {
					return false
				}
				continue
			}
		}
		a, err := c.want.get(pair[0])
		b, err2 := c.got.get(pair[1])
		if err != nil && err2 != nil {
			continue // what cannot be read in either is the same to a reader
		}
		if err != nil || err2 != nil || !c.alike(a, b) {
			return false
		}
	}
	return true
}

// alike compares two objects and leaves what they hold for later.
func (c *comparison) alike(want, got any) bool {
	switch w := want.(type) {
	case dict:
		g, ok := got.(dict)
		return ok && c.dicts(w, g)
	case array:
		g, ok := got.(array)
		if !ok || len(w) != len(g) {
			return false
		}
		for i := range w {
			c.next = append(c.next, [2]any{w[i], g[i]})
		}
		return true
	case *stream:
		g, ok := got.(*stream)
		return ok && c.streams(w, g)
	case str:
		g, ok := got.(str)
		return ok && bytes.Equal(w, g)
	}
	switch got.(type) {
	case dict, array, *stream, str:
		return false
	}
	return want == got
}

func (c *comparison) dicts(w, g dict, but ...name) bool {
	keys := maps.Clone(w)
	maps.Copy(keys, g)
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		if !slices.Contains(but, k) {
			c.next = append(c.next, [2]any{w[k], g[k]})
		}
	}
	return true
}

// streams compares what two streams hold, or what they are packed in if that is not known here.
func (c *comparison) streams(w, g *stream) bool {
	a, err := c.want.unpack(w)
	b, err2 := c.got.unpack(g)
	if err != nil || err2 != nil {
		return err != nil && err2 != nil && bytes.Equal(w.data, g.data) && c.dicts(w.dict, g.dict, "Length")
	}
	return bytes.Equal(a, b) && c.dicts(w.dict, g.dict, "Length", "Filter", "DecodeParms")
}
