package pdffile

import (
	"fmt"
	"slices"
)

// An Element is a piece of the document as those meet it who hear the page: a section, a paragraph, a cell (ISO 32000-1,
// 14.7 and 14.8). Kids are in reading order.
type Element struct {
	Kind      string // a standard structure type, such as P or Table; see [Kinds]
	Alt       string // what a Figure shows, in words
	Actual    string // the text in reading order, where the order of the glyphs is another
	Scope     string // of a TH: Row or Column
	Numbering string // of an L: Disc or Decimal
	Box       *Area  // of a Figure
	Kids      []Kid
}

// A Kid of an element is an *Element or a Mark.
type Kid interface{ kid() }

func (*Element) kid() {}
func (Mark) kid()     {}

// A Mark is what stands in the content of a page, counted from 1, between "/Kind <</MCID ID>> BDC" and "EMC". The ids
// of a page count from 0 without gaps, in any order.
type Mark struct {
	Page, ID int
}

// An Area is a rectangle on a page, in thousandths of a point from its top left corner.
type Area struct {
	Page, X, Y, W, H int
}

// Kinds returns the structure types that an element may have. All are in PDF 1.4, so that none needs a role map.
func Kinds() []string {
	return []string{"Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "Caption", "TR", "TH",
		"TD", "Figure", "Link", "Note", "Span"}
}

// structure adds the tree of elements. The links' annotations must have been added.
func (f *finisher) structure(root dict) error {
	if f.plan.Structure == nil {
		return nil
	}
	t := &treeWriter{f: f, parents: make([]array, len(f.page)), kinds: Kinds(), number: map[*Element]ref{},
		links: map[*Element][]taggedLink{}}
	for _, l := range f.tagged {
		t.links[l.element] = append(t.links[l.element], l)
	}
	top := f.reserve()
	first, err := t.element(f.plan.Structure, top)
	if err != nil {
		return fmt.Errorf("pdf: structure: %w", err)
	}
	parents, err := t.parentTree()
	if err != nil {
		return fmt.Errorf("pdf: structure: %w", err)
	}
	f.set(top, dict{"Type": name("StructTreeRoot"), "K": first, "ParentTree": parents,
		"ParentTreeNextKey": integer(len(f.page) + len(f.tagged))})
	root["StructTreeRoot"] = top
	root["MarkInfo"] = dict{"Marked": true}
	for i, p := range f.page {
		p.dict["StructParents"] = integer(i)
		p.dict["Tabs"] = name("S")
	}
	return nil
}

// tag says that an annotation belongs to an element, and returns the annotation's key in the parent tree.
func (f *finisher) tag(e *Element, page int, annotation ref) number {
	f.tagged = append(f.tagged, taggedLink{e, page, annotation})
	return integer(len(f.page) + len(f.tagged) - 1)
}

type taggedLink struct {
	element    *Element
	page       int
	annotation ref
}

// treeWriter writes elements and collects which element each mark belongs to.
type treeWriter struct {
	f       *finisher
	kinds   []string
	parents []array // of each page, by the ids of its marks
	number  map[*Element]ref
	links   map[*Element][]taggedLink
}

func (t *treeWriter) element(e *Element, parent ref) (ref, error) {
	if !slices.Contains(t.kinds, e.Kind) {
		return 0, fmt.Errorf("pdf: unknown kind of element %q", e.Kind)
	}
	if _, twice := t.number[e]; twice {
		return 0, fmt.Errorf("pdf: one %s in two places", e.Kind)
	}
	n := t.f.reserve()
	t.number[e] = n
	d := make(record, 0, 6)
	a, err := t.attributes(e)
	if err != nil {
		return 0, err
	}
	if a != nil {
		d = append(d, field{"A", a})
	}
	if e.Actual != "" {
		d = append(d, field{"ActualText", text(e.Actual)})
	}
	if e.Alt != "" {
		d = append(d, field{"Alt", text(e.Alt)})
	}
	kids, page, err := t.kids(e, n)
	if err != nil {
		return 0, err
	}
	if kids != nil {
		d = append(d, field{"K", kids})
	}
	d = append(d, field{"P", parent})
	if page != 0 {
		d = append(d, field{"Pg", page})
	}
	t.f.set(n, append(d, field{"S", name(e.Kind)}))
	return n, nil
}

