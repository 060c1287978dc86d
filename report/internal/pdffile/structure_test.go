package pdffile

import (
	"fmt"
	"strings"
	"testing"
)

// finished finishes a file of two pages and reads it back.
func finished(t *testing.T, plan *Plan) (*file, dict) {
	t.Helper()
	out, err := Finish(penFile(2, "", ""), plan)
	if err != nil {
		t.Fatal(err)
	}
	f, err := reopen(out)
	if err != nil {
		t.Fatal(err)
	}
	return f, f.objects[f.trailer["Root"].(ref)].(dict)
}

// written writes an object that refers to others by what they are.
func (f *file) written(o any) string {
	switch o := o.(type) {
	case ref:
		if d, ok := f.objects[o].(dict); ok {
			if d["S"] != nil {
				return "element " + string(d["S"].(name))
			}
			return string(d["Type"].(name))
		}
		return "object"
	case array:
		var parts []string
		for _, v := range o {
			parts = append(parts, f.written(v))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case dict:
		return "<" + f.written(o["Type"]) + " " + f.written(o["MCID"]) + f.written(o["Obj"]) + ">"
	case nil:
		return ""
	}
	return fmt.Sprint(o)
}

func sampleTree() (root, link *Element) {
	link = &Element{Kind: "Link", Kids: []Kid{Mark{1, 2}}}
	para := &Element{Kind: "P", Kids: []Kid{Mark{1, 1}, link, Mark{2, 0}}}
	cell := &Element{Kind: "TH", Scope: "Row", Actual: "نزوح", Kids: []Kid{Mark{1, 0}}}
	figure := &Element{Kind: "Figure", Alt: "a map", Box: &Area{Page: 2, X: 1000, Y: 2000, W: 3000, H: 4000}}
	return &Element{Kind: "Document", Kids: []Kid{&Element{Kind: "Table", Kids: []Kid{&Element{Kind: "TR", Kids: []Kid{cell}}}}, para, figure}}, link
}

func TestStructure(t *testing.T) {
	root, link := sampleTree()
	f, catalog := finished(t, &Plan{Structure: root, Links: []Link{{Page: 1, W: 5, H: 5, To: Place{2, 0}, Tag: link}}})
	if catalog["MarkInfo"].(dict)["Marked"] != true {
		t.Error("the file does not say that it is tagged")
	}
	top := f.objects[catalog["StructTreeRoot"].(ref)].(dict)
	if top["RoleMap"] != nil {
		t.Error("a role map, though all kinds are standard")
	}
	var got strings.Builder
	var walk func(r, parent ref)
	walk = func(r, parent ref) {
		d := f.objects[r].(dict)
		if d["P"] != parent {
			t.Errorf("%v has another parent than the one whose kid it is", d["S"])
		}
		fmt.Fprintf(&got, "%s %s\n", d["S"], f.written(d["K"]))
		kids, ok := d["K"].(array)
		if !ok {
			kids = array{d["K"]}
		}
		for _, k := range kids {
			if k, ok := k.(ref); ok {
				walk(k, r)
			}
		}
	}
	walk(top["K"].(ref), catalog["StructTreeRoot"].(ref))
	want := `Document [element Table element P element Figure]
Table element TR
TR element TH
TH 0
P [1 element Link <MCR 0>]
Link [2 <OBJR Annot>]
Figure 
`
	if got.String() != want {
		t.Errorf("tree\n got %s\nwant %s", got.String(), want)
	}
	nums := f.objects[top["ParentTree"].(ref)].(dict)["Nums"].(array)
	for i, want := range []string{"0", "[element TH element P element Link]", "1", "[element P]", "2", "element Link"} {
		o := nums[i]
		if i < 4 && i%2 == 1 {
			o = f.objects[o.(ref)]
		}
		if got := f.written(o); got != want {
			t.Errorf("parent tree, %d: got %s, want %s", i, got, want)
		}
	}
	page := f.objects[f.objects[catalog["Pages"].(ref)].(dict)["Kids"].(array)[1].(ref)].(dict)
	if page["StructParents"] != number("1") || page["Tabs"] != name("S") {
		t.Errorf("second page: %v %v", page["StructParents"], page["Tabs"])
	}
}

func TestStructureRefuses(t *testing.T) {
	twice := &Element{Kind: "P"}
	for _, test := range []struct {
		name string
		root *Element
		link *Element
		want string
	}{
		{"kind", &Element{Kind: "Paragraph"}, nil, "unknown kind"},
		{"page", &Element{Kind: "P", Kids: []Kid{Mark{3, 0}}}, nil, "no page 3"},
		{"gap", &Element{Kind: "P", Kids: []Kid{Mark{1, 1}}}, nil, "belongs to no element"},
		{"both", &Element{Kind: "P", Kids: []Kid{Mark{1, 0}, Mark{1, 0}}}, nil, "two elements"},
		{"negative", &Element{Kind: "P", Kids: []Kid{Mark{1, -1}}}, nil, "out of range"},
		{"twice", &Element{Kind: "Document", Kids: []Kid{twice, twice}}, nil, "two places"},
		{"stray", &Element{Kind: "Document"}, &Element{Kind: "Link"}, "not part of the document"},
		{"box", &Element{Kind: "Figure", Box: &Area{}}, nil, "no page 0"},
	} {
		plan := &Plan{Structure: test.root}
		if test.link != nil {
			plan.Links = []Link{{Page: 1, To: Place{1, 0}, Tag: test.link}}
		}
		if _, err := Finish(penFile(2, "", ""), plan); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want an error with %q", test.name, err, test.want)
		}
	}
}

// TestNumberTree reads a tree of several leaves back.
func TestNumberTree(t *testing.T) {
	const n = 2500
	var w writer
	values := make(array, n)
	for i := range values {
		values[i] = integer(10 * i)
	}
	top := w.objects[w.numberTree(values)-1].(dict)
	next := 0
	for _, kid := range top["Kids"].(array) {
		leaf := w.objects[kid.(ref)-1].(dict)
		nums := leaf["Nums"].(array)
		if limits := leaf["Limits"].(array); limits[0] != nums[0] || limits[1] != nums[len(nums)-2] {
			t.Errorf("limits %v of a leaf from %v to %v", limits, nums[0], nums[len(nums)-2])
		}
		for i := 0; i < len(nums); i += 2 {
			if nums[i] != integer(next) || nums[i+1] != integer(10*next) {
				t.Fatalf("key %v has %v", nums[i], nums[i+1])
			}
			next++
		}
	}
	if next != n {
		t.Errorf("%d entries, want %d", next, n)
	}
}

// BenchmarkFinish shows what a structure costs: the tree of a brief of some pages, against none.
func BenchmarkFinish(b *testing.B) {
	src := penFile(2, "", "")
	for _, elements := range []int{0, 500} {
		b.Run(fmt.Sprint(elements, " elements"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				plan := &Plan{Meta: Meta{Title: "Brief", Lang: "en"}}
				if elements > 0 {
					plan.Structure = &Element{Kind: "Document"}
				}
				for i := range elements {
					plan.Structure.Kids = append(plan.Structure.Kids, &Element{Kind: "P", Kids: []Kid{Mark{1, i}}})
				}
				if _, err := Finish(src, plan); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
