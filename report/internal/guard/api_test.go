package guard

import (
	"flag"
	"fmt"
	"go/ast"
	"go/doc"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite testdata/api.txt")

// TestAPI compares what users can name with the committed listing, so that a
// change of the API shows in a review as such.
func TestAPI(t *testing.T) {
	var b strings.Builder
	for _, p := range packages(t) {
		if p.library() && !strings.Contains("/"+p.dir+"/", "/internal/") {
			b.WriteString(listing(t, p))
		}
	}
	got := b.String()
	for _, name := range []string{"gofpdf.", "excelize.", "toml.", "shape.", "pdffile.", "font."} {
		if strings.Contains(got, " "+name) || strings.Contains(got, "*"+name) || strings.Contains(got, "]"+name) {
			t.Errorf("a type of %s leaks into the API", strings.TrimSuffix(name, "."))
		}
	}
	golden := filepath.Join("testdata", "api.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := read(t, "report/internal/guard/testdata/api.txt")
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the API differs from testdata/api.txt; if that is meant, go test ./report/internal/guard -update (-want +got):\n%s", diff)
	}
}

// listing prints one line for each exported name of p, sorted. Comments, names
// of files and the order of declarations make no difference.
func listing(t *testing.T, p pkg) string {
	t.Helper()
	d, err := doc.NewFromFiles(p.fset, p.files, module+"/"+p.dir)
	if err != nil {
		t.Fatal(err)
	}
	l := &lister{fset: p.fset, pkg: p.dir}
	l.values(d.Consts)
	l.values(d.Vars)
	l.funcs(d.Funcs)
	for _, typ := range d.Types {
		l.values(typ.Consts)
		l.values(typ.Vars)
		l.funcs(typ.Funcs)
		l.funcs(typ.Methods)
		for _, s := range typ.Decl.Specs {
			if s, ok := s.(*ast.TypeSpec); ok && s.Name.Name == typ.Name {
				l.typ(s)
			}
		}
	}
	slices.Sort(l.lines)
	return strings.Join(l.lines, "\n") + "\n"
}

type lister struct {
	fset  *token.FileSet
	pkg   string
	lines []string
}

func (l *lister) add(format string, args ...any) {
	l.lines = append(l.lines, l.pkg+": "+fmt.Sprintf(format, args...))
}

// text prints a node on one line and without comments.
func (l *lister) text(n any) string {
	if n, ok := n.(ast.Node); ok {
		ast.Inspect(n, func(n ast.Node) bool {
			if f, ok := n.(*ast.Field); ok {
				f.Doc, f.Comment = nil, nil
			}
			return true
		})
	}
	var b strings.Builder
	if err := printer.Fprint(&b, l.fset, n); err != nil {
		panic(err)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (l *lister) values(values []*doc.Value) {
	for _, v := range values {
		var typ ast.Expr // carries over in a group of constants
		for _, s := range v.Decl.Specs {
			s := s.(*ast.ValueSpec)
			if s.Type != nil || len(s.Values) > 0 {
				typ = s.Type
			}
			for i, name := range s.Names {
				if !name.IsExported() {
					continue
				}
				line := v.Decl.Tok.String() + " " + name.Name
				if typ != nil {
					line += " " + l.text(typ)
				} else if i < len(s.Values) {
					line += " = " + l.value(s.Values[i])
				}
				l.add("%s", line)
			}
		}
	}
}

// value prints what a value without a type is. Arguments of a call are left
// out: the wording of an error is no part of the API.
func (l *lister) value(e ast.Expr) string {
	if c, ok := e.(*ast.CallExpr); ok {
		return l.text(c.Fun) + "(...)"
	}
	return l.text(e)
}

func (l *lister) funcs(funcs []*doc.Func) {
	for _, f := range funcs {
		f.Decl.Doc, f.Decl.Body = nil, nil
		l.add("%s", l.text(f.Decl))
	}
}

func (l *lister) typ(s *ast.TypeSpec) {
	head := "type " + s.Name.Name
	if s.TypeParams != nil {
		var params []string
		for _, f := range s.TypeParams.List {
			for _, n := range f.Names {
				params = append(params, n.Name+" "+l.text(f.Type))
			}
		}
		head += "[" + strings.Join(params, ", ") + "]"
	}
	if s.Assign.IsValid() {
		head += " ="
	}
	switch t := s.Type.(type) {
	case *ast.StructType:
		l.add("%s struct", head)
		l.fields(s.Name.Name, "field", t.Fields)
	case *ast.InterfaceType:
		// A method that nobody outside can write seals the interface.
		l.add("%s interface%s", head, map[bool]string{true: ", sealed"}[t.Incomplete])
		l.fields(s.Name.Name, "method", t.Methods)
	default:
		l.add("%s %s", head, l.text(s.Type))
	}
}

func (l *lister) fields(of, kind string, list *ast.FieldList) {
	for _, f := range list.List {
		tag := ""
		if f.Tag != nil {
			tag = " " + f.Tag.Value
		}
		if len(f.Names) == 0 {
			l.add("type %s, embedded %s%s", of, l.text(f.Type), tag)
		}
		for _, n := range f.Names {
			if n.IsExported() {
				l.add("type %s, %s %s %s%s", of, kind, n.Name, l.text(f.Type), tag)
			}
		}
	}
}