// attributes returns what the kind of an element has of its own, or nil.
func (t *treeWriter) attributes(e *Element) (any, error) {
	switch {
	case e.Scope != "":
		return record{{"O", name("Table")}, {"Scope", name(e.Scope)}}, nil
	case e.Numbering != "":
		return record{{"ListNumbering", name(e.Numbering)}, {"O", name("List")}}, nil
	case e.Box == nil:
		return nil, nil
	}
	b := e.Box
	page, err := t.f.pageAt(b.Page)
	if err != nil {
		return nil, err
	}
	upper, err := page.top(b.Y)
	if err != nil {
		return nil, err
	}
	lower, err := page.top(b.Y + b.H)
	if err != nil {
		return nil, err
	}
	return record{{"BBox", array{milli(b.X), lower, milli(b.X + b.W), upper}}, {"O", name("Layout")}}, nil
}

// kids writes what an element holds: elements, marks, and last the annotations of its links. It returns them and the page
// whose marks are plain numbers; nil and 0 if there is none.
func (t *treeWriter) kids(e *Element, n ref) (kids any, pg ref, err error) {
	out := make(array, 0, len(e.Kids))
	home := 0
	for _, k := range e.Kids {
		switch k := k.(type) {
		case *Element:
			r, err := t.element(k, n)
			if err != nil {
				return nil, 0, err
			}
			out = append(out, r)
		case Mark:
			if err := t.mark(k, n); err != nil {
				return nil, 0, err
			}
			page := t.f.page[k.Page-1].number
			if home == 0 {
				home, pg = k.Page, page
			}
			if home == k.Page {
				out = append(out, integer(k.ID))
			} else {
				out = append(out, record{{"MCID", integer(k.ID)}, {"Pg", page}, {"Type", name("MCR")}})
			}
		}
	}
	for _, l := range t.links[e] {
		out = append(out, record{{"Obj", l.annotation}, {"Pg", t.f.page[l.page-1].number}, {"Type", name("OBJR")}})
	}
	switch len(out) {
	case 0:
		return nil, pg, nil
	case 1:
		return out[0], pg, nil
	}
	return out, pg, nil
}

func (t *treeWriter) mark(m Mark, owner ref) error {
	if _, err := t.f.pageAt(m.Page); err != nil {
		return err
	}
	if m.ID < 0 || m.ID >= maxObjects {
		return fmt.Errorf("pdf: mark %d out of range", m.ID)
	}
	of := &t.parents[m.Page-1]
	for len(*of) <= m.ID {
		*of = append(*of, nil)
	}
	if (*of)[m.ID] != nil {
		return fmt.Errorf("pdf: mark %d of page %d belongs to two elements", m.ID, m.Page)
	}
	(*of)[m.ID] = owner
	return nil
}

// parentTree writes the way back: from the marks of each page and from each link to their elements.
func (t *treeWriter) parentTree() (ref, error) {
	var owners array
	for i, of := range t.parents {
		if at := slices.Index(of, nil); at >= 0 {
			return 0, fmt.Errorf("pdf: mark %d of page %d belongs to no element", at, i+1)
		}
		owners = append(owners, t.f.add(append(array{}, of...)))
	}
	for _, l := range t.f.tagged {
		owner, ok := t.number[l.element]
		if !ok {
			return 0, fmt.Errorf("pdf: the %s of a link is not part of the document", l.element.Kind)
		}
		owners = append(owners, owner)
	}
	return t.f.numberTree(owners), nil
}

// numberTree writes a number tree with values for the keys from 0, in leaves that keep arrays short.
func (w *writer) numberTree(values array) ref {
	const leaf = 1000
	var leaves []dict
	key := 0
	for part := range slices.Chunk(values, leaf) {
		first := key
		var nums array
		for _, v := range part {
			nums = append(nums, integer(key), v)
			key++
		}
		leaves = append(leaves, dict{"Nums": nums, "Limits": array{integer(first), integer(key - 1)}})
	}
	if len(leaves) == 1 {
		return w.add(dict{"Nums": leaves[0]["Nums"]}) // limits are for leaves below a root
	}
	kids := array{}
	for _, l := range leaves {
		kids = append(kids, w.add(l))
	}
	return w.add(dict{"Kids": kids})
}
